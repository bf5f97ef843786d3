/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is measured all over the cube of colours: how close LUTs come, and other spaces. */
#include "measure.h"

#include "space.h"

#include <math.h>

/* Even in the numbers of pictures; even in stops over 14 stops of scene light. */
static void
fill_samples (LutSamples *samples, gboolean dark)
{
    g_autoptr (GRand) rand = g_rand_new_with_seed (5);

    for (int i = 0; i < 3 * samples->n; i++)
        samples->in[i] = samples->input == RF_INPUT_DISPLAY
                             ? g_rand_double_range (rand, 0, dark ? 0.2 : 1)
                             : 0.1845 * exp2 (g_rand_double_range (rand, -7, dark ? -4.2 : 7));
}

LutSamples *
lut_samples_new (const RfLook *look, RfInput input, gboolean dark)
{
    LutSamples *samples = g_new (LutSamples, 1);
    RfSettings settings = RF_SETTINGS_DEFAULT;
    RfSpace space;
    g_autofree double *exact = NULL;

    *samples = (LutSamples){input, dark ? N_LUT_SAMPLES / 4 : N_LUT_SAMPLES, NULL, NULL};
    samples->in = g_new (double, 3 * samples->n);
    samples->exact = g_new (Lab, samples->n);
    fill_samples (samples, dark);
    settings.input = input;
    rf_space_init (&space, "srgb", input == RF_INPUT_SCENE ? RF_ENCODING_LINEAR : RF_ENCODING_PERCEPTUAL);
    exact = g_new (double, 3 * samples->n);
    rf_look_evaluate (look, &settings, &space, samples->in, exact, (size_t)samples->n, NULL);
    for (int i = 0; i < samples->n; i++) {
        double *rgb = exact + 3 * i;
        for (int c = 0; c < 3 && input == RF_INPUT_SCENE; c++)
            rgb[c] = rf_encode (rgb[c]);
        samples->exact[i] = lab_of_srgb (rgb);
    }
    return samples;
}

void
lut_samples_free (LutSamples *samples)
{
    g_free (samples->in);
    g_free (samples->exact);
    g_free (samples);
}

Differences
measure_lut (const LutSamples *samples, const RfLut *lut)
{
    RfLutUse use = {RF_LUT_TETRAHEDRAL, RF_LUT_AS_IS, 1};
    g_autofree double *out = g_new (double, 3 * samples->n), *differences = g_new (double, samples->n);

    rf_lut_evaluate (lut, &use, samples->in, out, (size_t)samples->n);
    for (int i = 0; i < samples->n; i++)
        differences[i] = lab_difference (samples->exact[i], lab_of_srgb (out + 3 * i));
    return summarise (differences, (size_t)samples->n);
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
