/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One photograph a thread; processors that have none help with the others' bands. Memory is that of so many bands. */
#include "develop-run.h"

#include "../i18n.h"
#include "command.h"
#include "develop-bands.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>

static int stopped; /* the signal */

typedef struct {
    const GPtrArray *jobs;
    const RfDevelopOptions *options;
    RfReport *report;
    int next;
    int full; /* the disk */
} Run;

RfJob *
rf_job_new (const char *source, const char *target)
{
    RfJob *job = g_new0 (RfJob, 1);
    GStatBuf status;

    job->source = g_strdup (source);
    job->target = g_strdup (target);
    job->bytes = g_stat (source, &status) == 0 ? status.st_size : 0;
    return job;
}

void
rf_job_free (void *data)
{
    RfJob *job = data;

    g_free (job->source);
    g_free (job->target);
    g_free (job->problem);
    g_free (job);
}

static void
develop (Run *run, const RfJob *job)
{
    g_autoptr (GTimer) timer = g_timer_new ();
    g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) error = NULL;

    if (job->problem) {
        rf_report_failed (run->report, job->source, job->bytes, job->problem);
        return;
    }
    switch (rf_develop_photo (job->source, job->target, run->options, notes, &error)) {
    case RF_PHOTO_WRITTEN:
        rf_report_written (run->report, job->source, job->target, job->bytes, g_timer_elapsed (timer, NULL), notes);
        break;
    case RF_PHOTO_SKIPPED:
        rf_report_skipped (run->report, job->source, job->target, job->bytes);
        break;
    case RF_PHOTO_FAILED:
        if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
            break;
        if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
            g_atomic_int_set (&run->full, 1);
        rf_report_failed (run->report, job->source, job->bytes, error->message);
    }
}

static void *
work (void *data)
{
    Run *run = data;

    for (;;) {
        int next = g_atomic_int_add (&run->next, 1);
        if (next >= (int)run->jobs->len || g_atomic_int_get (&stopped) || g_atomic_int_get (&run->full))
            break;
        develop (run, run->jobs->pdata[next]);
    }
    rf_bands_spare (1);
    return NULL;
}

/* The first one lets every thread delete what it has not finished; a second one ends at once. */
static void
note_signal (int number)
{
    g_atomic_int_set (&stopped, number);
}

static void
watch_signals (void)
{
    struct sigaction action = {.sa_handler = note_signal, .sa_flags = (int)(SA_RESTART | SA_RESETHAND)};

    sigemptyset (&action.sa_mask);
    sigaction (SIGINT, &action, NULL);
    sigaction (SIGTERM, &action, NULL);
    signal (SIGPIPE, SIG_IGN); /* a reader of our lines that goes away must not leave half files */
    signal (SIGXFSZ, SIG_IGN); /* a file that may not grow further is an error of writing */
}

int
rf_develop_run (const GPtrArray *jobs, RfDevelopOptions *options, int threads, RfReportStyle style)
{
    goffset bytes = 0;
    GThread *workers[RF_MAX_JOBS];

    for (guint i = 0; i < jobs->len; i++)
        bytes += ((const RfJob *)jobs->pdata[i])->bytes;
    Run run = {jobs, options, rf_report_new (style, jobs->len, bytes), 0, 0};
    options->stopped = &stopped;
    threads = (int)MIN ((guint)threads, jobs->len);
    watch_signals ();
    rf_bands_spare ((int)g_get_num_processors () - threads);
    for (int i = 0; i < threads; i++)
        workers[i] = g_thread_new ("develop", work, &run);
    for (int i = 0; i < threads; i++)
        g_thread_join (workers[i]);

    int number = g_atomic_int_get (&stopped);
    guint failed = rf_report_end (run.report, number     ? _ ("stopped")
                                              : run.full ? _ ("no space left on the disk")
                                                         : NULL);
    rf_report_free (run.report);
    if (number)
        return 128 + number;
    return failed ? RF_EXIT_FAILED : RF_EXIT_DONE;
}
