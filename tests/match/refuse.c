/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What no look can be is told, with a reason, and never written. */
#include "scenes.h"
#include "tap.h"

#include <math.h>

static RfTile scene;

/* `change` makes the picture after from the one before, pixel by pixel. */
typedef void (*Change) (float *pixel, int x, int y);

static RfTile
changed (Change change)
{
    RfTile copy = scene;
    float *pixels = copy.data = g_memdup2 (scene.data, 4 * sizeof (float) * (size_t)scene.width * (size_t)scene.height);

    for (int y = 0; y < scene.height; y++)
        for (int x = 0; x < scene.width; x++)
            change (pixels + 4 * (y * scene.width + x), x, y);
    return copy;
}

static void
require_refusal (const RfTile *before, const RfTile *after, const char *words)
{
    g_autoptr (GError) error = NULL;
    RfMatch *match = rf_match_new ();
    RfMatchReport report;
    g_autofree char *text = NULL;

    if (rf_match_add_pair (match, before, after, &error))
        text = rf_match_fit (match, "Never", &report, &error);
    rf_match_free (match);
    REQUIRE (text == NULL, "a look was made, “%s” expected:\n%s", words, text);
    REQUIRE (g_error_matches (error, RF_ERROR, RF_ERROR_VALUE), "%s", error->message);
    REQUIRE (strstr (error->message, words) != NULL, "“%s” is not in: %s", words, error->message);
}

static void
require_change_refused (Change change, const char *words)
{
    RfTile after = changed (change);

    require_refusal (&scene, &after, words);
    g_free (after.data);
}

static void
keep (float *pixel, int x, int y)
{
}

static void
negate (float *pixel, int x, int y)
{
    for (int c = 0; c < 3; c++)
        pixel[c] = 1 - pixel[c];
}

static void
swap_channels (float *pixel, int x, int y)
{
    float red = pixel[0];
    pixel[0] = pixel[2];
    pixel[2] = red;
}

static void
posterize (float *pixel, int x, int y)
{
    for (int c = 0; c < 3; c++)
        pixel[c] = roundf (pixel[c] * 2) / 2 * 0.9f + 0.05f;
}

static void
solarize (float *pixel, int x, int y)
{
    for (int c = 0; c < 3; c++)
        pixel[c] = pixel[c] > 0.5f ? 1 - pixel[c] : pixel[c];
}

TEST (equal_pictures_teach_nothing)
{
    require_change_refused (keep, "before and after are the same");
}

TEST (a_negative_is_told)
{
    require_change_refused (negate, "a negative");
}

TEST (what_no_look_does_is_refused_with_the_figure_reached)
{
    require_change_refused (swap_channels, "no look does that: colours would still be off by");
    require_change_refused (posterize, "no look does that: colours would still be off by");
}

TEST (what_is_half_turned_round_is_refused)
{
    require_change_refused (solarize, "");
}

TEST (another_scene_is_told)
{
    RfTile other;

    scene_draw (77, scene.width, scene.height, &other);
    require_refusal (&scene, &other, "the same scene");
    g_free (other.data);
}

TEST (pictures_of_different_sizes_are_told_with_their_sizes)
{
    RfTile other;

    scene_draw (1, scene.width - 1, scene.height, &other);
    require_refusal (&scene, &other, "299 × 200");
    g_free (other.data);
}

static void
paint_flat (float *pixel, int x, int y)
{
    pixel[0] = pixel[1] = pixel[2] = 0.5f;
}

static void
paint_white (float *pixel, int x, int y)
{
    pixel[0] = pixel[1] = pixel[2] = 1;
}

TEST (flat_white_and_tiny_pictures_have_too_little_to_learn_from)
{
    RfTile flat = changed (paint_flat), white = changed (paint_white), tiny;

    require_refusal (&flat, &flat, "too few colours");
    require_refusal (&white, &white, "hardly a pixel");
    scene_draw (1, 5, 5, &tiny);
    require_refusal (&tiny, &tiny, "hardly a pixel");
    g_free (flat.data);
    g_free (white.data);
    g_free (tiny.data);
}

TEST (nothing_at_all_is_told)
{
    g_autoptr (GError) error = NULL;
    RfMatch *match = rf_match_new ();

    REQUIRE (rf_match_fit (match, "Never", NULL, &error) == NULL, "a look from nothing");
    REQUIRE (strstr (error->message, "nothing to match") != NULL, "%s", error->message);
    rf_match_free (match);
}

static void
spoil (float *pixel, int x, int y)
{
    static const float odd[] = {NAN, INFINITY, -INFINITY, 1e30f, -1e30f};
    pixel[(x + y) % 4] = odd[x % 5];
}

TEST (pixels_that_are_no_numbers_do_no_harm)
{
    RfTile odd = changed (spoil);

    require_refusal (&scene, &odd, "hardly a pixel");
    require_refusal (&odd, &scene, "hardly a pixel");
    g_free (odd.data);
}

TEST (a_lut_for_scene_light_is_refused)
{
    g_autoptr (GError) error = NULL;
    RfSettings settings = RF_SETTINGS_DEFAULT;
    RfMatch *match = rf_match_new ();

    settings.input = RF_INPUT_SCENE;
    RfLut *lut = rf_lut_bake (rf_look_find ("natural"), &settings, 5, NULL);
    REQUIRE (!rf_match_add_lut (match, lut, &error), "it was taken");
    REQUIRE (strstr (error->message, "scene-linear") != NULL, "%s", error->message);
    rf_lut_unref (lut);
    rf_match_free (match);
}

int
main (void)
{
    scene_draw (3, 300, 200, &scene);
    return tap_main ();
}
