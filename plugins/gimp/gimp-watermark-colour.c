/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-watermark-colour.h"

#define INTENT GIMP_COLOR_RENDERING_INTENT_RELATIVE_COLORIMETRIC

/* babl understands profiles of primaries and curves. The others, with tables, are left to lcms: the buffer then counts as
 * sRGB, which makes what is written to it the profile's own numbers. */
static void
make_transforms (RfColours *colours, GimpColorProfile *profile, gboolean is_gray)
{
    g_autoptr (GimpColorProfile) srgb = gimp_color_profile_new_rgb_srgb ();
    const Babl *own = babl_format (is_gray ? "Y'A float" : "R'G'B'A float");

    colours->to = gimp_color_transform_new (srgb, colours->srgb, profile, own, INTENT, 0);
    colours->from = gimp_color_transform_new (profile, own, srgb, colours->srgb, INTENT, 0);
    colours->own = own;
}

void
rf_colours_init (RfColours *colours, GimpDrawable *drawable)
{
    GimpImage *image = gimp_item_get_image (GIMP_ITEM (drawable));
    g_autoptr (GimpColorProfile) profile = gimp_image_get_color_profile (image);

    *colours = (RfColours){.buffer = gimp_drawable_get_buffer (drawable), .srgb = babl_format ("R'G'B'A float")};
    colours->is_srgb_u8 = gegl_buffer_get_format (colours->buffer) == babl_format ("R'G'B'A u8");
    if (profile && !gimp_color_profile_get_space (profile, INTENT, NULL)) {
        make_transforms (colours, profile, gimp_drawable_is_gray (drawable));
        colours->is_srgb_u8 = FALSE;
    }
}

void
rf_colours_clear (RfColours *colours)
{
    g_clear_object (&colours->buffer);
    g_clear_object (&colours->to);
    g_clear_object (&colours->from);
}

void
rf_colours_read (RfColours *colours, const GeglRectangle *area, float *data, int stride)
{
    const Babl *format = colours->from ? colours->own : colours->srgb;
    g_autofree float *numbers = colours->from ? g_new (float, 4 * (gsize)area->width) : NULL;

    for (int row = 0; row < area->height; row++, data += stride / sizeof (float)) {
        GeglRectangle line = {area->x, area->y + row, area->width, 1};
        gegl_buffer_get (colours->buffer, &line, 1.0, format, numbers ? numbers : data, GEGL_AUTO_ROWSTRIDE,
                         GEGL_ABYSS_NONE);
        if (numbers)
            gimp_color_transform_process_pixels (colours->from, colours->own, numbers, colours->srgb, data,
                                                 area->width);
    }
}

void
rf_colours_write (RfColours *colours, const GeglRectangle *area, const float *data, int stride)
{
    if (!colours->to) {
        gegl_buffer_set (colours->buffer, area, 0, colours->srgb, data, stride);
        return;
    }
    gsize n = area->width;
    g_autofree float *numbers = g_new (float, 4 * n * area->height);
    for (int row = 0; row < area->height; row++, data += stride / sizeof (float))
        gimp_color_transform_process_pixels (colours->to, colours->srgb, data, colours->own, numbers + 4 * n * row, n);
    gegl_buffer_set (colours->buffer, area, 0, colours->own, numbers, GEGL_AUTO_ROWSTRIDE);
}
