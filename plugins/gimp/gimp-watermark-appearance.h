/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of the watermark dialog that says what a watermark looks like, beside its format.
 */
#ifndef RF_GIMP_WATERMARK_APPEARANCE_H
#define RF_GIMP_WATERMARK_APPEARANCE_H

#include "gimp-watermark-draft.h"

#include <libgimp/gimpui.h>

GtkWidget *rf_appearance_page_new (RfDraft *draft);

/* After rf_draft_update. */
void rf_appearance_page_update (GtkWidget *page);

#endif
