/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A cube of colours in OpenColorIO, a peer of the kernel. */
#ifndef RF_BENCH_OCIO_H
#define RF_BENCH_OCIO_H

#ifdef __cplusplus
extern "C" {
#endif

typedef struct Ocio Ocio;

/* `cells`: RGB and one number that is not read, blue slowest. `bits`: 8, or 32 for floats. */
Ocio *ocio_new (const float *cells, int size, int bits);
void ocio_apply (const Ocio *ocio, const void *in, void *out, int width, int height);
void ocio_free (Ocio *ocio);
const char *ocio_version (void);

#ifdef __cplusplus
}
#endif

#endif
