/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-watermark-group.h"

#include "../i18n.h"
#include "gimp-filter.h"

#include <stdio.h>

/* On the group: a GroupRecord as text. On its layers: just there. */
#define PARASITE "rangefinder-watermark"

/* How things were when the group was made. */
typedef struct {
    GeglRectangle photo; /* on the canvas */
    int width, height;   /* of the canvas */
    unsigned tattoo;     /* of a layer that had just the photograph's place and size; 0: there was none */
} GroupRecord;

static gboolean
has_mark (GimpItem *item)
{
    GimpParasite *parasite = gimp_item_get_parasite (item, PARASITE);
    gboolean has = parasite != NULL;

    g_clear_pointer (&parasite, gimp_parasite_free);
    return has;
}

/* For an item that is not in the image yet: there, it would be one more step to undo. */
static void
set_mark (GimpItem *item, const char *text)
{
    GimpParasite *parasite = gimp_parasite_new (PARASITE, GIMP_PARASITE_PERSISTENT, strlen (text), text);

    gimp_item_attach_parasite (item, parasite);
    gimp_parasite_free (parasite);
}

static void
write_record (GimpItem *group, const GroupRecord *record)
{
    g_autofree char *text =
        g_strdup_printf ("photo=%d,%d,%d,%d canvas=%d,%d layer=%u", record->photo.x, record->photo.y,
                         record->photo.width, record->photo.height, record->width, record->height, record->tattoo);
    set_mark (group, text);
}

static gboolean
read_record (GimpItem *group, GroupRecord *record)
{
    GimpParasite *parasite = gimp_item_get_parasite (group, PARASITE);
    guint32 size = 0;
    const char *data = parasite ? gimp_parasite_get_data (parasite, &size) : NULL;
    g_autofree char *text = g_strndup (data ? data : "", size);

    g_clear_pointer (&parasite, gimp_parasite_free);
    return sscanf (text, "photo=%d,%d,%d,%d canvas=%d,%d layer=%u", &record->photo.x, &record->photo.y,
                   &record->photo.width, &record->photo.height, &record->width, &record->height,
                   &record->tattoo) == 7 &&
           record->photo.width > 0 && record->photo.height > 0;
}

/* `items` ends with NULL. */
static GList *
find_in (GimpItem **items, GList *found)
{
    for (size_t i = 0; items && items[i]; i++) {
        if (!gimp_item_is_group (items[i]))
            continue;
        if (has_mark (items[i])) {
            found = g_list_append (found, items[i]);
        } else {
            g_autofree GimpItem **children = gimp_item_get_children (items[i]);
            found = find_in (children, found);
        }
    }
    return found;
}

GList *
rf_group_find (GimpImage *image)
{
    g_autofree GimpLayer **layers = gimp_image_get_layers (image);
    return find_in ((GimpItem **)layers, NULL);
}

static void
get_place (GimpItem *layer, GeglRectangle *place)
{
    GimpDrawable *drawable = GIMP_DRAWABLE (layer);

    gimp_drawable_get_offsets (drawable, &place->x, &place->y);
    place->width = gimp_drawable_get_width (drawable);
    place->height = gimp_drawable_get_height (drawable);
}

/* The lowest layer that has just that place and size: what happens to the canvas later happens to it, too. */
static unsigned
find_tattoo (GimpImage *image, const GeglRectangle *photo)
{
    g_autofree GimpLayer **layers = gimp_image_get_layers (image);
    unsigned tattoo = 0;

    for (size_t i = 0; layers && layers[i]; i++) {
        GeglRectangle place;
        get_place (GIMP_ITEM (layers[i]), &place);
        if (gegl_rectangle_equal (&place, photo) && !has_mark (GIMP_ITEM (layers[i])))
            tattoo = gimp_item_get_tattoo (GIMP_ITEM (layers[i]));
    }
    return tattoo;
}

/* Where flipping or turning by 180 degrees would have brought it. */
static gboolean
is_mirrored (const GeglRectangle *place, const GroupRecord *record)
{
    const GeglRectangle *photo = &record->photo;

    return place->width == photo->width && place->height == photo->height &&
           (place->x == photo->x || place->x == record->width - photo->x - photo->width) &&
           (place->y == photo->y || place->y == record->height - photo->y - photo->height);
}

void
rf_group_locate_photo (GimpImage *image, GList *groups, GeglRectangle *photo)
{
    GeglRectangle canvas = {0, 0, gimp_image_get_width (image), gimp_image_get_height (image)}, place;
    GroupRecord record;

    *photo = canvas;
    if (!groups || !read_record (groups->data, &record))
        return;
    gboolean same_canvas = canvas.width == record.width && canvas.height == record.height;
    GimpLayer *layer = record.tattoo ? gimp_image_get_layer_by_tattoo (image, record.tattoo) : NULL;
    if (layer)
        get_place (GIMP_ITEM (layer), &place);

    /* With the canvas as it was, a layer that is elsewhere was moved by hand, which moves no photograph. */
    if (same_canvas)
        *photo = layer && is_mirrored (&place, &record) ? place : record.photo;
    else if (layer && gegl_rectangle_intersect (&place, &place, &canvas))
        *photo = place;
}

gboolean
rf_group_add (GimpImage *image, GimpLayer *group, GimpLayer *layer, GError **error)
{
    if (layer)
        set_mark (GIMP_ITEM (layer), "layer");
    if (!layer || !gimp_image_insert_layer (image, layer, group, 0)) {
        rf_filter_take_error (error, _ ("GIMP could not make a layer for the watermark."));
        return FALSE;
    }
    return TRUE;
}

void
rf_group_blend_as_planned (GimpLayer *layer)
{
    gimp_layer_set_composite_space (layer, GIMP_LAYER_COLOR_SPACE_RGB_PERCEPTUAL);
}

/* What the user has put into `from` goes to the top of `to`, in its order; without `to`, to where `from` is. */
static void
rescue_layers (GimpImage *image, GimpItem *from, GimpItem *to)
{
    g_autofree GimpItem **children = gimp_item_get_children (from);
    GimpItem *parent = to ? to : gimp_item_get_parent (from);
    int position = to ? 0 : gimp_image_get_item_position (image, from);

    for (size_t i = 0; children && children[i]; i++)
        if (!has_mark (children[i]))
            gimp_image_reorder_item (image, children[i], parent, position++);
}

static void
remove_groups (GimpImage *image, GList *groups, GimpItem *heir)
{
    for (GList *link = groups; link; link = link->next) {
        rescue_layers (image, link->data, heir);
        gimp_image_remove_layer (image, link->data);
    }
}

void
rf_group_remove (GimpImage *image, GList *groups)
{
    remove_groups (image, groups, NULL);
}

GimpLayer *
rf_group_new (GimpImage *image, GList *groups, const GeglRectangle *photo, GError **error)
{
    GimpItem *old = groups ? groups->data : NULL, *parent = old ? gimp_item_get_parent (old) : NULL;
    g_autofree char *name = old ? gimp_item_get_name (old) : g_strdup (_ ("Watermark"));
    GroupRecord record = {*photo, gimp_image_get_width (image), gimp_image_get_height (image),
                          find_tattoo (image, photo)};
    GimpLayer *group = GIMP_LAYER (gimp_group_layer_new (image, NULL));

    if (group)
        write_record (GIMP_ITEM (group), &record);
    if (!group || !gimp_image_insert_layer (image, group, parent ? GIMP_LAYER (parent) : NULL,
                                            old ? gimp_image_get_item_position (image, old) : 0)) {
        rf_filter_take_error (error, _ ("GIMP could not make a layer for the watermark."));
        return NULL;
    }
    remove_groups (image, groups, GIMP_ITEM (group));
    gimp_item_set_name (GIMP_ITEM (group), name); /* free again */
    return group;
}
