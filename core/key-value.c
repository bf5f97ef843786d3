/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Single values of key-files: from text to the field that their row names. */
#include "i18n.h"
#include "key-file.h"

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

gboolean
rf_read_number (const char *text, double *number)
{
    char *end;

    *number = g_ascii_strtod (text, &end);
    /* Not what the function knows besides: hexadecimal numbers. */
    return end != text && *end == '\0' && isfinite (*number) && !strpbrk (text, "xX");
}

void
rf_replace_text (char **value, const char *text)
{
    char *copy = g_strdup (text);

    g_free (*value);
    *value = copy;
}

gboolean
rf_key_in_group (const RfKey *key, const char *group)
{
    size_t length = strlen (group);

    for (const char *c = key->group; c; c = strchr (c, '|')) {
        c += *c == '|';
        if (strncmp (c, group, length) == 0 && (c[length] == '\0' || c[length] == '|'))
            return TRUE;
    }
    return FALSE;
}

gboolean
rf_schema_has_group (const RfSchema *schema, const char *group)
{
    for (size_t i = 0; i < schema->n; i++)
        if (rf_key_in_group (&schema->keys[i], group))
            return TRUE;
    return FALSE;
}

void
rf_key_set_default (const RfSchema *schema, const RfKey *key, void *record)
{
    void *field = (char *)record + key->offset;

    if (key->kind == RF_KEY_NUMBER) {
        *(double *)field = key->standard;
    } else if (key->kind == RF_KEY_CHOICE) {
        *(char **)field = g_strndup (key->choices, strcspn (key->choices, "|"));
    } else if (key->kind == RF_KEY_TEXT) {
        *(char **)field = g_strdup ("");
    } else if (key->preset) {
        g_autofree char *text = g_strdup (key->preset);
        RfPlace place = {"", key->group, key->key};
        if (!schema->parse (&place, key, text, field, NULL))
            g_error ("[%s] %s: the default “%s” cannot be", key->group, key->key, key->preset);
    }
}

void
rf_key_clear (const RfKey *key, void *record)
{
    switch (key->kind) {
    case RF_KEY_TEXT:
    case RF_KEY_CHOICE:
    case RF_KEY_TEMPLATE:
    case RF_KEY_FIELDS:
    case RF_KEY_NAME:
    case RF_KEY_ASPECT:
        g_clear_pointer ((char **)((char *)record + key->offset), g_free);
        return;
    case RF_KEY_NUMBER:
    case RF_KEY_BOOLEAN:
    case RF_KEY_CURVE:
    case RF_KEY_LENGTH:
    case RF_KEY_COLOR:
        return;
    }
}

static gboolean
parse_number (const RfPlace *place, const RfKey *key, const char *text, double *value, GError **error)
{
    /* As the file would spell them, not as the locale does. */
    char min[G_ASCII_DTOSTR_BUF_SIZE], max[G_ASCII_DTOSTR_BUF_SIZE];

    if (!rf_read_number (text, value)) {
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
    rf_replace_text (value, text);
    return TRUE;
}

gboolean
rf_key_parse (const RfSchema *schema, const RfPlace *place, const RfKey *key, char *text, void *record, GError **error)
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
    case RF_KEY_TEXT:
        if (*text == '\0') {
            rf_place_error (place, error, RF_ERROR_VALUE, _ ("is empty"));
            return FALSE;
        }
        rf_replace_text (field, text);
        return TRUE;
    default:
        return schema->parse (place, key, text, field, error);
    }
}
