/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Develops photographs from file to file, one after the other, and keeps account.
 */
#ifndef RF_GIMP_BATCH_RUN_H
#define RF_GIMP_BATCH_RUN_H

#include "gimp-export.h"
#include "gimp-recipe.h"
#include "rangefinder.h"

typedef struct {
    RfRecipe recipe;
    RfSizeRule size_rule; /* of the finished picture, frame and all */
    double size;
    const RfFileType *type;
    int quality; /* [1, 100], for JPEG */
    gboolean overwrite;
} RfBatchSettings;

typedef struct {
    char *name, *reason; /* of the file; why it failed */
} RfBatchFailure;

typedef struct {
    guint total, written;
    double seconds;
    gboolean stopped;    /* before all had their turn */
    GPtrArray *failures; /* of RfBatchFailure, in order */
} RfBatchReport;

/* Where a batch stands; called before each photograph and between the steps of its work. FALSE stops the batch there: the
 * photograph at hand is left, what is written stays. */
typedef gboolean (*RfBatchWatch) (guint number, guint total, const char *name, double seconds, gpointer data);

/* Develops each RfPhoto to its target. A failure is noted and the next one follows. A line per photograph and a summary
 * go to the standard output. Without a watch, GIMP's own progress tells. Clear the report with rf_batch_report_clear. */
void rf_batch_run (const GPtrArray *photos, const RfBatchSettings *settings, RfBatchWatch watch, gpointer data,
                   RfBatchReport *report);
void rf_batch_report_clear (RfBatchReport *report);

#endif
