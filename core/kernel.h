/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * From pixels to pixels. */
#ifndef RF_KERNEL_H
#define RF_KERNEL_H

#include "grain-lattice.h"
#include "pixels.h"
#include "table.h"

/* How exposure falls off from the centre: light is divided by (1 + fall r^2)^2, the cos^4 law with r = 1 in the corner. */
typedef struct {
    double fall;   /* 0: none */
    float luma[3]; /* what the channels of a picture give to its luminance, in sum 1 */
} RfFalloff;

/* `space` is the pixels'. */
void rf_falloff_init (RfFalloff *falloff, double corner_ev, const RfSpace *space);

/* One row of n RGBA pixels, its first at x; radius^2 at x is dx^2 + dy2 with dx = (x + 0.5 - centre_x) * scale_x. */
typedef struct {
    double x, centre_x, scale_x, dy2;
    const float *noise[3]; /* grain for each channel, n rounded up to a multiple of 16; NULL: none */
} RfRow;

typedef struct RfKernel RfKernel;

/* Develops one row; `row` NULL: without falloff. `in` and `out` may be the same. */
typedef void RfRowFunction (const RfKernel *kernel, const RfRow *row, const float *in, float *out, int n);

/* The same for pixels of bytes or of 16 bits, rounded, of pictures where nothing falls off. */
typedef void RfWholeFunction (const RfKernel *kernel, RfPixels pixels, const void *in, void *out, int n);

/* The kernel's sources for one kind of processor. All give the same bits. */
typedef struct {
    const char *name;
    RfRowFunction *develop;
    RfRowFunction *develop_rgb;     /* the same for RGB floats; NULL: load, develop, store */
    RfWholeFunction *develop_whole; /* likewise */
    RfLoadFunction *load;
    RfStoreFunction *store;
    RfRenderFunction *render;      /* what tables are baked from */
    const RfLatticeLevel *lattice; /* what grain is made of */
} RfCpuLevel;

struct RfKernel {
    RfTable table;
    RfFalloff falloff;
    RfGrain grain;
    RfEncoding encoding;
    float strength;      /* of the whole; what scene light keeps of itself is the rest */
    float mono_strength; /* how far light beyond the table loses its colour */
    const RfCpuLevel *level;
};

/* Those that this machine can run: first the specification, the fastest last. */
const RfCpuLevel *rf_cpu_levels (size_t *n);

/* The fastest, or the one that $RANGEFINDER_CPU names. */
const RfCpuLevel *rf_cpu_level_choose (void);

RfRowFunction rf_develop_plain, rf_develop_base, rf_develop_avx2, rf_develop_rgb_avx2, rf_develop_avx512,
    rf_develop_rgb_avx512;
RfWholeFunction rf_develop_whole_avx2, rf_develop_whole_avx512;

/* Light outside [0, 1], per channel: rolled off above white, kept below black, grey where the look is. */
void rf_excess_fold (float excess[3], float strength, float mono_strength);

#endif
