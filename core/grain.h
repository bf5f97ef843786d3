/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Film grain: soft noise of the size of the grains, added to what the eye sees as lightness. It depends on nothing but the
 * place in the frame, the seed and the pixel, so every tiling and every number of threads gives the same bits.
 *
 * White noise on a lattice fixed to the frame, seen through a cubic B-spline about as wide as a grain: flat up to the
 * grain's own frequency and gone beyond it, as a film's Wiener spectrum. Two of these, of different sizes, are added. A pixel
 * larger than that sees the mean of its area: the spline widens to take in as much as the pixel does, so a picture half as
 * large has the grain of the large one scaled down. */
#ifndef RF_GRAIN_H
#define RF_GRAIN_H

#include "look.h"
#include "pixels.h"

#define RF_GRAIN_TERMS 7

typedef struct {
    double size;  /* width of a grain in parts of the frame's height; 0: no grain */
    float colour; /* how far the channels' grains differ, [0, 1] */
    uint32_t seed;
    float amount;                    /* of the noise, whose deviation would be 1 */
    float deviation[RF_GRAIN_TERMS]; /* a polynomial: see below */
} RfGrain;

/* `amount` is a factor on the look's own amount, which the deviation is of whatever the factor. */
void rf_grain_init (RfGrain *grain, const RfGrainKeys *keys, double amount, uint32_t seed, RfEncoding encoding);

/* A colour's number x, or its root where that is linear, becomes x + x (1 - x) times the noise times this, where that is not
 * beyond 1. It depends on the colour's level: the mean of those numbers as the eye weighs them. */
double rf_grain_deviation (const RfGrain *grain, double level);

/* The noise of some columns of a frame. What rows that follow one another have in common is kept. */
typedef struct RfGrainRows RfGrainRows;

/* As many columns at most. */
#define RF_GRAIN_COLUMNS 16384

/* For n columns from x on. The calling thread's own, and good until its next call: whoever asks for the same columns again
 * finds them as they were left, so single rows cost no more than tiles. The grain must not be empty. */
RfGrainRows *rf_grain_rows (const RfGrain *grain, const RfFrame *frame, int x, int n);

/* Turns to the row y, and reads columns first ... first + n - 1 of it, n at most RF_PIECE rounded up to a multiple of 16. `channels` point
 * into `noise`, or all to the same numbers where colours share them. */
void rf_grain_rows_turn (RfGrainRows *rows, const RfFrame *frame, int y);
void rf_grain_rows_read (const RfGrainRows *rows, int first, int n, float noise[3][RF_PIECE], const float *channels[3]);

#endif
