/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The small pictures that GIMP keeps for its own windows, and what their bytes mean: versions of GIMP differ in that.
 */
#ifndef RF_GIMP_THUMBNAIL_H
#define RF_GIMP_THUMBNAIL_H

#include <libgimp/gimp.h>

#define RF_THUMBNAIL_PX 1024 /* the most that GIMP gives */

typedef struct {
    GBytes *bytes; /* row by row, without gaps */
    const Babl *format;
    int width, height;
} RfThumbnail;

/* At most `longest_px` wide and high. FALSE, and nothing to clear: GIMP has none, or one that we cannot read. */
gboolean rf_thumbnail_of_drawable (GimpDrawable *drawable, int longest_px, RfThumbnail *thumbnail);

/* Of all that is seen of the image. */
gboolean rf_thumbnail_of_image (GimpImage *image, int longest_px, RfThumbnail *thumbnail);

void rf_thumbnail_clear (RfThumbnail *thumbnail);

#endif
