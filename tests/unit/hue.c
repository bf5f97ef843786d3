/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bands and chroma: as asked where they are asked, nothing near neutral, no seam anywhere. */
#include "hue.h"
#include "../tap.h"
#include "unit.h"

#include <math.h>

#define DEGREES (G_PI / 180)

static RfHue
hue_of (const char *groups, double strength)
{
    g_autofree char *text = g_strconcat ("[look]\ntitle=Test\n", groups, NULL);
    RfLook *look = look_of (text);
    RfHue hue;

    rf_hue_init (&hue, look, strength);
    rf_look_free (look);
    return hue;
}

typedef struct {
    double lightness, chroma, turn; /* what was added, the factor, the angle in degrees */
} Change;

static Change
change_at (const RfHue *hue, double lightness, double chroma, double angle_deg, double reach)
{
    double lab[3] = {lightness, chroma * cos (angle_deg * DEGREES), chroma * sin (angle_deg * DEGREES)};

    rf_hue_apply (hue, reach, lab);
    double turn = atan2 (lab[2], lab[1]) / DEGREES - angle_deg;
    return (Change){lab[0] - lightness, hypot (lab[1], lab[2]) / chroma, remainder (turn, 360)};
}

TEST (a_band_does_at_its_centre_what_it_is_asked)
{
    for (int centre = 0; centre <= 360; centre += 15) {
        g_autofree char *text =
            g_strdup_printf ("[band x]\nhue_deg=%d\nshift_deg=20\nchroma=0.7\nlightness=0.05\n", centre);
        RfHue hue = hue_of (text, 1);
        Change change = change_at (&hue, 0.5, 0.2, centre, 0);

        /* The weight of chroma 0.2 is 0.978; 4 L (1 - L) is 1 at L = 0.5. */
        REQUIRE (change.turn > 0.97 * 20 && change.turn < 20, "hue %d turned by %g", centre, change.turn);
        REQUIRE (change.chroma > 0.7 && change.chroma < 0.72, "hue %d: chroma x %g", centre, change.chroma);
        REQUIRE (change.lightness > 0.0485 && change.lightness < 0.05, "hue %d: lightness + %g", centre,
                 change.lightness);

        Change opposite = change_at (&hue, 0.5, 0.2, centre + 180, 0);
        REQUIRE (fabs (opposite.turn) < 0.05 && fabs (opposite.chroma - 1) < 0.01, "opposite of %d: %g, x %g", centre,
                 opposite.turn, opposite.chroma);
    }
}

/* Below 0.5 of lightness nothing, at white all of it; the other side of the circle keeps what it has. */
TEST (a_band_washes_out_towards_white_early_or_late)
{
    for (int tenth = -10; tenth <= 10; tenth++) {
        g_autofree char *text = g_strdup_printf ("[band x]\nhue_deg=50\nto_white=%g\n", tenth / 10.0);
        RfHue hue = hue_of (text, 1);
        double kept = 1 - tenth / 10.0;

        REQUIRE_CMP (fabs (change_at (&hue, 0.5, 0.2, 50, 0).chroma - 1), <, 1e-9, "%g", "%d tenths in the middle",
                     tenth);
        REQUIRE_CMP (fabs (change_at (&hue, 1, 0.2, 50, 0).chroma - kept), <, 0.03, "%g", "%d tenths at white", tenth);
        REQUIRE_CMP (fabs (change_at (&hue, 1, 0.2, 230, 0).chroma - 1), <, 0.01, "%g", "%d tenths, opposite", tenth);
    }
}

TEST (at_its_width_a_band_has_61_percent)
{
    for (int width = 8; width <= 40; width += 4)
        for (int side = -1; side <= 1; side += 2) {
            g_autofree char *text = g_strdup_printf ("[band x]\nhue_deg=140\nwidth_deg=%d\nshift_deg=10\n", width);
            RfHue hue = hue_of (text, 1);
            double share =
                change_at (&hue, 0.5, 0.2, 140 + side * width, 0).turn / change_at (&hue, 0.5, 0.2, 140, 0).turn;
            REQUIRE (share > 0.6 && share < 0.63, "width %d: %g", width, share);
        }
}

TEST (bands_add_up)
{
    RfHue first = hue_of ("[band a]\nhue_deg=100\nshift_deg=10\n", 1);
    RfHue second = hue_of ("[band b]\nhue_deg=120\nshift_deg=7\n", 1);
    RfHue both = hue_of ("[band a]\nhue_deg=100\nshift_deg=10\n[band b]\nhue_deg=120\nshift_deg=7\n", 1);

    for (int angle = 0; angle < 360; angle += 5) {
        double sum = change_at (&first, 0.5, 0.1, angle, 0).turn + change_at (&second, 0.5, 0.1, angle, 0).turn;
        REQUIRE_CMP (fabs (change_at (&both, 0.5, 0.1, angle, 0).turn - sum), <, 1e-6, "%g", "hue %d", angle);
    }
}

/* Seen from grey, every direction has the same derivative: the map has no cusp there. */
TEST (near_neutral_all_hues_change_alike)
{
    RfHue hue =
        hue_of ("[colour]\nchroma=1.2\nvibrance=0.3\n[band a]\nhue_deg=30\nshift_deg=40\nchroma=2\nlightness=0.1\n"
                "[band b]\nhue_deg=200\nshift_deg=-40\nchroma=0\nlightness=-0.1\nto_white=1\n",
                1);

    for (double chroma = 1e-3; chroma > 1e-6; chroma /= 10) {
        Change first = change_at (&hue, 0.7, chroma, 0, 0);
        double bound = 4 * (chroma / 0.03) * (chroma / 0.03) + 1e-9; /* vanishes as the square */
        REQUIRE_CMP (fabs (first.chroma - 1.2 * 1.3), <, bound, "%g", "chroma %g", chroma);
        for (int angle = 0; angle < 360; angle += 5) {
            Change change = change_at (&hue, 0.7, chroma, angle, 0);
            REQUIRE_CMP (fabs (change.chroma - first.chroma), <, bound, "%g", "chroma %g, hue %d", chroma, angle);
            REQUIRE_CMP (fabs (change.turn * DEGREES), <, bound, "%g", "chroma %g, hue %d turned", chroma, angle);
            REQUIRE_CMP (fabs (change.lightness), <, bound, "%g", "chroma %g, hue %d: lightness", chroma, angle);
        }
    }
    for (int level = 0; level <= 10; level++) {
        double lab[3] = {level / 10.0, 0, 0};
        rf_hue_apply (&hue, 0, lab);
        REQUIRE (lab[0] == level / 10.0 && lab[1] == 0 && lab[2] == 0, "grey %d: %g %g %g", level, lab[0], lab[1],
                 lab[2]);
    }
}

TEST (there_is_no_seam_round_the_circle)
{
    RfHue hue = hue_of ("[band a]\nhue_deg=180\nwidth_deg=8\nshift_deg=40\nchroma=2\nlightness=0.1\n", 1);
    Change previous = change_at (&hue, 0.5, 0.2, -360, 0);

    for (double angle = -360; angle <= 360; angle += 0.1) {
        Change change = change_at (&hue, 0.5, 0.2, angle, 0);
        REQUIRE_CMP (fabs (change.turn - previous.turn), <, 0.5, "%g", "hue %g", angle);
        REQUIRE_CMP (fabs (change.chroma - previous.chroma), <, 0.015, "%g", "hue %g", angle);
        previous = change;
    }
}

TEST (skin_is_protected_as_far_as_asked)
{
    RfHue open = hue_of ("[colour]\nchroma=1.5\n[band a]\nhue_deg=55\nshift_deg=20\n", 1);
    RfHue safe = hue_of ("[colour]\nchroma=1.5\nskin_protection=1\n[band a]\nhue_deg=55\nshift_deg=20\n", 1);
    Change with = change_at (&safe, 0.7, 0.08, 55, 0), without = change_at (&open, 0.7, 0.08, 55, 0);

    REQUIRE_CMP (with.turn, <, 0.2 * without.turn, "%g", "hue of skin");
    REQUIRE_CMP (with.chroma - 1, <, 0.2 * (without.chroma - 1), "%g", "chroma of skin");
    with = change_at (&safe, 0.7, 0.08, 235, 0), without = change_at (&open, 0.7, 0.08, 235, 0);
    REQUIRE_CMP (fabs (with.chroma - without.chroma), <, 1e-3, "%g", "chroma of the sky");
    REQUIRE_CMP (without.chroma, >, 1.49, "%g", "chroma of the sky");
}

TEST (chroma_of_shadows_and_highlights_has_factors_of_its_own)
{
    RfHue hue = hue_of ("[colour]\nshadow_chroma=0.5\nhighlight_chroma=0.25\n", 1);

    REQUIRE_CMP (fabs (change_at (&hue, 0.01, 0.1, 90, 0).chroma - 0.5), <, 0.01, "%g", "shadows");
    REQUIRE_CMP (fabs (change_at (&hue, 0.99, 0.1, 90, 0).chroma - 0.25), <, 0.01, "%g", "highlights");
    REQUIRE_CMP (fabs (change_at (&hue, 0.55, 0.1, 90, 0).chroma - 1), <, 0.02, "%g", "between");
}

TEST (vibrance_helps_weak_colours_more_than_strong_ones)
{
    RfHue hue = hue_of ("[colour]\nvibrance=0.5\n", 1);
    double weak = change_at (&hue, 0.5, 0.02, 90, 0).chroma, strong = change_at (&hue, 0.5, 0.3, 90, 0).chroma;

    REQUIRE (weak > 1.45 && weak < 1.5, "weak colours x %g", weak);
    REQUIRE (strong >= 1 && strong < 1.01, "strong colours x %g", strong);
}

TEST (nothing_is_gained_on_the_surface_and_losses_are_whole)
{
    RfHue more = hue_of ("[colour]\nchroma=2\n", 1), less = hue_of ("[colour]\nchroma=0.5\n", 1);

    REQUIRE_CMP (change_at (&more, 0.5, 0.2, 90, 1).chroma, <=, 1.0, "%g", "gained on the surface");
    REQUIRE_CMP (change_at (&more, 0.5, 0.2, 90, 0.5).chroma, >, 1.7, "%g", "gained half way");
    REQUIRE_CMP (fabs (change_at (&less, 0.5, 0.2, 90, 1).chroma - 0.5), <, 0.01, "%g", "lost on the surface");
}

TEST (strength_goes_from_nothing_to_all)
{
    static const char groups[] = "[colour]\nchroma=1.5\n[band a]\nhue_deg=90\nshift_deg=30\nlightness=0.1\n";
    RfHue none = hue_of (groups, 0), half = hue_of (groups, 0.5), whole = hue_of (groups, 1);
    Change still = change_at (&none, 0.5, 0.2, 90, 0), some = change_at (&half, 0.5, 0.2, 90, 0),
           all = change_at (&whole, 0.5, 0.2, 90, 0);

    REQUIRE (fabs (still.turn) < 1e-9 && fabs (still.chroma - 1) < 1e-12 && still.lightness == 0, "%g, x %g, + %g",
             still.turn, still.chroma, still.lightness);
    REQUIRE_CMP (fabs (some.turn - all.turn / 2), <, 1e-9, "%g", "hue");
    REQUIRE_CMP (fabs (some.chroma - (1 + all.chroma) / 2), <, 1e-9, "%g", "chroma");
    REQUIRE_CMP (fabs (some.lightness - all.lightness / 2), <, 1e-9, "%g", "lightness");
}

int
main (void)
{
    return tap_main ();
}
