/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * A watermark format as its file states it: boxes in the file's own units, nothing laid out. */
#ifndef RF_FORMAT_H
#define RF_FORMAT_H

#include "rangefinder.h"

/* "168u", "5%" or "8px": u is a 1080th of the photograph's short side, % is of that side too. A length is the sum of the
 * three; "2u+1px" is allowed. */
typedef struct {
    double u, pct, px;
} RfLength;

/* "#rrggbb", "#rrggbbaa", "accent", or "auto": black or white, whichever reads better on what lies under it. */
typedef struct {
    float rgba[4]; /* sRGB-encoded */
    gboolean automatic;
} RfColor;

typedef enum {
    RF_BOX_ROW,       /* boxes side by side */
    RF_BOX_COLUMN,    /* boxes one above the other */
    RF_BOX_TEXT,      /* one line of words */
    RF_BOX_LOGO,      /* the user's logo of the maker, else the disc */
    RF_BOX_SIGNATURE, /* the user's picture of a signature, else its text */
    RF_BOX_DISC,      /* the plain disc in the accent colour */
    RF_BOX_DIVIDER,   /* a thin line across the direction of its row or column; goes when it divides nothing */
    RF_BOX_PALETTE,   /* colours of the photograph */
} RfBoxKind;

/* One box. `in` is a side of the canvas ("top", "right", "bottom", "left"), "photo" or "canvas", or the name of the row or
 * column it belongs to; the boxes of one parent stand in the file's order. */
typedef struct {
    RfBoxKind kind;
    char *name;
    char *in;
    char *at;                    /* of a box in no row or column: "left", "top-right", "center" ... */
    RfLength margin_x, margin_y; /* distance from the side it is at */
    RfLength gap;                /* of a row or column: between its boxes */
    char *align;                 /* of a row or column: "start", "center", "end" or "baseline" of its boxes across it */
    RfLength size;  /* em of a text, diameter of a disc, height of a logo, length of a divider, of a swatch */
    RfLength width; /* thickness of a divider; most a logo may be wide; width of a swatch */
    char *text;     /* template of a text or signature, see format-text.h */
    char *family;   /* "sans", "serif", "mono", "script" or "segments"; see watermark-font.h */
    double weight;  /* 100 to 900 */
    gboolean italic, capitals;
    double tracking_em;
    RfColor color, color_dark; /* for the light and the dark theme */
    double opacity;            /* [0, 1], times the colour's own */
    double shadow;             /* [0, 1]: a soft dark shadow under letters that stand on the photograph */
} RfBox;

struct RfFormat {
    char *id, *path, *title, *description;
    gboolean hidden;
    double order; /* place in menus */
    char *theme;  /* "light" or "dark": what it is by itself */
    char *drop;   /* names of fields, separated by ";": what goes first when there is no room */

    struct {
        RfLength top, right, bottom, left; /* mats round the photograph */
        char *ground;                      /* "color" or "blur" */
        RfColor color, color_dark;
        char *aspect; /* "free", "1:1", "4:5" ...: the mats grow until the canvas has that */
    } canvas;
    struct {
        RfLength corner; /* radius of the photograph's rounded corners */
        RfLength shadow; /* how far its shadow reaches */
        double shadow_opacity;
    } photo;
    GArray *boxes; /* of RfBox, in the file's order */
};

#endif
