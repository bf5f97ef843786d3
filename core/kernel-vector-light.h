/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * A vignette before the table and grain after it, for several pixels at once: the steps of kernel-steps.h. */
#ifndef RF_KERNEL_VECTOR_LIGHT_H
#define RF_KERNEL_VECTOR_LIGHT_H

#include "kernel-vector-types.h"

/* ---- Vignette ---- */

INLINE Floats
cubic (const float t[4], Floats x)
{
    return (t[0] + t[1] * x) + x * x * (t[2] + t[3] * x);
}

/* What exposure is divided by, of the pixels from i on of a block that starts so far from the middle of the row. */
INLINE Floats
loss_of (const RfKernel *kernel, const RfRow *row, float start, int i, gboolean alpha, gboolean scene)
{
    Floats dx = (start + ((float)i + in_order (count_up (), alpha))) * (float)row->scale_x;
    Floats radius2 = dx * dx + (float)row->dy2;
    Floats q = 1 + (float)kernel->falloff.fall * min_of (radius2, all (1));

    return (scene ? q : q * q) * q;
}

INLINE Floats
light_of (Floats v)
{
    return v * cubic (rf_light_terms, v);
}

INLINE Floats
excess_of (const RfKernel *kernel, Floats loss, Colours at, gboolean gains)
{
    const float *luma = kernel->falloff.luma;
    Floats white;

    if (gains) {
        white = light_of (max_of (max_of (at.r, at.g), at.b));
    } else {
        Floats blue = light_of (at.b);
        white = blue + luma[0] * (light_of (at.r) - blue) + luma[1] * (light_of (at.g) - blue);
    }
    return (loss - 1) * (1 - white);
}

INLINE Floats
fade_of (Floats excess)
{
    return excess * cubic (rf_fade_over, excess) / cubic (rf_fade_under, excess);
}

INLINE Floats
fade_dark (Floats v, Floats faded, Floats share, gboolean gains)
{
    const Floats knee = all (RF_KNEE);
    Floats kept = choose_above (v, knee, cubic (rf_toe_terms, v), v) * share;

    if (gains)
        kept = choose_above (kept, knee, cubic (rf_knee_terms, kept), kept);
    return choose_above (v, knee, choose_above (faded, knee, faded, kept), kept);
}

/* Few pictures are dark all over: what is right below the curve's knee is worked out where something lies there. */
INLINE Colours
fade (Colours at, Floats excess, Floats by, gboolean gains)
{
    const Floats one = all (1);
    Floats factor = 1 + by, more = 0.055f * by;
    Colours faded = {min_of (at.r * factor + more, one), min_of (at.g * factor + more, one),
                     min_of (at.b * factor + more, one)};
    Colours darker = gains ? at : faded;

    if (any_at_most (min_of (min_of (darker.r, darker.g), darker.b), all (RF_KNEE))) {
        Floats share = 1 / (1 + excess);
        faded.r = fade_dark (at.r, faded.r, share, gains);
        faded.g = fade_dark (at.g, faded.g, share, gains);
        faded.b = fade_dark (at.b, faded.b, share, gains);
    }
    return faded;
}

/* ---- Grain ---- */

/* The noise of pixels in the order that they are loaded in; where the channels have the same, `r` is for all. */
typedef struct {
    Floats r, g, b;
} Noise;

INLINE Noise
load_noise (const float *const noise[3], int i, gboolean alpha)
{
    return (Noise){in_order (load (noise[0] + i), alpha), in_order (load (noise[1] + i), alpha),
                   in_order (load (noise[2] + i), alpha)};
}

/* That of a group, put together where it is wanted: four of them at once would leave too few registers. */
INLINE Floats
pick_noise (Noise of, int j, gboolean grey)
{
    if (grey)
        return j == 0 ? SPREAD (of.r, 0) : j == 1 ? SPREAD (of.r, 1) : j == 2 ? SPREAD (of.r, 2) : SPREAD (of.r, 3);
    Floats rg = j < 2 ? VECTOR (unpacklo_ps) (of.r, of.g) : VECTOR (unpackhi_ps) (of.r, of.g);
    Floats b = j < 2 ? VECTOR (unpacklo_ps) (of.b, of.b) : VECTOR (unpackhi_ps) (of.b, of.b);

    return j % 2 == 0 ? VECTOR (shuffle_ps) (rg, b, _MM_SHUFFLE (1, 0, 1, 0))
                      : VECTOR (shuffle_ps) (rg, b, _MM_SHUFFLE (3, 2, 3, 2));
}

/* rf_step_add_grain for a group of pixels. */
INLINE Floats
add_grain (Floats v, Floats noise)
{
    Floats share = SPREAD (v, 3) * noise;

    share = min_of (max_of (share, all (-1)), all (1));
    return v + (v - v * v) * share;
}

#endif
