/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The noise of a row. Along x each row of the lattice is worked out once, at every column of the picture, and serves all
 * rows of the picture that it lies under: those only add it up, weighted. What depends on x alone is found once for all.
 *
 * Lengths are multiples of eight, so that compilers turn loops into vector code; without fused operations every machine
 * gets the same bits. */
#include "grain.h"

#include "kernel.h"

#include <math.h>
#include <string.h>

#define LAYERS    2 /* grains of two sizes */
#define LANES     8
#define MAX_CELLS 4  /* lattice cells a pixel; where grain is smaller, larger cells of the same power stand for it */
#define MAX_TAPS  10 /* lattice cells under the spline, each way; 4 at least */
#define FEW       (4 * LAYERS)
#define ALWAYS    __attribute__ ((always_inline)) /* so that each level of processors has its own copy */

/* Clumps and specks: noise of one size looks woven. Cells in widths of a grain, shares of deviation. */
static const struct {
    double cell, share;
} kinds[LAYERS] = {{0.9, 0.8}, {0.417, 0.6}};

/* Deviation of the lattice's numbers, which are sums of two 16-bit ones; and of the spline's sum of numbers of deviation 1. */
static const double lattice_deviation = 26754.56, spline_deviation = 151.0 / 315;

/* Added to places in the lattice: no pixel of any frame lies left of it or above. */
static const double origin = 1 << 23;

typedef float Float4 __attribute__ ((vector_size (16), aligned (4), may_alias));
typedef float Float8 __attribute__ ((vector_size (32), aligned (4), may_alias));

/* How the lattice of one layer lies under a frame, and under columns of it. */
typedef struct {
    double cells;       /* a pixel */
    double reach, gain; /* of the spline, in cells; what makes the layer's deviation what it is */
    float squeeze;      /* of the spline, which is wider where pixels are */
    int taps, width;    /* cells under the spline; the same rounded up to a multiple of four */
    uint32_t seed;

    uint32_t first;          /* cell of the lattice under the columns, of `n_cells` */
    int n_cells;             /* a multiple of LANES */
    int32_t *cell;           /* the first under the spline of each column, counted from there */
    float *weight;           /* [column][width] */
    float *rows;             /* [row % taps][channel][pitch] */
    uint32_t kept[MAX_TAPS]; /* which row that is; 0: none yet */
} Layer;

/* A row of a lattice, and its weight in a row of the picture. */
typedef struct {
    const float *row;
    float weight;
} Part;

struct RfGrainRows {
    struct {
        double size;
        float colour;
        uint32_t seed;
        int height, x, n; /* of the frame; of the columns, from the frame's left on */
    } key;
    int channels, columns; /* 1 or 3; n rounded up to a multiple of LANES */
    int pitch; /* of rows: a little more, or those of a width that is a power of 2 would share a few lines of the cache */
    float *memory, *cells; /* all that lies in it; numbers of a lattice's row: [channel][cell] */
    gsize size;
    Layer layers[LAYERS];
    Part parts[LAYERS * MAX_TAPS];
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

/* A bijection of 32 bits without visible pattern ("lowbias32", C. Wellons). */
static inline ALWAYS uint32_t
mix (uint32_t x)
{
    x = (x ^ x >> 16) * 0x7feb352du;
    x = (x ^ x >> 15) * 0x846ca68bu;
    return x ^ x >> 16;
}

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
lay_lattice (Layer *layer, const RfGrain *grain, int kind, int height)
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
    layer->seed = grain->seed + (uint32_t)kind * 0x632be5abu;
}

/* A number of the lattice: two 16-bit ones added. */
static inline ALWAYS float
number_of (uint32_t hash)
{
    return (float)((int32_t)(hash & 0xffff) + (int32_t)(hash >> 16) - 0xffff);
}

static inline ALWAYS void
fill_cells (const Layer *layer, uint32_t hash, float *cells)
{
    for (int from = 0; from < layer->n_cells; from += LANES)
        for (int i = 0; i < LANES; i++)
            cells[from + i] = number_of (mix ((layer->first + (uint32_t)(from + i)) ^ hash));
}

/* The same for three channels that share a part of their grain. */
static inline ALWAYS void
fill_cells_of_colour (const Layer *layer, uint32_t hash, float colour, float *red, float *green, float *blue)
{
    float own = colour * 90.51f, /* numbers of 10 bits, made as wide as the others */
        common = sqrtf (1 - colour * colour);

    for (int from = 0; from < layer->n_cells; from += LANES)
        for (int i = from; i < from + LANES; i++) {
            uint32_t one = mix ((layer->first + (uint32_t)i) ^ hash), more = mix (one ^ 0x5851f42du);
            float shared = common * number_of (one);
            red[i] = shared + own * ((float)(int32_t)(more & 1023) - 511.5f);
            green[i] = shared + own * ((float)(int32_t)(more >> 10 & 1023) - 511.5f);
            blue[i] = shared + own * ((float)(int32_t)(more >> 20 & 1023) - 511.5f);
        }
}

/* What the spline sees of a row's cells from each column. `width` is the layer's, as a constant where it is drawn in. */
static inline ALWAYS void
look_through (const Layer *layer, const float *cells, float *row, int columns, int width)
{
    const int32_t *cell = layer->cell;
    const float *weight = layer->weight;

    for (int x = 0; x < columns; x += 4, cell += 4) {
        Float4 sums[4];
#pragma GCC unroll 4
        for (int i = 0; i < 4; i++, weight += width) {
            const float *under = cells + cell[i];
            sums[i] = *(const Float4 *)under * *(const Float4 *)weight;
            for (int t = 4; t < width; t += 4)
                sums[i] += *(const Float4 *)(under + t) * *(const Float4 *)(weight + t);
        }
        /* Four numbers of each, added up. */
        Float4 a = __builtin_shufflevector (sums[0], sums[1], 0, 4, 1, 5) +
                   __builtin_shufflevector (sums[0], sums[1], 2, 6, 3, 7);
        Float4 b = __builtin_shufflevector (sums[2], sums[3], 0, 4, 1, 5) +
                   __builtin_shufflevector (sums[2], sums[3], 2, 6, 3, 7);
        *(Float4 *)(row + x) = __builtin_shufflevector (a, b, 0, 1, 4, 5) + __builtin_shufflevector (a, b, 2, 3, 6, 7);
    }
}

static inline ALWAYS void
fill_row (const RfGrainRows *rows, const Layer *layer, uint32_t number, float *row)
{
    uint32_t hash = mix (number * 0x9e3779b1u + layer->seed);
    float *cells = rows->cells;

    if (rows->channels == 1)
        fill_cells (layer, hash, cells);
    else
        fill_cells_of_colour (layer, hash, rows->key.colour, cells, cells + layer->n_cells, cells + 2 * layer->n_cells);
    for (int c = 0; c < rows->channels; c++, cells += layer->n_cells, row += rows->pitch)
        if (layer->width == 4)
            look_through (layer, cells, row, rows->columns, 4);
        else
            look_through (layer, cells, row, rows->columns, layer->width);
}

/* n numbers of a row of the picture. Of few parts, which most pictures have, all stay in registers. */
static inline ALWAYS void
add_parts (const Part *parts, int n_parts, int first, int n, float *noise)
{
    const float *row[FEW];
    Float8 weight[FEW];

#pragma GCC unroll 8
    for (int p = 0; p < FEW; p++) {
        row[p] = parts[p].row + first;
        weight[p] = parts[p].weight - (Float8){0};
    }
    for (int x = 0; x < n; x += LANES) {
        Float8 sum = {0};
#pragma GCC unroll 8
        for (int p = 0; p < FEW; p++)
            sum += weight[p] * *(const Float8 *)(row[p] + x);
        for (int p = FEW; p < n_parts; p++)
            sum += parts[p].weight * *(const Float8 *)(parts[p].row + first + x);
        *(Float8 *)(noise + x) = sum;
    }
}

/* ---- For each level of processors ---- */

typedef struct {
    void (*fill_row) (const RfGrainRows *rows, const Layer *layer, uint32_t number, float *row);
    void (*add_parts) (const Part *parts, int n_parts, int first, int n, float *noise);
} Level;

static void
fill_row_base (const RfGrainRows *rows, const Layer *layer, uint32_t number, float *row)
{
    fill_row (rows, layer, number, row);
}

static void
add_parts_base (const Part *parts, int n_parts, int first, int n, float *noise)
{
    add_parts (parts, n_parts, first, n, noise);
}

#ifdef __x86_64__
__attribute__ ((target ("avx2"))) static void
fill_row_avx2 (const RfGrainRows *rows, const Layer *layer, uint32_t number, float *row)
{
    fill_row (rows, layer, number, row);
}

__attribute__ ((target ("avx2"))) static void
add_parts_avx2 (const Part *parts, int n_parts, int first, int n, float *noise)
{
    add_parts (parts, n_parts, first, n, noise);
}
#endif

static const Level *
choose_level (void)
{
    static const Level base = {fill_row_base, add_parts_base};
    static gsize chosen;

    if (g_once_init_enter (&chosen)) {
        const Level *level = &base;
#ifdef __x86_64__
        static const Level avx2 = {fill_row_avx2, add_parts_avx2};
        if (strcmp (rf_cpu_level_choose ()->name, "avx2") == 0)
            level = &avx2;
#endif
        g_once_init_leave (&chosen, (gsize)level);
    }
    return (const Level *)chosen;
}

/* ---- Columns ---- */

/* Where the columns lie in the lattice. Those after the last one repeat it. */
static void
place_columns (Layer *layer, int x, int n, int columns)
{
    int before = layer->taps / 2 - 1;
    double start = (x + 0.5) * layer->cells + origin;

    layer->first = (uint32_t)start - (uint32_t)before;
    for (int i = 0; i < columns; i++) {
        double at = (x + MIN (i, n - 1) + 0.5) * layer->cells + origin;
        uint32_t cell = (uint32_t)at - (uint32_t)before;
        float way = (float)(at - cell);
        layer->cell[i] = (int32_t)(cell - layer->first);
        for (int t = 0; t < layer->width; t++)
            layer->weight[(size_t)i * (size_t)layer->width + (size_t)t] = spline ((way - (float)t) * layer->squeeze);
    }
    memset (layer->kept, 0, sizeof layer->kept);
}

static void
share_memory (RfGrainRows *rows)
{
    gsize columns = (gsize)rows->columns, channels = (gsize)rows->channels, pitch = (gsize)rows->pitch, cells = 0,
          size = 0;

    for (int l = 0; l < LAYERS; l++) {
        Layer *layer = &rows->layers[l];
        layer->n_cells = ((int)ceil (rows->columns * layer->cells) + 1 + layer->width + LANES) & ~(LANES - 1);
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
    for (int l = 0; l < LAYERS; l++) {
        Layer *layer = &rows->layers[l];
        layer->cell = (int32_t *)next;
        layer->weight = next + columns;
        layer->rows = layer->weight + columns * (gsize)layer->width;
        next = layer->rows + pitch * channels * (gsize)layer->taps;
    }
    rows->cells = next;
}

RfGrainRows *
rf_grain_rows (const RfGrain *grain, const RfFrame *frame, int x, int n)
{
    RfGrainRows *rows = g_private_get (&of_thread);
    int from = x - frame->x;

    if (!rows) {
        rows = g_new0 (RfGrainRows, 1);
        g_private_set (&of_thread, rows);
    }
    rows->amount = grain->amount;
    if (rows->key.size == grain->size && rows->key.colour == grain->colour && rows->key.seed == grain->seed &&
        rows->key.height == frame->height && rows->key.x == from && rows->key.n == n)
        return rows;
    rows->key = (__typeof__ (rows->key)){grain->size, grain->colour, grain->seed, frame->height, from, n};
    rows->channels = grain->colour > 0 ? 3 : 1;
    rows->columns = (n + LANES - 1) & ~(LANES - 1);
    rows->pitch = rows->columns + 2 * LANES;
    for (int l = 0; l < LAYERS; l++)
        lay_lattice (&rows->layers[l], grain, l, frame->height);
    share_memory (rows);
    for (int l = 0; l < LAYERS; l++)
        place_columns (&rows->layers[l], from, n, rows->columns);
    return rows;
}

/* ---- Rows ---- */

/* The row of the lattice, worked out unless it is there already. */
static const float *
find_row (RfGrainRows *rows, Layer *layer, uint32_t number)
{
    int slot = (int)(number % (uint32_t)layer->taps);
    float *row = layer->rows + (size_t)slot * (size_t)(rows->channels * rows->pitch);

    if (layer->kept[slot] != number) {
        choose_level ()->fill_row (rows, layer, number, row);
        layer->kept[slot] = number;
    }
    return row;
}

void
rf_grain_rows_turn (RfGrainRows *rows, const RfFrame *frame, int y)
{
    rows->n_parts = 0;
    for (int l = 0; l < LAYERS; l++) {
        Layer *layer = &rows->layers[l];
        double place = (y + 0.5 - frame->y) * layer->cells + origin;
        uint32_t first = (uint32_t)place - (uint32_t)(layer->taps / 2 - 1);
        for (uint32_t t = 0; t < (uint32_t)layer->taps; t++) {
            float weight = (float)layer->gain * rows->amount * spline ((float)(place - (first + t)) * layer->squeeze);
            rows->parts[rows->n_parts++] = (Part){find_row (rows, layer, first + t), weight};
        }
    }
}

void
rf_grain_rows_read (const RfGrainRows *rows, int first, int n, float noise[3][RF_PIECE], const float *channels[3])
{
    for (int c = 0; c < 3; c++)
        channels[c] = noise[c % rows->channels];
    for (int c = 0; c < rows->channels; c++)
        choose_level ()->add_parts (rows->parts, rows->n_parts, first + c * rows->pitch, n, noise[c]);
}
