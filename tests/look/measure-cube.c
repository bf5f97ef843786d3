/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is measured all over the cube of colours: smoothness, folds, and how close LUTs come. */
#include "measure.h"

#include "space.h"

#include <lcms2.h>
#include <math.h>

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

/* Even in the numbers of pictures; even in stops over 14 stops of scene light. */
static double *
make_samples (RfInput input)
{
    g_autoptr (GRand) rand = g_rand_new_with_seed (5);
    double *samples = g_new (double, 3 * N_LUT_SAMPLES);

    for (int i = 0; i < 3 * N_LUT_SAMPLES; i++)
        samples[i] =
            input == RF_INPUT_DISPLAY ? g_rand_double (rand) : 0.1845 * exp2 (g_rand_double_range (rand, -7, 7));
    return samples;
}

Differences
measure_lut (const RfLook *look, const RfLut *lut)
{
    RfSettings settings = RF_SETTINGS_DEFAULT;
    RfInput input = rf_lut_input (lut);
    RfLutUse use = {RF_LUT_TETRAHEDRAL, RF_LUT_AS_IS, 1};
    RfSpace space;
    g_autofree double *in = make_samples (input);
    g_autofree double *exact = g_new (double, 3 * N_LUT_SAMPLES);
    g_autofree double *differences = g_new (double, N_LUT_SAMPLES);

    settings.input = input;
    rf_space_init (&space, "srgb", input == RF_INPUT_SCENE ? RF_ENCODING_LINEAR : RF_ENCODING_PERCEPTUAL);
    rf_look_evaluate (look, &settings, &space, in, exact, N_LUT_SAMPLES, NULL);
    rf_lut_evaluate (lut, &use, in, in, N_LUT_SAMPLES);
    for (int i = 0; i < N_LUT_SAMPLES; i++) {
        double *rgb = exact + 3 * i;
        for (int c = 0; c < 3 && input == RF_INPUT_SCENE; c++)
            rgb[c] = rf_encode (rgb[c]);
        differences[i] = lab_difference (lab_of_srgb (rgb), lab_of_srgb (in + 3 * i));
    }
    return summarise (differences, N_LUT_SAMPLES);
}

#define N_SPACE_SAMPLES 5000

/* Colours of sRGB in an image of another space against the same in an sRGB image. */
static double
compare_with_srgb (const RfLook *look, const char *name)
{
    const RfColorimetry *srgb = rf_colorimetry_srgb ();
    RfSettings settings = RF_SETTINGS_DEFAULT;
    RfColorimetry wide;
    RfSpace srgb_space, space;
    g_autofree double *in = g_new (double, 3 * N_SPACE_SAMPLES), *moved = g_new (double, 3 * N_SPACE_SAMPLES);
    g_autofree double *differences = g_new (double, N_SPACE_SAMPLES);
    g_autoptr (GRand) rand = g_rand_new_with_seed (4);
    double xyz[3];

    rf_space_init (&srgb_space, "srgb", RF_ENCODING_LINEAR);
    rf_space_init (&space, name, RF_ENCODING_LINEAR);
    rf_colorimetry_init (&wide, &space, NULL);
    for (int i = 0; i < 3 * N_SPACE_SAMPLES; i++)
        in[i] = rf_decode (g_rand_double (rand));
    for (int i = 0; i < 3 * N_SPACE_SAMPLES; i += 3) {
        rf_matrix_apply (&srgb->to_xyz, in + i, xyz);
        rf_matrix_apply (&wide.from_xyz, xyz, moved + i);
    }
    rf_look_evaluate (look, &settings, &srgb_space, in, in, N_SPACE_SAMPLES, NULL);
    rf_look_evaluate (look, &settings, &space, moved, moved, N_SPACE_SAMPLES, NULL);
    for (int i = 0; i < N_SPACE_SAMPLES; i++) {
        double *a = in + 3 * i, *b = moved + 3 * i;
        rf_matrix_apply (&wide.to_xyz, b, xyz);
        rf_matrix_apply (&srgb->from_xyz, xyz, b);
        for (int c = 0; c < 3; c++) {
            a[c] = rf_encode (a[c]);
            b[c] = rf_encode (b[c]);
        }
        differences[i] = lab_difference (lab_of_srgb (a), lab_of_srgb (b));
    }
    return summarise (differences, N_SPACE_SAMPLES).p99;
}

double
measure_spaces (const RfLook *look)
{
    static const char *const names[] = {"display-p3", "adobe-rgb", "rec2020", "prophoto"};
    double worst = 0;

    for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
        worst = fmax (worst, compare_with_srgb (look, names[i]));
    return worst;
}
