/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which looks the user likes and has used, kept in the user's configuration. Lists of ids, NULL at the end, of looks that
 * there are; free with g_strfreev.
 */
#ifndef RF_GIMP_LOOKS_MEMORY_H
#define RF_GIMP_LOOKS_MEMORY_H

#include <glib.h>

char **rf_looks_favourites (void); /* in the order they were chosen in */
gboolean rf_looks_is_favourite (const char *id);
void rf_looks_set_favourite (const char *id, gboolean on);

char **rf_looks_recent (void); /* the last one first, some six */
void rf_looks_note_use (const char *id);

#endif
