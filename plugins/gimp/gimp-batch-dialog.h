/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The dialog of plug-in-rangefinder-batch, and its arguments that are words.
 */
#ifndef RF_GIMP_BATCH_DIALOG_H
#define RF_GIMP_BATCH_DIALOG_H

#include "gimp-dialog.h"

/* In the order of RfSizeRule. */
#define RF_N_SIZES 5
extern const RfDialogChoice rf_batch_sizes[RF_N_SIZES];

/* TRUE if the user wants it. */
gboolean rf_batch_run_dialog (GimpProcedure *procedure, GimpProcedureConfig *config);

#endif
