/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "hue.h"

#include "curve.h"

#include <math.h>

#define DEGREES (G_PI / 180)

/* Below this chroma hue counts for less and less: JPEG blocks and noise in greys must not be pulled apart. */
static const double weak_chroma = 0.03;

/* Where skin of every colour lies in Oklab: hue 35 to 75 degrees, chroma up to 0.15. */
static const double skin_hue = 55 * DEGREES, skin_width = 20 * DEGREES, skin_chroma = 0.16;

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
    for (int i = 0; i <= RF_HUE_STEPS; i++)
        hue->changes[i] = add_bands (look, (2.0 * i / RF_HUE_STEPS - 1) * G_PI);
}

static RfHueChange
look_up (const RfHue *hue, double angle)
{
    double at = rf_clamp ((angle / G_PI + 1) * (RF_HUE_STEPS / 2), 0, RF_HUE_STEPS);
    int step = at < RF_HUE_STEPS ? (int)at : RF_HUE_STEPS - 1;
    const RfHueChange *a = &hue->changes[step], *b = a + 1;
    double rest = at - step;

    return (RfHueChange){rf_mix (a->shift, b->shift, rest), rf_mix (a->chroma, b->chroma, rest),
                         rf_mix (a->lightness, b->lightness, rest), rf_mix (a->to_white, b->to_white, rest),
                         rf_mix (a->skin, b->skin, rest)};
}

void
rf_hue_apply (const RfHue *hue, double reach, double lab[3])
{
    const RfColourKeys *keys = &hue->keys;
    double chroma2 = lab[1] * lab[1] + lab[2] * lab[2];
    double angle = atan2 (lab[2], lab[1]);
    double weight = chroma2 / (chroma2 + weak_chroma * weak_chroma);
    RfHueChange sum = look_up (hue, angle);

    double shadows = 1 - rf_smooth_step (lab[0], 0, 0.6), highlights = rf_smooth_step (lab[0], 0.5, 1);
    double gain = keys->chroma * (1 + weight * sum.chroma) * (1 + keys->vibrance * exp (-chroma2 / (0.12 * 0.12))) *
                  rf_mix (1, keys->shadow_chroma, shadows) * rf_mix (1, keys->highlight_chroma, highlights) *
                  (1 - weight * rf_clamp (sum.to_white, -1, 1) * highlights);
    double shift = weight * sum.shift;

    double skin = keys->skin_protection * weight * sum.skin * exp (-pow (chroma2 / (skin_chroma * skin_chroma), 2));
    gain = rf_mix (gain, 1, skin);
    shift = rf_mix (shift, 0, skin);

    /* Colours near the gamut's surface have nowhere to go: what is gained fades out before it. */
    double more = gain - 1, positive = (more + sqrt (more * more + 0.0025)) / 2;
    gain -= positive * reach * reach;

    gain = rf_mix (1, fmax (gain, 0), hue->strength);
    shift *= hue->strength;

    /* No lightness is added where there is none to give or to take: at black and at white. */
    lab[0] += hue->strength * weight * sum.lightness * 4 * lab[0] * (1 - lab[0]);
    double a = lab[1], b = lab[2], c = gain * cos (shift), s = gain * sin (shift);
    lab[1] = c * a - s * b;
    lab[2] = s * a + c * b;
}
