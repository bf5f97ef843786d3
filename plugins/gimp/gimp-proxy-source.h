/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one drawable whose pixels are what a preview shows. It belongs to an image of ours (GIMP copies no pixel before it is
 * changed), where masks and filters are made pixels; so it stays whatever the user does to the image meanwhile.
 */
#ifndef RF_GIMP_PROXY_SOURCE_H
#define RF_GIMP_PROXY_SOURCE_H

#include <libgimp/gimp.h>

/* With `drawables` (NULL at the end): the largest of them, with its mask and the filters it has, but without those that a
 * dialog is about to replace; its opacity and mode do not count. With NULL: what is seen of the whole image, as GIMP shows
 * it. */
typedef struct {
    GimpImage *image;
    GimpDrawable **drawables;
    const char *const *replaced; /* operations, NULL at the end; NULL: none. For `drawables` */
    gboolean bare;               /* without watermarks, and only `area`; for NULL drawables */
    GeglRectangle area;          /* pixels of the image */
} RfProxyWanted;

/* Where these pixels are. */
typedef struct {
    GimpDrawable *drawable; /* NULL: several layers make them up */
    gboolean is_on_screen;  /* a picture of the whole image is one of them */
    gboolean has_replaced;  /* the drawable has filters that do not count, */
    gboolean has_extras;    /* a mask or filters that do */
} RfProxyPlace;

void rf_proxy_source_find (const RfProxyWanted *wanted, RfProxyPlace *place);

/* GIMP has to draw or to merge before we can have them: up to seconds, in which it does nothing else. */
gboolean rf_proxy_source_is_slow (const RfProxyPlace *place);

typedef struct {
    GimpDrawable *drawable;
    GimpImage *copy;
    GimpLayer *loose; /* a layer that is in no image, or NULL */
} RfProxySource;

gboolean rf_proxy_source_open (RfProxySource *source, const RfProxyWanted *wanted, GError **error);
void rf_proxy_source_close (RfProxySource *source);

/* A loose layer of `copy` with the pixels that a layer has below its filters and mask. */
GimpLayer *rf_proxy_source_copy_raw (GimpDrawable *drawable, GimpImage *copy);

/* An image of ours, without layers, for pixels of `image`. */
GimpImage *rf_proxy_source_make_image (GimpImage *image);

#endif
