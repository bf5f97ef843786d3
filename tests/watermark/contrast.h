/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How well letters can be read, measured on pixels. */
#ifndef RF_CONTRAST_H
#define RF_CONTRAST_H

#include "../tap.h"
#include "plans.h"
#include "space.h"

/* What one sees under and beside letters: the ground or the photograph, with the halo over it. */
static inline double
see_at (const RfWatermark *watermark, const RfTile *photo, const float *ground, const float *drawn, int x, int y)
{
    const RfFrame *frame = &watermark->ground.canvas.photo;
    float rgb[3];
    int px = CLAMP ((x - frame->x) * photo->width / frame->width, 0, photo->width - 1);
    int py = CLAMP ((y - frame->y) * photo->height / frame->height, 0, photo->height - 1);
    const float *pixel = (const float *)photo->data + 4 * (py * photo->width + px);

    for (int c = 0; c < 3; c++) {
        float under = ground[c] * ground[3] + pixel[c] * (1 - ground[3]);
        rgb[c] = under + (drawn[c] - under) * drawn[3];
    }
    return rf_luminance (rgb);
}

static inline int
compare_numbers (gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* The contrast that an item's letters have at least to 95 % of what is seen right beside them. `photo` is the photograph in
 * any size; the watermark's text has been drawn. */
static inline double
measure_contrast (const RfWatermark *watermark, const RfArt *art, const RfTile *photo)
{
    RfFrame ink = art->ink, area = {ink.x - 3, ink.y - 3, ink.width + 6, ink.height + 6};
    float *ground = draw_area (watermark, RF_PART_GROUND, RF_PIXELS_FLOAT, area);
    float *drawn = draw_area (watermark, RF_PART_TEXT, RF_PIXELS_FLOAT, area);
    g_autoptr (GArray) contrasts = g_array_new (FALSE, FALSE, sizeof (double));

    for (int y = 2; y < area.height - 2; y++)
        for (int x = 2; x < area.width - 2; x++) {
            /* Free of letters itself, but with one within two pixels. */
            int mx = x - 3, my = y - 3;
            gboolean free = mx < 0 || my < 0 || mx >= ink.width || my >= ink.height || !art->mask[my * ink.width + mx];
            gboolean beside = FALSE;
            for (int j = MAX (0, my - 2); j <= MIN (ink.height - 1, my + 2); j++)
                for (int i = MAX (0, mx - 2); i <= MIN (ink.width - 1, mx + 2); i++)
                    beside |= art->mask[j * ink.width + i] > 200;
            if (!free || !beside)
                continue;
            gsize at = 4 * (gsize)(y * area.width + x);
            double under = see_at (watermark, photo, ground + at, drawn + at, area.x + x, area.y + y);
            /* The letters' own colour may be a little transparent. */
            float under_rgb = (float)rf_encode (under), letters[3];
            for (int c = 0; c < 3; c++)
                letters[c] = under_rgb + (art->color[c] - under_rgb) * art->color[3];
            double contrast = rf_contrast (rf_luminance (letters), under);
            g_array_append_val (contrasts, contrast);
        }
    g_free (ground);
    g_free (drawn);
    REQUIRE_CMP (contrasts->len, >, 50u, "%u", "pixels beside letters");
    g_array_sort (contrasts, compare_numbers);
    return g_array_index (contrasts, double, contrasts->len / 20);
}

#endif
