/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * grain-lattice.h for the machine's base level. */
#include "grain-lattice.h"

static void
look_narrow (const RfLattice *lattice, const RfLatticeColumns *columns, const int32_t *before, int32_t *row)
{
    const int32_t *weights = lattice->pair_weights;
    int n = columns->columns;

    for (int x = 0; x < n; x += 4) {
        RfLatticeInt4 sum = {0};
        for (int t = 0; t < lattice->taps; t += 2) {
            const int32_t *under = columns->pairs + t, *cell = lattice->cell + x;
            RfLatticeInt4 pairs = {under[cell[0]], under[cell[1]], under[cell[2]], under[cell[3]]};
            sum += rf_lattice_dot4 ((RfLatticeShort8)pairs, *(const RfLatticeShort8 *)(weights + t / 2 * n + x));
        }
        rf_lattice_shift_in (before + x, sum, row + x);
    }
}

static void
fill_row (const RfLattice *lattice, const RfLatticeColumns *columns, uint32_t number, const int32_t *before,
          int32_t *row)
{
    rf_lattice_fill (lattice, columns, number, before, row, look_narrow);
}

static void
add (const RfLatticePart *parts, int n_parts, float scale, int first, int n, float *noise)
{
    for (int x = 0; x < n; x += 4) {
        RfLatticeInt4 sum = {0};
        for (int p = 0; p < n_parts; p++)
            sum += rf_lattice_dot4 (*(const RfLatticeShort8 *)(parts[p].row + first + x),
                                    (RfLatticeShort8)(parts[p].weights - (RfLatticeInt4){0}));
        *(RfLatticeFloat4 *)(noise + x) = scale * __builtin_convertvector (sum, RfLatticeFloat4);
    }
}

const RfLatticeLevel rf_lattice_base = {fill_row, add};
