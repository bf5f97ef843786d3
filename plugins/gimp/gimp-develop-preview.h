/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What developing would make of an image, in its dialog.
 */
#ifndef RF_GIMP_DEVELOP_PREVIEW_H
#define RF_GIMP_DEVELOP_PREVIEW_H

#include <libgimp/gimpui.h>

/* A picture of the drawables (NULL at the end) that follows the procedure's arguments, with a line below it for what is wrong or did not fit. */
GtkWidget *rf_develop_preview_new (GimpProcedureConfig *config, GimpImage *image, GimpDrawable **drawables);

#endif
