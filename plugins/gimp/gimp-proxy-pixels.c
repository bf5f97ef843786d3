/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-proxy.h"

void
rf_pixels_make_gray (const RfTile *tile)
{
    const Babl *color = babl_format ("R'G'B'A float"), *gray = babl_format ("Y'A float");
    const Babl *there = babl_fish (color, gray), *back = babl_fish (gray, color);
    g_autofree float *line = g_new (float, 2 * (gsize)tile->width);

    for (int y = 0; y < tile->height; y++) {
        char *row = (char *)tile->data + tile->stride * y;
        babl_process (there, row, line, tile->width);
        babl_process (back, line, row, tile->width);
    }
}

/* Not a number compares false with everything, and becomes 0. */
static inline guint32
to_byte (float value)
{
    return value > 0 ? (value < 1 ? (guint32)(value * 255.0f + 0.5f) : 255) : 0;
}

void
rf_pixels_pack (const RfTile *tile, guchar *data, int stride)
{
    for (int y = 0; y < tile->height; y++) {
        const float *in = (const float *)((const char *)tile->data + tile->stride * y);
        guint32 *out = (guint32 *)(void *)(data + (gsize)stride * y);
        for (int x = 0; x < tile->width; x++, in += 4) {
            float alpha = in[3] > 0 ? MIN (in[3], 1.0f) : 0;
            guint32 red = to_byte (CLAMP (in[0], 0, 1) * alpha), green = to_byte (CLAMP (in[1], 0, 1) * alpha),
                    blue = to_byte (CLAMP (in[2], 0, 1) * alpha);
            out[x] = to_byte (alpha) << 24 | red << 16 | green << 8 | blue;
        }
    }
}

cairo_surface_t *
rf_pixels_to_surface (const RfTile *tile, int scale)
{
    cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, tile->width, tile->height);

    cairo_surface_flush (surface);
    if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
        rf_pixels_pack (tile, cairo_image_surface_get_data (surface), cairo_image_surface_get_stride (surface));
    cairo_surface_mark_dirty (surface);
    cairo_surface_set_device_scale (surface, scale, scale);
    return surface;
}
