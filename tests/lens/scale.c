/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lengths are parts of the diagonal: a picture developed and then reduced is the reduced picture developed. */
#include "../tap.h"
#include "picture.h"

#include <lcms2.h>
#include <stdlib.h>

static cmsCIELab
lab_of (const RfSpace *space, const float *pixel)
{
    cmsCIEXYZ xyz;
    cmsCIELab lab;
    double sums[3];

    for (int row = 0; row < 3; row++)
        sums[row] = space->to_xyz[3 * row] * pixel[0] + space->to_xyz[3 * row + 1] * pixel[1] +
                    space->to_xyz[3 * row + 2] * pixel[2];
    xyz = (cmsCIEXYZ){sums[0], sums[1], sums[2]};
    cmsXYZ2Lab (cmsD50_XYZ (), &lab, &xyz);
    return lab;
}

static int
by_size (const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

typedef struct {
    double p99, p999; /* of the CIEDE2000 differences */
} Difference;

static Difference
compare (const Picture *a, const Picture *b)
{
    int n = a->width * a->height;
    g_autofree double *differences = g_new (double, n);
    RfSpace space;

    rf_space_init (&space, "srgb", RF_ENCODING_LINEAR);
    for (int i = 0; i < n; i++) {
        cmsCIELab x = lab_of (&space, a->pixels + 4 * i), y = lab_of (&space, b->pixels + 4 * i);
        differences[i] = cmsCIE2000DeltaE (&x, &y, 1, 1, 1);
    }
    qsort (differences, n, sizeof *differences, by_size);
    return (Difference){differences[n * 99LL / 100], differences[n * 999LL / 1000]};
}

static const RfLensSettings settings[] = {{1, RF_FOCAL_OF_LENS, 0}, {1, 28, 0.7}, {0.5, 0, -0.7}};

TEST (a_smaller_picture_looks_the_same)
{
    size_t n;
    const RfLens *const *lenses = rf_lenses (&n);

    for (int factor = 2; factor <= 3; factor++) {
        g_auto (Picture) large = picture_new_scene (600 * factor, 400 * factor);
        g_auto (Picture) small = picture_reduce (&large, factor);
        for (size_t i = 0; i < n; i++)
            for (size_t s = 0; s < G_N_ELEMENTS (settings); s++) {
                const char *id = rf_lens_id (lenses[i]);
                g_auto (Picture) developed = picture_develop (&large, id, &settings[s]);
                g_auto (Picture) reduced = picture_reduce (&developed, factor);
                g_auto (Picture) direct = picture_develop (&small, id, &settings[s]);
                Difference difference = compare (&reduced, &direct);
                REQUIRE_CMP (difference.p99, <=, 0.5, "%g", "by %d, %s, settings %zu", factor, id, s);
                REQUIRE_CMP (difference.p999, <=, 1.5, "%g", "by %d, %s, settings %zu", factor, id, s);
            }
    }
}

TEST (the_effects_are_there)
{
    g_auto (Picture) scene = picture_new_scene (600, 400);
    size_t n;
    const RfLens *const *lenses = rf_lenses (&n);

    for (size_t i = 0; i < n; i++)
        for (size_t s = 0; s < G_N_ELEMENTS (settings); s++) {
            g_auto (Picture) result = picture_develop (&scene, rf_lens_id (lenses[i]), &settings[s]);
            if (s > 0 || strcmp (rf_lens_id (lenses[i]), "none") != 0)
                REQUIRE_CMP (compare (&scene, &result).p99, >, 1.0, "%g", "%s, settings %zu", rf_lens_id (lenses[i]),
                             s);
        }
}

int
main (void)
{
    return tap_main ();
}
