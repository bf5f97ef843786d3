/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * kernel-block.c for processors with AVX2: eight pixels at once where they are alike, two at once where each has corners of
 * its own. Same steps in the same order, so the same bits.
 *
 * Vectors have two halves, and what moves numbers within a half is cheaper than what crosses: pixels 0 to 3 lie in the lower
 * half, 4 to 7 in the upper one, all the way through. */
#include "kernel-shape.h"

#ifdef __x86_64__

#include "kernel-avx2-light.h"

#define BLOCK RF_BLOCK

/* The corners of a block's tetrahedra and their weights. */
typedef struct {
    int32_t lowest[BLOCK], second[BLOCK], third[BLOCK];
    float weight[4][BLOCK];
} Corners;

/* Sets bits of `outside` where a number lies outside the table's range or is none. */
INLINE __m256
keep_inside (__m256 v, __m256 top, __m256 *outside)
{
    __m256 inside = _mm256_min_ps (_mm256_max_ps (v, _mm256_setzero_ps ()), top);

    *outside = _mm256_or_ps (*outside, _mm256_cmp_ps (v, inside, _CMP_NEQ_UQ));
    return inside;
}

/* ---- Locating -------------------------------------------------------------------------------------------------- */

INLINE __m256i
choose (__m256i otherwise, __m256i chosen, __m256 a, __m256 b)
{
    return _mm256_blendv_epi8 (otherwise, chosen, _mm256_castps_si256 (_mm256_cmp_ps (a, b, _CMP_EQ_OQ)));
}

/* The steps of the table are a power of 2. */
INLINE __m256i
times_size (__m256i v, int size)
{
    return _mm256_add_epi32 (_mm256_slli_epi32 (v, size == RF_TABLE_SIZE ? 6 : 5), v);
}

INLINE void
locate (Eight at, Corners *corners, int i, int size)
{
    const __m256 steps = _mm256_set1_ps ((float)(size - 1));
    const __m256i last = _mm256_set1_epi32 (size - 2), red = _mm256_set1_epi32 (4),
                  green = _mm256_set1_epi32 (4 * size), blue = _mm256_set1_epi32 (4 * size * size),
                  opposite = _mm256_set1_epi32 (4 * (1 + size + size * size));
    __m256 r = _mm256_mul_ps (at.r, steps), g = _mm256_mul_ps (at.g, steps), b = _mm256_mul_ps (at.b, steps);
    __m256i ri = _mm256_min_epi32 (_mm256_cvttps_epi32 (r), last),
            gi = _mm256_min_epi32 (_mm256_cvttps_epi32 (g), last),
            bi = _mm256_min_epi32 (_mm256_cvttps_epi32 (b), last);

    r = _mm256_sub_ps (r, _mm256_cvtepi32_ps (ri));
    g = _mm256_sub_ps (g, _mm256_cvtepi32_ps (gi));
    b = _mm256_sub_ps (b, _mm256_cvtepi32_ps (bi));
    __m256 rg_high = _mm256_max_ps (r, g), rg_low = _mm256_min_ps (r, g);
    __m256 high = _mm256_max_ps (rg_high, b), low = _mm256_min_ps (rg_low, b);
    __m256 middle = _mm256_max_ps (rg_low, _mm256_min_ps (rg_high, b));
    __m256i first_step = choose (choose (blue, green, g, high), red, r, high);
    __m256i last_step = choose (choose (red, green, g, low), blue, b, low);

    __m256i lowest = _mm256_add_epi32 (times_size (bi, size), gi);
    lowest = _mm256_slli_epi32 (_mm256_add_epi32 (times_size (lowest, size), ri), 2);
    __m256i third = _mm256_sub_epi32 (_mm256_add_epi32 (lowest, opposite), last_step);
    _mm256_storeu_si256 ((__m256i *)(corners->lowest + i), lowest);
    _mm256_storeu_si256 ((__m256i *)(corners->second + i), _mm256_add_epi32 (lowest, first_step));
    _mm256_storeu_si256 ((__m256i *)(corners->third + i), third);
    _mm256_storeu_ps (corners->weight[0] + i, _mm256_sub_ps (_mm256_set1_ps (1), high));
    _mm256_storeu_ps (corners->weight[1] + i, _mm256_sub_ps (high, middle));
    _mm256_storeu_ps (corners->weight[2] + i, _mm256_sub_ps (middle, low));
    _mm256_storeu_ps (corners->weight[3] + i, low);
}

/* ---- Fetching -------------------------------------------------------------------------------------------------- */

/* Weights of eight pixels. */
typedef struct {
    __m256 of[4];
} Weights;

INLINE Weights
load_weights (const Corners *corners, int i)
{
    return (Weights){{_mm256_loadu_ps (corners->weight[0] + i), _mm256_loadu_ps (corners->weight[1] + i),
                      _mm256_loadu_ps (corners->weight[2] + i), _mm256_loadu_ps (corners->weight[3] + i)}};
}

/* What the table has for the pixels i and i + 4, whose weights have been spread. */
INLINE __m256
mix_pair (const RfTable *table, const Corners *corners, int i, int size, __m256 w0, __m256 w1, __m256 w2, __m256 w3)
{
    const float *cells = table->cells, *opposite = cells + 4 * (1 + size + size * size);
    __m256 lowest = load_pair (cells + corners->lowest[i], cells + corners->lowest[i + 4]);
    __m256 second = load_pair (cells + corners->second[i], cells + corners->second[i + 4]);
    __m256 third = load_pair (cells + corners->third[i], cells + corners->third[i + 4]);
    __m256 highest = load_pair (opposite + corners->lowest[i], opposite + corners->lowest[i + 4]);
    __m256 colour = _mm256_add_ps (_mm256_mul_ps (lowest, w0), _mm256_mul_ps (second, w1));

    colour = _mm256_add_ps (colour, _mm256_mul_ps (third, w2));
    return _mm256_add_ps (colour, _mm256_mul_ps (highest, w3));
}

#define MIX_PAIR(pair)                                                                                                 \
    mix_pair (table, corners, i + (pair), size, SPREAD (w.of[0], pair), SPREAD (w.of[1], pair),                        \
              SPREAD (w.of[2], pair), SPREAD (w.of[3], pair))

/* Two pixels that have been mixed; `noise` NULL: no grain. */
INLINE __m256
finish_pair (__m256 colour, const __m256 *noise, gboolean root)
{
    if (noise)
        colour = add_grain (colour, *noise);
    return root ? _mm256_mul_ps (colour, colour) : colour;
}

#define FINISH_PAIR(pair) finish_pair (MIX_PAIR (pair), noise ? &of.of[pair] : NULL, root)

/* `grey`: the channels have the same noise; `noise` NULL: there is none. */
INLINE void
fetch (const RfTable *table, const Corners *corners, const float *const *noise, gboolean grey, const float *in,
       float *out, int n, int size, gboolean alpha, gboolean root)
{
    for (int i = 0; i < n; i += 8, in += 8 * WIDTH_OF (alpha), out += 8 * WIDTH_OF (alpha)) {
        Weights w = load_weights (corners, i);
        Noise of;
        if (noise)
            of = load_noise (noise, i, grey);
        if (alpha) {
            store_pair (FINISH_PAIR (0), in, out);
            store_pair (FINISH_PAIR (1), in + 4, out + 4);
            store_pair (FINISH_PAIR (2), in + 8, out + 8);
            store_pair (FINISH_PAIR (3), in + 12, out + 12);
        } else {
            store_triples (FINISH_PAIR (0), FINISH_PAIR (1), FINISH_PAIR (2), FINISH_PAIR (3), out);
        }
    }
}

INLINE void
fetch_bytes (const RfTable *table, const Corners *corners, const guint8 *in, guint8 *out, int n, int size,
             gboolean alpha)
{
    for (int i = 0; i < n; i += 8, in += alpha ? 32 : 24, out += alpha ? 32 : 24) {
        Weights w = load_weights (corners, i);
        __m256i p01 = _mm256_packs_epi32 (round_to_bytes (MIX_PAIR (0)), round_to_bytes (MIX_PAIR (1)));
        __m256i p23 = _mm256_packs_epi32 (round_to_bytes (MIX_PAIR (2)), round_to_bytes (MIX_PAIR (3)));
        store_bytes (_mm256_packus_epi16 (p01, p23), load_bytes (in, alpha), out, alpha);
    }
}

/* ---- Rows ------------------------------------------------------------------------------------------------------ */

/* What a block of pixels is on its way into the table. */
typedef struct {
    float loss[BLOCK]; /* of exposure; then what a colour loses */
    float fade[BLOCK];
    RfPlaces places;
    __m256 top, outside;
} Block;

INLINE Eight
load_inside (Block *block, const float *in, gboolean alpha)
{
    Eight at = load_floats (in, alpha);

    at.r = keep_inside (at.r, block->top, &block->outside);
    at.g = keep_inside (at.g, block->top, &block->outside);
    at.b = keep_inside (at.b, block->top, &block->outside);
    return at;
}

/* Perceptual numbers under a vignette. In loops of their own, or what waits for a division would keep the rest waiting. */
INLINE void
locate_faded (const RfKernel *kernel, Block *block, const float *in, Corners *corners, int n, int size, gboolean alpha)
{
    for (int i = 0; i < n; i += 8) {
        Eight at = load_inside (block, in + WIDTH_OF (alpha) * i, alpha);
        _mm256_storeu_ps (block->loss + i, excess_of (kernel, _mm256_loadu_ps (block->loss + i), at));
        store_places (at, &block->places, i);
    }
    for (int i = 0; i < n; i += 8)
        _mm256_storeu_ps (block->fade + i, fade_of (_mm256_loadu_ps (block->loss + i)));
    for (int i = 0; i < n; i += 8) {
        __m256 excess = _mm256_loadu_ps (block->loss + i), by = _mm256_loadu_ps (block->fade + i);
        locate (fade (kernel, load_places (&block->places, i), excess, by), corners, i, size);
    }
}

/* Linear light. */
INLINE void
locate_shaped (const RfKernel *kernel, Block *block, const float *in, Corners *corners, int n, int size, gboolean alpha,
               gboolean falls_off)
{
    for (int i = 0; i < n; i += 8)
        store_places (load_inside (block, in + WIDTH_OF (alpha) * i, alpha), &block->places, i);
    rf_block_shape (kernel, falls_off ? block->loss : NULL, &block->places, n);
    for (int i = 0; i < n; i += 8)
        locate (load_places (&block->places, i), corners, i, size);
}

/* At most a block, in eights; `first` counts from the start of the row. */
INLINE void
develop_block (const RfKernel *kernel, const RfRow *row, int first, const float *in, float *out, int n, int size,
               gboolean alpha)
{
    const int width = WIDTH_OF (alpha);
    const RfTable *table = &kernel->table;
    gboolean is_scene = table->shaper == RF_SHAPER_LOG, falls_off = row && kernel->falloff.fall != 0;
    gboolean grainy = row && row->noise[0];
    float developed[4 * BLOCK];
    Corners corners;
    Block block;

    block.top = _mm256_set1_ps (is_scene ? INFINITY : 1); /* light is bounded by its place */
    block.outside = _mm256_setzero_ps ();
    if (falls_off)
        rf_block_fall_off (kernel, row, block.loss, first, n);
    if (table->shaper != RF_SHAPER_NONE)
        locate_shaped (kernel, &block, in, &corners, n, size, alpha, falls_off);
    else if (falls_off)
        locate_faded (kernel, &block, in, &corners, n, size, alpha);
    else
        for (int i = 0; i < n; i += 8)
            locate (load_inside (&block, in + width * i, alpha), &corners, i, size);

    /* No question is asked pixel by pixel, unless one of the block is out of the ordinary. */
    gboolean beyond = _mm256_movemask_ps (block.outside) != 0 || (is_scene && kernel->strength < 1);
    float *to = beyond ? developed : out;
    const float *noise[3];
    for (int c = 0; c < 3 && grainy; c++)
        noise[c] = row->noise[c] + first;
    if (grainy && noise[0] == noise[1])
        fetch (table, &corners, noise, TRUE, in, to, n, size, alpha, table->root);
    else if (grainy)
        fetch (table, &corners, noise, FALSE, in, to, n, size, alpha, table->root);
    else if (table->root)
        fetch (table, &corners, NULL, FALSE, in, to, n, size, alpha, TRUE);
    else
        fetch (table, &corners, NULL, FALSE, in, to, n, size, alpha, FALSE);
    for (int i = 0; beyond && i < n; i++) {
        rf_step_add_outside (kernel, in + width * i, developed + width * i);
        memcpy (out + width * i, developed + width * i, (size_t)width * sizeof *out);
    }
}

INLINE void
develop (const RfKernel *kernel, const RfRow *row, const float *in, float *out, int n, int size, gboolean alpha)
{
    const int width = WIDTH_OF (alpha);
    int first = 0;

    for (; first + 8 <= n; first += BLOCK) {
        int count = MIN (n - first, BLOCK) & ~7;
        /* The input comes in bursts, which the processor does not foresee: asked for four blocks ahead it never waits. */
        for (size_t i = 0; i < BLOCK * WIDTH_OF (alpha); i += 16)
            __builtin_prefetch ((const void *)((uintptr_t)(in + width * (first + 4 * BLOCK)) + 4 * i));
        develop_block (kernel, row, first, in + width * first, out + width * first, count, size, alpha);
    }
    if (n % 8) {
        float rest[4 * 8] = {0};
        size_t bytes = (size_t)(n % 8 * width) * sizeof *rest;
        first = n - n % 8;
        memcpy (rest, in + width * first, bytes);
        develop_block (kernel, row, first, rest, rest, 8, size, alpha);
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
    Corners corners;

    for (int first = 0; first < n; first += BLOCK, in += BLOCK * bytes, out += BLOCK * bytes) {
        int count = MIN (n - first, BLOCK), whole = count & ~7;
        guint8 rest[4 * 8] = {0};

        for (int i = 0; i < whole; i += 8)
            locate (split_bytes (load_bytes (in + (size_t)i * bytes, alpha)), &corners, i, size);
        fetch_bytes (&kernel->table, &corners, in, out, whole, size, alpha);
        if (count > whole) {
            memcpy (rest, in + (size_t)whole * bytes, (size_t)(count - whole) * bytes);
            locate (split_bytes (load_bytes (rest, alpha)), &corners, 0, size);
            fetch_bytes (&kernel->table, &corners, rest, rest, 8, size, alpha);
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
