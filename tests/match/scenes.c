/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenes.h"

#include "../../plugins/command/develop-reduce.h"
#include "measure.h"
#include "space.h"

#include <math.h>
#include <string.h>

RfTile scenes_learnt[N_LEARNT], scenes_others[N_OTHERS];

static gboolean
load (const char *name, RfTile *tile)
{
    g_autofree char *path = g_strdup_printf ("/usr/share/backgrounds/budgie/%s.jpg", name);
    g_autoptr (GError) error = NULL;
    RfReader *reader = rf_reader_open (path, 1, &error);

    if (!reader)
        return FALSE;
    int width = rf_reader_info (reader)->width, height = rf_reader_info (reader)->height;
    rf_reader_free (reader);
    return rf_photo_reduce (path, width, height, 1, NULL, tile, &error);
}

/* A sum of waves, between 0 and 1. */
static double
wave (const double *numbers, double x, double y)
{
    double sum = 0;

    for (int i = 0; i < 5; i++) {
        const double *n = numbers + 4 * i;
        sum += sin ((n[0] - 0.5) * (6 + 10 * i) * x + (n[1] - 0.5) * (6 + 10 * i) * y + 2 * G_PI * n[2]) * (0.3 + n[3]);
    }
    return 0.5 + 0.5 * tanh (sum / 1.6);
}

void
scene_draw (guint seed, int width, int height, RfTile *tile)
{
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    double numbers[3][20];
    float *pixels = g_new (float, 4 * (size_t)width * (size_t)height), *to = pixels;

    for (int i = 0; i < 60; i++)
        numbers[i / 20][i % 20] = g_rand_double (rand);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++, to += 4) {
            double u = (double)x / width, v = (double)y / width, rgb[3];
            double lightness = 4 + 92 * wave (numbers[0], u, v), hue = 4 * G_PI * wave (numbers[1], u, v);
            double strength = wave (numbers[2], u, v),
                   chroma = 75 * strength * strength * (1 - fabs (lightness / 50 - 1));
            srgb_of_lab ((Lab){lightness, chroma * cos (hue), chroma * sin (hue)}, FALSE, rgb);
            for (int c = 0; c < 3; c++)
                to[c] = (float)CLAMP (rgb[c], 0, 1);
            to[3] = 1;
        }
    *tile = (RfTile){pixels, width * (ptrdiff_t)(4 * sizeof (float)), 0, 0, width, height};
}

gboolean
scenes_load (void)
{
    static const char *const learnt[N_LEARNT] = {"singaporean-cityscape", "perched-osprey"};
    static const char *const others[N_OTHERS] = {"lake-sherburne", "beacon-street-sunset", "blue-periwinkle",
                                                 "roman-colosseum"};
    gboolean photographs = TRUE;

    for (int i = 0; photographs && i < N_LEARNT; i++)
        photographs = load (learnt[i], &scenes_learnt[i]);
    for (int i = 0; photographs && i < N_OTHERS; i++)
        photographs = load (others[i], &scenes_others[i]);
    for (int i = 0; !photographs && i < N_LEARNT; i++)
        scene_draw ((guint)i + 1, 480, 320, &scenes_learnt[i]);
    for (int i = 0; !photographs && i < N_OTHERS; i++)
        scene_draw ((guint)i + 10, 240, 160, &scenes_others[i]);
    return photographs;
}

static RfTile
develop (const RfTile *tile, const RfLook *look, double grain)
{
    RfSettings settings = RF_SETTINGS_DEFAULT;
    RfFrame frame = {0, 0, tile->width, tile->height};
    RfTile result = *tile;
    size_t n = 4 * (size_t)tile->width * (size_t)tile->height;
    RfSpace space;

    settings.grain = grain;
    rf_space_init (&space, "srgb", RF_ENCODING_PERCEPTUAL);
    RfPlan *plan = rf_plan_new (look, &settings, &space, NULL);
    result.data = g_memdup2 (tile->data, n * sizeof (float));
    rf_plan_apply (plan, &frame, &result, &result);
    rf_plan_unref (plan);
    return result;
}

RfTile
scene_develop (const RfTile *tile, const RfLook *look)
{
    RfTile result = develop (tile, look, 1);
    float *value = result.data;

    for (size_t i = 0; i < 4 * (size_t)tile->width * (size_t)tile->height; i++)
        value[i] = roundf (CLAMP (value[i], 0, 1) * 255) / 255;
    return result;
}

double
scene_difference (int other, const RfLook *a, const RfLook *b)
{
    RfTile of_a = develop (&scenes_others[other], a, 0), of_b = develop (&scenes_others[other], b, 0);
    const float *x = of_a.data, *y = of_b.data;
    size_t n = (size_t)of_a.width * (size_t)of_a.height, counted = 0;
    double sum = 0;

    for (size_t i = 0; i < 4 * n; i += 4 * 7, counted++) {
        double p[3] = {x[i], x[i + 1], x[i + 2]}, q[3] = {y[i], y[i + 1], y[i + 2]};
        sum += lab_difference (lab_of_srgb (p), lab_of_srgb (q));
    }
    g_free (of_a.data);
    g_free (of_b.data);
    return sum / (double)counted;
}
