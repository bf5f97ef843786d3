/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pixels of one photograph: from the rows of its file to those of the developed one. */
#ifndef RF_DEVELOP_PIXELS_H
#define RF_DEVELOP_PIXELS_H

#include "develop-source.h"

#include <rangefinder.h>

typedef struct {
    RfRows *rows;
    RfSource *source; /* the same rows, as looks take them */
    const RfPictureColours *colours;
    const RfPlan *plan;           /* NULL: no look */
    const RfWatermark *watermark; /* NULL: none */
    int width, height;            /* of the canvas */
    RfFrame photo;                /* on it */
    const RfWriterSpec *spec;
} RfPixelsWork;

/* `cancelled` not 0: give up, atomically read. */
gboolean rf_pixels_develop (const RfPixelsWork *work, RfWriter *writer, const int *cancelled, GError **error);

#endif
