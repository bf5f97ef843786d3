/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Pixels in and out of registers, eight at once: see kernel-avx2.c. */
#ifndef RF_KERNEL_AVX2_PIXELS_H
#define RF_KERNEL_AVX2_PIXELS_H

#include "kernel-shape.h"

#include <immintrin.h>
#include <string.h>

#define AVX2   __attribute__ ((flatten, target ("avx2")))
#define INLINE __attribute__ ((always_inline, target ("avx2"))) static inline

/* Eight pixels by channel. */
typedef struct {
    __m256 r, g, b;
} Eight;

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
    __m256 p0 = _mm256_loadu_ps (in), p1 = _mm256_loadu_ps (in + 8), p2 = _mm256_loadu_ps (in + 16),
           p3 = _mm256_loadu_ps (in + 24);
    __m256d rg0 = _mm256_castps_pd (_mm256_unpacklo_ps (p0, p1)), rg1 = _mm256_castps_pd (_mm256_unpacklo_ps (p2, p3));
    __m256d b0 = _mm256_castps_pd (_mm256_unpackhi_ps (p0, p1)), b1 = _mm256_castps_pd (_mm256_unpackhi_ps (p2, p3));

    return (Eight){_mm256_castpd_ps (_mm256_unpacklo_pd (rg0, rg1)), _mm256_castpd_ps (_mm256_unpackhi_pd (rg0, rg1)),
                   _mm256_castpd_ps (_mm256_unpacklo_pd (b0, b1))};
}

/* Eight numbers of a row, as load_floats has pixels. */
INLINE __m256
in_order (__m256 v, gboolean alpha)
{
    return alpha ? _mm256_permutevar8x32_ps (v, _mm256_setr_epi32 (0, 2, 4, 6, 1, 3, 5, 7)) : v;
}

/* Alike, i to i + 7. */
INLINE __m256
count_from (int i, gboolean alpha)
{
    return _mm256_add_ps (_mm256_set1_ps ((float)i), in_order (_mm256_setr_ps (0, 1, 2, 3, 4, 5, 6, 7), alpha));
}

INLINE Eight
load_places (const RfPlaces *places, int i)
{
    return (Eight){_mm256_loadu_ps (places->v[0] + i), _mm256_loadu_ps (places->v[1] + i),
                   _mm256_loadu_ps (places->v[2] + i)};
}

INLINE void
store_places (Eight at, RfPlaces *places, int i)
{
    _mm256_storeu_ps (places->v[0] + i, at.r);
    _mm256_storeu_ps (places->v[1] + i, at.g);
    _mm256_storeu_ps (places->v[2] + i, at.b);
}

/* What a block of pixels is on its way into the table. */
typedef struct {
    float loss[RF_BLOCK]; /* of exposure, or what a colour loses */
    float fade[RF_BLOCK];
    RfPlaces places;
    __m256i highest; /* number, by its bits: below 0, or where it is none, these count as more than of any light */
} Block;

INLINE Eight
load_eight (Block *block, const float *in, int i, gboolean alpha)
{
    Eight at = load_floats (in + WIDTH_OF (alpha) * i, alpha);

    block->highest = _mm256_max_epu32 (block->highest, _mm256_castps_si256 (at.r));
    block->highest = _mm256_max_epu32 (block->highest, _mm256_castps_si256 (at.g));
    block->highest = _mm256_max_epu32 (block->highest, _mm256_castps_si256 (at.b));
    return at;
}

/* Picture light that does not fall off. */
INLINE void
take_roots (Block *block, const float *in, int i, gboolean alpha)
{
    Eight at = load_eight (block, in, i, alpha);

    store_places ((Eight){_mm256_sqrt_ps (at.r), _mm256_sqrt_ps (at.g), _mm256_sqrt_ps (at.b)}, &block->places, i);
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

/* ---- Writing ---- */

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

#endif
