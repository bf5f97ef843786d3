/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Between codec.c and the codecs: each is two rows of functions. */
#ifndef RF_CODEC_OWN_H
#define RF_CODEC_OWN_H

#include "codec.h"

#include <stdio.h>

struct RfReader {
    RfPictureInfo info;
    FILE *file;
    gboolean (*read) (RfReader *reader, void *rows, int n, GError **error);
    gboolean (*finish) (RfReader *reader, GError **error);
    void (*close) (RfReader *reader);
    void *codec;
};

struct RfWriter {
    RfWriterSpec spec;
    FILE *file;
    gboolean (*write) (RfWriter *writer, const void *rows, int n, GError **error);
    gboolean (*finish) (RfWriter *writer, GError **error);
    void (*close) (RfWriter *writer);
    void *codec;
};

/* They fill a reader or a writer whose file is open; close is called even if they fail once `codec` is set. */
gboolean rf_jpeg_open (RfReader *reader, int shrink, GError **error);
gboolean rf_png_open (RfReader *reader, GError **error);
gboolean rf_tiff_open (RfReader *reader, GError **error);
gboolean rf_jpeg_create (RfWriter *writer, GError **error);
gboolean rf_png_create (RfWriter *writer, GError **error);
gboolean rf_tiff_create (RfWriter *writer, GError **error);

gboolean rf_codec_fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3); /* FALSE */
gboolean rf_codec_fail_write (GError **error, int failure, const char *said); /* FALSE; `failure`: errno or 0 */

void rf_picture_note (RfPictureInfo *info, char *note); /* takes it */
void rf_picture_add_segment (RfPictureInfo *info, int marker, const void *data, gsize length);
void rf_picture_add_comment (RfPictureInfo *info, const char *key, const char *text);

#endif
