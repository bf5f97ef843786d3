/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "develop-bands.h"

#include "../i18n.h"

#include <gio/gio.h>

/* With more helpers, all would wait for the one that compresses. */
#define MAX_HELPERS 3
#define SLOTS       6

typedef enum { SLOT_FREE, SLOT_BUSY, SLOT_READ, SLOT_DEVELOPED } SlotState;

typedef struct {
    RfBand band;
    SlotState state;
} Slot;

typedef enum { STEP_READ, STEP_DEVELOP, STEP_WRITE, STEP_WAIT, STEP_END } Step;

typedef struct {
    const RfBandSteps *steps;
    void *data;
    Slot slots[SLOTS];
    GMutex mutex; /* of what follows, and of the states */
    GCond changed;
    int n, next_read, next_write; /* bands */
    gboolean is_reading, is_writing;
    GError *error;
} Ring;

static int spare; /* atomic */

void
rf_bands_spare (int processors)
{
    g_atomic_int_add (&spare, processors);
}

static gboolean
take_processor (void)
{
    for (int n = g_atomic_int_get (&spare); n > 0; n = g_atomic_int_get (&spare))
        if (g_atomic_int_compare_and_exchange (&spare, n, n - 1))
            return TRUE;
    return FALSE;
}

/* With the mutex held: the step nearest to the end, so that slots become free. */
static Step
choose_step (const Ring *ring, int *band)
{
    if (ring->error || ring->next_write == ring->n)
        return STEP_END;
    *band = ring->next_write;
    if (!ring->is_writing && ring->slots[*band % SLOTS].state == SLOT_DEVELOPED)
        return STEP_WRITE;
    for (; *band < ring->next_read; ++*band)
        if (ring->slots[*band % SLOTS].state == SLOT_READ)
            return STEP_DEVELOP;
    if (!ring->is_reading && *band < ring->n && ring->slots[*band % SLOTS].state == SLOT_FREE)
        return STEP_READ;
    return STEP_WAIT;
}

static void
begin_step (Ring *ring, Step step, int band)
{
    Slot *slot = &ring->slots[band % SLOTS];
    int y = band * ring->steps->rows;

    slot->state = SLOT_BUSY;
    ring->is_writing = ring->is_writing || step == STEP_WRITE;
    if (step == STEP_READ) {
        slot->band.y = y;
        slot->band.n = MIN (ring->steps->rows, ring->steps->height - y);
        ring->is_reading = TRUE;
    }
}

static void
end_step (Ring *ring, Step step, int band)
{
    Slot *slot = &ring->slots[band % SLOTS];

    if (step == STEP_READ) {
        slot->state = SLOT_READ;
        ring->is_reading = FALSE;
        ring->next_read++;
    } else if (step == STEP_DEVELOP) {
        slot->state = SLOT_DEVELOPED;
    } else {
        slot->state = SLOT_FREE;
        ring->is_writing = FALSE;
        ring->next_write++;
    }
    g_cond_broadcast (&ring->changed);
}

static gboolean
do_step (Ring *ring, Step step, int band, GError **error)
{
    const RfBandSteps *steps = ring->steps;
    const RfBand *rows = &ring->slots[band % SLOTS].band;

    if (g_atomic_int_get (steps->cancelled)) {
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("stopped"));
        return FALSE;
    }
    if (step == STEP_READ)
        return steps->read (ring->data, rows, error);
    if (step == STEP_WRITE)
        return steps->write (ring->data, rows, error);
    steps->develop (ring->data, rows);
    return TRUE;
}

/* One step, if there is one that nobody does; FALSE: all is done. */
static gboolean
work_once (Ring *ring)
{
    GError *error = NULL;
    int band;

    g_mutex_lock (&ring->mutex);
    Step step = choose_step (ring, &band);
    if (step == STEP_WAIT) {
        g_cond_wait (&ring->changed, &ring->mutex);
    } else if (step != STEP_END) {
        begin_step (ring, step, band);
        g_mutex_unlock (&ring->mutex);
        do_step (ring, step, band, &error);
        g_mutex_lock (&ring->mutex);
        if (error && !ring->error)
            ring->error = g_steal_pointer (&error);
        end_step (ring, step, band);
    }
    g_mutex_unlock (&ring->mutex);
    g_clear_error (&error);
    return step != STEP_END;
}

static void *
help (void *data)
{
    while (work_once (data)) {
    }
    rf_bands_spare (1);
    return NULL;
}

static void
work (Ring *ring)
{
    GThread *helpers[MAX_HELPERS];
    int n = 0;

    do
        if (n < MAX_HELPERS && take_processor ()) {
            helpers[n] = g_thread_try_new ("band", help, ring, NULL);
            if (helpers[n])
                n++;
            else
                rf_bands_spare (1);
        }
    while (work_once (ring));
    while (n > 0)
        g_thread_join (helpers[--n]);
}

gboolean
rf_bands_run (const RfBandSteps *steps, void *data, GError **error)
{
    Ring ring = {.steps = steps, .data = data, .n = (steps->height + steps->rows - 1) / steps->rows};

    g_mutex_init (&ring.mutex);
    g_cond_init (&ring.changed);
    for (int i = 0; i < SLOTS; i++) {
        RfBand *band = &ring.slots[i].band;
        band->in = g_malloc_n ((gsize)steps->rows, steps->in_row);
        band->out = steps->out_row ? g_malloc_n ((gsize)steps->rows, steps->out_row) : band->in;
        band->scratch = g_malloc (steps->scratch);
    }
    work (&ring);
    for (int i = 0; i < SLOTS; i++) {
        RfBand *band = &ring.slots[i].band;
        if (band->out != band->in)
            g_free (band->out);
        g_free (band->in);
        g_free (band->scratch);
    }
    g_mutex_clear (&ring.mutex);
    g_cond_clear (&ring.changed);
    if (!ring.error)
        return TRUE;
    g_propagate_error (error, ring.error);
    return FALSE;
}
