/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "watermark-pixels.h"

#include <string.h>

/* An ordered pattern (Bayer, 1973), in 64ths less one half. */
static const guchar bayer[8][8] = {
    {0, 32, 8, 40, 2, 34, 10, 42},    {48, 16, 56, 24, 50, 18, 58, 26}, {12, 44, 4, 36, 14, 46, 6, 38},
    {60, 28, 52, 20, 62, 30, 54, 22}, {3, 35, 11, 43, 1, 33, 9, 41},    {51, 19, 59, 27, 49, 17, 57, 25},
    {15, 47, 7, 39, 13, 45, 5, 37},   {63, 31, 55, 23, 61, 29, 53, 21},
};

/* What is no number becomes 0. */
static inline guchar
quantise (float value, float threshold)
{
    float scaled = value * 255 + threshold;

    scaled = scaled > 0 ? scaled : 0;
    return (guchar)(int)(scaled < 255 ? scaled : 255);
}

static void
store_u8 (const float *restrict rgba, int n, int x, int y, gboolean dither, guchar *restrict to)
{
    float thresholds[8][4];

    for (int i = 0; i < 8; i++)
        for (int c = 0; c < 4; c++)
            thresholds[i][c] = dither && c < 3 ? ((float)bayer[y & 7][(x + i) & 7] + 0.5f) / 64 : 0.5f;
    for (int i = 0; i < 4 * n; i++)
        to[i] = quantise (rgba[i], (&thresholds[0][0])[i & 31]);
}

void
rf_pixels_store (RfPixels pixels, const float *rgba, int n, int x, int y, gboolean dither, void *to)
{
    if (pixels == RF_PIXELS_U8)
        store_u8 (rgba, n, x, y, dither, to);
    else
        memcpy (to, rgba, 4 * sizeof *rgba * (gsize)n);
}

void
rf_pixels_fill (RfPixels pixels, const float rgba[4], int n, void *to)
{
    gsize size = rf_pixels_size (pixels);
    char pixel[4 * sizeof (float)], *out = to;

    rf_pixels_store (pixels, rgba, 1, 0, 0, FALSE, pixel);
    if (pixels == RF_PIXELS_U8)
        for (int i = 0; i < n; i++)
            memcpy (out + 4 * i, pixel, 4);
    else
        for (int i = 0; i < n; i++)
            memcpy (out + (gsize)i * size, pixel, sizeof pixel);
}
