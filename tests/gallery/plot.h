/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Drawings as SVG: panels with axes, and lines and dots in them. Readable on light and on dark pages, and alone. */
#ifndef RF_GALLERY_PLOT_H
#define RF_GALLERY_PLOT_H

#include <glib.h>

typedef struct {
    const char *label; /* with the unit */
    double from, to;
    double step; /* from tick to tick; the first is at `from` */
} Axis;

/* A part of a drawing. Places in px from the drawing's upper left corner. */
typedef struct {
    const char *title;
    double left, top, width, height;
    Axis x, y;
} Panel;

double panel_x (const Panel *panel, double value);
double panel_y (const Panel *panel, double value);

/* A new drawing; `title` and `description` are what is read aloud. */
GString *plot_new (double width, double height, const char *title, const char *description);

/* Adds to it; every %s is escaped. Numbers: %.2f of px. */
void plot_add (GString *plot, const char *format, ...) G_GNUC_PRINTF (2, 3);

void plot_panel (GString *plot, const Panel *panel); /* frame, grid, ticks, labels */
void plot_line (GString *plot, const Panel *panel, const char *class, const double (*points)[2], size_t n);

/* A line of text below the panels that tells what a class of lines is; `at` px from the left. */
void plot_key (GString *plot, double at, double y, const char *class, const char *text);

/* Ends the drawing, writes FOLDER/plots/KIND-ID.svg and frees it. */
gboolean plot_save (GString *plot, const char *folder, const char *kind, const char *id, GError **error);

#endif
