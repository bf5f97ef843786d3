/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every kind of pixels, at every CPU level, is developed as floats are. */
#include "../tap.h"
#include "plan.h"
#include "unit.h"

#include <math.h>

#define WIDTH  1029 /* more than four pieces, and odd */
#define HEIGHT 3
#define GUARD  8

static const RfPixels kinds[] = {RF_PIXELS_FLOAT,     RF_PIXELS_U8,     RF_PIXELS_U16,
                                 RF_PIXELS_RGB_FLOAT, RF_PIXELS_RGB_U8, RF_PIXELS_RGB_U16};

static int
channels_of (RfPixels kind)
{
    return kind >= RF_PIXELS_RGB_FLOAT ? 3 : 4;
}

static gsize
number_bytes (RfPixels kind)
{
    return rf_pixels_size (kind) / (gsize)channels_of (kind);
}

/* The greatest number; 0: floats. */
static int
top_of (RfPixels kind)
{
    return number_bytes (kind) == 1 ? 255 : number_bytes (kind) == 2 ? 65535 : 0;
}

static float
read_number (RfPixels kind, const void *number)
{
    guint16 u16;
    float value;

    if (number_bytes (kind) == 1)
        return (float)*(const guint8 *)number / 255;
    memcpy (&u16, number, sizeof u16);
    if (number_bytes (kind) == 2)
        return (float)u16 / 65535;
    memcpy (&value, number, sizeof value);
    return value;
}

static void
fill (RfPixels kind, guint8 *data, gsize n_numbers)
{
    static const float odd[] = {NAN, INFINITY, -INFINITY, -0.0f, 1e-42f, -3, 7, 1, 0};
    guint64 state = 7;

    for (gsize i = 0; i < n_numbers; i++, data += number_bytes (kind)) {
        guint16 u16 = (guint16)random_bits (&state);
        float value = i % 50 < G_N_ELEMENTS (odd) ? odd[i % 50] : (float)random_between (&state, -0.1, 1.1);
        if (number_bytes (kind) == 1)
            *data = i < 1024 ? (guint8)(i / 4) : (guint8)u16; /* all greys, then anything */
        else if (number_bytes (kind) == 2)
            memcpy (data, &u16, sizeof u16);
        else
            memcpy (data, &value, sizeof value);
    }
}

static RfPlan *
make_plan (const char *id, RfEncoding encoding, double strength, gboolean draft, const RfCpuLevel *level)
{
    RfSettings settings = RF_SETTINGS_DEFAULT;
    g_autoptr (GError) error = NULL;
    RfSpace space;

    settings.strength = strength;
    rf_space_init (&space, "srgb", encoding);
    RfPlan *plan = (draft ? rf_plan_new_draft : rf_plan_new) (rf_look_find (id), &settings, &space, &error);
    if (!plan)
        g_error ("%s", error->message);
    plan->kernel.level = level; /* ours alone: the tests run one after the other */
    return plan;
}

/* What the float path makes of the same numbers. */
static float *
expect (const RfPlan *plan, const RfFrame *frame, RfPixels kind, const guint8 *data, ptrdiff_t stride)
{
    gsize row = 4 * WIDTH;
    float *pixels = g_new (float, row *HEIGHT);
    int n = channels_of (kind);

    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            for (int c = 0; c < 4; c++)
                pixels[(gsize)y * row + (gsize)(4 * x + c)] =
                    c < n ? read_number (kind, data + y * stride + (n * x + c) * (ptrdiff_t)number_bytes (kind)) : 1;
    RfTile tile = {pixels, (ptrdiff_t)(row * sizeof (float)), 40, 20, WIDTH, HEIGHT};
    rf_plan_apply (plan, frame, &tile, &tile);
    return pixels;
}

static gboolean
is_right (RfPixels kind, const guint8 *number, float expected)
{
    float found = read_number (kind, number), top = (float)top_of (kind);

    if (top == 0)
        return memcmp (&found, &expected, sizeof found) == 0 || (isnan (found) && isnan (expected));
    float rounded = expected * top + 0.5f;
    return roundf (found * top) == (rounded > 0 ? floorf (rounded < top ? rounded : top) : 0);
}

/* Rows with gaps between them or without, or with a negative stride; in place or not. Not a byte beside the pixels is
 * written. */
enum { GAPS, NO_GAPS, UPWARDS };

static void
check (const RfPlan *plan, const char *what, const RfFrame *frame, RfPixels from, RfPixels to, int rows,
       gboolean in_place)
{
    gsize in_bytes = rf_pixels_size (from) * WIDTH, out_bytes = rf_pixels_size (to) * WIDTH;
    gsize gap = rows == NO_GAPS ? 0 : GUARD, in_pitch = in_bytes + gap, out_pitch = out_bytes + gap,
          all = MAX (in_pitch, out_pitch) * HEIGHT + 2 * GUARD;
    int sign = rows == UPWARDS ? -1 : 1, last = rows == UPWARDS ? HEIGHT - 1 : 0;
    gsize odd = number_bytes (from) == 1 && number_bytes (to) == 1 ? 1 : 0;
    guint8 *in = g_malloc (all + 1), *out = in_place ? in : g_malloc (all + 1);
    guint8 *first_in = in + odd + GUARD + in_pitch * (gsize)last,
           *first_out = out + odd + GUARD + out_pitch * (gsize)last;
    ptrdiff_t in_stride = sign * (ptrdiff_t)in_pitch, out_stride = sign * (ptrdiff_t)out_pitch;

    memset (in, 0xa5, all + 1);
    memset (out, 0xa5, all + 1);
    for (int y = 0; y < HEIGHT; y++)
        fill (from, first_in + y * in_stride, (gsize)channels_of (from) * WIDTH);
    float *expected = expect (plan, frame, from, first_in, in_stride);
    RfTile before = {first_in, in_stride, 40, 20, WIDTH, HEIGHT},
           after = {first_out, out_stride, 40, 20, WIDTH, HEIGHT};
    rf_plan_apply_pixels (plan, from, to, frame, &before, &after);
    for (int y = 0; y < HEIGHT; y++) {
        const guint8 *row = first_out + y * out_stride;
        for (int i = 0; i < channels_of (to) * WIDTH; i++) {
            int x = i / channels_of (to), c = i % channels_of (to);
            REQUIRE (is_right (to, row + (gsize)i * number_bytes (to), expected[4 * (y * WIDTH + x) + c]),
                     "%s, kind %d to %d, row %d, pixel %d, channel %d: %.9g for %.9g", what, from, to, y, x, c,
                     read_number (to, row + (gsize)i * number_bytes (to)), expected[4 * (y * WIDTH + x) + c]);
        }
        for (gsize i = 0; i < (y == HEIGHT - 1 && rows != UPWARDS ? GUARD : gap); i++)
            REQUIRE (row[out_bytes + i] == 0xa5, "%s, kind %d to %d, row %d: byte %zu beyond its end was written", what,
                     from, to, y, i);
    }
    if (!in_place)
        g_free (out);
    g_free (in);
    g_free (expected);
}

TEST (all_kinds_of_pixels_are_developed_as_floats_are)
{
    static const struct {
        const char *id;
        RfEncoding encoding;
        double strength;
        gboolean draft;
    } cases[] = {{"natural", RF_ENCODING_PERCEPTUAL, 1, FALSE},
                 {"authentic", RF_ENCODING_PERCEPTUAL, 0.4, TRUE},
                 {"monopan", RF_ENCODING_PERCEPTUAL, 1, TRUE},
                 {"natural", RF_ENCODING_LINEAR, 1, TRUE},
                 {"natural", RF_ENCODING_PERCEPTUAL, 0, FALSE}};
    RfFrame frame = {0, 0, 1200, 800};
    size_t n;
    const RfCpuLevel *levels = rf_cpu_levels (&n);

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
        for (size_t level = 0; level < n; level++) {
            RfPlan *plan =
                make_plan (cases[i].id, cases[i].encoding, cases[i].strength, cases[i].draft, &levels[level]);
            g_autofree char *what = g_strdup_printf ("%s at %g, encoding %d, %s", cases[i].id, cases[i].strength,
                                                     cases[i].encoding, levels[level].name);
            for (size_t k = 0; k < G_N_ELEMENTS (kinds); k++) {
                check (plan, what, &frame, kinds[k], kinds[k], GAPS, FALSE);
                check (plan, what, &frame, kinds[k], kinds[k], UPWARDS, TRUE);
                check (plan, what, NULL, kinds[k], kinds[k], GAPS, TRUE);
                check (plan, what, &frame, kinds[k], kinds[k], NO_GAPS, FALSE);
                for (size_t other = k / 3 * 3; other < k / 3 * 3 + 3; other++) /* with alpha, or without */
                    if (other != k)
                        check (plan, what, &frame, kinds[k], kinds[other], UPWARDS, FALSE);
            }
            rf_plan_unref (plan);
        }
}

TEST (whole_numbers_become_what_division_makes_of_them)
{
    size_t n;
    const RfCpuLevel *levels = rf_cpu_levels (&n);

    for (size_t level = 0; level < n; level++)
        for (int first = 0; first < 65536; first += 4) {
            guint16 in[4] = {(guint16)first, (guint16)(first + 1), (guint16)(first + 2), (guint16)(first + 3)}, back[4];
            guint8 in8[4] = {(guint8)first, (guint8)(first + 1), (guint8)(first + 2), (guint8)(first + 3)}, back8[4];
            float out[4];
            levels[level].load (RF_PIXELS_U16, in, out, 1);
            for (int c = 0; c < 4; c++)
                REQUIRE (out[c] == (float)in[c] / 65535, "%s: %d of 65535 is %.9g", levels[level].name, in[c], out[c]);
            levels[level].store (RF_PIXELS_U16, out, back, 1);
            REQUIRE (memcmp (in, back, sizeof in) == 0, "%s: %d of 65535 does not come back", levels[level].name,
                     first);
            levels[level].load (RF_PIXELS_U8, in8, out, 1);
            for (int c = 0; c < 4; c++)
                REQUIRE (out[c] == (float)in8[c] / 255, "%s: %d of 255 is %.9g", levels[level].name, in8[c], out[c]);
            levels[level].store (RF_PIXELS_U8, out, back8, 1);
            REQUIRE (memcmp (in8, back8, sizeof in8) == 0, "%s: %d of 255 does not come back", levels[level].name,
                     first);
        }
}

TEST (a_draft_is_near_the_full_plan)
{
    size_t n, n_levels;
    const RfLook *const *looks = rf_looks (&n);
    const RfCpuLevel *levels = rf_cpu_levels (&n_levels);
    guint64 state = 3;

    for (size_t i = 0; i < n; i++) {
        float pixels[4 * 2000], whole[4 * 2000], draft[4 * 2000];
        int far = 0;
        for (int k = 0; k < 4 * 2000; k++)
            pixels[k] = (float)random_between (&state, 0, 1);
        RfTile in = {pixels, 0, 0, 0, 2000, 1}, out = in;
        for (int d = 0; d < 2; d++) {
            RfPlan *plan = make_plan (rf_look_id (looks[i]), RF_ENCODING_PERCEPTUAL, 1, d, &levels[n_levels - 1]);
            out.data = d ? draft : whole;
            rf_plan_apply (plan, NULL, &in, &out);
            rf_plan_unref (plan);
        }
        for (int k = 0; k < 4 * 2000; k++)
            far += fabsf (draft[k] - whole[k]) > 1.5f / 255;
        REQUIRE_CMP (far, <=, 80, "%d", "%s: of 8000 numbers so many are more than one and a half codes away",
                     rf_look_id (looks[i]));
    }
}

int
main (void)
{
    return tap_main ();
}
