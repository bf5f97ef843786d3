/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-proxy-source.h"

#include "../i18n.h"
#include "gimp-filter.h"

static GimpDrawable *
find_largest (GimpDrawable **drawables)
{
    GimpDrawable *largest = drawables[0];
    double most = 0;

    for (size_t i = 0; drawables[i]; i++) {
        double area = (double)gimp_drawable_get_width (drawables[i]) * gimp_drawable_get_height (drawables[i]);
        if (area > most) {
            most = area;
            largest = drawables[i];
        }
    }
    return largest;
}

static gboolean
has_filters (GimpDrawable *drawable)
{
    g_autofree GimpDrawableFilter **filters = gimp_drawable_get_filters (drawable);
    return filters && filters[0];
}

/* The item at the same place of the copy; NULL for what is not in the tree of layers. */
static GimpItem *
find_twin (GimpItem *item, GimpImage *copy)
{
    GimpItem *parent = gimp_item_get_parent (item);
    int position = gimp_image_get_item_position (gimp_item_get_image (item), item);
    g_autofree GimpItem **siblings = NULL;

    if (!gimp_item_is_layer (item))
        return NULL;
    if (parent) {
        GimpItem *twin = find_twin (parent, copy);
        siblings = twin ? gimp_item_get_children (twin) : NULL;
    } else {
        siblings = (GimpItem **)gimp_image_get_layers (copy);
    }
    for (int i = 0; siblings && siblings[i]; i++)
        if (i == position)
            return siblings[i];
    return NULL;
}

static void
delete_looks (GimpDrawable *drawable)
{
    g_autofree GimpDrawableFilter **filters = gimp_drawable_get_filters (drawable);

    for (int i = 0; filters && filters[i]; i++) {
        g_autofree char *name = gimp_drawable_filter_get_operation_name (filters[i]);
        if (g_strcmp0 (name, RF_FILTER_OPERATION) == 0)
            gimp_drawable_filter_delete (filters[i]);
    }
}

/* Makes the twin's filters and mask part of its pixels. */
static GimpDrawable *
flatten (GimpDrawable *twin, RfProxySource *source)
{
    delete_looks (twin);
    if (gimp_item_is_group (GIMP_ITEM (twin))) {
        source->loose = gimp_layer_new_from_drawable (twin, source->copy);
        return GIMP_DRAWABLE (source->loose);
    }
    if (has_filters (twin))
        gimp_drawable_merge_filters (twin);
    if (gimp_layer_get_mask (GIMP_LAYER (twin)))
        gimp_layer_remove_mask (GIMP_LAYER (twin), GIMP_MASK_APPLY);
    return twin;
}

static gboolean
is_plain (GimpDrawable *drawable)
{
    GimpItem *item = GIMP_ITEM (drawable);

    return !gimp_item_is_layer (item) ||
           (!gimp_item_is_group (item) && !has_filters (drawable) && !gimp_layer_get_mask (GIMP_LAYER (drawable)));
}

/* The layer that is all one sees of the image, if there is one. */
static GimpDrawable *
find_single (GimpImage *image)
{
    g_autofree GimpLayer **layers = gimp_image_get_layers (image);
    int x, y;

    if (!layers[0] || layers[1] || !is_plain (GIMP_DRAWABLE (layers[0])) ||
        !gimp_item_get_visible (GIMP_ITEM (layers[0])) || gimp_layer_get_opacity (layers[0]) < 100 ||
        gimp_image_get_floating_sel (image) || gimp_drawable_is_indexed (GIMP_DRAWABLE (layers[0])))
        return NULL;
    gimp_drawable_get_offsets (GIMP_DRAWABLE (layers[0]), &x, &y);
    return x == 0 && y == 0 && gimp_drawable_get_width (GIMP_DRAWABLE (layers[0])) == gimp_image_get_width (image) &&
                   gimp_drawable_get_height (GIMP_DRAWABLE (layers[0])) == gimp_image_get_height (image)
               ? GIMP_DRAWABLE (layers[0])
               : NULL;
}

gboolean
rf_proxy_source_open (RfProxySource *source, GimpImage *image, GimpDrawable **drawables, GError **error)
{
    GimpDrawable *largest = drawables && drawables[0] ? find_largest (drawables) : NULL;

    *source = (RfProxySource){.drawable = largest ? largest : find_single (image)};
    if (source->drawable && is_plain (source->drawable))
        return TRUE;

    source->drawable = NULL;
    source->copy = gimp_image_duplicate (image);
    if (source->copy) {
        gimp_image_undo_disable (source->copy);
        GimpItem *twin = largest ? find_twin (GIMP_ITEM (largest), source->copy) : NULL;
        if (twin) {
            source->drawable = flatten (GIMP_DRAWABLE (twin), source);
        } else {
            /* From the image itself: what is on the screen is drawn already. */
            source->loose = gimp_layer_new_from_visible (image, source->copy, NULL);
            source->drawable = source->loose ? GIMP_DRAWABLE (source->loose) : NULL;
        }
    }
    if (!source->drawable) {
        rf_filter_take_error (error, _ ("GIMP could not make a copy of the photograph."));
        rf_proxy_source_close (source);
        return FALSE;
    }
    return TRUE;
}

void
rf_proxy_source_close (RfProxySource *source)
{
    if (source->loose)
        gimp_item_delete (GIMP_ITEM (source->loose));
    if (source->copy)
        gimp_image_delete (source->copy);
    *source = (RfProxySource){0};
}
