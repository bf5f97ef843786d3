/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * From numbers to places in the table, a block at once and channel by channel: loops that compilers turn into vector code
 * for whatever level draws them in. */
#ifndef RF_KERNEL_SHAPE_H
#define RF_KERNEL_SHAPE_H

#include "kernel-steps.h"

#define RF_BLOCK 64

/* Numbers of a block by channel: those of pixels inside the table's range, or places there. */
typedef struct {
    float v[3][RF_BLOCK];
} RfPlaces;

/* How far the pixels of a block that starts at `first` begin from the middle of the row, in pixels. */
static inline float
rf_block_start (const RfRow *row, int first)
{
    return (float)(row->x + first + 0.5 - row->centre_x);
}

static inline void
rf_block_fall_off (const RfKernel *kernel, const RfRow *row, float *loss, int first, int n)
{
    float dy2 = (float)row->dy2, scale = (float)row->scale_x;
    float start = rf_block_start (row, first);

    for (int i = 0; i < n; i++)
        loss[i] = rf_step_loss (kernel, (start + (float)i) * scale, dy2);
}

static inline void
rf_block_fade (const RfKernel *kernel, const float *loss, RfPlaces *places, int n)
{
    for (int i = 0; i < n; i++) {
        float excess = rf_step_excess (kernel, loss[i], places->v[0][i], places->v[1][i], places->v[2][i]);
        float fade = rf_step_fade (excess), share = 1 / (1 + excess);
        for (int c = 0; c < 3; c++) {
            float v = places->v[c][i];
            places->v[c][i] = rf_step_fade_dark (kernel, v, rf_step_fade_number (v, fade), share);
        }
    }
}

static inline void
rf_block_place_picture (const RfKernel *kernel, const float *loss, RfPlaces *places, int n)
{
    for (int i = 0; i < n && loss; i++) {
        float share = rf_step_share (kernel, loss[i], places->v[0][i], places->v[1][i], places->v[2][i]);
        for (int c = 0; c < 3; c++)
            places->v[c][i] = rf_step_keep_below_white (places->v[c][i] * share);
    }
    for (int c = 0; c < 3; c++)
        for (int i = 0; i < n; i++)
            places->v[c][i] = sqrtf (places->v[c][i]);
}

static inline void
rf_block_place_scene (const float *loss, RfPlaces *places, int n)
{
    for (int c = 0; c < 3; c++)
        for (int i = 0; i < n; i++)
            places->v[c][i] = rf_step_scene (loss ? places->v[c][i] / loss[i] : places->v[c][i]);
}

/* From numbers to places in the table. Light falls off before the look; `loss` NULL: it does not. */
static inline void
rf_block_shape (const RfKernel *kernel, const float *loss, RfPlaces *places, int n)
{
    if (kernel->table.shaper == RF_SHAPER_LOG)
        rf_block_place_scene (loss, places, n);
    else if (kernel->table.shaper == RF_SHAPER_ROOT)
        rf_block_place_picture (kernel, loss, places, n);
    else if (loss)
        rf_block_fade (kernel, loss, places, n);
}

#endif
