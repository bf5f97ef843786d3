/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the user wants a caption to say instead of what the photograph does.
 */
#ifndef RF_GIMP_WATERMARK_FIELDS_H
#define RF_GIMP_WATERMARK_FIELDS_H

#include "gimp-watermark-apply.h"

/* Sets caption, artist and copyright, then the fields, which read "model=M; lens=35mm f/1.4": separated by semicolons
 * or line ends, a semicolon in a text as "\;". "lens=" leaves the lens out. */
gboolean rf_fields_set (RfCaption *caption, const RfImprint *imprint, GError **error);

#endif
