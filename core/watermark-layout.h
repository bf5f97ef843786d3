/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * From boxes of known size to places on the canvas. Pure: nothing is measured and nothing drawn here. */
#ifndef RF_WATERMARK_LAYOUT_H
#define RF_WATERMARK_LAYOUT_H

#include "format.h"
#include "watermark-rect.h"

/* A box being laid out; lengths in pixels. Letters are aligned by what is seen of them: from the left edge of the first to the
 * right edge of the last, but for quotes and points, and by the height of capitals. What reaches further up and down counts when distances are kept. */
typedef struct RfNode RfNode;
struct RfNode {
    const RfBox *box;
    RfNode *parent; /* the row or column, NULL for one that stands in a region */
    RfRect region;  /* of one without parent: where it may be */

    /* Known before: of leaves that are there. */
    gboolean shown;
    gboolean gone;    /* taken out: never shown again */
    gboolean letters; /* its lower edge is a line that letters stand on */
    double width, height;
    double above, below;          /* ink beyond the height */
    double hang_left, hang_right; /* parts of the width that hang into the margin, where there is one */

    /* Found. */
    double x, y; /* of the upper left corner of width x height */
    RfRect ink;  /* all that is seen of it, or of what is in it */
};

typedef struct {
    double unit;  /* pixels of 1 u */
    double side;  /* the photograph's short side in pixels */
    double scale; /* on u and %, not on px */
} RfScale;

typedef struct {
    RfNode *nodes; /* in the file's order */
    int n;
    RfScale scale;
} RfLayout;

double rf_length_px (const RfLength *length, const RfScale *scale);

/* A whole number of pixels, at least one where there is a length at all. */
int rf_length_grid (const RfLength *length, const RfScale *scale);

/* Sizes of rows and columns, what is shown of them, and all places. Baselines, discs and lines come to lie on the grid. */
void rf_layout_place (RfLayout *layout);

/* Two boxes without parent that come too close to each other, or one that leaves its region. */
typedef struct {
    RfNode *a, *b;     /* b is NULL when a leaves its region */
    gboolean sideways; /* being narrower is the remedy, else being less high */
    double excess;     /* by so much */
} RfConflict;

/* The first conflict; FALSE if there is none. */
gboolean rf_layout_conflict (const RfLayout *layout, RfConflict *conflict);

/* By how much everything together is too large; 0 where there is no conflict. */
double rf_layout_excess (const RfLayout *layout);

/* TRUE if the node is `group` or in it, however deep. */
gboolean rf_node_is_in (const RfNode *node, const RfNode *group);

#endif
