/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plug-in-rangefinder-look: a look on the chosen layers, from the menu and from scripts.
 */
#ifndef RF_GIMP_LOOK_H
#define RF_GIMP_LOOK_H

#include <libgimp/gimp.h>

GimpProcedure *rf_gimp_look_create (GimpPlugIn *plug_in, const char *name);

#endif
