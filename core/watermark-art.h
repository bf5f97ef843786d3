/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * One thing to be drawn: an outline in one colour, or a picture, with a soft halo under it. */
#ifndef RF_WATERMARK_ART_H
#define RF_WATERMARK_ART_H

#include "watermark-rect.h"

#include <cairo.h>

/* A soft light or shadow that a thing throws round itself. */
typedef struct {
    float color[4];  /* alpha 0: none */
    double reach_px; /* how far */
    double gain;     /* factor on its softness: the higher the wider it is full */
    RfFrame area;    /* pixels of the canvas */
    guchar *mask;    /* its coverage of them; made when first drawn */
} RfHalo;

enum { RF_HALO_SHADOW, RF_HALO_GLOW, RF_N_HALOS };

typedef struct {
    RfWatermarkPart part;
    RfFrame ink;              /* in pixels of the canvas */
    cairo_path_t *outline;    /* NULL: none */
    cairo_matrix_t placed;    /* from the outline's units to the canvas */
    float color[4];           /* of the outline; its alpha counts for the picture too */
    cairo_surface_t *picture; /* CAIRO_FORMAT_ARGB32, at the ink's place; NULL: none */
    RfHalo halos[RF_N_HALOS]; /* one over the other */

    /* Made when first drawn, and kept: the same for every tile. */
    gsize made;
    guchar *mask; /* coverage of the ink's pixels by the outline, row by row */
} RfArt;

/* TRUE if something of it is among the parts (of RfWatermarkPart, or-ed). */
gboolean rf_art_is_among (const RfArt *art, unsigned parts);

/* Everything that ink and halos may touch. */
RfFrame rf_art_reach (const RfArt *art);

/* From any thread, before the next two. */
void rf_art_make (RfArt *art);

/* Over the pixels x0 to x1 of row y: RGBA, straight alpha. */
void rf_art_blend_halos (const RfArt *art, int y, int x0, int x1, float *rgba);
void rf_art_blend (const RfArt *art, int y, int x0, int x1, float *rgba);

void rf_art_clear (gpointer art);

#endif
