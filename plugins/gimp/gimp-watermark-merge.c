/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-watermark-merge.h"

#include "../i18n.h"
#include "gimp-filter.h"

/* The visible ones, the topmost first. */
static GPtrArray *
list_visible (GimpImage *image)
{
    g_autofree GimpLayer **layers = gimp_image_get_layers (image);
    GPtrArray *visible = g_ptr_array_new ();

    for (size_t i = 0; layers && layers[i]; i++)
        if (gimp_item_get_visible (GIMP_ITEM (layers[i])))
            g_ptr_array_add (visible, layers[i]);
    return visible;
}

/* TRUE if the layer shows its own pixels as they are, and nothing but the photograph. */
static gboolean
is_plain (GimpLayer *layer, const GeglRectangle *photo)
{
    GimpDrawable *drawable = GIMP_DRAWABLE (layer);
    g_autofree GimpDrawableFilter **filters = gimp_drawable_get_filters (drawable);
    int x, y;

    gimp_drawable_get_offsets (drawable, &x, &y);
    return !gimp_item_is_group (GIMP_ITEM (layer)) && !gimp_layer_get_mask (layer) && !(filters && filters[0]) &&
           gimp_layer_get_mode (layer) == GIMP_LAYER_MODE_NORMAL && gimp_layer_get_opacity (layer) >= 100 &&
           x == photo->x && y == photo->y && gimp_drawable_get_width (drawable) == photo->width &&
           gimp_drawable_get_height (drawable) == photo->height;
}

/* GIMP's own merging rounds more than the precision of many images, so what is plain is copied. */
GimpLayer *
rf_merge_visible (GimpImage *image, const GeglRectangle *photo, GError **error)
{
    g_autoptr (GPtrArray) visible = list_visible (image);
    GimpLayer *lowest = visible->len ? visible->pdata[visible->len - 1] : NULL;
    g_autofree char *name = lowest ? gimp_item_get_name (GIMP_ITEM (lowest)) : g_strdup (_ ("Watermark"));
    GimpLayer *layer = visible->len == 1 && is_plain (lowest, photo) ? gimp_layer_copy (lowest)
                                                                     : gimp_layer_new_from_visible (image, image, name);

    if (!layer || !gimp_image_insert_layer (image, layer, NULL,
                                            lowest ? gimp_image_get_item_position (image, GIMP_ITEM (lowest)) : 0)) {
        rf_filter_take_error (error, _ ("GIMP could not merge the layers."));
        return NULL;
    }
    for (guint i = 0; i < visible->len; i++)
        gimp_image_remove_layer (image, visible->pdata[i]);
    gimp_item_set_name (GIMP_ITEM (layer), name);
    return layer;
}

gboolean
rf_merge_fit (GimpImage *image, GimpLayer *layer, GError **error)
{
    g_autoptr (GObject) white = G_OBJECT (gegl_color_new ("white"));

    gimp_context_push ();
    gimp_context_set_background (GEGL_COLOR (white));
    gboolean done = gimp_layer_resize_to_image_size (layer);
    gimp_context_pop ();
    if (!done)
        rf_filter_take_error (error, _ ("GIMP could not resize the canvas."));
    return done;
}
