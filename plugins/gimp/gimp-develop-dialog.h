/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The dialog of plug-in-rangefinder-develop.
 */
#ifndef RF_GIMP_DEVELOP_DIALOG_H
#define RF_GIMP_DEVELOP_DIALOG_H

#include <libgimp/gimp.h>

/* TRUE if the user wants it. */
gboolean rf_develop_run_dialog (GimpProcedure *procedure, GimpProcedureConfig *config, GimpImage *image,
                                GimpDrawable **drawables);

#endif
