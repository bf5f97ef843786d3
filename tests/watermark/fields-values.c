/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Exposure, aperture, sensitivity, focal length: which tag counts, and how the number is spelt. */
#include "fields.h"

#define EXPOSURE "Exif.Photo.ExposureTime="
#define SHUTTER  "Exif.Photo.ShutterSpeedValue="

TEST (exposure_times_are_spelt_as_shutters_are_marked)
{
    static const Case cases[] = {
        {EXPOSURE "1/500", "1/500s"},
        {EXPOSURE "1/499", "1/500s"},
        {EXPOSURE "10/4990", "1/500s"},
        {EXPOSURE "2004/1000000", "1/500s"},
        {EXPOSURE "1/1102", "1/1102s"},
        {EXPOSURE "1/8000", "1/8000s"},
        {EXPOSURE "1/16000", "1/16000s"},
        {EXPOSURE "1/32000", "1/32000s"},
        {EXPOSURE "1/60", "1/60s"},
        {EXPOSURE "1/59", "1/60s"},
        {EXPOSURE "1/61", "1/60s"},
        {EXPOSURE "1/62", "1/62s"},
        {EXPOSURE "1/33", "1/33s"},
        {EXPOSURE "1/100", "1/100s"},
        {EXPOSURE "1/102", "1/100s"},
        {EXPOSURE "1/103", "1/103s"},
        {EXPOSURE "1/512", "1/512s"},
        {EXPOSURE "10/600", "1/60s"},
        {EXPOSURE "16667/1000000", "1/60s"},
        {EXPOSURE "1/4", "1/4s"},
        {EXPOSURE "2540/10000", "1/4s"},
        {EXPOSURE "1/3", "0.3s"},
        {EXPOSURE "3/10", "0.3s"},
        {EXPOSURE "4/10", "0.4s"},
        {EXPOSURE "1/2", "0.5s"},
        {EXPOSURE "10/16", "0.6s"},
        {EXPOSURE "77/100", "0.8s"},
        {EXPOSURE "1/1", "1s"},
        {EXPOSURE "13/10", "1.3s"},
        {EXPOSURE "16/10", "1.6s"},
        {EXPOSURE "2/1", "2s"},
        {EXPOSURE "25/10", "2.5s"},
        {EXPOSURE "2541/1000", "2.5s"},
        {EXPOSURE "298/10", "30s"},
        {EXPOSURE "30/1", "30s"},
        {EXPOSURE "32/1", "32s"},
        {EXPOSURE "1273/10", "127.3s"},
        {EXPOSURE "3600/1", "3600s"},
        {EXPOSURE "1/3", "0.3s"},
        {EXPOSURE "1/15", "1/15s"},
        {EXPOSURE "1/13", "1/13s"},
        {EXPOSURE "10/77", "1/8s"},
        {EXPOSURE "1/350", "1/350s"},
        {EXPOSURE "1/90", "1/90s"},
        {EXPOSURE "0/1", NULL},
        {EXPOSURE "0/0", NULL},
        {EXPOSURE "1/0", NULL},
        {EXPOSURE "4294967295/1", NULL},
        {"Exif.Image.Model=X", NULL},
    };
    RUN ("exposure", cases);
}

TEST (exposure_falls_back_to_apex_and_xmp)
{
    static const Case cases[] = {
        {SHUTTER "8965784/1000000", "1/500s"},
        {SHUTTER "6/1", "1/64s"},
        {SHUTTER "5906891/1000000", "1/60s"},
        {SHUTTER "0/1", "1s"},
        {SHUTTER "-1/1", "2s"},
        {SHUTTER "-49/10", "30s"},
        {SHUTTER "0/0", NULL},
        {SHUTTER "99/1", NULL},
        {EXPOSURE "0/1\n" SHUTTER "7/1", "1/128s"},
        {EXPOSURE "1/250\n" SHUTTER "7/1", "1/250s"},
        {"Exif.Image.ExposureTime=1/30", "1/30s"},
        {"Xmp.exif.ExposureTime=1/125", "1/125s"},
        {"Xmp.exif.ExposureTime=0.008", "1/125s"},
        {"Xmp.exif.ShutterSpeedValue=7906891/1000000", "1/240s"},
        {EXPOSURE "1/250\nXmp.exif.ExposureTime=1/60", "1/250s"},
        {"Xmp.exif.ExposureTime=soon", NULL},
        {"Xmp.exif.ExposureTime=nan", NULL},
        {"Xmp.exif.ExposureTime=-1/60", NULL},
        {"Xmp.exif.ExposureTime=1/", NULL},
        {"Xmp.exif.ExposureTime=inf", NULL},
    };
    RUN ("exposure", cases);
}

#define F_NUMBER "Exif.Photo.FNumber="
#define APERTURE "Exif.Photo.ApertureValue="

TEST (apertures_have_two_decimals_at_most)
{
    static const Case cases[] = {
        {F_NUMBER "163/100", "f/1.63"},   {F_NUMBER "18/10", "f/1.8"},    {F_NUMBER "2/1", "f/2"},
        {F_NUMBER "20/10", "f/2"},        {F_NUMBER "95/100", "f/0.95"},  {F_NUMBER "28/10", "f/2.8"},
        {F_NUMBER "56/10", "f/5.6"},      {F_NUMBER "8/1", "f/8"},        {F_NUMBER "11/1", "f/11"},
        {F_NUMBER "110/10", "f/11"},      {F_NUMBER "22/1", "f/22"},      {F_NUMBER "178/100", "f/1.78"},
        {F_NUMBER "1779/1000", "f/1.78"}, {F_NUMBER "244/100", "f/2.44"}, {F_NUMBER "1996/1000", "f/2"},
        {F_NUMBER "34/10", "f/3.4"},      {F_NUMBER "64/1", "f/64"},      {F_NUMBER "0/1", NULL},
        {F_NUMBER "0/10", NULL},          {F_NUMBER "0/0", NULL},         {F_NUMBER "1/0", NULL},
        {F_NUMBER "4294967295/1", NULL},  {"Exif.Image.Model=X", NULL},
    };
    RUN ("aperture", cases);
}

TEST (apertures_fall_back_to_apex_and_xmp)
{
    static const Case cases[] = {
        {APERTURE "4/1", "f/4"},
        {APERTURE "3/1", "f/2.8"},
        {APERTURE "5/1", "f/5.6"},
        {APERTURE "69/10", "f/11"},
        {APERTURE "9/1", "f/22"},
        {APERTURE "169599/100000", "f/1.8"},
        {APERTURE "141/100", "f/1.6"},
        {APERTURE "0/1", NULL},
        {APERTURE "0/0", NULL},
        {APERTURE "65535/1", NULL},
        {F_NUMBER "0/1\n" APERTURE "4/1", "f/4"},
        {F_NUMBER "35/10\n" APERTURE "4/1", "f/3.5"},
        {"Exif.Image.FNumber=4/1", "f/4"},
        {"Xmp.exif.FNumber=56/10", "f/5.6"},
        {"Xmp.exif.FNumber=5.6", "f/5.6"},
        {"Xmp.exif.ApertureValue=4/1", "f/4"},
        {"Xmp.exif.FNumber=1/0", NULL},
        {"Xmp.exif.FNumber=infinity", NULL},
    };
    RUN ("aperture", cases);
}

#define ISO "Exif.Photo.ISOSpeedRatings="

TEST (sensitivity_beyond_16_bits_comes_from_the_newer_tags)
{
    static const Case cases[] = {
        {ISO "200", "ISO200"},
        {ISO "50", "ISO50"},
        {ISO "25600", "ISO25600"},
        {ISO "100 0", "ISO100"},
        {ISO "0 400", "ISO400"},
        {ISO "0", NULL},
        {ISO "0 0", NULL},
        {ISO "65535", NULL},
        {ISO "65535\nExif.Photo.SensitivityType=2\nExif.Photo.RecommendedExposureIndex=102400", "ISO102400"},
        {ISO "65535\nExif.Photo.StandardOutputSensitivity=204800", "ISO204800"},
        {ISO "65535\nExif.Photo.ISOSpeed=409600", "ISO409600"},
        {ISO "65535\nExif.Photo.RecommendedExposureIndex=65535", NULL},
        {ISO "65535\nExif.Photo.RecommendedExposureIndex=0", NULL},
        {ISO "800\nExif.Photo.RecommendedExposureIndex=102400", "ISO800"},
        {"Exif.Photo.RecommendedExposureIndex=640", "ISO640"},
        {"Exif.Image.ISOSpeedRatings=64", "ISO64"},
        {"Xmp.exif.ISOSpeedRatings=320", "ISO320"},
        {"Xmp.exifEX.PhotographicSensitivity=125", "ISO125"},
        {"Xmp.exif.ISOSpeedRatings=no", NULL},
        {"Exif.Image.Model=X", NULL},
    };
    RUN ("iso", cases);
}

TEST (exposure_compensation_is_told_where_there_is_any)
{
    static const Case cases[] = {
        {"Exif.Photo.ExposureBiasValue=2/3", "+0.7EV"},  {"Exif.Photo.ExposureBiasValue=-2/3", "−0.7EV"},
        {"Exif.Photo.ExposureBiasValue=-1/3", "−0.3EV"}, {"Exif.Photo.ExposureBiasValue=1/1", "+1EV"},
        {"Exif.Photo.ExposureBiasValue=-30/10", "−3EV"}, {"Exif.Photo.ExposureBiasValue=3/2", "+1.5EV"},
        {"Exif.Photo.ExposureBiasValue=0/3", NULL},      {"Exif.Photo.ExposureBiasValue=0/0", NULL},
        {"Exif.Photo.ExposureBiasValue=1/100", NULL},    {"Xmp.exif.ExposureBiasValue=-4/3", "−1.3EV"},
    };
    RUN ("bias", cases);
}

#define FOCAL   "Exif.Photo.FocalLength="
#define FOCAL35 "Exif.Photo.FocalLengthIn35mmFilm="
#define PLANE(x, y, unit, w, h)                                                                                        \
    "Exif.Photo.FocalPlaneXResolution=" x "\nExif.Photo.FocalPlaneYResolution=" y                                      \
    "\nExif.Photo.FocalPlaneResolutionUnit=" unit "\nExif.Photo.PixelXDimension=" w "\nExif.Photo.PixelYDimension=" h  \
    "\n"

TEST (the_equivalent_focal_length_is_told_where_it_is_known)
{
    static const Case cases[] = {
        {FOCAL "69/10\n" FOCAL35 "23", "23mm"},
        {FOCAL "50/1\n" FOCAL35 "75", "75mm"},
        {FOCAL35 "28", "28mm"},
        {FOCAL "69/10\n" FOCAL35 "0", "6.9mm"},
        {FOCAL "50/1", "50mm"},
        {FOCAL "183/10", "18mm"},
        {FOCAL "185/10", "19mm"},
        {FOCAL "105/10", "11mm"},
        {FOCAL "99/10", "9.9mm"},
        {FOCAL "996/100", "10mm"},
        {FOCAL "8/1", "8mm"},
        {FOCAL "425/100", "4.3mm"},
        {FOCAL "600/1", "600mm"},
        {FOCAL "0/1", NULL},
        {FOCAL "0/0", NULL},
        {FOCAL "1/0", NULL},
        {FOCAL "0/1\n" FOCAL35 "0", NULL},
        {FOCAL "50/1\n" FOCAL35 "65535", "50mm"},
        {"Exif.Image.FocalLength=35/1", "35mm"},
        {"Xmp.exif.FocalLength=350/10", "35mm"},
        {"Xmp.exif.FocalLength=35/1\nXmp.exif.FocalLengthIn35mmFilm=53", "53mm"},
        /* 22.5 x 15 mm, in pixels an inch, a centimetre, a millimetre */
        {FOCAL "50/1\n" PLANE ("5792000/1000", "5792000/1000", "2", "5184", "3456"), "79mm"},
        {FOCAL "50/1\n" PLANE ("2304/1", "2304/1", "3", "5184", "3456"), "80mm"},
        {FOCAL "50/1\n" PLANE ("2304/10", "2304/10", "4", "5184", "3456"), "80mm"},
        /* thousandths of an inch in the denominator, whatever became of the pixels: 876 x 583 */
        {FOCAL "50/1\n" PLANE ("3888000/876", "2592000/583", "2", "600", "400"), "81mm"},
        {FOCAL "50/1\n" PLANE ("3888000/1415", "2592000/943", "2", "3888", "2592"), "50mm"},
        {FOCAL "20/1\nExif.OlympusEq.FocalPlaneDiagonal=2160/100", "40mm"},
        /* what cannot be a sensor stays out */
        {FOCAL "50/1\n" PLANE ("72/1", "72/1", "2", "5184", "3456"), "50mm"},
        {FOCAL "50/1\n" PLANE ("0/1", "0/1", "2", "5184", "3456"), "50mm"},
        {FOCAL "50/1\n" PLANE ("2304/10", "2304/10", "4", "12000", "3456"), "50mm"},
        {FOCAL "50/1\n" PLANE ("2304/10", "2304/10", "4", "0", "0"), "50mm"},
        /* a program may have made the picture smaller */
        {FOCAL "50/1\nExif.Image.ProcessingSoftware=x\n" PLANE ("2304/10", "2304/10", "4", "1200", "800"), "50mm"},
        /* cut out of the middle */
        {FOCAL "50/1\nExif.Photo.DigitalZoomRatio=2/1\n" PLANE ("2304/10", "2304/10", "4", "5184", "3456"), "160mm"},
        {FOCAL "50/1\nExif.Photo.DigitalZoomRatio=0/1\n" PLANE ("2304/10", "2304/10", "4", "5184", "3456"), "80mm"},
        {FOCAL "50/1\n" FOCAL35 "75\n" PLANE ("2304/10", "2304/10", "4", "5184", "3456"), "75mm"},
    };
    RUN ("focal", cases);
}

TEST (the_user_chooses_the_real_focal_length_or_both)
{
    static const Case real[] = {
        {FOCAL "69/10\n" FOCAL35 "23", "6.9mm"},
        {FOCAL "50/1\n" FOCAL35 "75", "50mm"},
        {FOCAL35 "23", NULL},
    };
    static const Case both[] = {
        {FOCAL "69/10\n" FOCAL35 "23", "6.9mm (23mm)"},
        {FOCAL "50/1\n" FOCAL35 "50", "50mm"},
        {FOCAL "50/1", "50mm"},
        {FOCAL35 "23", "23mm"},
        {FOCAL "0/1\n" FOCAL35 "0", NULL},
    };
    RfCaptionStyle style = RF_CAPTION_STYLE_DEFAULT;

    style.focal = RF_FOCAL_REAL;
    RUN_WITH ("focal", &style, NULL, real);
    style.focal = RF_FOCAL_BOTH;
    RUN_WITH ("focal", &style, NULL, both);
}

TEST (stars_are_counted)
{
    static const Case cases[] = {
        {"Xmp.xmp.Rating=1", "★"},      {"Xmp.xmp.Rating=5", "★★★★★"}, {"Xmp.xmp.Rating=0", NULL},
        {"Xmp.xmp.Rating=-1", NULL},    {"Xmp.xmp.Rating=99", NULL},   {"Exif.Image.Rating=3", "★★★"},
        {"Xmp.xmp.Rating=4.0", "★★★★"}, {"Xmp.xmp.Rating=good", NULL},
    };
    RUN ("rating", cases);
}

int
main (void)
{
    return tap_main ();
}
