/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * kernel-block.c for processors with vectors of eight numbers or more: as many pixels at once where they are alike, a group of
 * two or four where each has edges of its own. Same steps in the same order, so the same bits. Written once; what differs
 * between processors is in the headers that come before this one, kernel-avx2.h or kernel-avx512.h.
 *
 * Vectors have lanes of four numbers, and what moves numbers within a lane is cheaper than what crosses. So a pixel stays in
 * its lane, and a group of pixels is one of each lane: the j-th. Processors load twice a cycle, and that is the limit: so a
 * load takes both ends of an edge. */
#ifndef RF_KERNEL_VECTOR_H
#define RF_KERNEL_VECTOR_H

#include "kernel-vector-light.h"

#define BLOCK RF_BLOCK

/* What a block of pixels is on its way into the table. */
typedef struct {
    float loss[BLOCK]; /* of exposure, or what a colour loses */
    float fade[BLOCK];
    RfPlaces places;
    Bits highest; /* number, by its bits: below 0, or where it is none, these count as more than of any light */
} Block;

/* The edges of the cells that a block's pixels lie in, and what their ends weigh: see kernel-plain.c. Of each lane's four
 * pixels first those of the lower ends, then those of the upper ones. */
typedef struct {
    guint32 near[BLOCK], middle[BLOCK];
    float weight[3][2 * BLOCK];
} Edges;

/* Floats of a pixel. */
#define WIDTH_OF(alpha) ((alpha) ? 4 : 3)

/* ---- Locating -------------------------------------------------------------------------------------------------- */

INLINE Colours
load_colours (Block *block, const float *in, int i, gboolean alpha)
{
    Colours at = alpha ? load_quadruples (in + 4 * i) : load_triples (in + 3 * i);

    block->highest = max_bits (block->highest, (Bits)at.r);
    block->highest = max_bits (block->highest, (Bits)at.g);
    block->highest = max_bits (block->highest, (Bits)at.b);
    return at;
}

INLINE Colours
load_places (const RfPlaces *places, int i)
{
    return (Colours){load (places->v[0] + i), load (places->v[1] + i), load (places->v[2] + i)};
}

INLINE void
store_places (Colours at, RfPlaces *places, int i)
{
    store (places->v[0] + i, at.r);
    store (places->v[1] + i, at.g);
    store (places->v[2] + i, at.b);
}

INLINE Colours
roots_of (Colours at)
{
    return (Colours){root_of (at.r), root_of (at.g), root_of (at.b)};
}

INLINE void
locate (Colours at, Edges *edges, int i, int size)
{
    Floats r = at.r * (float)(size - 1), g = at.g * (float)(size - 1), b = at.b * (float)(size - 1);
    Floats red_cell = whole_of (r), green_cell = whole_of (g), blue_cell = whole_of (b);

    r -= red_cell;
    g -= green_cell;
    b -= blue_cell;
    /* As floats, which hold these exactly: fewer steps than as integers. */
    Floats cell = green_cell * (float)(4 * size) + blue_cell * (float)(4 * size * size);
    Ints near = cut_to_ints (cell + red_cell * 4);
    const Ints green = (Ints){0} + 4 * size, blue = (Ints){0} + 4 * size * size;
    Ints middle = near + (Ints)choose_above (g, b, (Floats)green, (Floats)blue);
    store_ints (edges->near + i, near);
    store_ints (edges->middle + i, middle);

    Floats high = max_of (g, b), low = min_of (g, b);
    Floats above = max_of (r, high), below = min_of (r, low);
    Floats between = max_of (min_of (r, high), low);
    store_ends (edges->weight[0] + 2 * i, 1 - above, above - high);
    store_ends (edges->weight[1] + 2 * i, high - between, between - low);
    store_ends (edges->weight[2] + 2 * i, low - below, below);
}

INLINE void
locate_places (const Block *block, Edges *edges, int n, int size)
{
    for (int i = 0; i < n; i += LANES)
        locate (load_places (&block->places, i), edges, i, size);
}

/* Picture light that does not fall off. */
INLINE void
take_roots (Block *block, const float *in, int i, gboolean alpha)
{
    store_places (roots_of (load_colours (block, in, i, alpha)), &block->places, i);
}

/* ---- Fetching -------------------------------------------------------------------------------------------------- */

/* Weights of a vector of pixels, half of them each. */
typedef struct {
    Floats of[3][2];
} Weights;

INLINE Weights
load_weights (const Edges *edges, int i)
{
    Weights w;

    for (int k = 0; k < 3; k++)
        for (int half = 0; half < 2; half++)
            w.of[k][half] = load (edges->weight[k] + 2 * i + LANES * half);
    return w;
}

/* Both ends of the edges of pixels, weighted and added up. */
INLINE Floats
mix_ends (const float *cells, const guint32 *at, const guint32 *other, int size, Floats near, Floats middle, Floats far)
{
    return load_edges (cells, at) * near + load_edges (cells, other) * middle +
           load_edges (cells + 4 * (size + size * size), at) * far;
}

#define MIX_ENDS(j, half)                                                                                              \
    mix_ends (cells, edges->near + i + (j) + LANES / 2 * (half), edges->middle + i + (j) + LANES / 2 * (half), size,   \
              SPREAD (w.of[0][half], j), SPREAD (w.of[1][half], j), SPREAD (w.of[2][half], j))

/* What the table has for the j-th pixels of the lanes. */
#define MIX_GROUP(j) add_ends (MIX_ENDS (j, 0), MIX_ENDS (j, 1))

#define FINISH_GROUP(j) finish_group (MIX_GROUP (j), noise ? pick_noise (of, j, grey) : none, noise != NULL, root)

INLINE Floats
finish_group (Floats colour, Floats noise, gboolean grainy, gboolean root)
{
    if (grainy)
        colour = add_grain (colour, noise);
    return root ? colour * colour : colour;
}

/* Alpha comes from the pixels themselves. */
#define STORE_GROUP(j) store (out + LANES * (j), keep_alpha (FINISH_GROUP (j), load (in + 4 * i + LANES * (j))))

/* The block after, `n` pixels from `in` on, whose roots are taken meanwhile; `block` NULL: none are. */
typedef struct {
    Block *block;
    const float *in;
    int n;
} Next;

/* `grey`: the channels have the same noise; `noise` NULL: there is none. */
INLINE void
fetch (const float *cells, const Edges *edges, const float *in, const float *const *noise, gboolean grey, float *out,
       int n, int size, gboolean alpha, gboolean root, Next next)
{
    for (int i = 0; i < n; i += LANES, out += LANES * WIDTH_OF (alpha)) {
        if (next.block && i < next.n)
            take_roots (next.block, next.in, i, alpha);
        Weights w = load_weights (edges, i);
        const Floats none = all (0);
        Noise of = noise ? load_noise (noise, i, alpha) : (Noise){none, none, none};
        if (alpha) {
            STORE_GROUP (0);
            STORE_GROUP (1);
            STORE_GROUP (2);
            STORE_GROUP (3);
        } else {
            store_triples (out, FINISH_GROUP (0), FINISH_GROUP (1), FINISH_GROUP (2), FINISH_GROUP (3));
        }
    }
}

/* ---- Rows ------------------------------------------------------------------------------------------------------ */

/* Perceptual numbers under a vignette. In loops of their own, or what waits for a division would keep the rest waiting. */
INLINE void
locate_faded (const RfKernel *kernel, const RfRow *row, float start, Block *block, const float *in, Edges *edges, int n,
              int size, gboolean alpha, gboolean gains)
{
    for (int i = 0; i < n; i += LANES) {
        Colours at = load_colours (block, in, i, alpha);
        Floats loss = loss_of (kernel, row, start, i, alpha, FALSE);
        store (block->loss + i, excess_of (kernel, loss, at, gains));
        store_places (at, &block->places, i);
    }
    for (int i = 0; i < n; i += LANES)
        store (block->fade + i, fade_of (load (block->loss + i)));
    for (int i = 0; i < n; i += LANES) {
        Floats excess = load (block->loss + i), by = load (block->fade + i);
        locate (fade (load_places (&block->places, i), excess, by, gains), edges, i, size);
    }
}

/* Linear light; `row` NULL: it does not fall off. */
INLINE void
locate_shaped (const RfKernel *kernel, const RfRow *row, float start, Block *block, const float *in, Edges *edges,
               int n, int size, gboolean alpha)
{
    gboolean scene = kernel->table.shaper == RF_SHAPER_LOG;

    for (int i = 0; i < n; i += LANES) {
        Colours at = load_colours (block, in, i, alpha);
        if (scene) { /* which reckons with bits that light has */
            at.r = max_of (at.r, all (0));
            at.g = max_of (at.g, all (0));
            at.b = max_of (at.b, all (0));
        }
        store_places (at, &block->places, i);
    }
    for (int i = 0; i < n && row; i += LANES)
        store (block->loss + i, loss_of (kernel, row, start, i, alpha, scene));
    rf_block_shape (kernel, row ? block->loss : NULL, &block->places, n);
    locate_places (block, edges, n, size);
}

/* TRUE: a number lies outside the table's range, or is none; its pixel's places are nonsense. */
INLINE gboolean
is_outside (const Block *block, float white)
{
    return !all_at_most (block->highest, (Bits)all (white));
}

INLINE void
locate_block (const RfKernel *kernel, const RfRow *row, int first, Block *block, const float *in, Edges *edges, int n,
              int size, gboolean alpha)
{
    const RfRow *falling = row && kernel->falloff.fall != 0 ? row : NULL;
    float start = falling ? rf_block_start (row, first) : 0;

    block->highest = (Bits){0};
    if (kernel->table.shaper != RF_SHAPER_NONE)
        locate_shaped (kernel, falling, start, block, in, edges, n, size, alpha);
    else if (falling && kernel->falloff.fall < 0)
        locate_faded (kernel, falling, start, block, in, edges, n, size, alpha, TRUE);
    else if (falling)
        locate_faded (kernel, falling, start, block, in, edges, n, size, alpha, FALSE);
    else
        for (int i = 0; i < n; i += LANES)
            locate (load_colours (block, in, i, alpha), edges, i, size);
}

/* At most a block, in whole vectors; `first` counts from the start of the row. `has_roots`: its numbers' roots were taken while
 * the block before was fetched. */
INLINE void
develop_block (const RfKernel *kernel, const RfRow *row, int first, Block *block, gboolean has_roots, const float *in,
               float *out, int n, int size, gboolean alpha, Next next)
{
    const int width = WIDTH_OF (alpha);
    const RfTable *table = &kernel->table;
    const Next none = {NULL, NULL, 0};
    gboolean is_scene = table->shaper == RF_SHAPER_LOG, grainy = row && row->noise[0];
    const float white = is_scene ? INFINITY : 1; /* scene light is bounded by its place */
    float developed[4 * BLOCK];
    Edges edges;

    if (has_roots)
        locate_places (block, &edges, n, size);
    else
        locate_block (kernel, row, first, block, in, &edges, n, size, alpha);
    /* Few blocks have such numbers: keeping every number inside would cost all of them. */
    gboolean outside = is_outside (block, white);
    if (outside) {
        for (int i = 0; i < width * n; i++)
            developed[i] = rf_step_inside (in[i], white);
        locate_block (kernel, row, first, block, developed, &edges, n, size, alpha);
    }

    /* No question is asked pixel by pixel, unless one of the block is out of the ordinary. */
    gboolean beyond = outside || (is_scene && kernel->strength < 1);
    float *to = beyond ? developed : out;
    const float *noise[3];
    for (int c = 0; c < 3 && grainy; c++)
        noise[c] = row->noise[c] + first;
    if (grainy && noise[0] == noise[1])
        fetch (table->cells, &edges, in, noise, TRUE, to, n, size, alpha, table->root, none);
    else if (grainy)
        fetch (table->cells, &edges, in, noise, FALSE, to, n, size, alpha, table->root, none);
    else if (next.block)
        fetch (table->cells, &edges, in, NULL, FALSE, to, n, size, alpha, TRUE, next);
    else if (table->root)
        fetch (table->cells, &edges, in, NULL, FALSE, to, n, size, alpha, TRUE, none);
    else
        fetch (table->cells, &edges, in, NULL, FALSE, to, n, size, alpha, FALSE, none);
    for (int i = 0; beyond && i < n; i++) {
        rf_step_add_outside (kernel, in + width * i, developed + width * i);
        memcpy (out + width * i, developed + width * i, (size_t)width * sizeof *out);
    }
}

/* How many of n pixels make the next block. */
INLINE int
whole_vectors (int n)
{
    return CLAMP (n, 0, BLOCK) & ~(LANES - 1);
}

INLINE void
develop (const RfKernel *kernel, const RfRow *row, const float *in, float *out, int n, int size, gboolean alpha)
{
    const int width = WIDTH_OF (alpha);
    /* Roots take longer than all else that finds a place, and nothing waits for them while the table is read. */
    gboolean ahead = kernel->table.shaper == RF_SHAPER_ROOT && !(row && (kernel->falloff.fall != 0 || row->noise[0]));
    Block blocks[2];
    int first = 0;

    blocks[0].highest = (Bits){0};
    for (int i = 0; ahead && i < whole_vectors (n); i += LANES)
        take_roots (&blocks[0], in, i, alpha);
    for (int turn = 0; first + LANES <= n; first += BLOCK, turn = !turn) {
        const float *from = in + width * first;
        Next next = {ahead ? &blocks[!turn] : NULL, from + width * BLOCK, whole_vectors (n - first - BLOCK)};
        /* The input comes in bursts, which the processor does not foresee: asked for four blocks ahead it never waits. */
        for (size_t i = 0; i < BLOCK * WIDTH_OF (alpha); i += 16)
            __builtin_prefetch ((const void *)((uintptr_t)(from + width * 4 * BLOCK) + 4 * i));
        blocks[!turn].highest = (Bits){0};
        develop_block (kernel, row, first, &blocks[turn], ahead, from, out + width * first, whole_vectors (n - first),
                       size, alpha, next);
    }
    if (n % LANES) {
        float rest[4 * LANES] = {0};
        size_t bytes = (size_t)(n % LANES * width) * sizeof *rest;
        first = n - n % LANES;
        memcpy (rest, in + width * first, bytes);
        develop_block (kernel, row, first, &blocks[0], FALSE, rest, rest, LANES, size, alpha, (Next){NULL, NULL, 0});
        memcpy (out + width * first, rest, bytes);
    }
}

/* The size as a constant: strides become shifts and the far corner a fixed distance. */
INLINE void
develop_sized (const RfKernel *kernel, const RfRow *row, const float *in, float *out, int n, gboolean alpha)
{
    if (kernel->table.size == RF_TABLE_DRAFT_SIZE)
        develop (kernel, row, in, out, n, RF_TABLE_DRAFT_SIZE, alpha);
    else
        develop (kernel, row, in, out, n, RF_TABLE_SIZE, alpha);
}

#endif
