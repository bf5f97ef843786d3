/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Grounds: the blurred photograph, the shadow and round corners of the one on it. */
#include "../tap.h"
#include "plans.h"
#include "space.h"

#define WIDTH  900
#define HEIGHT 600

#define FRAME                                                                                                          \
    "[format]\ntitle=Test\n[canvas]\nleft=150u\nright=150u\ntop=150u\nbottom=150u\n"                                   \
    "[text a]\nin=bottom\nat=bottom\ntext=${model}\nsize=10u\n"

static RfWatermark *
plan_on (const char *format_text, const RfWatermarkOptions *options, Paint paint)
{
    static const RfWatermarkOptions standard = RF_WATERMARK_OPTIONS_DEFAULT;
    g_autoptr (GError) error = NULL;
    RfFormat *format = format_of (format_text);
    RfCaption *caption = rf_caption_new ();
    RfTile photo = make_photo (paint);
    RfWatermark *watermark =
        rf_watermark_new (format, caption, options ? options : &standard, WIDTH, HEIGHT, &photo, &error);

    REQUIRE (watermark, "%s", error->message);
    g_free (photo.data);
    rf_caption_free (caption);
    rf_format_free (format);
    return watermark;
}

static float *
draw_ground (const RfWatermark *watermark)
{
    return draw_area (watermark, RF_PART_GROUND, RF_PIXELS_FLOAT, whole_canvas (watermark));
}

TEST (corners_are_round_and_cover_just_what_they_should)
{
    RfWatermark *watermark = plan_on (FRAME "[photo]\ncorner=100u\n", NULL, paint_restless);
    RfFrame canvas = whole_canvas (watermark), photo = watermark->ground.canvas.photo;
    double radius = 100 * HEIGHT / 1080.0, covered = 0;
    float *pixels = draw_ground (watermark);

    for (int y = 0; y < photo.height; y++)
        for (int x = 0; x < photo.width; x++) {
            const float *pixel = pixels + 4 * ((photo.y + y) * canvas.width + photo.x + x);
            double dx = MAX (MAX (radius - (x + 0.5), x + 0.5 - (photo.width - radius)), 0);
            double dy = MAX (MAX (radius - (y + 0.5), y + 0.5 - (photo.height - radius)), 0);
            double beyond = dx > 0 && dy > 0 ? hypot (dx, dy) - radius : -1;
            REQUIRE (beyond > -0.8 || pixel[3] == 0, "the photograph is covered at %d, %d", x, y);
            REQUIRE (beyond < 0.8 || pixel[3] == 1, "the corner is open at %d, %d", x, y);
            REQUIRE (pixel[3] == 0 || (pixel[0] == 1 && pixel[1] == 1 && pixel[2] == 1), "in the ground's colour");
            covered += pixel[3];
        }
    double wanted = (4 - G_PI) * radius * radius;
    REQUIRE (fabs (covered / wanted - 1) < 0.01, "%g pixels are covered, not %g", covered, wanted);
    g_free (pixels);
    rf_watermark_free (watermark);
}

TEST (a_shadow_fades_evenly_and_ends_within_its_reach)
{
    RfWatermark *watermark = plan_on (FRAME "[photo]\nshadow=80u\nshadow_opacity=0.5\n", NULL, paint_restless);
    RfFrame canvas = whole_canvas (watermark), photo = watermark->ground.canvas.photo;
    int middle = photo.x + photo.width / 2, bottom = photo.y + photo.height;
    float *pixels = draw_ground (watermark);
    float previous = 0;

    for (int y = bottom; y < canvas.height; y++) {
        float here = pixels[4 * (y * canvas.width + middle)];
        REQUIRE_CMP (here, >=, previous, "%g", "lighter and lighter, %d below", y - bottom);
        REQUIRE (y == bottom || here - previous < 0.03f, "no step: %g after %g, %d below", here, previous, y - bottom);
        previous = here;
    }
    REQUIRE_CMP (pixels[4 * (bottom * canvas.width + middle)], <, 0.85f, "%g", "dark at the edge");
    REQUIRE_CMP (previous, ==, 1.0f, "%g", "white where it ends");
    for (int y = 0; y < canvas.height; y++)
        for (int x = 0; x < canvas.width / 2; x++) {
            const float *left = pixels + 4 * (y * canvas.width + x);
            const float *right = pixels + 4 * (y * canvas.width + canvas.width - 1 - x);
            REQUIRE (fabsf (left[0] - right[0]) < 1e-5f && left[3] == right[3], "the same at both sides: %d, %d", x, y);
            gboolean inside = x >= photo.x && y >= photo.y && y < bottom;
            REQUIRE_CMP (left[3], ==, inside ? 0.0f : 1.0f, "%g", "%d, %d", x, y);
        }
    g_free (pixels);
    rf_watermark_free (watermark);
}

static void
paint_halves (double x, double y, float rgb[3])
{
    rgb[0] = rgb[1] = rgb[2] = x < 0.5 ? 0 : 1;
}

static void
paint_stripes (double x, double y, float rgb[3])
{
    rgb[0] = rgb[1] = rgb[2] = (int)(x * 64) & 1 ? 1 : 0;
}

static void
paint_light (double x, double y, float rgb[3])
{
    rgb[0] = 1.8f;
    rgb[1] = 0.4f;
    rgb[2] = -0.1f;
}

static void
paint_holes (double x, double y, float rgb[3])
{
    rgb[0] = x < 0.5 ? NAN : 0.5f;
    rgb[1] = y < 0.5 ? INFINITY : 0.5f;
    rgb[2] = -INFINITY;
}

static void
paint_dusk (double x, double y, float rgb[3])
{
    rgb[0] = (float)(0.2 + 0.05 * x);
    rgb[1] = (float)(0.2 + 0.05 * y);
    rgb[2] = 0.25f;
}

TEST (light_is_mixed_as_light_is)
{
    RfWatermarkOptions options = RF_WATERMARK_OPTIONS_DEFAULT;
    options.ground = "blur";
    RfWatermark *watermark = plan_on (FRAME, &options, paint_stripes);
    RfFrame canvas = whole_canvas (watermark);
    float *pixels = draw_ground (watermark);
    /* Half black and half white reflect half the light, which is 0.735 in sRGB, and not 0.5. */
    float wanted = (float)rf_encode (0.5);
    for (int x = 0; x < canvas.width; x++)
        REQUIRE (fabsf (pixels[4 * x] - wanted) < 0.06f, "at %d is %g", x, pixels[4 * x]);
    g_free (pixels);
    rf_watermark_free (watermark);
}

TEST (a_blurred_ground_has_neither_steps_nor_creases)
{
    RfWatermarkOptions options = RF_WATERMARK_OPTIONS_DEFAULT;
    options.ground = "blur";
    RfWatermark *watermark = plan_on (FRAME, &options, paint_halves);
    RfFrame canvas = whole_canvas (watermark);
    float *pixels = draw_ground (watermark);
    float before[2] = {NAN, NAN};

    REQUIRE_CMP (pixels[0], <, 0.2f, "%g", "dark at the left");
    REQUIRE_CMP (pixels[4 * (canvas.width - 1)], >, 0.9f, "%g", "light at the right");
    for (int x = 0; x < canvas.width; x++) {
        float here = pixels[4 * x], step = here - before[0], bend = step - (before[0] - before[1]);
        REQUIRE (!(step < -1e-5f), "it never turns back: at %d", x);
        REQUIRE (!(step > 0.02f), "no step: %g at %d", step, x);
        REQUIRE (!(fabsf (bend) > 0.002f), "no crease: %g at %d", bend, x);
        before[1] = before[0];
        before[0] = here;
    }
    g_free (pixels);
    rf_watermark_free (watermark);
}

/* In 8 bits a slow gradient has broad steps; dithered their edges dissolve, and means are right. */
TEST (eight_bits_show_no_bands)
{
    RfWatermarkOptions options = RF_WATERMARK_OPTIONS_DEFAULT;
    options.ground = "blur";
    RfWatermark *watermark = plan_on (FRAME, &options, paint_dusk);
    RfFrame area = {0, 0, whole_canvas (watermark).width / 8 * 8, 64};
    float *exact = draw_area (watermark, RF_PART_GROUND, RF_PIXELS_FLOAT, area);
    guchar *rounded = draw_area (watermark, RF_PART_GROUND, RF_PIXELS_U8, area);
    gboolean between = FALSE;

    for (int y = 0; y < area.height; y += 8)
        for (int x = 0; x < area.width; x += 8) {
            double sum[2] = {0, 0};
            for (int i = 0; i < 64; i++) {
                int at = 4 * ((y + i / 8) * area.width + x + i % 8);
                sum[0] += exact[at] * 255;
                sum[1] += rounded[at];
                REQUIRE (fabs (exact[at] * 255 - rounded[at]) < 1, "at most one step at %d, %d", x, y);
            }
            REQUIRE (fabs (sum[0] - sum[1]) / 64 < 0.06, "mean of 8 × 8 at %d, %d: %g, not %g", x, y, sum[1] / 64,
                     sum[0] / 64);
            between |= fabs (sum[1] / 64 - floor (sum[1] / 64) - 0.5) < 0.2;
        }
    REQUIRE (between, "values between two steps were seen");
    g_free (exact);
    g_free (rounded);
    rf_watermark_free (watermark);
}

TEST (light_beyond_white_is_kept)
{
    RfWatermarkOptions options = RF_WATERMARK_OPTIONS_DEFAULT;
    options.ground = "blur";
    RfWatermark *watermark = plan_on (FRAME, &options, paint_light);
    RfFrame area = {0, 0, 10, 10};
    float *exact = draw_area (watermark, RF_PART_GROUND, RF_PIXELS_FLOAT, area);
    guchar *rounded = draw_area (watermark, RF_PART_GROUND, RF_PIXELS_U8, area);

    REQUIRE (fabsf (exact[0] - 1.8f) < 1e-4f && fabsf (exact[1] - 0.4f) < 1e-4f && fabsf (exact[2] + 0.1f) < 1e-4f,
             "%g, %g, %g", exact[0], exact[1], exact[2]);
    REQUIRE (rounded[0] == 255 && abs (rounded[1] - 102) <= 1 && rounded[2] == 0 && rounded[3] == 255, "%d, %d, %d",
             rounded[0], rounded[1], rounded[2]);
    g_free (exact);
    g_free (rounded);
    rf_watermark_free (watermark);
}

TEST (a_photograph_with_holes_harms_nothing)
{
    int n;
    RfFormat *const *formats = shipped_formats (&n);
    RfCaption *caption = rf_caption_sample ();
    RfTile photo = make_photo (paint_holes);
    RfWatermarkOptions options = RF_WATERMARK_OPTIONS_DEFAULT;

    options.ground = "blur";
    for (int i = 0; i < n; i++) {
        RfWatermark *watermark = rf_watermark_new (formats[i], caption, &options, WIDTH, HEIGHT, &photo, NULL);
        RfFrame canvas = whole_canvas (watermark);
        float *pixels = draw_area (watermark, RF_PART_ALL, RF_PIXELS_FLOAT, canvas);
        for (int p = 0; p < 4 * canvas.width * canvas.height; p++)
            REQUIRE (isfinite (pixels[p]), "%s: pixel %d, %d", formats[i]->id, p / 4 % canvas.width,
                     p / 4 / canvas.width);
        g_free (pixels);
        rf_watermark_free (watermark);
    }
    g_free (photo.data);
    rf_caption_free (caption);
}

TEST (a_tint_mixes_as_much_as_it_is_opaque)
{
    RfWatermark *watermark =
        plan_on ("[format]\ntitle=Test\n[canvas]\nleft=99u\nbottom=99u\nground=blur\ncolor=#00ff0040\n"
                 "[text a]\nin=bottom\ntext=${model}\n",
                 NULL, paint_light);
    RfFrame area = {0, 0, 4, 4};
    float *pixels = draw_area (watermark, RF_PART_GROUND, RF_PIXELS_FLOAT, area), part = 64 / 255.0f;

    REQUIRE (fabsf (pixels[0] - 1.8f * (1 - part)) < 1e-3f, "red is %g", pixels[0]);
    REQUIRE (fabsf (pixels[1] - (0.4f + 0.6f * part)) < 1e-3f, "green is %g", pixels[1]);
    g_free (pixels);
    rf_watermark_free (watermark);
}

int
main (void)
{
    return tap_main ();
}
