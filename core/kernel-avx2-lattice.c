/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * grain-lattice.h for processors with AVX2. */
#include "grain-lattice.h"

#ifdef __x86_64__

#include <immintrin.h>

#define AVX2     __attribute__ ((target ("avx2")))
#define FEW      (2 * RF_LATTICE_LAYERS) /* parts that most pictures have, and that stay in registers */
#define LOAD(at) _mm256_loadu_si256 ((const __m256i *)(at))

/* The pairs of cells under eight columns lie in one register for two taps: to pick them there is cheaper than to load one by
 * one. */
__attribute__ ((always_inline, target ("avx2"))) static inline void
look_through (const RfLattice *lattice, const RfLatticeColumns *columns, const int32_t *before, int32_t *row, int taps)
{
    const int32_t *cell = lattice->cell, *weights = lattice->pair_weights;
    int n = columns->columns;

    for (int x = 0; x < n; x += 8, cell += 8) {
        const int32_t *under = columns->pairs + cell[0];
        __m256i place = _mm256_sub_epi32 (LOAD (cell), _mm256_set1_epi32 (cell[0])), sum = _mm256_setzero_si256 ();
#pragma GCC unroll 3
        for (int t = 0; t < taps; t += 2) {
            __m256i picked = _mm256_permutevar8x32_epi32 (LOAD (under + t), place);
            sum = _mm256_add_epi32 (sum, _mm256_madd_epi16 (picked, LOAD (weights + t / 2 * n + x)));
        }
        __m256i shifted = _mm256_srli_epi32 (LOAD (before + x), 16);
        _mm256_storeu_si256 ((__m256i *)(row + x), _mm256_blend_epi16 (shifted, sum, 0xaa));
    }
}

/* Of narrow lattices: the spline is no wider than six. */
AVX2 static inline void
look_narrow (const RfLattice *lattice, const RfLatticeColumns *columns, const int32_t *before, int32_t *row)
{
    if (lattice->taps == 4)
        look_through (lattice, columns, before, row, 4);
    else
        look_through (lattice, columns, before, row, 6);
}

AVX2 static void
fill_row (const RfLattice *lattice, const RfLatticeColumns *columns, uint32_t number, const int32_t *before,
          int32_t *row)
{
    rf_lattice_fill (lattice, columns, number, before, row, look_narrow);
}

AVX2 static void
add (const RfLatticePart *parts, int n_parts, float scale, int first, int n, float *noise)
{
    const int32_t *row[FEW];
    __m256i weights[FEW];

#pragma GCC unroll 4
    for (int p = 0; p < FEW; p++) {
        row[p] = parts[p].row + first;
        weights[p] = _mm256_set1_epi32 (parts[p].weights);
    }
    for (int x = 0; x < n; x += 8) {
        __m256i sum = _mm256_setzero_si256 ();
#pragma GCC unroll 4
        for (int p = 0; p < FEW; p++)
            sum = _mm256_add_epi32 (sum, _mm256_madd_epi16 (LOAD (row[p] + x), weights[p]));
        for (int p = FEW; p < n_parts; p++)
            sum = _mm256_add_epi32 (
                sum, _mm256_madd_epi16 (LOAD (parts[p].row + first + x), _mm256_set1_epi32 (parts[p].weights)));
        _mm256_storeu_ps (noise + x, _mm256_mul_ps (_mm256_set1_ps (scale), _mm256_cvtepi32_ps (sum)));
    }
}

const RfLatticeLevel rf_lattice_avx2 = {fill_row, add};

#endif
