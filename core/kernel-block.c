/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * kernel-plain.c, fast: blocks of pixels in two passes. First places and weights, channel by channel, in loops that compilers
 * turn into vector code; then the ends of the edges round each pixel, one 16-byte load each. One pass would wait for
 * each load; gathering numbers one by one takes twice as long.
 *
 * For the machine's base level, SSE2 or NEON. Without fused operations all levels give the same bits. */
#include "for-cpu.h"
#include "kernel-shape.h"

#define BLOCK RF_BLOCK

typedef float Float4 __attribute__ ((vector_size (16), aligned (4), may_alias));
typedef int32_t Int4 __attribute__ ((vector_size (16)));

typedef struct {
    RfPlaces places;
    int32_t near[BLOCK], middle[BLOCK]; /* edges in the table */
    float weight[3][2][BLOCK];
} Block;

static inline Float4
load (const float *from)
{
    return *(const Float4 *)from;
}

static inline void
store (float *to, Float4 v)
{
    *(Float4 *)to = v;
}

/* Sorts the numbers by channel; TRUE if any lies outside the table's range or is none. */
static inline gboolean
split (const RfKernel *kernel, const float *in, Block *block, int n)
{
    float top = kernel->table.shaper == RF_SHAPER_LOG ? INFINITY : 1; /* light is bounded by its place in the table */
    int32_t outside = 0;
    int i = 0;

    for (; i + 4 <= n; i += 4) { /* four by four: compilers do worse on their own */
        const float *from = in + 4 * i;
        Float4 a = load (from), b = load (from + 4), c = load (from + 8), d = load (from + 12);
        Float4 ab = __builtin_shufflevector (a, b, 0, 4, 1, 5), cd = __builtin_shufflevector (c, d, 0, 4, 1, 5);
        store (block->places.v[0] + i, __builtin_shufflevector (ab, cd, 0, 1, 4, 5));
        store (block->places.v[1] + i, __builtin_shufflevector (ab, cd, 2, 3, 6, 7));
        ab = __builtin_shufflevector (a, b, 2, 6, 3, 7);
        cd = __builtin_shufflevector (c, d, 2, 6, 3, 7);
        store (block->places.v[2] + i, __builtin_shufflevector (ab, cd, 0, 1, 4, 5));
    }
    for (; i < n; i++)
        for (int c = 0; c < 3; c++)
            block->places.v[c][i] = in[4 * i + c];

    for (int c = 0; c < 3; c++)
        for (i = 0; i < n; i++) {
            float v = block->places.v[c][i], inside = rf_step_inside (v, top);
            block->places.v[c][i] = inside;
            outside |= v != inside;
        }
    return outside != 0;
}

/* The edges of the cell that a colour lies in, and what their ends weigh: see kernel-plain.c. */
static inline void
locate (Block *block, int size, int n)
{
    const int32_t red = 4, green = 4 * size, blue = 4 * size * size;

    for (int i = 0; i < n; i++) {
        float r = block->places.v[0][i] * (size - 1), g = block->places.v[1][i] * (size - 1),
              b = block->places.v[2][i] * (size - 1);
        int32_t ri = (int32_t)r, gi = (int32_t)g, bi = (int32_t)b;
        r -= (float)ri;
        g -= (float)gi;
        b -= (float)bi;

        float high = g > b ? g : b, low = g > b ? b : g;
        float above = r > high ? r : high, below = r < low ? r : low;
        float inside = r < high ? r : high, between = inside > low ? inside : low;
        int32_t near = ri * red + gi * green + bi * blue;
        block->near[i] = near;
        block->middle[i] = near + (g > b ? green : blue);
        block->weight[0][0][i] = 1 - above;
        block->weight[0][1][i] = above - high;
        block->weight[1][0][i] = high - between;
        block->weight[1][1][i] = between - low;
        block->weight[2][0][i] = low - below;
        block->weight[2][1][i] = below;
    }
}

/* Where `of` is above `bound`, that; elsewhere the bound. */
static inline Float4
keep_above (Float4 of, float bound)
{
    Int4 above = of > bound;

    return (Float4)(((Int4)of & above) | ((Int4)(Float4){bound, bound, bound, bound} & ~above));
}

/* rf_step_add_grain for a pixel; alpha is none. */
static inline Float4
add_grain (Float4 v, const float *const noise[3], int i)
{
    Float4 share = v[3] * (Float4){noise[0][i], noise[1][i], noise[2][i], 0};

    share = -keep_above (-keep_above (share, -1), -1);
    return v + (v - v * v) * share;
}

/* Developed colours, with the alpha of `in`. */
static inline void
fetch (const RfKernel *kernel, const Block *block, const float *const *noise, const float *in, float *out, int n,
       int size, gboolean root, gboolean beyond)
{
    const float *cells = kernel->table.cells;

#pragma GCC unroll 4 /* the processor's ports are full of loads: none is left for counting */
    for (int i = 0; i < n; i++) {
        const float *near = cells + block->near[i], *middle = cells + block->middle[i],
                    *far = near + 4 * (size + size * size);
        Float4 low = load (near) * block->weight[0][0][i] + load (middle) * block->weight[1][0][i] +
                     load (far) * block->weight[2][0][i];
        Float4 high = load (near + 4) * block->weight[0][1][i] + load (middle + 4) * block->weight[1][1][i] +
                      load (far + 4) * block->weight[2][1][i];
        Float4 colour = low + high;
        Float4 pixel = load (in + 4 * i);
        if (noise)
            colour = add_grain (colour, noise, i);
        if (root)
            colour *= colour;
        if (beyond) {
            float rgb[4];
            store (rgb, colour);
            rf_step_add_outside (kernel, in + 4 * i, rgb);
            colour = load (rgb);
        }
        store (out + 4 * i, __builtin_shufflevector (colour, pixel, 0, 1, 2, 7));
    }
}

/* `size` is a constant wherever this is drawn in: strides become shifts and the far corner a fixed distance. */
static inline void
develop_sized (const RfKernel *kernel, const RfRow *row, const float *in, float *out, int n, int size)
{
    gboolean mixed = kernel->table.shaper == RF_SHAPER_LOG && kernel->strength < 1;
    gboolean falls_off = row && kernel->falloff.fall != 0, grainy = row && row->noise[0];
    float loss[BLOCK];
    Block block;

    for (int first = 0; first < n; first += BLOCK, in += 4 * BLOCK, out += 4 * BLOCK) {
        int count = n - first < BLOCK ? n - first : BLOCK;

        /* The input comes in bursts, which the processor does not foresee: asked for four blocks ahead it never waits. */
        for (size_t i = 0; i < BLOCK; i += 4)
            __builtin_prefetch ((const void *)((uintptr_t)in + 16 * (i + 4 * BLOCK)));

        gboolean outside = split (kernel, in, &block, count);
        if (falls_off)
            rf_block_fall_off (kernel, row, loss, first, count);
        rf_block_shape (kernel, falls_off ? loss : NULL, &block.places, count);
        locate (&block, size, count);

        /* No question is asked pixel by pixel. */
        const float *noise[3];
        for (int c = 0; c < 3 && grainy; c++)
            noise[c] = row->noise[c] + first;
        if (outside || mixed)
            fetch (kernel, &block, grainy ? noise : NULL, in, out, count, size, kernel->table.root, TRUE);
        else if (grainy)
            fetch (kernel, &block, noise, in, out, count, size, kernel->table.root, FALSE);
        else if (kernel->table.root)
            fetch (kernel, &block, NULL, in, out, count, size, TRUE, FALSE);
        else
            fetch (kernel, &block, NULL, in, out, count, size, FALSE, FALSE);
    }
}

RF_FOR_BASE void
rf_develop_base (const RfKernel *kernel, const RfRow *row, const float *in, float *out, int n)
{
    if (kernel->table.size == RF_TABLE_DRAFT_SIZE)
        develop_sized (kernel, row, in, out, n, RF_TABLE_DRAFT_SIZE);
    else
        develop_sized (kernel, row, in, out, n, RF_TABLE_SIZE);
}
