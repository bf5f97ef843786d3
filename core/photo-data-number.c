/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Numbers of photography out of tags. */
#include "photo-data-tag.h"

#include <math.h>

static gboolean
take (RfNumber *number, double value, double least, double most)
{
    if (!(value >= least && value <= most)) /* NaN too */
        return FALSE;
    number->value = value;
    return TRUE;
}

gboolean
rf_read_positive (struct _GExiv2Metadata *metadata, const char *tag, void *number)
{
    return take (number, rf_tag_number (metadata, tag), 1e-9, 1e6);
}

gboolean
rf_read_signed (struct _GExiv2Metadata *metadata, const char *tag, void *number)
{
    return take (number, rf_tag_number (metadata, tag), -100, 100);
}

gboolean
rf_read_exposure_apex (struct _GExiv2Metadata *metadata, const char *tag, void *number)
{
    double tv = rf_tag_number (metadata, tag);

    return tv > -20 && tv < 20 && take (number, exp2 (-tv), 1e-9, 1e6);
}

/* Manual lenses say 0 or infinity. */
gboolean
rf_read_f_number (struct _GExiv2Metadata *metadata, const char *tag, void *number)
{
    return take (number, rf_tag_number (metadata, tag), 0.1, 256);
}

/* Stops are powers of the root of 2; lenses are engraved otherwise: 2.8, 5.6, 11. */
gboolean
rf_read_f_number_apex (struct _GExiv2Metadata *metadata, const char *tag, void *number)
{
    static const double engraved[] = {0.95, 1,   1.1, 1.2, 1.4, 1.6, 1.7, 1.8, 2,  2.2, 2.4, 2.5, 2.8, 3.2, 3.3, 3.5,
                                      4,    4.5, 4.8, 5,   5.6, 6.3, 6.7, 7.1, 8,  9,   9.5, 10,  11,  13,  14,  16,
                                      18,   19,  20,  22,  25,  27,  29,  32,  36, 38,  40,  45,  51,  54,  57,  64};
    double av = rf_tag_number (metadata, tag), f = exp2 (av / 2), nearest = 0;

    if (!(av > 0 && av < 20)) /* 0 is f/1, but what writes 0 means nothing */
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS (engraved); i++)
        if (fabs (log (f / engraved[i])) < fabs (log (f / nearest)) || nearest == 0)
            nearest = engraved[i];
    return take (number, fabs (f / nearest - 1) < 0.03 ? nearest : f, 0.1, 256);
}

/* 65535 says "more than this field holds": then the newer tags count, and alone it means nothing. */
gboolean
rf_read_iso (struct _GExiv2Metadata *metadata, const char *tag, void *number)
{
    double values[4];
    int n = rf_tag_numbers (metadata, tag, values, G_N_ELEMENTS (values));

    for (int i = 0; i < n; i++)
        if (values[i] != 65535 && take (number, values[i], 1, 1e8))
            return TRUE;
    return FALSE;
}

gboolean
rf_read_rating (struct _GExiv2Metadata *metadata, const char *tag, void *number)
{
    return take (number, floor (rf_tag_number (metadata, tag)), 1, 5);
}

/* The longest lens there is, magnified by all that telephones can, stays below. */
gboolean
rf_read_focal35 (struct _GExiv2Metadata *metadata, const char *tag, void *number)
{
    return take (number, rf_tag_number (metadata, tag), 1, 10000);
}

/* ---- The sensor's size ----------------------------------------------------------------------------------------- */

/* One maker writes it exactly, in thousandths of an inch, as the denominator of the resolution: "3888000/876". */
static double
thousandths_mm (struct _GExiv2Metadata *metadata, const char *tag)
{
    g_autofree char *text = rf_tag_string (metadata, tag);
    char *end, *end_below;

    if (!text)
        return NAN;
    gint64 pixels = g_ascii_strtoll (text, &end, 10);
    if (*end != '/' || pixels < 1000000 || pixels % 1000 != 0)
        return NAN;
    gint64 below = g_ascii_strtoll (end + 1, &end_below, 10);
    return *end_below == '\0' && below >= 100 && below <= 1600 ? (double)below * 0.0254 : NAN;
}

/* A picture that a program made smaller has other pixels than those that the resolution counts. */
static gboolean
is_edited (struct _GExiv2Metadata *metadata)
{
    static const char *const signs[] = {"Exif.Image.ProcessingSoftware", "Xmp.xmpMM.History", "Xmp.xmpMM.DocumentID",
                                        "Xmp.GIMP.Version", "Xmp.darktable.xmp_version"};

    for (gsize i = 0; i < G_N_ELEMENTS (signs); i++) {
        g_autofree char *text = rf_tag_string (metadata, signs[i]);
        if (text)
            return TRUE;
    }
    return FALSE;
}

static double
diagonal_mm (struct _GExiv2Metadata *metadata, const char *tag_x)
{
    static const double unit_mm[] = {25.4, 25.4, 25.4,
                                     10,   1,    0.001}; /* by the tag's value; inches unless it says else */
    double width_mm = thousandths_mm (metadata, tag_x);
    double height_mm = thousandths_mm (metadata, "Exif.Photo.FocalPlaneYResolution");

    /* Who writes decimals has the same denominator twice, and no sensor is square. */
    if (!(width_mm > 1.2 * height_mm)) {
        double unit = rf_tag_number (metadata, "Exif.Photo.FocalPlaneResolutionUnit");
        double x = rf_tag_number (metadata, tag_x), y = rf_tag_number (metadata, "Exif.Photo.FocalPlaneYResolution");
        double width = rf_tag_number (metadata, "Exif.Photo.PixelXDimension"),
               height = rf_tag_number (metadata, "Exif.Photo.PixelYDimension");
        double mm = unit >= 1 && unit <= 5 ? unit_mm[(int)unit] : 25.4;
        if (is_edited (metadata) || !(x > 0 && width > 0 && height > 0))
            return NAN;
        width_mm = width * mm / x;
        height_mm = height * mm / (y > 0 ? y : x);
    }
    double aspect = MAX (width_mm, height_mm) / MIN (width_mm, height_mm);
    return aspect < 2 ? hypot (width_mm, height_mm) : NAN;
}

/* What the picture was cut out of the middle enlarges too. */
static double
digital_zoom (struct _GExiv2Metadata *metadata)
{
    double zoom = rf_tag_number (metadata, "Exif.Photo.DigitalZoomRatio");

    return zoom >= 1 && zoom < 100 ? zoom : 1; /* 0: it was not used */
}

gboolean
rf_read_crop (struct _GExiv2Metadata *metadata, const char *tag, void *number)
{
    return take (number, digital_zoom (metadata) * hypot (36, 24) / diagonal_mm (metadata, tag), 0.4, 40);
}

gboolean
rf_read_crop_diagonal (struct _GExiv2Metadata *metadata, const char *tag, void *number)
{
    return take (number, digital_zoom (metadata) * hypot (36, 24) / rf_tag_number (metadata, tag), 0.4, 40);
}

/* ---- Places ---------------------------------------------------------------------------------------------------- */

/* Degrees, minutes and seconds of Exif; NAN if one of them is none. */
static double
read_exif_degrees (struct _GExiv2Metadata *metadata, const char *tag)
{
    double parts[3] = {0, 0, 0};
    int n = rf_tag_numbers (metadata, tag, parts, 3);

    if (n == 0 || parts[0] < 0 || parts[1] < 0 || parts[2] < 0 || parts[1] > 60 || parts[2] > 60)
        return NAN;
    return parts[0] + parts[1] / 60 + parts[2] / 3600;
}

/* "33,35.2667N" or "33,35,16N" of XMP, whose last letter receives `letter`. */
static double
read_xmp_degrees (const char *text, char *letter)
{
    double factor = 1, degrees = 0;
    char *end;

    for (int i = 0; i < 3; i++, factor /= 60) {
        double part = g_ascii_strtod (text, &end);
        if (end == text || !isfinite (part) || part < 0 || (i > 0 && part > 60))
            return NAN;
        degrees += part * factor;
        text = end;
        if (*text != ',')
            break;
        text++;
    }
    *letter = *text;
    return degrees;
}

static gboolean
read_coordinate (struct _GExiv2Metadata *metadata, const char *tag, const char *letters, double most, RfNumber *number)
{
    g_autofree char *text = rf_tag_string (metadata, tag);
    char letter = '\0';
    double degrees;

    if (!text)
        return FALSE;
    if (g_str_has_prefix (tag, "Exif.")) {
        /* Without its hemisphere a place is one of two. */
        g_autofree char *ref_tag = g_strconcat (tag, "Ref", NULL);
        g_autofree char *ref = rf_tag_string (metadata, ref_tag);
        letter = ref ? *ref : '\0';
        degrees = read_exif_degrees (metadata, tag);
    } else {
        degrees = read_xmp_degrees (text, &letter);
    }
    letter = g_ascii_toupper (letter);
    if (letter != letters[0] && letter != letters[1])
        return FALSE;
    return take (number, letter == letters[1] ? -degrees : degrees, -most, most);
}

gboolean
rf_read_latitude (struct _GExiv2Metadata *metadata, const char *tag, void *number)
{
    return read_coordinate (metadata, tag, "NS", 90, number);
}

gboolean
rf_read_longitude (struct _GExiv2Metadata *metadata, const char *tag, void *number)
{
    return read_coordinate (metadata, tag, "EW", 180, number);
}

gboolean
rf_read_altitude (struct _GExiv2Metadata *metadata, const char *tag, void *number)
{
    g_autofree char *ref_tag = g_strconcat (tag, "Ref", NULL);
    g_autofree char *ref = rf_tag_string (metadata, ref_tag);
    double below = ref && *g_strstrip (ref) == '1' ? -1 : 1; /* the sea */

    return take (number, below * rf_tag_number (metadata, tag), -12000, 100000);
}
