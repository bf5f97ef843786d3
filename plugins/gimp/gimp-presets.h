/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A procedure's arguments under names that the user gives, in a file of the user's configuration folder:
 * $XDG_CONFIG_HOME/rangefinder/KIND.presets, a key-file with a group for each.
 */
#ifndef RF_GIMP_PRESETS_H
#define RF_GIMP_PRESETS_H

#include <libgimp/gimp.h>

typedef struct RfPresets RfPresets;

/* `kind` is the file's name, such as "watermark". Without a file there are none; one that cannot be read is an error of the
 * next functions, and is not written over. Free with rf_presets_free. */
RfPresets *rf_presets_new (const char *kind);
void rf_presets_free (RfPresets *presets);

/* By name, as they are now: another window may have changed them. Free with g_strfreev; NULL with an error. */
char **rf_presets_list (RfPresets *presets, GError **error);

/* Arguments that the preset does not have get their defaults; values that are none any more, too. FALSE with an error. */
gboolean rf_presets_load (RfPresets *presets, const char *name, GimpProcedureConfig *config, GError **error);

gboolean rf_presets_save (RfPresets *presets, const char *name, GimpProcedureConfig *config, GError **error);
gboolean rf_presets_remove (RfPresets *presets, const char *name, GError **error);

#endif
