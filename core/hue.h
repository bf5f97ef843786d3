/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Hue and chroma: smooth periodic functions of hue in Oklab, whose weight vanishes towards neutral. */
#ifndef RF_HUE_H
#define RF_HUE_H

#include "look.h"

typedef struct {
    double centre, kappa; /* radians; concentration of a von Mises bell */
    double shift, chroma, lightness, to_white;
} RfHueBand;

typedef struct {
    RfColourKeys keys;
    RfHueBand bands[RF_MAX_BANDS];
    int n_bands;
    double strength; /* [0, 1] */
} RfHue;

void rf_hue_init (RfHue *hue, const RfLook *look, double strength);

/* Changes the Oklab colour `lab`, which lies `reach` (gamut.h) on the way out to the gamut's surface. Its lightness may move by the bands' share only. */
void rf_hue_apply (const RfHue *hue, double reach, double lab[3]);

#endif
