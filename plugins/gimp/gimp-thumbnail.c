/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-thumbnail.h"

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

/* Takes the bytes. */
static gboolean
fill (RfThumbnail *thumbnail, GBytes *bytes, const Babl *format, int width, int height)
{
    gsize bpp = format ? (gsize)babl_format_get_bytes_per_pixel (format) : 0;

    *thumbnail = (RfThumbnail){bytes, format, width, height};
    if (bytes && format && width > 0 && height > 0 && g_bytes_get_size (bytes) == (gsize)width * (gsize)height * bpp)
        return TRUE;
    rf_thumbnail_clear (thumbnail);
    return FALSE;
}

gboolean
rf_thumbnail_of_drawable (GimpDrawable *drawable, int longest_px, RfThumbnail *thumbnail)
{
    const Babl *own = gimp_drawable_get_format (drawable), *format = gimp_drawable_get_thumbnail_format (drawable);
    int width = 0, height = 0, bpp = 0;
    GBytes *bytes = gimp_drawable_get_thumbnail_data (drawable, longest_px, longest_px, &width, &height, &bpp);

    if (ARE_FOR_SCREENS)
        format = find_format_for_screens (bpp);
    else if (format)
        format = babl_format_with_space (babl_format_get_encoding (format), own);
    return fill (thumbnail, bytes, format, width, height);
}

gboolean
rf_thumbnail_of_image (GimpImage *image, int longest_px, RfThumbnail *thumbnail)
{
    g_autofree GimpLayer **layers = gimp_image_get_layers (image);
    int width = longest_px, height = longest_px, bpp = 0;

    if (!layers[0])
        return FALSE;
    GBytes *bytes = gimp_image_get_thumbnail_data (image, &width, &height, &bpp);
    return fill (thumbnail, bytes,
                 ARE_FOR_SCREENS ? find_format_for_screens (bpp) : find_image_format (GIMP_DRAWABLE (layers[0])), width,
                 height);
}

void
rf_thumbnail_clear (RfThumbnail *thumbnail)
{
    g_clear_pointer (&thumbnail->bytes, g_bytes_unref);
}
