/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Look files: reading by the key table, and what hosts may ask of a look. */
#include "look.h"

#include "i18n.h"
#include "lut-look.h"

#include <math.h>
#include <string.h>

/* Where in which file, for error texts. */
typedef struct {
    GKeyFile *file;
    const char *path, *group, *key;
} Place;

static void G_GNUC_PRINTF (4, 5) set_error (GError **error, const Place *place, RfError code, const char *format, ...)
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

/* The whole of `text` as a number, whatever the locale. */
static gboolean
read_number (const char *text, double *number)
{
    char *end;

    *number = g_ascii_strtod (text, &end);
    return end != text && *end == '\0' && isfinite (*number);
}

static gboolean
parse_number (const Place *place, const RfKey *key, const char *text, double *value, GError **error)
{
    if (!read_number (text, value)) {
        set_error (error, place, RF_ERROR_VALUE, _ ("“%s” is not a number"), text);
        return FALSE;
    }
    if (*value < key->min || *value > key->max) {
        set_error (error, place, RF_ERROR_VALUE, _ ("%s is outside %g … %g"), text, key->min, key->max);
        return FALSE;
    }
    return TRUE;
}

static gboolean
parse_boolean (const Place *place, const char *text, gboolean *value, GError **error)
{
    *value = strcmp (text, "true") == 0;
    if (*value || strcmp (text, "false") == 0)
        return TRUE;
    set_error (error, place, RF_ERROR_VALUE, _ ("“%s” is neither true nor false"), text);
    return FALSE;
}

static gboolean
parse_choice (const Place *place, const RfKey *key, const char *text, char **value, GError **error)
{
    g_auto (GStrv) choices = g_strsplit (key->choices, "|", -1);

    if (!g_strv_contains ((const char *const *)choices, text)) {
        set_error (error, place, RF_ERROR_VALUE, _ ("“%s” is none of %s"), text, key->choices);
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
parse_curve (const Place *place, const char *text, RfTintCurve *curve, GError **error)
{
    g_auto (GStrv) knots = g_strsplit (text, ";", -1);
    double previous = 0;

    curve->n = 0;
    for (char **k = knots; *k; k++) {
        RfKnot knot;
        if (*g_strstrip (*k) == '\0')
            continue;
        if (curve->n == RF_MAX_KNOTS) {
            set_error (error, place, RF_ERROR_VALUE, _ ("more than %d knots"), RF_MAX_KNOTS);
            return FALSE;
        }
        if (!parse_knot (*k, &knot)) {
            set_error (error, place, RF_ERROR_VALUE, _ ("“%s” is not of the form L:a,b"), *k);
            return FALSE;
        }
        if (knot.lightness <= previous || knot.lightness >= 100) {
            set_error (error, place, RF_ERROR_VALUE, _ ("“%s”: lightness must rise between 0 and 100"), *k);
            return FALSE;
        }
        if (fabs (knot.a) > 60 || fabs (knot.b) > 60) {
            set_error (error, place, RF_ERROR_VALUE, _ ("“%s”: a and b must be within -60 … 60"), *k);
            return FALSE;
        }
        previous = knot.lightness;
        curve->knots[curve->n++] = knot;
    }
    return TRUE;
}

static void
set_default (const RfKey *key, void *record)
{
    void *field = (char *)record + key->offset;

    if (key->kind == RF_KEY_NUMBER)
        *(double *)field = key->standard;
    else if (key->kind == RF_KEY_CHOICE)
        *(char **)field = g_strndup (key->choices, strcspn (key->choices, "|"));
    else if (key->kind == RF_KEY_TEXT)
        *(char **)field = g_strdup ("");
}

static gboolean
parse_value (const Place *place, const RfKey *key, void *record, GError **error)
{
    void *field = (char *)record + key->offset;
    g_autoptr (GError) reason = NULL;
    g_autofree char *text = key->kind == RF_KEY_TEXT
                                ? g_key_file_get_locale_string (place->file, place->group, place->key, NULL, &reason)
                                : g_key_file_get_string (place->file, place->group, place->key, &reason);

    if (!text) {
        set_error (error, place, RF_ERROR_VALUE, "%s", reason->message);
        return FALSE;
    }
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
            set_error (error, place, RF_ERROR_VALUE, _ ("is empty"));
            return FALSE;
        }
        g_free (*(char **)field);
        *(char **)field = g_steal_pointer (&text);
        return TRUE;
    }
    return FALSE;
}

/* The row of a key as the file spells it: "title[de]" is the row "title". */
static const RfKey *
find_key (const char *schema, const char *spelt)
{
    size_t n, length = strcspn (spelt, "[");
    const RfKey *keys = rf_look_keys (&n);

    for (size_t i = 0; i < n; i++)
        if (strcmp (keys[i].group, schema) == 0 && strlen (keys[i].key) == length &&
            strncmp (keys[i].key, spelt, length) == 0 && (spelt[length] == '\0' || keys[i].kind == RF_KEY_TEXT))
            return &keys[i];
    return NULL;
}

static gboolean
is_schema (const char *group)
{
    size_t n;
    const RfKey *keys = rf_look_keys (&n);

    for (size_t i = 0; i < n; i++)
        if (strcmp (keys[i].group, group) == 0)
            return TRUE;
    return FALSE;
}

/* Reads one group of the file into `record`, whose rows are those of `schema`. */
static gboolean
parse_group (GKeyFile *file, const char *path, const char *group, const char *schema, void *record, GError **error)
{
    Place place = {file, path, group, NULL};
    g_auto (GStrv) spelt = g_key_file_get_keys (file, group, NULL, error);
    size_t n;
    const RfKey *keys = rf_look_keys (&n);

    if (!spelt)
        return FALSE;
    for (char **s = spelt; *s; s++) {
        const RfKey *key = find_key (schema, *s);
        place.key = *s;
        if (!key) {
            set_error (error, &place, RF_ERROR_KEY, _ ("there is no such key"));
            return FALSE;
        }
        place.key = key->key;
        if (!g_key_file_has_key (file, group, key->key, NULL)) { /* there are translations of it only */
            set_error (error, &place, RF_ERROR_KEY, _ ("is missing"));
            return FALSE;
        }
        if (!parse_value (&place, key, record, error))
            return FALSE;
    }
    for (size_t i = 0; i < n; i++)
        if (keys[i].required && strcmp (keys[i].group, schema) == 0 &&
            !g_key_file_has_key (file, group, keys[i].key, NULL)) {
            place.key = keys[i].key;
            set_error (error, &place, RF_ERROR_KEY, _ ("is missing"));
            return FALSE;
        }
    return TRUE;
}

static void
set_defaults (const char *schema, gboolean same, void *record)
{
    size_t n;
    const RfKey *keys = rf_look_keys (&n);

    for (size_t i = 0; i < n; i++)
        if ((strcmp (keys[i].group, schema) == 0) == same)
            set_default (&keys[i], record);
}

static gboolean
parse_band (RfLook *look, GKeyFile *file, const char *group, GError **error)
{
    Place place = {file, look->path, group, NULL};

    if (look->n_bands == RF_MAX_BANDS) {
        set_error (error, &place, RF_ERROR_KEY, _ ("more than %d bands"), RF_MAX_BANDS);
        return FALSE;
    }
    RfBandKeys *band = &look->bands[look->n_bands++];
    set_defaults ("band", TRUE, band);
    band->name = g_strdup (group + strlen ("band "));
    return parse_group (file, look->path, group, "band", band, error);
}

static gboolean
parse_file (RfLook *look, GKeyFile *file, GError **error)
{
    g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
    Place place = {file, look->path, "look", NULL};

    if (!g_key_file_has_group (file, "look")) {
        set_error (error, &place, RF_ERROR_KEY, _ ("is missing"));
        return FALSE;
    }
    for (char **group = groups; *group; group++) {
        gboolean ok;
        if (g_str_has_prefix (*group, "band ")) {
            ok = parse_band (look, file, *group, error);
        } else if (strcmp (*group, "band") != 0 && is_schema (*group)) {
            ok = parse_group (file, look->path, *group, *group, look, error);
        } else {
            place.group = *group;
            set_error (error, &place, RF_ERROR_KEY, _ ("there is no such group"));
            ok = FALSE;
        }
        if (!ok)
            return FALSE;
    }

    look->mono.enabled = g_key_file_has_group (file, "mono");
    if (look->mono.red + look->mono.green + look->mono.blue <= 0.1) {
        place.group = "mono";
        set_error (error, &place, RF_ERROR_VALUE, _ ("the weights must add up to more than 0.1"));
        return FALSE;
    }
    return TRUE;
}

/* Ids go into scripts, file names and menus of every host: lower case, digits and dashes. */
static char *
read_id (const char *path, GError **error)
{
    g_autofree char *name = g_path_get_basename (path);
    Place place = {NULL, path, NULL, NULL};

    if (g_str_has_suffix (name, ".look"))
        name[strlen (name) - strlen (".look")] = '\0';
    if (*name == '\0' || *name == '-' || strlen (name) > 64 ||
        strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen (name)) {
        set_error (
            error, &place, RF_ERROR_FILE,
            _ ("a look's file name may hold only a to z, 0 to 9 and dashes, none at its start, and ends in .look"));
        return NULL;
    }
    return g_steal_pointer (&name);
}

RfLook *
rf_look_parse (const char *text, gsize length, const char *path, GError **error)
{
    static int serials;
    g_autoptr (GKeyFile) file = g_key_file_new ();
    g_autoptr (GError) syntax = NULL;
    g_autofree char *id = read_id (path, error);
    Place place = {file, path, NULL, NULL};

    if (!id)
        return NULL;
    if (!g_utf8_validate (text, (gssize)length, NULL)) {
        set_error (error, &place, RF_ERROR_SYNTAX, _ ("is not UTF-8 text"));
        return NULL;
    }
    if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0) { /* some editors begin UTF-8 with a byte order mark */
        text += 3;
        length -= 3;
    }
    /* All translations, so that a file is right or wrong whatever language the reader speaks. */
    if (!g_key_file_load_from_data (file, text, length, G_KEY_FILE_KEEP_TRANSLATIONS, &syntax)) {
        set_error (error, &place, RF_ERROR_SYNTAX, "%s", syntax->message);
        return NULL;
    }

    RfLook *look = g_new0 (RfLook, 1);
    look->id = g_steal_pointer (&id);
    look->path = g_strdup (path);
    look->serial = (guint)g_atomic_int_add (&serials, 1) + 1;
    set_defaults ("band", FALSE, look);
    if (!parse_file (look, file, error)) {
        rf_look_free (look);
        return NULL;
    }
    return look;
}

RfLook *
rf_look_load (const char *path, GError **error)
{
    g_autofree char *text = NULL;
    g_autoptr (GError) reason = NULL;
    gsize length;

    if (rf_lut_has_suffix (path))
        return rf_lut_look_new (path, error);
    if (!g_file_get_contents (path, &text, &length, &reason)) {
        g_set_error_literal (error, RF_ERROR, RF_ERROR_FILE, reason->message);
        return NULL;
    }
    return rf_look_parse (text, length, path, error);
}

void
rf_look_free (RfLook *look)
{
    if (!look)
        return;
    for (int i = 0; i < look->n_bands; i++)
        g_free (look->bands[i].name);
    g_free (look->id);
    g_free (look->path);
    g_free (look->title);
    g_free (look->description);
    g_free (look->group);
    g_free (look);
}

const char *
rf_look_id (const RfLook *look)
{
    return look->id;
}

const char *
rf_look_title (const RfLook *look)
{
    return look->title;
}

const char *
rf_look_description (const RfLook *look)
{
    return look->description;
}

const char *
rf_look_group (const RfLook *look)
{
    return look->group;
}

uint32_t
rf_code_of_id (const char *id)
{
    uint32_t hash = 2166136261u; /* FNV-1a, 32 bit */

    for (const char *c = id; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 16777619u;
    return hash & 0x7fffffff;
}

uint32_t
rf_look_code (const RfLook *look)
{
    return rf_code_of_id (look->id);
}
