/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Pixels as hosts keep them, and as the kernel wants them. */
#ifndef RF_PIXELS_H
#define RF_PIXELS_H

#include "rangefinder.h"

/* As many are developed, given grain and stored before the next ones are loaded: they stay in the nearest cache. */
#define RF_PIECE 256

gsize rf_pixels_size (RfPixels pixels); /* bytes of one */

/* n / 255 and n / 65535 to the last bit, as others divide, without a division: the reciprocal in two parts, of which the first
 * product is exact. `whole`: n as a float, or a vector of them. */
#define RF_FLOAT_OF_U8(whole)  ((whole) * 0x1.01p-8f + (whole) * 0x1.010102p-24f)
#define RF_FLOAT_OF_U16(whole) ((whole) * 0x1p-16f + (whole) * 0x1.0001p-32f)

/* At most RF_PIECE pixels to RGBA float, and back. The alpha of RGB means nothing. */
typedef void RfLoadFunction (RfPixels pixels, const void *from, float *rgba, int n);
typedef void RfStoreFunction (RfPixels pixels, const float *rgba, void *to, int n);

RfLoadFunction rf_load_base, rf_load_avx2, rf_load_avx512;
RfStoreFunction rf_store_base, rf_store_avx2, rf_store_avx512;

#endif
