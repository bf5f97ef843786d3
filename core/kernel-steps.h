/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The steps of one colour on its way through the kernel. Arithmetic that every machine rounds alike: what is compiled for
 * other instructions, or does many colours at once, gives the same bits. */
#ifndef RF_KERNEL_STEPS_H
#define RF_KERNEL_STEPS_H

#include "kernel.h"

#include <math.h>

/* log2 (1 + x) to 1e-7, in arithmetic that every machine rounds alike. */
static inline float
rf_step_log2_plus_one (float x)
{
    union {
        float f;
        int32_t i;
    } bits = {x + 1};
    int32_t exponent = (bits.i - 0x3f3504f3) >> 23; /* mantissa in [sqrt (1/2), sqrt (2)) */
    bits.i -= exponent << 23;
    float s = (bits.f - 1) / (bits.f + 1), s2 = s * s;
    return (float)exponent + 2.885390082f * s * (1 + s2 * (1 / 3.f + s2 * (1 / 5.f + s2 * (1 / 7.f))));
}

/* A share of light may be rounded up. */
static inline float
rf_step_keep_below_white (float light)
{
    return light < 1 ? light : 1;
}

/* What exposure is divided by at dx from the middle of a row: in a picture as a neutral camera sees it. */
static inline float
rf_step_loss (const RfKernel *kernel, float dx, float dy2)
{
    float radius2 = dx * dx + dy2;
    float q = 1 + (float)kernel->falloff.fall * (radius2 < 1 ? radius2 : 1); /* beyond the corners as in the corners */
    return kernel->table.shaper == RF_SHAPER_LOG ? q * q : q * q * q;
}

/* The part of its light that a colour of the picture keeps. All channels keep the same, whatever the primaries: no hue
 * turns. White stays white however much is lost; where light is gained instead, no channel comes to more than white. */
static inline float
rf_step_share (const RfKernel *kernel, float loss, float r, float g, float b)
{
    float luminance = b + kernel->falloff.luma[0] * (r - b) + kernel->falloff.luma[1] * (g - b);
    float rg = r > g ? r : g, highest = rg > b ? rg : b;
    float white = loss < 1 ? highest : luminance;
    return 1 / (white + loss * (1 - white));
}

/* ---- A vignette in perceptual numbers ----
 *
 * By the sRGB curve a colour's number is a power of its light, so what multiplies light by g turns v into
 * (v + 0.055) g^(5/12) - 0.055: nothing needs to be decoded but for its luminance. The fitted parts lie within 1/4096 of the
 * exact way together. */

#define RF_KNEE 0.04045f /* below, the curve is straight */

static const float rf_light_terms[4] = {0.03919284f, 0.53806543f, 0.53443164f, -0.11168994f},
                   rf_fade_over[4] = {-0.416438192f, -0.313865244f, -0.033014562f, -2.98742689e-5f},
                   rf_fade_under[4] = {1, 1.4617213f, 0.542188764f, 0.0391581506f},
                   rf_toe_terms[4] = {0.01198669f, 0.41199831f, 6.95061015f, 6.88184425f},
                   rf_knee_terms[4] = {-0.00794494452f, 1.46845591f, -7.52940401f, 20.5265217f};

/* In pairs: no step waits long for the one before. */
static inline float
rf_step_cubic (const float t[4], float x)
{
    return (t[0] + t[1] * x) + x * x * (t[2] + t[3] * x);
}

/* The light of a number in [0, 1]: that of white is 1 to the last bit. */
static inline float
rf_step_light (float v)
{
    return v * rf_step_cubic (rf_light_terms, v);
}

/* A colour keeps 1 / (1 + excess) of its light: see rf_step_share. */
static inline float
rf_step_excess (const RfKernel *kernel, float loss, float r, float g, float b)
{
    float white;

    if (kernel->falloff.fall < 0) {
        float rg = r > g ? r : g;
        white = rf_step_light (rg > b ? rg : b);
    } else {
        float blue = rf_step_light (b);
        white = blue + kernel->falloff.luma[0] * (rf_step_light (r) - blue) +
                kernel->falloff.luma[1] * (rf_step_light (g) - blue);
    }
    return (loss - 1) * (1 - white);
}

/* (1 + excess)^(-5/12) - 1, for excesses of -0.65 to 21.7: of vignettes of +1 to -3 EV. */
static inline float
rf_step_fade (float excess)
{
    return excess * rf_step_cubic (rf_fade_over, excess) / rf_step_cubic (rf_fade_under, excess);
}

/* A number of a colour of that fade. */
static inline float
rf_step_fade_number (float v, float fade)
{
    return rf_step_keep_below_white (v * (1 + fade) + 0.055f * fade);
}

/* The same for a number that is dark before or after; share: what is left of its light. */
static inline float
rf_step_fade_dark (const RfKernel *kernel, float v, float faded, float share)
{
    float kept = (v > RF_KNEE ? rf_step_cubic (rf_toe_terms, v) : v) * share;
    if (kernel->falloff.fall < 0) /* light is gained */
        kept = kept > RF_KNEE ? rf_step_cubic (rf_knee_terms, kept) : kept;
    return ((v > RF_KNEE) & (faded > RF_KNEE)) ? faded : kept;
}

/* ---- Scene light ---- */

/* The place of scene light in the table. */
static inline float
rf_step_scene (float light)
{
    float at = rf_step_log2_plus_one (light * (float)(1 / RF_SHAPER_TOE)) * (float)(1 / RF_SHAPER_SPAN);
    return at < 1 ? at : 1;
}

static inline float
rf_step_inside (float v, float top)
{
    float inside = v > 0 ? v : 0; /* also for NaN */
    return inside < top ? inside : top;
}

/* Light outside [0, 1], per channel: rolled off above white, kept below black, grey where the look is. */
static inline void
rf_step_fold (float excess[3], float strength, float mono_strength)
{
    float mean = 0;

    for (int c = 0; c < 3; c++) {
        /* The bound keeps infinity from turning into NaN. */
        float e = excess[c] > 65504 ? 65504 : excess[c] < -65504 ? -65504 : excess[c];
        float rolled = e > 0 ? 1 - 1 / (1 + e) : e;
        excess[c] = (1 - strength) * e + strength * rolled; /* the difference of the two would lose the small one */
        mean += excess[c] / 3;
    }
    for (int c = 0; c < 3; c++)
        excess[c] = (1 - mono_strength) * excess[c] + mono_strength * mean;
}

/* A number v in [0, 1] of a colour, or its root where that is linear, with grain. Black and white have none. */
static inline float
rf_step_add_grain (float v, float deviation, float noise)
{
    float share = deviation * noise;
    share = share > -1 ? share : -1; /* so that the sum stays between black and white */
    share = share < 1 ? share : 1;
    return v + (v - v * v) * share;
}

/* Brings back what the table does not know of: in a picture what lies outside [0, 1]; of scene light its own share. */
static inline void
rf_step_add_outside (const RfKernel *kernel, const float *from, float *colour)
{
    if (kernel->table.shaper == RF_SHAPER_LOG) {
        float keep = 1 - kernel->strength;
        for (int c = 0; c < 3; c++) {
            float v = from[c];
            /* Nothing of an infinite light is left where the look is whole. */
            colour[c] = kernel->strength * colour[c] + (keep > 0 || v != v ? keep * v : 0);
        }
        return;
    }

    float excess[3];
    for (int c = 0; c < 3; c++)
        excess[c] = from[c] - rf_step_inside (from[c], 1);
    if (excess[0] != 0 || excess[1] != 0 || excess[2] != 0) {
        rf_step_fold (excess, kernel->strength, kernel->mono_strength);
        for (int c = 0; c < 3; c++)
            colour[c] += excess[c];
    }
}

#endif
