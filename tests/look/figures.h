/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every number that a look is held to, in one list: the tests ask for it, rf-measure prints it. */
#ifndef RF_FIGURES_H
#define RF_FIGURES_H

#include "targets.h"

typedef struct {
    const char *property; /* what it is a part of: "tone", "greys", "patches" ... */
    char *measure;        /* with its unit */
    Range target;         /* an infinite end is open */
    double measured;
} Figure;

/* All figures of a look, property by property: an array of Figure. On all processors, a second or two. */
GArray *measure_figures (const RfLook *look);

gboolean figure_passes (const Figure *figure);

/* One row of the table: look, measure, target, measured, pass (yes or no). Between tabs for
 * programs, in columns for people. `figure` NULL: the columns' names. */
char *figure_row (const RfLook *look, const Figure *figure, gboolean tabs);

#endif
