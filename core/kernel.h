/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * From pixels to pixels. */
#ifndef RF_KERNEL_H
#define RF_KERNEL_H

#include "table.h"

/* How exposure falls off from the centre: light is divided by (1 + fall r^2)^2, the cos^4 law with r = 1 in the corner. */
typedef struct {
    double fall; /* 0: none */
} RfFalloff;

void rf_falloff_init (RfFalloff *falloff, double corner_ev);

typedef struct {
    RfTable table;
    RfFalloff falloff;
    RfEncoding encoding;
    float strength;      /* of the whole; what scene light keeps of itself is the rest */
    float mono_strength; /* how far light beyond the table loses its colour */
} RfKernel;

/* One row of n RGBA pixels, its first at x; radius2 (x) = dx^2 + dy2 with dx = (x + 0.5 - centre_x) * scale_x. */
typedef struct {
    double x, centre_x, scale_x, dy2;
} RfRow;

void rf_kernel_row (const RfKernel *kernel, const RfRow *row, const float *in, float *out, int n);

/* Light outside [0, 1], per channel: rolled off above white, kept below black, grey where the look is. */
void rf_excess_fold (float excess[3], float strength, float mono_strength);

#endif
