/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures in memory, and rangefinder:look applied to them. */
#ifndef RF_TEST_GRAPH_H
#define RF_TEST_GRAPH_H

#include <gegl.h>
#include <math.h>
#include <rangefinder.h>

#define FRAME(picture)                                                                                                 \
    ((RfFrame){gegl_buffer_get_x (picture), gegl_buffer_get_y (picture), gegl_buffer_get_width (picture),              \
               gegl_buffer_get_height (picture)})

/* `format` in the space called `space`; NULL: sRGB. */
static inline const Babl *
in_space (const char *format, const char *space)
{
    return babl_format_with_space (format, babl_space (space ? space : "sRGB"));
}

/* Colours of every hue and lightness with all degrees of `chroma` [0, 1] and below, alpha from 0 to 1; the levels are
 * multiples of 1/255 in the encoding of R'G'B' of sRGB. */
static inline GeglBuffer *
new_picture (const Babl *format, GeglRectangle extent, double chroma)
{
    GeglBuffer *picture = gegl_buffer_new (&extent, format);
    float *row = g_new (float, (gsize)extent.width * 4);

    for (int y = 0; y < extent.height; y++) {
        for (int x = 0; x < extent.width; x++) {
            double u = (x + 0.5) / extent.width, v = (y + 0.5) / extent.height, saturation = chroma * fmod (u * 9, 1);
            for (int channel = 0; channel < 3; channel++) {
                double hue = 0.5 + 0.5 * cos (2 * G_PI * (u - channel / 3.0));
                row[x * 4 + channel] = (float)(round (v * (1 - saturation + saturation * hue) * 255) / 255);
            }
            row[x * 4 + 3] = (float)(round (fmod (v * 5, 1) * 255) / 255);
        }
        gegl_buffer_set (picture, GEGL_RECTANGLE (extent.x, extent.y + y, extent.width, 1), 0,
                         babl_format ("R'G'B'A float"), row, GEGL_AUTO_ROWSTRIDE);
    }
    g_free (row);
    return picture;
}

/* What the operation makes of a picture, in the format that it comes out; then property names and values, and NULL. */
static inline GeglBuffer *
develop (GeglBuffer *picture, const char *property, ...)
{
    GeglBuffer *result = NULL;
    GeglNode *graph = gegl_node_new ();
    GeglNode *source = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", picture, NULL);
    GeglNode *look = gegl_node_new_child (graph, "operation", "rangefinder:look", NULL);
    GeglNode *sink = gegl_node_new_child (graph, "operation", "gegl:buffer-sink", "buffer", &result, NULL);
    va_list arguments;

    va_start (arguments, property);
    gegl_node_set_valist (look, property, arguments);
    va_end (arguments);
    gegl_node_link_many (source, look, sink, NULL);
    gegl_node_process (sink);
    g_object_unref (graph);
    return result;
}

/* All pixels of the extent, row by row, in `format`; g_free it. */
static inline void *
read_pixels (GeglBuffer *buffer, const Babl *format)
{
    const GeglRectangle *extent = gegl_buffer_get_extent (buffer);
    int row = extent->width * babl_format_get_bytes_per_pixel (format);
    void *pixels = g_malloc ((gsize)row * (gsize)extent->height);

    gegl_buffer_get (buffer, extent, 1.0, format, pixels, row, GEGL_ABYSS_NONE);
    return pixels;
}

/* The first pixel, counted row by row, whose bits differ in the two buffers of one size; -1 if there is none. */
static inline int
first_difference (GeglBuffer *a, GeglBuffer *b, const Babl *format)
{
    g_autofree char *x = read_pixels (a, format), *y = read_pixels (b, format);
    gsize size = (gsize)babl_format_get_bytes_per_pixel (format);
    int n = gegl_buffer_get_width (a) * gegl_buffer_get_height (a);

    for (int i = 0; i < n; i++)
        if (memcmp (x + (gsize)i * size, y + (gsize)i * size, size) != 0)
            return i;
    return -1;
}

/* The numbers of that look, for the core alone: the caller sets what the operation is given. */
static inline RfPlan *
new_plan (const char *look, const RfSettings *settings, const RfSpace *space)
{
    GError *error = NULL;
    RfPlan *plan = rf_plan_new (rf_look_require (look, &error), settings, space, &error);

    if (!plan)
        g_error ("%s: %s", look, error->message);
    return plan;
}

/* The same pixels by the core alone, in one tile. */
static inline GeglBuffer *
develop_by_core (GeglBuffer *picture, const RfPlan *plan, const RfFrame *frame, const Babl *format)
{
    const GeglRectangle *extent = gegl_buffer_get_extent (picture);
    GeglBuffer *result = gegl_buffer_new (extent, format);
    g_autofree float *pixels = read_pixels (picture, format);
    RfTile tile = {pixels,        extent->width * (ptrdiff_t)(4 * sizeof (float)), extent->x, extent->y, extent->width,
                   extent->height};

    rf_plan_apply (plan, frame, &tile, &tile);
    gegl_buffer_set (result, NULL, 0, format, pixels, GEGL_AUTO_ROWSTRIDE);
    return result;
}

#endif
