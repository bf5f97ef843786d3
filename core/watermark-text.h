/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * One line of words as the outlines of its letters. A shape is measured once and holds at every size. */
#ifndef RF_WATERMARK_TEXT_H
#define RF_WATERMARK_TEXT_H

#include "watermark-font.h"
#include "watermark-rect.h"

/* Units of a shape to an em. */
#define RF_SHAPE_EM 1000.0

/* Lengths in units; the first letter's origin is at 0, 0 and y grows downward. */
typedef struct {
    char *text;            /* as it is shown */
    cairo_path_t *outline; /* of all letters but those in colours */
    GArray *runs;          /* of RfColorRun: letters in colours, such as emoji */
    RfRect ink;
    double hang_left;        /* how much of the ink's width are quotes at the start, which hang into the margin */
    double hang_right;       /* the same of quotes and points at the end */
    double capital;          /* height of its font's capitals */
    char *font;              /* a Pango description without size; NULL where the letters are shapes of our own */
    gboolean font_in_colors; /* no other font is there */
    double tracking_em;      /* that was applied: none where letters join */
} RfShape;

typedef struct {
    PangoFont *font;
    PangoGlyphString *glyphs;
    double x, y;
} RfColorRun;

/* NULL where the text has nothing to see. */
RfShape *rf_shape_new (const RfTypeface *face, const char *text);
void rf_shape_free (RfShape *shape); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RfShape, rf_shape_free)

/* As much of the text as `width` units hold, with an ellipsis at its end; NULL where that is not worth reading. */
RfShape *rf_shape_shorten (const RfTypeface *face, const char *text, double width);

/* Draws the letters in colours, with the shape's units and origin as the context has them; by the thread that made it. */
void rf_shape_draw_runs (const RfShape *shape, cairo_t *cr);

/* The words as they are set: one line, no controls, few marks on one letter, no blanks at the ends. */
char *rf_shape_clean (const char *text);

#endif
