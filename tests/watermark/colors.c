/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Colours that come from the photograph: letters that can be read on any, and palettes. */
#include "../tap.h"
#include "contrast.h"
#include "space.h"

#define WIDTH  1200
#define HEIGHT 800

static float flat[3]; /* for paint_flat */

static void
paint_flat (double x, double y, float rgb[3])
{
    memcpy (rgb, flat, sizeof flat);
}

static void
paint_checks (double x, double y, float rgb[3])
{
    rgb[0] = rgb[1] = rgb[2] = ((int)(x * 64) + (int)(y * 64)) & 1 ? 1 : 0;
}

static void
paint_noise (double x, double y, float rgb[3])
{
    guint32 bits = (guint32)(x * 1000) * 2654435761u ^ (guint32)(y * 1000) * 2246822519u;

    for (int c = 0; c < 3; c++, bits = bits * 1664525u + 1013904223u)
        rgb[c] = (float)(bits >> 8) / 16777216.0f;
}

static void
paint_horizon (double x, double y, float rgb[3])
{
    rgb[0] = rgb[1] = rgb[2] = y < 0.93 ? 1 : 0.02f;
}

static RfWatermark *
plan_on (const RfFormat *format, const RfWatermarkOptions *options, const RfTile *photo)
{
    static const RfWatermarkOptions standard = RF_WATERMARK_OPTIONS_DEFAULT;
    g_autoptr (GError) error = NULL;
    RfCaption *caption = rf_caption_sample ();
    RfWatermark *watermark =
        rf_watermark_new (format, caption, options ? options : &standard, WIDTH, HEIGHT, photo, &error);

    REQUIRE (watermark, "%s: %s", format->id, error->message);
    rf_caption_free (caption);
    return watermark;
}

static void
require_legible (const char *id, const RfWatermarkOptions *options, const RfTile *photo, const char *what)
{
    RfWatermark *watermark = plan_on (shipped_format (id), options, photo);
    RfFrame canvas = whole_canvas (watermark);
    g_free (draw_area (watermark, RF_PART_TEXT, RF_PIXELS_U8, canvas)); /* makes the masks */
    int judged = 0;

    for (guint i = 0; i < watermark->arts->len; i++) {
        const RfArt *art = &g_array_index (watermark->arts, RfArt, i);
        if (art->part != RF_PART_TEXT)
            continue;
        double contrast = measure_contrast (watermark, art, photo);
        REQUIRE_CMP (contrast, >=, RF_LEAST_CONTRAST, "%g", "%s on %s: %s", id, what,
                     g_array_index (watermark->items, RfWatermarkItem, i).text);
        judged++;
    }
    REQUIRE_CMP (judged, >, 0, "%d", "%s: texts", id);
    rf_watermark_free (watermark);
}

static const char *const automatic[] = {"overlay", "overlay-center", "glass"};

TEST (letters_can_be_read_on_every_plain_colour)
{
    for (size_t k = 0; k < G_N_ELEMENTS (automatic); k++)
        for (int i = 0; i <= 40; i++) {
            g_autofree char *what = g_strdup_printf ("colour %d", i);
            for (int c = 0; c < 3; c++)
                flat[c] = i <= 20 ? (float)i / 20 : (float)((i * (5 + 3 * c) + 7 * c) % 20) / 19;
            RfTile photo = make_photo (paint_flat);
            require_legible (automatic[k], NULL, &photo, what);
            g_free (photo.data);
        }
}

TEST (letters_can_be_read_on_restless_photographs)
{
    static const struct {
        Paint paint;
        const char *what;
    } paints[] = {
        {paint_checks, "checks"}, {paint_noise, "noise"}, {paint_horizon, "a horizon"}, {paint_restless, "colours"}};

    for (size_t k = 0; k < G_N_ELEMENTS (automatic); k++)
        for (size_t i = 0; i < G_N_ELEMENTS (paints); i++) {
            RfTile photo = make_photo (paints[i].paint);
            require_legible (automatic[k], NULL, &photo, paints[i].what);
            g_free (photo.data);
        }
}

/* Formats whose colours were chosen for a mat of their own. */
TEST (letters_can_be_read_on_a_ground_the_user_chose)
{
    static const char *const grounds[] = {"#ffffff", "#000000", "#123456", "#f4f1ea", "#222222", "#8899aa", "blur"};
    static const char *const ids[] = {"bar", "bar-dark", "bar-line", "bar-center", "mat", "social"};
    RfTile photo = make_photo (paint_restless);

    for (size_t k = 0; k < G_N_ELEMENTS (ids); k++)
        for (size_t i = 0; i < G_N_ELEMENTS (grounds); i++) {
            RfWatermarkOptions options = RF_WATERMARK_OPTIONS_DEFAULT;
            options.ground = grounds[i];
            RfWatermark *watermark = plan_on (shipped_format (ids[k]), &options, &photo);
            RfFrame canvas = whole_canvas (watermark);
            g_free (draw_area (watermark, RF_PART_TEXT, RF_PIXELS_U8, canvas));
            for (guint m = 0; m < watermark->arts->len; m++) {
                const RfArt *art = &g_array_index (watermark->arts, RfArt, m);
                if (art->part != RF_PART_TEXT)
                    continue;
                double contrast = measure_contrast (watermark, art, &photo);
                /* Secondary words keep the lightness that the format gives them. */
                double least = strcmp (grounds[i], "blur") == 0 ? RF_LEAST_CONTRAST : 2.5;
                REQUIRE_CMP (contrast, >=, least, "%g", "%s on %s: %s", ids[k], grounds[i],
                             g_array_index (watermark->items, RfWatermarkItem, m).text);
            }
            rf_watermark_free (watermark);
        }
    g_free (photo.data);
}

TEST (a_caption_has_one_colour)
{
    static const Paint paints[] = {paint_checks, paint_noise, paint_horizon, paint_restless};

    for (size_t k = 0; k < G_N_ELEMENTS (automatic); k++)
        for (size_t i = 0; i < G_N_ELEMENTS (paints); i++) {
            RfTile photo = make_photo (paints[i]);
            RfWatermark *watermark = plan_on (shipped_format (automatic[k]), NULL, &photo);
            size_t n;
            const RfWatermarkItem *items = rf_watermark_items (watermark, &n);
            for (size_t m = 1; m < n; m++)
                REQUIRE_CMP (items[m].color[0], ==, items[0].color[0], "%g", "%s: %s", automatic[k], items[m].name);
            rf_watermark_free (watermark);
            g_free (photo.data);
        }
}

TEST (a_quiet_ground_needs_no_halo)
{
    flat[0] = flat[1] = flat[2] = 0.1f;
    RfTile photo = make_photo (paint_flat);
    RfFormat *format = format_of ("[format]\ntitle=Test\n[text a]\nin=photo\ntext=${model}\n");
    RfWatermark *watermark = plan_on (format, NULL, &photo);
    const RfArt *art = &g_array_index (watermark->arts, RfArt, 0);

    REQUIRE_CMP (art->color[0], ==, 1.0f, "%g", "white");
    REQUIRE_CMP (art->halos[RF_HALO_SHADOW].color[3], ==, 0.0f, "%g", "no halo");
    rf_watermark_free (watermark);
    rf_format_free (format);
    g_free (photo.data);
}

/* ---- Palettes --------------------------------------------------------------------------------------------------------- */

static const float stripes[5][3] = {
    {0.05f, 0.05f, 0.08f}, {0.6f, 0.1f, 0.1f}, {0.1f, 0.5f, 0.3f}, {0.3f, 0.55f, 0.9f}, {0.95f, 0.9f, 0.7f}};

static void
paint_stripes (double x, double y, float rgb[3])
{
    memcpy (rgb, stripes[MIN (4, (int)(x * 5))], sizeof stripes[0]);
}

/* A grey picture with a small red coat in it. */
static void
paint_coat (double x, double y, float rgb[3])
{
    rgb[0] = rgb[1] = rgb[2] = (float)(0.2 + 0.6 * y);
    if (fabs (x - 0.5) < 0.05 && fabs (y - 0.5) < 0.08) {
        rgb[0] = 0.8f;
        rgb[1] = rgb[2] = 0.05f;
    }
}

TEST (a_palette_finds_the_colours_there_are)
{
    RfTile photo = make_photo (paint_stripes);
    float palette[RF_PALETTE_SIZE][3];

    rf_palette_find (&photo, palette);
    for (int k = 0; k < 5; k++)
        for (int c = 0; c < 3; c++)
            REQUIRE (fabsf (palette[k][c] - stripes[k][c]) < 0.03f, "colour %d, channel %d: %g, not %g", k, c,
                     palette[k][c], stripes[k][c]);
    g_free (photo.data);
}

TEST (a_palette_finds_what_stands_out)
{
    RfTile photo = make_photo (paint_coat);
    float palette[RF_PALETTE_SIZE][3];
    gboolean red = FALSE;

    rf_palette_find (&photo, palette);
    for (int k = 0; k < RF_PALETTE_SIZE; k++)
        red |= palette[k][0] > 0.6f && palette[k][1] < 0.25f;
    REQUIRE (red, "the coat is in it");
    g_free (photo.data);
}

TEST (five_colours_differ_whatever_the_photograph)
{
    static const float flats[][3] = {{0, 0, 0}, {1, 1, 1},           {0.5f, 0.5f, 0.5f},
                                     {1, 0, 0}, {0.02f, 0.9f, 0.1f}, {0, 0, 1}};
    static const Paint paints[] = {paint_checks, paint_noise, paint_horizon, paint_coat};

    for (size_t i = 0; i < G_N_ELEMENTS (flats) + G_N_ELEMENTS (paints); i++) {
        float palette[RF_PALETTE_SIZE][3], again[RF_PALETTE_SIZE][3];
        memcpy (flat, flats[MIN (i, G_N_ELEMENTS (flats) - 1)], sizeof flat);
        RfTile photo = make_photo (i < G_N_ELEMENTS (flats) ? paint_flat : paints[i - G_N_ELEMENTS (flats)]);
        rf_palette_find (&photo, palette);
        rf_palette_find (&photo, again);
        REQUIRE (memcmp (palette, again, sizeof palette) == 0, "photograph %zu: the same each time", i);
        for (int k = 0; k < RF_PALETTE_SIZE; k++)
            for (int c = 0; c < 3; c++)
                REQUIRE (palette[k][c] >= 0 && palette[k][c] <= 1, "photograph %zu: %g", i, palette[k][c]);
        for (int k = 1; k < RF_PALETTE_SIZE; k++)
            for (int m = 0; m < k; m++) {
                float distance = 0;
                for (int c = 0; c < 3; c++)
                    distance += fabsf (palette[k][c] - palette[m][c]);
                REQUIRE_CMP (distance, >, 0.04f, "%g", "photograph %zu: colours %d and %d", i, m, k);
            }
        g_free (photo.data);
    }
}

int
main (void)
{
    return tap_main ();
}
