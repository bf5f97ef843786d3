/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "parallel.h"

#include <glib.h>

typedef struct {
    void (*work) (int i, void *data);
    void *data;
    int n;
    int next; /* atomic */
} Job;

static gpointer
do_job (gpointer data)
{
    Job *job = data;
    int i;

    while ((i = g_atomic_int_add (&job->next, 1)) < job->n)
        job->work (i, job->data);
    return NULL;
}

void
rf_parallel_run (int n, void (*work) (int i, void *data), void *data)
{
    Job job = {work, data, n, 0};
    GThread *threads[16] = {NULL};
    guint count = MIN (g_get_num_processors (), G_N_ELEMENTS (threads));

    /* Where no thread is to be had the work is done here. */
    for (guint i = 1; i < count && (int)i < n; i++)
        threads[i] = g_thread_try_new ("rangefinder", do_job, &job, NULL);
    do_job (&job);
    for (guint i = 1; i < count; i++)
        if (threads[i])
            g_thread_join (threads[i]);
}
