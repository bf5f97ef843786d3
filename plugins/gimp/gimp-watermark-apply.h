/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sets a watermark into an image, for every procedure of the plug-in.
 */
#ifndef RF_GIMP_WATERMARK_APPLY_H
#define RF_GIMP_WATERMARK_APPLY_H

#include "rangefinder.h"

#include <libgimp/gimp.h>

typedef struct {
    const char *format;                       /* id */
    const char *fields;                       /* "field=text; field=text", see the procedure's help; or "" */
    const char *caption, *artist, *copyright; /* "" is the photograph's */
    RfCaptionStyle style;
    RfWatermarkOptions options;
    gboolean merge;       /* into one layer, instead of a group */
    gboolean text_layers; /* texts can be edited; not with `merge` */
} RfImprint;

#define RF_IMPRINT_DEFAULT(id)                                                                                         \
    {(id), "", "", "", "", RF_CAPTION_STYLE_DEFAULT, RF_WATERMARK_OPTIONS_DEFAULT, FALSE, FALSE}

/* Everything that can fail is done before the image is touched. A watermark set before is replaced, and the canvas gets the
 * size it has with the new one alone. One step of undo. The layer group, or the one layer; NULL with an error. `notes` receives sentences about
 * what did not fit, or NULL; free it with g_free. */
GimpLayer *rf_imprint_apply (GimpImage *image, const RfImprint *imprint, char **notes, GError **error);

/* Whether that would be possible, without touching the image. */
gboolean rf_imprint_check (GimpImage *image, const RfImprint *imprint, GError **error);

#endif
