/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How rangefinder:lens goes through GEGL's buffers. */
#ifndef RF_PLUGIN_GEGL_LENS_DRAW_H
#define RF_PLUGIN_GEGL_LENS_DRAW_H

#include <gegl-plugin.h>
#include <rangefinder.h>

/* Pixels a side that are worked on together where each needs its surroundings: few of these are read twice. */
#define RF_LENS_BLOCK 512

typedef struct {
    const RfLensPlan *plan;
    const RfLensLight *light;
    const Babl *format;
    GeglBuffer *input, *output;
    GeglRectangle picture; /* where the input has pixels, at this level */
    gint level;
} RfLensDrawing;

static inline void
rf_lens_read_pixels (void *source, const RfTile *tile)
{
    const RfLensDrawing *d = source;
    GeglRectangle area = {tile->x, tile->y, tile->width, tile->height};

    gegl_buffer_get (d->input, &area, 1.0 / (1 << d->level), d->format, tile->data, (gint)tile->stride,
                     GEGL_ABYSS_NONE);
}

static inline void
rf_lens_draw_block (const RfLensDrawing *d, GeglRectangle block)
{
    const ptrdiff_t pixel = 4 * sizeof (float);
    int margin = rf_lens_plan_margin (d->plan);
    GeglRectangle around = {block.x - margin, block.y - margin, block.width + 2 * margin, block.height + 2 * margin};

    gegl_rectangle_intersect (&around, &around, &d->picture);
    if (!gegl_rectangle_intersect (&block, &block, &d->picture))
        return;
    RfTile in = {NULL, around.width * pixel, around.x, around.y, around.width, around.height};
    RfTile out = {NULL, block.width * pixel, block.x, block.y, block.width, block.height};
    in.data = g_malloc ((gsize)in.stride * (gsize)in.height);
    out.data = g_malloc ((gsize)out.stride * (gsize)out.height);
    rf_lens_read_pixels ((void *)d, &in);
    rf_lens_apply (d->plan, d->light, &in, &out);
    gegl_buffer_set (d->output, &block, d->level, d->format, out.data, (gint)out.stride);
    g_free (in.data);
    g_free (out.data);
}

static inline void
rf_lens_draw_blocks (const GeglRectangle *area, gpointer data)
{
    for (int y = 0; y < area->height; y += RF_LENS_BLOCK)
        for (int x = 0; x < area->width; x += RF_LENS_BLOCK)
            rf_lens_draw_block (data, (GeglRectangle){area->x + x, area->y + y, MIN (RF_LENS_BLOCK, area->width - x),
                                                      MIN (RF_LENS_BLOCK, area->height - y)});
}

/* Where pixels need no surroundings: tile by tile, without copies. */
static inline void
rf_lens_draw_tiles (const GeglRectangle *area, gpointer data)
{
    const RfLensDrawing *d = data;
    GeglBufferIterator *i =
        gegl_buffer_iterator_new (d->output, area, d->level, d->format, GEGL_ACCESS_WRITE, GEGL_ABYSS_NONE, 2);
    gint read = gegl_buffer_iterator_add (i, d->input, area, d->level, d->format, GEGL_ACCESS_READ, GEGL_ABYSS_NONE);

    while (gegl_buffer_iterator_next (i)) {
        const GeglRectangle *roi = &i->items[0].roi;
        ptrdiff_t stride = roi->width * (ptrdiff_t)(4 * sizeof (float));
        RfTile in = {i->items[read].data, stride, roi->x, roi->y, roi->width, roi->height};
        RfTile out = in;

        out.data = i->items[0].data;
        rf_lens_apply (d->plan, d->light, &in, &out);
    }
}

static inline void
rf_lens_draw (GeglOperation *operation, RfLensDrawing *d, const GeglRectangle *area)
{
    GeglParallelDistributeAreaFunc work = rf_lens_plan_margin (d->plan) > 0 ? rf_lens_draw_blocks : rf_lens_draw_tiles;
    RfFrame whole = {d->picture.x, d->picture.y, d->picture.width, d->picture.height};
    RfLensLight *light = rf_lens_light_new (d->plan, &whole, rf_lens_read_pixels, d);

    d->light = light;
    if (gegl_operation_use_threading (operation, area))
        gegl_parallel_distribute_area (area, gegl_operation_get_pixels_per_thread (operation), GEGL_SPLIT_STRATEGY_AUTO,
                                       work, d);
    else
        work (area, d);
    rf_lens_light_free (light);
}

#endif
