/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The command `rangefinder`: chooses the sub-command. */
#include "command.h"

#include "../i18n.h"
#include "command-describe.h"

#include <locale.h>
#include <string.h>

static const RfCommand commands[] = {
    {"bake", N_ ("write looks as LUTs: .cube, Hald image, ICC profile"), rf_command_bake},
    {"develop", N_ ("develop photographs: looks, watermarks"), rf_command_develop},
    {"fields", N_ ("list what a caption can tell"), rf_command_fields},
    {"formats", N_ ("list the formats of watermarks"), rf_command_formats},
    {"keys", N_ ("list what files of looks and formats may say"), rf_command_keys},
    {"looks", N_ ("list the looks there are"), rf_command_looks},
    {"match", N_ ("make a look of pictures before and after, or of a LUT"), rf_command_match},
    {"show", N_ ("show what the captions of photographs would tell"), rf_command_show},
};

static int
complain (int exit_code, const char *format, va_list arguments)
{
    g_autofree char *text = g_strdup_vprintf (format, arguments);

    g_printerr ("rangefinder: %s\n", text);
    return exit_code;
}

int
rf_command_fail (const char *format, ...)
{
    va_list arguments;

    va_start (arguments, format);
    int exit_code = complain (RF_EXIT_FAILED, format, arguments);
    va_end (arguments);
    return exit_code;
}

int
rf_command_misuse (const char *format, ...)
{
    va_list arguments;

    va_start (arguments, format);
    int exit_code = complain (RF_EXIT_USAGE, format, arguments);
    va_end (arguments);
    return exit_code;
}

gboolean
rf_command_parse (const char *name, const char *arguments, const char *summary, const char *description,
                  const GOptionEntry *entries, int *argc, char ***argv)
{
    if (rf_command_keep_words (&(RfCommandWords){arguments, summary, description, entries}))
        return FALSE;
    g_autofree char *program = g_strconcat ("rangefinder ", name, NULL);
    g_autoptr (GOptionContext) context = g_option_context_new (arguments);
    g_autoptr (GError) error = NULL;

    g_set_prgname (program);
    g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
    g_option_context_set_summary (context, summary);
    g_option_context_set_description (context, description);
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
    if (g_option_context_parse (context, argc, argv, &error))
        return TRUE;
    rf_command_misuse (_ ("%s; “rangefinder %s --help” tells more"), error->message, name);
    return FALSE;
}

void
rf_command_print_cell (const char *text, glong columns)
{
    g_print ("%s%*s", text, (int)MAX (columns - g_utf8_strlen (text, -1), 1), "");
}

void
rf_command_print_json (const char *text)
{
    g_autoptr (GString) json = g_string_new ("\"");

    if (!text) {
        g_print ("null");
        return;
    }
    for (const char *c = text; *c; c++) {
        if (*c == '"' || *c == '\\')
            g_string_append_printf (json, "\\%c", *c);
        else if ((guchar)*c < 0x20 || *c == 0x7f)
            g_string_append_printf (json, "\\u%04x", (guint)*c);
        else
            g_string_append_c (json, *c);
    }
    g_print ("%s\"", json->str);
}

static void
print_help (void)
{
    g_print (_ ("Usage: rangefinder COMMAND [OPTION…]\n\nCommands:\n"));
    for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
        g_print ("  %-8s %s\n", commands[i].name, _ (commands[i].summary));
    g_print (_ ("\n“rangefinder COMMAND --help” tells more; “rangefinder --version” tells the version.\n"));
}

int
main (int argc, char **argv)
{
    setlocale (LC_ALL, "");
    rf_texts_bind ();
    g_set_prgname ("rangefinder");

    const char *word = argc > 1 ? argv[1] : NULL;
    if (!word)
        return rf_command_misuse (_ ("which command? “rangefinder --help” lists them"));
    if (strcmp (word, "--help") == 0 || strcmp (word, "-h") == 0 || strcmp (word, "help") == 0) {
        print_help ();
        return RF_EXIT_DONE;
    }
    if (strcmp (word, "--version") == 0) {
        g_print ("rangefinder %s\n", RF_VERSION);
        return RF_EXIT_DONE;
    }
    if (strcmp (word, "--man") == 0) { /* for those who install it */
        rf_command_print_man (commands, G_N_ELEMENTS (commands));
        return RF_EXIT_DONE;
    }
    if (strcmp (word, "--complete") == 0) { /* for shells */
        rf_command_complete (commands, G_N_ELEMENTS (commands), argc - 2, argv + 2);
        return RF_EXIT_DONE;
    }
    for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
        if (strcmp (word, commands[i].name) == 0)
            return commands[i].run (argc - 1, argv + 1);
    g_autofree char *shown = g_filename_display_name (word);
    return rf_command_misuse (_ ("there is no command “%s”; “rangefinder --help” lists them"), shown);
}
