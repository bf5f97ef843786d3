/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef RF_DATA_FOLDER_H
#define RF_DATA_FOLDER_H

#include <glib.h>

/* The paths of all files of one kind that `wanted` wants: those of the folder $RANGEFINDER_DATA/`kind` or else of the
 * installation, which are shipped, then those of the user's own folder $XDG_DATA_HOME/rangefinder/`kind`; each by name. A
 * shipped folder that cannot be read is added to `problems`. Free with g_ptr_array_unref. */
GPtrArray *rf_data_files (const char *kind, gboolean (*wanted) (const char *name, gboolean shipped),
                          GPtrArray *problems);

#endif
