/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rangefinder bake: looks as LUT files for other programs. */
#include "bake.h"

#include "../i18n.h"
#include "command.h"

#include <string.h>

static RfBakeJob job;
static char **format_words, **size_words, **level_words;
static char *cubes, *depfile;
static double strength = 100, tone = 100, colour = 100, exposure_ev = 0;

static const GOptionEntry options[] = {
    {"all", 'a', 0, G_OPTION_ARG_NONE, &job.all, N_ ("All looks"), NULL},
    {"from", 0, 0, G_OPTION_ARG_FILENAME, &job.from, N_ ("Take the looks of this folder, not the installed ones"),
     N_ ("FOLDER")},
    {"format", 'f', 0, G_OPTION_ARG_STRING_ARRAY, &format_words,
     N_ ("cube (default), cube-log, hald, icc, dtstyle; several with commas; alone: darktable-svg"), N_ ("FORMAT")},
    {"size", 's', 0, G_OPTION_ARG_STRING_ARRAY, &size_words, N_ ("Steps of a cube: 17, 33 (default), 65 …"), N_ ("N")},
    {"level", 'l', 0, G_OPTION_ARG_STRING_ARRAY, &level_words, N_ ("Level of a Hald image: 8 (default), 12 …"),
     N_ ("N")},
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &job.output, N_ ("Folder to write to (.), or the file if it is only one"),
     N_ ("PATH")},
    {"strength", 0, 0, G_OPTION_ARG_DOUBLE, &strength, N_ ("How much of the look, in percent (100)"), N_ ("PERCENT")},
    {"tone", 0, 0, G_OPTION_ARG_DOUBLE, &tone, N_ ("How much of its contrast, in percent (100)"), N_ ("PERCENT")},
    {"colour", 0, 0, G_OPTION_ARG_DOUBLE, &colour, N_ ("How much of its colours, in percent (100)"), N_ ("PERCENT")},
    {"exposure", 0, 0, G_OPTION_ARG_DOUBLE, &exposure_ev, N_ ("Exposure before the look, in stops (0)"), N_ ("STOPS")},
    {"cubes", 0, 0, G_OPTION_ARG_FILENAME, &cubes,
     N_ ("For dtstyle: the folder where darktable will find the cubes (the one written to)"), N_ ("FOLDER")},
    {"prune", 0, 0, G_OPTION_ARG_NONE, &job.prune,
     N_ ("Afterwards delete the other LUTs in the folder: those of looks that are gone"), NULL},
    {"depfile", 0, 0, G_OPTION_ARG_FILENAME, &depfile, N_ ("For build systems: write what the output depends on"),
     N_ ("FILE")},
    {"quiet", 'q', 0, G_OPTION_ARG_NONE, &job.quiet, N_ ("Do not print the names of the files written"), NULL},
    {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &job.names, NULL, NULL},
    {NULL},
};

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
    const RfBakeFormat *format = rf_bake_format_find (word);

    if (format) {
        g_array_append_val (list, format);
        return TRUE;
    }
    rf_command_misuse (_ ("--format %s: cube, cube-log, hald, icc, dtstyle or, alone, darktable-svg expected"), word);
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

/* darktable-svg takes formats of watermarks instead of looks. */
static gboolean
wants_watermarks (void)
{
    return format_words && !format_words[1] && strcmp (format_words[0], "darktable-svg") == 0;
}

/* The folder that files go to; the output may be one style. */
static char *
find_folder (void)
{
    if (!job.output)
        return g_strdup (".");
    if (g_str_has_suffix (job.output, ".dtstyle") && !g_file_test (job.output, G_FILE_TEST_IS_DIR))
        return g_path_get_dirname (job.output);
    return g_strdup (job.output);
}

static gboolean
read_options (void)
{
    if (job.all == (job.names != NULL)) {
        rf_command_misuse (job.all ? _ ("--all or names, not both")
                           : wants_watermarks ()
                               ? _ ("which formats? --all, or names; “rangefinder formats” lists them")
                               : _ ("which looks? --all, or names; “rangefinder looks” lists them"));
        return FALSE;
    }
    if (wants_watermarks ())
        return TRUE;
    job.options.settings = (RfSettings)RF_SETTINGS_DEFAULT;
    job.options.settings.strength = strength / 100;
    job.options.settings.tone = tone / 100;
    job.options.settings.colour = colour / 100;
    job.options.settings.exposure_ev = exposure_ev;
    g_autofree char *folder = find_folder ();
    job.options.cubes = g_canonicalize_filename (cubes ? cubes : folder, NULL);
    return check_percent ("--strength", strength, 0, 100) && check_percent ("--tone", tone, 0, 100) &&
           check_percent ("--colour", colour, 0, 100) && check_percent ("--exposure", exposure_ev, -5, 5) &&
           read_list (format_words, "cube", read_format, job.formats) &&
           read_list (size_words, "33", read_size, job.sizes) && read_list (level_words, "8", read_level, job.levels);
}

int
rf_command_bake (int argc, char **argv)
{
    int result = RF_EXIT_USAGE;

    job.looks = g_ptr_array_new ();
    job.loaded = g_ptr_array_new_with_free_func ((GDestroyNotify)rf_look_free);
    job.sources = g_ptr_array_new_with_free_func (g_free);
    job.formats = g_array_new (FALSE, FALSE, sizeof (const RfBakeFormat *));
    job.sizes = g_array_new (FALSE, FALSE, sizeof (int));
    job.levels = g_array_new (FALSE, FALSE, sizeof (int));
    job.written = g_ptr_array_new_with_free_func (g_free);
    if (rf_command_parse (
            "bake", _ ("LOOK…"), _ ("Writes the colours of looks as LUTs, sRGB to sRGB."),
            _ ("cube-log takes scene-linear light: a 1D part and a cube in Resolve's form.\n"
               "dtstyle is a style for darktable, which finds its cube in the folder --cubes; --all has styles for "
               "watermarks, too.\n"
               "darktable-svg takes formats of watermarks instead of looks: for darktable's own watermarks.\n"
               "LOOK is an id as “rangefinder looks” lists them, or a .look file."),
            options, &argc, &argv) &&
        read_options ()) {
        gboolean ok =
            wants_watermarks () ? rf_bake_watermarks (&job) : rf_bake_looks_collect (&job) && rf_bake_files (&job);
        result = ok && (!depfile || rf_bake_depfile (&job, depfile)) ? RF_EXIT_DONE : RF_EXIT_FAILED;
    }
    g_ptr_array_unref (job.written);
    g_array_unref (job.levels);
    g_array_unref (job.sizes);
    g_array_unref (job.formats);
    g_ptr_array_unref (job.sources);
    g_ptr_array_unref (job.looks);
    g_ptr_array_unref (job.loaded);
    return result;
}
