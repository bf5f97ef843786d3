/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rangefinder fields */
#include "command.h"

#include "../i18n.h"

static gboolean as_json;

static const GOptionEntry options[] = {
    {"json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("For programs, with the tags that each field comes from"), NULL},
    {NULL},
};

static void
print_json (const RfField *field, gboolean last)
{
    g_auto (GStrv) tags = g_strsplit (rf_field_sources (field->id), " ", -1);

    g_print ("  {\"id\": ");
    rf_command_print_json (field->id);
    g_print (", \"title\": ");
    rf_command_print_json (field->title);
    g_print (", \"description\": ");
    rf_command_print_json (field->description);
    g_print (", \"sample\": ");
    rf_command_print_json (field->sample);
    g_print (", \"tags\": [");
    for (char **tag = tags; *tag; tag++) {
        rf_command_print_json (*tag);
        g_print (tag[1] ? ", " : "");
    }
    g_print (last ? "]}\n" : "]},\n");
}

int
rf_command_fields (int argc, char **argv)
{
    size_t n;

    if (!rf_command_parse ("fields", NULL, _ ("Lists what a caption can tell: id, sample, meaning."), NULL, options,
                           &argc, &argv))
        return RF_EXIT_USAGE;
    if (argc > 1)
        return rf_command_misuse (_ ("“rangefinder fields” takes no argument, “%s” was given"), argv[1]);

    const RfField *fields = rf_fields (&n);
    g_print (as_json ? "[\n" : "");
    for (size_t i = 0; i < n; i++) {
        if (as_json) {
            print_json (&fields[i], i + 1 == n);
            continue;
        }
        rf_command_print_cell (fields[i].id, 11);
        rf_command_print_cell (fields[i].sample, 38);
        g_print ("%s: %s\n", fields[i].title, fields[i].description);
    }
    g_print (as_json ? "]\n" : "");
    return RF_EXIT_DONE;
}
