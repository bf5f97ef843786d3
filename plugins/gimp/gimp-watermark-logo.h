/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list to choose the mark from: the maker's logo, the disc, the user's logos, any file.
 */
#ifndef RF_GIMP_WATERMARK_LOGO_H
#define RF_GIMP_WATERMARK_LOGO_H

#include "gimp-watermark-draft.h"

#include <libgimp/gimpui.h>

/* A row for the arguments "mark" and "logo". */
GtkWidget *rf_watermark_logo_row (RfDraft *draft);

/* After rf_draft_update: the maker may be another. */
void rf_watermark_logo_update (GtkWidget *row);

#endif
