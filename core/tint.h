/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Tinted greys and print tones: one rising curve per channel, from [0, 1] onto [0, 1], so that no colour leaves the gamut
 * and black and white stay. The curves are those that give greys the CIELAB colours the look's file asks for. */
#ifndef RF_TINT_H
#define RF_TINT_H

#include "curve.h"
#include "look.h"
#include "space.h"

#define RF_TINT_STEPS 1024

typedef struct {
    gboolean enabled;
    float channel[3][RF_TINT_STEPS + 1]; /* cube root of light -> cube root of light */
} RfTint;

void rf_tint_init (RfTint *tint, const RfTintCurve *curve, double strength, const RfColorimetry *colorimetry);

/* Drawn into loops over colours, so without a branch but the one. */
static inline void
rf_tint_apply (const RfTint *tint, double rgb[3])
{
    if (!tint->enabled)
        return;
    for (int c = 0; c < 3; c++) {
        double at = rf_cbrt (rf_clamp (rgb[c], 0, 1)) * RF_TINT_STEPS;
        int step = (int)at;
        step = step < RF_TINT_STEPS ? step : RF_TINT_STEPS - 1;
        double root = rf_mix (tint->channel[c][step], tint->channel[c][step + 1], at - step);
        rgb[c] = root * root * root;
    }
}

#endif
