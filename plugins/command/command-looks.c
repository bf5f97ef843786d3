/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rangefinder looks */
#include "command.h"

#include "../i18n.h"

static gboolean as_json, ids_only;

static const GOptionEntry options[] = {
    {"ids", 0, 0, G_OPTION_ARG_NONE, &ids_only, N_ ("Only the ids, for scripts"), NULL},
    {"json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("For programs"), NULL},
    {NULL},
};

static void
print_json (const RfLook *look, gboolean last)
{
    g_autofree char *path = g_filename_display_name (rf_look_path (look));

    g_print ("  {\"id\": ");
    rf_command_print_json (rf_look_id (look));
    g_print (", \"group\": ");
    rf_command_print_json (rf_look_group (look));
    g_print (", \"title\": ");
    rf_command_print_json (rf_look_title (look));
    g_print (", \"description\": ");
    rf_command_print_json (rf_look_description (look));
    g_print (", \"file\": ");
    rf_command_print_json (path);
    g_print (last ? "}\n" : "},\n");
}

int
rf_command_looks (int argc, char **argv)
{
    size_t n;

    if (!rf_command_parse ("looks", NULL, _ ("Lists the looks: id, group, title."), NULL, options, &argc, &argv))
        return RF_EXIT_USAGE;
    if (argc > 1)
        return rf_command_misuse (_ ("“rangefinder looks” takes no argument, “%s” was given"), argv[1]);
    if (as_json && ids_only)
        return rf_command_misuse (_ ("--ids and --json do not go together"));

    const RfLook *const *looks = rf_looks (&n);
    for (const char *const *problem = rf_registry_problems (); *problem; problem++)
        rf_command_fail ("%s", *problem);
    for (size_t i = 0; i < n; i++) {
        g_autoptr (GError) error = NULL;
        if (!rf_look_check (looks[i], &error))
            rf_command_fail ("%s", error->message);
    }
    g_print (as_json ? "[\n" : "");
    for (size_t i = 0; i < n; i++) {
        if (as_json) {
            print_json (looks[i], i + 1 == n);
            continue;
        }
        if (ids_only) {
            g_print ("%s\n", rf_look_id (looks[i]));
            continue;
        }
        rf_command_print_cell (rf_look_id (looks[i]), 18);
        rf_command_print_cell (rf_look_group (looks[i]), 12);
        g_print ("%s\n", rf_look_title (looks[i]));
    }
    g_print (as_json ? "]\n" : "");
    return n ? RF_EXIT_DONE : RF_EXIT_FAILED;
}
