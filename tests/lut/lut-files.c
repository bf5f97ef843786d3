/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lut-files.h"

#include <math.h>
#include <string.h>

void
lut_sample (double red, double green, double blue, double colour[3])
{
    colour[0] = 0.1 + 0.8 * red * red;
    colour[1] = 0.6 * green + 0.3 * blue + 0.05;
    colour[2] = blue * (1 - 0.25 * red);
}

void
append_cells (GString *text, int size, gboolean red_fastest, const char *format, double scale)
{
    for (int slow = 0; slow < size; slow++)
        for (int middle = 0; middle < size; middle++)
            for (int fast = 0; fast < size; fast++) {
                double at[3] = {fast / (size - 1.0), middle / (size - 1.0), slow / (size - 1.0)}, colour[3];
                lut_sample (at[red_fastest ? 0 : 2], at[1], at[red_fastest ? 2 : 0], colour);
                for (int c = 0; c < 3; c++) {
                    char number[G_ASCII_DTOSTR_BUF_SIZE];
                    g_ascii_formatd (number, sizeof number, format, colour[c] * scale);
                    g_string_append_printf (text, "%s%c", number, c < 2 ? ' ' : '\n');
                }
            }
}

char *
make_cube (int size)
{
    GString *text = g_string_new ("TITLE \"Sample\"\n");

    g_string_append_printf (text, "LUT_3D_SIZE %d\nDOMAIN_MIN 0 0 0\nDOMAIN_MAX 1 1 1\n", size);
    append_cells (text, size, TRUE, "%.6f", 1);
    return g_string_free (text, FALSE);
}

char *
make_3dl (int size)
{
    GString *text = g_string_new ("# Comment here\n3DMESH\n");

    g_string_append_printf (text, "Mesh %d 12\n", (int)lrint (log2 (size - 1)));
    for (int i = 0; i < size; i++)
        g_string_append_printf (text, "%d%c", (int)lrint (1023.0 * i / (size - 1)), i < size - 1 ? ' ' : '\n');
    append_cells (text, size, FALSE, "%.0f", 4095);
    g_string_append (text, "\nLUT8\ngamma 1.0\n");
    return g_string_free (text, FALSE);
}

RfLut *
parse (const char *content, gssize length, const char *name, GError **error)
{
    gsize n = length < 0 ? strlen (content) : (gsize)length;
    char *copy = g_malloc (n + 1);
    memcpy (copy, content, n);
    copy[n] = '\0';
    RfLut *lut = rf_lut_parse (copy, n, name, error);
    g_free (copy);
    return lut;
}
