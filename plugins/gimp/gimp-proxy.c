/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-proxy.h"

#include <math.h>
#include <string.h>

static void
clear_proxy (gpointer data)
{
    g_free (((RfProxy *)data)->tile.data);
}

void
rf_proxy_fit (int width, int height, int longest_px, int *tile_width, int *tile_height)
{
    double scale = MIN (1.0, (double)longest_px / MAX (width, height));

    *tile_width = MAX (1, (int)(width * scale + 1e-6));
    *tile_height = MAX (1, (int)(height * scale + 1e-6));
}

RfProxy *
rf_proxy_alloc (int width, int height, int tile_width, int tile_height)
{
    RfProxy *proxy = g_atomic_rc_box_new0 (RfProxy);
    ptrdiff_t stride = (ptrdiff_t)(4 * sizeof (float)) * tile_width;

    proxy->width = width;
    proxy->height = height;
    proxy->part = (GeglRectangle){0, 0, width, height};
    proxy->tile = (RfTile){g_malloc0_n ((gsize)tile_height, (gsize)stride), stride, 0, 0, tile_width, tile_height};
    return proxy;
}

static float *
get_row (const RfTile *tile, int y)
{
    return (float *)((char *)tile->data + tile->stride * y);
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
    int width, height;

    rf_proxy_fit (in->width, in->height, longest_px, &width, &height);
    RfProxy *small = rf_proxy_alloc (proxy->width, proxy->height, width, height);
    const RfTile *out = &small->tile;
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
rf_proxy_turn (RfProxy *proxy, int orientation)
{
    const RfTile *in = &proxy->tile;

    if (orientation < 2 || orientation > 8)
        return rf_proxy_ref (proxy);
    gboolean is_across = orientation > 4;
    gboolean from_right = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    gboolean from_below = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    RfProxy *turned = is_across ? rf_proxy_alloc (proxy->height, proxy->width, in->height, in->width)
                                : rf_proxy_alloc (proxy->width, proxy->height, in->width, in->height);
    turned->is_gray = proxy->is_gray;
    for (int y = 0; y < turned->tile.height; y++) {
        float *out = get_row (&turned->tile, y);
        for (int x = 0; x < turned->tile.width; x++, out += 4) {
            int column = is_across ? y : x, row = is_across ? x : y;
            column = from_right ? in->width - 1 - column : column;
            row = from_below ? in->height - 1 - row : row;
            memcpy (out, get_row (in, row) + 4 * (gsize)column, 4 * sizeof (float));
        }
    }
    return turned;
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
    const GeglRectangle *part = &proxy->part;
    double x_scale = (double)proxy->tile.width / proxy->width, y_scale = (double)proxy->tile.height / proxy->height;
    int x = (int)(part->x * x_scale), y = (int)(part->y * y_scale);

    return (RfFrame){x, y, MAX (1, (int)ceil ((part->x + part->width) * x_scale - 1e-6) - x),
                     MAX (1, (int)ceil ((part->y + part->height) * y_scale - 1e-6) - y)};
}
