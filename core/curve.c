/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "curve.h"

static double
secant (const double *x, const double *y, int i)
{
    return (y[i + 1] - y[i]) / (x[i + 1] - x[i]);
}

/* The slope at point i: the weighted harmonic mean of its neighbours' secants, 0 at an extremum. */
static double
tangent (const double *x, const double *y, int n, int i)
{
    if (i == 0)
        return secant (x, y, 0);
    if (i == n - 1)
        return secant (x, y, n - 2);

    double before = secant (x, y, i - 1), after = secant (x, y, i);
    if (before * after <= 0)
        return 0;
    double h0 = x[i] - x[i - 1], h1 = x[i + 1] - x[i];
    return 3 * (h0 + h1) / ((2 * h1 + h0) / before + (h1 + 2 * h0) / after);
}

double
rf_monotone_cubic (const double *x, const double *y, int n, double at)
{
    int i = 0;

    if (at <= x[0])
        return y[0];
    if (at >= x[n - 1])
        return y[n - 1];
    while (at > x[i + 1])
        i++;

    double h = x[i + 1] - x[i], t = (at - x[i]) / h;
    double m0 = tangent (x, y, n, i) * h, m1 = tangent (x, y, n, i + 1) * h;
    return y[i] + t * (m0 + t * (3 * (y[i + 1] - y[i]) - 2 * m0 - m1 + t * (m0 + m1 - 2 * (y[i + 1] - y[i]))));
}
