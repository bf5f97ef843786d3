/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-batch-progress.h"

#include "../i18n.h"

#include <math.h>

#define WIDTH 460

struct RfBatchProgress {
    GtkWidget *dialog, *name, *bar, *left;
    gboolean cancelled;
};

static void
take_response (RfBatchProgress *progress)
{
    progress->cancelled = TRUE;
    gtk_label_set_text (GTK_LABEL (progress->left), _ ("Stopping…"));
    gtk_dialog_set_response_sensitive (GTK_DIALOG (progress->dialog), GTK_RESPONSE_CANCEL, FALSE);
}

/* The window stays until the batch has come to its next step. */
static gboolean
keep_window (void)
{
    return TRUE;
}

static GtkWidget *
add_label (GtkWidget *box)
{
    GtkWidget *label = gtk_label_new ("");

    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
    gtk_box_pack_start (GTK_BOX (box), label, FALSE, FALSE, 0);
    return label;
}

static void
handle_events (void)
{
    while (gtk_events_pending ())
        gtk_main_iteration ();
}

RfBatchProgress *
rf_batch_progress_new (void)
{
    RfBatchProgress *progress = g_new0 (RfBatchProgress, 1);
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

    progress->dialog = gimp_dialog_new (_ ("Developing Photographs"), "rangefinder-batch-progress", NULL, 0, NULL, NULL,
                                        _ ("_Cancel"), GTK_RESPONSE_CANCEL, NULL);
    progress->name = add_label (box);
    progress->bar = gtk_progress_bar_new ();
    gtk_progress_bar_set_show_text (GTK_PROGRESS_BAR (progress->bar), TRUE);
    gtk_box_pack_start (GTK_BOX (box), progress->bar, FALSE, FALSE, 0);
    progress->left = add_label (box);
    gtk_container_set_border_width (GTK_CONTAINER (box), 12);
    gtk_widget_set_size_request (box, WIDTH, -1);
    gtk_container_add (GTK_CONTAINER (gtk_dialog_get_content_area (GTK_DIALOG (progress->dialog))), box);
    g_signal_connect_swapped (progress->dialog, "response", G_CALLBACK (take_response), progress);
    g_signal_connect (progress->dialog, "delete-event", G_CALLBACK (keep_window), NULL);
    gtk_widget_show_all (progress->dialog);
    handle_events ();
    return progress;
}

void
rf_batch_progress_free (RfBatchProgress *progress)
{
    gtk_widget_destroy (progress->dialog);
    handle_events ();
    g_free (progress);
}

/* In the words of people who wait: rounded, and nothing before one photograph is through. */
static char *
describe_rest (guint number, guint total, double seconds)
{
    if (number < 2)
        return g_strdup ("");
    double rest = seconds / (number - 1) * (total - number + 1);
    if (rest < 90) {
        unsigned long tens = (unsigned long)(10 * ceil (rest / 10));
        return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "About %lu second left", "About %lu seconds left", tens),
                                tens);
    }
    unsigned long minutes = (unsigned long)ceil (rest / 60);
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "About %lu minute left", "About %lu minutes left", minutes),
                            minutes);
}

gboolean
rf_batch_progress_watch (guint number, guint total, const char *name, double seconds, gpointer data)
{
    RfBatchProgress *progress = data;
    g_autofree char *count = g_strdup_printf (_ ("%u of %u"), number, total);
    g_autofree char *rest = describe_rest (number, total, seconds);

    gtk_label_set_text (GTK_LABEL (progress->name), name);
    gtk_progress_bar_set_text (GTK_PROGRESS_BAR (progress->bar), count);
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (progress->bar), (number - 1.0) / total);
    if (!progress->cancelled)
        gtk_label_set_text (GTK_LABEL (progress->left), rest);
    handle_events ();
    return !progress->cancelled;
}
