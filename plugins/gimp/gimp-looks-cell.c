/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-looks-cell.h"

#include "../i18n.h"
#include "gimp-cell.h"
#include "gimp-looks-memory.h"

#include <string.h>

#define LOOK        "rf-look" /* of a cell, and of its star */
#define TITLE_CHARS 14

static void
make_small (GtkWidget *button)
{
    static const char css[] = "button { padding: 0 3px; min-width: 0; min-height: 0; margin: 3px; opacity: 0.8; }";
    g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

    gtk_css_provider_load_from_data (provider, css, -1, NULL);
    gtk_style_context_add_provider (gtk_widget_get_style_context (button), GTK_STYLE_PROVIDER (provider),
                                    GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static GtkWidget *
make_star (const RfLook *look, void (*clicked) (GtkWidget *star, gpointer data), gpointer data)
{
    gboolean on = rf_looks_is_favourite (rf_look_id (look));
    GtkWidget *star = gtk_button_new_with_label (on ? "★" : "☆");

    gtk_widget_set_can_focus (star, FALSE); /* Ctrl+D does it */
    gtk_widget_set_halign (star, GTK_ALIGN_END);
    gtk_widget_set_valign (star, GTK_ALIGN_START);
    gtk_widget_set_tooltip_text (star, on ? _ ("No longer a favourite (Ctrl+D)") : _ ("A favourite (Ctrl+D)"));
    make_small (star);
    g_object_set_data (G_OBJECT (star), LOOK, (gpointer)look);
    g_signal_connect (star, "clicked", G_CALLBACK (clicked), data);
    return star;
}

GtkWidget *
rf_looks_cell_new (RfLooksThumbs *thumbs, const RfLook *look, void (*star_clicked) (GtkWidget *star, gpointer data),
                   gpointer data)
{
    GtkWidget *cell = rf_cell_new (rf_looks_thumbs_image (thumbs, look), make_star (look, star_clicked, data),
                                   rf_look_title (look), TITLE_CHARS);

    g_object_set_data (G_OBJECT (cell), LOOK, (gpointer)look);
    gtk_widget_set_tooltip_text (cell, rf_look_title (look)); /* it may be cut */
    return cell;
}

const RfLook *
rf_looks_cell_look (gpointer cell_or_star)
{
    return g_object_get_data (cell_or_star, LOOK);
}

gboolean
rf_looks_cell_matches (gpointer cell, const char *text)
{
    const RfLook *look = rf_looks_cell_look (cell);
    const char *texts[] = {rf_look_title (look), rf_look_id (look), rf_look_description (look)};

    for (size_t i = 0; i < G_N_ELEMENTS (texts); i++)
        if (g_str_match_string (text, texts[i], TRUE))
            return TRUE;
    g_autofree char *title = g_utf8_casefold (rf_look_title (look), -1), *part = g_utf8_casefold (text, -1);
    return strstr (title, part) != NULL; /* scripts that have no blanks between words */
}
