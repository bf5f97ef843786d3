/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one drawable whose pixels are what a preview shows: the user's own where nothing is in its way, else one in a copy of
 * the image (GIMP copies no pixel before it is changed) where masks and filters are made pixels.
 */
#ifndef RF_GIMP_PROXY_SOURCE_H
#define RF_GIMP_PROXY_SOURCE_H

#include <libgimp/gimp.h>

typedef struct {
    GimpDrawable *drawable;
    GimpImage *copy;  /* NULL where none was wanted */
    GimpLayer *loose; /* a layer that is in no image, or NULL */
} RfProxySource;

/* As rf_proxy_new says. */
gboolean rf_proxy_source_open (RfProxySource *source, GimpImage *image, GimpDrawable **drawables, GError **error);
void rf_proxy_source_close (RfProxySource *source);

#endif
