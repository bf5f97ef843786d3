/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-cell.h"

#include <gdk/gdkkeysyms.h>

#define CHECK 8

GtkWidget *
rf_cell_new (GtkWidget *picture, GtkWidget *corner, const char *title, int chars)
{
    GtkWidget *child = gtk_flow_box_child_new (), *overlay = gtk_overlay_new (), *label = gtk_label_new (title);
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
    gtk_label_set_lines (GTK_LABEL (label), 2);
    gtk_label_set_width_chars (GTK_LABEL (label), chars);
    gtk_label_set_max_width_chars (GTK_LABEL (label), MAX (1, chars));
    gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
    gtk_widget_set_valign (label, GTK_ALIGN_START);
    gtk_container_add (GTK_CONTAINER (overlay), picture);
    if (corner)
        gtk_overlay_add_overlay (GTK_OVERLAY (overlay), corner);
    gtk_box_pack_start (GTK_BOX (box), overlay, FALSE, FALSE, 0);
    gtk_box_pack_start (GTK_BOX (box), label, FALSE, FALSE, 0);
    gtk_container_add (GTK_CONTAINER (child), box);
    atk_object_set_name (gtk_widget_get_accessible (child), title);
    return child;
}

gboolean
rf_cell_walk (GtkWidget *flow, GdkEventKey *event)
{
    GtkWidget *from = gtk_container_get_focus_child (GTK_CONTAINER (flow));
    gboolean is_right = event->keyval == GDK_KEY_Right || event->keyval == GDK_KEY_KP_Right;
    gboolean is_left = event->keyval == GDK_KEY_Left || event->keyval == GDK_KEY_KP_Left;

    if (!from || is_right == is_left || (event->state & gtk_accelerator_get_default_mod_mask ()))
        return GDK_EVENT_PROPAGATE;
    int step = is_right == (gtk_widget_get_direction (flow) == GTK_TEXT_DIR_LTR) ? 1 : -1;
    int place = gtk_flow_box_child_get_index (GTK_FLOW_BOX_CHILD (from)) + step;
    GtkFlowBoxChild *to = NULL;
    /* What a search leaves out has a place, too. */
    while (place >= 0 && (to = gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (flow), place)) &&
           !gtk_widget_get_child_visible (GTK_WIDGET (to)))
        place += step;
    if (place >= 0 && to) {
        gtk_flow_box_select_child (GTK_FLOW_BOX (flow), to);
        gtk_widget_grab_focus (GTK_WIDGET (to));
    } else
        gtk_widget_keynav_failed (flow, step > 0 ? GTK_DIR_RIGHT : GTK_DIR_LEFT);
    return GDK_EVENT_STOP;
}

void
rf_cell_paint_checks (cairo_t *cr, int width, int height, int scale)
{
    int size = CHECK * scale;

    cairo_set_source_rgb (cr, 0.6, 0.6, 0.6);
    cairo_paint (cr);
    cairo_set_source_rgb (cr, 0.4, 0.4, 0.4);
    for (int y = 0; y < height; y += size)
        for (int x = y / size % 2 * size; x < width; x += 2 * size)
            cairo_rectangle (cr, x, y, size, size);
    cairo_fill (cr);
}
