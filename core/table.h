/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * A look baked into a cube of colours, four floats a corner so that one load fetches a colour. */
#ifndef RF_TABLE_H
#define RF_TABLE_H

#include "grain.h"
#include "render.h"

#define RF_TABLE_SIZE       65
#define RF_TABLE_DRAFT_SIZE 33 /* an eighth of the work */

/* What stands between a pixel's number and its place in the table. */
typedef enum {
    RF_SHAPER_NONE, /* perceptual numbers are even enough */
    RF_SHAPER_ROOT, /* linear picture light: the square root */
    RF_SHAPER_LOG,  /* scene light: log2 (1 + x / toe) / span: even over 14 stops round middle grey */
} RfShaper;

/* Scene light: the end of the table, and where the logarithm turns straight: 7 stops above and below middle grey. */
#define RF_SHAPER_TOP (RF_MIDDLE_GREY * 128)
#define RF_SHAPER_TOE (RF_MIDDLE_GREY / 128)

#define RF_SHAPER_SPAN 14.000088052430122 /* log2 (1 + RF_SHAPER_TOP / RF_SHAPER_TOE) */

typedef struct {
    RfShaper shaper;
    gboolean root; /* the cells hold the square root of light: between them it runs straighter than light does */
    int size;      /* steps of a channel: one of the two above */
    float *
        cells; /* [blue][green][red][4], counted; the fourth is the deviation of the colour's grain. Zeros follow, so that
                    * a corner at the end has neighbours like any other */
} RfTable;

/* Numbers of a table of that size, with the zeros. */
gsize rf_table_room (int size);

/* The light of one channel that lies at `at` in [0, 1] of the table. */
double rf_shaper_light (RfShaper shaper, double at);

/* On as many threads as the machine has processors; the result does not depend on their number. */
void rf_table_bake (RfTable *table, const RfRender *render, const RfGrain *grain, int size);

/* The same cells for one more owner. */
RfTable rf_table_share (const RfTable *table);
void rf_table_clear (RfTable *table);

#endif
