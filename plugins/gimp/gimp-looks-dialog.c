/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-looks-dialog.h"

#include "../i18n.h"
#include "gimp-help.h"
#include "gimp-look-arguments.h"
#include "gimp-look-layers.h"
#include "gimp-looks-grid.h"
#include "gimp-looks-preview.h"
#include "gimp-looks-render.h"
#include "gimp-proxy-load.h"
#include "gimp-shutter.h"

#define PREVIEW_PX 1600 /* of the photograph in the preview */
#define PATIENCE   250  /* ms without a change before the thumbnails follow */

typedef struct {
    GimpProcedureConfig *config;
    GimpImage *image;
    GimpDrawable **drawables;
    GtkWidget *dialog, *bar, *other;
    RfLooksGrid *grid;
    RfLooksPreview *preview;
    RfProxy *photo;
    double exposure_ev; /* that the thumbnails have */
    RfInput input;
    RfProxyLoad *load;
    guint wait; /* a source */
} Browser;

static const RfLook *
read_settings (Browser *browser, RfSettings *settings)
{
    RfLookArguments arguments;

    rf_look_arguments_get (browser->config, &arguments);
    rf_render_settings_init (settings, &arguments.settings);
    const RfLook *look = rf_look_find (arguments.settings.look);
    rf_look_arguments_clear (&arguments);
    return look;
}

/* ---- What is wrong --------------------------------------------------------------------------------------------- */

static void
show_problem (Browser *browser, const char *text)
{
    GtkWidget *label = gtk_label_new (text);

    gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
    gtk_label_set_line_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
    gtk_label_set_xalign (GTK_LABEL (label), 0.0);
    gtk_label_set_selectable (GTK_LABEL (label), TRUE);
    gtk_label_set_max_width_chars (GTK_LABEL (label), 80);
    gtk_widget_set_can_focus (label, FALSE);
    gtk_box_pack_start (GTK_BOX (gtk_info_bar_get_content_area (GTK_INFO_BAR (browser->bar))), label, TRUE, TRUE, 0);
    gtk_widget_show (label);
    gtk_widget_show (browser->bar);
}

static GtkWidget *
make_bar (Browser *browser)
{
    GtkWidget *bar = browser->bar = gtk_info_bar_new ();
    GtkWidget *area = gtk_info_bar_get_content_area (GTK_INFO_BAR (bar));
    size_t n;
    const RfLook *const *looks = rf_looks (&n);

    gtk_info_bar_set_message_type (GTK_INFO_BAR (bar), GTK_MESSAGE_WARNING);
    gtk_info_bar_set_show_close_button (GTK_INFO_BAR (bar), TRUE);
    g_signal_connect (bar, "response", G_CALLBACK (gtk_widget_hide), NULL);
    gtk_orientable_set_orientation (GTK_ORIENTABLE (area), GTK_ORIENTATION_VERTICAL);
    gtk_widget_set_no_show_all (bar, TRUE);
    for (const char *const *problem = rf_registry_problems (); *problem; problem++)
        show_problem (browser, *problem);
    for (size_t i = 0; i < n; i++) {
        g_autoptr (GError) error = NULL;
        if (!rf_look_check (looks[i], &error))
            show_problem (browser, error->message);
    }
    return bar;
}

/* ---- Pictures -------------------------------------------------------------------------------------------------- */

static void
show_thumbnails (Browser *browser)
{
    RfSettings now, settings = RF_SETTINGS_DEFAULT;

    read_settings (browser, &now);
    browser->exposure_ev = settings.exposure_ev = now.exposure_ev;
    browser->input = settings.input = now.input;
    rf_looks_grid_show (browser->grid, browser->photo, &settings);
}

static gboolean
follow (gpointer data)
{
    Browser *browser = data;

    browser->wait = 0;
    show_thumbnails (browser);
    return G_SOURCE_REMOVE;
}

/* Thumbnails show whole looks, so that one can tell them apart at any strength; but of the picture as it is exposed. */
static void
config_changed (Browser *browser)
{
    RfSettings settings;
    const RfLook *look = read_settings (browser, &settings);

    rf_looks_grid_choose (browser->grid, look ? rf_look_id (look) : NULL);
    rf_looks_preview_set_look (browser->preview, look, &settings);
    gtk_dialog_set_response_sensitive (GTK_DIALOG (browser->dialog), GTK_RESPONSE_OK, look != NULL);
    if (browser->photo && (settings.exposure_ev != browser->exposure_ev || settings.input != browser->input)) {
        if (browser->wait)
            g_source_remove (browser->wait);
        browser->wait = g_timeout_add (PATIENCE, follow, browser);
    }
}

/* What the screen has of the photograph, soon after the window is there; then the whole of it. */
static void
take_photo (RfProxy *photo, gboolean whole, const GError *error, gpointer data)
{
    Browser *browser = data;

    if (!photo) {
        show_problem (browser, error->message);
        return;
    }
    rf_proxy_ref (photo);
    rf_proxy_unref (browser->photo);
    browser->photo = photo;
    RfProxyWanted wanted = {.image = browser->image, .drawables = browser->drawables};
    RfSelection selection;
    rf_selection_read (&wanted, &selection);
    rf_looks_preview_set_photo (browser->preview, photo, &selection);
    show_thumbnails (browser);
}

/* ---- The user -------------------------------------------------------------------------------------------------- */

static void
look_chosen (const RfLook *look, gpointer data)
{
    Browser *browser = data;
    g_object_set (browser->config, "look", rf_look_id (look), NULL);
}

static void
look_taken (gpointer data)
{
    Browser *browser = data;
    gtk_dialog_response (GTK_DIALOG (browser->dialog), GTK_RESPONSE_OK);
}

static void
other_changed (GtkComboBox *combo, Browser *browser)
{
    const char *id = gtk_combo_box_get_active_id (combo);
    rf_looks_preview_set_other (browser->preview, id && *id ? rf_look_find (id) : NULL);
}

static void
swap (GtkWidget *button, Browser *browser)
{
    g_autofree char *other = g_strdup (gtk_combo_box_get_active_id (GTK_COMBO_BOX (browser->other)));
    g_autofree char *look = NULL;

    g_object_get (browser->config, "look", &look, NULL);
    if (other && *other) {
        gtk_combo_box_set_active_id (GTK_COMBO_BOX (browser->other), look);
        g_object_set (browser->config, "look", other, NULL);
    }
}

static void
other_has_look (GtkComboBox *combo, GtkWidget *button)
{
    const char *id = gtk_combo_box_get_active_id (combo);
    gtk_widget_set_sensitive (button, id && *id);
}

static void
split_toggled (GtkToggleButton *button, Browser *browser)
{
    rf_looks_preview_split (browser->preview, gtk_toggle_button_get_active (button));
}

static gboolean
key_pressed (GtkWidget *dialog, GdkEventKey *event, Browser *browser)
{
    guint key = gdk_keyval_to_lower (event->keyval);

    if ((event->state & GDK_CONTROL_MASK) && key == GDK_KEY_f)
        rf_looks_grid_search (browser->grid);
    else if ((event->state & GDK_CONTROL_MASK) && key == GDK_KEY_d)
        rf_looks_grid_toggle_favourite (browser->grid);
    else if (key == GDK_KEY_space && rf_looks_grid_has_focus (browser->grid))
        rf_looks_preview_hold (browser->preview, TRUE);
    else
        return GDK_EVENT_PROPAGATE;
    return GDK_EVENT_STOP;
}

static gboolean
key_released (GtkWidget *dialog, GdkEventKey *event, Browser *browser)
{
    if (event->keyval != GDK_KEY_space)
        return GDK_EVENT_PROPAGATE;
    rf_looks_preview_hold (browser->preview, FALSE);
    return rf_looks_grid_has_focus (browser->grid) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

/* ---- The window ------------------------------------------------------------------------------------------------ */

static GtkWidget *
make_view_row (Browser *browser)
{
    GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
    GtkWidget *split = gtk_toggle_button_new_with_mnemonic (_ ("_Before | After"));
    GtkWidget *label = gtk_label_new_with_mnemonic (_ ("Compar_e with"));
    GtkWidget *swap_button = gtk_button_new_with_mnemonic (_ ("S_wap"));
    GtkWidget *combo = browser->other = gtk_combo_box_text_new ();
    size_t n;
    const RfLook *const *looks = rf_looks (&n);

    gtk_combo_box_text_append (GTK_COMBO_BOX_TEXT (combo), "", _ ("The photograph before"));
    for (size_t i = 0; i < n; i++)
        gtk_combo_box_text_append (GTK_COMBO_BOX_TEXT (combo), rf_look_id (looks[i]), rf_look_title (looks[i]));
    gtk_combo_box_set_active (GTK_COMBO_BOX (combo), 0);
    gtk_label_set_mnemonic_widget (GTK_LABEL (label), combo);
    gtk_widget_set_tooltip_text (split, _ ("Shows both in one picture; the line between them follows the pointer"));
    gtk_widget_set_tooltip_text (combo, _ ("What is left of the line, and what is shown while the mouse button or the "
                                           "space bar is held"));
    gtk_widget_set_tooltip_text (swap_button,
                                 _ ("Chooses the look that is compared with, and compares with the one chosen"));
    g_signal_connect (split, "toggled", G_CALLBACK (split_toggled), browser);
    g_signal_connect (combo, "changed", G_CALLBACK (other_changed), browser);
    g_signal_connect (combo, "changed", G_CALLBACK (other_has_look), swap_button);
    g_signal_connect (swap_button, "clicked", G_CALLBACK (swap), browser);
    gtk_widget_set_sensitive (swap_button, FALSE);
    gtk_box_pack_start (GTK_BOX (row), split, FALSE, FALSE, 0);
    gtk_box_pack_end (GTK_BOX (row), swap_button, FALSE, FALSE, 0);
    gtk_box_pack_end (GTK_BOX (row), combo, FALSE, FALSE, 0);
    gtk_box_pack_end (GTK_BOX (row), label, FALSE, FALSE, 0);
    gtk_widget_show_all (row);
    return row;
}

static void
sync_vignette (GObject *config, GParamSpec *property, GtkWidget *scale)
{
    g_autofree char *vignette = NULL;

    g_object_get (config, "vignette", &vignette, NULL);
    gtk_widget_set_sensitive (scale, g_strcmp0 (vignette, "value") == 0);
}

/* Long words in the list shall not make the whole window wide. */
static GtkWidget *
make_narrow (GtkWidget *row)
{
    g_autoptr (GList) children = gtk_container_get_children (GTK_CONTAINER (row));

    for (GList *item = children; item; item = item->next)
        if (GIMP_IS_STRING_COMBO_BOX (item->data))
            g_object_set (item->data, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
    return row;
}

/* Two columns of what can be changed about a look. */
static GtkWidget *
make_controls (Browser *browser)
{
    GimpProcedureDialog *dialog = GIMP_PROCEDURE_DIALOG (browser->dialog);
    static const char *const scales[] = {"strength", "tone", "colour", "exposure", "grain", "vignette-ev"};

    for (size_t i = 0; i < G_N_ELEMENTS (scales); i++)
        gimp_procedure_dialog_get_spin_scale (dialog, scales[i], 1.0);
    GtkWidget *left =
        gimp_procedure_dialog_fill_box (dialog, "left", "strength", "tone", "colour", "exposure", "grain", NULL);
    GtkWidget *right = gimp_procedure_dialog_fill_box (dialog, "right", "vignette-ev", "merge", NULL);
    GtkWidget *columns = gimp_procedure_dialog_fill_box (dialog, "columns", "left", "right", NULL);
    GtkWidget *amount = gimp_procedure_dialog_get_widget (dialog, "vignette-ev", G_TYPE_NONE);

    rf_dialog_insert_row (right, make_narrow (rf_look_vignette_row (browser->config)), 0);
    rf_dialog_insert_row (right, make_narrow (rf_look_picture_row (browser->config)), 2);
    rf_dialog_insert_row (right, make_narrow (rf_look_result_row (browser->config)), 3);
    g_signal_connect_object (browser->config, "notify::vignette", G_CALLBACK (sync_vignette), amount, 0);
    sync_vignette (G_OBJECT (browser->config), NULL, amount);
    gtk_box_set_spacing (GTK_BOX (left), 4);
    gtk_box_set_spacing (GTK_BOX (right), 4);
    gtk_orientable_set_orientation (GTK_ORIENTABLE (columns), GTK_ORIENTATION_HORIZONTAL);
    gtk_box_set_homogeneous (GTK_BOX (columns), TRUE);
    gtk_box_set_spacing (GTK_BOX (columns), 12);
    return columns;
}

static void
fill_dialog (Browser *browser)
{
    GimpProcedureDialog *dialog = GIMP_PROCEDURE_DIALOG (browser->dialog);
    GtkWidget *content = gtk_dialog_get_content_area (GTK_DIALOG (browser->dialog));
    RfLooksGridEvents events = {look_chosen, look_taken, browser};

    browser->grid = rf_looks_grid_new (&events);
    browser->preview = rf_looks_preview_new ();
    make_controls (browser);
    GtkWidget *pane = gimp_procedure_dialog_fill_box (dialog, "pane", "columns", NULL);
    GtkWidget *all = gimp_procedure_dialog_fill_box (dialog, "all", "pane", NULL);
    GtkWidget *picture = rf_looks_preview_widget (browser->preview), *row = make_view_row (browser);
    GtkWidget *looks = rf_looks_grid_widget (browser->grid);

    gtk_widget_set_size_request (picture, 440, 290);
    gtk_box_pack_start (GTK_BOX (pane), picture, TRUE, TRUE, 0);
    gtk_box_reorder_child (GTK_BOX (pane), picture, 0);
    gtk_box_pack_start (GTK_BOX (pane), row, FALSE, FALSE, 0);
    gtk_box_reorder_child (GTK_BOX (pane), row, 1);
    gtk_box_set_spacing (GTK_BOX (pane), 6);
    gtk_orientable_set_orientation (GTK_ORIENTABLE (all), GTK_ORIENTATION_HORIZONTAL);
    gtk_box_pack_start (GTK_BOX (all), looks, FALSE, FALSE, 0);
    gtk_box_reorder_child (GTK_BOX (all), looks, 0);
    gtk_box_set_child_packing (GTK_BOX (all), pane, TRUE, TRUE, 0, GTK_PACK_START);
    gtk_box_set_spacing (GTK_BOX (all), 12);
    gimp_procedure_dialog_fill (dialog, "all", NULL);
    gtk_box_set_child_packing (GTK_BOX (content), all, TRUE, TRUE, 0, GTK_PACK_START);
    gtk_box_pack_start (GTK_BOX (content), make_bar (browser), FALSE, FALSE, 0);
    gtk_box_reorder_child (GTK_BOX (content), browser->bar, 0);
    GtkWidget *sound = rf_shutter_switch_new ();
    if (sound) {
        gtk_box_pack_start (GTK_BOX (pane), sound, FALSE, FALSE, 0);
        gtk_widget_show (sound);
    }
}

/* A look that a layer has already is what the user wants to change; a look that is gone cannot be chosen. */
static void
start_from (GimpProcedureConfig *config, GimpDrawable **drawables)
{
    GimpDrawableFilter *filter = drawables[1] ? NULL : rf_look_layers_find (drawables[0]);
    g_autofree char *look = NULL;

    if (filter)
        rf_look_arguments_take (config, filter);
    g_object_get (config, "look", &look, NULL);
    if (!look || !rf_look_find (look))
        g_object_set (config, "look", "authentic", NULL);
}

gboolean
rf_looks_run_dialog (GimpProcedure *procedure, GimpProcedureConfig *config, GimpImage *image, GimpDrawable **drawables)
{
    Browser browser = {.config = config, .image = image, .drawables = drawables};

    gimp_ui_init ("rangefinder");
    gegl_init (NULL, NULL); /* babl, for the threads */
    start_from (config, drawables);
    browser.dialog = gimp_procedure_dialog_new (procedure, config, _ ("Looks"));
    gimp_procedure_dialog_set_ok_label (GIMP_PROCEDURE_DIALOG (browser.dialog), _ ("_Apply"));
    gtk_window_set_default_size (GTK_WINDOW (browser.dialog), 920, 680);
    fill_dialog (&browser);
    rf_help_attach (browser.dialog, "looks");
    g_signal_connect (browser.dialog, "key-press-event", G_CALLBACK (key_pressed), &browser);
    g_signal_connect (browser.dialog, "key-release-event", G_CALLBACK (key_released), &browser);
    gulong changed = g_signal_connect_swapped (config, "notify", G_CALLBACK (config_changed), &browser);
    config_changed (&browser);
    rf_looks_grid_focus (browser.grid);
    static const char *const replaced[] = {RF_FILTER_OPERATION, NULL};
    RfProxyRequest request = {.wanted = {.image = image, .drawables = drawables, .replaced = replaced},
                              .longest_px = PREVIEW_PX};
    browser.load = rf_proxy_load_new (&request, take_photo, &browser);

    gboolean ok = gimp_procedure_dialog_run (GIMP_PROCEDURE_DIALOG (browser.dialog));

    g_signal_handler_disconnect (config, changed);
    rf_proxy_load_free (browser.load);
    if (browser.wait)
        g_source_remove (browser.wait);
    gtk_widget_destroy (browser.dialog);
    rf_proxy_unref (browser.photo);
    return ok;
}
