/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Develops photographs from file to file, one after the other, and keeps account.
 */
#ifndef RF_GIMP_DEVELOP_H
#define RF_GIMP_DEVELOP_H

#include "gimp-export.h"
#include "gimp-filter.h"

typedef struct {
    RfFilterSettings look;
    const char *watermark; /* id of a format; "": none */
    const RfFileType *type;
    int quality; /* [1, 100], for JPEG */
    gboolean overwrite;
} RfDevelopSettings;

typedef struct {
    guint total, written;
    double seconds;
    GString *failures; /* «name: reason; name: reason», the first of them; empty when all went well */
} RfDevelopReport;

/* Develops each RfPhoto to its target. A failure is noted and the next one follows. A line per photograph and a summary
 * go to the standard output. Clear the report with rf_develop_report_clear. */
void rf_develop (const GPtrArray *photos, const RfDevelopSettings *settings, RfDevelopReport *report);
void rf_develop_report_clear (RfDevelopReport *report);

#endif
