/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pixels of rangefinder:look: nothing but the core's, whatever the format. */
#include "../../plugins/gegl/gegl-host.h"
#include "../tap.h"
#include "graph.h"

#include <lcms2.h>

static const GeglRectangle extent = {0, 0, 300, 200};

/* Every kind of pixel that GIMP or a file brings along. */
static const char *const formats[] = {
    "R'G'B' u8",     "R'G'B'A u8",    "R'G'B' u16",   "R'G'B'A u16",   "R'G'B' half", "R'G'B'A half", "RGB u8",
    "RGBA u8",       "RGB u16",       "RGBA u16",     "RGB half",      "RGBA half",   "RGB float",    "RGBA float",
    "R'G'B' float",  "R'G'B'A float", "R~G~B~ float", "R~G~B~A float", "RGB double",  "RGBA double",  "R'G'B'A u32",
    "RaGaBaA float", "R'aG'aB'aA u8", "Y' u8",        "Y'A u16",       "Y float",
};

TEST (strength_0_leaves_every_bit_of_every_format)
{
    for (size_t f = 0; f < G_N_ELEMENTS (formats); f++)
        for (int input = 0; input < 2; input++) {
            const Babl *format = babl_format (formats[f]);
            g_autoptr (GeglBuffer) in = new_picture (format, extent, 1);
            g_autoptr (GeglBuffer) result = develop (in, "strength", 0.0, "exposure", 2.0, "picture", input, NULL);

            REQUIRE (gegl_buffer_get_format (result) == format, "%s comes out as %s", formats[f],
                     babl_get_name (gegl_buffer_get_format (result)));
            REQUIRE_CMP (first_difference (in, result, format), ==, -1, "%d", "%s, input %d", formats[f], input);
        }
}

/* One look on one picture, once for all tests: to plan it takes a while. */
typedef struct {
    const char *id;
    RfPlan *plan;
    GeglBuffer *result; /* R'G'B'A float */
} Developed;

static GeglBuffer *picture; /* R'G'B'A float */
static Developed *developed;
static size_t n_developed;

static void
develop_every_look (void)
{
    RfSettings settings = RF_SETTINGS_DEFAULT;
    const Babl *format = babl_format ("R'G'B'A float");
    const RfLook *const *looks = rf_looks (&n_developed);
    RfSpace space;

    settings.strength = 0.8;
    settings.tone = 0.9;
    settings.colour = 0.7;
    settings.exposure_ev = 0.5;
    settings.vignette = RF_VIGNETTE_VALUE;
    settings.vignette_ev = -1;
    picture = new_picture (format, extent, 1);
    developed = g_new (Developed, n_developed);
    rf_choose_format (format, babl_space ("sRGB"), settings.input, &space);
    for (size_t i = 0; i < n_developed; i++) {
        developed[i].id = rf_look_id (looks[i]);
        developed[i].plan = new_plan (developed[i].id, &settings, &space);
        developed[i].result = develop (picture, "look", (int)rf_look_code (looks[i]), "strength", 80.0, "tone", 90.0,
                                       "colour", 70.0, "exposure", 0.5, "vignette", 2, "vignette-ev", -1.0, NULL);
    }
}

TEST (every_look_gives_the_bits_of_the_core)
{
    REQUIRE_CMP (n_developed, >=, (size_t)5, "%zu", "looks");
    for (size_t i = 0; i < n_developed; i++) {
        const Babl *format = gegl_buffer_get_format (picture);
        g_autoptr (GeglBuffer) expected = develop_by_core (picture, developed[i].plan, &FRAME (picture), format);

        REQUIRE (gegl_buffer_get_format (developed[i].result) == format, "%s comes out as %s", developed[i].id,
                 babl_get_name (gegl_buffer_get_format (developed[i].result)));
        REQUIRE_CMP (first_difference (expected, developed[i].result, format), ==, -1, "%d", "%s", developed[i].id);
    }
}

TEST (every_look_changes_colours_and_leaves_alpha)
{
    for (size_t i = 0; i < n_developed; i++) {
        const Babl *format = gegl_buffer_get_format (picture);
        g_autofree float *before = read_pixels (picture, format), *after = read_pixels (developed[i].result, format);

        REQUIRE_CMP (first_difference (picture, developed[i].result, format), !=, -1, "%d", "%s", developed[i].id);
        for (int p = 0; p < extent.width * extent.height; p++)
            REQUIRE_CMP (before[p * 4 + 3], ==, after[p * 4 + 3], "%.9g", "%s, pixel %d", developed[i].id, p);
    }
}

static double
delta_e (const double a[3], const float b[3])
{
    double both[6] = {a[0], a[1], a[2], b[0], b[1], b[2]}, lab[6];

    babl_process (babl_fish (babl_format ("R'G'B' double"), babl_format ("CIE Lab double")), both, lab, 2);
    cmsCIELab x = {lab[0], lab[1], lab[2]}, y = {lab[3], lab[4], lab[5]};
    return cmsCIE2000DeltaE (&x, &y, 1, 1, 1);
}

/* What the operation does stands in a table that was made from the look; vignette and grain, which are not of the table,
 * need a frame. 2.3 is what an eye may just see, 0.3 it cannot. */
TEST (the_table_is_near_to_the_look)
{
    for (size_t i = 0; i < n_developed; i++) {
        const Babl *format = gegl_buffer_get_format (picture);
        g_autoptr (GeglBuffer) result = develop_by_core (picture, developed[i].plan, NULL, format);
        g_autofree float *before = read_pixels (picture, format), *after = read_pixels (result, format);
        int count = extent.width * extent.height, beyond = 0;

        for (int p = 0; p < count; p++) {
            double rgb[3] = {before[p * 4], before[p * 4 + 1], before[p * 4 + 2]};
            rf_plan_evaluate (developed[i].plan, rgb, rgb, 1);
            double difference = delta_e (rgb, after + p * 4);
            beyond += difference > 0.3;
            REQUIRE_CMP (difference, <=, 2.3, "%g", "%s, pixel %d: %g %g %g", developed[i].id, p, (double)before[p * 4],
                         (double)before[p * 4 + 1], (double)before[p * 4 + 2]);
        }
        REQUIRE_CMP (beyond, <=, count / 100, "%d", "%s: pixels that differ by more than 0.3", developed[i].id);
    }
}

TEST (every_format_gives_the_bits_of_the_core)
{
    for (int input = 0; input < 2; input++)
        for (size_t f = 0; f < G_N_ELEMENTS (formats); f++) {
            const Babl *source = babl_format (formats[f]);
            RfSettings settings = {1, 1, 1, 0, RF_VIGNETTE_VALUE, -1, (RfInput)input};
            RfSpace space;
            RfHostPixels from, to;
            const Babl *format = rf_choose_format (source, babl_space ("sRGB"), settings.input, &space);
            RfPlan *plan = new_plan ("authentic", &settings, &space);
            g_autoptr (GeglBuffer) in = new_picture (source, extent, 1);
            g_autoptr (GeglBuffer) result = develop (in, "vignette", 2, "vignette-ev", -1.0, "picture", input, NULL);
            rf_mirror_format (source, format, space.encoding, &from, &to);
            g_autofree char *before = read_pixels (in, from.format), *found = read_pixels (result, to.format);
            gsize in_row = (gsize)extent.width * (gsize)babl_format_get_bytes_per_pixel (from.format),
                  out_row = (gsize)extent.width * (gsize)babl_format_get_bytes_per_pixel (to.format);
            g_autofree char *expected = g_malloc (out_row * (gsize)extent.height);
            RfTile tile = {before, (ptrdiff_t)in_row, extent.x, extent.y, extent.width, extent.height}, out = tile;

            out.data = expected;
            out.stride = (ptrdiff_t)out_row;
            rf_plan_apply_pixels (plan, from.pixels, to.pixels, &FRAME (in), &tile, &out);
            rf_plan_unref (plan);
            REQUIRE (gegl_buffer_get_format (result) == to.format, "%s comes out as %s", formats[f],
                     babl_get_name (gegl_buffer_get_format (result)));
            REQUIRE (memcmp (expected, found, out_row * (gsize)extent.height) == 0, "%s, input %d", formats[f], input);
        }
}

/* Three channels in turn get each of the odd values, in pixels 7 to the right and 5 below each other. */
static const float odd[] = {NAN, INFINITY, -INFINITY, -0.5f, -1e30f, 1e30f, 7, -0.0f, 1e-40f};
#define N_ODD ((int)G_N_ELEMENTS (odd) * 3)

static GeglBuffer *
new_spoilt_picture (const Babl *format)
{
    GeglBuffer *spoilt = new_picture (format, extent, 1);

    for (int k = 0; k < N_ODD; k++) {
        float pixel[4] = {0.2f, 0.5f, 0.7f, 0.5f};
        pixel[k % 3] = odd[k / 3];
        gegl_buffer_set (spoilt, GEGL_RECTANGLE (k * 7, k * 5, 1, 1), 0, format, pixel, GEGL_AUTO_ROWSTRIDE);
    }
    return spoilt;
}

TEST (what_is_no_number_stays_so_and_where_it_is)
{
    static const struct {
        const char *format;
        int input;
    } cases[] = {{"R'G'B'A float", 0}, {"RGBA float", 0}, {"RGBA float", 1}}; /* those that babl does not convert */

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        const Babl *format = babl_format (cases[i].format);
        g_autoptr (GeglBuffer) plain = new_picture (format, extent, 1), spoilt = new_spoilt_picture (format);
        g_autoptr (GeglBuffer) a = develop (plain, "picture", cases[i].input, NULL);
        g_autoptr (GeglBuffer) b = develop (spoilt, "picture", cases[i].input, NULL);
        g_autofree float *x = read_pixels (a, format), *y = read_pixels (b, format);

        for (int p = 0; p < extent.width * extent.height; p++) {
            int k = p % extent.width / 7;
            gboolean was_spoilt = p % extent.width % 7 == 0 && p / extent.width == k * 5 && k < N_ODD;
            REQUIRE (was_spoilt || memcmp (x + p * 4, y + p * 4, 16) == 0, "%s, input %d: pixel %d has changed too",
                     cases[i].format, cases[i].input, p);
            REQUIRE (!was_spoilt || k >= 3 || isnan (y[p * 4 + k % 3]), "%s, input %d: NaN came out as %g",
                     cases[i].format, cases[i].input, (double)y[p * 4 + k % 3]);
        }
    }
}

int
main (void)
{
    gegl_init (NULL, NULL);
    develop_every_look ();
    int result = tap_main ();
    for (size_t i = 0; i < n_developed; i++) {
        g_object_unref (developed[i].result);
        rf_plan_unref (developed[i].plan);
    }
    g_free (developed);
    g_object_unref (picture);
    gegl_exit ();
    return result;
}
