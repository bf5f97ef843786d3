/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * What kernel-vector.h needs of processors with AVX-512, whose vectors have four lanes. Of floats the pixels 4 j ... 4 j + 3 lie
 * in the j-th places of the lanes, so that a group of pixels are neighbours. */
#ifndef RF_KERNEL_AVX512_H
#define RF_KERNEL_AVX512_H

#define RF_KERNEL_AVX512
#include "kernel-vector-types.h"

/* ---- Numbers --------------------------------------------------------------------------------------------------- */

INLINE gboolean
all_at_most (Bits bits, Bits top)
{
    return _mm512_cmpgt_epu32_mask ((Raw)bits, (Raw)top) == 0;
}

INLINE Floats
whole_of (Floats v)
{
    return _mm512_roundscale_ps (v, _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC);
}

INLINE Floats
choose_above (Floats v, Floats bound, Floats yes, Floats no)
{
    return _mm512_mask_blend_ps (_mm512_cmp_ps_mask (v, bound, _CMP_GT_OQ), no, yes);
}

INLINE gboolean
any_at_most (Floats v, Floats bound)
{
    return _mm512_cmp_ps_mask (v, bound, _CMP_LE_OQ) != 0;
}

/* ---- Reading --------------------------------------------------------------------------------------------------- */

/* A number from each of three vectors in turn. */
#define EVERY_THIRD(v0, v1, v2, from_two, from_three)                                                                  \
    _mm512_permutex2var_ps (_mm512_permutex2var_ps (v0, from_two, v1), from_three, v2)

INLINE Colours
load_triples (const float *in)
{
    Floats v0 = load (in), v1 = load (in + 16), v2 = load (in + 32);
    /* Pixel 4 j + k comes to the place 4 k + j; its red is the number 12 j + 3 k. Of the third vector come those that are 32
     * or more, which the first step leaves open. */
    const Raw red = _mm512_setr_epi32 (0, 12, 24, 0, 3, 15, 27, 0, 6, 18, 30, 0, 9, 21, 0, 0),
              red_rest = _mm512_setr_epi32 (0, 1, 2, 20, 4, 5, 6, 23, 8, 9, 10, 26, 12, 13, 17, 29),
              green = _mm512_setr_epi32 (1, 13, 25, 0, 4, 16, 28, 0, 7, 19, 31, 0, 10, 22, 0, 0),
              green_rest = _mm512_setr_epi32 (0, 1, 2, 21, 4, 5, 6, 24, 8, 9, 10, 27, 12, 13, 18, 30),
              blue = _mm512_setr_epi32 (2, 14, 26, 0, 5, 17, 29, 0, 8, 20, 0, 0, 11, 23, 0, 0),
              blue_rest = _mm512_setr_epi32 (0, 1, 2, 22, 4, 5, 6, 25, 8, 9, 16, 28, 12, 13, 19, 31);

    return (Colours){EVERY_THIRD (v0, v1, v2, red, red_rest), EVERY_THIRD (v0, v1, v2, green, green_rest),
                     EVERY_THIRD (v0, v1, v2, blue, blue_rest)};
}

/* Of RGB, too. */
INLINE Floats
in_order (Floats v, gboolean alpha)
{
    return _mm512_permutexvar_ps (_mm512_setr_epi32 (0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15), v);
}

INLINE Floats
count_up (void)
{
    return (Floats){0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
}

INLINE Raw
load_twelves (const guint8 *in)
{
    Raw bytes = _mm512_maskz_loadu_epi32 (0x0fff, in);

    return _mm512_permutexvar_epi32 (_mm512_setr_epi32 (0, 1, 2, 12, 3, 4, 5, 12, 6, 7, 8, 12, 9, 10, 11, 12), bytes);
}

#define EVERY_LANE(...) _mm512_broadcast_i32x4 (_mm_setr_epi8 (__VA_ARGS__))

/* ---- The table ------------------------------------------------------------------------------------------------- */

/* Both ends of the edges that the pixels in the first and the fifth place lie at. */
INLINE Floats
load_edges (const float *cells, const guint32 *at)
{
    return _mm512_mask_broadcast_f32x8 (_mm512_castps256_ps512 (_mm256_loadu_ps (cells + at[0])), 0xff00,
                                        _mm256_loadu_ps (cells + at[4]));
}

INLINE void
store_ends (float *to, Floats low, Floats high)
{
    store (to,
           (Floats)_mm512_permutex2var_pd ((__m512d)low, _mm512_setr_epi64 (0, 1, 8, 9, 2, 3, 10, 11), (__m512d)high));
    store (to + LANES, (Floats)_mm512_permutex2var_pd ((__m512d)low, _mm512_setr_epi64 (4, 5, 12, 13, 6, 7, 14, 15),
                                                       (__m512d)high));
}

INLINE Floats
add_ends (Floats first, Floats second)
{
    return _mm512_shuffle_f32x4 (first, second, _MM_SHUFFLE (2, 0, 2, 0)) +
           _mm512_shuffle_f32x4 (first, second, _MM_SHUFFLE (3, 1, 3, 1));
}

/* ---- Grain ----------------------------------------------------------------------------------------------------- */

INLINE Ints
pick (Ints from, Ints places)
{
    return (Ints)_mm512_permutexvar_epi32 ((Raw)places, (Raw)from);
}

INLINE Ints
shift_in (Ints before, Ints sum)
{
    return (Ints)_mm512_mask_blend_epi16 (0xaaaaaaaa, _mm512_srli_epi32 ((Raw)before, 16), (Raw)sum);
}

/* ---- Writing --------------------------------------------------------------------------------------------------- */

INLINE Floats
keep_alpha (Floats colours, Floats alpha)
{
    return _mm512_mask_blend_ps (0x8888, colours, alpha);
}

INLINE Raw
keep_alpha_bytes (Raw rgba, Raw alpha)
{
    return _mm512_mask_blend_epi8 (0x8888888888888888, rgba, alpha);
}

INLINE Raw
keep_alpha_words (Raw rgba, Raw alpha)
{
    return _mm512_mask_blend_epi16 (0x88888888, rgba, alpha);
}

INLINE void
store_triples (float *out, Floats p0, Floats p1, Floats p2, Floats p3)
{
    store (out,
           _mm512_permutex2var_ps (p0, _mm512_setr_epi32 (0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 16, 17, 18, 20), p1));
    store (out + 16, _mm512_permutex2var_ps (
                         p1, _mm512_setr_epi32 (5, 6, 8, 9, 10, 12, 13, 14, 16, 17, 18, 20, 21, 22, 24, 25), p2));
    store (out + 32, _mm512_permutex2var_ps (
                         p2, _mm512_setr_epi32 (10, 12, 13, 14, 16, 17, 18, 20, 21, 22, 24, 25, 26, 28, 29, 30), p3));
}

INLINE void
store_twelves (guint8 *out, Raw bytes)
{
    bytes =
        _mm512_permutexvar_epi32 (_mm512_setr_epi32 (0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 15, 15, 15, 15), bytes);
    _mm256_storeu_si256 ((__m256i *)out, _mm512_castsi512_si256 (bytes));
    _mm_storeu_si128 ((__m128i *)(out + 32), _mm512_extracti32x4_epi32 (bytes, 2));
}

#endif
