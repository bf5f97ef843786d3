/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Damaged metadata without end: whatever the bytes are, a caption comes out whose texts are sound. */
#include "fields.h"
#include "unit/unit.h"

#define ROUNDS 10000 /* of each of the two kinds */

/* Every kind of value that fields read. */
static const char *const tags =
    "Exif.Image.Make=LEICA CAMERA AG\nExif.Image.Model=LEICA M11\nExif.Image.Orientation=6\nExif.Image.Artist=Anna "
    "Muster\n"
    "Exif.Image.Copyright=© Anna\nExif.Image.ImageDescription=A beach\nExif.Image.DateTime=2022:07:04 12:17:10\n"
    "Exif.Image.XPTitle=83 0 117 0 110 0 0 "
    "0\nExif.Image.Rating=4\nExif.Photo.ExposureTime=1/250\nExif.Photo.FNumber=14/10\n"
    "Exif.Photo.ISOSpeedRatings=200\nExif.Photo.DateTimeOriginal=2022:07:04 "
    "12:17:10\nExif.Photo.SubSecTimeOriginal=27\n"
    "Exif.Photo.OffsetTimeOriginal=+02:00\nExif.Photo.FocalLength=35/1\nExif.Photo.FocalLengthIn35mmFilm=35\n"
    "Exif.Photo.FocalPlaneXResolution=2304/10\nExif.Photo.FocalPlaneYResolution=2304/10\n"
    "Exif.Photo.FocalPlaneResolutionUnit=4\nExif.Photo.PixelXDimension=5184\nExif.Photo.PixelYDimension=3456\n"
    "Exif.Photo.LensModel=Summilux-M\nExif.Photo.LensSpecification=35/1 35/1 14/10 14/10\n"
    "Exif.Photo.ExposureBiasValue=2/3\nExif.Photo.UserComment=charset=Unicode A comment\n"
    "Exif.GPSInfo.GPSLatitude=33/1 35/1 16/1\nExif.GPSInfo.GPSLatitudeRef=N\nExif.GPSInfo.GPSLongitude=7/1 36/1 50/1\n"
    "Exif.GPSInfo.GPSLongitudeRef=W\nExif.GPSInfo.GPSAltitude=27/1\nExif.GPSInfo.GPSAltitudeRef=0";

/* The same as XMP, and what only XMP has. */
static const char xmp[] =
    "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
    "<rdf:Description rdf:about='' xmlns:tiff='http://ns.adobe.com/tiff/1.0/' "
    "xmlns:exif='http://ns.adobe.com/exif/1.0/' "
    "xmlns:aux='http://ns.adobe.com/exif/1.0/aux/' xmlns:dc='http://purl.org/dc/elements/1.1/' "
    "xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' xmlns:xmp='http://ns.adobe.com/xap/1.0/' tiff:Make='NIKON "
    "CORPORATION' "
    "tiff:Model='NIKON D70' tiff:Orientation='8' exif:ExposureTime='1/125' exif:FNumber='56/10' "
    "exif:FocalLength='50/1' "
    "exif:ShutterSpeedValue='7906891/1000000' exif:DateTimeOriginal='2018-03-04T05:06:07.25+02:00' "
    "exif:GPSLatitude='33,35.2667N' exif:GPSLongitude='7,36.8333W' aux:Lens='18.0-70.0 mm f/3.5-4.5' "
    "aux:LensInfo='180/10 700/10 35/10 45/10' photoshop:City='Kingston' photoshop:Country='Canada' "
    "photoshop:DateCreated='2018-03-04' xmp:Rating='3' xmp:CreatorTool='A program 1.0'>"
    "<exif:ISOSpeedRatings><rdf:Seq><rdf:li>320</rdf:li></rdf:Seq></exif:ISOSpeedRatings>"
    "<dc:creator><rdf:Seq><rdf:li>Anna</rdf:li><rdf:li>Ben</rdf:li></rdf:Seq></dc:creator>"
    "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Sunset</rdf:li><rdf:li "
    "xml:lang='de'>Abend</rdf:li></rdf:Alt></dc:title>"
    "</rdf:Description></rdf:RDF></x:xmpmeta>";

static void
mutate (GByteArray *bytes, guint64 *state)
{
    static const guint8 extremes[][4] = {
        {0, 0, 0, 0}, {0xff, 0xff, 0xff, 0xff}, {0xff, 0xff, 0xff, 0x7f}, {1, 0, 0, 0}};
    guint at = (guint)random_below (state, (int)bytes->len), n = (guint)random_below (state, 24) + 1;

    n = MIN (n, bytes->len - at);
    switch (random_below (state, 6)) {
    case 0:
        bytes->data[at] = (guint8)random_below (state, 256);
        break;
    case 1:
        bytes->data[at] ^= (guint8)(1 << random_below (state, 8));
        break;
    case 2:
        if (bytes->len - at >= 4)
            memcpy (bytes->data + at, extremes[random_below (state, G_N_ELEMENTS (extremes))], 4);
        break;
    case 3:
        if (bytes->len - n >= 8)
            g_byte_array_remove_range (bytes, at, n);
        break;
    case 4: { /* a piece over another */
        guint from = (guint)random_below (state, (int)bytes->len);
        memmove (bytes->data + at, bytes->data + from, MIN (n, bytes->len - from));
        break;
    }
    default:
        if (at >= 8 && random_below (state, 8) == 0)
            g_byte_array_set_size (bytes, at);
    }
}

static void
require_sound_caption (RfCaption *caption, const char *what)
{
    static const RfCaptionStyle styles[] = {
        RF_CAPTION_STYLE_DEFAULT, {RF_FOCAL_BOTH, RF_GPS_DECIMAL, "%A %-d. %B %Y %T.%f %z %j %V", FALSE, FALSE}};
    size_t n;
    const RfField *fields = rf_fields (&n);

    for (gsize s = 0; s < G_N_ELEMENTS (styles); s++) {
        rf_caption_set_style (caption, &styles[s]);
        for (size_t i = 0; i < n; i++) {
            g_autofree char *text = rf_caption_text (caption, fields[i].id, NULL);
            g_autofree char *where = g_strdup_printf ("%s, %s", what, fields[i].id);
            REQUIRE (!text || g_utf8_validate (text, -1, NULL), "%s: not UTF-8", where);
            REQUIRE (!text || !strpbrk (text, "\r\n\t"), "%s: more than one line", where);
            /* Words of people may say anything. */
            if (!strstr ("make model body lens city country place artist copyright title caption software",
                         fields[i].id))
                require_sound (text, where);
        }
    }
    REQUIRE (rf_caption_orientation (caption) >= 1 && rf_caption_orientation (caption) <= 8, "%s: orientation", what);
    rf_caption_free (caption);
}

/* Opens what became of `seed`, put behind `head` as far as there is one, and says how often that could be read at all. */
static int
run_rounds (const guint8 *seed, gsize length, const guint8 *head, gsize head_length, guint64 state)
{
    int readable = 0;

    for (int round = 0; round < ROUNDS; round++) {
        GByteArray *bytes = g_byte_array_new ();
        g_byte_array_append (bytes, seed, (guint)length);
        for (int i = random_below (&state, 4) + 1; i > 0; i--)
            mutate (bytes, &state);
        g_byte_array_prepend (bytes, head, (guint)head_length);
        g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
        if (gexiv2_metadata_open_buf (metadata, bytes->data, bytes->len, NULL)) {
            g_autofree char *what = g_strdup_printf ("round %d", round);
            require_sound_caption (rf_caption_read (metadata), what);
            readable++;
        }
        g_byte_array_free (bytes, TRUE);
    }
    return readable;
}

TEST (damaged_exif_does_no_harm)
{
    g_autoptr (GExiv2Metadata) metadata = metadata_of (tags);
    g_autoptr (GBytes) exif = gexiv2_metadata_get_exif_data (metadata, GEXIV2_BYTE_ORDER_LITTLE, NULL);

    REQUIRE (exif && g_bytes_get_size (exif) > 500, "no Exif block");
    /* It is a TIFF file of its own. */
    REQUIRE_CMP (run_rounds (g_bytes_get_data (exif, NULL), g_bytes_get_size (exif), NULL, 0, 1), >, ROUNDS / 2, "%d",
                 "hardly anything was read");
}

TEST (damaged_xmp_does_no_harm)
{
    static const char head[] = "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>";

    REQUIRE_CMP (run_rounds ((const guint8 *)xmp, strlen (xmp), (const guint8 *)head, strlen (head), 2), >, ROUNDS / 20,
                 "%d", "hardly anything was read");
}

int
main (void)
{
    gexiv2_initialize ();
    gexiv2_log_set_level (GEXIV2_LOG_LEVEL_MUTE);
    return tap_main ();
}
