/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a look measures: the same figures for the tests, the printed table and whoever tunes a look. Colour differences are
 * CIEDE2000, colours CIELAB D50. */
#ifndef RF_MEASURE_H
#define RF_MEASURE_H

#include "rangefinder.h"

typedef struct {
    double L, a, b;
} Lab;

#define N_PATCHES 18

/* The chromatic patches of the ColorChecker. */
typedef struct {
    const char *name;
    Lab lab;
} Patch;

extern const Patch patches[N_PATCHES];

/* What a look does to a patch when middle grey is kept: chroma as a factor at equal luminance, hue in degrees. */
typedef struct {
    double chroma, hue_deg;
} PatchShift;

typedef struct {
    double mean, p95, p99, max;
} Differences;

double lab_difference (Lab a, Lab b);
Lab lab_of_srgb (const double rgb[3]); /* encoded */
void srgb_of_lab (Lab lab, gboolean linear, double rgb[3]);
double luminance_of_linear (const double rgb[3]);
Differences summarise (double *differences, size_t n); /* sorts them */

/* A plan to evaluate, not to apply: baking its table would take longer than measuring. */
RfPlan *plan_for (const RfLook *look, RfInput input, double strength, double exposure_ev);

double measure_grey (const RfPlan *scene_plan, double ev); /* light of the picture for scene grey that many stops off */
double measure_grey_match_ev (const RfLook *look, RfInput input); /* exposure that brings middle grey back */
void measure_patches (const RfLook *look, RfInput input, PatchShift shifts[N_PATCHES]);
double measure_smoothness (const RfPlan *display_plan);
void measure_cube (const RfPlan *display_plan, double *folded_pct, double *clipped_pct);
Lab measure_neutral (const RfPlan *display_plan, double lightness); /* the grey that comes out at that L* */
double measure_chroma_kept (const RfPlan *scene_plan, int patch, double ev);
double measure_chroma_room (const RfPlan *scene_plan, int patch, double ev); /* the most that sRGB would let it keep */
double measure_skin_drift_deg (const RfPlan *scene_plan);
double measure_corner (const RfPlan *scene_plan);           /* 0.03 is smooth */
int measure_levels_not_rising (const RfPlan *display_plan); /* greys of 4096 that are no lighter than the one before */
int measure_stops_not_rising (const RfPlan *scene_plan);    /* quarter stops of 14 stops round middle grey */
double measure_hue_lightness (const RfLook *look);          /* L* that the bands alone move the patches by, at most */
int measure_strength_0 (const RfLook *look);  /* channels that come out other than they went in, to the last bit */
double measure_jump (const RfLook *look);     /* 8-bit codes that a millionth of the look changes, at most */
double measure_half_way (const RfLook *look); /* how far half strength lies off the middle, as a part of the way */

#ifdef __SANITIZE_ADDRESS__
#define N_LUT_SAMPLES 20000 /* every line is run all the same */
#else
#define N_LUT_SAMPLES 200000
#endif

/* Colours and what the look makes of them, to measure its LUTs by: all colours; or only those of the lowest fifth, where a
 * cube's steps are the longest for what lies between. */
typedef struct {
    RfInput input;
    int n;
    double *in;
    Lab *exact;
} LutSamples;

LutSamples *lut_samples_new (const RfLook *look, RfInput input, gboolean dark);
void lut_samples_free (LutSamples *samples);

/* How far a LUT for that input is from the look. */
Differences measure_lut (const LutSamples *samples, const RfLut *lut);

/* How far the colours of sRGB come out elsewhere in images of wide spaces: p99 in the worst of four. */
double measure_spaces (const RfLook *look);

#endif
