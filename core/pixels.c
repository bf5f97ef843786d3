/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Conversions in the nearest cache: from memory come bytes, a quarter of what floats weigh. Loops over numbers, whichever
 * channel they are of; alpha comes back exactly, since a float holds more than 16 bits. */
#include "pixels.h"

#include "for-cpu.h"

#include <string.h>

gsize
rf_pixels_size (RfPixels pixels)
{
    static const guint8 sizes[] = {
        [RF_PIXELS_FLOAT] = 16,     [RF_PIXELS_U8] = 4,     [RF_PIXELS_U16] = 8,
        [RF_PIXELS_RGB_FLOAT] = 12, [RF_PIXELS_RGB_U8] = 3, [RF_PIXELS_RGB_U16] = 6,
    };

    return sizes[pixels];
}

static inline void
load_u8 (const guint8 *restrict from, float *restrict to, int n)
{
    for (int i = 0; i < n; i++)
        to[i] = RF_FLOAT_OF_U8 ((float)from[i]);
}

static inline void
load_u16 (const guint16 *restrict from, float *restrict to, int n)
{
    for (int i = 0; i < n; i++)
        to[i] = RF_FLOAT_OF_U16 ((float)from[i]);
}

/* What is no number becomes 0. */
static inline int32_t
quantise (float value, float top)
{
    float scaled = value * top + 0.5f;

    scaled = scaled > 0 ? scaled : 0;
    return (int32_t)(scaled < top ? scaled : top);
}

static inline void
store_u8 (const float *restrict from, guint8 *restrict to, int n)
{
    for (int i = 0; i < n; i++)
        to[i] = (guint8)quantise (from[i], 255);
}

static inline void
store_u16 (const float *restrict from, guint16 *restrict to, int n)
{
    for (int i = 0; i < n; i++)
        to[i] = (guint16)quantise (from[i], 65535);
}

/* Between three numbers a pixel and four. Four are copied each time, which is one move; but not beyond the last pixel. */
static inline void
spread (const char *restrict three, char *restrict four, int n, size_t number)
{
    for (int i = 0; i < n - 1; i++, three += 3 * number, four += 4 * number)
        memcpy (four, three, 4 * number);
    memcpy (four, three, 3 * number);
    memset (four + 3 * number, 0, number);
}

static inline void
squeeze (const char *restrict four, char *restrict three, int n, size_t number)
{
    for (int i = 0; i < n - 1; i++, three += 3 * number, four += 4 * number)
        memcpy (three, four, 4 * number);
    memcpy (three, four, 3 * number);
}

static inline void
load (RfPixels pixels, const void *from, float *rgba, int n)
{
    guint16 four[4 * RF_PIECE];
    size_t bytes = (size_t)n * rf_pixels_size (pixels);

    /* What comes next, so that it need not be waited for: the processor does not foresee such bursts. */
    for (size_t i = 0; i < bytes; i += 64)
        __builtin_prefetch ((const void *)((uintptr_t)from + bytes + i));
    switch (pixels) {
    case RF_PIXELS_FLOAT:
        memcpy (rgba, from, bytes);
        break;
    case RF_PIXELS_U8:
        load_u8 (from, rgba, 4 * n);
        break;
    case RF_PIXELS_U16:
        load_u16 (from, rgba, 4 * n);
        break;
    case RF_PIXELS_RGB_FLOAT:
        spread (from, (char *)rgba, n, sizeof *rgba);
        break;
    case RF_PIXELS_RGB_U8:
        spread (from, (char *)four, n, 1);
        load_u8 ((guint8 *)four, rgba, 4 * n);
        break;
    case RF_PIXELS_RGB_U16:
        spread (from, (char *)four, n, 2);
        load_u16 (four, rgba, 4 * n);
        break;
    }
}

static inline void
store (RfPixels pixels, const float *rgba, void *to, int n)
{
    guint16 four[4 * RF_PIECE];

    switch (pixels) {
    case RF_PIXELS_FLOAT:
        memcpy (to, rgba, (size_t)n * 4 * sizeof *rgba);
        break;
    case RF_PIXELS_U8:
        store_u8 (rgba, to, 4 * n);
        break;
    case RF_PIXELS_U16:
        store_u16 (rgba, to, 4 * n);
        break;
    case RF_PIXELS_RGB_FLOAT:
        squeeze ((const char *)rgba, to, n, sizeof *rgba);
        break;
    case RF_PIXELS_RGB_U8:
        store_u8 (rgba, (guint8 *)four, 4 * n);
        squeeze ((const char *)four, to, n, 1);
        break;
    case RF_PIXELS_RGB_U16:
        store_u16 (rgba, four, 4 * n);
        squeeze ((const char *)four, to, n, 2);
        break;
    }
}

RF_FOR_BASE void
rf_load_base (RfPixels pixels, const void *from, float *rgba, int n)
{
    load (pixels, from, rgba, n);
}

RF_FOR_BASE void
rf_store_base (RfPixels pixels, const float *rgba, void *to, int n)
{
    store (pixels, rgba, to, n);
}

#ifdef __x86_64__
RF_FOR_AVX2 void
rf_load_avx2 (RfPixels pixels, const void *from, float *rgba, int n)
{
    load (pixels, from, rgba, n);
}

RF_FOR_AVX2 void
rf_store_avx2 (RfPixels pixels, const float *rgba, void *to, int n)
{
    store (pixels, rgba, to, n);
}

RF_FOR_AVX512 void
rf_load_avx512 (RfPixels pixels, const void *from, float *rgba, int n)
{
    load (pixels, from, rgba, n);
}

RF_FOR_AVX512 void
rf_store_avx512 (RfPixels pixels, const float *rgba, void *to, int n)
{
    store (pixels, rgba, to, n);
}
#endif
