/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A planned watermark as layers: ground, logo, text.
 */
#ifndef RF_GIMP_WATERMARK_LAYERS_H
#define RF_GIMP_WATERMARK_LAYERS_H

#include "rangefinder.h"

#include <libgimp/gimp.h>

/* GIMP's fonts for the watermark's texts, one for each of its items; NULL for what is no text or has letters without a font.
 * NULL with an error that names the font where GIMP does not have it. Free with g_free. */
GimpFont **rf_layers_find_fonts (const RfWatermark *watermark, GError **error);

/* Puts the layers into the group. With `fonts`, texts become text layers that can be edited. */
gboolean rf_layers_make (GimpImage *image, GimpLayer *group, const RfWatermark *watermark, GimpFont **fonts,
                         GError **error);

#endif
