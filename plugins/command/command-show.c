/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rangefinder show */
#include "command.h"

#include "../i18n.h"

#include <string.h>

static gboolean as_json, anonymous, local_date;
static char *focal, *gps, *date;
static char **paths;

static const GOptionEntry options[] = {
    {"json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("For programs"), NULL},
    {"focal", 0, 0, G_OPTION_ARG_STRING, &focal, N_ ("equivalent (to 24 × 36 mm), real or both"), N_ ("WHICH")},
    {"gps", 0, 0, G_OPTION_ARG_STRING, &gps, N_ ("dms, decimal, private (rounded) or off"), N_ ("HOW")},
    {"date", 0, 0, G_OPTION_ARG_STRING, &date, N_ ("A pattern, such as “%Y-%m-%d %H:%M”"), N_ ("PATTERN")},
    {"local-date", 0, 0, G_OPTION_ARG_NONE, &local_date, N_ ("Names of months and days in your language"), NULL},
    {"anonymous", 0, 0, G_OPTION_ARG_NONE, &anonymous, N_ ("Without place, author, copyright, title and caption"),
     NULL},
    {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths, NULL, NULL},
    {NULL},
};

/* The place of a word in a list; -1: it is not there, which has been told. */
static int
choose (const char *option, const char *word, const char *const *words)
{
    g_autofree char *all = g_strjoinv (", ", (char **)words);

    for (int i = 0; words[i]; i++)
        if (!word || strcmp (words[i], word) == 0)
            return i;
    rf_command_misuse (_ ("--%s: “%s” is none of %s"), option, word, all);
    return -1;
}

static gboolean
read_style (RfCaptionStyle *style)
{
    static const char *const focals[] = {"equivalent", "real", "both", NULL};
    static const char *const gpses[] = {"dms", "decimal", "private", "off", NULL};
    g_autoptr (GError) error = NULL;
    int chosen_focal = choose ("focal", focal, focals), chosen_gps = choose ("gps", gps, gpses);

    if (chosen_focal < 0 || chosen_gps < 0)
        return FALSE;
    if (date && !rf_date_pattern_check (date, &error)) {
        rf_command_misuse ("--date: %s", error->message);
        return FALSE;
    }
    *style = (RfCaptionStyle){(RfFocal)chosen_focal, (RfGps)chosen_gps, date, local_date, anonymous};
    return TRUE;
}

static void
print_fields (const RfCaption *caption)
{
    size_t n;
    const RfField *fields = rf_fields (&n);
    gboolean first = TRUE;

    for (size_t i = 0; i < n; i++) {
        g_autofree char *text = rf_caption_text (caption, fields[i].id, NULL);
        const char *source = rf_caption_source (caption, fields[i].id);
        if (!text)
            continue;
        if (as_json) {
            g_print (first ? "\n    " : ",\n    ");
            rf_command_print_json (fields[i].id);
            g_print (": {\"text\": ");
            rf_command_print_json (text);
            g_print (", \"source\": ");
            rf_command_print_json (source);
            g_print ("}");
        } else {
            rf_command_print_cell (fields[i].id, 11);
            rf_command_print_cell (text, 38);
            g_print ("%s\n", source);
        }
        first = FALSE;
    }
}

static void
print_photo (const char *path, const RfCaption *caption, gboolean first)
{
    g_autofree char *shown = g_filename_display_name (path);

    if (as_json) {
        g_print (first ? "  {\"file\": " : ",\n  {\"file\": ");
        rf_command_print_json (shown);
        g_print (", \"orientation\": %d, \"fields\": {", rf_caption_orientation (caption));
        print_fields (caption);
        g_print ("}}");
        return;
    }
    if (paths[1])
        g_print (first ? "%s:\n" : "\n%s:\n", shown);
    print_fields (caption);
}

int
rf_command_show (int argc, char **argv)
{
    RfCaptionStyle style;
    int exit_code = RF_EXIT_DONE;
    gboolean first = TRUE;

    if (!rf_command_parse ("show", _ ("FILE…"),
                           _ ("Shows the fields that captions of photographs would have, and where each comes from."),
                           _ ("“rangefinder fields” tells what they mean."), options, &argc, &argv))
        return RF_EXIT_USAGE;
    if (!read_style (&style))
        return RF_EXIT_USAGE;
    if (!paths)
        return rf_command_misuse (_ ("which photographs? “rangefinder show --help” tells more"));

    for (const char *const *problem = rf_caption_problems (); *problem; problem++)
        rf_command_fail ("%s", *problem);
    g_print (as_json ? "[\n" : "");
    for (char **path = paths; *path; path++) {
        g_autoptr (GError) error = NULL;
        RfCaption *caption = rf_caption_load (*path, &error);
        if (!caption) {
            exit_code = rf_command_fail ("%s", error->message);
            continue;
        }
        rf_caption_set_style (caption, &style);
        print_photo (*path, caption, first);
        rf_caption_free (caption);
        first = FALSE;
    }
    g_print (as_json ? "\n]\n" : "");
    return exit_code;
}
