/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * A look as its file states it: numbers in the file's own units, nothing derived. */
#ifndef RF_LOOK_H
#define RF_LOOK_H

#include "key-file.h"

#define RF_MAX_BANDS 16
#define RF_MAX_KNOTS 16

typedef struct {
    double mid_grey_ev; /* where middle grey lands, in stops from 18.45 % */
    double slope;       /* log-log slope at middle grey */
    double toe;         /* skew of the curve below grey */
    double shoulder;    /* skew of the curve above grey */
    double black_l;     /* L* of black in the result */
    double white_l;     /* L* of white in the result */
} RfToneKeys;

typedef struct {
    double chroma, vibrance, shadow_chroma, highlight_chroma, skin_protection;
} RfColourKeys;

typedef struct {
    char *name;
    double hue_deg, width_deg, shift_deg, chroma, lightness, to_white;
} RfBandKeys;

/* A CIELAB colour for greys of that lightness. */
typedef struct {
    double lightness, a, b;
} RfKnot;

typedef struct {
    RfKnot knots[RF_MAX_KNOTS];
    int n;
} RfTintCurve;

typedef struct {
    gboolean enabled; /* the file has the group */
    double red, green, blue;
} RfMonoKeys;

typedef struct {
    double corner_ev;
} RfVignetteKeys;

typedef struct {
    double amount; /* standard deviation at middle grey, in L* */
    double size;   /* width of a grain, in thousandths of the frame's height */
    double shadows, midtones, highlights;
    double colour;
} RfGrainKeys;

struct RfLook {
    char *id, *path;
    guint serial; /* of this load, never used again: the key of cached plans */
    char *title, *description, *group;
    gboolean hidden;
    char *text;   /* of the file, while only its head has been parsed, else NULL: what follows is not known yet */
    gboolean lut; /* `path` is a LUT file, which gives the colours; what follows is as for an empty look file */

    RfToneKeys tone;
    RfColourKeys colour;
    RfBandKeys bands[RF_MAX_BANDS];
    int n_bands;
    struct {
        RfTintCurve curve;
    } tint;
    RfMonoKeys mono;
    RfVignetteKeys vignette;
    RfGrainKeys grain;
};

/* What a look file may say; a curve is its own kind of value. */
extern const RfSchema rf_look_schema;

gboolean rf_look_value_parse (const RfPlace *place, const RfKey *key, char *text, void *field, GError **error);

/* The number of an id, for hosts that store numbers: it never changes. */
uint32_t rf_code_of_id (const char *id);

/* A look of which only the head has been read, what menus want to know: rf_look_check reads the rest. Takes half the time.
 * What is wrong with the head is an error as ever. */
RfLook *rf_look_load_head (const char *path, GError **error);

/* Reads a look from text; `path` names it in errors and gives its id. */
RfLook *rf_look_parse (const char *text, gsize length, const char *path, GError **error);

#endif
