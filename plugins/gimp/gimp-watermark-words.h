/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of the watermark dialog with an entry for each field of the caption.
 */
#ifndef RF_GIMP_WATERMARK_WORDS_H
#define RF_GIMP_WATERMARK_WORDS_H

#include "gimp-watermark-draft.h"

#include <libgimp/gimpui.h>

typedef struct RfWordsPage RfWordsPage;

/* Lives as long as its widget. */
RfWordsPage *rf_words_page_new (RfDraft *draft);
GtkWidget *rf_words_page_widget (RfWordsPage *page);

/* After rf_draft_update: the texts as they are now; the fields that the format uses first. */
void rf_words_page_update (RfWordsPage *page);

#endif
