/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * grain-lattice.h for the processors of kernel-vector.h. */
#ifndef RF_KERNEL_VECTOR_LATTICE_H
#define RF_KERNEL_VECTOR_LATTICE_H

#include "grain-lattice.h"
#include "kernel-vector-types.h"

#define FEW (2 * RF_LATTICE_LAYERS) /* parts that most pictures have, and that stay in registers */

/* The products of pairs, added up. */
INLINE Ints
dot (Ints pairs, Ints weights)
{
    return (Ints)VECTOR (madd_epi16) ((Raw)pairs, (Raw)weights);
}

/* The pairs of cells under a vector of columns lie in one register for two taps: to pick them there is cheaper than to load
 * one by one. */
INLINE void
look_through (const RfLattice *lattice, const RfLatticeColumns *columns, const int32_t *before, int32_t *row, int taps)
{
    const int32_t *cell = lattice->cell, *weights = lattice->pair_weights;
    int n = columns->columns;

    for (int x = 0; x < n; x += LANES, cell += LANES) {
        const int32_t *under = columns->pairs + cell[0];
        Ints place = load_ints (cell) - cell[0], sum = {0};
#pragma GCC unroll 3
        for (int t = 0; t < taps; t += 2)
            sum += dot (pick (load_ints (under + t), place), load_ints (weights + t / 2 * n + x));
        store_ints (row + x, shift_in (load_ints (before + x), sum));
    }
}

/* Of narrow lattices: the spline is no wider than six. */
INLINE void
look_narrow (const RfLattice *lattice, const RfLatticeColumns *columns, const int32_t *before, int32_t *row)
{
    if (lattice->taps == 4)
        look_through (lattice, columns, before, row, 4);
    else
        look_through (lattice, columns, before, row, 6);
}

TARGET static void
fill_row (const RfLattice *lattice, const RfLatticeColumns *columns, uint32_t number, const int32_t *before,
          int32_t *row)
{
    rf_lattice_fill (lattice, columns, number, before, row, look_narrow);
}

TARGET static void
add_parts (const RfLatticePart *parts, int n_parts, float scale, int first, int n, float *noise)
{
    const int32_t *row[FEW];
    Ints weights[FEW];

#pragma GCC unroll 4
    for (int p = 0; p < FEW; p++) {
        row[p] = parts[p].row + first;
        weights[p] = (Ints){0} + parts[p].weights;
    }
    for (int x = 0; x < n; x += LANES) {
        Ints sum = {0};
#pragma GCC unroll 4
        for (int p = 0; p < FEW; p++)
            sum += dot (load_ints (row[p] + x), weights[p]);
        for (int p = FEW; p < n_parts; p++)
            sum += dot (load_ints (parts[p].row + first + x), (Ints){0} + parts[p].weights);
        store (noise + x, scale * __builtin_convertvector (sum, Floats));
    }
}

#endif
