/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "develop-rows.h"

#include "../i18n.h"

#include <gio/gio.h>
#include <string.h>

struct RfRows {
    RfReader *reader;
    int orientation;
    gsize pixel;                       /* bytes */
    gsize stored_width, stored_height; /* as in the file */
    gsize width, height;
    guint8 *picture; /* all of it; NULL: not needed */
    gsize next;
};

static gboolean
read_all (RfRows *rows, GError **error)
{
    gsize stride = rows->stored_width * rows->pixel;

    rows->picture = g_try_malloc (stride * rows->stored_height);
    if (!rows->picture) {
        g_autofree char *size = g_format_size (stride * rows->stored_height);
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("turning a picture of this size needs %s of memory"),
                     size);
        return FALSE;
    }
    return rf_reader_read (rows->reader, rows->picture, (int)rows->stored_height, error);
}

RfRows *
rf_rows_new (RfReader *reader, int orientation, GError **error)
{
    const RfPictureInfo *info = rf_reader_info (reader);
    RfRows *rows = g_new0 (RfRows, 1);
    gboolean lies = orientation >= 5;

    rows->reader = reader;
    rows->orientation = orientation;
    rows->pixel = rf_picture_pixel_bytes (info);
    rows->stored_width = (gsize)info->width;
    rows->stored_height = (gsize)info->height;
    rows->width = lies ? rows->stored_height : rows->stored_width;
    rows->height = lies ? rows->stored_width : rows->stored_height;
    if (orientation > 2 && !read_all (rows, error))
        g_clear_pointer (&rows, rf_rows_free);
    return rows;
}

void
rf_rows_free (RfRows *rows)
{
    if (!rows)
        return;
    g_free (rows->picture);
    g_free (rows);
}

void
rf_rows_size (const RfRows *rows, int *width, int *height)
{
    *width = (int)rows->width;
    *height = (int)rows->height;
}

static void
mirror (guint8 *row, gsize width, gsize pixel)
{
    guint8 kept[16];

    for (gsize left = 0, right = width - 1; left < right; left++, right--) {
        memcpy (kept, row + left * pixel, pixel);
        memcpy (row + left * pixel, row + right * pixel, pixel);
        memcpy (row + right * pixel, kept, pixel);
    }
}

/* Where the first pixel of an upright row is stored, and how far it is to the next one. */
static void
find_row (const RfRows *rows, gsize y, gsize *x0, gsize *y0, int *dx, int *dy)
{
    gsize right = rows->stored_width - 1, bottom = rows->stored_height - 1;

    *dx = *dy = 0;
    switch (rows->orientation) {
    case 3: /* half a turn */
        *x0 = right, *y0 = bottom - y, *dx = -1;
        break;
    case 4: /* upside down in a mirror */
        *x0 = 0, *y0 = bottom - y, *dx = 1;
        break;
    case 5: /* over the main diagonal */
        *x0 = y, *y0 = 0, *dy = 1;
        break;
    case 6: /* to be turned clockwise */
        *x0 = y, *y0 = bottom, *dy = -1;
        break;
    case 7: /* over the other diagonal */
        *x0 = right - y, *y0 = bottom, *dy = -1;
        break;
    default: /* 8: to be turned counter-clockwise */
        *x0 = right - y, *y0 = 0, *dy = 1;
    }
}

static void
copy_row (const RfRows *rows, gsize y, guint8 *out)
{
    gsize x0, y0, pixel = rows->pixel;
    int dx, dy;

    find_row (rows, y, &x0, &y0, &dx, &dy);
    const guint8 *from = rows->picture + (y0 * rows->stored_width + x0) * pixel;
    ptrdiff_t step = ((ptrdiff_t)dy * (ptrdiff_t)rows->stored_width + dx) * (ptrdiff_t)pixel;
    for (gsize x = 0; x < rows->width; x++, from += step)
        memcpy (out + x * pixel, from, pixel);
}

gboolean
rf_rows_read (RfRows *rows, void *pixels, int n, GError **error)
{
    gsize stride = rows->width * rows->pixel;

    if (!rows->picture && !rf_reader_read (rows->reader, pixels, n, error))
        return FALSE;
    for (gsize i = 0; i < (gsize)n; i++, rows->next++) {
        guint8 *row = (guint8 *)pixels + i * stride;
        if (rows->picture)
            copy_row (rows, rows->next, row);
        else if (rows->orientation == 2)
            mirror (row, rows->width, rows->pixel);
    }
    return TRUE;
}
