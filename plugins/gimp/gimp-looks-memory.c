/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-looks-memory.h"

#include "rangefinder.h"

#include <string.h>

#define GROUP      "looks"
#define MAX_RECENT 6

static char *
get_path (void)
{
    return g_build_filename (g_get_user_config_dir (), "rangefinder", "looks", NULL);
}

static GKeyFile *
load (void)
{
    g_autofree char *path = get_path ();
    GKeyFile *file = g_key_file_new ();

    g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, NULL); /* none at first */
    return file;
}

static char **
read_list (const char *key)
{
    g_autoptr (GKeyFile) file = load ();
    g_auto (GStrv) ids = g_key_file_get_string_list (file, GROUP, key, NULL, NULL);
    GPtrArray *known = g_ptr_array_new ();

    for (int i = 0; ids && ids[i]; i++)
        if (rf_look_find (ids[i]))
            g_ptr_array_add (known, g_strdup (ids[i]));
    g_ptr_array_add (known, NULL);
    return (char **)g_ptr_array_free (known, FALSE);
}

/* Puts the id first or last, or takes it out. What cannot be written is forgotten, as nothing depends on it. */
static void
write_list (const char *key, const char *id, gboolean first, gboolean last, guint most)
{
    g_autoptr (GKeyFile) file = load ();
    g_auto (GStrv) ids = g_key_file_get_string_list (file, GROUP, key, NULL, NULL);
    g_autoptr (GPtrArray) list = g_ptr_array_new ();
    g_autofree char *path = get_path ();
    g_autofree char *folder = g_path_get_dirname (path);
    g_autoptr (GError) error = NULL;

    if (first)
        g_ptr_array_add (list, (gpointer)id);
    for (int i = 0; ids && ids[i]; i++)
        if (strcmp (ids[i], id) != 0)
            g_ptr_array_add (list, ids[i]);
    if (last)
        g_ptr_array_add (list, (gpointer)id);
    if (list->len)
        g_key_file_set_string_list (file, GROUP, key, (const char *const *)list->pdata, MIN (list->len, most));
    else
        g_key_file_remove_key (file, GROUP, key, NULL);
    g_mkdir_with_parents (folder, 0777);
    if (!g_key_file_save_to_file (file, path, &error))
        g_printerr ("rangefinder: %s\n", error->message);
}

char **
rf_looks_favourites (void)
{
    return read_list ("favourites");
}

gboolean
rf_looks_is_favourite (const char *id)
{
    g_auto (GStrv) ids = rf_looks_favourites ();
    return g_strv_contains ((const char *const *)ids, id);
}

void
rf_looks_set_favourite (const char *id, gboolean on)
{
    write_list ("favourites", id, FALSE, on, G_MAXUINT);
}

char **
rf_looks_recent (void)
{
    return read_list ("recent");
}

void
rf_looks_note_use (const char *id)
{
    write_list ("recent", id, TRUE, FALSE, MAX_RECENT);
}
