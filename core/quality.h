/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * How well a look behaves all over the cube of colours. For sRGB-encoded pictures. */
#ifndef RF_QUALITY_H
#define RF_QUALITY_H

#include "render.h"

/* RMS of the second difference of CIEDE2000 along random ramps of 65 steps: the differences of neighbours, and how much these
 * change from step to step. The identity measures 0.049; what is above 0.06 is seen as banding. */
double rf_quality_smoothness (const RfRender *render, int n_ramps);

/* On a grid of 33 steps, in percent: cells that are turned inside out, and points inside the cube that come out on its
 * surface. */
void rf_quality_cube (const RfRender *render, double *folded_pct, double *clipped_pct);

#endif
