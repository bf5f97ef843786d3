/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Encodings, primaries, Oklab and CIELAB: against published values, and there and back. */
#include "space.h"
#include "../tap.h"
#include "colour.h"
#include "unit.h"

#include <math.h>

static const char *const names[] = {"srgb", "display-p3", "adobe-rgb", "rec2020", "prophoto"};

static void
require_near (const double value[3], const double expected[3], double tolerance, const char *what)
{
    for (int c = 0; c < 3; c++)
        REQUIRE_CMP (fabs (value[c] - expected[c]), <=, tolerance, "%g", "%s: number %d is %.9g instead of %.9g", what,
                     c, value[c], expected[c]);
}

TEST (encoding_is_the_srgb_curve_and_decoding_its_inverse)
{
    static const double known[][2] = {{0, 0},
                                      {0.5, 0.214041140482},
                                      {0.04, 0.003095975232},
                                      {1, 1},
                                      {0.735356983053, 0.5},
                                      {-0.5, -0.214041140482},
                                      {2, 4.953845751588}};

    for (size_t i = 0; i < G_N_ELEMENTS (known); i++) {
        REQUIRE_CMP (fabs (rf_decode (known[i][0]) - known[i][1]), <, 1e-8, "%g", "decoded %g", known[i][0]);
        REQUIRE_CMP (fabs (rf_encode (known[i][1]) - known[i][0]), <, 1e-8, "%g", "encoded %g", known[i][1]);
    }
    for (int level = -8192; level <= 16384; level++) {
        double v = level / 4096.0;
        REQUIRE_CMP (fabs (rf_encode (rf_decode (v)) - v), <, 1e-7, "%g", "%g there and back", v);
        REQUIRE_CMP (rf_decode (v), >, rf_decode (v - 1 / 4096.0), "%.17g", "rising at %g", v);
    }
}

TEST (a_product_applies_its_second_matrix_first)
{
    static const RfMatrix a = {{1, 2, 0, 0, 1, 0, 0, 0, 1}}, b = {{0, 1, 0, 1, 0, 0, 0, 0, 3}};
    static const double v[3] = {5, 7, 11};
    RfMatrix product = rf_matrix_product (&a, &b);
    double out[3];

    rf_matrix_apply (&product, v, out);
    require_near (out, (double[]){17, 5, 33}, 0, "a b v");
}

TEST (an_inverse_undoes_its_matrix_and_flat_ones_have_none)
{
    guint64 state = 3;

    for (int i = 0; i < 1000; i++) {
        RfMatrix matrix, inverse;
        double v[3], out[3];
        for (int k = 0; k < 9; k++)
            matrix.m[k] = random_between (&state, -1, 1) + (k % 4 == 0 ? 3 : 0);
        for (int k = 0; k < 3; k++)
            v[k] = random_between (&state, -1, 1);
        REQUIRE (rf_matrix_invert (&matrix, &inverse), "matrix %d", i);
        rf_matrix_apply (&matrix, v, out);
        rf_matrix_apply (&inverse, out, out);
        require_near (out, v, 1e-12, "there and back");
    }
    static const RfMatrix flat = {{1, 2, 3, 2, 4, 6, 1, 1, 1}};
    RfMatrix inverse;
    REQUIRE (!rf_matrix_invert (&flat, &inverse), "the inverse of a flat matrix");
}

/* B. Lindbloom's table of RGB working spaces, adapted to D50; the ICC profiles of Display P3 and Rec.2020. */
TEST (primaries_are_those_of_the_standards)
{
    static const double known[][9] = {
        {0.4360747, 0.3850649, 0.1430804, 0.2225045, 0.7168786, 0.0606169, 0.0139322, 0.0971045, 0.7141733},
        {0.51512, 0.29198, 0.15710, 0.24120, 0.69225, 0.06657, -0.00105, 0.04189, 0.78407},
        {0.6097559, 0.2052401, 0.1492240, 0.3111242, 0.6256560, 0.0632197, 0.0194811, 0.0608902, 0.7448387},
        {0.673459, 0.165661, 0.125100, 0.279033, 0.675338, 0.0456288, -0.00193139, 0.0299794, 0.797162},
        {0.7976749, 0.1351917, 0.0313534, 0.2880402, 0.7118741, 0.0000857, 0, 0, 0.8252100},
    };
    RfSpace space;

    for (size_t i = 0; i < G_N_ELEMENTS (names); i++) {
        REQUIRE (rf_space_init (&space, names[i], RF_ENCODING_PERCEPTUAL), "%s", names[i]);
        REQUIRE (space.encoding == RF_ENCODING_PERCEPTUAL, "%s: another encoding", names[i]);
        for (int row = 0; row < 3; row++)
            require_near (&space.to_xyz[3 * row], &known[i][3 * row], 5e-4, names[i]);
    }
    REQUIRE (!rf_space_init (&space, "sRGB", RF_ENCODING_LINEAR), "a space that is none");
    REQUIRE (!rf_space_init (&space, "", RF_ENCODING_LINEAR), "a space that is none");
}

TEST (white_is_d50_and_greys_are_exactly_neutral_in_every_space)
{
    for (size_t i = 0; i < G_N_ELEMENTS (names); i++) {
        RfColorimetry colorimetry = colorimetry_of (names[i]);
        require_near (colorimetry.white, (double[]){0.9642, 1, 0.8249}, 2e-4, names[i]);
        REQUIRE_CMP (fabs (colorimetry.white[1] - 1), <, 1e-12, "%g", "%s: Y of white", names[i]);
        for (int level = 0; level <= 512; level++) {
            double grey = level / 256.0, lab[3];
            rf_to_oklab (&colorimetry, (double[]){grey, grey, grey}, lab);
            require_near (lab, (double[]){cbrt (grey), 0, 0}, 1e-12, names[i]);
        }
    }
}

/* B. Ottosson's own conversion of the corners of sRGB. */
TEST (oklab_of_srgb_is_as_published)
{
    static const double known[][2][3] = {
        {{1, 0, 0}, {0.627955, 0.224863, 0.125846}},   {{0, 1, 0}, {0.866440, -0.233888, 0.179498}},
        {{0, 0, 1}, {0.452014, -0.032457, -0.311528}}, {{1, 1, 0}, {0.967983, -0.071369, 0.198570}},
        {{0, 1, 1}, {0.905399, -0.149444, -0.039398}}, {{1, 0, 1}, {0.701674, 0.274566, -0.169156}},
    };
    RfColorimetry colorimetry = colorimetry_of ("srgb");

    for (size_t i = 0; i < G_N_ELEMENTS (known); i++) {
        double lab[3];
        rf_to_oklab (&colorimetry, known[i][0], lab);
        require_near (lab, known[i][1], 1e-4, "Oklab");
    }
}

TEST (a_colour_has_one_oklab_in_every_space)
{
    RfColorimetry srgb = colorimetry_of ("srgb");
    guint64 state = 5;

    for (size_t i = 1; i < G_N_ELEMENTS (names); i++) {
        RfColorimetry other = colorimetry_of (names[i]);
        for (int k = 0; k < 1000; k++) {
            double rgb[3], xyz[3], a[3], b[3];
            for (int c = 0; c < 3; c++)
                rgb[c] = random_between (&state, 0.01, 1);
            rf_to_oklab (&srgb, rgb, a);
            rf_matrix_apply (&srgb.to_xyz, rgb, xyz);
            rf_matrix_apply (&other.from_xyz, xyz, rgb);
            rf_to_oklab (&other, rgb, b);
            require_near (b, a, 5e-4, names[i]);
        }
    }
}

TEST (oklab_there_and_back_is_the_same_colour)
{
    guint64 state = 7;

    for (size_t i = 0; i < G_N_ELEMENTS (names); i++) {
        RfColorimetry colorimetry = colorimetry_of (names[i]);
        for (int k = 0; k < 10000; k++) {
            double rgb[3], lab[3], back[3];
            for (int c = 0; c < 3; c++)
                rgb[c] = random_between (&state, -0.2, 1.5);
            rf_to_oklab (&colorimetry, rgb, lab);
            rf_from_oklab (&colorimetry, lab, back);
            require_near (back, rgb, 1e-6, names[i]);
        }
    }
}

TEST (working_light_is_linear_rec2020)
{
    static const double red[3] = {0.627404, 0.069097, 0.016391}; /* ITU-R BT.2087, red of BT.709 */
    RfColorimetry srgb = colorimetry_of ("srgb"), rec2020 = colorimetry_of ("rec2020");
    double out[3];

    rf_matrix_apply (&srgb.to_working, (double[]){1, 0, 0}, out);
    require_near (out, red, 1e-4, "red");
    rf_matrix_apply (&rec2020.to_working, (double[]){0.2, 0.5, 0.7}, out);
    require_near (out, (double[]){0.2, 0.5, 0.7}, 1e-12, "Rec.2020 itself");
}

TEST (cielab_is_relative_to_white)
{
    static const double primaries[][3] = {{54.29, 80.81, 69.89}, {87.82, -79.27, 80.99}, {29.57, 68.30, -112.03}};
    RfColorimetry srgb = colorimetry_of ("srgb");

    for (size_t i = 0; i < G_N_ELEMENTS (names); i++) {
        RfColorimetry colorimetry = colorimetry_of (names[i]);
        for (int l = 0; l <= 100; l++) {
            double rgb[3], y = l > 8 ? pow ((l + 16) / 116.0, 3) : l * 27.0 / 24389;
            rf_from_cielab (&colorimetry, (double[]){l, 0, 0}, rgb);
            require_near (rgb, (double[]){y, y, y}, 1e-9, names[i]);
            REQUIRE_CMP (fabs (rf_lightness (y) - l), <, 1e-9, "%g", "L* %d", l);
        }
    }
    for (int c = 0; c < 3; c++) {
        double rgb[3];
        rf_from_cielab (&srgb, primaries[c], rgb);
        require_near (rgb, (double[]){c == 0, c == 1, c == 2}, 2e-3, "a corner of sRGB");
    }
}

TEST (cielab_there_and_back_is_the_same_colour)
{
    for (size_t i = 0; i < G_N_ELEMENTS (names); i++) {
        RfColorimetry colorimetry = colorimetry_of (names[i]);
        for (int step = 0; step < 1000; step++) {
            double rgb[3] = {step % 10 / 9.0, step / 10 % 10 / 9.0, step / 100 / 9.0}, lab[3], back[3];
            rf_to_cielab (&colorimetry, rgb, lab);
            rf_from_cielab (&colorimetry, lab, back);
            require_near (back, rgb, 1e-9, names[i]);
        }
    }
}

TEST (primaries_without_volume_are_an_error)
{
    static const double bad[][9] = {
        {0},
        {0.4, 0.4, 0.1, 0.2, 0.2, 0.1, 0.1, 0.1, 0.7},
        {NAN, 0.4, 0.1, 0.2, 0.7, 0.1, 0.0, 0.1, 0.7},
        {INFINITY, 0.4, 0.1, 0.2, 0.7, 0.1, 0.0, 0.1, 0.7},
    };

    for (size_t i = 0; i < G_N_ELEMENTS (bad); i++) {
        g_autoptr (GError) error = NULL;
        RfColorimetry colorimetry;
        RfSpace space;
        memcpy (space.to_xyz, bad[i], sizeof space.to_xyz);
        REQUIRE (!rf_colorimetry_init (&colorimetry, &space, &error), "space %zu", i);
        REQUIRE (g_error_matches (error, RF_ERROR, RF_ERROR_VALUE), "space %zu", i);
        REQUIRE_TEXT (error->message, "primaries", "space %zu", i);
    }
}

int
main (void)
{
    return tap_main ();
}
