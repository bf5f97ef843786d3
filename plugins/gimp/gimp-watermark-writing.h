/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of the watermark dialog that says how focal length, date and place are written, with this photograph's own as
 * examples.
 */
#ifndef RF_GIMP_WATERMARK_WRITING_H
#define RF_GIMP_WATERMARK_WRITING_H

#include "gimp-watermark-draft.h"

#include <libgimp/gimpui.h>

GtkWidget *rf_writing_page_new (RfDraft *draft);

/* After rf_draft_update: the examples as they are now. */
void rf_writing_page_update (GtkWidget *page);

#endif
