/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The photographs through rangefinder:look, and contact sheets of them. They are developed in their own colour space, as a
 * host would, and shown in sRGB. */
#include "gallery.h"

#include <gegl.h>
#include <glib/gstdio.h>

/* A contact sheet: half-size pictures in cells with a line or two of text below. */
#define COLUMNS      5
#define GAP          12
#define LABEL_HEIGHT 44
#define LEAST_WIDTH  180 /* of a cell: a title has to fit in */

typedef struct {
    GeglBuffer *buffer;
    int cell_width, cell_height;
} Sheet;

static const Babl *
shown_format (void)
{
    return babl_format ("R'G'B' u8");
}

static GeglBuffer *
load (const char *path)
{
    GeglBuffer *buffer = NULL;
    GeglNode *graph = gegl_node_new ();
    GeglNode *source = gegl_node_new_child (graph, "operation", "gegl:png-load", "path", path, NULL);
    GeglNode *sink = gegl_node_new_child (graph, "operation", "gegl:buffer-sink", "buffer", &buffer, NULL);

    gegl_node_link (source, sink);
    gegl_node_process (sink);
    g_object_unref (graph);
    return buffer;
}

/* The picture as it is shown; `look` NULL: as it was. */
static GeglBuffer *
develop (GeglBuffer *picture, const RfLook *look)
{
    GeglBuffer *shown = NULL;
    GeglNode *graph = gegl_node_new ();
    GeglNode *source = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", picture, NULL);
    GeglNode *sink =
        gegl_node_new_child (graph, "operation", "gegl:buffer-sink", "buffer", &shown, "format", shown_format (), NULL);

    if (look) {
        GeglNode *filter =
            gegl_node_new_child (graph, "operation", "rangefinder:look", "look", (gint)rf_look_code (look), NULL);
        gegl_node_link_many (source, filter, sink, NULL);
    } else {
        gegl_node_link (source, sink);
    }
    gegl_node_process (sink);
    g_object_unref (graph);
    return shown;
}

static gboolean
save (GeglBuffer *picture, const char *path)
{
    GeglNode *graph = gegl_node_new ();
    GeglNode *source = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", picture, NULL);
    GeglNode *target = gegl_node_new_child (graph, "operation", "gegl:jpg-save", "path", path, "quality", 88, NULL);
    GStatBuf written;

    gegl_node_link (source, target);
    gegl_node_process (target);
    g_object_unref (graph);
    if (g_stat (path, &written) == 0 && written.st_size > 0)
        return TRUE;
    complain ("%s: could not be written; is the disk full?", path);
    return FALSE;
}

static Sheet
sheet_new (Photograph *photograph, size_t n_cells)
{
    Sheet sheet = {NULL, MAX (photograph->width / 2, LEAST_WIDTH), photograph->height / 2 + LABEL_HEIGHT};
    int columns = MIN ((int)n_cells, COLUMNS), rows = ((int)n_cells + COLUMNS - 1) / COLUMNS;
    GeglColor *white = gegl_color_new ("white");

    photograph->sheet_width = GAP + columns * (sheet.cell_width + GAP);
    photograph->sheet_height = GAP + rows * (sheet.cell_height + GAP);
    sheet.buffer =
        gegl_buffer_new (GEGL_RECTANGLE (0, 0, photograph->sheet_width, photograph->sheet_height), shown_format ());
    gegl_buffer_set_color (sheet.buffer, NULL, white);
    g_object_unref (white);
    return sheet;
}

static void
write_label (const Sheet *sheet, const GeglRectangle *place, const char *text)
{
    GeglNode *graph = gegl_node_new ();
    GeglColor *white = gegl_color_new ("white"), *black = gegl_color_new ("black");
    GeglNode *paper = gegl_node_new_child (graph, "operation", "gegl:color", "value", white, NULL);
    GeglNode *letters = gegl_node_new_child (graph, "operation", "gegl:text", "string", text, "font", "DejaVu Sans",
                                             "size", 16.0, "wrap", place->width, "alignment", 1, "color", black, NULL);
    GeglNode *over = gegl_node_new_child (graph, "operation", "gegl:over", NULL);
    g_autofree guchar *pixels = g_malloc (3 * (gsize)place->width * (gsize)place->height);

    gegl_node_link (paper, over);
    gegl_node_connect (letters, "output", over, "aux");
    gegl_node_blit (over, 1.0, GEGL_RECTANGLE (0, 0, place->width, place->height), shown_format (), pixels,
                    GEGL_AUTO_ROWSTRIDE, GEGL_BLIT_DEFAULT);
    gegl_buffer_set (sheet->buffer, place, 0, shown_format (), pixels, GEGL_AUTO_ROWSTRIDE);
    g_object_unref (graph);
    g_object_unref (white);
    g_object_unref (black);
}

static void
sheet_add (const Sheet *sheet, int cell, GeglBuffer *picture, const char *text)
{
    int width = MAX (gegl_buffer_get_width (picture) / 2, 1), height = MAX (gegl_buffer_get_height (picture) / 2, 1);
    int x = GAP + cell % COLUMNS * (sheet->cell_width + GAP), y = GAP + cell / COLUMNS * (sheet->cell_height + GAP);
    g_autofree guchar *pixels = g_malloc (3 * (gsize)width * (gsize)height);

    gegl_buffer_get (picture, GEGL_RECTANGLE (0, 0, width, height), 0.5, shown_format (), pixels, GEGL_AUTO_ROWSTRIDE,
                     GEGL_ABYSS_CLAMP);
    gegl_buffer_set (sheet->buffer, GEGL_RECTANGLE (x + (sheet->cell_width - width) / 2, y, width, height), 0,
                     shown_format (), pixels, GEGL_AUTO_ROWSTRIDE);
    write_label (sheet,
                 GEGL_RECTANGLE (x, y + sheet->cell_height - LABEL_HEIGHT + 4, sheet->cell_width, LABEL_HEIGHT - 4),
                 text);
}

/* Shows a picture in its own file and on its sheet. */
static gboolean
show (const Gallery *gallery, size_t number, GeglBuffer *picture, const RfLook *look, const Sheet *sheet, int cell)
{
    g_autofree char *path = g_strdup_printf ("%s/pictures/%zu%s%s.jpg", gallery->folder, number, look ? "-" : "",
                                             look ? rf_look_id (look) : "");
    GeglBuffer *shown = develop (picture, look);
    gboolean saved = save (shown, path);

    sheet_add (sheet, cell, shown, look ? rf_look_title (look) : "Original");
    g_object_unref (shown);
    return saved;
}

gboolean
pictures_write (Gallery *gallery)
{
    size_t n = gallery->n_photographs;
    g_autofree GeglBuffer **pictures = g_new0 (GeglBuffer *, n);
    g_autofree Sheet *sheets = g_new0 (Sheet, n);
    gboolean whole = TRUE;

    for (size_t i = 0; i < n; i++) {
        Photograph *photograph = &gallery->photographs[i];
        pictures[i] = load (photograph->file);
        photograph->width = gegl_buffer_get_width (pictures[i]);
        photograph->height = gegl_buffer_get_height (pictures[i]);
        sheets[i] = sheet_new (photograph, 1 + gallery->n_looks);
        whole &= show (gallery, i + 1, pictures[i], NULL, &sheets[i], 0);
    }
    /* Look by look: its tables are baked once. */
    for (size_t l = 0; l < gallery->n_looks; l++)
        for (size_t i = 0; i < n; i++)
            whole &= show (gallery, i + 1, pictures[i], gallery->looks[l], &sheets[i], (int)l + 1);
    for (size_t i = 0; i < n; i++) {
        g_autofree char *path = g_strdup_printf ("%s/sheets/%zu.jpg", gallery->folder, i + 1);
        whole &= save (sheets[i].buffer, path);
        g_object_unref (sheets[i].buffer);
        g_object_unref (pictures[i]);
    }
    return whole;
}
