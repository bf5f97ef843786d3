/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Broken files without end: whatever the bytes are, reading ends in a LUT that can be applied or in one error. */
#include "lut-files.h"
#include "tap.h"

#include <math.h>

#define ROUNDS 20000

static const char *const dictionary[] = {
    "LUT_3D_SIZE",
    "LUT_1D_SIZE",
    "LUT_3D_SIZE 144\n",
    "LUT_1D_SIZE 65536\n",
    "DOMAIN_MIN",
    "DOMAIN_MAX 0 0 0\n",
    "LUT_3D_INPUT_RANGE 0 1e-9\n",
    "TITLE \"",
    "#",
    "\n",
    "\r",
    " ",
    "nan",
    "inf",
    "-1e308",
    "1e-320",
    "0x1p4",
    "99999999999999999999",
    "Mesh 7 16\n",
    "Mesh 1 1\n",
    "3DMESH\n",
    "gamma",
    "0 0 0\n",
    "-",
    ".",
    "\xff\xfe",
    "\xef\xbb\xbf",
};

typedef struct {
    const char *name;
    GString *content;
} Seed;

/* One change of the kinds that bit rot, editors and attackers make. */
static void
mutate (GString *s, GRand *rand)
{
    gsize at = s->len ? (gsize)g_rand_int_range (rand, 0, (gint32)s->len) : 0;
    gsize some = (gsize)g_rand_int_range (rand, 1, 40), n = MIN (some, s->len - at);
    const char *word = dictionary[g_rand_int_range (rand, 0, G_N_ELEMENTS (dictionary))];

    switch (g_rand_int_range (rand, 0, 7)) {
    case 0:
        if (s->len)
            s->str[at] = (char)g_rand_int_range (rand, 0, 256);
        break;
    case 1:
        if (s->len)
            s->str[at] ^= (char)(1 << g_rand_int_range (rand, 0, 8));
        break;
    case 2:
        g_string_insert (s, (gssize)at, word);
        break;
    case 3:
        g_string_erase (s, (gssize)at, (gssize)n);
        break;
    case 4:
        g_string_truncate (s, at);
        break;
    case 5: { /* a piece again elsewhere */
        g_autofree char *piece = g_strndup (s->str + at, n);
        g_string_insert (s, g_rand_int_range (rand, 0, (gint32)s->len + 1), piece);
        break;
    }
    default:
        g_string_overwrite (s, at, word);
    }
}

static void
require_sane (const Seed *seed, const GString *content, int round)
{
    g_autoptr (GError) error = NULL;
    RfLut *lut = parse (content->str, (gssize)content->len, seed->name, &error);

    if (!lut) {
        REQUIRE (error && g_str_has_prefix (error->message, seed->name),
                 "round %d: the error does not name the file: %s", round, error ? error->message : "none");
        REQUIRE (g_utf8_validate (error->message, -1, NULL), "round %d: the error is not UTF-8", round);
        REQUIRE (!strpbrk (error->message, "\r\n"), "round %d: the error has more than one line", round);
        return;
    }
    float pixels[] = {0, 0.25f, 1, 1, -1e9f, NAN, INFINITY, 0, 0.3f, 2, -0.5f, 1};
    for (int i = 0; i < 6; i++)
        rf_lut_apply (lut, &(RfLutUse){(RfLutInterpolation)(i % 2), (RfLutPassage)(i / 2), 1}, pixels, pixels, 3);
    REQUIRE (g_utf8_validate (rf_lut_title (lut), -1, NULL), "round %d: the title is not UTF-8", round);
    rf_lut_unref (lut);
}

static void
require_no_harm (const char *name, const char *content, gsize length, guint32 first_seed)
{
    Seed seed = {name, g_string_new_len (content, (gssize)length)};

    for (int round = 0; round < ROUNDS; round++) {
        g_autoptr (GRand) rand = g_rand_new_with_seed (first_seed + (guint32)round);
        GString *changed = g_string_new_len (seed.content->str, (gssize)seed.content->len);
        for (int i = g_rand_int_range (rand, 1, 4); i > 0; i--)
            mutate (changed, rand);
        require_sane (&seed, changed, round);
        g_string_free (changed, TRUE);
    }
    g_string_free (seed.content, TRUE);
}

TEST (broken_cubes_do_no_harm)
{
    g_autofree char *text = make_cube (3);
    require_no_harm ("a.cube", text, strlen (text), 1);
}

TEST (broken_cubes_with_a_shaper_do_no_harm)
{
    GString *text = g_string_new ("# Input: scene-linear\nLUT_1D_SIZE 4\nLUT_1D_INPUT_RANGE 0 16\nLUT_3D_SIZE 2\n"
                                  "0 0 0\n.3 .3 .3\n.6 .6 .6\n1 1 1\n");
    append_cells (text, 2, TRUE, "%.3f", 1);
    require_no_harm ("a.cube", text->str, text->len, 20000);
    g_string_free (text, TRUE);
}

TEST (broken_3dl_files_do_no_harm)
{
    g_autofree char *text = make_3dl (3);
    require_no_harm ("a.3dl", text, strlen (text), 40000);
}

TEST (broken_Hald_images_do_no_harm)
{
    g_autofree char *text = make_cube (4);
    RfLut *lut = parse (text, -1, "a.cube", NULL);
    GByteArray *image = rf_lut_format_hald (lut, NULL);

    require_no_harm ("a.png", (const char *)image->data, image->len, 60000);
    g_byte_array_unref (image);
    rf_lut_unref (lut);
}

int
main (void)
{
    return tap_main ();
}
