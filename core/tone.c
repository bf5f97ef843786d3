/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "tone.h"

#include <math.h>

double
rf_neutral_gain (double ev)
{
    return exp2 (ev * RF_NEUTRAL_POWER);
}

/* p, a and q so that T goes through middle grey at `grey` with the log-log slope `slope`: with u = x^p / (x^p + a) there,
 * u^q = grey and q p (1 - u) = slope. Light is in units of middle grey, so that a = 1 / u - 1. */
static void
fit_side (double side[3], double grey, double slope, double skew)
{
    double u = pow (grey, 1 / skew);

    side[0] = slope / (skew * (1 - u));
    side[1] = 1 / u - 1;
    side[2] = skew;
}

void
rf_tone_init (RfTone *tone, const RfToneKeys *keys)
{
    tone->grey = RF_MIDDLE_GREY * exp2 (keys->mid_grey_ev);
    fit_side (tone->toe, tone->grey, keys->slope, keys->toe);
    fit_side (tone->shoulder, tone->grey, keys->slope, keys->shoulder);
}

double
rf_tone_apply (const RfTone *tone, double picture)
{
    if (picture <= 0)
        return 0;
    if (picture >= 1)
        return 1;

    /* (x / grey)^-1.5 of N^-1, without x itself: exact up to white. */
    double inverse = (1 - picture) / picture * (RF_MIDDLE_GREY / (1 - RF_MIDDLE_GREY));
    const double *side = inverse > 1 ? tone->toe : tone->shoulder;
    return pow (1 + side[1] * pow (inverse, side[0] / RF_NEUTRAL_POWER), -side[2]);
}
