/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A large picture of a photograph in a look, beside or in turn with another one: the photograph as it is, or another look.
 */
#ifndef RF_GIMP_LOOKS_PREVIEW_H
#define RF_GIMP_LOOKS_PREVIEW_H

#include "gimp-proxy.h"
#include "gimp-selection.h"

#include <gtk/gtk.h>

typedef struct RfLooksPreview RfLooksPreview;

/* It lives as long as its widget, which shows the other picture while a mouse button is held on it. */
RfLooksPreview *rf_looks_preview_new (void);
GtkWidget *rf_looks_preview_widget (RfLooksPreview *preview);

/* Keeps its own reference to the photograph; takes the selection over, where alone it shows looks. */
void rf_looks_preview_set_photo (RfLooksPreview *preview, RfProxy *photo, RfSelection *selection);
void rf_looks_preview_set_look (RfLooksPreview *preview, const RfLook *look, const RfSettings *settings);
void rf_looks_preview_set_other (RfLooksPreview *preview, const RfLook *look); /* NULL: the photograph as it is */

void rf_looks_preview_split (RfLooksPreview *preview,
                             gboolean on); /* the other one left of a line that follows the pointer */
void rf_looks_preview_hold (RfLooksPreview *preview, gboolean on); /* only the other one */

/* How many pictures of the look have been drawn so far: for measuring. */
guint rf_looks_preview_count (const RfLooksPreview *preview);

#endif
