/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The selection, as previews need it: GIMP puts a filter into what is selected only, and what a filter takes for the picture,
 * such as where its corners are, is the rectangle around that.
 */
#ifndef RF_GIMP_SELECTION_H
#define RF_GIMP_SELECTION_H

#include "gimp-proxy-source.h"

typedef struct {
    cairo_surface_t
        *mask; /* CAIRO_FORMAT_A8, of the whole drawable, reduced; NULL: nothing is selected, so all of it is */
    GeglRectangle part; /* of the drawable, in its pixels */
} RfSelection;

/* For the drawable that a proxy of what is wanted is made of. */
void rf_selection_read (const RfProxyWanted *wanted, RfSelection *selection);
void rf_selection_clear (RfSelection *selection);

/* Selects the same in an image of another size, which shows nothing but the drawable. */
void rf_selection_set (const RfSelection *selection, GimpImage *image);

#endif
