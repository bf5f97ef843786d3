/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef RF_WATERMARK_RECT_H
#define RF_WATERMARK_RECT_H

#include "rangefinder.h"

#include <math.h>

typedef struct {
    double x, y, width, height;
} RfRect;

static inline gboolean
rf_rect_is_empty (const RfRect *rect)
{
    return !(rect->width > 0 && rect->height > 0);
}

/* The smallest that holds both; an empty one counts for nothing. */
static inline RfRect
rf_rect_unite (RfRect a, RfRect b)
{
    if (rf_rect_is_empty (&a))
        return b;
    if (rf_rect_is_empty (&b))
        return a;
    double right = MAX (a.x + a.width, b.x + b.width), bottom = MAX (a.y + a.height, b.y + b.height);
    double x = MIN (a.x, b.x), y = MIN (a.y, b.y);
    return (RfRect){x, y, right - x, bottom - y};
}

/* All pixels that a rectangle touches. */
static inline RfFrame
rf_rect_pixels (const RfRect *rect)
{
    int x = (int)floor (rect->x), y = (int)floor (rect->y);

    return (RfFrame){x, y, (int)ceil (rect->x + rect->width) - x, (int)ceil (rect->y + rect->height) - y};
}

#endif
