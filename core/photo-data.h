/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * What a photograph's metadata say, as plain values. Which tags they come from stands in the table of fields, field.c. */
#ifndef RF_PHOTO_DATA_H
#define RF_PHOTO_DATA_H

#include "moment.h"
#include "rangefinder.h"

/* Each value begins with the tag it came from, a static text; NULL: the photograph does not say. */
typedef struct {
    const char *source;
    double value; /* NAN without a source */
} RfNumber;

typedef struct {
    const char *source;
    char *value; /* valid UTF-8, one line, not empty; NULL without a source */
} RfText;

typedef struct {
    const char *source;
    RfMoment value;
} RfTime;

typedef struct {
    RfText make, model; /* as the camera spells them */
    RfText phone;       /* the name a telephone is sold under */
    RfText lens;
    RfNumber exposure_s;
    RfNumber f_number;
    RfNumber iso;
    RfNumber bias_ev;
    RfNumber focal_mm;
    RfNumber focal35_mm; /* as on 24 x 36 mm, as the camera says */
    RfNumber crop;       /* diagonal of 24 x 36 mm by the sensor's */
    RfTime taken;
    RfNumber latitude_deg, longitude_deg; /* north and east are positive; there are both or none */
    RfNumber altitude_m;
    RfText city, country;
    RfText artist, copyright, title, caption;
    RfText software;
    RfNumber rating; /* [1, 5] stars */
    int orientation; /* Exif, [1, 8] */
} RfPhotoData;

/* A reader takes one tag's value into a fact of RfPhotoData (RfNumber, RfText, RfTime), except its source. FALSE: the tag is
 * not there, or says nothing that can be used. */
typedef gboolean (*RfReader) (struct _GExiv2Metadata *metadata, const char *tag, void *fact);

RfPhotoData *rf_photo_data_new (void); /* nothing is known */
RfPhotoData *rf_photo_data_read (struct _GExiv2Metadata *metadata);
void rf_photo_data_free (RfPhotoData *data);

#endif
