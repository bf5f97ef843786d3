/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * From the plan to pixels: each pixel by itself, in short runs, so that tiles make no difference. */
#include "parallel.h"
#include "watermark-pixels.h"
#include "watermark.h"

#include <string.h>

/* Rows that one thread draws at a time, and the least number of pixels worth a second thread. */
#define BAND       16
#define FEW_PIXELS 65536

typedef struct {
    const RfWatermark *watermark;
    unsigned parts;
    RfPixels pixels;
    const RfTile *out;
    RfArt **arts;     /* that concern the tile */
    RfFrame *reaches; /* of them */
    int n_arts;
} Drawing;

static gboolean
touches (const RfFrame *frame, int y, int x0, int x1)
{
    return y >= frame->y && y < frame->y + frame->height && x1 > frame->x && x0 < frame->x + frame->width;
}

/* The pixels x0 to x1 of row y, at most RF_GROUND_RUN of them. */
static void
draw_run (const Drawing *drawing, int y, int x0, int x1, void *to)
{
    const RfGround *ground = &drawing->watermark->ground;
    float rgba[4 * RF_GROUND_RUN], plain[4] = {0, 0, 0, 0};
    gboolean with_ground = (drawing->parts & RF_PART_GROUND) != 0;
    int n = x1 - x0, touched = 0;

    for (int i = 0; i < drawing->n_arts; i++)
        touched += touches (&drawing->reaches[i], y, x0, x1);
    if (!touched && (!with_ground || rf_ground_is_plain (ground, y, x0, x1, plain))) {
        rf_pixels_fill (drawing->pixels, plain, n, to);
        return;
    }
    if (with_ground)
        rf_ground_row (ground, y, x0, x1, rgba);
    else
        memset (rgba, 0, 4 * sizeof *rgba * (gsize)n);
    for (int i = 0; touched && i < drawing->n_arts; i++)
        rf_art_blend_halos (drawing->arts[i], y, x0, x1, rgba);
    for (int i = 0; touched && i < drawing->n_arts; i++)
        if (drawing->arts[i]->part & drawing->parts)
            rf_art_blend (drawing->arts[i], y, x0, x1, rgba);
    rf_pixels_store (drawing->pixels, rgba, n, x0, y, with_ground && ground->blur, to);
}

/* One row of the tile; what lies beyond the canvas is left transparent. */
static void
draw_row (const Drawing *drawing, int y, char *to)
{
    const RfTile *out = drawing->out;
    const RfCanvas *canvas = &drawing->watermark->ground.canvas;
    gsize size = rf_pixels_size (drawing->pixels);
    int begin = MAX (out->x, 0), end = MIN (out->x + out->width, canvas->width);

    if (y < 0 || y >= canvas->height || begin >= end)
        begin = end = out->x;
    memset (to, 0, (gsize)(begin - out->x) * size);
    for (int x = begin; x < end; x += RF_GROUND_RUN)
        draw_run (drawing, y, x, MIN (end, x + RF_GROUND_RUN), to + (gsize)(x - out->x) * size);
    memset (to + (gsize)(end - out->x) * size, 0, (gsize)(out->x + out->width - end) * size);
}

static void
draw_band (int band, void *data)
{
    const Drawing *drawing = data;
    const RfTile *out = drawing->out;
    int end = MIN (out->height, (band + 1) * BAND);

    for (int row = band * BAND; row < end; row++)
        draw_row (drawing, out->y + row, (char *)out->data + row * out->stride);
}

/* Masks are made once in a plan's life, by whoever draws first. */
static void
make_art (int i, void *data)
{
    const Drawing *drawing = data;

    rf_art_make (drawing->arts[i]);
}

void
rf_watermark_draw (const RfWatermark *watermark, unsigned parts, RfPixels pixels, const RfTile *out)
{
    Drawing drawing = {watermark,
                       parts,
                       pixels,
                       out,
                       g_new (RfArt *, watermark->arts->len + 1),
                       g_new (RfFrame, watermark->arts->len + 1),
                       0};
    int bands = (out->height + BAND - 1) / BAND, n_new = 0;

    for (guint i = 0; i < watermark->arts->len; i++) {
        RfArt *art = &g_array_index (watermark->arts, RfArt, i);
        RfFrame reach = rf_art_reach (art);
        if (!rf_art_is_among (art, parts) || reach.y >= out->y + out->height || reach.y + reach.height <= out->y ||
            reach.x >= out->x + out->width || reach.x + reach.width <= out->x)
            continue;
        if (!g_atomic_pointer_get (&art->made))
            n_new++;
        drawing.reaches[drawing.n_arts] = reach;
        drawing.arts[drawing.n_arts++] = art;
    }
    if (n_new > 0)
        rf_parallel_run (drawing.n_arts, make_art, &drawing);
    if ((gint64)out->width * out->height < FEW_PIXELS)
        for (int band = 0; band < bands; band++)
            draw_band (band, &drawing);
    else
        rf_parallel_run (bands, draw_band, &drawing);
    g_free (drawing.arts);
    g_free (drawing.reaches);
}
