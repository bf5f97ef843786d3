/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one drawable whose pixels are what a preview shows. It belongs to a copy of the image (GIMP copies no pixel before it is
 * changed), where masks and filters are made pixels; so it stays whatever the user does to the image meanwhile.
 */
#ifndef RF_GIMP_PROXY_SOURCE_H
#define RF_GIMP_PROXY_SOURCE_H

#include <libgimp/gimp.h>

/* With `drawables` (NULL at the end): the largest of them, with its mask and the filters it has, but without those of
 * Rangefinder's looks, which a dialog is about to replace; its opacity and mode do not count. With NULL: what is seen of the
 * whole image, as GIMP shows it. */
typedef struct {
    GimpImage *image;
    GimpDrawable **drawables;
    gboolean bare;      /* without watermarks, and only `area`; for NULL drawables */
    GeglRectangle area; /* pixels of the image */
} RfProxyWanted;

typedef struct {
    GimpDrawable *drawable;
    GimpImage *copy;
    GimpLayer *loose; /* a layer that is in no image, or NULL */
} RfProxySource;

gboolean rf_proxy_source_open (RfProxySource *source, const RfProxyWanted *wanted, GError **error);
void rf_proxy_source_close (RfProxySource *source);

/* The drawable that alone makes up all that is wanted and all one sees of the image, so that a picture of the image is one
 * of it; NULL if there is no such. */
GimpDrawable *rf_proxy_source_find_single (const RfProxyWanted *wanted);

#endif
