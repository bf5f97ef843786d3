/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A grid of thumbnails with titles, of which one is chosen, by mouse or keys. They are drawn one after the other while
 * nothing else is to be done, those that are in view first.
 */
#ifndef RF_GIMP_GALLERY_H
#define RF_GIMP_GALLERY_H

#include <gtk/gtk.h>

typedef struct RfGallery RfGallery;

typedef struct {
    int width, height; /* of a thumbnail at most, in units of GTK */
    guint columns;
    cairo_surface_t *(*draw) (int i, int width, int height, gpointer data); /* in pixels; NULL: nothing */
    void (*choose) (int i, gpointer data);                                  /* the user has chosen another */
    gpointer data;
} RfGalleryUse;

/* Lives as long as its widget. */
RfGallery *rf_gallery_new (const RfGalleryUse *use);
GtkWidget *rf_gallery_widget (RfGallery *gallery); /* it scrolls */
GtkWidget *rf_gallery_box (RfGallery *gallery);    /* in it; for mnemonics */

void rf_gallery_add (RfGallery *gallery, const char *title, const char *tooltip);
void rf_gallery_select (RfGallery *gallery, int i); /* -1: none. Calls nothing */
void rf_gallery_redraw (RfGallery *gallery);        /* all, soon */

#endif
