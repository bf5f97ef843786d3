/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The soft gamut map. Colours are measured by how far they lie on the way from the grey of their lightness to the
 * surface of the RGB cube: 0 is grey, 1 is the surface. A look that pushes a colour outwards gets
 *     r' = r / (1 + r^k - (1 - m) r0^k)^(1/k),   r0 before and r after the look, m small,
 * so that the surface stays within 2 % of the surface, the inside stays strictly inside, and a look that changes nothing
 * changes next to nothing. m falls to 0 with the look's strength, where nothing at all is changed. The way inwards is
 * straight in light. */
#ifndef RF_GAMUT_H
#define RF_GAMUT_H

#include "space.h"

/* Light of the grey that a colour of that Oklab is measured from and moves towards. */
double rf_gamut_focus (const double lab[3]);

/* How far out a linear RGB colour lies, seen from that grey. */
double rf_gamut_reach (const double rgb[3], double focus);

/* Linear RGB of the Oklab colour `lab`, inside the cube if reach_before <= 1. `strength` of the look, [0, 1]. */
void rf_gamut_fit (const RfColorimetry *colorimetry, const double lab[3], double reach_before, double strength,
                   double rgb[3]);

/* The same guard without a margin, for a picture of wider primaries than the look's: keeps linear RGB in their cube and
 * hardly touches what is well inside. `reach_before` <= 1. */
void rf_gamut_hold (double focus, double reach_before, double rgb[3]);

#endif
