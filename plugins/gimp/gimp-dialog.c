/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-dialog.h"

#include "../i18n.h"
#include "rangefinder.h"

enum { COLUMN_ID, COLUMN_TITLE, N_COLUMNS };

gboolean
rf_dialog_choice_require (const char *argument, const char *id, const RfDialogChoice *choices, size_t n, GError **error)
{
    g_autoptr (GString) ids = g_string_new (NULL);

    for (size_t i = 0; i < n; i++) {
        if (strcmp (id, choices[i].id) == 0)
            return TRUE;
        g_string_append_printf (ids, "%s%s", i ? ", " : "", choices[i].id);
    }
    g_set_error (error, GIMP_PLUG_IN_ERROR, 0, _ ("%s: there is no “%s”; choose one of: %s."), argument, id, ids->str);
    return FALSE;
}

const char *
rf_dialog_get_text (GimpProcedureConfig *config, const char *name, GPtrArray *texts)
{
    char *text = NULL;

    g_object_get (config, name, &text, NULL);
    g_ptr_array_add (texts, text ? text : g_strdup (""));
    return texts->pdata[texts->len - 1];
}

GtkWidget *
rf_dialog_row (GimpProcedureConfig *config, const char *property, GtkWidget *field)
{
    GParamSpec *spec = g_object_class_find_property (G_OBJECT_GET_CLASS (config), property);
    GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
    GtkWidget *label = gtk_label_new_with_mnemonic (g_param_spec_get_nick (spec));

    gtk_label_set_xalign (GTK_LABEL (label), 0.0);
    gtk_label_set_mnemonic_widget (GTK_LABEL (label), field);
    gtk_widget_set_tooltip_text (label, g_param_spec_get_blurb (spec));
    gtk_widget_set_tooltip_text (field, g_param_spec_get_blurb (spec));
    gtk_box_pack_start (GTK_BOX (row), label, FALSE, FALSE, 0);
    gtk_box_pack_start (GTK_BOX (row), field, TRUE, TRUE, 0);
    g_object_set_data (G_OBJECT (row), "rf-label", label);
    gtk_widget_show_all (row);
    return row;
}

/* A row without an id is a line. */
static gboolean
is_separator (GtkTreeModel *model, GtkTreeIter *iter, gpointer data)
{
    g_autofree char *id = NULL;
    gtk_tree_model_get (model, iter, COLUMN_ID, &id, -1);
    return id == NULL;
}

static GtkWidget *
make_combo_row (GimpProcedureConfig *config, const char *property, GtkListStore *store)
{
    GtkWidget *combo = gimp_string_combo_box_new (GTK_TREE_MODEL (store), COLUMN_ID, COLUMN_TITLE);

    gtk_combo_box_set_row_separator_func (GTK_COMBO_BOX (combo), is_separator, NULL, NULL);
    g_object_set (combo, "ellipsize", PANGO_ELLIPSIZE_END, NULL); /* a long one does not widen the dialog */
    g_object_bind_property (config, property, combo, "value", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
    g_object_unref (store);
    return rf_dialog_row (config, property, combo);
}

static GtkListStore *
make_store (void)
{
    return gtk_list_store_new (N_COLUMNS, G_TYPE_STRING, G_TYPE_STRING);
}

GtkWidget *
rf_dialog_choice_row (GimpProcedureConfig *config, const char *property, const RfDialogChoice *choices, size_t n)
{
    GtkListStore *store = make_store ();

    for (size_t i = 0; i < n; i++)
        gtk_list_store_insert_with_values (store, NULL, -1, COLUMN_ID, choices[i].id, COLUMN_TITLE,
                                           _ (choices[i].title), -1);
    return make_combo_row (config, property, store);
}

GtkWidget *
rf_dialog_look_row (GimpProcedureConfig *config, const char *property)
{
    GtkListStore *store = make_store ();
    size_t n;
    const RfLook *const *looks = rf_looks (&n);

    for (size_t i = 0; i < n; i++) {
        if (i && strcmp (rf_look_group (looks[i]), rf_look_group (looks[i - 1])) != 0)
            gtk_list_store_insert_with_values (store, NULL, -1, COLUMN_ID, NULL, COLUMN_TITLE, NULL, -1);
        gtk_list_store_insert_with_values (store, NULL, -1, COLUMN_ID, rf_look_id (looks[i]), COLUMN_TITLE,
                                           rf_look_title (looks[i]), -1);
    }
    return make_combo_row (config, property, store);
}

static void
take_file (GtkFileChooser *chooser, GObject *config)
{
    g_autoptr (GFile) file = gtk_file_chooser_get_file (chooser);
    const char *property = g_object_get_data (G_OBJECT (chooser), "rf-property");
    g_autofree char *text = file ? g_file_get_path (file) : NULL;

    /* A path that is not UTF-8 cannot be the value of an argument; its URI can. */
    if (text && !g_utf8_validate (text, -1, NULL)) {
        g_free (text);
        text = g_file_get_uri (file);
    }
    if (text)
        g_object_set (config, property, text, NULL);
}

static void
show_file (GObject *config, GParamSpec *spec, GtkFileChooser *chooser)
{
    g_autofree char *text = NULL;
    g_object_get (config, g_object_get_data (G_OBJECT (chooser), "rf-property"), &text, NULL);

    if (text && *text) {
        g_autoptr (GFile) file = g_file_new_for_commandline_arg (text);
        gtk_file_chooser_set_file (chooser, file, NULL);
    } else {
        gtk_file_chooser_unselect_all (chooser);
    }
}

static GtkWidget *
make_chooser (GimpProcedureConfig *config, const char *property, const char *title, GtkFileChooserAction action)
{
    GtkWidget *button = gtk_file_chooser_button_new (title, action);
    g_autofree char *notify = g_strconcat ("notify::", property, NULL);

    g_object_set_data_full (G_OBJECT (button), "rf-property", g_strdup (property), g_free);
    g_signal_connect_object (button, "file-set", G_CALLBACK (take_file), config, 0);
    g_signal_connect_object (config, notify, G_CALLBACK (show_file), button, 0);
    show_file (G_OBJECT (config), NULL, GTK_FILE_CHOOSER (button));
    return button;
}

GtkWidget *
rf_dialog_folder_row (GimpProcedureConfig *config, const char *property, const char *title)
{
    return rf_dialog_row (config, property,
                          make_chooser (config, property, title, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER));
}

static void
clear_file (GtkWidget *chooser)
{
    GObject *config = g_object_get_data (G_OBJECT (chooser), "rf-config");
    g_object_set (config, g_object_get_data (G_OBJECT (chooser), "rf-property"), "", NULL);
}

GtkWidget *
rf_dialog_file_row (GimpProcedureConfig *config, const char *property, const char *title)
{
    GtkWidget *chooser = make_chooser (config, property, title, GTK_FILE_CHOOSER_ACTION_OPEN);
    GtkWidget *row = rf_dialog_row (config, property, chooser);
    GtkWidget *clear = gtk_button_new_from_icon_name ("edit-clear", GTK_ICON_SIZE_BUTTON);

    g_object_set_data (G_OBJECT (chooser), "rf-config", config);
    gtk_widget_set_tooltip_text (clear, _ ("No file"));
    g_signal_connect_swapped (clear, "clicked", G_CALLBACK (clear_file), chooser);
    gtk_box_pack_start (GTK_BOX (row), clear, FALSE, FALSE, 0);
    gtk_widget_show (clear);
    return row;
}

GtkWidget *
rf_dialog_text_row (GimpProcedureConfig *config, const char *property, const char *hint, const char *const *suggestions)
{
    GtkWidget *field = suggestions ? gtk_combo_box_text_new_with_entry () : gtk_entry_new ();
    GtkWidget *entry = suggestions ? gtk_bin_get_child (GTK_BIN (field)) : field;

    for (size_t i = 0; suggestions && suggestions[i]; i++)
        gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (field), suggestions[i]);
    gtk_entry_set_placeholder_text (GTK_ENTRY (entry), hint);
    gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
    g_object_bind_property (config, property, entry, "text", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
    return rf_dialog_row (config, property, field);
}

void
rf_dialog_insert_row (GtkWidget *box, GtkWidget *row, int position)
{
    GtkSizeGroup *labels = g_object_get_data (G_OBJECT (box), "rf-labels");

    if (!labels) {
        labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
        g_object_set_data_full (G_OBJECT (box), "rf-labels", labels, g_object_unref);
    }
    gtk_size_group_add_widget (labels, g_object_get_data (G_OBJECT (row), "rf-label"));
    gtk_box_pack_start (GTK_BOX (box), row, FALSE, FALSE, 0);
    gtk_box_reorder_child (GTK_BOX (box), row, position);
}
