/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Is a picture file whole? GIMP opens a file that was cut off by a failed copy and shows grey where the picture ends, and
 * some of its exporters do not notice a full disk; a batch must notice both.
 */
#ifndef RF_GIMP_INTACT_H
#define RF_GIMP_INTACT_H

#include <glib.h>

/* FALSE with a reason (without the file's name) when a JPEG, PNG, TIFF or WebP file ends before it should. A file of
 * another kind is left to GIMP: TRUE. */
gboolean rf_intact_check (const char *path, GError **error);

#endif
