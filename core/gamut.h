/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The soft gamut map. Colours are measured by how far they lie on the way from the grey of their lightness to the
 * surface of the RGB cube: 0 is grey, 1 is the surface. A look that pushes a colour outwards gets
 *     r' = r / (1 + r^k - (1 - m) r0^k)^(1/k),   r0 before and r after the look, m small,
 * so that the surface stays within 2 % of the surface, the inside stays strictly inside, and a look that changes nothing
 * changes next to nothing. m falls to 0 with the look's strength, where nothing at all is changed. The way inwards is
 * straight in light.
 *
 * Drawn into loops over colours (render-block.c), so without a branch. */
#ifndef RF_GAMUT_H
#define RF_GAMUT_H

#include "curve.h"
#include "space.h"

/* Light of the grey that a colour of that Oklab is measured from and moves towards. */
static inline double
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

/* How far out a linear RGB colour lies, seen from that grey. */
static inline double
rf_gamut_reach (const double rgb[3], double focus)
{
    static const double nothing = 1e-30; /* keeps 0 from being divided by */
    double above = 1 / (1 - focus + nothing), below = -1 / (focus + nothing), reach = 0;

#pragma GCC unroll 3
    for (int c = 0; c < 3; c++) {
        double way = rgb[c] - focus, up = way * above, down = way * below;
        reach = up > reach ? up : reach;
        reach = down > reach ? down : reach;
    }
    return reach;
}

/* x^k for k = 2^squares: squares and square roots are quick, and the same bits everywhere. */
static inline double
rf_gamut_power (double x, int squares)
{
#pragma GCC unroll 5
    for (int i = 0; i < squares; i++)
        x *= x;
    return x;
}

/* Moves a colour towards that grey; `kept` is what is left of reach_before^k. */
static inline void
rf_gamut_pull_in (double focus, double kept, int squares, double rgb[3])
{
    double excess = rf_gamut_power (rf_gamut_reach (rgb, focus), squares) - kept, root = 1 + (excess > 0 ? excess : 0);

#pragma GCC unroll 5
    for (int i = 0; i < squares; i++)
        root = sqrt (root);
#pragma GCC unroll 3
    for (int c = 0; c < 3; c++)
        rgb[c] = rf_clamp (focus + (rgb[c] - focus) / root, 0, 1);
}

/* Linear RGB of the Oklab colour `lab`, inside the cube if reach_before <= 1. `strength` of the look, [0, 1]. */
static inline void
rf_gamut_fit (const RfColorimetry *colorimetry, const double lab[3], double reach_before, double strength,
              double rgb[3])
{
    /* What surface colours keep of the surface's k-th power: colours pushed out by different amounts stay apart. */
    static const double whole_margin = 0.06;
    static const int knee = 2; /* k = 4 */

    rf_from_oklab (colorimetry, lab, rgb);
    rf_gamut_pull_in (rf_gamut_focus (lab), (1 - strength * whole_margin) * rf_gamut_power (reach_before, knee), knee,
                      rgb);
}

/* The same guard without a margin, for a picture of wider primaries than the look's: keeps linear RGB in their cube and
 * hardly touches what is well inside. `reach_before` <= 1. */
static inline void
rf_gamut_hold (double focus, double reach_before, double rgb[3])
{
    static const int hard_knee = 5; /* k = 32 */

    rf_gamut_pull_in (focus, rf_gamut_power (reach_before, hard_knee), hard_knee, rgb);
}

#endif
