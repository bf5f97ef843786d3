/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every row of a table of keys, also tomorrow's: its default, its range, its errors. A program of such tests includes this
 * and defines SUBJECT, the kind of file that is tried. */
#ifndef RF_TEST_KEY_ROWS_H
#define RF_TEST_KEY_ROWS_H

#include "key-file.h"
#include "tap.h"

#include <math.h>

/* A row in one of its groups: "text" of "text|signature". */
typedef struct {
    const RfKey *key;
    const char *group;
} Row;

typedef struct {
    const RfSchema *schema;
    const char *path; /* of the file that is tried */
    void *(*parse) (const char *text, gsize length, const char *path, GError **error);
    void (*free) (void *file);
    /* A file in which only that key is missing that it needs, and the group's name as it stands there. */
    GString *(*text_without) (const Row *row, const char **group);
    const void *(*record_of) (const void *file, const Row *row); /* what the group was read into */
} Subject;

static const Subject subject;

/* SUBJECT = {...}; */
#define SUBJECT static const Subject subject

static void *
parse_with (const Row *row, const char *value, GError **error)
{
    const char *group;
    g_autoptr (GString) text = subject.text_without (row, &group);

    if (value) {
        g_autofree char *header = g_strdup_printf ("[%s]\n", group),
                        *line = g_strdup_printf ("%s=%s\n", row->key->key, value);
        const char *place = strstr (text->str, header);
        REQUIRE (place, "«%s» has no [%s]", text->str, group);
        g_string_insert (text, place - text->str + (gssize)strlen (header), line);
    }
    return subject.parse (text->str, text->len, subject.path, error);
}

/* The value is refused with an error that names file, group and key, and has `part` in it. */
static void
require_refused (const Row *row, const char *value, RfError code, const char *part)
{
    const char *group;
    g_autoptr (GError) error = NULL;
    g_autoptr (GString) text = subject.text_without (row, &group);
    g_autofree char *file = g_path_get_basename (subject.path);
    g_autofree char *place = g_strdup_printf ("%s: [%s] %s: ", file, group, row->key->key);
    void *parsed = parse_with (row, value, &error);

    REQUIRE (!parsed, "[%s] %s=%s was accepted", group, row->key->key, value ? value : "(absent)");
    REQUIRE (g_error_matches (error, RF_ERROR, (int)code), "[%s] %s=%s: error %d %s", group, row->key->key, value,
             error->code, error->message);
    REQUIRE (g_str_has_prefix (error->message, place), "[%s] %s=%s: «%s»", group, row->key->key, value, error->message);
    REQUIRE_TEXT (error->message, part, "[%s] %s=%s", group, row->key->key, value);
    REQUIRE (g_utf8_validate (error->message, -1, NULL), "[%s] %s=%s: not UTF-8", group, row->key->key, value);
}

/* The value is accepted; the file is the caller's. */
static void *
require_accepted (const Row *row, const char *value)
{
    g_autoptr (GError) error = NULL;
    void *parsed = parse_with (row, value, &error);

    REQUIRE (parsed, "[%s] %s=%s: %s", row->group, row->key->key, value ? value : "(absent)", error->message);
    return parsed;
}

static const void *
field_of (const void *parsed, const Row *row)
{
    return (const char *)subject.record_of (parsed, row) + row->key->offset;
}

/* All rows of a kind, each in each of its groups; an array of Row. */
static GArray *
rows_of (RfKeyKind kind)
{
    GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));

    for (size_t i = 0; i < subject.schema->n; i++) {
        const RfKey *key = &subject.schema->keys[i];
        g_auto (GStrv) groups = g_strsplit (key->group, "|", -1);
        for (char **group = groups; key->kind == kind && *group; group++) {
            Row row = {key, g_intern_string (*group)};
            g_array_append_val (rows, row);
        }
    }
    return rows;
}

#define FOR_ROWS(kind, row)                                                                                            \
    g_autoptr (GArray) rows_##row = rows_of (kind);                                                                    \
    for (const Row *row = (const Row *)(void *)rows_##row->data, *end_##row = row + rows_##row->len; row < end_##row;  \
         row++)

TEST (rows_are_sound)
{
    const RfSchema *schema = subject.schema;

    REQUIRE_CMP (schema->n, >, (size_t)20, "%zu", "rows");
    for (size_t i = 0; i < schema->n; i++) {
        const RfKey *key = &schema->keys[i];
        g_auto (GStrv) groups = g_strsplit (key->group, "|", -1);
        REQUIRE (key->help && *key->help, "[%s] %s: no help", key->group, key->key);
        REQUIRE (key->kind != RF_KEY_CHOICE || key->choices, "[%s] %s: choices", key->group, key->key);
        if (key->kind == RF_KEY_NUMBER || key->kind == RF_KEY_LENGTH)
            REQUIRE_CMP (key->min, <, key->max, "%g", "[%s] %s", key->group, key->key);
        REQUIRE (key->kind != RF_KEY_NUMBER || key->required ||
                     (key->standard >= key->min && key->standard <= key->max),
                 "[%s] %s: default %g", key->group, key->key, key->standard);
        for (size_t k = 0; k < i; k++)
            for (char **group = groups; *group; group++)
                REQUIRE (!rf_key_in_group (&schema->keys[k], *group) || strcmp (schema->keys[k].key, key->key) != 0,
                         "[%s] %s is there twice", *group, key->key);
    }
}

TEST (an_absent_number_boolean_or_text_has_its_default)
{
    FOR_ROWS (RF_KEY_NUMBER, number)
    {
        if (number->key->required)
            continue;
        void *parsed = require_accepted (number, NULL);
        REQUIRE_CMP (*(const double *)field_of (parsed, number), ==, number->key->standard, "%g", "[%s] %s",
                     number->group, number->key->key);
        subject.free (parsed);
    }
    FOR_ROWS (RF_KEY_BOOLEAN, boolean)
    {
        void *parsed = require_accepted (boolean, NULL);
        REQUIRE (!*(const gboolean *)field_of (parsed, boolean), "[%s] %s", boolean->group, boolean->key->key);
        subject.free (parsed);
    }
    FOR_ROWS (RF_KEY_TEXT, text)
    {
        if (text->key->required)
            continue;
        void *parsed = require_accepted (text, NULL);
        REQUIRE (g_str_equal (*(char *const *)field_of (parsed, text), ""), "[%s] %s", text->group, text->key->key);
        subject.free (parsed);
    }
    FOR_ROWS (RF_KEY_CHOICE, choice)
    {
        void *parsed = require_accepted (choice, NULL);
        g_autofree char *first = g_strndup (choice->key->choices, strcspn (choice->key->choices, "|"));
        REQUIRE (g_str_equal (*(char *const *)field_of (parsed, choice), first), "[%s] %s", choice->group,
                 choice->key->key);
        subject.free (parsed);
    }
}

TEST (a_required_key_that_is_missing_is_named)
{
    size_t required = 0;

    for (int kind = 0; kind <= RF_KEY_ASPECT; kind++) {
        FOR_ROWS ((RfKeyKind)kind, row)
        if (row->key->required) {
            required++;
            require_refused (row, NULL, RF_ERROR_KEY, "missing");
        }
    }
    REQUIRE_CMP (required, >=, (size_t)2, "%zu", "required rows");
}

TEST (a_number_within_its_range_is_read_exactly)
{
    static const double places[] = {0, 0.1234567890123, 0.5, 1};

    FOR_ROWS (RF_KEY_NUMBER, row)
    for (size_t k = 0; k < G_N_ELEMENTS (places); k++) {
        double value = k == 3 ? row->key->max : row->key->min + places[k] * (row->key->max - row->key->min);
        char text[G_ASCII_DTOSTR_BUF_SIZE];
        g_ascii_dtostr (text, sizeof text, value);
        void *parsed = require_accepted (row, text);
        REQUIRE_CMP (*(const double *)field_of (parsed, row), ==, value, "%.17g", "[%s] %s=%s", row->group,
                     row->key->key, text);
        subject.free (parsed);
    }
}

TEST (a_number_out_of_its_range_is_refused_with_the_range)
{
    FOR_ROWS (RF_KEY_NUMBER, row)
    for (int above = 0; above < 2; above++) {
        double value = above ? nextafter (row->key->max, INFINITY) : nextafter (row->key->min, -INFINITY);
        char text[G_ASCII_DTOSTR_BUF_SIZE], min[G_ASCII_DTOSTR_BUF_SIZE], max[G_ASCII_DTOSTR_BUF_SIZE];
        g_ascii_dtostr (text, sizeof text, value);
        g_ascii_formatd (min, sizeof min, "%g", row->key->min);
        g_ascii_formatd (max, sizeof max, "%g", row->key->max);
        g_autofree char *sentence = g_strdup_printf ("%s is outside %s … %s", text, min, max);
        require_refused (row, text, RF_ERROR_VALUE, sentence);
    }
}

TEST (what_is_no_decimal_number_is_refused)
{
    static const char *const values[] = {"",    "x",   "nan",   "NaN",  "inf", "-inf",  "infinity", "1e999", "1,5",
                                         "0x1", "0X1", "0x1p1", "1 2",  "--1", "1.5.2", "1e",       ".",     "1;",
                                         "½",   "١",   "1%",    "true", "+ 1", "1f",    "1.0 # one"};

    FOR_ROWS (RF_KEY_NUMBER, row)
    for (size_t k = 0; k < G_N_ELEMENTS (values); k++) {
        g_autofree char *sentence = g_strdup_printf ("“%s” is not a number", values[k]);
        require_refused (row, values[k], RF_ERROR_VALUE, sentence);
    }
}

TEST (blanks_round_a_value_do_not_matter)
{
    FOR_ROWS (RF_KEY_NUMBER, row)
    {
        char number[G_ASCII_DTOSTR_BUF_SIZE];
        g_ascii_dtostr (number, sizeof number, row->key->max);
        g_autofree char *text = g_strdup_printf (" \t%s \t", number);
        void *parsed = require_accepted (row, text);
        REQUIRE_CMP (*(const double *)field_of (parsed, row), ==, row->key->max, "%g", "[%s] %s", row->group,
                     row->key->key);
        subject.free (parsed);
    }
}

TEST (booleans_are_true_or_false)
{
    static const char *const wrong[] = {"1", "0", "yes", "True", "TRUE", "", "true false"};

    FOR_ROWS (RF_KEY_BOOLEAN, row)
    {
        for (int value = 0; value < 2; value++) {
            void *parsed = require_accepted (row, value ? "true" : "false");
            REQUIRE (*(const gboolean *)field_of (parsed, row) == value, "[%s] %s", row->group, row->key->key);
            subject.free (parsed);
        }
        for (size_t k = 0; k < G_N_ELEMENTS (wrong); k++)
            require_refused (row, wrong[k], RF_ERROR_VALUE, "neither true nor false");
    }
}

TEST (choices_are_those_of_the_row)
{
    FOR_ROWS (RF_KEY_CHOICE, row)
    {
        g_auto (GStrv) choices = g_strsplit (row->key->choices, "|", -1);
        for (char **choice = choices; *choice; choice++) {
            void *parsed = require_accepted (row, *choice);
            REQUIRE (g_str_equal (*(char *const *)field_of (parsed, row), *choice), "%s", *choice);
            subject.free (parsed);
        }
        require_refused (row, "sepia-ish", RF_ERROR_VALUE, row->key->choices);
        require_refused (row, "", RF_ERROR_VALUE, row->key->choices);
        require_refused (row, row->key->choices, RF_ERROR_VALUE, row->key->choices);
    }
}

TEST (texts_are_kept_and_never_empty)
{
    FOR_ROWS (RF_KEY_TEXT, row)
    {
        void *parsed = require_accepted (row, "Grün, blau; 100 % = alles 写真");
        REQUIRE (g_str_equal (*(char *const *)field_of (parsed, row), "Grün, blau; 100 % = alles 写真"), "%s",
                 *(char *const *)field_of (parsed, row));
        subject.free (parsed);
        require_refused (row, "", RF_ERROR_VALUE, "is empty");
        require_refused (row, " \t ", RF_ERROR_VALUE, "is empty");
        require_refused (row, "a\\qb", RF_ERROR_VALUE, "“a\\qb” has a backslash");
    }
}

#endif
