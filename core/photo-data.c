/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Reading all facts of a photograph by the table of fields. */
#include "photo-data.h"

#include "field.h"
#include "names.h"
#include "photo-data-tag.h"

#include <math.h>

typedef enum { KIND_NUMBER, KIND_TEXT, KIND_TIME } Kind;

#define FACT(kind, member) {kind, G_STRUCT_OFFSET (RfPhotoData, member)}

static const struct {
    Kind kind;
    size_t offset;
} facts[] = {
    FACT (KIND_TEXT, make),           FACT (KIND_TEXT, model),           FACT (KIND_TEXT, phone),
    FACT (KIND_TEXT, lens),           FACT (KIND_NUMBER, exposure_s),    FACT (KIND_NUMBER, f_number),
    FACT (KIND_NUMBER, iso),          FACT (KIND_NUMBER, bias_ev),       FACT (KIND_NUMBER, focal_mm),
    FACT (KIND_NUMBER, focal35_mm),   FACT (KIND_NUMBER, crop),          FACT (KIND_TIME, taken),
    FACT (KIND_NUMBER, latitude_deg), FACT (KIND_NUMBER, longitude_deg), FACT (KIND_NUMBER, altitude_m),
    FACT (KIND_TEXT, city),           FACT (KIND_TEXT, country),         FACT (KIND_TEXT, artist),
    FACT (KIND_TEXT, copyright),      FACT (KIND_TEXT, title),           FACT (KIND_TEXT, caption),
    FACT (KIND_TEXT, software),       FACT (KIND_NUMBER, rating),
};

RfPhotoData *
rf_photo_data_new (void)
{
    RfPhotoData *data = g_new0 (RfPhotoData, 1);

    for (gsize i = 0; i < G_N_ELEMENTS (facts); i++) {
        if (facts[i].kind == KIND_NUMBER)
            G_STRUCT_MEMBER (RfNumber, data, facts[i].offset).value = NAN;
        else if (facts[i].kind == KIND_TIME)
            G_STRUCT_MEMBER (RfTime, data, facts[i].offset).value = (RfMoment)RF_MOMENT_UNKNOWN;
    }
    data->orientation = 1;
    return data;
}

void
rf_photo_data_free (RfPhotoData *data)
{
    if (!data)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
        if (facts[i].kind == KIND_TEXT)
            g_free (G_STRUCT_MEMBER (RfText, data, facts[i].offset).value);
    g_free (data);
}

static int
read_orientation (struct _GExiv2Metadata *metadata)
{
    static const char *const tags[] = {"Exif.Image.Orientation", "Xmp.tiff.Orientation"};

    for (gsize i = 0; i < G_N_ELEMENTS (tags); i++) {
        double number = rf_tag_number (metadata, tags[i]);
        if (number >= 1 && number <= 8 && number == floor (number))
            return (int)number;
    }
    return 1;
}

/* Cameras and programs write words into fields that nobody filled. */
static gboolean
is_filler (const RfFieldRow *row, size_t offset, const void *fact)
{
    const RfText *text = fact;

    for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
        if (facts[i].offset == offset && facts[i].kind == KIND_TEXT)
            return rf_names_is_filler (row->field.id, text->value);
    return FALSE;
}

RfPhotoData *
rf_photo_data_read (struct _GExiv2Metadata *metadata)
{
    RfPhotoData *data = rf_photo_data_new ();
    size_t n;
    const RfFieldRow *rows = rf_field_rows (&n);

    for (size_t i = 0; i < n; i++)
        for (const RfSource *source = rows[i].sources; source->tag; source++) {
            /* All kinds of facts begin with their source. */
            void *fact = (char *)data + source->fact;
            const char **known = fact;
            if (*known || !source->read (metadata, source->tag, fact))
                continue;
            if (is_filler (&rows[i], source->fact, fact))
                g_clear_pointer (&((RfText *)fact)->value, g_free);
            else
                *known = source->tag;
        }
    /* Half a place is none. */
    if (!data->latitude_deg.source || !data->longitude_deg.source) {
        data->latitude_deg = (RfNumber){NULL, NAN};
        data->longitude_deg = (RfNumber){NULL, NAN};
    }
    data->orientation = read_orientation (metadata);
    return data;
}
