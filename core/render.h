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

typedef struct RfRender RfRender;

/* Colours that are developed together, by channel: as many as stay near the processor. */
#define RF_COLOURS 64

typedef struct {
    double v[3][2 * RF_COLOURS]; /* the second half is the functions' own */
} RfColours;

/* Light of the image's primaries, of a picture (in their cube) or of a scene (bounded below by 0) as the settings
 * understand it -> the picture as the image encodes it, wholly developed. n <= RF_COLOURS; the others may change as well. */
typedef void RfRenderFunction (const RfRender *render, RfColours *colours, int n);

/* All give the same bits. */
RfRenderFunction rf_render_block_base, rf_render_block_avx2, rf_render_block_avx512;

struct RfRender {
    RfRenderFunction *develop;   /* the one for this machine */
    RfColorimetry image;         /* of the image's own primaries */
    gboolean wide;               /* which are not those of sRGB, that looks are made for */
    RfMatrix to_srgb, from_srgb; /* linear RGB of the image <-> linear sRGB; nothing where it is not wide */
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
};

gboolean rf_render_init (RfRender *render, const RfLook *look, const RfSettings *settings, const RfSpace *space,
                         GError **error);
void rf_render_clear (RfRender *render);

/* n RGB pixels of any numbers as the image encodes them: the strength of scene-linear input and values outside [0, 1]
 * included. `in` and `out` may be the same. */
void rf_render_pixels (const RfRender *render, const double *in, double *out, size_t n);

#endif
