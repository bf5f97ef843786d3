/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sections of pictures: the looks, each with its plots, its photographs and its table; and the contact sheets. */
#include "gallery.h"

#include <string.h>

static void
write_plots (Gallery *gallery, const RfLook *look)
{
    const char *id = rf_look_id (look), *title = rf_look_title (look);

    html (gallery,
          "<div class=\"plots\">\n"
          "<figure><img src=\"plots/tone-%s.svg\" width=\"900\" height=\"420\" loading=\"lazy\" "
          "alt=\"Tone curves of %s, of a scene's light and of a finished picture\" /></figure>\n"
          "<figure><img src=\"plots/wheel-%s.svg\" width=\"900\" height=\"516\" loading=\"lazy\" "
          "alt=\"What %s does to hue and chroma, in CIELAB\" /></figure>\n</div>\n",
          id, title, id, title);
}

/* The original lies below the look's picture, which a pointer or the box makes transparent. */
static void
write_comparison (Gallery *gallery, const RfLook *look, size_t number, const Photograph *photograph)
{
    html (gallery,
          "<figure>\n<label class=\"compare\"><input type=\"checkbox\" aria-label=\"%s as it was\" />"
          "<img src=\"pictures/%zu.jpg\" width=\"%d\" height=\"%d\" loading=\"lazy\" alt=\"%s as it was\" />"
          "<img class=\"with-look\" src=\"pictures/%zu-%s.jpg\" width=\"%d\" height=\"%d\" loading=\"lazy\" "
          "alt=\"%s with %s\" /></label>\n<figcaption>%s</figcaption>\n</figure>\n",
          photograph->name, number, photograph->width, photograph->height, photograph->name, number, rf_look_id (look),
          photograph->width, photograph->height, photograph->name, rf_look_title (look), photograph->name);
}

static void
write_table (Gallery *gallery, const RfLook *look)
{
    html (gallery,
          "<table class=\"measures\">\n<caption>What %s measures</caption>\n"
          "<thead><tr><th scope=\"col\">Measure</th><th scope=\"col\">Target</th><th scope=\"col\">Measured</th>"
          "<th scope=\"col\">Pass</th></tr></thead>\n<tbody>\n",
          rf_look_title (look));
    for (size_t i = 0; i < gallery->n_measures; i++) {
        const Measure *row = &gallery->measures[i];
        if (strcmp (row->look, rf_look_id (look)) == 0)
            html (gallery,
                  "<tr class=\"%s\"><th scope=\"row\">%s</th><td>%s</td><td class=\"number\">%s</td><td>%s</td></tr>\n",
                  measure_is_missed (row) ? "missed" : "", row->measure, row->target, row->measured, row->pass);
    }
    html (gallery, "</tbody>\n</table>\n");
}

void
write_looks (Gallery *gallery)
{
    for (size_t i = 0; i < gallery->n_looks; i++) {
        const RfLook *look = gallery->looks[i];
        html (gallery, "<article class=\"look\" id=\"look-%s\">\n<h3>%s <code>%s</code></h3>\n<p>%s</p>\n",
              rf_look_id (look), rf_look_title (look), rf_look_id (look), rf_look_description (look));
        html (gallery, "<div class=\"pictures\">\n");
        for (size_t p = 0; p < gallery->n_photographs; p++)
            write_comparison (gallery, look, p + 1, &gallery->photographs[p]);
        html (gallery, "</div>\n");
        html (gallery, "<div class=\"facts\">\n");
        write_plots (gallery, look);
        write_table (gallery, look);
        html (gallery, "</div>\n");
        html (gallery, "</article>\n");
    }
}

void
write_photographs (Gallery *gallery)
{
    html (gallery, "<p>A contact sheet of each: the original, then every look.</p>\n");
    for (size_t p = 0; p < gallery->n_photographs; p++) {
        const Photograph *photograph = &gallery->photographs[p];
        html (gallery,
              "<article id=\"photograph-%zu\">\n<h3>%s</h3>\n<figure><a href=\"sheets/%zu.jpg\">"
              "<img src=\"sheets/%zu.jpg\" width=\"%d\" height=\"%d\" loading=\"lazy\" alt=\"%s with every look\" "
              "/></a></figure>\n</article>\n",
              p + 1, photograph->name, p + 1, p + 1, photograph->sheet_width, photograph->sheet_height,
              photograph->name);
    }
}
