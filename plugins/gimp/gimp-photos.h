/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which photographs a batch is about, and what their developed files are called. Paths are in the file system's own
 * encoding, which need not be UTF-8.
 */
#ifndef RF_GIMP_PHOTOS_H
#define RF_GIMP_PHOTOS_H

#include <glib.h>

typedef struct {
    char *source; /* path */
    char *target; /* path; NULL until rf_photos_name_targets */
} RfPhoto;

/* The photographs of `input`: a folder (its JPEG, PNG, TIFF and WebP files, hidden ones and sub-folders left out), one
 * file of any name, or a pattern with * ? [ ]; "~/" and file:// are understood. In the order in which people count: 2 before 10.
 * An array of RfPhoto that is never empty; free with g_ptr_array_unref. */
GPtrArray *rf_photos_find (const char *input, GError **error);

/* Leaves only those whose names match the pattern, in which * stands for any letters and ? for one, without regard to
 * capitals; all if it is empty. FALSE with an error if none is left. */
gboolean rf_photos_keep (GPtrArray *photos, const char *pattern, GError **error);

/* The folder that `name` (an argument in UTF-8) means; when it is empty, "rangefinder" beside the first photograph. */
char *rf_photos_folder (const GPtrArray *photos, const char *name);

/* Names each photograph's developed file in `folder`: its own name with the first of `extensions` (NULL at the end), or
 * with its own extension where that is one of them. No two get the same name, and none the name of another photograph
 * of the batch: where that would be, "a.png" becomes "a.png.jpg". */
void rf_photos_name_targets (GPtrArray *photos, const char *folder, const char *const *extensions);

/* The path of a file or folder that a person typed: "~/" and file:// are understood. */
char *rf_photos_resolve (const char *typed);

/* For people: the path or name in UTF-8. */
char *rf_photos_display (const char *path);

#endif
