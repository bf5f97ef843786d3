/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Manual page and completion, from the very tables that --help prints. */
#ifndef RF_COMMAND_DESCRIBE_H
#define RF_COMMAND_DESCRIBE_H

#include "command.h"

/* One of the program's words. */
typedef struct {
    const char *name, *summary;
    int (*run) (int argc, char **argv);
} RfCommand;

/* What rf_command_parse was asked to read, kept instead of read where somebody wants to know. */
typedef struct {
    const char *arguments, *summary, *description;
    const GOptionEntry *entries;
} RfCommandWords;

/* Asks a command; its texts stay the command's. */
RfCommandWords rf_command_words (const RfCommand *command);

/* TRUE: somebody does, and has them; rf_command_parse has nothing to do. */
gboolean rf_command_keep_words (const RfCommandWords *words);

/* The manual page in roff. */
void rf_command_print_man (const RfCommand *commands, gsize n);

/* What the last of the words behind "rangefinder" may become, one a line, with a tab and its meaning. Nothing where it is a
 * file's name. */
void rf_command_complete (const RfCommand *commands, gsize n, int n_words, char **words);

#endif
