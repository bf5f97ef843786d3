/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * How much grain each tone gets, as a polynomial: rows of pixels need no table. */
#include "grain.h"

#include "space.h"

#include <math.h>
#include <string.h>

/* The deviation at a level of the sRGB curve, in its unit; below 0 it means none. At middle grey that rises by 0.01 where L* rises by 1. */
static double
deviation_at (const RfGrainKeys *keys, double level)
{
    static const double shadow = 0.15, midtone = 0.5, highlight = 0.85;
    double s = (level - midtone) * (level - highlight) / ((shadow - midtone) * (shadow - highlight));
    double m = (level - shadow) * (level - highlight) / ((midtone - shadow) * (midtone - highlight));
    double zone = s * keys->shadows + m * keys->midtones + (1 - s - m) * keys->highlights;
    double middle = (2 * level - 1) * (2 * level - 1), ends = 1 - middle * middle; /* black and white have none */

    return zone * ends * keys->amount / 100;
}

/* The polynomial through n points (Newton, multiplied out). */
static void
fit_polynomial (const double *x, double *y, int n, float *coefficients)
{
    double sum[RF_GRAIN_TERMS] = {0};

    for (int order = 1; order < n; order++)
        for (int i = n - 1; i >= order; i--)
            y[i] = (y[i] - y[i - 1]) / (x[i] - x[i - order]);
    for (int i = n - 1; i >= 0; i--) {
        for (int k = n - 1; k > 0; k--)
            sum[k] = sum[k - 1] - x[i] * sum[k];
        sum[0] = y[i] - x[i] * sum[0];
    }
    for (int k = 0; k < n; k++)
        coefficients[k] = (float)sum[k];
}

double
rf_grain_deviation (const RfGrain *grain, double level)
{
    double inside = fmin (fmax (level, 0), 1), sum = 0;

    for (int k = RF_GRAIN_TERMS - 1; k >= 0; k--)
        sum = sum * inside + (double)grain->deviation[k];
    return fmax (sum, 0);
}

void
rf_grain_init (RfGrain *grain, const RfGrainKeys *keys, double amount, uint32_t seed, RfEncoding encoding)
{
    /* Chebyshev's points, to three digits. Of perceptual numbers it is such a polynomial, of roots nearly. */
    static const double x[RF_GRAIN_TERMS] = {0.0125, 0.109, 0.283, 0.5, 0.717, 0.891, 0.9875};
    double y[RF_GRAIN_TERMS];

    memset (grain, 0, sizeof *grain);
    if (keys->amount <= 0)
        return;
    for (int i = 0; i < RF_GRAIN_TERMS; i++) {
        double at = x[i], level = at, rise = 1;
        if (encoding == RF_ENCODING_LINEAR) {
            const double step = 1e-4;
            level = rf_encode (at * at);
            rise = 2 * step / (rf_encode ((at + step) * (at + step)) - rf_encode ((at - step) * (at - step)));
        }
        y[i] = deviation_at (keys, level) * rise / (at * (1 - at));
    }
    fit_polynomial (x, y, RF_GRAIN_TERMS, grain->deviation);
    grain->size = amount > 0 ? keys->size / 1000 : 0;
    grain->colour = (float)keys->colour;
    grain->seed = seed;
    grain->amount = (float)amount;
}
