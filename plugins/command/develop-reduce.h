/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The small copy that watermarks take colours and grounds from. */
#ifndef RF_DEVELOP_REDUCE_H
#define RF_DEVELOP_REDUCE_H

#include "codec.h"

#include <rangefinder.h>

/* Upright, developed, sRGB-encoded RGBA float, 512 pixels on its longer side at most. `width` and `height` are those of the
 * photograph itself; `plan` is for its colours, or NULL. Free the tile's data with g_free. */
gboolean rf_photo_reduce (const char *path, int width, int height, int orientation, const RfPlan *plan, RfTile *copy,
                          GError **error);

#endif
