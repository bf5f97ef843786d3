/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The fit rule: letters shrink to 70 %, then fields go in the order the format gives, then the longest texts end in an
 * ellipsis, and at last things go altogether. What is there never overlaps. */
#ifndef RF_WATERMARK_FIT_H
#define RF_WATERMARK_FIT_H

#include "format-text.h"
#include "watermark-layout.h"
#include "watermark-text.h"

/* The words of a node; those without have no template. */
typedef struct {
    RfTemplate *words;
    RfTypeface face;
    double em_px; /* before it shrinks */
    char *text;   /* NULL where there is nothing to say */
    RfShape *shape;
    double limit_px; /* the shape has to be shortened to that */
} RfContent;

typedef struct {
    RfLayout layout;
    RfContent *contents; /* one for each node */
    const RfCaption *caption;
    char **drop;      /* names of fields, NULL-terminated */
    GPtrArray *notes; /* of sentences; what was done is appended */
    double shrunk;    /* found: [0.7, 1] */
} RfFitting;

/* Fills the words in and places everything. */
void rf_fit (RfFitting *fitting);

#endif
