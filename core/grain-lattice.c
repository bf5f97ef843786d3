/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * grain-lattice.h for the machine's base level. */
#include "grain-lattice.h"

static void
look_narrow (const RfLattice *lattice, const float *cells, float *row, int columns)
{
    for (int x = 0; x < columns; x++) {
        const float *under = cells + lattice->cell[x], *weight = lattice->weight + x;
        float sum = under[0] * weight[0];
        for (int t = 1; t < lattice->taps; t++)
            sum += under[t] * weight[t * columns];
        row[x] = sum;
    }
}

static void
fill_row (const RfLattice *lattice, const RfLatticeColumns *columns, uint32_t number, float *row)
{
    rf_lattice_fill (lattice, columns, number, row, look_narrow);
}

static void
add (const RfLatticePart *parts, int n_parts, int first, int n, float *noise)
{
    rf_lattice_add (parts, n_parts, first, n, noise);
}

const RfLatticeLevel rf_lattice_base = {fill_row, add};
