/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * A vignette before the table and grain after it, for several pixels at once: the steps of kernel-steps.h. */
#ifndef RF_KERNEL_AVX2_LIGHT_H
#define RF_KERNEL_AVX2_LIGHT_H

#include "kernel-avx2-pixels.h"

/* ---- Vignette ---- */

INLINE __m256
cubic (const float t[4], __m256 x)
{
    __m256 low = _mm256_add_ps (_mm256_set1_ps (t[0]), _mm256_mul_ps (_mm256_set1_ps (t[1]), x));
    __m256 high = _mm256_add_ps (_mm256_set1_ps (t[2]), _mm256_mul_ps (_mm256_set1_ps (t[3]), x));

    return _mm256_add_ps (low, _mm256_mul_ps (_mm256_mul_ps (x, x), high));
}

/* What exposure is divided by, of the pixels i to i + 7 of a block that starts so far from the middle of the row. */
INLINE __m256
loss_of (const RfKernel *kernel, const RfRow *row, float start, int i, gboolean alpha, gboolean scene)
{
    const __m256 one = _mm256_set1_ps (1);
    __m256 dx = _mm256_mul_ps (_mm256_add_ps (_mm256_set1_ps (start), count_from (i, alpha)),
                               _mm256_set1_ps ((float)row->scale_x));
    __m256 radius2 = _mm256_add_ps (_mm256_mul_ps (dx, dx), _mm256_set1_ps ((float)row->dy2));
    __m256 q =
        _mm256_add_ps (one, _mm256_mul_ps (_mm256_set1_ps ((float)kernel->falloff.fall), _mm256_min_ps (radius2, one)));

    return _mm256_mul_ps (scene ? q : _mm256_mul_ps (q, q), q);
}

INLINE __m256
light_of (__m256 v)
{
    return _mm256_mul_ps (v, cubic (rf_light_terms, v));
}

INLINE __m256
excess_of (const RfKernel *kernel, __m256 loss, Eight at, gboolean gains)
{
    const __m256 one = _mm256_set1_ps (1);
    const float *luma = kernel->falloff.luma;
    __m256 white;

    if (gains) {
        white = light_of (_mm256_max_ps (_mm256_max_ps (at.r, at.g), at.b));
    } else {
        __m256 blue = light_of (at.b), red = _mm256_sub_ps (light_of (at.r), blue),
               green = _mm256_sub_ps (light_of (at.g), blue);
        white = _mm256_add_ps (blue, _mm256_mul_ps (_mm256_set1_ps (luma[0]), red));
        white = _mm256_add_ps (white, _mm256_mul_ps (_mm256_set1_ps (luma[1]), green));
    }
    return _mm256_mul_ps (_mm256_sub_ps (loss, one), _mm256_sub_ps (one, white));
}

INLINE __m256
fade_of (__m256 excess)
{
    return _mm256_div_ps (_mm256_mul_ps (excess, cubic (rf_fade_over, excess)), cubic (rf_fade_under, excess));
}

INLINE __m256
fade_dark (__m256 v, __m256 faded, __m256 share, gboolean gains)
{
    const __m256 knee = _mm256_set1_ps (RF_KNEE);
    __m256 was_bright = _mm256_cmp_ps (v, knee, _CMP_GT_OQ);
    __m256 bright = _mm256_and_ps (was_bright, _mm256_cmp_ps (faded, knee, _CMP_GT_OQ));
    __m256 kept = _mm256_mul_ps (_mm256_blendv_ps (v, cubic (rf_toe_terms, v), was_bright), share);

    if (gains)
        kept = _mm256_blendv_ps (kept, cubic (rf_knee_terms, kept), _mm256_cmp_ps (kept, knee, _CMP_GT_OQ));
    return _mm256_blendv_ps (kept, faded, bright);
}

/* Few pictures are dark all over: what is right below the curve's knee is worked out where something lies there. */
INLINE Eight
fade (Eight at, __m256 excess, __m256 by, gboolean gains)
{
    const __m256 one = _mm256_set1_ps (1);
    __m256 factor = _mm256_add_ps (one, by), more = _mm256_mul_ps (_mm256_set1_ps (0.055f), by);
    Eight faded = {_mm256_min_ps (_mm256_add_ps (_mm256_mul_ps (at.r, factor), more), one),
                   _mm256_min_ps (_mm256_add_ps (_mm256_mul_ps (at.g, factor), more), one),
                   _mm256_min_ps (_mm256_add_ps (_mm256_mul_ps (at.b, factor), more), one)};
    Eight darker = gains ? at : faded;
    __m256 darkest = _mm256_min_ps (_mm256_min_ps (darker.r, darker.g), darker.b);

    if (_mm256_movemask_ps (_mm256_cmp_ps (darkest, _mm256_set1_ps (RF_KNEE), _CMP_LE_OQ))) {
        __m256 share = _mm256_div_ps (one, _mm256_add_ps (one, excess));
        faded.r = fade_dark (at.r, faded.r, share, gains);
        faded.g = fade_dark (at.g, faded.g, share, gains);
        faded.b = fade_dark (at.b, faded.b, share, gains);
    }
    return faded;
}

/* ---- Grain ---- */

/* A number of the pixel in all four places: a constant is wanted where processors want one. */
#define SPREAD(of, pixel) _mm256_permute_ps (of, (pixel) * 0x55)

/* The noise of eight pixels in load_floats' order; where the channels have the same, `r` is for all. */
typedef struct {
    __m256 r, g, b;
} Noise;

INLINE Noise
load_noise (const float *const noise[3], int i, gboolean alpha)
{
    return (Noise){in_order (_mm256_loadu_ps (noise[0] + i), alpha), in_order (_mm256_loadu_ps (noise[1] + i), alpha),
                   in_order (_mm256_loadu_ps (noise[2] + i), alpha)};
}

/* That of two pixels, put together where it is wanted: four of them at once would leave too few registers. */
INLINE __m256
pick_noise (Noise of, int j, gboolean grey)
{
    if (grey)
        return j == 0 ? SPREAD (of.r, 0) : j == 1 ? SPREAD (of.r, 1) : j == 2 ? SPREAD (of.r, 2) : SPREAD (of.r, 3);
    __m256 rg = j < 2 ? _mm256_unpacklo_ps (of.r, of.g) : _mm256_unpackhi_ps (of.r, of.g);
    __m256 b = j < 2 ? _mm256_unpacklo_ps (of.b, of.b) : _mm256_unpackhi_ps (of.b, of.b);

    return j % 2 == 0 ? _mm256_shuffle_ps (rg, b, _MM_SHUFFLE (1, 0, 1, 0))
                      : _mm256_shuffle_ps (rg, b, _MM_SHUFFLE (3, 2, 3, 2));
}

/* rf_step_add_grain for two pixels. */
INLINE __m256
add_grain (__m256 v, __m256 noise)
{
    __m256 share = _mm256_mul_ps (_mm256_permute_ps (v, _MM_SHUFFLE (3, 3, 3, 3)), noise);

    share = _mm256_min_ps (_mm256_max_ps (share, _mm256_set1_ps (-1)), _mm256_set1_ps (1));
    return _mm256_add_ps (v, _mm256_mul_ps (_mm256_sub_ps (v, _mm256_mul_ps (v, v)), share));
}

#endif
