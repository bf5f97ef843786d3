/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A picture in bands of rows, of which a few are under way at a time: they are read and written in order, one at a time each,
 * and developed in between by as many threads as there are processors to spare. Whoever does a step, the bytes are the same. */
#ifndef RF_DEVELOP_BANDS_H
#define RF_DEVELOP_BANDS_H

#include <glib.h>

typedef struct {
    int y, n;      /* rows */
    void *in;      /* as they are read */
    void *out;     /* as they are written; may be `in` */
    void *scratch; /* for whoever develops */
} RfBand;

typedef struct {
    gboolean (*read) (void *data, const RfBand *band, GError **error);
    void (*develop) (void *data, const RfBand *band); /* called by several threads at once */
    gboolean (*write) (void *data, const RfBand *band, GError **error);
    int height, rows;     /* of the picture, of a band */
    gsize in_row;         /* bytes of a row */
    gsize out_row;        /* likewise; 0: rows are developed where they lie */
    gsize scratch;        /* bytes */
    const int *cancelled; /* not 0: give up, atomically read */
} RfBandSteps;

/* FALSE: a step failed, or it was cancelled. */
gboolean rf_bands_run (const RfBandSteps *steps, void *data, GError **error);

/* So many processors more, or less, have nothing to do; before the first call there are none. Those who run bands, now or
 * later, share them. */
void rf_bands_spare (int processors);

#endif
