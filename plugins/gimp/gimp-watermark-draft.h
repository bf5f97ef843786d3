/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The watermark as the dialog has it now: the photograph, the arguments, and what comes of them.
 */
#ifndef RF_GIMP_WATERMARK_DRAFT_H
#define RF_GIMP_WATERMARK_DRAFT_H

#include "gimp-proxy-load.h"
#include "gimp-watermark-apply.h"
#include "gimp-watermark-render.h"

typedef struct {
    GimpProcedureConfig *config;
    RfProxyLoad *load;
    void (*changed) (gpointer data);
    gpointer data;
    RfReduced photo;
    char *trouble;      /* a sentence, why there is no photograph; or NULL */
    RfCaption *own;     /* what the photograph says, as the arguments have dates and places written */
    RfCaption *caption; /* with the user's texts */
    RfCaption *sample;  /* for thumbnails of a photograph that says nothing */

    /* Of the last rf_draft_update. */
    const RfFormat *format; /* never NULL */
    RfImprint imprint;
    GPtrArray *texts; /* that the imprint points to */
    char *problem;    /* a sentence, why there can be no such watermark; or NULL */

    /* Of the last rf_draft_check. */
    char *notes;       /* sentences, one a line, about what has no room; or NULL */
    int width, height; /* pixels of the whole picture with its watermark */

    double scale; /* of the last rf_draft_render, where the next begins to look */
} RfDraft;

/* NULL with an error for an image that cannot have a watermark. The photograph comes while the main loop runs, and `changed`
 * is called then: all that shows it has to be drawn again. Free with rf_draft_free. */
RfDraft *rf_draft_new (GimpImage *image, GimpProcedureConfig *config, void (*changed) (gpointer data), gpointer data,
                       GError **error);
void rf_draft_free (RfDraft *draft);

/* Reads the arguments. */
void rf_draft_update (RfDraft *draft);

/* Plans the watermark in its true size: what has no room, how large the picture becomes. */
void rf_draft_check (RfDraft *draft);

/* A picture that fits into so many pixels. Where there can be no such watermark, `problem` says why, and the picture has the
 * disc in place of a logo that cannot be read, or is the photograph alone. Free with cairo_surface_destroy. */
cairo_surface_t *rf_draft_render (RfDraft *draft, int width, int height);

/* The same with another format, for thumbnails; without a word about problems. Where the photograph says nothing that the
 * format shows, it has samples, so that one sees what it is like. */
cairo_surface_t *rf_draft_render_format (RfDraft *draft, const RfFormat *format, int width, int height);

#endif
