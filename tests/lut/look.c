/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * LUT files in the user's folder are looks, in every image and at every strength. */
#include "lut-files.h"
#include "space.h"
#include "tap.h"

#include <glib/gstdio.h>
#include <math.h>

static char *data; /* the user's data folder */

static void
put (const char *name, const char *content, gssize length)
{
    g_autofree char *path = g_build_filename (data, "rangefinder", "looks", name, NULL);
    g_file_set_contents (path, content, length, NULL);
}

static void
put_hald (const char *name, const char *cube)
{
    RfLut *lut = parse (cube, -1, "a.cube", NULL);
    GByteArray *image = rf_lut_format_hald (lut, NULL);

    put (name, (const char *)image->data, image->len);
    g_byte_array_unref (image);
    rf_lut_unref (lut);
}

static void
fill_folder (void)
{
    static const char identity[] =
        "TITLE \"Nothing\"\nLUT_3D_SIZE 2\n0 0 0\n1 0 0\n0 1 0\n1 1 0\n0 0 1\n1 0 1\n0 1 1\n1 1 1\n";
    g_autofree char *folder = g_build_filename (data, "rangefinder", "looks", NULL);
    g_autofree char *cube = make_cube (17), *small = make_cube (16), *threed = make_3dl (17);
    g_autofree char *broken = g_strndup (cube, strlen (cube) / 2);
    g_autofree char *scene = g_strconcat ("# Input: scene-linear light\n", cube, NULL);

    g_mkdir_with_parents (folder, 0777);
    put ("Kodak 2383 (D60).cube", cube, -1);
    put ("lustre.3dl", threed, -1);
    put_hald ("Fuji Astia.PNG", small);
    put ("\xf0\x9f\x93\xb7.cube", cube, -1);
    put ("identity.cube", identity, -1);
    put ("broken.cube", broken, -1);
    put ("scene.cube", scene, -1);
    put ("picture.png", "\x89PNG\r\n\x1a\n", 8);
    put ("natural.cube", cube, -1);
    put (".hidden.cube", cube, -1);
}

static void
empty_folder (void)
{
    g_autofree char *looks = g_build_filename (data, "rangefinder", "looks", NULL);
    g_autofree char *parent = g_build_filename (data, "rangefinder", NULL);
    GDir *dir = g_dir_open (looks, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name (dir))) {
        g_autofree char *path = g_build_filename (looks, name, NULL);
        g_remove (path);
    }
    g_dir_close (dir);
    g_rmdir (looks);
    g_rmdir (parent);
    g_rmdir (data);
}

static RfPlan *
plan (const char *id, const char *primaries, RfEncoding encoding, double strength)
{
    g_autoptr (GError) error = NULL;
    RfSettings settings = RF_SETTINGS_DEFAULT;
    RfSpace space;
    const RfLook *look = rf_look_find (id);

    REQUIRE (look != NULL, "there is no look %s", id);
    rf_space_init (&space, primaries, encoding);
    settings.strength = strength;
    RfPlan *result = rf_plan_new (look, &settings, &space, &error);
    REQUIRE (result != NULL, "%s: %s", id, error->message);
    return result;
}

/* The look as an sRGB picture shows it, one colour. */
static void
develop (const char *id, double strength, const double in[3], double out[3])
{
    RfPlan *p = plan (id, "srgb", RF_ENCODING_PERCEPTUAL, strength);
    rf_plan_evaluate (p, in, out, 1);
    rf_plan_unref (p);
}

TEST (LUTs_have_ids_titles_and_the_group_user)
{
    static const char *const expected[][2] = {
        {"kodak-2383-d60", "Sample"}, {"lustre", "lustre"}, {"fuji-astia", "Fuji Astia"}, {"identity", "Nothing"}};

    for (int i = 0; i < (int)G_N_ELEMENTS (expected); i++) {
        const RfLook *look = rf_look_find (expected[i][0]);
        REQUIRE (look != NULL, "there is no look %s", expected[i][0]);
        REQUIRE (strcmp (rf_look_title (look), expected[i][1]) == 0, "%s: the title is «%s»", expected[i][0],
                 rf_look_title (look));
        REQUIRE (strcmp (rf_look_group (look), "user") == 0, "%s: the group is «%s»", expected[i][0],
                 rf_look_group (look));
    }
}

TEST (a_name_without_latin_letters_gets_an_id_too)
{
    size_t n, found = 0;
    const RfLook *const *looks = rf_looks (&n);

    for (size_t i = 0; i < n; i++)
        found += g_str_has_prefix (rf_look_id (looks[i]), "lut-");
    REQUIRE_CMP (found, ==, (size_t)1, "%zu", "looks lut-...");
}

TEST (hidden_files_are_no_looks)
{
    REQUIRE (!rf_look_find ("hidden"), "found");
}

TEST (what_cannot_be_a_look_is_a_problem_that_is_told)
{
    g_autofree char *all = g_strjoinv ("\n", (char **)rf_registry_problems ());

    REQUIRE_TEXT (all, "scene.cube: takes scene-linear light", "a LUT of another kind");
    REQUIRE_TEXT (all, "picture.png: a picture, but not a Hald image", "a picture");
    REQUIRE_TEXT (all, "natural.cube: there is a look “natural” already", "a taken id");
    REQUIRE (!rf_look_find ("scene") && !rf_look_find ("picture"), "one of them is a look");
    REQUIRE (strcmp (rf_look_group (rf_look_find ("natural")), "user") != 0, "the shipped look was replaced");
}

TEST (a_broken_LUT_is_an_error_when_it_is_planned)
{
    g_autoptr (GError) error = NULL;
    RfSettings settings = RF_SETTINGS_DEFAULT;
    RfSpace space;

    rf_space_init (&space, "srgb", RF_ENCODING_PERCEPTUAL);
    REQUIRE (!rf_plan_new (rf_look_find ("broken"), &settings, &space, &error), "planned");
    REQUIRE_TEXT (error->message, "broken.cube: line ", "broken.cube");
}

TEST (the_look_is_the_LUT)
{
    static const char *const ids[] = {"kodak-2383-d60", "lustre", "fuji-astia"};
    static const double steps[] = {16, 16, 15}, tolerance[] = {1e-6, 0.51 / 4095, 1e-4};
    g_autoptr (GRand) rand = g_rand_new_with_seed (6);

    for (int i = 0; i < (int)G_N_ELEMENTS (ids); i++)
        for (int k = 0; k < 200; k++) {
            double in[3], out[3], expected[3];
            for (int c = 0; c < 3; c++)
                in[c] = floor (g_rand_double (rand) * (steps[i] + 1)) / steps[i];
            lut_sample (in[0], in[1], in[2], expected);
            develop (ids[i], 1, in, out);
            for (int c = 0; c < 3; c++)
                REQUIRE_CMP (fabs (out[c] - expected[c]), <=, tolerance[i], "%g", "%s at %g %g %g, channel %d", ids[i],
                             in[0], in[1], in[2], c);
        }
}

TEST (strength_mixes_and_0_changes_nothing)
{
    double in[3] = {0.2, 0.6, 0.4}, none[3], half[3], full[3];

    develop ("lustre", 0, in, none);
    develop ("lustre", 0.5, in, half);
    develop ("lustre", 1, in, full);
    REQUIRE (memcmp (in, none, sizeof in) == 0, "strength 0 changed the colour");
    for (int c = 0; c < 3; c++) {
        REQUIRE_CMP (half[c], >, fmin (in[c], full[c]) - 0.02, "%g", "channel %d", c);
        REQUIRE_CMP (half[c], <, fmax (in[c], full[c]) + 0.02, "%g", "channel %d", c);
        REQUIRE (fabs (half[c] - full[c]) > 0.01 || fabs (in[c] - full[c]) < 0.03, "channel %d: no mixture", c);
    }
}

TEST (tone_and_colour_have_strengths_of_their_own)
{
    RfSettings settings = RF_SETTINGS_DEFAULT;
    RfColorimetry colorimetry;
    RfSpace space;
    double in[3] = {0.3, 0.5, 0.4}, before[3];

    rf_space_init (&space, "srgb", RF_ENCODING_LINEAR);
    rf_colorimetry_init (&colorimetry, &space, NULL);
    rf_to_oklab (&colorimetry, in, before);
    for (int part = 0; part < 2; part++) {
        double out[3], after[3];
        settings.tone = part == 0;
        settings.colour = part == 1;
        RfPlan *p = rf_plan_new (rf_look_find ("kodak-2383-d60"), &settings, &space, NULL);
        rf_plan_evaluate (p, in, out, 1);
        rf_plan_unref (p);
        rf_to_oklab (&colorimetry, out, after);
        double tone = fabs (after[0] - before[0]), colour = hypot (after[1] - before[1], after[2] - before[2]);
        REQUIRE_CMP (part == 0 ? colour : tone, <, 1e-8, "%g", "the other part changed too (part %d)", part);
        REQUIRE_CMP (part == 0 ? tone : colour, >, 0.01, "%g", "its own part did not change (part %d)", part);
    }
}

/* A LUT that changes nothing leaves every image as it is, also colours that sRGB has not got. */
TEST (wide_gamut_pictures_keep_their_colours)
{
    g_autoptr (GRand) rand = g_rand_new_with_seed (8);

    for (const char *const *name =
             (const char *const[]){"srgb", "display-p3", "adobe-rgb", "rec2020", "prophoto", NULL};
         *name; name++)
        for (int encoding = 0; encoding < 2; encoding++) {
            RfPlan *p = plan ("identity", *name, (RfEncoding)encoding, 1);
            for (int i = 0; i < 500; i++) {
                double in[3], out[3];
                for (int c = 0; c < 3; c++)
                    in[c] = g_rand_double (rand);
                rf_plan_evaluate (p, in, out, 1);
                for (int c = 0; c < 3; c++)
                    REQUIRE_CMP (fabs (out[c] - in[c]), <=, 1e-5, "%g", "%s, encoding %d: %g %g %g, channel %d", *name,
                                 encoding, in[0], in[1], in[2], c);
            }
            rf_plan_unref (p);
        }
}

TEST (a_plan_outlives_its_file_and_its_look)
{
    g_autofree char *text = make_cube (5);
    g_autofree char *path = g_build_filename (data, "passing.cube", NULL);
    RfSettings settings = RF_SETTINGS_DEFAULT;
    RfSpace space;
    double in[3] = {1, 1, 1}, expected[3];

    g_file_set_contents (path, text, -1, NULL);
    RfLook *look = rf_look_load (path, NULL);
    REQUIRE (look != NULL, "not loaded");
    rf_space_init (&space, "srgb", RF_ENCODING_PERCEPTUAL);
    RfPlan *p = rf_plan_new (look, &settings, &space, NULL);
    rf_look_free (look);
    g_remove (path);
    rf_plan_evaluate (p, in, in, 1);
    lut_sample (1, 1, 1, expected);
    REQUIRE_CMP (fabs (in[0] - expected[0]), <, 1e-6, "%g", "red");
    rf_plan_unref (p);
}

TEST (a_changed_file_is_read_again)
{
    g_autofree char *path = g_build_filename (data, "changing.cube", NULL);

    for (int size = 2; size < 6; size++) {
        g_autofree char *text = make_cube (size);
        g_file_set_contents (path, text, -1, NULL);
        RfLut *first = rf_lut_load (path, NULL), *second = rf_lut_load (path, NULL);
        REQUIRE (first && first->size == size, "size %d: %d", size, first ? first->size : -1);
        REQUIRE (first == second, "size %d: read twice", size);
        rf_lut_unref (first);
        rf_lut_unref (second);
    }
    g_remove (path);
}

TEST (a_plan_of_a_changed_file_is_a_new_one)
{
    static const char *const cubes[] = {"LUT_3D_SIZE 2\n0 0 0\n0 0 0\n0 0 0\n0 0 0\n0 0 0\n0 0 0\n0 0 0\n0 0 0\n",
                                        "LUT_3D_SIZE 2\n1 1 1\n1 1 1\n1 1 1\n1 1 1\n1 1 1\n1 1 1\n1 1 1\n1 1 1\n"};
    g_autofree char *path = g_build_filename (data, "edited.cube", NULL);
    g_autoptr (GError) error = NULL;
    RfSettings settings = RF_SETTINGS_DEFAULT;
    RfSpace space;

    rf_space_init (&space, "srgb", RF_ENCODING_PERCEPTUAL);
    g_file_set_contents (path, cubes[0], -1, NULL);
    RfLook *look = rf_look_load (path, NULL);
    for (int i = 0; i < 2; i++) {
        float pixel[4] = {0.3f, 0.5f, 0.7f, 1};
        RfTile tile = {pixel, 16, 0, 0, 1, 1};
        g_file_set_contents (path, cubes[i], -1, NULL);
        RfPlan *p = rf_plan_new (look, &settings, &space, NULL), *again = rf_plan_new (look, &settings, &space, NULL);
        REQUIRE (p && p == again, "state %d: two plans", i);
        rf_plan_apply (p, NULL, &tile, &tile);
        REQUIRE_CMP (fabsf (pixel[1] - (float)i), <, 1e-3f, "%g", "state %d", i);
        rf_plan_unref (p);
        rf_plan_unref (again);
    }
    g_remove (path);
    REQUIRE (!rf_plan_new (look, &settings, &space, &error), "planned without its file");
    REQUIRE_TEXT (error->message, "edited.cube", "a deleted file");
    rf_look_free (look);
}

int
main (void)
{
    data = g_dir_make_tmp ("rf-look-XXXXXX", NULL);
    g_setenv ("XDG_DATA_HOME", data, TRUE);
    fill_folder ();
    int result = tap_main ();
    empty_folder ();
    g_free (data);
    return result;
}
