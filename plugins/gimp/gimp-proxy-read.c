/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-proxy-read.h"

#include "gimp-watermark-colour.h"

#define ROWS    64 /* about as many pixels high is what is got at once */
#define REOPEN  16 /* times: then the pixels that GEGL keeps of them are given back */
#define WAITING 4  /* pieces that may wait for a thread: they take memory */

struct RfProxyRead {
    GimpDrawable *drawable;
    RfColours colours;
    const Babl *format; /* of the drawable */
    const Babl *to_light,
        *to_code; /* fishes: from it to linear light, in which pixels are added, and to what we keep */
    RfProxy *proxy;
    GThreadPool *pool;
    int next; /* row of the proxy */
    guint pieces;
};

typedef struct {
    int from, to; /* rows of the proxy */
    guchar *pixels;
} Piece;

static int
first_row (const RfProxy *proxy, int y)
{
    return (int)((gint64)y * proxy->height / proxy->tile.height);
}

static void
add_row (const RfProxy *proxy, const float *in, float *out)
{
    int x = 0;

    for (int column = 0; column < proxy->tile.width; column++, out += 4) {
        int end = (int)((gint64)(column + 1) * proxy->width / proxy->tile.width);
        float red = out[0], green = out[1], blue = out[2], alpha = out[3];
        for (; x < end; x++, in += 4) {
            red += in[0];
            green += in[1];
            blue += in[2];
            alpha += in[3];
        }
        out[0] = red;
        out[1] = green;
        out[2] = blue;
        out[3] = alpha;
    }
}

static void
divide_row (const RfProxy *proxy, int rows, float *row)
{
    for (int x = 0; x < proxy->tile.width; x++, row += 4) {
        int left = (int)((gint64)x * proxy->width / proxy->tile.width);
        int right = (int)((gint64)(x + 1) * proxy->width / proxy->tile.width);
        float part = 1.0f / ((float)rows * (float)(right - left));
        for (int c = 0; c < 4; c++)
            row[c] *= part;
    }
}

static void
reduce_piece (gpointer data, gpointer user)
{
    g_autofree Piece *piece = data;
    RfProxyRead *read = user;
    const RfProxy *proxy = read->proxy;
    gsize width = (gsize)proxy->width, stride = width * babl_format_get_bytes_per_pixel (read->format);
    g_autofree float *line = g_new (float, 4 * width);
    const guchar *in = piece->pixels;

    for (int y = piece->from; y < piece->to; y++) {
        float *out = (float *)((char *)proxy->tile.data + proxy->tile.stride * y);
        int rows = first_row (proxy, y + 1) - first_row (proxy, y);
        for (int i = 0; i < rows; i++, in += stride) {
            babl_process (read->to_light, in, line, proxy->width);
            add_row (proxy, line, out);
        }
        divide_row (proxy, rows, out);
        babl_process (read->to_code, out, out, proxy->tile.width);
    }
    g_free (piece->pixels);
}

RfProxyRead *
rf_proxy_read_new (GimpDrawable *drawable, int longest_px)
{
    RfProxyRead *read = g_new0 (RfProxyRead, 1);
    int width = gimp_drawable_get_width (drawable), height = gimp_drawable_get_height (drawable), tile_width,
        tile_height;

    read->drawable = drawable;
    rf_colours_init (&read->colours, drawable);
    read->format = gegl_buffer_get_format (read->colours.buffer);
    read->to_light = babl_fish (read->format, babl_format ("RaGaBaA float"));
    read->to_code = babl_fish (babl_format ("RaGaBaA float"), babl_format ("R'G'B'A float"));
    rf_proxy_fit (width, height, longest_px, &tile_width, &tile_height);
    read->proxy = rf_proxy_alloc (width, height, tile_width, tile_height);
    read->proxy->is_gray = gimp_drawable_is_gray (drawable);
    read->pool = g_thread_pool_new (reduce_piece, read, MAX (1, (int)g_get_num_processors ()), FALSE, NULL);
    return read;
}

static void
read_piece (RfProxyRead *read)
{
    const RfProxy *proxy = read->proxy;
    int rows = MAX (1, (int)((gint64)ROWS * proxy->tile.height / proxy->height));
    Piece *piece = g_new (Piece, 1);

    if (++read->pieces % REOPEN == 0) {
        rf_colours_clear (&read->colours);
        rf_colours_init (&read->colours, read->drawable);
    }
    piece->from = read->next;
    piece->to = read->next = MIN (read->next + rows, proxy->tile.height);
    int top = first_row (proxy, piece->from), bottom = first_row (proxy, piece->to);
    GeglRectangle area = {0, top, proxy->width, bottom - top};
    piece->pixels =
        g_malloc_n ((gsize)area.height, (gsize)area.width * (gsize)babl_format_get_bytes_per_pixel (read->format));
    gegl_buffer_get (read->colours.buffer, &area, 1.0, read->format, piece->pixels, GEGL_AUTO_ROWSTRIDE,
                     GEGL_ABYSS_NONE);
    if (g_thread_pool_unprocessed (read->pool) < WAITING)
        g_thread_pool_push (read->pool, piece, NULL);
    else
        reduce_piece (piece, read);
}

gboolean
rf_proxy_read_on (RfProxyRead *read, gint64 us)
{
    gint64 start = g_get_monotonic_time ();

    while (read->next < read->proxy->tile.height && g_get_monotonic_time () - start < us)
        read_piece (read);
    return read->next == read->proxy->tile.height;
}

/* The numbers of a profile that babl does not understand have passed for those of sRGB so far. */
static void
use_profile (const RfColours *colours, const RfTile *tile)
{
    for (int y = 0; colours->from && y < tile->height; y++) {
        char *row = (char *)tile->data + tile->stride * y;
        const Babl *own = colours->own;
        g_autofree void *numbers = g_memdup2 (row, (gsize)tile->stride);
        if (own != colours->srgb)
            babl_process (babl_fish (colours->srgb, own), row, numbers, tile->width);
        gimp_color_transform_process_pixels (colours->from, own, numbers, colours->srgb, row, (gsize)tile->width);
    }
}

RfProxy *
rf_proxy_read_end (RfProxyRead *read)
{
    RfProxy *proxy = read->proxy;

    g_thread_pool_free (read->pool, FALSE, TRUE);
    use_profile (&read->colours, &proxy->tile);
    rf_colours_clear (&read->colours);
    g_free (read);
    return proxy;
}

void
rf_proxy_read_convert (GimpDrawable *drawable, const Babl *format, const void *pixels, RfProxy *proxy)
{
    const RfTile *tile = &proxy->tile;
    RfColours colours;

    rf_colours_init (&colours, drawable);
    proxy->is_gray = gimp_drawable_is_gray (drawable);
    for (int y = 0; y < tile->height; y++)
        babl_process (babl_fish (format, colours.srgb),
                      (const guchar *)pixels + (gsize)y * tile->width * babl_format_get_bytes_per_pixel (format),
                      (char *)tile->data + tile->stride * y, tile->width);
    use_profile (&colours, tile);
    rf_colours_clear (&colours);
}
