/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure.h"

#include "plan.h"

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

static const RfColorimetry *
srgb (void)
{
    static RfColorimetry colorimetry;
    static gsize made;

    if (g_once_init_enter (&made)) {
        RfSpace space;
        rf_space_init (&space, "srgb", RF_ENCODING_LINEAR);
        rf_colorimetry_init (&colorimetry, &space, NULL);
        g_once_init_leave (&made, 1);
    }
    return &colorimetry;
}

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

    rf_matrix_apply (&srgb ()->to_xyz, rgb, xyz);
    cmsCIEXYZ white = {srgb ()->white[0], srgb ()->white[1], srgb ()->white[2]}, colour = {xyz[0], xyz[1], xyz[2]};
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
    rf_from_cielab (srgb (), (double[]){lab.L, lab.a, lab.b}, rgb);
    for (int c = 0; c < 3 && !linear; c++)
        rgb[c] = rf_encode (rgb[c]);
}

double
luminance_of_linear (const double rgb[3])
{
    double xyz[3];
    rf_matrix_apply (&srgb ()->to_xyz, rgb, xyz);
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

/* CIELAB of sRGB relative to its own white, D65, as the reference figures were taken: the identity measures 0.049. */
static Lab
lab_d65_of_srgb (const double rgb[3])
{
    static const RfMatrix to_xyz = {
        {0.4123908, 0.3575843, 0.1804808, 0.2126390, 0.7151687, 0.0721923, 0.0193308, 0.1191948, 0.9505322}};
    cmsCIEXYZ white = {0.9504559, 1, 1.0890578}, colour;
    cmsCIELab lab;
    double xyz[3];

    rf_matrix_apply (&to_xyz, (double[]){rf_decode (rgb[0]), rf_decode (rgb[1]), rf_decode (rgb[2])}, xyz);
    colour = (cmsCIEXYZ){xyz[0], xyz[1], xyz[2]};
    cmsXYZ2Lab (&white, &lab, &colour);
    return (Lab){lab.L, lab.a, lab.b};
}

/* RMS of the second difference of CIEDE2000 along 3000 random ramps of 65 steps: the differences of neighbours, and how much
 * these change from step to step. */
double
measure_smoothness (const RfPlan *display_plan)
{
    g_autoptr (GRand) rand = g_rand_new_with_seed (1);
    double sum = 0;
    size_t n = 0;

    for (int ramp = 0; ramp < 3000; ramp++) {
        double ends[2][3], previous_difference = 0;
        Lab previous = {0};
        for (int c = 0; c < 6; c++)
            ends[c / 3][c % 3] = g_rand_double (rand);
        for (int step = 0; step < 65; step++) {
            double rgb[3];
            for (int c = 0; c < 3; c++)
                rgb[c] = ends[0][c] + (ends[1][c] - ends[0][c]) * step / 64;
            rf_plan_evaluate (display_plan, rgb, rgb, 1);
            Lab lab = lab_d65_of_srgb (rgb);
            double difference = step > 0 ? lab_difference (lab, previous) : 0;
            if (step > 1) {
                sum += (difference - previous_difference) * (difference - previous_difference);
                n++;
            }
            previous_difference = difference;
            previous = lab;
        }
    }
    return sqrt (sum / (double)n);
}

#define GRID 33

static const double *
grid_point (const double *grid, int r, int g, int b)
{
    return grid + 3 * ((b * GRID + g) * GRID + r);
}

void
measure_cube (const RfPlan *display_plan, double *folded_pct, double *clipped_pct)
{
    g_autofree double *grid = g_new (double, 3 * GRID * GRID * GRID);
    int folded = 0, clipped = 0, inside = 0;

    for (int i = 0; i < GRID * GRID * GRID; i++) {
        double *rgb = grid + 3 * i;
        int place[3] = {i % GRID, i / GRID % GRID, i / GRID / GRID};
        gboolean inner = TRUE, touches = FALSE;
        for (int c = 0; c < 3; c++) {
            rgb[c] = place[c] / (GRID - 1.0);
            inner &= place[c] > 0 && place[c] < GRID - 1;
        }
        rf_plan_evaluate (display_plan, rgb, rgb, 1);
        for (int c = 0; c < 3; c++)
            touches |= rgb[c] <= 0 || rgb[c] >= 1;
        inside += inner;
        clipped += inner && touches;
    }
    for (int b = 0; b < GRID - 1; b++)
        for (int g = 0; g < GRID - 1; g++)
            for (int r = 0; r < GRID - 1; r++) {
                const double *p = grid_point (grid, r, g, b), *x = grid_point (grid, r + 1, g, b),
                             *y = grid_point (grid, r, g + 1, b), *z = grid_point (grid, r, g, b + 1);
                double j[3][3];
                for (int c = 0; c < 3; c++) {
                    j[0][c] = x[c] - p[c];
                    j[1][c] = y[c] - p[c];
                    j[2][c] = z[c] - p[c];
                }
                double volume = j[0][0] * (j[1][1] * j[2][2] - j[1][2] * j[2][1]) -
                                j[0][1] * (j[1][0] * j[2][2] - j[1][2] * j[2][0]) +
                                j[0][2] * (j[1][0] * j[2][1] - j[1][1] * j[2][0]);
                folded += volume < 0;
            }
    *folded_pct = 100.0 * folded / ((GRID - 1) * (GRID - 1) * (GRID - 1));
    *clipped_pct = 100.0 * clipped / inside;
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

double
measure_chroma_kept (const RfPlan *scene_plan, int patch, double ev)
{
    /* Every patch starts as bright as middle grey: a bright one has less room above it than a dark one. */
    double rgb[3];
    srgb_of_lab (patches[patch].lab, TRUE, rgb);
    double start = log2 (0.1845 / luminance_of_linear (rgb));
    Lab before = patch_at (scene_plan, patch, start), after = patch_at (scene_plan, patch, start + ev);
    return hypot (after.a, after.b) / hypot (before.a, before.b);
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

/* Tetrahedral interpolation, as plainly as it can be written: the yardstick for the kernel's. */
static void
interpolate (const float *table, int size, const double in[3], double out[3])
{
    int lowest[3], order[3] = {0, 1, 2}, step[3] = {1, size, size * size}, at = 0;
    double fraction[3];

    for (int c = 0; c < 3; c++) {
        double place = in[c] * (size - 1);
        lowest[c] = MIN ((int)place, size - 2);
        fraction[c] = place - lowest[c];
        at += lowest[c] * step[c];
    }
    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 2; k++)
            if (fraction[order[k]] < fraction[order[k + 1]]) {
                int swap = order[k];
                order[k] = order[k + 1];
                order[k + 1] = swap;
            }
    for (int c = 0; c < 3; c++)
        out[c] = (1 - fraction[order[0]]) * table[3 * at + c];
    for (int k = 0; k < 3; k++) {
        at += step[order[k]];
        double weight = fraction[order[k]] - (k < 2 ? fraction[order[k + 1]] : 0);
        for (int c = 0; c < 3; c++)
            out[c] += weight * table[3 * at + c];
    }
}

Differences
measure_table_error (const RfPlan *plan, int size, size_t samples)
{
    g_autofree float *table = g_new (float, 3 * size * size * size);
    g_autofree double *differences = g_new (double, samples);
    g_autoptr (GRand) rand = g_rand_new_with_seed (2);

    for (int i = 0; i < size * size * size; i++) {
        double rgb[3] = {i % size / (size - 1.0), i / size % size / (size - 1.0), i / size / size / (size - 1.0)};
        rf_plan_evaluate (plan, rgb, rgb, 1);
        for (int c = 0; c < 3; c++)
            table[3 * i + c] = (float)rgb[c];
    }
    for (size_t i = 0; i < samples; i++) {
        double in[3] = {g_rand_double (rand), g_rand_double (rand), g_rand_double (rand)}, exact[3], baked[3];
        rf_plan_evaluate (plan, in, exact, 1);
        interpolate (table, size, in, baked);
        differences[i] = lab_difference (lab_of_srgb (exact), lab_of_srgb (baked));
    }
    return summarise (differences, samples);
}
