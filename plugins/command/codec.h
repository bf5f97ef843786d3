/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Picture files by rows: what the command reads and writes without loading a picture as a whole. Errors say what is wrong
 * and what to do, without the file's name. */
#ifndef RF_CODEC_H
#define RF_CODEC_H

#include <glib.h>

typedef enum { RF_FILE_JPEG, RF_FILE_PNG, RF_FILE_TIFF, RF_FILE_WEBP, RF_FILE_AVIF, RF_FILE_JXL } RfFileKind;

#define RF_FILE_KINDS 6

typedef enum { RF_SAMPLE_U8, RF_SAMPLE_U16, RF_SAMPLE_FLOAT } RfSample;

typedef enum { RF_MODEL_GRAY, RF_MODEL_RGB, RF_MODEL_CMYK } RfModel; /* CMYK: 0 is no ink */

/* What a JPEG was compressed with, so that the copy is of the same quality. */
typedef struct {
    guint16 tables[4][64];
    gboolean has_table[4];
    int n, table_of[4], h[4], v[4]; /* of the components */
    gboolean is_ycc, is_rgb;
    gboolean has_jfif;
    GPtrArray *segments; /* RfSegment: those that nothing else writes */
} RfJpegTraits;

typedef struct {
    int marker;
    GBytes *bytes;
} RfSegment;

/* Key and text of a PNG, such as "Description". */
typedef struct {
    char *key, *text;
} RfComment;

typedef struct {
    RfFileKind kind;
    int width, height; /* as stored, before the orientation is applied */
    RfSample sample;
    int depth; /* bits of a sample, of which `sample` has room for more, such as 10; 0: all of it */
    RfModel model;
    gboolean has_alpha, is_premultiplied;
    gboolean is_linear; /* proportional to light, where no profile says otherwise */
    GBytes *profile;    /* ICC; NULL: sRGB, unless there is a gamma */
    double gamma;       /* of a PNG without profile that is not sRGB: encoded = light ^ gamma; 0: there is none */
    double white[2], primaries[6];
    double density[2]; /* pixels a unit; 0: unknown */
    int density_unit;  /* 0: only a ratio, 1: inch, 2: centimetre */
    RfJpegTraits jpeg;
    GPtrArray *comments;  /* RfComment */
    int compression;      /* of a TIFF, as libtiff calls it */
    int orientation;      /* where the file says it itself, 1 to 8; 0: EXIF tells */
    gboolean is_lossless; /* of a WebP or JPEG XL */
    int chroma;           /* of an AVIF: resolution of its colours, as libavif calls it */
    int cicp[2];      /* of an AVIF whose `profile` was made from its numbers of primaries and curve, these; else 0 */
    GPtrArray *notes; /* sentences: what is in the file and is left out */
} RfPictureInfo;

typedef struct RfReader RfReader;

/* `shrink` 1: the picture; 2, 4, 8: a JPEG may come reduced by as much at most, which is much quicker. */
RfReader *rf_reader_open (const char *path, int shrink, GError **error);
RfReader *rf_reader_open_bytes (GBytes *bytes, GError **error); /* of a file in memory */
const RfPictureInfo *rf_reader_info (const RfReader *reader);
gboolean rf_reader_read (RfReader *reader, void *rows, int n, GError **error); /* the next n rows, packed */
/* To be called after the last row: FALSE where the file turns out to be damaged. */
gboolean rf_reader_finish (RfReader *reader, GError **error);
void rf_reader_free (RfReader *reader); /* NULL is fine */

gsize rf_picture_pixel_bytes (const RfPictureInfo *info);

/* RGB, or RGBA. */
typedef struct {
    RfFileKind kind;
    int width, height;
    RfSample sample;
    gboolean has_alpha;
    GBytes *profile;       /* NULL: none */
    int quality;           /* [1, 100]; 0: the source's own, else the kind's. 100 loses nothing but in a JPEG */
    gboolean is_grey;      /* a JPEG of one channel: rows are grey, not RGB */
    gboolean without_tags; /* leaves out the EXIF and XMP of a JPEG's segments */
    gboolean keeps_gain;   /* keeps a JPEG's segments that speak of an HDR gain map */
    GBytes *exif, *xmp;    /* for kinds that take packets; NULL: none */
    GBytes *list;          /* the segment that tells of a JPEG's further pictures; NULL: there are none */
    GPtrArray *header;     /* RfSegment: all that a JPEG has before its picture; NULL: what the members above say */
    const RfPictureInfo *source; /* what else is carried over */
} RfWriterSpec;

typedef struct RfWriter RfWriter;

/* Writes to `file`, an empty one that can be read and sought in too, and stays the caller's. */
RfWriter *rf_writer_new (int file, const RfWriterSpec *spec, GError **error);
gboolean rf_writer_write (RfWriter *writer, const void *rows, int n, GError **error);
gboolean rf_writer_finish (RfWriter *writer, GError **error);
void rf_writer_free (RfWriter *writer); /* NULL is fine */

const char *rf_file_kind_id (RfFileKind kind);          /* "jpeg" */
const char *rf_file_kind_extension (RfFileKind kind);   /* "jpg" */
int rf_file_kind_of_name (const char *path);            /* by the ending; -1: none of ours */
RfSample rf_file_kind_sample (RfFileKind, RfSample of); /* the best that the kind can hold */
gboolean rf_file_kind_takes_quality (RfFileKind kind);
/* TRUE: EXIF and XMP are written with the picture, FALSE: by exiv2 into the finished file. */
gboolean rf_file_kind_takes_packets (RfFileKind kind);
gboolean rf_file_kind_check (RfFileKind kind, GError **error); /* FALSE: it was not built in */

#endif
