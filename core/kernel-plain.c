/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * How pixels are developed, one after the other: what kernel-block.c does fast. Read this one first. */
#include "kernel-steps.h"

#include <string.h>

/* From a pixel's numbers to places in the table, [0, 1]. Light falls off before the look. */
static void
place (const RfKernel *kernel, const float *loss, const float *pixel, float at[3])
{
    gboolean is_scene = kernel->table.shaper == RF_SHAPER_LOG; /* whose light is bounded by its place only */

    for (int c = 0; c < 3; c++)
        at[c] = rf_step_inside (pixel[c], is_scene ? INFINITY : 1);
    if (is_scene) {
        for (int c = 0; c < 3; c++)
            at[c] = rf_step_scene (loss ? at[c] / *loss : at[c]);
    } else if (kernel->table.shaper == RF_SHAPER_ROOT) {
        float share = loss ? rf_step_share (kernel, *loss, at[0], at[1], at[2]) : 1;
        for (int c = 0; c < 3; c++)
            at[c] = sqrtf (rf_step_keep_below_white (at[c] * share));
    } else if (loss) {
        float excess = rf_step_excess (kernel, *loss, at[0], at[1], at[2]), fade = rf_step_fade (excess);
        for (int c = 0; c < 3; c++)
            at[c] = rf_step_fade_dark (kernel, at[c], rf_step_fade_number (at[c], fade), 1 / (1 + excess));
    }
}

/* The table between its points: in the tetrahedron of the cell that goes from the lowest corner along the axes in falling
 * order of the fractions to the highest. Its corners are ends of three edges along red, whose two ends lie side by side: the
 * near one, the one of the greater of green and blue, and the far one. Ends that are no corners weigh nothing. */
static void
look_up (const RfTable *table, const float at[3], float out[4])
{
    int size = table->size, step[3] = {4, 4 * size, 4 * size * size}, lowest = 0;
    float fraction[3];

    for (int c = 0; c < 3; c++) {
        float place = at[c] * (float)(size - 1);
        lowest += (int)place * step[c];
        fraction[c] = place - (float)(int)place;
    }

    float red = fraction[0], high = MAX (fraction[1], fraction[2]), low = MIN (fraction[1], fraction[2]);
    float above = MAX (red, high), below = MIN (red, low), between = CLAMP (red, low, high);
    const float *near = table->cells + lowest, *middle = near + step[fraction[1] > fraction[2] ? 1 : 2],
                *far = near + step[1] + step[2];

    for (int c = 0; c < 4; c++) {
        const int end = 4 + c; /* where red is one step higher */
        float start_sum = near[c] * (1 - above) + middle[c] * (high - between) + far[c] * (low - below);
        float end_sum = near[end] * (above - high) + middle[end] * (between - low) + far[end] * below;
        out[c] = start_sum + end_sum;
    }
}

void
rf_develop_plain (const RfKernel *kernel, const RfRow *row, const float *in, float *out, int n)
{
    gboolean falls_off = row && kernel->falloff.fall != 0;

    for (int i = 0; i < n; i++) {
        const float *pixel = in + 4 * i;
        float at[3], colour[4], loss = 1;

        if (falls_off) {
            float dx = (float)(row->x + i + 0.5 - row->centre_x) * (float)row->scale_x;
            loss = rf_step_loss (kernel, dx, (float)row->dy2);
        }
        place (kernel, falls_off ? &loss : NULL, pixel, at);
        look_up (&kernel->table, at, colour);
        for (int c = 0; c < 3 && row && row->noise[0]; c++)
            colour[c] = rf_step_add_grain (colour[c], colour[3], row->noise[c][i]);
        for (int c = 0; c < 3; c++)
            colour[c] = kernel->table.root ? colour[c] * colour[c] : colour[c];
        rf_step_add_outside (kernel, pixel, colour);
        memcpy (out + 4 * i + 3, pixel + 3, sizeof *pixel);
        memcpy (out + 4 * i, colour, 3 * sizeof *colour);
    }
}
