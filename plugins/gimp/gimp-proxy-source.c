/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-proxy-source.h"

#include "../i18n.h"
#include "gimp-filter.h"
#include "gimp-watermark-group.h"

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

GimpDrawable *
rf_proxy_source_find_single (const RfProxyWanted *wanted)
{
    GimpDrawable *single = wanted->bare ? NULL : find_single (wanted->image);

    return wanted->drawables && wanted->drawables[0] != single ? NULL : single;
}

static void
make_bare (GimpImage *copy, const GeglRectangle *area)
{
    GList *groups = rf_group_find (copy);

    rf_group_remove (copy, groups);
    g_list_free (groups);
    gimp_image_crop (copy, area->width, area->height, area->x, area->y);
}

static GimpDrawable *
find_drawable (RfProxySource *source, const RfProxyWanted *wanted)
{
    GimpDrawable *largest = wanted->drawables && wanted->drawables[0] ? find_largest (wanted->drawables) : NULL;

    if (largest) {
        GimpItem *twin = find_twin (GIMP_ITEM (largest), source->copy);
        if (twin)
            return flatten (GIMP_DRAWABLE (twin), source);
        if (!gimp_item_is_layer (GIMP_ITEM (largest)))
            return largest; /* a mask or channel */
    }
    if (wanted->bare)
        make_bare (source->copy, &wanted->area);
    GimpDrawable *single = find_single (source->copy);
    if (single)
        return single;
    /* From the image itself, where it may be: what is on the screen is drawn already. */
    source->loose = gimp_layer_new_from_visible (wanted->bare ? source->copy : wanted->image, source->copy, NULL);
    return source->loose ? GIMP_DRAWABLE (source->loose) : NULL;
}

gboolean
rf_proxy_source_open (RfProxySource *source, const RfProxyWanted *wanted, GError **error)
{
    *source = (RfProxySource){0};
    if (!gimp_image_is_valid (wanted->image)) {
        g_set_error_literal (error, GIMP_PLUG_IN_ERROR, 0, _ ("The image has been closed."));
        return FALSE;
    }
    source->copy = gimp_image_duplicate (wanted->image);
    if (source->copy) {
        gimp_image_undo_disable (source->copy);
        source->drawable = find_drawable (source, wanted);
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
