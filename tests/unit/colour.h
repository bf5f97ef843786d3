/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of the colour maths share. */
#ifndef RF_UNIT_COLOUR_H
#define RF_UNIT_COLOUR_H

#include "space.h"

/* The named space, which must be possible. */
static inline RfColorimetry
colorimetry_of (const char *name)
{
    RfColorimetry colorimetry;
    RfSpace space;

    if (!rf_space_init (&space, name, RF_ENCODING_LINEAR) || !rf_colorimetry_init (&colorimetry, &space, NULL))
        g_error ("no space %s", name);
    return colorimetry;
}

#endif
