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

/* Deviation of the lattice's numbers, which are the mean of two 16-bit ones; and of the spline's sum of numbers of deviation 1. */
static const double lattice_deviation = 13377.28, spline_deviation = 151.0 / 315;

/* What a row of the lattice loses on its way into 16 bits. */
#define ROW_LOSS 2

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
    int32_t *memory; /* all that lies in it */
    gsize size;
    RfLattice layers[RF_LATTICE_LAYERS];
    RfLatticePart parts[RF_LATTICE_LAYERS * RF_LATTICE_TAPS / 2];
    int n_parts;
    float scale; /* what sums of the parts become noise by */
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

/* The weight of what lies so far away: those of all cells are 1 in sum. */
static inline int
weight_at (const RfLattice *layer, float distance)
{
    return (int)(RF_LATTICE_ONE * spline (distance / layer->spread) / layer->spread + 0.5f);
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
    double spread = sqrt (1 + cells * cells / 4); /* the spline's variance and a pixel's, which is a box, added */

    layer->cells = cells;
    layer->share = (float)share;
    layer->spread = (float)spread;
    layer->taps = 2 * (int)ceil (2 * spread - 0.1); /* what lies further out weighs a thousandth */
    layer->width = (layer->taps + 7) & ~7;
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
        for (int t = 0; t < layer->width && !layer->narrow; t++)
            layer->weight[i * layer->width + t] = (int16_t)weight_at (layer, way - (float)t);
        for (int t = 0; t < layer->taps && layer->narrow; t += 2)
            layer->pair_weights[t / 2 * columns + i] =
                rf_lattice_pair (weight_at (layer, way - (float)t), weight_at (layer, way - (float)(t + 1)));
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
        size += columns * (1 + (gsize)layer->width / 2) + pitch * channels * (gsize)layer->taps;
    }
    size += cells + channels * cells / 2;
    if (size > rows->size) {
        g_free (rows->memory);
        rows->memory = g_new0 (int32_t, size); /* a first row moves down what was there before */
        rows->size = size;
    }
    int32_t *next = rows->memory;
    for (int l = 0; l < RF_LATTICE_LAYERS; l++) {
        RfLattice *layer = &rows->layers[l];
        layer->cell = next;
        layer->pair_weights = layer->narrow ? next + columns : NULL;
        layer->weight = layer->narrow ? NULL : (int16_t *)(next + columns);
        layer->rows = next + columns * (1 + (gsize)layer->width / 2);
        next = layer->rows + pitch * channels * (gsize)layer->taps;
    }
    rows->columns.pairs = next;
    rows->columns.cells = (int16_t *)(next + cells);
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
    rows->columns.channels = grain->colour > 0 ? 3 : 1;
    double deviation = lattice_deviation * spline_deviation * RF_LATTICE_ONE / ROW_LOSS *
                       (rows->columns.channels == 1 ? 1 : RF_LATTICE_ROOM);
    rows->scale = (float)(grain->amount / deviation);
    if (rows->key.size == grain->size && rows->key.colour == grain->colour && rows->key.seed == grain->seed &&
        rows->key.height == frame->height && rows->key.x == from && rows->key.n == n)
        return rows;
    rows->key = (__typeof__ (rows->key)){grain->size, grain->colour, grain->seed, frame->height, from, n};
    rows->columns.colour = grain->colour;
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

/* A row of the lattice with the one before it, worked out unless it is there already. */
static const int32_t *
find_row (RfGrainRows *rows, RfLattice *layer, uint32_t number)
{
    gsize pitch = (gsize)(rows->columns.channels * rows->columns.pitch);
    uint32_t slot = number % (uint32_t)layer->taps, slot_before = (number - 1) % (uint32_t)layer->taps;
    int32_t *row = layer->rows + slot * pitch, *before = layer->rows + slot_before * pitch;

    if (layer->kept[slot] == number)
        return row;
    if (layer->kept[slot_before] != number - 1) {
        before = row;
        rows->level->fill_row (layer, &rows->columns, number - 1, row, row);
    }
    rows->level->fill_row (layer, &rows->columns, number, before, row);
    layer->kept[slot] = number;
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
        int weight[RF_LATTICE_TAPS];
        for (int t = 0; t < layer->taps; t++)
            weight[t] = (int)(layer->share * (float)weight_at (layer, (float)(place - (first + (uint32_t)t))));
        /* In order, those between two parts too, so that each finds the row before it. */
        for (int t = 1; t < layer->taps; t++) {
            const int32_t *row = find_row (rows, layer, first + (uint32_t)t);
            if (t % 2)
                rows->parts[rows->n_parts++] = (RfLatticePart){row, rf_lattice_pair (weight[t - 1], weight[t])};
        }
    }
}

void
rf_grain_rows_read (const RfGrainRows *rows, int first, int n, float noise[3][RF_PIECE], const float *channels[3])
{
    for (int c = 0; c < 3; c++)
        channels[c] = noise[c % rows->columns.channels];
    for (int c = 0; c < rows->columns.channels; c++)
        rows->level->add (rows->parts, rows->n_parts, rows->scale, first + c * rows->columns.pitch, n, noise[c]);
}
