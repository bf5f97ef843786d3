/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-preset-bar.h"

#include "../i18n.h"
#include "gimp-presets.h"

typedef struct {
    GimpProcedureConfig *config;
    RfPresets *presets;
    GtkWidget *box, *row, *combo, *remove;
    GtkWidget *problem; /* why there is no list */
    gboolean updating;  /* not the user */
} Bar;

static void
tell (Bar *bar, const GError *error)
{
    GtkWidget *dialog = gtk_message_dialog_new (GTK_WINDOW (gtk_widget_get_toplevel (bar->row)), GTK_DIALOG_MODAL,
                                                GTK_MESSAGE_ERROR, GTK_BUTTONS_CLOSE, "%s", error->message);

    gtk_dialog_run (GTK_DIALOG (dialog));
    gtk_widget_destroy (dialog);
}

static void
show_chosen (Bar *bar, const char *name)
{
    bar->updating = TRUE;
    gtk_combo_box_set_active_id (GTK_COMBO_BOX (bar->combo), name);
    gtk_widget_set_sensitive (bar->remove, name != NULL);
    bar->updating = FALSE;
}

/* The list as it is in the file now. */
static void
fill (Bar *bar, const char *chosen)
{
    g_autoptr (GError) error = NULL;
    g_auto (GStrv) names = rf_presets_list (bar->presets, &error);

    bar->updating = TRUE;
    gtk_combo_box_text_remove_all (GTK_COMBO_BOX_TEXT (bar->combo));
    for (char **name = names; name && *name; name++)
        gtk_combo_box_text_append (GTK_COMBO_BOX_TEXT (bar->combo), *name, *name);
    bar->updating = FALSE;
    gtk_label_set_text (GTK_LABEL (bar->problem), error ? error->message : "");
    gtk_widget_set_visible (bar->problem, error != NULL);
    show_chosen (bar, chosen);
}

static void
load (GtkComboBox *combo, Bar *bar)
{
    g_autofree char *name = g_strdup (gtk_combo_box_get_active_id (combo));
    g_autoptr (GError) error = NULL;

    if (bar->updating || !name)
        return;
    bar->updating = TRUE; /* what changes now changes to the preset */
    gboolean loaded = rf_presets_load (bar->presets, name, bar->config, &error);
    bar->updating = FALSE;
    if (!loaded) {
        tell (bar, error);
        fill (bar, NULL);
    } else {
        show_chosen (bar, name);
    }
}

static void
forget_chosen (GtkWidget *box)
{
    Bar *bar = g_object_get_data (G_OBJECT (box), "rf-bar");

    if (!bar->updating)
        show_chosen (bar, NULL);
}

static void
save (GtkWidget *box, const char *typed, gpointer data)
{
    Bar *bar = data;
    g_autofree char *name = g_strstrip (g_strdup (typed));
    g_autoptr (GError) error = NULL;

    if (!*name)
        return;
    if (rf_presets_save (bar->presets, name, bar->config, &error))
        fill (bar, name);
    else
        tell (bar, error);
}

static void
ask_for_name (GtkWidget *button, Bar *bar)
{
    const char *present = gtk_combo_box_get_active_id (GTK_COMBO_BOX (bar->combo));
    GtkWidget *box = gimp_query_string_box (_ ("Save Preset"), gtk_widget_get_toplevel (button), NULL, NULL,
                                            _ ("A name for these settings; one that is there already is replaced:"),
                                            present ? present : "", G_OBJECT (bar->row), "destroy", save, bar, NULL);

    gtk_window_set_modal (GTK_WINDOW (box), TRUE);
    gtk_widget_show (box);
}

static void
remove_preset (GtkWidget *box, gboolean wanted, gpointer data)
{
    Bar *bar = data;
    g_autoptr (GError) error = NULL;

    if (!wanted)
        return;
    if (!rf_presets_remove (bar->presets, gtk_combo_box_get_active_id (GTK_COMBO_BOX (bar->combo)), &error))
        tell (bar, error);
    fill (bar, NULL);
}

static void
ask_to_remove (GtkWidget *button, Bar *bar)
{
    const char *name = gtk_combo_box_get_active_id (GTK_COMBO_BOX (bar->combo));

    if (!name)
        return;
    g_autofree char *question = g_strdup_printf (_ ("Remove the preset “%s”?"), name);
    GtkWidget *box = gimp_query_boolean_box (_ ("Remove Preset"), gtk_widget_get_toplevel (button), NULL, NULL,
                                             GIMP_ICON_DIALOG_QUESTION, question, _ ("_Remove"), _ ("_Cancel"),
                                             G_OBJECT (bar->row), "destroy", remove_preset, bar, NULL);

    gtk_window_set_modal (GTK_WINDOW (box), TRUE);
    gtk_widget_show (box);
}

static GtkWidget *
add_button (Bar *bar, const char *icon, const char *tooltip, GCallback press)
{
    GtkWidget *button = gtk_button_new_from_icon_name (icon, GTK_ICON_SIZE_BUTTON);

    gtk_widget_set_tooltip_text (button, tooltip);
    gtk_button_set_relief (GTK_BUTTON (button), GTK_RELIEF_NONE);
    gtk_box_pack_start (GTK_BOX (bar->row), button, FALSE, FALSE, 0);
    g_signal_connect (button, "clicked", press, bar);
    return button;
}

static void
free_bar (gpointer data)
{
    Bar *bar = data;

    rf_presets_free (bar->presets);
    g_free (bar);
}

GtkWidget *
rf_preset_bar_new (GimpProcedureConfig *config, const char *kind)
{
    Bar *bar = g_new0 (Bar, 1);
    GtkWidget *label = gtk_label_new_with_mnemonic (_ ("_Presets:"));

    bar->config = config;
    bar->presets = rf_presets_new (kind);
    bar->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
    bar->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
    bar->problem = gtk_label_new (NULL);
    bar->combo = gtk_combo_box_text_new ();
    /* Empty it still is the way by keys to the button beside it. */
    gtk_combo_box_set_button_sensitivity (GTK_COMBO_BOX (bar->combo), GTK_SENSITIVITY_ON);
    gtk_label_set_mnemonic_widget (GTK_LABEL (label), bar->combo);
    gtk_box_pack_start (GTK_BOX (bar->row), label, FALSE, FALSE, 0);
    gtk_box_pack_start (GTK_BOX (bar->row), bar->combo, TRUE, TRUE, 0);
    add_button (bar, GIMP_ICON_LIST_ADD, _ ("Save these settings under a name"), G_CALLBACK (ask_for_name));
    bar->remove = add_button (bar, GIMP_ICON_LIST_REMOVE, _ ("Remove the chosen preset"), G_CALLBACK (ask_to_remove));
    g_signal_connect (bar->combo, "changed", G_CALLBACK (load), bar);
    gtk_widget_set_tooltip_text (bar->combo, _ ("Settings saved under a name"));
    gtk_label_set_xalign (GTK_LABEL (bar->problem), 0);
    gtk_label_set_line_wrap (GTK_LABEL (bar->problem), TRUE);
    gtk_label_set_line_wrap_mode (GTK_LABEL (bar->problem), PANGO_WRAP_WORD_CHAR);
    gtk_label_set_max_width_chars (GTK_LABEL (bar->problem), 40);
    gtk_label_set_selectable (GTK_LABEL (bar->problem), TRUE);
    gtk_widget_set_can_focus (bar->problem, FALSE);
    gtk_widget_set_no_show_all (bar->problem, TRUE);
    gtk_box_pack_start (GTK_BOX (bar->box), bar->row, FALSE, FALSE, 0);
    gtk_box_pack_start (GTK_BOX (bar->box), bar->problem, FALSE, FALSE, 0);
    g_object_set_data_full (G_OBJECT (bar->box), "rf-bar", bar, free_bar);
    fill (bar, NULL);
    g_signal_connect_object (config, "notify", G_CALLBACK (forget_chosen), bar->box, G_CONNECT_SWAPPED);
    gtk_widget_show_all (bar->box);
    return bar->box;
}
