/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts in all encodings, and what the user wants instead of them. */
#include "fields.h"

#define ARTIST   "Exif.Image.Artist="
#define DESCRIBE "Exif.Image.ImageDescription="

TEST (texts_are_one_line_of_utf_8)
{
    static const Case cases[] = {
        {ARTIST "Anna Muster", "Anna Muster"},
        {ARTIST "  Anna \t Muster\r\n ", "Anna Muster"},
        {ARTIST "Anna\x01\x02Muster", "Anna Muster"},
        {ARTIST "Anna\x7fMuster", "Anna Muster"},
        {ARTIST "Müller", "Müller"},
        {ARTIST "M\xfcller", "Müller"},                             /* Latin-1 */
        {ARTIST "Caf\xe9 \x80 5 \x96 \x93x\x94", "Café € 5 – “x”"}, /* Windows-1252 */
        {ARTIST "\xd5\xc5\xc8\xfd", "张三"},                        /* GB 2312 */
        {ARTIST "Foto \xd5\xc5\xc8\xfd 2022", "Foto 张三 2022"},
        {ARTIST "\x83\x4a\x83\x81\x83\x89", "カメラ"}, /* Shift JIS */
        {ARTIST "張三", "張三"},
        {ARTIST "Ελένη", "Ελένη"},
        {ARTIST "سارة", "سارة"},
        {ARTIST "📷 Anna", "📷 Anna"},
        {ARTIST "\xef\xbb\xbf"
                "Anna",
         "Anna"},
        {ARTIST "Anna\xc2\xa0Muster", "Anna Muster"},
        {ARTIST "Anna\xe2\x80\xa8Muster", "Anna Muster"},
        {ARTIST "Anna\xe3\x80\x80Muster", "Anna Muster"},
        {ARTIST "\xff\xfe", "ÿþ"},
        {ARTIST "\x81\x8d", NULL},
        {ARTIST "unknown", NULL},
        {ARTIST "Picasa", NULL},
        {ARTIST "?", NULL},
        {ARTIST " ", NULL},
    };

    g_autofree char *chinese = g_convert ("\xd5\xc5", -1, "UTF-8", "GB18030", NULL, NULL, NULL);
    g_autofree char *japanese = g_convert ("\x83\x4a", -1, "UTF-8", "CP932", NULL, NULL, NULL);
    if (!chinese || !japanese)
        SKIP ("this system's iconv has no Chinese and Japanese tables");
    RUN ("artist", cases);
}

TEST (exif_counts_more_than_dublin_core_and_that_more_than_iptc)
{
    static const Case artists[] = {
        {ARTIST "Exif\nXmp.dc.creator=XMP\nIptc.Application2.Byline=IPTC", "Exif"},
        {"Xmp.dc.creator=XMP\nIptc.Application2.Byline=IPTC", "XMP"},
        {"Iptc.Application2.Byline=IPTC", "IPTC"},
        {"Xmp.dc.creator=Anna\nXmp.dc.creator=Ben", "Anna, Ben"},
        {"Iptc.Application2.Byline=Anna\nIptc.Application2.Byline=Ben", "Anna, Ben"},
        {"Xmp.tiff.Artist=Anna", "Anna"},
        {"Exif.Photo.CameraOwnerName=Anna", "Anna"},
        {"Iptc.Application2.Byline=M\xfcller", "Müller"},
    };
    static const Case rights[] = {
        {"Exif.Image.Copyright=© Anna\nXmp.dc.rights=© Ben", "© Anna"},
        {"Xmp.dc.rights=lang=\"x-default\" © Ben", "© Ben"},
        {"Iptc.Application2.Copyright=© Cleo", "© Cleo"},
        {"Exif.Image.Copyright= ", NULL},
        {"Exif.Image.Copyright=Copyright", NULL},
    };
    static const Case titles[] = {
        {"Xmp.dc.title=lang=\"x-default\" Sunset", "Sunset"},
        {"Xmp.dc.title=lang=\"de\" Abend\nXmp.dc.title=lang=\"x-default\" Sunset", "Sunset"},
        {"Xmp.dc.title=lang=\"de\" Abend", "Abend"},
        {"Iptc.Application2.ObjectName=Sunset", "Sunset"},
        {"Xmp.photoshop.Headline=Sunset", "Sunset"},
        {"Iptc.Application2.Headline=Sunset", "Sunset"},
        {"Exif.Image.XPTitle=83 0 117 0 110 0 115 0 101 0 116 0 0 0", "Sunset"},
        {"Xmp.dc.title=lang=\"x-default\" untitled", NULL},
    };
    static const Case captions[] = {
        {DESCRIBE "A beach", "A beach"},
        {DESCRIBE "OLYMPUS DIGITAL CAMERA         ", NULL},
        {DESCRIBE "SONY DSC", NULL},
        {DESCRIBE "SONY DSC\nXmp.dc.description=lang=\"x-default\" A beach", "A beach"},
        {DESCRIBE "{\"filter\":0}", NULL},
        {"Exif.Photo.UserComment=charset=Ascii A beach", "A beach"},
        {"Exif.Photo.UserComment=charset=Unicode Am Meer, schön", "Am Meer, schön"},
        {"Exif.Photo.UserComment=charset=\"Unicode\" Am Meer", "Am Meer"},
        {"Exif.Photo.UserComment=charset=Ascii     ", NULL},
        {"Iptc.Application2.Caption=A beach", "A beach"},
        {DESCRIBE "Line one\nIptc.Application2.Caption=A beach", "Line one"},
        {"Iptc.Application2.Caption=Line one\r", "Line one"},
    };

    RUN ("artist", artists);
    RUN ("copyright", rights);
    RUN ("title", titles);
    RUN ("caption", captions);
}

TEST (endless_texts_end)
{
    g_autofree char *words = g_strnfill (70000, 'a');
    g_autofree char *tags = g_strconcat (DESCRIBE, words, NULL);
    RfCaption *caption = caption_of (tags);
    g_autofree char *text = rf_caption_text (caption, "caption", NULL);

    REQUIRE_CMP (g_utf8_strlen (text, -1), ==, 1001L, "%ld", "letters");
    REQUIRE (g_str_has_suffix (text, "a…"), "%s", text + 990);
    rf_caption_free (caption);
}

/* ---- What the user wants --------------------------------------------------------------------------------------- */

static void
require_field (const RfCaption *caption, const char *field, const char *expected, const char *source)
{
    g_autofree char *text = rf_caption_text (caption, field, NULL);

    REQUIRE (g_strcmp0 (text, expected) == 0, "%s: «%s» instead of «%s»", field, text ? text : "nothing",
             expected ? expected : "nothing");
    REQUIRE (g_strcmp0 (rf_caption_source (caption, field), source) == 0, "%s comes from «%s»", field,
             rf_caption_source (caption, field));
}

TEST (the_user_s_texts_count_until_they_are_taken_back)
{
    RfCaption *caption =
        caption_of ("Exif.Image.Make=LEICA CAMERA AG\nExif.Image.Model=LEICA M11\nExif.Photo.LensModel=A lens");

    require_field (caption, "body", "Leica M11", "Exif.Image.Model");
    REQUIRE (rf_caption_set (caption, "model", "M12", NULL), "model");
    require_field (caption, "model", "M12", "user");
    require_field (caption, "body", "Leica M12", "user");
    REQUIRE (rf_caption_set (caption, "make", "", NULL), "make");
    require_field (caption, "make", NULL, NULL);
    require_field (caption, "body", "M12", "user");
    REQUIRE (rf_caption_set (caption, "body",
                             " My\n\x01"
                             "camera ",
                             NULL),
             "body");
    require_field (caption, "body", "My camera", "user");
    REQUIRE (rf_caption_set (caption, "lens", "  ", NULL), "lens");
    require_field (caption, "lens", NULL, NULL);
    for (int i = 0; i < 3; i++)
        REQUIRE (rf_caption_set (caption, ((const char *[]){"make", "model", "body"})[i], NULL, NULL), "back");
    REQUIRE (rf_caption_set (caption, "lens", NULL, NULL), "lens");
    require_field (caption, "body", "Leica M11", "Exif.Image.Model");
    require_field (caption, "lens", "A lens", "Exif.Photo.LensModel");
    REQUIRE (rf_caption_set (caption, "date", "one day", NULL), "date");
    g_autofree char *date = rf_caption_text (caption, "date", "%Y");
    REQUIRE (strcmp (date, "one day") == 0, "%s", date);
    rf_caption_free (caption);
}

TEST (a_field_that_is_none_is_told_with_those_there_are)
{
    g_autoptr (GError) error = NULL;
    RfCaption *caption = rf_caption_new ();

    REQUIRE (!rf_caption_set (caption, "modell", "x", &error), "a field that is none");
    REQUIRE (g_error_matches (error, RF_ERROR, RF_ERROR_KEY), "%s", error->message);
    REQUIRE_TEXT (error->message, "modell", "what was asked");
    REQUIRE_TEXT (error->message, "make, model, body, lens", "what there is");
    REQUIRE (!rf_caption_text (caption, "modell", NULL) && !rf_caption_source (caption, "modell"), "a text");
    REQUIRE (!rf_caption_set (caption, NULL, "x", NULL) && !rf_caption_text (caption, NULL, NULL), "no field");
    rf_caption_free (caption);
}

#define PRIVATE                                                                                                        \
    "Exif.Image.Artist=Anna\nExif.Image.Copyright=© Anna\nExif.Image.ImageDescription=A beach\nXmp.dc.title=Sunset\n"  \
    "Xmp.photoshop.City=Kingston\nXmp.photoshop.Country=Canada\nExif.GPSInfo.GPSLatitude=33/1 35/1 16/1\n"             \
    "Exif.GPSInfo.GPSLatitudeRef=N\nExif.GPSInfo.GPSLongitude=7/1 36/1 50/1\nExif.GPSInfo.GPSLongitudeRef=W\n"         \
    "Exif.GPSInfo.GPSAltitude=27/1\nExif.Image.Model=X"

TEST (an_anonymous_caption_tells_neither_who_nor_where_nor_what)
{
    static const char *const left_out[] = {"gps",    "altitude",  "city",  "country", "place",
                                           "artist", "copyright", "title", "caption"};
    RfCaptionStyle style = RF_CAPTION_STYLE_DEFAULT;
    RfCaption *caption = caption_of (PRIVATE);

    for (gsize i = 0; i < G_N_ELEMENTS (left_out); i++) {
        g_autofree char *text = rf_caption_text (caption, left_out[i], NULL);
        REQUIRE (text, "%s: the photograph does not have it", left_out[i]);
    }
    style.anonymous = TRUE;
    rf_caption_set_style (caption, &style);
    for (gsize i = 0; i < G_N_ELEMENTS (left_out); i++)
        require_field (caption, left_out[i], NULL, NULL);
    require_field (caption, "model", "X", "Exif.Image.Model");
    rf_caption_set (caption, "artist", "Studio", NULL);
    rf_caption_set (caption, "city", "Somewhere", NULL);
    require_field (caption, "artist", "Studio", "user");
    require_field (caption, "place", "Somewhere", "user");
    rf_caption_free (caption);
}

TEST (samples_are_what_the_table_says_and_every_field_has_one)
{
    RfCaption *caption = rf_caption_sample ();
    size_t n;
    const RfField *fields = rf_fields (&n);

    for (size_t i = 0; i < n; i++) {
        g_autofree char *text = rf_caption_text (caption, fields[i].id, NULL);
        REQUIRE (g_strcmp0 (text, fields[i].sample) == 0, "%s: «%s» instead of «%s»", fields[i].id,
                 text ? text : "nothing", fields[i].sample);
        REQUIRE (*fields[i].title && *fields[i].description, "%s", fields[i].id);
        REQUIRE (strspn (fields[i].id, "abcdefghijklmnopqrstuvwxyz-") == strlen (fields[i].id), "%s", fields[i].id);
    }
    rf_caption_free (caption);
}

/* Formats and scripts name them. */
TEST (no_id_ever_goes)
{
    static const char *const ids[] = {"make",     "model",   "body",     "lens",  "focal",  "aperture",
                                      "exposure", "iso",     "bias",     "date",  "time",   "gps",
                                      "altitude", "city",    "country",  "place", "artist", "copyright",
                                      "title",    "caption", "software", "rating"};
    size_t n;
    const RfField *fields = rf_fields (&n);

    for (gsize i = 0; i < G_N_ELEMENTS (ids); i++) {
        size_t at = 0;
        while (at < n && strcmp (fields[at].id, ids[i]) != 0)
            at++;
        REQUIRE (at < n, "%s is gone", ids[i]);
    }
}

TEST (nothing_is_known_of_an_empty_photograph)
{
    RfCaption *captions[] = {rf_caption_new (), caption_of ("")};
    size_t n;
    const RfField *fields = rf_fields (&n);

    for (gsize c = 0; c < G_N_ELEMENTS (captions); c++) {
        for (size_t i = 0; i < n; i++)
            require_field (captions[c], fields[i].id, NULL, NULL);
        REQUIRE_CMP (rf_caption_orientation (captions[c]), ==, 1, "%d", "orientation");
        rf_caption_free (captions[c]);
    }
    rf_caption_free (NULL);
}

TEST (orientations_are_1_to_8)
{
    static const struct {
        const char *tags;
        int expected;
    } rows[] = {{"Exif.Image.Orientation=1", 1},
                {"Exif.Image.Orientation=3", 3},
                {"Exif.Image.Orientation=8", 8},
                {"Exif.Image.Orientation=0", 1},
                {"Exif.Image.Orientation=9", 1},
                {"Xmp.tiff.Orientation=6", 6},
                {"Exif.Image.Orientation=0\nXmp.tiff.Orientation=6", 6},
                {"Exif.Image.Orientation=5\nXmp.tiff.Orientation=6", 5}};

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        RfCaption *caption = caption_of (rows[i].tags);
        REQUIRE_CMP (rf_caption_orientation (caption), ==, rows[i].expected, "%d", "%s", rows[i].tags);
        rf_caption_free (caption);
    }
}

int
main (void)
{
    return tap_main ();
}
