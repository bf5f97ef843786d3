/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Primaries, encodings, and the perceptual space that hue and chroma are changed in. */
#ifndef RF_SPACE_H
#define RF_SPACE_H

#include "rangefinder.h"

#include <math.h>

typedef struct {
    double m[9]; /* row by row */
} RfMatrix;

void rf_matrix_apply (const RfMatrix *matrix, const double in[3], double out[3]);
RfMatrix rf_matrix_product (const RfMatrix *a, const RfMatrix *b); /* b first */
gboolean rf_matrix_invert (const RfMatrix *matrix, RfMatrix *inverse);

/* The sRGB transfer curve, odd about zero. */
double rf_decode (double encoded);
double rf_encode (double linear);

/* The cube root to the last digits but one, in a third of the time that libm takes and with the same bits everywhere: its
 * inverse, guessed by a third of the exponent to 4 %, comes near in two steps of the third order without any division. */
static inline double
rf_cbrt (double x)
{
    union {
        double number;
        uint64_t bits;
    } inverse = {fabs (x)};
    double magnitude = inverse.number;

    if (!(magnitude >= 1e-280 && magnitude <= 1e280)) /* 0, infinities, NaN */
        return cbrt (x);
    inverse.bits = 0x553ef0ff289dd796u - inverse.bits / 3;
    double y = inverse.number;
    for (int step = 0; step < 2; step++) {
        double rest = 1 - magnitude * y * y * y;
        y += y * rest * (1 / 3.0 + rest * (2 / 9.0));
    }
    double root = magnitude * y * y;
    root -= (root * root * root - magnitude) * y * y * (1 / 3.0);
    return copysign (root, x);
}

/* What a space needs for its way to Oklab and to CIELAB and back. */
typedef struct {
    RfMatrix to_lms, from_lms; /* linear RGB <-> cone response; white is (1, 1, 1) */
    RfMatrix to_xyz, from_xyz; /* linear RGB <-> CIE XYZ D50 */
    RfMatrix to_working;       /* linear RGB -> linear Rec.2020, where filter weights are meant */
    double white[3];           /* XYZ of RGB (1, 1, 1) */
} RfColorimetry;

/* The primaries of sRGB, which looks are made for. */
const RfColorimetry *rf_colorimetry_srgb (void);

/* RF_ERROR_VALUE when the primaries have no volume. */
gboolean rf_colorimetry_init (RfColorimetry *colorimetry, const RfSpace *space, GError **error);

/* Oklab (B. Ottosson, 2020): L, a, b of a linear RGB colour. Scaling a colour's light by g scales all three by cbrt (g). */
void rf_to_oklab (const RfColorimetry *colorimetry, const double rgb[3], double lab[3]);
void rf_from_oklab (const RfColorimetry *colorimetry, const double lab[3], double rgb[3]);

/* CIELAB relative to the space's white, L* in [0, 100]. */
void rf_to_cielab (const RfColorimetry *colorimetry, const double rgb[3], double lab[3]);
void rf_from_cielab (const RfColorimetry *colorimetry, const double lab[3], double rgb[3]);
double rf_lightness (double luminance); /* L* of a luminance in [0, 1] */

#endif
