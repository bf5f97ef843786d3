/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The arguments of plug-in-rangefinder-watermark that are words, and its dialog.
 */
#ifndef RF_GIMP_WATERMARK_DIALOG_H
#define RF_GIMP_WATERMARK_DIALOG_H

#include "gimp-dialog.h"

/* In the order of RfTheme, RfFocal and RfGps. */
#define RF_N_THEMES 3
#define RF_N_FOCALS 3
#define RF_N_PLACES 4
#define RF_N_MARKS  2
extern const RfDialogChoice rf_watermark_themes[RF_N_THEMES];
extern const RfDialogChoice rf_watermark_focals[RF_N_FOCALS];
extern const RfDialogChoice rf_watermark_places[RF_N_PLACES];
extern const RfDialogChoice rf_watermark_marks[RF_N_MARKS]; /* the logo, the disc */

/* A row to choose a format from; with `none`, which is its title, also "". */
GtkWidget *rf_watermark_format_row (GimpProcedureConfig *config, const char *property, const char *none);

/* TRUE if the user wants it. */
gboolean rf_watermark_run_dialog (GimpProcedure *procedure, GimpProcedureConfig *config);

#endif
