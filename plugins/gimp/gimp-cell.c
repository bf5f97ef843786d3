/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-cell.h"

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
