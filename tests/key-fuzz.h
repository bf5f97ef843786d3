/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shipped key-files with thousands of small damages, the same in every run: each is either what it was, with numbers within
 * their ranges, or an error that names the file. */
#ifndef RF_TEST_KEY_FUZZ_H
#define RF_TEST_KEY_FUZZ_H

#include "key-file.h"
#include "tap.h"
#include "unit/unit.h"

#define MUTATIONS 12000

/* The kind of file. */
typedef struct {
    const RfSchema *schema;
    const char *folder; /* of the checkout */
    const char *ending;
    void *(*parse) (const char *text, gsize length, const char *path, GError **error);
    void (*check) (void *file, const char *text); /* what was read is as it may be; frees it */
} Damaged;

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
load_corpus (const Damaged *kind)
{
    static const char *const nasty[] = {
        "nan",     "-inf",   "1e308",       "0x1p3",    "-0",           "1,5",
        "[",       "]",      "=",           "\n",       "\r\n",         "#",
        ";",       ":",      "\\",          "\\s",      "\xef\xbb\xbf", "\xff",
        "\xc3",    "\t",     "[look]",      "[text a]", "20u",          "${",
        "[band ]", "[band]", "title[",      "[]",       "title[de]",    "18446744073709551616",
        "%n%s",    "ß",      "\xe2\x80\xae"};
    g_autofree char *folder = g_build_filename (g_getenv ("RF_SOURCE"), kind->folder, NULL);
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
    Corpus corpus = {g_ptr_array_new_with_free_func (free_string), g_ptr_array_new_with_free_func (g_free)};
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
    const char *name;
    const RfKey *keys = kind->schema->keys;

    while (dir && (name = g_dir_read_name (dir)))
        if (g_str_has_suffix (name, kind->ending))
            g_ptr_array_add (names, g_build_filename (folder, name, NULL));
    g_ptr_array_sort (names, compare_names);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *text = NULL;
        if (g_file_get_contents (names->pdata[i], &text, NULL, NULL))
            g_ptr_array_add (corpus.texts, g_string_new (text));
    }
    for (size_t i = 0; i < kind->schema->n; i++) {
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

/* The numbers of a group's record are within their ranges. */
static void
require_numbers_in_range (const RfSchema *schema, const char *group, const void *record, const char *text)
{
    for (size_t i = 0; i < schema->n; i++) {
        const RfKey *key = &schema->keys[i];
        if (key->kind != RF_KEY_NUMBER || !rf_key_in_group (key, group))
            continue;
        double value = *(const double *)((const char *)record + key->offset);
        REQUIRE (value >= key->min && value <= key->max, "[%s] %s is %g in «%s»", group, key->key, value, text);
    }
}

static void
require_files_or_errors (const Damaged *kind)
{
    Corpus corpus = load_corpus (kind);
    g_autofree char *path = g_strconcat ("/unit/test", kind->ending, NULL);
    g_autofree char *place = g_strconcat ("test", kind->ending, ": ", NULL);
    guint64 state = 20240229;
    int accepted = 0;

    REQUIRE_CMP (corpus.texts->len, >=, 5u, "%u", "shipped files to damage");
    for (int i = 0; i < MUTATIONS; i++) {
        const GString *original = corpus.texts->pdata[(guint)i % corpus.texts->len];
        g_autoptr (GString) text = g_string_new_len (original->str, (gssize)original->len);
        g_autoptr (GError) error = NULL;
        for (int k = random_below (&state, 4); k >= 0; k--)
            damage (&corpus, text, &state);
        /* No byte after the end: reading beyond it is seen by the address sanitizer. */
        g_autofree char *exact = g_memdup2 (text->str, MAX (text->len, 1));
        void *file = kind->parse (exact, text->len, path, &error);
        REQUIRE ((file == NULL) == (error != NULL), "mutation %d: neither a file nor an error, or both", i);
        if (file) {
            kind->check (file, text->str);
            accepted++;
        } else {
            REQUIRE (error->domain == RF_ERROR, "mutation %d: an error of %s: %s", i, g_quark_to_string (error->domain),
                     error->message);
            REQUIRE (g_str_has_prefix (error->message, place), "mutation %d: «%s»", i, error->message);
            REQUIRE (g_utf8_validate (error->message, -1, NULL), "mutation %d: an error that is not UTF-8", i);
        }
    }
    /* Both happen: the damage is neither too small nor too great. */
    REQUIRE_CMP (accepted, >, MUTATIONS / 50, "%d", "accepted");
    REQUIRE_CMP (accepted, <, MUTATIONS * 9 / 10, "%d", "accepted");
    g_ptr_array_unref (corpus.texts);
    g_ptr_array_unref (corpus.words);
}

#endif
