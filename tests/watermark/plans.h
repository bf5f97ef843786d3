/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of plans share: formats and captions made by hand, plans that must be possible. */
#ifndef RF_PLANS_H
#define RF_PLANS_H

#include "../tap.h"
#include "../unit/unit.h"
#include "shipped.h"

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
