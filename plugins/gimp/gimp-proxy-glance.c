/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-proxy-glance.h"

#include "gimp-proxy-read.h"

#include <string.h>

#define SCREEN_PX 1024 /* the most that GIMP gives of its own pictures */

/* GIMP 3.0 makes its small pictures in the image's own space, and those of a whole image also as its layers are, with alpha;
 * later ones make them for screens, whatever the image is. */
#define ARE_FOR_SCREENS (gimp_minor_version > 0)

static const Babl *
find_format_for_screens (int bpp)
{
    static const char *const names[] = {"Y' u8", "Y'A u8", "R'G'B' u8", "R'G'B'A u8"};

    return bpp >= 1 && bpp <= 4 ? babl_format (names[bpp - 1]) : NULL;
}

static const Babl *
find_image_format (GimpDrawable *layer)
{
    static const char *const types[] = {"u8", "u16", "u32", NULL, "half", "float", "double"}; /* 100, 200, ... */
    int precision = gimp_image_get_precision (gimp_item_get_image (GIMP_ITEM (layer)));
    const char *type = precision >= 100 && precision < 800 ? types[precision / 100 - 1] : NULL;
    const char *mark = precision % 100 >= 75 ? "~" : precision % 100 >= 50 ? "'" : "";
    g_autofree char *name = NULL;

    if (!type || gimp_drawable_is_indexed (layer))
        return NULL;
    name = gimp_drawable_is_gray (layer) ? g_strdup_printf ("Y%sA %s", mark, type)
                                         : g_strdup_printf ("R%sG%sB%sA %s", mark, mark, mark, type);
    return babl_format_with_space (name, babl_format_get_space (gimp_drawable_get_format (layer)));
}

/* `bytes` in that format, of something of width x height pixels with the colours that the drawable's image has. */
static RfProxy *
convert (GimpDrawable *drawable, int width, int height, const Babl *format, GBytes *bytes, int tile_width,
         int tile_height)
{
    int bpp = format ? babl_format_get_bytes_per_pixel (format) : 0;

    if (!bytes || !format || tile_width < 1 || tile_height < 1 ||
        g_bytes_get_size (bytes) != (gsize)tile_width * tile_height * bpp)
        return NULL;
    RfProxy *proxy = rf_proxy_alloc (width, height, tile_width, tile_height);
    rf_proxy_read_convert (drawable, format, g_bytes_get_data (bytes, NULL), proxy);
    return proxy;
}

static RfProxy *
glance_at_screen (GimpImage *image, int longest_px)
{
    g_autofree GimpLayer **layers = gimp_image_get_layers (image);
    int width = longest_px, height = longest_px, bpp;

    if (!layers[0])
        return NULL;
    g_autoptr (GBytes) bytes = gimp_image_get_thumbnail_data (image, &width, &height, &bpp);
    return convert (GIMP_DRAWABLE (layers[0]), gimp_image_get_width (image), gimp_image_get_height (image),
                    ARE_FOR_SCREENS ? find_format_for_screens (bpp) : find_image_format (GIMP_DRAWABLE (layers[0])),
                    bytes, width, height);
}

static RfProxy *
glance_at_drawable (GimpDrawable *drawable, int longest_px)
{
    const Babl *own = gimp_drawable_get_format (drawable), *format = gimp_drawable_get_thumbnail_format (drawable);
    int width, height, bpp;
    g_autoptr (GBytes) bytes =
        gimp_drawable_get_thumbnail_data (drawable, longest_px, longest_px, &width, &height, &bpp);

    if (ARE_FOR_SCREENS)
        format = find_format_for_screens (bpp);
    else if (format)
        format = babl_format_with_space (babl_format_get_encoding (format), own);
    return convert (drawable, gimp_drawable_get_width (drawable), gimp_drawable_get_height (drawable), format, bytes,
                    width, height);
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

    if (!gimp_image_is_valid (image) || MAX (gimp_image_get_width (image), gimp_image_get_height (image)) <= SCREEN_PX)
        return NULL; /* all of it comes as quickly */
    RfProxy *proxy = find_picture (&request->wanted, MIN (request->longest_px, SCREEN_PX));
    RfProxy *turned = proxy ? rf_proxy_turn (proxy, request->orientation) : NULL;
    rf_proxy_unref (proxy);
    return turned;
}
