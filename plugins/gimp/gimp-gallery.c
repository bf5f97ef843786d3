/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-gallery.h"

#include "gimp-cell.h"

#define GAP 6

typedef struct {
    GtkWidget *child, *image;
    gboolean drawn;
} Item;

struct RfGallery {
    RfGalleryUse use;
    GtkWidget *scroller, *box;
    GArray *items;
    gboolean selecting; /* not the user */
    gboolean shown;     /* the chosen one has been brought into view */
    guint idle;
};

/* In view by any part. */
static gboolean
is_visible (RfGallery *gallery, GtkWidget *child)
{
    GtkAdjustment *y = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (gallery->scroller));
    double top = gtk_adjustment_get_value (y), bottom = top + gtk_adjustment_get_page_size (y);
    GtkAllocation place;

    gtk_widget_get_allocation (child, &place);
    return place.y < bottom && place.y + place.height > top;
}

static Item *
find_next (RfGallery *gallery)
{
    Item *next = NULL;

    for (guint i = 0; i < gallery->items->len; i++) {
        Item *item = &g_array_index (gallery->items, Item, i);
        if (item->drawn)
            continue;
        if (is_visible (gallery, item->child))
            return item;
        if (!next)
            next = item;
    }
    return next;
}

static gboolean
draw_next (gpointer data)
{
    RfGallery *gallery = data;
    Item *item = find_next (gallery);

    if (!item) {
        gallery->idle = 0;
        return G_SOURCE_REMOVE;
    }
    int scale = gtk_widget_get_scale_factor (gallery->box);
    int i = (int)(item - (Item *)(void *)gallery->items->data);
    cairo_surface_t *surface =
        gallery->use.draw (i, gallery->use.width * scale, gallery->use.height * scale, gallery->use.data);

    item->drawn = TRUE;
    if (surface) {
        cairo_surface_set_device_scale (surface, scale, scale);
        gtk_image_set_from_surface (GTK_IMAGE (item->image), surface);
        cairo_surface_destroy (surface);
    }
    return G_SOURCE_CONTINUE;
}

void
rf_gallery_redraw (RfGallery *gallery)
{
    for (guint i = 0; i < gallery->items->len; i++)
        g_array_index (gallery->items, Item, i).drawn = FALSE;
    if (!gallery->idle)
        gallery->idle = g_idle_add_full (G_PRIORITY_LOW, draw_next, gallery, NULL);
}

static void
take_choice (GtkFlowBox *box, RfGallery *gallery)
{
    GList *chosen = gtk_flow_box_get_selected_children (box);

    if (chosen && !gallery->selecting)
        gallery->use.choose (gtk_flow_box_child_get_index (chosen->data), gallery->use.data);
    g_list_free (chosen);
}

static void
show_child (RfGallery *gallery, GtkWidget *child)
{
    GtkAdjustment *y = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (gallery->scroller));
    GtkAllocation place;

    gtk_widget_get_allocation (child, &place);
    gtk_adjustment_clamp_page (y, place.y - GAP, place.y + place.height + GAP);
}

void
rf_gallery_select (RfGallery *gallery, int i)
{
    GtkFlowBoxChild *child = i < 0 ? NULL : gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (gallery->box), i);

    gallery->selecting = TRUE;
    if (!child) {
        gtk_flow_box_unselect_all (GTK_FLOW_BOX (gallery->box));
    } else if (!gtk_flow_box_child_is_selected (child)) {
        gtk_flow_box_select_child (GTK_FLOW_BOX (gallery->box), child);
        show_child (gallery, GTK_WIDGET (child));
    }
    gallery->selecting = FALSE;
}

/* Where nothing is chosen, the first. */
static gboolean
focus_chosen (GtkWidget *box, gboolean cycling, RfGallery *gallery)
{
    GList *chosen = gtk_flow_box_get_selected_children (GTK_FLOW_BOX (box));
    GtkWidget *child = chosen ? chosen->data : GTK_WIDGET (gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (box), 0));

    if (child)
        gtk_widget_grab_focus (child);
    g_list_free (chosen);
    return TRUE;
}

/* Only now is it known where the children are. */
static void
show_chosen (GtkWidget *box, GdkRectangle *place, RfGallery *gallery)
{
    GList *chosen = gallery->shown ? NULL : gtk_flow_box_get_selected_children (GTK_FLOW_BOX (box));

    gallery->shown = TRUE;
    if (chosen)
        show_child (gallery, chosen->data);
    g_list_free (chosen);
}

static void
free_gallery (gpointer data)
{
    RfGallery *gallery = data;

    if (gallery->idle)
        g_source_remove (gallery->idle);
    g_array_unref (gallery->items);
    g_free (gallery);
}

RfGallery *
rf_gallery_new (const RfGalleryUse *use)
{
    RfGallery *gallery = g_new0 (RfGallery, 1);

    gallery->use = *use;
    gallery->items = g_array_new (FALSE, TRUE, sizeof (Item));
    gallery->scroller = gtk_scrolled_window_new (NULL, NULL);
    gallery->box = gtk_flow_box_new ();
    gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (gallery->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
    gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (gallery->scroller), FALSE);
    gtk_scrolled_window_set_shadow_type (GTK_SCROLLED_WINDOW (gallery->scroller), GTK_SHADOW_IN);
    gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (gallery->box), GTK_SELECTION_BROWSE);
    gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (gallery->box), TRUE);
    gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (gallery->box), use->columns);
    gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (gallery->box), use->columns);
    gtk_widget_set_valign (gallery->box, GTK_ALIGN_START);
    gtk_container_add (GTK_CONTAINER (gallery->scroller), gallery->box);
    g_signal_connect (gallery->box, "selected-children-changed", G_CALLBACK (take_choice), gallery);
    g_signal_connect (gallery->box, "key-press-event", G_CALLBACK (rf_cell_walk), NULL);
    g_signal_connect (gallery->box, "mnemonic-activate", G_CALLBACK (focus_chosen), gallery);
    g_signal_connect_after (gallery->box, "size-allocate", G_CALLBACK (show_chosen), gallery);
    g_object_set_data_full (G_OBJECT (gallery->scroller), "rf-gallery", gallery, free_gallery);
    return gallery;
}

GtkWidget *
rf_gallery_widget (RfGallery *gallery)
{
    return gallery->scroller;
}

GtkWidget *
rf_gallery_box (RfGallery *gallery)
{
    return gallery->box;
}

void
rf_gallery_add (RfGallery *gallery, const char *title, const char *tooltip)
{
    GtkWidget *image = gtk_image_new ();
    Item item = {rf_cell_new (image, NULL, title, 0), image, FALSE};

    gtk_widget_set_size_request (image, gallery->use.width, gallery->use.height);
    g_autofree char *whole = tooltip && *tooltip ? g_strconcat (title, "\n", tooltip, NULL) : g_strdup (title);
    gtk_widget_set_tooltip_text (item.child, whole);
    gtk_container_add (GTK_CONTAINER (gallery->box), item.child);
    g_array_append_val (gallery->items, item);
}
