/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "look-value.h"

#include "i18n.h"

#include <math.h>
#include <string.h>

void
rf_place_error (const RfPlace *place, GError **error, RfError code, const char *format, ...)
{
    va_list args;
    g_autofree char *what = NULL;
    g_autofree char *name = g_path_get_basename (place->path);

    va_start (args, format);
    what = g_strdup_vprintf (format, args);
    va_end (args);
    if (place->key)
        g_set_error (error, RF_ERROR, code, "%s: [%s] %s: %s", name, place->group, place->key, what);
    else if (place->group)
        g_set_error (error, RF_ERROR, code, "%s: [%s]: %s", name, place->group, what);
    else
        g_set_error (error, RF_ERROR, code, "%s: %s", name, what);
}

/* The whole of `text` as a decimal number, whatever the locale. */
static gboolean
read_number (const char *text, double *number)
{
    char *end;

    *number = g_ascii_strtod (text, &end);
    /* Not what the function knows besides: hexadecimal numbers. */
    return end != text && *end == '\0' && isfinite (*number) && !strpbrk (text, "xX");
}

static gboolean
parse_number (const RfPlace *place, const RfKey *key, const char *text, double *value, GError **error)
{
    /* As the file would spell them, not as the locale does. */
    char min[G_ASCII_DTOSTR_BUF_SIZE], max[G_ASCII_DTOSTR_BUF_SIZE];

    if (!read_number (text, value)) {
        rf_place_error (place, error, RF_ERROR_VALUE, _ ("“%s” is not a number"), text);
        return FALSE;
    }
    if (*value < key->min || *value > key->max) {
        g_ascii_formatd (min, sizeof min, "%g", key->min);
        g_ascii_formatd (max, sizeof max, "%g", key->max);
        rf_place_error (place, error, RF_ERROR_VALUE, _ ("%s is outside %s … %s"), text, min, max);
        return FALSE;
    }
    return TRUE;
}

static gboolean
parse_boolean (const RfPlace *place, const char *text, gboolean *value, GError **error)
{
    *value = strcmp (text, "true") == 0;
    if (*value || strcmp (text, "false") == 0)
        return TRUE;
    rf_place_error (place, error, RF_ERROR_VALUE, _ ("“%s” is neither true nor false"), text);
    return FALSE;
}

static gboolean
parse_choice (const RfPlace *place, const RfKey *key, const char *text, char **value, GError **error)
{
    g_auto (GStrv) choices = g_strsplit (key->choices, "|", -1);

    if (!g_strv_contains ((const char *const *)choices, text)) {
        rf_place_error (place, error, RF_ERROR_VALUE, _ ("“%s” is none of %s"), text, key->choices);
        return FALSE;
    }
    g_free (*value);
    *value = g_strdup (text);
    return TRUE;
}

static gboolean
parse_knot (const char *text, RfKnot *knot)
{
    g_auto (GStrv) sides = g_strsplit (text, ":", -1);
    if (g_strv_length (sides) != 2)
        return FALSE;
    g_auto (GStrv) ab = g_strsplit (sides[1], ",", -1);
    if (g_strv_length (ab) != 2)
        return FALSE;
    return read_number (g_strstrip (sides[0]), &knot->lightness) && read_number (g_strstrip (ab[0]), &knot->a) &&
           read_number (g_strstrip (ab[1]), &knot->b);
}

static gboolean
parse_curve (const RfPlace *place, const char *text, RfTintCurve *curve, GError **error)
{
    g_auto (GStrv) knots = g_strsplit (text, ";", -1);
    double previous = 0;

    curve->n = 0;
    for (char **k = knots; *k; k++) {
        RfKnot knot;
        if (*g_strstrip (*k) == '\0')
            continue;
        if (curve->n == RF_MAX_KNOTS) {
            rf_place_error (place, error, RF_ERROR_VALUE, _ ("more than %d knots"), RF_MAX_KNOTS);
            return FALSE;
        }
        if (!parse_knot (*k, &knot)) {
            rf_place_error (place, error, RF_ERROR_VALUE, _ ("“%s” is not of the form L:a,b"), *k);
            return FALSE;
        }
        if (knot.lightness <= previous || knot.lightness >= 100) {
            rf_place_error (place, error, RF_ERROR_VALUE, _ ("“%s”: lightness must rise between 0 and 100"), *k);
            return FALSE;
        }
        if (fabs (knot.a) > 60 || fabs (knot.b) > 60) {
            rf_place_error (place, error, RF_ERROR_VALUE, _ ("“%s”: a and b must be within -60 … 60"), *k);
            return FALSE;
        }
        previous = knot.lightness;
        curve->knots[curve->n++] = knot;
    }
    return TRUE;
}

gboolean
rf_look_value_parse (const RfPlace *place, const RfKey *key, char *text, void *record, GError **error)
{
    void *field = (char *)record + key->offset;

    g_strstrip (text);
    switch (key->kind) {
    case RF_KEY_NUMBER:
        return parse_number (place, key, text, field, error);
    case RF_KEY_BOOLEAN:
        return parse_boolean (place, text, field, error);
    case RF_KEY_CHOICE:
        return parse_choice (place, key, text, field, error);
    case RF_KEY_CURVE:
        return parse_curve (place, text, field, error);
    case RF_KEY_TEXT:
        if (*text == '\0') {
            rf_place_error (place, error, RF_ERROR_VALUE, _ ("is empty"));
            return FALSE;
        }
        g_free (*(char **)field);
        *(char **)field = g_strdup (text);
        return TRUE;
    }
    return FALSE;
}
