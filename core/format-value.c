/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The kinds of values that only format files have: lengths, colours, templates, names. */
#include "format-text.h"
#include "format.h"
#include "i18n.h"

#include <math.h>
#include <string.h>

#define ACCENT "#d9442f"

static gboolean
read_hex (const char *digits, float *value)
{
    if (!g_ascii_isxdigit (digits[0]) || !g_ascii_isxdigit (digits[1]))
        return FALSE;
    *value = (float)(g_ascii_xdigit_value (digits[0]) * 16 + g_ascii_xdigit_value (digits[1])) / 255.0f;
    return TRUE;
}

gboolean
rf_color_read (const char *text, RfColor *color)
{
    size_t length = strlen (text);
    RfColor read = {{0, 0, 0, 1}, FALSE};

    if (strcmp (text, "accent") == 0)
        return rf_color_read (ACCENT, color);
    read.automatic = strcmp (text, "auto") == 0;
    if (!read.automatic) {
        if (text[0] != '#' || (length != 7 && length != 9))
            return FALSE;
        for (size_t c = 0; c < (length - 1) / 2; c++)
            if (!read_hex (text + 1 + 2 * c, &read.rgba[c]))
                return FALSE;
    }
    *color = read;
    return TRUE;
}

gboolean
rf_length_read (const char *text, RfLength *length)
{
    g_auto (GStrv) terms = g_strsplit (text, "+", -1);
    RfLength read = {0, 0, 0};

    if (!terms[0])
        return FALSE;
    for (char **t = terms; *t; t++) {
        char *term = g_strstrip (*t), *unit = term + strcspn (term, "up%");
        double value, *sum = g_str_equal (unit, "u")    ? &read.u
                             : g_str_equal (unit, "%")  ? &read.pct
                             : g_str_equal (unit, "px") ? &read.px
                                                        : NULL;
        *unit = '\0';
        if (!sum || !rf_read_number (g_strchomp (term), &value) || value < 0)
            return FALSE;
        *sum += value;
    }
    *length = read;
    return TRUE;
}

gboolean
rf_aspect_read (const char *text, double *ratio)
{
    g_auto (GStrv) sides = g_strsplit (text, ":", -1);
    double width, height;

    *ratio = 0;
    if (strcmp (text, "free") == 0)
        return TRUE;
    if (g_strv_length (sides) != 2 || !rf_read_number (sides[0], &width) || !rf_read_number (sides[1], &height) ||
        width <= 0 || height <= 0 || width > 10 * height || height > 10 * width)
        return FALSE;
    *ratio = width / height;
    return TRUE;
}

/* Whatever the units: a format must be possible at every size of photograph, so the sum of the relative ones is checked, and
 * device pixels are for hairlines. */
static gboolean
parse_length (const RfPlace *place, const RfKey *key, const char *text, RfLength *length, GError **error)
{
    char min[G_ASCII_DTOSTR_BUF_SIZE], max[G_ASCII_DTOSTR_BUF_SIZE];

    if (!rf_length_read (text, length)) {
        rf_place_error (place, error, RF_ERROR_VALUE, _ ("“%s” is not a length such as 20u, 5%% or 2u+1px"), text);
        return FALSE;
    }
    double u = length->u + 10.8 * length->pct;
    if (length->px > 64) {
        rf_place_error (place, error, RF_ERROR_VALUE,
                        _ ("“%s”: more than 64px; lengths grow with the picture in u or %%"), text);
        return FALSE;
    }
    if (u + length->px < key->min || u > key->max) {
        g_ascii_formatd (min, sizeof min, "%g", key->min);
        g_ascii_formatd (max, sizeof max, "%g", key->max);
        rf_place_error (place, error, RF_ERROR_VALUE, _ ("%s is outside %su … %su"), text, min, max);
        return FALSE;
    }
    return TRUE;
}

static gboolean
parse_template (const RfPlace *place, const char *text, char **value, GError **error)
{
    g_autoptr (GError) reason = NULL;
    RfTemplate *parsed = rf_template_parse (text, &reason);

    if (!parsed) {
        rf_place_error (place, error, RF_ERROR_VALUE, "%s", reason->message);
        return FALSE;
    }
    rf_template_free (parsed);
    rf_replace_text (value, text);
    return TRUE;
}

static gboolean
parse_fields (const RfPlace *place, const char *text, char **value, GError **error)
{
    g_auto (GStrv) names = g_strsplit (text, ";", -1);
    g_autoptr (GString) clean = g_string_new (NULL);
    g_autoptr (GError) reason = NULL;

    for (char **name = names; *name; name++) {
        g_strstrip (*name);
        if (**name == '\0')
            continue;
        if (!rf_template_check_field (*name, &reason)) {
            rf_place_error (place, error, RF_ERROR_VALUE, "%s", reason->message);
            return FALSE;
        }
        g_string_append_printf (clean, "%s%s", clean->len ? ";" : "", *name);
    }
    rf_replace_text (value, clean->str);
    return TRUE;
}

/* Whether there is a box of that name is known when the whole file is read. */
static gboolean
parse_name (const RfPlace *place, const char *text, char **value, GError **error)
{
    if (*text == '\0') {
        rf_place_error (place, error, RF_ERROR_VALUE, _ ("is empty"));
        return FALSE;
    }
    rf_replace_text (value, text);
    return TRUE;
}

gboolean
rf_format_value_parse (const RfPlace *place, const RfKey *key, char *text, void *field, GError **error)
{
    double ratio;

    switch (key->kind) {
    case RF_KEY_LENGTH:
        return parse_length (place, key, text, field, error);
    case RF_KEY_COLOR:
        if (rf_color_read (text, field))
            return TRUE;
        rf_place_error (place, error, RF_ERROR_VALUE, _ ("“%s” is neither #rrggbb, #rrggbbaa, accent nor auto"), text);
        return FALSE;
    case RF_KEY_TEMPLATE:
        return parse_template (place, text, field, error);
    case RF_KEY_FIELDS:
        return parse_fields (place, text, field, error);
    case RF_KEY_NAME:
        return parse_name (place, text, field, error);
    case RF_KEY_ASPECT:
        if (rf_aspect_read (text, &ratio)) {
            rf_replace_text (field, text);
            return TRUE;
        }
        rf_place_error (place, error, RF_ERROR_VALUE,
                        _ ("“%s” is neither free nor width to height such as 4:5, at most 10 to 1"), text);
        return FALSE;
    default:
        g_return_val_if_reached (FALSE);
    }
}
