/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "watermark-layout.h"

#include <string.h>

/* The least distance of things that share a region, and of what is seen of two boxes of a column. */
#define REGION_GAP_U 36.0
#define COLUMN_GAP_U 4.0

double
rf_length_px (const RfLength *length, const RfScale *scale)
{
    return (length->u * scale->unit + length->pct / 100 * scale->side) * scale->scale + length->px;
}

int
rf_length_grid (const RfLength *length, const RfScale *scale)
{
    double px = rf_length_px (length, scale);

    return px <= 0 ? 0 : MAX (1, (int)floor (px + 0.5));
}

static gboolean
is_group (const RfNode *node)
{
    return node->box->kind == RF_BOX_ROW || node->box->kind == RF_BOX_COLUMN;
}

/* The first child after `previous` (NULL: at all) that is shown or, with `hidden`, might be. */
static RfNode *
next_child (const RfLayout *layout, const RfNode *parent, const RfNode *previous, gboolean hidden)
{
    for (RfNode *node = previous ? (RfNode *)previous + 1 : layout->nodes; node < layout->nodes + layout->n; node++)
        if (node->parent == parent && (node->shown || hidden))
            return node;
    return NULL;
}

/* Groups are there when something in them is; dividers when they stand between two other things. */
static gboolean
decide_shown (RfLayout *layout, RfNode *group)
{
    RfNode *last_divider = NULL;
    gboolean any = FALSE;

    for (RfNode *node = next_child (layout, group, NULL, TRUE); node; node = next_child (layout, group, node, TRUE)) {
        if (is_group (node))
            node->shown = decide_shown (layout, node);
        if (node->gone) {
            node->shown = FALSE;
            continue;
        }
        if (node->box->kind == RF_BOX_DIVIDER) {
            node->shown = FALSE;
            if (any && !last_divider)
                last_divider = node;
        } else if (node->shown) {
            if (last_divider)
                last_divider->shown = TRUE;
            last_divider = NULL;
            any = TRUE;
        }
    }
    return any;
}

/* From the top of the box down to the line its letters stand on; -1 if it has no letters. */
static double
find_baseline (const RfLayout *layout, const RfNode *node)
{
    if (node->letters)
        return node->height;
    if (is_group (node))
        for (RfNode *child = next_child (layout, node, NULL, FALSE); child;
             child = next_child (layout, node, child, FALSE)) {
            double baseline = find_baseline (layout, child);
            if (baseline >= 0)
                return child->y + baseline;
        }
    return -1;
}

static double
find_tallest_text (const RfLayout *layout, const RfNode *row)
{
    double tallest = 0;

    for (RfNode *child = next_child (layout, row, NULL, FALSE); child; child = next_child (layout, row, child, FALSE))
        if (child->letters)
            tallest = MAX (tallest, child->height);
    return tallest;
}

/* What of `room` is left before something of that size. */
static double
align_in (const char *align, double room, double size)
{
    if (strcmp (align, "center") == 0)
        return (room - size) / 2;
    return strcmp (align, "end") == 0 ? room - size : 0;
}

/* How wide a child is between the margins of a column, and how far it hangs into the left one. Where a column stands in a
 * row there is no margin but a neighbour. */
static double
find_hanging (const RfNode *column, const RfNode *child, double *left)
{
    gboolean at_start = strcmp (column->box->align, "start") == 0, at_end = strcmp (column->box->align, "end") == 0;

    *left = !column->parent && at_start ? child->hang_left : 0;
    return child->width - *left - (!column->parent && at_end ? child->hang_right : 0);
}

/* The group's height, and how far the ink of its children reaches beyond it. */
static void
enclose_row (const RfLayout *layout, RfNode *row)
{
    double top = INFINITY, bottom = -INFINITY, ink_top = INFINITY, ink_bottom = -INFINITY;

    for (RfNode *child = next_child (layout, row, NULL, FALSE); child; child = next_child (layout, row, child, FALSE)) {
        top = MIN (top, child->y);
        bottom = MAX (bottom, child->y + child->height);
        ink_top = MIN (ink_top, child->y - child->above);
        ink_bottom = MAX (ink_bottom, child->y + child->height + child->below);
    }
    for (RfNode *child = next_child (layout, row, NULL, FALSE); child; child = next_child (layout, row, child, FALSE))
        child->y -= top;
    row->height = bottom - top;
    row->above = top - ink_top;
    row->below = ink_bottom - bottom;
}

/* Places of the children are relative to their row or column here. */
static void
measure_row (const RfLayout *layout, RfNode *row)
{
    double gap = rf_length_px (&row->box->gap, &layout->scale), x = 0, room = 0;
    gboolean baseline = strcmp (row->box->align, "baseline") == 0;
    double tallest = find_tallest_text (layout, row);

    for (RfNode *child = next_child (layout, row, NULL, FALSE); child; child = next_child (layout, row, child, FALSE))
        room = MAX (room, child->height);
    for (RfNode *child = next_child (layout, row, NULL, FALSE); child; child = next_child (layout, row, child, FALSE)) {
        if (child->box->kind == RF_BOX_DIVIDER && child->height <= 0)
            child->height = room;
        child->x = x;
        x += child->width + gap;
        if (baseline) {
            double own = find_baseline (layout, child);
            child->y = -(own >= 0 ? own : (child->height + tallest) / 2);
        } else {
            child->y = align_in (row->box->align, room, child->height);
        }
    }
    row->width = x - gap;
    enclose_row (layout, row);
}

static void
measure_column (const RfLayout *layout, RfNode *column)
{
    double gap = rf_length_px (&column->box->gap, &layout->scale), room = 0;
    double least = COLUMN_GAP_U * layout->scale.unit * layout->scale.scale, hanging;
    RfNode *previous = NULL;

    for (RfNode *child = next_child (layout, column, NULL, FALSE); child;
         child = next_child (layout, column, child, FALSE))
        room = MAX (room, find_hanging (column, child, &hanging));
    for (RfNode *child = next_child (layout, column, NULL, FALSE); child;
         child = next_child (layout, column, child, FALSE)) {
        if (child->box->kind == RF_BOX_DIVIDER && child->width <= 0)
            child->width = room;
        double width = find_hanging (column, child, &hanging);
        child->x = align_in (column->box->align, room, width) - hanging;
        child->y = 0;
        if (previous)
            child->y = previous->y + previous->height + MAX (gap, previous->below + child->above + least);
        previous = child;
    }
    column->width = room;
    enclose_row (layout, column);
}

static void
measure (const RfLayout *layout, RfNode *node)
{
    if (!is_group (node))
        return;
    for (RfNode *child = next_child (layout, node, NULL, FALSE); child; child = next_child (layout, node, child, FALSE))
        measure (layout, child);
    if (node->box->kind == RF_BOX_ROW)
        measure_row (layout, node);
    else
        measure_column (layout, node);
}

/* -1, 0, 1: left or top, centre, right or bottom. */
static int
find_side (const char *at, const char *low, const char *high)
{
    return strstr (at, low) ? -1 : strstr (at, high) ? 1 : 0;
}

static double
place_at (int side, double start, double room, double margin, double size)
{
    if (side == 0)
        return start + (room - size) / 2;
    return side < 0 ? start + margin : start + room - margin - size;
}

static double
round_px (double px)
{
    return floor (px + 0.5);
}

/* To absolute places, and on the grid: lines that letters stand on, and what has straight edges. */
static void
settle (const RfLayout *layout, RfNode *node, double x, double y)
{
    node->x += x;
    node->y += y;
    if (node->letters) {
        node->y = round_px (node->y + node->height) - node->height;
    } else if (!is_group (node)) {
        node->x = round_px (node->x);
        node->y = round_px (node->y);
    }
    node->ink = (RfRect){0, 0, 0, 0};
    if (!is_group (node))
        node->ink = (RfRect){node->x, node->y - node->above, node->width, node->height + node->above + node->below};
    for (RfNode *child = next_child (layout, node, NULL, FALSE); child;
         child = next_child (layout, node, child, FALSE)) {
        settle (layout, child, node->x, node->y);
        node->ink = rf_rect_unite (node->ink, child->ink);
    }
}

/* Where one without parent lies between its margins; what hangs into them does not count. */
static void
find_span (const RfNode *node, double *x, double *width)
{
    int side = find_side (node->box->at, "left", "right");
    double left = side < 0 ? node->hang_left : 0, right = side > 0 ? node->hang_right : 0;

    *x = node->x + left;
    *width = node->width - left - right;
}

void
rf_layout_place (RfLayout *layout)
{
    decide_shown (layout, NULL);
    for (RfNode *node = next_child (layout, NULL, NULL, TRUE); node; node = next_child (layout, NULL, node, TRUE)) {
        /* A rule that stands alone divides the picture from the words. */
        if (node->box->kind == RF_BOX_DIVIDER)
            node->shown = !node->gone;
        if (!node->shown)
            continue;
        measure (layout, node);
        double margin_x = rf_length_px (&node->box->margin_x, &layout->scale);
        double margin_y = rf_length_px (&node->box->margin_y, &layout->scale);
        const RfRect *region = &node->region;
        if (node->box->kind == RF_BOX_DIVIDER && node->width <= 0)
            node->width = floor (MAX (1, region->width - 2 * margin_x));
        node->x = node->y = 0;
        double x, width;
        find_span (node, &x, &width);
        settle (
            layout, node,
            place_at (find_side (node->box->at, "left", "right"), region->x, region->width, margin_x, width) - x,
            place_at (find_side (node->box->at, "top", "bottom"), region->y, region->height, margin_y, node->height));
    }
}

gboolean
rf_node_is_in (const RfNode *node, const RfNode *group)
{
    while (node && node != group)
        node = node->parent;
    return node != NULL;
}

/* The grid moves things by half a pixel, which counts in margins but not at the region's own edges. */
static gboolean
leaves_region (const RfLayout *layout, RfNode *node, RfConflict *conflict)
{
    double margin = rf_length_px (&node->box->margin_x, &layout->scale);
    RfRect ink = node->ink, region = node->region;
    double left = region.x - ink.x, right = ink.x + ink.width - region.x - region.width;
    double top = region.y - ink.y, bottom = ink.y + ink.height - region.y - region.height;
    gboolean centred = find_side (node->box->at, "left", "right") == 0;
    double x, width;

    find_span (node, &x, &width);
    double too_far = MAX (region.x + margin - x, x + width + margin - region.x - region.width);
    *conflict = (RfConflict){node, NULL, FALSE, MAX (top, bottom)};
    if (MAX (top, bottom) > 0)
        return TRUE;
    conflict->sideways = TRUE;
    conflict->excess = MAX (MAX (left, right), too_far) * (centred ? 2 : 1);
    return MAX (left, right) > 0 || too_far > 0.51;
}

static gboolean
comes_close (const RfLayout *layout, RfNode *a, RfNode *b, RfConflict *conflict)
{
    double gap = REGION_GAP_U * layout->scale.unit * layout->scale.scale;
    RfRect p = a->ink, q = b->ink;
    double dx = MIN (p.x + p.width, q.x + q.width) - MAX (p.x, q.x) + gap;
    double dy = MIN (p.y + p.height, q.y + q.height) - MAX (p.y, q.y) + gap / 3;
    gboolean one_above_other = find_side (a->box->at, "left", "right") == find_side (b->box->at, "left", "right") &&
                               find_side (a->box->at, "top", "bottom") != find_side (b->box->at, "top", "bottom");

    *conflict = (RfConflict){a, b, !one_above_other, one_above_other ? dy : dx};
    return dx > 0 && dy > 0;
}

/* Walks over all conflicts: `conflict` is the one before, with `a` NULL at first. FALSE after the last. */
static gboolean
find_next_conflict (const RfLayout *layout, RfConflict *conflict)
{
    RfNode *a = conflict->a ? conflict->a : next_child (layout, NULL, NULL, FALSE), *b = conflict->b;
    gboolean begun = conflict->a != NULL;

    for (; a; a = next_child (layout, NULL, a, FALSE), b = NULL, begun = FALSE) {
        if (!begun && leaves_region (layout, a, conflict))
            return TRUE;
        while ((b = next_child (layout, NULL, b ? b : a, FALSE)))
            if (comes_close (layout, a, b, conflict))
                return TRUE;
    }
    return FALSE;
}

gboolean
rf_layout_conflict (const RfLayout *layout, RfConflict *conflict)
{
    conflict->a = conflict->b = NULL;
    return find_next_conflict (layout, conflict);
}

double
rf_layout_excess (const RfLayout *layout)
{
    RfConflict conflict = {NULL};
    double excess = 0;

    while (find_next_conflict (layout, &conflict))
        excess += conflict.excess;
    return excess;
}
