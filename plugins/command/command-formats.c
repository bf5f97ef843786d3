/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rangefinder formats */
#include "command.h"

#include "../i18n.h"

static gboolean as_json, ids_only;

static const GOptionEntry options[] = {
    {"ids", 0, 0, G_OPTION_ARG_NONE, &ids_only, N_ ("Only the ids, for scripts"), NULL},
    {"json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("For programs"), NULL},
    {NULL},
};

static void
print_json (const RfFormat *format, gboolean last)
{
    g_autofree char *path = g_filename_display_name (rf_format_path (format));

    g_print ("  {\"id\": ");
    rf_command_print_json (rf_format_id (format));
    g_print (", \"title\": ");
    rf_command_print_json (rf_format_title (format));
    g_print (", \"description\": ");
    rf_command_print_json (rf_format_description (format));
    g_print (", \"needs_photo\": %s, \"file\": ", rf_format_needs_photo (format) ? "true" : "false");
    rf_command_print_json (path);
    g_print (last ? "}\n" : "},\n");
}

int
rf_command_formats (int argc, char **argv)
{
    size_t n;

    if (!rf_command_parse ("formats", NULL, _ ("Lists the formats of watermarks: id, title, meaning."), NULL, options,
                           &argc, &argv))
        return RF_EXIT_USAGE;
    if (argc > 1)
        return rf_command_misuse (_ ("“rangefinder formats” takes no argument, “%s” was given"), argv[1]);
    if (as_json && ids_only)
        return rf_command_misuse (_ ("--ids and --json do not go together"));

    const RfFormat *const *formats = rf_formats (&n);
    for (const char *const *problem = rf_format_problems (); *problem; problem++)
        rf_command_fail ("%s", *problem);
    g_print (as_json ? "[\n" : "");
    for (size_t i = 0; i < n; i++) {
        if (as_json) {
            print_json (formats[i], i + 1 == n);
        } else if (ids_only) {
            g_print ("%s\n", rf_format_id (formats[i]));
        } else {
            rf_command_print_cell (rf_format_id (formats[i]), 16);
            rf_command_print_cell (rf_format_title (formats[i]), 30);
            g_print ("%s\n", rf_format_description (formats[i]));
        }
    }
    g_print (as_json ? "]\n" : "");
    return n ? RF_EXIT_DONE : RF_EXIT_FAILED;
}
