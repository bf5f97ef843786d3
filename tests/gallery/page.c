/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page: its frame, and the sections it is made of. It is HTML that reads as XML too, needs no script and nothing from
 * elsewhere, and works from a folder. */
#include "gallery.h"

#include <string.h>

static const struct {
    const char *id, *title;
    void (*write) (Gallery *gallery);
} sections[] = {
    {"looks", "Looks", write_looks},
    {"photographs", "Photographs", write_photographs},
    {"measures", "Measures", write_measures},
};

void
html (Gallery *gallery, const char *format, ...)
{
    va_list arguments;

    va_start (arguments, format);
    g_autofree char *text = g_markup_vprintf_escaped (format, arguments);
    va_end (arguments);
    g_string_append (gallery->page, text);
}

/* The link to the look that is shown alone is marked: a rule for each, as style sheets know no variables for that. */
static gboolean
write_style (Gallery *gallery, GError **error)
{
    g_autofree char *style = NULL;

    if (!g_file_get_contents (RF_GALLERY_STYLE, &style, NULL, error))
        return FALSE;
    g_string_append_printf (gallery->page, "<style>\n%s", style);
    for (size_t i = 0; i < gallery->n_looks; i++) {
        const char *id = rf_look_id (gallery->looks[i]);
        html (gallery, "body:has(#look-%s:target) nav a[href=\"#look-%s\"]%s", id, id,
              i + 1 < gallery->n_looks ? ",\n" : " { background: var(--ink); color: var(--paper) }\n");
    }
    html (gallery, "</style>\n");
    return TRUE;
}

/* "base" -> "Base" */
static char *
capitalise (const char *group)
{
    char *text = g_strdup (group);
    *text = g_ascii_toupper (*text);
    return text;
}

static void
write_navigation (Gallery *gallery)
{
    const char *group = "";

    html (gallery, "<nav aria-label=\"Looks and sections\">\n<p class=\"sections\">");
    for (size_t i = 0; i < G_N_ELEMENTS (sections); i++)
        html (gallery, "<a href=\"#%s\">%s</a>\n", sections[i].id, sections[i].title);
    html (gallery, "</p>\n<p><a href=\"#looks\">All looks</a>\n");
    for (size_t i = 0; i < gallery->n_looks; i++) {
        const RfLook *look = gallery->looks[i];
        if (strcmp (group, rf_look_group (look)) != 0) {
            g_autofree char *heading = capitalise (group = rf_look_group (look));
            html (gallery, "<span class=\"group\">%s</span>\n", heading);
        }
        html (gallery, "<a href=\"#look-%s\">%s</a>\n", rf_look_id (look), rf_look_title (look));
    }
    html (gallery, "</p>\n</nav>\n");
}

gboolean
page_write (Gallery *gallery, GError **error)
{
    g_autofree char *path = g_build_filename (gallery->folder, "index.html", NULL);

    html (gallery, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\" />\n"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n"
                   "<meta name=\"color-scheme\" content=\"light dark\" />\n"
                   "<meta name=\"generator\" content=\"rangefinder gallery\" />\n"
                   "<title>Rangefinder: the looks</title>\n");
    if (!write_style (gallery, error))
        return FALSE;
    html (gallery,
          "</head>\n<body>\n<header>\n<h1>Rangefinder</h1>\n<p>%zu looks on %zu photographs. Point at a picture, or "
          "click it, to see it as it was. Choose a look to see it alone.</p>\n</header>\n"
          "<p class=\"switch\"><input type=\"checkbox\" id=\"originals\" /> "
          "<label for=\"originals\">All pictures as they were</label></p>\n",
          gallery->n_looks, gallery->n_photographs);
    write_navigation (gallery);
    html (gallery, "<main>\n");
    for (size_t i = 0; i < G_N_ELEMENTS (sections); i++) {
        html (gallery, "<section id=\"%s\">\n<h2>%s</h2>\n", sections[i].id, sections[i].title);
        sections[i].write (gallery);
        html (gallery, "</section>\n");
    }
    html (gallery, "</main>\n</body>\n</html>\n");
    return g_file_set_contents (path, gallery->page->str, (gssize)gallery->page->len, error);
}
