/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every look, also tomorrow's, as LUTs: what is written is what the look does at the cube's steps, and close to it between
 * them. Differences are CIEDE2000 of sRGB pictures. */
#include "lut-files.h"
#include "tap.h"
#include "targets.h"

#include <glib/gstdio.h>
#include <math.h>

static char *folder;

static const RfLook *const *
all_looks (size_t *n)
{
    const RfLook *const *looks = rf_looks (n);

    REQUIRE_CMP (*n, >, (size_t)0, "%zu", "no look: %s", rf_registry_problems ()[0]);
    return looks;
}

static RfSettings
settings_for (RfInput input)
{
    RfSettings settings = RF_SETTINGS_DEFAULT;

    settings.input = input;
    return settings;
}

/* Baked, written and read again. */
static RfLut *
bake (const RfLook *look, RfInput input, int size, const char *suffix)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *path = g_strdup_printf ("%s/%s-%d-%d%s", folder, rf_look_id (look), (int)input, size, suffix);
    RfSettings settings = settings_for (input);
    RfLut *baked = rf_lut_bake (look, &settings, size, &error);

    REQUIRE (baked != NULL, "%s: %s", rf_look_id (look), error->message);
    REQUIRE (rf_lut_save (baked, path, &error), "%s: %s", path, error->message);
    rf_lut_unref (baked);
    RfLut *read = rf_lut_read (path, &error);
    REQUIRE (read != NULL, "%s: %s", path, error->message);
    g_remove (path);
    return read;
}

/* What a cell is off by to the look at that step. */
static double
largest_step_error (const RfLook *look, const RfLut *lut)
{
    RfPlan *plan = plan_for (look, lut->input, 1, 0);
    int n = lut->size * lut->size * lut->size;
    double worst = 0;

    /* Of a large cube every seventh cell: of all rows and planes. */
    for (int i = 0; i < n; i += n > 50000 ? 7 : 1) {
        double rgb[3] = {i % lut->size / (lut->size - 1.0), i / lut->size % lut->size / (lut->size - 1.0),
                         i / lut->size / lut->size / (lut->size - 1.0)};
        for (int c = 0; c < 3 && lut->input == RF_INPUT_SCENE; c++)
            rgb[c] = 0.1845 / 128 * (exp2 (rgb[c] * log2 (16385)) - 1);
        rf_plan_evaluate (plan, rgb, rgb, 1);
        for (int c = 0; c < 3; c++) {
            double light = fabs (rgb[c]);
            if (lut->input == RF_INPUT_SCENE)
                rgb[c] = light <= 0.0031308 ? 12.92 * light : 1.055 * pow (light, 1 / 2.4) - 0.055;
            worst = fmax (worst, fabs (rgb[c] - (double)lut->cells[4 * i + c]));
        }
    }
    rf_plan_unref (plan);
    return worst;
}

TEST (what_is_read_back_is_the_look_at_every_step)
{
    static const struct {
        RfInput input;
        int size;
        const char *suffix;
        double tolerance;
    } cases[] = {
        {RF_INPUT_DISPLAY, 33, ".cube", 1e-6},
        {RF_INPUT_SCENE, 17, ".cube", 1e-6},
        {RF_INPUT_DISPLAY, 64, ".png", 0.51 / 65535},
    };
    size_t n;
    const RfLook *const *looks = all_looks (&n);

    for (size_t i = 0; i < n; i++)
        for (int k = 0; k < (int)G_N_ELEMENTS (cases); k++) {
            RfLut *lut = bake (looks[i], cases[k].input, cases[k].size, cases[k].suffix);
            REQUIRE_CMP (lut->size, ==, cases[k].size, "%d", "%s", rf_look_id (looks[i]));
            REQUIRE (lut->input == cases[k].input, "%s: the file does not say what it takes", rf_look_id (looks[i]));
            REQUIRE (strcmp (rf_lut_title (lut), rf_look_title (looks[i])) == 0, "%s: the title is «%s»",
                     rf_look_id (looks[i]), rf_lut_title (lut));
            REQUIRE_CMP (largest_step_error (looks[i], lut), <=, cases[k].tolerance, "%g", "%s, %d steps, %s",
                         rf_look_id (looks[i]), cases[k].size, cases[k].suffix);
            rf_lut_unref (lut);
        }
}

/* The curve before the cube is read back too. How close cubes are to their looks, the look suite measures in memory. */
TEST (log_cubes_do_the_same_when_they_are_read_back)
{
    enum { SAMPLES = 2000 };
    size_t n;
    const RfLook *const *looks = all_looks (&n);
    RfLutUse use = {RF_LUT_TETRAHEDRAL, RF_LUT_AS_IS, 1};
    RfSettings settings = settings_for (RF_INPUT_SCENE);
    g_autoptr (GRand) rand = g_rand_new_with_seed (6);
    double in[3 * SAMPLES], baked[3 * SAMPLES], read[3 * SAMPLES];

    for (int i = 0; i < 3 * SAMPLES; i++)
        in[i] = 0.1845 * exp2 (g_rand_double_range (rand, -9, 8));
    for (size_t i = 0; i < n; i++) {
        RfLut *in_memory = rf_lut_bake (looks[i], &settings, 17, NULL),
              *lut = bake (looks[i], RF_INPUT_SCENE, 17, ".cube");
        rf_lut_evaluate (in_memory, &use, in, baked, SAMPLES);
        rf_lut_evaluate (lut, &use, in, read, SAMPLES);
        rf_lut_unref (in_memory);
        rf_lut_unref (lut);
        for (int k = 0; k < 3 * SAMPLES; k++)
            REQUIRE_CMP (fabs (baked[k] - read[k]), <=, 1e-5, "%g", "%s at light %g", rf_look_id (looks[i]), in[k]);
    }
}

TEST (evaluating_without_a_plan_gives_the_plans_bits)
{
    enum { SAMPLES = 10000 };
    size_t n;
    const RfLook *const *looks = all_looks (&n);
    g_autoptr (GRand) rand = g_rand_new_with_seed (5);
    g_autofree double *in = g_new (double, 3 * SAMPLES), *out = g_new (double, 3 * SAMPLES);

    for (int input = 0; input < 2; input++) {
        RfSettings settings = settings_for ((RfInput)input);
        RfSpace space;
        rf_space_init (&space, "srgb", input == RF_INPUT_SCENE ? RF_ENCODING_LINEAR : RF_ENCODING_PERCEPTUAL);
        settings.strength = 0.6;
        for (int i = 0; i < 3 * SAMPLES; i++)
            in[i] = g_rand_double (rand);
        RfPlan *plan = rf_plan_new (looks[0], &settings, &space, NULL);
        rf_look_evaluate (looks[0], &settings, &space, in, out, SAMPLES, NULL);
        rf_plan_evaluate (plan, in, in, SAMPLES);
        REQUIRE (memcmp (in, out, 3 * SAMPLES * sizeof *in) == 0, "input %d", input);
        rf_plan_unref (plan);
    }
}

TEST (sizes_and_settings_out_of_range_are_errors)
{
    size_t n;
    const RfLook *const *looks = all_looks (&n);
    RfSettings settings = RF_SETTINGS_DEFAULT;
    g_autoptr (GError) size = NULL, strength = NULL;

    REQUIRE (!rf_lut_bake (looks[0], &settings, 1, &size), "size 1");
    REQUIRE_TEXT (size->message, "size: 1 is outside 2 … 144", "size 1");
    settings.strength = 2;
    REQUIRE (!rf_lut_bake (looks[0], &settings, 17, &strength), "strength 2");
    REQUIRE_TEXT (strength->message, "strength: 2 is outside 0 … 1", "strength 2");
}

TEST (what_a_format_cannot_hold_is_an_error)
{
    size_t n;
    const RfLook *const *looks = all_looks (&n);
    RfSettings settings = RF_SETTINGS_DEFAULT;
    g_autoptr (GError) hald = NULL, name = NULL, place = NULL;
    RfLut *lut = rf_lut_bake (looks[0], &settings, 17, NULL);

    REQUIRE (!rf_lut_save (lut, "/tmp/a.png", &hald), "17 steps as a Hald image");
    REQUIRE_TEXT (hald->message, "a cube of 4, 9, 16", "Hald");
    REQUIRE (!rf_lut_save (lut, "/tmp/a.txt", &name), "a .txt");
    REQUIRE_TEXT (name->message, "/tmp/a.txt: a name that ends in .cube or .png expected", "name");
    REQUIRE (!rf_lut_save (lut, "/nonexistent/a.cube", &place), "in no folder");
    REQUIRE_TEXT (place->message, "/nonexistent/a.cube", "place");
    rf_lut_unref (lut);
}

int
main (void)
{
    folder = g_dir_make_tmp ("rf-bake-XXXXXX", NULL);
    int result = tap_main ();
    g_rmdir (folder);
    g_free (folder);
    return result;
}
