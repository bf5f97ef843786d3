/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure.h"

#include "plan.h"
#include "quality.h"

#include <lcms2.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* X-Rite ColorChecker, CIELAB D50. */
const Patch patches[N_PATCHES] = {
    {"dark skin", {37.77, 12.59, 13.73}},     {"light skin", {65.43, 16.84, 17.37}},
    {"blue sky", {50.22, -2.30, -21.56}},     {"foliage", {43.04, -14.95, 22.05}},
    {"blue flower", {55.34, 11.36, -25.33}},  {"bluish green", {70.70, -32.81, 0.63}},
    {"orange", {62.42, 33.44, 56.40}},        {"purplish blue", {40.65, 16.62, -44.99}},
    {"moderate red", {51.18, 47.46, 14.58}},  {"purple", {31.08, 23.64, -22.12}},
    {"yellow green", {72.50, -27.36, 58.37}}, {"orange yellow", {71.65, 15.08, 66.94}},
    {"blue", {29.62, 21.43, -49.03}},         {"green", {55.64, -40.76, 33.27}},
    {"red", {41.47, 52.75, 26.86}},           {"yellow", {82.24, -2.08, 80.28}},
    {"magenta", {51.82, 48.93, -14.15}},      {"cyan", {50.63, -26.54, -29.15}},
};

double
lab_difference (Lab a, Lab b)
{
    cmsCIELab x = {a.L, a.a, a.b}, y = {b.L, b.a, b.b};
    return cmsCIE2000DeltaE (&x, &y, 1, 1, 1);
}

static Lab
lab_of_linear (const double rgb[3])
{
    double xyz[3];
    cmsCIELab lab;

    rf_matrix_apply (&rf_colorimetry_srgb ()->to_xyz, rgb, xyz);
    cmsCIEXYZ white = {rf_colorimetry_srgb ()->white[0], rf_colorimetry_srgb ()->white[1],
                       rf_colorimetry_srgb ()->white[2]},
              colour = {xyz[0], xyz[1], xyz[2]};
    cmsXYZ2Lab (&white, &lab, &colour);
    return (Lab){lab.L, lab.a, lab.b};
}

Lab
lab_of_srgb (const double rgb[3])
{
    return lab_of_linear ((double[]){rf_decode (rgb[0]), rf_decode (rgb[1]), rf_decode (rgb[2])});
}

void
srgb_of_lab (Lab lab, gboolean linear, double rgb[3])
{
    rf_from_cielab (rf_colorimetry_srgb (), (double[]){lab.L, lab.a, lab.b}, rgb);
    for (int c = 0; c < 3 && !linear; c++)
        rgb[c] = rf_encode (rgb[c]);
}

double
luminance_of_linear (const double rgb[3])
{
    double xyz[3];
    rf_matrix_apply (&rf_colorimetry_srgb ()->to_xyz, rgb, xyz);
    return xyz[1];
}

static int
compare_numbers (const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

Differences
summarise (double *differences, size_t n)
{
    Differences result = {0};

    qsort (differences, n, sizeof *differences, compare_numbers);
    for (size_t i = 0; i < n; i++)
        result.mean += differences[i] / (double)n;
    result.p95 = differences[n * 95 / 100];
    result.p99 = differences[n * 99 / 100];
    result.max = differences[n - 1];
    return result;
}

RfPlan *
plan_for (const RfLook *look, RfInput input, double strength, double exposure_ev)
{
    RfSettings settings = RF_SETTINGS_DEFAULT;
    RfPlan *plan = g_new0 (RfPlan, 1);
    RfSpace space;

    rf_space_init (&space, "srgb", input == RF_INPUT_SCENE ? RF_ENCODING_LINEAR : RF_ENCODING_PERCEPTUAL);
    settings.input = input;
    settings.strength = strength;
    settings.exposure_ev = exposure_ev;
    plan->references = 1;
    plan->settings = settings;
    rf_render_init (&plan->render, look, &settings, &space, NULL);
    return plan;
}

double
measure_grey (const RfPlan *scene_plan, double ev)
{
    double light = 0.1845 * exp2 (ev), rgb[3] = {light, light, light};

    rf_plan_evaluate (scene_plan, rgb, rgb, 1);
    return luminance_of_linear (rgb);
}

/* Middle grey of the input developed at that exposure, as light. */
static double
grey_at (const RfLook *look, RfInput input, double ev)
{
    RfPlan *plan = plan_for (look, input, 1, ev);
    double v = input == RF_INPUT_SCENE ? 0.1845 : rf_encode (0.1845), rgb[3] = {v, v, v};

    rf_plan_evaluate (plan, rgb, rgb, 1);
    rf_plan_unref (plan);
    if (input == RF_INPUT_DISPLAY)
        for (int c = 0; c < 3; c++)
            rgb[c] = rf_decode (rgb[c]);
    return luminance_of_linear (rgb);
}

double
measure_grey_match_ev (const RfLook *look, RfInput input)
{
    double low = -3, high = 3;

    for (int i = 0; i < 12; i++) {
        double middle = (low + high) / 2;
        if (grey_at (look, input, middle) < 0.1845)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

void
measure_patches (const RfLook *look, RfInput input, PatchShift shifts[N_PATCHES])
{
    RfPlan *plan = plan_for (look, input, 1, measure_grey_match_ev (look, input));

    for (int i = 0; i < N_PATCHES; i++) {
        Lab in = patches[i].lab;
        double rgb[3], before[3];

        srgb_of_lab (in, TRUE, before);
        srgb_of_lab (in, input == RF_INPUT_SCENE, rgb);
        rf_plan_evaluate (plan, rgb, rgb, 1);
        if (input == RF_INPUT_DISPLAY)
            for (int c = 0; c < 3; c++)
                rgb[c] = rf_decode (rgb[c]);
        double scale = luminance_of_linear (before) / luminance_of_linear (rgb);
        for (int c = 0; c < 3; c++)
            rgb[c] *= scale;
        Lab out = lab_of_linear (rgb);
        shifts[i].chroma = hypot (out.a, out.b) / hypot (in.a, in.b);
        shifts[i].hue_deg = remainder ((atan2 (out.b, out.a) - atan2 (in.b, in.a)) * 180 / G_PI, 360);
    }
    rf_plan_unref (plan);
}

double
measure_smoothness (const RfPlan *display_plan)
{
    return rf_quality_smoothness (&display_plan->render, 3000);
}

void
measure_cube (const RfPlan *display_plan, double *folded_pct, double *clipped_pct)
{
    rf_quality_cube (&display_plan->render, folded_pct, clipped_pct);
}

Lab
measure_neutral (const RfPlan *display_plan, double lightness)
{
    double low = 0, high = 1;
    Lab lab = {0};

    for (int i = 0; i < 40; i++) {
        double v = (low + high) / 2, rgb[3] = {v, v, v};
        rf_plan_evaluate (display_plan, rgb, rgb, 1);
        lab = lab_of_srgb (rgb);
        if (lab.L < lightness)
            low = v;
        else
            high = v;
    }
    return lab;
}

static Lab
patch_at (const RfPlan *scene_plan, int patch, double ev)
{
    double rgb[3];

    srgb_of_lab (patches[patch].lab, TRUE, rgb);
    for (int c = 0; c < 3; c++)
        rgb[c] *= exp2 (ev);
    rf_plan_evaluate (scene_plan, rgb, rgb, 1);
    return lab_of_linear (rgb);
}

/* The colour that the look's tint gives a grey that comes out at that lightness. */
static Lab
scene_neutral (const RfPlan *scene_plan, double lightness)
{
    double low = -12, high = 12;
    Lab lab = {0};

    for (int i = 0; i < 30; i++) {
        double ev = (low + high) / 2, light = 0.1845 * exp2 (ev), rgb[3] = {light, light, light};
        rf_plan_evaluate (scene_plan, rgb, rgb, 1);
        lab = lab_of_linear (rgb);
        if (lab.L < lightness)
            low = ev;
        else
            high = ev;
    }
    return lab;
}

/* A tint of greys is no colour of the patch. */
static double
chroma_against_grey (const RfPlan *scene_plan, int patch, double ev)
{
    Lab lab = patch_at (scene_plan, patch, ev), grey = scene_neutral (scene_plan, lab.L);

    return hypot (lab.a - grey.a, lab.b - grey.b);
}

/* Every patch starts as bright as middle grey: a bright one has less room above it than a dark one. */
static double
start_ev (int patch)
{
    double rgb[3];

    srgb_of_lab (patches[patch].lab, TRUE, rgb);
    return log2 (0.1845 / luminance_of_linear (rgb));
}

double
measure_chroma_kept (const RfPlan *scene_plan, int patch, double ev)
{
    double start = start_ev (patch);

    return chroma_against_grey (scene_plan, patch, start + ev) / chroma_against_grey (scene_plan, patch, start);
}

static gboolean
lies_in_srgb (Lab lab)
{
    double rgb[3];

    srgb_of_lab (lab, TRUE, rgb);
    return rgb[0] >= 0 && rgb[0] <= 1 && rgb[1] >= 0 && rgb[1] <= 1 && rgb[2] >= 0 && rgb[2] <= 1;
}

double
measure_chroma_room (const RfPlan *scene_plan, int patch, double ev)
{
    double start = start_ev (patch), low = 0, high = 16;
    Lab lab = patch_at (scene_plan, patch, start + ev), grey = scene_neutral (scene_plan, lab.L);

    /* From the grey of that lightness through the colour to sRGB's surface. */
    for (int i = 0; i < 30; i++) {
        double way = (low + high) / 2;
        if (lies_in_srgb ((Lab){lab.L, grey.a + way * (lab.a - grey.a), grey.b + way * (lab.b - grey.b)}))
            low = way;
        else
            high = way;
    }
    return low * measure_chroma_kept (scene_plan, patch, ev);
}

/* FALSE where what is left of the patch's colour is too weak or too dark for its hue to be seen. */
static gboolean
hue_against_grey_deg (const RfPlan *scene_plan, int patch, double ev, double *hue_deg)
{
    Lab lab = patch_at (scene_plan, patch, ev), grey = scene_neutral (scene_plan, lab.L);

    *hue_deg = atan2 (lab.b - grey.b, lab.a - grey.a) * 180 / G_PI;
    return hypot (lab.a - grey.a, lab.b - grey.b) >= 6 && lab.L >= 8;
}

double
measure_skin_drift_deg (const RfPlan *scene_plan)
{
    double drift = 0;

    for (int patch = 0; patch < 2; patch++) {
        double middle, hue;
        hue_against_grey_deg (scene_plan, patch, 0, &middle);
        for (double ev = -2; ev <= 4; ev += 0.5)
            if (hue_against_grey_deg (scene_plan, patch, ev, &hue))
                drift = fmax (drift, fabs (remainder (hue - middle, 360)));
    }
    return drift;
}

/* The change of the log-log slope within a hundredth of a stop, where it is largest. */
double
measure_corner (const RfPlan *scene_plan)
{
    double h = 0.01, previous = NAN, largest = 0;

    for (double ev = -7; ev < 5; ev += h) {
        double slope = log2 (measure_grey (scene_plan, ev + h) / measure_grey (scene_plan, ev)) / h;
        if (!isnan (previous))
            largest = fmax (largest, fabs (slope - previous));
        previous = slope;
    }
    return largest;
}

int
measure_levels_not_rising (const RfPlan *display_plan)
{
    double previous = -1;
    int n = 0;

    for (int level = 0; level < 4096; level++) {
        double v = level / 4095.0, rgb[3] = {v, v, v};
        rf_plan_evaluate (display_plan, rgb, rgb, 1);
        n += !(rgb[1] > previous);
        previous = rgb[1];
    }
    return n;
}

int
measure_stops_not_rising (const RfPlan *scene_plan)
{
    double previous = -1;
    int n = 0;

    for (double ev = -7; ev <= 7; ev += 0.25) {
        double light = measure_grey (scene_plan, ev);
        n += !(light > previous * (1 + 1e-5));
        previous = light;
    }
    return n;
}

double
measure_hue_lightness (const RfLook *look)
{
    /* The look with and without its bands, both without the tint of greys. */
    RfLook *bands = g_memdup2 (look, sizeof *look), *none = g_memdup2 (look, sizeof *look);
    double largest = 0;

    bands->tint.curve.n = none->tint.curve.n = none->n_bands = 0;
    RfPlan *moved = plan_for (bands, RF_INPUT_DISPLAY, 1, 0), *plain = plan_for (none, RF_INPUT_DISPLAY, 1, 0);
    for (int i = 0; i < N_PATCHES; i++) {
        double a[3], b[3];
        srgb_of_lab (patches[i].lab, FALSE, a);
        memcpy (b, a, sizeof a);
        rf_plan_evaluate (moved, a, a, 1);
        rf_plan_evaluate (plain, b, b, 1);
        largest = fmax (largest, fabs (lab_of_srgb (a).L - lab_of_srgb (b).L));
    }
    rf_plan_unref (moved);
    rf_plan_unref (plain);
    g_free (bands);
    g_free (none);
    return largest;
}

int
measure_strength_0 (const RfLook *look)
{
    enum { N = 5000 };
    RfSettings settings = RF_SETTINGS_DEFAULT;
    g_autoptr (GRand) rand = g_rand_new_with_seed (8);
    float in[4 * N], out[4 * N];
    RfTile from = {in, sizeof in, 0, 0, N, 1}, to = {out, sizeof out, 0, 0, N, 1};
    RfFrame frame = {0, 0, N, 1};
    RfSpace space;
    int changed = 0;

    for (int i = 0; i < 4 * N; i++)
        in[i] = (float)g_rand_double_range (rand, -0.5, 1.5);
    rf_space_init (&space, "srgb", RF_ENCODING_PERCEPTUAL);
    settings.strength = 0;
    RfPlan *plan = rf_plan_new (look, &settings, &space, NULL);
    rf_plan_apply (plan, &frame, &from, &to);
    rf_plan_unref (plan);
    for (int i = 0; i < 4 * N; i++)
        changed += memcmp (&in[i], &out[i], sizeof in[i]) != 0;
    return changed;
}

double
measure_jump (const RfLook *look)
{
    RfPlan *plan = plan_for (look, RF_INPUT_DISPLAY, 1e-6, 0);
    g_autoptr (GRand) rand = g_rand_new_with_seed (9);
    double largest = 0;

    for (int i = 0; i < 20000; i++) {
        double in[3], out[3];
        for (int c = 0; c < 3; c++)
            in[c] = g_rand_double (rand);
        if (i % 2)
            in[g_rand_int_range (rand, 0, 3)] = g_rand_int_range (rand, 0, 2); /* on the surface */
        rf_plan_evaluate (plan, in, out, 1);
        for (int c = 0; c < 3; c++)
            largest = fmax (largest, 255 * fabs (out[c] - in[c]));
    }
    rf_plan_unref (plan);
    return largest;
}

double
measure_half_way (const RfLook *look)
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
    rf_plan_unref (whole);
    rf_plan_unref (half);
    return off / way;
}
