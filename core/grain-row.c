/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * A row of pixels first sums the rows of the lattice round it into columns, then the columns into points, a few in each
 * cell; pixels lie on straight lines between points. That is a few hashes a cell. Loops have fixed lengths where they can, so that compilers turn them into vector code;
 * without fused operations every machine gets the same bits. */
#include "grain.h"

#include "kernel.h"

#include <math.h>
#include <string.h>

#define BLOCK     128
#define LANES     8
#define PHASES    RF_GRAIN_PHASES
#define MAX_CELLS 4 /* lattice cells a pixel; where grain is smaller, larger cells of the same power stand for it */
#define MAX_TAPS  RF_GRAIN_MAX_TAPS
#define CELLS     (BLOCK * MAX_CELLS + 2 + LANES)
#define COLUMNS   (CELLS + MAX_TAPS + LANES)
#define ALWAYS    __attribute__ ((always_inline)) /* so that each of the functions at the end has its own copy */

/* Grains of two sizes, clumps and specks: noise of one size looks woven. Cells in widths of a grain, shares of deviation. */
static const struct {
    double cell, share;
} layers[RF_GRAIN_LAYERS] = {{0.9, 0.8}, {0.417, 0.6}};

/* Deviation of the lattice's numbers, which are sums of two 16-bit ones; and of the spline's sum of numbers of deviation 1. */
static const double lattice_deviation = 26754.56, spline_deviation = 151.0 / 315;

/* Added to places in the lattice: no pixel of any frame lies left of it or above. */
static const double origin = 1 << 23;

/* A bijection of 32 bits without visible pattern ("lowbias32", C. Wellons). */
static inline ALWAYS uint32_t
mix (uint32_t x)
{
    x = (x ^ x >> 16) * 0x7feb352du;
    x = (x ^ x >> 15) * 0x846ca68bu;
    return x ^ x >> 16;
}

/* The cubic B-spline. */
static inline ALWAYS float
spline (float x)
{
    float distance = fabsf (x), wide = 2 - distance, narrow = 1 - distance;

    wide = wide > 0 ? wide : 0;
    narrow = narrow > 0 ? narrow : 0;
    return (wide * wide * wide - 4 * narrow * narrow * narrow) / 6;
}

typedef RfGrainLattice Lattice;

typedef float Float4 __attribute__ ((vector_size (16)));

static void
lay_lattice (Lattice *lattice, const RfGrain *grain, int layer, const RfFrame *frame, int y)
{
    double cells = 1 / (layers[layer].cell * grain->size * MAX (frame->height, 1)), share = layers[layer].share;
    uint32_t seed = grain->seed + (uint32_t)layer * 0x632be5abu;

    while (cells > MAX_CELLS) {
        cells /= 2;
        share /= 2;
    }
    double width = sqrt (1 + cells * cells / 4); /* the spline's variance and a pixel's, which is a box, added */
    double reach = 2 * width, gain = share / (lattice_deviation * spline_deviation * width * width);
    float squeeze = (float)(1 / width);

    lattice->cells = cells;
    double place = (y + 0.5 - frame->y) * cells + origin;
    uint32_t first = (uint32_t)(place - reach) + 1;
    lattice->rows = (int)(place + reach - first) + 1;
    for (int t = 0; t < lattice->rows; t++) {
        uint32_t row = first + (uint32_t)t;
        lattice->weight[t] = (float)gain * spline ((float)(place - row) * squeeze);
        lattice->hash[t] = mix (row * 0x9e3779b1u + seed);
    }

    lattice->before = (int)reach;
    lattice->taps = lattice->before + 1 + (int)(reach + (PHASES - 1.0) / PHASES);
    for (int p = 0; p < PHASES; p++)
        for (int t = 0; t < lattice->taps; t++)
            lattice->point[p][t] = spline (((float)p / PHASES - (float)(t - lattice->before)) * squeeze);
}

/* A number of the lattice: two 16-bit ones added. */
static inline ALWAYS float
number_of (uint32_t hash)
{
    return (float)((int32_t)(hash & 0xffff) + (int32_t)(hash >> 16) - 0xffff);
}

/* The n columns from `first` on, at least. */
static inline ALWAYS void
sum_columns (const Lattice *lattice, uint32_t first, int n, float *columns)
{
    for (int from = 0; from < n; from += LANES) {
        float sum[LANES] = {0};
        for (int t = 0; t < lattice->rows; t++)
            for (int i = 0; i < LANES; i++)
                sum[i] += lattice->weight[t] * number_of (mix ((first + (uint32_t)(from + i)) ^ lattice->hash[t]));
        memcpy (columns + from, sum, sizeof sum);
    }
}

/* The same for three channels that share a part of their grain. */
static inline ALWAYS void
sum_columns_of_colour (const Lattice *lattice, uint32_t first, int n, float colour, float columns[3][COLUMNS])
{
    float own = colour * 90.51f,
          common = sqrtf (1 - colour * colour); /* numbers of 10 bits, made as wide as the others */

    for (int from = 0; from < n; from += LANES) {
        float red[LANES] = {0}, green[LANES] = {0}, blue[LANES] = {0};
        for (int t = 0; t < lattice->rows; t++)
            for (int i = 0; i < LANES; i++) {
                uint32_t hash = mix ((first + (uint32_t)(from + i)) ^ lattice->hash[t]),
                         more = mix (hash ^ 0x5851f42du);
                float shared = common * number_of (hash);
                red[i] += lattice->weight[t] * (shared + own * ((float)(int32_t)(more & 1023) - 511.5f));
                green[i] += lattice->weight[t] * (shared + own * ((float)(int32_t)(more >> 10 & 1023) - 511.5f));
                blue[i] += lattice->weight[t] * (shared + own * ((float)(int32_t)(more >> 20 & 1023) - 511.5f));
            }
        memcpy (columns[0] + from, red, sizeof red);
        memcpy (columns[1] + from, green, sizeof green);
        memcpy (columns[2] + from, blue, sizeof blue);
    }
}

/* The n cells from columns[before] on, at least: the points in each. */
static inline ALWAYS void
sum_points (const Lattice *lattice, int n, const float *columns, float points[PHASES][CELLS])
{
    for (int p = 0; p < PHASES; p++)
        for (int from = 0; from < n; from += LANES) {
            float sum[LANES] = {0};
            for (int t = 0; t < lattice->taps; t++)
                for (int i = 0; i < LANES; i++)
                    sum[i] += lattice->point[p][t] * columns[from + i + t];
            memcpy (&points[p][from], sum, sizeof sum);
        }
}

/* Where the pixels of a block lie among the points. */
typedef struct {
    int32_t left[BLOCK], right[BLOCK]; /* as indices of all points, phase by phase */
    float way[BLOCK];                  /* from left to right */
} Places;

static inline ALWAYS void
add_layer (const Places *places, const float *points, float *noise)
{
    float left[BLOCK], right[BLOCK];

    for (int i = 0; i < BLOCK; i++) {
        left[i] = points[places->left[i]];
        right[i] = points[places->right[i]];
    }
    for (int i = 0; i < BLOCK; i++)
        noise[i] += left[i] + places->way[i] * (right[i] - left[i]);
}

/* The cell of the first pixel, from which places count. The pixels after `count` repeat the last one. */
static inline ALWAYS uint32_t
find_places (const Lattice *lattice, double x, int count, Places *places)
{
    double step = lattice->cells * PHASES;
    int32_t first = (int32_t)(x * lattice->cells + origin);
    int32_t point[BLOCK];

    for (int i = 0; i < BLOCK; i++) {
        double at = (x + (i < count ? i : count - 1)) * step + origin * PHASES;
        point[i] = (int32_t)at;
        places->way[i] = (float)(at - point[i]);
    }
    for (int i = 0; i < BLOCK; i++) {
        int32_t left = point[i] - first * PHASES, right = left + 1;
        places->left[i] = left % PHASES * CELLS + left / PHASES;
        places->right[i] = right % PHASES * CELLS + right / PHASES;
    }
    return (uint32_t)first;
}

/* `noise` for every number of the pixels: 0 leaves one as it is. Sums of magnitudes stand for the comparisons that would
 * keep compilers from vector code. */
static inline ALWAYS void
add_grain (const RfGrain *grain, const float *noise, float *pixels, int n)
{
    gboolean linear = grain->encoding == RF_ENCODING_LINEAR;
    const float *d = grain->deviation;
    float before[4 * BLOCK], level[4 * BLOCK], change[4 * BLOCK];

    memcpy (before, pixels, (size_t)n * 4 * sizeof *pixels);
    memset (before + 4 * n, 0, (size_t)(BLOCK - n) * 4 * sizeof *pixels);
    for (int i = 0; i < 4 * BLOCK; i++)
        level[i] = before[i] > 0 ? before[i] : 0; /* also for NaN */
    for (int i = 0; i < 4 * BLOCK; i++)
        level[i] = level[i] < 1 ? level[i] : 1;
    if (linear)
        for (int i = 0; i < 4 * BLOCK; i++)
            level[i] = sqrtf (level[i]);
    for (int i = 0; i < 4 * BLOCK; i++) {
        float v = level[i];
        float deviation = d[0] + v * (d[1] + v * (d[2] + v * (d[3] + v * (d[4] + v * (d[5] + v * d[6])))));
        float share = 0.5f * (deviation + fabsf (deviation)) * noise[i]; /* above 0 */
        share = 0.5f * (fabsf (share + 1) - fabsf (share - 1)); /* within -1 ... 1, so that the sum is within 0 ... 1 */
        change[i] = v * (1 - v) * share;
    }
    if (linear)
        for (int i = 0; i < 4 * BLOCK; i++)
            change[i] *= 2 * level[i] + change[i]; /* of the root's square */
    for (int i = 0; i < 4 * BLOCK; i++)
        before[i] += change[i];
    memcpy (pixels, before, (size_t)n * 4 * sizeof *pixels);
}

static inline ALWAYS void
add_layers (const RfGrain *grain, const Lattice *lattices, double x, int count, float channel[3][BLOCK])
{
    for (int l = 0; l < RF_GRAIN_LAYERS; l++) {
        const Lattice *lattice = &lattices[l];
        float columns[3][COLUMNS], points[PHASES][CELLS];
        Places places;
        uint32_t first = find_places (lattice, x, count, &places);
        int cells = places.right[count - 1] % CELLS + 1; /* the right point of the last may lie in a cell of its own */
        first -= (uint32_t)lattice->before;
        if (grain->colour == 0)
            sum_columns (lattice, first, cells + LANES + lattice->taps, columns[0]);
        else
            sum_columns_of_colour (lattice, first, cells + LANES + lattice->taps, grain->colour, columns);
        for (int c = 0; c < (grain->colour == 0 ? 1 : 3); c++) {
            sum_points (lattice, cells, columns[c], points);
            add_layer (&places, points[0], channel[c]);
        }
    }
}

static inline ALWAYS void
grain_row (const RfGrainRow *row, int x, float *pixels, int n)
{
    const RfGrain *grain = row->grain;

    for (int done = 0; done < n; done += BLOCK) {
        float channel[3][BLOCK] = {{0}}, noise[4 * BLOCK];
        int count = n - done < BLOCK ? n - done : BLOCK;

        add_layers (grain, row->lattices, x + 0.5 + done - row->frame_x, count, channel);
        const float *red = channel[0], *green = channel[grain->colour == 0 ? 0 : 1],
                    *blue = channel[grain->colour == 0 ? 0 : 2];
        for (int i = 0; i < BLOCK; i++) {
            Float4 pixel = {red[i], green[i], blue[i], 0 /* alpha */}; /* one store */
            memcpy (noise + 4 * i, &pixel, sizeof pixel);
        }
        add_grain (grain, noise, pixels + 4 * done, count);
    }
}

typedef void (*RowFunction) (const RfGrainRow *row, int x, float *pixels, int n);

static void
grain_row_base (const RfGrainRow *row, int x, float *pixels, int n)
{
    grain_row (row, x, pixels, n);
}

#ifdef __x86_64__
__attribute__ ((target ("avx2"))) static void
grain_row_avx2 (const RfGrainRow *row, int x, float *pixels, int n)
{
    grain_row (row, x, pixels, n);
}
#endif

static RowFunction
choose_row_function (void)
{
#ifdef __x86_64__
    if (strcmp (rf_cpu_level_choose ()->name, "avx2") == 0)
        return grain_row_avx2;
#endif
    return grain_row_base;
}

void
rf_grain_row_init (RfGrainRow *row, const RfGrain *grain, const RfFrame *frame, int y)
{
    row->grain = grain;
    row->frame_x = frame->x;
    for (int l = 0; l < RF_GRAIN_LAYERS; l++)
        lay_lattice (&row->lattices[l], grain, l, frame, y);
}

void
rf_grain_row_add (const RfGrainRow *row, int x, float *pixels, int n)
{
    static gsize chosen;

    if (g_once_init_enter (&chosen))
        g_once_init_leave (&chosen, (gsize)choose_row_function ());
    ((RowFunction)chosen) (row, x, pixels, n);
}

void
rf_grain_row (const RfGrain *grain, const RfFrame *frame, int x, int y, float *pixels, int n)
{
    RfGrainRow row;

    if (grain->size == 0)
        return;
    rf_grain_row_init (&row, grain, frame, y);
    rf_grain_row_add (&row, x, pixels, n);
}
