/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a gain map says of itself. Encoded is ((g - min) / (max - min)) ^ gamma of a gain of g stops (Adobe, "Gain map
 * specification"; ISO 21496-1, clause 6), so that what brightens nothing is the number of g = 0. */
#include "codec-jpeg-parts.h"

#include <math.h>
#include <string.h>

enum { MIN, MAX, GAMMA, NUMBERS };

typedef struct {
    double numbers[NUMBERS][3];
    int number; /* that the text belongs to; -1: none */
    int channel;
} Map;

static const char *const names[NUMBERS] = {"GainMapMin", "GainMapMax", "Gamma"};

static void
set_number (Map *map, int number, int channel, double value)
{
    for (int c = channel; c < 3; c++) /* one number stands for all */
        map->numbers[number][c] = value;
}

/* ---- Adobe's, in XMP: an attribute, or an element of one number or a list of three ---- */

static int
find_name (const char *name)
{
    const char *colon = strrchr (name, ':');

    for (int i = 0; i < NUMBERS; i++)
        if (colon && strcmp (colon + 1, names[i]) == 0)
            return i;
    return -1;
}

static void
open_element (GMarkupParseContext *context, const char *element, const char **attributes, const char **values,
              void *data, GError **error)
{
    Map *map = data;
    int number = find_name (element);

    for (; *attributes; attributes++, values++)
        if (find_name (*attributes) >= 0)
            set_number (map, find_name (*attributes), 0, g_ascii_strtod (*values, NULL));
    if (number >= 0) {
        map->number = number;
        map->channel = 0;
    }
}

static void
close_element (GMarkupParseContext *context, const char *element, void *data, GError **error)
{
    if (find_name (element) >= 0)
        ((Map *)data)->number = -1;
}

static void
take_text (GMarkupParseContext *context, const char *text, gsize length, void *data, GError **error)
{
    Map *map = data;
    g_autofree char *number = g_strndup (text, length);
    char *end;
    double value = g_ascii_strtod (number, &end);

    if (map->number >= 0 && map->channel < 3 && end != number)
        set_number (map, map->number, map->channel++, value);
}

static void
read_xmp (Map *map, const guint8 *text, gsize length)
{
    static const GMarkupParser parser = {open_element, close_element, take_text, NULL, NULL};
    GMarkupParseContext *context = g_markup_parse_context_new (&parser, 0, map, NULL);

    map->number = -1;
    g_markup_parse_context_parse (context, (const char *)text, (gssize)length,
                                  NULL); /* what it read before an error counts */
    g_markup_parse_context_free (context);
}

/* ---- ISO 21496-1, annex C ---- */

static double
read_fraction (const guint8 *numerator, const guint8 *denominator, gboolean is_signed)
{
    gint32 top;
    guint32 bottom;

    memcpy (&top, numerator, sizeof top);
    memcpy (&bottom, denominator, sizeof bottom);
    top = (gint32)GUINT32_FROM_BE ((guint32)top);
    bottom = GUINT32_FROM_BE (bottom);
    return bottom == 0 ? 0 : (is_signed ? (double)top : (double)(guint32)top) / bottom;
}

static void
read_iso (Map *map, const guint8 *body, gsize length)
{
    if (length < 5)
        return;
    int channels = body[4] & 0x80 ? 3 : 1;
    gboolean shares = (body[4] & 0x08) != 0; /* one denominator for all */
    gsize numbers = shares ? 5 + 4 : 5, step = shares ? 4 : 8, channel = 5 * step;
    const guint8 *denominator = body + 5;

    numbers += 2 * step; /* the two headrooms */
    if (numbers + (gsize)channels * channel > length)
        return;
    for (int c = 0; c < channels; c++)
        for (int i = 0; i < NUMBERS; i++) {
            const guint8 *at = body + numbers + (gsize)c * channel + (gsize)i * step;
            set_number (map, i, c, read_fraction (at, shares ? denominator : at + 4, i != GAMMA));
        }
}

/* ---- Which it has ---- */

void
rf_gain_range_read (RfGainRange *range, GBytes *gain_map)
{
    static const char adobe[] = "http://ns.adobe.com/xap/1.0/", iso[] = "urn:iso:std:iso:ts:21496:-1";
    Map map = {{{0, 0, 0}, {1, 1, 1}, {1, 1, 1}}, -1, 0};
    gsize size;
    const guint8 *data = g_bytes_get_data (gain_map, &size);

    for (gsize at = 2; at + 4 <= size && data[at] == 0xff && data[at + 1] != 0xda;) {
        gsize length = ((gsize)data[at + 2] << 8) + data[at + 3];
        const guint8 *body = data + at + 4;
        if (length < 2 || at + 2 + length > size)
            break;
        length -= 2;
        if (data[at + 1] == 0xe1 && length > sizeof adobe && memcmp (body, adobe, sizeof adobe) == 0)
            read_xmp (&map, body + sizeof adobe, length - sizeof adobe);
        if (data[at + 1] == 0xe2 && length > sizeof iso && memcmp (body, iso, sizeof iso) == 0)
            read_iso (&map, body + sizeof iso, length - sizeof iso);
        at += 4 + length;
    }
    for (int c = 0; c < 3; c++) {
        range->min[c] = map.numbers[MIN][c];
        range->max[c] = map.numbers[MAX][c];
        range->gamma[c] = map.numbers[GAMMA][c] > 0 ? map.numbers[GAMMA][c] : 1;
    }
}

double
rf_gain_encode (const RfGainRange *range, int channel, double stops)
{
    double span = range->max[channel] - range->min[channel];

    return span > 0 ? pow (CLAMP ((stops - range->min[channel]) / span, 0, 1), range->gamma[channel]) : 0;
}

double
rf_gain_decode (const RfGainRange *range, int channel, double number)
{
    return range->min[channel] + (range->max[channel] - range->min[channel]) * pow (number, 1 / range->gamma[channel]);
}
