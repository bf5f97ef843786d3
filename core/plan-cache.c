/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The plans used last: hosts ask for the same one dozens of times while they draw. */
#include "plan.h"

#include <string.h>

#define ENTRIES 8 /* 4.4 MB each */

static struct {
    RfPlanKey key;
    RfPlan *plan;
} entries[ENTRIES]; /* the most recent first */

static GMutex lock;

/* In all that the table depends on. */
static gboolean
same_colours (const RfPlanKey *a, const RfPlanKey *b)
{
    const RfSettings *x = &a->settings, *y = &b->settings;

    return a->look == b->look && a->lut == b->lut && a->size == b->size && x->strength == y->strength &&
           x->tone == y->tone && x->colour == y->colour && x->exposure_ev == y->exposure_ev && x->input == y->input &&
           a->space.encoding == b->space.encoding &&
           memcmp (a->space.to_xyz, b->space.to_xyz, sizeof a->space.to_xyz) == 0;
}

static gboolean
same_key (const RfPlanKey *a, const RfPlanKey *b)
{
    const RfSettings *x = &a->settings, *y = &b->settings;

    return same_colours (a, b) && x->vignette == y->vignette && x->vignette_ev == y->vignette_ev &&
           x->grain == y->grain;
}

static void
move_to_front (int place)
{
    __typeof__ (entries[0]) entry = entries[place];

    memmove (&entries[1], &entries[0], (size_t)place * sizeof entries[0]);
    entries[0] = entry;
}

/* With the lock held: a new reference, or NULL. */
static RfPlan *
find (const RfPlanKey *key)
{
    for (int i = 0; i < ENTRIES && entries[i].plan; i++)
        if (same_key (&entries[i].key, key)) {
            move_to_front (i);
            return rf_plan_ref (entries[0].plan);
        }
    return NULL;
}

RfPlan *
rf_plan_cache_find (const RfPlanKey *key)
{
    g_mutex_lock (&lock);
    RfPlan *found = find (key);
    g_mutex_unlock (&lock);
    return found;
}

RfTable
rf_plan_cache_find_table (const RfPlanKey *key)
{
    RfTable table = {0};

    g_mutex_lock (&lock);
    for (int i = 0; i < ENTRIES && entries[i].plan && !table.cells; i++) {
        const RfTable *candidate = &entries[i].plan->kernel.table;
        if (candidate->cells && same_colours (&entries[i].key, key))
            table = rf_table_share (candidate);
    }
    g_mutex_unlock (&lock);
    return table;
}

RfPlan *
rf_plan_cache_add (const RfPlanKey *key, RfPlan *plan)
{
    RfPlan *superfluous = plan;

    g_mutex_lock (&lock);
    RfPlan *kept = find (key);
    if (!kept) {
        superfluous = entries[ENTRIES - 1].plan;
        move_to_front (ENTRIES - 1);
        entries[0].key = *key;
        entries[0].plan = rf_plan_ref (plan);
        kept = plan;
    }
    g_mutex_unlock (&lock);
    rf_plan_unref (superfluous);
    return kept;
}
