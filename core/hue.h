/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Hue and chroma: smooth periodic functions of hue in Oklab, whose weight vanishes towards neutral. */
#ifndef RF_HUE_H
#define RF_HUE_H

#include "curve.h"
#include "look.h"
#include "maths.h"

#define RF_HUE_STEPS 1440 /* a sixth to a third of a degree: straight lines between are good to 1e-6 of a change */

/* What is done to one hue: the sum of the bands, or one band. */
typedef struct {
    double shift, chroma, lightness, to_white; /* radians; chroma as what is added to 1 */
    double skin;                               /* how much of skin the hue is */
} RfHueChange;

typedef struct {
    RfColourKeys keys;
    double strength; /* [0, 1] */
    struct {
        float shift[RF_HUE_STEPS + 1], chroma[RF_HUE_STEPS + 1], lightness[RF_HUE_STEPS + 1],
            to_white[RF_HUE_STEPS + 1], skin[RF_HUE_STEPS + 1];
    } changes; /* by rf_hue_place, from -180 to 180 degrees */
} RfHue;

void rf_hue_init (RfHue *hue, const RfLook *look, double strength);

/* Where a hue lies between -2, -180 degrees, and 2: on the way round a square that stands on its corner, which is as good as
 * the angle and needs no function of a circle. Greys lie anywhere. */
static inline double
rf_hue_place (double a, double b)
{
    double sum = fabs (a) + fabs (b), from_red = 1 - a / (sum > 1e-300 ? sum : 1e-300);
    return b < 0 ? -from_red : from_red;
}

static inline RfHueChange
rf_hue_look_up (const RfHue *hue, double place)
{
    double at = rf_clamp ((place + 2) * (RF_HUE_STEPS / 4), 0, RF_HUE_STEPS);
    int step = (int)at;
    step = step < RF_HUE_STEPS ? step : RF_HUE_STEPS - 1;
    double rest = at - step;

#define BETWEEN(number) rf_mix (hue->changes.number[step], hue->changes.number[step + 1], rest)
    return (RfHueChange){BETWEEN (shift), BETWEEN (chroma), BETWEEN (lightness), BETWEEN (to_white), BETWEEN (skin)};
#undef BETWEEN
}

/* Changes the Oklab colour `lab`, which lies `reach` (gamut.h) on the way out to the gamut's surface. Its lightness may move
 * by the bands' share only. Drawn into loops over colours, so without a branch. */
static inline void
rf_hue_apply (const RfHue *hue, double reach, double lab[3])
{
    /* Below the first chroma hue counts for less and less: JPEG blocks and noise in greys must not be pulled apart. */
    static const double weak = 0.03, vibrant = 0.12, of_skin = 0.16;
    const RfColourKeys *keys = &hue->keys;
    double chroma2 = lab[1] * lab[1] + lab[2] * lab[2];
    double weight = chroma2 / (chroma2 + weak * weak);
    RfHueChange sum = rf_hue_look_up (hue, rf_hue_place (lab[1], lab[2]));

    double shadows = 1 - rf_smooth_step (lab[0], 0, 0.6), highlights = rf_smooth_step (lab[0], 0.5, 1);
    double gain = keys->chroma * (1 + weight * sum.chroma) *
                  (1 + keys->vibrance * rf_exp_minus (chroma2 / (vibrant * vibrant))) *
                  rf_mix (1, keys->shadow_chroma, shadows) * rf_mix (1, keys->highlight_chroma, highlights) *
                  (1 - weight * rf_clamp (sum.to_white, -1, 1) * highlights);
    double shift = weight * sum.shift;

    double strong = chroma2 / (of_skin * of_skin);
    double skin = keys->skin_protection * weight * sum.skin * rf_exp_minus (strong * strong);
    gain = rf_mix (gain, 1, skin);
    shift = rf_mix (shift, 0, skin);

    /* Colours near the gamut's surface have nowhere to go: what is gained fades out before it. */
    double more = gain - 1, positive = (more + sqrt (more * more + 0.0025)) / 2;
    gain -= positive * reach * reach;

    gain = rf_mix (1, gain > 0 ? gain : 0, hue->strength);
    shift *= hue->strength;

    /* No lightness is added where there is none to give or to take: at black and at white. */
    lab[0] += hue->strength * weight * sum.lightness * 4 * lab[0] * (1 - lab[0]);
    double a = lab[1], b = lab[2], cosine, sine;
    rf_turn (shift, &cosine, &sine);
    lab[1] = gain * (cosine * a - sine * b);
    lab[2] = gain * (sine * a + cosine * b);
}

#endif
