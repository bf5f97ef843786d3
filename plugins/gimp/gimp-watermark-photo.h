/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A reduced copy of the photograph in an image, for formats that take colours or their ground from it.
 */
#ifndef RF_GIMP_WATERMARK_PHOTO_H
#define RF_GIMP_WATERMARK_PHOTO_H

#include "gimp-watermark-subject.h"

#define RF_PHOTO_SIDE 512 /* is enough for these */

/* What is seen of the photograph, without watermarks, upright, at most `side` pixels on its longer side, encoded as sRGB. The
 * image stays as it is, its undo steps too. Free tile->data with g_free. */
gboolean rf_photo_copy (GimpImage *image, const RfSubject *subject, int side, RfTile *tile, GError **error);

#endif
