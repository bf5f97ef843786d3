/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A drawable's pixels as colours of sRGB, whatever profile and precision the image has.
 */
#ifndef RF_GIMP_WATERMARK_COLOUR_H
#define RF_GIMP_WATERMARK_COLOUR_H

#include <libgimp/gimp.h>

typedef struct {
    GeglBuffer *buffer;
    gboolean is_srgb_u8; /* the buffer has just R'G'B'A u8 of sRGB */
    const Babl *srgb;    /* R'G'B'A float of sRGB */

    /* Where the image has a profile that babl does not understand, else NULL. */
    GimpColorTransform *to, *from;
    const Babl *own;
} RfColours;

void rf_colours_init (RfColours *colours, GimpDrawable *drawable);
void rf_colours_clear (RfColours *colours); /* only then has GIMP all that was written */

/* RGBA float of sRGB as it is encoded, straight alpha, rows `stride` bytes apart; values beyond [0, 1] are colours that sRGB
 * does not hold. */
void rf_colours_read (RfColours *colours, const GeglRectangle *area, float *data, int stride);
void rf_colours_write (RfColours *colours, const GeglRectangle *area, const float *data, int stride);

#endif
