/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * kernel-block.c for processors with AVX2: eight pixels at once where they are alike, two at once where each has corners of
 * its own. Same steps in the same order, so the same bits.
 *
 * Vectors have two halves, and what moves numbers within a half is cheaper than what crosses: pixels 0 to 3 lie in the lower
 * half, 4 to 7 in the upper one, all the way through. */
#include "kernel-shape.h"

#ifdef __x86_64__

#include <immintrin.h>
#include <string.h>

#define BLOCK  RF_BLOCK
#define AVX2   __attribute__ ((flatten, target ("avx2")))
#define INLINE __attribute__ ((always_inline, target ("avx2"))) static inline

/* Eight pixels by channel. */
typedef struct {
    __m256 r, g, b;
} Eight;

/* The corners of a block's tetrahedra and their weights. */
typedef struct {
    int32_t lowest[BLOCK], second[BLOCK], third[BLOCK];
    float weight[4][BLOCK];
} Corners;

/* ---- Reading --------------------------------------------------------------------------------------------------- */

INLINE __m256
load_pair (const float *low, const float *high)
{
    return _mm256_insertf128_ps (_mm256_castps128_ps256 (_mm_loadu_ps (low)), _mm_loadu_ps (high), 1);
}

/* Floats of a pixel. */
#define WIDTH_OF(alpha) ((alpha) ? 4 : 3)

/* Eight pixels of RGB: twelve numbers a half. */
INLINE Eight
load_triples (const float *in)
{
    __m256 v0 = load_pair (in, in + 12), v1 = load_pair (in + 4, in + 16), v2 = load_pair (in + 8, in + 20);
    __m256 r = _mm256_blend_ps (_mm256_blend_ps (v0, v2, 0x22), v1, 0x44),
           g = _mm256_blend_ps (_mm256_blend_ps (v1, v0, 0x22), v2, 0x44),
           b = _mm256_blend_ps (_mm256_blend_ps (v2, v1, 0x22), v0, 0x44);

    return (Eight){_mm256_permute_ps (r, _MM_SHUFFLE (1, 2, 3, 0)), _mm256_permute_ps (g, _MM_SHUFFLE (2, 3, 0, 1)),
                   _mm256_permute_ps (b, _MM_SHUFFLE (3, 0, 1, 2))};
}

INLINE Eight
load_floats (const float *in, gboolean alpha)
{
    if (!alpha)
        return load_triples (in);
    __m256d rg01, rg23, b01, b23;
    __m256 p0 = load_pair (in, in + 16), p1 = load_pair (in + 4, in + 20), p2 = load_pair (in + 8, in + 24),
           p3 = load_pair (in + 12, in + 28);

    rg01 = _mm256_castps_pd (_mm256_unpacklo_ps (p0, p1));
    rg23 = _mm256_castps_pd (_mm256_unpacklo_ps (p2, p3));
    b01 = _mm256_castps_pd (_mm256_unpackhi_ps (p0, p1));
    b23 = _mm256_castps_pd (_mm256_unpackhi_ps (p2, p3));
    return (Eight){_mm256_castpd_ps (_mm256_unpacklo_pd (rg01, rg23)),
                   _mm256_castpd_ps (_mm256_unpackhi_pd (rg01, rg23)),
                   _mm256_castpd_ps (_mm256_unpacklo_pd (b01, b23))};
}

INLINE Eight
load_places (const RfPlaces *places, int i)
{
    return (Eight){_mm256_loadu_ps (places->v[0] + i), _mm256_loadu_ps (places->v[1] + i),
                   _mm256_loadu_ps (places->v[2] + i)};
}

/* Eight pixels of RGBA or RGB bytes, as RGBA. Not a byte beside them is read. */
INLINE __m256i
load_bytes (const guint8 *in, gboolean alpha)
{
    if (alpha)
        return _mm256_loadu_si256 ((const __m256i *)in);
    const __m256i spread =
        _mm256_setr_epi8 (0, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8, -1, 9, 10, 11, -1, /* from in */
                          4, 5, 6, -1, 7, 8, 9, -1, 10, 11, 12, -1, 13, 14, 15, -1 /* from in + 8 */);
    __m128i low = _mm_loadu_si128 ((const __m128i *)in), high = _mm_loadu_si128 ((const __m128i *)(in + 8));
    return _mm256_shuffle_epi8 (_mm256_inserti128_si256 (_mm256_castsi128_si256 (low), high, 1), spread);
}

/* n / 255 to the last bit: see pixels.c. */
INLINE __m256
float_of_bytes (__m256i bytes)
{
    __m256 whole = _mm256_cvtepi32_ps (bytes);

    return _mm256_add_ps (_mm256_mul_ps (whole, _mm256_set1_ps (0x1.01p-8f)),
                          _mm256_mul_ps (whole, _mm256_set1_ps (0x1.010102p-24f)));
}

INLINE Eight
split_bytes (__m256i rgba)
{
    const __m256i lowest = _mm256_set1_epi32 (255);

    return (Eight){float_of_bytes (_mm256_and_si256 (rgba, lowest)),
                   float_of_bytes (_mm256_and_si256 (_mm256_srli_epi32 (rgba, 8), lowest)),
                   float_of_bytes (_mm256_and_si256 (_mm256_srli_epi32 (rgba, 16), lowest))};
}

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

/* The pixel's weight in all four places: a constant is wanted where processors want one. */
#define SPREAD(weights, pixel) _mm256_permute_ps (weights, (pixel) * 0x55)

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

/* With the alpha of `in`. */
INLINE void
store_pair (__m256 colour, const float *in, float *out)
{
    colour = _mm256_blend_ps (colour, load_pair (in, in + 16), 0x88);
    _mm256_storeu2_m128 (out + 16, out, colour);
}

/* Four pairs of pixels as RGB. */
INLINE void
store_triples (__m256 p0, __m256 p1, __m256 p2, __m256 p3, float *out)
{
    __m256 v0 = _mm256_blend_ps (p0, _mm256_permute_ps (p1, _MM_SHUFFLE (0, 0, 0, 0)), 0x88);
    __m256 v1 = _mm256_shuffle_ps (p1, p2, _MM_SHUFFLE (1, 0, 2, 1));
    __m256 v2 = _mm256_blend_ps (_mm256_permute_ps (p3, _MM_SHUFFLE (2, 1, 0, 0)),
                                 _mm256_permute_ps (p2, _MM_SHUFFLE (2, 2, 2, 2)), 0x11);

    _mm256_storeu2_m128 (out + 12, out, v0);
    _mm256_storeu2_m128 (out + 16, out + 4, v1);
    _mm256_storeu2_m128 (out + 20, out + 8, v2);
}

/* The grain of eight pixels, [k] of those that MIX_PAIR (k) gives. */
typedef struct {
    __m256 of[4];
} Noise;

INLINE Noise
load_noise (const float *const noise[3], int i)
{
    __m256 r = _mm256_loadu_ps (noise[0] + i), g = _mm256_loadu_ps (noise[1] + i), b = _mm256_loadu_ps (noise[2] + i);
    __m256d rg01 = _mm256_castps_pd (_mm256_unpacklo_ps (r, g)), rg23 = _mm256_castps_pd (_mm256_unpackhi_ps (r, g));
    __m256d bb01 = _mm256_castps_pd (_mm256_unpacklo_ps (b, b)), bb23 = _mm256_castps_pd (_mm256_unpackhi_ps (b, b));

    return (Noise){
        {_mm256_castpd_ps (_mm256_unpacklo_pd (rg01, bb01)), _mm256_castpd_ps (_mm256_unpackhi_pd (rg01, bb01)),
         _mm256_castpd_ps (_mm256_unpacklo_pd (rg23, bb23)), _mm256_castpd_ps (_mm256_unpackhi_pd (rg23, bb23))}};
}

/* rf_step_add_grain for two pixels. */
INLINE __m256
add_grain (const float *d, __m256 v, __m256 noise)
{
    const __m256 zero = _mm256_setzero_ps (), one = _mm256_set1_ps (1);
    __m256 v2 = _mm256_mul_ps (v, v);
    __m256 low = _mm256_add_ps (_mm256_set1_ps (d[0]), _mm256_mul_ps (v, _mm256_set1_ps (d[1])));
    __m256 middle = _mm256_add_ps (_mm256_set1_ps (d[2]), _mm256_mul_ps (v, _mm256_set1_ps (d[3])));
    __m256 high = _mm256_add_ps (_mm256_set1_ps (d[4]), _mm256_mul_ps (v, _mm256_set1_ps (d[5])));

    high = _mm256_add_ps (high, _mm256_mul_ps (v2, _mm256_set1_ps (d[6])));
    middle = _mm256_add_ps (middle, _mm256_mul_ps (v2, high));
    __m256 deviation = _mm256_add_ps (low, _mm256_mul_ps (v2, middle));
    __m256 share = _mm256_mul_ps (_mm256_max_ps (deviation, zero), noise);
    share = _mm256_min_ps (_mm256_max_ps (share, _mm256_set1_ps (-1)), one);
    return _mm256_add_ps (v, _mm256_mul_ps (_mm256_sub_ps (v, v2), share));
}

/* Two pixels that have been mixed; `noise` NULL: no grain. */
INLINE __m256
finish_pair (const RfKernel *kernel, __m256 colour, const __m256 *noise, gboolean root)
{
    if (noise)
        colour = add_grain (kernel->grain.deviation, colour, *noise);
    return root ? _mm256_mul_ps (colour, colour) : colour;
}

#define FINISH_PAIR(pair) finish_pair (kernel, MIX_PAIR (pair), noise ? &of.of[pair] : NULL, root)

INLINE void
fetch (const RfKernel *kernel, const Corners *corners, const float *const *noise, const float *in, float *out, int n,
       int size, gboolean alpha, gboolean root)
{
    const RfTable *table = &kernel->table;

    for (int i = 0; i < n; i += 8, in += 8 * WIDTH_OF (alpha), out += 8 * WIDTH_OF (alpha)) {
        Weights w = load_weights (corners, i);
        Noise of;
        if (noise)
            of = load_noise (noise, i);
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

/* What a float in [0, 1] rounds to. */
INLINE __m256i
round_to_bytes (__m256 colour)
{
    return _mm256_cvttps_epi32 (_mm256_add_ps (_mm256_mul_ps (colour, _mm256_set1_ps (255)), _mm256_set1_ps (0.5f)));
}

INLINE void
store_bytes (__m256i rgba, __m256i before, guint8 *out, gboolean alpha)
{
    if (alpha) {
        rgba = _mm256_blendv_epi8 (rgba, before, _mm256_set1_epi32 ((int)0xff000000));
        _mm256_storeu_si256 ((__m256i *)out, rgba);
        return;
    }
    const __m256i squeeze = _mm256_setr_epi8 (0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1, /* twice */
                                              0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1);
    rgba = _mm256_shuffle_epi8 (rgba, squeeze);
    __m128i high = _mm256_extracti128_si256 (rgba, 1);
    int32_t rest = _mm_extract_epi32 (high, 2);
    _mm_storeu_si128 ((__m128i *)out, _mm256_castsi256_si128 (rgba)); /* 4 bytes too many, which follow now */
    _mm_storel_epi64 ((__m128i *)(out + 12), high);
    memcpy (out + 20, &rest, sizeof rest);
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

/* At most a block, in eights; `first` counts from the start of the row. */
INLINE void
develop_block (const RfKernel *kernel, const RfRow *row, int first, const float *in, float *out, int n, int size,
               gboolean alpha)
{
    const int width = WIDTH_OF (alpha);
    const RfTable *table = &kernel->table;
    gboolean is_scene = table->shaper == RF_SHAPER_LOG, falls_off = row && kernel->falloff.fall != 0;
    gboolean grainy = row && row->noise[0];
    __m256 top = _mm256_set1_ps (is_scene ? INFINITY : 1) /* light is bounded by its place */,
           outside = _mm256_setzero_ps ();
    float loss[BLOCK], developed[4 * BLOCK];
    RfPlaces places;
    Corners corners;

    for (int i = 0; i < n; i += 8) {
        Eight at = load_floats (in + width * i, alpha);
        at.r = keep_inside (at.r, top, &outside);
        at.g = keep_inside (at.g, top, &outside);
        at.b = keep_inside (at.b, top, &outside);
        if (table->shaper == RF_SHAPER_NONE) {
            locate (at, &corners, i, size);
        } else {
            _mm256_storeu_ps (places.v[0] + i, at.r);
            _mm256_storeu_ps (places.v[1] + i, at.g);
            _mm256_storeu_ps (places.v[2] + i, at.b);
        }
    }
    if (table->shaper != RF_SHAPER_NONE) {
        if (falls_off)
            rf_block_fall_off (kernel, row, loss, first, n);
        rf_block_shape (kernel, falls_off ? loss : NULL, &places, n);
        for (int i = 0; i < n; i += 8)
            locate (load_places (&places, i), &corners, i, size);
    }

    /* No question is asked pixel by pixel, unless one of the block is out of the ordinary. */
    gboolean beyond = _mm256_movemask_ps (outside) != 0 || (is_scene && kernel->strength < 1);
    float *to = beyond ? developed : out;
    const float *noise[3];
    for (int c = 0; c < 3 && grainy; c++)
        noise[c] = row->noise[c] + first;
    if (grainy)
        fetch (kernel, &corners, noise, in, to, n, size, alpha, table->root);
    else if (table->root)
        fetch (kernel, &corners, NULL, in, to, n, size, alpha, TRUE);
    else
        fetch (kernel, &corners, NULL, in, to, n, size, alpha, FALSE);
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
