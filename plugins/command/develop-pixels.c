/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "develop-pixels.h"

#include "codec-own.h"
#include "develop-bands.h"

#include <string.h>

#define ROWS  16  /* of a band: a multiple of what JPEG codes at once */
#define PIECE 256 /* pixels that are of one colour, or worked out each */

typedef struct {
    const RfPixelsWork *work;
    RfWriter *writer;
    RfFrame ink;           /* what the watermark covers */
    gboolean is_plain;     /* rows are read as the file has them */
    gboolean is_bytes;     /* and are three bytes that need no other colours */
    gsize in_row, out_row; /* bytes */
} Picture;

static gboolean
has_row (const RfFrame *frame, int y)
{
    return y >= frame->y && y < frame->y + frame->height;
}

/* ---- Reading and writing ---- */

static gboolean
read_band (void *data, const RfBand *band, GError **error)
{
    const Picture *picture = data;
    const RfPixelsWork *work = picture->work;
    int top = MAX (band->y, work->photo.y), bottom = MIN (band->y + band->n, work->photo.y + work->photo.height);
    guint8 *rows = (guint8 *)band->in + (gsize)(top - band->y) * picture->in_row;

    if (top >= bottom)
        return TRUE;
    if (picture->is_plain)
        return rf_rows_read (work->rows, rows, bottom - top, error);
    for (; top < bottom; top++, rows += picture->in_row)
        if (!rf_source_read (work->source, (float *)(void *)rows, error))
            return FALSE;
    return TRUE;
}

static gboolean
write_band (void *data, const RfBand *band, GError **error)
{
    const Picture *picture = data;

    return rf_writer_write (picture->writer, band->out, band->n, error);
}

/* ---- Developing ---- */

/* Without floats, which would weigh five times as much. */
static void
develop_bytes (const Picture *picture, int y, const void *in, void *out)
{
    const RfPixelsWork *work = picture->work;
    RfFrame frame = {0, 0, work->photo.width, work->photo.height};
    RfTile from = {(void *)in, (ptrdiff_t)picture->in_row, 0, y - work->photo.y, work->photo.width, 1}, to = from;

    to.data = out;
    if (work->plan)
        rf_plan_apply_pixels (work->plan, RF_PIXELS_RGB_U8, RF_PIXELS_RGB_U8, &frame, &from, &to);
    else if (out != in)
        memcpy (out, in, picture->in_row);
}

/* n pixels of a row's photograph, from the file's numbers to the canvas'. */
static void
take_photo (const Picture *picture, int y, const void *in, float *canvas)
{
    const RfPixelsWork *work = picture->work;
    RfFrame frame = {0, 0, work->photo.width, work->photo.height};
    RfTile tile = {canvas, 0, 0, y - work->photo.y, work->photo.width, 1};

    if (picture->is_plain)
        rf_picture_colours_take (work->colours, in, canvas, (gsize)work->photo.width);
    else
        memcpy (canvas, in, picture->in_row);
    if (work->plan)
        rf_plan_apply (work->plan, &frame, &tile, &tile);
}

/* Lays n pixels of the watermark on the canvas, and writes them. */
static void
give (const Picture *picture, const float *ink, float *canvas, void *out, int n)
{
    const RfPixelsWork *work = picture->work;

    if (ink)
        rf_picture_colours_lay (work->colours, ink, canvas, (gsize)n);
    rf_picture_colours_give (work->colours, canvas, out, (gsize)n, work->spec->sample, work->spec->has_alpha);
}

static gboolean
are_alike (const float *pixels, int n)
{
    return memcmp (pixels, pixels + 4, (gsize)(n - 1) * 4 * sizeof *pixels) == 0;
}

static void
compose_photo (const Picture *picture, int y, const void *in, const float *ink, void *out, float *canvas)
{
    int n = picture->work->photo.width;

    if (ink && are_alike (ink, n) && ink[3] == 0)
        ink = NULL;
    if (!ink && picture->is_bytes) {
        develop_bytes (picture, y, in, out);
        return;
    }
    take_photo (picture, y, in, canvas);
    give (picture, ink, canvas, out, n);
}

/* n pixels where there is no photograph: nothing, or white, under the watermark. Most are of one colour, which is worked out once. */
static void
compose_mat (const Picture *picture, const float *ink, guint8 *out, int n, float *canvas)
{
    float value = picture->work->spec->has_alpha ? 0 : 1;
    gsize size = picture->out_row / (gsize)picture->work->width;

    for (int done = 0; done < n; done += PIECE) {
        int count = MIN (PIECE, n - done), worked = are_alike (ink, count) ? 1 : count;
        for (int i = 0; i < 4 * worked; i++)
            canvas[i] = value;
        give (picture, ink, canvas, out, worked);
        for (int i = worked; i < count; i++)
            memcpy (out + (gsize)i * size, out, size);
        ink += 4 * count;
        out += (gsize)count * size;
    }
}

static void
draw_watermark (const Picture *picture, int y, float *ink)
{
    const RfPixelsWork *work = picture->work;
    RfTile tile = {ink, 0, 0, y, work->width, 1};

    if (has_row (&picture->ink, y))
        rf_watermark_draw (work->watermark, RF_PART_ALL, RF_PIXELS_FLOAT, &tile);
    else
        memset (ink, 0, (gsize)work->width * 4 * sizeof *ink);
}

/* What is left of the photograph, it, and what is right of it. */
static void
compose (const Picture *picture, int y, const void *in, guint8 *out, float *canvas)
{
    const RfPixelsWork *work = picture->work;
    float *ink = canvas + 4 * (gsize)work->width;
    gsize size = picture->out_row / (gsize)work->width;
    int left = work->photo.x, right = left + work->photo.width;

    if (work->photo.width == work->width && has_row (&work->photo, y) && !has_row (&picture->ink, y)) {
        compose_photo (picture, y, in, NULL, out, canvas);
        return;
    }
    draw_watermark (picture, y, ink);
    if (!has_row (&work->photo, y)) {
        compose_mat (picture, ink, out, work->width, canvas);
        return;
    }
    compose_mat (picture, ink, out, left, canvas);
    compose_photo (picture, y, in, ink + 4 * left, out + (gsize)left * size, canvas);
    compose_mat (picture, ink + 4 * right, out + (gsize)right * size, work->width - right, canvas);
}

static void
develop_band (void *data, const RfBand *band)
{
    const Picture *picture = data;

    for (int row = 0; row < band->n; row++)
        compose (picture, band->y + row, (const guint8 *)band->in + (gsize)row * picture->in_row,
                 (guint8 *)band->out + (gsize)row * picture->out_row, band->scratch);
}

/* ---- All of it ---- */

gboolean
rf_pixels_develop (const RfPixelsWork *work, RfWriter *writer, const int *cancelled, GError **error)
{
    gboolean is_plain = rf_source_is_plain (work->source);
    Picture picture = {
        .work = work,
        .writer = writer,
        .is_plain = is_plain,
        .is_bytes = is_plain && rf_picture_colours_are_plain (work->colours, work->spec->sample, work->spec->has_alpha),
        .in_row =
            (gsize)work->photo.width * (is_plain ? rf_picture_pixel_bytes (work->spec->source) : 4 * sizeof (float)),
        .out_row = rf_writer_row_bytes (work->spec),
    };
    gboolean in_place = work->photo.width == work->width && picture.in_row == picture.out_row;
    RfBandSteps steps = {
        .read = read_band,
        .develop = develop_band,
        .write = write_band,
        .height = work->height,
        .rows = ROWS,
        .in_row = picture.in_row,
        .out_row = in_place ? 0 : picture.out_row,
        .scratch = 8 * sizeof (float) * (gsize)work->width, /* a row of the canvas and one of the watermark */
        .cancelled = cancelled,
    };

    if (work->watermark)
        rf_watermark_extent (work->watermark, RF_PART_ALL, &picture.ink);
    return rf_bands_run (&steps, &picture, error);
}
