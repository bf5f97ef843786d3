/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * A watermark format as its file states it: boxes in the file's own units, nothing laid out.
 *
 * Heights: a text is as high as the capitals of its font, from its baseline up; accents and descenders reach into gaps and
 * margins, as they do in print. So a gap of 20u between two texts is what the eye sees between them, and a block of texts
 * centred in a bar looks centred. */
#ifndef RF_FORMAT_H
#define RF_FORMAT_H

#include "key-file.h"

#define RF_MAX_BOXES 64

/* "168u", "5%" or "8px": u is a 1080th of the photograph's short side, % is of that side too. A length is the sum of the
 * three; "2u+1px" is allowed. */
typedef struct {
    double u, pct, px;
} RfLength;

/* "#rrggbb", "#rrggbbaa", "accent", or "auto": black or white, whichever reads better on what lies under it. */
typedef struct {
    float rgba[4]; /* sRGB-encoded; with `automatic`, black */
    gboolean automatic;
} RfColor;

typedef enum {
    RF_BOX_ROW,       /* boxes side by side */
    RF_BOX_COLUMN,    /* boxes one above the other */
    RF_BOX_TEXT,      /* one line of words */
    RF_BOX_LOGO,      /* the user's logo of the maker, else the disc */
    RF_BOX_SIGNATURE, /* the user's picture of a signature, else its text */
    RF_BOX_DISC,      /* the plain disc in the accent colour */
    RF_BOX_DIVIDER,   /* a thin line across the direction of its row or column, where it goes when it divides nothing;
                         level where it stands in none */
    RF_BOX_PALETTE,   /* five colours of the photograph, side by side */
} RfBoxKind;

/* One box. `in` is a side of the canvas ("top", "right", "bottom", "left"), "photo" or "canvas", or the name of the row or
 * column it belongs to; the boxes of one parent stand in the file's order. A side's area is the mat there, over the whole
 * width of the canvas at top and bottom and between those at left and right. */
typedef struct {
    RfBoxKind kind;
    char *name;
    char *in;
    int parent;                  /* index of its row or column, -1 if `in` is no box */
    char *at;                    /* of a box in no row or column: "left", "top-right", "center" ... */
    RfLength margin_x, margin_y; /* of such a box: distance from the sides it is at */
    RfLength gap;                /* of a row or column: between its boxes; of a palette: between its swatches */
    char *align;                 /* of a row or column: "start", "center", "end" or, of a row, "baseline" across it */
    RfLength size;      /* em of a text, diameter of a disc, height of a logo or swatch, length of a divider, 0 as long
                           as its row or column is wide */
    RfLength width;     /* thickness of a divider; most a logo or signature may be wide; width of a swatch */
    RfLength corner;    /* radius of a swatch's rounded corners; half its size makes it round */
    char *text;         /* template of a text or signature, see format-text.h */
    char *family;       /* "sans", "serif", "mono", "script" or "segments"; see watermark-font.h */
    double weight;      /* 100 to 900 */
    gboolean italic;    /* of a text */
    gboolean capitals;  /* of a text: all letters as capitals */
    double tracking_em; /* of a text: added between letters; the last one has none behind it */
    RfColor color, color_dark; /* for the light and the dark theme */
    double opacity;            /* [0, 1], times the colour's own */
    double shadow;             /* [0, 1]: a soft dark shadow under letters that stand on the photograph */
    double glow;               /* [0, 1]: a soft light round letters in their own colour, as of a lamp */
} RfBox;

struct RfFormat {
    char *id, *path, *title, *description;
    gboolean hidden;
    double order; /* place in menus */
    char *theme;  /* "light" or "dark": what it is by itself */
    char *drop;   /* ids of fields, separated by ";": what goes first when there is no room */

    struct {
        RfLength top, right, bottom, left; /* mats round the photograph */
        char *ground;                      /* "color" or "blur" */
        RfColor color, color_dark;
        char *aspect; /* "free", "1:1", "4:5" ...: opposite mats grow alike until the canvas has that */
    } canvas;
    struct {
        RfLength corner; /* radius of the photograph's rounded corners */
        RfLength shadow; /* how far its shadow reaches */
        double shadow_opacity;
    } photo;
    GArray *boxes; /* of RfBox, in the file's order */
};

/* What a format file may say; boxes are records of their own. */
extern const RfSchema rf_format_schema;
gboolean rf_key_is_of_box (const RfKey *key); /* its field is in RfBox, not in RfFormat */

/* Reads a format from text; `path` names it in errors and gives its id. */
RfFormat *rf_format_parse (const char *text, gsize length, const char *path, GError **error);

/* Single values, for options that are spelt as in a format's file. FALSE if `text` is none. */
gboolean rf_color_read (const char *text, RfColor *color);
gboolean rf_aspect_read (const char *text, double *ratio); /* width by height; 0 for "free" */
gboolean rf_length_read (const char *text, RfLength *length);

/* The schema's own kinds of values. */
gboolean rf_format_value_parse (const RfPlace *place, const RfKey *key, char *text, void *field, GError **error);

#endif
