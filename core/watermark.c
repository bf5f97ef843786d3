/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Watermarks: what hosts ask for and get. */
#include "watermark.h"

#include "i18n.h"

#include <string.h>

static gboolean
check_options (const RfWatermarkOptions *options, GError **error)
{
    if (!(options->size >= 0.5 && options->size <= 2)) {
        g_set_error (error, RF_ERROR, RF_ERROR_VALUE, _ ("size: %g is outside 0.5 … 2"), options->size);
        return FALSE;
    }
    if (options->font && *options->font && !rf_font_exists (options->font)) {
        g_set_error (error, RF_ERROR, RF_ERROR_VALUE,
                     _ ("font: there is no family “%s” on this machine; fc-list : family lists those there are"),
                     options->font);
        return FALSE;
    }
    return TRUE;
}

/* Colour and kind of the ground, the format's or the user's. */
static gboolean
choose_ground (RfPlanning *planning, RfGround *ground, gboolean *blurred, GError **error)
{
    const RfFormat *format = planning->format;
    const char *chosen = planning->options->ground;
    gboolean own_blur = strcmp (format->canvas.ground, "blur") == 0;
    RfColor color = {{1, 1, 1, 1}, FALSE};

    planning->dark = strcmp (format->theme, "dark") == 0;
    *blurred = own_blur;
    if (planning->options->theme != RF_THEME_FORMAT)
        planning->dark = planning->options->theme == RF_THEME_DARK;
    if (chosen && strcmp (chosen, "blur") == 0) {
        *blurred = TRUE;
        planning->foreign = !own_blur;
    } else if (chosen) {
        if (!rf_color_read (chosen, &color) || color.automatic) {
            g_set_error (error, RF_ERROR, RF_ERROR_VALUE,
                         _ ("ground: “%s” is neither a colour such as #f4f1ea nor blur"), chosen);
            return FALSE;
        }
        *blurred = FALSE;
        memcpy (ground->color, color.rgba, sizeof ground->color);
        planning->foreign = own_blur;
        /* Letters for a light or a dark ground, whichever this one is. */
        if (planning->options->theme == RF_THEME_FORMAT)
            planning->dark = rf_luminance (color.rgba) < 0.18;
        return TRUE;
    }
    color = planning->dark ? format->canvas.color_dark : format->canvas.color;
    memcpy (ground->color, color.rgba, sizeof ground->color);
    /* As a tint an opaque colour would leave nothing of the picture. */
    if (*blurred && color.rgba[3] >= 1)
        ground->color[3] = 0;
    return TRUE;
}

static gboolean
set_canvas (RfPlanning *planning, RfGround *ground, int width, int height, GError **error)
{
    const RfFormat *format = planning->format;
    const char *chosen = planning->options->aspect;
    double aspect;

    if (width < 1 || height < 1 || width > RF_MAX_SIDE || height > RF_MAX_SIDE) {
        g_set_error (error, RF_ERROR, RF_ERROR_VALUE, _ ("%d × %d pixels: a photograph has 1 to %d on each side"),
                     width, height, RF_MAX_SIDE);
        return FALSE;
    }
    if (!rf_aspect_read (chosen ? chosen : format->canvas.aspect, &aspect)) {
        g_set_error (error, RF_ERROR, RF_ERROR_VALUE, _ ("aspect: “%s” is neither free nor a ratio such as 4:5"),
                     chosen);
        return FALSE;
    }
    double side = MIN (width, height);
    planning->scale = (RfScale){side / 1080, side, planning->options->size};
    ground->canvas = rf_canvas_of (format, &planning->scale, aspect, width, height);
    ground->corner = MIN (rf_length_px (&format->photo.corner, &planning->scale), side / 2);
    ground->shadow = rf_length_px (&format->photo.shadow, &planning->scale);
    ground->shadow_opacity = format->photo.shadow_opacity;
    if (ground->canvas.width > RF_MAX_SIDE || ground->canvas.height > RF_MAX_SIDE) {
        g_set_error (error, RF_ERROR, RF_ERROR_VALUE, _ ("the frame would be %d × %d pixels large; %d are the limit"),
                     ground->canvas.width, ground->canvas.height, RF_MAX_SIDE);
        return FALSE;
    }
    return TRUE;
}

RfWatermark *
rf_watermark_new (const RfFormat *format, const RfCaption *caption, const RfWatermarkOptions *options, int width,
                  int height, const RfTile *photo, GError **error)
{
    RfPlanning planning = {format, caption, options, photo};
    RfWatermark *watermark = g_new0 (RfWatermark, 1);
    RfBoxes boxes = {0};
    gboolean blurred;

    watermark->items = g_array_new (FALSE, FALSE, sizeof (RfWatermarkItem));
    watermark->arts = g_array_new (FALSE, FALSE, sizeof (RfArt));
    watermark->notes = g_ptr_array_new_with_free_func (g_free);
    if (!check_options (options, error) || !choose_ground (&planning, &watermark->ground, &blurred, error) ||
        !set_canvas (&planning, &watermark->ground, width, height, error))
        goto failed;
    if (!photo && (blurred || rf_format_needs_photo (format))) {
        g_set_error (error, RF_ERROR, RF_ERROR_VALUE,
                     _ ("“%s” takes its colours from the photograph, which is missing"), format->title);
        goto failed;
    }
    if (blurred)
        rf_ground_set_blur (&watermark->ground, photo);
    if (!rf_boxes_init (&boxes, &planning, watermark, error))
        goto failed;
    rf_watermark_add_items (watermark, &planning, &boxes);
    rf_boxes_clear (&boxes);
    g_ptr_array_add (watermark->notes, NULL);
    return watermark;

failed:
    rf_boxes_clear (&boxes);
    rf_watermark_free (watermark);
    return NULL;
}

void
rf_watermark_free (RfWatermark *watermark)
{
    if (!watermark)
        return;
    rf_ground_clear (&watermark->ground);
    g_array_unref (watermark->items);
    g_array_unref (watermark->arts);
    g_ptr_array_unref (watermark->notes);
    g_free (watermark);
}

void
rf_watermark_canvas (const RfWatermark *watermark, int *width, int *height, RfFrame *photo)
{
    *width = watermark->ground.canvas.width;
    *height = watermark->ground.canvas.height;
    *photo = watermark->ground.canvas.photo;
}

const char *const *
rf_watermark_notes (const RfWatermark *watermark)
{
    return (const char *const *)watermark->notes->pdata;
}

const RfWatermarkItem *
rf_watermark_items (const RfWatermark *watermark, size_t *n)
{
    *n = watermark->items->len;
    return (const RfWatermarkItem *)(void *)watermark->items->data;
}

static void
unite (RfFrame *all, RfFrame one)
{
    int right = MAX (all->x + all->width, one.x + one.width), bottom = MAX (all->y + all->height, one.y + one.height);

    if (one.width <= 0 || one.height <= 0)
        return;
    if (all->width <= 0 || all->height <= 0) {
        *all = one;
        return;
    }
    all->x = MIN (all->x, one.x);
    all->y = MIN (all->y, one.y);
    all->width = right - all->x;
    all->height = bottom - all->y;
}

void
rf_watermark_extent (const RfWatermark *watermark, unsigned parts, RfFrame *extent)
{
    const RfCanvas *canvas = &watermark->ground.canvas;
    RfFrame all = {0, 0, 0, 0};

    if (parts & RF_PART_GROUND)
        all = rf_ground_extent (&watermark->ground);
    for (guint i = 0; i < watermark->arts->len; i++) {
        const RfArt *art = &g_array_index (watermark->arts, RfArt, i);
        if (rf_art_is_among (art, parts))
            unite (&all, rf_art_reach (art));
    }
    /* Halos may reach over the edge. */
    int right = MIN (all.x + all.width, canvas->width), bottom = MIN (all.y + all.height, canvas->height);
    all.x = MAX (all.x, 0);
    all.y = MAX (all.y, 0);
    *extent = (RfFrame){all.x, all.y, MAX (0, right - all.x), MAX (0, bottom - all.y)};
}
