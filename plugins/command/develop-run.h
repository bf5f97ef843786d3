/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Many photographs, several at a time. */
#ifndef RF_DEVELOP_RUN_H
#define RF_DEVELOP_RUN_H

#include "develop-photo.h"
#include "develop-report.h"

#define RF_MAX_JOBS 64

typedef struct {
    char *source, *target; /* target NULL: `problem` */
    char *problem;
    goffset bytes;
} RfJob;

RfJob *rf_job_new (const char *source, const char *target);
void rf_job_free (void *job);

/* Develops `jobs` (RfJob) on so many threads, and returns an exit code: of the command, or 128 and the number of the signal
 * that ended it. */
int rf_develop_run (const GPtrArray *jobs, RfDevelopOptions *options, int threads, RfReportStyle style);

#endif
