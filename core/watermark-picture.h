/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The user's logos and signatures: SVG and PNG files, which come from anywhere. */
#ifndef RF_WATERMARK_PICTURE_H
#define RF_WATERMARK_PICTURE_H

#include <cairo.h>
#include <glib.h>

typedef struct RfPicture RfPicture;

/* An SVG loads nothing from elsewhere; what is too large or too complicated is refused. */
RfPicture *rf_picture_load (const char *path, GError **error);
void rf_picture_free (RfPicture *picture); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RfPicture, rf_picture_free)

double rf_picture_aspect (const RfPicture *picture); /* width by height */

/* Drawn into a new surface of CAIRO_FORMAT_ARGB32 of that size, as large as fits and centred. */
cairo_surface_t *rf_picture_draw (const RfPicture *picture, int width, int height, GError **error);

/* The file of a maker's logo in the user's folder of logos, or NULL. Free with g_free. */
char *rf_picture_find_logo (const char *maker);

#endif
