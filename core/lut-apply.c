/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Pixels through a LUT. As in the kernel of looks: blocks in two passes, first places and weights channel by channel, then
 * one 16-byte load a corner. Colours beyond the LUT's range, which are rare, go through rf_lut_evaluate one by one. */
#include "lut.h"

#include "space.h"
#include "table.h"

#include <math.h>
#include <string.h>

#define BLOCK 64

typedef float Float4 __attribute__ ((vector_size (16), aligned (4), may_alias));

/* A block by channel. */
typedef struct {
    float before[4 * BLOCK]; /* the pixels, encoded by the passage's exponent */
    float after[4 * BLOCK];
    float at[3][BLOCK]; /* in [0, 1] of the range, then of the cube, then within the cell */
    int32_t corner[BLOCK];
    gboolean beyond; /* some pixel lies outside the range, or is not a number */
} Block;

static void
place (const RfLut *lut, const RfLutUse *use, Block *block, int n)
{
    double low[3], high[3];
    int outside = 0;

    rf_lut_range (lut, use, low, high);
    for (int c = 0; c < 3; c++) {
        float start = (float)low[c], scale = (float)(1 / (high[c] - low[c]));
        for (int i = 0; i < n; i++) {
            float at = (block->before[4 * i + c] - start) * scale;
            outside |= !(at >= 0 && at <= 1);
            at = at > 0 ? at : 0; /* also for NaN */
            block->at[c][i] = at < 1 ? at : 1;
        }
    }
    block->beyond = outside;
}

static void
shape_log (const RfLut *lut, Block *block, int n)
{
    const float ratio = (float)(RF_SHAPER_TOP / RF_SHAPER_TOE), span = log2f (1 + ratio);

    for (int c = 0; c < 3; c++) {
        float low = (float)lut->low[c], scale = (float)(1 / (lut->high[c] - lut->low[c]));
        for (int i = 0; i < n; i++) {
            float at = (log2f (1 + block->at[c][i] * ratio) / span - low) * scale;
            at = at > 0 ? at : 0;
            block->at[c][i] = at < 1 ? at : 1;
        }
    }
}

static void
bend (const RfLut *lut, Block *block, int n)
{
    int steps = lut->curve_size - 1;

    for (int c = 0; c < 3; c++) {
        const float *curve = lut->curve + c * lut->curve_size;
        for (int i = 0; i < n; i++) {
            float at = block->at[c][i] * (float)steps;
            int lower = (int)at < steps - 1 ? (int)at : steps - 1;
            block->at[c][i] = curve[lower] + (at - (float)lower) * (curve[lower + 1] - curve[lower]);
        }
    }
}

/* The cell's lowest corner, and the way from there. */
static void
locate (const RfLut *lut, Block *block, int n)
{
    int steps = lut->size - 1, step = 4;

    memset (block->corner, 0, sizeof block->corner);
    for (int c = 0; c < 3; c++, step *= lut->size)
        for (int i = 0; i < n; i++) {
            float at = block->at[c][i];
            at = at > 0 ? at : 0;
            at = (at < 1 ? at : 1) * (float)steps;
            int lower = (int)at < steps - 1 ? (int)at : steps - 1;
            block->corner[i] += lower * step;
            block->at[c][i] = at - (float)lower;
        }
}

static inline Float4
load (const float *cell)
{
    return *(const Float4 *)cell;
}

static void
fetch_tetrahedral (const RfLut *lut, Block *block, int n)
{
    const int red = 4, green = red * lut->size, blue = green * lut->size;

    for (int i = 0; i < n; i++) {
        const float *lowest = lut->cells + block->corner[i], *highest = lowest + red + green + blue;
        float r = block->at[0][i], g = block->at[1][i], b = block->at[2][i];
        float rg_high = r > g ? r : g, rg_low = r > g ? g : r;
        float high = rg_high > b ? rg_high : b, low = rg_low < b ? rg_low : b;
        float middle = rg_high < b ? rg_high : rg_low > b ? rg_low : b;
        int first = r == high ? red : g == high ? green : blue;
        int last = b == low ? blue : g == low ? green : red;
        Float4 sum = load (lowest) * (1 - high) + load (lowest + first) * (high - middle) +
                     load (highest - last) * (middle - low) + load (highest) * low;
        memcpy (block->after + 4 * i, &sum, sizeof sum);
    }
}

static void
fetch_trilinear (const RfLut *lut, Block *block, int n)
{
    const int red = 4, green = red * lut->size, blue = green * lut->size;

    for (int i = 0; i < n; i++) {
        const float *corner = lut->cells + block->corner[i];
        float r = block->at[0][i], g = block->at[1][i], b = block->at[2][i];
        Float4 side[4]; /* along red */
        for (int k = 0; k < 4; k++) {
            const float *at = corner + (k & 1 ? green : 0) + (k & 2 ? blue : 0);
            side[k] = load (at) * (1 - r) + load (at + red) * r;
        }
        Float4 sum = (side[0] * (1 - g) + side[1] * g) * (1 - b) + (side[2] * (1 - g) + side[3] * g) * b;
        memcpy (block->after + 4 * i, &sum, sizeof sum);
    }
}

static void
look_up (const RfLut *lut, const RfLutUse *use, Block *block, int n)
{
    if (use->passage == RF_LUT_LOG)
        shape_log (lut, block, n);
    if (lut->curve)
        bend (lut, block, n);
    if (!lut->cells) {
        for (int c = 0; c < 3; c++)
            for (int i = 0; i < n; i++)
                block->after[4 * i + c] = block->at[c][i];
        return;
    }
    locate (lut, block, n);
    if (use->interpolation == RF_LUT_TRILINEAR)
        fetch_trilinear (lut, block, n);
    else
        fetch_tetrahedral (lut, block, n);
}

static void
mix (const RfLutUse *use, Block *block, int n)
{
    float strength = (float)use->strength;

    for (int i = 0; i < n; i++)
        for (int c = 0; c < 3; c++) {
            float full = block->after[4 * i + c], before = block->before[4 * i + c];
            if (rf_lut_gives_srgb (use->passage))
                full = (float)rf_decode ((double)full);
            block->after[4 * i + c] = use->strength == 1 ? full : before + strength * (full - before);
        }
}

/* The colours of n RGBA pixels, odd about zero. */
static void
raise_to (float *pixels, float exponent, int n)
{
    for (int i = 0; i < n; i++)
        for (int c = 0; c < 3; c++)
            pixels[4 * i + c] = copysignf (powf (fabsf (pixels[4 * i + c]), exponent), pixels[4 * i + c]);
}

static void
correct_beyond (const RfLut *lut, const RfLutUse *use, Block *block, const float *in, int n)
{
    double low[3], high[3];

    rf_lut_range (lut, use, low, high);
    for (int i = 0; i < n; i++) {
        const float *pixel = in + 4 * i, *place = block->before + 4 * i;
        double rgb[3] = {(double)pixel[0], (double)pixel[1], (double)pixel[2]};
        gboolean inside = TRUE;

        for (int c = 0; c < 3; c++)
            inside &= (double)place[c] >= low[c] && (double)place[c] <= high[c];
        if (inside)
            continue;
        rf_lut_evaluate (lut, use, rgb, rgb, 1);
        for (int c = 0; c < 3; c++)
            block->after[4 * i + c] = (float)rgb[c];
    }
}

void
rf_lut_apply (const RfLut *lut, const RfLutUse *use, const float *in, float *out, size_t n)
{
    Block block;
    float gamma = (float)rf_lut_gamma (use->passage);

    if (use->strength == 0) {
        memmove (out, in, 4 * n * sizeof (float));
        return;
    }
    for (size_t first = 0; first < n; first += BLOCK) {
        int count = (int)MIN (n - first, BLOCK);

        memcpy (block.before, in + 4 * first, (size_t)count * 4 * sizeof (float));
        if (gamma != 1)
            raise_to (block.before, 1 / gamma, count);
        place (lut, use, &block, count);
        look_up (lut, use, &block, count);
        mix (use, &block, count);
        if (gamma != 1)
            raise_to (block.after, gamma, count);
        if (block.beyond)
            correct_beyond (lut, use, &block, in + 4 * first, count);
        for (int i = 0; i < count; i++)
            block.after[4 * i + 3] = block.before[4 * i + 3];
        memcpy (out + 4 * first, block.after, (size_t)count * 4 * sizeof (float));
    }
}
