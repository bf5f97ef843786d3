/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A planned watermark as layers: ground, logo, text.
 */
#ifndef RF_GIMP_WATERMARK_LAYERS_H
#define RF_GIMP_WATERMARK_LAYERS_H

#include "rangefinder.h"

#include <libgimp/gimp.h>

/* Puts the layers into the group. With `fonts`, of rf_text_find_fonts, texts become text layers
 * that can be edited. */
gboolean rf_layers_make (GimpImage *image, GimpLayer *group, const RfWatermark *watermark, GimpFont **fonts,
                         GError **error);

#endif
