/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Small pictures of a photograph with its watermark, for previews: planned at their own size. Lengths are parts of the
 * photograph's short side, so that proportions are those of the whole.
 */
#ifndef RF_GIMP_WATERMARK_RENDER_H
#define RF_GIMP_WATERMARK_RENDER_H

#include "rangefinder.h"

#include <cairo.h>

/* A photograph, reduced. */
typedef struct {
    int width, height;        /* of the whole one, in pixels */
    cairo_surface_t *large;   /* sRGB, CAIRO_FORMAT_ARGB32 */
    cairo_surface_t *small;   /* likewise, for thumbnails; may be `large` */
    RfTile tile;              /* what rf_watermark_new wants: RGBA float */
    cairo_surface_t *last[2]; /* of the one and of the other, in the size that was asked for last */
} RfReduced;

/* From RGBA float encoded as sRGB. `tile` is what rf_watermark_new wants; takes over tile->data. */
void rf_reduced_init (RfReduced *reduced, int width, int height, const RfTile *pixels, RfTile *tile);
void rf_reduced_clear (RfReduced *reduced);

/* As large as fits into that many pixels, but no larger than the whole. `scale` is where to begin to look for the size, 0
 * if nothing is known, and receives the one found: pixels of the result by pixels of the whole. Free with
 * cairo_surface_destroy; NULL with an error as of rf_watermark_new. */
cairo_surface_t *rf_watermark_render (RfReduced *reduced, const RfFormat *format, const RfCaption *caption,
                                      const RfWatermarkOptions *options, int width, int height, double *scale,
                                      GError **error);

/* The photograph alone, likewise. */
cairo_surface_t *rf_reduced_render (RfReduced *reduced, int width, int height);

#endif
