/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A watermark's pixels into layers, in bands of tiles, so that memory stays small.
 */
#ifndef RF_GIMP_WATERMARK_DRAW_H
#define RF_GIMP_WATERMARK_DRAW_H

#include "rangefinder.h"

#include <libgimp/gimp.h>

/* Draws parts into an empty layer, which is `area` of the canvas. Tiles without anything in them are not even made. */
void rf_draw_alone (GimpLayer *layer, const RfWatermark *watermark, unsigned parts, const RfFrame *area);

/* Draws all over a layer that is the canvas. Pixels that the watermark does not touch keep every bit. */
void rf_draw_over (GimpLayer *layer, const RfWatermark *watermark);

#endif
