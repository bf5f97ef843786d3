/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Lens characters: what optics and film do to light round a point. All of it happens in linear light, and all lengths are
 * parts of the picture's diagonal, so that a picture half as large gets the same look scaled down.
 *
 * What needs wide neighbourhoods (glow, halo, local contrast) is soft, so it is worked out once for the whole picture on a
 * grid of some thousand cells along the diagonal, and read back smoothly. What needs sharp ones (swirl) reads the pixels
 * round each tile. */
#ifndef RF_LENS_H
#define RF_LENS_H

#include "rangefinder.h"

#define RF_LENS_GLOWS 2

typedef struct {
    double radius;           /* deviation of the Gaussian, in parts of the diagonal */
    double amount;           /* how much of the highlights' light */
    double red, green, blue; /* its colour, linear sRGB */
} RfLensGlow;

/* Which light of a pixel makes it a highlight. */
typedef enum {
    RF_HIGHLIGHT_LUMINANCE, /* what the eye sees */
    RF_HIGHLIGHT_LEAST,     /* the least channel: only what is nearly white, so that skin does not glow */
} RfHighlight;

/* One character: a row of the table in lens.c. */
struct RfLens {
    const char *id, *title, *description;
    double focal_mm; /* whose cos^4 law darkens the corners; 0: none */
    struct {
        double reach; /* half the length of the blur in the corner, in parts of the diagonal; 0: no swirl */
        double start; /* where it begins, in parts of the way from the centre to the corner */
    } swirl;
    struct {
        double radius, amount; /* a blurred picture laid over the sharp one: the light that aberration spreads */
    } veil;
    struct {
        RfHighlight measure;
        double low, high; /* light that begins to glow, and that glows wholly */
        RfLensGlow layers[RF_LENS_GLOWS];
    } glow;
};

typedef struct {
    float low, high; /* of a pixel's light, as the character has it */
    float measure[4];
    gboolean least;
    float loss[4]; /* what a highlight would give of itself: the sum of the layers */
} RfLensHighlights;

struct RfLensPlan {
    int references; /* atomic */
    const RfLens *lens;
    gboolean identity;
    RfFrame frame;
    double diagonal; /* pixels */
    float luminance[4];
    float fall;     /* light is divided by (1 + fall r^2)^2, r = 1 in the corner */
    float contrast; /* [-1, 1] */
    float veil;     /* [0, 1] */
    gboolean glows;
    RfLensHighlights highlights;
    float glow[RF_LENS_GLOWS][4]; /* amount times colour, in the image's primaries */
    double reach;                 /* of the swirl in the corner, in pixels; 0: none */
    int levels;                   /* of averaged pixels that the swirl reads */
};

typedef float RfFloat4 __attribute__ ((vector_size (16), aligned (4), may_alias));

/* The picture's soft light: a grid of cells, each the mean of the pixels in it and what became of that. */
struct RfLensLight {
    double cell;       /* pixels */
    int x, y;          /* the first cell's place in the grid that starts at the frame's corner */
    int width, height; /* cells */
    RfFloat4 *veil;    /* red, green, blue; NULL where the plan has none, as below */
    RfFloat4 *glow;    /* likewise */
    RfFloat4 *base;    /* of the root s of the luminance: its local base is [0] s + [1] */
};

/* A pixel's colour times its weight, and the weight: its alpha; nothing of what is not a number, or as good as infinite. */
static inline RfFloat4
rf_lens_weigh (const float *pixel)
{
    RfFloat4 weighed = *(const RfFloat4 *)pixel;
    RfFloat4 sum = weighed * weighed;
    float alpha = pixel[3];

    if (!(sum[0] + sum[1] + sum[2] + sum[3] < 1e10f && alpha > 0))
        return (RfFloat4){0, 0, 0, 0};
    weighed *= alpha;
    weighed[3] = alpha;
    return weighed;
}

/* How much of a colour's light is a highlight's, [0, 1]. */
static inline float
rf_lens_highlight (const RfLensHighlights *highlights, RfFloat4 rgb)
{
    float light = rgb[0] * highlights->measure[0] + rgb[1] * highlights->measure[1] + rgb[2] * highlights->measure[2];
    if (highlights->least) {
        light = rgb[0] < rgb[1] ? rgb[0] : rgb[1];
        light = rgb[2] < light ? rgb[2] : light;
    }
    float share = (light - highlights->low) / (highlights->high - highlights->low);
    share = share > 0 ? share < 1 ? share : 1 : 0; /* 0 for NaN */
    return share * share * (3 - 2 * share);
}

/* Develops n RGBA pixels in place, the first at x, y: everything but the swirl. */
void rf_lens_row (const RfLensPlan *plan, const RfLensLight *light, int x, int y, float *pixels, int n);

/* How many times the swirl halves the pixels for blurs of that length, and how far its reading goes. */
int rf_lens_swirl_levels (double reach);
int rf_lens_swirl_margin (const RfLensPlan *plan);

/* Writes to `out` what the swirl makes of `in`, which holds its surroundings as far as the picture goes. */
void rf_lens_swirl (const RfLensPlan *plan, const RfTile *in, const RfTile *out);

#endif
