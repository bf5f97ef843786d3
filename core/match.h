/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Fitting a look to pictures. match-colours.c gathers what becomes what; match-model.c says which numbers of a look are
 * sought and how far off a look is; match-solve.c seeks them; match-check.c judges the result; match-write.c makes a file. */
#ifndef RF_MATCH_H
#define RF_MATCH_H

#include "look.h"
#include "render.h"

/* A colour before, and what it is to become. */
typedef struct {
    double before[3]; /* sRGB-encoded */
    double radius2;   /* where in the picture, squared: 0 in the centre, 1 in the corners */
    double after[3];  /* CIELAB */
    double weight;
} RfMatchColour;

struct RfMatch {
    GArray *pixels;   /* RfMatchColour: fitted to, not yet sorted by colour */
    GArray *held_out; /* RfMatchColour: only measured */
    gsize seen, left_out;
    gboolean has_places; /* `radius2` means something, wherever colours are from photographs */
};

/* CIELAB of a colour as it is. */
void rf_match_lab_before (const RfMatchColour *colour, double lab[3]);

/* ---- What becomes what ---- */

/* Pixels of like colour and place as one, what differs from the most of them left out: an array of RfMatchColour. */
GArray *rf_match_gather (const RfMatch *match);

/* TRUE where the same colours are found both near the centre and far from it. */
gboolean rf_match_shows_corners (const GArray *colours);

/* Mean distance of a*, b* from what most colours of the same lightness have: before and after. */
void rf_match_scatter (const GArray *colours, double *before, double *after);

/* ---- How far off ---- */

/* A number of the look that is sought. */
typedef struct {
    size_t offset; /* in RfLook, of a double */
    double min, max;
    double likely; /* where it lies unless the colours say otherwise */
    double spread; /* how far from there it is usually found */
    double step;   /* what it is rounded to in the end */
    int stage;     /* from which on it is sought */
} RfMatchNumber;

#define RF_MATCH_STAGES  3 /* tone or weights; tint; chroma and hues */
#define RF_MATCH_BANDS   10
#define RF_MATCH_NUMBERS 64

typedef struct {
    RfLook look;
    RfMatchNumber numbers[RF_MATCH_NUMBERS];
    int n;
} RfMatchModel;

typedef enum { RF_MATCH_COLOUR, RF_MATCH_MONO, RF_MATCH_GREY } RfMatchKind; /* grey: nothing is known of colours */

void rf_match_model_init (RfMatchModel *model, RfMatchKind kind, gboolean corners);

/* Takes what does next to nothing out of the look, and rounds the rest. */
void rf_match_model_settle (RfMatchModel *model);

/* Leaves that share of what the last stage found. */
void rf_match_model_ease (RfMatchModel *model, double share);

double *rf_match_number (RfLook *look, const RfMatchNumber *number);

/* What the look makes of the colours: CIELAB, three numbers each. */
void rf_match_develop (const RfLook *look, const RfMatchColour *colours, gsize n, double *lab);

/* Differences from what the colours are to become: three numbers each, whose root of the sum of squares is CIEDE2000 where it
 * is small. */
void rf_match_differences (const RfMatchColour *colours, gsize n, double *lab);

/* ---- Seeking ---- */

/* Seeks the numbers up to that stage by the method of Levenberg and Marquardt. `stiffness` is how much is asked of the colours
 * before a number leaves where it likely lies. */
void rf_match_solve (RfMatchModel *model, const GArray *colours, int stage, double stiffness);

/* What differs by more does not belong, where half of all differs by less than `median`. */
double rf_match_reach (double median);

/* ---- Judging ---- */

/* Fills what is left of the differences of colours that were not fitted to; with `look` NULL: what there was. */
void rf_match_measure (const RfLook *look, const GArray *colours, RfMatchReport *report);

/* Fills smoothness, folds and clipping, the worst of all strengths. TRUE: a look may be so. */
gboolean rf_match_check (const RfLook *look, RfMatchReport *report);

/* ---- Writing ---- */

/* The text of a look file: keys that differ from their defaults. `comment` is asked for lines that stand above a group ("look",
 * "tone", "band red"), without "# "; it may return NULL, and what it returns is freed. */
typedef char *(*RfLookComment) (const RfLook *look, const char *group, gconstpointer data);
char *rf_look_format (const RfLook *look, RfLookComment comment, gconstpointer data);

int rf_match_compare_numbers (const void *a, const void *b); /* doubles, for qsort */

#endif
