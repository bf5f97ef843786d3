/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "watermark-color.h"

#include "space.h"

#include <stdlib.h>
#include <string.h>

/* ---- Palette --------------------------------------------------------------------------------------------------- */

#define SAMPLES 4096
#define ROUNDS  12

/* A colour counts the more the purer it is: five greys tell little of a red coat in the snow. */
#define CHROMA_WEIGHT 6.0

/* Nearer than that in Oklab two colours look like one. */
#define LEAST_DISTANCE  0.06
#define LEAST_LIGHTNESS 0.2 /* of a step above black, below which all is black */

typedef struct {
    double lab[3], weight;
} Sample;

static double
find_distance2 (const double a[3], const double b[3])
{
    double sum = 0;

    for (int c = 0; c < 3; c++)
        sum += (a[c] - b[c]) * (a[c] - b[c]);
    return sum;
}

/* Evenly spread over the picture. */
static int
take_samples (const RfColorimetry *colorimetry, const RfTile *photo, Sample *samples)
{
    double step = MAX (1, sqrt ((double)photo->width * photo->height / SAMPLES));
    int n = 0;

    for (double y = step / 2; y < photo->height; y += step)
        for (double x = step / 2; x < photo->width && n < SAMPLES; x += step) {
            const float *pixel =
                (const float *)((const char *)photo->data + (int)y * photo->stride) + 4 * (size_t)(int)x;
            double rgb[3], *lab = samples[n].lab;
            for (int c = 0; c < 3; c++)
                rgb[c] = rf_decode (isfinite (pixel[c]) ? CLAMP (pixel[c], 0, 1) : 0);
            rf_to_oklab (colorimetry, rgb, lab);
            samples[n++].weight = 1 + CHROMA_WEIGHT * sqrt (lab[1] * lab[1] + lab[2] * lab[2]);
        }
    return n;
}

/* The mean first, then again and again the sample that stands out most, by weight and distance from those there are. */
static void
seed_centres (const Sample *samples, int n, double centres[RF_PALETTE_SIZE][3])
{
    double sum[4] = {0, 0, 0, 0};

    for (int i = 0; i < n; i++) {
        for (int c = 0; c < 3; c++)
            sum[c] += samples[i].lab[c] * samples[i].weight;
        sum[3] += samples[i].weight;
    }
    for (int c = 0; c < 3; c++)
        centres[0][c] = sum[c] / sum[3];
    for (int k = 1; k < RF_PALETTE_SIZE; k++) {
        double best = -1;
        for (int i = 0; i < n; i++) {
            double nearest = INFINITY;
            for (int m = 0; m < k; m++)
                nearest = MIN (nearest, find_distance2 (samples[i].lab, centres[m]));
            if (nearest * samples[i].weight > best) {
                best = nearest * samples[i].weight;
                memcpy (centres[k], samples[i].lab, sizeof centres[k]);
            }
        }
    }
}

/* Lloyd's k-means: each centre becomes the mean of the samples that are nearest to it. */
static void
move_centres (const Sample *samples, int n, double centres[RF_PALETTE_SIZE][3])
{
    double sums[RF_PALETTE_SIZE][4] = {{0}};

    for (int i = 0; i < n; i++) {
        int nearest = 0;
        for (int k = 1; k < RF_PALETTE_SIZE; k++)
            if (find_distance2 (samples[i].lab, centres[k]) < find_distance2 (samples[i].lab, centres[nearest]))
                nearest = k;
        for (int c = 0; c < 3; c++)
            sums[nearest][c] += samples[i].lab[c] * samples[i].weight;
        sums[nearest][3] += samples[i].weight;
    }
    for (int k = 0; k < RF_PALETTE_SIZE; k++)
        for (int c = 0; c < 3 && sums[k][3] > 0; c++)
            centres[k][c] = sums[k][c] / sums[k][3];
}

static int
compare_lightness (const void *a, const void *b)
{
    double x = ((const double *)a)[0], y = ((const double *)b)[0];

    return (x > y) - (x < y);
}

/* A picture of one colour still gets five: lighter steps of it, or darker ones where there is no room above. */
static void
spread_centres (double centres[RF_PALETTE_SIZE][3])
{
    qsort (centres, RF_PALETTE_SIZE, sizeof centres[0], compare_lightness);
    for (int k = 1; k < RF_PALETTE_SIZE; k++)
        for (int m = 0; m < k; m++)
            if (find_distance2 (centres[k], centres[m]) < LEAST_DISTANCE * LEAST_DISTANCE)
                centres[k][0] = MAX (centres[k - 1][0] + LEAST_DISTANCE, LEAST_LIGHTNESS);
    double excess = centres[RF_PALETTE_SIZE - 1][0] - 1;
    for (int k = RF_PALETTE_SIZE - 1; k >= 0 && excess > 0; k--) {
        double most = 1 - (RF_PALETTE_SIZE - 1 - k) * LEAST_DISTANCE;
        centres[k][0] = MIN (centres[k][0], most);
    }
    qsort (centres, RF_PALETTE_SIZE, sizeof centres[0], compare_lightness);
}

void
rf_palette_find (const RfTile *photo, float palette[RF_PALETTE_SIZE][3])
{
    Sample *samples = g_new (Sample, SAMPLES);
    double centres[RF_PALETTE_SIZE][3], rgb[3];
    RfColorimetry colorimetry;
    RfSpace space;

    rf_space_init (&space, "srgb", RF_ENCODING_PERCEPTUAL);
    rf_colorimetry_init (&colorimetry, &space, NULL);
    int n = take_samples (&colorimetry, photo, samples);
    seed_centres (samples, n, centres);
    for (int round = 0; round < ROUNDS; round++)
        move_centres (samples, n, centres);
    spread_centres (centres);
    for (int k = 0; k < RF_PALETTE_SIZE; k++) {
        rf_from_oklab (&colorimetry, centres[k], rgb);
        for (int c = 0; c < 3; c++)
            palette[k][c] = (float)rf_encode (CLAMP (rgb[c], 0, 1));
    }
    g_free (samples);
}

/* ---- Contrast --------------------------------------------------------------------------------------------------- */

#define GRID  48
#define STRAY 0.02 /* part of the spots at either end that is left out */
#define FAINT 0.25 /* opacity of a veil that one does not see as such */

double
rf_luminance (const float rgb[3])
{
    double linear[3];

    for (int c = 0; c < 3; c++)
        linear[c] = rf_decode (isfinite (rgb[c]) ? CLAMP (rgb[c], 0, 1) : 0);
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}

double
rf_contrast (double luminance_1, double luminance_2)
{
    double low = MIN (luminance_1, luminance_2), high = MAX (luminance_1, luminance_2);

    return (high + 0.05) / (low + 0.05);
}

static double
look_at (const RfGround *ground, const RfTile *photo, double x, double y)
{
    const RfCanvas *canvas = &ground->canvas;
    int column = CLAMP ((int)x, 0, canvas->width - 1), row = CLAMP ((int)y, 0, canvas->height - 1);
    float rgba[4];

    rf_ground_row (ground, row, column, column + 1, rgba);
    if (photo && rgba[3] < 0.5f) {
        int px = (int)((double)(column - canvas->photo.x) * photo->width / canvas->photo.width);
        int py = (int)((double)(row - canvas->photo.y) * photo->height / canvas->photo.height);
        const char *line = (const char *)photo->data + CLAMP (py, 0, photo->height - 1) * photo->stride;
        return rf_luminance ((const float *)line + 4 * (size_t)CLAMP (px, 0, photo->width - 1));
    }
    return rf_luminance (rgba);
}

static int
compare_numbers (const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static gboolean
lies_on (const RfRect *area, const RfFrame *photo)
{
    return area->x < photo->x + photo->width && photo->x < area->x + area->width &&
           area->y < photo->y + photo->height && photo->y < area->y + area->height;
}

RfUnder
rf_color_look_under (const RfGround *ground, const RfTile *photo, const RfRect *area)
{
    double *spots = g_new (double, GRID *GRID);

    for (int j = 0; j < GRID; j++)
        for (int i = 0; i < GRID; i++)
            spots[j * GRID + i] = look_at (ground, photo, area->x + area->width * (i + 0.5) / GRID,
                                           area->y + area->height * (j + 0.5) / GRID);
    qsort (spots, GRID * GRID, sizeof *spots, compare_numbers);
    RfUnder under = {spots[(int)(GRID * GRID * STRAY)], spots[GRID * GRID / 2], spots[(int)(GRID * GRID * (1 - STRAY))],
                     ground->blur || lies_on (area, &ground->canvas.photo)};
    g_free (spots);
    return under;
}

/* Luminance of grey as light as `luminance` with a veil of black or white over it. */
static double
veil (double luminance, double white, double opacity)
{
    double encoded = rf_encode (luminance);

    return rf_decode (encoded + (white - encoded) * opacity);
}

/* The halo that letters need on a spot. More than the least: a little for the rounding of everything to come, and on a picture
 * for the lights that its reduced copy has lost. */
static double
find_halo (const RfUnder *under, double spot, double letters)
{
    double halo = 0, least = RF_LEAST_CONTRAST * (under->is_picture ? 1.15 : 1.06);

    while (halo < 1 && rf_contrast (letters, veil (spot, 1 - letters, halo)) < least)
        halo = MIN (1, halo + 0.02);
    return halo;
}

RfLegible
rf_color_make_legible (RfUnder under, double opacity, gboolean dark)
{
    gboolean white;

    if (under.is_picture)
        white = (dark && find_halo (&under, under.middle, 1) <= FAINT) ||
                rf_contrast (1, under.middle) >= rf_contrast (0, under.middle);
    else
        white = rf_contrast (1, under.lightest) >= rf_contrast (0, under.darkest);
    RfLegible legible = {white ? 1 : 0, opacity, 0};
    double worst = white ? under.lightest : under.darkest;

    legible.halo = find_halo (&under, worst, legible.letters);
    worst = veil (worst, 1 - legible.letters, legible.halo);
    while (legible.opacity < 1 &&
           rf_contrast (veil (worst, legible.letters, legible.opacity), worst) < RF_LEAST_CONTRAST * 1.04)
        legible.opacity = MIN (1, legible.opacity + 0.02);
    return legible;
}
