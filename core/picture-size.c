/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "rangefinder.h"

#include <limits.h>
#include <math.h>

static int
clamp_side (double side, int most)
{
    return (int)fmin (fmax (floor (side + 0.5), 1), most);
}

void
rf_crop_find (double ratio, double position, int width, int height, RfFrame *crop)
{
    double share = position > 0 ? fmin (position, 1) : 0;

    *crop = (RfFrame){0, 0, width, height};
    if (!(ratio > 0))
        return;
    int own_width = clamp_side (height * ratio, INT_MAX), own_height = clamp_side (width / ratio, INT_MAX);
    if (own_width == width || own_height == height) /* it has the ratio, as nearly as pixels can */
        return;
    if (own_width < width)
        crop->width = own_width;
    else
        crop->height = own_height;
    crop->x = (int)floor ((width - crop->width) * share + 0.5);
    crop->y = (int)floor ((height - crop->height) * share + 0.5);
}

void
rf_size_find (RfSizeRule rule, double value, int width, int height, int *new_width, int *new_height)
{
    double scale = 1;

    switch (rule) {
    case RF_SIZE_KEEP:
        break;
    case RF_SIZE_LONG_SIDE:
        scale = value / MAX (width, height);
        break;
    case RF_SIZE_SHORT_SIDE:
        scale = value / MIN (width, height);
        break;
    case RF_SIZE_PERCENT:
        scale = value / 100;
        break;
    case RF_SIZE_MEGAPIXELS:
        scale = sqrt (value * 1e6 / ((double)width * height));
        break;
    }
    if (!(scale > 0 && scale < 1))
        scale = 1;
    *new_width = clamp_side (width * scale, width);
    *new_height = clamp_side (height * scale, height);
}
