/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Look files: reading by the key table, and what hosts may ask of a look. */
#include "look.h"

#include "i18n.h"
#include "look-value.h"
#include "lut-look.h"

#include <string.h>

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

/* The value of one line. Every translation is checked, whatever the language; the one to be shown is kept. */
static gboolean
parse_value (GKeyFile *file, const RfPlace *place, const RfKey *key, void *record, GError **error)
{
    g_autofree char *text = g_key_file_get_string (file, place->group, place->key, NULL);

    if (!text) {
        g_autofree char *raw = g_key_file_get_value (file, place->group, place->key, NULL);
        rf_place_error (place, error, RF_ERROR_VALUE, _ ("“%s” has a backslash that stands for nothing"), raw);
        return FALSE;
    }
    if (!rf_look_value_parse (place, key, text, record, error))
        return FALSE;
    if (key->kind != RF_KEY_TEXT)
        return TRUE;

    if (!g_key_file_has_key (file, place->group, key->key, NULL)) {
        RfPlace original = {place->path, place->group, key->key};
        rf_place_error (&original, error, RF_ERROR_KEY, _ ("is missing"));
        return FALSE;
    }
    g_autofree char *shown = g_key_file_get_locale_string (file, place->group, key->key, NULL, NULL);
    if (!shown || *g_strstrip (shown) == '\0')
        return TRUE; /* which is reported where it stands */
    return rf_look_value_parse (place, key, shown, record, error);
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
    RfPlace place = {path, group, NULL};
    g_auto (GStrv) spelt = g_key_file_get_keys (file, group, NULL, error);
    size_t n;
    const RfKey *keys = rf_look_keys (&n);

    if (!spelt)
        return FALSE;
    for (char **s = spelt; *s; s++) {
        const RfKey *key = find_key (schema, *s);
        place.key = *s;
        if (!key) {
            rf_place_error (&place, error, RF_ERROR_KEY, _ ("there is no such key"));
            return FALSE;
        }
        if (!parse_value (file, &place, key, record, error))
            return FALSE;
    }
    for (size_t i = 0; i < n; i++)
        if (keys[i].required && strcmp (keys[i].group, schema) == 0 &&
            !g_key_file_has_key (file, group, keys[i].key, NULL)) {
            place.key = keys[i].key;
            rf_place_error (&place, error, RF_ERROR_KEY, _ ("is missing"));
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
    RfPlace place = {look->path, group, NULL};

    if (look->n_bands == RF_MAX_BANDS) {
        rf_place_error (&place, error, RF_ERROR_KEY, _ ("more than %d bands"), RF_MAX_BANDS);
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
    RfPlace place = {look->path, "look", NULL};

    if (!g_key_file_has_group (file, "look")) {
        rf_place_error (&place, error, RF_ERROR_KEY, _ ("is missing"));
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
            rf_place_error (&place, error, RF_ERROR_KEY, _ ("there is no such group"));
            ok = FALSE;
        }
        if (!ok)
            return FALSE;
    }

    look->mono.enabled = g_key_file_has_group (file, "mono");
    if (look->mono.red + look->mono.green + look->mono.blue <= 0.1) {
        place.group = "mono";
        rf_place_error (&place, error, RF_ERROR_VALUE, _ ("the weights must add up to more than 0.1"));
        return FALSE;
    }
    return TRUE;
}

/* Ids go into scripts, file names and menus of every host: lower case, digits and dashes. */
static char *
read_id (const char *path, GError **error)
{
    g_autofree char *name = g_path_get_basename (path);
    size_t length = strlen (name);
    RfPlace place = {path, NULL, NULL};

    if (g_str_has_suffix (name, ".look"))
        name[length -= strlen (".look")] = '\0';
    else
        length = 0;
    if (length == 0 || *name == '-' || length > 64 ||
        strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-") != length) {
        rf_place_error (
            &place, error, RF_ERROR_FILE,
            _ ("a look's file name may hold only a to z, 0 to 9 and dashes, none at its start, and ends in .look"));
        return NULL;
    }
    return g_steal_pointer (&name);
}

/* GLib would take the last of two and say nothing. */
static gboolean
check_unique (const char *text, const char *path, GError **error)
{
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
    g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    const char *group = "";

    for (char **l = lines; *l; l++) {
        char *line = g_strstrip (*l);
        RfPlace place = {path, group, line};
        if (*line == '\0' || *line == '#')
            continue;
        if (*line == '[') {
            line[strcspn (line, "]")] = '\0';
            place.group = group = line + 1;
            place.key = NULL;
        } else {
            line[strcspn (line, "=")] = '\0';
            g_strchomp (line);
        }
        if (!g_hash_table_add (seen, g_strdup_printf ("%s\n%s", place.group, place.key ? place.key : ""))) {
            rf_place_error (&place, error, RF_ERROR_KEY, _ ("is there twice"));
            return FALSE;
        }
    }
    return TRUE;
}

static GKeyFile *
read_groups (const char *text, gsize length, const char *path, GError **error)
{
    static const char byte_order_mark[] = "\xef\xbb\xbf";
    g_autoptr (GKeyFile) file = g_key_file_new ();
    g_autoptr (GError) reason = NULL;
    RfPlace place = {path, NULL, NULL};

    if (!g_utf8_validate (text, (gssize)length, NULL)) {
        rf_place_error (&place, error, RF_ERROR_SYNTAX, _ ("is not UTF-8 text"));
        return NULL;
    }
    if (length >= 3 && memcmp (text, byte_order_mark, 3) == 0) {
        text += 3;
        length -= 3;
    }
    g_autofree char *copy = g_strndup (text, length);
    /* Translations are kept so that a wrong one is an error in every language. */
    if (!g_key_file_load_from_data (file, copy, length, G_KEY_FILE_KEEP_TRANSLATIONS, &reason)) {
        rf_place_error (&place, error, RF_ERROR_SYNTAX, "%s", reason->message);
        return NULL;
    }
    return check_unique (copy, path, error) ? g_steal_pointer (&file) : NULL;
}

RfLook *
rf_look_parse (const char *text, gsize length, const char *path, GError **error)
{
    static int serials;
    g_autofree char *id = read_id (path, error);
    g_autoptr (GKeyFile) file = id ? read_groups (text, length, path, error) : NULL;

    if (!file)
        return NULL;

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
