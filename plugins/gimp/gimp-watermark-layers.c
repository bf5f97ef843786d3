/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-watermark-layers.h"

#include "../i18n.h"
#include "gimp-watermark-draw.h"
#include "gimp-watermark-group.h"
#include "gimp-watermark-text.h"

static GimpLayer *
make_layer (GimpImage *image, const char *name, const RfFrame *area)
{
    GimpImageType type = gimp_image_get_base_type (image) == GIMP_GRAY ? GIMP_GRAYA_IMAGE : GIMP_RGBA_IMAGE;
    GimpLayer *layer = gimp_layer_new (image, name, area->width, area->height, type, 100, GIMP_LAYER_MODE_NORMAL);

    if (layer)
        gimp_layer_set_offsets (layer, area->x, area->y);
    return layer;
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
    rf_group_blend_as_planned (layer);
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

static gboolean
has_fonts (const RfWatermark *watermark, GimpFont **fonts)
{
    size_t n, found = 0;

    rf_watermark_items (watermark, &n);
    for (size_t i = 0; fonts && i < n; i++)
        found += fonts[i] != NULL;
    return found > 0;
}

/* Each text a layer of its own; those whose letters are no font's are drawn. */
static gboolean
add_texts (GimpImage *image, GimpLayer *group, const RfWatermark *watermark, GimpFont **fonts, GError **error)
{
    size_t n;
    const RfWatermarkItem *items = rf_watermark_items (watermark, &n);
    gboolean done = add_part (image, group, _ ("Shadow"), watermark, RF_PART_HALO, error);

    for (size_t i = 0; i < n && done; i++) {
        if (fonts[i])
            done = rf_text_add (image, group, watermark, &items[i], fonts[i], error);
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
        rf_group_blend_as_planned (group);
    return add_part (image, group, _ ("Ground"), watermark, RF_PART_GROUND, error) &&
           add_part (image, group, _ ("Logo"), watermark, RF_PART_LOGO, error) &&
           (has_fonts (watermark, fonts) ? add_texts (image, group, watermark, fonts, error)
                                         : add_part (image, group, _ ("Text"), watermark, RF_PART_TEXT, error));
}
