/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A reduced copy of the photograph in an image, for formats that take colours or their ground from it.
 */
#ifndef RF_GIMP_WATERMARK_PHOTO_H
#define RF_GIMP_WATERMARK_PHOTO_H

#include "rangefinder.h"

#include <libgimp/gimp.h>

/* What of `area` of the canvas is seen, without the groups of rf_group_find, upright, at most some 512 pixels on its longer
 * side, encoded as sRGB. The image stays as it is, its undo steps too. Free tile->data with g_free. */
gboolean rf_photo_copy (GimpImage *image, const GeglRectangle *area, gboolean turn, RfTile *tile, GError **error);

#endif
