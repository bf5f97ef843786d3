/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rangefinder develop: looks and watermarks for files, without another program. */
#include "command.h"

#include "../i18n.h"
#include "develop-raw.h"
#include "develop-run.h"
#include "develop-tags.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *look_word, *lens_word, *size_word, *watermark_id, *format_word, *output, *list;
static char **set_words, **paths;
static int quality, threads;
static gboolean resumes, forces, quiet, as_json, drops_film;

static const GOptionEntry options[] = {
    {"look", 'l', 0, G_OPTION_ARG_STRING, &look_word, N_ ("A look, or how many percent of it: authentic:80"),
     N_ ("ID[:PERCENT]")},
    {"lens", 0, 0, G_OPTION_ARG_STRING, &lens_word,
     N_ ("The character of a lens, or how many percent of it; it holds the whole photograph in memory, 16 bytes a "
         "pixel"),
     N_ ("ID[:PERCENT]")},
    {"watermark", 'w', 0, G_OPTION_ARG_STRING, &watermark_id, N_ ("A format of watermarks"), N_ ("ID")},
    {"set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &set_words, N_ ("Your own text for a field; with no text it is left out"),
     N_ ("FIELD=TEXT")},
    {"format", 'f', 0, G_OPTION_ARG_STRING, &format_word, N_ ("jpeg, png, tiff, webp, avif or jxl (as the photograph)"),
     N_ ("FORMAT")},
    {"quality", 0, 0, G_OPTION_ARG_INT, &quality,
     N_ ("1 to 100, where 100 loses nothing but in a JPEG (a JPEG: as the photograph)"), N_ ("N")},
    {"resize", 0, 0, G_OPTION_ARG_STRING, &size_word,
     N_ ("Longer side in pixels, or what to fit it into: 2048, 1600x1200, 1600x, 50%, 12MP. Only percent enlarge"),
     N_ ("SIZE")},
    {"drop-motion", 0, 0, G_OPTION_ARG_NONE, &drops_film, N_ ("Leave out the film of motion photos"), NULL},
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Folder to write to, or the file if it is only one"),
     N_ ("PATH")},
    {"jobs", 'j', 0, G_OPTION_ARG_INT, &threads, N_ ("How many photographs at a time (one a processor)"), N_ ("N")},
    {"resume", 0, 0, G_OPTION_ARG_NONE, &resumes,
     N_ ("Leave out what is there already, made from the same photograph in the same way"), NULL},
    {"force", 0, 0, G_OPTION_ARG_NONE, &forces, N_ ("Replace what is there already"), NULL},
    {"files0-from", 0, 0, G_OPTION_ARG_FILENAME, &list,
     N_ ("Take the names from a file (- is the standard input), each with a zero byte at its end"), N_ ("FILE")},
    {"quiet", 'q', 0, G_OPTION_ARG_NONE, &quiet, N_ ("Tell only what fails"), NULL},
    {"json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("For programs: one event a line"), NULL},
    {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths, NULL, NULL},
    {NULL},
};

/* ---- Options ---- */

/* An id may be followed by a colon and percent, which become a strength. Returns the id; NULL: it is wrong, which was told. */
static char *
read_id (const char *option, const char *word, double *strength)
{
    char *id = g_strdup (word), *colon = strrchr (id, ':'), *end;

    if (!colon)
        return id;
    double percent = g_ascii_strtod (colon + 1, &end);
    if (end == colon + 1 || *end || !(percent >= 0 && percent <= 100)) {
        rf_command_misuse (_ ("--%s %s: percent from 0 to 100 expected behind the colon"), option, word);
        g_free (id);
        return NULL;
    }
    *strength = percent / 100;
    *colon = 0;
    return id;
}

static gboolean
read_look (RfDevelopOptions *wanted)
{
    g_autoptr (GError) error = NULL;

    wanted->settings = (RfSettings)RF_SETTINGS_DEFAULT;
    if (!look_word)
        return TRUE;
    g_autofree char *id = read_id ("look", look_word, &wanted->settings.strength);
    wanted->look = id ? rf_look_require (id, &error) : NULL;
    if (error)
        rf_command_misuse ("--look: %s", error->message);
    return wanted->look != NULL;
}

static gboolean
read_lens (RfDevelopOptions *wanted)
{
    size_t n;
    const RfLens *const *lenses = rf_lenses (&n);

    wanted->lens_settings = (RfLensSettings)RF_LENS_SETTINGS_DEFAULT;
    if (!lens_word)
        return TRUE;
    g_autofree char *id = read_id ("lens", lens_word, &wanted->lens_settings.strength);
    wanted->lens = id ? rf_lens_find (id) : NULL;
    if (id && !wanted->lens) {
        g_autoptr (GString) all = g_string_new (NULL);
        for (size_t i = 0; i < n; i++)
            g_string_append_printf (all, i ? ", %s" : "%s", rf_lens_id (lenses[i]));
        rf_command_misuse (_ ("--lens: there is no lens “%s”; there are: %s"), id, all->str);
    }
    return wanted->lens != NULL;
}

static gboolean
read_size (RfDevelopOptions *wanted)
{
    wanted->size = size_word;
    if (!size_word || rf_size_wish_read (size_word, &wanted->size_wish))
        return TRUE;
    rf_command_misuse (_ ("--resize: “%s” is no size; 2048, 1600x1200, 1600x, 50%% or 12MP expected"), size_word);
    return FALSE;
}

/* "field=text" to field and text, one after the other. */
static gboolean
read_texts (GPtrArray *texts)
{
    g_autoptr (GError) error = NULL;
    RfCaption *caption = rf_caption_new ();
    gboolean ok = TRUE;

    for (char **word = set_words; ok && word && *word; word++) {
        const char *equals = strchr (*word, '=');
        if (!equals) {
            rf_command_misuse (_ ("--set %s: FIELD=TEXT expected"), *word);
            ok = FALSE;
            break;
        }
        char *field = g_strndup (*word, (gsize)(equals - *word));
        g_ptr_array_add (texts, field);
        g_ptr_array_add (texts, g_strdup (equals + 1));
        ok = rf_caption_set (caption, field, equals + 1, &error);
        if (!ok)
            rf_command_misuse ("--set: %s", error->message);
    }
    rf_caption_free (caption);
    g_ptr_array_add (texts, NULL);
    return ok;
}

static gboolean
read_kind (RfDevelopOptions *wanted)
{
    g_autoptr (GError) error = NULL;

    wanted->kind = -1;
    for (int kind = 0; format_word && kind < RF_FILE_KINDS; kind++)
        if (strcmp (format_word, rf_file_kind_id ((RfFileKind)kind)) == 0)
            wanted->kind = kind;
    if (format_word && wanted->kind < 0) {
        rf_command_misuse (_ ("--format: “%s” is none of jpeg, png, tiff, webp, avif, jxl"), format_word);
        return FALSE;
    }
    if (quality != 0 && (quality < 1 || quality > 100)) {
        rf_command_misuse (_ ("--quality %d is outside 1 … 100"), quality);
        return FALSE;
    }
    if (quality != 0 && wanted->kind >= 0 && !rf_file_kind_takes_quality ((RfFileKind)wanted->kind)) {
        rf_command_misuse (_ ("--quality is of no use; --format %s loses nothing"), format_word);
        return FALSE;
    }
    if (wanted->kind >= 0 && !rf_file_kind_check ((RfFileKind)wanted->kind, &error)) {
        rf_command_misuse ("--format %s: %s", format_word, error->message);
        return FALSE;
    }
    wanted->quality = quality;
    return TRUE;
}

static gboolean
read_options (RfDevelopOptions *wanted, GPtrArray *texts)
{
    g_autoptr (GError) error = NULL;

    if (!look_word && !lens_word && !watermark_id && !size_word && !format_word) {
        rf_command_misuse (_ ("what is to be done? --look, --watermark, --lens, --resize or --format; “rangefinder "
                              "develop --help” tells more"));
        return FALSE;
    }
    if (set_words && !watermark_id) {
        rf_command_misuse (_ ("--set is for watermarks; which one? --watermark"));
        return FALSE;
    }
    if (watermark_id && !(wanted->format = rf_format_require (watermark_id, &error))) {
        rf_command_misuse ("--watermark: %s", error->message);
        return FALSE;
    }
    if (threads < 0 || threads > RF_MAX_JOBS) {
        rf_command_misuse (_ ("--jobs %d is outside 1 … %d"), threads, RF_MAX_JOBS);
        return FALSE;
    }
    if (quiet && as_json) {
        rf_command_misuse (_ ("--quiet or --json, not both"));
        return FALSE;
    }
    wanted->drops_film = drops_film;
    wanted->resumes = resumes;
    wanted->forces = forces;
    return read_look (wanted) && read_lens (wanted) && read_size (wanted) && read_texts (texts) && read_kind (wanted);
}

/* A sum of the files of look and format, so that --resume sees that one was edited. */
static char *
sum_recipe (const RfDevelopOptions *wanted)
{
    const char *files[] = {wanted->look ? rf_look_path (wanted->look) : NULL,
                           wanted->format ? rf_format_path (wanted->format) : NULL};
    GChecksum *sum = g_checksum_new (G_CHECKSUM_MD5);

    for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
        g_autofree char *text = NULL;
        gsize length = 0;
        if (files[i] && g_file_get_contents (files[i], &text, &length, NULL))
            g_checksum_update (sum, (const guchar *)text, (gssize)length);
        g_checksum_update (sum, (const guchar *)"", 1);
    }
    char *recipe = g_strdup (g_checksum_get_string (sum));
    g_checksum_free (sum);
    return recipe;
}

/* ---- Files ---- */

static gboolean
read_names (GPtrArray *names)
{
    g_autoptr (GIOChannel) channel = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *text = NULL;
    gsize length = 0;

    for (char **path = paths; path && *path; path++)
        g_ptr_array_add (names, g_strdup (*path));
    if (!list)
        return TRUE;
    channel =
        strcmp (list, "-") == 0 ? g_io_channel_unix_new (STDIN_FILENO) : g_io_channel_new_file (list, "r", &error);
    if (channel) {
        g_io_channel_set_encoding (channel, NULL, NULL);
        g_io_channel_read_to_end (channel, &text, &length, &error);
    }
    if (error) {
        rf_command_misuse ("--files0-from: %s", error->message);
        return FALSE;
    }
    for (gsize at = 0; at < length; at += strlen (text + at) + 1)
        if (text[at])
            g_ptr_array_add (names, g_strdup (text + at));
    return TRUE;
}

/* One photograph, and the output's name is that of a picture. */
static gboolean
wants_file (const GPtrArray *names)
{
    return output && names->len == 1 && rf_file_kind_of_name (output) >= 0 && !g_file_test (output, G_FILE_TEST_IS_DIR);
}

/* The photograph's name, with the ending of what is asked for: in the folder, or beside it with a word more. */
static char *
name_target (const char *source, const RfDevelopOptions *wanted)
{
    g_autofree char *name = g_path_get_basename (source);
    g_autofree char *folder = output ? g_strdup (output) : g_path_get_dirname (source);
    char *dot = strrchr (name, '.');
    g_autofree char *ending = g_strdup (dot && dot > name ? dot : "");

    if (*ending)
        *dot = 0;
    int kind = wanted->kind >= 0 || !rf_raw_is (source) ? wanted->kind : RF_FILE_JPEG;
    if (kind >= 0 && rf_file_kind_of_name (source) != kind) {
        g_free (ending);
        ending = g_strconcat (".", rf_file_kind_extension ((RfFileKind)kind), NULL);
    }
    g_autofree char *target = g_strconcat (name, output ? "" : "-developed", ending, NULL);
    return g_build_filename (folder, target, NULL);
}

static GPtrArray *
make_jobs (const GPtrArray *names, const RfDevelopOptions *wanted)
{
    GPtrArray *jobs = g_ptr_array_new_with_free_func (rf_job_free);
    g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);

    for (guint i = 0; i < names->len; i++) {
        const char *source = names->pdata[i];
        g_autofree char *target = wants_file (names) ? g_strdup (output) : name_target (source, wanted);
        RfJob *job = rf_job_new (source, target);
        const char *other = g_hash_table_lookup (taken, target);
        g_ptr_array_add (jobs, job);
        if (other) {
            g_autofree char *shown = g_filename_display_name (target);
            g_autofree char *shown_other = g_filename_display_name (other);
            job->problem = g_strdup_printf (_ ("would be written to %s, as %s is; develop it into another folder"),
                                            shown, shown_other);
        } else {
            g_hash_table_insert (taken, job->target, job->source);
        }
    }
    return jobs;
}

static gboolean
make_folder (const GPtrArray *names)
{
    if (!output || wants_file (names) || g_mkdir_with_parents (output, 0777) == 0)
        return TRUE;
    int reason = errno;
    g_autofree char *shown = g_filename_display_name (output);
    rf_command_fail ("%s: %s", shown, g_strerror (reason));
    return FALSE;
}

static gboolean
check_output (const GPtrArray *names, const RfDevelopOptions *wanted)
{
    int kind = wants_file (names) ? rf_file_kind_of_name (output) : wanted->kind;

    if (wanted->kind < 0 || kind == wanted->kind)
        return TRUE;
    g_autofree char *shown = g_filename_display_name (output);
    rf_command_misuse (_ ("--format %s does not go with the name %s"), format_word, shown);
    return FALSE;
}

static int
develop (RfDevelopOptions *wanted)
{
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

    if (!read_names (names))
        return RF_EXIT_USAGE;
    if (!names->len)
        return rf_command_misuse (_ ("which photographs? “rangefinder develop --help” tells more"));
    if (!check_output (names, wanted))
        return RF_EXIT_USAGE;
    if (!make_folder (names))
        return RF_EXIT_FAILED;
    for (const char *const *problem = rf_caption_problems (); wanted->format && *problem; problem++)
        rf_command_fail ("%s", *problem);
    g_autoptr (GPtrArray) jobs = make_jobs (names, wanted);
    return rf_develop_run (jobs, wanted, threads ? threads : (int)MIN (g_get_num_processors (), RF_MAX_JOBS),
                           as_json ? RF_REPORT_JSON
                           : quiet ? RF_REPORT_QUIET
                                   : RF_REPORT_PLAIN);
}

int
rf_command_develop (int argc, char **argv)
{
    g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
    RfDevelopOptions wanted = {NULL};

    if (!rf_command_parse (
            "develop", _ ("FILE…"),
            _ ("Develops photographs: JPEG, PNG, TIFF, WebP, AVIF, JPEG XL and RAW, upright, with their metadata and "
               "profile."),
            _ ("Without --output the result lies beside the photograph, as NAME-developed. Nothing is overwritten.\n"
               "Exit codes: 0 all is done, 1 some photographs failed, 2 wrong options, 130 stopped by Ctrl-C."),
            options, &argc, &argv))
        return RF_EXIT_USAGE;
    if (!read_options (&wanted, texts))
        return RF_EXIT_USAGE;
    g_autofree char *recipe = sum_recipe (&wanted);
    wanted.recipe = recipe;
    wanted.texts = (const char *const *)texts->pdata;
    rf_photo_tags_init ();
    return develop (&wanted);
}
