/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The lattice that grain lies on, under the columns of a picture: the loops over it, which each level of processors draws into
 * functions of its own.
 *
 * Lengths are multiples of eight, so that compilers turn loops into vector code; without fused operations every machine
 * gets the same bits. */
#ifndef RF_GRAIN_LATTICE_H
#define RF_GRAIN_LATTICE_H

#include "grain.h"

#include <math.h>

#define RF_LATTICE_LAYERS 2 /* grains of two sizes */
#define RF_LATTICE_LANES  8
#define RF_LATTICE_TAPS   10 /* cells under the spline at most, each way; 4 at least */
#define RF_LATTICE_FEW    (4 * RF_LATTICE_LAYERS)
#define RF_ALWAYS         __attribute__ ((always_inline)) static inline

typedef float RfLatticeFloat4 __attribute__ ((vector_size (16), aligned (4), may_alias));
typedef float RfLatticeFloat8 __attribute__ ((vector_size (32), aligned (4), may_alias));

/* How the lattice of one layer lies under a frame, and under columns of it. */
typedef struct {
    double cells;       /* a pixel */
    double reach, gain; /* of the spline, in cells; what makes the layer's deviation what it is */
    float squeeze;      /* of the spline, which is wider where pixels are */
    int taps, width;    /* cells under the spline; the same rounded up to a multiple of four */
    gboolean narrow;    /* no more cells than pixels: eight columns lie over eight cells, whatever the tap */
    uint32_t seed;

    uint32_t first;                 /* cell of the lattice under the columns, of `n_cells` */
    int n_cells;                    /* a multiple of RF_LATTICE_LANES */
    int32_t *cell;                  /* the first under the spline of each column, counted from there */
    float *weight;                  /* where it is narrow [tap][column], else [column][width] */
    float *rows;                    /* [row % taps][channel][pitch] */
    uint32_t kept[RF_LATTICE_TAPS]; /* which row that is; 0: none yet */
} RfLattice;

/* What rows of all layers have in common. */
typedef struct {
    int channels, columns; /* 1 or 3; a multiple of RF_LATTICE_LANES */
    int pitch; /* of rows: a little more, or those of a width that is a power of 2 would share a few lines of the cache */
    float colour; /* how far the channels' grains differ */
    float *cells; /* room for numbers of a lattice's row: [channel][cell] */
} RfLatticeColumns;

/* A row of a lattice, and its weight in a row of the picture. */
typedef struct {
    const float *row;
    float weight;
} RfLatticePart;

/* What the spline sees from every column of a row of cells. */
typedef void RfLatticeLook (const RfLattice *lattice, const float *cells, float *row, int columns);

/* The loops for one kind of processor; all give the same bits. `number`: the row's in its lattice. */
typedef struct {
    void (*fill_row) (const RfLattice *lattice, const RfLatticeColumns *columns, uint32_t number, float *row);
    void (*add) (const RfLatticePart *parts, int n_parts, int first, int n, float *noise);
} RfLatticeLevel;

extern const RfLatticeLevel rf_lattice_base, rf_lattice_avx2;

/* A bijection of 32 bits without visible pattern ("lowbias32", C. Wellons). */
RF_ALWAYS uint32_t
rf_lattice_mix (uint32_t x)
{
    x = (x ^ x >> 16) * 0x7feb352du;
    x = (x ^ x >> 15) * 0x846ca68bu;
    return x ^ x >> 16;
}

/* A number of the lattice: two 16-bit ones added. */
RF_ALWAYS float
rf_lattice_number (uint32_t hash)
{
    return (float)((int32_t)(hash & 0xffff) + (int32_t)(hash >> 16) - 0xffff);
}

RF_ALWAYS void
rf_lattice_fill_cells (const RfLattice *lattice, uint32_t hash, float *cells)
{
    for (int i = 0; i < lattice->n_cells; i++)
        cells[i] = rf_lattice_number (rf_lattice_mix ((lattice->first + (uint32_t)i) ^ hash));
}

/* The same for three channels that share a part of their grain. */
RF_ALWAYS void
rf_lattice_fill_colours (const RfLattice *lattice, uint32_t hash, float colour, float *red, float *green, float *blue)
{
    float own = colour * 90.51f, /* numbers of 10 bits, made as wide as the others */
        common = sqrtf (1 - colour * colour);

    for (int i = 0; i < lattice->n_cells; i++) {
        uint32_t one = rf_lattice_mix ((lattice->first + (uint32_t)i) ^ hash),
                 more = rf_lattice_mix (one ^ 0x5851f42du);
        float shared = common * rf_lattice_number (one);
        red[i] = shared + own * ((float)(int32_t)(more & 1023) - 511.5f);
        green[i] = shared + own * ((float)(int32_t)(more >> 10 & 1023) - 511.5f);
        blue[i] = shared + own * ((float)(int32_t)(more >> 20 & 1023) - 511.5f);
    }
}

/* What the spline sees of a row's cells from each column. */
RF_ALWAYS void
rf_lattice_look_wide (const RfLattice *lattice, const float *cells, float *row, int columns)
{
    const int32_t *cell = lattice->cell;
    const float *weight = lattice->weight;
    int width = lattice->width;

    for (int x = 0; x < columns; x += 4, cell += 4) {
        RfLatticeFloat4 sums[4];
#pragma GCC unroll 4
        for (int i = 0; i < 4; i++, weight += width) {
            const float *under = cells + cell[i];
            sums[i] = *(const RfLatticeFloat4 *)under * *(const RfLatticeFloat4 *)weight;
            for (int t = 4; t < width; t += 4)
                sums[i] += *(const RfLatticeFloat4 *)(under + t) * *(const RfLatticeFloat4 *)(weight + t);
        }
        /* Four numbers of each, added up. */
        RfLatticeFloat4 a = __builtin_shufflevector (sums[0], sums[1], 0, 4, 1, 5) +
                            __builtin_shufflevector (sums[0], sums[1], 2, 6, 3, 7);
        RfLatticeFloat4 b = __builtin_shufflevector (sums[2], sums[3], 0, 4, 1, 5) +
                            __builtin_shufflevector (sums[2], sums[3], 2, 6, 3, 7);
        *(RfLatticeFloat4 *)(row + x) =
            __builtin_shufflevector (a, b, 0, 1, 4, 5) + __builtin_shufflevector (a, b, 2, 3, 6, 7);
    }
}

RF_ALWAYS void
rf_lattice_fill (const RfLattice *lattice, const RfLatticeColumns *columns, uint32_t number, float *row,
                 RfLatticeLook *look_narrow)
{
    uint32_t hash = rf_lattice_mix (number * 0x9e3779b1u + lattice->seed);
    float *cells = columns->cells;
    int n = lattice->n_cells;

    if (columns->channels == 1)
        rf_lattice_fill_cells (lattice, hash, cells);
    else
        rf_lattice_fill_colours (lattice, hash, columns->colour, cells, cells + n, cells + 2 * n);
    for (int c = 0; c < columns->channels; c++, cells += n, row += columns->pitch)
        if (lattice->narrow)
            look_narrow (lattice, cells, row, columns->columns);
        else
            rf_lattice_look_wide (lattice, cells, row, columns->columns);
}

/* n numbers of a row of the picture. Of few parts, which most pictures have, all stay in registers. */
RF_ALWAYS void
rf_lattice_add (const RfLatticePart *parts, int n_parts, int first, int n, float *noise)
{
    const float *row[RF_LATTICE_FEW];
    RfLatticeFloat8 weight[RF_LATTICE_FEW];

#pragma GCC unroll 8
    for (int p = 0; p < RF_LATTICE_FEW; p++) {
        row[p] = parts[p].row + first;
        weight[p] = parts[p].weight - (RfLatticeFloat8){0};
    }
    for (int x = 0; x < n; x += RF_LATTICE_LANES) {
        RfLatticeFloat8 sum = {0};
#pragma GCC unroll 8
        for (int p = 0; p < RF_LATTICE_FEW; p++)
            sum += weight[p] * *(const RfLatticeFloat8 *)(row[p] + x);
        for (int p = RF_LATTICE_FEW; p < n_parts; p++)
            sum += parts[p].weight * *(const RfLatticeFloat8 *)(parts[p].row + first + x);
        *(RfLatticeFloat8 *)(noise + x) = sum;
    }
}

#endif
