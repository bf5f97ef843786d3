/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window that shows how far a batch is, and stops it; and the one that tells how it ended.
 */
#ifndef RF_GIMP_BATCH_PROGRESS_H
#define RF_GIMP_BATCH_PROGRESS_H

#include "gimp-batch-run.h"

typedef struct RfBatchProgress RfBatchProgress;

RfBatchProgress *rf_batch_progress_new (void);
void rf_batch_progress_free (RfBatchProgress *progress);

/* For rf_batch_run, with the progress as its data. */
gboolean rf_batch_progress_watch (guint number, guint total, const char *name, double seconds, gpointer progress);

/* Tells what was done, and which files failed and why; until the user closes it. */
void rf_batch_show_summary (const RfBatchReport *report, const char *folder);

#endif
