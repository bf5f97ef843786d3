/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rangefinder match */
#include "command.h"

#include "../i18n.h"
#include "develop-output.h"
#include "develop-reduce.h"

#include <errno.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

static gboolean as_json, force;
static char *output, *title;
static char **paths;

static const GOptionEntry options[] = {
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The look's file (matched.look)"), N_ ("FILE.look")},
    {"title", 't', 0, G_OPTION_ARG_STRING, &title, N_ ("The look's name for people (as the file is called)"),
     N_ ("TITLE")},
    {"force", 0, 0, G_OPTION_ARG_NONE, &force, N_ ("Replace a file of that name"), NULL},
    {"json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("For programs"), NULL},
    {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths, NULL, NULL},
    {NULL},
};

/* ---- What is given ---- */

static gboolean
has_ending (const char *path, const char *ending)
{
    gsize length = strlen (path), end = strlen (ending);
    return length > end && g_ascii_strcasecmp (path + length - end, ending) == 0;
}

/* The picture upright and reduced, encoded as sRGB; `width` and `height` are its own. Errors name the file. */
static gboolean
load_picture (const char *path, RfTile *tile, int *width, int *height)
{
    g_autofree char *shown = g_filename_display_name (path);
    g_autoptr (GError) error = NULL;
    RfReader *reader = rf_reader_open (path, 1, &error);
    RfCaption *caption = reader ? rf_caption_load (path, NULL) : NULL;
    int orientation = caption ? rf_caption_orientation (caption) : 1;
    gboolean loaded = FALSE;

    if (reader) {
        const RfPictureInfo *info = rf_reader_info (reader);
        *width = orientation > 4 ? info->height : info->width;
        *height = orientation > 4 ? info->width : info->height;
        loaded = rf_photo_reduce (path, *width, *height, orientation, NULL, tile, &error);
    }
    if (!loaded)
        rf_command_fail ("%s: %s", shown, error->message);
    rf_caption_free (caption);
    rf_reader_free (reader);
    return loaded;
}

static gboolean
add_lut (RfMatch *match, const char *path)
{
    g_autofree char *shown = g_filename_display_name (path);
    g_autoptr (GError) error = NULL;
    RfLut *lut = rf_lut_load (path, &error);
    gboolean added = lut && rf_match_add_lut (match, lut, &error);

    if (!lut)
        rf_command_fail ("%s", error->message);
    else if (!added)
        rf_command_fail ("%s: %s", shown, error->message);
    rf_lut_unref (lut);
    return added;
}

/* A Hald image that nobody has developed. */
static gboolean
is_identity (const char *path)
{
    static const RfLutUse use = {RF_LUT_TETRAHEDRAL, RF_LUT_AS_IS, 1};
    RfLut *lut = has_ending (path, ".png") ? rf_lut_load (path, NULL) : NULL;
    double farthest = 0;

    for (int i = 0; lut && i < 9 * 9 * 9; i++) {
        double in[3] = {i % 9 / 8.0, i / 9 % 9 / 8.0, i / 81 / 8.0}, out[3];
        rf_lut_evaluate (lut, &use, in, out, 1);
        for (int c = 0; c < 3; c++)
            farthest = fmax (farthest, fabs (out[c] - in[c]));
    }
    gboolean identity = lut && farthest < 0.02;
    rf_lut_unref (lut);
    return identity;
}

static gboolean
add_pair (RfMatch *match, const char *before, const char *after)
{
    g_autofree char *shown_before = g_filename_display_name (before), *shown_after = g_filename_display_name (after);
    g_autoptr (GError) error = NULL;
    RfTile from = {NULL}, to = {NULL};
    int sizes[4];
    gboolean added = FALSE;

    if (is_identity (before))
        return add_lut (match, after);
    if (load_picture (before, &from, &sizes[0], &sizes[1]) && load_picture (after, &to, &sizes[2], &sizes[3])) {
        if (sizes[0] != sizes[2] || sizes[1] != sizes[3])
            rf_command_fail (
                _ ("%s has %d × %d pixels and %s has %d × %d: a pair has to show the same scene in the same "
                   "size"),
                shown_before, sizes[0], sizes[1], shown_after, sizes[2], sizes[3]);
        else if (!(added = rf_match_add_pair (match, &from, &to, &error)))
            rf_command_fail ("%s, %s: %s", shown_before, shown_after, error->message);
    }
    g_free (from.data);
    g_free (to.data);
    return added;
}

/* Pictures two by two, LUTs alone. */
static gboolean
add_all (RfMatch *match)
{
    for (char **path = paths; *path; path++) {
        g_autofree char *shown = g_filename_display_name (*path);
        if (has_ending (*path, ".cube") || has_ending (*path, ".3dl") || (!paths[1] && has_ending (*path, ".png"))) {
            if (!add_lut (match, *path))
                return FALSE;
        } else if (!path[1]) {
            rf_command_fail (_ ("%s has no partner: pictures are given in pairs, the one before and the one after"),
                             shown);
            return FALSE;
        } else {
            if (!add_pair (match, path[0], path[1]))
                return FALSE;
            path++;
        }
    }
    return TRUE;
}

/* ---- What came of it ---- */

static gboolean
write_look (const char *text)
{
    g_autofree char *shown = g_filename_display_name (output);
    g_autoptr (GError) error = NULL;
    RfOutput *file = rf_output_new (output, force, &error);
    gsize length = strlen (text), done = 0;
    gboolean written = FALSE;

    while (file && done < length) {
        gssize n = write (file->file, text + done, length - done);
        if (n < 0 && errno != EINTR) {
            g_set_error_literal (&error, G_FILE_ERROR, (gint)g_file_error_from_errno (errno), g_strerror (errno));
            break;
        }
        done += n > 0 ? (gsize)n : 0;
    }
    if (file && done == length)
        written = rf_output_commit (file, &error);
    if (!written)
        rf_command_fail ("%s: %s", shown, error->message);
    rf_output_free (file);
    return written;
}

static void
print_figures (const char *name, const RfMatchFigures *figures)
{
    char mean[G_ASCII_DTOSTR_BUF_SIZE], p95[G_ASCII_DTOSTR_BUF_SIZE], p99[G_ASCII_DTOSTR_BUF_SIZE];

    g_ascii_formatd (mean, sizeof mean, "%.3f", figures->mean);
    g_ascii_formatd (p95, sizeof p95, "%.3f", figures->p95);
    g_ascii_formatd (p99, sizeof p99, "%.3f", figures->p99);
    g_print (", \"%s\": {\"mean\": %s, \"p95\": %s, \"p99\": %s}", name, mean, p95, p99);
}

static void
print_number (const char *name, const char *format, double value)
{
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    g_print (", \"%s\": %s", name, g_ascii_formatd (number, sizeof number, format, value));
}

/* `reason`: why there is no look; NULL: there is one. */
static void
print_json (const RfMatchReport *report, const char *reason)
{
    g_autofree char *shown = g_filename_display_name (output);

    g_print ("{\"output\": ");
    rf_command_print_json (reason ? NULL : shown);
    g_print (", \"error\": ");
    rf_command_print_json (reason);
    g_print (", \"monochrome\": %s, \"colours\": %zu, \"held_out\": %zu", report->monochrome ? "true" : "false",
             report->fitted, report->held_out);
    print_number ("left_out", "%.4f", report->left_out);
    print_figures ("before", &report->before);
    print_figures ("after", &report->after);
    print_number ("outliers", "%.4f", report->outliers);
    print_figures ("after_without_outliers", &report->after_near);
    if (report->vignette_known)
        print_number ("vignette_ev", "%.2f", report->vignette_ev);
    else
        g_print (", \"vignette_ev\": null");
    print_number ("smoothness", "%.4f", report->smoothness);
    print_number ("folded_percent", "%.3f", report->folded_pct);
    print_number ("clipped_percent", "%.3f", report->clipped_pct);
    g_print ("}\n");
}

static void
print_row (const char *name, const RfMatchFigures *figures)
{
    g_print ("  ");
    rf_command_print_cell (name, 20);
    g_print ("%7.2f %7.2f %7.2f\n", figures->mean, figures->p95, figures->p99);
}

static void
print_report (const RfMatchReport *report)
{
    g_autofree char *shown = g_filename_display_name (output);

    g_print (_ ("%zu colours were fitted to; %.0f %% of the pixels were left out: clipped, or edges.\n"),
             report->fitted, 100 * report->left_out);
    g_print (_ ("CIEDE2000 of %zu colours that were held out: mean, 95 %% and 99 %% below\n"), report->held_out);
    print_row (_ ("without look"), &report->before);
    print_row (_ ("with the look"), &report->after);
    if (report->outliers > 0.01) {
        print_row (_ ("without outliers"), &report->after_near);
        g_print (_ ("Outliers are far off, such as what moved: %.0f %%.\n"), 100 * report->outliers);
    }
    if (report->colourless)
        g_print (_ ("What was before has hardly any colours: only tone and tint were sought.\n"));
    if (!report->vignette_known)
        g_print (_ (
            "A vignette could not be told: the same colours do not lie both near the centre and near the corners.\n"));
    else if (report->vignette_ev != 0)
        g_print (_ ("Vignette: %.2f EV in the corners.\n"), report->vignette_ev);
    else
        g_print (_ ("There is no vignette.\n"));
    g_print (_ ("Grain is not sought.\n"));
    g_print (_ ("Smoothness %.3f, folded %.2f %%, clipped %.2f %%.\n"), report->smoothness, report->folded_pct,
             report->clipped_pct);
    g_print ("%s\n", shown);
}

static int
match_all (RfMatch *match)
{
    g_autofree char *stem = g_path_get_basename (output);
    g_autoptr (GError) error = NULL;
    RfMatchReport report;

    *strrchr (stem, '.') = '\0';
    if (!add_all (match))
        return RF_EXIT_FAILED;
    g_autofree char *text = rf_match_fit (match, title && *title ? title : stem, &report, &error);
    if (!text) {
        if (as_json)
            print_json (&report, error->message);
        return rf_command_fail ("%s", error->message);
    }
    if (!write_look (text))
        return RF_EXIT_FAILED;
    if (as_json)
        print_json (&report, NULL);
    else
        print_report (&report);
    return RF_EXIT_DONE;
}

int
rf_command_match (int argc, char **argv)
{
    g_autoptr (GError) error = NULL;

    if (!rf_command_parse (
            "match", _ ("BEFORE AFTER [BEFORE AFTER…] | LUT"),
            _ ("Makes a look of what another camera or program does: of pictures before and after, or of a LUT."),
            _ ("A pair shows the same scene, one picture exactly over the other: photographs (several pairs are better "
               "than "
               "one), a colour chart, or a Hald image and what became of it. A LUT is a .cube, a .3dl or a developed "
               "Hald "
               "image (.png). The look is for ~/.local/share/rangefinder/looks."),
            options, &argc, &argv))
        return RF_EXIT_USAGE;
    if (!paths)
        return rf_command_misuse (_ ("match what? “rangefinder match --help” tells more"));
    if (!output)
        output = g_strdup ("matched.look");
    if (!rf_look_name_check (output, &error))
        return rf_command_misuse ("%s", error->message);
    if (!force && g_file_test (output, G_FILE_TEST_EXISTS)) {
        g_autofree char *shown = g_filename_display_name (output);
        return rf_command_fail (_ ("%s exists already; --force replaces it"), shown);
    }
    RfMatch *match = rf_match_new ();
    int result = match_all (match);
    rf_match_free (match);
    return result;
}
