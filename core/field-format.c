/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * How facts are spelt. What is not known has no text: no zero, no dash. */
#include "field.h"
#include "names.h"

#include <math.h>
#include <string.h>

/* At most so many decimals, without zeros at the end; a point in every language, as on cameras. */
static char *
spell (double number, int decimals)
{
    char format[8], text[G_ASCII_DTOSTR_BUF_SIZE];

    g_snprintf (format, sizeof format, "%%.%df", decimals);
    g_ascii_formatd (text, sizeof text, format, number);
    if (strchr (text, '.')) {
        gsize length = strlen (text);
        while (text[length - 1] == '0')
            text[--length] = '\0';
        if (text[length - 1] == '.')
            text[length - 1] = '\0';
    }
    return g_strdup (strcmp (text, "-0") == 0 ? "0" : text);
}

/* Half a unit goes up, as people round. */
static double
round_up (double number)
{
    return floor (number + 0.5);
}

/* ---- Camera and lens ------------------------------------------------------------------------------------------- */

RF_FORMATTER (rf_format_make)
{
    char *maker;

    rf_names_camera (data->make.value, data->model.value, data->phone.value, &maker, NULL);
    *source = data->make.source ? data->make.source : data->model.source;
    return maker;
}

RF_FORMATTER (rf_format_model)
{
    char *name;

    rf_names_camera (data->make.value, data->model.value, data->phone.value, NULL, &name);
    *source = data->phone.source ? data->phone.source : data->model.source;
    return name;
}

/* Letters and digits only, in lower case: what is left when spelling does not count. */
static char *
squeeze (const char *text)
{
    g_autofree char *folded = g_utf8_casefold (text, -1);
    GString *squeezed = g_string_new (NULL);

    for (const char *c = folded; *c; c = g_utf8_next_char (c))
        if (g_unichar_isalnum (g_utf8_get_char (c)))
            g_string_append_unichar (squeezed, g_utf8_get_char (c));
    return g_string_free (squeezed, FALSE);
}

/* Cameras whose lens is part of them like to call it what they are called themselves. */
static gboolean
repeats_body (const RfPhotoData *data)
{
    g_autofree char *maker = NULL, *name = NULL;

    rf_names_camera (data->make.value, data->model.value, data->phone.value, &maker, &name);
    g_autofree char *both = g_strconcat (maker ? maker : "", name ? name : "", NULL);
    const char *bodies[] = {maker, name, both, data->model.value, data->phone.value};
    g_autofree char *lens = squeeze (data->lens.value);
    for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++) {
        g_autofree char *body = squeeze (bodies[i] ? bodies[i] : "");
        if (*body && strcmp (lens, body) == 0)
            return TRUE;
    }
    return FALSE;
}

RF_FORMATTER (rf_format_lens)
{
    if (!data->lens.value || repeats_body (data))
        return NULL;
    *source = data->lens.source;
    return g_strdup (data->lens.value);
}

/* ---- Exposure -------------------------------------------------------------------------------------------------- */

/* What shutters are marked with, in third and in half stops; below a second as 1/x. */
static const double marked[] = {16000, 12800, 10000, 8000, 6400, 6000, 5000, 4000, 3200, 3000, 2500, 2000,
                                1600,  1500,  1250,  1000, 800,  750,  640,  500,  400,  350,  320,  250,
                                200,   180,   160,   125,  100,  90,   80,   60,   50,   45,   40,   30,
                                25,    20,    15,    13,   10,   8,    6,    5,    4};
static const double marked_s[] = {0.3, 0.4, 0.5, 0.6, 0.8, 1,  1.3, 1.6, 2,  2.5, 3,
                                  3.2, 4,   5,   6,   8,   10, 13,  15,  20, 25,  30};

/* Cameras measure 1/499.9 where they were set to 1/500. */
static double
snap_to_marked (double seconds)
{
    double nearest = seconds, distance = 0.02;

    for (gsize i = 0; i < G_N_ELEMENTS (marked) + G_N_ELEMENTS (marked_s); i++) {
        double mark = i < G_N_ELEMENTS (marked) ? 1 / marked[i] : marked_s[i - G_N_ELEMENTS (marked)];
        if (fabs (seconds / mark - 1) <= distance) {
            distance = fabs (seconds / mark - 1);
            nearest = mark;
        }
    }
    return nearest;
}

RF_FORMATTER (rf_format_exposure)
{
    double seconds = data->exposure_s.value;

    if (!(seconds > 0 && seconds < 1e6))
        return NULL;
    *source = data->exposure_s.source;
    seconds = snap_to_marked (seconds);
    if (seconds < 0.25001)
        return g_strdup_printf ("1/%.0fs", floor (0.5 + 1 / seconds));
    g_autofree char *text = spell (seconds, 1);
    return g_strconcat (text, "s", NULL);
}

char *
rf_f_number_text (double f_number)
{
    if (!(f_number >= 0.1 && f_number <= 256))
        return NULL;
    g_autofree char *text = spell (f_number, 2);
    return g_strconcat ("f/", text, NULL);
}

RF_FORMATTER (rf_format_aperture)
{
    *source = data->f_number.source;
    return rf_f_number_text (data->f_number.value);
}

RF_FORMATTER (rf_format_iso)
{
    double iso = round_up (data->iso.value);

    if (!(iso >= 1 && iso <= 1e8))
        return NULL;
    *source = data->iso.source;
    return g_strdup_printf ("ISO%.0f", iso);
}

RF_FORMATTER (rf_format_bias)
{
    double size_ev = round_up (fabs (data->bias_ev.value) * 10) / 10;

    if (!(size_ev >= 0.1 && size_ev <= 100))
        return NULL;
    *source = data->bias_ev.source;
    g_autofree char *text = spell (size_ev, 1);
    return g_strdup_printf ("%s%sEV", data->bias_ev.value < 0 ? "−" : "+", text);
}

/* ---- Focal length ---------------------------------------------------------------------------------------------- */

static char *
spell_real (double mm)
{
    if (!(mm >= 0.1 && mm < 1e5))
        return NULL;
    g_autofree char *text = round_up (mm * 10) < 100 ? spell (round_up (mm * 10) / 10, 1) : spell (round_up (mm), 0);
    return g_strconcat (text, "mm", NULL);
}

static char *
spell_equivalent (const RfPhotoData *data, const char **source)
{
    double mm = data->focal35_mm.value;

    *source = data->focal35_mm.source;
    if (!(mm > 0)) {
        mm = data->focal_mm.value * data->crop.value;
        *source = data->crop.source;
    }
    mm = round_up (mm);
    return mm >= 1 && mm < 1e5 ? g_strdup_printf ("%.0fmm", mm) : NULL;
}

RF_FORMATTER (rf_format_focal)
{
    const char *from = NULL;
    g_autofree char *real = spell_real (data->focal_mm.value);
    g_autofree char *equivalent = spell_equivalent (data, &from);

    if (equivalent && (style->focal == RF_FOCAL_EQUIVALENT || (style->focal == RF_FOCAL_BOTH && !real))) {
        *source = from;
        return g_steal_pointer (&equivalent);
    }
    *source = data->focal_mm.source;
    if (style->focal == RF_FOCAL_BOTH && real && equivalent && strcmp (real, equivalent) != 0)
        return g_strdup_printf ("%s (%s)", real, equivalent);
    return g_steal_pointer (&real);
}

/* ---- When and where -------------------------------------------------------------------------------------------- */

RF_FORMATTER (rf_format_date)
{
    const char *wanted = style->date_pattern ? style->date_pattern : pattern ? pattern : "%Y.%m.%d";

    *source = data->taken.source;
    return rf_moment_format (&data->taken.value, wanted, style->local_date);
}

RF_FORMATTER (rf_format_time)
{
    *source = data->taken.source;
    return rf_moment_format (&data->taken.value, pattern ? pattern : "%H:%M:%S", style->local_date);
}

/* 33°35'16"N; seconds that round to 60 carry. */
static char *
spell_dms (double degrees, const char *letters)
{
    gint64 seconds = (gint64)round_up (fabs (degrees) * 3600);

    return g_strdup_printf ("%d°%d'%d\"%c", (int)(seconds / 3600), (int)(seconds / 60 % 60), (int)(seconds % 60),
                            degrees < 0 && seconds > 0 ? letters[1] : letters[0]);
}

static char *
spell_fixed (double degrees, int decimals)
{
    double step = pow (10, decimals), rounded = copysign (round_up (fabs (degrees) * step) / step, degrees);
    char format[8], text[G_ASCII_DTOSTR_BUF_SIZE];

    g_snprintf (format, sizeof format, "%%.%df", decimals);
    g_ascii_formatd (text, sizeof text, format, rounded == 0 ? 0 : rounded);
    return g_strdup (text);
}

RF_FORMATTER (rf_format_gps)
{
    double latitude = data->latitude_deg.value, longitude = data->longitude_deg.value;

    if (style->gps == RF_GPS_OFF || !(fabs (latitude) <= 90 && fabs (longitude) <= 180))
        return NULL;
    *source = data->latitude_deg.source;
    if (style->gps == RF_GPS_DMS) {
        g_autofree char *north = spell_dms (latitude, "NS"), *east = spell_dms (longitude, "EW");
        return g_strdup_printf ("%s  %s", north, east);
    }
    int decimals = style->gps == RF_GPS_PRIVATE ? 1 : 5;
    g_autofree char *north = spell_fixed (latitude, decimals), *east = spell_fixed (longitude, decimals);
    return g_strdup_printf ("%s, %s", north, east);
}

/* With a height above the sea a rounded place would be less rounded. */
RF_FORMATTER (rf_format_altitude)
{
    double metres = round_up (data->altitude_m.value);

    if (style->gps == RF_GPS_OFF || style->gps == RF_GPS_PRIVATE || !(metres >= -12000 && metres <= 100000))
        return NULL;
    *source = data->altitude_m.source;
    return g_strdup_printf ("%s%.0fm", metres < 0 ? "−" : "", fabs (metres));
}

RF_FORMATTER (rf_format_rating)
{
    GString *stars = g_string_new (NULL);

    for (int i = 0; i < 5 && i < data->rating.value; i++)
        g_string_append (stars, "★");
    *source = data->rating.source;
    return g_string_free (stars, stars->len == 0);
}
