/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * A row of pixels first sums the rows of the lattice round it into columns, then the columns into points, a few in each
 * cell; pixels lie on straight lines between points. That is a few hashes a cell. What depends on x alone is found once for
 * all rows. Loops have fixed lengths where they can, so that compilers turn them into vector code; without fused operations
 * every machine gets the same bits. */
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

/* All that a frame's height says. */
static void
lay_lattice (Lattice *lattice, const RfGrain *grain, int layer, const RfFrame *frame)
{
    double cells = 1 / (layers[layer].cell * grain->size * MAX (frame->height, 1)), share = layers[layer].share;

    while (cells > MAX_CELLS) {
        cells /= 2;
        share /= 2;
    }
    double width = sqrt (1 + cells * cells / 4); /* the spline's variance and a pixel's, which is a box, added */
    double reach = 2 * width;

    lattice->cells = cells;
    lattice->reach = reach;
    lattice->gain = share / (lattice_deviation * spline_deviation * width * width);
    lattice->squeeze = (float)(1 / width);
    lattice->before = (int)reach;
    lattice->taps = lattice->before + 1 + (int)(reach + (PHASES - 1.0) / PHASES);
    for (int p = 0; p < PHASES; p++)
        for (int t = 0; t < lattice->taps; t++)
            lattice->point[p][t] = spline (((float)p / PHASES - (float)(t - lattice->before)) * lattice->squeeze);
}

/* The rows of the lattice under a row of the frame. */
static void
find_rows (Lattice *lattice, const RfGrain *grain, int layer, const RfFrame *frame, int y)
{
    uint32_t seed = grain->seed + (uint32_t)layer * 0x632be5abu;
    double place = (y + 0.5 - frame->y) * lattice->cells + origin;
    uint32_t first = (uint32_t)(place - lattice->reach) + 1;

    lattice->rows = (int)(place + lattice->reach - first) + 1;
    for (int t = 0; t < lattice->rows; t++) {
        uint32_t row = first + (uint32_t)t;
        lattice->weight[t] = (float)lattice->gain * spline ((float)(place - row) * lattice->squeeze);
        lattice->hash[t] = mix (row * 0x9e3779b1u + seed);
    }
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

/* The n cells from columns[before] on, at least: the points in each, side by side. */
static inline ALWAYS void
sum_points (const Lattice *lattice, int n, const float *columns, float *points)
{
    for (int from = 0; from < n; from += LANES) {
        float sum[PHASES][LANES];
        for (int p = 0; p < PHASES; p++) {
            float one[LANES] = {0};
            for (int t = 0; t < lattice->taps; t++)
                for (int i = 0; i < LANES; i++)
                    one[i] += lattice->point[p][t] * columns[from + i + t];
            memcpy (sum[p], one, sizeof one);
        }
        for (int i = 0; i < LANES; i++) {
            Float4 cell = {sum[0][i], sum[1][i], sum[2][i], sum[3][i]}; /* one store */
            memcpy (points + (from + i) * PHASES, &cell, sizeof cell);
        }
    }
}

/* The points left and right of a pixel are neighbours: both come with one load. */
static inline ALWAYS void
add_layer (const RfGrainPlaces *places, int from, const float *points, float *noise)
{
    const int32_t *left = places->left + from, base = left[0] & ~(PHASES - 1);
    float pairs[2 * BLOCK];

    for (int i = 0; i < BLOCK; i++)
        memcpy (pairs + 2 * i, points + (left[i] - base), 2 * sizeof *pairs);
    for (int i = 0; i < BLOCK; i += 4) {
        Float4 a, b, way, sum;
        memcpy (&a, pairs + 2 * i, sizeof a);
        memcpy (&b, pairs + 2 * i + 4, sizeof b);
        memcpy (&way, places->way + from + i, sizeof way);
        memcpy (&sum, noise + i, sizeof sum);
        Float4 before = __builtin_shufflevector (a, b, 0, 2, 4, 6), after = __builtin_shufflevector (a, b, 1, 3, 5, 7);
        sum += before + way * (after - before);
        memcpy (noise + i, &sum, sizeof sum);
    }
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
add_layers (const RfGrainStrip *strip, int from, int count, float channel[3][BLOCK])
{
    const RfGrain *grain = strip->grain;

    for (int l = 0; l < RF_GRAIN_LAYERS; l++) {
        const Lattice *lattice = &strip->lattices[l];
        const RfGrainPlaces *places = &strip->places[l];
        float columns[3][COLUMNS], points[PHASES * CELLS];
        int32_t first = places->left[from] / PHASES, last = (places->left[from + count - 1] + 1) / PHASES;
        int cells = last - first + 1;
        uint32_t column = places->cell + (uint32_t)(first - lattice->before);

        if (grain->colour == 0)
            sum_columns (lattice, column, cells + LANES + lattice->taps, columns[0]);
        else
            sum_columns_of_colour (lattice, column, cells + LANES + lattice->taps, grain->colour, columns);
        for (int c = 0; c < (grain->colour == 0 ? 1 : 3); c++) {
            sum_points (lattice, cells, columns[c], points);
            add_layer (places, from, points, channel[c]);
        }
    }
}

static inline ALWAYS void
add_to_row (const RfGrainStrip *strip, float *pixels)
{
    const RfGrain *grain = strip->grain;
    const Float4 rgb = {1, 1, 1, 0};

    for (int done = 0; done < strip->n; done += BLOCK) {
        float channel[3][BLOCK] = {{0}}, noise[4 * BLOCK];
        int count = strip->n - done < BLOCK ? strip->n - done : BLOCK;

        add_layers (strip, done, count, channel);
        const float *red = channel[0], *green = channel[1], *blue = channel[2];
        for (int i = 0; i < BLOCK; i++) {
            /* Alpha has none. One store each. */
            Float4 pixel = grain->colour == 0 ? red[i] * rgb : (Float4){red[i], green[i], blue[i], 0};
            memcpy (noise + 4 * i, &pixel, sizeof pixel);
        }
        add_grain (grain, noise, pixels + 4 * done, count);
    }
}

typedef void (*RowFunction) (const RfGrainStrip *strip, float *pixels);

static void
add_to_row_base (const RfGrainStrip *strip, float *pixels)
{
    add_to_row (strip, pixels);
}

#ifdef __x86_64__
__attribute__ ((target ("avx2"))) static void
add_to_row_avx2 (const RfGrainStrip *strip, float *pixels)
{
    add_to_row (strip, pixels);
}
#endif

static RowFunction
choose_row_function (void)
{
#ifdef __x86_64__
    if (strcmp (rf_cpu_level_choose ()->name, "avx2") == 0)
        return add_to_row_avx2;
#endif
    return add_to_row_base;
}

/* The pixels after the last one repeat it, up to the end of its block. */
static void
find_places (RfGrainPlaces *places, const Lattice *lattice, double x, int n)
{
    double step = lattice->cells * PHASES, start = x * step + origin * PHASES;

    places->cell = (uint32_t)start / PHASES;
    for (int i = 0; i < (n + BLOCK - 1) / BLOCK * BLOCK; i++) {
        double at = (x + (i < n ? i : n - 1)) * step + origin * PHASES;
        int32_t point = (int32_t)at;
        places->left[i] = point - (int32_t)(places->cell * PHASES);
        places->way[i] = (float)(at - point);
    }
}

void
rf_grain_strip_init (RfGrainStrip *strip, const RfGrain *grain, const RfFrame *frame, int x, int n)
{
    strip->grain = grain;
    strip->frame = frame;
    strip->n = n;
    for (int l = 0; l < RF_GRAIN_LAYERS; l++) {
        lay_lattice (&strip->lattices[l], grain, l, frame);
        find_places (&strip->places[l], &strip->lattices[l], x + 0.5 - frame->x, n);
    }
}

void
rf_grain_strip_add (RfGrainStrip *strip, int y, float *pixels)
{
    static gsize chosen;

    if (g_once_init_enter (&chosen))
        g_once_init_leave (&chosen, (gsize)choose_row_function ());
    for (int l = 0; l < RF_GRAIN_LAYERS; l++)
        find_rows (&strip->lattices[l], strip->grain, l, strip->frame, y);
    ((RowFunction)chosen) (strip, pixels);
}

void
rf_grain_row (const RfGrain *grain, const RfFrame *frame, int x, int y, float *pixels, int n)
{
    RfGrainStrip strip;

    for (int done = 0; grain->size > 0 && done < n; done += RF_PIECE) {
        rf_grain_strip_init (&strip, grain, frame, x + done, MIN (RF_PIECE, n - done));
        rf_grain_strip_add (&strip, y, pixels + 4 * done);
    }
}
