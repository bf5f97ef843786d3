/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pixels to measure with: smooth content as photographs have it, and random colours, the worst there is for a table. */
#ifndef RF_BENCH_IMAGES_H
#define RF_BENCH_IMAGES_H

#include <glib.h>
#include <math.h>

typedef struct {
    int width, height;
    gsize n; /* numbers, four a pixel */
    float *picture, *noise, *out;
    guint8 *picture_u8, *noise_u8, *out_u8;
} Images;

static inline Images
make_images (int megapixels)
{
    Images images = {.width = (int)(sqrt (megapixels * 1.5e6)), .height = (int)(sqrt (megapixels / 1.5e-6))};
    guint64 state = 88172645463325252u;

    images.n = (gsize)images.width * 4 * (gsize)images.height;
    images.picture = g_new (float, images.n);
    images.noise = g_new (float, images.n);
    images.out = g_new0 (float, images.n);
    images.picture_u8 = g_new (guint8, images.n);
    images.noise_u8 = g_new (guint8, images.n);
    images.out_u8 = g_new0 (guint8, images.n);
    for (gsize i = 0; i < images.n; i++) {
        int c = (int)(i % 4), x = (int)(i / 4 % (gsize)images.width), y = (int)(i / 4 / (gsize)images.width);
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        float random = (float)(state >> 40) / 16777216.0f;
        float wave = sinf ((float)x * (0.002f + 0.0007f * (float)c) + sinf ((float)y * 0.0031f) * 2 + (float)c);
        images.noise[i] = random;
        images.picture[i] = c == 3 ? 1 : 0.5f + 0.45f * wave + 0.04f * (random - 0.5f);
        images.noise_u8[i] = (guint8)(random * 255 + 0.5f);
        images.picture_u8[i] = (guint8)(images.picture[i] * 255 + 0.5f);
    }
    return images;
}

static inline void
free_images (Images *images)
{
    g_free (images->picture);
    g_free (images->noise);
    g_free (images->out);
    g_free (images->picture_u8);
    g_free (images->noise_u8);
    g_free (images->out_u8);
}

#endif
