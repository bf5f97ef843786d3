/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The photograph as one layer, for a watermark that is drawn into it.
 */
#ifndef RF_GIMP_WATERMARK_MERGE_H
#define RF_GIMP_WATERMARK_MERGE_H

#include <libgimp/gimp.h>

/* One layer, in place of all that are visible, with what they show of the canvas. Where a single plain layer shows just the
 * `photo`, it has the same bits. NULL with an error if GIMP refuses. */
GimpLayer *rf_merge_visible (GimpImage *image, const GeglRectangle *photo, GError **error);

/* Makes the layer as large as the canvas. What is new is white, or transparent where the layer has transparency. */
gboolean rf_merge_fit (GimpImage *image, GimpLayer *layer, GError **error);

#endif
