/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row for a dialog's top: a list of named presets, and buttons to save and to remove one.
 */
#ifndef RF_GIMP_PRESET_BAR_H
#define RF_GIMP_PRESET_BAR_H

#include <libgimp/gimpui.h>

/* `kind` as in rf_presets_new. The list shows a preset only as long as the arguments are its own. */
GtkWidget *rf_preset_bar_new (GimpProcedureConfig *config, const char *kind);

#endif
