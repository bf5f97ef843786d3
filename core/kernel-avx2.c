/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * kernel-block.c for processors with AVX2: eight pixels at once where they are alike, two at once where each has edges of
 * its own. Same steps in the same order, so the same bits.
 *
 * Vectors have two halves, and what moves numbers within a half is cheaper than what crosses: of RGBA floats the even pixels
 * lie in the lower half, the odd ones in the upper one, so that a load and a store take neighbours; of all else pixels 0 to 3
 * and 4 to 7. Processors load twice a cycle, and that is the limit: so a load takes both ends of an edge. */
#include "kernel-shape.h"

#ifdef __x86_64__

#include "kernel-avx2-light.h"

#define BLOCK RF_BLOCK

/* The edges of the cells that a block's pixels lie in, and what their ends weigh: see kernel-plain.c. */
typedef struct {
    guint32 near[BLOCK], middle[BLOCK];
    float weight[3][2 * BLOCK];
} Edges;

/* ---- Locating -------------------------------------------------------------------------------------------------- */

/* Both ends' weights of eight pixels: those of a pixel lie in both halves of one vector, as its edges' ends will. */
INLINE void
store_ends (float *to, __m256 low, __m256 high)
{
    _mm256_storeu_ps (to, _mm256_permute2f128_ps (low, high, 0x20));
    _mm256_storeu_ps (to + 8, _mm256_permute2f128_ps (low, high, 0x31));
}

INLINE __m256
whole_of (__m256 v)
{
    return _mm256_round_ps (v, _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC);
}

INLINE void
locate (Eight at, Edges *edges, int i, int size)
{
    const __m256 steps = _mm256_set1_ps ((float)(size - 1));
    const __m256i green = _mm256_set1_epi32 (4 * size), blue = _mm256_set1_epi32 (4 * size * size);
    __m256 r = _mm256_mul_ps (at.r, steps), g = _mm256_mul_ps (at.g, steps), b = _mm256_mul_ps (at.b, steps);
    __m256 red_cell = whole_of (r), green_cell = whole_of (g), blue_cell = whole_of (b);

    r = _mm256_sub_ps (r, red_cell);
    g = _mm256_sub_ps (g, green_cell);
    b = _mm256_sub_ps (b, blue_cell);
    /* As floats, which hold these exactly: fewer steps than as integers. */
    __m256 cell = _mm256_add_ps (_mm256_mul_ps (green_cell, _mm256_set1_ps ((float)(4 * size))),
                                 _mm256_mul_ps (blue_cell, _mm256_set1_ps ((float)(4 * size * size))));
    __m256i near = _mm256_cvttps_epi32 (_mm256_add_ps (cell, _mm256_mul_ps (red_cell, _mm256_set1_ps (4))));
    __m256i is_green = _mm256_castps_si256 (_mm256_cmp_ps (g, b, _CMP_GT_OQ));
    __m256i middle = _mm256_add_epi32 (near, _mm256_blendv_epi8 (blue, green, is_green));
    _mm256_storeu_si256 ((__m256i *)(edges->near + i), near);
    _mm256_storeu_si256 ((__m256i *)(edges->middle + i), middle);

    __m256 high = _mm256_max_ps (g, b), low = _mm256_min_ps (g, b);
    __m256 above = _mm256_max_ps (r, high), below = _mm256_min_ps (r, low);
    __m256 between = _mm256_max_ps (_mm256_min_ps (r, high), low);
    store_ends (edges->weight[0] + 2 * i, _mm256_sub_ps (_mm256_set1_ps (1), above), _mm256_sub_ps (above, high));
    store_ends (edges->weight[1] + 2 * i, _mm256_sub_ps (high, between), _mm256_sub_ps (between, low));
    store_ends (edges->weight[2] + 2 * i, _mm256_sub_ps (low, below), below);
}

INLINE void
locate_places (const Block *block, Edges *edges, int n, int size)
{
    for (int i = 0; i < n; i += 8)
        locate (load_places (&block->places, i), edges, i, size);
}

/* ---- Fetching -------------------------------------------------------------------------------------------------- */

/* Both ends of one pixel's edges, weighted and added up. */
INLINE __m256
mix_ends (const float *cells, guint32 at, guint32 other, int size, __m256 near, __m256 middle, __m256 far)
{
    const float *lowest = cells + at, *opposite = lowest + 4 * (size + size * size);
    __m256 colour = _mm256_add_ps (_mm256_mul_ps (_mm256_loadu_ps (lowest), near),
                                   _mm256_mul_ps (_mm256_loadu_ps (cells + other), middle));

    return _mm256_add_ps (colour, _mm256_mul_ps (_mm256_loadu_ps (opposite), far));
}

/* The colours of two pixels, of which `even` and `odd` are the ends. */
INLINE __m256
add_ends (__m256 even, __m256 odd)
{
    return _mm256_add_ps (_mm256_blend_ps (even, odd, 0xf0), _mm256_permute2f128_ps (even, odd, 0x21));
}

/* Weights of eight pixels, half of them each. */
typedef struct {
    __m256 of[3][2];
} Weights;

INLINE Weights
load_weights (const Edges *edges, int i)
{
    const float *near = edges->weight[0] + 2 * i, *middle = edges->weight[1] + 2 * i, *far = edges->weight[2] + 2 * i;

    return (Weights){{{_mm256_loadu_ps (near), _mm256_loadu_ps (near + 8)},
                      {_mm256_loadu_ps (middle), _mm256_loadu_ps (middle + 8)},
                      {_mm256_loadu_ps (far), _mm256_loadu_ps (far + 8)}}};
}

#define MIX_ENDS(j, half)                                                                                              \
    mix_ends (cells, edges->near[i + (j) + 4 * (half)], edges->middle[i + (j) + 4 * (half)], size,                     \
              SPREAD (w.of[0][half], j), SPREAD (w.of[1][half], j), SPREAD (w.of[2][half], j))

/* What the table has for the pixels j of the lower half and of the upper one. */
#define MIX_PAIR(j) add_ends (MIX_ENDS (j, 0), MIX_ENDS (j, 1))

#define FINISH_PAIR(j) finish_pair (MIX_PAIR (j), noise ? pick_noise (of, j, grey) : none, noise != NULL, root)

/* Two pixels that have been mixed. */
INLINE __m256
finish_pair (__m256 colour, __m256 noise, gboolean grainy, gboolean root)
{
    if (grainy)
        colour = add_grain (colour, noise);
    return root ? _mm256_mul_ps (colour, colour) : colour;
}

/* Alpha comes from the pixels themselves. */
#define STORE_PAIR(j)                                                                                                  \
    _mm256_storeu_ps (out + 8 * (j), _mm256_blend_ps (FINISH_PAIR (j), _mm256_loadu_ps (in + 4 * i + 8 * (j)), 0x88))

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
    for (int i = 0; i < n; i += 8, out += 8 * WIDTH_OF (alpha)) {
        if (next.block && i < next.n)
            take_roots (next.block, next.in, i, alpha);
        Weights w = load_weights (edges, i);
        const __m256 none = _mm256_setzero_ps ();
        Noise of = noise ? load_noise (noise, i, alpha) : (Noise){none, none, none};
        if (alpha) {
            STORE_PAIR (0);
            STORE_PAIR (1);
            STORE_PAIR (2);
            STORE_PAIR (3);
        } else {
            store_triples (FINISH_PAIR (0), FINISH_PAIR (1), FINISH_PAIR (2), FINISH_PAIR (3), out);
        }
    }
}

INLINE void
fetch_bytes (const float *cells, const Edges *edges, const guint8 *in, guint8 *out, int n, int size, gboolean alpha)
{
    for (int i = 0; i < n; i += 8, in += alpha ? 32 : 24, out += alpha ? 32 : 24) {
        Weights w = load_weights (edges, i);
        __m256i p01 = _mm256_packs_epi32 (round_to_bytes (MIX_PAIR (0)), round_to_bytes (MIX_PAIR (1)));
        __m256i p23 = _mm256_packs_epi32 (round_to_bytes (MIX_PAIR (2)), round_to_bytes (MIX_PAIR (3)));
        store_bytes (_mm256_packus_epi16 (p01, p23), load_bytes (in, alpha), out, alpha);
    }
}

/* ---- Rows ------------------------------------------------------------------------------------------------------ */

/* Perceptual numbers under a vignette. In loops of their own, or what waits for a division would keep the rest waiting. */
INLINE void
locate_faded (const RfKernel *kernel, const RfRow *row, float start, Block *block, const float *in, Edges *edges, int n,
              int size, gboolean alpha, gboolean gains)
{
    for (int i = 0; i < n; i += 8) {
        Eight at = load_eight (block, in, i, alpha);
        __m256 loss = loss_of (kernel, row, start, i, alpha, FALSE);
        _mm256_storeu_ps (block->loss + i, excess_of (kernel, loss, at, gains));
        store_places (at, &block->places, i);
    }
    for (int i = 0; i < n; i += 8)
        _mm256_storeu_ps (block->fade + i, fade_of (_mm256_loadu_ps (block->loss + i)));
    for (int i = 0; i < n; i += 8) {
        __m256 excess = _mm256_loadu_ps (block->loss + i), by = _mm256_loadu_ps (block->fade + i);
        locate (fade (load_places (&block->places, i), excess, by, gains), edges, i, size);
    }
}

/* Linear light; `row` NULL: it does not fall off. */
INLINE void
locate_shaped (const RfKernel *kernel, const RfRow *row, float start, Block *block, const float *in, Edges *edges,
               int n, int size, gboolean alpha)
{
    gboolean scene = kernel->table.shaper == RF_SHAPER_LOG;

    for (int i = 0; i < n; i += 8) {
        Eight at = load_eight (block, in, i, alpha);
        if (scene) { /* which reckons with bits that light has */
            at.r = _mm256_max_ps (at.r, _mm256_setzero_ps ());
            at.g = _mm256_max_ps (at.g, _mm256_setzero_ps ());
            at.b = _mm256_max_ps (at.b, _mm256_setzero_ps ());
        }
        store_places (at, &block->places, i);
    }
    for (int i = 0; i < n && row; i += 8)
        _mm256_storeu_ps (block->loss + i, loss_of (kernel, row, start, i, alpha, scene));
    rf_block_shape (kernel, row ? block->loss : NULL, &block->places, n);
    locate_places (block, edges, n, size);
}

/* TRUE: a number lies outside the table's range, or is none; its pixel's places are nonsense. */
INLINE gboolean
is_outside (const Block *block, float white)
{
    const __m256i top = _mm256_castps_si256 (_mm256_set1_ps (white));

    return _mm256_movemask_epi8 (_mm256_cmpeq_epi32 (_mm256_max_epu32 (block->highest, top), top)) != -1;
}

INLINE void
locate_block (const RfKernel *kernel, const RfRow *row, int first, Block *block, const float *in, Edges *edges, int n,
              int size, gboolean alpha)
{
    const RfRow *falling = row && kernel->falloff.fall != 0 ? row : NULL;
    float start = falling ? rf_block_start (row, first) : 0;

    block->highest = _mm256_setzero_si256 ();
    if (kernel->table.shaper != RF_SHAPER_NONE)
        locate_shaped (kernel, falling, start, block, in, edges, n, size, alpha);
    else if (falling && kernel->falloff.fall < 0)
        locate_faded (kernel, falling, start, block, in, edges, n, size, alpha, TRUE);
    else if (falling)
        locate_faded (kernel, falling, start, block, in, edges, n, size, alpha, FALSE);
    else
        for (int i = 0; i < n; i += 8)
            locate (load_eight (block, in, i, alpha), edges, i, size);
}

/* At most a block, in eights; `first` counts from the start of the row. `next`: `block` holds roots already. */
INLINE void
develop_block (const RfKernel *kernel, const RfRow *row, int first, Block *block, const float *in, float *out, int n,
               int size, gboolean alpha, Next next)
{
    const int width = WIDTH_OF (alpha);
    const RfTable *table = &kernel->table;
    const Next none = {NULL, NULL, 0};
    gboolean is_scene = table->shaper == RF_SHAPER_LOG, grainy = row && row->noise[0];
    const float white = is_scene ? INFINITY : 1; /* scene light is bounded by its place */
    float developed[4 * BLOCK];
    Edges edges;

    if (next.block)
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
whole_eights (int n)
{
    return CLAMP (n, 0, BLOCK) & ~7;
}

INLINE void
develop (const RfKernel *kernel, const RfRow *row, const float *in, float *out, int n, int size, gboolean alpha)
{
    const int width = WIDTH_OF (alpha);
    /* Roots take longer than all else that finds a place, and nothing waits for them while the table is read. */
    gboolean ahead = kernel->table.shaper == RF_SHAPER_ROOT && !(row && (kernel->falloff.fall != 0 || row->noise[0]));
    Block blocks[2];
    int first = 0;

    blocks[0].highest = _mm256_setzero_si256 ();
    for (int i = 0; ahead && i < whole_eights (n); i += 8)
        take_roots (&blocks[0], in, i, alpha);
    for (int turn = 0; first + 8 <= n; first += BLOCK, turn = !turn) {
        const float *from = in + width * first;
        Next next = {ahead ? &blocks[!turn] : NULL, from + width * BLOCK, whole_eights (n - first - BLOCK)};
        /* The input comes in bursts, which the processor does not foresee: asked for four blocks ahead it never waits. */
        for (size_t i = 0; i < BLOCK * WIDTH_OF (alpha); i += 16)
            __builtin_prefetch ((const void *)((uintptr_t)(from + width * 4 * BLOCK) + 4 * i));
        blocks[!turn].highest = _mm256_setzero_si256 ();
        develop_block (kernel, row, first, &blocks[turn], from, out + width * first, whole_eights (n - first), size,
                       alpha, next);
    }
    if (n % 8) {
        float rest[4 * 8] = {0};
        size_t bytes = (size_t)(n % 8 * width) * sizeof *rest;
        first = n - n % 8;
        memcpy (rest, in + width * first, bytes);
        develop_block (kernel, row, first, &blocks[0], rest, rest, 8, size, alpha, (Next){NULL, NULL, 0});
        memcpy (out + width * first, rest, bytes);
    }
}

/* The size as a constant: strides become shifts and the far corner a fixed distance. */
AVX2 void
rf_develop_avx2 (const RfKernel *kernel, const RfRow *row, const float *in, float *out, int n)
{
    if (kernel->table.size == RF_TABLE_DRAFT_SIZE)
        develop (kernel, row, in, out, n, RF_TABLE_DRAFT_SIZE, TRUE);
    else
        develop (kernel, row, in, out, n, RF_TABLE_SIZE, TRUE);
}

AVX2 void
rf_develop_rgb_avx2 (const RfKernel *kernel, const RfRow *row, const float *in, float *out, int n)
{
    if (kernel->table.size == RF_TABLE_DRAFT_SIZE)
        develop (kernel, row, in, out, n, RF_TABLE_DRAFT_SIZE, FALSE);
    else
        develop (kernel, row, in, out, n, RF_TABLE_SIZE, FALSE);
}

INLINE void
develop_bytes (const RfKernel *kernel, const guint8 *in, guint8 *out, int n, int size, gboolean alpha)
{
    size_t bytes = alpha ? 4 : 3;
    Edges edges;

    for (int first = 0; first < n; first += BLOCK, in += BLOCK * bytes, out += BLOCK * bytes) {
        int count = MIN (n - first, BLOCK), whole = count & ~7;
        guint8 rest[4 * 8] = {0};

        for (int i = 0; i < whole; i += 8)
            locate (split_bytes (load_bytes (in + (size_t)i * bytes, alpha)), &edges, i, size);
        fetch_bytes (kernel->table.cells, &edges, in, out, whole, size, alpha);
        if (count > whole) {
            memcpy (rest, in + (size_t)whole * bytes, (size_t)(count - whole) * bytes);
            locate (split_bytes (load_bytes (rest, alpha)), &edges, 0, size);
            fetch_bytes (kernel->table.cells, &edges, rest, rest, 8, size, alpha);
            memcpy (out + (size_t)whole * bytes, rest, (size_t)(count - whole) * bytes);
        }
    }
}

AVX2 void
rf_develop_bytes_avx2 (const RfKernel *kernel, gboolean alpha, const guint8 *in, guint8 *out, int n)
{
    gboolean draft = kernel->table.size == RF_TABLE_DRAFT_SIZE;

    if (draft && alpha)
        develop_bytes (kernel, in, out, n, RF_TABLE_DRAFT_SIZE, TRUE);
    else if (draft)
        develop_bytes (kernel, in, out, n, RF_TABLE_DRAFT_SIZE, FALSE);
    else if (alpha)
        develop_bytes (kernel, in, out, n, RF_TABLE_SIZE, TRUE);
    else
        develop_bytes (kernel, in, out, n, RF_TABLE_SIZE, FALSE);
}

#endif
