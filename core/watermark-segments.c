/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "watermark-segments.h"

#include <string.h>

/* In em, but for the slant. */
#define WIDTH  0.40
#define HEIGHT RF_SEGMENTS_CAPITAL_EM
#define STROKE 0.085
#define GAP    0.012 /* between segments: half of it at each end */
#define SPACE  0.17  /* between signs */
#define BLANK  0.34
#define SLANT  0.10 /* rightward for each upward */

/* From the top clockwise, the middle one last: the usual letters a to g as bits. */
enum { TOP = 1, RIGHT_TOP = 2, RIGHT_BOTTOM = 4, BOTTOM = 8, LEFT_BOTTOM = 16, LEFT_TOP = 32, MIDDLE = 64 };

static const guchar digits[10] = {
    TOP | RIGHT_TOP | RIGHT_BOTTOM | BOTTOM | LEFT_BOTTOM | LEFT_TOP,
    RIGHT_TOP | RIGHT_BOTTOM,
    TOP | RIGHT_TOP | MIDDLE | LEFT_BOTTOM | BOTTOM,
    TOP | RIGHT_TOP | MIDDLE | RIGHT_BOTTOM | BOTTOM,
    LEFT_TOP | MIDDLE | RIGHT_TOP | RIGHT_BOTTOM,
    TOP | LEFT_TOP | MIDDLE | RIGHT_BOTTOM | BOTTOM,
    TOP | LEFT_TOP | LEFT_BOTTOM | BOTTOM | RIGHT_BOTTOM | MIDDLE,
    TOP | RIGHT_TOP | RIGHT_BOTTOM,
    TOP | RIGHT_TOP | RIGHT_BOTTOM | BOTTOM | LEFT_BOTTOM | LEFT_TOP | MIDDLE,
    TOP | RIGHT_TOP | RIGHT_BOTTOM | BOTTOM | LEFT_TOP | MIDDLE,
};

typedef struct {
    cairo_t *cr;
    double x, em;
} Pen;

static void
go (const Pen *pen, gboolean first, double x, double y)
{
    double to_x = pen->x + (x + y * SLANT) * pen->em, to_y = -y * pen->em;

    if (first)
        cairo_move_to (pen->cr, to_x, to_y);
    else
        cairo_line_to (pen->cr, to_x, to_y);
}

/* A bar between two points of the skeleton, with pointed ends that meet their neighbours' at 45 degrees. */
static void
add_bar (const Pen *pen, double x0, double y0, double x1, double y1)
{
    double half = STROKE / 2, across = y0 == y1 ? 0 : half, up = half - across;
    double dx = x1 > x0 ? 1 : 0, dy = y1 > y0 ? 1 : 0;

    x0 += dx * GAP;
    x1 -= dx * GAP;
    y0 += dy * GAP;
    y1 -= dy * GAP;
    go (pen, TRUE, x0, y0);
    go (pen, FALSE, x0 + dx * half - across, y0 + dy * half + up);
    go (pen, FALSE, x1 - dx * half - across, y1 - dy * half + up);
    go (pen, FALSE, x1, y1);
    go (pen, FALSE, x1 - dx * half + across, y1 - dy * half - up);
    go (pen, FALSE, x0 + dx * half + across, y0 + dy * half - up);
    cairo_close_path (pen->cr);
}

static void
add_box (const Pen *pen, double x, double y, double width, double height)
{
    go (pen, TRUE, x, y);
    go (pen, FALSE, x, y + height);
    go (pen, FALSE, x + width, y + height);
    go (pen, FALSE, x + width, y);
    cairo_close_path (pen->cr);
}

static void
add_digit (const Pen *pen, guchar bars)
{
    double left = STROKE / 2, right = WIDTH - left, bottom = left, top = HEIGHT - left, middle = HEIGHT / 2;

    if (bars & TOP)
        add_bar (pen, left, top, right, top);
    if (bars & RIGHT_TOP)
        add_bar (pen, right, middle, right, top);
    if (bars & RIGHT_BOTTOM)
        add_bar (pen, right, bottom, right, middle);
    if (bars & BOTTOM)
        add_bar (pen, left, bottom, right, bottom);
    if (bars & LEFT_BOTTOM)
        add_bar (pen, left, bottom, left, middle);
    if (bars & LEFT_TOP)
        add_bar (pen, left, middle, left, top);
    if (bars & MIDDLE)
        add_bar (pen, left, middle, right, middle);
}

gboolean
rf_segments_have (gunichar letter)
{
    return letter != 0 && letter < 0x80 && strchr ("0123456789 ':.-", (int)letter);
}

double
rf_segments_add (cairo_t *cr, gunichar letter, double x, double em)
{
    Pen pen = {cr, x, em};
    double dot = STROKE * 1.15, width = WIDTH;

    switch (letter) {
    case ' ':
        return BLANK * em;
    case '-':
        add_digit (&pen, MIDDLE);
        break;
    case '\'':
        width = dot;
        add_box (&pen, 0, HEIGHT - 2.4 * dot, dot, 2.4 * dot);
        break;
    case '.':
        width = dot;
        add_box (&pen, 0, 0, dot, dot);
        break;
    case ':':
        width = dot;
        add_box (&pen, 0, HEIGHT * 0.3 - dot / 2, dot, dot);
        add_box (&pen, 0, HEIGHT * 0.7 - dot / 2, dot, dot);
        break;
    default:
        add_digit (&pen, digits[letter - '0']);
        break;
    }
    return (width + SPACE) * em;
}
