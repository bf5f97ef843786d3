/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The soft gamut map: what is inside stays inside, what is on the surface stays there, greys stay greys. */
#include "gamut.h"
#include "../tap.h"
#include "colour.h"
#include "unit.h"

#include <math.h>

/* Chroma times `gain`, hue turned by `turn` radians, lightness as it was: what looks do. */
static void
push (double lab[3], double gain, double turn)
{
    double a = lab[1], b = lab[2];
    lab[1] = gain * (cos (turn) * a - sin (turn) * b);
    lab[2] = gain * (sin (turn) * a + cos (turn) * b);
}

/* A linear colour of the cube; `surface` puts one channel at 0 or 1. */
static void
random_colour (guint64 *state, gboolean surface, double rgb[3])
{
    for (int c = 0; c < 3; c++)
        rgb[c] = rf_decode (random_between (state, 0, 1));
    if (surface)
        rgb[random_below (state, 3)] = random_below (state, 2);
}

/* The Oklab colour of `rgb` and how far out it lies. */
static double
measure (const RfColorimetry *colorimetry, const double rgb[3], double lab[3])
{
    rf_to_oklab (colorimetry, rgb, lab);
    return rf_gamut_reach (rgb, rf_gamut_focus (lab));
}

TEST (reach_is_0_at_grey_1_on_the_surface_and_more_outside)
{
    RfColorimetry colorimetry = colorimetry_of ("srgb");
    guint64 state = 11;
    double lab[3];

    for (int i = 0; i < 20000; i++) {
        double rgb[3];
        random_colour (&state, TRUE, rgb);
        double focus = (rf_to_oklab (&colorimetry, rgb, lab), rf_gamut_focus (lab));
        REQUIRE_CMP (fabs (rf_gamut_reach (rgb, focus) - 1), <, 1e-9, "%g", "%g %g %g", rgb[0], rgb[1], rgb[2]);
        for (int half = 0; half < 2; half++) {
            double moved[3], share = half ? 0.5 : 1.5;
            for (int c = 0; c < 3; c++)
                moved[c] = focus + share * (rgb[c] - focus);
            REQUIRE_CMP (fabs (rf_gamut_reach (moved, focus) - share), <, 1e-9, "%g", "%g of the way", share);
        }
    }
    for (int level = 0; level <= 256; level++) {
        double grey = level / 256.0;
        REQUIRE_CMP (measure (&colorimetry, (double[]){grey, grey, grey}, lab), <, 1e-3, "%g", "grey %g", grey);
        REQUIRE_CMP (fabs (rf_gamut_focus (lab) - grey), <, 1e-9, "%g", "the grey of grey %g", grey);
    }
}

TEST (no_colour_leaves_the_cube)
{
    static const char *const names[] = {"srgb", "rec2020", "prophoto"};
    guint64 state = 13;

    for (int i = 0; i < 100000; i++) {
        static RfColorimetry colorimetry;
        double rgb[3], lab[3];
        if (i % 1000 == 0)
            colorimetry = colorimetry_of (names[i / 1000 % 3]);
        random_colour (&state, i % 2, rgb);
        double reach = measure (&colorimetry, rgb, lab);
        push (lab, random_between (&state, 0, 4), random_between (&state, -1, 1));
        lab[0] += random_between (&state, -0.2, 0.2);
        rf_gamut_fit (&colorimetry, lab, reach, 1, rgb);
        for (int c = 0; c < 3; c++)
            REQUIRE (rgb[c] >= 0 && rgb[c] <= 1, "channel %d is %g for Oklab %g %g %g", c, rgb[c], lab[0], lab[1],
                     lab[2]);
    }
}

TEST (the_surface_stays_within_2_percent_of_the_surface)
{
    RfColorimetry colorimetry = colorimetry_of ("srgb");
    guint64 state = 17;

    for (int i = 0; i < 50000; i++) {
        double rgb[3], lab[3], out[3];
        random_colour (&state, TRUE, rgb);
        double before = measure (&colorimetry, rgb, lab);
        push (lab, i % 4 ? random_between (&state, 1, 2) : 1, 0);
        double focus = rf_gamut_focus (lab);
        rf_gamut_fit (&colorimetry, lab, before, 1, out);

        double moved[3];
        rf_from_oklab (&colorimetry, lab, moved);
        if (rf_gamut_reach (moved, focus) < 1) /* the focus moved away */
            continue;
        double after = rf_gamut_reach (out, focus);
        REQUIRE (after >= 0.98 && after <= 1 + 1e-9, "%g %g %g ended at %g", rgb[0], rgb[1], rgb[2], after);
    }
}

TEST (the_inside_stays_strictly_inside_and_nearly_still_where_nothing_is_asked)
{
    RfColorimetry colorimetry = colorimetry_of ("srgb");
    guint64 state = 19;
    int pushed = 0;

    for (int i = 0; i < 50000; i++) {
        double rgb[3], lab[3], out[3];
        random_colour (&state, FALSE, rgb);
        double before = measure (&colorimetry, rgb, lab);
        rf_gamut_fit (&colorimetry, lab, before, 1, out);
        for (int c = 0; c < 3; c++)
            REQUIRE_CMP (fabs (out[c] - rgb[c]), <, 0.016, "%g", "a still colour %g %g %g, reach %g", rgb[0], rgb[1],
                         rgb[2], before);
        if (before > 0.9999)
            continue;
        push (lab, random_between (&state, 1, 2), random_between (&state, -0.5, 0.5));
        rf_gamut_fit (&colorimetry, lab, before, 1, out);
        for (int c = 0; c < 3; c++)
            REQUIRE (out[c] > 0 && out[c] < 1, "%g %g %g, reach %g: channel %d is %.17g", rgb[0], rgb[1], rgb[2],
                     before, c, out[c]);
        pushed++;
    }
    REQUIRE_CMP (pushed, >, 10000, "%d", "colours inside");
}

/* Colours of one hue and lightness that are pushed out further and further keep their order. */
TEST (colours_pushed_out_by_different_amounts_stay_apart)
{
    RfColorimetry colorimetry = colorimetry_of ("srgb");
    double last = 0;

    for (int step = 1; step <= 100; step++) {
        double rgb[3], lab[3] = {0.6, 0.002 * step, 0.0005 * step}, out[3];
        rf_from_oklab (&colorimetry, lab, rgb);
        double before = rf_gamut_reach (rgb, rf_gamut_focus (lab));
        if (before > 1)
            break;
        push (lab, 2, 0);
        rf_gamut_fit (&colorimetry, lab, before, 1, out);
        rf_to_oklab (&colorimetry, out, lab);
        REQUIRE_CMP (hypot (lab[1], lab[2]), >, last, "%.9g", "step %d", step);
        last = hypot (lab[1], lab[2]);
    }
    REQUIRE_CMP (last, >, 0.15, "%g", "the strongest");
}

TEST (greys_stay)
{
    RfColorimetry colorimetry = colorimetry_of ("rec2020");

    for (int level = 0; level <= 4095; level++) {
        double grey = level / 4095.0, lab[3], out[3];
        double reach = measure (&colorimetry, (double[]){grey, grey, grey}, lab);
        rf_gamut_fit (&colorimetry, lab, reach, 1, out);
        for (int c = 0; c < 3; c++)
            REQUIRE_CMP (fabs (out[c] - grey), <, 1e-9, "%g", "grey %g, channel %d", grey, c);
    }
}

int
main (void)
{
    return tap_main ();
}
