/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The noise of a row. Along x each row of the lattice is worked out once, at every column of the picture, and serves all
 * rows of the picture that it lies under: those only add it up, weighted. What depends on x alone is found once for all. */
#include "kernel.h"

#include <math.h>
#include <string.h>

#define MAX_CELLS 4 /* lattice cells a pixel; where grain is smaller, larger cells of the same power stand for it */

/* Clumps and specks: noise of one size looks woven. Cells in widths of a grain, shares of deviation. */
static const struct {
    double cell, share;
} kinds[RF_LATTICE_LAYERS] = {{0.9, 0.8}, {0.417, 0.6}};

/* Deviation of the lattice's numbers, which are sums of two 16-bit ones; and of the spline's sum of numbers of deviation 1. */
static const double lattice_deviation = 26754.56, spline_deviation = 151.0 / 315;

/* Added to places in the lattice: no pixel of any frame lies left of it or above. */
static const double origin = 1 << 23;

struct RfGrainRows {
    const RfLatticeLevel *level;
    struct {
        double size;
        float colour;
        uint32_t seed;
        int height, x, n; /* of the frame; of the columns, from the frame's left on */
    } key;
    RfLatticeColumns columns;
    float *memory; /* all that lies in it */
    gsize size;
    RfLattice layers[RF_LATTICE_LAYERS];
    RfLatticePart parts[RF_LATTICE_LAYERS * RF_LATTICE_TAPS];
    int n_parts;
    float amount; /* of the grain */
};

static void
free_rows (void *rows)
{
    g_free (((RfGrainRows *)rows)->memory);
    g_free (rows);
}

static GPrivate of_thread = G_PRIVATE_INIT (free_rows);

/* ---- The lattice ---- */

/* The cubic B-spline. */
static inline float
spline (float x)
{
    float distance = fabsf (x), wide = 2 - distance, narrow = 1 - distance;

    wide = wide > 0 ? wide : 0;
    narrow = narrow > 0 ? narrow : 0;
    return (wide * wide * wide - 4 * narrow * narrow * narrow) / 6;
}

/* All that a frame's height says. */
static void
lay_lattice (RfLattice *layer, const RfGrain *grain, int kind, int height)
{
    double cells = 1 / (kinds[kind].cell * grain->size * MAX (height, 1)), share = kinds[kind].share;

    while (cells > MAX_CELLS) {
        cells /= 2;
        share /= 2;
    }
    double width = sqrt (1 + cells * cells / 4); /* the spline's variance and a pixel's, which is a box, added */

    layer->cells = cells;
    layer->reach = 2 * width;
    layer->gain = share / (lattice_deviation * spline_deviation * width * width);
    layer->squeeze = (float)(1 / width);
    layer->taps = 2 * (int)ceil (layer->reach - 0.1); /* what lies further out weighs a thousandth */
    layer->width = (layer->taps + 3) & ~3;
    layer->narrow = cells <= 1;
    layer->seed = grain->seed + (uint32_t)kind * 0x632be5abu;
}

/* ---- Columns ---- */

/* Where the columns lie in the lattice. Those after the last one repeat it. */
static void
place_columns (RfLattice *layer, int x, int n, int columns)
{
    int before = layer->taps / 2 - 1;
    double start = (x + 0.5) * layer->cells + origin;

    layer->first = (uint32_t)start - (uint32_t)before;
    for (int i = 0; i < columns; i++) {
        double at = (x + MIN (i, n - 1) + 0.5) * layer->cells + origin;
        uint32_t cell = (uint32_t)at - (uint32_t)before;
        float way = (float)(at - cell);
        layer->cell[i] = (int32_t)(cell - layer->first);
        for (int t = 0; t < layer->width; t++) {
            int place = layer->narrow ? t * columns + i : i * layer->width + t;
            layer->weight[place] = spline ((way - (float)t) * layer->squeeze);
        }
    }
    memset (layer->kept, 0, sizeof layer->kept);
}

static void
share_memory (RfGrainRows *rows)
{
    gsize columns = (gsize)rows->columns.columns, channels = (gsize)rows->columns.channels,
          pitch = (gsize)rows->columns.pitch, cells = 0, size = 0;

    for (int l = 0; l < RF_LATTICE_LAYERS; l++) {
        RfLattice *layer = &rows->layers[l];
        layer->n_cells = ((int)ceil (rows->columns.columns * layer->cells) + 1 + layer->width + 2 * RF_LATTICE_LANES) &
                         ~(RF_LATTICE_LANES - 1);
        cells = MAX (cells, (gsize)layer->n_cells);
        size += columns * (1 + (gsize)layer->width) + pitch * channels * (gsize)layer->taps;
    }
    size += channels * cells;
    if (size > rows->size) {
        g_free (rows->memory);
        rows->memory = g_new (float, size);
        rows->size = size;
    }
    float *next = rows->memory;
    for (int l = 0; l < RF_LATTICE_LAYERS; l++) {
        RfLattice *layer = &rows->layers[l];
        layer->cell = (int32_t *)next;
        layer->weight = next + columns;
        layer->rows = layer->weight + columns * (gsize)layer->width;
        next = layer->rows + pitch * channels * (gsize)layer->taps;
    }
    rows->columns.cells = next;
}

RfGrainRows *
rf_grain_rows (const RfGrain *grain, const RfFrame *frame, int x, int n)
{
    RfGrainRows *rows = g_private_get (&of_thread);
    int from = x - frame->x;

    if (!rows) {
        rows = g_new0 (RfGrainRows, 1);
        rows->level = rf_cpu_level_choose ()->lattice;
        g_private_set (&of_thread, rows);
    }
    rows->amount = grain->amount;
    if (rows->key.size == grain->size && rows->key.colour == grain->colour && rows->key.seed == grain->seed &&
        rows->key.height == frame->height && rows->key.x == from && rows->key.n == n)
        return rows;
    rows->key = (__typeof__ (rows->key)){grain->size, grain->colour, grain->seed, frame->height, from, n};
    rows->columns.colour = grain->colour;
    rows->columns.channels = grain->colour > 0 ? 3 : 1;
    rows->columns.columns = (n + RF_LATTICE_LANES - 1) & ~(RF_LATTICE_LANES - 1);
    rows->columns.pitch = rows->columns.columns + 2 * RF_LATTICE_LANES;
    for (int l = 0; l < RF_LATTICE_LAYERS; l++)
        lay_lattice (&rows->layers[l], grain, l, frame->height);
    share_memory (rows);
    for (int l = 0; l < RF_LATTICE_LAYERS; l++)
        place_columns (&rows->layers[l], from, n, rows->columns.columns);
    return rows;
}

/* ---- Rows ---- */

/* The row of the lattice, worked out unless it is there already. */
static const float *
find_row (RfGrainRows *rows, RfLattice *layer, uint32_t number)
{
    int slot = (int)(number % (uint32_t)layer->taps);
    float *row = layer->rows + (size_t)slot * (size_t)(rows->columns.channels * rows->columns.pitch);

    if (layer->kept[slot] != number) {
        rows->level->fill_row (layer, &rows->columns, number, row);
        layer->kept[slot] = number;
    }
    return row;
}

void
rf_grain_rows_turn (RfGrainRows *rows, const RfFrame *frame, int y)
{
    rows->n_parts = 0;
    for (int l = 0; l < RF_LATTICE_LAYERS; l++) {
        RfLattice *layer = &rows->layers[l];
        double place = (y + 0.5 - frame->y) * layer->cells + origin;
        uint32_t first = (uint32_t)place - (uint32_t)(layer->taps / 2 - 1);
        for (uint32_t t = 0; t < (uint32_t)layer->taps; t++) {
            float weight = (float)layer->gain * rows->amount * spline ((float)(place - (first + t)) * layer->squeeze);
            rows->parts[rows->n_parts++] = (RfLatticePart){find_row (rows, layer, first + t), weight};
        }
    }
}

void
rf_grain_rows_read (const RfGrainRows *rows, int first, int n, float noise[3][RF_PIECE], const float *channels[3])
{
    for (int c = 0; c < 3; c++)
        channels[c] = noise[c % rows->columns.channels];
    for (int c = 0; c < rows->columns.channels; c++)
        rows->level->add (rows->parts, rows->n_parts, first + c * rows->columns.pitch, n, noise[c]);
}
