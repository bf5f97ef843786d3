/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sound of a shutter when a look has been applied by hand. Off until the user switches it on; one switch for all
 * dialogs, kept in the user's configuration.
 */
#ifndef RF_GIMP_SHUTTER_H
#define RF_GIMP_SHUTTER_H

#include <gtk/gtk.h>

/* Plays the sound if the user has switched it on, and returns at once. Whatever is wrong with sound is nobody's trouble:
 * it is silent then. For interactive runs, after the work was done; not for scripts. */
void rf_shutter_play (void);

/* The switch, for a dialog's action area or its last row; bound to the setting. NULL where nothing could play it: built
 * without libcanberra. */
GtkWidget *rf_shutter_switch_new (void);

gboolean rf_shutter_is_on (void);
void rf_shutter_set_on (gboolean on);

#endif
