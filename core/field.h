/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The table of fields: what they are, which tags they come from, how they are spelt. */
#ifndef RF_FIELD_H
#define RF_FIELD_H

#include "photo-data.h"

/* One tag, and where its value goes. */
typedef struct {
    size_t fact; /* offset in RfPhotoData */
    const char *tag;
    RfReader read;
} RfSource;

#define RF_MAX_SOURCES 28

typedef struct {
    RfField field;
    gboolean personal; /* left out of anonymous captions */

    /* The text, NULL if there is none, and the tag that decided it. NULL in fields that join others. */
    char *(*format) (const RfPhotoData *data, const RfCaptionStyle *style, const char *pattern, const char **source);
    const char *join[2]; /* ids of the fields whose texts this one is made of */
    const char *between; /* what stands between these */

    RfSource sources[RF_MAX_SOURCES]; /* of one fact the first that says something counts; ends in a tag that is NULL */
} RfFieldRow;

const RfFieldRow *rf_field_rows (size_t *n);
int rf_field_index (const char *id); /* -1: there is no such field */

/* What the samples are the texts of. */
RfPhotoData *rf_field_sample_data (void);

/* ---- Formatters --------------------------------------------------------------------------------------------------- */

#define RF_FORMATTER(name)                                                                                             \
    char *name (const RfPhotoData *data, const RfCaptionStyle *style, const char *pattern, const char **source)

RF_FORMATTER (rf_format_make);
RF_FORMATTER (rf_format_model);
RF_FORMATTER (rf_format_lens);
RF_FORMATTER (rf_format_exposure);
RF_FORMATTER (rf_format_aperture);
RF_FORMATTER (rf_format_iso);
RF_FORMATTER (rf_format_bias);
RF_FORMATTER (rf_format_focal);
RF_FORMATTER (rf_format_date);
RF_FORMATTER (rf_format_time);
RF_FORMATTER (rf_format_gps);
RF_FORMATTER (rf_format_altitude);
RF_FORMATTER (rf_format_rating);

/* "f/1.8", NULL if that is no f-number of a lens. */
char *rf_f_number_text (double f_number);

#endif
