/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A look in the look browser: its picture with a star, which is full for a favourite, and its title.
 */
#ifndef RF_GIMP_LOOKS_CELL_H
#define RF_GIMP_LOOKS_CELL_H

#include "gimp-looks-thumbs.h"

#include <gtk/gtk.h>

/* A GtkFlowBoxChild. `star_clicked` is for a click on the star: its widget belongs to the cell. */
GtkWidget *rf_looks_cell_new (RfLooksThumbs *thumbs, const RfLook *look,
                              void (*star_clicked) (GtkWidget *star, gpointer data), gpointer data);

const RfLook *rf_looks_cell_look (gpointer cell_or_star);

/* Whether the text is part of what the look is called or described by. */
gboolean rf_looks_cell_matches (gpointer cell, const char *text);

#endif
