/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rf-sheet OUT.png: a contact sheet of watermarks, to be looked at. A row is a format; a column is a photograph of some shape
 * with some caption. Photographs are JPEG or PNG files, cut to the shape; without any, a made-up one. */
#include "scene.h"

#include <locale.h>
#include <math.h>
#include <string.h>

static char **photos, **formats, **shapes, **captions;
static char *theme, *font, *ground, *aspect, *logo, *signature;
static double size = 1;
static int side = 1080, cell = 420, n_columns = 0;
static gboolean detail;

static const GOptionEntry options[] = {
    {"photo", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &photos, "A photograph; several are taken in turn", "FILE"},
    {"format", 0, 0, G_OPTION_ARG_STRING_ARRAY, &formats, "A format, by id or file (all)", "ID"},
    {"shape", 0, 0, G_OPTION_ARG_STRING_ARRAY, &shapes, "landscape, portrait, square or panorama (all)", "SHAPE"},
    {"caption", 0, 0, G_OPTION_ARG_STRING_ARRAY, &captions, "full, little, long, typed, chinese ... (full)", "CAPTION"},
    {"theme", 0, 0, G_OPTION_ARG_STRING, &theme, "light or dark (the format's)", "THEME"},
    {"font", 0, 0, G_OPTION_ARG_STRING, &font, "A family (the format's)", "FAMILY"},
    {"ground", 0, 0, G_OPTION_ARG_STRING, &ground, "#rrggbb or blur (the format's)", "COLOUR"},
    {"aspect", 0, 0, G_OPTION_ARG_STRING, &aspect, "Of the canvas, such as 4:5 (the format's)", "ASPECT"},
    {"logo", 0, 0, G_OPTION_ARG_FILENAME, &logo, "A logo's picture", "FILE"},
    {"signature", 0, 0, G_OPTION_ARG_FILENAME, &signature, "A signature's picture", "FILE"},
    {"size", 0, 0, G_OPTION_ARG_DOUBLE, &size, "Factor on lengths (1)", "FACTOR"},
    {"side", 0, 0, G_OPTION_ARG_INT, &side, "Short side of the photographs in pixels (1080)", "PIXELS"},
    {"cell", 0, 0, G_OPTION_ARG_INT, &cell, "Width of a column in pixels (420)", "PIXELS"},
    {"columns", 0, 0, G_OPTION_ARG_INT, &n_columns, "So many cells in a row, whatever they are", "NUMBER"},
    {"detail", 0, 0, G_OPTION_ARG_NONE, &detail, "The watermark alone and unscaled, as wide as it is", NULL},
    {NULL},
};

/* What the sheet shows of a canvas: all of it, or what the watermark covers. */
static RfFrame
choose_view (const RfWatermark *watermark)
{
    RfFrame photo, view = {0, 0, 0, 0};

    rf_watermark_canvas (watermark, &view.width, &view.height, &photo);
    if (detail) {
        RfFrame covered;
        rf_watermark_extent (watermark, RF_PART_LOGO | RF_PART_TEXT, &covered);
        int top = MAX (0, covered.y - side / 18), bottom = MIN (view.height, covered.y + covered.height + side / 18);
        view.y = top;
        view.height = MAX (1, bottom - top);
    }
    return view;
}

/* One cell, scaled; a message instead where the watermark cannot be. */
static cairo_surface_t *
make_cell (const RfFormat *format, const Shape *shape, const char *caption_id, const char *photo_path)
{
    RfWatermarkOptions chosen = RF_WATERMARK_OPTIONS_DEFAULT;
    RfCaption *caption = scene_caption (caption_id);
    g_autoptr (GError) error = NULL;
    int width, height;

    if (!caption)
        g_error ("there is no caption %s", caption_id);
    chosen.theme = !theme ? RF_THEME_FORMAT : strcmp (theme, "dark") == 0 ? RF_THEME_DARK : RF_THEME_LIGHT;
    chosen.font = font;
    chosen.ground = ground;
    chosen.aspect = aspect;
    chosen.logo = logo;
    chosen.signature = signature;
    chosen.size = size;
    scene_shape_size (shape, side, &width, &height);
    cairo_surface_t *photo =
        photo_path ? scene_load_photo (photo_path, width, height) : scene_make_photo (width, height);
    RfTile reduced = scene_reduced (photo, 512);
    RfWatermark *watermark = rf_watermark_new (format, caption, &chosen, width, height, &reduced, &error);
    RfFrame view = {0, 0, 8, 8};
    cairo_surface_t *canvas = NULL;
    if (watermark) {
        for (const char *const *note = rf_watermark_notes (watermark); *note; note++)
            g_print ("%s, %s, %s: %s\n", rf_format_id (format), shape->id, caption_id, *note);
        view = choose_view (watermark);
        canvas = scene_compose (watermark, photo, &view);
    } else {
        g_print ("%s, %s, %s: %s\n", rf_format_id (format), shape->id, caption_id, error->message);
    }
    double scale = detail ? 1 : MIN ((double)cell / view.width, 1.25 * cell / view.height);
    int shown_width = MAX (1, (int)lround (view.width * scale)),
        shown_height = MAX (1, (int)lround (view.height * scale));
    cairo_surface_t *scaled = cairo_image_surface_create (CAIRO_FORMAT_RGB24, shown_width, shown_height);
    cairo_t *cr = cairo_create (scaled);
    cairo_scale (cr, (double)shown_width / view.width, (double)shown_height / view.height);
    if (canvas) {
        cairo_set_source_surface (cr, canvas, 0, 0);
        cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BEST);
        cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
    }
    cairo_paint (cr);
    cairo_destroy (cr);
    g_clear_pointer (&canvas, cairo_surface_destroy);
    cairo_surface_destroy (photo);
    rf_watermark_free (watermark);
    rf_caption_free (caption);
    g_free (reduced.data);
    return scaled;
}

static const RfFormat *
find_format (const char *name)
{
    g_autoptr (GError) error = NULL;
    const RfFormat *format;

    if (g_str_has_suffix (name, ".format"))
        format = rf_format_load (name, &error);
    else
        format = rf_format_require (name, &error);
    if (!format)
        g_error ("%s", error->message);
    return format;
}

/* Cells in rows, each row as high as its highest; the file is written as PNG. */
static void
write_sheet (const char *path, GPtrArray *cells, guint columns)
{
    int gap = 24, width = gap, height = gap;

    for (guint first = 0; first < cells->len; first += columns) {
        int row_width = gap, row_height = 0;
        for (guint i = first; i < MIN (first + columns, cells->len); i++) {
            row_width += cairo_image_surface_get_width (cells->pdata[i]) + gap;
            row_height = MAX (row_height, cairo_image_surface_get_height (cells->pdata[i]));
        }
        width = MAX (width, row_width);
        height += row_height + gap;
    }
    cairo_surface_t *sheet = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
    cairo_t *cr = cairo_create (sheet);
    cairo_set_source_rgb (cr, 0.72, 0.73, 0.75);
    cairo_paint (cr);
    for (guint first = 0, y = (guint)gap; first < cells->len; first += columns) {
        int x = gap, row_height = 0;
        for (guint i = first; i < MIN (first + columns, cells->len); i++) {
            cairo_set_source_surface (cr, cells->pdata[i], x, y);
            cairo_paint (cr);
            x += cairo_image_surface_get_width (cells->pdata[i]) + gap;
            row_height = MAX (row_height, cairo_image_surface_get_height (cells->pdata[i]));
        }
        y += (guint)(row_height + gap);
    }
    cairo_destroy (cr);
    if (cairo_surface_write_to_png (sheet, path) != CAIRO_STATUS_SUCCESS)
        g_error ("%s: cannot be written", path);
    cairo_surface_destroy (sheet);
}

int
main (int argc, char **argv)
{
    g_autoptr (GOptionContext) context = g_option_context_new ("OUT.png");
    g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func ((GDestroyNotify)cairo_surface_destroy);
    g_autoptr (GError) error = NULL;
    static const char *const full[] = {"full", NULL};
    size_t n = 0, n_formats;
    guint columns = 0, turn = 0;

    setlocale (LC_ALL, "");
    g_option_context_add_main_entries (context, options, NULL);
    if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
        g_error ("%s", error ? error->message : "which file is to be written?");
    const RfFormat *const *all = rf_formats (&n_formats);
    n = formats ? g_strv_length (formats) : n_formats;
    for (size_t f = 0; f < n; f++) {
        const RfFormat *format = formats ? find_format (formats[f]) : all[f];
        columns = 0;
        for (const Shape *shape = scene_shapes; shape->id; shape++)
            for (const char *const *caption = captions ? (const char *const *)captions : full; *caption; caption++) {
                if (shapes && !g_strv_contains ((const char *const *)shapes, shape->id))
                    continue;
                const char *photo = photos ? photos[turn++ % g_strv_length (photos)] : NULL;
                g_ptr_array_add (cells, make_cell (format, shape, *caption, photo));
                columns++;
            }
    }
    if (cells->len == 0)
        g_error ("there is nothing to show");
    write_sheet (argv[1], cells, n_columns > 0 ? (guint)n_columns : columns);
    return 0;
}
