/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-watermark-writing.h"

#include "../i18n.h"
#include "gimp-watermark-arguments.h"

static const char *const patterns[] = {
    "",      "%Y.%m.%d", "%Y.%m.%d  %H:%M:%S", "%Y-%m-%d", "%d.%m.%Y", "%d.%m.%Y  %H:%M", "%m/%d/%Y", "%d %B %Y",
    "%B %Y", "%Y",
};

enum { COLUMN_PATTERN, COLUMN_EXAMPLE, N_COLUMNS };

typedef struct {
    RfDraft *draft;
    GtkListStore *dates;
    GtkWidget *focal_example, *date_example, *place_example, *box;
    RfCaption *sample; /* stands in where the photograph has no date */
} Page;

/* With the style that `style` is, for once. Free with g_free; NULL if the photograph does not say. */
static char *
write_field (Page *page, const char *field, const char *pattern, const RfCaptionStyle *style)
{
    rf_caption_set_style (page->draft->own, style);
    char *text = rf_caption_text (page->draft->own, field, pattern);
    rf_caption_set_style (page->draft->own, &page->draft->imprint.style);
    return text;
}

static char *
write_date (Page *page, const char *chosen)
{
    RfCaptionStyle style = page->draft->imprint.style;
    g_autofree char *pattern = NULL;

    style.date_pattern = *chosen ? chosen : NULL;
    rf_format_says (page->draft->format, "date", &pattern);
    char *text = write_field (page, "date", pattern, &style);
    if (text)
        return text;
    rf_caption_set_style (page->sample, &style);
    return rf_caption_text (page->sample, "date", pattern);
}

/* What the photograph's own becomes; not there where it says nothing. */
static void
show_example (Page *page, GtkWidget *label, const char *field)
{
    g_autofree char *example = write_field (page, field, NULL, &page->draft->imprint.style);

    gtk_label_set_text (GTK_LABEL (label), example ? example : "");
    gtk_widget_set_visible (label, example != NULL);
}

void
rf_writing_page_update (GtkWidget *widget)
{
    Page *page = g_object_get_data (G_OBJECT (widget), "rf-page");
    GtkTreeIter iter;
    gboolean more = gtk_tree_model_get_iter_first (GTK_TREE_MODEL (page->dates), &iter);
    g_autofree char *chosen = NULL;

    for (size_t i = 0; more && i < G_N_ELEMENTS (patterns); i++) {
        g_autofree char *date = write_date (page, patterns[i]);
        g_autofree char *title =
            *patterns[i] ? g_strdup (date) : g_strdup_printf (_ ("%s (as the format has it)"), date);
        gtk_list_store_set (page->dates, &iter, COLUMN_EXAMPLE, title, -1);
        more = gtk_tree_model_iter_next (GTK_TREE_MODEL (page->dates), &iter);
    }
    g_object_get (page->draft->config, "date", &chosen, NULL);
    g_autofree char *example = write_date (page, chosen ? chosen : "");
    gtk_label_set_text (GTK_LABEL (page->date_example), example);
    show_example (page, page->focal_example, "focal");
    show_example (page, page->place_example, "gps");
}

/* A pattern to type or to choose; the list shows what it makes of the date. */
static GtkWidget *
make_date_row (Page *page)
{
    page->dates = gtk_list_store_new (N_COLUMNS, G_TYPE_STRING, G_TYPE_STRING);
    GtkWidget *combo = gtk_combo_box_new_with_model_and_entry (GTK_TREE_MODEL (page->dates));
    GtkWidget *entry = gtk_bin_get_child (GTK_BIN (combo));
    GtkCellRenderer *text = gtk_cell_renderer_text_new ();

    g_object_unref (page->dates);
    for (size_t i = 0; i < G_N_ELEMENTS (patterns); i++)
        gtk_list_store_insert_with_values (page->dates, NULL, -1, COLUMN_PATTERN, patterns[i], -1);
    gtk_combo_box_set_entry_text_column (GTK_COMBO_BOX (combo), COLUMN_PATTERN);
    gtk_cell_layout_clear (GTK_CELL_LAYOUT (combo));
    gtk_cell_layout_pack_start (GTK_CELL_LAYOUT (combo), text, TRUE);
    gtk_cell_layout_add_attribute (GTK_CELL_LAYOUT (combo), text, "text", COLUMN_EXAMPLE);
    gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("As the format has it"));
    gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
    g_object_bind_property (page->draft->config, "date", entry, "text",
                            G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
    return rf_dialog_row (page->draft->config, "date", combo);
}

static void
free_page (gpointer data)
{
    Page *page = data;

    rf_caption_free (page->sample);
    g_free (page);
}

static GtkWidget *
make_check (Page *page, const char *property)
{
    GParamSpec *spec = g_object_class_find_property (G_OBJECT_GET_CLASS (page->draft->config), property);
    GtkWidget *check = gimp_prop_check_button_new (G_OBJECT (page->draft->config), property, NULL);

    gtk_widget_set_tooltip_text (check, g_param_spec_get_blurb (spec));
    return check;
}

/* A line below the row before it. */
static GtkWidget *
add_example (GtkWidget *box)
{
    GtkWidget *label = gtk_label_new (NULL);

    gtk_label_set_xalign (GTK_LABEL (label), 1);
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    gtk_style_context_add_class (gtk_widget_get_style_context (label), GTK_STYLE_CLASS_DIM_LABEL);
    gtk_box_pack_start (GTK_BOX (box), label, FALSE, FALSE, 0);
    return label;
}

GtkWidget *
rf_writing_page_new (RfDraft *draft)
{
    Page *page = g_new0 (Page, 1);
    GimpProcedureConfig *config = draft->config;

    page->draft = draft;
    page->sample = rf_caption_sample ();
    page->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
    gtk_container_set_border_width (GTK_CONTAINER (page->box), 12);
    rf_dialog_insert_row (page->box, rf_dialog_choice_row (config, "focal", rf_watermark_focals, RF_N_FOCALS), 0);
    page->focal_example = add_example (page->box);
    rf_dialog_insert_row (page->box, make_date_row (page), 2);
    page->date_example = add_example (page->box);
    gtk_box_pack_start (GTK_BOX (page->box), make_check (page, "local-date"), FALSE, FALSE, 0);
    rf_dialog_insert_row (page->box, rf_dialog_choice_row (config, "gps", rf_watermark_places, RF_N_PLACES), 5);
    page->place_example = add_example (page->box);
    gtk_box_pack_start (GTK_BOX (page->box), make_check (page, "anonymous"), FALSE, FALSE, 0);
    g_object_set_data_full (G_OBJECT (page->box), "rf-page", page, free_page);
    gtk_widget_show_all (page->box);
    return page->box;
}
