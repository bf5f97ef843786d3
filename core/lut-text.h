/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Text files of numbers, line by line, whatever the locale and the line ends. */
#ifndef RF_LUT_TEXT_H
#define RF_LUT_TEXT_H

#include "rangefinder.h"

typedef struct {
    const char *name; /* of the file, for errors */
    char *next, *end; /* what has not been read */
    int number;       /* of the present line, from 1 */
    char *line;       /* without the blanks at its sides; NULL at the end of the file */
} RfLutText;

/* Starts before the first line; a byte order mark is skipped. `text` is NUL-terminated after `length` and will be changed.
 * FALSE when it is not text. */
gboolean rf_lut_text_init (RfLutText *text, char *content, gsize length, const char *name, GError **error);

/* The next line that is not blank; FALSE at the end of the file. */
gboolean rf_lut_text_next (RfLutText *text);

/* "name: line 12: what". */
void rf_lut_text_error (const RfLutText *text, GError **error, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* A word of a line for errors: short, and valid UTF-8 whatever the file holds. */
char *rf_lut_text_quote (const char *at);

/* Exactly n numbers (1, 2 or 3) of at most a million in `line` (the present line, or what follows its keyword). */
gboolean rf_lut_text_numbers (const RfLutText *text, const char *line, double *numbers, int n, GError **error);

/* One whole number in [min, max]. */
gboolean rf_lut_text_size (const RfLutText *text, const char *line, int min, int max, int *size, GError **error);

/* What follows `keyword` at the beginning of the line, in upper or lower case; NULL if it begins otherwise. */
const char *rf_lut_text_after (const char *line, const char *keyword);

#endif
