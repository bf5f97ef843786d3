/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "hue.h"

#include <math.h>

#define DEGREES (G_PI / 180)

/* Where skin of every colour lies in Oklab: hue 35 to 75 degrees, chroma up to 0.15. */
static const double skin_hue = 55 * DEGREES, skin_width = 20 * DEGREES;

static double
bell (double angle, double centre, double kappa)
{
    return exp (kappa * (cos (angle - centre) - 1));
}

static RfHueChange
add_bands (const RfLook *look, double angle)
{
    RfHueChange sum = {.skin = bell (angle, skin_hue, 1 / (skin_width * skin_width))};

    for (int i = 0; i < look->n_bands; i++) {
        const RfBandKeys *band = &look->bands[i];
        double width = band->width_deg * DEGREES, weight = bell (angle, band->hue_deg * DEGREES, 1 / (width * width));
        sum.shift += weight * band->shift_deg * DEGREES;
        sum.chroma += weight * (band->chroma - 1);
        sum.lightness += weight * band->lightness;
        sum.to_white += weight * band->to_white;
    }
    return sum;
}

void
rf_hue_init (RfHue *hue, const RfLook *look, double strength)
{
    hue->keys = look->colour;
    hue->strength = strength;
    for (int i = 0; i <= RF_HUE_STEPS; i++) {
        double place = 4.0 * i / RF_HUE_STEPS - 2, a = 1 - fabs (place); /* the inverse of rf_hue_place */
        RfHueChange change = add_bands (look, atan2 (copysign (1 - fabs (a), place), a));
        hue->changes.shift[i] = (float)change.shift;
        hue->changes.chroma[i] = (float)change.chroma;
        hue->changes.lightness[i] = (float)change.lightness;
        hue->changes.to_white[i] = (float)change.to_white;
        hue->changes.skin[i] = (float)change.skin;
    }
}
