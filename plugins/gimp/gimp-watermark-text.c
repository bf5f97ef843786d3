/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-watermark-text.h"

#include "../i18n.h"
#include "gimp-watermark-colour.h"
#include "gimp-watermark-group.h"

#include <math.h>
#include <pango/pangocairo.h>

/* What is seen of a text, in pixels of whatever it is measured in. */
typedef struct {
    double x, y;  /* centre */
    double width; /* of the columns in which anything is half opaque */
} Ink;

static gboolean
measure (const float *pixels, int width, int height, Ink *ink)
{
    double sum = 0;
    int first = width, last = -1;

    *ink = (Ink){0, 0, 0};
    for (int row = 0; row < height; row++)
        for (int column = 0; column < width; column++, pixels += 4) {
            sum += pixels[3];
            ink->x += pixels[3] * (column + 0.5);
            ink->y += pixels[3] * (row + 0.5);
            if (pixels[3] >= 0.5) {
                first = MIN (first, column);
                last = MAX (last, column);
            }
        }
    if (!(sum > 0))
        return FALSE;
    ink->x /= sum;
    ink->y /= sum;
    ink->width = MAX (0, last - first + 1);
    return TRUE;
}

static float *
draw_ink (const RfWatermark *watermark, unsigned parts, const RfFrame *ink)
{
    float *pixels = g_new (float, 4 * (gsize)ink->width * ink->height);
    RfTile tile = {pixels, 4 * (ptrdiff_t)sizeof (float) * ink->width, ink->x, ink->y, ink->width, ink->height};

    rf_watermark_draw (watermark, parts, RF_PIXELS_FLOAT, &tile);
    return pixels;
}

/* On the canvas, without its halo, and as opaque as GIMP draws it. */
static gboolean
measure_planned (const RfWatermark *watermark, const RfWatermarkItem *item, Ink *ink)
{
    const RfFrame *area = &item->ink;
    g_autofree float *letters = draw_ink (watermark, RF_PART_TEXT, area);
    g_autofree float *halo = draw_ink (watermark, RF_PART_HALO, area);

    for (gsize i = 3; i < 4 * (gsize)area->width * area->height; i += 4)
        letters[i] = (letters[i] - halo[i]) / (1.001f - halo[i]) / item->color[3];
    if (!measure (letters, area->width, area->height, ink))
        return FALSE;
    ink->x += area->x;
    ink->y += area->y;
    return TRUE;
}

static gboolean
measure_set (GimpLayer *layer, Ink *ink)
{
    RfColours colours;

    rf_colours_init (&colours, GIMP_DRAWABLE (layer));
    GeglRectangle all = *gegl_buffer_get_extent (colours.buffer);
    g_autofree float *pixels = g_new0 (float, 4 * (gsize)all.width * all.height);
    rf_colours_read (&colours, &all, pixels, 4 * sizeof (float) * all.width);
    rf_colours_clear (&colours);
    return measure (pixels, all.width, all.height, ink);
}

/* GIMP sets every letter on a whole pixel, so that a line comes out longer or shorter. Spacing makes up for that, and what
 * is left is the same on both sides. */
static void
place (GimpTextLayer *text, const RfWatermark *watermark, const RfWatermarkItem *item)
{
    double spacing = item->tracking_em * item->size_px;
    glong gaps = g_utf8_strlen (item->text, -1) - 1;
    Ink planned, set, again;

    if (!measure_planned (watermark, item, &planned) || !measure_set (GIMP_LAYER (text), &set))
        return;
    if (gaps > 0 && planned.width > 0 && fabs (planned.width - set.width) >= 1) {
        gimp_text_layer_set_letter_spacing (text, spacing + (planned.width - set.width) / gaps);
        if (measure_set (GIMP_LAYER (text), &again) &&
            fabs (planned.width - again.width) < fabs (planned.width - set.width))
            set = again;
        else
            gimp_text_layer_set_letter_spacing (text, spacing);
    }
    gimp_layer_set_offsets (GIMP_LAYER (text), (int)lround (planned.x - set.x), (int)lround (planned.y - set.y));
}

gboolean
rf_text_add (GimpImage *image, GimpLayer *group, const RfWatermark *watermark, const RfWatermarkItem *item,
             GimpFont *font, GError **error)
{
    GimpTextLayer *text = gimp_text_layer_new (image, item->text, font, item->size_px, gimp_unit_pixel ());
    GimpLayer *layer = (GimpLayer *)text;
    g_autoptr (GObject) color = G_OBJECT (gegl_color_new (NULL));

    if (!rf_group_add (image, group, layer, error))
        return FALSE;
    gegl_color_set_pixel (GEGL_COLOR (color), babl_format ("R'G'B' float"), item->color);
    gimp_text_layer_set_color (text, GEGL_COLOR (color));
    gimp_text_layer_set_hint_style (text, GIMP_TEXT_HINT_STYLE_NONE);
    gimp_text_layer_set_letter_spacing (text, item->tracking_em * item->size_px);
    gimp_layer_set_opacity (layer, 100.0 * item->color[3]);
    rf_group_blend_as_planned (layer);
    place (text, watermark, item);
    return TRUE;
}

/* GIMP calls a font by its family and its face: "Inter Medium", "DejaVu Sans Book". */
static char *
name_font (const char *description)
{
    PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
    PangoFontDescription *wanted = pango_font_description_from_string (description);
    g_autoptr (PangoFont) font = pango_context_load_font (context, wanted);
    PangoFontFace *face = font ? pango_font_get_face (font) : NULL;

    pango_font_description_free (wanted);
    g_object_unref (context);
    return face ? g_strdup_printf ("%s %s", pango_font_family_get_name (pango_font_face_get_family (face)),
                                   pango_font_face_get_face_name (face))
                : g_strdup (description);
}

GimpFont **
rf_text_find_fonts (const RfWatermark *watermark, GError **error)
{
    size_t n;
    const RfWatermarkItem *items = rf_watermark_items (watermark, &n);
    g_autofree GimpFont **fonts = g_new0 (GimpFont *, n + 1);

    for (size_t i = 0; i < n; i++) {
        if (items[i].part != RF_PART_TEXT || !items[i].text || !items[i].font)
            continue;
        g_autofree char *name = name_font (items[i].font);
        fonts[i] = gimp_font_get_by_name (name);
        if (!fonts[i]) {
            g_set_error (error, GIMP_PLUG_IN_ERROR, 0,
                         _ ("GIMP does not have the font “%s”, which text layers need: start GIMP with fonts, choose "
                            "another font, or leave text-layers off."),
                         name);
            return NULL;
        }
    }
    return g_steal_pointer (&fonts);
}
