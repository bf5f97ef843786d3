/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The fields: a new one is a row here, and a member of RfPhotoData if it says something new. Ids are for ever: formats and
 * scripts name them. */
#include "field.h"

#include "i18n.h"
#include "photo-data-tag.h"

#include <string.h>

#define FROM(member, tag, read) {G_STRUCT_OFFSET (RfPhotoData, member), tag, read}

#define PLAIN(member)                                                                                                  \
    static RF_FORMATTER (format_##member)                                                                              \
    {                                                                                                                  \
        *source = data->member.source;                                                                                 \
        return g_strdup (data->member.value);                                                                          \
    }

PLAIN (city)
PLAIN (country)
PLAIN (artist)
PLAIN (copyright)
PLAIN (title)
PLAIN (caption)
PLAIN (software)

static const RfFieldRow rows[] = {
    {
        {"make", N_ ("Maker"), N_ ("The maker's name as people write it"), "Rangefinder"},
        .format = rf_format_make,
        .sources = {FROM (make, "Exif.Image.Make", rf_read_text), FROM (make, "Xmp.tiff.Make", rf_read_text)},
    },
    {
        {"model", N_ ("Model"), N_ ("The camera or telephone, without its maker's name"), "R35"},
        .format = rf_format_model,
        .sources = {FROM (phone, "Exif.Photo.0x9a00", rf_read_text), FROM (phone, "Exif.Image.0x9a00", rf_read_text),
                    FROM (model, "Exif.Image.Model", rf_read_text), FROM (model, "Xmp.tiff.Model", rf_read_text),
                    FROM (model, "Exif.Image.UniqueCameraModel", rf_read_text)},
    },
    {
        {"body", N_ ("Maker and model"), N_ ("Both, the maker's name not repeated"), "Rangefinder R35"},
        .join = {"make", "model"},
        .between = " ",
    },
    {
        {"lens", N_ ("Lens"), N_ ("Its name, or what it can do; not where it only repeats the camera"),
         "1:1.4/35 ASPH."},
        .format = rf_format_lens,
        .sources = {FROM (lens, "Exif.Photo.LensModel", rf_read_lens),
                    FROM (lens, "Xmp.exifEX.LensModel", rf_read_lens),
                    FROM (lens, "Xmp.aux.Lens", rf_read_lens),
                    FROM (lens, "Exif.Canon.LensModel", rf_read_lens_name),
                    FROM (lens, "Exif.CanonCs.LensType", rf_read_maker_lens),
                    FROM (lens, "Exif.Canon.LensModel", rf_read_lens),
                    FROM (lens, "Exif.NikonLd4.LensIDNumber", rf_read_maker_lens),
                    FROM (lens, "Exif.NikonLd3.LensIDNumber", rf_read_maker_lens),
                    FROM (lens, "Exif.NikonLd2.LensIDNumber", rf_read_maker_lens),
                    FROM (lens, "Exif.NikonLd1.LensIDNumber", rf_read_maker_lens),
                    FROM (lens, "Exif.Pentax.LensType", rf_read_maker_lens),
                    FROM (lens, "Exif.PentaxDng.LensType", rf_read_maker_lens),
                    FROM (lens, "Exif.Sony1.LensID", rf_read_maker_lens),
                    FROM (lens, "Exif.Sony2.LensID", rf_read_maker_lens),
                    FROM (lens, "Exif.SonyMinolta.LensID", rf_read_maker_lens),
                    FROM (lens, "Exif.Minolta.LensID", rf_read_maker_lens),
                    FROM (lens, "Exif.OlympusEq.LensType", rf_read_maker_lens),
                    FROM (lens, "Exif.Panasonic.LensType", rf_read_lens),
                    FROM (lens, "Exif.Samsung2.LensType", rf_read_maker_lens),
                    FROM (lens, "Exif.Photo.LensSpecification", rf_read_lens_specification),
                    FROM (lens, "Exif.Image.LensInfo", rf_read_lens_specification),
                    FROM (lens, "Xmp.exifEX.LensSpecification", rf_read_lens_specification),
                    FROM (lens, "Xmp.aux.LensInfo", rf_read_lens_specification),
                    FROM (lens, "Exif.Nikon3.Lens", rf_read_lens_specification)},
    },
    {
        {"focal", N_ ("Focal length"), N_ ("As on 24 × 36 mm, or the real one, or both"), "35mm"},
        .format = rf_format_focal,
        .sources = {FROM (focal35_mm, "Exif.Photo.FocalLengthIn35mmFilm", rf_read_focal35),
                    FROM (focal35_mm, "Xmp.exif.FocalLengthIn35mmFilm", rf_read_focal35),
                    FROM (focal_mm, "Exif.Photo.FocalLength", rf_read_positive),
                    FROM (focal_mm, "Exif.Image.FocalLength", rf_read_positive),
                    FROM (focal_mm, "Xmp.exif.FocalLength", rf_read_positive),
                    FROM (crop, "Exif.OlympusEq.FocalPlaneDiagonal", rf_read_crop_diagonal),
                    FROM (crop, "Exif.Olympus2.FocalPlaneDiagonal", rf_read_crop_diagonal),
                    FROM (crop, "Exif.Olympus.FocalPlaneDiagonal", rf_read_crop_diagonal),
                    FROM (crop, "Exif.Photo.FocalPlaneXResolution", rf_read_crop)},
    },
    {
        {"aperture", N_ ("Aperture"), N_ ("The f-number; not of lenses that do not tell it"), "f/1.4"},
        .format = rf_format_aperture,
        .sources = {FROM (f_number, "Exif.Photo.FNumber", rf_read_f_number),
                    FROM (f_number, "Exif.Image.FNumber", rf_read_f_number),
                    FROM (f_number, "Xmp.exif.FNumber", rf_read_f_number),
                    FROM (f_number, "Exif.Photo.ApertureValue", rf_read_f_number_apex),
                    FROM (f_number, "Exif.Image.ApertureValue", rf_read_f_number_apex),
                    FROM (f_number, "Xmp.exif.ApertureValue", rf_read_f_number_apex)},
    },
    {
        {"exposure", N_ ("Exposure time"), N_ ("In seconds, as shutters are marked"), "1/250s"},
        .format = rf_format_exposure,
        .sources = {FROM (exposure_s, "Exif.Photo.ExposureTime", rf_read_positive),
                    FROM (exposure_s, "Exif.Image.ExposureTime", rf_read_positive),
                    FROM (exposure_s, "Xmp.exif.ExposureTime", rf_read_positive),
                    FROM (exposure_s, "Exif.Photo.ShutterSpeedValue", rf_read_exposure_apex),
                    FROM (exposure_s, "Exif.Image.ShutterSpeedValue", rf_read_exposure_apex),
                    FROM (exposure_s, "Xmp.exif.ShutterSpeedValue", rf_read_exposure_apex)},
    },
    {
        {"iso", N_ ("Sensitivity"), N_ ("ISO speed"), "ISO200"},
        .format = rf_format_iso,
        .sources = {FROM (iso, "Exif.Photo.ISOSpeedRatings", rf_read_iso),
                    FROM (iso, "Exif.Image.ISOSpeedRatings", rf_read_iso),
                    FROM (iso, "Exif.Photo.StandardOutputSensitivity", rf_read_iso),
                    FROM (iso, "Exif.Photo.RecommendedExposureIndex", rf_read_iso),
                    FROM (iso, "Exif.Photo.ISOSpeed", rf_read_iso),
                    FROM (iso, "Xmp.exifEX.PhotographicSensitivity", rf_read_iso),
                    FROM (iso, "Xmp.exif.ISOSpeedRatings", rf_read_iso),
                    FROM (iso, "Xmp.exifEX.StandardOutputSensitivity", rf_read_iso),
                    FROM (iso, "Xmp.exifEX.RecommendedExposureIndex", rf_read_iso),
                    FROM (iso, "Xmp.exifEX.ISOSpeed", rf_read_iso)},
    },
    {
        {"bias", N_ ("Exposure compensation"), N_ ("In stops, where there was any"), "+0.7EV"},
        .format = rf_format_bias,
        .sources = {FROM (bias_ev, "Exif.Photo.ExposureBiasValue", rf_read_signed),
                    FROM (bias_ev, "Exif.Image.ExposureBiasValue", rf_read_signed),
                    FROM (bias_ev, "Xmp.exif.ExposureBiasValue", rf_read_signed)},
    },
    {
        {"date", N_ ("Date"), N_ ("When the photograph was taken; takes a pattern, such as %Y.%m.%d  %H:%M:%S"),
         "2022.07.04"},
        .format = rf_format_date,
        .sources = {FROM (taken, "Exif.Photo.DateTimeOriginal", rf_read_time),
                    FROM (taken, "Exif.Image.DateTimeOriginal", rf_read_time),
                    FROM (taken, "Xmp.exif.DateTimeOriginal", rf_read_time),
                    FROM (taken, "Exif.Photo.DateTimeDigitized", rf_read_time),
                    FROM (taken, "Xmp.exif.DateTimeDigitized", rf_read_time),
                    FROM (taken, "Xmp.photoshop.DateCreated", rf_read_time),
                    FROM (taken, "Iptc.Application2.DateCreated", rf_read_time),
                    FROM (taken, "Xmp.xmp.CreateDate", rf_read_time),
                    FROM (taken, "Iptc.Application2.DigitizationDate", rf_read_time),
                    FROM (taken, "Exif.Image.DateTime", rf_read_time), FROM (taken, "Xmp.tiff.DateTime", rf_read_time)},
    },
    {
        {"time", N_ ("Time"), N_ ("The time of that day; takes a pattern, such as %H:%M"), "12:17:10"},
        .format = rf_format_time,
    },
    {
        {"gps", N_ ("Coordinates"), N_ ("Latitude and longitude; rounded or left out where the user wants it"),
         "33°35'16\"N  7°36'50\"W"},
        .personal = TRUE,
        .format = rf_format_gps,
        .sources = {FROM (latitude_deg, "Exif.GPSInfo.GPSLatitude", rf_read_latitude),
                    FROM (latitude_deg, "Xmp.exif.GPSLatitude", rf_read_latitude),
                    FROM (longitude_deg, "Exif.GPSInfo.GPSLongitude", rf_read_longitude),
                    FROM (longitude_deg, "Xmp.exif.GPSLongitude", rf_read_longitude)},
    },
    {
        {"altitude", N_ ("Altitude"), N_ ("Height above the sea"), "27m"},
        .personal = TRUE,
        .format = rf_format_altitude,
        .sources = {FROM (altitude_m, "Exif.GPSInfo.GPSAltitude", rf_read_altitude),
                    FROM (altitude_m, "Xmp.exif.GPSAltitude", rf_read_altitude)},
    },
    {
        {"city", N_ ("City"), N_ ("As the photograph's data name it"), "Casablanca"},
        .personal = TRUE,
        .format = format_city,
        .sources = {FROM (city, "Xmp.photoshop.City", rf_read_text),
                    FROM (city, "Iptc.Application2.City", rf_read_text),
                    FROM (city, "Xmp.iptcExt.LocationCreated[1]/Iptc4xmpExt:City", rf_read_alternative)},
    },
    {
        {"country", N_ ("Country"), N_ ("As the photograph's data name it"), "Morocco"},
        .personal = TRUE,
        .format = format_country,
        .sources = {FROM (country, "Xmp.photoshop.Country", rf_read_text),
                    FROM (country, "Iptc.Application2.CountryName", rf_read_text),
                    FROM (country, "Xmp.iptcExt.LocationCreated[1]/Iptc4xmpExt:CountryName", rf_read_alternative)},
    },
    {
        {"place", N_ ("City and country"), N_ ("Both, as the photograph's data name them"), "Casablanca, Morocco"},
        .personal = TRUE,
        .join = {"city", "country"},
        .between = ", ",
    },
    {
        {"artist", N_ ("Author"), N_ ("Who took the photograph"), "Anna Muster"},
        .personal = TRUE,
        .format = format_artist,
        .sources = {FROM (artist, "Exif.Image.Artist", rf_read_text),
                    FROM (artist, "Exif.Image.XPAuthor", rf_read_interpreted),
                    FROM (artist, "Exif.Photo.CameraOwnerName", rf_read_text),
                    FROM (artist, "Xmp.dc.creator", rf_read_texts), FROM (artist, "Xmp.tiff.Artist", rf_read_text),
                    FROM (artist, "Iptc.Application2.Byline", rf_read_texts)},
    },
    {
        {"copyright", N_ ("Copyright"), N_ ("Whose the photograph is"), "© 2022 Anna Muster"},
        .personal = TRUE,
        .format = format_copyright,
        .sources = {FROM (copyright, "Exif.Image.Copyright", rf_read_copyright),
                    FROM (copyright, "Xmp.dc.rights", rf_read_alternative),
                    FROM (copyright, "Xmp.tiff.Copyright", rf_read_alternative),
                    FROM (copyright, "Iptc.Application2.Copyright", rf_read_text)},
    },
    {
        {"title", N_ ("Title"), N_ ("The photograph's title"), "Behind the lighthouse"},
        .personal = TRUE,
        .format = format_title,
        .sources = {FROM (title, "Exif.Image.XPTitle", rf_read_interpreted),
                    FROM (title, "Xmp.dc.title", rf_read_alternative),
                    FROM (title, "Iptc.Application2.ObjectName", rf_read_text),
                    FROM (title, "Xmp.photoshop.Headline", rf_read_text),
                    FROM (title, "Iptc.Application2.Headline", rf_read_text)},
    },
    {
        {"caption", N_ ("Caption"), N_ ("What the photograph shows, in words"), "Children play football on the beach"},
        .personal = TRUE,
        .format = format_caption,
        .sources = {FROM (caption, "Exif.Image.ImageDescription", rf_read_caption),
                    FROM (caption, "Exif.Photo.UserComment", rf_read_caption),
                    FROM (caption, "Exif.Image.XPComment", rf_read_interpreted),
                    FROM (caption, "Xmp.dc.description", rf_read_alternative),
                    FROM (caption, "Xmp.exif.UserComment", rf_read_alternative),
                    FROM (caption, "Iptc.Application2.Caption", rf_read_text)},
    },
    {
        {"software", N_ ("Software"), N_ ("The program or firmware that wrote the file"), "darktable 5.0"},
        .format = format_software,
        .sources = {FROM (software, "Exif.Image.Software", rf_read_text),
                    FROM (software, "Xmp.xmp.CreatorTool", rf_read_text),
                    FROM (software, "Exif.Image.ProcessingSoftware", rf_read_text)},
    },
    {
        {"rating", N_ ("Rating"), N_ ("As many stars as the photograph was given"), "★★★★"},
        .format = rf_format_rating,
        .sources = {FROM (rating, "Xmp.xmp.Rating", rf_read_rating),
                    FROM (rating, "Exif.Image.Rating", rf_read_rating)},
    },
};

const RfFieldRow *
rf_field_rows (size_t *n)
{
    *n = G_N_ELEMENTS (rows);
    return rows;
}

int
rf_field_index (const char *id)
{
    for (gsize i = 0; id && i < G_N_ELEMENTS (rows); i++)
        if (strcmp (rows[i].field.id, id) == 0)
            return (int)i;
    return -1;
}

RfPhotoData *
rf_field_sample_data (void)
{
    RfPhotoData *data = rf_photo_data_new ();

    data->make.value = g_strdup ("Rangefinder");
    data->model.value = g_strdup ("R35");
    data->lens.value = g_strdup ("1:1.4/35 ASPH.");
    data->focal_mm.value = data->focal35_mm.value = 35;
    data->f_number.value = 1.4;
    data->exposure_s.value = 1 / 250.0;
    data->iso.value = 200;
    data->bias_ev.value = 0.7;
    rf_moment_parse ("2022:07:04 12:17:10", &data->taken.value);
    data->latitude_deg.value = 33 + 35 / 60.0 + 16 / 3600.0;
    data->longitude_deg.value = -(7 + 36 / 60.0 + 50 / 3600.0);
    data->altitude_m.value = 27;
    data->city.value = g_strdup ("Casablanca");
    data->country.value = g_strdup ("Morocco");
    data->artist.value = g_strdup ("Anna Muster");
    data->copyright.value = g_strdup ("© 2022 Anna Muster");
    data->title.value = g_strdup ("Behind the lighthouse");
    data->caption.value = g_strdup ("Children play football on the beach");
    data->software.value = g_strdup ("darktable 5.0");
    data->rating.value = 4;
    return data;
}

const RfField *
rf_fields (size_t *n)
{
    static RfField fields[G_N_ELEMENTS (rows)];
    static gsize filled;

    if (g_once_init_enter (&filled)) {
        for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
            fields[i] = (RfField){rows[i].field.id, _ (rows[i].field.title), _ (rows[i].field.description),
                                  rows[i].field.sample};
        g_once_init_leave (&filled, 1);
    }
    *n = G_N_ELEMENTS (rows);
    return fields;
}

const char *
rf_field_sources (const char *field)
{
    static char *sources[G_N_ELEMENTS (rows)];
    static gsize filled;
    int index = rf_field_index (field);

    if (g_once_init_enter (&filled)) {
        for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
            GString *tags = g_string_new (NULL);
            for (const RfSource *source = rows[i].sources; source->tag; source++)
                g_string_append_printf (tags, "%s%s", tags->len ? " " : "", source->tag);
            sources[i] = g_string_free (tags, FALSE);
        }
        g_once_init_leave (&filled, 1);
    }
    return index < 0 ? "" : sources[index];
}
