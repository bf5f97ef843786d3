/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tone curves: the neutral camera against its formula, exposure, and what a look's keys ask for. */
#include "tone.h"
#include "../tap.h"
#include "unit.h"

#include <math.h>

static const RfToneKeys plain = {.slope = 1.22325, .toe = 1, .shoulder = 1, .white_l = 100};

/* One of the 16 corners of the ranges of the four keys that shape the curve. */
static RfToneKeys
corner (int i)
{
    RfToneKeys keys = plain;
    struct {
        const char *key;
        double *value;
    } fields[] = {
        {"mid_grey_ev", &keys.mid_grey_ev}, {"slope", &keys.slope}, {"toe", &keys.toe}, {"shoulder", &keys.shoulder}};
    size_t n = rf_look_schema.n;
    const RfKey *rows = rf_look_schema.keys;

    for (size_t k = 0; k < n; k++)
        for (size_t f = 0; f < G_N_ELEMENTS (fields); f++)
            if (strcmp (rows[k].group, "tone") == 0 && strcmp (rows[k].key, fields[f].key) == 0)
                *fields[f].value = i >> f & 1 ? rows[k].max : rows[k].min;
    return keys;
}

/* T (x) of scene light x in units of middle grey. */
static double
develop (const RfTone *tone, double x)
{
    return rf_tone_apply (tone, rf_neutral (x * RF_MIDDLE_GREY));
}

TEST (the_neutral_camera_is_its_formula)
{
    double a = pow (0.1845, 1.5) * (1 / 0.1845 - 1);

    REQUIRE_CMP (fabs (rf_neutral (0.1845) - 0.1845), <, 1e-15, "%g", "middle grey");
    REQUIRE_CMP (rf_neutral (0), ==, 0.0, "%g", "no light");
    REQUIRE_CMP (rf_neutral (-1), ==, 0.0, "%g", "less than no light");
    for (double ev = -12; ev <= 12; ev += 0.125) {
        double x = 0.1845 * exp2 (ev), expected = pow (x, 1.5) / (pow (x, 1.5) + a);
        REQUIRE_CMP (fabs (rf_neutral (x) / expected - 1), <, 1e-12, "%g", "%g EV", ev);
    }
}

TEST (exposing_the_picture_is_exposing_the_scene)
{
    for (double ev = -5; ev <= 5; ev += 0.5)
        for (double at = -8; at <= 8; at += 0.25) {
            double x = 0.1845 * exp2 (at), exposed = rf_neutral_expose (rf_neutral (x), rf_neutral_gain (ev));
            REQUIRE_CMP (fabs (exposed / rf_neutral (x * exp2 (ev)) - 1), <, 1e-10, "%g", "%g EV at %g EV", ev, at);
        }
    REQUIRE_CMP (rf_neutral_expose (1, rf_neutral_gain (5)), ==, 1.0, "%.17g", "white");
    REQUIRE_CMP (rf_neutral_expose (0, rf_neutral_gain (5)), ==, 0.0, "%.17g", "black");
}

/* Strictly, as far as double precision can tell one number from the next below white. */
TEST (every_curve_rises_from_black_to_white)
{
    for (int i = 0; i < 16; i++) {
        RfToneKeys keys = corner (i);
        RfTone tone;
        rf_tone_init (&tone, &keys);

        double previous = rf_tone_apply (&tone, 0);
        REQUIRE_CMP (previous, ==, 0.0, "%g", "corner %d: black", i);
        for (int level = 1; level < 4096; level++) {
            double y = rf_tone_apply (&tone, level / 4095.0);
            REQUIRE (y > previous || (y == previous && previous > 1 - 1e-12),
                     "corner %d: %.17g after %.17g at level %d", i, y, previous, level);
            previous = y;
        }
        REQUIRE_CMP (previous, ==, 1.0, "%.17g", "corner %d: white", i);
        REQUIRE_CMP (rf_tone_apply (&tone, -0.5), ==, 0.0, "%g", "corner %d: below black", i);
        REQUIRE_CMP (rf_tone_apply (&tone, 1.5), ==, 1.0, "%g", "corner %d: above white", i);
    }
}

TEST (grey_lands_where_asked_with_the_slope_asked_from_both_sides)
{
    const double step = 1e-6;

    for (int i = 0; i < 16; i++) {
        RfToneKeys keys = corner (i);
        RfTone tone;
        rf_tone_init (&tone, &keys);
        double grey = 0.1845 * exp2 (keys.mid_grey_ev);

        REQUIRE_CMP (fabs (develop (&tone, 1) / grey - 1), <, 1e-9, "%g", "corner %d: grey", i);
        double below = log (grey / develop (&tone, exp (-step))) / step;
        double above = log (develop (&tone, exp (step)) / grey) / step;
        REQUIRE_CMP (fabs (below - keys.slope), <, 1e-4, "%g", "corner %d: slope from below is %g", i, below);
        REQUIRE_CMP (fabs (above - keys.slope), <, 1e-4, "%g", "corner %d: slope from above is %g", i, above);
    }
}

TEST (the_default_curve_leaves_the_neutral_picture)
{
    /* p = 1.5 and grey to grey have this slope: p (1 - grey). */
    RfToneKeys keys = plain;
    RfTone tone;

    keys.slope = 1.5 * (1 - 0.1845);
    rf_tone_init (&tone, &keys);
    for (int level = 0; level <= 4095; level++)
        REQUIRE_CMP (fabs (rf_tone_apply (&tone, level / 4095.0) - level / 4095.0), <, 1e-12, "%g", "level %d", level);
    REQUIRE_CMP (fabs (keys.slope - plain.slope), <, 1e-9, "%g", "the default of the key");
}

TEST (a_larger_toe_deepens_the_shadows_and_a_larger_shoulder_holds_highlights_back)
{
    for (int step = 0; step < 20; step++) {
        RfToneKeys keys = plain, more_toe = plain, more_shoulder = plain;
        RfTone tone, toe, shoulder;
        keys.toe = keys.shoulder = 0.4 + 0.12 * step;
        more_toe.toe = more_shoulder.shoulder = keys.toe + 0.12;
        more_toe.shoulder = more_shoulder.toe = keys.toe;
        rf_tone_init (&tone, &keys);
        rf_tone_init (&toe, &more_toe);
        rf_tone_init (&shoulder, &more_shoulder);

        REQUIRE_CMP (develop (&toe, 1.0 / 16), <, develop (&tone, 1.0 / 16), "%g", "toe %g: shadows", keys.toe);
        REQUIRE_CMP (develop (&toe, 4), ==, develop (&tone, 4), "%g", "toe %g: highlights", keys.toe);
        REQUIRE_CMP (develop (&shoulder, 3), <, develop (&tone, 3), "%g", "shoulder %g: highlights", keys.toe);
        REQUIRE_CMP (develop (&shoulder, 0.25), ==, develop (&tone, 0.25), "%g", "shoulder %g: shadows", keys.toe);
    }
}

int
main (void)
{
    return tap_main ();
}
