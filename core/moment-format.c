/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "moment.h"

#include "i18n.h"
#include "rangefinder.h"

#include <langinfo.h>
#include <string.h>

static int
weekday_of (const RfMoment *m)
{
    GDate date;

    g_date_clear (&date, 1);
    g_date_set_dmy (&date, (GDateDay)m->day, (GDateMonth)m->month, (GDateYear)m->year);
    return (int)g_date_get_weekday (&date) % 7; /* 0: Sunday */
}

static int
day_of_year (const RfMoment *m)
{
    int days = m->day;

    for (int month = 1; month < m->month; month++)
        days += g_date_get_days_in_month ((GDateMonth)month, (GDateYear)m->year);
    return days;
}

static int
week_of (const RfMoment *m, int *year)
{
    g_autoptr (GDateTime) date = g_date_time_new_utc (m->year, m->month, m->day, 12, 0, 0);

    *year = g_date_time_get_week_numbering_year (date);
    return g_date_time_get_week_of_year (date);
}

static char *
name_of (char conversion, const RfMoment *m, gboolean local)
{
    static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    static const char *const days[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
    gboolean is_month = strchr ("bBh", conversion) != NULL, full = conversion == 'A' || conversion == 'B';
    const char *name;

    if (conversion == 'p') {
        name = local ? nl_langinfo (m->hour < 12 ? AM_STR : PM_STR) : m->hour < 12 ? "AM" : "PM";
    } else if (is_month) {
        if (local)
            name = nl_langinfo ((full ? MON_1 : ABMON_1) + m->month - 1);
        else
            return g_strndup (months[m->month - 1], full ? 20 : 3);
    } else {
        int day = weekday_of (m);
        if (!local)
            return g_strndup (days[day], full ? 20 : 3);
        name = nl_langinfo ((full ? DAY_1 : ABDAY_1) + day);
    }
    /* Many languages have no words for the halves of a day. */
    return *name == '\0' ? NULL : local ? g_locale_to_utf8 (name, -1, NULL, NULL, NULL) : g_strdup (name);
}

static char *
offset_of (const RfMoment *m)
{
    int minutes = ABS (m->offset_min);

    return g_strdup_printf ("%c%02d:%02d", m->offset_min < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

/* The shorthands of strftime. */
static const char *
expand (char conversion)
{
    switch (conversion) {
    case 'F':
        return "%Y-%m-%d";
    case 'D':
        return "%m/%d/%y";
    case 'T':
        return "%H:%M:%S";
    case 'R':
        return "%H:%M";
    case 'r':
        return "%I:%M:%S %p";
    default:
        return NULL;
    }
}

/* The number of a conversion and how it is written; FALSE: no conversion of a number. -1: unknown. */
static gboolean
number_of (char conversion, const RfMoment *m, int *number, int *digits, char *fill)
{
    int week_year;

    *digits = 2;
    *fill = '0';
    switch (conversion) {
    case 'Y':
        *number = m->year;
        *digits = 4;
        return TRUE;
    case 'y':
        *number = m->year % 100;
        return TRUE;
    case 'C':
        *number = m->year / 100;
        return TRUE;
    case 'm':
        *number = m->month ? m->month : -1;
        return TRUE;
    case 'e':
        *fill = ' ';
        G_GNUC_FALLTHROUGH;
    case 'd':
        *number = m->day ? m->day : -1;
        return TRUE;
    case 'k':
        *fill = ' ';
        G_GNUC_FALLTHROUGH;
    case 'H':
        *number = m->hour;
        return TRUE;
    case 'l':
        *fill = ' ';
        G_GNUC_FALLTHROUGH;
    case 'I':
        *number = m->hour < 0 ? -1 : (m->hour + 11) % 12 + 1;
        return TRUE;
    case 'M':
        *number = m->minute;
        return TRUE;
    case 'S':
        *number = m->second;
        return TRUE;
    case 'j':
        *number = m->day ? day_of_year (m) : -1;
        *digits = 3;
        return TRUE;
    case 'u':
        *number = m->day ? (weekday_of (m) + 6) % 7 + 1 : -1;
        *digits = 1;
        return TRUE;
    case 'w':
        *number = m->day ? weekday_of (m) : -1;
        *digits = 1;
        return TRUE;
    case 'V':
        *number = m->day ? week_of (m, &week_year) : -1;
        return TRUE;
    case 'G':
        *number = -1;
        if (m->day)
            week_of (m, number);
        *digits = 4;
        return TRUE;
    default:
        return FALSE;
    }
}

/* One conversion; NULL: the moment does not know. What is no conversion stays as it is. */
static char *
convert (const char *spelt, char flag, char conversion, const RfMoment *m, gboolean local)
{
    int number, digits;
    char fill;

    if (number_of (conversion, m, &number, &digits, &fill)) {
        if (number < 0)
            return NULL;
        if (flag == '-')
            return g_strdup_printf ("%d", number);
        if (flag == '_')
            fill = ' ';
        return g_strdup_printf (fill == ' ' ? "%*d" : "%0*d", digits, number);
    }
    switch (conversion) {
    case 'f':
        return *m->fraction ? g_strdup (m->fraction) : NULL;
    case 'z':
        return m->has_offset ? offset_of (m) : NULL;
    case 'a':
    case 'A':
        return m->day ? name_of (conversion, m, local) : NULL;
    case 'b':
    case 'B':
    case 'h':
        return m->month ? name_of (conversion, m, local) : NULL;
    case 'p':
        return m->hour >= 0 ? name_of (conversion, m, local) : NULL;
    case 'P': {
        g_autofree char *name = m->hour >= 0 ? name_of ('p', m, local) : NULL;
        return name ? g_utf8_strdown (name, -1) : NULL;
    }
    case 'n':
    case 't':
        return g_strdup (" ");
    case '%':
        return g_strdup ("%");
    default:
        return g_strdup (spelt);
    }
}

typedef struct {
    const RfMoment *moment;
    gboolean local;
    GString *text;          /* what is written */
    GString *between;       /* words since the last conversion, which wait for the next */
    gboolean known, missed; /* something was written; the last conversion was not */
} Writer;

static void
write_pattern (Writer *w, const char *pattern)
{
    for (const char *c = pattern; *c;) {
        if (*c != '%' || c[1] == '\0') {
            g_string_append_c (w->between, *c++);
            continue;
        }
        const char *start = c++;
        char flag = c[1] && strchr ("-_^0", *c) ? *c++ : '\0';
        char conversion = *c++;
        const char *longer = expand (conversion);
        if (longer) {
            write_pattern (w, longer);
            continue;
        }
        if (conversion & 0x80) { /* not half of a letter */
            g_string_append_len (w->between, start, c - start);
            continue;
        }
        g_autofree char *spelt = g_strndup (start, (gsize)(c - start));
        g_autofree char *part = convert (spelt, flag, conversion, w->moment, w->local);
        if (!part) {
            w->missed = TRUE;
            if (w->known)
                g_string_truncate (w->between, 0);
            continue;
        }
        if (flag == '^') {
            char *upper = g_utf8_strup (part, -1);
            g_free (part);
            part = upper;
        }
        if (strchr ("nt%", conversion)) {
            g_string_append (w->between, part);
            continue;
        }
        if (w->known || !w->missed)
            g_string_append (w->text, w->between->str);
        g_string_truncate (w->between, 0);
        g_string_append (w->text, part);
        w->known = TRUE;
        w->missed = FALSE;
    }
}

char *
rf_moment_format (const RfMoment *moment, const char *pattern, gboolean local)
{
    Writer w = {moment, local, g_string_new (NULL), g_string_new (NULL), FALSE, FALSE};

    if (moment->year > 0)
        write_pattern (&w, pattern);
    if (w.known && !w.missed)
        g_string_append (w.text, w.between->str);
    g_string_free (w.between, TRUE);
    g_strstrip (w.text->str);
    if (!w.known || *w.text->str == '\0') {
        g_string_free (w.text, TRUE);
        return NULL;
    }
    return g_string_free (w.text, FALSE);
}

gboolean
rf_date_pattern_check (const char *pattern, GError **error)
{
    static const char known[] = "YyCmdeHkIlMSfpPzjuwVGaAbBhFDTRrnt%";
    static const char listed[] = "%Y %y %m %d %e %j %B %b %A %a %H %I %M %S %p %f %z %V %G %F %T %R %%";
    gboolean any = FALSE;

    for (const char *c = strchr (pattern, '%'); c; c = strchr (c, '%')) {
        const char *letter = c + 1 + (c[1] && strchr ("-_^0", c[1]));
        const char *end = *letter ? g_utf8_find_next_char (letter, NULL) : letter;
        if (*letter == '\0' || !strchr (known, *letter)) {
            g_set_error (error, RF_ERROR, RF_ERROR_VALUE, _ ("“%.*s” is no part of a date; there are %s"),
                         (int)(end - c), c, listed);
            return FALSE;
        }
        any = any || !strchr ("nt%", *letter);
        c = end;
    }
    if (!any)
        g_set_error (error, RF_ERROR, RF_ERROR_VALUE, _ ("“%s” has no part of a date, such as %s"), pattern, "%Y");
    return any;
}
