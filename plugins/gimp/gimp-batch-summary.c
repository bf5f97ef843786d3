/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../i18n.h"
#include "gimp-batch-progress.h"
#include "gimp-photos.h"

enum { COLUMN_NAME, COLUMN_REASON, N_COLUMNS };

static char *
describe (const RfBatchReport *report, const char *folder)
{
    g_autofree char *text = rf_photos_display (folder);
    GString *words = g_string_new (NULL);

    g_string_printf (words,
                     g_dngettext (GETTEXT_PACKAGE, "%u photograph developed to %s in %.1f s.",
                                  "%u photographs developed to %s in %.1f s.", report->written),
                     report->written, text, report->seconds);
    if (report->stopped)
        g_string_append_printf (words, "\n%s", _ ("You have stopped it; the others were not touched."));
    if (report->failures->len) {
        g_string_append_c (words, '\n');
        g_string_append_printf (words,
                                g_dngettext (GETTEXT_PACKAGE, "%u photograph could not be developed:",
                                             "%u photographs could not be developed:", report->failures->len),
                                report->failures->len);
    }
    return g_string_free (words, FALSE);
}

static void
add_column (GtkTreeView *view, const char *title, int column)
{
    GtkCellRenderer *cell = gtk_cell_renderer_text_new ();

    if (column == COLUMN_REASON)
        g_object_set (cell, "wrap-mode", PANGO_WRAP_WORD_CHAR, "wrap-width", 420, NULL);
    gtk_tree_view_insert_column_with_attributes (view, -1, title, cell, "text", column, NULL);
}

static GtkWidget *
make_list (const GPtrArray *failures)
{
    GtkListStore *store = gtk_list_store_new (N_COLUMNS, G_TYPE_STRING, G_TYPE_STRING);
    GtkWidget *view = gtk_tree_view_new_with_model (GTK_TREE_MODEL (store));
    GtkWidget *scrolled = gtk_scrolled_window_new (NULL, NULL);

    for (guint i = 0; i < failures->len; i++) {
        const RfBatchFailure *failure = failures->pdata[i];
        gtk_list_store_insert_with_values (store, NULL, -1, COLUMN_NAME, failure->name, COLUMN_REASON, failure->reason,
                                           -1);
    }
    g_object_unref (store);
    add_column (GTK_TREE_VIEW (view), _ ("File"), COLUMN_NAME);
    add_column (GTK_TREE_VIEW (view), _ ("Why"), COLUMN_REASON);
    gtk_container_add (GTK_CONTAINER (scrolled), view);
    gtk_scrolled_window_set_shadow_type (GTK_SCROLLED_WINDOW (scrolled), GTK_SHADOW_IN);
    gtk_widget_set_size_request (scrolled, 600, 220);
    return scrolled;
}

void
rf_batch_show_summary (const RfBatchReport *report, const char *folder)
{
    GtkWidget *dialog = gimp_dialog_new (_ ("Photographs Developed"), "rangefinder-batch-summary", NULL, 0, NULL, NULL,
                                         _ ("_Close"), GTK_RESPONSE_CLOSE, NULL);
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
    g_autofree char *words = describe (report, folder);
    GtkWidget *label = gtk_label_new (words);

    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_label_set_selectable (GTK_LABEL (label), TRUE);
    gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
    gtk_label_set_width_chars (GTK_LABEL (label), 60); /* else GTK makes room for as many lines as there are words */
    gtk_label_set_max_width_chars (GTK_LABEL (label), 80);
    gtk_widget_set_can_focus (label, FALSE);
    gtk_box_pack_start (GTK_BOX (box), label, FALSE, FALSE, 0);
    if (report->failures->len)
        gtk_box_pack_start (GTK_BOX (box), make_list (report->failures), TRUE, TRUE, 0);
    gtk_container_set_border_width (GTK_CONTAINER (box), 12);
    gtk_box_pack_start (GTK_BOX (gtk_dialog_get_content_area (GTK_DIALOG (dialog))), box, TRUE, TRUE, 0);
    gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_CLOSE);
    gtk_widget_show_all (dialog);
    gtk_dialog_run (GTK_DIALOG (dialog));
    gtk_widget_destroy (dialog);
}
