/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-watermark-draw.h"

#include "gimp-watermark-colour.h"

#define TILE 128 /* GEGL's, in both directions */

/* Does what is to be done with a tile that is not empty: `pixels` as rf_watermark_draw made them, at `place` in the layer. */
typedef void (*UseTile) (RfColours *colours, const GeglRectangle *place, const void *pixels, int stride);

static gboolean
is_empty (const guint8 *pixels, int stride, int width, int height, RfPixels kind)
{
    for (int y = 0; y < height; y++, pixels += stride)
        for (int x = 0; x < width; x++)
            if (kind == RF_PIXELS_U8 ? pixels[4 * x + 3] != 0 : ((const float *)pixels)[4 * x + 3] != 0)
                return FALSE;
    return TRUE;
}

static void
draw (RfColours *colours, const RfWatermark *watermark, unsigned parts, const RfFrame *area, RfPixels kind, UseTile use)
{
    int pixel = 4 * (kind == RF_PIXELS_U8 ? 1 : (int)sizeof (float)), stride = area->width * pixel;
    g_autofree guint8 *band = g_malloc ((gsize)stride * TILE);

    for (int y = 0; y < area->height; y += TILE) {
        int height = MIN (TILE, area->height - y);
        RfTile out = {band, stride, area->x, area->y + y, area->width, height};
        rf_watermark_draw (watermark, parts, kind, &out);

        for (int x = 0; x < area->width; x += TILE) {
            GeglRectangle place = {x, y, MIN (TILE, area->width - x), height};
            if (!is_empty (band + x * pixel, stride, place.width, height, kind))
                use (colours, &place, band + x * pixel, stride);
        }
    }
}

static void
store_u8 (RfColours *colours, const GeglRectangle *place, const void *pixels, int stride)
{
    gegl_buffer_set (colours->buffer, place, 0, gegl_buffer_get_format (colours->buffer), pixels, stride);
}

static void
store_float (RfColours *colours, const GeglRectangle *place, const void *pixels, int stride)
{
    rf_colours_write (colours, place, pixels, stride);
}

void
rf_draw_alone (GimpLayer *layer, const RfWatermark *watermark, unsigned parts, const RfFrame *area)
{
    RfColours colours;

    rf_colours_init (&colours, GIMP_DRAWABLE (layer));
    if (colours.is_srgb_u8)
        draw (&colours, watermark, parts, area, RF_PIXELS_U8, store_u8);
    else
        draw (&colours, watermark, parts, area, RF_PIXELS_FLOAT, store_float);
    rf_colours_clear (&colours);
    gimp_drawable_update (GIMP_DRAWABLE (layer), 0, 0, area->width, area->height);
}

/* One RGBA pixel over another, as they are encoded. */
static void
blend (const float over[4], float under[4])
{
    float shown = under[3] * (1 - over[3]), alpha = over[3] + shown;

    for (int c = 0; c < 3; c++)
        under[c] = (over[c] * over[3] + under[c] * shown) / alpha;
    under[3] = alpha;
}

static const float *
pixel_at (const void *pixels, int stride, int width, int i)
{
    return (const float *)((const char *)pixels + i / width * (gsize)stride) + 4 * (i % width);
}

/* Through the colours of sRGB, which changes last bits, and back; what nothing was drawn on gets its own bits again. */
static void
blend_tile (RfColours *colours, const GeglRectangle *place, const void *pixels, int stride)
{
    const Babl *own = gegl_buffer_get_format (colours->buffer);
    int size = babl_format_get_bytes_per_pixel (own), n = place->width * place->height, untouched = 0;
    int under_stride = 4 * (int)sizeof (float) * place->width;
    g_autofree guint8 *before = g_malloc ((gsize)n * size), *after = g_malloc ((gsize)n * size);
    g_autofree float *under = g_malloc ((gsize)under_stride * place->height);

    gegl_buffer_get (colours->buffer, place, 1.0, own, before, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
    rf_colours_read (colours, place, under, under_stride);
    for (int i = 0; i < n; i++) {
        const float *over = pixel_at (pixels, stride, place->width, i);
        if (over[3] > 0)
            blend (over, under + 4 * i);
        else
            untouched++;
    }
    rf_colours_write (colours, place, under, under_stride);
    if (!untouched)
        return;

    gegl_buffer_get (colours->buffer, place, 1.0, own, after, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
    for (int i = 0; i < n; i++)
        if (!(pixel_at (pixels, stride, place->width, i)[3] > 0))
            memcpy (after + (gsize)i * size, before + (gsize)i * size, size);
    gegl_buffer_set (colours->buffer, place, 0, own, after, GEGL_AUTO_ROWSTRIDE);
}

void
rf_draw_over (GimpLayer *layer, const RfWatermark *watermark)
{
    RfFrame canvas = {0}, photo;
    RfColours colours;

    rf_watermark_canvas (watermark, &canvas.width, &canvas.height, &photo);
    rf_colours_init (&colours, GIMP_DRAWABLE (layer));
    draw (&colours, watermark, RF_PART_ALL, &canvas, RF_PIXELS_FLOAT, blend_tile);
    rf_colours_clear (&colours);
    gimp_drawable_update (GIMP_DRAWABLE (layer), 0, 0, canvas.width, canvas.height);
}
