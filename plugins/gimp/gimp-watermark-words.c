/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-watermark-words.h"

#include "../i18n.h"
#include "gimp-watermark-fields.h"

#define MAX_TAGS 3 /* that a tooltip names, where a photograph has none of them */

typedef struct {
    RfWordsPage *page;
    const RfField *field;
    GtkWidget *row, *entry;
    gboolean is_own; /* the text is the user's */
} Word;

struct RfWordsPage {
    GimpProcedureConfig *config;
    RfCaption *caption; /* NULL: of many photographs */
    const RfFormat *format;
    gboolean anonymous;
    GtkWidget *scroller, *box, *heading;
    Word *words;
    size_t n;
    gboolean updating; /* not the user */
    const RfFormat *sorted_for;
};

/* What the field says without the user's own text for it; with those for others, of which it may be made. */
static char *
get_original (RfWordsPage *page, const char *field, const char **source)
{
    *source = NULL;
    if (!page->caption)
        return NULL;
    g_autofree char *own = rf_fields_read (page->config, field), *pattern = NULL;
    rf_format_says (page->format, field, &pattern);
    rf_caption_set (page->caption, field, NULL, NULL);
    char *text = rf_caption_text (page->caption, field, pattern);
    *source = rf_caption_source (page->caption, field);
    rf_caption_set (page->caption, field, own, NULL);
    return text;
}

/* Leading and trailing blanks do not count: a list of fields does not keep them. */
static char *
get_typed (GtkWidget *entry)
{
    return g_strstrip (g_strdup (gtk_entry_get_text (GTK_ENTRY (entry))));
}

static void
take_text (GtkWidget *entry, Word *word)
{
    RfWordsPage *page = word->page;
    const char *source;

    if (page->updating)
        return;
    g_autofree char *typed = get_typed (entry), *original = get_original (page, word->field->id, &source);
    rf_fields_write (page->config, word->field->id, strcmp (typed, original ? original : "") == 0 ? NULL : typed);
}

static void
reset (Word *word)
{
    rf_fields_write (word->page->config, word->field->id, NULL);
    gtk_widget_grab_focus (word->entry);
}

static void
press_icon (GtkEntry *entry, GtkEntryIconPosition position, GdkEvent *event, Word *word)
{
    reset (word);
}

/* The icon cannot be reached by keys; the menu can. */
static void
extend_menu (GtkEntry *entry, GtkWidget *menu, Word *word)
{
    if (!GTK_IS_MENU_SHELL (menu))
        return;
    GtkWidget *line = gtk_separator_menu_item_new ();
    GtkWidget *item = gtk_menu_item_new_with_mnemonic (_ ("Take the p_hotograph's text"));
    gtk_widget_set_sensitive (item, word->is_own);
    g_signal_connect_swapped (item, "activate", G_CALLBACK (reset), word);
    gtk_menu_shell_append (GTK_MENU_SHELL (menu), line);
    gtk_menu_shell_append (GTK_MENU_SHELL (menu), item);
    gtk_widget_show (line);
    gtk_widget_show (item);
}

/* "Exif.Photo.FNumber, Exif.Image.FNumber, …" */
static char *
list_tags (const char *field)
{
    g_auto (GStrv) tags = g_strsplit (rf_field_sources (field), " ", -1);
    GString *list = g_string_new (NULL);

    for (int i = 0; tags[i] && i <= MAX_TAGS; i++)
        g_string_append_printf (list, "%s%s", i ? ", " : "", i < MAX_TAGS ? tags[i] : "…");
    return g_string_free (list, FALSE);
}

static char *
describe_source (const Word *word, const char *original, const char *source)
{
    g_autofree char *tags = NULL;

    if (word->is_own && original)
        return g_strdup_printf (_ ("Your own text. The photograph says: %s"), original);
    if (word->is_own)
        return g_strdup (_ ("Your own text"));
    if (!word->page->caption)
        return g_strdup (_ ("What each photograph says"));
    if (g_strcmp0 (source, "user") == 0)
        return g_strdup (_ ("Made of your own texts"));
    if (g_strcmp0 (source, "defaults") == 0)
        return g_strdup (_ ("From your file of default texts"));
    if (source)
        return g_strdup_printf (_ ("From the photograph's metadata: %s"), source);
    if (word->page->anonymous)
        return g_strdup (_ ("Not in the photograph's metadata, or left out because only what you type is wanted"));
    tags = list_tags (word->field->id);
    return *tags ? g_strdup_printf (_ ("Not in the photograph's metadata; it would be in %s"), tags)
                 : g_strdup (_ ("Not in the photograph's metadata"));
}

static void
update_word (Word *word)
{
    RfWordsPage *page = word->page;
    const char *source;
    g_autofree char *own = rf_fields_read (page->config, word->field->id);
    g_autofree char *original = get_original (page, word->field->id, &source), *typed = get_typed (word->entry);
    const char *text = own ? own : original ? original : "";

    word->is_own = own != NULL;
    if (strcmp (typed, text) != 0)
        gtk_entry_set_text (GTK_ENTRY (word->entry), text);
    gtk_entry_set_placeholder_text (GTK_ENTRY (word->entry), own             ? _ ("Left out")
                                                             : page->caption ? _ ("Not known")
                                                                             : _ ("What each photograph says"));
    gtk_entry_set_icon_from_icon_name (GTK_ENTRY (word->entry), GTK_ENTRY_ICON_SECONDARY, own ? GIMP_ICON_RESET : NULL);
    if (own)
        gtk_entry_set_icon_tooltip_text (GTK_ENTRY (word->entry), GTK_ENTRY_ICON_SECONDARY,
                                         _ ("Take the photograph's text"));
    g_autofree char *from = describe_source (word, original, source);
    g_autofree char *tooltip = g_strconcat (word->field->description, "\n\n", from, NULL);
    gtk_widget_set_tooltip_text (word->row, tooltip);
}

static int
place_words (RfWordsPage *page, gboolean used, int position)
{
    for (size_t i = 0; i < page->n; i++) {
        Word *word = &page->words[i];
        if (rf_format_says (page->format, word->field->id, NULL) != used)
            continue;
        gtk_box_reorder_child (GTK_BOX (page->box), word->row, position++);
        gtk_widget_set_sensitive (word->row, used);
    }
    return position;
}

void
rf_words_page_update (RfWordsPage *page, const RfFormat *format, gboolean anonymous)
{
    page->format = format;
    page->anonymous = anonymous;
    page->updating = TRUE;
    for (size_t i = 0; i < page->n; i++)
        update_word (&page->words[i]);
    page->updating = FALSE;

    if (page->sorted_for == format)
        return;
    page->sorted_for = format;
    int n_used = place_words (page, TRUE, 0);
    gtk_box_reorder_child (GTK_BOX (page->box), page->heading, n_used);
    place_words (page, FALSE, n_used + 1);
    gtk_widget_set_visible (page->heading, n_used < (int)page->n);
}

static void
add_word (RfWordsPage *page, Word *word, GtkSizeGroup *labels)
{
    GtkWidget *label = gtk_label_new (word->field->title);

    word->page = page;
    word->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
    word->entry = gtk_entry_new ();
    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_size_group_add_widget (labels, label);
    gtk_entry_set_activates_default (GTK_ENTRY (word->entry), TRUE);
    gtk_label_set_mnemonic_widget (GTK_LABEL (label), word->entry); /* for screen readers */
    gtk_box_pack_start (GTK_BOX (word->row), label, FALSE, FALSE, 0);
    gtk_box_pack_start (GTK_BOX (word->row), word->entry, TRUE, TRUE, 0);
    gtk_box_pack_start (GTK_BOX (page->box), word->row, FALSE, FALSE, 0);
    g_signal_connect (word->entry, "changed", G_CALLBACK (take_text), word);
    g_signal_connect (word->entry, "icon-press", G_CALLBACK (press_icon), word);
    g_signal_connect (word->entry, "populate-popup", G_CALLBACK (extend_menu), word);
}

static void
free_page (gpointer data)
{
    RfWordsPage *page = data;

    g_free (page->words);
    g_free (page);
}

RfWordsPage *
rf_words_page_new (GimpProcedureConfig *config, RfCaption *caption)
{
    RfWordsPage *page = g_new0 (RfWordsPage, 1);
    const RfField *fields = rf_fields (&page->n);
    g_autoptr (GtkSizeGroup) labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

    page->config = config;
    page->caption = caption;
    page->words = g_new0 (Word, page->n);
    page->scroller = gtk_scrolled_window_new (NULL, NULL);
    page->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
    gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (page->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
    gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (page->scroller), FALSE);
    gtk_container_set_border_width (GTK_CONTAINER (page->box), 12);
    for (size_t i = 0; i < page->n; i++) {
        page->words[i].field = &fields[i];
        add_word (page, &page->words[i], labels);
    }
    page->heading = gtk_label_new (_ ("Not in this format:"));
    gtk_label_set_xalign (GTK_LABEL (page->heading), 0);
    gtk_style_context_add_class (gtk_widget_get_style_context (page->heading), GTK_STYLE_CLASS_DIM_LABEL);
    gtk_widget_set_margin_top (page->heading, 6);
    gtk_box_pack_start (GTK_BOX (page->box), page->heading, FALSE, FALSE, 0);
    gtk_container_add (GTK_CONTAINER (page->scroller), page->box);
    g_object_set_data_full (G_OBJECT (page->scroller), "rf-words", page, free_page);
    gtk_widget_show_all (page->scroller);
    return page;
}

GtkWidget *
rf_words_page_widget (RfWordsPage *page)
{
    return page->scroller;
}
