/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-watermark-render.h"

#include "gimp-proxy.h"

#include <math.h>
#include <string.h>

#define SMALL_SIDE 512
#define TRIES      4    /* to find the size */
#define CLOSE      0.98 /* to the room there is */

static cairo_surface_t *
scale_surface (cairo_surface_t *from, int width, int height)
{
    cairo_surface_t *to = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
    cairo_t *cr = cairo_create (to);

    cairo_scale (cr, (double)width / cairo_image_surface_get_width (from),
                 (double)height / cairo_image_surface_get_height (from));
    cairo_set_source_surface (cr, from, 0, 0);
    cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD); /* edges do not fade */
    cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
    cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
    cairo_paint (cr);
    cairo_destroy (cr);
    cairo_surface_flush (to);
    return to;
}

void
rf_reduced_init (RfReduced *reduced, int width, int height, const RfTile *pixels, RfTile *tile)
{
    int side = MAX (pixels->width, pixels->height);

    *reduced = (RfReduced){.width = width, .height = height, .large = rf_pixels_to_surface (pixels, 1), .tile = *tile};
    if (side > SMALL_SIDE)
        reduced->small =
            scale_surface (reduced->large, (int)fmax (1, round ((double)pixels->width * SMALL_SIDE / side)),
                           (int)fmax (1, round ((double)pixels->height * SMALL_SIDE / side)));
    else
        reduced->small = cairo_surface_reference (reduced->large);
    tile->data = NULL;
}

void
rf_reduced_clear (RfReduced *reduced)
{
    g_clear_pointer (&reduced->large, cairo_surface_destroy);
    g_clear_pointer (&reduced->small, cairo_surface_destroy);
    g_clear_pointer (&reduced->last[0], cairo_surface_destroy);
    g_clear_pointer (&reduced->last[1], cairo_surface_destroy);
    g_clear_pointer (&reduced->tile.data, g_free);
}

static gboolean
has_size (cairo_surface_t *surface, int width, int height)
{
    return surface && cairo_image_surface_get_width (surface) == width &&
           cairo_image_surface_get_height (surface) == height;
}

/* The photograph in that size; belongs to `reduced`, until the next call. */
static cairo_surface_t *
get_photo (RfReduced *reduced, int width, int height)
{
    gboolean is_small = width <= cairo_image_surface_get_width (reduced->small) &&
                        height <= cairo_image_surface_get_height (reduced->small);

    cairo_surface_t **last = &reduced->last[is_small];

    if (!has_size (*last, width, height)) {
        g_clear_pointer (last, cairo_surface_destroy);
        *last = scale_surface (is_small ? reduced->small : reduced->large, width, height);
    }
    return *last;
}

static guint32
mix (guint32 over, guint32 alpha, guint32 under)
{
    guint32 x = over * alpha + under * (255 - alpha) + 128;

    return (x + (x >> 8)) >> 8; /* by 255, rounded */
}

/* Straight RGBA over premultiplied ARGB. */
static void
blend_row (const guint8 *over, guint32 *under, int n)
{
    for (int x = 0; x < n; x++, over += 4) {
        guint32 alpha = over[3], before = under[x];
        if (alpha == 0)
            continue;
        under[x] = mix (255, alpha, before >> 24) << 24 | mix (over[0], alpha, before >> 16 & 255) << 16 |
                   mix (over[1], alpha, before >> 8 & 255) << 8 | mix (over[2], alpha, before & 255);
    }
}

static cairo_surface_t *
draw (RfReduced *reduced, const RfWatermark *watermark)
{
    RfFrame photo;
    int width, height;

    rf_watermark_canvas (watermark, &width, &height, &photo);
    cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
    cairo_t *cr = cairo_create (surface);
    cairo_set_source_surface (cr, get_photo (reduced, photo.width, photo.height), photo.x, photo.y);
    cairo_paint (cr);
    cairo_destroy (cr);
    cairo_surface_flush (surface);

    guint8 *to = cairo_image_surface_get_data (surface);
    if (to) {
        g_autofree guint8 *drawn = g_malloc ((gsize)width * height * 4);
        RfTile tile = {drawn, 4 * (ptrdiff_t)width, 0, 0, width, height};
        rf_watermark_draw (watermark, RF_PART_ALL, RF_PIXELS_U8, &tile);
        for (int y = 0; y < height; y++)
            blend_row (drawn + (gsize)y * width * 4,
                       (guint32 *)(void *)(to + y * cairo_image_surface_get_stride (surface)), width);
        cairo_surface_mark_dirty (surface);
    }
    return surface;
}

cairo_surface_t *
rf_watermark_render (RfReduced *reduced, const RfFormat *format, const RfCaption *caption,
                     const RfWatermarkOptions *options, int width, int height, double *scale, GError **error)
{
    double most = fmin (1, fmin ((double)width / reduced->width, (double)height / reduced->height));

    *scale = *scale > 0 ? fmin (*scale, most) : most;
    for (int i = 1;; i++) {
        RfFrame photo;
        int canvas_width, canvas_height;
        int w = (int)fmax (1, round (reduced->width * *scale)), h = (int)fmax (1, round (reduced->height * *scale));
        RfWatermark *watermark = rf_watermark_new (format, caption, options, w, h, &reduced->tile, error);
        if (!watermark)
            return NULL;
        rf_watermark_canvas (watermark, &canvas_width, &canvas_height, &photo);
        double fit = fmin ((double)width / canvas_width, (double)height / canvas_height);
        if (i == TRIES || (fit >= 1 && (fit < 1 / CLOSE || *scale >= most))) {
            cairo_surface_t *surface = draw (reduced, watermark);
            rf_watermark_free (watermark);
            return surface;
        }
        rf_watermark_free (watermark);
        /* A little less, for lengths are rounded up too. */
        *scale = fmin (*scale * fit * (1 + CLOSE) / 2, most);
    }
}

cairo_surface_t *
rf_reduced_render (RfReduced *reduced, int width, int height)
{
    double scale = fmin (1, fmin ((double)width / reduced->width, (double)height / reduced->height));

    return cairo_surface_reference (get_photo (reduced, (int)fmax (1, round (reduced->width * scale)),
                                               (int)fmax (1, round (reduced->height * scale))));
}
