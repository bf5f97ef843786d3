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

typedef float Float4 __attribute__ ((vector_size (16), aligned (4), may_alias));

/* A block by channel. */
typedef struct {
    float v[3][BLOCK];      /* the pixel inside the table's range, then its place there */
    float excess[3][BLOCK]; /* what lies outside */
    int32_t corner[4][BLOCK];
    float weight[4][BLOCK];
} Block;

void
rf_falloff_init (RfFalloff *falloff, double corner_ev)
{
    falloff->fall = exp2 (-corner_ev / 2) - 1;
}

void
rf_excess_fold (float excess[3], float strength, float mono_strength)
{
    float mean = 0;

    for (int c = 0; c < 3; c++) {
        /* The bound keeps infinity from turning into NaN. */
        float e = excess[c] > 65504 ? 65504 : excess[c] < -65504 ? -65504 : excess[c];
        float rolled = e > 0 ? 1 - 1 / (1 + e) : e;
        excess[c] = e + strength * (rolled - e);
        mean += excess[c] / 3;
    }
    for (int c = 0; c < 3; c++)
        excess[c] += mono_strength * (mean - excess[c]);
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

/* The sRGB curve for the vignette, from tables in which straight lines are good to 2e-7. */
#define STEPS 4096
static float decoded[STEPS + 2], encoded_of_root[STEPS + 2];

static void
fill_curves (void)
{
    static gsize filled;

    if (g_once_init_enter (&filled)) {
        for (int i = 0; i < STEPS + 2; i++) {
            double at = MIN (i, STEPS) / (double)STEPS;
            decoded[i] = (float)rf_decode (at);
            encoded_of_root[i] = (float)rf_encode (at * at);
        }
        g_once_init_leave (&filled, 1);
    }
}

static inline float
look_up (const float *curve, float at)
{
    float place = at * STEPS;
    int i = (int)place;
    return curve[i] + (place - (float)i) * (curve[i + 1] - curve[i]);
}

static inline void
split (const RfKernel *kernel, const float *in, Block *block, int n)
{
    float top = kernel->table.shaper == RF_SHAPER_LOG ? (float)RF_SHAPER_TOP : 1;

    for (int c = 0; c < 3; c++)
        for (int i = 0; i < n; i++) {
            float v = in[4 * i + c];
            float inside = v > 0 ? v : 0; /* also for NaN, which the excess carries on */
            inside = inside < top ? inside : top;
            block->v[c][i] = inside;
            block->excess[c][i] = v - inside;
        }
}

/* Light falls off before the look. In a picture, as a neutral camera would have shown it: white stays white. */
static inline void
fall_off (const RfKernel *kernel, const RfRow *row, Block *block, int first, int n)
{
    float fall = (float)kernel->falloff.fall, dy2 = (float)row->dy2, scale = (float)row->scale_x;
    float start = (float)(row->x + first + 0.5 - row->centre_x);
    RfShaper shaper = kernel->table.shaper;

    for (int i = 0; i < n; i++) {
        float dx = (start + (float)i) * scale;
        float q = 1 + fall * (dx * dx + dy2);
        float gain = 1 / (q * q * q);
        for (int c = 0; c < 3; c++) {
            float v = block->v[c][i];
            if (shaper == RF_SHAPER_LOG) {
                v /= q * q;
                block->v[c][i] = v < (float)RF_SHAPER_TOP ? v : (float)RF_SHAPER_TOP;
                continue;
            }
            if (shaper == RF_SHAPER_NONE)
                v = look_up (decoded, v);
            v = gain * v / (1 + (gain - 1) * v);
            v = v < 1 ? v : 1;
            block->v[c][i] = shaper == RF_SHAPER_NONE ? look_up (encoded_of_root, sqrtf (v)) : v;
        }
    }
}

static inline void
shape (const RfKernel *kernel, Block *block, int n)
{
    const float span = 14; /* log2 (1 + top / toe), to 1e-5; exact at the top by the bound below */

    for (int c = 0; c < 3; c++) {
        float *v = block->v[c];
        if (kernel->table.shaper == RF_SHAPER_ROOT)
            for (int i = 0; i < n; i++)
                v[i] = sqrtf (v[i]);
        else if (kernel->table.shaper == RF_SHAPER_LOG)
            for (int i = 0; i < n; i++) {
                float at = log2_plus_one (v[i] * (float)(1 / RF_SHAPER_TOE)) / span;
                v[i] = at < 1 ? at : 1;
            }
    }
}

/* The tetrahedron of the cell that a colour lies in: from its lowest corner along the axes in falling order of the fractions
 * to its highest. */
static inline void
locate (Block *block, int n)
{
    const int32_t red = 4, green = 4 * N, blue = 4 * N * N;

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
        int32_t first = r == high ? red : g == high ? green : blue;
        int32_t last = b == low ? blue : g == low ? green : red;

        int32_t lowest = ri * red + gi * green + bi * blue, highest = lowest + red + green + blue;
        block->corner[0][i] = lowest;
        block->corner[1][i] = lowest + first;
        block->corner[2][i] = highest - last;
        block->corner[3][i] = highest;
        block->weight[0][i] = 1 - high;
        block->weight[1][i] = high - middle;
        block->weight[2][i] = middle - low;
        block->weight[3][i] = low;
    }
}

static inline void
fetch (const RfKernel *kernel, const Block *block, const float *in, float *out, int n)
{
    const float *cells = kernel->table.cells;
    gboolean scene = kernel->table.shaper == RF_SHAPER_LOG;

    for (int i = 0; i < n; i++) {
        Float4 sum = *(const Float4 *)(cells + block->corner[0][i]) * block->weight[0][i];
        for (int k = 1; k < 4; k++)
            sum += *(const Float4 *)(cells + block->corner[k][i]) * block->weight[k][i];

        float excess[3] = {block->excess[0][i], block->excess[1][i], block->excess[2][i]};
        const float *from = in + 4 * i;
        float alpha = from[3];
        if (scene) {
            float keep = 1 - kernel->strength;
            for (int c = 0; c < 3; c++) {
                float v = from[c];
                /* Nothing of an infinite light is left where the look is whole. */
                sum[c] = kernel->strength * sum[c] + (keep > 0 || v != v ? keep * v : 0);
            }
        } else if (excess[0] != 0 || excess[1] != 0 || excess[2] != 0) {
            rf_excess_fold (excess, kernel->strength, kernel->mono_strength);
            for (int c = 0; c < 3; c++)
                sum[c] += excess[c];
        }
        sum[3] = alpha;
        memcpy (out + 4 * i, &sum, sizeof sum);
    }
}

static inline __attribute__ ((always_inline)) void
develop_row (const RfKernel *kernel, const RfRow *row, const float *in, float *out, int n)
{
    Block block;

    for (int first = 0; first < n; first += BLOCK) {
        int count = n - first < BLOCK ? n - first : BLOCK;
        split (kernel, in + 4 * first, &block, count);
        if (row && kernel->falloff.fall != 0)
            fall_off (kernel, row, &block, first, count);
        shape (kernel, &block, count);
        locate (&block, count);
        fetch (kernel, &block, in + 4 * first, out + 4 * first, count);
    }
}

typedef void (*RowFunction) (const RfKernel *kernel, const RfRow *row, const float *in, float *out, int n);

static void
develop_row_base (const RfKernel *kernel, const RfRow *row, const float *in, float *out, int n)
{
    develop_row (kernel, row, in, out, n);
}

#ifdef __x86_64__
__attribute__ ((target ("avx2"))) static void
develop_row_avx2 (const RfKernel *kernel, const RfRow *row, const float *in, float *out, int n)
{
    develop_row (kernel, row, in, out, n);
}
#endif

static RowFunction
choose_row_function (void)
{
    fill_curves ();
#ifdef __x86_64__
    const char *level = g_getenv ("RANGEFINDER_CPU");
    if (__builtin_cpu_supports ("avx2") && !(level && strcmp (level, "base") == 0))
        return develop_row_avx2;
#endif
    return develop_row_base;
}

void
rf_kernel_row (const RfKernel *kernel, const RfRow *row, const float *in, float *out, int n)
{
    static gsize chosen;

    if (g_once_init_enter (&chosen))
        g_once_init_leave (&chosen, (gsize)choose_row_function ());
    ((RowFunction)chosen) (kernel, row, in, out, n);
}
