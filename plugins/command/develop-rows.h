/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of a photograph from top to bottom as it is to be seen, whichever way the camera was held. */
#ifndef RF_DEVELOP_ROWS_H
#define RF_DEVELOP_ROWS_H

#include "codec.h"

typedef struct RfRows RfRows;

/* `orientation` as EXIF has it, 1 to 8. With 1 and 2 the file is read as rows are asked for, else at once: half a turn and
 * less need the last row, or a column, first. The reader stays the caller's. */
RfRows *rf_rows_new (RfReader *reader, int orientation, GError **error);
void rf_rows_free (RfRows *rows); /* NULL is fine */

void rf_rows_size (const RfRows *rows, int *width, int *height);

/* The next n rows, packed, pixels as they are stored. */
gboolean rf_rows_read (RfRows *rows, void *pixels, int n, GError **error);

#endif
