/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Colours that come from the photograph: a palette, and letters that can be read on it. */
#ifndef RF_WATERMARK_COLOR_H
#define RF_WATERMARK_COLOR_H

#include "watermark-ground.h"

#define RF_PALETTE_SIZE 5

/* Five colours of the photograph that differ, from dark to light; sRGB-encoded. The same picture has always the same ones. */
void rf_palette_find (const RfTile *photo, float palette[RF_PALETTE_SIZE][3]);

/* The least contrast of letters and what lies under them, as WCAG 2 has it: (L1 + 0.05) / (L2 + 0.05). */
#define RF_LEAST_CONTRAST 4.5

double rf_luminance (const float rgb[3]); /* of an sRGB-encoded colour, [0, 1] */
double rf_contrast (double luminance_1, double luminance_2);

/* What lies under an area: its darkest, middle and lightest spots as luminances, stray pixels left out. */
typedef struct {
    double darkest, middle, lightest;
    gboolean is_picture; /* and not a plain colour */
} RfUnder;

RfUnder rf_color_look_under (const RfGround *ground, const RfTile *photo, const RfRect *area);

/* Black or white letters that can be read on it: what reads better, on a picture on most of it. There the dark theme takes
 * white also where a faint veil under it is needed. */
typedef struct {
    float letters;  /* 0 or 1: of red, green and blue */
    double opacity; /* of the letters: the one wanted, or as much more as it takes */
    double halo;    /* [0, 1]: opacity of a soft halo in the opposite colour; 0 where they are legible without */
} RfLegible;

RfLegible rf_color_make_legible (RfUnder under, double opacity, gboolean dark);

#endif
