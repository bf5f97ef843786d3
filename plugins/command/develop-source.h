/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of an upright photograph as looks take them: of another size if that is asked for, through the character of a lens. */
#ifndef RF_DEVELOP_SOURCE_H
#define RF_DEVELOP_SOURCE_H

#include "develop-colours.h"
#include "develop-rows.h"

/* What size is asked for. */
typedef struct {
    enum { RF_WISH_OWN, RF_WISH_BOX, RF_WISH_PERCENT, RF_WISH_MEGAPIXELS } kind;
    double a, b; /* of a box width and height, 0: any; else `a` alone */
} RfSizeWish;

/* "2048" (longer side), "1600x1200", "1600x", "x1200" (within), "50%", "12MP". FALSE: it is none of these. */
gboolean rf_size_wish_read (const char *text, RfSizeWish *wish);

/* The size of a photograph of that size. Only percent enlarge. */
void rf_size_wish_apply (const RfSizeWish *wish, int *width, int *height);

typedef struct RfSource RfSource;

/* `rows` and `colours` stay the caller's. `lens` NULL: none; with one the photograph is held as a whole, 16 bytes a pixel. */
RfSource *rf_source_new (RfRows *rows, RfPictureColours *colours, int width, int height, gsize pixel_bytes,
                         const RfLens *lens, const RfLensSettings *settings, GError **error);
void rf_source_free (RfSource *source); /* NULL is fine */

/* TRUE if rows come as the file has them, so that the caller may as well read bytes from `rows`. */
gboolean rf_source_is_plain (const RfSource *source);

/* The next row, RGBA of the colours' space. */
gboolean rf_source_read (RfSource *source, float *row, GError **error);

#endif
