/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * grain-lattice.h for processors with AVX2. */
#include "grain-lattice.h"

#ifdef __x86_64__

#include <immintrin.h>

#define AVX2 __attribute__ ((target ("avx2")))

/* The cells under eight columns lie in one register for each tap: to pick them there is cheaper than to load one by one. */
__attribute__ ((always_inline, target ("avx2"))) static inline void
look_through (const RfLattice *lattice, const float *cells, float *row, int columns, int taps)
{
    const int32_t *cell = lattice->cell;

    for (int x = 0; x < columns; x += 8, cell += 8) {
        const float *under = cells + cell[0], *weight = lattice->weight + x;
        __m256i place = _mm256_sub_epi32 (_mm256_loadu_si256 ((const __m256i *)cell), _mm256_set1_epi32 (cell[0]));
        __m256 sum =
            _mm256_mul_ps (_mm256_permutevar8x32_ps (_mm256_loadu_ps (under), place), _mm256_loadu_ps (weight));
#pragma GCC unroll 5
        for (int t = 1; t < taps; t++) {
            __m256 picked = _mm256_permutevar8x32_ps (_mm256_loadu_ps (under + t), place);
            sum = _mm256_add_ps (sum, _mm256_mul_ps (picked, _mm256_loadu_ps (weight + (ptrdiff_t)t * columns)));
        }
        _mm256_storeu_ps (row + x, sum);
    }
}

/* Of narrow lattices: the spline is no wider than six. */
AVX2 static inline void
look_narrow (const RfLattice *lattice, const float *cells, float *row, int columns)
{
    if (lattice->taps == 4)
        look_through (lattice, cells, row, columns, 4);
    else
        look_through (lattice, cells, row, columns, 6);
}

AVX2 static void
fill_row (const RfLattice *lattice, const RfLatticeColumns *columns, uint32_t number, float *row)
{
    rf_lattice_fill (lattice, columns, number, row, look_narrow);
}

AVX2 static void
add (const RfLatticePart *parts, int n_parts, int first, int n, float *noise)
{
    rf_lattice_add (parts, n_parts, first, n, noise);
}

const RfLatticeLevel rf_lattice_avx2 = {fill_row, add};

#endif
