/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A reduced copy of a photograph for previews, and what brings it onto the screen. gimp-proxy-load.h gets one from GIMP. A
 * proxy never changes; all this may be called from any thread.
 */
#ifndef RF_GIMP_PROXY_H
#define RF_GIMP_PROXY_H

#include "rangefinder.h"

#include <libgimp/gimp.h>

typedef struct {
    RfTile
        tile; /* RGBA float, sRGB as it is encoded, straight alpha, at 0, 0; beyond [0, 1] are colours and lights that
                          sRGB does not hold */
    int width, height;  /* pixels of the original */
    GeglRectangle part; /* of the original's pixels: what a look takes for the picture, all of it by default */
    gboolean is_gray;   /* the original can hold greys only: a result must be made grey, see rf_pixels_make_gray */
} RfProxy;

/* Of an original of width x height pixels; the copy's pixels are 0. Until it is handed on it may be written. Free with
 * rf_proxy_unref. */
RfProxy *rf_proxy_alloc (int width, int height, int tile_width, int tile_height);

/* The longer side has at most `longest_px`, the shorter at least one pixel; nothing is ever enlarged. */
void rf_proxy_fit (int width, int height, int longest_px, int *tile_width, int *tile_height);

/* A smaller level, made from the pixels of this one. Also to be freed. */
RfProxy *rf_proxy_reduce (const RfProxy *proxy, int longest_px);

/* What lies as the EXIF orientation (1 to 8) says, held upright. Also to be freed. */
RfProxy *rf_proxy_turn (RfProxy *proxy, int orientation);

RfProxy *rf_proxy_ref (RfProxy *proxy);
void rf_proxy_unref (RfProxy *proxy); /* NULL is fine */

/* `part` of it, as rf_plan_apply wants it: grain and vignette of a reduced copy are those of the original, reduced. */
RfFrame rf_proxy_frame (const RfProxy *proxy);

/* Gives each pixel the grey of its light, as GIMP does when a filter's colours come into a greyscale image. In place. */
void rf_pixels_make_gray (const RfTile *tile);

/* For the screen, CAIRO_FORMAT_ARGB32, `stride` bytes a row. What is beyond [0, 1] or not a number is cut. */
void rf_pixels_pack (const RfTile *tile, guchar *data, int stride);

/* A surface of them, a pixel of the tile to a pixel of the surface; `scale` is the widget's scale factor,
 * gtk_widget_get_scale_factor, so a tile of 200 pixels covers 100 of the widget's at 2. */
cairo_surface_t *rf_pixels_to_surface (const RfTile *tile, int scale);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RfProxy, rf_proxy_unref)

#endif
