/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Tone: how much light of the scene becomes how much light of the picture. Scene light x has middle grey at 0.1845 and no
 * bound; picture light y lies in [0, 1].
 *
 * The neutral camera N is the log-logistic y = x^p / (x^p + a) with p = 1.5 and grey to grey. It stays within two 8-bit
 * codes of the usual sigmoid rendering from -3 to +4 EV, and its inverse is closed: what a camera's JPEG has been through is
 * undone as N^-1. An exposure gain g in the scene is, seen in the picture, y -> G y / (1 + (G - 1) y) with G = g^p:
 * white stays white and highlights are never clipped. */
#ifndef RF_TONE_H
#define RF_TONE_H

#include "look.h"

#include <math.h>

#define RF_MIDDLE_GREY   0.1845
#define RF_NEUTRAL_POWER 1.5

static inline double
rf_neutral (double scene)
{
    double x = scene > 0 ? scene / RF_MIDDLE_GREY : 0;
    return 1 / (1 + (1 / RF_MIDDLE_GREY - 1) / (x * sqrt (x)));
}

double rf_neutral_gain (double ev); /* G of an exposure in stops */

/* The picture taken with that gain. */
static inline double
rf_neutral_expose (double picture, double gain)
{
    return gain * picture / (1 + (gain - 1) * picture);
}

/* The look's curve T (x) = (x^p / (x^p + a))^q, with its own p, a, q on each side of grey, equal in value and slope there. */
typedef struct {
    double grey; /* picture light of middle grey */
    double toe[3], shoulder[3];
} RfTone;

void rf_tone_init (RfTone *tone, const RfToneKeys *keys);

/* T o N^-1: from the neutral picture to the look's. Strictly rising on [0, 1], 0 to 0 and 1 to 1. */
double rf_tone_apply (const RfTone *tone, double picture);

#endif
