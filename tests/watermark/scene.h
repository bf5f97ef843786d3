/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What contact sheets show formats with: shapes of photographs and captions that know much, little or foreign letters; and
 * how photograph and watermark become one picture. */
#ifndef RF_SCENE_H
#define RF_SCENE_H

#include <cairo.h>
#include <rangefinder.h>

typedef struct {
    const char *id;
    double aspect; /* width by height */
} Shape;

extern const Shape scene_shapes[]; /* ends in an id that is NULL */
void scene_shape_size (const Shape *shape, int short_side, int *width, int *height);

extern const char *const scene_captions[]; /* ends in NULL */
RfCaption *scene_caption (const char *id); /* NULL: there is none of that id */

/* Opaque RGB24 surfaces of that size: a made-up landscape; and a JPEG or PNG file, its middle cut to the shape. */
cairo_surface_t *scene_make_photo (int width, int height);
cairo_surface_t *scene_load_photo (const char *path, int width, int height);

/* A reduced copy of an opaque RGB24 surface, as planning wants it, `side` pixels on its longer side at most. Free
 * its data with g_free. */
RfTile scene_reduced (cairo_surface_t *photo, int side);

/* A part of the canvas: the photograph and the watermark on it, opaque. */
cairo_surface_t *scene_compose (const RfWatermark *watermark, cairo_surface_t *photo, const RfFrame *view);

#endif
