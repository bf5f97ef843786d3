/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "gamut.h"

#include "curve.h"

#include <math.h>

/* Powers of 2: squares and square roots are quick, and the same bits everywhere. */
static const int knee = 4, hard_knee = 32;

/* What surface colours keep of the surface's k-th power: colours pushed out by different amounts stay apart. */
static const double whole_margin = 0.06;

double
rf_gamut_focus (const double lab[3])
{
    /* Light strong colours have little room above them: at their own lightness a yellow pushed a little too far would lose
     * most of its colour. They move down instead. Dark ones have little room below and move up a little. Greys stay at
     * their lightness. */
    double chroma2 = lab[1] * lab[1] + lab[2] * lab[2];
    double over = lab[0] - 0.6, excess = (over + sqrt (over * over + 0.01)) / 2;
    double under = 0.3 - lab[0], lack = (under + sqrt (under * under + 0.01)) / 2;
    double lightness = rf_clamp (lab[0] + (0.5 * lack - excess) * chroma2 / (chroma2 + 0.08 * 0.08), 0, 1);
    return lightness * lightness * lightness;
}

double
rf_gamut_reach (const double rgb[3], double focus)
{
    double reach = 0;

    for (int i = 0; i < 3; i++) {
        double way = rgb[i] - focus;
        double room = way > 0 ? 1 - focus : focus;
        double share = fabs (way) / fmax (room, 1e-12);
        if (share > reach)
            reach = share;
    }
    return reach;
}

static double
power (double x, int k)
{
    for (; k > 1; k /= 2)
        x *= x;
    return x;
}

static double
root (double x, int k)
{
    for (; k > 1; k /= 2)
        x = sqrt (x);
    return x;
}

/* `kept` is what is left of reach_before^k. */
static void
pull_in (double focus, double kept, int k, double rgb[3])
{
    double excess = power (rf_gamut_reach (rgb, focus), k) - kept;
    double share = excess > 0 ? 1 / root (1 + excess, k) : 1;

    for (int i = 0; i < 3; i++)
        rgb[i] = rf_clamp (focus + share * (rgb[i] - focus), 0, 1);
}

void
rf_gamut_fit (const RfColorimetry *colorimetry, const double lab[3], double reach_before, double strength,
              double rgb[3])
{
    rf_from_oklab (colorimetry, lab, rgb);
    pull_in (rf_gamut_focus (lab), (1 - strength * whole_margin) * power (reach_before, knee), knee, rgb);
}

void
rf_gamut_hold (double focus, double reach_before, double rgb[3])
{
    pull_in (focus, power (reach_before, hard_knee), hard_knee, rgb);
}
