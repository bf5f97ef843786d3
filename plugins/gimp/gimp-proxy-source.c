/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-proxy-source.h"

#include "../i18n.h"
#include "gimp-filter.h"
#include "gimp-watermark-group.h"

/* NULL where there is none any more. */
static GimpDrawable *
find_largest (GimpDrawable **drawables)
{
    GimpDrawable *largest = NULL;
    double most = 0;

    for (size_t i = 0; drawables && drawables[i]; i++) {
        if (!gimp_item_is_valid (GIMP_ITEM (drawables[i])))
            continue;
        double area = (double)gimp_drawable_get_width (drawables[i]) * gimp_drawable_get_height (drawables[i]);
        if (area > most) {
            most = area;
            largest = drawables[i];
        }
    }
    return largest;
}

static gboolean
is_replaced (const RfProxyWanted *wanted, GimpDrawableFilter *filter)
{
    g_autofree char *name = gimp_drawable_filter_get_operation_name (filter);
    return wanted->replaced && g_strv_contains (wanted->replaced, name);
}

/* How many filters of the drawable are to be replaced, or stay. */
static int
count_filters (GimpDrawable *drawable, const RfProxyWanted *wanted, gboolean replaced)
{
    g_autofree GimpDrawableFilter **filters = gimp_drawable_get_filters (drawable);
    int n = 0;

    for (int i = 0; filters && filters[i]; i++)
        n += is_replaced (wanted, filters[i]) == replaced;
    return n;
}

static void
delete_filters (GimpDrawable *drawable, const RfProxyWanted *wanted)
{
    g_autofree GimpDrawableFilter **filters = gimp_drawable_get_filters (drawable);

    for (int i = 0; filters && filters[i]; i++)
        if (!wanted || is_replaced (wanted, filters[i]))
            gimp_drawable_filter_delete (filters[i]);
}

static gboolean
has_mask (GimpDrawable *drawable)
{
    return gimp_item_is_layer (GIMP_ITEM (drawable)) && gimp_layer_get_mask (GIMP_LAYER (drawable));
}

/* The layer that is all one sees of that part of the image, but for watermarks, if there is one. */
static GimpDrawable *
find_sole (GimpImage *image, const GeglRectangle *area, GList *watermarks)
{
    g_autofree GimpLayer **layers = gimp_image_get_layers (image);
    GimpLayer *sole = NULL;
    int x, y;

    for (int i = 0; layers[i]; i++) {
        if (g_list_find (watermarks, layers[i]))
            continue;
        if (sole)
            return NULL;
        sole = layers[i];
    }
    if (!sole || gimp_item_is_group (GIMP_ITEM (sole)) || !gimp_item_get_visible (GIMP_ITEM (sole)) ||
        gimp_layer_get_opacity (sole) < 100 || gimp_image_get_floating_sel (image))
        return NULL;
    gimp_drawable_get_offsets (GIMP_DRAWABLE (sole), &x, &y);
    return x == area->x && y == area->y && gimp_drawable_get_width (GIMP_DRAWABLE (sole)) == area->width &&
                   gimp_drawable_get_height (GIMP_DRAWABLE (sole)) == area->height
               ? GIMP_DRAWABLE (sole)
               : NULL;
}

void
rf_proxy_source_find (const RfProxyWanted *wanted, RfProxyPlace *place)
{
    GimpImage *image = wanted->image;
    GeglRectangle canvas = {0, 0, gimp_image_get_width (image), gimp_image_get_height (image)};
    GList *watermarks = wanted->bare ? rf_group_find (image) : NULL;
    GimpDrawable *sole = find_sole (image, wanted->bare ? &wanted->area : &canvas, watermarks);
    GimpDrawable *chosen = find_largest (wanted->drawables);

    g_list_free (watermarks);
    *place = (RfProxyPlace){.drawable = chosen ? chosen : sole};
    if (place->drawable) {
        place->has_replaced = count_filters (place->drawable, wanted, TRUE) > 0;
        place->has_extras = has_mask (place->drawable) || count_filters (place->drawable, wanted, FALSE) > 0;
    }
    place->is_on_screen = !wanted->bare && (!chosen || chosen == sole) && !place->has_replaced;
}

gboolean
rf_proxy_source_is_slow (const RfProxyPlace *place)
{
    return !place->drawable || place->has_extras;
}

GimpImage *
rf_proxy_source_make_image (GimpImage *image)
{
    GimpImageBaseType type = gimp_image_get_base_type (image) == GIMP_GRAY ? GIMP_GRAY : GIMP_RGB;
    GimpImage *copy = gimp_image_new_with_precision (gimp_image_get_width (image), gimp_image_get_height (image), type,
                                                     gimp_image_get_precision (image));
    g_autoptr (GimpColorProfile) profile = gimp_image_get_color_profile (image);

    gimp_image_undo_disable (copy);
    if (profile) {
        gimp_image_set_color_profile (copy, profile);
        gimp_progress_end (); /* GIMP would tell of the profile as long as the dialog is open */
    }
    return copy;
}

GimpLayer *
rf_proxy_source_copy_raw (GimpDrawable *drawable, GimpImage *copy)
{
    GimpLayer *raw = gimp_layer_new_from_drawable (drawable, copy);

    if (raw)
        delete_filters (GIMP_DRAWABLE (raw), NULL);
    return raw;
}

/* What stays of its filters, and its mask, become pixels. */
static void
merge (GimpLayer *layer, const RfProxyWanted *wanted)
{
    delete_filters (GIMP_DRAWABLE (layer), wanted);
    if (count_filters (GIMP_DRAWABLE (layer), wanted, FALSE))
        gimp_drawable_merge_filters (GIMP_DRAWABLE (layer));
    if (gimp_layer_get_mask (layer))
        gimp_layer_remove_mask (layer, GIMP_MASK_APPLY);
}

/* The item at the same place of the copy; NULL for what is not in the tree of layers. */
static GimpItem *
find_twin (GimpItem *item, GimpImage *copy)
{
    GimpItem *parent = gimp_item_get_parent (item), *twin = parent ? find_twin (parent, copy) : NULL;
    int position = gimp_image_get_item_position (gimp_item_get_image (item), item);
    g_autofree GimpItem **siblings = NULL;

    if (!parent)
        siblings = (GimpItem **)gimp_image_get_layers (copy);
    else if (twin)
        siblings = gimp_item_get_children (twin);
    for (int i = 0; siblings && siblings[i]; i++)
        if (i == position)
            return siblings[i];
    return NULL;
}

/* A layer that is copied from one image to another comes without its mask: this takes more time. */
static void
open_masked (RfProxySource *source, const RfProxyWanted *wanted, GimpDrawable *drawable)
{
    source->copy = gimp_image_duplicate (wanted->image);
    GimpItem *twin = source->copy ? find_twin (GIMP_ITEM (drawable), source->copy) : NULL;

    if (!twin)
        return;
    gimp_image_undo_disable (source->copy);
    merge (GIMP_LAYER (twin), wanted);
    source->drawable = GIMP_DRAWABLE (twin);
}

static GimpLayer *
draw_bare (GimpImage *copy, const GeglRectangle *area)
{
    GList *groups = rf_group_find (copy);

    gimp_image_undo_disable (copy);
    rf_group_remove (copy, groups);
    g_list_free (groups);
    gimp_image_crop (copy, area->width, area->height, area->x, area->y);
    return gimp_layer_new_from_visible (copy, copy, NULL);
}

static void
open_loose (RfProxySource *source, const RfProxyWanted *wanted, const RfProxyPlace *place)
{
    if (!place->drawable && wanted->bare) {
        source->copy = gimp_image_duplicate (wanted->image);
        source->loose = source->copy ? draw_bare (source->copy, &wanted->area) : NULL;
    } else {
        source->copy = rf_proxy_source_make_image (wanted->image);
        if (place->is_on_screen && rf_proxy_source_is_slow (place))
            source->loose = gimp_layer_new_from_visible (wanted->image, source->copy, NULL);
        else if ((source->loose = gimp_layer_new_from_drawable (place->drawable, source->copy)))
            merge (source->loose, wanted);
    }
    source->drawable = (GimpDrawable *)source->loose;
}

static void
open_place (RfProxySource *source, const RfProxyWanted *wanted)
{
    RfProxyPlace place;

    rf_proxy_source_find (wanted, &place);
    if (place.drawable && !gimp_item_is_layer (GIMP_ITEM (place.drawable)))
        source->drawable = place.drawable; /* a mask or channel */
    else if (place.drawable && !place.is_on_screen && has_mask (place.drawable))
        open_masked (source, wanted, place.drawable);
    else
        open_loose (source, wanted, &place);
}

gboolean
rf_proxy_source_open (RfProxySource *source, const RfProxyWanted *wanted, GError **error)
{
    *source = (RfProxySource){0};
    if (!gimp_image_is_valid (wanted->image)) {
        g_set_error_literal (error, GIMP_PLUG_IN_ERROR, 0, _ ("The image has been closed."));
        return FALSE;
    }
    open_place (source, wanted);
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
