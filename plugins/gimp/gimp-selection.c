/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-selection.h"

#include "gimp-proxy.h"
#include "gimp-thumbnail.h"

static cairo_surface_t *
new_mask (int width, int height)
{
    return cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
}

/* All of the image's, reduced. */
static cairo_surface_t *
read_all (GimpImage *image)
{
    RfThumbnail all;

    if (!rf_thumbnail_of_drawable (GIMP_DRAWABLE (gimp_image_get_selection (image)), RF_THUMBNAIL_PX, &all))
        return NULL;
    const Babl *fish = babl_fish (all.format, babl_format_with_space ("Y u8", all.format));
    cairo_surface_t *mask = new_mask (all.width, all.height);
    guchar *to = cairo_image_surface_get_data (mask);
    const guchar *from = g_bytes_get_data (all.bytes, NULL);
    int stride = cairo_image_surface_get_stride (mask), bpp = babl_format_get_bytes_per_pixel (all.format);
    for (int y = 0; to && y < all.height; y++, from += (gsize)all.width * (gsize)bpp, to += stride)
        babl_process (fish, from, to, all.width);
    cairo_surface_mark_dirty (mask);
    rf_thumbnail_clear (&all);
    return mask;
}

static void
paint (cairo_t *cr, cairo_surface_t *mask, double width, double height)
{
    cairo_scale (cr, width / cairo_image_surface_get_width (mask), height / cairo_image_surface_get_height (mask));
    cairo_rectangle (cr, 0, 0, cairo_image_surface_get_width (mask), cairo_image_surface_get_height (mask));
    cairo_clip (cr);
    cairo_set_source_surface (cr, mask, 0, 0);
    cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD); /* edges do not fade */
    cairo_paint (cr);
    cairo_destroy (cr);
}

void
rf_selection_read (const RfProxyWanted *wanted, RfSelection *selection)
{
    RfProxyPlace place;
    gboolean any = FALSE;
    int left, top, right, bottom, x, y, width, height;

    *selection = (RfSelection){NULL};
    if (!gimp_image_is_valid (wanted->image))
        return;
    gimp_selection_bounds (wanted->image, &any, &left, &top, &right, &bottom);
    rf_proxy_source_find (wanted, &place);
    cairo_surface_t *all = any && place.drawable ? read_all (wanted->image) : NULL;
    if (!all)
        return;
    GeglRectangle whole = {0, 0, gimp_drawable_get_width (place.drawable), gimp_drawable_get_height (place.drawable)};
    gimp_drawable_get_offsets (place.drawable, &x, &y);
    selection->part = (GeglRectangle){left - x, top - y, right - left, bottom - top};
    if (!gegl_rectangle_intersect (&selection->part, &selection->part, &whole))
        selection->part = whole;

    rf_proxy_fit (whole.width, whole.height, RF_THUMBNAIL_PX, &width, &height);
    selection->mask = new_mask (width, height);
    cairo_t *cr = cairo_create (selection->mask);
    cairo_scale (cr, (double)width / whole.width, (double)height / whole.height);
    cairo_translate (cr, -x, -y);
    paint (cr, all, gimp_image_get_width (wanted->image), gimp_image_get_height (wanted->image));
    cairo_surface_destroy (all);
}

void
rf_selection_clear (RfSelection *selection)
{
    g_clear_pointer (&selection->mask, cairo_surface_destroy);
}

void
rf_selection_set (const RfSelection *selection, GimpImage *image)
{
    int width = gimp_image_get_width (image), height = gimp_image_get_height (image);

    if (!selection->mask)
        return;
    g_autofree GimpLayer **layers = gimp_image_get_selected_layers (image);
    g_autoptr (GObject) colour = G_OBJECT (gegl_color_new ("black"));
    GimpChannel *channel = gimp_channel_new (image, "selection", width, height, 100, GEGL_COLOR (colour));
    cairo_surface_t *mask = new_mask (width, height);
    paint (cairo_create (mask), selection->mask, width, height);
    cairo_surface_flush (mask);
    gimp_image_insert_channel (image, channel, NULL, 0);
    GeglBuffer *buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (channel));
    /* A channel of 8 bits may be of encoded greys, and yet GIMP takes its numbers as they are for what is selected. */
    const Babl *own = gegl_buffer_get_format (buffer);
    gegl_buffer_set (buffer, NULL, 0,
                     babl_format_get_bytes_per_pixel (own) == 1 ? own : babl_format_with_space ("Y u8", own),
                     cairo_image_surface_get_data (mask), cairo_image_surface_get_stride (mask));
    g_object_unref (buffer);
    cairo_surface_destroy (mask);
    gimp_image_select_item (image, GIMP_CHANNEL_OP_REPLACE, GIMP_ITEM (channel));
    gimp_image_remove_channel (image, channel);
    gimp_image_set_selected_layers (image, (const GimpLayer **)layers);
}
