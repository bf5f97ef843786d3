/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What looks must measure. A look without a row is held to the bars of the most colourful ones. */
#ifndef RF_TARGETS_H
#define RF_TARGETS_H

#include "measure.h"

typedef struct {
    double low, high;
} Range;

/* Chroma at equal luminance and hue shift of a patch. */
typedef struct {
    const char *patch;
    Range chroma, hue_deg;
} PatchTarget;

#define MAX_PATCH_TARGETS 5

typedef struct {
    const char *id;
    double smoothness;  /* at most */
    double clipped_pct; /* at most */
    Range grey_ev;      /* where middle grey lands */
    Range slope;        /* log-log, at middle grey */
    Range mean_chroma;  /* over the patches */
    PatchTarget patches[MAX_PATCH_TARGETS];
    Range neutral_a;     /* a* of every grey */
    double neutral_b[6]; /* b* at L* 7, 20, 37, 72, 92 and how far off it may be; 0: every grey within 0.3 of neutral */
    gboolean free_greys; /* the look tints its greys as it likes */
    double codes[8];     /* 8-bit codes of greys at -4 to -1 and +1 to +4 EV, with middle grey at 119; 0: any */
} Target;

/* How close a LUT must be to its look, CIEDE2000. */
typedef struct {
    RfInput input;
    int size;
    double mean, p99, max, dark_p99; /* at most */
} LutTarget;

#define N_LUT_TARGETS 4
extern const LutTarget lut_targets[N_LUT_TARGETS];

const Target *target_of (const RfLook *look);

#endif
