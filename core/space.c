/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "space.h"

#include "i18n.h"

#include <math.h>
#include <string.h>

RfMatrix
rf_matrix_product (const RfMatrix *a, const RfMatrix *b)
{
    RfMatrix product;

    for (int row = 0; row < 3; row++)
        for (int column = 0; column < 3; column++) {
            double sum = 0;
            for (int k = 0; k < 3; k++)
                sum += a->m[3 * row + k] * b->m[3 * k + column];
            product.m[3 * row + column] = sum;
        }
    return product;
}

gboolean
rf_matrix_invert (const RfMatrix *matrix, RfMatrix *inverse)
{
    const double *m = matrix->m;
    double cofactor[9];

    for (int row = 0; row < 3; row++)
        for (int column = 0; column < 3; column++) {
            int r1 = (row + 1) % 3, r2 = (row + 2) % 3, c1 = (column + 1) % 3, c2 = (column + 2) % 3;
            cofactor[3 * row + column] = m[3 * r1 + c1] * m[3 * r2 + c2] - m[3 * r1 + c2] * m[3 * r2 + c1];
        }

    double determinant = m[0] * cofactor[0] + m[1] * cofactor[1] + m[2] * cofactor[2];
    if (!isfinite (determinant) || fabs (determinant) < 1e-9)
        return FALSE;

    for (int row = 0; row < 3; row++)
        for (int column = 0; column < 3; column++)
            inverse->m[3 * row + column] = cofactor[3 * column + row] / determinant;
    return TRUE;
}

/* CIE xy of red, green, blue and white; white points and primaries from IEC 61966-2-1, SMPTE EG 432-1, Adobe RGB (1998),
 * ITU-R BT.2020 and ISO 22028-2. */
static const struct {
    const char *name;
    double xy[4][2];
} primaries[] = {
    {"srgb", {{0.64, 0.33}, {0.30, 0.60}, {0.15, 0.06}, {0.3127, 0.3290}}},
    {"display-p3", {{0.680, 0.320}, {0.265, 0.690}, {0.150, 0.060}, {0.3127, 0.3290}}},
    {"adobe-rgb", {{0.64, 0.33}, {0.21, 0.71}, {0.15, 0.06}, {0.3127, 0.3290}}},
    {"rec2020", {{0.708, 0.292}, {0.170, 0.797}, {0.131, 0.046}, {0.3127, 0.3290}}},
    {"prophoto", {{0.734699, 0.265301}, {0.159597, 0.840403}, {0.036598, 0.000105}, {0.345704, 0.358540}}},
};

static const double d50[3] = {0.9642, 1.0, 0.8249};
static const double d65[3] = {0.3127 / 0.3290, 1.0, (1 - 0.3127 - 0.3290) / 0.3290};

/* Bradford: the adaptation of ICC profiles. */
static RfMatrix
adapt_white (const double from[3], const double to[3])
{
    static const RfMatrix cone = {{0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296}};
    RfMatrix back;
    double a[3], b[3];

    rf_matrix_invert (&cone, &back);
    rf_matrix_apply (&cone, from, a);
    rf_matrix_apply (&cone, to, b);
    RfMatrix scale = {{b[0] / a[0], 0, 0, 0, b[1] / a[1], 0, 0, 0, b[2] / a[2]}};
    RfMatrix scaled = rf_matrix_product (&scale, &cone);
    return rf_matrix_product (&back, &scaled);
}

gboolean
rf_space_init (RfSpace *space, const char *name, RfEncoding encoding)
{
    for (size_t i = 0; i < G_N_ELEMENTS (primaries); i++) {
        if (strcmp (primaries[i].name, name) != 0)
            continue;

        RfMatrix columns, inverse;
        double white[3], gain[3];
        for (int c = 0; c < 4; c++) {
            double x = primaries[i].xy[c][0], y = primaries[i].xy[c][1];
            double xyz[3] = {x / y, 1, (1 - x - y) / y};
            for (int row = 0; row < 3; row++) {
                if (c < 3)
                    columns.m[3 * row + c] = xyz[row];
                else
                    white[row] = xyz[row];
            }
        }
        rf_matrix_invert (&columns, &inverse);
        rf_matrix_apply (&inverse, white, gain);
        for (int row = 0; row < 3; row++)
            for (int c = 0; c < 3; c++)
                columns.m[3 * row + c] *= gain[c];

        RfMatrix adapted = adapt_white (white, d50);
        RfMatrix result = rf_matrix_product (&adapted, &columns);
        memcpy (space->to_xyz, result.m, sizeof result.m);
        space->encoding = encoding;
        return TRUE;
    }
    return FALSE;
}

gboolean
rf_colorimetry_init (RfColorimetry *colorimetry, const RfSpace *space, GError **error)
{
    /* Oklab's first matrix, from XYZ relative to D65. */
    static const RfMatrix xyz_to_lms = {{0.8189330101, 0.3618667424, -0.1288597137, 0.0329845436, 0.9293118715,
                                         0.0361456387, 0.0482003018, 0.2643662691, 0.6338517070}};
    RfSpace working;
    RfMatrix inverse;

    memcpy (colorimetry->to_xyz.m, space->to_xyz, sizeof space->to_xyz);
    if (!rf_matrix_invert (&colorimetry->to_xyz, &colorimetry->from_xyz)) {
        g_set_error (error, RF_ERROR, RF_ERROR_VALUE, _ ("The primaries of the image's colour space have no volume"));
        return FALSE;
    }
    rf_matrix_apply (&colorimetry->to_xyz, (double[]){1, 1, 1}, colorimetry->white);

    RfMatrix to_d65 = adapt_white (colorimetry->white, d65);
    RfMatrix xyz = rf_matrix_product (&to_d65, &colorimetry->to_xyz);
    colorimetry->to_lms = rf_matrix_product (&xyz_to_lms, &xyz);

    /* The published digits leave white a few 1e-5 off neutral: make grey exactly grey. */
    for (int row = 0; row < 3; row++) {
        double *r = &colorimetry->to_lms.m[3 * row];
        double sum = r[0] + r[1] + r[2];
        for (int c = 0; c < 3; c++)
            r[c] /= sum;
    }
    if (!rf_matrix_invert (&colorimetry->to_lms, &colorimetry->from_lms)) {
        g_set_error (error, RF_ERROR, RF_ERROR_VALUE, _ ("The primaries of the image's colour space have no volume"));
        return FALSE;
    }

    rf_space_init (&working, "rec2020", RF_ENCODING_LINEAR);
    RfMatrix working_xyz;
    memcpy (working_xyz.m, working.to_xyz, sizeof working.to_xyz);
    rf_matrix_invert (&working_xyz, &inverse);
    colorimetry->to_working = rf_matrix_product (&inverse, &colorimetry->to_xyz);
    return TRUE;
}

const RfColorimetry *
rf_colorimetry_srgb (void)
{
    static RfColorimetry srgb;
    static gsize made;

    if (g_once_init_enter (&made)) {
        RfSpace space;
        rf_space_init (&space, "srgb", RF_ENCODING_LINEAR);
        rf_colorimetry_init (&srgb, &space, NULL);
        g_once_init_leave (&made, 1);
    }
    return &srgb;
}

void
rf_from_cielab (const RfColorimetry *colorimetry, const double lab[3], double rgb[3])
{
    double fy = (lab[0] + 16) / 116;
    double f[3] = {fy + lab[1] / 500, fy, fy - lab[2] / 200};
    double xyz[3];

    for (int i = 0; i < 3; i++) {
        double t = f[i] > 6.0 / 29 ? f[i] * f[i] * f[i] : 3 * (6.0 / 29) * (6.0 / 29) * (f[i] - 4.0 / 29);
        xyz[i] = t * colorimetry->white[i];
    }
    rf_matrix_apply (&colorimetry->from_xyz, xyz, rgb);
}

void
rf_to_cielab (const RfColorimetry *colorimetry, const double rgb[3], double lab[3])
{
    double xyz[3], f[3];

    rf_matrix_apply (&colorimetry->to_xyz, rgb, xyz);
    for (int i = 0; i < 3; i++) {
        double t = xyz[i] / colorimetry->white[i];
        f[i] = t > 216.0 / 24389 ? cbrt (t) : t * (24389.0 / 27 / 116) + 16.0 / 116;
    }
    lab[0] = 116 * f[1] - 16;
    lab[1] = 500 * (f[0] - f[1]);
    lab[2] = 200 * (f[1] - f[2]);
}

double
rf_lightness (double luminance)
{
    return luminance > 216.0 / 24389 ? 116 * rf_cbrt (luminance) - 16 : luminance * 24389 / 27;
}
