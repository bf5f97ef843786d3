/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is measured all over the cube of colours: how close LUTs come, and other spaces. */
#include "measure.h"

#include "space.h"

#include <math.h>

/* Even in the numbers of pictures; even in stops over 14 stops of scene light. `dark`: only the lowest fifth of them, where a
 * cube's steps are the longest for what lies between. */
static double *
make_samples (RfInput input, gboolean dark)
{
    g_autoptr (GRand) rand = g_rand_new_with_seed (5);
    double *samples = g_new (double, 3 * N_LUT_SAMPLES);

    for (int i = 0; i < 3 * N_LUT_SAMPLES; i++)
        samples[i] = input == RF_INPUT_DISPLAY ? g_rand_double_range (rand, 0, dark ? 0.2 : 1)
                                               : 0.1845 * exp2 (g_rand_double_range (rand, -7, dark ? -4.2 : 7));
    return samples;
}

Differences
measure_lut (const RfLook *look, const RfLut *lut, gboolean dark)
{
    RfSettings settings = RF_SETTINGS_DEFAULT;
    RfInput input = rf_lut_input (lut);
    RfLutUse use = {RF_LUT_TETRAHEDRAL, RF_LUT_AS_IS, 1};
    RfSpace space;
    g_autofree double *in = make_samples (input, dark);
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
