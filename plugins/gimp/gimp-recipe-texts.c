/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-recipe-texts.h"

#include "../i18n.h"
#include "gimp-help.h"
#include "gimp-watermark-fields.h"
#include "gimp-watermark-words.h"

#define RESPONSE_RESET 1

#define WIDTH  460
#define HEIGHT 420

typedef struct {
    GimpProcedureConfig *config;
    GimpImage *image; /* NULL: many */
    RfCaption *caption;
    RfWordsPage *page;
} Texts;

static const RfFormat *
find_format (Texts *texts)
{
    g_autofree char *id = NULL;

    g_object_get (texts->config, "watermark", &id, NULL);
    return id ? rf_format_find (id) : NULL;
}

static void
update (Texts *texts)
{
    g_autofree char *fields = NULL;

    g_object_get (texts->config, "fields", &fields, NULL);
    if (texts->caption)
        rf_fields_set_list (texts->caption, fields ? fields : "", NULL);
    rf_words_page_update (texts->page, find_format (texts), FALSE);
}

static RfCaption *
read_caption (GimpImage *image)
{
    g_autoptr (GObject) metadata = (GObject *)gimp_image_get_metadata (image);

    return metadata ? rf_caption_read ((struct _GExiv2Metadata *)metadata) : rf_caption_new ();
}

/* The window stays. */
static void
reset (GtkDialog *dialog, int response, Texts *texts)
{
    if (response != RESPONSE_RESET)
        return;
    g_object_set (texts->config, "fields", "", NULL);
    g_signal_stop_emission_by_name (dialog, "response");
}

/* What is typed counts at once, so that the preview behind the window shows it. */
static void
open_window (GtkWidget *button, Texts *texts)
{
    if (texts->image && !gimp_image_is_valid (texts->image)) /* closed behind the dialog */
        return;
    GtkWidget *dialog =
        gimp_dialog_new (_ ("Your Texts"), "rangefinder-texts", gtk_widget_get_toplevel (button), GTK_DIALOG_MODAL,
                         NULL, NULL, _ ("_Reset"), RESPONSE_RESET, _ ("_Close"), GTK_RESPONSE_CLOSE, NULL);

    texts->caption = texts->image ? read_caption (texts->image) : NULL;
    texts->page = rf_words_page_new (texts->config, texts->caption);
    update (texts);
    gtk_box_pack_start (GTK_BOX (gtk_dialog_get_content_area (GTK_DIALOG (dialog))), rf_words_page_widget (texts->page),
                        TRUE, TRUE, 0);
    gtk_window_set_default_size (GTK_WINDOW (dialog), WIDTH, HEIGHT);
    gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_CLOSE);
    rf_help_attach (dialog, texts->image ? "develop" : "batch");
    g_signal_connect (dialog, "response", G_CALLBACK (reset), texts);
    gulong handler = g_signal_connect_swapped (texts->config, "notify::fields", G_CALLBACK (update), texts);
    gimp_dialog_run (GIMP_DIALOG (dialog));
    g_signal_handler_disconnect (texts->config, handler);
    gtk_widget_destroy (dialog);
    g_clear_pointer (&texts->caption, rf_caption_free);
}

/* Texts are kept for the next photograph, where they may be wrong: a mark says that there are any, the tooltip which. */
static void
sync_button (GtkWidget *button)
{
    Texts *texts = g_object_get_data (G_OBJECT (button), "rf-texts");
    g_autofree char *fields = NULL;

    g_object_get (texts->config, "fields", &fields, NULL);
    gboolean any = fields && *fields;
    g_autofree char *tooltip =
        g_strdup_printf ("%s%s%s", _ ("To write what the photograph does not say, or says otherwise"),
                         any ? "\n\n" : "", any ? fields : "");
    gtk_button_set_image (GTK_BUTTON (button),
                          any ? gtk_image_new_from_icon_name ("object-select-symbolic", GTK_ICON_SIZE_BUTTON) : NULL);
    gtk_button_set_always_show_image (GTK_BUTTON (button), TRUE);
    gtk_widget_set_tooltip_text (button, tooltip);
    gtk_widget_set_sensitive (button, find_format (texts) != NULL);
}

GtkWidget *
rf_recipe_texts_button (GimpProcedureConfig *config, GimpImage *image)
{
    GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Your texts…"));
    Texts *texts = g_new0 (Texts, 1);

    *texts = (Texts){.config = config, .image = image};
    g_object_set_data_full (G_OBJECT (button), "rf-texts", texts, g_free);
    g_signal_connect (button, "clicked", G_CALLBACK (open_window), texts);
    g_signal_connect_object (config, "notify::watermark", G_CALLBACK (sync_button), button, G_CONNECT_SWAPPED);
    g_signal_connect_object (config, "notify::fields", G_CALLBACK (sync_button), button, G_CONNECT_SWAPPED);
    sync_button (button);
    return button;
}
