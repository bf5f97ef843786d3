/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the galleries of looks and of formats are made of: a picture with its title below.
 */
#ifndef RF_GIMP_CELL_H
#define RF_GIMP_CELL_H

#include <gtk/gtk.h>

/* A GtkFlowBoxChild. `corner`: over the picture, or NULL. The title has two lines of at most so many characters, and what
 * does not fit is cut; 0: as wide as the picture. */
GtkWidget *rf_cell_new (GtkWidget *picture, GtkWidget *corner, const char *title, int chars);

#endif
