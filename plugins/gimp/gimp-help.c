/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-help.h"

#include "../i18n.h"

#include <gdk/gdkkeysyms.h>

/* Not GIMP's way to its manual: where there is no viewer for that, it says nothing of our page. */

static GFile *
find_folder (void)
{
    const char *data = g_getenv ("RANGEFINDER_DATA");

    return g_file_new_build_filename (data && *data ? data : RF_SHARE_DIR, "help", NULL);
}

/* The page in the user's language, else in English ("C", which comes last). */
static GFile *
find_page (const char *page)
{
    g_autoptr (GFile) folder = find_folder ();
    const char *const *languages = g_get_language_names ();
    GFile *file = NULL;

    for (size_t i = 0; languages[i] && !(file && g_file_query_exists (file, NULL)); i++) {
        g_autofree char *path =
            g_strdup_printf ("%s/%s.html", strcmp (languages[i], "C") == 0 ? "en" : languages[i], page);
        g_clear_object (&file);
        file = g_file_resolve_relative_path (folder, path);
    }
    return file;
}

static void
tell (GtkWidget *parent, const char *path, const char *reason)
{
    GtkWidget *message = gtk_message_dialog_new (GTK_WINDOW (parent), GTK_DIALOG_MODAL, GTK_MESSAGE_WARNING,
                                                 GTK_BUTTONS_CLOSE, _ ("The help page could not be opened."));

    gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (message),
                                              _ ("%s\n\nOpen it with a web browser; it is here:\n%s"), reason, path);
    gtk_dialog_run (GTK_DIALOG (message));
    gtk_widget_destroy (message);
}

static void
open_page (GtkWidget *dialog)
{
    g_autoptr (GFile) file = find_page (g_object_get_data (G_OBJECT (dialog), "rf-page"));
    g_autofree char *uri = g_file_get_uri (file);
    g_autofree char *path = g_file_get_path (file);
    g_autoptr (GError) error = NULL;

    if (!g_file_query_exists (file, NULL))
        tell (dialog, path, _ ("It is not installed."));
    else if (!gtk_show_uri_on_window (GTK_WINDOW (dialog), uri, gtk_get_current_event_time (), &error))
        tell (dialog, path, error->message);
}

/* Both come before what GimpDialog does at F1 and at its button, and keep it from doing so. */
static gboolean
take_key (GtkWidget *dialog, GdkEventKey *event)
{
    if (event->keyval != GDK_KEY_F1 || event->state & gtk_accelerator_get_default_mod_mask ())
        return FALSE;
    open_page (dialog);
    return TRUE;
}

static void
take_response (GtkDialog *dialog, int response)
{
    if (response != GTK_RESPONSE_HELP)
        return;
    g_signal_stop_emission_by_name (dialog, "response");
    open_page (GTK_WIDGET (dialog));
}

void
rf_help_attach (GtkWidget *dialog, const char *page)
{
    g_object_set_data_full (G_OBJECT (dialog), "rf-page", g_strdup (page), g_free);
    g_signal_connect (dialog, "key-press-event", G_CALLBACK (take_key), NULL);
    if (!GTK_IS_DIALOG (dialog))
        return;

    GtkWidget *button = gtk_dialog_get_widget_for_response (GTK_DIALOG (dialog), GTK_RESPONSE_HELP);
    if (button)
        gtk_button_set_label (GTK_BUTTON (button), _ ("_Help")); /* libgimp has it in few languages */
    else if (gimp_show_help_button ())
        gtk_dialog_add_button (GTK_DIALOG (dialog), _ ("_Help"), GTK_RESPONSE_HELP);
    g_signal_connect (dialog, "response", G_CALLBACK (take_response), NULL);
}

void
rf_help_register (GimpPlugIn *plug_in)
{
    g_autoptr (GFile) folder = find_folder ();

    gimp_plug_in_set_help_domain (plug_in, "rangefinder", folder);
}
