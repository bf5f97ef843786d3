/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command-describe.h"

#include "../i18n.h"

#include <string.h>

#define DATE "2026-11-28" /* when its own words were written last */

#define COLUMNS 44 /* bytes after which a line is broken where it may be */

/* As roff has text: what it would take for its own is escaped, lines are short, and nothing but ASCII is left. */
static void
print_text (const char *text)
{
    gsize column = 0; /* in bytes: what is escaped is longer than it looks */

    for (const char *c = text; *c; c = g_utf8_next_char (c)) {
        gunichar letter = g_utf8_get_char (c);
        gboolean ends = letter == '\n' || (letter == ' ' && column > COLUMNS);
        g_autofree char *written = letter == '\\'   ? g_strdup ("\\e")
                                   : letter == '-'  ? g_strdup ("\\-")
                                   : letter >= 0x80 ? g_strdup_printf ("\\[u%04X]", letter)
                                                    : g_strdup_printf ("%c", ends ? '\n' : (char)letter);
        if (column == 0 && (letter == '.' || letter == '\''))
            g_print ("\\&");
        g_print ("%s", written);
        column = ends ? 0 : column + strlen (written);
    }
}

/* Lines become paragraphs. */
static void
print_paragraphs (const char *text)
{
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
    gboolean first = TRUE;

    for (char **line = lines; *line; line++)
        if (**line) {
            if (!first)
                g_print (".PP\n");
            print_text (*line);
            g_print ("\n");
            first = FALSE;
        }
}

static void
print_option (const GOptionEntry *entry)
{
    g_print (".TP\n");
    if (entry->short_name)
        g_print ("\\fB\\-%c\\fR, ", entry->short_name);
    g_print ("\\fB\\-\\-");
    print_text (entry->long_name);
    g_print ("\\fR");
    if (entry->arg_description) {
        g_print ("=\\fI");
        print_text (_ (entry->arg_description));
        g_print ("\\fR");
    }
    g_print ("\n");
    print_text (_ (entry->description));
    g_print ("\n");
}

static void
print_command (const RfCommand *command)
{
    RfCommandWords words = rf_command_words (command);

    g_print (".SS ");
    print_text (command->name);
    g_print ("\n\\fBrangefinder ");
    print_text (command->name);
    g_print ("\\fR [");
    print_text (_ ("OPTION…"));
    g_print ("]");
    if (words.arguments) {
        g_print (" ");
        print_text (words.arguments);
    }
    g_print ("\n.PP\n");
    if (words.summary)
        print_paragraphs (words.summary);
    for (const GOptionEntry *entry = words.entries; entry->long_name; entry++)
        if (entry->description) /* the remaining words have none */
            print_option (entry);
    if (words.description) {
        g_print (".PP\n");
        print_paragraphs (words.description);
    }
}

static void
print_section (const char *title, const char *text)
{
    g_print (".SH ");
    print_text (title);
    g_print ("\n");
    print_paragraphs (text);
}

/* Short enough for a line, which it has to be. */
static void
print_term (const char *term, const char *meaning)
{
    g_print (".TP\n");
    print_text (term);
    g_print ("\n");
    print_text (meaning);
    g_print ("\n");
}

void
rf_command_print_man (const RfCommand *commands, gsize n)
{
    g_print (".TH RANGEFINDER 1 " DATE " \"rangefinder " RF_VERSION "\"\n");
    g_print (".SH %s\nrangefinder \\- ", _ ("NAME"));
    print_text (_ ("photographic looks and watermarks for files"));
    g_print ("\n");
    print_section (_ ("SYNOPSIS"), _ ("rangefinder COMMAND [OPTION…]"));
    print_section (_ ("DESCRIPTION"),
                   _ ("Develops photographs with looks, and sets captions from their metadata, without "
                      "another program. “rangefinder COMMAND --help” tells what is below."));
    g_print (".SH ");
    print_text (_ ("COMMANDS"));
    g_print ("\n");
    for (gsize i = 0; i < n; i++)
        print_command (&commands[i]);
    g_print (".SH ");
    print_text (_ ("FILES"));
    g_print ("\n");
    print_term ("$XDG_DATA_HOME/rangefinder/looks", _ ("your own looks, and LUTs that become looks"));
    print_term ("$XDG_DATA_HOME/rangefinder/formats", _ ("your own formats of watermarks"));
    print_term ("$XDG_DATA_HOME/rangefinder/defaults", _ ("texts for fields of which a photograph says nothing"));
    print_term ("$XDG_DATA_HOME/rangefinder/names", _ ("names of cameras and telephones"));
    print_section (_ ("ENVIRONMENT"),
                   _ ("RANGEFINDER_DATA: a folder to read the shipped looks and formats from instead of the "
                      "installed one."));
    print_section (
        _ ("EXIT STATUS"),
        _ ("0: all is done. 1: something could not be done; what, was told. 2: the words of the command make no "
           "sense. 130: stopped by Ctrl-C."));
    g_print (".SH ");
    print_text (_ ("EXAMPLES"));
    g_print ("\n");
    print_term ("rangefinder develop --look authentic --watermark bar *.jpg",
                _ ("a folder of photographs, with a caption"));
    print_term ("find -name '*.jpg' -print0 | rangefinder develop --look vivid --files0-from -",
                _ ("as many as there are"));
    print_term ("rangefinder develop --resize 2048 --format webp photo.jpg", _ ("for a page on the web"));
    g_print (".SH ");
    print_text (_ ("SEE ALSO"));
    g_print ("\n.BR gimp (1),\n.BR darktable\\-cli (1),\n.BR gegl (1)\n");
}
