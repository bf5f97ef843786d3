/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The gain map of a photograph that is turned, or gets a frame. */
#ifndef RF_DEVELOP_GAIN_H
#define RF_DEVELOP_GAIN_H

#include "codec.h"

#include <rangefinder.h>

/* The map for a canvas of that size, on which the upright photograph is placed at `photo`: turned as `orientation` says,
 * neutral where the photograph is not, with the same metadata. Where nothing is to be changed it is the same bytes. */
GBytes *rf_gain_map_fit (GBytes *gain_map, int orientation, int width, int height, const RfFrame *photo,
                         GError **error);

#endif
