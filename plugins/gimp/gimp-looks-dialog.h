/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The look browser: the dialog of plug-in-rangefinder-look.
 */
#ifndef RF_GIMP_LOOKS_DIALOG_H
#define RF_GIMP_LOOKS_DIALOG_H

#include <libgimp/gimpui.h>

/* Lets the user choose; what was chosen is in `config`. FALSE: cancelled. The image stays as it is. */
gboolean rf_looks_run_dialog (GimpProcedure *procedure, GimpProcedureConfig *config, GimpImage *image,
                              GimpDrawable **drawables);

#endif
