/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table that rf-measure --tsv prints: a heading, then a row per measure. It is shown, never measured again. */
#include "gallery.h"

#include <string.h>

static const char *const heading[] = {"look", "measure", "target", "measured", "pass", NULL};

gboolean
measure_is_missed (const Measure *measure)
{
    return strcmp (measure->pass, "no") == 0;
}

gboolean
measures_read (Gallery *gallery, const char *path, GError **error)
{
    g_autofree char *text = NULL;

    if (!g_file_get_contents (path, &text, NULL, error))
        return FALSE;
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
    gallery->measures = g_new0 (Measure, g_strv_length (lines));
    for (int i = 0; lines[i]; i++) {
        char **cells = g_strsplit (lines[i], "\t", -1); /* the rows point into them until the end */
        gboolean row = g_strv_length (cells) == 5;

        if (i == 0 ? !g_strv_equal ((const char *const *)cells, heading) : !row && *lines[i]) {
            g_set_error (error, RF_ERROR, RF_ERROR_SYNTAX, "%s: line %d: %s expected, by tabs; this is «%s»", path,
                         i + 1, i ? "five cells" : "look, measure, target, measured, pass", lines[i]);
            return FALSE;
        }
        if (i > 0 && row)
            gallery->measures[gallery->n_measures++] = (Measure){cells[0], cells[1], cells[2], cells[3], cells[4]};
    }
    return TRUE;
}

static void
write_summary (Gallery *gallery, const RfLook *look)
{
    int n = 0, missed = 0;

    for (size_t i = 0; i < gallery->n_measures; i++)
        if (strcmp (gallery->measures[i].look, rf_look_id (look)) == 0) {
            n++;
            missed += measure_is_missed (&gallery->measures[i]);
        }
    html (gallery,
          "<tr><th scope=\"row\"><a href=\"#look-%s\">%s</a></th><td class=\"number\">%d</td>"
          "<td class=\"number%s\">%d</td></tr>\n",
          rf_look_id (look), rf_look_title (look), n, missed ? " missed" : "", missed);
}

void
write_measures (Gallery *gallery)
{
    html (gallery, "<p>What each look is held to stands with the look; the tests assert the same figures. "
                   "<a href=\"measures.tsv\">All of them as a table for programs</a>.</p>\n"
                   "<table>\n<thead><tr><th scope=\"col\">Look</th><th scope=\"col\">Measures</th>"
                   "<th scope=\"col\">Missed</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < gallery->n_looks; i++)
        write_summary (gallery, gallery->looks[i]);
    html (gallery, "</tbody>\n</table>\n");
}
