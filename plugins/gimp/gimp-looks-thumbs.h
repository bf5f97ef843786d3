/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pictures of the look browser: one a look, shown by any number of image widgets.
 */
#ifndef RF_GIMP_LOOKS_THUMBS_H
#define RF_GIMP_LOOKS_THUMBS_H

#include "gimp-proxy.h"

#include <gtk/gtk.h>

#define RF_THUMB_WIDTH  132 /* the widget's pixels, at most */
#define RF_THUMB_HEIGHT 96

typedef struct RfLooksThumbs RfLooksThumbs;

RfLooksThumbs *rf_looks_thumbs_new (void);
void rf_looks_thumbs_free (RfLooksThumbs *thumbs);

/* A GtkImage with the look's picture, now and whenever there is another. A look that cannot be shown has a sign, and the
 * reason as its tooltip. */
GtkWidget *rf_looks_thumbs_image (RfLooksThumbs *thumbs, const RfLook *look);

/* Asks for all pictures; they come when they are made. Those of looks in `first` (NULL at the end) come first. */
void rf_looks_thumbs_ask (RfLooksThumbs *thumbs, RfProxy *photo, const RfSettings *settings, int scale,
                          const char *const *first);

/* How many there are of those asked for last. */
guint rf_looks_thumbs_count (const RfLooksThumbs *thumbs, guint *all);

#endif
