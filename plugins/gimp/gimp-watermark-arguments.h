/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The arguments of plug-in-rangefinder-watermark, and what they mean.
 */
#ifndef RF_GIMP_WATERMARK_ARGUMENTS_H
#define RF_GIMP_WATERMARK_ARGUMENTS_H

#include "gimp-dialog.h"
#include "gimp-watermark-apply.h"

/* The arguments that are words: in the order of RfTheme, RfFocal and RfGps; the logo, the disc. */
#define RF_N_THEMES 3
#define RF_N_FOCALS 3
#define RF_N_PLACES 4
#define RF_N_MARKS  2
extern const RfDialogChoice rf_watermark_themes[RF_N_THEMES];
extern const RfDialogChoice rf_watermark_focals[RF_N_FOCALS];
extern const RfDialogChoice rf_watermark_places[RF_N_PLACES];
extern const RfDialogChoice rf_watermark_marks[RF_N_MARKS];

void rf_imprint_add_arguments (GimpProcedure *procedure);
void rf_imprint_add_fields (GimpProcedure *procedure); /* the texts alone, "fields" */

/* Texts of the imprint belong to `texts`. FALSE with an error for a word that is none of those there are. */
gboolean rf_imprint_read_arguments (GimpProcedureConfig *config, RfImprint *imprint, GPtrArray *texts, GError **error);

#endif
