/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Vectors as wide as a processor's, of LANES numbers, and what all processors have for them. VECTOR (name) is the intrinsic of
 * that name for this width, INLINE and TARGET are for functions that use any. What differs comes last. */
#ifndef RF_KERNEL_VECTOR_TYPES_H
#define RF_KERNEL_VECTOR_TYPES_H

#include "for-cpu.h"
#include "kernel-shape.h"

#include <immintrin.h>
#include <string.h>

#ifdef RF_KERNEL_AVX512
#define LANES        16
#define TARGET       RF_FOR_AVX512
#define INLINE       __attribute__ ((always_inline, target (RF_AVX512))) static inline
#define VECTOR(name) _mm512_##name
typedef __m512i Raw;
typedef __m512d RawDoubles;
#else
#define LANES        8
#define TARGET       RF_FOR_AVX2
#define INLINE       __attribute__ ((always_inline, target (RF_AVX2))) static inline
#define VECTOR(name) _mm256_##name
typedef __m256i Raw;
typedef __m256d RawDoubles;
#endif

typedef float Floats __attribute__ ((vector_size (4 * LANES)));
typedef int32_t Ints __attribute__ ((vector_size (4 * LANES)));
typedef uint32_t Bits __attribute__ ((vector_size (4 * LANES)));

typedef float LooseFloats __attribute__ ((vector_size (4 * LANES), may_alias, aligned (4)));
typedef int32_t LooseInts __attribute__ ((vector_size (4 * LANES), may_alias, aligned (1)));

/* As many pixels by channel. */
typedef struct {
    Floats r, g, b;
} Colours;

/* ---- Numbers --------------------------------------------------------------------------------------------------- */

INLINE Floats
all (float v)
{
    return v - (Floats){0};
}

INLINE Floats
load (const float *from)
{
    return *(const LooseFloats *)from;
}

INLINE void
store (float *to, Floats v)
{
    *(LooseFloats *)to = v;
}

INLINE Ints
load_ints (const void *from)
{
    return *(const LooseInts *)from;
}

INLINE void
store_ints (void *to, Ints v)
{
    *(LooseInts *)to = v;
}

/* Where one is no number, b. */
INLINE Floats
min_of (Floats a, Floats b)
{
    return VECTOR (min_ps) (a, b);
}

INLINE Floats
max_of (Floats a, Floats b)
{
    return VECTOR (max_ps) (a, b);
}

INLINE Bits
max_bits (Bits a, Bits b)
{
    return (Bits)VECTOR (max_epu32) ((Raw)a, (Raw)b);
}

INLINE Floats
root_of (Floats v)
{
    return VECTOR (sqrt_ps) (v);
}

INLINE Ints
cut_to_ints (Floats v)
{
    return __builtin_convertvector (v, Ints);
}

/* ---- Lanes ----------------------------------------------------------------------------------------------------- */

/* A number of each lane in all four places: a constant is wanted where processors want one. */
#define SPREAD(of, j) VECTOR (permute_ps) (of, (j) * 0x55)

/* Four numbers a pixel, of which three count. */
INLINE Colours
load_quadruples (const float *in)
{
    Floats p0 = load (in), p1 = load (in + LANES), p2 = load (in + 2 * LANES), p3 = load (in + 3 * LANES);
    RawDoubles rg0 = (RawDoubles)VECTOR (unpacklo_ps) (p0, p1), rg1 = (RawDoubles)VECTOR (unpacklo_ps) (p2, p3),
               b0 = (RawDoubles)VECTOR (unpackhi_ps) (p0, p1), b1 = (RawDoubles)VECTOR (unpackhi_ps) (p2, p3);

    return (Colours){(Floats)VECTOR (unpacklo_pd) (rg0, rg1), (Floats)VECTOR (unpackhi_pd) (rg0, rg1),
                     (Floats)VECTOR (unpacklo_pd) (b0, b1)};
}

#ifdef RF_KERNEL_AVX512
#include "kernel-avx512.h"
#else
#include "kernel-avx2.h"
#endif

#endif
