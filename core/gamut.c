/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "gamut.h"

#include "curve.h"

#include <math.h>

static const double knee = 4;

double
rf_gamut_reach (const double rgb[3], double lightness)
{
    double grey = lightness * lightness * lightness, reach = 0;

    for (int i = 0; i < 3; i++) {
        double way = rgb[i] - grey;
        double room = way > 0 ? 1 - grey : grey;
        double share = fabs (way) / fmax (room, 1e-12);
        if (share > reach)
            reach = share;
    }
    return reach;
}

void
rf_gamut_fit (const RfColorimetry *colorimetry, const double lab[3], double reach_before, double rgb[3])
{
    rf_from_oklab (colorimetry, lab, rgb);
    double reach = rf_gamut_reach (rgb, lab[0]);
    double excess = pow (reach, knee) - (1 - 0.06) * pow (reach_before, knee);
    double share = excess > 0 ? pow (1 + excess, -1 / knee) : 1;

    double grey = lab[0] * lab[0] * lab[0];
    for (int i = 0; i < 3; i++)
        rgb[i] = rf_clamp (grey + share * (rgb[i] - grey), 0, 1);
}
