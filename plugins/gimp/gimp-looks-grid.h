/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list of all looks as pictures of one photograph, in groups, which can be searched. Arrow keys go through all of it,
 * Return or a double click means "take it".
 */
#ifndef RF_GIMP_LOOKS_GRID_H
#define RF_GIMP_LOOKS_GRID_H

#include "gimp-proxy.h"

#include <gtk/gtk.h>

typedef struct RfLooksGrid RfLooksGrid;

typedef struct {
    void (*chosen) (const RfLook *look, gpointer data); /* by the user or by rf_looks_grid_choose */
    void (*taken) (gpointer data);
    gpointer data;
} RfLooksGridEvents;

/* The grid lives as long as its widget, a GtkBox with the field for searching and the pictures. */
RfLooksGrid *rf_looks_grid_new (const RfLooksGridEvents *events);
GtkWidget *rf_looks_grid_widget (RfLooksGrid *grid);

/* Makes all pictures anew, with these settings; keeps its own reference to the photograph. */
void rf_looks_grid_show (RfLooksGrid *grid, RfProxy *photo, const RfSettings *settings);

void rf_looks_grid_choose (RfLooksGrid *grid, const char *id); /* nothing is chosen if there is no such look */
void rf_looks_grid_focus (RfLooksGrid *grid);                  /* on what is chosen */
void rf_looks_grid_search (RfLooksGrid *grid);                 /* puts the cursor into the field */
gboolean rf_looks_grid_has_focus (RfLooksGrid *grid);          /* the pictures have, not the field */
void rf_looks_grid_toggle_favourite (RfLooksGrid *grid);       /* what is chosen */

/* How many pictures there are of those asked for last. */
guint rf_looks_grid_count (const RfLooksGrid *grid, guint *all);

#endif
