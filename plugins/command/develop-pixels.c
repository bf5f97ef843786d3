/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "develop-pixels.h"

#include "codec-own.h"
#include "develop-bands.h"

#include <string.h>

#define ROWS 16 /* of a band: a multiple of what JPEG codes at once */

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

/* TRUE if the row is nothing but photograph, whose bytes can be developed as they are. */
static gboolean
is_photo_alone (const Picture *picture, int y)
{
    const RfPixelsWork *work = picture->work;

    return picture->is_bytes && work->photo.width == work->width && has_row (&work->photo, y) &&
           !has_row (&picture->ink, y);
}

/* Without floats, which would weigh five times as much. */
static void
develop_bytes (const Picture *picture, int y, const void *in, void *out)
{
    const RfPixelsWork *work = picture->work;
    RfFrame frame = {0, 0, work->photo.width, work->photo.height};
    RfTile from = {(void *)in, (ptrdiff_t)picture->in_row, 0, y - work->photo.y, work->width, 1}, to = from;

    to.data = out;
    if (work->plan)
        rf_plan_apply_pixels (work->plan, RF_PIXELS_RGB_U8, RF_PIXELS_RGB_U8, &frame, &from, &to);
    else if (out != in)
        memcpy (out, in, picture->in_row);
}

static void
place_photo (const Picture *picture, int y, const void *in, float *canvas)
{
    const RfPixelsWork *work = picture->work;
    RfFrame frame = {0, 0, work->photo.width, work->photo.height};
    float *row = canvas + 4 * work->photo.x;
    RfTile tile = {row, 0, 0, y - work->photo.y, work->photo.width, 1};

    if (picture->is_plain)
        rf_picture_colours_take (work->colours, in, row, (gsize)work->photo.width);
    else
        memcpy (row, in, picture->in_row);
    if (work->plan)
        rf_plan_apply (work->plan, &frame, &tile, &tile);
}

static void
draw_watermark (const Picture *picture, int y, float *canvas, float *ink)
{
    const RfPixelsWork *work = picture->work;
    int left = MAX (0, picture->ink.x), right = MIN (work->width, picture->ink.x + picture->ink.width);
    RfTile tile = {ink, 0, left, y, right - left, 1};

    if (left >= right || !has_row (&picture->ink, y))
        return;
    rf_watermark_draw (work->watermark, RF_PART_ALL, RF_PIXELS_FLOAT, &tile);
    rf_picture_colours_lay (work->colours, ink, canvas + 4 * left, (gsize)(right - left));
}

/* Where there is neither photograph nor watermark: nothing, or white. */
static void
clear_canvas (const Picture *picture, float *canvas)
{
    float value = picture->work->spec->has_alpha ? 0 : 1;

    for (int i = 0; i < 4 * picture->work->width; i++)
        canvas[i] = value;
}

static void
compose (const Picture *picture, int y, const void *in, void *out, float *canvas)
{
    const RfPixelsWork *work = picture->work;

    if (work->watermark)
        clear_canvas (picture, canvas);
    if (has_row (&work->photo, y))
        place_photo (picture, y, in, canvas);
    if (work->watermark)
        draw_watermark (picture, y, canvas, canvas + 4 * (gsize)work->width);
    rf_picture_colours_give (work->colours, canvas, out, (gsize)work->width, work->spec->sample, work->spec->has_alpha);
}

static void
develop_band (void *data, const RfBand *band)
{
    const Picture *picture = data;

    for (int row = 0; row < band->n; row++) {
        const guint8 *in = (const guint8 *)band->in + (gsize)row * picture->in_row;
        guint8 *out = (guint8 *)band->out + (gsize)row * picture->out_row;
        if (is_photo_alone (picture, band->y + row))
            develop_bytes (picture, band->y + row, in, out);
        else
            compose (picture, band->y + row, in, out, band->scratch);
    }
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
    RfBandSteps steps = {
        .read = read_band,
        .develop = develop_band,
        .write = write_band,
        .height = work->height,
        .rows = ROWS,
        .in_row = picture.in_row,
        .out_row = picture.in_row == picture.out_row ? 0 : picture.out_row,
        .scratch = 8 * sizeof (float) * (gsize)work->width, /* a row of the canvas and one of the watermark */
        .cancelled = cancelled,
    };

    if (work->watermark)
        rf_watermark_extent (work->watermark, RF_PART_ALL, &picture.ink);
    return rf_bands_run (&steps, &picture, error);
}
