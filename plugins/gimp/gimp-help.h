/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The manual: pages of HTML that are installed with the plug-in, one a window. */
#ifndef RF_GIMP_HELP_H
#define RF_GIMP_HELP_H

#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

/* Makes F1 and the Help button of `dialog` (a GtkDialog or another window; a GtkDialog without such a button gets one)
 * open the page of that name: "looks", "watermark", "develop", "batch", "filters". If that cannot be done, a message says
 * where the page is. To be called after the dialog is made and before it is run. */
void rf_help_attach (GtkWidget *dialog, const char *page);

/* Tells GIMP where our pages are, so that F1 on an entry of its menus finds them too. To be called while GIMP asks for the
 * list of procedures. */
void rf_help_register (GimpPlugIn *plug_in);

#endif
