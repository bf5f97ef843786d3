/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the numbers of a picture's file mean, and from these to the numbers that looks are planned for and back. */
#ifndef RF_DEVELOP_COLOURS_H
#define RF_DEVELOP_COLOURS_H

#include "codec.h"

#include <rangefinder.h>

typedef struct RfPictureColours RfPictureColours; /* read by any number of threads */

RfPictureColours *rf_picture_colours_new (const RfPictureInfo *info, GError **error);
void rf_picture_colours_free (RfPictureColours *colours); /* NULL is fine */

/* What looks are to be planned for. */
const RfSpace *rf_picture_colours_space (const RfPictureColours *colours);

/* For the developed file: the picture's own, byte by byte, unless it is not of RGB; NULL: none. */
GBytes *rf_picture_colours_profile (const RfPictureColours *colours);

/* TRUE if the three bytes of the file's pixels are the space's own numbers, and are written as such: nothing has to be done to
 * them before the look, or after it. */
gboolean rf_picture_colours_are_plain (const RfPictureColours *colours, RfSample sample, gboolean has_alpha);

/* n pixels of the file to RGBA float of the space, straight alpha. */
void rf_picture_colours_take (const RfPictureColours *colours, const void *pixels, float *rgba, gsize n);

/* And back: RGB or RGBA of the file that is written. Without alpha the picture is laid on white. */
void rf_picture_colours_give (const RfPictureColours *colours, const float *rgba, void *pixels, gsize n,
                              RfSample sample, gboolean has_alpha);

/* Between the space and encoded sRGB, RGBA, values beyond [0, 1] included. `out` may be `in`. */
void rf_picture_colours_to_srgb (const RfPictureColours *colours, const float *in, float *out, gsize n);

/* Lays n encoded sRGB pixels on pixels of the space; where those are mixed, it is as they are encoded. */
void rf_picture_colours_lay (const RfPictureColours *colours, const float *srgb, float *rgba, gsize n);

#endif
