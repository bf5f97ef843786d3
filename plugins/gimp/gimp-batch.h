/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plug-in-rangefinder-batch: a look on every photograph of a folder, from the menu and from scripts.
 */
#ifndef RF_GIMP_BATCH_H
#define RF_GIMP_BATCH_H

#include <libgimp/gimp.h>

GimpProcedure *rf_gimp_batch_create (GimpPlugIn *plug_in, const char *name);

#endif
