/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-dialog-either.h"

#include "../i18n.h"

typedef struct {
    GObject *config; /* which lives longer than the dialog */
    char *property;
    GtkWidget *combo;
    RfEither either;
} Row;

static void
show_value (GtkWidget *widget, GParamSpec *spec, GObject *config)
{
    Row *row = g_object_get_data (G_OBJECT (widget), "rf-row");
    const char *own = row->either.choices[row->either.n - 1].id;
    g_autofree char *value = NULL;

    g_object_get (config, row->property, &value, NULL);
    gboolean is_own = value && row->either.is_own (value);
    if (is_own)
        row->either.show (row->either.button, value);
    gtk_combo_box_set_active_id (GTK_COMBO_BOX (row->combo), is_own ? own : value ? value : "");
    gtk_widget_set_sensitive (row->either.button, is_own);
}

/* Not what is there already: each change calls show_value, and that one changes the widgets. */
static void
take_value (GtkWidget *widget)
{
    Row *row = g_object_get_data (G_OBJECT (widget), "rf-row");
    const char *own = row->either.choices[row->either.n - 1].id;
    const char *id = gtk_combo_box_get_active_id (GTK_COMBO_BOX (row->combo));
    g_autofree char *present = NULL, *value = NULL;

    if (!id)
        return;
    value = strcmp (id, own) == 0 ? row->either.read (row->either.button) : g_strdup (id);
    g_object_get (row->config, row->property, &present, NULL);
    if (g_strcmp0 (present, value) != 0)
        g_object_set (row->config, row->property, value, NULL);
}

static void
free_row (gpointer data)
{
    Row *row = data;

    g_free (row->property);
    g_free (row);
}

GtkWidget *
rf_dialog_either_row (GimpProcedureConfig *config, const char *property, const RfEither *either)
{
    Row *row = g_new0 (Row, 1);
    g_autofree char *notify = g_strconcat ("notify::", property, NULL);

    *row = (Row){G_OBJECT (config), g_strdup (property), gtk_combo_box_text_new (), *either};
    GtkWidget *widget = rf_dialog_row (config, property, row->combo);
    for (size_t i = 0; i < either->n; i++)
        gtk_combo_box_text_append (GTK_COMBO_BOX_TEXT (row->combo), either->choices[i].id,
                                   _ (either->choices[i].title));
    gtk_box_pack_start (GTK_BOX (widget), either->button, FALSE, FALSE, 0);
    gtk_widget_show (either->button);
    g_object_set_data_full (G_OBJECT (widget), "rf-row", row, free_row);
    show_value (widget, NULL, row->config);
    g_signal_connect_object (config, notify, G_CALLBACK (show_value), widget, G_CONNECT_SWAPPED);
    g_signal_connect_object (row->combo, "changed", G_CALLBACK (take_value), widget, G_CONNECT_SWAPPED);
    g_signal_connect_object (either->button, either->changed, G_CALLBACK (take_value), widget, G_CONNECT_SWAPPED);
    return widget;
}
