/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Pixels as hosts keep them, and as the kernel wants them. */
#ifndef RF_PIXELS_H
#define RF_PIXELS_H

#include "rangefinder.h"

/* As many are developed, given grain and stored before the next ones are loaded: they stay in the nearest cache. */
#define RF_PIECE 256

gsize rf_pixels_size (RfPixels pixels); /* bytes of one */

/* At most RF_PIECE pixels to RGBA float, and back. The alpha of RGB means nothing. */
typedef void RfLoadFunction (RfPixels pixels, const void *from, float *rgba, int n);
typedef void RfStoreFunction (RfPixels pixels, const float *rgba, void *to, int n);

RfLoadFunction rf_load_base, rf_load_avx2, rf_load_avx512;
RfStoreFunction rf_store_base, rf_store_avx2, rf_store_avx512;

#endif
