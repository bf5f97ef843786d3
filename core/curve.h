/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Small smooth functions that several parts share. */
#ifndef RF_CURVE_H
#define RF_CURVE_H

/* What is no number becomes `low`. */
static inline double
rf_clamp (double x, double low, double high)
{
    return x > low ? (x < high ? x : high) : low;
}

/* a at 0, b at 1 */
static inline double
rf_mix (double a, double b, double amount)
{
    return a + amount * (b - a);
}

/* 0 below `low`, 1 above `high`, twice differentiable between. */
static inline double
rf_smooth_step (double x, double low, double high)
{
    double t = rf_clamp ((x - low) / (high - low), 0, 1);
    return t * t * t * (t * (6 * t - 15) + 10);
}

/* Monotone cubic through n points with rising x (Fritsch and Carlson, 1980): C1, never overshoots. */
double rf_monotone_cubic (const double *x, const double *y, int n, double at);

#endif
