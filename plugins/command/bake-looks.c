/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The looks that are to be baked: by id, by file, of a folder, or all. */
#include "bake.h"

#include "../i18n.h"
#include "command.h"

#include <string.h>

static gboolean
add_file (RfBakeJob *job, const char *path)
{
    g_autoptr (GError) error = NULL;
    RfLook *look = rf_look_load (path, &error);

    if (!look) {
        rf_command_fail ("%s", error->message);
        return FALSE;
    }
    g_ptr_array_add (job->loaded, look);
    g_ptr_array_add (job->looks, look);
    g_ptr_array_add (job->sources, g_strdup (path));
    return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
    return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static gboolean
add_folder (RfBakeJob *job, const char *folder)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
    g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
    const char *name;
    gboolean ok = TRUE;

    if (!dir) {
        rf_command_fail ("%s", error->message);
        return FALSE;
    }
    while ((name = g_dir_read_name (dir)))
        if (g_str_has_suffix (name, ".look") && name[0] != '.')
            g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
    if (paths->len == 0) {
        g_autofree char *shown = g_filename_display_name (folder);
        rf_command_fail (_ ("%s: there is no .look file in this folder"), shown);
        return FALSE;
    }
    g_ptr_array_sort (paths, compare_names);
    for (guint i = 0; i < paths->len; i++)
        ok &= add_file (job, paths->pdata[i]);
    return ok;
}

/* A look by id, or a file: what has a slash in it, or ends as such files do. */
static gboolean
add_named (RfBakeJob *job, const char *word)
{
    g_autoptr (GError) error = NULL;
    const RfLook *look;

    if (strchr (word, '/') || g_str_has_suffix (word, ".look"))
        return add_file (job, word);
    if (job->from) {
        g_autofree char *name = g_strconcat (word, ".look", NULL);
        g_autofree char *path = g_build_filename (job->from, name, NULL);
        return add_file (job, path);
    }
    if (!(look = rf_look_require (word, &error))) {
        rf_command_fail ("%s", error->message);
        return FALSE;
    }
    g_ptr_array_add (job->looks, (gpointer)look);
    return TRUE;
}

gboolean
rf_bake_looks_collect (RfBakeJob *job)
{
    gboolean ok = TRUE;
    size_t n = 0;

    if (job->all && job->from)
        return add_folder (job, job->from);
    const RfLook *const *looks = job->all ? rf_looks (&n) : NULL;
    for (size_t i = 0; i < n; i++)
        g_ptr_array_add (job->looks, (gpointer)looks[i]);
    for (char **word = job->names; word && *word; word++)
        ok &= add_named (job, *word);
    if (ok && job->looks->len == 0) {
        g_autoptr (GError) error = NULL;
        rf_look_require (NULL, &error);
        rf_command_fail ("%s", error->message);
        ok = FALSE;
    }
    return ok;
}
