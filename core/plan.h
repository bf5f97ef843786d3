/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef RF_PLAN_H
#define RF_PLAN_H

#include "kernel.h"

struct RfPlan {
    int references; /* atomic */
    gboolean identity;
    RfSettings settings;
    RfRender render;
    RfKernel kernel; /* its table is empty for the identity */
};

/* FALSE, with an RF_ERROR_VALUE, when a setting is out of its range. */
gboolean rf_settings_check (const RfSettings *settings, const RfSpace *space, GError **error);

/* What a plan depends on. */
typedef struct {
    guint look;       /* serial */
    const RfLut *lut; /* of a look that is a LUT: another one when its file has changed */
    RfSettings settings;
    RfSpace space;
    int size; /* of the table */
} RfPlanKey;

/* A new reference to a recent plan of that key, or NULL. */
RfPlan *rf_plan_cache_find (const RfPlanKey *key);

/* The table of a recent plan that differs in no more than vignette and grain; its cells are NULL if there is none. */
RfTable rf_plan_cache_find_table (const RfPlanKey *key);

/* Keeps the plan and gives it back; or, where another thread was faster, drops it and gives that one's. */
RfPlan *rf_plan_cache_add (const RfPlanKey *key, RfPlan *plan);

#endif
