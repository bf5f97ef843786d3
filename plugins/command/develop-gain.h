/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The gain map of a photograph that is turned, gets a frame, or loses its colours. */
#ifndef RF_DEVELOP_GAIN_H
#define RF_DEVELOP_GAIN_H

#include "codec.h"

#include <rangefinder.h>

/* The map for a canvas of that size, on which the upright photograph is placed at `photo`: turned as `orientation` says,
 * neutral where the photograph is not, with the same metadata. `grey` [0, 1]: how far its channels become one, as the
 * photograph's do; a gain of colours would tint it. Where nothing is to be changed it is the same bytes. */
GBytes *rf_gain_map_fit (GBytes *gain_map, int orientation, int width, int height, const RfFrame *photo, double grey,
                         GError **error);

#endif
