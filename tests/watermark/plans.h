/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of plans share: every shipped format, captions and photographs made by hand. Include ../tap.h first. */
#ifndef RF_PLANS_H
#define RF_PLANS_H

#include "../unit/unit.h"
#include "watermark.h"

#define MAX_FORMATS 64

/* Every shipped format, sorted by its file's name. */
static inline RfFormat *const *
shipped_formats (int *n)
{
    static RfFormat *formats[MAX_FORMATS];
    static int n_formats;

    if (n_formats == 0) {
        g_autofree char *folder = g_build_filename (g_getenv ("RF_SOURCE"), "core", "formats", NULL);
        g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
        GDir *dir = g_dir_open (folder, 0, NULL);
        const char *name;
        while (dir && (name = g_dir_read_name (dir)))
            if (g_str_has_suffix (name, ".format"))
                g_ptr_array_add (names, g_build_filename (folder, name, NULL));
        if (dir)
            g_dir_close (dir);
        g_ptr_array_sort_values (names, (GCompareFunc)strcmp);
        for (guint i = 0; i < names->len && n_formats < MAX_FORMATS; i++) {
            g_autoptr (GError) error = NULL;
            formats[n_formats] = rf_format_load (names->pdata[i], &error);
            if (!formats[n_formats++])
                g_error ("%s", error->message);
        }
    }
    *n = n_formats;
    return formats;
}

static inline const RfFormat *
shipped_format (const char *id)
{
    int n;
    RfFormat *const *formats = shipped_formats (&n);

    for (int i = 0; i < n; i++)
        if (strcmp (formats[i]->id, id) == 0)
            return formats[i];
    g_error ("there is no format %s", id);
}

/* A format that must be readable. */
static inline RfFormat *
format_of (const char *text)
{
    g_autoptr (GError) error = NULL;
    RfFormat *format = rf_format_parse (text, strlen (text), "/some/test.format", &error);

    if (!format)
        g_error ("%s in «%s»", error->message, text);
    return format;
}

/* A caption of these fields only: name, text, name, text ..., NULL. */
G_GNUC_NULL_TERMINATED static inline RfCaption *
caption_of (const char *field, ...)
{
    RfCaption *caption = rf_caption_new ();
    va_list rest;

    va_start (rest, field);
    for (; field; field = va_arg (rest, const char *))
        if (!rf_caption_set (caption, field, va_arg (rest, const char *), NULL))
            g_error ("there is no field %s", field);
    va_end (rest);
    return caption;
}

/* A reduced copy as hosts give it: `paint` says what colour a point has; both coordinates are in [0, 1]. */
typedef void (*Paint) (double x, double y, float rgb[3]);

#define PHOTO_SIDE 256

static inline RfTile
make_photo (Paint paint)
{
    float *pixels = g_new (float, 4 * PHOTO_SIDE * PHOTO_SIDE), *pixel = pixels;

    for (int y = 0; y < PHOTO_SIDE; y++)
        for (int x = 0; x < PHOTO_SIDE; x++, pixel += 4) {
            paint ((x + 0.5) / PHOTO_SIDE, (y + 0.5) / PHOTO_SIDE, pixel);
            pixel[3] = 1;
        }
    return (RfTile){pixels, 4 * sizeof (float) * PHOTO_SIDE, 0, 0, PHOTO_SIDE, PHOTO_SIDE};
}

/* Dark at the left, light at the right, restless everywhere. */
static inline void
paint_restless (double x, double y, float rgb[3])
{
    int check = ((int)(x * 32) + (int)(y * 32)) & 1;

    rgb[0] = (float)(0.1 + 0.8 * x);
    rgb[1] = check ? 0.85f : 0.2f;
    rgb[2] = (float)(0.9 - 0.7 * y);
}

static inline const RfTile *
restless_photo (void)
{
    static RfTile photo;

    if (!photo.data)
        photo = make_photo (paint_restless);
    return &photo;
}

/* Must be possible. */
static inline RfWatermark *
plan_with (const RfFormat *format, const RfCaption *caption, const RfWatermarkOptions *options, int width, int height)
{
    static const RfWatermarkOptions standard = RF_WATERMARK_OPTIONS_DEFAULT;
    g_autoptr (GError) error = NULL;
    RfWatermark *watermark =
        rf_watermark_new (format, caption, options ? options : &standard, width, height, restless_photo (), &error);

    REQUIRE (watermark, "%s, %d × %d: %s", format->id, width, height, error->message);
    return watermark;
}

static inline const RfWatermarkItem *
find_item (const RfWatermark *watermark, const char *name)
{
    size_t n;
    const RfWatermarkItem *items = rf_watermark_items (watermark, &n);

    for (size_t i = 0; i < n; i++)
        if (strcmp (items[i].name, name) == 0)
            return &items[i];
    return NULL;
}

static inline const RfWatermarkItem *
require_item (const RfWatermark *watermark, const char *name)
{
    const RfWatermarkItem *item = find_item (watermark, name);

    REQUIRE (item, "no item %s", name);
    return item;
}

/* Draws into new pixels, which are full of something else before. */
static inline void *
draw_area (const RfWatermark *watermark, unsigned parts, RfPixels pixels, RfFrame area)
{
    gsize size = pixels == RF_PIXELS_U8 ? 4 : 16, bytes = (gsize)area.width * (gsize)area.height * size;
    void *data = g_malloc (bytes);
    RfTile tile = {data, (ptrdiff_t)((gsize)area.width * size), area.x, area.y, area.width, area.height};

    memset (data, 0x5a, bytes);
    rf_watermark_draw (watermark, parts, pixels, &tile);
    return data;
}

static inline RfFrame
whole_canvas (const RfWatermark *watermark)
{
    RfFrame photo, canvas = {0, 0, 0, 0};

    rf_watermark_canvas (watermark, &canvas.width, &canvas.height, &photo);
    return canvas;
}

#endif
