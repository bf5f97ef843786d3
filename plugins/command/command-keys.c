/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rangefinder keys */
#include "command.h"

#include "../i18n.h"

#include <string.h>

static gboolean as_json;

static const GOptionEntry options[] = {
    {"json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("For programs"), NULL},
    {NULL},
};

static const struct {
    const char *id, *title;
    const RfKeyInfo *(*list) (size_t *n);
} files[] = {
    {"look", N_ ("Files of looks (.look)"), rf_look_keys},
    {"format", N_ ("Files of formats of watermarks (.format)"), rf_format_keys},
};

static char *
spell (double number)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];

    return g_strdup (g_ascii_formatd (text, sizeof text, "%g", number));
}

static void
print_json (const RfKeyInfo *key, gboolean last)
{
    g_autofree char *min = spell (key->min), *max = spell (key->max);

    g_print ("    {\"group\": ");
    rf_command_print_json (key->group);
    g_print (", \"key\": ");
    rf_command_print_json (key->key);
    g_print (", \"kind\": ");
    rf_command_print_json (key->kind);
    if (key->max > key->min)
        g_print (", \"min\": %s, \"max\": %s", min, max);
    if (key->choices) {
        g_auto (GStrv) choices = g_strsplit (key->choices, "|", -1);
        g_print (", \"choices\": [");
        for (char **choice = choices; *choice; choice++) {
            rf_command_print_json (*choice);
            g_print (choice[1] ? ", " : "]");
        }
    }
    g_print (", \"required\": %s, \"default\": ", key->required ? "true" : "false");
    rf_command_print_json (key->standard);
    g_print (", \"help\": ");
    rf_command_print_json (key->help);
    g_print (last ? "}\n" : "},\n");
}

/* "0.5 … 1.55", "light|dark", or the kind where that says all. */
static char *
describe_values (const RfKeyInfo *key)
{
    g_autofree char *min = spell (key->min), *max = spell (key->max);

    if (strcmp (key->kind, "length") == 0)
        return g_strdup_printf ("%su … %su", min, max);
    if (key->max > key->min)
        return g_strdup_printf ("%s … %s", min, max);
    return g_strdup (key->choices ? key->choices : key->kind);
}

/* A group stands once, above its keys. */
static void
print_row (const RfKeyInfo *key, const RfKeyInfo *previous)
{
    g_autofree char *values = describe_values (key);

    if (!previous || strcmp (previous->group, key->group) != 0)
        g_print ("[%s]\n", key->group);
    g_print ("  ");
    rf_command_print_cell (key->key, 18);
    rf_command_print_cell (values, 24);
    rf_command_print_cell (key->required ? _ ("(required)") : *key->standard ? key->standard : "-", 12);
    g_print ("%s\n", key->help);
}

int
rf_command_keys (int argc, char **argv)
{
    if (!rf_command_parse ("keys", NULL,
                           _ ("Lists what the files of looks and formats may say: key, values, default, meaning."),
                           NULL, options, &argc, &argv))
        return RF_EXIT_USAGE;
    if (argc > 1)
        return rf_command_misuse (_ ("“rangefinder keys” takes no argument, “%s” was given"), argv[1]);

    for (gsize file = 0; file < G_N_ELEMENTS (files); file++) {
        size_t n;
        const RfKeyInfo *keys = files[file].list (&n);
        if (as_json)
            g_print ("%s\"%s\": [\n", file ? ",\n  " : "{\n  ", files[file].id);
        else
            g_print ("%s%s\n\n", file ? "\n" : "", _ (files[file].title));
        for (size_t i = 0; i < n; i++) {
            if (as_json)
                print_json (&keys[i], i + 1 == n);
            else
                print_row (&keys[i], i ? &keys[i - 1] : NULL);
        }
        g_print (as_json ? "  ]" : "");
    }
    g_print (as_json ? "\n}\n" : "");
    return RF_EXIT_DONE;
}
