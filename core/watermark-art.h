/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * One thing to be drawn: an outline in one colour, or a picture, with a soft halo under it. */
#ifndef RF_WATERMARK_ART_H
#define RF_WATERMARK_ART_H

#include "watermark-rect.h"

#include <cairo.h>

typedef struct {
    RfWatermarkPart part;
    RfFrame ink;              /* in pixels of the canvas */
    cairo_path_t *outline;    /* NULL: none */
    cairo_matrix_t placed;    /* from the outline's units to the canvas */
    float color[4];           /* of the outline; its alpha counts for the picture too */
    cairo_surface_t *picture; /* CAIRO_FORMAT_ARGB32, at the ink's place; NULL: none */
    float halo_color[4];      /* alpha 0: no halo */
    double halo_px;           /* how far it reaches */
    double halo_gain;         /* factor on its softness: the higher the wider it is full */

    /* Made when first drawn, and kept: the same for every tile. */
    gsize made;
    RfFrame reach; /* of ink and halo */
    guchar *mask;  /* coverage of the ink's pixels by the outline, row by row */
    guchar *halo;  /* of those of `reach` */
} RfArt;

/* Everything a halo may touch; the ink where there is none. */
RfFrame rf_art_reach (const RfArt *art);

/* From any thread, before the next two. */
void rf_art_make (RfArt *art);

/* Over the pixels x0 to x1 of row y: RGBA, straight alpha. */
void rf_art_blend_halo (const RfArt *art, int y, int x0, int x1, float *rgba);
void rf_art_blend (const RfArt *art, int y, int x0, int x1, float *rgba);

void rf_art_clear (gpointer art);

#endif
