/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * LUT files for tests, as other programs write them. */
#ifndef RF_TEST_LUT_FILES_H
#define RF_TEST_LUT_FILES_H

#include "lut.h"

/* A colour that tells where it comes from: each channel differently, all in [0, 1]. */
void lut_sample (double red, double green, double blue, double colour[3]);

/* Numbers of three per step in the order that "red fastest" or "blue fastest" files have, times `scale`, by `format`. */
void append_cells (GString *text, int size, gboolean red_fastest, const char *format, double scale);

char *make_cube (int size); /* an Adobe .cube of lut_sample */
char *make_3dl (int size);  /* a Lustre .3dl of 12 bits */

/* Parses a copy of `length` bytes, or of the text where that is negative, as a file of that name. */
RfLut *parse (const char *content, gssize length, const char *name, GError **error);

#endif
