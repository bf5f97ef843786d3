/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * What kernel-vector.h needs of processors with AVX2, whose vectors have two lanes. */
#ifndef RF_KERNEL_AVX2_H
#define RF_KERNEL_AVX2_H

#include "kernel-vector-types.h"

/* ---- Numbers --------------------------------------------------------------------------------------------------- */

INLINE gboolean
all_at_most (Bits bits, Bits top)
{
    return _mm256_movemask_epi8 ((Raw)(max_bits (bits, top) == top)) == -1;
}

/* Without what follows the point. */
INLINE Floats
whole_of (Floats v)
{
    return _mm256_round_ps (v, _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC);
}

/* `yes` where v is above the bound. */
INLINE Floats
choose_above (Floats v, Floats bound, Floats yes, Floats no)
{
    return _mm256_blendv_ps (no, yes, _mm256_cmp_ps (v, bound, _CMP_GT_OQ));
}

INLINE gboolean
any_at_most (Floats v, Floats bound)
{
    return _mm256_movemask_ps (_mm256_cmp_ps (v, bound, _CMP_LE_OQ)) != 0;
}

/* ---- Reading --------------------------------------------------------------------------------------------------- */

INLINE Floats
load_halves (const float *low, const float *high)
{
    return _mm256_insertf128_ps (_mm256_castps128_ps256 (_mm_loadu_ps (low)), _mm_loadu_ps (high), 1);
}

/* Three numbers a pixel: pixels 0 to 3 come into the first lane, 4 to 7 into the second. */
INLINE Colours
load_triples (const float *in)
{
    Floats v0 = load_halves (in, in + 12), v1 = load_halves (in + 4, in + 16), v2 = load_halves (in + 8, in + 20);
    Floats r = _mm256_blend_ps (_mm256_blend_ps (v0, v2, 0x22), v1, 0x44),
           g = _mm256_blend_ps (_mm256_blend_ps (v1, v0, 0x22), v2, 0x44),
           b = _mm256_blend_ps (_mm256_blend_ps (v2, v1, 0x22), v0, 0x44);

    return (Colours){_mm256_permute_ps (r, _MM_SHUFFLE (1, 2, 3, 0)), _mm256_permute_ps (g, _MM_SHUFFLE (2, 3, 0, 1)),
                     _mm256_permute_ps (b, _MM_SHUFFLE (3, 0, 1, 2))};
}

/* Numbers of a row as their pixels are once loaded. */
INLINE Floats
in_order (Floats v, gboolean alpha)
{
    if (!alpha)
        return v;
    return _mm256_permutevar8x32_ps (v, _mm256_setr_epi32 (0, 2, 4, 6, 1, 3, 5, 7));
}

INLINE Floats
count_up (void)
{
    return (Floats){0, 1, 2, 3, 4, 5, 6, 7};
}

/* Twelve bytes for each lane, which follow one another. Not a byte beside them is read. */
INLINE Raw
load_twelves (const guint8 *in)
{
    Raw bytes = _mm256_maskload_epi32 ((const int *)in, _mm256_setr_epi32 (-1, -1, -1, -1, -1, -1, 0, 0));

    return _mm256_permutevar8x32_epi32 (bytes, _mm256_setr_epi32 (0, 1, 2, 6, 3, 4, 5, 6));
}

/* Places of bytes within each lane; -1: a byte of 0. */
#define EVERY_LANE(...) _mm256_setr_epi8 (__VA_ARGS__, __VA_ARGS__)

/* ---- The table ------------------------------------------------------------------------------------------------- */

/* Both ends of the edge that the pixel in the first place lies at. */
INLINE Floats
load_edges (const float *cells, const guint32 *at)
{
    return load (cells + at[0]);
}

/* The weights of both ends: those of a pixel lie in both lanes of one vector, as the ends will. */
INLINE void
store_ends (float *to, Floats low, Floats high)
{
    store (to, _mm256_permute2f128_ps (low, high, 0x20));
    store (to + LANES, _mm256_permute2f128_ps (low, high, 0x31));
}

/* A colour in each lane, of which these are the ends. */
INLINE Floats
add_ends (Floats first, Floats second)
{
    return _mm256_blend_ps (first, second, 0xf0) + _mm256_permute2f128_ps (first, second, 0x21);
}

/* ---- Grain ----------------------------------------------------------------------------------------------------- */

/* Those of `from` that `places` tell, 0 to LANES - 1. */
INLINE Ints
pick (Ints from, Ints places)
{
    return (Ints)_mm256_permutevar8x32_epi32 ((Raw)from, (Raw)places);
}

/* rf_lattice_shift_in */
INLINE Ints
shift_in (Ints before, Ints sum)
{
    return (Ints)_mm256_blend_epi16 (_mm256_srli_epi32 ((Raw)before, 16), (Raw)sum, 0xaa);
}

/* ---- Writing --------------------------------------------------------------------------------------------------- */

/* With the fourth number of `alpha` for each pixel. */
INLINE Floats
keep_alpha (Floats colours, Floats alpha)
{
    return _mm256_blend_ps (colours, alpha, 0x88);
}

/* The same for bytes. */
INLINE Raw
keep_alpha_bytes (Raw rgba, Raw alpha)
{
    return _mm256_blendv_epi8 (rgba, alpha, _mm256_set1_epi32 ((int)0xff000000));
}

/* And for numbers of 16 bits. */
INLINE Raw
keep_alpha_words (Raw rgba, Raw alpha)
{
    return _mm256_blend_epi16 (rgba, alpha, 0x88);
}

/* Four groups of pixels, three numbers of each. */
INLINE void
store_triples (float *out, Floats p0, Floats p1, Floats p2, Floats p3)
{
    Floats v0 = _mm256_blend_ps (p0, _mm256_permute_ps (p1, _MM_SHUFFLE (0, 0, 0, 0)), 0x88);
    Floats v1 = _mm256_shuffle_ps (p1, p2, _MM_SHUFFLE (1, 0, 2, 1));
    Floats v2 = _mm256_blend_ps (_mm256_permute_ps (p3, _MM_SHUFFLE (2, 1, 0, 0)),
                                 _mm256_permute_ps (p2, _MM_SHUFFLE (2, 2, 2, 2)), 0x11);

    _mm256_storeu2_m128 (out + 12, out, v0);
    _mm256_storeu2_m128 (out + 16, out + 4, v1);
    _mm256_storeu2_m128 (out + 20, out + 8, v2);
}

/* The first twelve bytes of each lane, and not a byte beside them. */
INLINE void
store_twelves (guint8 *out, Raw bytes)
{
    __m128i high = _mm256_extracti128_si256 (bytes, 1);
    int32_t rest = _mm_extract_epi32 (high, 2);

    _mm_storeu_si128 ((__m128i *)out, _mm256_castsi256_si128 (bytes)); /* 4 bytes too many, which follow now */
    _mm_storel_epi64 ((__m128i *)(out + 12), high);
    memcpy (out + 20, &rest, sizeof rest);
}

#endif
