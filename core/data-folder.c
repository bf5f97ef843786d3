/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "data-folder.h"

#include "i18n.h"
#include "rangefinder.h"

#include <errno.h>
#include <libintl.h>
#include <string.h>

static int
compare_names (gconstpointer a, gconstpointer b)
{
    return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Below ~/.local what is installed and what is the user's own lies in one folder. */
static void
add_once (char *path, GPtrArray *before, GPtrArray *found)
{
    if (g_ptr_array_find_with_equal_func (before, path, g_str_equal, NULL))
        g_free (path);
    else
        g_ptr_array_add (found, path);
}

static void
add_folder (const char *folder, gboolean shipped, gboolean (*wanted) (const char *name, gboolean shipped),
            GPtrArray *paths, GPtrArray *problems)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
    g_autoptr (GPtrArray) found = g_ptr_array_new ();
    const char *name;

    if (!dir) {
        if (shipped)
            g_ptr_array_add (problems, g_strdup (error->message));
        return;
    }
    while ((name = g_dir_read_name (dir)))
        if (name[0] != '.' && wanted (name, shipped))
            add_once (g_build_filename (folder, name, NULL), paths, found);
    g_ptr_array_sort (found, compare_names);
    g_ptr_array_extend_and_steal (paths, g_steal_pointer (&found));
}

GPtrArray *
rf_data_files (const char *kind, gboolean (*wanted) (const char *name, gboolean shipped), GPtrArray *problems,
               guint *n_shipped)
{
    const char *data = g_getenv ("RANGEFINDER_DATA");
    g_autofree char *shipped = g_build_filename (data && *data ? data : RF_SHARE_DIR, kind, NULL);
    g_autofree char *own = g_build_filename (g_get_user_data_dir (), "rangefinder", kind, NULL);
    GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

    /* The first thing that whoever reads these files does: their errors are translated. */
    rf_texts_bind ();

    add_folder (shipped, TRUE, wanted, paths, problems);
    if (n_shipped)
        *n_shipped = paths->len;
    add_folder (own, FALSE, wanted, paths, problems);
    return paths;
}

gboolean
rf_data_file_stat (const char *path, GStatBuf *status, GError **error)
{
    g_autofree char *name = g_filename_display_basename (path);

    if (g_stat (path, status) != 0) {
        int code = errno;
        g_set_error (error, RF_ERROR, RF_ERROR_FILE, "%s: %s", name, g_strerror (code));
    } else if (!S_ISREG (status->st_mode)) {
        g_set_error (error, RF_ERROR, RF_ERROR_FILE, _ ("%s: not a file"), name);
    } else {
        return TRUE;
    }
    return FALSE;
}

gboolean
rf_data_file_read (const char *path, char **text, gsize *length, GError **error)
{
    g_autofree char *name = g_filename_display_basename (path);
    g_autoptr (GError) reason = NULL;
    GStatBuf status;

    if (!rf_data_file_stat (path, &status, error))
        return FALSE;
    if (g_file_get_contents (path, text, length, &reason))
        return TRUE;
    g_set_error (error, RF_ERROR, RF_ERROR_FILE, "%s: %s", name, reason->message);
    return FALSE;
}

void
rf_texts_bind (void)
{
    const char *folder = g_getenv ("RANGEFINDER_LOCALE");

    bindtextdomain (GETTEXT_PACKAGE, folder && *folder ? folder : RF_LOCALE_DIR);
    bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
}
