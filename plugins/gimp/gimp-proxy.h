/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A reduced copy of a photograph for previews, and what brings it onto the screen. GIMP itself reduces pictures of 8 and 16
 * bit, from levels that it keeps: a new copy of another size costs little after the first. Pictures in floating point are
 * read through GEGL, tile by tile, because GIMP's own reduction would cut what is brighter than white; that takes seconds
 * where they are large.
 *
 * rf_proxy_new talks to GIMP and belongs to the main thread. The rest may be called from any thread: a proxy never changes.
 */
#ifndef RF_GIMP_PROXY_H
#define RF_GIMP_PROXY_H

#include "rangefinder.h"

#include <libgimp/gimp.h>

typedef struct {
    RfTile
        tile; /* RGBA float, sRGB as it is encoded, straight alpha, at 0, 0; beyond [0, 1] are colours and lights that
                          sRGB does not hold */
    int width, height; /* pixels of the original */
    gboolean is_gray;  /* the original can hold greys only: a result must be made grey, see rf_pixels_make_gray */
} RfProxy;

/* With `drawables` (NULL at the end): the largest of them, with its mask and the filters it has, but without those of
 * Rangefinder's looks, which a dialog is about to replace; its opacity and mode do not count. With NULL: what is seen of the
 * whole image, as GIMP shows it. The longer side has at most `longest_px`, unless the shorter would be less than one pixel;
 * nothing is ever enlarged. The image and its undo steps stay as they are. Free with rf_proxy_unref; NULL: see the error. */
RfProxy *rf_proxy_new (GimpImage *image, GimpDrawable **drawables, int longest_px, GError **error);

/* A smaller level, made from the pixels of this one. Also to be freed. */
RfProxy *rf_proxy_reduce (const RfProxy *proxy, int longest_px);

RfProxy *rf_proxy_ref (RfProxy *proxy);
void rf_proxy_unref (RfProxy *proxy); /* NULL is fine */

/* The whole of it, as rf_plan_apply wants it: grain and vignette of a reduced copy are those of the original, reduced. */
RfFrame rf_proxy_frame (const RfProxy *proxy);

/* Gives each pixel the grey of its light, as GIMP does when a filter's colours come into a greyscale image. In place. */
void rf_pixels_make_gray (const RfTile *tile);

/* A surface for the screen, CAIRO_FORMAT_ARGB32, a pixel of the tile to a pixel of the surface; `scale` is the widget's
 * scale factor, gtk_widget_get_scale_factor, so a tile of 200 pixels covers 100 of the widget's at 2. What is beyond
 * [0, 1] or not a number is cut. */
cairo_surface_t *rf_pixels_to_surface (const RfTile *tile, int scale);

/* The same into a surface there is, of at least the tile's size. */
void rf_pixels_draw (const RfTile *tile, cairo_surface_t *surface);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RfProxy, rf_proxy_unref)

#endif
