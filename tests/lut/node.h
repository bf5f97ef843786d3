/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures through a node of rangefinder:lut or rangefinder:look. */
#ifndef RF_TEST_LUT_NODE_H
#define RF_TEST_LUT_NODE_H

#include <gegl.h>
#include <lcms2.h>
#include <math.h>
#include <rangefinder.h>
#include <stdlib.h>

/* Colours of every hue, chroma and lightness, alpha from 0.2 to 1. */
static inline GeglBuffer *
new_colours (const Babl *format)
{
    enum { WIDTH = 200, HEIGHT = 150 };
    GeglBuffer *picture = gegl_buffer_new (GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), format);
    const Babl *encoded = babl_format_with_space ("R'G'B'A float", babl_format_get_space (format));
    float *pixels = g_new (float, 4 * WIDTH * HEIGHT);

    for (int i = 0; i < WIDTH * HEIGHT; i++) {
        double u = i % WIDTH / (WIDTH - 1.0), v = i / WIDTH / (HEIGHT - 1.0), chroma = fmod (u * 7, 1);
        for (int c = 0; c < 3; c++)
            pixels[4 * i + c] = (float)(v * (1 - chroma * (0.5 + 0.5 * cos (2 * G_PI * (u - c / 3.0)))));
        pixels[4 * i + 3] = (float)(0.2 + 0.8 * v);
    }
    gegl_buffer_set (picture, NULL, 0, encoded, pixels, GEGL_AUTO_ROWSTRIDE);
    g_free (pixels);
    return picture;
}

/* A graph from the picture through a node of `operation` to `result`. */
typedef struct {
    GeglNode *graph, *node, *sink;
    GeglBuffer *result;
} Chain;

static inline Chain *
new_chain (GeglBuffer *picture, const char *operation)
{
    Chain *chain = g_new0 (Chain, 1);

    chain->graph = gegl_node_new ();
    GeglNode *source = gegl_node_new_child (chain->graph, "operation", "gegl:buffer-source", "buffer", picture, NULL);
    chain->node = gegl_node_new_child (chain->graph, "operation", operation, NULL);
    chain->sink = gegl_node_new_child (chain->graph, "operation", "gegl:buffer-sink", "buffer", &chain->result, NULL);
    gegl_node_link_many (source, chain->node, chain->sink, NULL);
    return chain;
}

static inline GeglBuffer *
run (Chain *chain)
{
    g_clear_object (&chain->result);
    gegl_node_process (chain->sink);
    return chain->result;
}

static inline void
free_chain (Chain *chain)
{
    g_clear_object (&chain->result);
    g_object_unref (chain->graph);
    g_free (chain);
}

/* What the operation makes of the picture; then property names and values, and NULL. */
static inline GeglBuffer *
develop (GeglBuffer *picture, const char *operation, const char *property, ...)
{
    Chain *chain = new_chain (picture, operation);
    va_list arguments;

    va_start (arguments, property);
    gegl_node_set_valist (chain->node, property, arguments);
    va_end (arguments);
    GeglBuffer *result = g_object_ref (run (chain));
    free_chain (chain);
    return result;
}

static inline void *
read_pixels (GeglBuffer *buffer, const Babl *format)
{
    gsize n = (gsize)gegl_buffer_get_width (buffer) * (gsize)gegl_buffer_get_height (buffer);
    void *pixels = g_malloc (n * (gsize)babl_format_get_bytes_per_pixel (format));

    gegl_buffer_get (buffer, NULL, 1.0, format, pixels, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
    return pixels;
}

static inline int
by_size (const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

/* The quantile [0, 1] of the CIEDE2000 differences. */
static inline double
difference (GeglBuffer *a, GeglBuffer *b, double quantile)
{
    const Babl *lab = babl_format ("CIE Lab float");
    g_autofree float *x = read_pixels (a, lab), *y = read_pixels (b, lab);
    gsize n = (gsize)gegl_buffer_get_width (a) * (gsize)gegl_buffer_get_height (a);
    g_autofree float *differences = g_new (float, n);

    for (gsize i = 0; i < n; i++) {
        cmsCIELab p = {x[3 * i], x[3 * i + 1], x[3 * i + 2]}, q = {y[3 * i], y[3 * i + 1], y[3 * i + 2]};
        differences[i] = (float)cmsCIE2000DeltaE (&p, &q, 1, 1, 1);
    }
    qsort (differences, n, sizeof (float), by_size);
    return differences[(gsize)(quantile * (double)(n - 1))];
}

static inline gboolean
same_bits (GeglBuffer *a, GeglBuffer *b)
{
    const Babl *format = gegl_buffer_get_format (a);
    g_autofree char *x = read_pixels (a, format), *y = read_pixels (b, format);
    gsize n = (gsize)gegl_buffer_get_width (a) * (gsize)gegl_buffer_get_height (a);

    return memcmp (x, y, n * (gsize)babl_format_get_bytes_per_pixel (format)) == 0;
}

#endif
