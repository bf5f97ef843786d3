/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "develop-reduce.h"

#include "develop-colours.h"
#include "develop-rows.h"

#define SIDE 512

/* Means of squares of `cell` pixels. */
static gboolean
sum_cells (RfRows *rows, RfPictureColours *colours, gsize pixel_bytes, int cell, const RfTile *copy, GError **error)
{
    int width, height;

    rf_rows_size (rows, &width, &height);
    g_autofree guint8 *stored = g_malloc ((gsize)width * pixel_bytes);
    g_autofree float *row = g_new (float, 4 * (gsize)width);
    for (int y = 0; y < height; y++) {
        float *cells = (float *)copy->data + (gsize)(y / cell) * 4 * (gsize)copy->width;
        int tall = MIN (cell, height - y / cell * cell);
        if (!rf_rows_read (rows, stored, 1, error))
            return FALSE;
        rf_picture_colours_take (colours, stored, row, (gsize)width);
        for (int x = 0; x < width; x++) {
            int wide = MIN (cell, width - x / cell * cell);
            for (int c = 0; c < 4; c++)
                cells[4 * (x / cell) + c] += row[4 * x + c] / (float)(tall * wide);
        }
    }
    return TRUE;
}

static void
develop (const RfPlan *plan, const RfPictureColours *colours, const RfTile *copy)
{
    RfFrame frame = {0, 0, copy->width, copy->height};

    if (plan)
        rf_plan_apply (plan, &frame, copy, copy);
    rf_picture_colours_to_srgb (colours, copy->data, copy->data, (gsize)copy->width * (gsize)copy->height);
}

gboolean
rf_photo_reduce (const char *path, int width, int height, int orientation, const RfPlan *plan, RfTile *copy,
                 GError **error)
{
    int shrink = 1;

    while (shrink < 8 && MAX (width, height) / (2 * shrink) >= SIDE)
        shrink *= 2;
    RfReader *reader = rf_reader_open (path, shrink, error);
    RfPictureColours *colours = reader ? rf_picture_colours_new (rf_reader_info (reader), error) : NULL;
    RfRows *rows = colours ? rf_rows_new (reader, orientation, error) : NULL;
    gboolean done = FALSE;

    *copy = (RfTile){NULL};
    if (rows) {
        int w, h;
        rf_rows_size (rows, &w, &h);
        int cell = (MAX (w, h) + SIDE - 1) / SIDE;
        copy->width = (w + cell - 1) / cell;
        copy->height = (h + cell - 1) / cell;
        copy->stride = copy->width * (ptrdiff_t)(4 * sizeof (float));
        copy->data = g_new0 (float, 4 * (gsize)copy->width * (gsize)copy->height);
        done = sum_cells (rows, colours, rf_picture_pixel_bytes (rf_reader_info (reader)), cell, copy, error);
        if (done)
            develop (plan, colours, copy);
    }
    rf_rows_free (rows);
    rf_picture_colours_free (colours);
    rf_reader_free (reader);
    if (!done)
        g_clear_pointer (&copy->data, g_free);
    return done;
}
