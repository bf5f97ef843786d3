/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Turns a photograph as its EXIF orientation says, whatever the user has GIMP do with those that are opened by hand.
 */
#ifndef RF_GIMP_UPRIGHT_H
#define RF_GIMP_UPRIGHT_H

#include <libgimp/gimp.h>

/* For an image just loaded. Its orientation is 1 afterwards. */
void rf_upright (GimpImage *image);

#endif
