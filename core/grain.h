/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Film grain: soft noise of the size of the grains, added to what the eye sees as lightness. It depends on nothing but the
 * place in the frame, the seed and the pixel, so every tiling and every number of threads gives the same bits.
 *
 * White noise on a lattice fixed to the frame, seen through a cubic B-spline about as wide as a grain: flat up to the
 * grain's own frequency and gone beyond it, as a film's Wiener spectrum. Two of these, of different sizes, are added. A pixel larger than that sees the mean of its
 * area: the spline widens to take in as much as the pixel does, so a picture half as large has the grain of the large one
 * scaled down. */
#ifndef RF_GRAIN_H
#define RF_GRAIN_H

#include "look.h"
#include "pixels.h"

#define RF_GRAIN_TERMS 7

typedef struct {
    double size;  /* width of a grain in parts of the frame's height; 0: no grain */
    float colour; /* how far the channels' grains differ, [0, 1] */
    uint32_t seed;
    RfEncoding encoding;
    /* Of a level x, the pixel's number or its root where that is linear: x (1 - x) times this polynomial, above 0. */
    float deviation[RF_GRAIN_TERMS];
} RfGrain;

/* `amount` is a factor on the look's own amount. */
void rf_grain_init (RfGrain *grain, const RfGrainKeys *keys, double amount, uint32_t seed, RfEncoding encoding);

#define RF_GRAIN_LAYERS   2  /* grains of two sizes */
#define RF_GRAIN_PHASES   4  /* points a lattice cell that a row is sampled at; it is straight between them */
#define RF_GRAIN_MAX_TAPS 10 /* lattice cells under the spline */

/* How the lattice of one layer lies under a frame, and under a row of it. */
typedef struct {
    double cells;       /* a pixel */
    double reach, gain; /* of the spline, in cells; what makes the layer's deviation what it is */
    float squeeze;      /* of the spline, which is wider where pixels are */
    int before, taps;   /* columns under the spline: the first lies so many before a cell's own */
    float point[RF_GRAIN_PHASES][RF_GRAIN_MAX_TAPS]; /* their weights for the points in a cell */

    int rows;                         /* under the spline */
    float weight[RF_GRAIN_MAX_TAPS];  /* of these rows */
    uint32_t hash[RF_GRAIN_MAX_TAPS]; /* what the numbers of these rows are mixed with */
} RfGrainLattice;

/* Where pixels lie among the points of all cells from `cell` on. */
typedef struct {
    uint32_t cell;
    int32_t left[RF_PIECE]; /* the point before */
    float way[RF_PIECE];    /* from there to the next, [0, 1] */
} RfGrainPlaces;

/* A few columns of the frame, whatever the row. */
typedef struct {
    const RfGrain *grain;
    const RfFrame *frame;
    int n;
    RfGrainLattice lattices[RF_GRAIN_LAYERS];
    RfGrainPlaces places[RF_GRAIN_LAYERS];
} RfGrainStrip;

/* At most RF_PIECE columns from x on. The grain must not be empty; it and the frame are kept. */
void rf_grain_strip_init (RfGrainStrip *strip, const RfGrain *grain, const RfFrame *frame, int x, int n);

/* Adds grain to the strip's RGBA pixels of the row y. Values outside [0, 1] and alpha stay as they are. */
void rf_grain_strip_add (RfGrainStrip *strip, int y, float *pixels);

/* The same for one piece of a row at x, y; nothing where the grain is empty. */
void rf_grain_row (const RfGrain *grain, const RfFrame *frame, int x, int y, float *pixels, int n);

#endif
