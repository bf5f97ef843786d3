/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Digits of seven segments, as cameras exposed them into the corner of the film. */
#ifndef RF_WATERMARK_SEGMENTS_H
#define RF_WATERMARK_SEGMENTS_H

#include <cairo.h>
#include <glib.h>

/* Height of the digits. */
#define RF_SEGMENTS_CAPITAL_EM 0.72

/* Digits, blank and ' : . - are there; letters are not. */
gboolean rf_segments_have (gunichar letter);

/* Appends one sign to the path: its lower left corner at x, 0, y downward, `em` units to an em. The advance is returned. */
double rf_segments_add (cairo_t *cr, gunichar letter, double x, double em);

#endif
