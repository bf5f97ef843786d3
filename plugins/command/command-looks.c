/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rangefinder looks */
#include "command.h"

#include "../i18n.h"

static gboolean ids_only;

static const GOptionEntry options[] = {
    {"ids", 0, 0, G_OPTION_ARG_NONE, &ids_only, N_ ("Only the ids, for scripts"), NULL},
    {NULL},
};

int
rf_command_looks (int argc, char **argv)
{
    size_t n;

    if (!rf_command_parse ("looks", NULL, _ ("Lists the looks: id, group, title."), NULL, options, &argc, &argv))
        return RF_EXIT_USAGE;
    if (argc > 1)
        return rf_command_misuse (_ ("“rangefinder looks” takes no argument, “%s” was given"), argv[1]);

    const RfLook *const *looks = rf_looks (&n);
    for (const char *const *problem = rf_registry_problems (); *problem; problem++)
        rf_command_fail ("%s", *problem);
    for (size_t i = 0; i < n; i++) {
        if (ids_only) {
            g_print ("%s\n", rf_look_id (looks[i]));
            continue;
        }
        rf_command_print_cell (rf_look_id (looks[i]), 18);
        rf_command_print_cell (rf_look_group (looks[i]), 12);
        g_print ("%s\n", rf_look_title (looks[i]));
    }
    return n ? RF_EXIT_DONE : RF_EXIT_FAILED;
}
