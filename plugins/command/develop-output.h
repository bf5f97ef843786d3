/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file that is there whole or not at all: written beside its place, then given its name. */
#ifndef RF_DEVELOP_OUTPUT_H
#define RF_DEVELOP_OUTPUT_H

#include <glib.h>

typedef struct {
    char *path, *temporary;
    int file; /* -1 when closed */
    gboolean replaces;
} RfOutput;

/* `replaces`: a file of that name may be there, and is kept until the new one is complete. */
RfOutput *rf_output_new (const char *path, gboolean replaces, GError **error);
/* A name for a file of our own beside that one; free with g_free. */
char *rf_output_name_beside (const char *path, const char *ending);
gboolean rf_output_restart (RfOutput *output,
                            GError **error); /* empties the file, which another program may have written */
gboolean rf_output_commit (RfOutput *output, GError **error);
void rf_output_free (RfOutput *output); /* deletes what was not committed; NULL is fine */

#endif
