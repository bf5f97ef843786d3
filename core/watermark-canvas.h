/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The canvas: the photograph and the mats round it. Pure. */
#ifndef RF_WATERMARK_CANVAS_H
#define RF_WATERMARK_CANVAS_H

#include "watermark-layout.h"

/* More than this no program can show; GIMP's limit for a side. */
#define RF_MAX_SIDE 524288

typedef struct {
    int width, height;
    RfFrame photo;
} RfCanvas;

/* `aspect` is width by height, 0 where the mats alone decide. */
RfCanvas rf_canvas_of (const RfFormat *format, const RfScale *scale, double aspect, int width, int height);

/* The area that a box's `in` names. */
RfRect rf_canvas_region (const RfCanvas *canvas, const char *in);

#endif
