/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-looks-grid.h"

#include "../i18n.h"
#include "gimp-cell.h"
#include "gimp-looks-cell.h"
#include "gimp-looks-memory.h"

struct RfLooksGrid {
    RfLooksGridEvents events;
    GtkWidget *box, *search, *scroller, *sections, *nothing;
    GPtrArray *flows; /* GtkFlowBox, one a section, from top to bottom */
    RfLooksThumbs *thumbs;
    const RfLook *look; /* what is chosen */
    RfProxy *photo;
    RfSettings settings;
    guint refill;      /* the source that fills the sections again */
    gboolean choosing; /* we choose, not the user */
};

/* ---- What is chosen -------------------------------------------------------------------------------------------- */

static GtkFlowBoxChild *
find_chosen (RfLooksGrid *grid)
{
    for (guint i = 0; i < grid->flows->len; i++) {
        GList *chosen = gtk_flow_box_get_selected_children (grid->flows->pdata[i]);
        GtkFlowBoxChild *child = chosen ? chosen->data : NULL;
        g_list_free (chosen);
        if (child)
            return child;
    }
    return NULL;
}

static void
choose_child (RfLooksGrid *grid, GtkFlowBoxChild *child)
{
    grid->choosing = TRUE;
    for (guint i = 0; i < grid->flows->len; i++)
        gtk_flow_box_unselect_all (grid->flows->pdata[i]);
    if (child)
        gtk_flow_box_select_child (GTK_FLOW_BOX (gtk_widget_get_parent (GTK_WIDGET (child))), child);
    grid->choosing = FALSE;
}

/* One flow box knows nothing of the others: what is chosen in one is not chosen in any other. */
static void
take_choice (GtkFlowBox *flow, RfLooksGrid *grid)
{
    GList *chosen = gtk_flow_box_get_selected_children (flow);
    GtkFlowBoxChild *child = chosen ? chosen->data : NULL;

    g_list_free (chosen);
    if (grid->choosing || !child)
        return;
    choose_child (grid, child);
    grid->look = rf_looks_cell_look (child);
    grid->events.chosen (grid->look, grid->events.data);
}

static void
take_activation (GtkFlowBox *flow, GtkFlowBoxChild *child, RfLooksGrid *grid)
{
    grid->events.taken (grid->events.data);
}

/* The first that shows the look and passes the search; looks that are favourites are in their group, too. */
static GtkFlowBoxChild *
find_child (RfLooksGrid *grid, const RfLook *look)
{
    for (guint i = 0; i < grid->flows->len; i++) {
        g_autoptr (GList) children = gtk_container_get_children (grid->flows->pdata[i]);
        for (GList *item = children; item; item = item->next)
            if (rf_looks_cell_look (item->data) == look && gtk_widget_get_child_visible (item->data))
                return item->data;
    }
    return NULL;
}

/* ---- Searching ------------------------------------------------------------------------------------------------- */

static gboolean
passes (GtkFlowBoxChild *child, gpointer data)
{
    RfLooksGrid *grid = data;
    const char *wanted = gtk_entry_get_text (GTK_ENTRY (grid->search));

    return !*wanted || rf_looks_cell_matches (child, wanted);
}

static void
search_changed (GtkWidget *entry, RfLooksGrid *grid)
{
    gboolean any = FALSE;

    for (guint i = 0; i < grid->flows->len; i++) {
        gboolean some = FALSE;
        g_autoptr (GList) children = gtk_container_get_children (grid->flows->pdata[i]);
        for (GList *item = children; item && !some; item = item->next)
            some = passes (item->data, grid);
        gtk_flow_box_invalidate_filter (grid->flows->pdata[i]);
        gtk_widget_set_visible (gtk_widget_get_parent (grid->flows->pdata[i]), some);
        any |= some;
    }
    gtk_widget_set_visible (grid->nothing, !any);
}

/* Escape: all looks again, and back to them. */
static void
stop_search (GtkWidget *entry, RfLooksGrid *grid)
{
    gtk_entry_set_text (GTK_ENTRY (entry), "");
    rf_looks_grid_focus (grid);
}

/* Down or Return in the field: to the first picture that was found. */
static gboolean
leave_search (GtkWidget *entry, GdkEventKey *event, RfLooksGrid *grid)
{
    if (event->keyval != GDK_KEY_Down && event->keyval != GDK_KEY_Return && event->keyval != GDK_KEY_KP_Enter)
        return GDK_EVENT_PROPAGATE;
    for (guint i = 0; i < grid->flows->len; i++) {
        GtkWidget *flow = grid->flows->pdata[i];
        if (gtk_widget_get_visible (gtk_widget_get_parent (flow))) {
            g_autoptr (GList) children = gtk_container_get_children (GTK_CONTAINER (flow));
            for (GList *item = children; item; item = item->next)
                if (passes (item->data, grid)) {
                    gtk_flow_box_select_child (GTK_FLOW_BOX (flow), item->data);
                    gtk_widget_grab_focus (item->data);
                    return GDK_EVENT_STOP;
                }
        }
    }
    return GDK_EVENT_STOP;
}

/* ---- Sections -------------------------------------------------------------------------------------------------- */

static void fill_sections (RfLooksGrid *grid);

static gboolean
refill (gpointer data)
{
    RfLooksGrid *grid = data;

    grid->refill = 0;
    fill_sections (grid);
    return G_SOURCE_REMOVE;
}

/* The sections are filled again when the star that was clicked, which is in one, has done with it. */
static void
toggle_favourite (RfLooksGrid *grid, const RfLook *look)
{
    rf_looks_set_favourite (rf_look_id (look), !rf_looks_is_favourite (rf_look_id (look)));
    if (!grid->refill)
        grid->refill = g_idle_add (refill, grid);
}

static void
star_clicked (GtkWidget *star, gpointer data)
{
    toggle_favourite (data, rf_looks_cell_look (star));
}

static GtkWidget *
make_cell (RfLooksGrid *grid, const RfLook *look)
{
    return rf_looks_cell_new (grid->thumbs, look, star_clicked, grid);
}

/* The arrows go from the last row of one section to the first of the next. */
static gboolean
leave_section (GtkWidget *flow, GtkDirectionType direction, RfLooksGrid *grid)
{
    int step = direction == GTK_DIR_DOWN || direction == GTK_DIR_RIGHT ? 1 : -1;
    guint place;

    if (!g_ptr_array_find (grid->flows, flow, &place))
        return FALSE;
    for (int i = (int)place + step; i >= 0 && i < (int)grid->flows->len; i += step) {
        GtkWidget *next = grid->flows->pdata[i];
        if (!gtk_widget_get_visible (gtk_widget_get_parent (next)))
            continue;
        g_autoptr (GList) children = gtk_container_get_children (GTK_CONTAINER (next));
        if (step < 0)
            children = g_list_reverse (children);
        for (GList *item = children; item; item = item->next)
            if (passes (item->data, grid)) {
                gtk_flow_box_select_child (GTK_FLOW_BOX (next), item->data);
                gtk_widget_grab_focus (item->data);
                return TRUE;
            }
    }
    return TRUE;
}

static GtkWidget *
add_section (RfLooksGrid *grid, const char *title)
{
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
    GtkWidget *label = gtk_label_new (NULL);
    GtkWidget *flow = gtk_flow_box_new ();
    g_autofree char *markup = g_markup_printf_escaped ("<b>%s</b>", title);

    gtk_label_set_markup (GTK_LABEL (label), markup);
    gtk_label_set_xalign (GTK_LABEL (label), 0.0);
    gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (flow), TRUE);
    gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (flow), 2);
    gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_SINGLE);
    gtk_flow_box_set_activate_on_single_click (GTK_FLOW_BOX (flow), FALSE);
    gtk_flow_box_set_filter_func (GTK_FLOW_BOX (flow), passes, grid, NULL);
    g_signal_connect (flow, "selected-children-changed", G_CALLBACK (take_choice), grid);
    g_signal_connect (flow, "child-activated", G_CALLBACK (take_activation), grid);
    g_signal_connect (flow, "key-press-event", G_CALLBACK (rf_cell_walk), NULL);
    g_signal_connect (flow, "keynav-failed", G_CALLBACK (leave_section), grid);
    gtk_box_pack_start (GTK_BOX (box), label, FALSE, FALSE, 0);
    gtk_box_pack_start (GTK_BOX (box), flow, FALSE, FALSE, 0);
    gtk_box_pack_start (GTK_BOX (grid->sections), box, FALSE, FALSE, 0);
    gtk_container_set_focus_vadjustment (GTK_CONTAINER (flow),
                                         gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (grid->scroller)));
    g_ptr_array_add (grid->flows, flow);
    return flow;
}

static void
add_list (RfLooksGrid *grid, const char *title, char **ids)
{
    GtkWidget *flow = ids[0] ? add_section (grid, title) : NULL;

    for (int i = 0; ids[i]; i++)
        gtk_flow_box_insert (GTK_FLOW_BOX (flow), make_cell (grid, rf_look_find (ids[i])), -1);
    g_strfreev (ids);
}

static const char *
group_title (const char *group)
{
    static const struct {
        const char *group, *title;
    } titles[] = {
        {"base", N_ ("Basic looks")}, {"monochrome", N_ ("Monochrome")}, {"filter", N_ ("Filters")},
        {"camera", N_ ("Cameras")},   {"user", N_ ("My looks")},
    };

    for (size_t i = 0; i < G_N_ELEMENTS (titles); i++)
        if (strcmp (group, titles[i].group) == 0)
            return _ (titles[i].title);
    return group;
}

static void
fill_sections (RfLooksGrid *grid)
{
    size_t n;
    const RfLook *const *looks = rf_looks (&n);
    gboolean had_focus = rf_looks_grid_has_focus (grid);
    GtkWidget *flow = NULL;

    g_ptr_array_set_size (grid->flows, 0);
    g_autoptr (GList) old = gtk_container_get_children (GTK_CONTAINER (grid->sections));
    for (GList *section = old; section; section = section->next)
        gtk_widget_destroy (section->data);
    add_list (grid, _ ("Favourites"), rf_looks_favourites ());
    add_list (grid, _ ("Recent"), rf_looks_recent ());
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || strcmp (rf_look_group (looks[i]), rf_look_group (looks[i - 1])) != 0)
            flow = add_section (grid, group_title (rf_look_group (looks[i])));
        gtk_flow_box_insert (GTK_FLOW_BOX (flow), make_cell (grid, looks[i]), -1);
    }
    gtk_widget_show_all (grid->sections);
    search_changed (NULL, grid);
    choose_child (grid, grid->look ? find_child (grid, grid->look) : NULL);
    if (had_focus)
        rf_looks_grid_focus (grid);
}

/* ---- The whole ------------------------------------------------------------------------------------------------- */

static void
free_grid (gpointer data)
{
    RfLooksGrid *grid = data;

    if (grid->refill)
        g_source_remove (grid->refill);
    rf_looks_thumbs_free (grid->thumbs);
    rf_proxy_unref (grid->photo);
    g_ptr_array_free (grid->flows, TRUE);
    g_free (grid);
}

/* A window that came to a screen of another scale. */
static void
scale_changed (RfLooksGrid *grid)
{
    if (grid->photo)
        rf_looks_thumbs_ask (grid->thumbs, grid->photo, &grid->settings, gtk_widget_get_scale_factor (grid->box), NULL);
}

RfLooksGrid *
rf_looks_grid_new (const RfLooksGridEvents *events)
{
    RfLooksGrid *grid = g_new0 (RfLooksGrid, 1);

    grid->events = *events;
    grid->thumbs = rf_looks_thumbs_new ();
    grid->flows = g_ptr_array_new ();
    grid->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
    grid->search = gtk_search_entry_new ();
    grid->scroller = gtk_scrolled_window_new (NULL, NULL);
    grid->sections = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
    grid->nothing = gtk_label_new (_ ("No look is called so."));

    gtk_entry_set_placeholder_text (GTK_ENTRY (grid->search), _ ("Search looks"));
    gtk_widget_set_tooltip_text (grid->search, _ ("Part of a look's name or description (Ctrl+F)"));
    gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (grid->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
    gtk_scrolled_window_set_shadow_type (GTK_SCROLLED_WINDOW (grid->scroller), GTK_SHADOW_IN);
    gtk_container_set_border_width (GTK_CONTAINER (grid->sections), 6);
    gtk_container_add (GTK_CONTAINER (grid->scroller), grid->sections);
    gtk_box_pack_start (GTK_BOX (grid->box), grid->search, FALSE, FALSE, 0);
    gtk_box_pack_start (GTK_BOX (grid->box), grid->nothing, FALSE, FALSE, 0);
    gtk_box_pack_start (GTK_BOX (grid->box), grid->scroller, TRUE, TRUE, 0);
    gtk_widget_show_all (grid->box);
    g_signal_connect (grid->search, "stop-search", G_CALLBACK (stop_search), grid);
    g_signal_connect (grid->search, "search-changed", G_CALLBACK (search_changed), grid);
    g_signal_connect (grid->search, "key-press-event", G_CALLBACK (leave_search), grid);
    g_signal_connect_swapped (grid->box, "notify::scale-factor", G_CALLBACK (scale_changed), grid);
    g_object_set_data_full (G_OBJECT (grid->box), "rf-grid", grid, free_grid);
    fill_sections (grid);
    return grid;
}

GtkWidget *
rf_looks_grid_widget (RfLooksGrid *grid)
{
    return grid->box;
}

void
rf_looks_grid_show (RfLooksGrid *grid, RfProxy *photo, const RfSettings *settings)
{
    g_auto (GStrv) favourites = rf_looks_favourites ();

    rf_proxy_ref (photo);
    rf_proxy_unref (grid->photo);
    grid->photo = photo;
    grid->settings = *settings;
    rf_looks_thumbs_ask (grid->thumbs, photo, settings, gtk_widget_get_scale_factor (grid->box),
                         (const char *const *)favourites);
}

void
rf_looks_grid_choose (RfLooksGrid *grid, const char *id)
{
    const RfLook *look = id ? rf_look_find (id) : NULL;

    if (look == grid->look)
        return;
    grid->look = look;
    choose_child (grid, look ? find_child (grid, look) : NULL);
}

void
rf_looks_grid_focus (RfLooksGrid *grid)
{
    GtkFlowBoxChild *child = find_chosen (grid);

    if (child)
        gtk_widget_grab_focus (GTK_WIDGET (child));
}

void
rf_looks_grid_search (RfLooksGrid *grid)
{
    gtk_widget_grab_focus (grid->search);
}

gboolean
rf_looks_grid_has_focus (RfLooksGrid *grid)
{
    GtkWidget *window = gtk_widget_get_toplevel (grid->box);
    GtkWidget *focus = GTK_IS_WINDOW (window) ? gtk_window_get_focus (GTK_WINDOW (window)) : NULL;

    return focus && gtk_widget_is_ancestor (focus, grid->sections);
}

void
rf_looks_grid_toggle_favourite (RfLooksGrid *grid)
{
    if (grid->look)
        toggle_favourite (grid, grid->look);
}

guint
rf_looks_grid_count (const RfLooksGrid *grid, guint *all)
{
    return rf_looks_thumbs_count (grid->thumbs, all);
}
