/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * LUT files of other programs: what they say is what is read, and what is wrong with them is told with the line. */
#include "lut-files.h"
#include "tap.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>

static const RfLutUse plain = {RF_LUT_TETRAHEDRAL, RF_LUT_AS_IS, 1};

/* Every step of the LUT is lut_sample there, the steps lying evenly from low to high. */
static void
require_sample (const RfLut *lut, int size, double low, double high, double tolerance, const char *what)
{
    for (int i = 0; i < size * size * size; i++) {
        double at[3] = {i % size / (size - 1.0), i / size % size / (size - 1.0), i / size / size / (size - 1.0)};
        double in[3], out[3], expected[3];
        lut_sample (at[0], at[1], at[2], expected);
        for (int c = 0; c < 3; c++)
            in[c] = low + at[c] * (high - low);
        rf_lut_evaluate (lut, &plain, in, out, 1);
        for (int c = 0; c < 3; c++)
            REQUIRE_CMP (fabs (out[c] - expected[c]), <=, tolerance, "%g", "%s: step %d, channel %d", what, i, c);
    }
}

static void
require_read (const char *text, const char *name, int size, double low, double high, double tolerance)
{
    g_autoptr (GError) error = NULL;
    RfLut *lut = parse (text, -1, name, &error);

    REQUIRE (lut != NULL, "%s: %s", name, error->message);
    require_sample (lut, size, low, high, tolerance, name);
    rf_lut_unref (lut);
}

static char *
with_header (const char *header, int size)
{
    GString *text = g_string_new (header);
    append_cells (text, size, TRUE, "%.6f", 1);
    return g_string_free (text, FALSE);
}

TEST (a_cube_of_every_size_is_read)
{
    for (int size = 2; size <= 129; size = size < 34 ? size + 1 : size + 31) {
        g_autofree char *text = make_cube (size);
        require_read (text, "a.cube", size, 0, 1, 1e-6);
    }
}

TEST (line_ends_marks_comments_and_blanks_do_not_matter)
{
    g_autofree char *text = make_cube (3);
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

    for (const char *const *end =
             (const char *const[]){"\n", "\r\n", "\r", "  \t\r\n", "\n\n# a comment: \xe9\n", NULL};
         *end; end++) {
        g_autofree char *joined = g_strjoinv (*end, lines);
        g_autofree char *marked = g_strconcat ("\xef\xbb\xbf# 1 2 3\n\t  ", joined, NULL);
        require_read (marked, "a.CUBE", 3, 0, 1, 1e-6);
    }
}

TEST (numbers_do_not_depend_on_the_locale)
{
    g_autofree char *text = make_cube (2);
    const char *found = setlocale (LC_ALL, "de_DE.UTF-8");

    if (!found)
        found = setlocale (LC_ALL, "fr_FR.UTF-8");
    if (!found)
        SKIP ("neither the locale de_DE.UTF-8 nor fr_FR.UTF-8 is installed");
    require_read (text, "a.cube", 2, 0, 1, 1e-6);
    setlocale (LC_ALL, "C");
}

TEST (domains_and_ranges_are_obeyed)
{
    g_autofree char *domain = with_header ("LUT_3D_SIZE 4\nDOMAIN_MIN -1 -1 -1\nDOMAIN_MAX 3 3 3\n", 4);
    g_autofree char *range = with_header ("lut_3d_size 4\nLUT_3D_INPUT_RANGE -1.0 3.0\n", 4);

    require_read (domain, "a.cube", 4, -1, 3, 1e-6);
    require_read (range, "a.cube", 4, -1, 3, 1e-6);
}

TEST (domains_differ_by_channel)
{
    g_autofree char *text = with_header ("LUT_3D_SIZE 2\nDOMAIN_MIN 0 0.5 -1\nDOMAIN_MAX 1 1.5 3\n", 2);
    RfLut *lut = parse (text, -1, "a.cube", NULL);
    double in[3] = {1, 0.5, 3}, expected[3];

    lut_sample (1, 0, 1, expected);
    rf_lut_evaluate (lut, &plain, in, in, 1);
    for (int c = 0; c < 3; c++)
        REQUIRE_CMP (fabs (in[c] - expected[c]), <=, 1e-6, "%g", "channel %d", c);
    rf_lut_unref (lut);
}

TEST (a_curve_alone_is_a_LUT)
{
    RfLut *lut = parse ("LUT_1D_SIZE 3\n0 0 1\n0.25 1 0.5\n1 1 0\n", -1, "a.cube", NULL);
    double in[3] = {0.25, 0.25, 0.25};

    REQUIRE (lut != NULL, "not read");
    rf_lut_evaluate (lut, &plain, in, in, 1);
    REQUIRE_CMP (in[0], ==, 0.125, "%g", "red");
    REQUIRE_CMP (in[1], ==, 0.5, "%g", "green");
    REQUIRE_CMP (in[2], ==, 0.75, "%g", "blue");
    rf_lut_unref (lut);
}

/* Resolve's own example: the curve turns the numbers round, the cube turns them back. */
TEST (a_shaper_before_a_cube_is_obeyed)
{
    GString *text = g_string_new ("# Sample\nLUT_1D_SIZE 6\nLUT_1D_INPUT_RANGE 0.0 1.0\nLUT_3D_SIZE 3\n"
                                  "LUT_3D_INPUT_RANGE 0.0 2.0\n");
    for (int i = 5; i >= 0; i--)
        g_string_append_printf (text, "%d.%d %d.%d %d.%d\n", 2 * i / 5, 4 * i % 10, 2 * i / 5, 4 * i % 10, 2 * i / 5,
                                4 * i % 10);
    for (int i = 0; i < 27; i++)
        g_string_append_printf (text, "%g %g %g\n", 1 - i % 3 / 2.0, 1 - i / 3 % 3 / 2.0, 1 - i / 9 / 2.0);
    RfLut *lut = parse (text->str, -1, "a.cube", NULL);
    REQUIRE (lut != NULL, "not read");
    for (int i = 0; i <= 10; i++) {
        double in[3] = {i / 10.0, 1 - i / 10.0, 0.5}, out[3];
        rf_lut_evaluate (lut, &plain, in, out, 1);
        for (int c = 0; c < 3; c++)
            REQUIRE_CMP (fabs (in[c] - out[c]), <=, 1e-6, "%g", "at %g", in[c]);
    }
    rf_lut_unref (lut);
    g_string_free (text, TRUE);
}

TEST (titles_are_read)
{
    const char *const cases[][2] = {{"TITLE \"Kodak 2383\"\n", "Kodak 2383"},
                                    {"TITLE Bare words \n", "Bare words"},
                                    {"TITLE \"\"\n", ""},
                                    {"# nothing\n", ""},
                                    {"# Title: In a comment\n", "In a comment"}};

    for (int i = 0; i < (int)G_N_ELEMENTS (cases); i++) {
        g_autofree char *text = g_strconcat (cases[i][0], "LUT_1D_SIZE 2\n0 0 0\n1 1 1\n", NULL);
        RfLut *lut = parse (text, -1, "a.cube", NULL);
        REQUIRE (lut && strcmp (rf_lut_title (lut), cases[i][1]) == 0, "«%s» -> «%s»", text,
                 lut ? rf_lut_title (lut) : "not read");
        rf_lut_unref (lut);
    }
}

TEST (a_Lustre_file_is_read)
{
    for (int size = 3; size <= 65; size = 2 * size - 1) {
        g_autofree char *text = make_3dl (size);
        require_read (text, "a.3dl", size, 0, 1, 0.51 / 4095);
    }
}

TEST (the_bit_depth_of_a_Flame_file_is_found)
{
    for (const int *full = (const int[]){255, 1023, 4095, 65535, 0}; *full; full++) {
        GString *text = g_string_new ("0 128 256 384 512 640 768 896 1023\n");
        append_cells (text, 9, FALSE, "%.0f", *full);
        require_read (text->str, "a.3dl", 9, 0, 1, 0.51 / *full);
        g_string_free (text, TRUE);
    }
}

TEST (the_shaper_of_a_3dl_file_comes_first)
{
    /* 0.5 goes to 256 of 1023, which lies at a quarter of the cube. */
    RfLut *lut = parse ("0 128 256 640 1023\n0 0 0\n0 0 1023\n0 1023 0\n0 1023 1023\n1023 0 0\n1023 0 1023\n"
                        "1023 1023 0\n1023 1023 1023\n",
                        -1, "a.3dl", NULL);
    double in[3] = {0.5, 0.5, 0.5};

    REQUIRE (lut != NULL, "not read");
    rf_lut_evaluate (lut, &plain, in, in, 1);
    REQUIRE_CMP (fabs (in[0] - 256 / 1023.0), <=, 1e-6, "%g", "red");
    rf_lut_unref (lut);
}

TEST (what_is_broken_is_told_with_its_line)
{
    const char *const cases[][3] = {
        {"a.cube", "LUT_3D_SIZE 2\n0 0 0\n0 1\n", "a.cube: line 3: two numbers, three expected"},
        {"a.cube", "LUT_3D_SIZE 2\r\n\r\n0 0 0\r\n0 1 2 3\r\n",
         "a.cube: line 4: more than three numbers, three expected"},
        {"a.cube", "LUT_3D_SIZE 2\n0 0 0\n1\n", "a.cube: line 3: one number, three expected"},
        {"a.cube", "LUT_3D_SIZE 2\n0 0 0,5\n", "a.cube: line 2: “0,5” is not a number"},
        {"a.cube", "LUT_3D_SIZE 2\n0 nan 0\n", "a.cube: line 2: “nan” is not a number"},
        {"a.cube", "LUT_3D_SIZE 2\ninf 0 0\n", "a.cube: line 2: “inf” is not a number"},
        {"a.cube", "LUT_3D_SIZE 2\n0 0 1e9\n", "a.cube: line 2: 1e9 is outside -1e+06 … 1e+06"},
        {"a.cube", "LUT_3D_SIZE 2\n0 0 0\n0 0 0\n", "a.cube: line 3: the file ends after 2 of 8 colours"},
        {"a.cube", "LUT_1D_SIZE 2\n0 0 0\n1 1 1\n1 1 1\n", "a.cube: line 4: more than 2 colours"},
        {"a.cube", "LUT_3D_SIZE 1\n", "a.cube: line 1: a whole number from 2 to 144 expected, not 1"},
        {"a.cube", "LUT_3D_SIZE 99999999999\n", "99999999999 is outside -1e+06 … 1e+06"},
        {"a.cube", "LUT_3D_SIZE 2.5\n", "a whole number from 2 to 144 expected, not 2.5"},
        {"a.cube", "LUT_3D_SIZE\n", "a.cube: line 1: one number expected"},
        {"a.cube", "LUT_1D_SIZE 65537\n", "a.cube: line 1: a whole number from 2 to 65536 expected, not 65537"},
        {"a.cube", "LUT_3D_SIZE 2\nLUT_3D_SIZE 3\n", "a.cube: line 2: the size is stated twice"},
        {"a.cube", "LUT_3D_SIZE 2\nDOMAIN_MIN 1 1 1\n0 0 0\n", "a.cube: line 3: DOMAIN_MIN must be below DOMAIN_MAX"},
        {"a.cube", "LUT_3D_SIZE 2\nLUT_3D_INPUT_RANGE 1 0\n", "a.cube: line 2: the range must rise"},
        {"a.cube", "0 0 0\n", "a.cube: line 1: LUT_3D_SIZE or LUT_1D_SIZE expected before the first colour"},
        {"a.cube", "LUT_3D_SIZE 2\n0 0 0\nTITLE \"late\"\n", "a.cube: line 3: a keyword among the colours"},
        {"a.cube", "GAMUT wide\n", "a.cube: line 1: “GAMUT” is not a keyword of .cube files"},
        {"a.cube", "LUT_IN_VIDEO_RANGE\n", "a.cube: line 1: LUTs for video range"},
        {"a.cube", "", "a.cube: line 0: the file ends before the first colour"},
        {"a.3dl", "0 0\n", "a.3dl: line 1: two numbers, three expected"},
        {"a.3dl", "0 0 0.5\n", "a.3dl: line 1: whole numbers of at most 16 bits expected"},
        {"a.3dl", "0 0 0\n0 512 1023 1 1\n", "a.3dl: line 2: more than three numbers, three expected"},
        {"a.3dl", "0 0 0\n255 255 255\n", "a.3dl: line 2: the file ends after 2 colours, which make no cube"},
        {"a.3dl", "Mesh 4 12\n0 0 255\n0 0 0\n0 0 0\n0 0 0\n0 0 0\n0 0 0\n0 0 0\n0 0 0\n",
         "a.3dl: line 9: the file ends after 8 of 4913 colours"},
        {"a.3dl", "Mesh 40 12\n", "a.3dl: line 1: “Mesh” with the steps and the bits expected"},
        {"a.3dl", "0 0 1\n0 0 0\n0 0 0\n0 0 0\n0 0 0\n0 0 0\n0 0 0\n0 0 0\n", "the largest number is 1: too small"},
        {"a.3dl", "gamma 2.2\n", "a.3dl: line 1: only gamma 1.0 is known"},
        {"a.3dl", "<xml>\n", "a.3dl: line 1: whole numbers"},
        {"a.png", "LUT_3D_SIZE 2\n", "a.png: not a Hald image: Not a PNG file"},
        {"a.look", "[look]\n", "a.look: not a LUT; .cube, .3dl or a Hald image as .png expected"},
    };

    for (int i = 0; i < (int)G_N_ELEMENTS (cases); i++) {
        g_autoptr (GError) error = NULL;
        RfLut *lut = parse (cases[i][1], -1, cases[i][0], &error);
        REQUIRE (lut == NULL, "%s: read «%s»", cases[i][0], cases[i][1]);
        REQUIRE_TEXT (error->message, cases[i][2], "%s «%s»", cases[i][0], cases[i][1]);
    }
}

TEST (bytes_that_are_no_text_are_told)
{
    g_autoptr (GError) error = NULL;

    REQUIRE (!parse ("LUT_3D_SIZE 2\n\0\0", 16, "a.cube", &error), "read");
    REQUIRE_TEXT (error->message, "a.cube: is not a text file", "zero bytes");
}

TEST (a_hostile_size_takes_no_memory)
{
    /* 144^3 colours would be 48 MB; the file has room for two. */
    for (int i = 0; i < 2000; i++)
        REQUIRE (!parse ("LUT_1D_SIZE 65500\nLUT_3D_SIZE 144\n0 0 0\n", -1, "a.cube", NULL), "read");
}

TEST (missing_files_folders_and_pipes_are_told)
{
    g_autofree char *folder = g_dir_make_tmp ("rf-XXXXXX.cube", NULL);
    g_autoptr (GError) missing = NULL, other = NULL;

    REQUIRE (!rf_lut_load ("/nonexistent/no.cube", &missing), "read");
    REQUIRE_TEXT (missing->message, "no.cube: No such file", "missing");
    REQUIRE (!rf_lut_load (folder, &other), "read");
    REQUIRE_TEXT (other->message, ".cube: not a file", "a folder");
    g_remove (folder);
}

int
main (void)
{
    return tap_main ();
}
