/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plans: what is refused, and that the result is the same however a picture is cut up. */
#include "plan.h"
#include "../tap.h"
#include "unit.h"

#include <math.h>

#define WIDTH  97
#define HEIGHT 61
#define PIXELS (WIDTH * HEIGHT)

static const char full_look[] = "[look]\ntitle=T\n[tone]\nslope=1.3\ntoe=1.5\n[colour]\nchroma=1.2\n"
                                "[band a]\nhue_deg=130\nshift_deg=-8\nchroma=0.8\n[tint]\ncurve=20:0,1; 72:0,4\n"
                                "[vignette]\ncorner_ev=-1\n[grain]\namount=4\n";

/* No table is baked for them, so that plans by the dozen cost nothing. */
static const RfSettings idle = {0, 1, 1, 0, RF_VIGNETTE_LOOK, 0, RF_INPUT_DISPLAY, 1};

static RfSpace
space_of (const char *name, RfEncoding encoding)
{
    RfSpace space;

    rf_space_init (&space, name, encoding);
    return space;
}

/* ---- What is refused ------------------------------------------------------------------------------------------------ */

TEST (settings_out_of_range_are_refused_by_name)
{
    static const struct {
        const char *name;
        size_t offset;
        double min, max;
        gboolean whole; /* an enum */
    } numbers[] = {
        {"strength", G_STRUCT_OFFSET (RfSettings, strength), 0, 1, FALSE},
        {"tone", G_STRUCT_OFFSET (RfSettings, tone), 0, 1, FALSE},
        {"colour", G_STRUCT_OFFSET (RfSettings, colour), 0, 1, FALSE},
        {"exposure", G_STRUCT_OFFSET (RfSettings, exposure_ev), -5, 5, FALSE},
        {"vignette", G_STRUCT_OFFSET (RfSettings, vignette_ev), -3, 1, FALSE},
        {"grain", G_STRUCT_OFFSET (RfSettings, grain), 0, 2, FALSE},
        {"vignette mode", G_STRUCT_OFFSET (RfSettings, vignette), 0, 2, TRUE},
        {"input", G_STRUCT_OFFSET (RfSettings, input), 0, 1, TRUE},
    };
    RfLook *look = look_of (full_look);
    RfSpace space = space_of ("srgb", RF_ENCODING_LINEAR);

    for (size_t i = 0; i < G_N_ELEMENTS (numbers); i++) {
        double step = numbers[i].whole ? 1 : 1e-9;
        double values[] = {numbers[i].min, numbers[i].max, numbers[i].min - step, numbers[i].max + step,
                           numbers[i].whole ? 99 : NAN};
        for (size_t k = 0; k < G_N_ELEMENTS (values); k++) {
            g_autoptr (GError) error = NULL;
            g_autofree char *start = g_strconcat (numbers[i].name, ": ", NULL);
            RfSettings settings = idle;
            settings.vignette = RF_VIGNETTE_VALUE;
            if (numbers[i].whole)
                *(int *)((char *)&settings + numbers[i].offset) = (int)values[k];
            else
                *(double *)((char *)&settings + numbers[i].offset) = values[k];
            if (numbers[i].offset == G_STRUCT_OFFSET (RfSettings, strength) && values[k] == 1)
                continue; /* would bake */
            RfPlan *plan = rf_plan_new (look, &settings, &space, &error);
            if (k < 2) {
                REQUIRE (plan, "%s %g: %s", numbers[i].name, values[k], error->message);
                rf_plan_unref (plan);
                continue;
            }
            REQUIRE (!plan, "%s %g was accepted", numbers[i].name, values[k]);
            REQUIRE (g_error_matches (error, RF_ERROR, RF_ERROR_VALUE), "%s: error %d", numbers[i].name, error->code);
            REQUIRE (g_str_has_prefix (error->message, start), "%s %g: «%s»", numbers[i].name, values[k],
                     error->message);
            REQUIRE_TEXT (error->message, " is outside ", "%s", numbers[i].name);
        }
    }
    rf_look_free (look);
}

TEST (scene_light_needs_linear_pixels)
{
    RfLook *look = look_of (full_look);
    RfSpace space = space_of ("srgb", RF_ENCODING_PERCEPTUAL);
    RfSettings settings = idle;
    g_autoptr (GError) error = NULL;

    settings.input = RF_INPUT_SCENE;
    REQUIRE (!rf_plan_new (look, &settings, &space, &error), "perceptual scene light was accepted");
    REQUIRE (g_error_matches (error, RF_ERROR, RF_ERROR_VALUE), "error %d", error->code);
    REQUIRE_TEXT (error->message, "linear light", "sentence");
    rf_look_free (look);
}

TEST (primaries_without_volume_are_refused)
{
    static const double bad[][9] = {
        {0},
        {1, 1, 1, 1, 1, 1, 1, 1, 1},
        {1, 0, 0, 0, 1, 0, 1, 1, 0},
        {NAN, 0, 0, 0, 1, 0, 0, 0, 1},
        {INFINITY, 0, 0, 0, 1, 0, 0, 0, 1},
    };
    RfLook *look = look_of (full_look);

    for (size_t i = 0; i < G_N_ELEMENTS (bad); i++)
        for (int strength = 0; strength < 2; strength++) {
            RfSettings settings = RF_SETTINGS_DEFAULT;
            RfSpace space = {.encoding = RF_ENCODING_LINEAR};
            g_autoptr (GError) error = NULL;
            memcpy (space.to_xyz, bad[i], sizeof bad[i]);
            settings.strength = strength;
            REQUIRE (!rf_plan_new (look, &settings, &space, &error), "matrix %zu was accepted", i);
            REQUIRE (g_error_matches (error, RF_ERROR, RF_ERROR_VALUE), "matrix %zu: error %d", i, error->code);
            REQUIRE_TEXT (error->message, "no volume", "matrix %zu", i);
        }
    rf_look_free (look);
}

/* ---- What comes out -------------------------------------------------------------------------------------------------- */

typedef struct {
    const char *name;
    RfInput input;
    RfEncoding encoding;
} Kind;

static const Kind kinds[] = {
    {"perceptual", RF_INPUT_DISPLAY, RF_ENCODING_PERCEPTUAL},
    {"linear", RF_INPUT_DISPLAY, RF_ENCODING_LINEAR},
    {"scene-linear", RF_INPUT_SCENE, RF_ENCODING_LINEAR},
};

/* One look for all, so that its tables are baked once. */
static const RfLook *
the_look (void)
{
    static RfLook *look;

    if (!look)
        look = look_of (full_look);
    return look;
}

/* Mostly inside the range, some beyond, everywhere something else. */
static void
fill_picture (float *pixels)
{
    guint64 state = 21;

    for (int i = 0; i < 4 * PIXELS; i++)
        pixels[i] = (float)random_between (&state, i % 5 ? 0 : -0.5, i % 5 ? 1 : 4);
}

TEST (strength_0_keeps_every_bit)
{
    g_autofree uint32_t *in = g_new (uint32_t, 4 * PIXELS), *out = g_new (uint32_t, 4 * PIXELS);
    RfLook *look = look_of (full_look);
    guint64 state = 8;

    for (int i = 0; i < 4 * PIXELS; i++)
        in[i] = (uint32_t)random_bits (&state);
    in[0] = 0x7fa00001; /* a signalling NaN */
    in[1] = 0xffc12345; /* one with a payload */
    in[2] = 0x80000000; /* -0 */
    in[3] = 1;          /* the smallest denormal */
    for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++)
        for (int frame = 0; frame < 2; frame++) {
            RfSettings settings = {0, 0.5, 0.7, 2, RF_VIGNETTE_VALUE, -2, kinds[i].input, 2};
            RfPlan *plan = plan_of (look, &settings, kinds[i].encoding);
            RfFrame whole = {0, 0, WIDTH, HEIGHT};
            RfTile from = {in, WIDTH * 16, 0, 0, WIDTH, HEIGHT}, to = from;
            double rgb[3] = {0.1, -7, 1e6}, same[3] = {0};
            to.data = out;
            memset (out, 0xa5, 16 * PIXELS);
            REQUIRE (rf_plan_is_identity (plan), "%s", kinds[i].name);
            rf_plan_apply (plan, frame ? &whole : NULL, &from, &to);
            REQUIRE (memcmp (in, out, 16 * PIXELS) == 0, "%s", kinds[i].name);
            rf_plan_apply (plan, frame ? &whole : NULL, &to, &to);
            REQUIRE (memcmp (in, out, 16 * PIXELS) == 0, "%s in place", kinds[i].name);
            rf_plan_evaluate (plan, rgb, same, 1);
            REQUIRE (memcmp (rgb, same, sizeof rgb) == 0, "%s evaluated", kinds[i].name);
            rf_plan_unref (plan);
        }
    rf_look_free (look);
}

/* The look itself comes to nothing with its strength, for colours on the surface of the gamut too. */
TEST (strength_goes_to_0_without_a_jump)
{
    g_autofree float *in = g_new (float, 4 * PIXELS), *out = g_new (float, 4 * PIXELS);
    RfFrame frame = {0, 0, WIDTH, HEIGHT};
    RfTile from = {in, WIDTH * 16, 0, 0, WIDTH, HEIGHT}, to = from;
    guint64 state = 1;

    to.data = out;
    fill_picture (in);
    for (int i = 0; i < PIXELS; i++) { /* most inside, many on the surface, and in the dark */
        for (int c = 0; c < 3 && i % 4; c++)
            in[4 * i + c] = (float)random_between (&state, 0, i % 8 == 1 ? 0.05 : 1);
        if (i % 4 == 2)
            in[4 * i + random_below (&state, 3)] = (float)random_below (&state, 2);
    }
    for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++)
        for (double strength = 1e-6; strength < 1e-3; strength *= 10) {
            RfSettings settings = RF_SETTINGS_DEFAULT;
            settings.strength = strength;
            settings.exposure_ev = 1;
            settings.input = kinds[i].input;
            RfPlan *plan = plan_of (the_look (), &settings, kinds[i].encoding);
            double bound = 10 * strength + 1e-6;
            REQUIRE (!rf_plan_is_identity (plan), "%s", kinds[i].name);
            rf_plan_apply (plan, &frame, &from, &to);
            for (int k = 0; k < PIXELS; k++) {
                double before[3] = {in[4 * k], in[4 * k + 1], in[4 * k + 2]}, after[3];
                rf_plan_evaluate (plan, before, after, 1);
                for (int c = 0; c < 3; c++) {
                    REQUIRE_CMP (fabs (after[c] - before[c]), <=, bound, "%g", "%s, strength %g: %g evaluates to %g",
                                 kinds[i].name, strength, before[c], after[c]);
                    REQUIRE_CMP (fabs (out[4 * k + c] - before[c]), <=, bound, "%g", "%s, strength %g: %g becomes %g",
                                 kinds[i].name, strength, before[c], out[4 * k + c]);
                }
            }
            rf_plan_unref (plan);
        }
}

/* Develops a rectangle of the picture into the same place of `out`, which may be the picture itself. */
static void
develop_part (const RfPlan *plan, const RfFrame *frame, float *in, float *out, int x, int y, int width, int height)
{
    int left = frame->x, top = frame->y;
    RfTile from = {in + 4 * (y * WIDTH + x), WIDTH * 16, left + x, top + y, width, height}, to = from;

    to.data = out + 4 * (y * WIDTH + x);
    rf_plan_apply (plan, frame, &from, &to);
}

TEST (any_tiling_gives_the_same_bits)
{
    enum { GUARD = 64 };
    g_autofree float *in = g_new (float, 4 * PIXELS), *whole = g_new (float, 4 * PIXELS);
    g_autofree float *space = g_new (float, 4 * PIXELS + 2 * GUARD);
    float *out = space + GUARD + 1; /* aligned to 4 bytes, not to 16 */
    RfFrame frame = {-13, 7, WIDTH, HEIGHT};
    guint64 state = 4;

    fill_picture (in);
    for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++) {
        const char *kind = kinds[i].name;
        RfSettings settings = RF_SETTINGS_DEFAULT;
        settings.input = kinds[i].input;
        RfPlan *plan = plan_of (the_look (), &settings, kinds[i].encoding);
        develop_part (plan, &frame, in, whole, 0, 0, WIDTH, HEIGHT);

        /* Single pixels, in place. */
        memset (space, 0x5a, (4 * PIXELS + 2 * GUARD) * sizeof (float));
        memcpy (out, in, 16 * PIXELS);
        for (int k = 0; k < PIXELS; k++)
            develop_part (plan, &frame, out, out, k % WIDTH, k / WIDTH, 1, 1);
        REQUIRE (memcmp (out, whole, 16 * PIXELS) == 0, "%s: single pixels", kind);

        /* Random rectangles, until each pixel was in several. */
        for (int k = 0; k < 400; k++) {
            int x = random_below (&state, WIDTH), y = random_below (&state, HEIGHT);
            develop_part (plan, &frame, in, out, x, y, 1 + random_below (&state, WIDTH - x),
                          1 + random_below (&state, MIN (HEIGHT - y, 9)));
        }
        REQUIRE (memcmp (out, whole, 16 * PIXELS) == 0, "%s: random rectangles", kind);

        /* From the last row to the first. */
        RfTile from = {in + 4 * WIDTH * (HEIGHT - 1), -WIDTH * 16, frame.x, frame.y, WIDTH, HEIGHT}, to = from;
        RfFrame mirrored = frame;
        to.data = out + 4 * WIDTH * (HEIGHT - 1);
        for (int y = 0; y < HEIGHT; y++) { /* one row each, so that every row keeps its place in the frame */
            from.y = to.y = frame.y + HEIGHT - 1 - y;
            from.height = to.height = 1;
            from.data = in + 4 * WIDTH * (HEIGHT - 1 - y);
            to.data = out + 4 * WIDTH * (HEIGHT - 1 - y);
            rf_plan_apply (plan, &mirrored, &from, &to);
        }
        REQUIRE (memcmp (out, whole, 16 * PIXELS) == 0, "%s: rows from below", kind);

        /* Nothing. */
        RfTile nothing = {out, WIDTH * 16, 0, 0, 0, HEIGHT};
        rf_plan_apply (plan, &frame, &nothing, &nothing);
        nothing.width = WIDTH;
        nothing.height = 0;
        rf_plan_apply (plan, &frame, &nothing, &nothing);
        REQUIRE (memcmp (out, whole, 16 * PIXELS) == 0, "%s: an empty tile", kind);
        for (const unsigned char *byte = (unsigned char *)space;
             byte < (unsigned char *)(space + 4 * PIXELS + 2 * GUARD); byte++)
            if (byte < (unsigned char *)out || byte >= (unsigned char *)(out + 4 * PIXELS))
                REQUIRE (*byte == 0x5a, "%s: byte %td was written", kind, byte - (unsigned char *)out);
        rf_plan_unref (plan);
    }
}

/* A picture upside down in memory: rows go backwards, and come out as those of the picture do. */
TEST (negative_strides_read_and_write_backwards)
{
    g_autofree float *in = g_new (float, 4 * PIXELS), *turned = g_new (float, 4 * PIXELS);
    g_autofree float *expected = g_new (float, 4 * PIXELS), *out = g_new (float, 4 * PIXELS);
    RfSettings settings = RF_SETTINGS_DEFAULT;
    RfPlan *plan = plan_of (the_look (), &settings, RF_ENCODING_PERCEPTUAL);
    RfFrame frame = {0, 0, WIDTH, HEIGHT};

    fill_picture (in);
    for (int y = 0; y < HEIGHT; y++)
        memcpy (turned + 4 * WIDTH * (HEIGHT - 1 - y), in + 4 * WIDTH * y, 16 * WIDTH);
    develop_part (plan, &frame, in, expected, 0, 0, WIDTH, HEIGHT);
    RfTile from = {turned + 4 * WIDTH * (HEIGHT - 1), -WIDTH * 16, 0, 0, WIDTH, HEIGHT};
    RfTile to = {out, WIDTH * 16, 0, 0, WIDTH, HEIGHT};
    rf_plan_apply (plan, &frame, &from, &to);
    REQUIRE (memcmp (out, expected, 16 * PIXELS) == 0, "read backwards");
    memset (out, 0, 16 * PIXELS);
    rf_plan_apply (plan, &frame, &from, &from);
    for (int y = 0; y < HEIGHT; y++)
        REQUIRE (memcmp (turned + 4 * WIDTH * (HEIGHT - 1 - y), expected + 4 * WIDTH * y, 16 * WIDTH) == 0,
                 "row %d written backwards", y);
    rf_plan_unref (plan);
}

TEST (without_a_frame_there_is_neither_vignette_nor_grain)
{
    g_autofree float *in = g_new (float, 4 * PIXELS), *a = g_new (float, 4 * PIXELS), *b = g_new (float, 4 * PIXELS);
    RfSettings settings = RF_SETTINGS_DEFAULT, off = RF_SETTINGS_DEFAULT;
    RfFrame frame = {0, 0, WIDTH, HEIGHT};
    RfTile from = {in, WIDTH * 16, 0, 0, WIDTH, HEIGHT}, to_a = from, to_b = from;

    fill_picture (in);
    to_a.data = a;
    to_b.data = b;
    off.vignette = RF_VIGNETTE_OFF;
    off.grain = 0;
    RfPlan *plan = plan_of (the_look (), &settings, RF_ENCODING_LINEAR),
           *bare = plan_of (the_look (), &off, RF_ENCODING_LINEAR);
    rf_plan_apply (plan, NULL, &from, &to_a);
    rf_plan_apply (bare, NULL, &from, &to_b);
    REQUIRE (memcmp (a, b, 16 * PIXELS) == 0, "no frame and both switched off differ");
    rf_plan_apply (bare, &frame, &from, &to_b);
    REQUIRE (memcmp (a, b, 16 * PIXELS) == 0, "a frame changes what has neither");
    rf_plan_apply (plan, &frame, &from, &to_b);
    REQUIRE (memcmp (a, b, 16 * PIXELS) != 0, "a frame changes nothing");
    rf_plan_unref (plan);
    rf_plan_unref (bare);
}

TEST (numbers_that_are_none_are_evaluated_to_none_and_huge_ones_to_something)
{
    static const double wild[] = {NAN, INFINITY, -INFINITY, 1e300, -1e300, 1e30, 1e17, 1e-310};
    static const char *const names[] = {"srgb", "prophoto"};

    for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++)
        for (size_t s = 0; s < G_N_ELEMENTS (names); s++) {
            RfSettings settings = RF_SETTINGS_DEFAULT;
            RfSpace space = space_of (names[s], kinds[i].encoding);
            settings.input = kinds[i].input;
            RfPlan *plan = rf_plan_new (the_look (), &settings, &space, NULL);
            for (size_t k = 0; k < G_N_ELEMENTS (wild); k++)
                for (int c = 0; c < 3; c++) {
                    double rgb[3] = {0.2, 0.3, 0.4};
                    rgb[c] = wild[k];
                    rf_plan_evaluate (plan, rgb, rgb, 1); /* without reading outside any table */
                    REQUIRE (!isnan (wild[k]) || isnan (rgb[c]), "%s, %s: NaN in channel %d became %g", kinds[i].name,
                             names[s], c, rgb[c]);
                    REQUIRE (isnan (wild[k]) || isfinite (rgb[0] + rgb[1] + rgb[2]),
                             "%s, %s: %g in channel %d became %g %g %g", kinds[i].name, names[s], wild[k], c, rgb[0],
                             rgb[1], rgb[2]);
                }
            rf_plan_unref (plan);
        }
}

/* Of light that is far beyond everything the picture is white, not what is left when two huge numbers cancel. */
TEST (scene_light_without_bound_is_white)
{
    RfSettings settings = RF_SETTINGS_DEFAULT;
    settings.input = RF_INPUT_SCENE;
    RfPlan *plan = plan_of (the_look (), &settings, RF_ENCODING_LINEAR);

    for (double light = 1e4; light < 1e308; light *= 1e3) {
        double rgb[3] = {light, light, light};
        rf_plan_evaluate (plan, rgb, rgb, 1);
        for (int c = 0; c < 3; c++)
            REQUIRE_CMP (fabs (rgb[c] - 1), <, 1e-3, "%g", "%g, channel %d", light, c);
    }
    rf_plan_unref (plan);
}

int
main (void)
{
    return tap_main ();
}
