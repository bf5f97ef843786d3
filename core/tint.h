/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Tinted greys and print tones: one rising curve per channel, from [0, 1] onto [0, 1], so that no colour leaves the gamut
 * and black and white stay. The curves are those that give greys the CIELAB colours the look's file asks for. */
#ifndef RF_TINT_H
#define RF_TINT_H

#include "look.h"
#include "space.h"

#define RF_TINT_STEPS 1024

typedef struct {
    gboolean enabled;
    float channel[3][RF_TINT_STEPS + 1]; /* cube root of light -> cube root of light */
} RfTint;

void rf_tint_init (RfTint *tint, const RfTintCurve *curve, double strength, const RfColorimetry *colorimetry);
void rf_tint_apply (const RfTint *tint, double rgb[3]);

#endif
