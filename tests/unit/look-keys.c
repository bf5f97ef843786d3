/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every row of the key table, also tomorrow's: its default, its range, its errors. */
#include "../tap.h"
#include "unit.h"

#include <math.h>

/* What a look needs before a row can be tried alone: the required keys, and weights whose sum stays positive. */
static char *
text_with (const RfKey *tried, const char *value)
{
    size_t n = rf_look_schema.n;
    const RfKey *keys = rf_look_schema.keys;
    GString *text = g_string_new (NULL);
    gboolean in_look = strcmp (tried->group, "look") == 0;

    g_string_append (text, "[look]\n");
    if (!in_look)
        g_string_append_printf (text, "title=T\n[%s]\n", strcmp (tried->group, "band") == 0 ? "band x" : tried->group);
    for (size_t i = 0; i < n; i++)
        if (&keys[i] != tried && strcmp (keys[i].group, tried->group) == 0) {
            if (strcmp (keys[i].group, "mono") == 0)
                g_string_append_printf (text, "%s=2\n", keys[i].key);
            else if (keys[i].required)
                g_string_append_printf (text, "%s=%s\n", keys[i].key, keys[i].kind == RF_KEY_NUMBER ? "1" : "T");
        }
    if (value)
        g_string_append_printf (text, "%s=%s\n", tried->key, value);
    return g_string_free (text, FALSE);
}

static RfLook *
parse_with (const RfKey *key, const char *value, GError **error)
{
    g_autofree char *text = text_with (key, value);
    return rf_look_parse (text, strlen (text), "/unit/test.look", error);
}

static const void *
field_of (const RfLook *look, const RfKey *key)
{
    const char *record = strcmp (key->group, "band") == 0 ? (const char *)&look->bands[0] : (const char *)look;
    return record + key->offset;
}

/* The value is refused with an error that names file, group and key, and has `part` in it. */
static void
require_refused (const RfKey *key, const char *value, RfError code, const char *part)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *place =
        g_strdup_printf ("test.look: [%s] %s: ", strcmp (key->group, "band") == 0 ? "band x" : key->group, key->key);
    RfLook *look = parse_with (key, value, &error);

    REQUIRE (!look, "[%s] %s=%s was accepted", key->group, key->key, value ? value : "(absent)");
    REQUIRE (g_error_matches (error, RF_ERROR, (int)code), "[%s] %s=%s: error %d %s", key->group, key->key, value,
             error->code, error->message);
    REQUIRE (g_str_has_prefix (error->message, place), "[%s] %s=%s: «%s»", key->group, key->key, value, error->message);
    REQUIRE_TEXT (error->message, part, "[%s] %s=%s", key->group, key->key, value);
}

/* The value is accepted; the look is the caller's. */
static RfLook *
require_accepted (const RfKey *key, const char *value)
{
    g_autoptr (GError) error = NULL;
    RfLook *look = parse_with (key, value, &error);

    REQUIRE (look, "[%s] %s=%s: %s", key->group, key->key, value ? value : "(absent)", error->message);
    return look;
}

TEST (rows_are_sound)
{
    size_t n = rf_look_schema.n;
    const RfKey *keys = rf_look_schema.keys;

    REQUIRE_CMP (n, >, (size_t)20, "%zu", "rows");
    for (size_t i = 0; i < n; i++) {
        const RfKey *key = &keys[i];
        REQUIRE (key->help && *key->help, "[%s] %s: no help", key->group, key->key);
        REQUIRE ((key->kind == RF_KEY_CHOICE) == (key->choices != NULL), "[%s] %s: choices", key->group, key->key);
        if (key->kind == RF_KEY_NUMBER) {
            REQUIRE_CMP (key->min, <, key->max, "%g", "[%s] %s", key->group, key->key);
            REQUIRE (key->required || (key->standard >= key->min && key->standard <= key->max), "[%s] %s: default %g",
                     key->group, key->key, key->standard);
        }
        for (size_t k = 0; k < i; k++)
            REQUIRE (strcmp (keys[k].group, key->group) != 0 || strcmp (keys[k].key, key->key) != 0,
                     "[%s] %s is there twice", key->group, key->key);
    }
}

TEST (an_absent_key_has_its_default)
{
    size_t n = rf_look_schema.n;
    const RfKey *keys = rf_look_schema.keys;

    for (size_t i = 0; i < n; i++) {
        const RfKey *key = &keys[i];
        if (key->required)
            continue;
        RfLook *look = require_accepted (key, NULL);
        const void *field = field_of (look, key);
        g_autofree char *first = key->choices ? g_strndup (key->choices, strcspn (key->choices, "|")) : NULL;
        switch (key->kind) {
        case RF_KEY_NUMBER:
            REQUIRE_CMP (*(const double *)field, ==, key->standard, "%g", "[%s] %s", key->group, key->key);
            break;
        case RF_KEY_BOOLEAN:
            REQUIRE (!*(const gboolean *)field, "[%s] %s", key->group, key->key);
            break;
        case RF_KEY_TEXT:
            REQUIRE (g_str_equal (*(char *const *)field, ""), "[%s] %s", key->group, key->key);
            break;
        case RF_KEY_CHOICE:
            REQUIRE (g_str_equal (*(char *const *)field, first), "[%s] %s", key->group, key->key);
            break;
        case RF_KEY_CURVE:
            REQUIRE (((const RfTintCurve *)field)->n == 0, "[%s] %s", key->group, key->key);
            break;
        default:
            REQUIRE (FALSE, "[%s] %s: a kind that looks do not have", key->group, key->key);
        }
        rf_look_free (look);
    }
}

TEST (an_absent_group_has_the_defaults)
{
    size_t n = rf_look_schema.n;
    const RfKey *keys = rf_look_schema.keys;
    RfLook *look = look_of ("[look]\ntitle=T\n");

    for (size_t i = 0; i < n; i++)
        if (keys[i].kind == RF_KEY_NUMBER && strcmp (keys[i].group, "band") != 0)
            REQUIRE_CMP (*(const double *)field_of (look, &keys[i]), ==, keys[i].standard, "%g", "[%s] %s",
                         keys[i].group, keys[i].key);
    REQUIRE (look->n_bands == 0 && !look->mono.enabled, "bands or monochrome from nowhere");
    rf_look_free (look);
}

TEST (a_required_key_that_is_missing_is_named)
{
    size_t n = rf_look_schema.n, required = 0;
    const RfKey *keys = rf_look_schema.keys;

    for (size_t i = 0; i < n; i++)
        if (keys[i].required) {
            required++;
            require_refused (&keys[i], NULL, RF_ERROR_KEY, "missing");
        }
    REQUIRE_CMP (required, >=, (size_t)2, "%zu", "required rows");
}

TEST (a_number_within_its_range_is_read_exactly)
{
    size_t n = rf_look_schema.n;
    const RfKey *keys = rf_look_schema.keys;
    static const double places[] = {0, 0.1234567890123, 0.5, 1};

    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; keys[i].kind == RF_KEY_NUMBER && k < G_N_ELEMENTS (places); k++) {
            double value = k == 3 ? keys[i].max : keys[i].min + places[k] * (keys[i].max - keys[i].min);
            char text[G_ASCII_DTOSTR_BUF_SIZE];
            g_ascii_dtostr (text, sizeof text, value);
            RfLook *look = require_accepted (&keys[i], text);
            REQUIRE_CMP (*(const double *)field_of (look, &keys[i]), ==, value, "%.17g", "[%s] %s=%s", keys[i].group,
                         keys[i].key, text);
            rf_look_free (look);
        }
}

TEST (a_number_out_of_its_range_is_refused_with_the_range)
{
    size_t n = rf_look_schema.n;
    const RfKey *keys = rf_look_schema.keys;

    for (size_t i = 0; i < n; i++)
        for (int above = 0; keys[i].kind == RF_KEY_NUMBER && above < 2; above++) {
            double value = above ? nextafter (keys[i].max, INFINITY) : nextafter (keys[i].min, -INFINITY);
            char text[G_ASCII_DTOSTR_BUF_SIZE], min[G_ASCII_DTOSTR_BUF_SIZE], max[G_ASCII_DTOSTR_BUF_SIZE];
            g_ascii_dtostr (text, sizeof text, value);
            g_ascii_formatd (min, sizeof min, "%g", keys[i].min);
            g_ascii_formatd (max, sizeof max, "%g", keys[i].max);
            g_autofree char *sentence = g_strdup_printf ("%s is outside %s … %s", text, min, max);
            require_refused (&keys[i], text, RF_ERROR_VALUE, sentence);
        }
}

TEST (what_is_no_decimal_number_is_refused)
{
    static const char *const values[] = {"",    "x",   "nan",   "NaN",  "inf", "-inf",  "infinity", "1e999", "1,5",
                                         "0x1", "0X1", "0x1p1", "1 2",  "--1", "1.5.2", "1e",       ".",     "1;",
                                         "½",   "١",   "1%",    "true", "+ 1", "1f",    "1.0 # one"};
    size_t n = rf_look_schema.n;
    const RfKey *keys = rf_look_schema.keys;

    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; keys[i].kind == RF_KEY_NUMBER && k < G_N_ELEMENTS (values); k++) {
            g_autofree char *sentence = g_strdup_printf ("“%s” is not a number", values[k]);
            require_refused (&keys[i], values[k], RF_ERROR_VALUE, sentence);
        }
}

TEST (blanks_round_a_value_do_not_matter)
{
    size_t n = rf_look_schema.n;
    const RfKey *keys = rf_look_schema.keys;

    for (size_t i = 0; i < n; i++)
        if (keys[i].kind == RF_KEY_NUMBER) {
            char number[G_ASCII_DTOSTR_BUF_SIZE];
            g_ascii_dtostr (number, sizeof number, keys[i].max);
            g_autofree char *text = g_strdup_printf (" \t%s \t", number);
            RfLook *look = require_accepted (&keys[i], text);
            REQUIRE_CMP (*(const double *)field_of (look, &keys[i]), ==, keys[i].max, "%g", "[%s] %s", keys[i].group,
                         keys[i].key);
            rf_look_free (look);
        }
}

TEST (booleans_are_true_or_false)
{
    static const char *const wrong[] = {"1", "0", "yes", "True", "TRUE", "", "true false"};
    size_t n = rf_look_schema.n;
    const RfKey *keys = rf_look_schema.keys;

    for (size_t i = 0; i < n; i++)
        if (keys[i].kind == RF_KEY_BOOLEAN) {
            for (int value = 0; value < 2; value++) {
                RfLook *look = require_accepted (&keys[i], value ? "true" : "false");
                REQUIRE (*(const gboolean *)field_of (look, &keys[i]) == value, "[%s] %s", keys[i].group, keys[i].key);
                rf_look_free (look);
            }
            for (size_t k = 0; k < G_N_ELEMENTS (wrong); k++)
                require_refused (&keys[i], wrong[k], RF_ERROR_VALUE, "neither true nor false");
        }
}

TEST (choices_are_those_of_the_row)
{
    size_t n = rf_look_schema.n;
    const RfKey *keys = rf_look_schema.keys;

    for (size_t i = 0; i < n; i++)
        if (keys[i].kind == RF_KEY_CHOICE) {
            g_auto (GStrv) choices = g_strsplit (keys[i].choices, "|", -1);
            for (char **choice = choices; *choice; choice++) {
                RfLook *look = require_accepted (&keys[i], *choice);
                REQUIRE (g_str_equal (*(char *const *)field_of (look, &keys[i]), *choice), "%s", *choice);
                rf_look_free (look);
            }
            require_refused (&keys[i], "sepia-ish", RF_ERROR_VALUE, keys[i].choices);
            require_refused (&keys[i], "", RF_ERROR_VALUE, keys[i].choices);
            require_refused (&keys[i], keys[i].choices, RF_ERROR_VALUE, keys[i].choices);
        }
}

TEST (texts_are_kept_and_never_empty)
{
    size_t n = rf_look_schema.n;
    const RfKey *keys = rf_look_schema.keys;

    for (size_t i = 0; i < n; i++)
        if (keys[i].kind == RF_KEY_TEXT) {
            RfLook *look = require_accepted (&keys[i], "Grün, blau; 100 % = alles 写真");
            REQUIRE (g_str_equal (*(char *const *)field_of (look, &keys[i]), "Grün, blau; 100 % = alles 写真"), "%s",
                     *(char *const *)field_of (look, &keys[i]));
            rf_look_free (look);
            require_refused (&keys[i], "", RF_ERROR_VALUE, "is empty");
            require_refused (&keys[i], " \t ", RF_ERROR_VALUE, "is empty");
            require_refused (&keys[i], "a\\qb", RF_ERROR_VALUE, "“a\\qb” has a backslash");
        }
}

TEST (curves_are_knots_at_rising_lightness)
{
    static const struct {
        const char *text, *part;
    } wrong[] = {
        {"20", "“20” is not of the form L:a,b"},
        {"20:1", "“20:1” is not of the form L:a,b"},
        {"20:1,2,3", "is not of the form L:a,b"},
        {"20:1,2:3", "is not of the form L:a,b"},
        {"20:1,nan", "is not of the form L:a,b"},
        {"20:1,0x2", "is not of the form L:a,b"},
        {"20:1,2; 20:1,2", "lightness must rise between 0 and 100"},
        {"20:1,2; 10:1,2", "“10:1,2”: lightness must rise between 0 and 100"},
        {"0:1,2", "lightness must rise between 0 and 100"},
        {"100:1,2", "lightness must rise between 0 and 100"},
        {"50:61,0", "a and b must be within -60 … 60"},
        {"50:0,-60.1", "a and b must be within -60 … 60"},
    };
    size_t n = rf_look_schema.n;
    const RfKey *keys = rf_look_schema.keys;

    for (size_t i = 0; i < n; i++)
        if (keys[i].kind == RF_KEY_CURVE) {
            RfLook *look = require_accepted (&keys[i], " 20 : 1 , -2.5 ; 37.5:-60,60;");
            const RfTintCurve *curve = field_of (look, &keys[i]);
            REQUIRE (curve->n == 2, "%d knots", curve->n);
            REQUIRE (curve->knots[0].lightness == 20 && curve->knots[0].a == 1 && curve->knots[0].b == -2.5,
                     "first knot");
            REQUIRE (curve->knots[1].lightness == 37.5 && curve->knots[1].a == -60 && curve->knots[1].b == 60,
                     "second knot");
            rf_look_free (look);
            for (size_t k = 0; k < G_N_ELEMENTS (wrong); k++)
                require_refused (&keys[i], wrong[k].text, RF_ERROR_VALUE, wrong[k].part);

            g_autoptr (GString) many = g_string_new (NULL);
            for (int knot = 1; knot <= RF_MAX_KNOTS; knot++)
                g_string_append_printf (many, "%d:0,0;", knot);
            rf_look_free (require_accepted (&keys[i], many->str));
            g_string_append (many, "99:0,0");
            require_refused (&keys[i], many->str, RF_ERROR_VALUE, "more than 16 knots");
        }
}

int
main (void)
{
    return tap_main ();
}
