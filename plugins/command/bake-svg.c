/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Watermarks for darktable's own module: an SVG file whose words darktable fills in, and a style that sets it. That module
 * draws on the picture, so only formats that need nothing but words, discs and lines on the photograph can be expressed. */
#include "bake.h"

#include "../i18n.h"
#include "bake-darktable.h"
#include "bake-svg-words.h"
#include "command.h"

#include <math.h>
#include <pango/pango.h>
#include <string.h>

/* The photograph that the format is laid out on: a unit of formats is a pixel then, and all words have room. */
enum { SHORT_SIDE = 1080, LONG_SIDE = 4 * SHORT_SIDE };

/* ---- Where the words stand ---- */

typedef struct {
    int side;   /* of the photograph: -1 left, 0 middle, 1 right */
    int bottom; /* -1 top, 0 middle, 1 bottom */
} Corner;

static int
find_third (double low, double high, double extent)
{
    double margin_low = low, margin_high = extent - high;
    return fabs (margin_low - margin_high) < 0.02 * extent ? 0 : margin_low < margin_high ? -1 : 1;
}

static Corner
find_corner (const RfFrame *ink, const RfFrame *photo)
{
    return (Corner){find_third (ink->x, ink->x + ink->width, photo->width),
                    find_third (ink->y, ink->y + ink->height, photo->height)};
}

static RfWatermark *
plan (const RfFormat *format, const RfCaption *caption, GError **error)
{
    RfWatermarkOptions options = RF_WATERMARK_OPTIONS_DEFAULT;
    float dark[4 * 16 * 4];
    RfTile photo = {dark, 16 * 4 * (ptrdiff_t)sizeof *dark, 0, 0, 16, 4};

    options.logo = "";
    for (gsize i = 0; i < G_N_ELEMENTS (dark); i++)
        dark[i] = i % 4 == 3 ? 1 : 0.2f;
    return rf_watermark_new (format, caption, &options, LONG_SIDE, SHORT_SIDE,
                             rf_format_needs_photo (format) ? &photo : NULL, error);
}

/* NULL, or why darktable's module cannot show the format. */
static const char *
find_obstacle (const RfWatermark *watermark, const RfWatermarkItem *items, size_t n)
{
    RfFrame photo, ground;
    int width, height;

    rf_watermark_canvas (watermark, &width, &height, &photo);
    rf_watermark_extent (watermark, RF_PART_GROUND, &ground);
    if (width != photo.width || height != photo.height || ground.width > 0)
        return _ ("it has a ground, and darktable draws on the photograph only");
    if (n == 0)
        return _ ("nothing is left of it");
    for (size_t i = 0; i < n; i++) {
        Corner first = find_corner (&items[0].ink, &photo), own = find_corner (&items[i].ink, &photo);
        if (!items[i].text || !items[i].font)
            return _ ("it has more in it than words in a font");
        if (first.side != own.side || first.bottom != own.bottom)
            return _ ("its words stand at several places");
    }
    return NULL;
}

/* ---- Files ---- */

static void
append_text (GString *svg, const RfWatermarkItem *item, Corner corner, double top)
{
    static const char *const anchors[] = {"start", "middle", "end"};
    g_autoptr (PangoFontDescription) font = pango_font_description_from_string (item->font);
    g_autofree char *words = rf_svg_words (item->text);
    g_autofree char *family = g_markup_escape_text (pango_font_description_get_family (font), -1);
    const RfFrame *ink = &item->ink;
    double x = corner.side < 0    ? ink->x
               : corner.side == 0 ? SHORT_SIDE / 2
                                  : SHORT_SIDE - (LONG_SIDE - ink->x - ink->width);
    g_autofree char *look =
        g_strdup_printf ("xml:space=\"preserve\" x=\"%.0f\" y=\"%.0f\" text-anchor=\"%s\" font-family=\"%s, "
                         "sans-serif\" font-size=\"%.0fpx\" "
                         "font-weight=\"%d\" "
                         "font-style=\"%s\" letter-spacing=\"%.0fpx\"",
                         x, item->baseline_y - top, anchors[corner.side + 1], family, item->size_px,
                         pango_font_description_get_weight (font),
                         pango_font_description_get_style (font) == PANGO_STYLE_NORMAL ? "normal" : "italic",
                         item->tracking_em * item->size_px);

    /* Letters of one colour cannot suit every photograph: a shadow under them. */
    g_string_append_printf (
        svg, "  <text %s fill=\"#000000\" fill-opacity=\"0.6\" filter=\"url(#soft)\"><![CDATA[%s]]></text>\n", look,
        words);
    g_string_append_printf (svg, "  <text %s fill=\"#%02x%02x%02x\" fill-opacity=\"%d%%\"><![CDATA[%s]]></text>\n",
                            look, (int)lrintf (255 * item->color[0]), (int)lrintf (255 * item->color[1]),
                            (int)lrintf (255 * item->color[2]), (int)lrintf (100 * item->color[3]), words);
}

/* darktable cannot compare, but what draws the SVG can: by a class that is made of the number. */
static const char hide_zeros[] =
    "  <style>[class=\"n0\"], [class=\"n0.0\"], [class=\"n1/inf\"], [class=\"ninf\"] { display: none }</style>\n";

/* As wide as the photograph's short side, from the words' upper edge (with room for their shadow) to the photograph's lower one,
 * or from the upper one down. */
static char *
make_svg (const RfFormat *format, const RfWatermarkItem *items, size_t n, Corner corner)
{
    GString *svg = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    double top = SHORT_SIDE, bottom = 0;

    for (size_t i = 0; i < n; i++) {
        top = fmin (top, items[i].ink.y - items[i].size_px);
        bottom = fmax (bottom, items[i].ink.y + items[i].ink.height + items[i].size_px);
    }
    top = corner.bottom < 0 ? 0 : floor (top);
    bottom = corner.bottom > 0 ? SHORT_SIDE : ceil (bottom);
    g_string_append_printf (svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%.0f\">\n",
                            SHORT_SIDE, bottom - top);
    g_autofree char *title = g_markup_printf_escaped ("  <title>%s</title>\n", rf_format_title (format));
    g_string_append (svg, title);
    g_string_append (svg, hide_zeros);
    g_string_append (svg, "  <defs><filter id=\"soft\"><feGaussianBlur stdDeviation=\"4\"/></filter></defs>\n");
    for (size_t i = 0; i < n; i++)
        append_text (svg, &items[i], corner, top);
    g_string_append (svg, "</svg>\n");
    return g_string_free (svg, FALSE);
}

/* darktable's module watermark, version 6, that sets the file as large and where the format wants it. */
static gboolean
write_style (const RfFormat *format, const char *svg_name, Corner corner, const char *path, GError **error)
{
    g_autofree char *name = g_strconcat ("Rangefinder watermark|", rf_format_title (format), NULL);
    RfStyle style = rf_style_new (name, rf_format_description (format));
    RfBlob blob = rf_blob_new ();

    rf_blob_add_float (&blob, 100);                                     /* opacity */
    rf_blob_add_float (&blob, 100);                                     /* scale */
    rf_blob_add_float (&blob, 0);                                       /* offset, x */
    rf_blob_add_float (&blob, 0);                                       /* and y */
    rf_blob_add_int (&blob, 3 * (corner.bottom + 1) + corner.side + 1); /* alignment, row by row from the top */
    rf_blob_add_float (&blob, 0);                                       /* rotation */
    rf_blob_add_int (&blob, 2); /* its longer side is the photograph's shorter one */
    rf_blob_add_int (&blob, 4); /* not used then */
    rf_blob_add_int (&blob, 0); /* neither */
    if (!rf_blob_add_text (&blob, svg_name, 64)) {
        g_set_error (error, RF_ERROR, RF_ERROR_VALUE, _ ("%s: darktable takes no names longer than 63 bytes"),
                     svg_name);
        rf_blob_clear (&blob);
        rf_style_cancel (&style);
        return FALSE;
    }
    rf_blob_add_text (&blob, "", 512); /* words of the user's own */
    rf_blob_add_float (&blob, 0);      /* their colour */
    rf_blob_add_float (&blob, 0);
    rf_blob_add_float (&blob, 0);
    rf_blob_add_text (&blob, "DejaVu Sans 10", 64); /* and font */
    rf_style_add (&style, "watermark", 6, &blob, TRUE);
    return rf_style_finish (&style, path, error);
}

/* One of the two files of a format. */
typedef gboolean (*Write) (const RfFormat *format, const RfWatermarkItem *items, size_t n, const char *folder,
                           char **path, GError **error);

static char *
name_svg (const RfFormat *format)
{
    return g_strdup_printf ("rangefinder-%s.svg", rf_format_id (format));
}

static gboolean
write_svg (const RfFormat *format, const RfWatermarkItem *items, size_t n, const char *folder, char **path,
           GError **error)
{
    RfFrame photo = {0, 0, LONG_SIDE, SHORT_SIDE};
    g_autofree char *name = name_svg (format);
    g_autofree char *svg = make_svg (format, items, n, find_corner (&items[0].ink, &photo));

    *path = g_build_filename (folder, name, NULL);
    return g_file_set_contents (*path, svg, -1, error);
}

static gboolean
write_style_file (const RfFormat *format, const RfWatermarkItem *items, size_t n, const char *folder, char **path,
                  GError **error)
{
    RfFrame photo = {0, 0, LONG_SIDE, SHORT_SIDE};
    g_autofree char *svg = name_svg (format);
    g_autofree char *name = g_strdup_printf ("rangefinder-watermark-%s.dtstyle", rf_format_id (format));

    *path = g_build_filename (folder, name, NULL);
    return write_style (format, svg, find_corner (&items[0].ink, &photo), *path, error);
}

static gboolean
bake (RfBakeJob *job, const RfFormat *format, Write write, const char *folder)
{
    g_autoptr (GError) error = NULL;
    RfCaption *caption = rf_svg_caption ();
    RfWatermark *watermark = plan (format, caption, &error);
    size_t n = 0;
    const RfWatermarkItem *items = watermark ? rf_watermark_items (watermark, &n) : NULL;
    const char *obstacle = watermark ? find_obstacle (watermark, items, n) : error->message;
    char *path = NULL;
    gboolean ok = TRUE;

    if (obstacle) {
        /* Of all formats those are taken that can be; of what was asked for by name nothing may be missing. */
        ok = job->all;
        if (!ok)
            rf_command_fail (_ ("%s cannot be a watermark of darktable: %s"), rf_format_id (format), obstacle);
        else if (!job->quiet)
            g_print (_ ("%s is left out: %s\n"), rf_format_id (format), obstacle);
    } else if (!write (format, items, n, folder, &path, &error)) {
        ok = FALSE;
        rf_command_fail ("%s: %s", rf_format_id (format), error->message);
    } else if (!job->quiet) {
        g_print ("%s\n", path);
    }
    rf_watermark_free (watermark);
    rf_caption_free (caption);
    if (path)
        g_ptr_array_add (job->written, path);
    return ok;
}

static gboolean
bake_all (RfBakeJob *job, Write write)
{
    const char *folder = job->output ? job->output : ".";
    gboolean ok = TRUE;
    size_t n = 0;
    const RfFormat *const *formats = job->all ? rf_formats (&n) : NULL;

    if (!rf_bake_make_folder (folder))
        return FALSE;
    for (size_t i = 0; i < n; i++)
        ok &= bake (job, formats[i], write, folder);
    for (char **word = job->names; word && *word; word++) {
        g_autoptr (GError) error = NULL;
        const RfFormat *format = rf_format_require (*word, &error);
        if (!format)
            rf_command_fail ("%s", error->message);
        ok &= format && bake (job, format, write, folder);
    }
    return ok;
}

gboolean
rf_bake_watermarks (RfBakeJob *job)
{
    return bake_all (job, write_svg);
}

gboolean
rf_bake_watermark_styles (RfBakeJob *job)
{
    return bake_all (job, write_style_file);
}
