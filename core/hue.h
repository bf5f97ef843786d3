/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Hue and chroma: smooth periodic functions of hue in Oklab, whose weight vanishes towards neutral. */
#ifndef RF_HUE_H
#define RF_HUE_H

#include "look.h"

#define RF_HUE_STEPS 1440 /* a quarter of a degree: straight lines between are good to 1e-6 of a change */

/* What is done to one hue: the sum of the bands, or one band. */
typedef struct {
    double shift, chroma, lightness, to_white; /* radians; chroma as what is added to 1 */
    double skin;                               /* how much of skin the hue is */
} RfHueChange;

typedef struct {
    RfColourKeys keys;
    double strength;                       /* [0, 1] */
    RfHueChange changes[RF_HUE_STEPS + 1]; /* by hue, from -180 to 180 degrees */
} RfHue;

void rf_hue_init (RfHue *hue, const RfLook *look, double strength);

/* Changes the Oklab colour `lab`, which lies `reach` (gamut.h) on the way out to the gamut's surface. Its lightness may move by the bands' share only. */
void rf_hue_apply (const RfHue *hue, double reach, double lab[3]);

#endif
