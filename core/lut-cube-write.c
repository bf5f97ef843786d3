/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Writing .cube files. */
#include "lut.h"

#include <math.h>

/* In half a millionth, as the numbers are written; a second rounding at the end of double precision first, so that a value
 * which would lie on the edge but for the last bit is rounded alike on every machine. */
static void
append_number (GString *text, double value, char after)
{
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    double steady = nearbyint (value * 1e10) / 1e10;

    g_ascii_formatd (number, sizeof number, "%.6f", fabs (steady) < 5e-7 ? 0 : steady);
    g_string_append (text, number);
    g_string_append_c (text, after);
}

static void
append_triple (GString *text, double a, double b, double c)
{
    append_number (text, a, ' ');
    append_number (text, b, ' ');
    append_number (text, c, '\n');
}

static void
append_note (GString *text, const char *note)
{
    g_auto (GStrv) lines = g_strsplit (note ? note : "", "\n", -1);

    for (char **line = lines; *line && **line; line++)
        g_string_append_printf (text, "# %s\n", *line);
}

/* Sizes and ranges. With a curve and a cube Resolve's keywords, whose readers know neither TITLE nor DOMAIN. */
static void
append_header (GString *text, const RfLut *lut)
{
    g_autofree char *title = g_strdelimit (g_strdup (rf_lut_title (lut)), "\"\r\n", '\'');
    gboolean both = lut->curve && lut->cells;

    if (*title)
        g_string_append_printf (text, both ? "# Title: %s\n" : "TITLE \"%s\"\n", title);
    append_note (text, lut->note);
    if (lut->curve)
        g_string_append_printf (text, "LUT_1D_SIZE %d\n", lut->curve_size);
    if (both) {
        g_string_append (text, "LUT_1D_INPUT_RANGE ");
        append_number (text, lut->low[0], ' ');
        append_number (text, lut->high[0], '\n');
    }
    if (lut->cells)
        g_string_append_printf (text, "LUT_3D_SIZE %d\n", lut->size);
    if (both) {
        g_string_append (text, "LUT_3D_INPUT_RANGE 0.0 1.0\n");
        return;
    }
    g_string_append (text, "DOMAIN_MIN ");
    append_triple (text, lut->low[0], lut->low[1], lut->low[2]);
    g_string_append (text, "DOMAIN_MAX ");
    append_triple (text, lut->high[0], lut->high[1], lut->high[2]);
}

GString *
rf_lut_format_cube (const RfLut *lut)
{
    gsize cells = lut->cells ? (gsize)lut->size * (gsize)lut->size * (gsize)lut->size : 0;
    GString *text = g_string_sized_new (512 + 27 * (cells + (gsize)lut->curve_size));

    append_header (text, lut);
    for (int i = 0; i < lut->curve_size; i++)
        append_triple (text, (double)lut->curve[i], (double)lut->curve[lut->curve_size + i],
                       (double)lut->curve[2 * lut->curve_size + i]);
    for (gsize i = 0; i < cells; i++) {
        const float *cell = lut->cells + 4 * i;
        append_triple (text, (double)cell[0], (double)cell[1], (double)cell[2]);
    }
    return text;
}
