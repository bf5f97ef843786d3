/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The tables of names, loaded once. */
#include "names.h"

#include "data-folder.h"
#include "field.h"
#include "i18n.h"
#include "key-file.h"

#include <string.h>

/* All keys in lower case. */
static struct {
    GHashTable *makers;   /* how a maker's text begins -> name */
    GHashTable *brands;   /* how a model begins -> maker's name */
    GHashTable *models;   /* "maker\nmodel", "maker\nbeginning*" -> name; maker "": of whomever */
    GHashTable *fillers;  /* "field\ntext" */
    GHashTable *logos;    /* maker -> file name without ending */
    GHashTable *defaults; /* field -> text */
    GPtrArray *problems;
} names;

static char *
fold (const char *text)
{
    return g_utf8_strdown (text, -1);
}

static char *
fold_pair (const char *first, const char *second)
{
    g_autofree char *pair = g_strconcat (first, "\n", second, NULL);

    return fold (pair);
}

/* ---- Loading --------------------------------------------------------------------------------------------------- */

G_GNUC_PRINTF (3, 4)
static void
complain (const RfPlace *place, RfError code, const char *format, ...)
{
    g_autoptr (GError) error = NULL;
    va_list arguments;

    va_start (arguments, format);
    g_autofree char *what = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    rf_place_error (place, &error, code, "%s", what);
    g_ptr_array_add (names.problems, g_strdup (error->message));
}

static void
add_fillers (const char *field, const char *list)
{
    g_auto (GStrv) texts = g_strsplit (list, ";", -1);

    for (char **text = texts; *text; text++)
        if (*g_strstrip (*text))
            g_hash_table_add (names.fillers, fold_pair (field, *text));
}

/* One line; `maker` is NULL but for models. */
static void
add_entry (const RfPlace *place, GHashTable *table, const char *maker, const char *text)
{
    if (table == names.fillers || table == names.defaults) {
        size_t n;
        const RfFieldRow *rows = rf_field_rows (&n);
        if (rf_field_index (place->key) < 0) {
            g_autoptr (GString) ids = g_string_new (NULL);
            for (size_t i = 0; i < n; i++)
                g_string_append_printf (ids, "%s%s", i ? ", " : "", rows[i].field.id);
            complain (place, RF_ERROR_KEY, _ ("there is no such field; there are: %s"), ids->str);
            return;
        }
    }
    if (table == names.fillers)
        add_fillers (place->key, text);
    else
        g_hash_table_replace (table, maker ? fold_pair (maker, place->key) : fold (place->key), g_strdup (text));
}

static GHashTable *
table_of (const char *group, gboolean plain, const char *plain_group, GHashTable *plain_table, const char **maker)
{
    static const char models[] = "models ";

    *maker = NULL;
    if (plain)
        return strcmp (group, plain_group) == 0 ? plain_table : NULL;
    if (strcmp (group, "makers") == 0)
        return names.makers;
    if (strcmp (group, "brands") == 0)
        return names.brands;
    if (strcmp (group, "fillers") == 0)
        return names.fillers;
    if (strcmp (group, "logos") == 0)
        return names.logos;
    if (g_str_has_prefix (group, models) || strcmp (group, "models") == 0) {
        *maker = group[strlen ("models")] ? group + strlen (models) : "";
        return names.models;
    }
    return NULL;
}

/* A wrong line is told and left out; the others count. A file with one table only has just the group of that name. */
static void
load_file (const char *path, const char *only_group, GHashTable *only_table)
{
    RfPlace place = {path, NULL, NULL};
    g_autofree char *content = NULL;
    g_autoptr (GError) error = NULL;
    gsize length;
    const char *maker;

    if (only_group && !g_file_test (path, G_FILE_TEST_EXISTS))
        return;
    if (!rf_data_file_read (path, &content, &length, &error)) {
        g_ptr_array_add (names.problems, g_strdup (error->message));
        return;
    }
    g_autoptr (GKeyFile) file = rf_key_file_read (content, length, path, &error);
    if (!file) {
        g_ptr_array_add (names.problems, g_strdup (error->message));
        return;
    }
    g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
    for (char **group = groups; *group; group++) {
        GHashTable *table = table_of (*group, only_group != NULL, only_group, only_table, &maker);
        g_auto (GStrv) keys = g_key_file_get_keys (file, *group, NULL, NULL);
        place.group = *group;
        place.key = NULL;
        if (!table) {
            complain (&place, RF_ERROR_KEY, _ ("there is no such group"));
            continue;
        }
        for (char **key = keys; keys && *key; key++) {
            g_autofree char *text = g_key_file_get_string (file, *group, *key, NULL);
            place.key = *key;
            if (text && *g_strstrip (text))
                add_entry (&place, table, maker, text);
            else
                complain (&place, RF_ERROR_VALUE,
                          text ? _ ("is empty") : _ ("has a backslash that stands for nothing"));
        }
    }
}

static gboolean
is_names_file (const char *name, gboolean shipped)
{
    return g_str_has_suffix (name, ".names");
}

static GHashTable *
new_table (void)
{
    return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
load_names (void)
{
    const char *home = g_get_user_data_dir ();
    g_autofree char *logos = g_build_filename (home, "rangefinder", "logos", "aliases", NULL);
    g_autofree char *defaults = g_build_filename (home, "rangefinder", "defaults", NULL);

    names.makers = new_table ();
    names.brands = new_table ();
    names.models = new_table ();
    names.fillers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    names.logos = new_table ();
    names.defaults = new_table ();
    names.problems = g_ptr_array_new ();
    g_autoptr (GPtrArray) files = rf_data_files ("names", is_names_file, names.problems, NULL);
    for (guint i = 0; i < files->len; i++)
        load_file (files->pdata[i], NULL, NULL);
    load_file (logos, "aliases", names.logos);
    load_file (defaults, "fields", names.defaults);
    g_ptr_array_add (names.problems, NULL);
}

static void
ensure_names (void)
{
    static gsize loaded;

    if (g_once_init_enter (&loaded)) {
        load_names ();
        g_once_init_leave (&loaded, 1);
    }
}

/* ---- Asking ---------------------------------------------------------------------------------------------------- */

/* The value of the longest key that `text` begins with and that ends with a word. */
static const char *
find_beginning (GHashTable *table, const char *text, size_t *length)
{
    g_autofree char *folded = fold (text);

    for (size_t n = strlen (folded); n > 0; n--) {
        if (g_ascii_isalnum (folded[n]) || (folded[n] & 0xc0) == 0x80)
            continue;
        char kept = folded[n];
        folded[n] = '\0';
        const char *name = g_hash_table_lookup (table, folded);
        folded[n] = kept;
        if (name) {
            *length = n;
            return name;
        }
    }
    return NULL;
}

const char *
rf_names_find_maker (const char *make, size_t *length)
{
    ensure_names ();
    return find_beginning (names.makers, make, length);
}

const char *
rf_names_find_brand (const char *model, size_t *length)
{
    ensure_names ();
    return find_beginning (names.brands, model, length);
}

/* "DC-*" -> "LUMIX *": what the stars stand for is the same text. */
static char *
find_pattern (const char *maker, const char *model)
{
    for (size_t n = strlen (model); n > 0; n--) {
        g_autofree char *beginning = g_strndup (model, n);
        g_autofree char *pattern = g_strconcat (beginning, "*", NULL);
        g_autofree char *key = fold_pair (maker, pattern);
        const char *name = g_hash_table_lookup (names.models, key);
        if (name)
            return g_str_has_suffix (name, "*") ? g_strdup_printf ("%.*s%s", (int)strlen (name) - 1, name, model + n)
                                                : g_strdup (name);
    }
    return NULL;
}

char *
rf_names_find_model (const char *maker, const char *model)
{
    const char *makers[] = {maker ? maker : "", ""};

    ensure_names ();
    for (gsize i = 0; i < G_N_ELEMENTS (makers); i++) {
        g_autofree char *key = fold_pair (makers[i], model);
        const char *name = g_hash_table_lookup (names.models, key);
        if (name)
            return g_strdup (name);
    }
    for (gsize i = 0; i < G_N_ELEMENTS (makers); i++) {
        char *name = find_pattern (makers[i], model);
        if (name)
            return name;
    }
    return NULL;
}

gboolean
rf_names_is_filler (const char *field, const char *text)
{
    g_autofree char *key = fold_pair (field, text);

    ensure_names ();
    return g_hash_table_contains (names.fillers, key);
}

char *
rf_names_logo (const char *maker)
{
    g_autofree char *folded = maker ? fold (maker) : NULL;
    char *stem;

    ensure_names ();
    if (!folded)
        return NULL;
    const char *alias = g_hash_table_lookup (names.logos, folded);
    stem = g_strdup (alias ? alias : folded);
    for (char *c = stem; *c; c++)
        if (*c == ' ' || *c == '/' || *c == '\\')
            *c = '-';
    return stem;
}

const char *
rf_names_default (const char *field)
{
    ensure_names ();
    return g_hash_table_lookup (names.defaults, field);
}

const char *const *
rf_names_problems (void)
{
    ensure_names ();
    return (const char *const *)names.problems->pdata;
}
