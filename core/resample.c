/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * A picture of another size, row by row. No library that is at hand does that in floating point without holding the picture:
 * GEGL and libvips want their own buffers, Pixman and swscale work on 8 or 16 encoded bits. Lanczos' window of three lobes
 * (Duchon 1979, "Lanczos filtering in one and two dimensions") keeps what the new size can show, and little else. */
#include "rangefinder.h"

#include <math.h>
#include <string.h>

#define LOBES 3

/* What one row, or column, of the result is made of. */
typedef struct {
    int first, n;
    float *weights;
} Taps;

struct RfResample {
    int width, height, to_width, to_height;
    Taps *columns, *rows;
    float *in, *ring; /* a row, premultiplied; rows of the new width, row y at y % n_ring */
    int n_ring, pushed, pulled;
};

static double
window (double x)
{
    double a = G_PI * x;

    if (fabs (x) < 1e-9)
        return 1;
    return fabs (x) < LOBES ? LOBES * sin (a) * sin (a / LOBES) / (a * a) : 0;
}

/* At the edges the picture goes on as its last pixel: those taps are counted there. */
static Taps *
make_taps (int from, int to)
{
    Taps *taps = g_new0 (Taps, to);
    double scale = (double)from / to, wide = MAX (scale, 1), radius = LOBES * wide;

    for (int i = 0; i < to; i++) {
        double centre = (i + 0.5) * scale - 0.5, sum = 0;
        int low = (int)ceil (centre - radius), high = (int)floor (centre + radius);
        taps[i].first = CLAMP (low, 0, from - 1);
        taps[i].n = CLAMP (high, 0, from - 1) - taps[i].first + 1;
        taps[i].weights = g_new0 (float, taps[i].n);
        for (int k = low; k <= high; k++)
            sum += window ((k - centre) / wide);
        for (int k = low; k <= high; k++)
            taps[i].weights[CLAMP (k, 0, from - 1) - taps[i].first] += (float)(window ((k - centre) / wide) / sum);
    }
    return taps;
}

static void
free_taps (Taps *taps, int n)
{
    for (int i = 0; i < n; i++)
        g_free (taps[i].weights);
    g_free (taps);
}

RfResample *
rf_resample_new (int width, int height, int to_width, int to_height)
{
    RfResample *resample = g_new0 (RfResample, 1);

    resample->width = width;
    resample->height = height;
    resample->to_width = to_width;
    resample->to_height = to_height;
    resample->columns = make_taps (width, to_width);
    resample->rows = make_taps (height, to_height);
    for (int i = 0; i < to_height; i++)
        resample->n_ring = MAX (resample->n_ring, resample->rows[i].n);
    resample->in = g_new (float, 4 * (gsize)width);
    resample->ring = g_new (float, 4 * (gsize)to_width * (gsize)resample->n_ring);
    return resample;
}

void
rf_resample_free (RfResample *resample)
{
    if (!resample)
        return;
    free_taps (resample->columns, resample->to_width);
    free_taps (resample->rows, resample->to_height);
    g_free (resample->in);
    g_free (resample->ring);
    g_free (resample);
}

int
rf_resample_wants (const RfResample *resample)
{
    if (resample->pulled >= resample->to_height)
        return 0;
    const Taps *taps = &resample->rows[resample->pulled];
    return MAX (taps->first + taps->n - resample->pushed, 0);
}

static float *
ring_row (const RfResample *resample, int y)
{
    return resample->ring + 4 * (gsize)resample->to_width * (gsize)(y % resample->n_ring);
}

void
rf_resample_push (RfResample *resample, const float *row)
{
    float *out = ring_row (resample, resample->pushed++);

    for (gsize x = 0; x < (gsize)resample->width; x++) {
        float alpha = row[4 * x + 3];
        for (gsize c = 0; c < 3; c++)
            resample->in[4 * x + c] = row[4 * x + c] * alpha;
        resample->in[4 * x + 3] = alpha;
    }
    for (int x = 0; x < resample->to_width; x++, out += 4) {
        const Taps *taps = &resample->columns[x];
        const float *in = resample->in + 4 * (gsize)taps->first;
        float sum[4] = {0, 0, 0, 0};
        for (int k = 0; k < taps->n; k++, in += 4)
            for (int c = 0; c < 4; c++)
                sum[c] += taps->weights[k] * in[c];
        memcpy (out, sum, sizeof sum);
    }
}

void
rf_resample_pull (RfResample *resample, float *row)
{
    const Taps *taps = &resample->rows[resample->pulled++];
    gsize n = 4 * (gsize)resample->to_width;

    memset (row, 0, n * sizeof *row);
    for (int k = 0; k < taps->n; k++) {
        const float *in = ring_row (resample, taps->first + k);
        float weight = taps->weights[k];
        for (gsize i = 0; i < n; i++)
            row[i] += weight * in[i];
    }
    for (gsize x = 0; x < n; x += 4) {
        float alpha = CLAMP (row[x + 3], 0, 1);
        for (gsize c = 0; c < 3 && alpha > 0; c++)
            row[x + c] /= row[x + 3];
        row[x + 3] = alpha;
    }
}
