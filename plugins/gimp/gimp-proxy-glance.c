/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-proxy-glance.h"

#include "gimp-proxy-read.h"
#include "gimp-thumbnail.h"

#include <string.h>

/* Of something of width x height pixels with the colours that the drawable's image has. */
static RfProxy *
convert (GimpDrawable *drawable, int width, int height, RfThumbnail *thumbnail)
{
    RfProxy *proxy = rf_proxy_alloc (width, height, thumbnail->width, thumbnail->height);

    rf_proxy_read_convert (drawable, thumbnail->format, g_bytes_get_data (thumbnail->bytes, NULL), proxy);
    rf_thumbnail_clear (thumbnail);
    return proxy;
}

static RfProxy *
glance_at_screen (GimpImage *image, int longest_px)
{
    g_autofree GimpLayer **layers = gimp_image_get_layers (image);
    RfThumbnail thumbnail;

    return rf_thumbnail_of_image (image, longest_px, &thumbnail)
               ? convert (GIMP_DRAWABLE (layers[0]), gimp_image_get_width (image), gimp_image_get_height (image),
                          &thumbnail)
               : NULL;
}

static RfProxy *
glance_at_drawable (GimpDrawable *drawable, int longest_px)
{
    RfThumbnail thumbnail;

    return rf_thumbnail_of_drawable (drawable, longest_px, &thumbnail)
               ? convert (drawable, gimp_drawable_get_width (drawable), gimp_drawable_get_height (drawable), &thumbnail)
               : NULL;
}

static RfProxy *
glance_at_raw (GimpDrawable *drawable, int longest_px)
{
    GimpImage *copy = rf_proxy_source_make_image (gimp_item_get_image (GIMP_ITEM (drawable)));
    GimpLayer *raw = rf_proxy_source_copy_raw (drawable, copy);
    RfProxy *proxy = raw ? glance_at_drawable (GIMP_DRAWABLE (raw), longest_px) : NULL;

    if (raw)
        gimp_item_delete (GIMP_ITEM (raw));
    gimp_image_delete (copy);
    return proxy;
}

/* The part of it that is `area` of the original. */
static RfProxy *
cut (RfProxy *proxy, const GeglRectangle *area)
{
    const RfTile *in = &proxy->tile;
    double x_scale = (double)in->width / proxy->width, y_scale = (double)in->height / proxy->height;
    int width = CLAMP ((int)(area->width * x_scale), 1, in->width);
    int height = CLAMP ((int)(area->height * y_scale), 1, in->height);
    int x = CLAMP ((int)(area->x * x_scale), 0, in->width - width);
    int y = CLAMP ((int)(area->y * y_scale), 0, in->height - height);
    RfProxy *part = rf_proxy_alloc (area->width, area->height, width, height);

    part->is_gray = proxy->is_gray;
    for (int row = 0; row < height; row++)
        memcpy ((char *)part->tile.data + part->tile.stride * row,
                (char *)in->data + in->stride * (y + row) + 4 * sizeof (float) * x, (gsize)part->tile.stride);
    rf_proxy_unref (proxy);
    return part;
}

static RfProxy *
find_picture (const RfProxyWanted *wanted, int longest_px)
{
    RfProxyPlace place;

    rf_proxy_source_find (wanted, &place);
    gboolean has_filters = place.has_replaced || place.has_extras;
    if (place.is_on_screen)
        return glance_at_screen (wanted->image, longest_px);
    if (place.drawable && !has_filters)
        return glance_at_drawable (place.drawable, longest_px);
    if (!wanted->bare)
        return glance_at_raw (place.drawable, longest_px);
    RfProxy *all = glance_at_screen (wanted->image, longest_px);
    return all ? cut (all, &wanted->area) : NULL;
}

RfProxy *
rf_proxy_glance (const RfProxyRequest *request)
{
    GimpImage *image = request->wanted.image;

    if (!gimp_image_is_valid (image) ||
        MAX (gimp_image_get_width (image), gimp_image_get_height (image)) <= RF_THUMBNAIL_PX)
        return NULL; /* all of it comes as quickly */
    RfProxy *proxy = find_picture (&request->wanted, MIN (request->longest_px, RF_THUMBNAIL_PX));
    RfProxy *turned = proxy ? rf_proxy_turn (proxy, request->orientation) : NULL;
    rf_proxy_unref (proxy);
    return turned;
}
