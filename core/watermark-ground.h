/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * What the watermark stands on: mats, the photograph's blurred enlargement, its shadow, and what covers its corners. */
#ifndef RF_WATERMARK_GROUND_H
#define RF_WATERMARK_GROUND_H

#include "watermark-canvas.h"

typedef struct {
    RfCanvas canvas;
    float color[4];    /* of the mats; over a blurred ground its alpha tells how much it tints */
    float *blur;       /* RGB, sRGB-encoded, a grid over the canvas with two cells more at each end; NULL: plain */
    int columns, rows; /* of the grid's cells on the canvas */
    double corner;     /* pixels */
    double shadow;     /* how far it reaches, in pixels */
    double shadow_opacity;
} RfGround;

/* Fills in the blur: `photo` covers the canvas, strongly blurred in linear light. */
void rf_ground_set_blur (RfGround *ground, const RfTile *photo);
void rf_ground_clear (RfGround *ground);

/* The pixels x0 to x1 of row y: RGBA, straight alpha, transparent where the photograph is seen. At most RF_GROUND_RUN of
 * them. */
#define RF_GROUND_RUN 256
void rf_ground_row (const RfGround *ground, int y, int x0, int x1, float *rgba);

/* TRUE if all those pixels are the same; then their value is in `rgba`. */
gboolean rf_ground_is_plain (const RfGround *ground, int y, int x0, int x1, float rgba[4]);

/* All that is not transparent lies in there. */
RfFrame rf_ground_extent (const RfGround *ground);

#endif
