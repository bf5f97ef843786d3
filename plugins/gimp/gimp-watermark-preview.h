/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The large picture of the watermark dialog, what size the result has, and what is wrong or has no room.
 */
#ifndef RF_GIMP_WATERMARK_PREVIEW_H
#define RF_GIMP_WATERMARK_PREVIEW_H

#include "gimp-watermark-draft.h"

#include <libgimp/gimpui.h>

typedef struct RfWatermarkPreview RfWatermarkPreview;

/* `resized` is called when the picture has another size. Lives as long as its widget. */
RfWatermarkPreview *rf_watermark_preview_new (RfDraft *draft, void (*resized) (gpointer data), gpointer data);
GtkWidget *rf_watermark_preview_widget (RfWatermarkPreview *preview);

void rf_watermark_preview_draw (RfWatermarkPreview *preview); /* anew, after rf_draft_update */
void rf_watermark_preview_tell (RfWatermarkPreview *preview); /* the draft's problem, notes and size */

#endif
