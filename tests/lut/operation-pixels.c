/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rangefinder:lut with a baked LUT is rangefinder:look, in every format, and every encoding means what it says. */
#include "../tap.h"
#include "node.h"

#include <glib/gstdio.h>

static char *folder;

/* Bakes, writes, and gives the name. */
static char *
bake (const char *id, RfInput input, int size)
{
    g_autoptr (GError) error = NULL;
    RfSettings settings = RF_SETTINGS_DEFAULT;
    char *path = g_strdup_printf ("%s/%s-%d-%d.cube", folder, id, (int)input, size);

    settings.input = input;
    RfLut *lut = rf_lut_bake (rf_look_find (id), &settings, size, &error);
    REQUIRE (lut && rf_lut_save (lut, path, &error), "%s: %s", id, error->message);
    rf_lut_unref (lut);
    return path;
}

/* The same by the look, which has also what no LUT holds. */
static GeglBuffer *
develop_look (GeglBuffer *picture, const char *id, RfInput input, double strength)
{
    return develop (picture, "rangefinder:look", "look", (gint)rf_look_code (rf_look_find (id)), "vignette",
                    (gint)RF_VIGNETTE_OFF, "grain", 0.0, "picture", (gint)input, "strength", strength, NULL);
}

/* The look develops 8 bits as such, and rounds; the LUT does not. That rounding is all, the tests of the look show. */
static GeglBuffer *
copy_for_look (GeglBuffer *picture)
{
    const Babl *format = gegl_buffer_get_format (picture);

    if (babl_format_get_type (format, 0) != babl_type ("u8"))
        return g_object_ref (picture);
    GeglBuffer *copy = gegl_buffer_new (gegl_buffer_get_extent (picture),
                                        babl_format_with_space ("R'G'B'A float", babl_format_get_space (format)));
    gegl_buffer_copy (picture, NULL, GEGL_ABYSS_NONE, copy, NULL);
    return copy;
}

static void
require_same (GeglBuffer *picture, const char *id, const char *path, RfInput input, const char *what)
{
    GeglBuffer *by_lut = develop (picture, "rangefinder:lut", "lut", path, NULL);
    GeglBuffer *exact = copy_for_look (picture);
    GeglBuffer *by_look = develop_look (exact, id, input, 100);

    REQUIRE_CMP (difference (picture, by_look, 0.5), >, 0.5, "%g", "%s, %s: the look does nothing", id, what);
    REQUIRE_CMP (difference (by_lut, by_look, 0.99), <=, 0.3, "%g", "%s, %s", id, what);
    g_object_unref (by_lut);
    g_object_unref (by_look);
    g_object_unref (exact);
}

TEST (a_baked_LUT_is_the_look)
{
    GeglBuffer *picture = new_colours (babl_format ("R'G'B'A float"));
    size_t n;
    const RfLook *const *looks = rf_looks (&n);

    REQUIRE (n > 0, "no looks");
    for (size_t i = 0; i < n; i++) {
        g_autofree char *path = bake (rf_look_id (looks[i]), RF_INPUT_DISPLAY, 33);
        require_same (picture, rf_look_id (looks[i]), path, RF_INPUT_DISPLAY, "float");
        g_remove (path);
    }
    g_object_unref (picture);
}

TEST (in_every_format)
{
    static const char *const formats[] = {"R'G'B' u8", "R'G'B'A u16", "RGBA float", "RGB half", "R~G~B~A float"};
    g_autofree char *path = bake ("vivid", RF_INPUT_DISPLAY, 33);

    for (size_t i = 0; i < G_N_ELEMENTS (formats); i++) {
        GeglBuffer *picture = new_colours (babl_format (formats[i]));
        require_same (picture, "vivid", path, RF_INPUT_DISPLAY, formats[i]);
        g_object_unref (picture);
    }
    g_remove (path);
}

TEST (scene_light_goes_through_a_log_LUT)
{
    GeglBuffer *picture = new_colours (babl_format ("RGBA float"));
    size_t n;
    const RfLook *const *looks = rf_looks (&n);

    for (size_t i = 0; i < n; i += 5) {
        g_autofree char *path = bake (rf_look_id (looks[i]), RF_INPUT_SCENE, 65);
        require_same (picture, rf_look_id (looks[i]), path, RF_INPUT_SCENE, "scene light");
        g_remove (path);
    }
    g_object_unref (picture);
}

/* The log LUT without its curve: then the operation has to know what the numbers are. */
TEST (the_encoding_log_stands_for_the_curve)
{
    g_autofree char *path = bake ("authentic", RF_INPUT_SCENE, 65), *text = NULL;
    GeglBuffer *picture = new_colours (babl_format ("RGBA float"));

    GeglBuffer *whole = develop (picture, "rangefinder:lut", "lut", path, NULL);
    REQUIRE (g_file_get_contents (path, &text, NULL, NULL), "%s", path);
    char *end;
    int steps = (int)strtol (strstr (text, "LUT_1D_SIZE ") + strlen ("LUT_1D_SIZE "), &end, 10);
    char *colours = strstr (text, "LUT_3D_INPUT_RANGE");
    for (int line = 0; line <= steps; line++)
        colours = strchr (colours, '\n') + 1;
    g_autofree char *bare = g_strconcat ("LUT_3D_SIZE 65\n", colours, NULL);
    g_file_set_contents (path, bare, -1, NULL);
    GeglBuffer *by_encoding = develop (picture, "rangefinder:lut", "lut", path, "encoding", 5, NULL);
    REQUIRE_CMP (difference (whole, by_encoding, 0.999), <=, 0.05, "%g", "differ");
    g_object_unref (by_encoding);
    g_object_unref (whole);
    g_object_unref (picture);
    g_remove (path);
}

static char *
write_text (const char *name, const char *text)
{
    char *path = g_build_filename (folder, name, NULL);
    g_file_set_contents (path, text, -1, NULL);
    return path;
}

/* A curve that halves: what half of it is depends on the encoding. */
TEST (every_encoding_means_what_it_says)
{
    g_autofree char *path = write_text ("half.cube", "LUT_1D_SIZE 2\n0 0 0\n0.5 0.5 0.5\n");
    GeglBuffer *picture = new_colours (babl_format ("RGBA float"));
    g_autofree float *before = read_pixels (picture, babl_format ("RGBA float"));
    static const struct {
        int encoding;
        double half; /* of white, in linear light */
    } cases[] = {{0, 0.21404}, {1, 0.21404}, {2, 0.21764}, {3, 0.18946}, {4, 0.5}};

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        GeglBuffer *result = develop (picture, "rangefinder:lut", "lut", path, "encoding", cases[i].encoding, NULL);
        g_autofree float *after = read_pixels (result, babl_format ("RGBA float"));
        int white = 200 * 150 - 200; /* the last row's first pixel */
        for (int c = 0; c < 3; c++) {
            REQUIRE_CMP (fabs ((double)before[4 * white + c] - 1), <, 1e-4, "%g", "the pixel is not white");
            REQUIRE_CMP (fabs ((double)after[4 * white + c] - cases[i].half), <, 1e-4, "%g", "encoding %d, channel %d",
                         cases[i].encoding, c);
        }
        g_object_unref (result);
    }
    g_object_unref (picture);
    g_remove (path);
}

TEST (a_LUT_that_changes_nothing_changes_nothing_in_any_encoding_or_space)
{
    g_autofree char *path =
        write_text ("same.cube", "LUT_3D_SIZE 2\n0 0 0\n1 0 0\n0 1 0\n1 1 0\n0 0 1\n1 0 1\n0 1 1\n1 1 1\n");

    for (const char *const *space = (const char *const[]){"sRGB", "Adobish", "ProPhoto", "Apple", NULL}; *space;
         space++)
        for (int encoding = 0; encoding < 5; encoding++) {
            GeglBuffer *picture = new_colours (babl_format_with_space ("R'G'B'A float", babl_space (*space)));
            GeglBuffer *result = develop (picture, "rangefinder:lut", "lut", path, "encoding", encoding, NULL);
            REQUIRE_CMP (difference (picture, result, 0.99), <=, 0.1, "%g", "%s, encoding %d", *space, encoding);
            REQUIRE_CMP (difference (picture, result, 1), <=, 0.5, "%g", "%s, encoding %d", *space, encoding);
            g_object_unref (result);
            g_object_unref (picture);
        }
    g_remove (path);
}

TEST (strength_mixes_and_0_keeps_every_bit)
{
    g_autofree char *path = bake ("sepia", RF_INPUT_DISPLAY, 17);
    GeglBuffer *picture = new_colours (babl_format ("R'G'B'A float"));
    GeglBuffer *none = develop (picture, "rangefinder:lut", "lut", path, "strength", 0.0, NULL);
    GeglBuffer *half = develop (picture, "rangefinder:lut", "lut", path, "strength", 50.0, NULL);
    GeglBuffer *full = develop (picture, "rangefinder:lut", "lut", path, NULL);
    g_autofree float *a = read_pixels (picture, babl_format ("R'G'B'A float"));
    g_autofree float *b = read_pixels (half, babl_format ("R'G'B'A float"));
    g_autofree float *c = read_pixels (full, babl_format ("R'G'B'A float"));

    REQUIRE (same_bits (picture, none), "strength 0 changed something");
    REQUIRE_CMP (difference (picture, full, 0.5), >, 2.0, "%g", "strength 100 does nothing");
    for (int i = 0; i < 4 * 200 * 150; i++)
        REQUIRE_CMP (fabsf (b[i] - (a[i] + c[i]) / 2), <, 1e-5f, "%g", "number %d", i);
    g_object_unref (none);
    g_object_unref (half);
    g_object_unref (full);
    g_object_unref (picture);
    g_remove (path);
}

TEST (the_interpolations_differ_a_little)
{
    g_autofree char *path = bake ("vivid", RF_INPUT_DISPLAY, 17);
    GeglBuffer *picture = new_colours (babl_format ("R'G'B'A float"));
    GeglBuffer *tetrahedral = develop (picture, "rangefinder:lut", "lut", path, NULL);
    GeglBuffer *trilinear = develop (picture, "rangefinder:lut", "lut", path, "interpolation", 1, NULL);

    REQUIRE (!same_bits (tetrahedral, trilinear), "the same");
    REQUIRE_CMP (difference (tetrahedral, trilinear, 0.99), <, 1.5, "%g", "far apart");
    g_object_unref (tetrahedral);
    g_object_unref (trilinear);
    g_object_unref (picture);
    g_remove (path);
}

int
main (int argc, char **argv)
{
    gegl_init (NULL, NULL);
    folder = g_dir_make_tmp ("rf-lut-XXXXXX", NULL);
    int result = tap_main ();
    g_rmdir (folder);
    g_free (folder);
    gegl_exit ();
    return result;
}
