/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The operation rangefinder:lens in GEGL's graphs: the core's pixels, whatever is asked for in which pieces. */
#include "../gegl/graph.h"
#include "../tap.h"

#include "picture.h"

static const GeglRectangle extent = {0, 0, 700, 460};

/* A graph that stays: a picture and the operation, whose properties follow. */
typedef struct {
    GeglNode *graph, *source, *lens;
} Chain;

static Chain
new_chain (GeglBuffer *picture, const char *character)
{
    Chain chain = {.graph = gegl_node_new ()};

    chain.source = gegl_node_new_child (chain.graph, "operation", "gegl:buffer-source", "buffer", picture, NULL);
    chain.lens = gegl_node_new_child (chain.graph, "operation", "rangefinder:lens", "character",
                                      (int)rf_lens_code (rf_lens_find (character)), NULL);
    gegl_node_link (chain.source, chain.lens);
    return chain;
}

static GeglBuffer *
draw (Chain *chain, const GeglRectangle *area, const Babl *format)
{
    GeglBuffer *result = gegl_buffer_new (area, format);

    gegl_node_blit_buffer (chain->lens, result, area, 0, GEGL_ABYSS_NONE);
    return result;
}

static GeglBuffer *
draw_once (GeglBuffer *picture, const char *character, double strength, const Babl *format)
{
    Chain chain = new_chain (picture, character);

    gegl_node_set (chain.lens, "strength", strength, NULL);
    GeglBuffer *result = draw (&chain, gegl_buffer_get_extent (picture), format);
    g_object_unref (chain.graph);
    return result;
}

static GeglBuffer *
buffer_of (const Picture *picture, int x, int y)
{
    GeglBuffer *buffer =
        gegl_buffer_new (GEGL_RECTANGLE (x, y, picture->width, picture->height), babl_format ("RGBA float"));

    gegl_buffer_set (buffer, NULL, 0, babl_format ("RGBA float"), picture->pixels, GEGL_AUTO_ROWSTRIDE);
    return buffer;
}

TEST (every_character_is_a_choice_under_its_own_number)
{
    g_autoptr (GeglNode) node = gegl_node_new ();
    GeglNode *lens = gegl_node_new_child (node, "operation", "rangefinder:lens", NULL);
    GParamSpec *property = gegl_node_find_property (lens, "character");
    size_t n;
    const RfLens *const *lenses = rf_lenses (&n);

    REQUIRE (property, "no property");
    GEnumClass *choices = G_PARAM_SPEC_ENUM (property)->enum_class;
    REQUIRE_CMP (choices->n_values, ==, (guint)n, "%u", "choices");
    for (size_t i = 0; i < n; i++) {
        GEnumValue *value = g_enum_get_value_by_nick (choices, rf_lens_id (lenses[i]));
        REQUIRE (value, "%s", rf_lens_id (lenses[i]));
        REQUIRE_CMP (value->value, ==, (gint)rf_lens_code (lenses[i]), "%d", "%s", rf_lens_id (lenses[i]));
    }
}

TEST (pixels_are_the_cores)
{
    g_auto (Picture) scene = picture_new_scene (extent.width, extent.height);
    g_autoptr (GeglBuffer) picture = buffer_of (&scene, 0, 0);
    RfLensSettings settings = RF_LENS_SETTINGS_DEFAULT;
    size_t n;
    const RfLens *const *lenses = rf_lenses (&n);

    for (size_t i = 0; i < n; i++) {
        const char *id = rf_lens_id (lenses[i]);
        g_autoptr (GeglBuffer) drawn = draw_once (picture, id, 100, babl_format ("RGBA float"));
        g_auto (Picture) by_core = picture_develop (&scene, id, &settings);
        g_autoptr (GeglBuffer) expected = buffer_of (&by_core, 0, 0);
        /* babl's XYZ of sRGB has other last digits than ours. */
        g_autofree float *a = read_pixels (drawn, babl_format ("RGBA float"));
        for (int p = 0; p < extent.width * extent.height * 4; p++)
            REQUIRE_CMP (fabsf (a[p] - by_core.pixels[p]), <, 1e-4f, "%g", "%s, number %d", id, p);
    }
}

TEST (pieces_of_any_size_in_any_order_give_the_same_bits)
{
    static const int sizes[][2] = {{128, 64}, {700, 7}, {97, 460}, {201, 133}};
    const Babl *format = babl_format ("RGBA float");
    g_auto (Picture) scene = picture_new_scene (extent.width, extent.height);
    g_autoptr (GeglBuffer) picture = buffer_of (&scene, 0, 0);
    size_t n;
    const RfLens *const *lenses = rf_lenses (&n);

    for (size_t i = 0; i < n; i++) {
        g_autoptr (GeglBuffer) whole = draw_once (picture, rf_lens_id (lenses[i]), 100, format);
        for (size_t s = 0; s < G_N_ELEMENTS (sizes); s++) {
            Chain chain = new_chain (picture, rf_lens_id (lenses[i]));
            g_autoptr (GeglBuffer) pieces = gegl_buffer_new (&extent, format);
            for (int y = extent.height / sizes[s][1] * sizes[s][1]; y >= 0; y -= sizes[s][1])
                for (int x = 0; x < extent.width; x += sizes[s][0]) {
                    GeglRectangle area = {x, y, sizes[s][0], sizes[s][1]};
                    gegl_rectangle_intersect (&area, &area, &extent);
                    if (area.width > 0 && area.height > 0)
                        gegl_node_blit_buffer (chain.lens, pieces, &area, 0, GEGL_ABYSS_NONE);
                }
            REQUIRE_CMP (first_difference (whole, pieces, format), ==, -1, "%d", "pixel, %s in pieces of %d x %d",
                         rf_lens_id (lenses[i]), sizes[s][0], sizes[s][1]);
            g_object_unref (chain.graph);
        }
    }
}

TEST (numbers_of_threads_give_the_same_bits)
{
    const Babl *format = babl_format ("RGBA float");
    g_auto (Picture) scene = picture_new_scene (extent.width, extent.height);
    g_autoptr (GeglBuffer) picture = buffer_of (&scene, 0, 0);
    size_t n;
    const RfLens *const *lenses = rf_lenses (&n);

    for (size_t i = 0; i < n; i++) {
        g_object_set (gegl_config (), "threads", 1, NULL);
        g_autoptr (GeglBuffer) one = draw_once (picture, rf_lens_id (lenses[i]), 100, format);
        g_object_set (gegl_config (), "threads", 2, NULL);
        g_autoptr (GeglBuffer) two = draw_once (picture, rf_lens_id (lenses[i]), 100, format);
        REQUIRE_CMP (first_difference (one, two, format), ==, -1, "%d", "pixel, %s", rf_lens_id (lenses[i]));
    }
}

TEST (a_change_of_the_picture_shows_wherever_its_light_falls)
{
    const Babl *format = babl_format ("RGBA float");
    g_auto (Picture) dark = picture_new (extent.width, extent.height, 0.02f, 0.02f, 0.02f);
    g_autoptr (GeglBuffer) picture = buffer_of (&dark, 0, 0);
    Chain chain = new_chain (picture, "soft-90");
    GeglRectangle lamp = {300, 200, 12, 12}, beside = {280, 200, 8, 8};
    g_autofree float *white = g_new (float, 12 * 12 * 4);
    g_autoptr (GeglBuffer) before = draw (&chain, &beside, format);

    for (int i = 0; i < 12 * 12 * 4; i++)
        white[i] = 1;
    gegl_buffer_set (picture, &lamp, 0, format, white, GEGL_AUTO_ROWSTRIDE);
    g_autoptr (GeglBuffer) after = draw (&chain, &beside, format);
    g_autofree float *a = read_pixels (before, format), *b = read_pixels (after, format);
    REQUIRE_CMP (b[0], >, a[0] * 1.2f, "%g", "beside the new lamp");
    g_object_unref (chain.graph);
}

TEST (strength_0_leaves_every_bit_of_every_format)
{
    static const char *const formats[] = {"R'G'B'A u8", "R'G'B' u16", "Y' u8",
                                          "RGBA half",  "RGBA float", "R~G~B~A double"};

    for (size_t f = 0; f < G_N_ELEMENTS (formats); f++) {
        const Babl *format = babl_format (formats[f]);
        g_autoptr (GeglBuffer) picture = new_picture (format, (GeglRectangle){-7, 30, 211, 140}, 1);
        g_autoptr (GeglBuffer) result = draw_once (picture, "soft-90", 0, format);
        REQUIRE_CMP (first_difference (picture, result, format), ==, -1, "%d", "pixel, %s", formats[f]);
    }
}

TEST (alpha_stays_and_formats_agree)
{
    static const char *const formats[] = {"R'G'B'A u16", "RGBA float", "R~G~B~A float", "RaGaBaA float"};
    g_autoptr (GeglBuffer) picture = new_picture (babl_format ("R'G'B'A u16"), extent, 0.7);
    const Babl *judged = babl_format ("R'G'B'A float");
    g_autofree float *before = read_pixels (picture, judged);
    g_autofree float *first = NULL;

    for (size_t f = 0; f < G_N_ELEMENTS (formats); f++) {
        g_autoptr (GeglBuffer) copy = gegl_buffer_new (&extent, babl_format (formats[f]));
        gegl_buffer_copy (picture, NULL, GEGL_ABYSS_NONE, copy, NULL);
        g_autoptr (GeglBuffer) result = draw_once (copy, "portrait-75", 100, judged);
        float *after = read_pixels (result, judged);
        for (int p = 0; p < extent.width * extent.height; p++) {
            REQUIRE_CMP (fabsf (after[4 * p + 3] - before[4 * p + 3]), <, 2e-5f, "%g", "alpha of pixel %d, %s", p,
                         formats[f]);
            for (int c = 0; first && c < 3 && before[4 * p + 3] > 0.1f; c++)
                REQUIRE_CMP (fabsf (after[4 * p + c] - first[4 * p + c]), <, 2e-3f, "%g", "pixel %d, %s", p,
                             formats[f]);
        }
        if (first)
            g_free (after);
        else
            first = after;
    }
}

TEST (layers_that_lie_anywhere_come_out_alike)
{
    const Babl *format = babl_format ("RGBA float");
    g_auto (Picture) scene = picture_new_scene (500, 330);

    for (size_t i = 0; i < 2; i++) {
        const char *id = i ? "swirl-50" : "soft-90";
        g_autoptr (GeglBuffer) here = buffer_of (&scene, 0, 0), there = buffer_of (&scene, -313, 1207);
        g_autoptr (GeglBuffer) a = draw_once (here, id, 100, format), b = draw_once (there, id, 100, format);
        REQUIRE_CMP (first_difference (a, b, format), ==, -1, "%d", "pixel, %s", id);
    }
}

TEST (pictures_of_a_pixel_or_a_line_come_out)
{
    static const int sizes[][2] = {{1, 1}, {1, 40}, {900, 1}, {2, 2}};
    const Babl *format = babl_format ("RGBA float");
    size_t n;
    const RfLens *const *lenses = rf_lenses (&n);

    for (size_t i = 0; i < n; i++)
        for (size_t s = 0; s < G_N_ELEMENTS (sizes); s++) {
            g_auto (Picture) scene = picture_new_scene (sizes[s][0], sizes[s][1]);
            g_autoptr (GeglBuffer) picture = buffer_of (&scene, 3, 5);
            g_autoptr (GeglBuffer) result = draw_once (picture, rf_lens_id (lenses[i]), 100, format);
            g_autofree float *pixels = read_pixels (result, format);
            for (int p = 0; p < sizes[s][0] * sizes[s][1] * 4; p++)
                REQUIRE (pixels[p] >= 0 && pixels[p] < 1.5f, "%g from %s, %d x %d", pixels[p], rf_lens_id (lenses[i]),
                         sizes[s][0], sizes[s][1]);
        }
}

TEST (a_picture_without_end_is_left_as_it_is)
{
    const Babl *format = babl_format ("RGBA float");
    g_autoptr (GeglNode) graph = gegl_node_new ();
    GeglNode *source = gegl_node_new_child (graph, "operation", "gegl:checkerboard", "x", 5, "y", 5, NULL);
    GeglNode *lens = gegl_node_new_child (graph, "operation", "rangefinder:lens", NULL);
    g_autoptr (GeglBuffer) a = gegl_buffer_new (&extent, format), b = gegl_buffer_new (&extent, format);

    gegl_node_link (source, lens);
    gegl_node_blit_buffer (source, a, &extent, 0, GEGL_ABYSS_NONE);
    gegl_node_blit_buffer (lens, b, &extent, 0, GEGL_ABYSS_NONE);
    REQUIRE_CMP (first_difference (a, b, format), ==, -1, "%d", "pixel");
}

int
main (void)
{
    gegl_init (NULL, NULL);
    int result = tap_main ();
    gegl_exit ();
    return result;
}
