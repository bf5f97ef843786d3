/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef RF_DATA_FOLDER_H
#define RF_DATA_FOLDER_H

#include <glib.h>
#include <glib/gstdio.h>

/* The paths of all files of one kind that `wanted` wants: those of the folder $RANGEFINDER_DATA/`kind` or else of the
 * installation, which are shipped, then those of the user's own folder $XDG_DATA_HOME/rangefinder/`kind`; each by name. The
 * first `n_shipped` (may be NULL) are the shipped ones; where both folders are one, nothing is there twice. A shipped folder
 * that cannot be read is added to `problems`. Free with g_ptr_array_unref. */
GPtrArray *rf_data_files (const char *kind, gboolean (*wanted) (const char *name, gboolean shipped),
                          GPtrArray *problems, guint *n_shipped);

/* Of a file that can be read: a folder, or a pipe, which would be waited for, is an error like a file that is not there; the
 * sentence begins with the file's name. */
gboolean rf_data_file_stat (const char *path, GStatBuf *status, GError **error);

/* All of such a file, with a 0 behind it. Free `text` with g_free. */
gboolean rf_data_file_read (const char *path, char **text, gsize *length, GError **error);

#endif
