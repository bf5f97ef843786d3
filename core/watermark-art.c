/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "watermark-art.h"

#include <string.h>

static RfFrame
enlarge (const RfFrame *frame, int more)
{
    return (RfFrame){frame->x - more, frame->y - more, frame->width + 2 * more, frame->height + 2 * more};
}

gboolean
rf_art_is_among (const RfArt *art, unsigned parts)
{
    gboolean has_halo = FALSE;

    for (int i = 0; i < RF_N_HALOS; i++)
        has_halo = has_halo || art->halos[i].color[3] > 0;
    return (art->part & parts) || (has_halo && (parts & RF_PART_HALO));
}

RfFrame
rf_art_reach (const RfArt *art)
{
    double more = 0;

    for (int i = 0; i < RF_N_HALOS; i++)
        if (art->halos[i].color[3] > 0)
            more = MAX (more, art->halos[i].reach_px);
    return enlarge (&art->ink, (int)ceil (more));
}

/* Cairo tells 15 heights of an edge within a pixel apart: too few for discs that are round and letters that are even. So
 * outlines are drawn this much higher and averaged, piece by piece: Cairo's surfaces have their limits. */
#define TALL         4
#define PIECE_WIDTH  8192
#define PIECE_HEIGHT 64

static void
average_rows (cairo_surface_t *surface, int width, int height, guchar *to, int row)
{
    const guchar *from = cairo_image_surface_get_data (surface);
    ptrdiff_t stride = cairo_image_surface_get_stride (surface);

    for (int y = 0; y < height; y++, from += TALL * stride, to += row)
        for (int x = 0; x < width; x++) {
            int sum = TALL / 2;
            for (int k = 0; k < TALL; k++)
                sum += from[k * stride + x];
            to[x] = (guchar)(sum / TALL);
        }
}

/* The part of the mask that begins at x, y of the ink. */
static void
make_piece (RfArt *art, int x, int y)
{
    const RfFrame *ink = &art->ink;
    int width = MIN (PIECE_WIDTH, ink->width - x), height = MIN (PIECE_HEIGHT, ink->height - y);
    cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, width, TALL * height);
    cairo_t *cr = cairo_create (surface);

    cairo_set_tolerance (cr, 0.02);
    cairo_scale (cr, 1, TALL);
    cairo_translate (cr, -ink->x - x, -ink->y - y);
    cairo_transform (cr, &art->placed);
    cairo_append_path (cr, art->outline);
    cairo_fill (cr);
    cairo_destroy (cr);
    cairo_surface_flush (surface);
    if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
        average_rows (surface, width, height, art->mask + (gsize)y * (gsize)ink->width + (gsize)x, ink->width);
    cairo_surface_destroy (surface);
}

static void
make_mask (RfArt *art)
{
    const RfFrame *ink = &art->ink;

    art->mask = g_malloc0 ((gsize)ink->width * (gsize)ink->height);
    for (int y = 0; art->outline && y < ink->height; y += PIECE_HEIGHT)
        for (int x = 0; x < ink->width; x += PIECE_WIDTH)
            make_piece (art, x, y);
}

/* Running means over 2 radius + 1 pixels of a row. */
static void
blur_row (const float *from, float *to, int width, int radius)
{
    double sum = 0, part = 1.0 / (2 * radius + 1);

    for (int x = -radius; x < width; x++) {
        sum += x + radius < width ? from[x + radius] : 0;
        sum -= x - radius - 1 >= 0 ? from[x - radius - 1] : 0;
        if (x >= 0)
            to[x] = (float)(sum * part);
    }
}

/* The same of all columns at once, row by row. */
static void
blur_columns (const float *from, float *to, int width, int height, int radius, double *sums)
{
    double part = 1.0 / (2 * radius + 1);

    memset (sums, 0, (gsize)width * sizeof *sums);
    for (int y = -radius; y < height; y++) {
        const float *enters = from + (ptrdiff_t)(y + radius) * width;
        const float *leaves = from + (ptrdiff_t)(y - radius - 1) * width;
        float *row = to + (ptrdiff_t)y * width;
        for (int x = 0; x < width && y + radius < height; x++)
            sums[x] += enters[x];
        for (int x = 0; x < width && y - radius - 1 >= 0; x++)
            sums[x] -= leaves[x];
        for (int x = 0; x < width && y >= 0; x++)
            row[x] = (float)(sums[x] * part);
    }
}

/* What of a pixel of the ink is covered, by outline or picture. */
static int
find_coverage (const RfArt *art, int x, int y)
{
    int covered = art->mask[(gsize)y * (gsize)art->ink.width + (gsize)x];

    if (art->picture) {
        const guchar *row =
            cairo_image_surface_get_data (art->picture) + y * (ptrdiff_t)cairo_image_surface_get_stride (art->picture);
        guint32 pixel;
        memcpy (&pixel, row + 4 * (gsize)x, sizeof pixel);
        covered = MAX (covered, (int)(pixel >> 24));
    }
    return covered;
}

/* Three running means are nearly a Gaussian. */
static void
make_halo (const RfArt *art, RfHalo *halo)
{
    halo->area = enlarge (&art->ink, (int)ceil (halo->reach_px));
    const RfFrame *ink = &art->ink, *area = &halo->area;
    int radius = MAX (1, (int)(halo->reach_px / 3)), width = area->width, height = area->height;
    gsize n = (gsize)width * (gsize)height;
    float *soft = g_new0 (float, n), *other = g_new (float, n);
    double *sums = g_new (double, width);

    for (int y = 0; y < ink->height; y++)
        for (int x = 0; x < ink->width; x++)
            soft[(gsize)(y + ink->y - area->y) * (gsize)width + (gsize)(x + ink->x - area->x)] =
                (float)find_coverage (art, x, y);
    for (int pass = 0; pass < 3; pass++) {
        for (int y = 0; y < height; y++)
            blur_row (soft + (ptrdiff_t)y * width, other + (ptrdiff_t)y * width, width, radius);
        blur_columns (other, soft, width, height, radius, sums);
    }
    halo->mask = g_malloc (n);
    for (gsize i = 0; i < n; i++)
        halo->mask[i] = (guchar)CLAMP (soft[i] * halo->gain + 0.5, 0, 255);
    g_free (soft);
    g_free (other);
    g_free (sums);
}

void
rf_art_make (RfArt *art)
{
    if (!g_once_init_enter (&art->made))
        return;
    make_mask (art);
    for (int i = 0; i < RF_N_HALOS; i++)
        if (art->halos[i].color[3] > 0)
            make_halo (art, &art->halos[i]);
    g_once_init_leave (&art->made, 1);
}

/* One colour over one pixel, straight alpha; exact where either of them is opaque. */
static void
blend (float *pixel, const float color[3], float alpha)
{
    float under = pixel[3], all = under >= 1 ? 1 : alpha + under * (1 - alpha);

    if (alpha <= 0)
        return;
    float part = alpha / all;
    for (int c = 0; c < 3; c++)
        pixel[c] = part >= 1 ? color[c] : pixel[c] + (color[c] - pixel[c]) * part;
    pixel[3] = all;
}

static void
blend_mask (const RfFrame *area, const guchar *mask, const float color[4], int y, int x0, int x1, float *rgba)
{
    int left = MAX (x0, area->x), right = MIN (x1, area->x + area->width);

    if (y < area->y || y >= area->y + area->height)
        return;
    const guchar *row = mask + (gsize)(y - area->y) * (gsize)area->width - area->x;
    for (int x = left; x < right; x++)
        if (row[x])
            blend (rgba + 4 * (x - x0), color, color[3] * ((float)row[x] / 255));
}

void
rf_art_blend_halos (const RfArt *art, int y, int x0, int x1, float *rgba)
{
    for (int i = 0; i < RF_N_HALOS; i++)
        if (art->halos[i].mask)
            blend_mask (&art->halos[i].area, art->halos[i].mask, art->halos[i].color, y, x0, x1, rgba);
}

static void
blend_picture (const RfArt *art, int y, int x0, int x1, float *rgba)
{
    const RfFrame *ink = &art->ink;
    int left = MAX (x0, ink->x), right = MIN (x1, ink->x + ink->width);

    if (y < ink->y || y >= ink->y + ink->height)
        return;
    const guchar *row = cairo_image_surface_get_data (art->picture) +
                        (y - ink->y) * (ptrdiff_t)cairo_image_surface_get_stride (art->picture);
    for (int x = left; x < right; x++) {
        guint32 pixel;
        memcpy (&pixel, row + 4 * (x - ink->x), sizeof pixel);
        float alpha = (float)(pixel >> 24);
        if (alpha <= 0)
            continue;
        /* Premultiplied in Cairo, straight here. */
        float color[3] = {(float)(pixel >> 16 & 255) / alpha, (float)(pixel >> 8 & 255) / alpha,
                          (float)(pixel & 255) / alpha};
        blend (rgba + 4 * (x - x0), color, alpha / 255 * art->color[3]);
    }
}

void
rf_art_blend (const RfArt *art, int y, int x0, int x1, float *rgba)
{
    if (art->picture)
        blend_picture (art, y, x0, x1, rgba);
    if (art->outline)
        blend_mask (&art->ink, art->mask, art->color, y, x0, x1, rgba);
}

void
rf_art_clear (gpointer data)
{
    RfArt *art = data;

    g_clear_pointer (&art->outline, cairo_path_destroy);
    g_clear_pointer (&art->picture, cairo_surface_destroy);
    g_free (art->mask);
    for (int i = 0; i < RF_N_HALOS; i++)
        g_free (art->halos[i].mask);
}
