/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "match.h"
#include "quality.h"

#include <lcms2.h>
#include <math.h>
#include <stdlib.h>

/* Of rising numbers. */
static RfMatchFigures
summarise (const double *numbers, gsize n)
{
    RfMatchFigures figures = {.p95 = numbers[n * 95 / 100], .p99 = numbers[n * 99 / 100]};

    for (gsize i = 0; i < n; i++)
        figures.mean += numbers[i] / (double)n;
    return figures;
}

/* CIEDE2000 between what the look makes of the colours and what they are to become, rising. */
static double *
measure (const RfLook *look, const GArray *colours)
{
    const RfMatchColour *colour = (const RfMatchColour *)colours->data;
    g_autofree double *lab = g_new (double, 3 * colours->len);
    double *differences = g_new (double, colours->len);

    if (look)
        rf_match_develop (look, colour, colours->len, lab);
    for (guint i = 0; i < colours->len; i++) {
        if (!look)
            rf_match_lab_before (&colour[i], lab + 3 * i);
        cmsCIELab is = {lab[3 * i], lab[3 * i + 1], lab[3 * i + 2]};
        cmsCIELab wanted = {colour[i].after[0], colour[i].after[1], colour[i].after[2]};
        differences[i] = cmsCIE2000DeltaE (&is, &wanted, 1, 1, 1);
    }
    qsort (differences, colours->len, sizeof *differences, rf_match_compare_numbers);
    return differences;
}

void
rf_match_measure (const RfLook *look, const GArray *colours, RfMatchReport *report)
{
    g_autofree double *differences = measure (look, colours);
    gsize n = colours->len, near = n;

    if (!look) {
        report->before = summarise (differences, n);
        return;
    }
    double reach = rf_match_reach (differences[n / 2]);
    while (differences[near - 1] > reach)
        near--;
    report->after = summarise (differences, n);
    report->after_near = summarise (differences, near);
    report->outliers = 1 - (double)near / (double)n;
}

/* A quarter of the ramps that looks are tested with: the mean of so many is good to a hundredth. */
#define RAMPS 750

gboolean
rf_match_check (const RfLook *look, RfMatchReport *report)
{
    RfSettings settings = RF_SETTINGS_DEFAULT;
    RfSpace space;

    report->smoothness = report->folded_pct = report->clipped_pct = 0;
    rf_space_init (&space, "srgb", RF_ENCODING_PERCEPTUAL);
    for (int quarter = 1; quarter <= 4; quarter++) {
        RfRender render = {0};
        double folded, clipped;
        settings.strength = quarter / 4.0;
        rf_render_init (&render, look, &settings, &space, NULL);
        rf_quality_cube (&render, &folded, &clipped);
        report->smoothness = fmax (report->smoothness, rf_quality_smoothness (&render, RAMPS));
        /* Black and white has no volume to fold. */
        report->folded_pct = fmax (report->folded_pct, look->mono.enabled ? 0 : folded);
        report->clipped_pct = fmax (report->clipped_pct, clipped);
        rf_render_clear (&render);
    }
    return report->smoothness <= 0.06 && report->folded_pct == 0 && report->clipped_pct <= 2;
}
