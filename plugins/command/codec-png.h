/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What of PNG files others need to know. */
#ifndef RF_CODEC_PNG_H
#define RF_CODEC_PNG_H

#include <glib.h>

/* Puts an EXIF block into a finished PNG in place of the one it has, whatever its size. */
gboolean rf_png_set_exif (const char *path, GBytes *exif, GError **error);

#endif
