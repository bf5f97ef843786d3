/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What every look must hold, also one that is added tomorrow; and what the named ones must measure. */
#include "targets.h"

#include "look.h"
#include "space.h"
#include "tap.h"

#include <math.h>

static const RfLook *const *looks;
static size_t n_looks;

#define EACH_LOOK(look) (size_t l_ = 0; l_ < n_looks; l_++) for (const RfLook *look = looks[l_]; look; look = NULL)

static double
grey_code (const RfPlan *plan, double v)
{
    double rgb[3] = {v, v, v};
    rf_plan_evaluate (plan, rgb, rgb, 1);
    return 255 * rgb[1];
}

static gboolean
is_mono (const RfLook *look)
{
    return look->mono.enabled;
}

TEST (there_are_looks_and_none_is_broken)
{
    REQUIRE_CMP (n_looks, >=, (size_t)5, "%zu", "looks");
    REQUIRE (rf_registry_problems ()[0] == NULL, "%s", rf_registry_problems ()[0]);
}

TEST (tone_rises_on_4096_levels_at_every_strength)
{
    for
        EACH_LOOK (look)
    for (int s = 1; s <= 4; s++) {
        RfPlan *plan = plan_for (look, RF_INPUT_DISPLAY, s / 4.0, 0);
        double previous = -1;
        for (int level = 0; level < 4096; level++) {
            double code = grey_code (plan, level / 4095.0);
            REQUIRE_CMP (code, >, previous, "%.9g", "%s, strength %d %%, level %d", rf_look_id (look), 25 * s, level);
            previous = code;
        }
        rf_plan_unref (plan);
    }
}

TEST (tone_has_no_corner)
{
    for
        EACH_LOOK (look)
        {
            RfPlan *plan = plan_for (look, RF_INPUT_SCENE, 1, 0);
            double h = 0.01, previous = NAN;
            for (double ev = -7; ev < 5; ev += h) {
                double slope = log2 (measure_grey (plan, ev + h) / measure_grey (plan, ev)) / h;
                if (!isnan (previous))
                    REQUIRE_CMP (fabs (slope - previous), <, 0.03, "%.4f", "%s at %.2f EV", rf_look_id (look), ev);
                previous = slope;
            }
            rf_plan_unref (plan);
        }
}

TEST (fourteen_stops_of_scene_light_stay_apart)
{
    for
        EACH_LOOK (look)
        {
            RfPlan *plan = plan_for (look, RF_INPUT_SCENE, 1, 0);
            double previous = -1;
            for (double ev = -7; ev <= 7; ev += 0.25) {
                double light = measure_grey (plan, ev);
                REQUIRE_CMP (light, >, previous * (1 + 1e-5), "%.9g", "%s at %.2f EV", rf_look_id (look), ev);
                previous = light;
            }
            rf_plan_unref (plan);
        }
}

TEST (highlights_are_separated_at_four_stops)
{
    for
        EACH_LOOK (look)
        {
            RfPlan *plan = plan_for (look, RF_INPUT_SCENE, 1, 0);
            double step = 255 * (rf_encode (measure_grey (plan, 4.5)) - rf_encode (measure_grey (plan, 3.5)));
            REQUIRE_CMP (step, >, 1.0, "%.2f codes", "%s", rf_look_id (look));
            rf_plan_unref (plan);
        }
}

TEST (black_and_white_are_where_the_file_says)
{
    for
        EACH_LOOK (look)
        {
            RfPlan *plan = plan_for (look, RF_INPUT_DISPLAY, 1, 0);
            double black[3] = {0, 0, 0}, white[3] = {1, 1, 1};
            rf_plan_evaluate (plan, black, black, 1);
            rf_plan_evaluate (plan, white, white, 1);
            REQUIRE_CMP (fabs (lab_of_srgb (black).L - look->tone.black_l), <, 0.05, "%.3f", "%s", rf_look_id (look));
            REQUIRE_CMP (fabs (lab_of_srgb (white).L - look->tone.white_l), <, 0.05, "%.3f", "%s", rf_look_id (look));
            rf_plan_unref (plan);
        }
}

TEST (contrast_and_key_are_on_target)
{
    for
        EACH_LOOK (look)
        {
            const Target *target = target_of (look);
            RfPlan *plan = plan_for (look, RF_INPUT_SCENE, 1, 0);
            double h = 0.05, grey = log2 (measure_grey (plan, 0) / 0.1845);
            double slope = log2 (measure_grey (plan, h) / measure_grey (plan, -h)) / (2 * h);
            REQUIRE (in_range (target->grey_ev, grey), "%s: middle grey at %.2f EV, not in %g ... %g",
                     rf_look_id (look), grey, target->grey_ev.low, target->grey_ev.high);
            REQUIRE (in_range (target->slope, slope), "%s: slope %.3f, not in %g ... %g", rf_look_id (look), slope,
                     target->slope.low, target->slope.high);
            rf_plan_unref (plan);
        }
}

TEST (greys_have_the_colour_they_should)
{
    static const double lightness[5] = {7, 20, 37, 72, 92};

    for
        EACH_LOOK (look)
        {
            const Target *target = target_of (look);
            RfPlan *plan = plan_for (look, RF_INPUT_DISPLAY, 1, 0);
            for (int l = 1; l < 100; l++) {
                Lab grey = measure_neutral (plan, l);
                REQUIRE (in_range (target->neutral_a, grey.a), "%s: a* %.2f at L* %d", rf_look_id (look), grey.a, l);
                if (!target->free_greys && target->neutral_b[5] == 0)
                    REQUIRE_CMP (fabs (grey.b), <=, 0.3, "%.3f", "%s: b* at L* %d", rf_look_id (look), l);
            }
            for (int i = 0; i < 5 && target->neutral_b[5] > 0; i++) {
                Lab grey = measure_neutral (plan, lightness[i]);
                REQUIRE_CMP (fabs (grey.b - target->neutral_b[i]), <=, target->neutral_b[5], "%.3f",
                             "%s: b* at L* %.0f", rf_look_id (look), lightness[i]);
            }
            rf_plan_unref (plan);
        }
}

static int
patch_index (const char *name)
{
    for (int i = 0; i < N_PATCHES; i++)
        if (strcmp (patches[i].name, name) == 0)
            return i;
    return -1;
}

static Range
widen (Range range, double by)
{
    return (Range){range.low - by, range.high + by};
}

static void
require_patches (const RfLook *look, RfInput input, const char *label, double tolerance)
{
    const Target *target = target_of (look);
    PatchShift shifts[N_PATCHES];
    double mean = 0;

    measure_patches (look, input, shifts);
    for (int i = 0; i < N_PATCHES; i++)
        mean += shifts[i].chroma / N_PATCHES;
    REQUIRE (in_range (widen (target->mean_chroma, tolerance), mean), "%s, %s: mean chroma %.3f, not in %g ... %g",
             rf_look_id (look), label, mean, target->mean_chroma.low, target->mean_chroma.high);
    for (int i = 0; i < MAX_PATCH_TARGETS && target->patches[i].patch; i++) {
        const PatchTarget *patch = &target->patches[i];
        const PatchShift *shift = &shifts[patch_index (patch->patch)];
        REQUIRE (in_range (widen (patch->chroma, tolerance), shift->chroma),
                 "%s, %s, %s: chroma %.3f, not in %g ... %g", rf_look_id (look), label, patch->patch, shift->chroma,
                 patch->chroma.low, patch->chroma.high);
        REQUIRE (in_range (patch->hue_deg, shift->hue_deg), "%s, %s, %s: hue %+.1f, not in %g ... %g",
                 rf_look_id (look), label, patch->patch, shift->hue_deg, patch->hue_deg.low, patch->hue_deg.high);
    }
}

/* The targets were measured on scene light. In a picture strong colours already touch the gamut: a little less is gained. */
TEST (patches_of_pictures_are_on_target)
{
    for
        EACH_LOOK (look)
    require_patches (look, RF_INPUT_DISPLAY, "picture", 0.05);
}

TEST (patches_of_scene_light_are_on_target)
{
    for
        EACH_LOOK (look)
    if (target_of (look)->patches[0].patch)
        require_patches (look, RF_INPUT_SCENE, "scene light", 0);
}

TEST (blue_washes_out_before_warm_colours)
{
    for
        EACH_LOOK (look)
        {
            if (is_mono (look))
                continue;
            RfPlan *plan = plan_for (look, RF_INPUT_SCENE, 1, measure_grey_match_ev (look, RF_INPUT_SCENE));
            double blue = measure_chroma_kept (plan, patch_index ("blue"), 2);
            double orange = measure_chroma_kept (plan, patch_index ("orange"), 2);
            REQUIRE_CMP (blue, >=, 0.25, "%.2f", "%s: chroma of blue kept at +2 EV", rf_look_id (look));
            REQUIRE_CMP (blue, <=, 0.55, "%.2f", "%s: chroma of blue kept at +2 EV", rf_look_id (look));
            REQUIRE_CMP (orange, >, blue, "%.2f", "%s: orange against blue", rf_look_id (look));
            rf_plan_unref (plan);
        }
}

TEST (skin_keeps_its_hue_from_minus_two_to_plus_four_stops)
{
    for
        EACH_LOOK (look)
        {
            if (is_mono (look))
                continue;
            RfPlan *plan = plan_for (look, RF_INPUT_SCENE, 1, 0);
            double drift = measure_skin_drift_deg (plan);
            /* Greys of one colour in the shadows and another in the lights take skin along: their looks have bounds of
             * their own. */
            double most = target_of (look)->skin_drift_deg > 0 ? target_of (look)->skin_drift_deg : 5;
            REQUIRE_CMP (drift, <=, most, "%.1f deg", "%s", rf_look_id (look));
            rf_plan_unref (plan);
        }
}

TEST (ramps_are_smooth)
{
    for
        EACH_LOOK (look)
        {
            RfPlan *plan = plan_for (look, RF_INPUT_DISPLAY, 1, 0);
            double smoothness = measure_smoothness (plan);
            REQUIRE_CMP (smoothness, <=, target_of (look)->smoothness, "%.4f", "%s", rf_look_id (look));
            rf_plan_unref (plan);
        }
}

TEST (nothing_folds_or_clips_at_any_strength)
{
    for
        EACH_LOOK (look)
    for (int s = 1; s <= 4; s++) {
        RfPlan *plan = plan_for (look, RF_INPUT_DISPLAY, s / 4.0, 0);
        double folded, clipped;
        measure_cube (plan, &folded, &clipped);
        /* Monochrome has no volume to fold. */
        if (!is_mono (look))
            REQUIRE_CMP (folded, <, 0.005, "%.3f %%", "%s, strength %d %%", rf_look_id (look), 25 * s);
        REQUIRE_CMP (clipped, <=, target_of (look)->clipped_pct, "%.2f %%", "%s, strength %d %%", rf_look_id (look),
                     25 * s);
        rf_plan_unref (plan);
    }
}

TEST (hue_alone_moves_lightness_by_three_at_most)
{
    for
        EACH_LOOK (look)
        {
            if (is_mono (look))
                continue;
            /* The look with and without its bands, both without the tint of greys. */
            RfLook *bands = g_memdup2 (look, sizeof *look), *none = g_memdup2 (look, sizeof *look);
            bands->tint.curve.n = none->tint.curve.n = none->n_bands = 0;
            RfPlan *moved = plan_for (bands, RF_INPUT_DISPLAY, 1, 0), *plain = plan_for (none, RF_INPUT_DISPLAY, 1, 0);
            for (int i = 0; i < N_PATCHES; i++) {
                double a[3], b[3];
                srgb_of_lab (patches[i].lab, FALSE, a);
                memcpy (b, a, sizeof a);
                rf_plan_evaluate (moved, a, a, 1);
                rf_plan_evaluate (plain, b, b, 1);
                REQUIRE_CMP (fabs (lab_of_srgb (a).L - lab_of_srgb (b).L), <=, 3.0, "%.2f", "%s: %s", rf_look_id (look),
                             patches[i].name);
            }
            rf_plan_unref (moved);
            rf_plan_unref (plain);
            g_free (bands);
            g_free (none);
        }
}

TEST (half_strength_lies_half_way)
{
    for
        EACH_LOOK (look)
        {
            RfPlan *whole = plan_for (look, RF_INPUT_DISPLAY, 1, 0), *half = plan_for (look, RF_INPUT_DISPLAY, 0.5, 0);
            double way = 0, off = 0;
            for (int i = 0; i < N_PATCHES; i++) {
                double in[3], rgb[3];
                srgb_of_lab (patches[i].lab, FALSE, in);
                for (int c = 0; c < 3; c++)
                    in[c] = CLAMP (in[c], 0, 1); /* cyan lies just outside sRGB */
                Lab start = lab_of_srgb (in);
                rf_plan_evaluate (half, in, rgb, 1);
                Lab there = lab_of_srgb (rgb);
                rf_plan_evaluate (whole, in, rgb, 1);
                Lab end = lab_of_srgb (rgb);
                Lab middle = {(start.L + end.L) / 2, (start.a + end.a) / 2, (start.b + end.b) / 2};
                way += lab_difference (start, end);
                off += lab_difference (there, middle);
            }
            REQUIRE_CMP (off / way, <=, 0.10, "%.3f", "%s: off the middle as a part of the way", rf_look_id (look));
            rf_plan_unref (whole);
            rf_plan_unref (half);
        }
}

TEST (every_colour_space_gets_the_same_look)
{
    static const char *const names[] = {"display-p3", "adobe-rgb", "rec2020", "prophoto"};
    RfSettings settings = RF_SETTINGS_DEFAULT;

    for
        EACH_LOOK (look)
    for (size_t s = 0; s < G_N_ELEMENTS (names); s++) {
        RfSpace space, srgb;
        RfColorimetry wide, narrow;
        double differences[N_PATCHES];
        rf_space_init (&space, names[s], RF_ENCODING_LINEAR);
        rf_space_init (&srgb, "srgb", RF_ENCODING_LINEAR);
        rf_colorimetry_init (&wide, &space, NULL);
        rf_colorimetry_init (&narrow, &srgb, NULL);
        RfPlan *a = rf_plan_new (look, &settings, &space, NULL), *b = rf_plan_new (look, &settings, &srgb, NULL);
        for (int i = 0; i < N_PATCHES; i++) {
            double rgb[3], in[3], xyz[3], out[3], reference[3];
            srgb_of_lab (patches[i].lab, TRUE, rgb);
            for (int c = 0; c < 3; c++)
                rgb[c] = CLAMP (rgb[c], 0, 1);
            rf_matrix_apply (&narrow.to_xyz, rgb, xyz);
            rf_matrix_apply (&wide.from_xyz, xyz, in);
            rf_plan_evaluate (a, in, in, 1);
            rf_plan_evaluate (b, rgb, reference, 1);
            rf_matrix_apply (&wide.to_xyz, in, xyz);
            rf_matrix_apply (&narrow.from_xyz, xyz, out);
            for (int c = 0; c < 3; c++) {
                REQUIRE (isfinite (in[c]) && in[c] >= 0 && in[c] <= 1, "%s in %s: %g", rf_look_id (look), names[s],
                         in[c]);
                out[c] = rf_encode (out[c]);
                reference[c] = rf_encode (reference[c]);
            }
            differences[i] = lab_difference (lab_of_srgb (out), lab_of_srgb (reference));
        }
        Differences d = summarise (differences, N_PATCHES);
        /* Curves channel by channel depend on the channels; the look must not be another one. */
        REQUIRE_CMP (d.mean, <=, 3.0, "%.2f", "%s in %s", rf_look_id (look), names[s]);
        rf_plan_unref (a);
        rf_plan_unref (b);
    }
}

TEST (light_beyond_white_rolls_off_and_darkness_survives)
{
    for
        EACH_LOOK (look)
    for (int input = RF_INPUT_DISPLAY; input <= RF_INPUT_SCENE; input++) {
        RfPlan *plan = plan_for (look, input, 1, 0);
        double previous = -1;
        for (double v = 0; v < 40; v += 0.01) {
            double rgb[3] = {v, v, v};
            rf_plan_evaluate (plan, rgb, rgb, 1);
            REQUIRE_CMP (rgb[1], >=, previous, "%.9g", "%s at %.2f", rf_look_id (look), v);
            REQUIRE_CMP (rgb[1], <=, 2.0, "%g", "%s at %.2f", rf_look_id (look), v);
            previous = rgb[1];
        }
        for (double v = -2; v < 4; v += 0.37)
            for (double w = -2; w < 4; w += 0.41) {
                double rgb[3] = {v, w, 0.3};
                rf_plan_evaluate (plan, rgb, rgb, 1);
                for (int c = 0; c < 3; c++)
                    REQUIRE (isfinite (rgb[c]), "%s: %g %g 0.3 -> %g", rf_look_id (look), v, w, rgb[c]);
            }
        rf_plan_unref (plan);
    }
}

int
main (void)
{
    looks = rf_looks (&n_looks);
    return tap_main ();
}
