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

/* Puts them into a finished file of that size whose pixels are upright, with a key that tells what it was made from. */
gboolean rf_photo_tags_write (RfPhotoTags *tags, const char *path, RfFileKind kind, int width, int height,
                              const char *key, GPtrArray *notes, GError **error);

/* The key that was put into a file; NULL: it has none. Free with g_free. */
char *rf_photo_tags_key (const char *path);

#endif
