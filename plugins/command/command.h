/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The command `rangefinder`: what its sub-commands share. A new one is a file command-NAME.c, a row in command.c and a row
 * in meson.build. */
#ifndef RF_PLUGIN_COMMAND_H
#define RF_PLUGIN_COMMAND_H

#include <glib.h>
#include <rangefinder.h>

/* Exit codes. */
enum {
    RF_EXIT_DONE,
    RF_EXIT_FAILED, /* something could not be done; what, was told */
    RF_EXIT_USAGE,  /* the words of the command make no sense */
};

/* Each takes the words from its own name on, and returns an exit code. */
int rf_command_bake (int argc, char **argv);
int rf_command_develop (int argc, char **argv);
int rf_command_fields (int argc, char **argv);
int rf_command_formats (int argc, char **argv);
int rf_command_keys (int argc, char **argv);
int rf_command_looks (int argc, char **argv);
int rf_command_match (int argc, char **argv);
int rf_command_show (int argc, char **argv);

/* Reads the options of sub-command `name`; `arguments` is what follows them in its help, `summary` and `description` stand
 * above and below the list there. FALSE: they are wrong, which has been told, and the exit code is RF_EXIT_USAGE. */
gboolean rf_command_parse (const char *name, const char *arguments, const char *summary, const char *description,
                           const GOptionEntry *entries, int *argc, char ***argv);

/* "rangefinder: ..." to the terminal's error side, and RF_EXIT_FAILED or RF_EXIT_USAGE to return. */
int rf_command_fail (const char *format, ...) G_GNUC_PRINTF (1, 2);
int rf_command_misuse (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Prints `text` and blanks up to so many columns of a terminal, one at least. */
void rf_command_print_cell (const char *text, glong columns);

/* Prints `text` as JSON has strings, quotes included; NULL is null. */
void rf_command_print_json (const char *text);

/* The colour part of a look as an ICC profile of the class "abstract", Lab to Lab, a cube of `size` steps between. */
gboolean rf_icc_write (const RfLook *look, const RfSettings *settings, int size, const char *path, GError **error);

#endif
