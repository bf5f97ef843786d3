/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "key-file.h"

#include "i18n.h"

#include <string.h>

char *
rf_key_file_id (const char *path, const char *ending, GError **error)
{
    g_autofree char *name = g_path_get_basename (path);
    size_t length = strlen (name);
    RfPlace place = {path, NULL, NULL};

    if (g_str_has_suffix (name, ending))
        name[length -= strlen (ending)] = '\0';
    else
        length = 0;
    if (length == 0 || *name == '-' || length > 64 ||
        strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-") != length) {
        rf_place_error (
            &place, error, RF_ERROR_FILE,
            _ ("the file's name may hold only a to z, 0 to 9 and dashes, none at its start, and ends in %s"), ending);
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

GKeyFile *
rf_key_file_read (const char *text, gsize length, const char *path, GError **error)
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

/* The row of a key as the file spells it: "title[de]" is the row "title". */
static const RfKey *
find_key (const RfSchema *schema, const char *kind, const char *spelt)
{
    size_t length = strcspn (spelt, "[");

    for (size_t i = 0; i < schema->n; i++) {
        const RfKey *key = &schema->keys[i];
        if (rf_key_in_group (key, kind) && strlen (key->key) == length && strncmp (key->key, spelt, length) == 0 &&
            (spelt[length] == '\0' || key->kind == RF_KEY_TEXT))
            return key;
    }
    return NULL;
}

/* The value of one line. Every translation is checked, whatever the language; the one to be shown is kept. */
static gboolean
parse_value (GKeyFile *file, const RfSchema *schema, const RfPlace *place, const RfKey *key, void *record,
             GError **error)
{
    /* Templates have backslashes of their own. */
    g_autofree char *text = key->kind == RF_KEY_TEMPLATE ? g_key_file_get_value (file, place->group, place->key, NULL)
                                                         : g_key_file_get_string (file, place->group, place->key, NULL);

    if (!text) {
        g_autofree char *raw = g_key_file_get_value (file, place->group, place->key, NULL);
        rf_place_error (place, error, RF_ERROR_VALUE, _ ("“%s” has a backslash that stands for nothing"), raw);
        return FALSE;
    }
    if (!rf_key_parse (schema, place, key, text, record, error))
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
    return rf_key_parse (schema, place, key, shown, record, error);
}

gboolean
rf_key_file_parse_group (GKeyFile *file, const RfSchema *schema, const char *path, const char *group, const char *kind,
                         void *record, GError **error)
{
    RfPlace place = {path, group, NULL};
    g_auto (GStrv) spelt = g_key_file_get_keys (file, group, NULL, error);

    if (!spelt)
        return FALSE;
    for (char **s = spelt; *s; s++) {
        const RfKey *key = find_key (schema, kind, *s);
        place.key = *s;
        if (!key) {
            rf_place_error (&place, error, RF_ERROR_KEY, _ ("there is no such key"));
            return FALSE;
        }
        if (!parse_value (file, schema, &place, key, record, error))
            return FALSE;
    }
    for (size_t i = 0; i < schema->n; i++) {
        const RfKey *key = &schema->keys[i];
        if (key->required && rf_key_in_group (key, kind) && !g_key_file_has_key (file, group, key->key, NULL)) {
            place.key = key->key;
            rf_place_error (&place, error, RF_ERROR_KEY, _ ("is missing"));
            return FALSE;
        }
    }
    return TRUE;
}
