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

static double
place (const RfColorimetry *colorimetry, const double lab[3], double scale, double rgb[3])
{
    rf_from_oklab (colorimetry, (double[]){lab[0], scale * lab[1], scale * lab[2]}, rgb);
    return rf_gamut_reach (rgb, lab[0]);
}

void
rf_gamut_fit (const RfColorimetry *colorimetry, const double lab[3], double reach_before, double rgb[3])
{
    double reach = place (colorimetry, lab, 1, rgb);
    double excess = pow (reach, knee) - pow (reach_before, knee);

    if (excess > 0) {
        double wanted = reach * pow (1 + excess, -1 / knee);
        double low = 0, high = 1, scale = wanted / reach;

        /* Regula falsi, Illinois rule: the reach grows with chroma, though not in proportion. */
        double at_low = -wanted, at_high = reach - wanted;
        for (int i = 0; i < 12 && fabs (at_high - at_low) > 0; i++) {
            double here = place (colorimetry, lab, scale, rgb) - wanted;
            if (fabs (here) < 1e-7)
                break;
            if (here > 0) {
                high = scale;
                at_high = here;
                at_low *= 0.5;
            } else {
                low = scale;
                at_low = here;
                at_high *= 0.5;
            }
            scale = (low * at_high - high * at_low) / (at_high - at_low);
        }
    }
    /* The last ulp. */
    for (int i = 0; i < 3; i++)
        rgb[i] = rf_clamp (rgb[i], 0, 1);
}
