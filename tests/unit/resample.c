/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Other sizes: flat stays flat, what can be shown is shown, what cannot is not, and nothing is moved. */
#include "../tap.h"

#include <math.h>
#include <rangefinder.h>
#include <string.h>

typedef struct {
    int width, height;
    float *pixels;
} Picture;

static Picture
make (int width, int height)
{
    return (Picture){width, height, g_new0 (float, 4 * (gsize)width * (gsize)height)};
}

static float *
at (const Picture *picture, int x, int y)
{
    return picture->pixels + 4 * ((gsize)y * (gsize)picture->width + (gsize)x);
}

static Picture
resample (const Picture *in, int width, int height)
{
    RfResample *it = rf_resample_new (in->width, in->height, width, height);
    Picture out = make (width, height);
    int pushed = 0;

    for (int y = 0; y < height; y++) {
        while (rf_resample_wants (it) > 0)
            rf_resample_push (it, at (in, 0, pushed++));
        rf_resample_pull (it, at (&out, 0, y));
    }
    REQUIRE (pushed <= in->height, "%d rows were wanted of %d", pushed, in->height);
    REQUIRE (rf_resample_wants (it) == 0, "it wants more behind the end");
    rf_resample_free (it);
    return out;
}

static const int sizes[][4] = {{64, 48, 32, 24}, {64, 48, 21, 17}, {64, 48, 64, 48}, {64, 48, 130, 97},
                               {64, 48, 1, 1},   {1, 1, 9, 7},     {300, 5, 7, 5},   {5, 300, 5, 7}};

TEST (flat_stays_flat)
{
    for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
        Picture in = make (sizes[i][0], sizes[i][1]);
        for (int p = 0; p < in.width * in.height; p++)
            memcpy (in.pixels + 4 * p, (float[]){0.25F, 1.5F, -0.1F, 0.5F}, 4 * sizeof (float));
        Picture out = resample (&in, sizes[i][2], sizes[i][3]);
        for (int p = 0; p < out.width * out.height; p++) {
            REQUIRE (fabs ((double)out.pixels[4 * p] - (0.25)) < 1e-5, "size %d", (int)i);
            REQUIRE (fabs ((double)out.pixels[4 * p + 1] - (1.5)) < 1e-5, "size %d", (int)i);
            REQUIRE (fabs ((double)out.pixels[4 * p + 2] - (-0.1)) < 1e-5, "size %d", (int)i);
            REQUIRE (fabs ((double)out.pixels[4 * p + 3] - (0.5)) < 1e-5, "size %d", (int)i);
        }
        g_free (in.pixels);
        g_free (out.pixels);
    }
}

/* A slope's value belongs to its place: none is moved by part of a pixel. */
TEST (nothing_is_moved)
{
    for (gsize i = 0; i < 4; i++) {
        Picture in = make (sizes[i][0], sizes[i][1]);
        for (int y = 0; y < in.height; y++)
            for (int x = 0; x < in.width; x++)
                memcpy (at (&in, x, y), (float[]){(float)x, (float)y, 0, 1}, 4 * sizeof (float));
        Picture out = resample (&in, sizes[i][2], sizes[i][3]);
        for (int y = out.height / 3; y < out.height * 2 / 3; y++)
            for (int x = out.width / 3; x < out.width * 2 / 3; x++) {
                REQUIRE (fabs ((double)at (&out, x, y)[0] - ((x + 0.5) * in.width / out.width - 0.5)) < 0.05, "x %d",
                         x);
                REQUIRE (fabs ((double)at (&out, x, y)[1] - ((y + 0.5) * in.height / out.height - 0.5)) < 0.05, "y %d",
                         y);
            }
        g_free (in.pixels);
        g_free (out.pixels);
    }
}

/* Of stripes a waves wide each, in a picture made to a third of its width. */
static double
contrast_of (double pixels_a_wave)
{
    Picture in = make (600, 8);
    double low = 1e9, high = -1e9;

    for (int y = 0; y < in.height; y++)
        for (int x = 0; x < in.width; x++) {
            float value = (float)(0.5 + 0.5 * sin (2 * G_PI * x / pixels_a_wave));
            memcpy (at (&in, x, y), (float[]){value, value, value, 1}, 4 * sizeof (float));
        }
    Picture out = resample (&in, 200, 4);
    for (int x = 20; x < 180; x++) {
        low = MIN (low, (double)at (&out, x, 2)[0]);
        high = MAX (high, (double)at (&out, x, 2)[0]);
    }
    g_free (in.pixels);
    g_free (out.pixels);
    return high - low;
}

TEST (what_can_be_shown_is_and_what_cannot_is_not)
{
    REQUIRE (contrast_of (40) > 0.98, "wide stripes have %g", contrast_of (40));
    REQUIRE (contrast_of (12) > 0.85, "stripes of four pixels have %g", contrast_of (12));
    REQUIRE (contrast_of (4.1) < 0.06, "stripes that are too narrow have %g", contrast_of (4.1));
    REQUIRE (contrast_of (2.2) < 0.03, "the narrowest stripes have %g", contrast_of (2.2));
}

/* What is transparent does not bleed into what is not. */
TEST (colours_are_mixed_by_alpha)
{
    Picture in = make (64, 64);

    for (int y = 0; y < 64; y++)
        for (int x = 0; x < 64; x++)
            memcpy (at (&in, x, y), x < 32 ? (float[]){0.2F, 0.4F, 0.6F, 1} : (float[]){9, -9, 9, 0},
                    4 * sizeof (float));
    Picture out = resample (&in, 21, 21);
    for (int p = 0; p < 21 * 21; p++)
        if (out.pixels[4 * p + 3] > 0.05F)
            REQUIRE (fabs ((double)out.pixels[4 * p + 1] - (0.4)) < 0.01, "pixel %d", p);
    g_free (in.pixels);
    g_free (out.pixels);
}

int
main (void)
{
    return tap_main ();
}
