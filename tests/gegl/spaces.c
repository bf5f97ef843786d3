/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Colour spaces and encodings: one picture is the same picture in each of them, and stays in its own. */
#include "../../plugins/gegl/gegl-host.h"
#include "../tap.h"
#include "graph.h"

#include <lcms2.h>

static const GeglRectangle extent = {0, 0, 150, 100};

/* babl's name, ours. */
static const char *const spaces[][2] = {
    {"sRGB", "srgb"}, {"Adobish", "adobe-rgb"}, {"ProPhoto", "prophoto"}, {"Rec2020", "rec2020"}};

/* The first words of babl formats are one picture in many encodings. */
static const char *const encodings[] = {"R'G'B' u8",     "R'G'B'A u8",    "R'G'B'A u16",  "RGBA u16",
                                        "R'G'B'A float", "R~G~B~A float", "R~G~B~A u16",  "RGBA float",
                                        "RGBA half",     "RaGaBaA float", "R'G'B' double"};

static int
by_size (const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;

    return (x > y) - (x < y);
}

/* The 99th percentile of the CIEDE2000 differences of colours; pixels of little alpha are left out, where a picture of
 * integers multiplied with alpha holds next to nothing. */
static double
p99_of_differences (GeglBuffer *a, GeglBuffer *b)
{
    g_autofree float *x = read_pixels (a, babl_format ("CIE Lab alpha float"));
    g_autofree float *y = read_pixels (b, babl_format ("CIE Lab alpha float"));
    int count = gegl_buffer_get_width (a) * gegl_buffer_get_height (a), n = 0;
    g_autofree float *differences = g_new (float, (gsize)count);

    for (int p = 0; p < count; p++) {
        const float *s = x + p * 4, *t = y + p * 4;
        cmsCIELab u = {s[0], s[1], s[2]}, v = {t[0], t[1], t[2]};
        if (s[3] > 0.1f && t[3] > 0.1f)
            differences[n++] = (float)cmsCIE2000DeltaE (&u, &v, 1, 1, 1);
    }
    qsort (differences, (gsize)n, sizeof (float), by_size);
    return n ? differences[(n - 1) * 99 / 100] : INFINITY;
}

static GeglBuffer *
copy_as (GeglBuffer *buffer, const Babl *format)
{
    GeglBuffer *copy = gegl_buffer_new (gegl_buffer_get_extent (buffer), format);

    gegl_buffer_copy (buffer, NULL, GEGL_ABYSS_NONE, copy, NULL);
    return copy;
}

TEST (primaries_from_babl_are_those_of_the_core)
{
    for (size_t s = 0; s < G_N_ELEMENTS (spaces); s++) {
        RfSpace from_babl, known;

        REQUIRE (rf_space_init (&known, spaces[s][1], RF_ENCODING_LINEAR), "%s", spaces[s][1]);
        rf_choose_format (in_space ("RGBA float", spaces[s][0]), babl_space (spaces[s][0]), RF_INPUT_DISPLAY,
                          &from_babl);
        for (int i = 0; i < 9; i++)
            REQUIRE_CMP (fabs (from_babl.to_xyz[i] - known.to_xyz[i]), <, 5e-4, "%g", "%s, number %d of the matrix",
                         spaces[s][0], i);
    }
}

TEST (a_picture_keeps_its_space)
{
    for (size_t s = 0; s < G_N_ELEMENTS (spaces); s++)
        for (size_t e = 0; e < G_N_ELEMENTS (encodings); e++) {
            const Babl *format = in_space (encodings[e], spaces[s][0]);
            g_autoptr (GeglBuffer) picture = new_picture (format, extent, 1);
            g_autoptr (GeglBuffer) result = develop (picture, NULL);

            REQUIRE (babl_format_get_space (gegl_buffer_get_format (result)) == babl_space (spaces[s][0]),
                     "%s comes out as %s", babl_get_name (format), babl_get_name (gegl_buffer_get_format (result)));
        }
}

/* Not to the bit: the tables of the two have their steps in different places. */
TEST (every_colour_of_srgb_is_developed_alike_in_every_space)
{
    size_t n;
    const RfLook *const *looks = rf_looks (&n);
    g_autoptr (GeglBuffer) in_srgb = new_picture (in_space ("RGBA double", NULL), extent, 1);

    for (size_t i = 0; i < n; i += 5) /* some of the looks: each takes a plan a space */
        for (int vignette = 0; vignette < 2; vignette++) {
            int code = (int)rf_look_code (looks[i]);
            g_autoptr (GeglBuffer) expected = develop (in_srgb, "look", code, "vignette", 1 + vignette, "vignette-ev",
                                                       -1.0, "exposure", 0.3 * vignette, NULL);
            for (size_t s = 1; s < G_N_ELEMENTS (spaces); s++) {
                g_autoptr (GeglBuffer) wide = copy_as (in_srgb, in_space ("RGBA double", spaces[s][0]));
                g_autoptr (GeglBuffer) result = develop (wide, "look", code, "vignette", 1 + vignette, "vignette-ev",
                                                         -1.0, "exposure", 0.3 * vignette, NULL);
                REQUIRE_CMP (p99_of_differences (expected, result), <=, 0.3, "%g", "%s in %s, vignette %d",
                             rf_look_id (looks[i]), spaces[s][0], vignette);
            }
        }
}

TEST (every_encoding_is_the_same_picture)
{
    for (size_t s = 0; s < G_N_ELEMENTS (spaces); s++) {
        g_autoptr (GeglBuffer) picture = new_picture (in_space ("R'G'B'A u8", spaces[s][0]), extent, 1);
        g_autoptr (GeglBuffer) expected = develop (picture, NULL);

        for (size_t e = 0; e < G_N_ELEMENTS (encodings); e++) {
            g_autoptr (GeglBuffer) encoded = copy_as (picture, in_space (encodings[e], spaces[s][0]));
            g_autoptr (GeglBuffer) result = develop (encoded, NULL);

            REQUIRE_CMP (p99_of_differences (picture, encoded), <=, 0.1, "%g", "%s of %s: the pictures before",
                         encodings[e], spaces[s][0]);
            REQUIRE_CMP (p99_of_differences (expected, result), <=, 0.3, "%g", "%s of %s", encodings[e], spaces[s][0]);
        }
    }
}

TEST (grey_pictures_are_developed_like_grey_pixels)
{
    g_autoptr (GeglBuffer) grey = new_picture (babl_format ("Y' u8"), extent, 1);
    g_autoptr (GeglBuffer) coloured = copy_as (grey, babl_format ("R'G'B' u8"));
    g_autoptr (GeglBuffer) expected = develop (coloured, NULL);
    g_autoptr (GeglBuffer) result = develop (grey, NULL);

    REQUIRE_CMP (p99_of_differences (expected, result), <=, 0.01, "%g", "Y' u8");
}

int
main (void)
{
    gegl_init (NULL, NULL);
    int result = tap_main ();
    gegl_exit ();
    return result;
}
