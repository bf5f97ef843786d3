/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * From floats to what hosts want. */
#ifndef RF_WATERMARK_PIXELS_H
#define RF_WATERMARK_PIXELS_H

#include "pixels.h"

/* n RGBA pixels, the first of them at x, y. `dither`: in 8 bits, hides the steps of smooth grounds. */
void rf_pixels_store (RfPixels pixels, const float *rgba, int n, int x, int y, gboolean dither, void *to);

/* n times the same one. */
void rf_pixels_fill (RfPixels pixels, const float rgba[4], int n, void *to);

#endif
