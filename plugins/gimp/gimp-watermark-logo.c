/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-watermark-logo.h"

#include "../i18n.h"
#include "gimp-dialog.h"
#include "gimp-photos.h"

#include <cairo-gobject.h>

#define ICON_SIDE 20

enum { COLUMN_KIND, COLUMN_PATH, COLUMN_TITLE, COLUMN_ICON, N_COLUMNS };

/* Rows come in this order. */
enum { KIND_MAKER, KIND_DISC, KIND_LINE, KIND_FILE, KIND_OTHER };

typedef struct {
    RfDraft *draft;
    GtkWidget *combo;
    GtkListStore *store;
    char *maker;       /* the file of its logo */
    gboolean updating; /* not the user */
} Row;

static cairo_surface_t *
load_icon (GtkWidget *widget, const char *path)
{
    int scale = gtk_widget_get_scale_factor (widget);
    GdkPixbuf *pixbuf = gdk_pixbuf_new_from_file_at_size (path, ICON_SIDE * scale, ICON_SIDE * scale, NULL);

    if (!pixbuf)
        return NULL;
    cairo_surface_t *surface = gdk_cairo_surface_create_from_pixbuf (pixbuf, scale, NULL);
    g_object_unref (pixbuf);
    return surface;
}

static void
add (Row *row, int kind, const char *path, const char *title)
{
    cairo_surface_t *icon = path ? load_icon (row->combo, path) : NULL;

    gtk_list_store_insert_with_values (row->store, NULL, -1, COLUMN_KIND, kind, COLUMN_PATH, path, COLUMN_TITLE, title,
                                       COLUMN_ICON, icon, -1);
    g_clear_pointer (&icon, cairo_surface_destroy);
}

static gboolean
is_logo (const char *name)
{
    g_autofree char *lower = g_ascii_strdown (name, -1);

    return name[0] != '.' && (g_str_has_suffix (lower, ".svg") || g_str_has_suffix (lower, ".png"));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
    return g_utf8_collate (*(const char *const *)a, *(const char *const *)b);
}

/* The user's folder of logos, by name. */
static void
add_files (Row *row)
{
    g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "rangefinder", "logos", NULL);
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
    const char *name;

    while (dir && (name = g_dir_read_name (dir)))
        if (is_logo (name) && g_utf8_validate (name, -1, NULL))
            g_ptr_array_add (names, g_strdup (name));
    g_ptr_array_sort (names, compare_names);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
        add (row, KIND_FILE, path, names->pdata[i]);
    }
}

static gboolean
is_line (GtkTreeModel *model, GtkTreeIter *iter, gpointer data)
{
    int kind;

    gtk_tree_model_get (model, iter, COLUMN_KIND, &kind, -1);
    return kind == KIND_LINE;
}

/* The row of that kind and, of a file, that path; it is made where it is missing. */
static void
find (Row *row, int kind, const char *path, GtkTreeIter *iter)
{
    GtkTreeModel *model = GTK_TREE_MODEL (row->store);
    GtkTreeIter other = {0};
    gboolean more = gtk_tree_model_get_iter_first (model, iter);

    for (; more; more = gtk_tree_model_iter_next (model, iter)) {
        g_autofree char *its_path = NULL;
        int its_kind;
        gtk_tree_model_get (model, iter, COLUMN_KIND, &its_kind, COLUMN_PATH, &its_path, -1);
        if (its_kind == KIND_OTHER)
            other = *iter;
        if (its_kind == kind && (kind != KIND_FILE || g_strcmp0 (its_path, path) == 0))
            return;
    }
    g_autofree char *name = g_filename_display_basename (path);
    cairo_surface_t *icon = load_icon (row->combo, path);
    gtk_list_store_insert_before (row->store, iter, &other);
    gtk_list_store_set (row->store, iter, COLUMN_KIND, KIND_FILE, COLUMN_PATH, path, COLUMN_TITLE, name, COLUMN_ICON,
                        icon, -1);
    g_clear_pointer (&icon, cairo_surface_destroy);
}

static void
show_maker (Row *row)
{
    char *path = rf_caption_logo (row->draft->caption);
    g_autofree char *title = NULL;
    GtkTreeIter iter;

    find (row, KIND_MAKER, NULL, &iter);
    gtk_tree_model_get (GTK_TREE_MODEL (row->store), &iter, COLUMN_TITLE, &title, -1);
    gboolean same = title && g_strcmp0 (path, row->maker) == 0;
    g_free (row->maker);
    row->maker = path;
    if (same)
        return;
    g_free (title);
    cairo_surface_t *icon = path ? load_icon (row->combo, path) : NULL;
    if (path) {
        g_autofree char *name = g_filename_display_basename (path);
        title = g_strdup_printf (_ ("The maker's: %s"), name);
    } else {
        title = g_strdup (_ ("The maker's (there is none: disc)"));
    }
    gtk_list_store_set (row->store, &iter, COLUMN_TITLE, title, COLUMN_ICON, icon, -1);
    g_clear_pointer (&icon, cairo_surface_destroy);
}

void
rf_watermark_logo_update (GtkWidget *widget)
{
    Row *row = g_object_get_data (G_OBJECT (widget), "rf-row");
    g_autofree char *mark = NULL, *logo = NULL, *path = NULL;
    GtkTreeIter iter;

    g_object_get (row->draft->config, "mark", &mark, "logo", &logo, NULL);
    row->updating = TRUE;
    show_maker (row);
    if (g_strcmp0 (mark, "disc") == 0) {
        find (row, KIND_DISC, NULL, &iter);
    } else if (logo && *logo) {
        path = rf_photos_resolve (logo);
        find (row, KIND_FILE, path, &iter);
    } else {
        find (row, KIND_MAKER, NULL, &iter);
    }
    gtk_combo_box_set_active_iter (GTK_COMBO_BOX (row->combo), &iter);
    row->updating = FALSE;
}

static void
set_logo (Row *row, const char *mark, const char *path)
{
    /* A path that is not UTF-8 cannot be the value of an argument; its URI can. */
    g_autofree char *logo = g_utf8_validate (path, -1, NULL) ? g_strdup (path) : g_filename_to_uri (path, NULL, NULL);

    g_object_set (row->draft->config, "mark", mark, "logo", logo ? logo : "", NULL);
}

static void
ask_for_file (GtkWidget *widget, Row *row)
{
    GtkFileChooserNative *chooser =
        gtk_file_chooser_native_new (_ ("A logo, SVG or PNG"), GTK_WINDOW (gtk_widget_get_toplevel (widget)),
                                     GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
    GtkFileFilter *filter = gtk_file_filter_new ();

    gtk_file_filter_set_name (filter, _ ("SVG and PNG files"));
    gtk_file_filter_add_mime_type (filter, "image/svg+xml");
    gtk_file_filter_add_mime_type (filter, "image/png");
    gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
    if (gtk_native_dialog_run (GTK_NATIVE_DIALOG (chooser)) == GTK_RESPONSE_ACCEPT) {
        g_autofree char *path = gtk_file_chooser_get_filename (GTK_FILE_CHOOSER (chooser));
        if (path)
            set_logo (row, "logo", path);
    }
    g_object_unref (chooser);
}

static void
take_choice (GtkWidget *widget)
{
    Row *row = g_object_get_data (G_OBJECT (widget), "rf-row");
    g_autofree char *path = NULL;
    GtkTreeIter iter;
    int kind;

    if (row->updating || !gtk_combo_box_get_active_iter (GTK_COMBO_BOX (row->combo), &iter))
        return;
    gtk_tree_model_get (GTK_TREE_MODEL (row->store), &iter, COLUMN_KIND, &kind, COLUMN_PATH, &path, -1);
    if (kind == KIND_OTHER)
        ask_for_file (widget, row);
    else
        set_logo (row, kind == KIND_DISC ? "disc" : "logo", path ? path : "");
    rf_watermark_logo_update (widget); /* without a file the list shows again what is */
}

static void
free_row (gpointer data)
{
    Row *row = data;

    g_free (row->maker);
    g_free (row);
}

GtkWidget *
rf_watermark_logo_row (RfDraft *draft)
{
    Row *row = g_new0 (Row, 1);
    GtkCellRenderer *icon = gtk_cell_renderer_pixbuf_new (), *text = gtk_cell_renderer_text_new ();

    row->draft = draft;
    row->store = gtk_list_store_new (N_COLUMNS, G_TYPE_INT, G_TYPE_STRING, G_TYPE_STRING, CAIRO_GOBJECT_TYPE_SURFACE);
    row->combo = gtk_combo_box_new_with_model (GTK_TREE_MODEL (row->store));
    g_object_unref (row->store);
    g_object_set (text, "ellipsize", PANGO_ELLIPSIZE_MIDDLE, NULL);
    gtk_cell_layout_pack_start (GTK_CELL_LAYOUT (row->combo), text, TRUE);
    gtk_cell_layout_pack_end (GTK_CELL_LAYOUT (row->combo), icon, FALSE);
    gtk_cell_layout_add_attribute (GTK_CELL_LAYOUT (row->combo), text, "text", COLUMN_TITLE);
    gtk_cell_layout_add_attribute (GTK_CELL_LAYOUT (row->combo), icon, "surface", COLUMN_ICON);
    gtk_combo_box_set_row_separator_func (GTK_COMBO_BOX (row->combo), is_line, NULL, NULL);
    add (row, KIND_MAKER, NULL, NULL);
    add (row, KIND_DISC, NULL, _ ("The disc"));
    add (row, KIND_LINE, NULL, NULL);
    add_files (row);
    add (row, KIND_OTHER, NULL, _ ("A file…"));

    GtkWidget *widget = rf_dialog_row (draft->config, "mark", row->combo);
    g_object_set_data_full (G_OBJECT (widget), "rf-row", row, free_row);
    rf_watermark_logo_update (widget);
    g_signal_connect_object (row->combo, "changed", G_CALLBACK (take_choice), widget, G_CONNECT_SWAPPED);
    return widget;
}
