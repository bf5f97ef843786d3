/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the command tells while it develops: a bar on a terminal, lines elsewhere, or events for programs. */
#ifndef RF_DEVELOP_REPORT_H
#define RF_DEVELOP_REPORT_H

#include <glib.h>

typedef enum { RF_REPORT_PLAIN, RF_REPORT_QUIET, RF_REPORT_JSON } RfReportStyle;

typedef struct RfReport RfReport; /* for all threads */

RfReport *rf_report_new (RfReportStyle style, guint n_photos, goffset n_bytes);
void rf_report_free (RfReport *report);

/* `bytes`: of the source, for the time that is left. */
void rf_report_written (RfReport *report, const char *source, const char *target, goffset bytes, double seconds,
                        const GPtrArray *notes);
void rf_report_skipped (RfReport *report, const char *source, const char *target, goffset bytes);
void rf_report_failed (RfReport *report, const char *source, goffset bytes, const char *reason);

/* The end: how many, and which failed. `stop` says why it ended early; NULL: it did not. Returns how many failed. */
guint rf_report_end (RfReport *report, const char *stop);

#endif
