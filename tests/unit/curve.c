/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Smooth steps and curves through points. */
#include "../tap.h"
#include "unit.h"

#include "curve.h"

#include <math.h>

TEST (a_step_is_0_below_1_above_and_rises_between)
{
    double previous = 0;

    for (int i = -100; i <= 1100; i++) {
        double x = i / 1000.0, y = rf_smooth_step (0.4 + 0.2 * x, 0.4, 0.6);
        if (i <= 0)
            REQUIRE_CMP (y, ==, 0.0, "%g", "at %g", x);
        else if (i >= 1000)
            REQUIRE_CMP (y, ==, 1.0, "%g", "at %g", x);
        else
            REQUIRE_CMP (y, >, previous, "%g", "at %g", x);
        REQUIRE_CMP (fabs (y + rf_smooth_step (0.6 - 0.2 * x, 0.4, 0.6) - 1), <, 1e-12, "%g", "symmetry at %g", x);
        previous = y;
    }
}

/* Slope and bend are 0 at both ends, so that nothing shows where it begins. */
TEST (a_step_begins_and_ends_without_a_bend)
{
    const double h = 1e-3;

    REQUIRE_CMP (rf_smooth_step (h, 0, 1) / (h * h), <, 0.011, "%g", "begins like x^3");
    REQUIRE_CMP ((1 - rf_smooth_step (1 - h, 0, 1)) / (h * h), <, 0.011, "%g", "ends likewise");
}

#define MAX_POINTS 12

static int
random_points (guint64 *state, double x[MAX_POINTS], double y[MAX_POINTS], gboolean rising)
{
    int n = 2 + random_below (state, MAX_POINTS - 1);

    for (int i = 0; i < n; i++) {
        x[i] = (i ? x[i - 1] : 0) + random_between (state, 0.5, 5);
        y[i] = rising ? (i ? y[i - 1] : 0) + random_between (state, 0, 1) * random_below (state, 2)
                      : random_between (state, -5, 5);
    }
    return n;
}

TEST (a_curve_goes_through_its_points_and_stays_level_beyond_them)
{
    double x[MAX_POINTS], y[MAX_POINTS];
    guint64 state = 6;

    for (int round = 0; round < 500; round++) {
        int n = random_points (&state, x, y, FALSE);
        for (int i = 0; i < n; i++)
            REQUIRE_CMP (fabs (rf_monotone_cubic (x, y, n, x[i]) - y[i]), <, 1e-12, "%g", "round %d, point %d", round,
                         i);
        REQUIRE (rf_monotone_cubic (x, y, n, x[0] - 1) == y[0], "round %d, before", round);
        REQUIRE (rf_monotone_cubic (x, y, n, x[n - 1] + 1) == y[n - 1], "round %d, after", round);
    }
}

TEST (a_curve_never_overshoots)
{
    double x[MAX_POINTS], y[MAX_POINTS];
    guint64 state = 7;

    for (int round = 0; round < 500; round++) {
        int n = random_points (&state, x, y, round % 2);
        for (int i = 0; i + 1 < n; i++)
            for (int k = 0; k <= 50; k++) {
                double at = x[i] + (x[i + 1] - x[i]) * k / 50, value = rf_monotone_cubic (x, y, n, at);
                double low = fmin (y[i], y[i + 1]), high = fmax (y[i], y[i + 1]);
                REQUIRE (value >= low - 1e-12 && value <= high + 1e-12, "round %d: %g between %g and %g", round, value,
                         low, high);
            }
    }
}

TEST (a_curve_has_one_slope_at_each_point)
{
    double x[MAX_POINTS], y[MAX_POINTS];
    guint64 state = 8;
    const double h = 1e-6;

    for (int round = 0; round < 500; round++) {
        int n = random_points (&state, x, y, round % 2);
        for (int i = 1; i + 1 < n; i++) {
            double before = (y[i] - rf_monotone_cubic (x, y, n, x[i] - h)) / h;
            double after = (rf_monotone_cubic (x, y, n, x[i] + h) - y[i]) / h;
            REQUIRE_CMP (fabs (after - before), <, 1e-3 * (1 + fabs (before)), "%g", "round %d, point %d: %g and %g",
                         round, i, before, after);
        }
    }
}

TEST (a_mix_has_both_at_its_ends_and_a_clamp_its_bounds)
{
    REQUIRE (rf_mix (3, 7, 0) == 3 && rf_mix (3, 7, 1) == 7 && rf_mix (3, 7, 0.25) == 4, "mix");
    REQUIRE (rf_clamp (-1, 0, 2) == 0 && rf_clamp (3, 0, 2) == 2 && rf_clamp (1, 0, 2) == 1, "clamp");
    REQUIRE (rf_clamp (NAN, 0, 2) == 0, "what is clamped becomes an index elsewhere: NaN must not pass");
}

int
main (void)
{
    return tap_main ();
}
