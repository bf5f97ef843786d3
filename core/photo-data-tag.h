/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Single tags, and the readers that the table of fields is made of. */
#ifndef RF_PHOTO_DATA_TAG_H
#define RF_PHOTO_DATA_TAG_H

#include "photo-data.h"

/* A text in whatever encoding as one line of UTF-8 without control characters, runs of blanks and what the cameras of all
 * makers fill empty texts with; NULL if nothing is left. `length` -1: up to the first NUL. Free with g_free. */
char *rf_text_clean (const char *bytes, gssize length);

/* The value as the metadata spell it: "1/250", "24/1 70/1". NULL: the tag is not there. Free with g_free. */
char *rf_tag_string (struct _GExiv2Metadata *metadata, const char *tag);

/* Reads up to `n` numbers separated by blanks or commas, fractions too, and returns how many there are. One that is none, or
 * divided by 0, is NAN. */
int rf_tag_numbers (struct _GExiv2Metadata *metadata, const char *tag, double *numbers, int n);

/* The first of them. */
double rf_tag_number (struct _GExiv2Metadata *metadata, const char *tag);

/* ---- Readers: names tell the fact they read into ------------------------------------------------------------------- */

gboolean rf_read_text (struct _GExiv2Metadata *metadata, const char *tag, void *text);
gboolean rf_read_texts (struct _GExiv2Metadata *metadata, const char *tag, void *text);       /* several: "A, B" */
gboolean rf_read_alternative (struct _GExiv2Metadata *metadata, const char *tag, void *text); /* of several languages */
gboolean rf_read_interpreted (struct _GExiv2Metadata *metadata, const char *tag, void *text); /* decoded by exiv2 */
gboolean rf_read_copyright (struct _GExiv2Metadata *metadata, const char *tag, void *text);   /* photographer, editor */
gboolean rf_read_caption (struct _GExiv2Metadata *metadata, const char *tag, void *text);     /* no program's data */
gboolean rf_read_lens (struct _GExiv2Metadata *metadata, const char *tag, void *text);
gboolean rf_read_lens_name (struct _GExiv2Metadata *metadata, const char *tag, void *text);  /* not if only "18-55mm" */
gboolean rf_read_maker_lens (struct _GExiv2Metadata *metadata, const char *tag, void *text); /* of a MakerNote */
gboolean rf_read_lens_specification (struct _GExiv2Metadata *metadata, const char *tag, void *text);

gboolean rf_read_positive (struct _GExiv2Metadata *metadata, const char *tag, void *number);
gboolean rf_read_signed (struct _GExiv2Metadata *metadata, const char *tag, void *number);
gboolean rf_read_exposure_apex (struct _GExiv2Metadata *metadata, const char *tag, void *number);
gboolean rf_read_f_number (struct _GExiv2Metadata *metadata, const char *tag, void *number);
gboolean rf_read_f_number_apex (struct _GExiv2Metadata *metadata, const char *tag, void *number);
gboolean rf_read_iso (struct _GExiv2Metadata *metadata, const char *tag, void *number);
gboolean rf_read_focal35 (struct _GExiv2Metadata *metadata, const char *tag, void *number);
gboolean rf_read_crop (struct _GExiv2Metadata *metadata, const char *tag,
                       void *number); /* from the sensor's resolution */
gboolean rf_read_crop_diagonal (struct _GExiv2Metadata *metadata, const char *tag, void *number); /* in millimetres */
gboolean rf_read_rating (struct _GExiv2Metadata *metadata, const char *tag, void *number);
gboolean rf_read_latitude (struct _GExiv2Metadata *metadata, const char *tag, void *number);
gboolean rf_read_longitude (struct _GExiv2Metadata *metadata, const char *tag, void *number);
gboolean rf_read_altitude (struct _GExiv2Metadata *metadata, const char *tag, void *number);

gboolean rf_read_time (struct _GExiv2Metadata *metadata, const char *tag, void *time);

#endif
