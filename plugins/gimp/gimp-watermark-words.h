/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of a dialog with an entry for each field of a watermark's caption.
 */
#ifndef RF_GIMP_WATERMARK_WORDS_H
#define RF_GIMP_WATERMARK_WORDS_H

#include "rangefinder.h"

#include <libgimp/gimpui.h>

typedef struct RfWordsPage RfWordsPage;

/* Lives as long as its widget. What the user types goes to the arguments, see rf_fields_write. `caption` is what the
 * photograph says, with the user's texts as they are set, and stays the caller's; NULL where there are many photographs. */
RfWordsPage *rf_words_page_new (GimpProcedureConfig *config, RfCaption *caption);
GtkWidget *rf_words_page_widget (RfWordsPage *page);

/* The texts as the arguments and the caption have them now; the fields that the format uses first. `anonymous` tells why some
 * of the photograph's may be missing. */
void rf_words_page_update (RfWordsPage *page, const RfFormat *format, gboolean anonymous);

#endif
