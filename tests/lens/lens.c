/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the lens characters do, and what they leave alone. */
#include "../tap.h"
#include "picture.h"

static const float grey = 0.1845f;
static const char *const glowing[] = {"portrait-75", "soft-90", "halation"};

/* ---- All of them ---- */

TEST (ids_keep_their_numbers)
{
    static const struct {
        const char *id;
        uint32_t code; /* images hold it */
    } frozen[] = {{"none", 765964251},         {"documentary-35", 1046910469}, {"swirl-50", 616976350},
                  {"portrait-75", 1174604681}, {"soft-90", 487088681},         {"halation", 837047323}};
    size_t n;
    const RfLens *const *lenses = rf_lenses (&n);

    for (size_t i = 0; i < G_N_ELEMENTS (frozen); i++) {
        const RfLens *lens = rf_lens_find (frozen[i].id);
        REQUIRE (lens, "%s is gone", frozen[i].id);
        REQUIRE_CMP (rf_lens_code (lens), ==, frozen[i].code, "%u", "%s", frozen[i].id);
    }
    for (size_t i = 0; i < n; i++) {
        REQUIRE (*rf_lens_title (lenses[i]) && *rf_lens_description (lenses[i]), "%s has no text",
                 rf_lens_id (lenses[i]));
        for (size_t k = 0; k < i; k++)
            REQUIRE (rf_lens_code (lenses[i]) != rf_lens_code (lenses[k]), "%s and %s", rf_lens_id (lenses[i]),
                     rf_lens_id (lenses[k]));
    }
}

TEST (strength_0_leaves_every_bit)
{
    g_auto (Picture) scene = picture_new_scene (300, 200);
    RfLensSettings settings = {0, 23, 1};
    size_t n;
    const RfLens *const *lenses = rf_lenses (&n);

    picture_at (&scene, 10, 10)[0] = NAN;
    picture_at (&scene, 11, 10)[0] = -3;
    picture_at (&scene, 12, 10)[0] = 7;
    for (size_t i = 0; i < n; i++) {
        RfLensPlan *plan = picture_plan (&scene, rf_lens_id (lenses[i]), &settings, NULL);
        g_auto (Picture) result = picture_develop (&scene, rf_lens_id (lenses[i]), &settings);
        REQUIRE (rf_lens_plan_is_identity (plan), "%s", rf_lens_id (lenses[i]));
        REQUIRE_CMP (picture_difference (&scene, &result), ==, -1, "%d", "pixel, %s", rf_lens_id (lenses[i]));
        rf_lens_plan_unref (plan);
    }
}

TEST (settings_out_of_range_are_errors)
{
    static const RfLensSettings bad[] = {{1.1, 0, 0},  {-0.1, 0, 0}, {NAN, 0, 0}, {1, 7, 0},
                                         {1, 1001, 0}, {1, -2, 0},   {1, 0, 1.1}};
    g_auto (Picture) small = picture_new (4, 4, 0, 0, 0);
    RfLensSettings good = RF_LENS_SETTINGS_DEFAULT;
    RfFrame frame = {0, 0, 4, 4};
    GError *error = NULL;
    RfSpace space;

    for (size_t i = 0; i < G_N_ELEMENTS (bad); i++) {
        REQUIRE (!picture_plan (&small, "none", &bad[i], &error), "settings %zu", i);
        REQUIRE (g_error_matches (error, RF_ERROR, RF_ERROR_VALUE), "settings %zu", i);
        g_clear_error (&error);
    }
    rf_space_init (&space, "srgb", RF_ENCODING_PERCEPTUAL);
    REQUIRE (!rf_lens_plan_new (rf_lens_find ("none"), &good, &space, &frame, &error), "perceptual pixels");
    REQUIRE_TEXT (error->message, "linear", "perceptual pixels");
    g_clear_error (&error);
}

static const RfLensSettings everything = {1, RF_FOCAL_OF_LENS, 0.6};

TEST (every_tiling_gives_the_same_bits)
{
    static const int sizes[][2] = {{64, 64}, {640, 1}, {1, 240}, {37, 111}, {333, 200}};
    g_auto (Picture) scene = picture_new_scene (1500, 240); /* long enough for a swirl on coarse grids */
    size_t n;
    const RfLens *const *lenses = rf_lenses (&n);

    for (size_t i = 0; i < n; i++) {
        const char *id = rf_lens_id (lenses[i]);
        g_auto (Picture) whole = picture_develop (&scene, id, &everything);
        for (size_t t = 0; t < G_N_ELEMENTS (sizes); t++) {
            if (sizes[t][0] == 1 && strcmp (id, "swirl-50") == 0)
                continue; /* minutes: each column reads its surroundings */
            g_auto (Picture) tiled = picture_develop_in_tiles (&scene, id, &everything, sizes[t][0], sizes[t][1]);
            REQUIRE_CMP (picture_difference (&whole, &tiled), ==, -1, "%d", "pixel, %s in tiles of %d x %d", id,
                         sizes[t][0], sizes[t][1]);
        }
    }
}

TEST (pictures_of_all_sizes_come_out_finite)
{
    static const int sizes[][2] = {{1, 1}, {1, 7}, {3, 2}, {5000, 1}, {2, 3000}, {129, 127}};
    size_t n;
    const RfLens *const *lenses = rf_lenses (&n);

    for (size_t i = 0; i < n; i++)
        for (size_t s = 0; s < G_N_ELEMENTS (sizes); s++) {
            g_auto (Picture) scene = picture_new_scene (sizes[s][0], sizes[s][1]);
            g_auto (Picture) result = picture_develop (&scene, rf_lens_id (lenses[i]), &everything);
            for (int p = 0; p < scene.width * scene.height * 4; p++)
                REQUIRE (result.pixels[p] >= 0 && result.pixels[p] <= 1.5f, "%g from %s, %d x %d", result.pixels[p],
                         rf_lens_id (lenses[i]), sizes[s][0], sizes[s][1]);
        }
}

TEST (what_is_not_a_number_stays_where_it_is)
{
    size_t n;
    const RfLens *const *lenses = rf_lenses (&n);

    for (size_t i = 0; i < n; i++) {
        g_auto (Picture) scene = picture_new_scene (400, 300);
        picture_at (&scene, 20, 30)[1] = NAN;
        picture_at (&scene, 390, 290)[2] = INFINITY;
        picture_at (&scene, 380, 20)[0] = -INFINITY;
        g_auto (Picture) result = picture_develop (&scene, rf_lens_id (lenses[i]), &everything);
        REQUIRE (isnan (picture_at (&result, 20, 30)[1]), "%s", rf_lens_id (lenses[i]));
        for (int p = 0; p < scene.width * scene.height; p++)
            if (p != 30 * 400 + 20 && p != 290 * 400 + 390 && p != 20 * 400 + 380)
                for (int c = 0; c < 4; c++)
                    REQUIRE (isfinite (result.pixels[4 * p + c]), "%s spreads to pixel %d, %d", rf_lens_id (lenses[i]),
                             p % 400, p / 400);
    }
}

TEST (what_is_transparent_does_not_bleed)
{
    size_t n;
    const RfLens *const *lenses = rf_lenses (&n);

    for (size_t i = 0; i < n; i++) {
        /* An opaque island in a sea that is black or blazing, but not there. */
        g_auto (Picture) black = picture_new_scene (600, 400);
        for (int y = 0; y < 400; y++)
            for (int x = 0; x < 600; x++)
                if (hypot (x - 350, y - 200) > 150)
                    memset (picture_at (&black, x, y), 0, 4 * sizeof (float));
                else if (hypot (x - 350, y - 200) > 140)
                    picture_at (&black, x, y)[3] = 0.5f;
        g_auto (Picture) blazing = picture_copy (&black);
        for (int p = 0; p < 600 * 400; p++)
            if (black.pixels[4 * p + 3] == 0)
                memcpy (blazing.pixels + 4 * p, (float[3]){5, 0, 1}, 3 * sizeof (float));
        g_auto (Picture) a = picture_develop (&black, rf_lens_id (lenses[i]), &everything);
        g_auto (Picture) b = picture_develop (&blazing, rf_lens_id (lenses[i]), &everything);
        for (int p = 0; p < 600 * 400; p++) {
            REQUIRE_CMP (a.pixels[4 * p + 3], ==, black.pixels[4 * p + 3], "%g", "alpha of pixel %d", p);
            for (int c = 0; c < 3 && black.pixels[4 * p + 3] > 0; c++)
                REQUIRE_CMP (a.pixels[4 * p + c], ==, b.pixels[4 * p + c], "%g", "%s, pixel %d, %d",
                             rf_lens_id (lenses[i]), p % 600, p / 600);
        }
    }
}

TEST (an_even_cutout_has_no_dark_fringe)
{
    for (size_t i = 0; i < G_N_ELEMENTS (glowing) + 1; i++) {
        const char *id = i < G_N_ELEMENTS (glowing) ? glowing[i] : "swirl-50";
        RfLensSettings settings = {1, 0, 0.5};
        g_auto (Picture) cutout = picture_new (600, 400, 0.6f, 0.6f, 0.6f);
        for (int p = 0; p < 600 * 400; p++)
            if (p % 600 < 40 || p / 600 > 350)
                memset (cutout.pixels + 4 * p, 0, 4 * sizeof (float));
        g_auto (Picture) result = picture_develop (&cutout, id, &settings);
        for (int p = 0; p < 600 * 400; p++)
            if (cutout.pixels[4 * p + 3] > 0)
                REQUIRE_CMP (fabsf (result.pixels[4 * p] - 0.6f), <, 2e-4f, "%g", "%s, pixel %d, %d", id, p % 600,
                             p / 600);
    }
}

/* ---- Vignette ---- */

TEST (corners_darken_by_the_law_of_the_focal_length)
{
    static const struct {
        double focal_mm, corner_ev;
    } lenses[] = {{23, -1.83}, {28, -1.35}, {35, -0.93}, {50, -0.50}, {75, -0.23}, {90, -0.16}};

    for (size_t i = 0; i < G_N_ELEMENTS (lenses); i++)
        for (int level = 0; level < 3; level++) {
            float before = level == 0 ? 0.02f : level == 1 ? grey : 0.8f;
            RfLensSettings settings = {1, lenses[i].focal_mm, 0};
            g_auto (Picture) even = picture_new (901, 601, before, before, before);
            g_auto (Picture) result = picture_develop (&even, "none", &settings);
            /* Exposure as the neutral camera has it: the 1.5th root of light over what is missing to white. */
            float after = picture_at (&result, 0, 0)[1];
            double stops = log2 (after / (1 - after) / (before / (1 - before))) / 1.5;
            REQUIRE_CMP (fabs (stops - lenses[i].corner_ev), <, 0.02, "%g", "%g mm on %g: %g EV", lenses[i].focal_mm,
                         before, stops);
            REQUIRE_CMP (fabsf (picture_at (&result, 450, 300)[1] / before - 1), <, 1e-5f, "%g", "the middle");
            REQUIRE_CMP (picture_at (&result, 900, 600)[1], ==, after, "%g", "the last corner");
        }
}

TEST (highlights_and_what_lies_beyond_are_protected_from_the_vignette)
{
    RfLensSettings settings = {1, 23, 0};

    for (float light = 1; light < 5; light *= 2) {
        g_auto (Picture) even = picture_new (90, 60, light, light, -0.1f);
        g_auto (Picture) result = picture_develop (&even, "none", &settings);
        REQUIRE_CMP (picture_at (&result, 0, 0)[0], ==, light, "%g", "white");
        REQUIRE_CMP (picture_at (&result, 0, 0)[2], ==, -0.1f, "%g", "below black");
    }
}

/* ---- Swirl ---- */

TEST (the_swirl_leaves_the_middle_alone)
{
    g_auto (Picture) scene = picture_new_scene (1200, 800);
    g_auto (Picture) result = picture_develop_bare (&scene, "swirl-50");
    double radius = 0.25 * hypot (600, 400), changed = 0;

    for (int y = 0; y < 800; y++)
        for (int x = 0; x < 1200; x++) {
            const float *a = picture_at (&scene, x, y), *b = picture_at (&result, x, y);
            if (hypot (x + 0.5 - 600, y + 0.5 - 400) < radius)
                REQUIRE (memcmp (a, b, 4 * sizeof (float)) == 0, "pixel %d, %d", x, y);
            else
                changed += memcmp (a, b, 4 * sizeof (float)) != 0;
        }
    REQUIRE_CMP (changed, >, 0.7 * 1200 * 800, "%g", "pixels outside that changed");
}

/* The spread of a point of light along the circle round the centre and across it, in pixels. */
static void
measure_eye (double distance, double degrees, double *along, double *across)
{
    g_auto (Picture) dark = picture_new (2400, 1600, 0.05f, 0.05f, 0.05f);
    double cosine = cos (degrees * G_PI / 180), sine = sin (degrees * G_PI / 180), sum = 0;
    int x = (int)(1200 + distance * cosine), y = (int)(800 + distance * sine);

    *along = *across = 0;
    picture_fill (&dark, x, y, 1, 1, 0.5f, 0.5f, 0.5f);
    RfFrame near = {MAX (x - 60, 0), MAX (y - 60, 0), MIN (x + 60, 2400) - MAX (x - 60, 0),
                    MIN (y + 60, 1600) - MAX (y - 60, 0)};
    g_auto (Picture) result =
        picture_develop_part (&dark, "swirl-50", &(RfLensSettings){1, 0, 0}, &near, near.width, near.height);
    for (int j = near.y; j < near.y + near.height; j++)
        for (int i = near.x; i < near.x + near.width; i++) {
            double light = picture_at (&result, i, j)[0] - 0.05, dx = i - x, dy = j - y;
            sum += light;
            *across += light * pow (dx * cosine + dy * sine, 2);
            *along += light * pow (dy * cosine - dx * sine, 2);
        }
    *along = sqrt (*along / sum);
    *across = sqrt (*across / sum);
}

TEST (points_become_cats_eyes_along_the_circle)
{
    double before = 0;

    for (int distance = 800; distance <= 1200; distance += 100) {
        double along, across, elsewhere, unused;
        measure_eye (distance, 20, &along, &across);
        measure_eye (distance, 200, &elsewhere, &unused);
        REQUIRE_CMP (along, >, before * 1.1, "%g", "length at %d pixels from the centre", distance);
        REQUIRE_CMP (along, >, 1.3 * across, "%g", "length and width at %d", distance);
        REQUIRE_CMP (fabs (along - elsewhere), <, 0.15 * along, "%g", "at the opposite place of %d", distance);
        before = along;
    }
}

TEST (the_swirl_keeps_the_light_of_what_it_blurs)
{
    g_auto (Picture) even = picture_new (1200, 800, 0.3f, 0.2f, 0.1f);
    g_auto (Picture) result = picture_develop_bare (&even, "swirl-50");

    for (int p = 0; p < 1200 * 800; p++)
        for (int c = 0; c < 3; c++)
            REQUIRE_CMP (fabsf (result.pixels[4 * p + c] - even.pixels[4 * p + c]), <, 2e-6f, "%g", "pixel %d", p);
}

/* ---- Glow ---- */

TEST (only_highlights_glow)
{
    static const float levels[] = {0, 0.02f, 0.1845f, 1};

    for (size_t i = 0; i < G_N_ELEMENTS (glowing); i++)
        for (size_t l = 0; l < G_N_ELEMENTS (levels); l++) {
            g_auto (Picture) even = picture_new (300, 200, levels[l], levels[l], levels[l]);
            g_auto (Picture) result = picture_develop_bare (&even, glowing[i]);
            for (int p = 0; p < 300 * 200 * 4; p++)
                REQUIRE_CMP (fabsf (result.pixels[p] - even.pixels[p]), <, 2e-6f, "%g", "%s on %g", glowing[i],
                             levels[l]);
        }

    /* A grey patch on black sends nothing out; but soft focus blurs it, as it does everything. */
    for (size_t i = 0; i < G_N_ELEMENTS (glowing); i += 2) {
        g_auto (Picture) patch = picture_new (300, 200, 0.01f, 0.01f, 0.01f);
        picture_fill (&patch, 140, 90, 20, 20, 0.2f, 0.2f, 0.2f);
        g_auto (Picture) result = picture_develop_bare (&patch, glowing[i]);
        REQUIRE_CMP (picture_difference (&patch, &result), ==, -1, "%d", "pixel, %s", glowing[i]);
    }
}

TEST (halos_fade_without_rings)
{
    for (size_t i = 0; i < G_N_ELEMENTS (glowing); i++) {
        g_auto (Picture) dark = picture_new (900, 600, 0.01f, 0.01f, 0.01f);
        picture_fill (&dark, 440, 290, 20, 20, 1, 1, 1);
        g_auto (Picture) result = picture_develop_bare (&dark, glowing[i]);
        REQUIRE_CMP (picture_at (&result, 462, 300)[0], >, 0.03f, "%g", "halo beside the light, %s", glowing[i]);
        REQUIRE_CMP (picture_at (&result, 450, 300)[0], >, 0.85f, "%g", "the light itself, %s", glowing[i]);
        for (int x = 461; x < 899; x++)
            REQUIRE_CMP (picture_at (&result, x + 1, 300)[0], <=, picture_at (&result, x, 300)[0] + 1e-6f, "%g",
                         "%s at %d", glowing[i], x);
        REQUIRE_CMP (picture_at (&result, 899, 300)[0], <, 0.0101f, "%g", "far away, %s", glowing[i]);
    }
}

TEST (halation_is_red_then_orange_and_other_glow_has_the_colour_of_its_light)
{
    for (size_t i = 0; i < G_N_ELEMENTS (glowing); i++) {
        g_auto (Picture) dark = picture_new (900, 600, 0.01f, 0.01f, 0.01f);
        picture_fill (&dark, 440, 290, 20, 20, 1, 1, 1);
        g_auto (Picture) result = picture_develop_bare (&dark, glowing[i]);
        const float *halo = picture_at (&result, 463, 300);
        if (strcmp (glowing[i], "halation") == 0) {
            REQUIRE_CMP (halo[0] - 0.01f, >, 2.5f * (halo[1] - 0.01f), "%g", "red and green");
            REQUIRE_CMP (halo[1] - 0.01f, >, 2 * (halo[2] - 0.01f), "%g", "green and blue");
        } else {
            REQUIRE_CMP (fabsf (halo[0] - halo[2]), <, 1e-5f, "%g", "red and blue of %s", glowing[i]);
        }
    }
}

TEST (the_sum_of_light_stays_in_bounds)
{
    g_auto (Picture) scene = picture_new_scene (600, 400);

    for (size_t i = 0; i < G_N_ELEMENTS (glowing); i++) {
        g_auto (Picture) result = picture_develop_bare (&scene, glowing[i]);
        double before = 0, after = 0;
        for (int p = 0; p < 600 * 400; p++) {
            before += scene.pixels[4 * p + 1];
            after += result.pixels[4 * p + 1];
            REQUIRE (result.pixels[4 * p] <= 1.0001f, "%g is brighter than white: %s", result.pixels[4 * p],
                     glowing[i]);
        }
        REQUIRE_CMP (after / before, >, 0.999, "%g", "light after and before, %s", glowing[i]);
        REQUIRE_CMP (after / before, <, 1.12, "%g", "light after and before, %s", glowing[i]);
    }
}

TEST (skin_does_not_glow_in_portraits)
{
    /* Light and dark skin up to its highlights, linear sRGB; a bright window beside it does glow. */
    static const float skins[][3] = {{0.82f, 0.53f, 0.34f}, {0.60f, 0.32f, 0.20f}, {0.17f, 0.08f, 0.05f}};

    for (size_t i = 0; i < G_N_ELEMENTS (skins); i++) {
        g_auto (Picture) face = picture_new (300, 200, skins[i][0] / 3, skins[i][1] / 3, skins[i][2] / 3);
        picture_fill (&face, 100, 50, 100, 100, skins[i][0], skins[i][1], skins[i][2]);
        g_auto (Picture) result = picture_develop_bare (&face, "portrait-75");
        REQUIRE_CMP (picture_difference (&face, &result), ==, -1, "%d", "pixel of skin %zu", i);
        picture_fill (&face, 250, 50, 40, 100, 0.95f, 0.95f, 0.9f);
        g_auto (Picture) window = picture_develop_bare (&face, "portrait-75");
        REQUIRE_CMP (picture_at (&window, 245, 100)[1], >, picture_at (&face, 245, 100)[1] * 1.05f, "%g",
                     "by the window");
    }
}

TEST (soft_focus_keeps_a_sharp_core)
{
    g_auto (Picture) lines = picture_new (900, 600, 0.1f, 0.1f, 0.1f);
    for (int x = 0; x < 900; x += 4)
        picture_fill (&lines, x, 0, 2, 600, 0.3f, 0.3f, 0.3f);
    g_auto (Picture) result = picture_develop_bare (&lines, "soft-90");
    float contrast = picture_at (&result, 400, 300)[0] - picture_at (&result, 402, 300)[0];

    REQUIRE_CMP (contrast, >, 0.6f * 0.2f, "%g", "contrast of fine lines");
    REQUIRE_CMP (contrast, <, 0.8f * 0.2f, "%g", "contrast of fine lines");
}

/* ---- Local contrast ---- */

TEST (local_contrast_changes_detail_and_keeps_edges)
{
    for (int sign = -1; sign <= 1; sign += 2) {
        RfLensSettings settings = {1, 0, 0.5 * sign};
        g_auto (Picture) picture = picture_new (900, 600, 0.12f, 0.12f, 0.12f);
        picture_fill (&picture, 450, 0, 450, 600, 0.6f, 0.6f, 0.6f);
        for (int y = 0; y < 600; y++) /* ripples on the left, a hundred pixels from the edge */
            for (int x = 0; x < 250; x++)
                for (int c = 0; c < 3; c++)
                    picture_at (&picture, x, y)[c] *= 1 + 0.15f * (float)sin (x * 0.6);
        g_auto (Picture) result = picture_develop (&picture, "none", &settings);
        double before = 0, after = 0;
        for (int x = 100; x < 200; x++) {
            before += fabs (picture_at (&picture, x, 300)[0] - 0.12);
            after += fabs (picture_at (&result, x, 300)[0] - 0.12);
        }
        REQUIRE_CMP (after / before, >, sign > 0 ? 1.3 : 0.3, "%g", "ripples, %d", sign);
        REQUIRE_CMP (after / before, <, sign > 0 ? 2.0 : 0.75, "%g", "ripples, %d", sign);
        /* No halo: beside the edge, and farther off, both sides are what they were within 7 %. */
        for (int x = 400; x < 500; x++)
            REQUIRE_CMP (fabsf (picture_at (&result, x, 300)[0] / picture_at (&picture, x, 300)[0] - 1), <, 0.07f, "%g",
                         "at %d of the edge at 450, %d", x, sign);
    }
}

TEST (local_contrast_keeps_black_white_and_even_areas)
{
    static const float levels[] = {0, 0.05f, 0.1845f, 0.7f, 1};

    for (size_t l = 0; l < G_N_ELEMENTS (levels); l++) {
        RfLensSettings settings = {1, 0, 1};
        g_auto (Picture) even = picture_new (300, 200, levels[l], levels[l], levels[l]);
        g_auto (Picture) result = picture_develop (&even, "none", &settings);
        for (int p = 0; p < 300 * 200 * 4; p++)
            REQUIRE_CMP (fabsf (result.pixels[p] - even.pixels[p]), <, 1e-5f, "%g", "level %g", levels[l]);
    }
}

int
main (void)
{
    return tap_main ();
}
