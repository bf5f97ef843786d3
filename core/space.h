/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Primaries, encodings, and the perceptual space that hue and chroma are changed in. */
#ifndef RF_SPACE_H
#define RF_SPACE_H

#include "maths.h"
#include "rangefinder.h"

typedef struct {
    double m[9]; /* row by row */
} RfMatrix;

static inline void
rf_matrix_apply (const RfMatrix *matrix, const double in[3], double out[3])
{
    const double *m = matrix->m;
    double x = in[0], y = in[1], z = in[2];

    out[0] = m[0] * x + m[1] * y + m[2] * z;
    out[1] = m[3] * x + m[4] * y + m[5] * z;
    out[2] = m[6] * x + m[7] * y + m[8] * z;
}

RfMatrix rf_matrix_product (const RfMatrix *a, const RfMatrix *b); /* b first */
gboolean rf_matrix_invert (const RfMatrix *matrix, RfMatrix *inverse);

/* The sRGB transfer curve, odd about zero. */
static inline double
rf_decode (double encoded)
{
    double v = fabs (encoded), power = rf_power_12_5 ((v + 0.055) / 1.055);
    return copysign (v <= 0.04045 ? v / 12.92 : power, encoded);
}

static inline double
rf_encode (double linear)
{
    double v = fabs (linear), power = rf_power_5_12 (v);
    return copysign (v <= 0.0031308 ? v * 12.92 : 1.055 * power - 0.055, linear);
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
static inline void
rf_to_oklab (const RfColorimetry *colorimetry, const double rgb[3], double lab[3])
{
    double lms[3];

    rf_matrix_apply (&colorimetry->to_lms, rgb, lms);
    double l = rf_cbrt (lms[0]), m = rf_cbrt (lms[1]), s = rf_cbrt (lms[2]);
    lab[0] = 0.2104542553 * l + 0.7936177850 * m - 0.0040720403 * s;
    lab[1] = 1.9779984951 * (l - m) - 0.4505937099 * (m - s);
    lab[2] = 0.0259040371 * (l - s) + 0.7827717662 * (m - s);
}

static inline void
rf_from_oklab (const RfColorimetry *colorimetry, const double lab[3], double rgb[3])
{
    double l = lab[0] + 0.3963377774 * lab[1] + 0.2158037573 * lab[2];
    double m = lab[0] - 0.1055613458 * lab[1] - 0.0638541728 * lab[2];
    double s = lab[0] - 0.0894841775 * lab[1] - 1.2914855480 * lab[2];
    double lms[3] = {l * l * l, m * m * m, s * s * s};

    rf_matrix_apply (&colorimetry->from_lms, lms, rgb);
}

/* CIELAB relative to the space's white, L* in [0, 100]. */
void rf_to_cielab (const RfColorimetry *colorimetry, const double rgb[3], double lab[3]);
void rf_from_cielab (const RfColorimetry *colorimetry, const double lab[3], double rgb[3]);
double rf_lightness (double luminance); /* L* of a luminance in [0, 1] */

#endif
