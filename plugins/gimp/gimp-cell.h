/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the galleries of looks and of formats are made of: a picture with its title below. And what is behind pictures.
 */
#ifndef RF_GIMP_CELL_H
#define RF_GIMP_CELL_H

#include <gtk/gtk.h>

/* A GtkFlowBoxChild. `corner`: over the picture, or NULL. The title has two lines of at most so many characters, and what
 * does not fit is cut; 0: as wide as the picture. */
GtkWidget *rf_cell_new (GtkWidget *picture, GtkWidget *corner, const char *title, int chars);

/* For "key-press-event" of a GtkFlowBox of cells: Left and Right go to the cell before and after, to other rows too, where
 * GTK would leave the gallery. At both ends GTK's "keynav-failed" tells what is next. */
gboolean rf_cell_walk (GtkWidget *flow, GdkEventKey *event);

/* The squares that are seen through what is transparent; `scale`: units of `cr` in one of GTK's. */
void rf_cell_paint_checks (cairo_t *cr, int width, int height, int scale);

#endif
