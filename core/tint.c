/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "tint.h"

#include "curve.h"

#include <math.h>

/* The file's knots with neutral black and white added. */
typedef struct {
    double l[RF_MAX_KNOTS + 2], a[RF_MAX_KNOTS + 2], b[RF_MAX_KNOTS + 2];
    int n;
} Knots;

static void
add_knot (Knots *knots, double l, double a, double b)
{
    knots->l[knots->n] = l;
    knots->a[knots->n] = a;
    knots->b[knots->n] = b;
    knots->n++;
}

void
rf_tint_init (RfTint *tint, const RfTintCurve *curve, double strength, const RfColorimetry *colorimetry)
{
    Knots knots = {0};

    tint->enabled = curve->n > 0 && strength > 0;
    if (!tint->enabled)
        return;

    add_knot (&knots, 0, 0, 0);
    for (int i = 0; i < curve->n; i++)
        add_knot (&knots, curve->knots[i].lightness, strength * curve->knots[i].a, strength * curve->knots[i].b);
    add_knot (&knots, 100, 0, 0);

    double previous[3] = {0, 0, 0};
    for (int step = 0; step <= RF_TINT_STEPS; step++) {
        double root = (double)step / RF_TINT_STEPS, rgb[3];
        double l = rf_lightness (root * root * root);
        double lab[3] = {l, rf_monotone_cubic (knots.l, knots.a, knots.n, l),
                         rf_monotone_cubic (knots.l, knots.b, knots.n, l)};

        rf_from_cielab (colorimetry, lab, rgb);
        for (int c = 0; c < 3; c++) {
            /* A tint too strong for its lightness is cut off by the gamut, never turned round. */
            double value = step == RF_TINT_STEPS ? 1 : rf_clamp (rf_cbrt (rgb[c]), previous[c], 1);
            tint->channel[c][step] = (float)value;
            previous[c] = value;
        }
    }
}
