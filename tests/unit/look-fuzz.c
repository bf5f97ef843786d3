/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shipped look files with thousands of small damages, the same in every run: each is either a look whose numbers are all
 * within their ranges, or an error that names the file. */
#include "../tap.h"
#include "unit.h"

#define MUTATIONS 12000

typedef struct {
    GPtrArray *texts; /* GString */
    GPtrArray *words; /* the dictionary: groups, keys, and values that have hurt others */
} Corpus;

static void
free_string (gpointer string)
{
    g_string_free (string, TRUE);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
    return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static Corpus
load_corpus (void)
{
    static const char *const nasty[] = {"nan",
                                        "-inf",
                                        "1e308",
                                        "0x1p3",
                                        "-0",
                                        "1,5",
                                        "[",
                                        "]",
                                        "=",
                                        "\n",
                                        "\r\n",
                                        "#",
                                        ";",
                                        ":",
                                        "\\",
                                        "\\s",
                                        "\xef\xbb\xbf",
                                        "\xff",
                                        "\xc3",
                                        "\t",
                                        "[look]",
                                        "[band ]",
                                        "[band]",
                                        "title[",
                                        "[]",
                                        "title[de]",
                                        "18446744073709551616",
                                        "%n%s",
                                        "ß",
                                        "\xe2\x80\xae"};
    g_autofree char *folder = g_build_filename (g_getenv ("RF_SOURCE"), "luts", NULL);
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
    Corpus corpus = {g_ptr_array_new_with_free_func (free_string), g_ptr_array_new_with_free_func (g_free)};
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
    const char *name;
    size_t n = rf_look_schema.n;
    const RfKey *keys = rf_look_schema.keys;

    while (dir && (name = g_dir_read_name (dir)))
        if (g_str_has_suffix (name, ".look"))
            g_ptr_array_add (names, g_build_filename (folder, name, NULL));
    g_ptr_array_sort (names, compare_names);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *text = NULL;
        if (g_file_get_contents (names->pdata[i], &text, NULL, NULL))
            g_ptr_array_add (corpus.texts, g_string_new (text));
    }
    for (size_t i = 0; i < n; i++) {
        g_ptr_array_add (corpus.words, g_strdup_printf ("[%s]\n", keys[i].group));
        g_ptr_array_add (corpus.words, g_strdup_printf ("\n%s=", keys[i].key));
    }
    for (size_t i = 0; i < G_N_ELEMENTS (nasty); i++)
        g_ptr_array_add (corpus.words, g_strdup (nasty[i]));
    return corpus;
}

static void
damage (const Corpus *corpus, GString *text, guint64 *state)
{
    gssize at = random_below (state, (int)text->len + 1), rest = (gssize)text->len - at;
    gssize length = random_below (state, 40), at_other;
    const GString *other = corpus->texts->pdata[random_below (state, (int)corpus->texts->len)];

    switch (random_below (state, 7)) {
    case 0: /* another byte */
        if (rest)
            text->str[at] = (char)random_bits (state);
        break;
    case 1: /* a bit */
        if (rest)
            text->str[at] ^= (char)(1 << random_below (state, 8));
        break;
    case 2: /* cut out */
        g_string_erase (text, at, MIN (length, rest));
        break;
    case 3: /* cut off */
        g_string_truncate (text, (gsize)at);
        break;
    case 4: /* a word of the dictionary */
        g_string_insert (text, at, corpus->words->pdata[random_below (state, (int)corpus->words->len)]);
        break;
    case 5: /* a piece of another look */
        at_other = random_below (state, (int)other->len);
        g_string_insert_len (text, at, other->str + at_other, MIN (5 * length, (gssize)other->len - at_other));
        break;
    default: { /* a piece of its own once more */
        g_autofree char *piece = g_strndup (text->str + at, (gsize)MIN (length, rest));
        g_string_insert (text, random_below (state, (int)text->len + 1), piece);
    }
    }
}

static void
require_in_range (const RfLook *look, const char *text)
{
    size_t n = rf_look_schema.n;
    const RfKey *keys = rf_look_schema.keys;

    REQUIRE (look->title && *look->title && look->description && look->group && *look->group, "texts of «%s»", text);
    REQUIRE (look->n_bands >= 0 && look->n_bands <= RF_MAX_BANDS, "%d bands in «%s»", look->n_bands, text);
    REQUIRE (look->tint.curve.n >= 0 && look->tint.curve.n <= RF_MAX_KNOTS, "%d knots in «%s»", look->tint.curve.n,
             text);
    for (size_t i = 0; i < n; i++) {
        gboolean band = strcmp (keys[i].group, "band") == 0;
        if (keys[i].kind != RF_KEY_NUMBER)
            continue;
        for (int k = 0; k < (band ? look->n_bands : 1); k++) {
            const char *record = band ? (const char *)&look->bands[k] : (const char *)look;
            double value = *(const double *)(record + keys[i].offset);
            REQUIRE (value >= keys[i].min && value <= keys[i].max, "[%s] %s is %g in «%s»", keys[i].group, keys[i].key,
                     value, text);
        }
    }
}

TEST (a_damaged_look_is_a_look_or_an_error)
{
    Corpus corpus = load_corpus ();
    guint64 state = 20240229;
    int accepted = 0;

    REQUIRE_CMP (corpus.texts->len, >=, 5u, "%u", "shipped looks to damage");
    for (int i = 0; i < MUTATIONS; i++) {
        const GString *original = corpus.texts->pdata[(guint)i % corpus.texts->len];
        g_autoptr (GString) text = g_string_new_len (original->str, (gssize)original->len);
        g_autoptr (GError) error = NULL;
        for (int k = random_below (&state, 4); k >= 0; k--)
            damage (&corpus, text, &state);
        /* No byte after the end: reading beyond it is seen by the address sanitizer. */
        g_autofree char *exact = g_memdup2 (text->str, MAX (text->len, 1));
        RfLook *look = rf_look_parse (exact, text->len, "/unit/test.look", &error);
        REQUIRE ((look == NULL) == (error != NULL), "mutation %d: neither look nor error, or both", i);
        if (look) {
            require_in_range (look, text->str);
            accepted++;
        } else {
            REQUIRE (error->domain == RF_ERROR, "mutation %d: an error of %s: %s", i, g_quark_to_string (error->domain),
                     error->message);
            REQUIRE (g_str_has_prefix (error->message, "test.look: "), "mutation %d: «%s»", i, error->message);
            REQUIRE (g_utf8_validate (error->message, -1, NULL), "mutation %d: an error that is not UTF-8", i);
        }
        rf_look_free (look);
    }
    /* Both happen: the damage is neither too small nor too great. */
    REQUIRE_CMP (accepted, >, MUTATIONS / 50, "%d", "accepted");
    REQUIRE_CMP (accepted, <, MUTATIONS * 9 / 10, "%d", "accepted");
    g_ptr_array_unref (corpus.texts);
    g_ptr_array_unref (corpus.words);
}

int
main (void)
{
    return tap_main ();
}
