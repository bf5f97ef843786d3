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
    int shrink;
    guint8 *picture; /* of a codec that takes it as a whole */
    int next;        /* row of that */
    gboolean (*read) (RfReader *reader, void *rows, int n, GError **error);
    gboolean (*finish) (RfReader *reader, GError **error);
    void (*close) (RfReader *reader);
    void *codec;
};

struct RfWriter {
    RfWriterSpec spec;
    FILE *file;
    guint8 *picture; /* of a codec that takes it as a whole */
    int next;        /* row of that */
    gboolean (*write) (RfWriter *writer, const void *rows, int n, GError **error);
    gboolean (*finish) (RfWriter *writer, GError **error);
    void (*close) (RfWriter *writer);
    void *codec;
};

/* They fill a reader or a writer whose file is open; close, if it is set, is called even if they fail. */
gboolean rf_jpeg_open (RfReader *reader, GError **error);
gboolean rf_png_open (RfReader *reader, GError **error);
gboolean rf_tiff_open (RfReader *reader, GError **error);
gboolean rf_webp_open (RfReader *reader, GError **error);
gboolean rf_avif_open (RfReader *reader, GError **error);
gboolean rf_jxl_open (RfReader *reader, GError **error);
gboolean rf_jpeg_create (RfWriter *writer, GError **error);
gboolean rf_png_create (RfWriter *writer, GError **error);
gboolean rf_tiff_create (RfWriter *writer, GError **error);
gboolean rf_webp_create (RfWriter *writer, GError **error);
gboolean rf_avif_create (RfWriter *writer, GError **error);
gboolean rf_jxl_create (RfWriter *writer, GError **error);

/* A kind of files. */
typedef struct {
    const char *id, *name;
    const char *extensions[4]; /* the first is the one that is written */
    RfSample best;             /* that it can hold */
    gboolean takes_quality, takes_packets;
    gboolean (*is) (const guint8 *head, gsize length);
    gboolean (*open) (RfReader *reader, GError **error); /* NULL: it was not built in */
    gboolean (*create) (RfWriter *writer, GError **error);
} RfCodec;

const RfCodec *rf_codec_of (RfFileKind kind);
const RfCodec *rf_codec_find (const guint8 *head, gsize length, GError **error); /* by a file's first bytes */

/* For codecs that take a picture as a whole: the file's bytes, and room for its pixels, which are given as rows or filled by
 * rows from then on. `info` or `spec` has to be complete. */
GBytes *rf_reader_load (RfReader *reader, GError **error);
gboolean rf_reader_hold (RfReader *reader, GError **error);
gboolean rf_writer_hold (RfWriter *writer, GError **error);
gboolean rf_writer_put (RfWriter *writer, const void *data, gsize length, GError **error);
gsize rf_writer_row_bytes (const RfWriterSpec *spec);
gboolean rf_writer_is_lossless (const RfWriterSpec *spec); /* because that was asked for, or the source is */

gboolean rf_codec_fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3); /* FALSE */
gboolean rf_codec_fail_write (GError **error, int failure, const char *said); /* FALSE; `failure`: errno or 0 */

void rf_picture_note (RfPictureInfo *info, char *note); /* takes it */
GPtrArray *rf_jpeg_segments_new (void);
void rf_jpeg_segments_add (GPtrArray *segments, int marker, const void *data, gsize length);
void rf_picture_add_comment (RfPictureInfo *info, const char *key, const char *text);

#endif
