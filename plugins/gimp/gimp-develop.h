/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plug-in-rangefinder-develop: crop, lens character, look and watermark in one go, from the menu and from scripts.
 */
#ifndef RF_GIMP_DEVELOP_H
#define RF_GIMP_DEVELOP_H

#include <libgimp/gimp.h>

GimpProcedure *rf_gimp_develop_create (GimpPlugIn *plug_in, const char *name);

#endif
