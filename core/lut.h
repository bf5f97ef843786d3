/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * LUTs in memory. */
#ifndef RF_LUT_H
#define RF_LUT_H

#include "rangefinder.h"

/* Bounds on what a file may ask for. */
#define RF_LUT_MAX_SIZE  144   /* a Hald image of level 12; 48 MB */
#define RF_LUT_MAX_CURVE 65536 /* steps of a curve */
#define RF_LUT_MAX_BYTES (128 << 20)

struct RfLut {
    int references; /* atomic */
    char *title;    /* UTF-8 */
    char *note;     /* comment for files, lines without "# "; NULL: none */
    RfInput input;
    double low[3], high[3]; /* what the LUT takes; [0, 1] in what follows */
    int curve_size;
    float *curve; /* [channel][curve_size], its values lie in [0, 1] of the cube; NULL: none */
    int size;
    float *cells; /* [blue][green][red][4]; NULL: none, the curve is all there is */
};

RfLut *rf_lut_new (void); /* takes [0, 1], empty */
void rf_lut_alloc_curve (RfLut *lut, int size);
void rf_lut_alloc_cells (RfLut *lut, int size);

/* The exponent of a passage's encoding of light; 1: the pixels' numbers are what the LUT takes. */
double rf_lut_gamma (RfLutPassage passage);

/* TRUE where the LUT gives sRGB-encoded numbers for pixels that are linear light. */
gboolean rf_lut_gives_srgb (RfLutPassage passage);

/* The numbers that become [0, 1]: the pixels' own, or encoded by that exponent. */
void rf_lut_range (const RfLut *lut, const RfLutUse *use, double low[3], double high[3]);

/* The whole of a file; `path` gives its kind and names it in errors. `data` is NUL-terminated after `length` and will be
 * changed. */
RfLut *rf_lut_parse (char *data, gsize length, const char *path, GError **error);
RfLut *rf_lut_parse_cube (char *text, gsize length, const char *name, GError **error);
RfLut *rf_lut_parse_3dl (char *text, gsize length, const char *name, GError **error);
RfLut *rf_lut_parse_hald (const char *png, gsize length, const char *name, GError **error);

/* Reads the file, whether it has been read before or not. */
RfLut *rf_lut_read (const char *path, GError **error);

/* TRUE if the name ends as LUT files do. */
gboolean rf_lut_has_suffix (const char *path);

/* What a line of a .cube file states as the title; NULL if it does not. */
char *rf_lut_title_of_line (const char *line);

/* The same of what the LUT takes; leaves `input` alone if the line does not say. */
void rf_lut_input_of_line (const char *line, RfInput *input);

/* TRUE for the first bytes of a Hald image. */
gboolean rf_lut_is_hald_head (const guchar *head, gsize length);

/* What the head of a file says, without reading it all: its title, "" if none, and what it takes. FALSE where the head shows
 * that it is no LUT. */
gboolean rf_lut_peek (const char *path, char **title, RfInput *input, GError **error);

/* A file's whole content, made by `rf_lut_save`. */
GString *rf_lut_format_cube (const RfLut *lut);
GByteArray *rf_lut_format_hald (const RfLut *lut, GError **error);

#endif
