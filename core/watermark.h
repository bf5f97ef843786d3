/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Inside of a watermark's plan. */
#ifndef RF_WATERMARK_H
#define RF_WATERMARK_H

#include "watermark-art.h"
#include "watermark-color.h"
#include "watermark-fit.h"

struct RfWatermark {
    RfGround ground;
    GArray *items;    /* of RfWatermarkItem, in the order they are drawn */
    GArray *arts;     /* of RfArt, one for each item */
    GPtrArray *notes; /* of sentences; NULL-terminated once planned */
};

/* What is known before anything is laid out. */
typedef struct {
    const RfFormat *format;
    const RfCaption *caption;
    const RfWatermarkOptions *options;
    const RfTile *photo; /* reduced copy, or NULL */
    gboolean dark;
    gboolean foreign; /* the ground is not one that the format's colours were chosen for */
    RfScale scale;
} RfPlanning;

/* Boxes to places: fills the watermark's notes and, with the two after it, its items. FALSE for a picture of the user that
 * cannot be used, or a caption that has nothing to say. */
typedef struct {
    RfFitting fitting;
    cairo_surface_t **pictures; /* of nodes that are pictures */
} RfBoxes;

gboolean rf_boxes_init (RfBoxes *boxes, const RfPlanning *planning, RfWatermark *watermark, GError **error);
void rf_boxes_clear (RfBoxes *boxes);

/* What is shown of them, as things to be drawn. */
void rf_watermark_add_items (RfWatermark *watermark, const RfPlanning *planning, const RfBoxes *boxes);

#endif
