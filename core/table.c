/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "table.h"

#include <math.h>

RfShaper
rf_shaper_of (const RfRender *render, gboolean falls_off)
{
    if (render->input == RF_INPUT_SCENE)
        return RF_SHAPER_LOG;
    if (render->encoding == RF_ENCODING_LINEAR)
        return RF_SHAPER_ROOT;
    return falls_off ? RF_SHAPER_DECODED_ROOT : RF_SHAPER_NONE;
}

double
rf_shaper_inverse (RfShaper shaper, double at)
{
    switch (shaper) {
    case RF_SHAPER_NONE:
        return at;
    case RF_SHAPER_ROOT:
        return at * at;
    case RF_SHAPER_DECODED_ROOT:
        return rf_encode (at * at);
    case RF_SHAPER_LOG:
        return RF_SHAPER_TOE * (exp2 (at * RF_SHAPER_SPAN) - 1);
    }
    return at;
}

typedef struct {
    RfTable *table;
    const RfRender *render;
    double levels[RF_TABLE_SIZE];
    int next; /* the blue level to be done next, atomic */
} Bake;

static void
bake_level (Bake *bake, int blue)
{
    float *cell = bake->table->cells + (size_t)blue * RF_TABLE_SIZE * RF_TABLE_SIZE * 4;

    for (int green = 0; green < RF_TABLE_SIZE; green++)
        for (int red = 0; red < RF_TABLE_SIZE; red++, cell += 4) {
            double in[3] = {bake->levels[red], bake->levels[green], bake->levels[blue]}, out[3];
            rf_render_developed (bake->render, in, out);
            for (int c = 0; c < 3; c++)
                cell[c] = (float)(bake->table->root ? sqrt (out[c]) : out[c]);
            cell[3] = 0;
        }
}

static gpointer
bake_levels (gpointer data)
{
    Bake *bake = data;
    int blue;

    while ((blue = g_atomic_int_add (&bake->next, 1)) < RF_TABLE_SIZE)
        bake_level (bake, blue);
    return NULL;
}

void
rf_table_bake (RfTable *table, const RfRender *render, gboolean falls_off)
{
    Bake bake = {.table = table, .render = render};
    GThread *threads[16] = {NULL};
    guint n = MIN (g_get_num_processors (), G_N_ELEMENTS (threads));

    table->shaper = rf_shaper_of (render, falls_off);
    table->root = render->encoding == RF_ENCODING_LINEAR;
    table->cells = g_new (float, (size_t)RF_TABLE_SIZE *RF_TABLE_SIZE *RF_TABLE_SIZE * 4);
    for (int i = 0; i < RF_TABLE_SIZE; i++)
        bake.levels[i] = rf_shaper_inverse (table->shaper, (double)i / (RF_TABLE_SIZE - 1));

    /* Where no thread is to be had the work is done here. */
    for (guint i = 1; i < n; i++)
        threads[i] = g_thread_try_new ("rangefinder bake", bake_levels, &bake, NULL);
    bake_levels (&bake);
    for (guint i = 1; i < n; i++)
        if (threads[i])
            g_thread_join (threads[i]);
}

void
rf_table_clear (RfTable *table)
{
    g_clear_pointer (&table->cells, g_free);
}
