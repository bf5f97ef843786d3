/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The lattice that grain lies on, under the columns of a picture: the loops over it, which each level of processors draws into
 * functions of its own.
 *
 * In numbers of 16 bits, two to a place: processors multiply both by weights and add them up in one step, half as many bytes
 * come from the cache as of floats, and every machine gets the same bits. Lengths are multiples of RF_LATTICE_LANES. */
#ifndef RF_GRAIN_LATTICE_H
#define RF_GRAIN_LATTICE_H

#include "grain.h"

#include <math.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define RF_LATTICE_LAYERS 2 /* grains of two sizes */
#define RF_LATTICE_LANES  16
#define RF_LATTICE_TAPS   10    /* cells under the spline at most, each way; 4 at least, and an even number */
#define RF_LATTICE_ONE    32768 /* a weight of 1; of weights, none is as large */
#define RF_LATTICE_ROOM   0.8f  /* what three channels' numbers are made smaller by, so that their sums fit, too */
#define RF_ALWAYS         __attribute__ ((always_inline)) static inline

typedef int16_t RfLatticeShort8 __attribute__ ((vector_size (16), aligned (2), may_alias));
typedef int32_t RfLatticeInt4 __attribute__ ((vector_size (16), aligned (4), may_alias));
typedef uint32_t RfLatticeUInt4 __attribute__ ((vector_size (16), aligned (4), may_alias));
typedef float RfLatticeFloat4 __attribute__ ((vector_size (16), aligned (4), may_alias));

/* How the lattice of one layer lies under a frame, and under columns of it. */
typedef struct {
    double cells;    /* a pixel */
    float share;     /* of the grain's deviation */
    float spread;    /* how much wider than a cell's the spline is, as wide as pixels are */
    int taps, width; /* cells under the spline; the same, rounded up to a multiple of eight */
    gboolean narrow; /* no more cells than pixels: as many columns lie over as many cells, whatever the tap */
    uint32_t seed;

    uint32_t first;                 /* cell of the lattice under the columns, of `n_cells` */
    int n_cells;                    /* a multiple of RF_LATTICE_LANES */
    int32_t *cell;                  /* the first under the spline of each column, counted from there */
    int16_t *weight;                /* [column][width]; where it is narrow NULL, and instead */
    int32_t *pair_weights;          /* [pair of taps][column] */
    int32_t *rows;                  /* [row % taps][channel][pitch]: the number there and, below it, the row before's */
    uint32_t kept[RF_LATTICE_TAPS]; /* which row that is; 0: none yet */
} RfLattice;

/* What rows of all layers have in common. */
typedef struct {
    int channels, columns; /* 1 or 3; a multiple of RF_LATTICE_LANES */
    int pitch; /* of rows: a little more, or those of a width that is a power of 2 would share a few lines of the cache */
    float colour;   /* how far the channels' grains differ */
    int16_t *cells; /* room for numbers of a lattice's row: [channel][cell] */
    int32_t *pairs; /* and for those of a channel each with the next: [cell] */
} RfLatticeColumns;

/* A row of a lattice with the row before it, and what they weigh in a row of the picture. */
typedef struct {
    const int32_t *row;
    int32_t weights;
} RfLatticePart;

/* What the spline sees of `pairs` from every column, into `row`; `before`: the row before. They may be the same. */
typedef void RfLatticeLook (const RfLattice *lattice, const RfLatticeColumns *columns, const int32_t *before,
                            int32_t *row);

/* The loops for one kind of processor; all give the same bits. `number`: the row's in its lattice. */
typedef struct {
    void (*fill_row) (const RfLattice *lattice, const RfLatticeColumns *columns, uint32_t number, const int32_t *before,
                      int32_t *row);
    void (*add) (const RfLatticePart *parts, int n_parts, float scale, int first, int n, float *noise);
} RfLatticeLevel;

extern const RfLatticeLevel rf_lattice_base, rf_lattice_avx2, rf_lattice_avx512;

/* ---- Numbers of 16 bits ---- */

RF_ALWAYS int32_t
rf_lattice_pair (int low, int high)
{
    return (int32_t)((uint32_t)high << 16 | (uint16_t)low);
}

/* The products of each of four pairs, added up. */
RF_ALWAYS RfLatticeInt4
rf_lattice_dot4 (RfLatticeShort8 pairs, RfLatticeShort8 weights)
{
#ifdef __SSE2__
    return (RfLatticeInt4)_mm_madd_epi16 ((__m128i)pairs, (__m128i)weights);
#else
    RfLatticeInt4 sums;
    for (int i = 0; i < 4; i++)
        sums[i] = pairs[2 * i] * weights[2 * i] + pairs[2 * i + 1] * weights[2 * i + 1];
    return sums;
#endif
}

/* A row's sums take the upper places of pairs, without what no 16 bits hold; what was there comes to the lower ones. */
RF_ALWAYS void
rf_lattice_shift_in (const int32_t *before, RfLatticeInt4 sum, int32_t *row)
{
    RfLatticeUInt4 lower = *(const RfLatticeUInt4 *)before >> 16;

    *(RfLatticeInt4 *)row = (RfLatticeInt4)lower | (sum & -65536);
}

/* ---- Cells ---- */

/* A bijection of 32 bits without visible pattern ("lowbias32", C. Wellons). */
RF_ALWAYS uint32_t
rf_lattice_mix (uint32_t x)
{
    x = (x ^ x >> 16) * 0x7feb352du;
    x = (x ^ x >> 15) * 0x846ca68bu;
    return x ^ x >> 16;
}

/* A number of the lattice: the mean of two 16-bit ones. */
RF_ALWAYS int32_t
rf_lattice_number (uint32_t hash)
{
    return ((int32_t)(hash & 0xffff) + (int32_t)(hash >> 16) - 0xffff) >> 1;
}

RF_ALWAYS void
rf_lattice_fill_cells (const RfLattice *lattice, uint32_t hash, int16_t *cells)
{
    for (int i = 0; i < lattice->n_cells; i++)
        cells[i] = (int16_t)rf_lattice_number (rf_lattice_mix ((lattice->first + (uint32_t)i) ^ hash));
}

/* The same for three channels that share a part of their grain. */
RF_ALWAYS void
rf_lattice_fill_colours (const RfLattice *lattice, uint32_t hash, float colour, int16_t *red, int16_t *green,
                         int16_t *blue)
{
    float own = RF_LATTICE_ROOM * 45.255f * colour, /* numbers of 10 bits, made as wide as the others */
        common = RF_LATTICE_ROOM * sqrtf (1 - colour * colour);

    for (int i = 0; i < lattice->n_cells; i++) {
        uint32_t one = rf_lattice_mix ((lattice->first + (uint32_t)i) ^ hash),
                 more = rf_lattice_mix (one ^ 0x5851f42du);
        float shared = common * (float)rf_lattice_number (one);
        red[i] = (int16_t)(int32_t)(shared + own * ((float)(int32_t)(more & 1023) - 511.5f));
        green[i] = (int16_t)(int32_t)(shared + own * ((float)(int32_t)(more >> 10 & 1023) - 511.5f));
        blue[i] = (int16_t)(int32_t)(shared + own * ((float)(int32_t)(more >> 20 & 1023) - 511.5f));
    }
}

/* ---- Rows ---- */

RF_ALWAYS void
rf_lattice_look_wide (const RfLattice *lattice, const RfLatticeColumns *columns, const int16_t *cells,
                      const int32_t *before, int32_t *row)
{
    const int32_t *cell = lattice->cell;
    const int16_t *weight = lattice->weight;
    int width = lattice->width;

    for (int x = 0; x < columns->columns; x += 4, cell += 4) {
        RfLatticeInt4 sums[4];
#pragma GCC unroll 4
        for (int i = 0; i < 4; i++, weight += width) {
            const int16_t *under = cells + cell[i];
            sums[i] = rf_lattice_dot4 (*(const RfLatticeShort8 *)under, *(const RfLatticeShort8 *)weight);
            for (int t = 8; t < width; t += 8)
                sums[i] +=
                    rf_lattice_dot4 (*(const RfLatticeShort8 *)(under + t), *(const RfLatticeShort8 *)(weight + t));
        }
        /* Four numbers of each, added up. */
        RfLatticeInt4 a = __builtin_shufflevector (sums[0], sums[1], 0, 4, 1, 5) +
                          __builtin_shufflevector (sums[0], sums[1], 2, 6, 3, 7);
        RfLatticeInt4 b = __builtin_shufflevector (sums[2], sums[3], 0, 4, 1, 5) +
                          __builtin_shufflevector (sums[2], sums[3], 2, 6, 3, 7);
        RfLatticeInt4 sum = __builtin_shufflevector (a, b, 0, 1, 4, 5) + __builtin_shufflevector (a, b, 2, 3, 6, 7);
        rf_lattice_shift_in (before + x, sum, row + x);
    }
}

RF_ALWAYS void
rf_lattice_fill (const RfLattice *lattice, const RfLatticeColumns *columns, uint32_t number, const int32_t *before,
                 int32_t *row, RfLatticeLook *look_narrow)
{
    uint32_t hash = rf_lattice_mix (number * 0x9e3779b1u + lattice->seed);
    int16_t *cells = columns->cells;
    int n = lattice->n_cells;

    if (columns->channels == 1)
        rf_lattice_fill_cells (lattice, hash, cells);
    else
        rf_lattice_fill_colours (lattice, hash, columns->colour, cells, cells + n, cells + 2 * n);
    for (int c = 0; c < columns->channels; c++, cells += n, before += columns->pitch, row += columns->pitch)
        if (lattice->narrow) {
            for (int i = 0; i < n - 1; i++)
                columns->pairs[i] = rf_lattice_pair (cells[i], cells[i + 1]);
            look_narrow (lattice, columns, before, row);
        } else {
            rf_lattice_look_wide (lattice, columns, cells, before, row);
        }
}

#endif
