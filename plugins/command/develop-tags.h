/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A photograph's EXIF, XMP and IPTC, from the file that is read to the file that is written. */
#ifndef RF_DEVELOP_TAGS_H
#define RF_DEVELOP_TAGS_H

#include "codec.h"

#include <rangefinder.h>

/* To be called once, before there are threads. */
void rf_photo_tags_init (void);

typedef struct RfPhotoTags RfPhotoTags;

/* Never fails: what cannot be read is told in `notes` and left out. */
RfPhotoTags *rf_photo_tags_read (const char *path, GPtrArray *notes);
gboolean rf_photo_tags_are_readable (const RfPhotoTags *tags);
void rf_photo_tags_free (RfPhotoTags *tags); /* NULL is fine */
RfCaption *rf_photo_tags_caption (const RfPhotoTags *tags);

/* What the developed file is, and has of what its metadata speak of. */
typedef struct {
    int width, height;     /* pixels, which are upright */
    double scale;          /* of the photograph, by --resize; 1: none */
    gsize gain_map_length; /* bytes of the HDR gain map; 0: it has none */
    gboolean has_film;     /* of a motion photo */
    gboolean was_raw;      /* undeveloped */
    const char *key;       /* tells what it was made from */
} RfTagChanges;

/* Puts them into a finished file, changed as it has to be. */
gboolean rf_photo_tags_write (RfPhotoTags *tags, const char *path, RfFileKind kind, const RfTagChanges *changes,
                              GPtrArray *notes, GError **error);

/* For kinds that take packets: the same as bytes, in a file that does not exist yet. NULL: there is nothing to be said. What was
 * read is spent by it. */
void rf_photo_tags_packets (RfPhotoTags *tags, const RfTagChanges *changes, GPtrArray *notes, GBytes **exif,
                            GBytes **xmp);

/* The key that was put into a file; NULL: it has none. Free with g_free. */
char *rf_photo_tags_key (const char *path);

#endif
