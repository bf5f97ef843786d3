/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From plans to pixels: any tiling, any number of threads, exact colours, nothing where nothing belongs. */
#include "../tap.h"
#include "plans.h"

#define WIDTH  720
#define HEIGHT 480

static RfWatermark *
plan_sample (const RfFormat *format, const RfWatermarkOptions *options)
{
    RfCaption *caption = rf_caption_sample ();
    RfWatermark *watermark = plan_with (format, caption, options, WIDTH, HEIGHT);

    rf_caption_free (caption);
    return watermark;
}

/* Tile by tile into one picture, from the last to the first; every other one with rows from below. */
static void *
draw_tiled (const RfWatermark *watermark, unsigned parts, RfPixels pixels, int width, int height)
{
    RfFrame canvas = whole_canvas (watermark);
    gsize size = pixels == RF_PIXELS_U8 ? 4 : 16, row = (gsize)canvas.width * size;
    char *data = g_malloc (row * (gsize)canvas.height);
    int count = 0;

    for (int y = (canvas.height - 1) / height * height; y >= 0; y -= height)
        for (int x = (canvas.width - 1) / width * width; x >= 0; x -= width) {
            int w = MIN (width, canvas.width - x), h = MIN (height, canvas.height - y);
            RfTile tile = {data + (gsize)y * row + (gsize)x * size, (ptrdiff_t)row, x, y, w, h};
            char *turned = NULL;
            if (count++ & 1) {
                turned = g_malloc ((gsize)w * (gsize)h * size);
                tile.data = turned + (gsize)(h - 1) * (gsize)w * size;
                tile.stride = -(ptrdiff_t)((gsize)w * size);
            }
            rf_watermark_draw (watermark, parts, pixels, &tile);
            for (int k = 0; turned && k < h; k++)
                memcpy (data + (gsize)(y + k) * row + (gsize)x * size, (char *)tile.data + k * tile.stride,
                        (gsize)w * size);
            g_free (turned);
        }
    return data;
}

TEST (any_tiling_gives_the_same_bytes)
{
    static const int tiles[][2] = {{64, 64}, {1, 1000}, {1000, 1}, {257, 3}, {511, 129}};
    int n;
    RfFormat *const *formats = shipped_formats (&n);

    for (int i = 0; i < n; i++)
        for (int pixels = RF_PIXELS_FLOAT; pixels <= RF_PIXELS_U8; pixels++) {
            RfWatermark *watermark = plan_sample (formats[i], NULL);
            RfFrame canvas = whole_canvas (watermark);
            gsize size = pixels == RF_PIXELS_U8 ? 4 : 16, bytes = (gsize)canvas.width * (gsize)canvas.height * size;
            char *whole = draw_area (watermark, RF_PART_ALL, pixels, canvas);
            for (size_t k = 0; k < G_N_ELEMENTS (tiles); k++) {
                char *tiled = draw_tiled (watermark, RF_PART_ALL, pixels, tiles[k][0], tiles[k][1]);
                for (gsize b = 0; b < bytes; b++)
                    REQUIRE (whole[b] == tiled[b], "%s, tiles of %d × %d, kind %d: pixel %zu, %zu", formats[i]->id,
                             tiles[k][0], tiles[k][1], pixels, b / size % (gsize)canvas.width,
                             b / size / (gsize)canvas.width);
                g_free (tiled);
            }
            g_free (whole);
            rf_watermark_free (watermark);
        }
}

static char *
plan_and_draw (gsize *bytes)
{
    static const char *const ids[] = {"bar", "glass", "overlay", "datestamp", "palette"};
    GByteArray *all = g_byte_array_new ();
    static const RfWatermarkOptions standard = RF_WATERMARK_OPTIONS_DEFAULT;

    for (size_t i = 0; i < G_N_ELEMENTS (ids); i++) {
        RfCaption *caption = caption_of ("model", "Leica 徕卡 كاميرا 📷", "date", "'24 06 01 AM", "iso", "ISO100",
                                         "exposure", "1/250s", NULL);
        RfWatermark *watermark =
            rf_watermark_new (shipped_format (ids[i]), caption, &standard, WIDTH, HEIGHT, restless_photo (), NULL);
        RfFrame canvas = whole_canvas (watermark);
        guchar *pixels = draw_area (watermark, RF_PART_ALL, RF_PIXELS_U8, canvas);
        g_byte_array_append (all, pixels, (guint)(4 * canvas.width * canvas.height));
        g_free (pixels);
        rf_watermark_free (watermark);
        rf_caption_free (caption);
    }
    *bytes = all->len;
    return (char *)g_byte_array_free (all, FALSE);
}

static gpointer
plan_and_draw_in_thread (gpointer data)
{
    gsize bytes;
    GChecksum *sum = g_checksum_new (G_CHECKSUM_SHA256);

    for (int round = 0; round < 3; round++) {
        char *pixels = plan_and_draw (&bytes);
        g_checksum_update (sum, (guchar *)pixels, (gssize)bytes);
        g_free (pixels);
    }
    char *text = g_strdup (g_checksum_get_string (sum));
    g_checksum_free (sum);
    return text;
}

TEST (threads_plan_and_draw_the_same_bytes)
{
    GThread *threads[8];
    int n;

    shipped_formats (&n);
    restless_photo ();
    g_autofree char *alone = plan_and_draw_in_thread (NULL);
    for (size_t i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("plan", plan_and_draw_in_thread, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS (threads); i++) {
        g_autofree char *result = g_thread_join (threads[i]);
        REQUIRE (strcmp (alone, result) == 0, "thread %zu drew something else", i);
    }
}

typedef struct {
    const RfWatermark *watermark;
    GChecksum *sum;
} Shared;

static gpointer
draw_in_thread (gpointer data)
{
    const RfWatermark *watermark = data;
    RfFrame canvas = whole_canvas (watermark);
    guchar *pixels = draw_area (watermark, RF_PART_ALL, RF_PIXELS_U8, canvas);
    char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, pixels, 4 * (gsize)canvas.width * (gsize)canvas.height);

    g_free (pixels);
    return sum;
}

TEST (threads_share_one_plan)
{
    int n;
    RfFormat *const *formats = shipped_formats (&n);

    for (int i = 0; i < n; i++) {
        RfWatermark *shared = plan_sample (formats[i], NULL), *own = plan_sample (formats[i], NULL);
        GThread *threads[6];
        for (size_t k = 0; k < G_N_ELEMENTS (threads); k++)
            threads[k] = g_thread_new ("draw", draw_in_thread, shared);
        g_autofree char *wanted = draw_in_thread (own);
        for (size_t k = 0; k < G_N_ELEMENTS (threads); k++) {
            g_autofree char *result = g_thread_join (threads[k]);
            REQUIRE (strcmp (wanted, result) == 0, "%s: thread %zu", formats[i]->id, k);
        }
        rf_watermark_free (shared);
        rf_watermark_free (own);
    }
}

/* ---- Colours ------------------------------------------------------------------------------------------------------ */

static gboolean
is_in (const RfFrame *frame, int x, int y)
{
    return x >= frame->x && y >= frame->y && x < frame->x + frame->width && y < frame->y + frame->height;
}

TEST (mats_have_exactly_their_colour_and_the_photograph_stays_free)
{
    static const RfTheme themes[] = {RF_THEME_FORMAT, RF_THEME_LIGHT, RF_THEME_DARK};
    int n;
    RfFormat *const *formats = shipped_formats (&n);

    for (int i = 0; i < n; i++)
        for (size_t t = 0; t < G_N_ELEMENTS (themes); t++) {
            const RfFormat *format = formats[i];
            if (format->photo.shadow.u > 0 || format->photo.corner.u > 0 ||
                strcmp (format->canvas.ground, "color") != 0)
                continue;
            RfWatermarkOptions options = RF_WATERMARK_OPTIONS_DEFAULT;
            options.theme = themes[t];
            gboolean dark = t == 2 || (t == 0 && strcmp (format->theme, "dark") == 0);
            const float *wanted = dark ? format->canvas.color_dark.rgba : format->canvas.color.rgba;
            RfWatermark *watermark = plan_sample (format, &options);
            RfFrame canvas = whole_canvas (watermark), photo = watermark->ground.canvas.photo;
            float *exact = draw_area (watermark, RF_PART_GROUND, RF_PIXELS_FLOAT, canvas);
            guchar *rounded = draw_area (watermark, RF_PART_GROUND, RF_PIXELS_U8, canvas);
            for (int y = 0; y < canvas.height; y++)
                for (int x = 0; x < canvas.width; x++)
                    for (int c = 0; c < 4; c++) {
                        gsize at = 4 * ((gsize)y * (gsize)canvas.width + (gsize)x) + (gsize)c;
                        float value = is_in (&photo, x, y) ? 0 : wanted[c];
                        REQUIRE_CMP (exact[at], ==, value, "%.9g", "%s at %d, %d, channel %d", format->id, x, y, c);
                        REQUIRE_CMP ((int)rounded[at], ==, (int)lrintf (value * 255), "%d", "%s at %d, %d", format->id,
                                     x, y);
                    }
            g_free (exact);
            g_free (rounded);
            rf_watermark_free (watermark);
        }
}

/* Straight alpha: where letters cover a pixel partly, its colour is theirs and not a mixture with black. */
TEST (items_have_exactly_their_colour_at_every_coverage)
{
    static const char *const ids[] = {"bar", "bar-dark", "film-strip", "mat", "polaroid", "signature"};

    for (size_t i = 0; i < G_N_ELEMENTS (ids); i++) {
        RfWatermark *watermark = plan_sample (shipped_format (ids[i]), NULL);
        size_t n;
        const RfWatermarkItem *items = rf_watermark_items (watermark, &n);
        for (size_t k = 0; k < n; k++) {
            float *pixels = draw_area (watermark, RF_PART_LOGO | RF_PART_TEXT, RF_PIXELS_FLOAT, items[k].ink);
            float most = 0;
            for (int p = 0; p < items[k].ink.width * items[k].ink.height; p++) {
                const float *pixel = pixels + 4 * p;
                most = MAX (most, pixel[3]);
                for (int c = 0; c < 3; c++)
                    REQUIRE_CMP (pixel[c], ==, pixel[3] > 0 ? items[k].color[c] : 0, "%.9g", "%s: %s, pixel %d", ids[i],
                                 items[k].name, p);
                REQUIRE_CMP (pixel[3], <=, items[k].color[3], "%.9g", "%s: %s, pixel %d", ids[i], items[k].name, p);
            }
            REQUIRE_CMP (most, >, 0.8f * items[k].color[3], "%g", "%s: %s is full somewhere", ids[i], items[k].name);
            g_free (pixels);
        }
        rf_watermark_free (watermark);
    }
}

TEST (what_is_opaque_has_exactly_its_colour_on_every_ground)
{
    static const guint32 colors[] = {0xd9442f, 0x123457, 0xfefdfb, 0x010203, 0x7f8081, 0xce9238, 0x333333, 0xe1c5a9};
    RfCaption *caption = rf_caption_sample ();

    for (size_t i = 0; i < G_N_ELEMENTS (colors); i++)
        for (size_t k = 0; k < G_N_ELEMENTS (colors); k++) {
            g_autofree char *text = g_strdup_printf ("[format]\ntitle=Test\n[canvas]\nbottom=100u\ncolor=#%06x\n"
                                                     "[disc d]\nin=bottom\nsize=60u\ncolor=#%06x\n"
                                                     "[text t]\nin=photo\ntext=${model}\n",
                                                     colors[i], colors[k]);
            RfFormat *format = format_of (text);
            RfWatermark *watermark = plan_with (format, caption, NULL, WIDTH, HEIGHT);
            RfFrame ink = require_item (watermark, "d")->ink,
                    middle = {ink.x + ink.width / 2, ink.y + ink.height / 2, 1, 1};
            float *exact = draw_area (watermark, RF_PART_ALL, RF_PIXELS_FLOAT, middle);
            guchar *rounded = draw_area (watermark, RF_PART_ALL, RF_PIXELS_U8, middle);
            for (int c = 0; c < 3; c++) {
                int value = colors[k] >> (16 - 8 * c) & 255;
                REQUIRE_CMP (exact[c], ==, (float)value / 255.0f, "%.9g", "%06x on %06x", colors[k], colors[i]);
                REQUIRE_CMP ((int)rounded[c], ==, value, "%d", "%06x on %06x", colors[k], colors[i]);
            }
            g_free (exact);
            g_free (rounded);
            rf_watermark_free (watermark);
            rf_format_free (format);
        }
    rf_caption_free (caption);
}

static void
lay_over (float *under, const float *over)
{
    float alpha = over[3] + under[3] * (1 - over[3]);

    for (int c = 0; c < 3 && alpha > 0; c++)
        under[c] = (over[c] * over[3] + under[c] * under[3] * (1 - over[3])) / alpha;
    under[3] = alpha;
}

TEST (parts_laid_over_each_other_are_the_whole)
{
    int n;
    RfFormat *const *formats = shipped_formats (&n);

    for (int i = 0; i < n; i++) {
        RfWatermark *watermark = plan_sample (formats[i], NULL);
        RfFrame canvas = whole_canvas (watermark);
        float *whole = draw_area (watermark, RF_PART_ALL, RF_PIXELS_FLOAT, canvas);
        float *parts[3];
        for (int p = 0; p < 3; p++)
            parts[p] = draw_area (watermark, 1u << p, RF_PIXELS_FLOAT, canvas);
        for (gsize p = 0; p < (gsize)canvas.width * (gsize)canvas.height; p++) {
            lay_over (parts[0] + 4 * p, parts[1] + 4 * p);
            lay_over (parts[0] + 4 * p, parts[2] + 4 * p);
            for (gsize c = 0; c < 4; c++)
                if (whole[4 * p + 3] > 0.01f)
                    REQUIRE (fabsf (whole[4 * p + c] - parts[0][4 * p + c]) < 2e-3f, "%s: pixel %zu, %zu: %g, %g",
                             formats[i]->id, p % (gsize)canvas.width, p / (gsize)canvas.width, whole[4 * p + c],
                             parts[0][4 * p + c]);
        }
        for (int p = 0; p < 3; p++)
            g_free (parts[p]);
        g_free (whole);
        rf_watermark_free (watermark);
    }
}

TEST (nothing_is_drawn_outside_of_the_extent)
{
    int n;
    RfFormat *const *formats = shipped_formats (&n);

    for (int i = 0; i < n; i++)
        for (unsigned parts = 1; parts <= RF_PART_ALL; parts++) {
            RfWatermark *watermark = plan_sample (formats[i], NULL);
            RfFrame canvas = whole_canvas (watermark), extent;
            guchar *pixels = draw_area (watermark, parts, RF_PIXELS_U8, canvas);
            gboolean any = FALSE;
            rf_watermark_extent (watermark, parts, &extent);
            for (int y = 0; y < canvas.height; y++)
                for (int x = 0; x < canvas.width; x++)
                    if (pixels[4 * ((gsize)y * (gsize)canvas.width + (gsize)x) + 3]) {
                        any = TRUE;
                        REQUIRE (is_in (&extent, x, y), "%s, parts %u: something at %d, %d", formats[i]->id, parts, x,
                                 y);
                    }
            REQUIRE_CMP (any, ==, extent.width > 0, "%d", "%s, parts %u", formats[i]->id, parts);
            g_free (pixels);
            rf_watermark_free (watermark);
        }
}

TEST (outside_of_the_canvas_is_nothing)
{
    int n;
    RfFormat *const *formats = shipped_formats (&n);

    for (int i = 0; i < n; i++) {
        RfWatermark *watermark = plan_sample (formats[i], NULL);
        RfFrame canvas = whole_canvas (watermark), area = {-7, -300, canvas.width + 600, canvas.height + 600};
        float *pixels = draw_area (watermark, RF_PART_ALL, RF_PIXELS_FLOAT, area);
        for (int y = 0; y < area.height; y++)
            for (int x = 0; x < area.width; x++)
                if (!is_in (&canvas, x + area.x, y + area.y))
                    REQUIRE_CMP (pixels[4 * (y * area.width + x) + 3], ==, 0.0f, "%g", "%s at %d, %d", formats[i]->id,
                                 x + area.x, y + area.y);
        g_free (pixels);
        rf_watermark_free (watermark);
    }
}

/* Discs: the same seen from all sides, and soft only at the edge. */
TEST (discs_are_round)
{
    for (int width = 400; width < 3000; width += 333) {
        RfCaption *caption = rf_caption_sample ();
        RfWatermark *watermark = plan_with (shipped_format ("bar"), caption, NULL, width, width);
        const RfFrame ink = require_item (watermark, "mark")->ink;
        float *pixels = draw_area (watermark, RF_PART_LOGO, RF_PIXELS_FLOAT, ink);
        double area = 0, radius = ink.width / 2.0;
        REQUIRE_CMP (ink.width, ==, ink.height, "%d", "%d", width);
        for (int y = 0; y < ink.height; y++)
            for (int x = 0; x < ink.width; x++) {
                float here = pixels[4 * (y * ink.width + x) + 3];
                float mirrored = pixels[4 * (y * ink.width + ink.width - 1 - x) + 3];
                float turned = pixels[4 * (x * ink.width + y) + 3];
                double distance = hypot (x + 0.5 - radius, y + 0.5 - radius);
                REQUIRE (fabsf (here - mirrored) < 0.04f && fabsf (here - turned) < 0.06f,
                         "%d: %d, %d is not symmetrical: %g %g %g", width, x, y, here, mirrored, turned);
                REQUIRE (distance > radius - 1 || here > 0.999f, "%d: a hole at %d, %d", width, x, y);
                REQUIRE (distance < radius + 1 || here < 0.001f, "%d: a spot at %d, %d", width, x, y);
                area += here;
            }
        REQUIRE (fabs (area / (G_PI * radius * radius) - 1) < 0.01, "%d: area %g of radius %g", width, area, radius);
        g_free (pixels);
        rf_watermark_free (watermark);
        rf_caption_free (caption);
    }
}

/* Cairo's surfaces end at 32767 pixels; panoramas do not. */
TEST (what_is_very_wide_is_drawn_to_its_end)
{
    RfFormat *format = format_of ("[format]\ntitle=Test\n[canvas]\nbottom=100u\n[divider d]\nin=bottom\nsize=0u\n"
                                  "width=10u\ncolor=#ff0000\n[text t]\nin=photo\ntext=${model}\n");
    RfCaption *caption = rf_caption_sample ();
    RfWatermark *watermark = plan_with (format, caption, NULL, 70000, 1080);
    RfFrame ink = require_item (watermark, "d")->ink;

    REQUIRE_CMP (ink.width, ==, 70000, "%d", "as wide as the bar");
    for (int x = 0; x < 70000; x += 4095) {
        float *pixel = draw_area (watermark, RF_PART_LOGO, RF_PIXELS_FLOAT, (RfFrame){x, ink.y + ink.height / 2, 1, 1});
        REQUIRE (pixel[0] == 1 && pixel[1] == 0 && pixel[3] == 1, "at %d is %g %g %g %g", x, pixel[0], pixel[1],
                 pixel[2], pixel[3]);
        g_free (pixel);
    }
    rf_watermark_free (watermark);
    rf_caption_free (caption);
    rf_format_free (format);
}

/* ---- Figures of light ----------------------------------------------------------------------------------------------- */

TEST (figures_of_seven_segments_differ_and_letters_are_letters)
{
    RfTypeface face = {"segments", NULL, 400, FALSE, FALSE, 0}, mono = {"mono", NULL, 400, FALSE, FALSE, 0};
    RfTypeface chosen = {"segments", "Monospace", 400, FALSE, FALSE, 0};
    /* Bars that shine, as everybody's alarm clock has them. */
    static const int bars[10] = {6, 2, 5, 5, 4, 5, 6, 3, 7, 6};

    for (int digit = 0; digit < 10; digit++) {
        char text[] = {(char)('0' + digit), '\0'};
        g_autoptr (RfShape) shape = rf_shape_new (&face, text);
        int closed = 0;
        REQUIRE (shape && !shape->font, "%s is a shape of our own", text);
        REQUIRE (fabs (shape->capital - 720) < 1, "%s is as high as capitals", text);
        for (int i = 0; i < shape->outline->num_data; i += shape->outline->data[i].header.length)
            closed += shape->outline->data[i].header.type == CAIRO_PATH_CLOSE_PATH;
        REQUIRE_CMP (closed, ==, bars[digit], "%d", "bars of %s", text);
    }
    g_autoptr (RfShape) mixed = rf_shape_new (&face, "10:30 AM"), letters = rf_shape_new (&mono, "AM"),
                        figures = rf_shape_new (&face, "10:30 "), other = rf_shape_new (&chosen, "10:30");
    REQUIRE_CMP (mixed->ink.width, >, figures->ink.width + letters->ink.width * 0.9, "%g",
                 "letters follow the figures");
    REQUIRE (other->font != NULL, "the user's font comes first");
}

TEST (a_datestamp_glows_in_its_own_colour)
{
    RfCaption *caption = caption_of ("date", "'24 06 01", NULL);
    RfWatermark *watermark = plan_with (shipped_format ("datestamp"), caption, NULL, 3000, 2000);
    size_t n;
    const RfWatermarkItem *item = rf_watermark_items (watermark, &n);
    RfFrame extent;

    REQUIRE_CMP (n, ==, (size_t)1, "%zu", "items");
    REQUIRE (!item->font, "no font can set it");
    rf_watermark_extent (watermark, RF_PART_TEXT, &extent);
    REQUIRE_CMP (extent.width, >, item->ink.width + 20, "%d", "light round it");
    float *pixels = draw_area (watermark, RF_PART_TEXT, RF_PIXELS_FLOAT, extent);
    const float *edge = pixels + 4 * ((gsize)(extent.height / 2) * (gsize)extent.width);
    REQUIRE_CMP (edge[3], <, 0.02f, "%g", "it ends softly");
    gboolean lit = FALSE;
    for (int p = 0; p < extent.width * extent.height; p++)
        lit |= pixels[4 * p + 3] > 0.1f && pixels[4 * p + 3] < 0.7f && pixels[4 * p] > 0.5f &&
               pixels[4 * p] > pixels[4 * p + 2] + 0.3f;
    REQUIRE (lit, "orange light");
    g_free (pixels);
    rf_watermark_free (watermark);
    rf_caption_free (caption);
}

int
main (void)
{
    return tap_main ();
}
