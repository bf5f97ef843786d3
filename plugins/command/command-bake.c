/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rangefinder bake: looks as LUT files for other programs. */
#include "command.h"

#include "../i18n.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static gboolean
write_lut (const RfLook *look, const RfSettings *settings, RfInput input, int size, const char *path, GError **error)
{
    RfSettings own = *settings;

    own.input = input;
    RfLut *lut = rf_lut_bake (look, &own, size, error);
    gboolean ok = lut && rf_lut_save (lut, path, error);
    rf_lut_unref (lut);
    return ok;
}

static gboolean
write_cube (const RfLook *look, const RfSettings *settings, int size, const char *path, GError **error)
{
    return write_lut (look, settings, RF_INPUT_DISPLAY, size, path, error);
}

static gboolean
write_log_cube (const RfLook *look, const RfSettings *settings, int size, const char *path, GError **error)
{
    return write_lut (look, settings, RF_INPUT_SCENE, size, path, error);
}

static gboolean
write_hald (const RfLook *look, const RfSettings *settings, int level, const char *path, GError **error)
{
    return write_lut (look, settings, RF_INPUT_DISPLAY, level * level, path, error);
}

/* Files are called ID, infix, size or level, suffix: names that other programs' settings hold, never to be changed. */
typedef struct {
    const char *name, *infix, *suffix;
    gboolean by_level; /* of a Hald image; else by the steps of a cube */
    gboolean (*write) (const RfLook *look, const RfSettings *settings, int size, const char *path, GError **error);
} Format;

static const Format formats[] = {
    {"cube", "-", ".cube", FALSE, write_cube},
    {"cube-log", "-log-", ".cube", FALSE, write_log_cube},
    {"hald", "-hald-", ".png", TRUE, write_hald},
    {"icc", "-", ".icc", FALSE, rf_icc_write},
};

static gboolean all, prune, quiet;
static char **format_words, **size_words, **level_words, **looks_named;
static char *from, *output, *depfile;
static double strength = 100, tone = 100, colour = 100, exposure_ev = 0;

static const GOptionEntry options[] = {
    {"all", 'a', 0, G_OPTION_ARG_NONE, &all, N_ ("All looks"), NULL},
    {"from", 0, 0, G_OPTION_ARG_FILENAME, &from, N_ ("Take the looks of this folder, not the installed ones"),
     N_ ("FOLDER")},
    {"format", 'f', 0, G_OPTION_ARG_STRING_ARRAY, &format_words,
     N_ ("cube (default), cube-log, hald, icc; several with commas"), N_ ("FORMAT")},
    {"size", 's', 0, G_OPTION_ARG_STRING_ARRAY, &size_words, N_ ("Steps of a cube: 17, 33 (default), 65 …"), N_ ("N")},
    {"level", 'l', 0, G_OPTION_ARG_STRING_ARRAY, &level_words, N_ ("Level of a Hald image: 8 (default), 12 …"),
     N_ ("N")},
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Folder to write to (.), or the file if it is only one"),
     N_ ("PATH")},
    {"strength", 0, 0, G_OPTION_ARG_DOUBLE, &strength, N_ ("How much of the look, in percent (100)"), N_ ("PERCENT")},
    {"tone", 0, 0, G_OPTION_ARG_DOUBLE, &tone, N_ ("How much of its contrast, in percent (100)"), N_ ("PERCENT")},
    {"colour", 0, 0, G_OPTION_ARG_DOUBLE, &colour, N_ ("How much of its colours, in percent (100)"), N_ ("PERCENT")},
    {"exposure", 0, 0, G_OPTION_ARG_DOUBLE, &exposure_ev, N_ ("Exposure before the look, in stops (0)"), N_ ("STOPS")},
    {"prune", 0, 0, G_OPTION_ARG_NONE, &prune,
     N_ ("Afterwards delete the other LUTs in the folder: those of looks that are gone"), NULL},
    {"depfile", 0, 0, G_OPTION_ARG_FILENAME, &depfile, N_ ("For build systems: write what the output depends on"),
     N_ ("FILE")},
    {"quiet", 'q', 0, G_OPTION_ARG_NONE, &quiet, N_ ("Do not print the names of the files written"), NULL},
    {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &looks_named, NULL, NULL},
    {NULL},
};

/* ---- What is to be baked ---- */

typedef struct {
    GPtrArray *looks;   /* const RfLook */
    GPtrArray *loaded;  /* RfLook: those of them that are ours to free */
    GPtrArray *sources; /* file names, of `loaded` */
    GArray *formats, *sizes, *levels;
    RfSettings settings;
    GPtrArray *written; /* file names */
} Job;

static gboolean
add_file (Job *job, const char *path)
{
    g_autoptr (GError) error = NULL;
    RfLook *look = rf_look_load (path, &error);

    if (!look) {
        rf_command_fail ("%s", error->message);
        return FALSE;
    }
    g_ptr_array_add (job->loaded, look);
    g_ptr_array_add (job->looks, look);
    g_ptr_array_add (job->sources, g_strdup (path));
    return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
    return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static gboolean
add_folder (Job *job, const char *folder)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
    g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
    const char *name;
    gboolean ok = TRUE;

    if (!dir) {
        rf_command_fail ("%s", error->message);
        return FALSE;
    }
    while ((name = g_dir_read_name (dir)))
        if (g_str_has_suffix (name, ".look") && name[0] != '.')
            g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
    if (paths->len == 0) {
        g_autofree char *shown = g_filename_display_name (folder);
        rf_command_fail (_ ("%s: there is no .look file in this folder"), shown);
        return FALSE;
    }
    g_ptr_array_sort (paths, compare_names);
    for (guint i = 0; i < paths->len; i++)
        ok &= add_file (job, paths->pdata[i]);
    return ok;
}

/* A look by id, or a file: what has a slash in it, or ends as such files do. */
static gboolean
add_named (Job *job, const char *word)
{
    g_autoptr (GError) error = NULL;
    const RfLook *look;

    if (strchr (word, '/') || g_str_has_suffix (word, ".look"))
        return add_file (job, word);
    if (from) {
        g_autofree char *name = g_strconcat (word, ".look", NULL);
        g_autofree char *path = g_build_filename (from, name, NULL);
        return add_file (job, path);
    }
    if (!(look = rf_look_require (word, &error))) {
        rf_command_fail ("%s", error->message);
        return FALSE;
    }
    g_ptr_array_add (job->looks, (gpointer)look);
    return TRUE;
}

static gboolean
collect_looks (Job *job)
{
    gboolean ok = TRUE;
    size_t n = 0;

    if (all && from)
        return add_folder (job, from);
    const RfLook *const *looks = all ? rf_looks (&n) : NULL;
    for (size_t i = 0; i < n; i++)
        g_ptr_array_add (job->looks, (gpointer)looks[i]);
    for (char **word = looks_named; word && *word; word++)
        ok &= add_named (job, *word);
    if (ok && job->looks->len == 0) {
        g_autoptr (GError) error = NULL;
        rf_look_require (NULL, &error);
        rf_command_fail ("%s", error->message);
        ok = FALSE;
    }
    return ok;
}

/* "cube,icc" and so on, in one option or several, through `read`. FALSE: told. */
static gboolean
read_list (char **words, const char *standard, gboolean (*read) (const char *word, GArray *list), GArray *list)
{
    char *none[] = {(char *)standard, NULL};

    for (char **word = words ? words : none; *word; word++) {
        g_auto (GStrv) parts = g_strsplit (*word, ",", -1);
        if (!*parts && !read ("", list))
            return FALSE;
        for (char **part = parts; *part; part++)
            if (!read (g_strstrip (*part), list))
                return FALSE;
    }
    return TRUE;
}

static gboolean
read_format (const char *word, GArray *list)
{
    for (const Format *format = formats; format < formats + G_N_ELEMENTS (formats); format++)
        if (strcmp (format->name, word) == 0) {
            g_array_append_val (list, format);
            return TRUE;
        }
    rf_command_misuse (_ ("--format %s: cube, cube-log, hald or icc expected"), word);
    return FALSE;
}

static gboolean
read_number (const char *option, const char *word, guint64 max, GArray *list)
{
    guint64 number;

    if (!g_ascii_string_to_unsigned (word, 10, 2, max, &number, NULL)) {
        rf_command_misuse (_ ("%s %s: a whole number from 2 to %d expected"), option, word, (int)max);
        return FALSE;
    }
    int value = (int)number;
    g_array_append_val (list, value);
    return TRUE;
}

static gboolean
read_size (const char *word, GArray *list)
{
    return read_number ("--size", word, 129, list);
}

static gboolean
read_level (const char *word, GArray *list)
{
    return read_number ("--level", word, 12, list);
}

static gboolean
check_percent (const char *option, double value, double min, double max)
{
    if (value >= min && value <= max)
        return TRUE;
    rf_command_misuse (_ ("%s %g is outside %g … %g"), option, value, min, max);
    return FALSE;
}

static gboolean
read_options (Job *job)
{
    if (all == (looks_named != NULL)) {
        rf_command_misuse (all ? _ ("--all or names of looks, not both")
                               : _ ("which looks? --all, or names; “rangefinder looks” lists them"));
        return FALSE;
    }
    job->settings = (RfSettings)RF_SETTINGS_DEFAULT;
    job->settings.strength = strength / 100;
    job->settings.tone = tone / 100;
    job->settings.colour = colour / 100;
    job->settings.exposure_ev = exposure_ev;
    return check_percent ("--strength", strength, 0, 100) && check_percent ("--tone", tone, 0, 100) &&
           check_percent ("--colour", colour, 0, 100) && check_percent ("--exposure", exposure_ev, -5, 5) &&
           read_list (format_words, "cube", read_format, job->formats) &&
           read_list (size_words, "33", read_size, job->sizes) && read_list (level_words, "8", read_level, job->levels);
}

/* ---- Baking ---- */

static gboolean
bake_file (Job *job, const RfLook *look, const Format *format, int size, const char *path)
{
    g_autoptr (GError) error = NULL;

    if (!format->write (look, &job->settings, size, path, &error)) {
        rf_command_fail ("%s: %s", rf_look_id (look), error->message);
        return FALSE;
    }
    if (!quiet) {
        g_autofree char *shown = g_filename_display_name (path);
        g_print ("%s\n", shown);
    }
    g_ptr_array_add (job->written, g_strdup (path));
    return TRUE;
}

static const Format *
nth_format (const Job *job, guint i)
{
    return g_array_index (job->formats, const Format *, i);
}

static const GArray *
sizes_of (const Job *job, const Format *format)
{
    return format->by_level ? job->levels : job->sizes;
}

static gboolean
bake_look (Job *job, const RfLook *look, const char *folder)
{
    gboolean ok = TRUE;

    for (guint i = 0; i < job->formats->len; i++) {
        const Format *format = nth_format (job, i);
        const GArray *sizes = sizes_of (job, format);
        for (guint k = 0; k < sizes->len; k++) {
            int size = g_array_index (sizes, int, k);
            g_autofree char *name =
                g_strdup_printf ("%s%s%d%s", rf_look_id (look), format->infix, size, format->suffix);
            g_autofree char *path = g_build_filename (folder, name, NULL);
            ok &= bake_file (job, look, format, size, path);
        }
    }
    return ok;
}

/* One file is wanted, and the output's name is that of such a file. */
static gboolean
wants_file (const Job *job)
{
    return output && job->looks->len == 1 && !all && job->formats->len == 1 &&
           sizes_of (job, nth_format (job, 0))->len == 1 && g_str_has_suffix (output, nth_format (job, 0)->suffix) &&
           !g_file_test (output, G_FILE_TEST_IS_DIR);
}

/* What a former run wrote and this one did not. */
static void
delete_others (const Job *job, const char *folder)
{
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name (dir))) {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        gboolean ours = FALSE;
        for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
            ours |= g_str_has_suffix (name, formats[i].suffix);
        if (ours && !g_ptr_array_find_with_equal_func (job->written, path, g_str_equal, NULL))
            g_remove (path);
    }
}

static gboolean
bake_all (Job *job)
{
    const char *folder = output ? output : ".";
    gboolean ok = TRUE;

    if (wants_file (job)) {
        const Format *format = nth_format (job, 0);
        return bake_file (job, job->looks->pdata[0], format, g_array_index (sizes_of (job, format), int, 0), output);
    }
    if (g_mkdir_with_parents (folder, 0777) != 0) {
        int reason = errno;
        g_autofree char *shown = g_filename_display_name (folder);
        rf_command_fail ("%s: %s", shown, g_strerror (reason));
        return FALSE;
    }
    for (guint i = 0; i < job->looks->len; i++)
        ok &= bake_look (job, job->looks->pdata[i], folder);
    if (ok && prune)
        delete_others (job, folder);
    return ok;
}

/* Of a Makefile. */
static void
append_name (GString *rule, const char *name)
{
    for (const char *c = name; *c; c++) {
        if (*c == ' ' || *c == '#' || *c == '\\')
            g_string_append_c (rule, '\\');
        else if (*c == '$')
            g_string_append_c (rule, '$');
        g_string_append_c (rule, *c);
    }
}

/* The output depends on the looks' files and, so that new ones are seen, on the folder they are in. */
static gboolean
write_depfile (const Job *job)
{
    g_autoptr (GString) rule = g_string_new (NULL);
    g_autoptr (GError) error = NULL;

    append_name (rule, output ? output : ".");
    g_string_append_c (rule, ':');
    if (from) {
        g_string_append_c (rule, ' ');
        append_name (rule, from);
    }
    for (guint i = 0; i < job->sources->len; i++) {
        g_string_append (rule, " \\\n  ");
        append_name (rule, job->sources->pdata[i]);
    }
    g_string_append_c (rule, '\n');
    if (g_file_set_contents (depfile, rule->str, (gssize)rule->len, &error))
        return TRUE;
    rf_command_fail ("%s", error->message);
    return FALSE;
}

int
rf_command_bake (int argc, char **argv)
{
    Job job = {
        .looks = g_ptr_array_new (),
        .loaded = g_ptr_array_new_with_free_func ((GDestroyNotify)rf_look_free),
        .sources = g_ptr_array_new_with_free_func (g_free),
        .formats = g_array_new (FALSE, FALSE, sizeof (const Format *)),
        .sizes = g_array_new (FALSE, FALSE, sizeof (int)),
        .levels = g_array_new (FALSE, FALSE, sizeof (int)),
        .written = g_ptr_array_new_with_free_func (g_free),
    };
    int result = RF_EXIT_USAGE;

    if (rf_command_parse ("bake", _ ("LOOK…"), _ ("Writes the colours of looks as LUTs, sRGB to sRGB."),
                          _ ("cube-log takes scene-linear light: a 1D part and a cube in Resolve's form.\n"
                             "LOOK is an id as “rangefinder looks” lists them, or a .look file."),
                          options, &argc, &argv) &&
        read_options (&job))
        result = collect_looks (&job) && bake_all (&job) && (!depfile || write_depfile (&job)) ? RF_EXIT_DONE
                                                                                               : RF_EXIT_FAILED;
    g_ptr_array_unref (job.written);
    g_array_unref (job.levels);
    g_array_unref (job.sizes);
    g_array_unref (job.formats);
    g_ptr_array_unref (job.sources);
    g_ptr_array_unref (job.looks);
    g_ptr_array_unref (job.loaded);
    return result;
}
