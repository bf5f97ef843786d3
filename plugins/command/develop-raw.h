/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Undeveloped RAW: turned into a TIFF by a program that knows cameras. */
#ifndef RF_DEVELOP_RAW_H
#define RF_DEVELOP_RAW_H

#include <glib.h>

gboolean rf_raw_is (const char *path); /* by its name's ending */

/* Has a TIFF of 16 bits made at `target`, whose folder is there: upright, sRGB, by darktable-cli (which reads the settings
 * that darktable keeps beside the photograph), else by dcraw_emu of LibRaw, whichever is on the PATH. */
gboolean rf_raw_develop (const char *path, const char *target, GError **error);

#endif
