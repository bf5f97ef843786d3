/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "table.h"

#include "parallel.h"

#include <math.h>
#include <string.h>

static RfShaper
choose_shaper (const RfRender *render)
{
    if (render->input == RF_INPUT_SCENE)
        return RF_SHAPER_LOG;
    return render->encoding == RF_ENCODING_LINEAR ? RF_SHAPER_ROOT : RF_SHAPER_NONE;
}

double
rf_shaper_light (RfShaper shaper, double at)
{
    switch (shaper) {
    case RF_SHAPER_NONE:
        return rf_decode (at);
    case RF_SHAPER_ROOT:
        return at * at;
    case RF_SHAPER_LOG:
        return RF_SHAPER_TOE * (exp2 (at * RF_SHAPER_SPAN) - 1);
    }
    return at;
}

static gsize
count_numbers (int size)
{
    return 4 * (gsize)size * (gsize)size * (gsize)size;
}

gsize
rf_table_room (int size)
{
    return count_numbers (size) + 4 * (gsize)(size * size + size + 1);
}

typedef struct {
    RfTable *table;
    const RfRender *render;
    const RfGrain *grain;
    double levels[RF_TABLE_SIZE]; /* light of one channel */
} Bake;

static void
bake_level (int blue, void *data)
{
    const Bake *bake = data;
    int size = bake->table->size, n = size * size;
    float *cell = bake->table->cells + (size_t)blue * (size_t)n * 4;
    RfColours colours;

    for (int first = 0; first < n; first += RF_COLOURS) {
        int count = MIN (n - first, RF_COLOURS);
        for (int i = 0; i < count; i++) {
            colours.v[0][i] = bake->levels[(first + i) % size];
            colours.v[1][i] = bake->levels[(first + i) / size];
            colours.v[2][i] = bake->levels[blue];
        }
        bake->render->develop (bake->render, &colours, count);
        for (int i = 0; i < count; i++, cell += 4) {
            double level = 0;
            for (int c = 0; c < 3; c++) {
                double number = bake->table->root ? sqrt (colours.v[c][i]) : colours.v[c][i];
                level += bake->render->image.to_xyz.m[3 + c] * number;
                cell[c] = (float)number;
            }
            cell[3] = (float)rf_grain_deviation (bake->grain, level);
        }
    }
}

void
rf_table_bake (RfTable *table, const RfRender *render, const RfGrain *grain, int size)
{
    Bake bake = {.table = table, .render = render, .grain = grain};

    table->shaper = choose_shaper (render);
    table->root = render->encoding == RF_ENCODING_LINEAR;
    table->size = size;
    gsize n = count_numbers (size), room = rf_table_room (size);
    table->cells = g_atomic_rc_box_alloc (room * sizeof (float));
    memset (table->cells + n, 0, (room - n) * sizeof (float));
    for (int i = 0; i < size; i++)
        bake.levels[i] = rf_shaper_light (table->shaper, (double)i / (size - 1));
    rf_parallel_run (size, bake_level, &bake);
}

RfTable
rf_table_share (const RfTable *table)
{
    RfTable other = *table;

    g_atomic_rc_box_acquire (other.cells);
    return other;
}

void
rf_table_clear (RfTable *table)
{
    g_clear_pointer (&table->cells, g_atomic_rc_box_release);
}
