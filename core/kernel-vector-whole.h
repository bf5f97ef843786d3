/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Bytes and numbers of 16 bits: they become floats, and colours become whole numbers again, in registers. Only for pictures
 * where nothing falls off; of linear light the roots are taken on the way. */
#ifndef RF_KERNEL_VECTOR_WHOLE_H
#define RF_KERNEL_VECTOR_WHOLE_H

#include "kernel-vector.h"

/* A vector of pixels as a host keeps them, but with room for alpha; bytes need only the first. */
typedef struct {
    Ints of[2];
} Whole;

INLINE Whole
load_whole (const guint8 *in, gboolean wide, gboolean alpha)
{
    const Raw three_bytes = EVERY_LANE (0, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8, -1, 9, 10, 11, -1),
              three_words = EVERY_LANE (0, 1, 2, 3, 4, 5, -1, -1, 6, 7, 8, 9, 10, 11, -1, -1);

    if (alpha)
        return (Whole){{load_ints (in), load_ints (in + (wide ? 4 * LANES : 0))}};
    if (!wide)
        return (Whole){{(Ints)VECTOR (shuffle_epi8) (load_twelves (in), three_bytes)}};
    return (Whole){{(Ints)VECTOR (shuffle_epi8) (load_twelves (in), three_words),
                    (Ints)VECTOR (shuffle_epi8) (load_twelves (in + 3 * LANES), three_words)}};
}

INLINE Floats
float_of (Ints number, gboolean wide)
{
    Floats whole = __builtin_convertvector (number, Floats);

    return wide ? RF_FLOAT_OF_U16 (whole) : RF_FLOAT_OF_U8 (whole);
}

/* Of words, a lane holds two pixels in each of the two vectors: first in both comes before second in both. */
INLINE Colours
split_whole (Whole pixels, gboolean wide)
{
    if (!wide) {
        Bits rgba = (Bits)pixels.of[0];
        return (Colours){float_of ((Ints)(rgba & 255), FALSE), float_of ((Ints)(rgba >> 8 & 255), FALSE),
                         float_of ((Ints)(rgba >> 16 & 255), FALSE)};
    }
    const Raw zero = (Raw)(Ints){0};
    Raw first = VECTOR (unpacklo_epi16) ((Raw)pixels.of[0], (Raw)pixels.of[1]),
        second = VECTOR (unpackhi_epi16) ((Raw)pixels.of[0], (Raw)pixels.of[1]);
    Raw rg = VECTOR (unpacklo_epi32) (first, second), b = VECTOR (unpackhi_epi32) (first, second);
    return (Colours){float_of ((Ints)VECTOR (unpacklo_epi16) (rg, zero), TRUE),
                     float_of ((Ints)VECTOR (unpackhi_epi16) (rg, zero), TRUE),
                     float_of ((Ints)VECTOR (unpacklo_epi16) (b, zero), TRUE)};
}

/* What colours in [0, 1] round to. */
INLINE Raw
round_to_whole (Floats colours, gboolean root, gboolean wide)
{
    return (Raw)cut_to_ints ((root ? colours * colours : colours) * (wide ? 65535.0f : 255.0f) + 0.5f);
}

INLINE void
store_whole (guint8 *out, Raw pixels, Raw before, gboolean wide, gboolean alpha)
{
    const Raw three_bytes = EVERY_LANE (0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1),
              three_words = EVERY_LANE (0, 1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 13, -1, -1, -1, -1);

    if (alpha)
        store_ints (out, (Ints)(wide ? keep_alpha_words (pixels, before) : keep_alpha_bytes (pixels, before)));
    else
        store_twelves (out, VECTOR (shuffle_epi8) (pixels, wide ? three_words : three_bytes));
}

#define ROUND_GROUP(j) round_to_whole (MIX_GROUP (j), root, wide)

INLINE void
fetch_whole (const float *cells, const Edges *edges, const guint8 *in, guint8 *out, int n, int size, gboolean root,
             gboolean wide, gboolean alpha)
{
    const int bytes = WIDTH_OF (alpha) * (wide ? 2 : 1);

    for (int i = 0; i < n; i += LANES, in += LANES * bytes, out += LANES * bytes) {
        Weights w = load_weights (edges, i);
        Whole before = load_whole (in, wide, alpha);
        Raw g0 = ROUND_GROUP (0), g1 = ROUND_GROUP (1), g2 = ROUND_GROUP (2), g3 = ROUND_GROUP (3);
        if (wide) {
            store_whole (out, VECTOR (packus_epi32) (g0, g2), (Raw)before.of[0], wide, alpha);
            store_whole (out + LANES * bytes / 2, VECTOR (packus_epi32) (g1, g3), (Raw)before.of[1], wide, alpha);
        } else {
            Raw rgba = VECTOR (packus_epi16) (VECTOR (packs_epi32) (g0, g1), VECTOR (packs_epi32) (g2, g3));
            store_whole (out, rgba, (Raw)before.of[0], wide, alpha);
        }
    }
}

INLINE void
develop_whole_block (const RfKernel *kernel, const guint8 *in, guint8 *out, int n, int size, gboolean root,
                     gboolean wide, gboolean alpha)
{
    const int bytes = WIDTH_OF (alpha) * (wide ? 2 : 1);
    Edges edges;

    for (int i = 0; i < n; i += LANES) {
        Colours at = split_whole (load_whole (in + i * bytes, wide, alpha), wide);
        locate (root ? roots_of (at) : at, &edges, i, size);
    }
    fetch_whole (kernel->table.cells, &edges, in, out, n, size, root, wide, alpha);
}

INLINE void
develop_whole (const RfKernel *kernel, const guint8 *in, guint8 *out, int n, int size, gboolean root, gboolean wide,
               gboolean alpha)
{
    const int bytes = WIDTH_OF (alpha) * (wide ? 2 : 1);
    int first = 0;

    for (; first + LANES <= n; first += BLOCK)
        develop_whole_block (kernel, in + (size_t)first * bytes, out + (size_t)first * bytes, whole_vectors (n - first),
                             size, root, wide, alpha);
    if (n % LANES) {
        guint8 rest[8 * LANES] = {0};
        size_t start = (size_t)(n - n % LANES) * bytes, length = (size_t)(n % LANES) * bytes;
        memcpy (rest, in + start, length);
        develop_whole_block (kernel, rest, rest, LANES, size, root, wide, alpha);
        memcpy (out + start, rest, length);
    }
}

INLINE void
develop_whole_sized (const RfKernel *kernel, const guint8 *in, guint8 *out, int n, gboolean wide, gboolean alpha)
{
    gboolean draft = kernel->table.size == RF_TABLE_DRAFT_SIZE, root = kernel->table.shaper == RF_SHAPER_ROOT;

    if (draft && root)
        develop_whole (kernel, in, out, n, RF_TABLE_DRAFT_SIZE, TRUE, wide, alpha);
    else if (draft)
        develop_whole (kernel, in, out, n, RF_TABLE_DRAFT_SIZE, FALSE, wide, alpha);
    else if (root)
        develop_whole (kernel, in, out, n, RF_TABLE_SIZE, TRUE, wide, alpha);
    else
        develop_whole (kernel, in, out, n, RF_TABLE_SIZE, FALSE, wide, alpha);
}

INLINE void
develop_whole_pixels (const RfKernel *kernel, RfPixels pixels, const guint8 *in, guint8 *out, int n)
{
    if (pixels == RF_PIXELS_U8)
        develop_whole_sized (kernel, in, out, n, FALSE, TRUE);
    else if (pixels == RF_PIXELS_RGB_U8)
        develop_whole_sized (kernel, in, out, n, FALSE, FALSE);
    else if (pixels == RF_PIXELS_U16)
        develop_whole_sized (kernel, in, out, n, TRUE, TRUE);
    else
        develop_whole_sized (kernel, in, out, n, TRUE, FALSE);
}

#endif
