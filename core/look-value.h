/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Single values of look files: from text to the field that their row of the key table names. */
#ifndef RF_LOOK_VALUE_H
#define RF_LOOK_VALUE_H

#include "look.h"

/* Where in which file, for error texts; from the end on, parts may be NULL. */
typedef struct {
    const char *path, *group, *key;
} RfPlace;

/* "authentic.look: [tone] slope: what". */
void rf_place_error (const RfPlace *place, GError **error, RfError code, const char *format, ...) G_GNUC_PRINTF (4, 5);

/* Reads `text`, whose surrounding blanks it cuts off, into the field of `record`. */
gboolean rf_look_value_parse (const RfPlace *place, const RfKey *key, char *text, void *record, GError **error);

#endif
