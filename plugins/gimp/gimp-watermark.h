/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plug-in-rangefinder-watermark: a caption round or on the photograph, from the menu and from scripts.
 */
#ifndef RF_GIMP_WATERMARK_H
#define RF_GIMP_WATERMARK_H

#include <libgimp/gimp.h>

GimpProcedure *rf_gimp_watermark_create (GimpPlugIn *plug_in, const char *name);

#endif
