/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tints: greys get the CIELAB colours the file asks for, by curves that rise from black to white. */
#include "tint.h"
#include "../tap.h"
#include "colour.h"
#include "unit.h"

#include <math.h>

static const char *const names[] = {"srgb", "adobe-rgb", "rec2020", "prophoto"};

static const RfTintCurve sepia = {{{20, 3, 8}, {50, 4, 14}, {85, 1, 6}}, 3};

/* CIE 15:2018, its own way: nothing of the library but the matrix. */
static void
to_cielab (const RfColorimetry *colorimetry, const double rgb[3], double lab[3])
{
    double f[3];

    for (int row = 0; row < 3; row++) {
        const double *m = &colorimetry->to_xyz.m[3 * row];
        double t = (m[0] * rgb[0] + m[1] * rgb[1] + m[2] * rgb[2]) / (m[0] + m[1] + m[2]);
        f[row] = t > 216.0 / 24389 ? cbrt (t) : (24389.0 / 27 * t + 16) / 116;
    }
    lab[0] = 116 * f[1] - 16;
    lab[1] = 500 * (f[0] - f[1]);
    lab[2] = 200 * (f[1] - f[2]);
}

TEST (greys_get_the_colour_asked_for_at_every_knot)
{
    for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
        for (int halves = 1; halves <= 2; halves++) {
            RfColorimetry colorimetry = colorimetry_of (names[i]);
            static RfTint tint;
            rf_tint_init (&tint, &sepia, halves / 2.0, &colorimetry);
            REQUIRE (tint.enabled, "%s", names[i]);
            for (int k = 0; k < sepia.n; k++) {
                const RfKnot *knot = &sepia.knots[k];
                double y = pow ((knot->lightness + 16) / 116, 3), rgb[3] = {y, y, y}, lab[3];
                rf_tint_apply (&tint, rgb);
                to_cielab (&colorimetry, rgb, lab);
                REQUIRE_CMP (fabs (lab[0] - knot->lightness), <, 0.02, "%g", "%s: L* %g", names[i], knot->lightness);
                REQUIRE_CMP (fabs (lab[1] - knot->a * halves / 2), <, 0.02, "%g", "%s: a* at L* %g is %g", names[i],
                             knot->lightness, lab[1]);
                REQUIRE_CMP (fabs (lab[2] - knot->b * halves / 2), <, 0.02, "%g", "%s: b* at L* %g is %g", names[i],
                             knot->lightness, lab[2]);
            }
        }
}

TEST (between_knots_the_colour_stays_between_theirs)
{
    RfColorimetry colorimetry = colorimetry_of ("srgb");
    static RfTint tint;

    rf_tint_init (&tint, &sepia, 1, &colorimetry);
    for (double l = 20; l <= 85; l += 0.5) {
        const RfKnot *low = &sepia.knots[l > 50], *high = low + 1;
        double y = pow ((l + 16) / 116, 3), rgb[3] = {y, y, y}, lab[3];
        rf_tint_apply (&tint, rgb);
        to_cielab (&colorimetry, rgb, lab);
        REQUIRE (lab[1] > fmin (low->a, high->a) - 0.02 && lab[1] < fmax (low->a, high->a) + 0.02, "L* %g: a* %g", l,
                 lab[1]);
        REQUIRE (lab[2] > fmin (low->b, high->b) - 0.02 && lab[2] < fmax (low->b, high->b) + 0.02, "L* %g: b* %g", l,
                 lab[2]);
    }
}

/* Also with tints that no grey of that lightness can have. */
TEST (every_channel_rises_from_black_to_white)
{
    guint64 state = 23;

    for (int i = 0; i < 200; i++) {
        RfColorimetry colorimetry = colorimetry_of (names[i % (int)G_N_ELEMENTS (names)]);
        RfTintCurve curve = {.n = 1 + random_below (&state, RF_MAX_KNOTS)};
        static RfTint tint;
        for (int k = 0; k < curve.n; k++)
            curve.knots[k] = (RfKnot){100.0 * (k + 1) / (curve.n + 1), random_between (&state, -60, 60),
                                      random_between (&state, -60, 60)};
        rf_tint_init (&tint, &curve, 1, &colorimetry);

        double previous[3] = {0, 0, 0};
        for (int level = 0; level <= 4095; level++) {
            double rgb[3] = {level / 4095.0, level / 4095.0, level / 4095.0};
            rf_tint_apply (&tint, rgb);
            for (int c = 0; c < 3; c++) {
                REQUIRE (rgb[c] >= previous[c] && rgb[c] <= 1, "curve %d, level %d, channel %d: %.17g after %.17g", i,
                         level, c, rgb[c], previous[c]);
                REQUIRE (level > 0 || rgb[c] < 1e-12, "curve %d: black is %g", i, rgb[c]);
                REQUIRE (level < 4095 || rgb[c] == 1, "curve %d: white is %.17g", i, rgb[c]);
                previous[c] = rgb[c];
            }
        }
    }
}

TEST (without_knots_or_strength_no_bit_changes)
{
    RfColorimetry colorimetry = colorimetry_of ("srgb");
    static const RfTintCurve none;

    for (int i = 0; i < 2; i++) {
        static RfTint tint;
        rf_tint_init (&tint, i ? &sepia : &none, i ? 0 : 1, &colorimetry);
        double rgb[3] = {-0.1, 0.3, 1.7};
        rf_tint_apply (&tint, rgb);
        REQUIRE (!tint.enabled && rgb[0] == -0.1 && rgb[1] == 0.3 && rgb[2] == 1.7, "case %d", i);
    }
}

int
main (void)
{
    return tap_main ();
}
