/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the user writes into a recipe's watermark instead of what the photograph says.
 */
#ifndef RF_GIMP_RECIPE_TEXTS_H
#define RF_GIMP_RECIPE_TEXTS_H

#include <libgimp/gimpui.h>

/* A button that opens a window with an entry for each text of the watermark that the arguments say; insensitive while they say
 * none. `image` is NULL where there are many. */
GtkWidget *rf_recipe_texts_button (GimpProcedureConfig *config, GimpImage *image);

#endif
