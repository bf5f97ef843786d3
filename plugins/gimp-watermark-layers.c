/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-watermark-layers.h"

#include "gimp-watermark-colour.h"
#include "gimp-watermark-draw.h"
#include "gimp-watermark-group.h"
#include "i18n.h"

#include <math.h>
#include <pango/pangocairo.h>

static GimpLayer *
make_layer (GimpImage *image, const char *name, const RfFrame *area)
{
    GimpImageType type = gimp_image_get_base_type (image) == GIMP_GRAY ? GIMP_GRAYA_IMAGE : GIMP_RGBA_IMAGE;
    GimpLayer *layer = gimp_layer_new (image, name, area->width, area->height, type, 100, GIMP_LAYER_MODE_NORMAL);

    if (layer)
        gimp_layer_set_offsets (layer, area->x, area->y);
    return layer;
}

/* Letters and lines are planned for pixels that are mixed as sRGB encodes them; GIMP's own way is by their light. */
static void
blend_as_planned (GimpLayer *layer)
{
    gimp_layer_set_composite_space (layer, GIMP_LAYER_COLOR_SPACE_RGB_PERCEPTUAL);
}

/* With so many bits of light, to encode and to decode them again is a change. A group that reaches over all the photograph,
 * transparent where that is, must not bring it about; letters on the photograph itself may. */
static gboolean
must_blend_light (GimpImage *image, const RfWatermark *watermark)
{
    GimpPrecision precision = gimp_image_get_precision (image);
    RfFrame ground;

    rf_watermark_extent (watermark, RF_PART_GROUND, &ground);
    return ground.width > 0 && (precision == GIMP_PRECISION_U32_LINEAR || precision == GIMP_PRECISION_FLOAT_LINEAR ||
                                precision == GIMP_PRECISION_DOUBLE_LINEAR);
}

static gboolean
add_drawn (GimpImage *image, GimpLayer *group, const char *name, const RfWatermark *watermark, unsigned part,
           const RfFrame *area, GError **error)
{
    GimpLayer *layer = make_layer (image, name, area);

    if (!rf_group_add (image, group, layer, error))
        return FALSE;
    blend_as_planned (layer);
    rf_draw_alone (layer, watermark, part, area);
    return TRUE;
}

static gboolean
add_part (GimpImage *image, GimpLayer *group, const char *name, const RfWatermark *watermark, unsigned part,
          GError **error)
{
    RfFrame area;

    rf_watermark_extent (watermark, part, &area);
    return area.width < 1 || area.height < 1 || add_drawn (image, group, name, watermark, part, &area, error);
}

/* Where the ink has its centre, in pixels from the corner. */
static gboolean
find_centre (const float *pixels, int width, int height, double *x, double *y)
{
    double sum = 0;

    *x = *y = 0;
    for (int row = 0; row < height; row++)
        for (int column = 0; column < width; column++, pixels += 4) {
            sum += pixels[3];
            *x += pixels[3] * (column + 0.5);
            *y += pixels[3] * (row + 0.5);
        }
    if (!(sum > 0))
        return FALSE;
    *x /= sum;
    *y /= sum;
    return TRUE;
}

/* GIMP sets letters a little otherwise than we do; on average they shall stand where they were planned. */
static void
place_text (GimpLayer *layer, const RfWatermark *watermark, const RfWatermarkItem *item)
{
    const RfFrame *ink = &item->ink;
    g_autofree float *planned = g_new0 (float, 4 * (gsize)ink->width * ink->height);
    RfTile tile = {planned, 4 * (ptrdiff_t)sizeof (float) * ink->width, ink->x, ink->y, ink->width, ink->height};
    rf_watermark_draw (watermark, RF_PART_TEXT, RF_PIXELS_FLOAT, &tile);

    RfColours colours;
    rf_colours_init (&colours, GIMP_DRAWABLE (layer));
    GeglRectangle all = *gegl_buffer_get_extent (colours.buffer);
    g_autofree float *set = g_new0 (float, 4 * (gsize)all.width * all.height);
    rf_colours_read (&colours, &all, set, 4 * sizeof (float) * all.width);
    rf_colours_clear (&colours);

    double planned_x, planned_y, set_x, set_y;
    if (find_centre (planned, ink->width, ink->height, &planned_x, &planned_y) &&
        find_centre (set, all.width, all.height, &set_x, &set_y))
        gimp_layer_set_offsets (layer, (int)lround (ink->x + planned_x - set_x),
                                (int)lround (ink->y + planned_y - set_y));
}

static gboolean
add_text (GimpImage *image, GimpLayer *group, const RfWatermark *watermark, const RfWatermarkItem *item, GimpFont *font,
          GError **error)
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
    blend_as_planned (layer);
    place_text (layer, watermark, item);
    return TRUE;
}

/* Each text a layer of its own; those whose letters are no font's are drawn. */
static gboolean
add_texts (GimpImage *image, GimpLayer *group, const RfWatermark *watermark, GimpFont **fonts, GError **error)
{
    size_t n;
    const RfWatermarkItem *items = rf_watermark_items (watermark, &n);
    gboolean done = TRUE;

    for (size_t i = 0; i < n && done; i++) {
        if (fonts[i])
            done = add_text (image, group, watermark, &items[i], fonts[i], error);
        else if (items[i].part == RF_PART_TEXT)
            done = add_drawn (image, group, items[i].text ? items[i].text : items[i].name, watermark, RF_PART_TEXT,
                              &items[i].ink, error);
    }
    return done;
}

gboolean
rf_layers_make (GimpImage *image, GimpLayer *group, const RfWatermark *watermark, GimpFont **fonts, GError **error)
{
    if (!must_blend_light (image, watermark))
        blend_as_planned (group);
    return add_part (image, group, _ ("Ground"), watermark, RF_PART_GROUND, error) &&
           add_part (image, group, _ ("Logo"), watermark, RF_PART_LOGO, error) &&
           (fonts ? add_texts (image, group, watermark, fonts, error)
                  : add_part (image, group, _ ("Text"), watermark, RF_PART_TEXT, error));
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
rf_layers_find_fonts (const RfWatermark *watermark, GError **error)
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
