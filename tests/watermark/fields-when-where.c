/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dates, times and places. */
#include "fields.h"

#define TAKEN     "Exif.Photo.DateTimeOriginal="
#define DIGITIZED "Exif.Photo.DateTimeDigitized="

TEST (the_date_comes_from_the_first_tag_that_has_one)
{
    static const Case cases[] = {
        {TAKEN "2022:07:04 12:17:10", "2022.07.04"},
        {TAKEN "0000:00:00 00:00:00\n" DIGITIZED "2021:01:02 03:04:05", "2021.01.02"},
        {TAKEN "    :  :     :  :  \n" DIGITIZED "2021:01:02 03:04:05", "2021.01.02"},
        {TAKEN "\nExif.Image.DateTime=2020:05:06 07:08:09", "2020.05.06"},
        {TAKEN "2022:07:04 12:17:10\n" DIGITIZED "2021:01:02 03:04:05\nExif.Image.DateTime=2020:05:06 07:08:09",
         "2022.07.04"},
        {DIGITIZED "2021:01:02 03:04:05\nXmp.photoshop.DateCreated=2019-01-01", "2021.01.02"},
        {"Xmp.photoshop.DateCreated=2019-01-01\nExif.Image.DateTime=2020:05:06 07:08:09", "2019.01.01"},
        {"Xmp.exif.DateTimeOriginal=2018-03-04T05:06:07+02:00", "2018.03.04"},
        {"Xmp.xmp.CreateDate=2017-08-09T10:11:12", "2017.08.09"},
        {"Iptc.Application2.DateCreated=2004-02-26", "2004.02.26"},
        {"Exif.Image.DateTime=2020:05:06 07:08:09", "2020.05.06"},
        {"Exif.Image.DateTimeOriginal=2016:05:06 07:08:09", "2016.05.06"},
        {TAKEN "0000:00:00 00:00:00", NULL},
        {TAKEN "2022:13:04 12:17:10", NULL},
        {TAKEN "2022:02:30 12:17:10", NULL},
        {TAKEN "2022:00:00 00:00:00", "2022"},
        {TAKEN "2022:05:00 00:00:00", "2022.05"},
        {TAKEN "2024:02:29 12:17:10", "2024.02.29"},
        {TAKEN "2023:02:29 12:17:10", NULL},
        {TAKEN "2022-07-04 12:17:10", "2022.07.04"},
        {TAKEN "2022/07/04 12:17:10", "2022.07.04"},
        {TAKEN "2002: 7: 4 12:17:10", "2002.07.04"},
        {TAKEN "2022:07:04", "2022.07.04"},
        {TAKEN "yesterday", NULL},
        {TAKEN "65535:65535:65535", NULL},
        {TAKEN "0001:01:01 00:00:00", NULL},
        {"Xmp.photoshop.DateCreated=2019", "2019"},
        {"Xmp.photoshop.DateCreated=2019-11", "2019.11"},
        {"Exif.Image.Model=X", NULL},
    };
    RUN ("date", cases);
}

TEST (the_time_belongs_to_the_date)
{
    static const Case cases[] = {
        {TAKEN "2022:07:04 12:17:10", "12:17:10"},
        {TAKEN "2022:07:04 00:00:00", "00:00:00"},
        {TAKEN "2022:07:04 23:59:60", "23:59:60"},
        {TAKEN "2022:07:04 24:00:00", NULL},
        {TAKEN "2022:07:04 12:60:00", NULL},
        {TAKEN "2022:07:04 12:17", "12:17"},
        {TAKEN "2022:07:04   :  :  ", NULL},
        {TAKEN "2022:07:04", NULL},
        {TAKEN "2022:07:04 7: 5: 3", "07:05:03"},
        {"Xmp.exif.DateTimeOriginal=2018-03-04T05:06:07.25Z", "05:06:07"},
        {"Xmp.photoshop.DateCreated=2019-11-12T05:06", "05:06"},
        {"Iptc.Application2.DateCreated=2004-02-26\nIptc.Application2.TimeCreated=12:13:14+01:00", "12:13:14"},
        {DIGITIZED "2022:07:04 12:17:10\nIptc.Application2.TimeCreated=01:02:03+00:00", "12:17:10"},
    };
    RUN ("time", cases);
}

#define FULL TAKEN "2022:07:04 09:05:03\nExif.Photo.SubSecTimeOriginal=27\nExif.Photo.OffsetTimeOriginal=+02:00"

TEST (dates_follow_a_pattern)
{
    static const struct {
        const char *pattern, *expected;
    } patterns[] = {
        {"%Y.%m.%d  %H:%M:%S", "2022.07.04  09:05:03"},
        {"%d.%m.%y", "04.07.22"},
        {"%-d.%-m.%Y", "4.7.2022"},
        {"%e", "4"},
        {"x%e", "x 4"},
        {"%_m/%y", "7/22"},
        {"%B %-d, %Y", "July 4, 2022"},
        {"%^b %d", "JUL 04"},
        {"%h", "Jul"},
        {"%A, %d %b", "Monday, 04 Jul"},
        {"%a", "Mon"},
        {"%^A", "MONDAY"},
        {"%I:%M %p", "09:05 AM"},
        {"%-I %P", "9 am"},
        {"%l", "9"},
        {"%k", "9"},
        {"%S.%f", "03.27"},
        {"%H:%M %z", "09:05 +02:00"},
        {"%F", "2022-07-04"},
        {"%T", "09:05:03"},
        {"%R", "09:05"},
        {"%D", "07/04/22"},
        {"%r", "09:05:03 AM"},
        {"%j", "185"},
        {"%u %w", "1 1"},
        {"%V of %G", "27 of 2022"},
        {"%C", "20"},
        {"'%y", "'22"},
        {"%Y年%-m月%-d日", "2022年7月4日"},
        {"100 %% %Y", "100 % 2022"},
        {"%Q %Y", "%Q 2022"},
        {"%Y%", "2022%"},
        {"%Y%é", "2022%é"},
        {"%Y%n%m", "2022 07"},
        {"words only", NULL},
        {"%", NULL},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++) {
        Case one = {FULL, patterns[i].expected};
        run_cases_with ("date", NULL, patterns[i].pattern, &one, 1);
        RfCaptionStyle style = RF_CAPTION_STYLE_DEFAULT;
        style.date_pattern = patterns[i].pattern;
        run_cases_with ("date", &style, "%Y", &one, 1); /* the user's counts more than the format's */
        run_cases_with ("time", NULL, patterns[i].pattern, &one, 1);
    }
}

TEST (a_missing_part_of_a_date_takes_its_separator_along)
{
    static const struct {
        const char *taken, *pattern, *expected;
    } rows[] = {
        {TAKEN "2022:07:04", "%Y.%m.%d  %H:%M:%S", "2022.07.04"},
        {TAKEN "2022:07:04 12:17", "%Y.%m.%d  %H:%M:%S", "2022.07.04  12:17"},
        {TAKEN "2022:07:00 00:00:00", "%d.%m.%Y", "07.2022"},
        {TAKEN "2022:07:00 00:00:00", "%-d. %B %Y", "July 2022"},
        {TAKEN "2022:07:00 00:00:00", "%A, %d.%m.%Y, %H:%M", "07.2022"},
        {TAKEN "2022:00:00 00:00:00", "%d.%m.%Y", "2022"},
        {TAKEN "2022:00:00 00:00:00", "on %B %d, %Y!", "2022!"},
        {TAKEN "2022:07:04", "%H:%M, %d.%m.", "04.07."},
        {TAKEN "2022:07:04 12:17:10", "%T %z", "12:17:10"},
        {TAKEN "2022:07:04 12:17:10", "%T.%f", "12:17:10"},
        {TAKEN "2022:07:04", "%H:%M", NULL},
        {TAKEN "2022:00:00 00:00:00", "%V %j", NULL},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        Case one = {rows[i].taken, rows[i].expected};
        run_cases_with ("date", NULL, rows[i].pattern, &one, 1);
    }
}

TEST (offsets_are_read_in_all_spellings)
{
    static const Case cases[] = {
        {TAKEN "2022:07:04 09:05:03\nExif.Photo.OffsetTimeOriginal=-03:30", "-03:30"},
        {TAKEN "2022:07:04 09:05:03\nExif.Photo.OffsetTimeOriginal=Z", "+00:00"},
        {TAKEN "2022:07:04 09:05:03\nExif.Photo.OffsetTimeOriginal=+0545", "+05:45"},
        {TAKEN "2022:07:04 09:05:03\nExif.Photo.OffsetTimeOriginal=+99:00", NULL},
        {TAKEN "2022:07:04 09:05:03\nExif.Photo.OffsetTimeOriginal=   :  ", NULL},
        {TAKEN "2022:07:04 09:05:03\nExif.Photo.OffsetTimeDigitized=+02:00", NULL},
        {"Xmp.exif.DateTimeOriginal=2018-03-04T05:06:07.25-08:00", "-08:00"},
    };
    RUN_WITH ("date", NULL, "%z", cases);
}

TEST (wrong_patterns_are_told)
{
    static const char *const good[] = {"%Y",      "%Y.%m.%d  %H:%M:%S", "%-d. %B %Y", "%^a", "%%%Y", "%F %T", "%f",
                                       "%Y年%m月"};
    static const struct {
        const char *pattern, *said;
    } bad[] = {{"%Q", "“%Q”"}, {"%Y-%-Q", "“%-Q”"}, {"%Y %", "“%”"}, {"words", "“words”"},
               {"", "“”"},     {"%%", "“%%”"},      {"%é", "“%é”"}};

    for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
        REQUIRE (rf_date_pattern_check (good[i], NULL), "%s", good[i]);
    for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
        g_autoptr (GError) error = NULL;
        REQUIRE (!rf_date_pattern_check (bad[i].pattern, &error), "%s", bad[i].pattern);
        REQUIRE (g_error_matches (error, RF_ERROR, RF_ERROR_VALUE), "%s", error->message);
        REQUIRE_TEXT (error->message, bad[i].said, "%s", bad[i].pattern);
        REQUIRE (g_utf8_validate (error->message, -1, NULL), "%s", bad[i].pattern);
    }
}

/* ---- Places ---------------------------------------------------------------------------------------------------- */

#define GPS(lat, ns, lon, ew)                                                                                          \
    "Exif.GPSInfo.GPSLatitude=" lat "\nExif.GPSInfo.GPSLatitudeRef=" ns "\nExif.GPSInfo.GPSLongitude=" lon             \
    "\nExif.GPSInfo.GPSLongitudeRef=" ew
#define CASABLANCA GPS ("33/1 35/1 16/1", "N", "7/1 36/1 50/1", "W")

TEST (coordinates_carry_and_keep_their_hemisphere)
{
    static const Case cases[] = {
        {CASABLANCA, "33°35'16\"N  7°36'50\"W"},
        {GPS ("33/1 35/1 599/10", "S", "7/1 59/1 599/10", "E"), "33°36'0\"S  8°0'0\"E"},
        {GPS ("89/1 59/1 5999/100", "N", "179/1 59/1 5999/100", "W"), "90°0'0\"N  180°0'0\"W"},
        {GPS ("33/1 3526667/100000 0/1", "N", "7/1 3683333/100000 0/1", "W"), "33°35'16\"N  7°36'50\"W"},
        {GPS ("3358778/100000 0/1 0/1", "N", "761389/100000 0/1 0/1", "W"), "33°35'16\"N  7°36'50\"W"},
        {GPS ("0/1 0/1 0/1", "N", "0/1 0/1 0/1", "E"), "0°0'0\"N  0°0'0\"E"},
        {GPS ("0/1 0/1 1/10", "S", "0/1 0/1 1/10", "W"), "0°0'0\"N  0°0'0\"E"},
        {"Xmp.exif.GPSLatitude=33,35.2667N\nXmp.exif.GPSLongitude=7,36.8333W", "33°35'16\"N  7°36'50\"W"},
        {"Xmp.exif.GPSLatitude=33,35,16S\nXmp.exif.GPSLongitude=7,36,50E", "33°35'16\"S  7°36'50\"E"},
        {GPS ("33/0 35/1 16/1", "N", "7/1 36/1 50/1", "W"), NULL},
        {GPS ("33/1 35/1 16/0", "N", "7/1 36/1 50/1", "W"), NULL},
        {GPS ("33/1 35/1 0/0", "N", "7/1 36/1 50/1", "W"), NULL},
        {"Exif.GPSInfo.GPSLatitude=0/1 0/1 0/1\nExif.GPSInfo.GPSLongitude=0/1 0/1 0/1", NULL},
        {"Exif.GPSInfo.GPSLatitude=33/1 35/1 16/1\nExif.GPSInfo.GPSLongitude=7/1 36/1 50/1", NULL},
        {"Exif.GPSInfo.GPSLatitude=33/1 35/1 16/1\nExif.GPSInfo.GPSLatitudeRef=N", NULL},
        {GPS ("91/1 0/1 0/1", "N", "7/1 36/1 50/1", "W"), NULL},
        {GPS ("33/1 75/1 0/1", "N", "7/1 36/1 50/1", "W"), NULL},
        {GPS ("33/1 35/1 16/1", "N", "181/1 0/1 0/1", "W"), NULL},
        {GPS ("33/1 35/1 16/1", "X", "7/1 36/1 50/1", "W"), NULL},
        {"Xmp.exif.GPSLatitude=33,35.2667\nXmp.exif.GPSLongitude=7,36.8333W", NULL},
        {"Xmp.exif.GPSLatitude=north\nXmp.exif.GPSLongitude=7,36.8333W", NULL},
    };
    RUN ("gps", cases);
}

TEST (coordinates_can_be_decimal_rounded_or_left_out)
{
    static const struct {
        RfGps gps;
        Case one;
    } rows[] = {
        {RF_GPS_DECIMAL, {CASABLANCA, "33.58778, -7.61389"}},
        {RF_GPS_DECIMAL, {GPS ("33/1 35/1 16/1", "S", "7/1 36/1 50/1", "E"), "-33.58778, 7.61389"}},
        {RF_GPS_DECIMAL, {GPS ("0/1 0/1 0/1", "S", "0/1 0/1 0/1", "W"), "0.00000, 0.00000"}},
        {RF_GPS_PRIVATE, {CASABLANCA, "33.6, -7.6"}},
        {RF_GPS_PRIVATE, {GPS ("0/1 2/1 0/1", "S", "0/1 2/1 59/1", "W"), "0.0, 0.0"}},
        {RF_GPS_PRIVATE, {GPS ("51/1 27/1 0/1", "N", "0/1 3/1 0/1", "W"), "51.5, -0.1"}},
        {RF_GPS_OFF, {CASABLANCA, NULL}},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        RfCaptionStyle style = RF_CAPTION_STYLE_DEFAULT;
        style.gps = rows[i].gps;
        run_cases_with ("gps", &style, NULL, &rows[i].one, 1);
    }
}

#define HIGH "Exif.GPSInfo.GPSAltitude="

TEST (altitudes_are_whole_metres)
{
    static const Case cases[] = {
        {HIGH "1205/1", "1205m"},
        {HIGH "12054/10\nExif.GPSInfo.GPSAltitudeRef=0", "1205m"},
        {HIGH "430/1\nExif.GPSInfo.GPSAltitudeRef=1", "−430m"},
        {HIGH "0/1", "0m"},
        {HIGH "0/0", NULL},
        {HIGH "4294967295/1", NULL},
        {"Xmp.exif.GPSAltitude=27/1\nXmp.exif.GPSAltitudeRef=0", "27m"},
    };
    RUN ("altitude", cases);

    static const Case hidden[] = {{HIGH "1205/1", NULL}};
    RfCaptionStyle style = RF_CAPTION_STYLE_DEFAULT;
    style.gps = RF_GPS_PRIVATE;
    RUN_WITH ("altitude", &style, NULL, hidden);
}

TEST (places_are_joined_without_dangling_commas)
{
    static const Case cases[] = {
        {"Xmp.photoshop.City=Kingston\nXmp.photoshop.Country=Canada", "Kingston, Canada"},
        {"Iptc.Application2.City=Kingston\nIptc.Application2.CountryName=Canada", "Kingston, Canada"},
        {"Xmp.photoshop.City=Kingston", "Kingston"},
        {"Iptc.Application2.CountryName=Canada", "Canada"},
        {"Xmp.photoshop.City= \nXmp.photoshop.Country=Canada", "Canada"},
        {"Exif.Image.Model=X", NULL},
    };
    RUN ("place", cases);
}

int
main (void)
{
    return tap_main ();
}
