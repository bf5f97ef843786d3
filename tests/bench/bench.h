/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the benchmarks in C share: medians, times, and ratios for ./dev bench --json. */
#ifndef RF_BENCH_H
#define RF_BENCH_H

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>

static inline int
compare_numbers (const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Sorts them. */
static inline double
median (double *values, int n)
{
    qsort (values, (size_t)n, sizeof *values, compare_numbers);
    return values[n / 2];
}

static inline double
ms_since (gint64 start)
{
    return (double)(g_get_monotonic_time () - start) / 1000;
}

/* One line of $RF_RATIOS, where that is set. */
static inline void
report_line (const char *name, const char *what)
{
    const char *path = g_getenv ("RF_RATIOS");
    FILE *file = path ? fopen (path, "a") : NULL;

    if (!file)
        return;
    fprintf (file, "%s %s\n", name, what);
    fclose (file);
}

static inline void
report_ratio (const char *name, double value)
{
    char number[32];

    g_snprintf (number, sizeof number, "%.4g", value);
    report_line (name, number);
}

#endif
