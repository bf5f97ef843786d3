/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The photograph in an image: what it says, where it is and how it lies.
 */
#ifndef RF_GIMP_WATERMARK_SUBJECT_H
#define RF_GIMP_WATERMARK_SUBJECT_H

#include "gimp-proxy-load.h"

#define RF_PHOTO_SIDE 512 /* of a copy for formats that take colours or their ground from the photograph */

typedef struct {
    RfCaption *caption;  /* as the metadata has it */
    GList *groups;       /* watermarks that are there already */
    gboolean turn;       /* it lies on its side, as its metadata says */
    GeglRectangle photo; /* on the canvas as it is, or will be once it is upright */
} RfSubject;

/* FALSE with an error for an image that cannot have a watermark. The image is left as it is. */
gboolean rf_subject_init (RfSubject *subject, GimpImage *image, GError **error);
void rf_subject_clear (RfSubject *subject);

/* What asks for a reduced copy of it: what is seen of the photograph, without watermarks, upright. */
RfProxyRequest rf_subject_request (const RfSubject *subject, GimpImage *image, int longest_px);

#endif
