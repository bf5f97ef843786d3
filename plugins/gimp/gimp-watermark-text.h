/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts of a watermark as GIMP's own text layers.
 */
#ifndef RF_GIMP_WATERMARK_TEXT_H
#define RF_GIMP_WATERMARK_TEXT_H

#include "rangefinder.h"

#include <libgimp/gimp.h>

/* GIMP's fonts for the watermark's texts, one for each of its items; NULL for what is no text or has letters without a font.
 * NULL with an error that names the font where GIMP does not have it. Free with g_free. */
GimpFont **rf_text_find_fonts (const RfWatermark *watermark, GError **error);

/* Puts one text into the group, where it was planned. */
gboolean rf_text_add (GimpImage *image, GimpLayer *group, const RfWatermark *watermark, const RfWatermarkItem *item,
                      GimpFont *font, GError **error);

#endif
