/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-watermark-dialog.h"

#include "../i18n.h"
#include "gimp-gallery.h"
#include "gimp-help.h"
#include "gimp-preset-bar.h"
#include "gimp-watermark-appearance.h"
#include "gimp-watermark-draft.h"
#include "gimp-watermark-preview.h"
#include "gimp-watermark-words.h"
#include "gimp-watermark-writing.h"

#define RESPONSE_RESET 1

#define WIDTH         1180 /* of the window at first */
#define HEIGHT        680
#define THUMB_WIDTH   120
#define THUMB_HEIGHT  96
#define PREVIEW_WIDTH 520 /* at first */
#define SETTLE_MS     200 /* without a change: then the slower things follow */

typedef struct {
    RfDraft *draft;
    GtkWidget *dialog, *appearance, *writing;
    RfGallery *gallery;
    RfWatermarkPreview *preview;
    RfWordsPage *words;
    guint update_id, settle_id;
} Dialog;

GtkWidget *
rf_watermark_format_row (GimpProcedureConfig *config, const char *property, const char *none)
{
    size_t n, first = none ? 1 : 0;
    const RfFormat *const *formats = rf_formats (&n);
    g_autofree RfDialogChoice *choices = g_new0 (RfDialogChoice, n + 1);

    choices[0] = (RfDialogChoice){"", none};
    for (size_t i = 0; i < n; i++)
        choices[first + i] = (RfDialogChoice){rf_format_id (formats[i]), rf_format_title (formats[i])};
    return rf_dialog_choice_row (config, property, choices, first + n);
}

static void
tell (Dialog *dialog)
{
    rf_watermark_preview_tell (dialog->preview);
    gtk_dialog_set_response_sensitive (GTK_DIALOG (dialog->dialog), GTK_RESPONSE_OK, !dialog->draft->problem);
}

static gboolean
settle (gpointer data)
{
    Dialog *dialog = data;

    dialog->settle_id = 0;
    rf_draft_check (dialog->draft);
    tell (dialog);
    rf_gallery_redraw (dialog->gallery);
    return G_SOURCE_REMOVE;
}

static int
find_format (const RfFormat *format)
{
    size_t n;
    const RfFormat *const *formats = rf_formats (&n);

    for (size_t i = 0; i < n; i++)
        if (formats[i] == format)
            return (int)i;
    return -1; /* a hidden one */
}

static gboolean
update (gpointer data)
{
    Dialog *dialog = data;

    dialog->update_id = 0;
    rf_draft_update (dialog->draft);
    rf_watermark_preview_draw (dialog->preview);
    rf_words_page_update (dialog->words, dialog->draft->format, dialog->draft->imprint.style.anonymous);
    rf_writing_page_update (dialog->writing);
    rf_appearance_page_update (dialog->appearance);
    rf_gallery_select (dialog->gallery, find_format (dialog->draft->format));
    tell (dialog);
    if (dialog->settle_id)
        g_source_remove (dialog->settle_id);
    dialog->settle_id = g_timeout_add (SETTLE_MS, settle, dialog);
    return G_SOURCE_REMOVE;
}

/* Several arguments may change at once. */
static void
schedule_update (gpointer data)
{
    Dialog *dialog = data;

    if (!dialog->update_id)
        dialog->update_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update, dialog, NULL);
}

static cairo_surface_t *
draw_thumbnail (int i, int width, int height, gpointer data)
{
    Dialog *dialog = data;
    size_t n;

    return rf_draft_render_format (dialog->draft, rf_formats (&n)[i], width, height);
}

static void
choose_format (int i, gpointer data)
{
    Dialog *dialog = data;
    size_t n;

    g_object_set (dialog->draft->config, "format", rf_format_id (rf_formats (&n)[i]), NULL);
}

static GtkWidget *
make_gallery (Dialog *dialog)
{
    RfGalleryUse use = {THUMB_WIDTH, THUMB_HEIGHT, 2, draw_thumbnail, choose_format, dialog};
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *label;
    GParamSpec *spec = g_object_class_find_property (G_OBJECT_GET_CLASS (dialog->draft->config), "format");
    size_t n;
    const RfFormat *const *formats = rf_formats (&n);

    dialog->gallery = rf_gallery_new (&use);
    for (size_t i = 0; i < n; i++)
        rf_gallery_add (dialog->gallery, rf_format_title (formats[i]), rf_format_description (formats[i]));
    label = gtk_label_new_with_mnemonic (g_param_spec_get_nick (spec));
    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_label_set_mnemonic_widget (GTK_LABEL (label), rf_gallery_box (dialog->gallery));
    gtk_box_pack_start (GTK_BOX (box), label, FALSE, FALSE, 0);
    gtk_box_pack_start (GTK_BOX (box), rf_gallery_widget (dialog->gallery), TRUE, TRUE, 0);
    return box;
}

static void
add_page (GtkWidget *notebook, GtkWidget *page, const char *title)
{
    gtk_notebook_append_page (GTK_NOTEBOOK (notebook), page, gtk_label_new_with_mnemonic (title));
}

static GtkWidget *
make_pages (Dialog *dialog)
{
    GtkWidget *notebook = gtk_notebook_new ();

    dialog->appearance = rf_appearance_page_new (dialog->draft);
    dialog->words = rf_words_page_new (dialog->draft->config, dialog->draft->caption);
    dialog->writing = rf_writing_page_new (dialog->draft);
    add_page (notebook, dialog->appearance, _ ("_Style"));
    add_page (notebook, rf_words_page_widget (dialog->words), _ ("Te_xts"));
    add_page (notebook, dialog->writing, _ ("Date and P_lace"));
    return notebook;
}

static void
fill (Dialog *dialog)
{
    GtkWidget *content = gtk_dialog_get_content_area (GTK_DIALOG (dialog->dialog));
    GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
    GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
    GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

    dialog->preview = rf_watermark_preview_new (dialog->draft, schedule_update, dialog);
    gtk_container_set_border_width (GTK_CONTAINER (columns), 12);
    gtk_box_pack_start (GTK_BOX (columns), make_gallery (dialog), FALSE, FALSE, 0);
    gtk_box_pack_start (GTK_BOX (columns), paned, TRUE, TRUE, 0);
    gtk_box_pack_start (GTK_BOX (right), rf_preset_bar_new (dialog->draft->config, "watermark"), FALSE, FALSE, 0);
    gtk_box_pack_start (GTK_BOX (right), make_pages (dialog), TRUE, TRUE, 0);
    gtk_widget_set_margin_end (rf_watermark_preview_widget (dialog->preview), 6);
    gtk_widget_set_margin_start (right, 6);
    gtk_paned_pack1 (GTK_PANED (paned), rf_watermark_preview_widget (dialog->preview), TRUE, FALSE);
    gtk_paned_pack2 (GTK_PANED (paned), right, FALSE, FALSE);
    gtk_paned_set_position (GTK_PANED (paned), PREVIEW_WIDTH);
    gtk_box_pack_start (GTK_BOX (content), columns, TRUE, TRUE, 0);
    gtk_widget_show_all (columns);
}

/* The dialog goes on. */
static void
reset (GtkDialog *widget, int response, Dialog *dialog)
{
    if (response != RESPONSE_RESET)
        return;
    gimp_config_reset (GIMP_CONFIG (dialog->draft->config));
    g_signal_stop_emission_by_name (widget, "response");
}

gboolean
rf_watermark_run_dialog (GimpImage *image, GimpProcedureConfig *config, char **told, GError **error)
{
    Dialog dialog = {NULL};

    *told = NULL;
    dialog.draft = rf_draft_new (image, config, schedule_update, &dialog, error);
    if (!dialog.draft)
        return FALSE;
    gimp_ui_init ("rangefinder");
    dialog.dialog =
        gimp_dialog_new (_ ("Watermark"), "rangefinder-watermark", NULL, 0, NULL, NULL, _ ("_Reset"), RESPONSE_RESET,
                         _ ("_Cancel"), GTK_RESPONSE_CANCEL, _ ("_OK"), GTK_RESPONSE_OK, NULL);
    gimp_dialog_set_alternative_button_order (GTK_DIALOG (dialog.dialog), GTK_RESPONSE_OK, RESPONSE_RESET,
                                              GTK_RESPONSE_CANCEL, -1);
    gtk_dialog_set_default_response (GTK_DIALOG (dialog.dialog), GTK_RESPONSE_OK);
    gimp_window_set_transient (GTK_WINDOW (dialog.dialog));
    rf_help_attach (dialog.dialog, "watermark");
    gtk_window_set_default_size (GTK_WINDOW (dialog.dialog), WIDTH, HEIGHT);
    g_signal_connect (dialog.dialog, "response", G_CALLBACK (reset), &dialog);
    fill (&dialog);
    gulong handler = g_signal_connect_swapped (config, "notify", G_CALLBACK (schedule_update), &dialog);
    int response = gimp_dialog_run (GIMP_DIALOG (dialog.dialog));
    g_signal_handler_disconnect (config, handler);
    gtk_widget_destroy (dialog.dialog);
    g_clear_handle_id (&dialog.update_id, g_source_remove);
    g_clear_handle_id (&dialog.settle_id, g_source_remove);
    *told = g_steal_pointer (&dialog.draft->notes);
    rf_draft_free (dialog.draft);
    return response == GTK_RESPONSE_OK;
}
