/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "quality.h"

#include <lcms2.h>
#include <math.h>

/* CIELAB of sRGB relative to its own white, D65, as the reference figures were taken. */
static cmsCIELab
lab_d65_of_srgb (const double rgb[3])
{
    static const RfMatrix to_xyz = {
        {0.4123908, 0.3575843, 0.1804808, 0.2126390, 0.7151687, 0.0721923, 0.0193308, 0.1191948, 0.9505322}};
    cmsCIEXYZ white = {0.9504559, 1, 1.0890578}, colour;
    cmsCIELab lab;
    double xyz[3];

    rf_matrix_apply (&to_xyz, (double[]){rf_decode (rgb[0]), rf_decode (rgb[1]), rf_decode (rgb[2])}, xyz);
    colour = (cmsCIEXYZ){xyz[0], xyz[1], xyz[2]};
    cmsXYZ2Lab (&white, &lab, &colour);
    return lab;
}

double
rf_quality_smoothness (const RfRender *render, int n_ramps)
{
    g_autoptr (GRand) rand = g_rand_new_with_seed (1);
    double sum = 0;
    size_t n = 0;

    for (int ramp = 0; ramp < n_ramps; ramp++) {
        double ends[2][3], colours[65][3], previous_difference = 0;
        cmsCIELab previous = {0};
        for (int c = 0; c < 6; c++)
            ends[c / 3][c % 3] = g_rand_double (rand);
        for (int step = 0; step < 65; step++)
            for (int c = 0; c < 3; c++)
                colours[step][c] = ends[0][c] + (ends[1][c] - ends[0][c]) * step / 64;
        rf_render_pixels (render, colours[0], colours[0], 65);
        for (int step = 0; step < 65; step++) {
            cmsCIELab lab = lab_d65_of_srgb (colours[step]);
            double difference = step > 0 ? cmsCIE2000DeltaE (&lab, &previous, 1, 1, 1) : 0;
            if (step > 1) {
                sum += (difference - previous_difference) * (difference - previous_difference);
                n++;
            }
            previous_difference = difference;
            previous = lab;
        }
    }
    return sqrt (sum / (double)n);
}

#define GRID 33

static const double *
grid_point (const double *grid, int r, int g, int b)
{
    return grid + 3 * ((b * GRID + g) * GRID + r);
}

void
rf_quality_cube (const RfRender *render, double *folded_pct, double *clipped_pct)
{
    g_autofree double *grid = g_new (double, 3 * GRID * GRID * GRID);
    int folded = 0, clipped = 0, inside = 0;

    for (int i = 0; i < GRID * GRID * GRID; i++) {
        int place[3] = {i % GRID, i / GRID % GRID, i / GRID / GRID};
        for (int c = 0; c < 3; c++)
            grid[3 * i + c] = place[c] / (GRID - 1.0);
    }
    rf_render_pixels (render, grid, grid, GRID * GRID * GRID);
    for (int b = 1; b < GRID - 1; b++)
        for (int g = 1; g < GRID - 1; g++)
            for (int r = 1; r < GRID - 1; r++) {
                const double *rgb = grid_point (grid, r, g, b);
                gboolean touches = FALSE;
                for (int c = 0; c < 3; c++)
                    touches |= rgb[c] <= 0 || rgb[c] >= 1;
                inside++;
                clipped += touches;
            }
    for (int b = 0; b < GRID - 1; b++)
        for (int g = 0; g < GRID - 1; g++)
            for (int r = 0; r < GRID - 1; r++) {
                const double *p = grid_point (grid, r, g, b), *x = grid_point (grid, r + 1, g, b),
                             *y = grid_point (grid, r, g + 1, b), *z = grid_point (grid, r, g, b + 1);
                double j[3][3];
                for (int c = 0; c < 3; c++) {
                    j[0][c] = x[c] - p[c];
                    j[1][c] = y[c] - p[c];
                    j[2][c] = z[c] - p[c];
                }
                double volume = j[0][0] * (j[1][1] * j[2][2] - j[1][2] * j[2][1]) -
                                j[0][1] * (j[1][0] * j[2][2] - j[1][2] * j[2][0]) +
                                j[0][2] * (j[1][0] * j[2][1] - j[1][1] * j[2][0]);
                folded += volume < 0;
            }
    *folded_pct = 100.0 * folded / ((GRID - 1) * (GRID - 1) * (GRID - 1));
    *clipped_pct = 100.0 * clipped / inside;
}
