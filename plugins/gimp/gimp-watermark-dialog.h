/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The dialog of plug-in-rangefinder-watermark: a gallery of formats, a preview, and pages of settings.
 */
#ifndef RF_GIMP_WATERMARK_DIALOG_H
#define RF_GIMP_WATERMARK_DIALOG_H

#include "gimp-dialog.h"

/* A row to choose a format from; with `none`, which is its title, also "". */
GtkWidget *rf_watermark_format_row (GimpProcedureConfig *config, const char *property, const char *none);

/* TRUE if the user wants it; FALSE without an error if not. `told` receives what the dialog has told of things that have no
 * room, as rf_imprint_apply does, or NULL. */
gboolean rf_watermark_run_dialog (GimpImage *image, GimpProcedureConfig *config, char **told, GError **error);

#endif
