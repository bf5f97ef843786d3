/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-export.h"

#include "../i18n.h"
#include "gimp-filter.h"
#include "gimp-intact.h"
#include "gimp-photos.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#define TEMPORARY_PREFIX ".rangefinder-"

static const RfFileType types[] = {
    {"jpeg", "JPEG", "file-jpeg-export", {"jpg", "jpeg"}, FALSE},
    {"png", "PNG", "file-png-export", {"png"}, TRUE},
    {"tiff", "TIFF", "file-tiff-export", {"tif", "tiff"}, TRUE},
};

const RfFileType *
rf_file_types (size_t *n)
{
    *n = G_N_ELEMENTS (types);
    return types;
}

const RfFileType *
rf_file_type_require (const char *id, GError **error)
{
    g_autoptr (GString) ids = g_string_new (NULL);

    for (size_t i = 0; i < G_N_ELEMENTS (types); i++) {
        if (strcmp (id, types[i].id) == 0)
            return &types[i];
        g_string_append_printf (ids, "%s%s", i ? ", " : "", types[i].id);
    }
    g_set_error (error, GIMP_PLUG_IN_ERROR, 0, _ ("format: there is no “%s”; choose one of: %s."), id, ids->str);
    return NULL;
}

static void
set_file_error (GError **error, const char *text, int failure)
{
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (failure), "%s (%s)", text, g_strerror (failure));
}

/* The user may cancel a batch, and GIMP then ends the plug-in at once. So the name of the unfinished file says whose it
 * is, and the next batch can tell which ones nobody will finish. */
static void
remove_leftovers (const char *folder)
{
    g_autofree char *prefix = g_strdup_printf (TEMPORARY_PREFIX "%s-", g_get_host_name ());
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name (dir))) {
        if (!g_str_has_prefix (name, prefix))
            continue;
        gint64 process = g_ascii_strtoll (name + strlen (prefix), NULL, 10);
        if (process > 0 && kill (process, 0) != 0 && errno == ESRCH) {
            g_autofree char *path = g_build_filename (folder, name, NULL);
            g_unlink (path);
        }
    }
}

gboolean
rf_export_prepare (const char *folder, GError **error)
{
    g_autofree char *text = rf_photos_display (folder);
    int failure = g_mkdir_with_parents (folder, 0777) == 0 && g_access (folder, W_OK | X_OK) == 0 ? 0 : errno;

    if (failure) {
        g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (failure),
                     _ ("%s: the output folder cannot be written to (%s)."), text, g_strerror (failure));
        return FALSE;
    }
    remove_leftovers (folder);
    return TRUE;
}

/* GIMP takes a comment from the EXIF data when it loads a photograph, and writes it over the description there when it
 * exports it. So a photograph that has either in its EXIF data keeps them, and goes without GIMP's comment. */
static gboolean
take_comment (GimpImage *image)
{
    g_autoptr (GObject) metadata = (GObject *)gimp_image_get_metadata (image);
    g_autofree char *text = metadata ? gimp_metadata_serialize (GIMP_METADATA (metadata)) : NULL;
    GimpParasite *comment = gimp_image_get_parasite (image, "gimp-comment");

    if (!comment)
        return FALSE;
    gimp_parasite_free (comment);
    if (!text || (!strstr (text, "\"Exif.Image.ImageDescription\">") && !strstr (text, "\"Exif.Photo.UserComment\">")))
        return TRUE;
    gimp_image_detach_parasite (image, "gimp-comment");
    return FALSE;
}

static gboolean
run_exporter (GimpImage *image, const char *path, const RfFileType *type, int quality, GError **error)
{
    GimpProcedure *procedure = gimp_pdb_lookup_procedure (gimp_get_pdb (), type->procedure);
    if (!procedure) {
        g_set_error (error, GIMP_PLUG_IN_ERROR, 0, _ ("this GIMP has no %s"), type->procedure);
        return FALSE;
    }

    g_autoptr (GFile) file = g_file_new_for_path (path);
    g_autoptr (GimpProcedureConfig) config = gimp_procedure_create_config (procedure);
    gboolean has_comment = take_comment (image);

    /* GIMP's defaults for scripts would drop all of these. Its thumbnails are 8-bit JPEG: only for files of that kind. */
    g_object_set (config, "image", image, "file", file, "include-exif", TRUE, "include-xmp", TRUE, "include-iptc", TRUE,
                  "include-color-profile", TRUE, "include-comment", has_comment, "include-thumbnail",
                  !type->keeps_alpha, NULL);
    if (strcmp (type->id, "jpeg") == 0)
        g_object_set (config, "quality", quality / 100.0, "sub-sampling", "sub-sampling-1x1", "progressive", FALSE,
                      NULL);
    else if (strcmp (type->id, "png") == 0)
        g_object_set (config, "compression", 6, "save-transparent", TRUE, "bkgd", FALSE, NULL);
    else if (strcmp (type->id, "tiff") == 0)
        g_object_set (config, "compression", "adobe_deflate", NULL);

    GimpValueArray *result = gimp_procedure_run_config (procedure, config);
    gboolean done = GIMP_VALUES_GET_ENUM (result, 0) == GIMP_PDB_SUCCESS;
    gimp_value_array_unref (result);
    if (!done)
        rf_filter_take_error (error, _ ("GIMP could not write it"));
    return done;
}

/* GIMP's exporters say "write error" or nothing at all. Writing a little more to the file that failed tells why. */
static void
explain (const char *temporary, GError **error)
{
    static const char zeros[65536];
    int file = open (temporary, O_WRONLY | O_APPEND | O_CREAT, 0666);
    int failure = file < 0 ? errno : 0;

    if (file >= 0) {
        if (write (file, zeros, sizeof zeros) != (ssize_t)sizeof zeros && write (file, zeros, 1) != 1)
            failure = errno;
        close (file);
    }
    g_autofree char *said = g_strdup ((*error)->message);
    g_clear_error (error);
    if (failure)
        set_file_error (error, _ ("it could not be written"), failure);
    else
        g_set_error (error, GIMP_PLUG_IN_ERROR, 0, _ ("it could not be written (%s)"), said);
}

/* Gives the complete file its name without ever replacing another. */
static int
rename_new (const char *temporary, const char *path)
{
    if (renameat2 (AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;

    /* A file system without that: take the name with an empty file, which only one process can, and replace that. */
    int placeholder = open (path, O_CREAT | O_EXCL | O_WRONLY, 0666);
    if (placeholder < 0)
        return errno;
    close (placeholder);
    if (g_rename (temporary, path) == 0)
        return 0;
    int failure = errno;
    g_unlink (path);
    return failure;
}

/* What is replaced may be the only copy: the new one has to be on the disk first. */
static int
rename_over (const char *temporary, const char *path)
{
    int file = open (temporary, O_RDONLY);
    if (file < 0)
        return errno;
    int failure = fsync (file) == 0 ? 0 : errno;
    close (file);
    if (!failure && g_rename (temporary, path) != 0)
        failure = errno;
    return failure;
}

gboolean
rf_export (GimpImage *image, const char *path, const RfFileType *type, int quality, gboolean overwrite, GError **error)
{
    g_autofree char *folder = g_path_get_dirname (path);
    g_autofree char *name =
        g_strdup_printf (TEMPORARY_PREFIX "%s-%ld.%s", g_get_host_name (), (long)getpid (), type->extensions[0]);
    g_autofree char *temporary = g_build_filename (folder, name, NULL);

    gboolean done = run_exporter (image, temporary, type, quality, error) && rf_intact_check (temporary, error);
    if (!done)
        explain (temporary, error);
    if (done) {
        int failure = overwrite ? rename_over (temporary, path) : rename_new (temporary, path);
        done = failure == 0;
        if (failure == EEXIST) {
            g_autofree char *text = rf_photos_display (path);
            g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST, _ ("%s exists already and overwrite is off"), text);
        } else if (failure) {
            set_file_error (error, _ ("it could not be given its name"), failure);
        }
    }
    if (!done)
        g_unlink (temporary);
    return done;
}
