/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the picture lies: sizes, offsets, crops, selections and previews. The vignette shows whether the operation knows. */
#include "../../plugins/gegl/gegl-host.h"
#include "../tap.h"
#include "graph.h"

#define STRONG_VIGNETTE "vignette", 2, "vignette-ev", -2.0

static void
require_same (GeglBuffer *a, GeglBuffer *b, const char *what)
{
    REQUIRE_CMP (gegl_buffer_get_width (a), ==, gegl_buffer_get_width (b), "%d", "width: %s", what);
    REQUIRE_CMP (gegl_buffer_get_height (a), ==, gegl_buffer_get_height (b), "%d", "height: %s", what);
    REQUIRE_CMP (first_difference (a, b, gegl_buffer_get_format (a)), ==, -1, "%d", "first pixel that differs: %s",
                 what);
}

/* The luminance of one pixel of a buffer, linear. */
static float
luminance (GeglBuffer *buffer, int x, int y)
{
    float value;

    gegl_buffer_get (buffer, GEGL_RECTANGLE (x, y, 1, 1), 1.0, babl_format ("Y float"), &value, GEGL_AUTO_ROWSTRIDE,
                     GEGL_ABYSS_CLAMP);
    return value;
}

static float
stops (GeglBuffer *a, GeglBuffer *b, int x, int y)
{
    return log2f (luminance (a, x, y) / luminance (b, x, y));
}

static GeglBuffer *
new_grey (GeglRectangle extent)
{
    GeglBuffer *grey = gegl_buffer_new (&extent, babl_format ("R'G'B' u8"));
    GeglColor *colour = gegl_color_new ("rgb(0.5, 0.5, 0.5)");

    gegl_buffer_set_color (grey, NULL, colour);
    g_object_unref (colour);
    return grey;
}

TEST (the_vignette_is_centred_and_reaches_the_corners)
{
    GeglRectangle extent = {0, 0, 301, 201};
    g_autoptr (GeglBuffer) grey = new_grey (extent);
    g_autoptr (GeglBuffer) without = develop (grey, "vignette", 1, NULL);
    g_autoptr (GeglBuffer) with = develop (grey, STRONG_VIGNETTE, NULL);

    /* Light falls off before the look, whose contrast then makes more of it. */
    REQUIRE_CMP (fabsf (stops (with, without, 150, 100)), <, 0.01f, "%g", "in the middle");
    REQUIRE_CMP (stops (with, without, 0, 0), <, -1.5f, "%g", "in the first corner");
    REQUIRE_CMP (stops (with, without, 0, 0), >, -4.0f, "%g", "in the first corner");
    for (int corner = 1; corner < 4; corner++) {
        int x = corner % 2 ? 300 : 0, y = corner / 2 ? 200 : 0;
        REQUIRE_CMP (luminance (with, x, y), ==, luminance (with, 0, 0), "%g", "corner %d, %d", x, y);
    }
    for (int x = 151; x <= 300; x++)
        REQUIRE_CMP (luminance (with, x, 100), <=, luminance (with, x - 1, 100), "%g", "towards the right, at %d", x);
}

TEST (pictures_of_odd_sizes_are_developed_whole)
{
    static const int sizes[][2] = {{1, 1}, {1, 5000}, {5000, 1}, {3, 7}, {129, 127}};
    const Babl *format = babl_format ("R'G'B'A float");
    RfSettings settings = RF_SETTINGS_DEFAULT;
    RfSpace space;

    rf_choose_format (format, babl_space ("sRGB"), RF_INPUT_DISPLAY, &space);
    settings.vignette = RF_VIGNETTE_VALUE;
    settings.vignette_ev = -2;
    RfPlan *plan = new_plan ("authentic", &settings, &space);
    for (size_t i = 0; i < G_N_ELEMENTS (sizes); i++) {
        GeglRectangle extent = {0, 0, sizes[i][0], sizes[i][1]};
        g_autofree char *what = g_strdup_printf ("%d x %d", extent.width, extent.height);
        g_autoptr (GeglBuffer) picture = new_picture (format, extent, 1);
        g_autoptr (GeglBuffer) expected = develop_by_core (picture, plan, &FRAME (picture), format);
        g_autoptr (GeglBuffer) result = develop (picture, STRONG_VIGNETTE, NULL);

        require_same (expected, result, what);
        REQUIRE (first_difference (picture, result, format) != -1, "%s: nothing happened", what);
    }
    rf_plan_unref (plan);
}

TEST (the_vignette_moves_with_the_picture)
{
    GeglRectangle here = {0, 0, 300, 200}, there = {-1234, 567, 300, 200};
    g_autoptr (GeglBuffer) at_origin = new_picture (babl_format ("R'G'B'A u8"), here, 1);
    g_autoptr (GeglBuffer) moved = new_picture (babl_format ("R'G'B'A u8"), there, 1);
    g_autoptr (GeglBuffer) a = develop (at_origin, STRONG_VIGNETTE, NULL);
    g_autoptr (GeglBuffer) b = develop (moved, STRONG_VIGNETTE, NULL);

    require_same (a, b, "a picture that does not start at 0, 0");
}

/* Links `source` through the named operations to rangefinder:look, in a graph of its own as GIMP makes for a filter. */
static GeglBuffer *
develop_part (GeglBuffer *picture, gboolean as_in_gimp, GeglRectangle part)
{
    GeglBuffer *result = NULL;
    GeglNode *graph = gegl_node_new (), *filter = gegl_node_new ();
    GeglNode *source = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", picture, NULL);
    GeglNode *sink = gegl_node_new_child (graph, "operation", "gegl:buffer-sink", "buffer", &result, NULL);
    GeglNode *input = gegl_node_get_input_proxy (filter, "input");
    GeglNode *translate =
        gegl_node_new_child (filter, "operation", "gegl:translate", "x", -(double)part.x, "y", -(double)part.y, NULL);
    GeglNode *crop = gegl_node_new_child (filter, "operation", "gegl:crop", "width", (double)part.width, "height",
                                          (double)part.height, NULL);
    GeglNode *look = gegl_node_new_child (filter, "operation", "rangefinder:look", STRONG_VIGNETTE, NULL);
    GeglNode *output = gegl_node_get_output_proxy (filter, "output");

    gegl_node_add_child (graph, filter);
    g_object_unref (filter);
    if (as_in_gimp) {
        gegl_node_link_many (input, translate, crop, look, output, NULL);
    } else {
        gegl_node_set (crop, "x", (double)part.x, "y", (double)part.y, NULL);
        gegl_node_link_many (input, crop, look, output, NULL);
    }
    gegl_node_link_many (source, filter, sink, NULL);
    gegl_node_process (sink);
    g_object_unref (graph);
    return result;
}

static GeglBuffer *
copy_part (GeglBuffer *buffer, GeglRectangle part)
{
    GeglBuffer *copy = gegl_buffer_new (&part, gegl_buffer_get_format (buffer));

    gegl_buffer_copy (buffer, &part, GEGL_ABYSS_NONE, copy, &part);
    return copy;
}

TEST (a_selection_in_gimp_gets_its_part_of_the_layers_vignette)
{
    GeglRectangle extent = {0, 0, 300, 200}, selection = {200, 20, 90, 60};
    g_autoptr (GeglBuffer) picture = new_picture (babl_format ("R'G'B'A u8"), extent, 1);
    g_autoptr (GeglBuffer) whole = develop (picture, STRONG_VIGNETTE, NULL);
    g_autoptr (GeglBuffer) expected = copy_part (whole, selection);
    g_autoptr (GeglBuffer) result = develop_part (picture, TRUE, selection);

    require_same (expected, result, "nop, translate, crop");
}

TEST (a_cropped_picture_gets_a_vignette_of_its_own)
{
    GeglRectangle extent = {0, 0, 300, 200}, part = {200, 20, 90, 60};
    g_autoptr (GeglBuffer) picture = new_picture (babl_format ("R'G'B'A u8"), extent, 1);
    g_autoptr (GeglBuffer) cropped = copy_part (picture, part);
    g_autoptr (GeglBuffer) expected = develop (cropped, STRONG_VIGNETTE, NULL);
    g_autoptr (GeglBuffer) result = develop_part (picture, FALSE, part);

    require_same (expected, result, "crop");
}

TEST (a_picture_without_end_has_no_vignette)
{
    float with[4], without[4];
    GeglNode *graph = gegl_node_new ();
    GeglColor *orange = gegl_color_new ("rgb(0.8, 0.4, 0.1)");
    GeglNode *colour = gegl_node_new_child (graph, "operation", "gegl:color", "value", orange, NULL);
    GeglNode *look = gegl_node_new_child (graph, "operation", "rangefinder:look", "vignette", 1, NULL);

    gegl_node_link (colour, look);
    gegl_node_blit (look, 1.0, GEGL_RECTANGLE (9000, 9000, 1, 1), babl_format ("RGBA float"), without, 0, 0);
    gegl_node_set (look, STRONG_VIGNETTE, NULL);
    gegl_node_blit (look, 1.0, GEGL_RECTANGLE (9000, 9000, 1, 1), babl_format ("RGBA float"), with, 0, 0);
    g_object_unref (graph);
    g_object_unref (orange);
    REQUIRE (memcmp (with, without, sizeof with) == 0, "%g and %g", (double)with[0], (double)without[0]);
}

TEST (a_smaller_preview_looks_like_the_picture)
{
    GeglRectangle extent = {0, 0, 1024, 512};
    g_autoptr (GeglBuffer) grey = new_grey (extent);
    g_autoptr (GeglBuffer) full = develop (grey, STRONG_VIGNETTE, NULL);
    GeglNode *graph = gegl_node_new ();
    GeglNode *source = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", grey, NULL);
    GeglNode *look = gegl_node_new_child (graph, "operation", "rangefinder:look", STRONG_VIGNETTE, NULL);
    g_autofree float *small = g_new0 (float, 256 * 128);

    gegl_node_link (source, look);
    g_object_set (gegl_config (), "mipmap-rendering", TRUE, NULL);
    gegl_node_blit (look, 0.25, GEGL_RECTANGLE (0, 0, 256, 128), babl_format ("Y float"), small, GEGL_AUTO_ROWSTRIDE,
                    0);
    g_object_set (gegl_config (), "mipmap-rendering", FALSE, NULL);
    g_object_unref (graph);
    for (int y = 0; y < 128; y += 9)
        for (int x = 0; x < 256; x += 9) {
            float ev = log2f (small[y * 256 + x] / luminance (full, x * 4 + 2, y * 4 + 2));
            REQUIRE_CMP (fabsf (ev), <, 0.05f, "%g", "stops at %d, %d of 256 x 128", x, y);
        }
}

int
main (void)
{
    gegl_init (NULL, NULL);
    int result = tap_main ();
    gegl_exit ();
    return result;
}
