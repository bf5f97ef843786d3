/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-photos.h"

#include "../i18n.h"

#include <gio/gio.h>
#include <glob.h>

static const char *const read_extensions[] = {"jpg", "jpeg", "png", "tif", "tiff", "webp", NULL};

char *
rf_photos_display (const char *path)
{
    return g_filename_display_name (path);
}

static void
free_photo (gpointer data)
{
    RfPhoto *photo = data;
    g_free (photo->source);
    g_free (photo->target);
    g_free (photo);
}

static gboolean
has_extension (const char *path, const char *const *extensions)
{
    const char *slash = strrchr (path, '/');
    const char *dot = strrchr (slash ? slash + 1 : path, '.');

    for (size_t i = 0; dot && extensions[i]; i++)
        if (g_ascii_strcasecmp (dot + 1, extensions[i]) == 0)
            return TRUE;
    return FALSE;
}

static gboolean
is_photo (const char *path)
{
    const char *slash = strrchr (path, '/');
    const char *name = slash ? slash + 1 : path;
    return name[0] != '.' && has_extension (path, read_extensions) && g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

static void
add_photo (GPtrArray *photos, const char *path)
{
    RfPhoto *photo = g_new0 (RfPhoto, 1);
    photo->source = g_strdup (path);
    g_ptr_array_add (photos, photo);
}

static int
compare_photos (gconstpointer a, gconstpointer b)
{
    const RfPhoto *const *left = a, *const *right = b;
    g_autofree char *left_name = rf_photos_display ((*left)->source);
    g_autofree char *right_name = rf_photos_display ((*right)->source);
    g_autofree char *left_key = g_utf8_collate_key_for_filename (left_name, -1);
    g_autofree char *right_key = g_utf8_collate_key_for_filename (right_name, -1);
    int order = strcmp (left_key, right_key);
    return order ? order : strcmp ((*left)->source, (*right)->source);
}

static gboolean
find_in_folder (GPtrArray *photos, const char *folder, GError **error)
{
    g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
    const char *name;

    if (!dir)
        return FALSE;
    while ((name = g_dir_read_name (dir))) {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        if (is_photo (path))
            add_photo (photos, path);
    }
    if (!photos->len) {
        g_autofree char *text = rf_photos_display (folder);
        g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
                     _ ("%s: there is no photograph (JPEG, PNG, TIFF or WebP) in this folder."), text);
    }
    return photos->len > 0;
}

static gboolean
find_by_pattern (GPtrArray *photos, const char *pattern, GError **error)
{
    glob_t found = {0};

    if (glob (pattern, 0, NULL, &found) == 0)
        for (size_t i = 0; i < found.gl_pathc; i++)
            if (is_photo (found.gl_pathv[i]))
                add_photo (photos, found.gl_pathv[i]);
    globfree (&found);
    if (!photos->len) {
        g_autofree char *text = rf_photos_display (pattern);
        g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
                     _ ("%s: no photograph (JPEG, PNG, TIFF or WebP) matches this pattern."), text);
    }
    return photos->len > 0;
}

char *
rf_photos_resolve (const char *typed)
{
    if (g_str_has_prefix (typed, "file://")) {
        char *path = g_filename_from_uri (typed, NULL, NULL);
        if (path)
            return path;
    }
    if (g_str_has_prefix (typed, "~/"))
        return g_build_filename (g_get_home_dir (), typed + 2, NULL);
    if (strcmp (typed, "~") == 0)
        return g_strdup (g_get_home_dir ());
    char *path = g_filename_from_utf8 (typed, -1, NULL, NULL, NULL);
    return path ? path : g_strdup (typed);
}

GPtrArray *
rf_photos_find (const char *input, GError **error)
{
    g_autoptr (GPtrArray) photos = g_ptr_array_new_with_free_func (free_photo);
    g_autofree char *path = rf_photos_resolve (input);
    gboolean found = FALSE;

    if (!*path) {
        g_set_error_literal (
            error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
            _ ("input: which photographs? Give a folder, a file or a pattern such as “photos/*.jpg”."));
    } else if (g_file_test (path, G_FILE_TEST_IS_DIR)) {
        found = find_in_folder (photos, path, error);
    } else if (g_file_test (path, G_FILE_TEST_EXISTS)) {
        found = TRUE; /* whoever names one file means it, whatever its name ends in */
        add_photo (photos, path);
    } else if (strpbrk (path, "*?[")) {
        found = find_by_pattern (photos, path, error);
    } else {
        g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, _ ("%s: there is no such file or folder."), input);
    }
    if (!found)
        return NULL;
    g_ptr_array_sort (photos, compare_photos);
    return g_steal_pointer (&photos);
}

gboolean
rf_photos_keep (GPtrArray *photos, const char *pattern, GError **error)
{
    g_autofree char *folded = g_utf8_casefold (pattern, -1);
    g_autoptr (GPatternSpec) spec = g_pattern_spec_new (folded);

    for (guint i = photos->len; *pattern && i-- > 0;) {
        const RfPhoto *photo = photos->pdata[i];
        g_autofree char *source = rf_photos_display (photo->source);
        g_autofree char *name = g_path_get_basename (source);
        g_autofree char *key = g_utf8_casefold (name, -1);
        if (!g_pattern_spec_match_string (spec, key))
            g_ptr_array_remove_index (photos, i);
    }
    if (!photos->len)
        g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
                     _ ("files: no photograph of the folder matches “%s”; * stands for any letters, ? for one."),
                     pattern);
    return photos->len > 0;
}

char *
rf_photos_folder (const GPtrArray *photos, const char *name)
{
    if (*name)
        return rf_photos_resolve (name);
    const RfPhoto *first = photos->pdata[0];
    g_autofree char *beside = g_path_get_dirname (first->source);
    return g_build_filename (beside, "rangefinder", NULL);
}

/* One spelling for one file, so that names can be compared: the folder's links are followed, the file's own are not. */
static char *
canonical (const char *path)
{
    g_autofree char *folder = g_path_get_dirname (path);
    g_autofree char *name = g_path_get_basename (path);
    g_autofree char *real = realpath (folder, NULL);
    return g_build_filename (real ? real : folder, name, NULL);
}

static char *
make_name (const char *source, const char *const *extensions, int attempt)
{
    char *name = g_path_get_basename (source);

    if (attempt == 0 && has_extension (name, extensions))
        return name;
    char *dot = attempt == 0 ? strrchr (name, '.') : NULL;
    if (dot && dot != name)
        *dot = '\0';
    char *full = attempt < 2 ? g_strdup_printf ("%s.%s", name, extensions[0])
                             : g_strdup_printf ("%s-%d.%s", name, attempt, extensions[0]);
    g_free (name);
    return full;
}

static void
name_target (RfPhoto *photo, const char *own_path, const char *folder, const char *const *extensions, GHashTable *taken)
{
    for (int attempt = 0; !photo->target; attempt++) {
        g_autofree char *name = make_name (photo->source, extensions, attempt);
        g_autofree char *path = g_build_filename (folder, name, NULL);
        g_autofree char *real = canonical (path);
        if (strcmp (real, own_path) == 0 || g_hash_table_add (taken, g_strdup (real)))
            photo->target = g_steal_pointer (&path);
    }
}

void
rf_photos_name_targets (GPtrArray *photos, const char *folder, const char *const *extensions)
{
    g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func (g_free);

    /* The photographs themselves are taken, too: with overwriting on, one's result must not replace another that is
     * still to be read. */
    for (guint i = 0; i < photos->len; i++) {
        const RfPhoto *photo = photos->pdata[i];
        g_ptr_array_add (own, canonical (photo->source));
        g_hash_table_add (taken, g_strdup (own->pdata[i]));
    }
    /* Those that may keep their names come first: of a.jpg and a.tif, a.tif stays a.tif. */
    for (int keeping = 1; keeping >= 0; keeping--) {
        for (guint i = 0; i < photos->len; i++) {
            RfPhoto *photo = photos->pdata[i];
            if (has_extension (photo->source, extensions) == keeping)
                name_target (photo, own->pdata[i], folder, extensions, taken);
        }
    }
}
