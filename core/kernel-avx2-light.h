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

INLINE __m256
light_of (__m256 v)
{
    return _mm256_mul_ps (v, cubic (rf_light_terms, v));
}

INLINE __m256
excess_of (const RfKernel *kernel, __m256 loss, Eight at)
{
    const __m256 one = _mm256_set1_ps (1);
    const float *luma = kernel->falloff.luma;
    __m256 white;

    if (kernel->falloff.fall < 0) {
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
fade_dark (__m256 v, __m256 faded, __m256 share)
{
    const __m256 knee = _mm256_set1_ps (RF_KNEE);
    __m256 was_bright = _mm256_cmp_ps (v, knee, _CMP_GT_OQ);
    __m256 bright = _mm256_and_ps (was_bright, _mm256_cmp_ps (faded, knee, _CMP_GT_OQ));
    __m256 kept = _mm256_mul_ps (_mm256_blendv_ps (v, cubic (rf_toe_terms, v), was_bright), share);
    __m256 risen = _mm256_blendv_ps (kept, cubic (rf_knee_terms, kept), _mm256_cmp_ps (kept, knee, _CMP_GT_OQ));

    return _mm256_blendv_ps (risen, faded, bright);
}

/* Few pictures are dark all over: what is right below the curve's knee is worked out where something lies there. */
INLINE Eight
fade (const RfKernel *kernel, Eight at, __m256 excess, __m256 by)
{
    const __m256 one = _mm256_set1_ps (1);
    __m256 factor = _mm256_add_ps (one, by), more = _mm256_mul_ps (_mm256_set1_ps (0.055f), by);
    Eight faded = {_mm256_min_ps (_mm256_add_ps (_mm256_mul_ps (at.r, factor), more), one),
                   _mm256_min_ps (_mm256_add_ps (_mm256_mul_ps (at.g, factor), more), one),
                   _mm256_min_ps (_mm256_add_ps (_mm256_mul_ps (at.b, factor), more), one)};
    Eight darker = kernel->falloff.fall < 0 ? at : faded;
    __m256 darkest = _mm256_min_ps (_mm256_min_ps (darker.r, darker.g), darker.b);

    if (_mm256_movemask_ps (_mm256_cmp_ps (darkest, _mm256_set1_ps (RF_KNEE), _CMP_LE_OQ))) {
        __m256 share = _mm256_div_ps (one, _mm256_add_ps (one, excess));
        faded.r = fade_dark (at.r, faded.r, share);
        faded.g = fade_dark (at.g, faded.g, share);
        faded.b = fade_dark (at.b, faded.b, share);
    }
    return faded;
}

/* ---- Grain ---- */

/* A number of the pixel in all four places: a constant is wanted where processors want one. */
#define SPREAD(of, pixel) _mm256_permute_ps (of, (pixel) * 0x55)

/* The grain of eight pixels, [k] of those that MIX_PAIR (k) gives. */
typedef struct {
    __m256 of[4];
} Noise;

INLINE Noise
load_noise (const float *const noise[3], int i, gboolean grey, gboolean alpha)
{
    if (grey) { /* one for all channels */
        __m256 of = in_order (_mm256_loadu_ps (noise[0] + i), alpha);
        return (Noise){{SPREAD (of, 0), SPREAD (of, 1), SPREAD (of, 2), SPREAD (of, 3)}};
    }
    __m256 r = in_order (_mm256_loadu_ps (noise[0] + i), alpha), g = in_order (_mm256_loadu_ps (noise[1] + i), alpha),
           b = in_order (_mm256_loadu_ps (noise[2] + i), alpha);
    __m256d rg01 = _mm256_castps_pd (_mm256_unpacklo_ps (r, g)), rg23 = _mm256_castps_pd (_mm256_unpackhi_ps (r, g));
    __m256d bb01 = _mm256_castps_pd (_mm256_unpacklo_ps (b, b)), bb23 = _mm256_castps_pd (_mm256_unpackhi_ps (b, b));

    return (Noise){
        {_mm256_castpd_ps (_mm256_unpacklo_pd (rg01, bb01)), _mm256_castpd_ps (_mm256_unpackhi_pd (rg01, bb01)),
         _mm256_castpd_ps (_mm256_unpacklo_pd (rg23, bb23)), _mm256_castpd_ps (_mm256_unpackhi_pd (rg23, bb23))}};
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
