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

static inline void
rf_block_place_picture (gboolean encoded, RfPlaces *places, int n)
{
    for (int c = 0; c < 3; c++)
        for (int i = 0; i < n; i++)
            places->v[c][i] = rf_step_root (encoded ? rf_step_decode (places->v[c][i]) : places->v[c][i]);
}

static inline void
rf_block_place_falling_picture (const RfKernel *kernel, gboolean encoded, const float *loss, RfPlaces *places, int n)
{
    for (int i = 0; i < n; i++) {
        float r = places->v[0][i], g = places->v[1][i], b = places->v[2][i];
        if (encoded) {
            r = rf_step_decode (r);
            g = rf_step_decode (g);
            b = rf_step_decode (b);
        }
        float share = rf_step_share (kernel, loss[i], r, g, b);
        places->v[0][i] = rf_step_root (r * share);
        places->v[1][i] = rf_step_root (g * share);
        places->v[2][i] = rf_step_root (b * share);
    }
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
rf_block_shape (const RfKernel *kernel, const float *loss, RfPlaces *places, int n)
{
    gboolean encoded = kernel->table.shaper == RF_SHAPER_DECODED_ROOT;

    if (kernel->table.shaper == RF_SHAPER_LOG)
        rf_block_place_scene (loss, places, n);
    else if (kernel->table.shaper != RF_SHAPER_NONE && loss)
        rf_block_place_falling_picture (kernel, encoded, loss, places, n);
    else if (kernel->table.shaper != RF_SHAPER_NONE)
        rf_block_place_picture (encoded, places, n);
}

#endif
