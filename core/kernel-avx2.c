/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The kernel for processors with AVX2: see kernel-vector.h. */
#ifdef __x86_64__

#include "kernel-avx2.h"
#include "kernel-vector-lattice.h"
#include "kernel-vector-whole.h"

TARGET void
rf_develop_avx2 (const RfKernel *kernel, const RfRow *row, const float *in, float *out, int n)
{
    develop_sized (kernel, row, in, out, n, TRUE);
}

TARGET void
rf_develop_rgb_avx2 (const RfKernel *kernel, const RfRow *row, const float *in, float *out, int n)
{
    develop_sized (kernel, row, in, out, n, FALSE);
}

TARGET void
rf_develop_whole_avx2 (const RfKernel *kernel, RfPixels pixels, const void *in, void *out, int n)
{
    develop_whole_pixels (kernel, pixels, in, out, n);
}

const RfLatticeLevel rf_lattice_avx2 = {fill_row, add_parts};

#endif
