/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Dates and times as photographs have them: parts may be missing, there may be no time zone. */
#ifndef RF_MOMENT_H
#define RF_MOMENT_H

#include <glib.h>

typedef struct {
    int year;                 /* 0: nothing is known */
    int month, day;           /* 0: unknown, and what follows too */
    int hour, minute, second; /* -1: unknown */
    char fraction[10];        /* digits after the second's point; "" if unknown */
    int offset_min;           /* east of UTC; only where `has_offset` */
    gboolean has_offset;
} RfMoment;

#define RF_MOMENT_UNKNOWN {0, 0, 0, -1, -1, -1, "", 0, FALSE}

/* "2022:07:04 12:17:10", "2022-07-04T12:17:10.27+02:00", "2022-07", "20220704". FALSE: no date, or one that cannot be, such as
 * "0000:00:00 00:00:00". A time that cannot be is left out. */
gboolean rf_moment_parse (const char *text, RfMoment *moment);

/* "+02:00", "-0330" or "Z" into the moment; FALSE: none of these, and nothing is changed. */
gboolean rf_moment_parse_offset (const char *text, RfMoment *moment);

/* As strftime, but a conversion of which the moment knows nothing goes together with what separates it from its neighbour.
 * Names are English unless `local`. Besides: %f the fraction of the second, %z as +02:00; %- before a letter means no
 * leading zero, %^ capitals. NULL if nothing is left. */
char *rf_moment_format (const RfMoment *moment, const char *pattern, gboolean local);

#endif
