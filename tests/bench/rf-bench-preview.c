/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long the watermark dialog takes from a change to the new preview of 1600 pixels, and for a thumbnail, next to copying
 * the preview's pixels; and what planning the watermark in the size of the photograph takes, which follows when nothing has
 * changed for a while. Medians; only the ratios carry over to another machine or another hour.
 *
 * rf-bench-preview [MEGAPIXELS]: 50 of them, 3:2. */
#include "../../plugins/gimp/gimp-watermark-render.h"
#include "bench.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS 7
#define WIDTH  1600
#define HEIGHT 1200

/* Something with edges and colours. */
static RfTile
make_pixels (int width, int height)
{
    RfTile tile = {g_malloc ((gsize)width * height * 16), 16 * (ptrdiff_t)width, 0, 0, width, height};
    float *at = tile.data;

    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++, at += 4) {
            at[0] = 0.5f + 0.4f * (float)sin (x * 0.05);
            at[1] = 0.5f + 0.4f * (float)sin (y * 0.07);
            at[2] = (x / 16 + y / 16) % 2 ? 0.8f : 0.2f;
            at[3] = 1;
        }
    return tile;
}

static double
render_ms (RfReduced *photo, const RfFormat *format, const RfCaption *caption, int width, int height, double *scale)
{
    static const RfWatermarkOptions options = RF_WATERMARK_OPTIONS_DEFAULT;
    g_autoptr (GError) error = NULL;
    gint64 start = g_get_monotonic_time ();
    cairo_surface_t *surface = rf_watermark_render (photo, format, caption, &options, width, height, scale, &error);
    double ms = ms_since (start);

    if (!surface)
        g_error ("%s: %s", rf_format_id (format), error->message);
    cairo_surface_destroy (surface);
    return ms;
}

static double
plan_ms (const RfReduced *photo, const RfFormat *format, const RfCaption *caption)
{
    static const RfWatermarkOptions options = RF_WATERMARK_OPTIONS_DEFAULT;
    g_autoptr (GError) error = NULL;
    gint64 start = g_get_monotonic_time ();
    RfWatermark *watermark =
        rf_watermark_new (format, caption, &options, photo->width, photo->height, &photo->tile, &error);
    double ms = ms_since (start);

    if (!watermark)
        g_error ("%s: %s", rf_format_id (format), error->message);
    rf_watermark_free (watermark);
    return ms;
}

static double
copy_ms (char *to, const char *from)
{
    gint64 start = g_get_monotonic_time ();

    memcpy (to, from, 4 * WIDTH * HEIGHT);
    return ms_since (start);
}

int
main (int argc, char **argv)
{
    double megapixels = argc > 1 ? g_ascii_strtod (argv[1], NULL) : 50;
    int height = (int)sqrt (megapixels * 1e6 / 1.5), width = height * 3 / 2;
    RfTile pixels = make_pixels (2048, 1365), tile = make_pixels (512, 341);
    RfReduced photo;
    RfCaption *caption = rf_caption_sample ();
    g_autofree char *from = g_malloc0 (4 * WIDTH * HEIGHT), *to = g_malloc0 (4 * WIDTH * HEIGHT);
    size_t n;
    const RfFormat *const *formats = rf_formats (&n);

    rf_reduced_init (&photo, width, height, &pixels, &tile);
    printf ("%d x %d pixels, preview of at most %d x %d\n", width, height, WIDTH, HEIGHT);
    printf ("%-16s %10s %8s %12s %14s\n", "format", "preview ms", "x copy", "thumbnail ms", "whole plan ms");
    for (size_t i = 0; i < n; i++) {
        double preview[ROUNDS], copy[ROUNDS], thumbnail[ROUNDS], plan[ROUNDS], scale = 0;
        render_ms (&photo, formats[i], caption, WIDTH, HEIGHT, &scale); /* the size is known from the time before */
        for (int round = 0; round < ROUNDS; round++) {
            double none = 0;
            copy[round] = copy_ms (to, from);
            preview[round] = render_ms (&photo, formats[i], caption, WIDTH, HEIGHT, &scale);
            thumbnail[round] = render_ms (&photo, formats[i], caption, 120, 96, &none);
            plan[round] = plan_ms (&photo, formats[i], caption);
        }
        double one = median (preview, ROUNDS), copied = median (copy, ROUNDS);
        printf ("%-16s %10.1f %8.1f %12.1f %14.1f\n", rf_format_id (formats[i]), one, one / copied,
                median (thumbnail, ROUNDS), median (plan, ROUNDS));
    }
    rf_caption_free (caption);
    rf_reduced_clear (&photo);
    g_free (pixels.data);
    return 0;
}
