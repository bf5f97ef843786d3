/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The LUT as a function of one colour, in double precision: what the faster kernel is measured against. */
#include "lut.h"

#include "curve.h"
#include "space.h"
#include "table.h"

#include <math.h>
#include <string.h>

RfLut *
rf_lut_new (void)
{
    RfLut *lut = g_new0 (RfLut, 1);

    lut->references = 1;
    for (int c = 0; c < 3; c++)
        lut->high[c] = 1;
    return lut;
}

void
rf_lut_alloc_curve (RfLut *lut, int size)
{
    lut->curve_size = size;
    lut->curve = g_new (float, 3 * (gsize)size);
}

void
rf_lut_alloc_cells (RfLut *lut, int size)
{
    lut->size = size;
    lut->cells = g_new0 (float, 4 * (gsize)size * (gsize)size * (gsize)size);
}

RfLut *
rf_lut_ref (RfLut *lut)
{
    g_atomic_int_inc (&lut->references);
    return lut;
}

void
rf_lut_unref (RfLut *lut)
{
    if (!lut || !g_atomic_int_dec_and_test (&lut->references))
        return;
    g_free (lut->title);
    g_free (lut->note);
    g_free (lut->curve);
    g_free (lut->cells);
    g_free (lut);
}

const char *
rf_lut_title (const RfLut *lut)
{
    return lut->title ? lut->title : "";
}

RfInput
rf_lut_input (const RfLut *lut)
{
    return lut->input;
}

/* `at` in [0, 1] of a row of `size` values: the index of the lower one; `at` becomes the way from there to the next. */
static int
split_place (double *at, int size)
{
    double place = *at * (size - 1);
    int lower = MIN ((int)place, size - 2);

    *at = place - lower;
    return lower;
}

static void
look_up_tetrahedral (const RfLut *lut, const int lower[3], const double way[3], double out[3])
{
    const int step[3] = {4, 4 * lut->size, 4 * lut->size * lut->size};
    const float *corner = lut->cells + lower[0] * step[0] + lower[1] * step[1] + lower[2] * step[2];
    int order[3] = {0, 1, 2}; /* channels by falling way */

    for (int i = 0; i < 3; i++)
        for (int k = i; k > 0 && way[order[k - 1]] < way[order[k]]; k--) {
            int swap = order[k];
            order[k] = order[k - 1];
            order[k - 1] = swap;
        }
    for (int c = 0; c < 3; c++)
        out[c] = (1 - way[order[0]]) * (double)corner[c];
    for (int k = 0; k < 3; k++) {
        corner += step[order[k]];
        double weight = way[order[k]] - (k < 2 ? way[order[k + 1]] : 0);
        for (int c = 0; c < 3; c++)
            out[c] += weight * (double)corner[c];
    }
}

static void
look_up_trilinear (const RfLut *lut, const int lower[3], const double way[3], double out[3])
{
    const int step[3] = {4, 4 * lut->size, 4 * lut->size * lut->size};

    for (int c = 0; c < 3; c++)
        out[c] = 0;
    for (int i = 0; i < 8; i++) {
        const float *corner = lut->cells;
        double weight = 1;
        for (int c = 0; c < 3; c++) {
            int upper = i >> c & 1;
            corner += (lower[c] + upper) * step[c];
            weight *= upper ? way[c] : 1 - way[c];
        }
        for (int c = 0; c < 3; c++)
            out[c] += weight * (double)corner[c];
    }
}

/* A colour in [0, 1] of what the LUT takes. */
static void
look_up (const RfLut *lut, RfLutInterpolation interpolation, const double in[3], double out[3])
{
    double at[3] = {in[0], in[1], in[2]};
    int lower[3];

    for (int c = 0; c < 3 && lut->curve; c++) {
        const float *curve = lut->curve + c * lut->curve_size;
        int i = split_place (&at[c], lut->curve_size);
        at[c] = rf_mix ((double)curve[i], (double)curve[i + 1], at[c]);
    }
    if (!lut->cells) {
        memcpy (out, at, sizeof at);
        return;
    }
    for (int c = 0; c < 3; c++) {
        at[c] = rf_clamp (at[c], 0, 1);
        lower[c] = split_place (&at[c], lut->size);
    }
    if (interpolation == RF_LUT_TRILINEAR)
        look_up_trilinear (lut, lower, at, out);
    else
        look_up_tetrahedral (lut, lower, at, out);
}

/* How RF_SHAPER_LOG places light in a table. */
static double
shape_log (double light)
{
    return log2 (1 + light / RF_SHAPER_TOE) / log2 (1 + RF_SHAPER_TOP / RF_SHAPER_TOE);
}

/* The same, the colour being a place in the range that the passage opens. */
static void
pass (const RfLut *lut, const RfLutUse *use, const double place[3], double out[3])
{
    double at[3] = {place[0], place[1], place[2]};

    for (int c = 0; c < 3 && use->passage == RF_LUT_LOG; c++) {
        double shaped = shape_log (place[c] * RF_SHAPER_TOP);
        at[c] = rf_clamp ((shaped - lut->low[c]) / (lut->high[c] - lut->low[c]), 0, 1);
    }
    look_up (lut, use->interpolation, at, out);
}

double
rf_lut_gamma (RfLutPassage passage)
{
    return passage == RF_LUT_GAMMA_22 ? 2.2 : passage == RF_LUT_GAMMA_24 ? 2.4 : 1;
}

gboolean
rf_lut_gives_srgb (RfLutPassage passage)
{
    return passage == RF_LUT_SCENE || passage == RF_LUT_LOG;
}

/* Odd about zero, as the sRGB curve here is. */
static double
power (double number, double exponent)
{
    return exponent == 1 ? number : copysign (pow (fabs (number), exponent), number);
}

void
rf_lut_range (const RfLut *lut, const RfLutUse *use, double low[3], double high[3])
{
    for (int c = 0; c < 3; c++) {
        low[c] = use->passage == RF_LUT_LOG ? 0 : lut->low[c];
        high[c] = use->passage == RF_LUT_LOG ? RF_SHAPER_TOP : lut->high[c];
    }
}

/* Beyond its range a LUT goes on straight: from the grey as light as the colour (kept a tenth away from the ends, so that
 * there is a line to follow) to where the line leaves the range, and on by the same measure. */
static void
pass_beyond (const RfLut *lut, const RfLutUse *use, const double place[3], double out[3])
{
    double way[3], grey[3], edge[3], at_grey[3], reach = 1, light = 0;
    static const double weights[3] = {0.2126, 0.7152, 0.0722};

    for (int c = 0; c < 3; c++) {
        way[c] = rf_clamp (place[c], -1e4, 1e4); /* infinity would end as NaN */
        light += weights[c] * way[c];
    }
    light = rf_clamp (light, 0.1, 0.9);
    for (int c = 0; c < 3; c++) {
        way[c] -= light;
        reach = fmax (reach, way[c] > 0 ? way[c] / (1 - light) : -way[c] / light);
    }
    for (int c = 0; c < 3; c++) {
        grey[c] = light;
        edge[c] = rf_clamp (light + way[c] / reach, 0, 1);
    }
    pass (lut, use, grey, at_grey);
    pass (lut, use, edge, out);
    for (int c = 0; c < 3; c++)
        out[c] += (reach - 1) * (out[c] - at_grey[c]);
}

void
rf_lut_evaluate (const RfLut *lut, const RfLutUse *use, const double *in, double *out, size_t n)
{
    double low[3], high[3];

    if (use->strength == 0) {
        memmove (out, in, 3 * n * sizeof (double));
        return;
    }
    rf_lut_range (lut, use, low, high);
    double gamma = rf_lut_gamma (use->passage);
    for (size_t i = 0; i < 3 * n; i += 3) {
        double before[3], place[3], after[3] = {0};
        gboolean inside = TRUE, number = TRUE;

        for (int c = 0; c < 3; c++) {
            before[c] = power (in[i + (size_t)c], 1 / gamma);
            place[c] = (before[c] - low[c]) / (high[c] - low[c]);
            inside &= place[c] >= 0 && place[c] <= 1;
            number &= !isnan (before[c]);
        }
        if (inside)
            pass (lut, use, place, after);
        else if (number)
            pass_beyond (lut, use, place, after);
        for (int c = 0; c < 3; c++) {
            double full = rf_lut_gives_srgb (use->passage) ? rf_decode (after[c]) : after[c];
            double mixed = use->strength == 1 ? full : rf_mix (before[c], full, use->strength);
            out[i + (size_t)c] = number ? power (mixed, gamma) : NAN;
        }
    }
}
