/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-presets.h"

#include "../i18n.h"

/* Of a group; its own name is "preset 1" and so on, for a group's may not have every character. */
#define NAME "name"

struct RfPresets {
    char *folder, *path;
};

RfPresets *
rf_presets_new (const char *kind)
{
    RfPresets *presets = g_new0 (RfPresets, 1);
    g_autofree char *file = g_strconcat (kind, ".presets", NULL);

    presets->folder = g_build_filename (g_get_user_config_dir (), "rangefinder", NULL);
    presets->path = g_build_filename (presets->folder, file, NULL);
    return presets;
}

void
rf_presets_free (RfPresets *presets)
{
    g_free (presets->folder);
    g_free (presets->path);
    g_free (presets);
}

static GKeyFile *
read_file (RfPresets *presets, GError **error)
{
    g_autoptr (GKeyFile) file = g_key_file_new ();
    g_autoptr (GError) reason = NULL;

    if (g_key_file_load_from_file (file, presets->path, G_KEY_FILE_KEEP_COMMENTS, &reason) ||
        g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return g_steal_pointer (&file);
    g_autofree char *path = g_filename_display_name (presets->path);
    g_set_error (error, GIMP_PLUG_IN_ERROR, 0, _ ("%s: %s. Correct or remove the file."), path, reason->message);
    return NULL;
}

static gboolean
write_file (RfPresets *presets, GKeyFile *file, GError **error)
{
    g_autoptr (GError) reason = NULL;

    g_mkdir_with_parents (presets->folder, 0700); /* if it cannot, nor can what follows, which says why */
    if (g_key_file_save_to_file (file, presets->path, &reason))
        return TRUE;
    g_set_error (error, GIMP_PLUG_IN_ERROR, 0, _ ("The presets cannot be saved: %s"), reason->message);
    return FALSE;
}

/* The group of that name, or NULL. Free with g_free. */
static char *
find_group (GKeyFile *file, const char *name)
{
    g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

    for (char **group = groups; *group; group++) {
        g_autofree char *its_name = g_key_file_get_string (file, *group, NAME, NULL);
        if (g_strcmp0 (its_name, name) == 0)
            return g_strdup (*group);
    }
    return NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
    return g_utf8_collate (*(const char *const *)a, *(const char *const *)b);
}

char **
rf_presets_list (RfPresets *presets, GError **error)
{
    g_autoptr (GKeyFile) file = read_file (presets, error);
    g_autoptr (GPtrArray) names = g_ptr_array_new ();

    if (!file)
        return NULL;
    g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
    for (char **group = groups; *group; group++) {
        char *name = g_key_file_get_string (file, *group, NAME, NULL);
        if (name)
            g_ptr_array_add (names, name);
    }
    g_ptr_array_sort (names, compare_names);
    g_ptr_array_add (names, NULL);
    return (char **)g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

/* Those that a person sets. */
static gboolean
is_kept (const GParamSpec *spec)
{
    GType type = G_PARAM_SPEC_VALUE_TYPE (spec);

    return spec->owner_type != GIMP_TYPE_PROCEDURE_CONFIG &&
           (type == G_TYPE_STRING || type == G_TYPE_BOOLEAN || type == G_TYPE_DOUBLE || type == G_TYPE_INT);
}

static void
read_value (GKeyFile *file, const char *group, const char *key, GValue *value, GError **error)
{
    if (G_VALUE_HOLDS_STRING (value)) {
        char *text = g_key_file_get_string (file, group, key, error);
        if (text)
            g_value_take_string (value, text);
    } else if (G_VALUE_HOLDS_BOOLEAN (value)) {
        g_value_set_boolean (value, g_key_file_get_boolean (file, group, key, error));
    } else if (G_VALUE_HOLDS_DOUBLE (value)) {
        g_value_set_double (value, g_key_file_get_double (file, group, key, error));
    } else {
        g_value_set_int (value, g_key_file_get_integer (file, group, key, error));
    }
}

static void
load_value (GKeyFile *file, const char *group, GParamSpec *spec, GimpProcedureConfig *config)
{
    g_auto (GValue) value = G_VALUE_INIT;
    g_autoptr (GError) error = NULL;

    g_value_init (&value, G_PARAM_SPEC_VALUE_TYPE (spec));
    read_value (file, group, spec->name, &value, &error);
    if (error)
        g_param_value_set_default (spec, &value);
    g_param_value_validate (spec, &value); /* into its range */
    g_object_set_property (G_OBJECT (config), spec->name, &value);
}

gboolean
rf_presets_load (RfPresets *presets, const char *name, GimpProcedureConfig *config, GError **error)
{
    g_autoptr (GKeyFile) file = read_file (presets, error);
    g_autofree char *group = file ? find_group (file, name) : NULL;
    guint n;

    if (file && !group)
        g_set_error (error, GIMP_PLUG_IN_ERROR, 0, _ ("There is no preset “%s” any more."), name);
    if (!group)
        return FALSE;
    g_autofree GParamSpec **specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (config), &n);
    g_object_freeze_notify (G_OBJECT (config));
    for (guint i = 0; i < n; i++)
        if (is_kept (specs[i]))
            load_value (file, group, specs[i], config);
    g_object_thaw_notify (G_OBJECT (config));
    return TRUE;
}

static void
save_value (GKeyFile *file, const char *group, const GParamSpec *spec, GimpProcedureConfig *config)
{
    g_auto (GValue) value = G_VALUE_INIT;

    g_value_init (&value, G_PARAM_SPEC_VALUE_TYPE (spec));
    g_object_get_property (G_OBJECT (config), spec->name, &value);
    if (G_VALUE_HOLDS_STRING (&value))
        g_key_file_set_string (file, group, spec->name, g_value_get_string (&value) ? g_value_get_string (&value) : "");
    else if (G_VALUE_HOLDS_BOOLEAN (&value))
        g_key_file_set_boolean (file, group, spec->name, g_value_get_boolean (&value));
    else if (G_VALUE_HOLDS_DOUBLE (&value))
        g_key_file_set_double (file, group, spec->name, g_value_get_double (&value));
    else
        g_key_file_set_integer (file, group, spec->name, g_value_get_int (&value));
}

static char *
make_group (GKeyFile *file)
{
    for (int i = 1;; i++) {
        g_autofree char *group = g_strdup_printf ("preset %d", i);
        if (!g_key_file_has_group (file, group))
            return g_steal_pointer (&group);
    }
}

gboolean
rf_presets_save (RfPresets *presets, const char *name, GimpProcedureConfig *config, GError **error)
{
    g_autoptr (GKeyFile) file = read_file (presets, error);
    g_autofree char *group = file ? find_group (file, name) : NULL;
    guint n;

    if (!file)
        return FALSE;
    if (!group)
        group = make_group (file);
    g_autofree GParamSpec **specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (config), &n);
    g_key_file_set_string (file, group, NAME, name);
    for (guint i = 0; i < n; i++)
        if (is_kept (specs[i]))
            save_value (file, group, specs[i], config);
    return write_file (presets, file, error);
}

gboolean
rf_presets_remove (RfPresets *presets, const char *name, GError **error)
{
    g_autoptr (GKeyFile) file = read_file (presets, error);
    g_autofree char *group = file ? find_group (file, name) : NULL;

    if (!file)
        return FALSE;
    if (!group)
        return TRUE;
    g_key_file_remove_group (file, group, NULL);
    return write_file (presets, file, error);
}
