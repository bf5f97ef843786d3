/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "watermark-canvas.h"

#include <string.h>

RfCanvas
rf_canvas_of (const RfFormat *format, const RfScale *scale, double aspect, int width, int height)
{
    int left = rf_length_grid (&format->canvas.left, scale), right = rf_length_grid (&format->canvas.right, scale);
    int top = rf_length_grid (&format->canvas.top, scale), bottom = rf_length_grid (&format->canvas.bottom, scale);
    int full_width = left + width + right, full_height = top + height + bottom;

    if (aspect > 0) {
        int wider = (int)MAX (0, floor (full_height * aspect + 0.5) - full_width);
        int higher = (int)MAX (0, floor (full_width / aspect + 0.5) - full_height);
        left += wider / 2;
        top += higher / 2;
        full_width += wider;
        full_height += higher;
    }
    return (RfCanvas){full_width, full_height, {left, top, width, height}};
}

RfRect
rf_canvas_region (const RfCanvas *canvas, const char *in)
{
    const RfFrame *photo = &canvas->photo;
    int right = photo->x + photo->width, bottom = photo->y + photo->height;

    if (strcmp (in, "photo") == 0)
        return (RfRect){photo->x, photo->y, photo->width, photo->height};
    if (strcmp (in, "top") == 0)
        return (RfRect){0, 0, canvas->width, photo->y};
    if (strcmp (in, "bottom") == 0)
        return (RfRect){0, bottom, canvas->width, canvas->height - bottom};
    if (strcmp (in, "left") == 0)
        return (RfRect){0, photo->y, photo->x, photo->height};
    if (strcmp (in, "right") == 0)
        return (RfRect){right, photo->y, canvas->width - right, photo->height};
    return (RfRect){0, 0, canvas->width, canvas->height};
}
