/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "moment.h"

#include <string.h>

/* Up to `most` digits, after blanks, which old cameras write for leading zeros; -1: none. */
static int
read_digits (const char **text, int most)
{
    const char *c = *text;
    int value = 0, n = 0;

    while (n < most - 1 && *c == ' ') {
        c++;
        n++;
    }
    if (!g_ascii_isdigit (*c))
        return -1;
    for (; n < most && g_ascii_isdigit (*c); n++)
        value = 10 * value + (*c++ - '0');
    *text = c;
    return value;
}

static gboolean
skip_one_of (const char **text, const char *characters)
{
    if (**text == '\0' || !strchr (characters, **text))
        return FALSE;
    (*text)++;
    return TRUE;
}

static gboolean
parse_date (const char **text, RfMoment *moment)
{
    static const char separators[] = ":-/.";
    gboolean compact;

    moment->year = read_digits (text, 4);
    if (moment->year < 1000) /* no photograph is as old; so "0000" and what is not written in full are none */
        return FALSE;
    compact = !skip_one_of (text, separators) && g_ascii_isdigit (**text);
    if (**text == '\0')
        return TRUE;
    int month = read_digits (text, 2);
    if (month == -1 || month == 0)
        return TRUE; /* a year alone, or spelt with 00 or blanks behind */
    if (month > 12)
        return FALSE;
    moment->month = month;
    if (!skip_one_of (text, separators) && !compact)
        return TRUE;
    int day = read_digits (text, 2);
    if (day == -1 || day == 0)
        return TRUE;
    if (day > g_date_get_days_in_month ((GDateMonth)month, (GDateYear)moment->year))
        return FALSE;
    moment->day = day;
    return TRUE;
}

static void
parse_time (const char **text, RfMoment *moment)
{
    int hour = read_digits (text, 2);
    gboolean compact = !skip_one_of (text, ":") && g_ascii_isdigit (**text);
    int minute = read_digits (text, 2);

    if (hour < 0 || hour > 23 || minute < 0 || minute > 59)
        return;
    moment->hour = hour;
    moment->minute = minute;
    if (!skip_one_of (text, ":") && !(compact && g_ascii_isdigit (**text)))
        return;
    int second = read_digits (text, 2);
    if (second < 0 || second > 60) /* 60: a leap second */
        return;
    moment->second = second;
    if (!skip_one_of (text, ".,"))
        return;
    gsize n = strspn (*text, "0123456789");
    g_strlcpy (moment->fraction, *text, MIN (n + 1, sizeof moment->fraction));
    *text += n;
}

gboolean
rf_moment_parse_offset (const char *text, RfMoment *moment)
{
    while (*text == ' ')
        text++;
    int sign = *text == '-' ? -1 : 1;
    if (*text == 'Z' || *text == 'z') {
        moment->offset_min = 0;
        moment->has_offset = TRUE;
        return TRUE;
    }
    if (!skip_one_of (&text, "+-"))
        return FALSE;
    int hours = read_digits (&text, 2);
    skip_one_of (&text, ":");
    int minutes = *text ? read_digits (&text, 2) : 0;
    if (hours < 0 || hours > 15 || minutes < 0 || minutes > 59)
        return FALSE;
    moment->offset_min = sign * (60 * hours + minutes);
    moment->has_offset = TRUE;
    return TRUE;
}

gboolean
rf_moment_parse (const char *text, RfMoment *moment)
{
    RfMoment read = RF_MOMENT_UNKNOWN;

    while (*text == ' ')
        text++;
    if (!parse_date (&text, &read))
        return FALSE;
    if (read.day > 0 && skip_one_of (&text, " T")) {
        parse_time (&text, &read);
        if (read.hour >= 0)
            rf_moment_parse_offset (text, &read);
    }
    *moment = read;
    return TRUE;
}
