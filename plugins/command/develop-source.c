/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sizes change in linear light: means of encoded numbers are darker than what an eye sees from afar. */
#include "develop-source.h"

#include "../i18n.h"
#include "develop-curve.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#define STRIP 64 /* rows that the lens develops at a time */

struct RfSource {
    RfRows *rows;
    RfPictureColours *colours;
    int width, height;       /* of the file, upright */
    int to_width, to_height; /* of what is given */
    guint8 *stored;          /* a row of the file */
    float *row;              /* the same as light */
    RfResample *resample;    /* NULL: the size is the file's */
    gboolean is_encoded;     /* the space's numbers are, not proportional to light */
    float *picture, *strip;  /* through a lens: all of it before, and some rows after */
    RfLensPlan *lens;
    RfLensLight *light;
    int next, strip_at, strip_rows;
};

/* ---- Sizes ---- */

static gboolean
read_side (const char *text, char **end, double *side)
{
    *side = g_ascii_strtod (text, end);
    return *end > text && *side >= 1 && *side <= 1000000 && *side == floor (*side);
}

gboolean
rf_size_wish_read (const char *text, RfSizeWish *wish)
{
    char *end;
    double number = 0, other = 0;

    *wish = (RfSizeWish){RF_WISH_OWN, 0, 0};
    if (*text == 'x') {
        *wish = (RfSizeWish){RF_WISH_BOX, 0, 0};
        return read_side (text + 1, &end, &wish->b) && !*end;
    }
    number = g_ascii_strtod (text, &end);
    if (end == text || !isfinite (number) || number <= 0)
        return FALSE;
    if (strcmp (end, "%") == 0 && number >= 0.1 && number <= 400) {
        *wish = (RfSizeWish){RF_WISH_PERCENT, number, 0};
        return TRUE;
    }
    if (g_ascii_strcasecmp (end, "MP") == 0 && number <= 10000) {
        *wish = (RfSizeWish){RF_WISH_MEGAPIXELS, number, 0};
        return TRUE;
    }
    if (!read_side (text, &end, &number) || (*end && *end != 'x'))
        return FALSE;
    if (!*end)
        other = number;
    else if (end[1] && (!read_side (end + 1, &end, &other) || *end))
        return FALSE;
    *wish = (RfSizeWish){RF_WISH_BOX, number, other};
    return TRUE;
}

void
rf_size_wish_apply (const RfSizeWish *wish, int *width, int *height)
{
    double factor = 1;

    switch (wish->kind) {
    case RF_WISH_BOX:
        if (wish->a > 0)
            factor = MIN (factor, wish->a / *width);
        if (wish->b > 0)
            factor = MIN (factor, wish->b / *height);
        break;
    case RF_WISH_PERCENT:
        factor = wish->a / 100;
        break;
    case RF_WISH_MEGAPIXELS:
        factor = MIN (factor, sqrt (wish->a * 1e6 / ((double)*width * *height)));
        break;
    default:
        break;
    }
    *width = MAX ((int)lround (*width * factor), 1);
    *height = MAX ((int)lround (*height * factor), 1);
}

/* ---- Light and encoded numbers ---- */

#define STEPS 65536

static float decoded[STEPS + 2], encoded[STEPS + 2];

static void
ensure_tables (void)
{
    static gsize made;

    if (!g_once_init_enter (&made))
        return;
    for (int i = 0; i < STEPS + 2; i++) {
        decoded[i] = (float)rf_srgb_decode ((double)i / STEPS);
        encoded[i] = (float)rf_srgb_encode ((double)i / STEPS);
    }
    g_once_init_leave (&made, 1);
}

/* Between the steps the curves are straight to 1e-7. */
static float
look_up (const float *table, float value)
{
    float place = value * STEPS;
    int step = (int)place;

    return table[step] + (table[step + 1] - table[step]) * (place - (float)step);
}

static void
to_light (const RfSource *source, float *row, int n)
{
    for (int i = 0; source->is_encoded && i < 4 * n; i += 4)
        for (int c = 0; c < 3; c++) {
            float *value = row + i + c;
            *value = *value >= 0 && *value <= 1 ? look_up (decoded, *value) : (float)rf_srgb_decode ((double)*value);
        }
}

static void
from_light (const RfSource *source, float *row, int n)
{
    for (int i = 0; source->is_encoded && i < 4 * n; i += 4)
        for (int c = 0; c < 3; c++) {
            float *value = row + i + c;
            *value = *value >= 0 && *value <= 1 ? look_up (encoded, *value) : (float)rf_srgb_encode ((double)*value);
        }
}

/* ---- Rows ---- */

static gboolean
read_stored (RfSource *source, float *row, GError **error)
{
    if (!rf_rows_read (source->rows, source->stored, 1, error))
        return FALSE;
    rf_picture_colours_take (source->colours, source->stored, row, (gsize)source->width);
    return TRUE;
}

/* The size that is asked for, as light. */
static gboolean
read_light (RfSource *source, float *row, GError **error)
{
    if (!source->resample) {
        if (!read_stored (source, row, error))
            return FALSE;
        to_light (source, row, source->width);
        return TRUE;
    }
    while (rf_resample_wants (source->resample) > 0) {
        if (!read_stored (source, source->row, error))
            return FALSE;
        to_light (source, source->row, source->width);
        rf_resample_push (source->resample, source->row);
    }
    rf_resample_pull (source->resample, row);
    return TRUE;
}

/* ---- The lens ---- */

static void
copy_tile (void *data, const RfTile *tile)
{
    const RfSource *source = data;

    for (int y = 0; y < tile->height; y++)
        memcpy ((guint8 *)tile->data + y * tile->stride,
                source->picture + 4 * ((gsize)(tile->y + y) * (gsize)source->to_width + (gsize)tile->x),
                4 * sizeof (float) * (gsize)tile->width);
}

static gboolean
hold_picture (RfSource *source, GError **error)
{
    gsize row = 4 * (gsize)source->to_width;
    RfFrame all = {0, 0, source->to_width, source->to_height};

    source->picture = g_try_new (float, row *(gsize)source->to_height);
    source->strip = g_try_new (float, row *STRIP);
    if (!source->picture || !source->strip) {
        g_autofree char *size = g_format_size (row * sizeof (float) * (gsize)source->to_height);
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                     _ ("a lens needs %s of memory for a picture of this size; --resize makes it smaller"), size);
        return FALSE;
    }
    for (int y = 0; y < source->to_height; y++)
        if (!read_light (source, source->picture + row * (gsize)y, error))
            return FALSE;
    source->light = rf_lens_light_new (source->lens, &all, copy_tile, source);
    return TRUE;
}

static void
fill_strip (RfSource *source)
{
    int margin = rf_lens_plan_margin (source->lens), y = source->next, n = MIN (STRIP, source->to_height - y);
    int top = MAX (y - margin, 0), bottom = MIN (y + n + margin, source->to_height);
    ptrdiff_t stride = source->to_width * (ptrdiff_t)(4 * sizeof (float));
    RfTile in = {(guint8 *)source->picture + top * stride, stride, 0, top, source->to_width, bottom - top};
    RfTile out = {source->strip, stride, 0, y, source->to_width, n};

    rf_lens_apply (source->lens, source->light, &in, &out);
    source->strip_at = y;
    source->strip_rows = n;
}

static gboolean
plan_lens (RfSource *source, const RfLens *lens, const RfLensSettings *settings, GError **error)
{
    RfSpace space = *rf_picture_colours_space (source->colours);
    RfFrame frame = {0, 0, source->to_width, source->to_height};

    space.encoding = RF_ENCODING_LINEAR;
    source->lens = rf_lens_plan_new (lens, settings, &space, &frame, error);
    return source->lens && hold_picture (source, error);
}

/* ---- All of it ---- */

RfSource *
rf_source_new (RfRows *rows, RfPictureColours *colours, int width, int height, gsize pixel_bytes, const RfLens *lens,
               const RfLensSettings *settings, GError **error)
{
    RfSource *source = g_new0 (RfSource, 1);

    source->rows = rows;
    source->colours = colours;
    rf_rows_size (rows, &source->width, &source->height);
    source->to_width = width;
    source->to_height = height;
    source->is_encoded = rf_picture_colours_space (colours)->encoding == RF_ENCODING_PERCEPTUAL;
    source->stored = g_malloc ((gsize)source->width * pixel_bytes);
    source->row = g_new (float, 4 * (gsize)source->width);
    gboolean resizes = width != source->width || height != source->height;
    if (resizes || lens)
        ensure_tables ();
    if (resizes)
        source->resample = rf_resample_new (source->width, source->height, width, height);
    if (lens && !plan_lens (source, lens, settings, error))
        g_clear_pointer (&source, rf_source_free);
    return source;
}

void
rf_source_free (RfSource *source)
{
    if (!source)
        return;
    rf_resample_free (source->resample);
    rf_lens_light_free (source->light);
    rf_lens_plan_unref (source->lens);
    g_free (source->stored);
    g_free (source->row);
    g_free (source->picture);
    g_free (source->strip);
    g_free (source);
}

gboolean
rf_source_is_plain (const RfSource *source)
{
    return !source->lens && !source->resample;
}

/* Rows behind the last that is needed stay unread; damage there is found when the file is finished. */
gboolean
rf_source_read (RfSource *source, float *row, GError **error)
{
    int y = source->next;

    if (source->lens) {
        if (y >= source->strip_at + source->strip_rows)
            fill_strip (source);
        gsize length = 4 * (gsize)source->to_width;
        memcpy (row, source->strip + length * (gsize)(y - source->strip_at), length * sizeof *row);
    } else if (source->resample) {
        if (!read_light (source, row, error))
            return FALSE;
    } else {
        source->next++;
        return read_stored (source, row, error);
    }
    source->next++;
    from_light (source, row, source->to_width);
    return TRUE;
}
