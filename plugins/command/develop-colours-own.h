/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Between the two halves of a picture's colours: what a profile says, and pixels. */
#ifndef RF_DEVELOP_COLOURS_OWN_H
#define RF_DEVELOP_COLOURS_OWN_H

#include "develop-colours.h"
#include "develop-curve.h"

struct RfPictureColours {
    RfPictureInfo info; /* of which only the plain members are read */
    RfSpace space;
    double from_srgb[9], to_srgb[9];        /* between sRGB's linear light and the space's */
    gboolean is_srgb;                       /* the space is encoded sRGB */
    RfFileCurve *curves[3], *own_curves[3]; /* of what is read, and of what is written */
    cmsHTRANSFORM take, give;               /* NULL: by the curves */
    GBytes *profile;
};

#endif
