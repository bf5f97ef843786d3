/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures in linear light, and what lenses make of them. */
#ifndef RF_TEST_LENS_PICTURE_H
#define RF_TEST_LENS_PICTURE_H

#include <math.h>
#include <rangefinder.h>
#include <string.h>

typedef struct {
    int width, height;
    float *pixels; /* RGBA, linear sRGB */
} Picture;

static inline Picture
picture_new (int width, int height, float red, float green, float blue)
{
    Picture picture = {width, height, g_new (float, (size_t)width *height * 4)};

    for (int i = 0; i < width * height; i++)
        memcpy (picture.pixels + 4 * i, (float[4]){red, green, blue, 1}, 4 * sizeof (float));
    return picture;
}

static inline float *
picture_at (const Picture *picture, int x, int y)
{
    return picture->pixels + 4 * ((size_t)y * picture->width + x);
}

static inline void
picture_clear (Picture *picture)
{
    g_free (picture->pixels);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Picture, picture_clear)

static inline Picture
picture_copy (const Picture *from)
{
    return (Picture){from->width, from->height,
                     g_memdup2 (from->pixels, sizeof (float) * 4 * (size_t)from->width * from->height)};
}

static inline void
picture_fill (Picture *picture, int x, int y, int width, int height, float red, float green, float blue)
{
    for (int j = y; j < y + height; j++)
        for (int i = x; i < x + width; i++)
            memcpy (picture_at (picture, i, j), (float[3]){red, green, blue}, 3 * sizeof (float));
}

/* Means of `factor` x `factor` pixels. */
static inline Picture
picture_reduce (const Picture *from, int factor)
{
    Picture to = picture_new (from->width / factor, from->height / factor, 0, 0, 0);

    for (int y = 0; y < to.height * factor; y++)
        for (int x = 0; x < to.width * factor; x++)
            for (int c = 0; c < 3; c++)
                picture_at (&to, x / factor, y / factor)[c] += picture_at (from, x, y)[c] / (factor * factor);
    return to;
}

/* Something of everything: gradients, edges, texture, lights and deep shadow, with smooth transitions as wide as any lens's
 * pixel in a small version of it. Places are parts of the width, so that every size shows the same. */
static inline Picture
picture_new_scene (int width, int height)
{
    Picture scene = picture_new (width, height, 0, 0, 0);

    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            double u = (x + 0.5) / width, v = (y + 0.5) / width;
            double light = 0.06 + 0.5 * v + 0.05 * sin (90 * u) * sin (70 * v);
            for (int lamp = 0; lamp < 12; lamp++) {
                double dx = u - fmod (0.137 + lamp * 0.381, 1), dy = v - 0.66 * fmod (0.211 + lamp * 0.617, 1);
                light += 1.2 / (1 + exp ((sqrt (dx * dx + dy * dy) - 0.008 - 0.002 * (lamp % 4)) * 1500));
            }
            float *pixel = picture_at (&scene, x, y);
            for (int c = 0; c < 3; c++)
                pixel[c] = (float)fmin (light * (1 + 0.5 * cos (5 * u + 2 * c)), 1);
        }
    return scene;
}

static inline void
picture_read (void *source, const RfTile *tile)
{
    const Picture *picture = source;

    for (int y = 0; y < tile->height; y++)
        memcpy ((char *)tile->data + y * tile->stride, picture_at (picture, tile->x, tile->y + y),
                (size_t)tile->width * 4 * sizeof (float));
}

static inline RfLensPlan *
picture_plan (const Picture *picture, const char *lens, const RfLensSettings *settings, GError **error)
{
    RfFrame frame = {0, 0, picture->width, picture->height};
    RfSpace space;

    rf_space_init (&space, "srgb", RF_ENCODING_LINEAR);
    return rf_lens_plan_new (rf_lens_find (lens), settings, &space, &frame, error);
}

/* What a lens makes of a part of a picture, worked out in tiles of that size; the rest stays as it was. */
static inline Picture
picture_develop_part (const Picture *picture, const char *lens, const RfLensSettings *settings, const RfFrame *part,
                      int tile_width, int tile_height)
{
    Picture result = picture_copy (picture);
    RfFrame area = {0, 0, picture->width, picture->height};
    RfLensPlan *plan = picture_plan (picture, lens, settings, NULL);
    RfLensLight *light = rf_lens_light_new (plan, &area, picture_read, (void *)picture);
    int margin = rf_lens_plan_margin (plan);

    for (int y = part->y; y < part->y + part->height; y += tile_height)
        for (int x = part->x; x < part->x + part->width; x += tile_width) {
            int right = MIN (x + tile_width, part->x + part->width);
            int bottom = MIN (y + tile_height, part->y + part->height);
            int left = MAX (x - margin, 0), top = MAX (y - margin, 0);
            RfTile in = {NULL,
                         0,
                         left,
                         top,
                         MIN (right + margin, picture->width) - left,
                         MIN (bottom + margin, picture->height) - top};
            RfTile out = {picture_at (&result, x, y),
                          picture->width * (ptrdiff_t)(4 * sizeof (float)),
                          x,
                          y,
                          right - x,
                          bottom - y};
            in.stride = in.width * (ptrdiff_t)(4 * sizeof (float));
            in.data = g_malloc ((gsize)in.stride * (gsize)in.height);
            picture_read ((void *)picture, &in);
            rf_lens_apply (plan, light, &in, &out);
            g_free (in.data);
        }
    rf_lens_light_free (light);
    rf_lens_plan_unref (plan);
    return result;
}

static inline Picture
picture_develop_in_tiles (const Picture *picture, const char *lens, const RfLensSettings *settings, int tile_width,
                          int tile_height)
{
    RfFrame all = {0, 0, picture->width, picture->height};

    return picture_develop_part (picture, lens, settings, &all, tile_width, tile_height);
}

static inline Picture
picture_develop (const Picture *picture, const char *lens, const RfLensSettings *settings)
{
    return picture_develop_in_tiles (picture, lens, settings, picture->width, picture->height);
}

/* A lens alone: whole, without vignette. */
static inline Picture
picture_develop_bare (const Picture *picture, const char *lens)
{
    RfLensSettings settings = {1, 0, 0};

    return picture_develop (picture, lens, &settings);
}

/* The first pixel whose bits differ; -1 if there is none. */
static inline int
picture_difference (const Picture *a, const Picture *b)
{
    for (int i = 0; i < a->width * a->height; i++)
        if (memcmp (a->pixels + 4 * i, b->pixels + 4 * i, 4 * sizeof (float)) != 0)
            return i;
    return -1;
}

#endif
