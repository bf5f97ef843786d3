/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * From numbers to places in the table, a block at once and channel by channel: loops that compilers turn into vector code
 * for whatever level draws them in. */
#ifndef RF_KERNEL_SHAPE_H
#define RF_KERNEL_SHAPE_H

#include "kernel-steps.h"

#define RF_BLOCK 64

/* A block by channel. */
typedef struct {
    float v[3][RF_BLOCK]; /* the pixel inside the table's range, then its place there */
} RfPlaces;

static inline void
rf_block_fall_off (const RfKernel *kernel, const RfRow *row, float *loss, int first, int n)
{
    float dy2 = (float)row->dy2, scale = (float)row->scale_x;
    float start = (float)(row->x + first + 0.5 - row->centre_x);

    for (int i = 0; i < n; i++)
        loss[i] = rf_step_loss (kernel, (start + (float)i) * scale, dy2);
}

/* Loops of their own for the roots: what waits for one would keep the rest waiting. */
static inline void
rf_block_decode_roots (RfPlaces *places, int n)
{
    for (int c = 0; c < 3; c++) {
        float *v = places->v[c];
        for (int i = 0; i < n; i++)
            v[i] = rf_step_lift (v[i]);
        for (int i = 0; i < n; i++)
            v[i] = sqrtf (v[i]);
        for (int i = 0; i < n; i++)
            v[i] = rf_step_bend (v[i]);
    }
}

/* `loss` becomes the share, of light or of its root. */
static inline void
rf_block_lose_light (const RfKernel *kernel, gboolean is_root, float *loss, RfPlaces *places, int n)
{
    for (int i = 0; i < n; i++) {
        float r = places->v[0][i], g = places->v[1][i], b = places->v[2][i];
        if (is_root)
            loss[i] = sqrtf (rf_step_share (kernel, loss[i], r * r, g * g, b * b));
        else
            loss[i] = rf_step_share (kernel, loss[i], r, g, b);
    }
    for (int c = 0; c < 3; c++)
        for (int i = 0; i < n; i++)
            places->v[c][i] = rf_step_keep_below_white (places->v[c][i] * loss[i]);
}

static inline void
rf_block_place_picture (const RfKernel *kernel, float *loss, RfPlaces *places, int n)
{
    gboolean encoded = kernel->table.shaper == RF_SHAPER_DECODED_ROOT;

    if (encoded)
        rf_block_decode_roots (places, n);
    if (loss)
        rf_block_lose_light (kernel, encoded, loss, places, n);
    for (int c = 0; c < 3 && !encoded; c++)
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

/* From numbers to places in the table. Light falls off before the look. */
static inline void
rf_block_shape (const RfKernel *kernel, float *loss, RfPlaces *places, int n)
{
    if (kernel->table.shaper == RF_SHAPER_LOG)
        rf_block_place_scene (loss, places, n);
    else if (kernel->table.shaper != RF_SHAPER_NONE)
        rf_block_place_picture (kernel, loss, places, n);
}

#endif
