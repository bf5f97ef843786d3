/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Blocks of pixels in two passes: first places and weights, channel by channel, in loops that compilers turn into vector
 * code; then the four corners of each pixel's tetrahedron, one 16-byte load each. One pass would wait for each load.
 *
 * The same source is compiled for the machine's base level and for AVX2; without fused operations both give the same bits. */
#include "kernel.h"

#include <math.h>
#include <string.h>

#define BLOCK 64
#define N     RF_TABLE_SIZE

/* From a corner of the table to its neighbours, in floats. */
enum { RED = 4, GREEN = 4 * N, BLUE = 4 * N * N, OPPOSITE = RED + GREEN + BLUE };

typedef float Float4 __attribute__ ((vector_size (16), aligned (4), may_alias));

/* A block by channel. */
typedef struct {
    float v[3][BLOCK]; /* the pixel inside the table's range, then its place there */
    int32_t lowest[BLOCK], second[BLOCK], third[BLOCK];
    float weight[4][BLOCK];
} Block;

void
rf_falloff_init (RfFalloff *falloff, double corner_ev, const RfSpace *space)
{
    double sum = 0;

    falloff->fall = exp2 (-corner_ev / 2) - 1;
    /* Imaginary primaries may have a luminance below 0. */
    for (int c = 0; c < 3; c++)
        sum += fmax (space->to_xyz[3 + c], 0);
    for (int c = 0; c < 3; c++)
        falloff->luma[c] = (float)(fmax (space->to_xyz[3 + c], 0) / sum);
}

void
rf_excess_fold (float excess[3], float strength, float mono_strength)
{
    float mean = 0;

    for (int c = 0; c < 3; c++) {
        /* The bound keeps infinity from turning into NaN. */
        float e = excess[c] > 65504 ? 65504 : excess[c] < -65504 ? -65504 : excess[c];
        float rolled = e > 0 ? 1 - 1 / (1 + e) : e;
        excess[c] = (1 - strength) * e + strength * rolled; /* the difference of the two would lose the small one */
        mean += excess[c] / 3;
    }
    for (int c = 0; c < 3; c++)
        excess[c] = (1 - mono_strength) * excess[c] + mono_strength * mean;
}

/* log2 (1 + x) to 1e-7, in arithmetic that every machine rounds alike. */
static inline float
log2_plus_one (float x)
{
    union {
        float f;
        int32_t i;
    } bits = {x + 1};
    int32_t exponent = (bits.i - 0x3f3504f3) >> 23; /* mantissa in [sqrt (1/2), sqrt (2)) */
    bits.i -= exponent << 23;
    float s = (bits.f - 1) / (bits.f + 1), s2 = s * s;
    return (float)exponent + 2.885390082f * s * (1 + s2 * (1 / 3.f + s2 * (1 / 5.f + s2 * (1 / 7.f))));
}

static inline Float4
load (const float *from)
{
    return *(const Float4 *)from;
}

static inline void
store (float *to, Float4 v)
{
    *(Float4 *)to = v;
}

/* Light of a number in [0, 1] by the sRGB curve, its root to 5e-7: a minimax polynomial, in pairs so that no step waits long
 * for the one before. */
static inline float
decode (float v)
{
    float t = v - 0.5f, t2 = t * t, t4 = t2 * t2;
    float low = (0.2140411472f + 0.9255818355f * t) + t2 * (1.167397535f + 0.2805883493f * t);
    float middle = (-0.07548487779f + 0.04037561378f * t) + t2 * (-0.04034352816f + 0.06723833997f * t);
    float high = (0.01635214032f - 0.1404683714f * t) + t2 * (-0.1926812181f + 0.4196820272f * t);
    return v <= 0.04045f ? v * (1 / 12.92f) : low + t4 * middle + t4 * t4 * high;
}

/* Sorts the numbers by channel; TRUE if any lies outside the table's range or is none. */
static inline gboolean
split (const RfKernel *kernel, const float *in, Block *block, int n)
{
    float top = kernel->table.shaper == RF_SHAPER_LOG ? INFINITY : 1; /* light is bounded by its place in the table */
    int32_t outside = 0;
    int i = 0;

    for (; i + 4 <= n; i += 4) { /* four by four: compilers do worse on their own */
        const float *from = in + 4 * i;
        Float4 a = load (from), b = load (from + 4), c = load (from + 8), d = load (from + 12);
        Float4 ab = __builtin_shufflevector (a, b, 0, 4, 1, 5), cd = __builtin_shufflevector (c, d, 0, 4, 1, 5);
        store (block->v[0] + i, __builtin_shufflevector (ab, cd, 0, 1, 4, 5));
        store (block->v[1] + i, __builtin_shufflevector (ab, cd, 2, 3, 6, 7));
        ab = __builtin_shufflevector (a, b, 2, 6, 3, 7);
        cd = __builtin_shufflevector (c, d, 2, 6, 3, 7);
        store (block->v[2] + i, __builtin_shufflevector (ab, cd, 0, 1, 4, 5));
    }
    for (; i < n; i++)
        for (int c = 0; c < 3; c++)
            block->v[c][i] = in[4 * i + c];

    for (int c = 0; c < 3; c++)
        for (i = 0; i < n; i++) {
            float v = block->v[c][i];
            float inside = v > 0 ? v : 0; /* also for NaN */
            inside = inside < top ? inside : top;
            block->v[c][i] = inside;
            outside |= v != inside;
        }
    return outside != 0;
}

/* What exposure is divided by, pixel by pixel: in a picture as a neutral camera sees it. */
static inline void
fall_off (const RfKernel *kernel, const RfRow *row, float *loss, int first, int n)
{
    float fall = (float)kernel->falloff.fall, dy2 = (float)row->dy2, scale = (float)row->scale_x;
    float start = (float)(row->x + first + 0.5 - row->centre_x);

    for (int i = 0; i < n; i++) {
        float dx = (start + (float)i) * scale, radius2 = dx * dx + dy2;
        float q = 1 + fall * (radius2 < 1 ? radius2 : 1); /* beyond the corners as in the corners */
        loss[i] = kernel->table.shaper == RF_SHAPER_LOG ? q * q : q * q * q;
    }
}

/* The place of picture light that is not above white. */
static inline float
root (float light)
{
    float at = sqrtf (light);
    return at < 1 ? at : 1; /* a share of light may be rounded up */
}

static inline void
place_picture (gboolean encoded, Block *block, int n)
{
    for (int c = 0; c < 3; c++)
        for (int i = 0; i < n; i++)
            block->v[c][i] = root (encoded ? decode (block->v[c][i]) : block->v[c][i]);
}

/* All channels keep the same part of their light, whatever the primaries: no hue turns. White stays white however much is
 * lost; where light is gained instead, no channel comes to more than white. */
static inline void
place_falling_picture (const RfKernel *kernel, gboolean encoded, const float *loss, Block *block, int n)
{
    float red = kernel->falloff.luma[0], green = kernel->falloff.luma[1];

    for (int i = 0; i < n; i++) {
        float r = block->v[0][i], g = block->v[1][i], b = block->v[2][i];
        if (encoded) {
            r = decode (r);
            g = decode (g);
            b = decode (b);
        }
        float luminance = b + red * (r - b) + green * (g - b);
        float rg = r > g ? r : g, highest = rg > b ? rg : b;
        float white = loss[i] < 1 ? highest : luminance;
        float share = 1 / (white + loss[i] * (1 - white));
        block->v[0][i] = root (r * share);
        block->v[1][i] = root (g * share);
        block->v[2][i] = root (b * share);
    }
}

static inline void
place_scene (const float *loss, Block *block, int n)
{
    for (int c = 0; c < 3; c++)
        for (int i = 0; i < n; i++) {
            float light = loss ? block->v[c][i] / loss[i] : block->v[c][i];
            float at = log2_plus_one (light * (float)(1 / RF_SHAPER_TOE)) * (float)(1 / RF_SHAPER_SPAN);
            block->v[c][i] = at < 1 ? at : 1;
        }
}

/* From numbers to places in the table. Light falls off before the look. */
static inline void
shape (const RfKernel *kernel, const float *loss, Block *block, int n)
{
    gboolean encoded = kernel->table.shaper == RF_SHAPER_DECODED_ROOT;

    if (kernel->table.shaper == RF_SHAPER_LOG)
        place_scene (loss, block, n);
    else if (kernel->table.shaper != RF_SHAPER_NONE && loss)
        place_falling_picture (kernel, encoded, loss, block, n);
    else if (kernel->table.shaper != RF_SHAPER_NONE)
        place_picture (encoded, block, n);
}

/* The tetrahedron of the cell that a colour lies in: from its lowest corner along the axes in falling order of the fractions
 * to its highest. */
static inline void
locate (Block *block, int n)
{
    for (int i = 0; i < n; i++) {
        float r = block->v[0][i] * (N - 1), g = block->v[1][i] * (N - 1), b = block->v[2][i] * (N - 1);
        int32_t ri = (int32_t)r, gi = (int32_t)g, bi = (int32_t)b;
        ri = ri < N - 2 ? ri : N - 2;
        gi = gi < N - 2 ? gi : N - 2;
        bi = bi < N - 2 ? bi : N - 2;
        r -= (float)ri;
        g -= (float)gi;
        b -= (float)bi;

        float rg_high = r > g ? r : g, rg_low = r > g ? g : r;
        float high = rg_high > b ? rg_high : b, low = rg_low < b ? rg_low : b;
        float middle = rg_high < b ? rg_high : rg_low > b ? rg_low : b;
        int32_t first = r == high ? RED : g == high ? GREEN : BLUE;
        int32_t last = b == low ? BLUE : g == low ? GREEN : RED;

        int32_t lowest = ri * RED + gi * GREEN + bi * BLUE;
        block->lowest[i] = lowest;
        block->second[i] = lowest + first;
        block->third[i] = lowest + OPPOSITE - last;
        block->weight[0][i] = 1 - high;
        block->weight[1][i] = high - middle;
        block->weight[2][i] = middle - low;
        block->weight[3][i] = low;
    }
}

/* The developed colour of pixel i; its fourth number means nothing. */
static inline Float4
fetch (const float *cells, const Block *block, int i)
{
    return load (cells + block->lowest[i]) * block->weight[0][i] +
           load (cells + block->second[i]) * block->weight[1][i] +
           load (cells + block->third[i]) * block->weight[2][i] +
           load (cells + block->lowest[i] + OPPOSITE) * block->weight[3][i];
}

/* Brings back what the table does not know of: in a picture what lies outside [0, 1]; of scene light its own share. */
static inline Float4
add_outside (const RfKernel *kernel, Float4 colour, const float *from)
{
    if (kernel->table.shaper == RF_SHAPER_LOG) {
        float keep = 1 - kernel->strength;
        for (int c = 0; c < 3; c++) {
            float v = from[c];
            /* Nothing of an infinite light is left where the look is whole. */
            colour[c] = kernel->strength * colour[c] + (keep > 0 || v != v ? keep * v : 0);
        }
        return colour;
    }

    float excess[3];
    for (int c = 0; c < 3; c++)
        excess[c] = from[c] - (from[c] > 0 ? from[c] < 1 ? from[c] : 1 : 0);
    if (excess[0] != 0 || excess[1] != 0 || excess[2] != 0) {
        rf_excess_fold (excess, kernel->strength, kernel->mono_strength);
        for (int c = 0; c < 3; c++)
            colour[c] += excess[c];
    }
    return colour;
}

static inline void
develop (const RfKernel *kernel, const RfRow *row, const float *in, float *out, int n)
{
    RfShaper shaper = kernel->table.shaper;
    gboolean mixed = shaper == RF_SHAPER_LOG && kernel->strength < 1;
    gboolean falls_off = row && kernel->falloff.fall != 0, root = kernel->table.root;
    float loss[BLOCK];
    Block block;

    for (int first = 0; first < n; first += BLOCK, in += 4 * BLOCK, out += 4 * BLOCK) {
        int count = n - first < BLOCK ? n - first : BLOCK;

        /* The input comes in bursts, which the processor does not foresee: asked for four blocks ahead it never waits. */
        for (size_t i = 0; i < BLOCK; i += 4)
            __builtin_prefetch ((const void *)((uintptr_t)in + 16 * (i + 4 * BLOCK)));

        gboolean outside = split (kernel, in, &block, count);
        if (falls_off)
            fall_off (kernel, row, loss, first, count);
        shape (kernel, falls_off ? loss : NULL, &block, count);
        locate (&block, count);

        for (int i = 0; i < count; i++) {
            Float4 colour = fetch (kernel->table.cells, &block, i), pixel = load (in + 4 * i);
            if (root)
                colour *= colour;
            if (outside || mixed)
                colour = add_outside (kernel, colour, in + 4 * i);
            store (out + 4 * i, __builtin_shufflevector (colour, pixel, 0, 1, 2, 7));
        }
    }
}

/* `flatten` draws everything into these two, so that all of it is compiled for the level. */
__attribute__ ((flatten)) static void
develop_base (const RfKernel *kernel, const RfRow *row, const float *in, float *out, int n)
{
    develop (kernel, row, in, out, n);
}

#ifdef __x86_64__
__attribute__ ((flatten, target ("avx2"))) static void
develop_avx2 (const RfKernel *kernel, const RfRow *row, const float *in, float *out, int n)
{
    develop (kernel, row, in, out, n);
}
#endif

const RfCpuLevel *
rf_cpu_levels (size_t *n)
{
    static const RfCpuLevel levels[] = {
        {"base", develop_base},
#ifdef __x86_64__
        {"avx2", develop_avx2},
#endif
    };

    *n = G_N_ELEMENTS (levels);
#ifdef __x86_64__
    if (!__builtin_cpu_supports ("avx2"))
        *n = 1;
#endif
    return levels;
}

RfRowFunction
rf_kernel_choose (void)
{
    const char *wanted = g_getenv ("RANGEFINDER_CPU");
    size_t n;
    const RfCpuLevel *levels = rf_cpu_levels (&n);

    return levels[g_strcmp0 (wanted, "base") == 0 ? 0 : n - 1].develop;
}
