/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pixels through LUTs: the fast way is the exact one, within float's rounding, whatever comes in. */
#include "lut-files.h"
#include "tap.h"

#include <math.h>

/* A LUT of lut_sample; `curve` steps of a curve before it, 0 for none; `size` steps of a cube, 0 for none. */
static RfLut *
make_lut (int curve, int size)
{
    RfLut *lut = rf_lut_new ();

    if (curve) {
        rf_lut_alloc_curve (lut, curve);
        for (int i = 0; i < 3 * curve; i++)
            lut->curve[i] = powf ((float)(i % curve) / (float)(curve - 1), 0.6f + 0.2f * (float)(i / curve));
    }
    if (size)
        rf_lut_alloc_cells (lut, size);
    for (int i = 0; i < size * size * size; i++) {
        double colour[3];
        lut_sample (i % size / (size - 1.0), i / size % size / (size - 1.0), i / size / size / (size - 1.0), colour);
        for (int c = 0; c < 3; c++)
            lut->cells[4 * i + c] = (float)colour[c];
    }
    return lut;
}

static RfLut *
make_identity (int size)
{
    RfLut *lut = rf_lut_new ();

    rf_lut_alloc_cells (lut, size);
    for (int i = 0; i < size * size * size; i++) {
        lut->cells[4 * i] = (float)(i % size) / (float)(size - 1);
        lut->cells[4 * i + 1] = (float)(i / size % size) / (float)(size - 1);
        lut->cells[4 * i + 2] = (float)(i / size / size) / (float)(size - 1);
    }
    return lut;
}

/* Mostly within [-0.3, 1.3] of `span`, with every kind of number that pixels can hold. */
static float *
make_pixels (size_t n, double span, guint32 seed)
{
    static const float odd[] = {0, -0.0f, 1, INFINITY, -INFINITY, NAN, 1e-42f, 3e38f, -1e30f, 0.5f};
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    float *pixels = g_new (float, 4 * n);

    for (size_t i = 0; i < 4 * n; i++)
        pixels[i] = g_rand_int_range (rand, 0, 50) == 0
                        ? odd[g_rand_int_range (rand, 0, G_N_ELEMENTS (odd))] * (float)span
                        : (float)(g_rand_double_range (rand, i % 3 ? 0 : -0.3, i % 5 ? 1 : 1.3) * span);
    return pixels;
}

static void
require_exact (const RfLut *lut, const RfLutUse *use, double span, const char *what)
{
    const size_t n = 3001; /* no multiple of a block */
    g_autofree float *in = make_pixels (n, span, 7);
    g_autofree float *out = g_new0 (float, 4 * n + 4);

    out[4 * n] = 42;
    rf_lut_apply (lut, use, in, out, n);
    REQUIRE (out[4 * n] == 42, "%s: wrote beyond the last pixel", what);
    for (size_t i = 0; i < n; i++) {
        double rgb[3] = {(double)in[4 * i], (double)in[4 * i + 1], (double)in[4 * i + 2]};
        rf_lut_evaluate (lut, use, rgb, rgb, 1);
        REQUIRE (memcmp (&in[4 * i + 3], &out[4 * i + 3], sizeof (float)) == 0, "%s: alpha of pixel %zu", what, i);
        for (size_t c = 0; c < 3; c++) {
            double fast = (double)out[4 * i + c];
            REQUIRE (isnan (rgb[c]) == isnan (fast), "%s: pixel %zu %zu: %g and %g", what, i, c, rgb[c], fast);
            if (!isnan (fast) && isfinite (fast))
                REQUIRE_CMP (fabs (fast - rgb[c]), <=, 4e-6 * MAX (1, fabs (rgb[c])), "%g",
                             "%s: pixel %zu (%g %g %g), channel %zu: %g, expected %g", what, i, (double)in[4 * i],
                             (double)in[4 * i + 1], (double)in[4 * i + 2], c, fast, rgb[c]);
        }
    }
}

TEST (the_fast_way_is_the_exact_one)
{
    static const int shapes[][2] = {{0, 2}, {0, 33}, {0, 64}, {17, 0}, {1024, 9}};

    for (int shape = 0; shape < (int)G_N_ELEMENTS (shapes); shape++)
        for (int interpolation = 0; interpolation < 2; interpolation++)
            for (int passage = 0; passage < 5; passage++)
                for (double strength = 0; strength <= 1; strength += 0.5) {
                    RfLut *lut = make_lut (shapes[shape][0], shapes[shape][1]);
                    RfLutUse use = {(RfLutInterpolation)interpolation, (RfLutPassage)passage, strength};
                    g_autofree char *what =
                        g_strdup_printf ("curve %d, cube %d, interpolation %d, passage %d, strength %g",
                                         shapes[shape][0], shapes[shape][1], interpolation, passage, strength);
                    if (passage == RF_LUT_SCENE)
                        lut->high[0] = lut->high[1] = lut->high[2] = 23.616;
                    require_exact (lut, &use, passage >= RF_LUT_SCENE ? 23.616 : 1, what);
                    rf_lut_unref (lut);
                }
}

TEST (strength_0_keeps_every_bit)
{
    RfLut *lut = make_lut (0, 9);
    RfLutUse use = {RF_LUT_TETRAHEDRAL, RF_LUT_AS_IS, 0};
    g_autofree float *in = make_pixels (500, 1, 1);
    g_autofree float *out = g_new0 (float, 2000);

    rf_lut_apply (lut, &use, in, out, 500);
    REQUIRE (memcmp (in, out, 2000 * sizeof (float)) == 0, "changed");
    rf_lut_unref (lut);
}

TEST (in_place_and_in_pieces_give_the_same_bits)
{
    RfLut *lut = make_lut (100, 17);
    RfLutUse use = {RF_LUT_TRILINEAR, RF_LUT_AS_IS, 0.7};
    g_autofree float *whole = make_pixels (1000, 1, 2);
    g_autofree float *pieces = make_pixels (1000, 1, 2);

    rf_lut_apply (lut, &use, whole, whole, 1000);
    for (size_t at = 0, n = 1; at < 1000; at += n, n = n % 130 + 1)
        rf_lut_apply (lut, &use, pieces + 4 * at, pieces + 4 * at, MIN (n, 1000 - at));
    REQUIRE (memcmp (whole, pieces, 4000 * sizeof (float)) == 0, "differ");
    rf_lut_unref (lut);
}

TEST (a_LUT_that_changes_nothing_changes_nothing_even_beyond_its_range)
{
    RfLut *lut = make_identity (5);
    g_autoptr (GRand) rand = g_rand_new_with_seed (3);

    for (int i = 0; i < 20000; i++) {
        RfLutUse use = {(RfLutInterpolation)(i % 2), RF_LUT_AS_IS, 1};
        double in[3], out[3];
        for (int c = 0; c < 3; c++)
            in[c] = g_rand_double_range (rand, -2, 4);
        rf_lut_evaluate (lut, &use, in, out, 1);
        for (int c = 0; c < 3; c++)
            REQUIRE_CMP (fabs (in[c] - out[c]), <=, 1e-6, "%g", "%g %g %g, channel %d", in[0], in[1], in[2], c);
    }
    rf_lut_unref (lut);
}

TEST (colours_go_over_the_edge_without_a_step)
{
    RfLut *lut = make_lut (0, 17);
    g_autoptr (GRand) rand = g_rand_new_with_seed (4);
    RfLutUse use = {RF_LUT_TETRAHEDRAL, RF_LUT_AS_IS, 1};

    for (int i = 0; i < 5000; i++) {
        double in[3], beyond[3], inside[3];
        for (int c = 0; c < 3; c++)
            in[c] = g_rand_double (rand);
        in[i % 3] = i % 2;
        memcpy (beyond, in, sizeof in);
        memcpy (inside, in, sizeof in);
        beyond[i % 3] += i % 2 ? 1e-7 : -1e-7;
        rf_lut_evaluate (lut, &use, beyond, beyond, 1);
        rf_lut_evaluate (lut, &use, inside, inside, 1);
        for (int c = 0; c < 3; c++)
            REQUIRE_CMP (fabs (inside[c] - beyond[c]), <=, 1e-5, "%g", "%g %g %g, channel %d", in[0], in[1], in[2], c);
    }
    rf_lut_unref (lut);
}

/* Halfway in a cell with one corner of 1: the tetrahedron through the grey line does not touch it, the eight corners do. */
TEST (the_interpolations_differ_as_they_should)
{
    RfLut *lut = rf_lut_new ();
    double grey[3] = {0.5, 0.5, 0.5}, out[3];

    rf_lut_alloc_cells (lut, 2);
    lut->cells[4] = 1; /* red of the red corner */
    rf_lut_evaluate (lut, &(RfLutUse){RF_LUT_TETRAHEDRAL, RF_LUT_AS_IS, 1}, grey, out, 1);
    REQUIRE_CMP (out[0], ==, 0.0, "%g", "tetrahedral");
    rf_lut_evaluate (lut, &(RfLutUse){RF_LUT_TRILINEAR, RF_LUT_AS_IS, 1}, grey, out, 1);
    REQUIRE_CMP (out[0], ==, 0.125, "%g", "trilinear");
    rf_lut_unref (lut);
}

int
main (void)
{
    return tap_main ();
}
