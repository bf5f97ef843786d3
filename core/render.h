/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The look as a function of one colour: the specification that tables are baked from. */
#ifndef RF_RENDER_H
#define RF_RENDER_H

#include "hue.h"
#include "lut-look.h"
#include "tint.h"
#include "tone.h"

#define RF_CURVE_STEPS 2048

typedef struct {
    RfColorimetry image;         /* of the image's own primaries */
    gboolean wide;               /* which are not those of sRGB, that looks are made for */
    RfMatrix to_srgb, from_srgb; /* linear RGB of the image <-> linear sRGB */
    RfMatrix from_working;       /* linear Rec.2020 -> linear sRGB */
    RfEncoding encoding;
    RfInput input;
    double strength;                 /* of the whole */
    double tone_strength;            /* of the curve, the whole's share included */
    float curve[RF_CURVE_STEPS + 2]; /* the curve at that strength: cube root of light -> cube root of light */
    double exposure;                 /* factor on scene light */
    double gain;                     /* the same, seen in the picture: G of tone.h */
    double black, white;             /* light of black and white in the result */
    RfHue hue;
    RfTint tint;
    double mono[3], mono_strength; /* weights in the working space, summing to 1 */
    double gamut_strength;         /* of tone and colour together: 0 only where neither does anything */
    RfLutStage lut;                /* in place of all that, where the look is a LUT */
} RfRender;

gboolean rf_render_init (RfRender *render, const RfLook *look, const RfSettings *settings, const RfSpace *space,
                         GError **error);
void rf_render_clear (RfRender *render);

/* Linear picture light in the cube of the image's primaries -> the same, developed. What sRGB has comes out as in an sRGB
 * image; what it has not keeps its lead over sRGB's surface. */
void rf_render_picture (const RfRender *render, const double in[3], double out[3]);

/* Scene light (bounded below by 0) of the image's primaries -> the neutral picture in their cube. */
void rf_render_scene (const RfRender *render, const double in[3], double out[3]);

/* Light of the image as its settings understand it, of a picture or a scene -> light of the picture, wholly developed. */
void rf_render_light (const RfRender *render, const double in[3], double out[3]);

/* Any pixel as the image encodes it: the strength of scene-linear input and values outside [0, 1] included. */
void rf_render_pixel (const RfRender *render, const double in[3], double out[3]);

#endif
