/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-proxy.h"

#include "../i18n.h"
#include "gimp-filter.h"
#include "gimp-proxy-source.h"
#include "gimp-watermark-colour.h"

#include <math.h>

#define BLOCK 1024 /* the most that GIMP gives at once */

static void
clear_proxy (gpointer data)
{
    g_free (((RfProxy *)data)->tile.data);
}

static RfProxy *
make_proxy (int width, int height, int longest_px)
{
    RfProxy *proxy = g_atomic_rc_box_new0 (RfProxy);
    double scale = MAX (MIN (1.0, (double)longest_px / MAX (width, height)), 1.0 / MIN (width, height));

    proxy->width = width;
    proxy->height = height;
    proxy->tile.width = MAX (1, (int)(width * scale + 1e-6));
    proxy->tile.height = MAX (1, (int)(height * scale + 1e-6));
    proxy->tile.stride = (ptrdiff_t)(4 * sizeof (float)) * proxy->tile.width;
    proxy->tile.data = g_malloc0_n ((gsize)proxy->tile.height, (gsize)proxy->tile.stride);
    return proxy;
}

static float *
get_row (const RfTile *tile, int y)
{
    return (float *)((char *)tile->data + tile->stride * y);
}

/* One block of the copy, which GIMP makes of its own levels. */
static gboolean
read_block (const RfProxy *proxy, RfColours *colours, GimpDrawable *drawable, const GeglRectangle *to)
{
    const RfTile *tile = &proxy->tile;
    int left = (int)((gint64)to->x * proxy->width / tile->width);
    int top = (int)((gint64)to->y * proxy->height / tile->height);
    int right = (int)((gint64)(to->x + to->width) * proxy->width / tile->width);
    int bottom = (int)((gint64)(to->y + to->height) * proxy->height / tile->height);
    int width = 0, height = 0, bpp = 0;
    g_autoptr (GBytes) bytes = NULL;
    const Babl *from = gimp_drawable_get_thumbnail_format (drawable);
    const Babl *format = colours->from ? colours->own : colours->srgb;

    bytes = gimp_drawable_get_sub_thumbnail_data (drawable, left, top, right - left, bottom - top, to->width,
                                                  to->height, &width, &height, &bpp);
    if (!bytes || !from || babl_format_get_bytes_per_pixel (from) != bpp || width < 1 || height < 1 ||
        g_bytes_get_size (bytes) < (gsize)width * height * bpp)
        return FALSE;

    const guchar *data = g_bytes_get_data (bytes, NULL);
    const Babl *fish = babl_fish (from, format);
    g_autofree float *line = g_new (float, 4 * (gsize)MAX (width, to->width));
    for (int y = 0; y < to->height; y++) {
        float *out = get_row (tile, to->y + y) + 4 * to->x;
        babl_process (fish, data + (gsize)MIN (y, height - 1) * width * bpp, line, width);
        for (int x = width; x < to->width; x++) /* GIMP rounds the size in its own way */
            memcpy (line + 4 * x, line + 4 * (width - 1), 4 * sizeof (float));
        if (colours->from)
            gimp_color_transform_process_pixels (colours->from, format, line, colours->srgb, out, to->width);
        else
            memcpy (out, line, 4 * sizeof (float) * to->width);
    }
    return TRUE;
}

static gboolean
read_blocks (const RfProxy *proxy, RfColours *colours, GimpDrawable *drawable)
{
    for (int y = 0; y < proxy->tile.height; y += BLOCK)
        for (int x = 0; x < proxy->tile.width; x += BLOCK) {
            GeglRectangle to = {x, y, MIN (BLOCK, proxy->tile.width - x), MIN (BLOCK, proxy->tile.height - y)};
            if (!read_block (proxy, colours, drawable, &to))
                return FALSE;
        }
    return TRUE;
}

/* A strip at a time: GEGL keeps no more of the original than its cache holds. */
static void
read_buffer (const RfProxy *proxy, RfColours *colours)
{
    const RfTile *tile = &proxy->tile;
    double scale = MAX ((double)tile->width / proxy->width, (double)tile->height / proxy->height);
    const Babl *format = colours->from ? colours->own : colours->srgb;

    for (int y = 0; y < tile->height; y += 16) {
        GeglRectangle strip = {0, y, tile->width, MIN (16, tile->height - y)};
        gegl_buffer_get (colours->buffer, &strip, scale, format, get_row (tile, y), (int)tile->stride,
                         GEGL_ABYSS_CLAMP);
        if (colours->from)
            for (int row = y; row < y + strip.height; row++)
                gimp_color_transform_process_pixels (colours->from, format, get_row (tile, row), colours->srgb,
                                                     get_row (tile, row), tile->width);
    }
}

/* What may be brighter than white. */
static gboolean
is_floating (GimpImage *image)
{
    GimpPrecision precision = gimp_image_get_precision (image);
    return precision >= GIMP_PRECISION_HALF_LINEAR && precision <= GIMP_PRECISION_DOUBLE_PERCEPTUAL;
}

RfProxy *
rf_proxy_new (GimpImage *image, GimpDrawable **drawables, int longest_px, GError **error)
{
    RfProxySource source;

    if (!rf_proxy_source_open (&source, image, drawables, error))
        return NULL;

    RfColours colours;
    RfProxy *proxy =
        make_proxy (gimp_drawable_get_width (source.drawable), gimp_drawable_get_height (source.drawable), longest_px);
    gboolean done = TRUE;
    proxy->is_gray = gimp_drawable_is_gray (source.drawable);
    rf_colours_init (&colours, source.drawable);
    if (is_floating (image))
        read_buffer (proxy, &colours);
    else
        done = read_blocks (proxy, &colours, source.drawable);
    rf_colours_clear (&colours);
    rf_proxy_source_close (&source);
    if (!done) {
        rf_filter_take_error (error, _ ("GIMP could not make a copy of the photograph."));
        g_clear_pointer (&proxy, rf_proxy_unref);
    }
    return proxy;
}

/* The mean of a rectangle of pixels, colours weighted by alpha so that what is transparent does not bleed. */
static void
average (const RfTile *in, int left, int right, int top, int bottom, float *out)
{
    double sum[4] = {0}, plain[3] = {0};
    int n = (right - left) * (bottom - top);

    for (int y = top; y < bottom; y++) {
        const float *pixel = get_row (in, y) + 4 * left;
        for (int x = left; x < right; x++, pixel += 4) {
            for (int c = 0; c < 3; c++) {
                sum[c] += pixel[c] * pixel[3];
                plain[c] += pixel[c];
            }
            sum[3] += pixel[3];
        }
    }
    for (int c = 0; c < 3; c++)
        out[c] = (float)(sum[3] > 0 ? sum[c] / sum[3] : plain[c] / n);
    out[3] = (float)(sum[3] / n);
}

RfProxy *
rf_proxy_reduce (const RfProxy *proxy, int longest_px)
{
    const RfTile *in = &proxy->tile;
    RfProxy *small = make_proxy (in->width, in->height, longest_px);
    const RfTile *out = &small->tile;

    small->width = proxy->width;
    small->height = proxy->height;
    small->is_gray = proxy->is_gray;
    for (int y = 0; y < out->height; y++) {
        int top = (int)((gint64)y * in->height / out->height);
        int bottom = (int)((gint64)(y + 1) * in->height / out->height);
        for (int x = 0; x < out->width; x++)
            average (in, (int)((gint64)x * in->width / out->width), (int)((gint64)(x + 1) * in->width / out->width),
                     top, bottom, get_row (out, y) + 4 * x);
    }
    return small;
}

RfProxy *
rf_proxy_ref (RfProxy *proxy)
{
    return g_atomic_rc_box_acquire (proxy);
}

void
rf_proxy_unref (RfProxy *proxy)
{
    if (proxy)
        g_atomic_rc_box_release_full (proxy, clear_proxy);
}

RfFrame
rf_proxy_frame (const RfProxy *proxy)
{
    return (RfFrame){0, 0, proxy->tile.width, proxy->tile.height};
}
