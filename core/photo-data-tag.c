/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Tags as text and as numbers. gexiv2's own functions for numbers are not used: they take 32 bits with a sign for those
 * without, and nothing for what has another type than it should. */
#include "photo-data-tag.h"

#include "photo-data-gexiv2.h"

#include <math.h>
#include <string.h>

/* Asked first, always: of a tag without a value gexiv2 gives the next tag's. */
static gboolean
has_tag (GExiv2Metadata *metadata, const char *tag)
{
    return gexiv2_metadata_has_tag (metadata, tag, NULL);
}

char *
rf_tag_string (GExiv2Metadata *metadata, const char *tag)
{
    return has_tag (metadata, tag) ? gexiv2_metadata_get_tag_string (metadata, tag, NULL) : NULL;
}

/* ---- Numbers --------------------------------------------------------------------------------------------------- */

static double
read_fraction (const char *text)
{
    char *end, *end_below;
    double above = g_ascii_strtod (text, &end);

    if (end == text || !isfinite (above))
        return NAN;
    if (*end != '/')
        return above;
    double below = g_ascii_strtod (end + 1, &end_below);
    return end_below == end + 1 || !isfinite (below) || below == 0 ? NAN : above / below;
}

int
rf_tag_numbers (GExiv2Metadata *metadata, const char *tag, double *numbers, int n)
{
    g_autofree char *text = rf_tag_string (metadata, tag);
    int count = 0;

    if (!text)
        return 0;
    g_auto (GStrv) words = g_strsplit_set (text, " ,", -1);
    for (char **word = words; *word && count < n; word++)
        if (**word)
            numbers[count++] = read_fraction (*word);
    return count;
}

double
rf_tag_number (GExiv2Metadata *metadata, const char *tag)
{
    double number;

    return rf_tag_numbers (metadata, tag, &number, 1) == 1 ? number : NAN;
}

/* ---- Texts ----------------------------------------------------------------------------------------------------- */

static gboolean
take (RfText *text, char *value)
{
    text->value = value;
    return value != NULL;
}

gboolean
rf_read_text (GExiv2Metadata *metadata, const char *tag, void *text)
{
    g_autofree char *raw = rf_tag_string (metadata, tag);

    return take (text, raw ? rf_text_clean (raw, -1) : NULL);
}

gboolean
rf_read_interpreted (GExiv2Metadata *metadata, const char *tag, void *text)
{
    g_autofree char *raw =
        has_tag (metadata, tag) ? gexiv2_metadata_get_tag_interpreted_string (metadata, tag, NULL) : NULL;

    return take (text, raw ? rf_text_clean (raw, -1) : NULL);
}

gboolean
rf_read_texts (GExiv2Metadata *metadata, const char *tag, void *text)
{
    g_auto (GStrv) raws = has_tag (metadata, tag) ? gexiv2_metadata_get_tag_multiple (metadata, tag, NULL) : NULL;
    g_autoptr (GString) all = g_string_new (NULL);

    for (char **raw = raws; raw && *raw; raw++) {
        g_autofree char *one = rf_text_clean (*raw, -1);
        if (one)
            g_string_append_printf (all, "%s%s", all->len ? ", " : "", one);
    }
    return take (text, rf_text_clean (all->str, (gssize)all->len));
}

/* "photographer NUL editor", or either of them (CIPA DC-008). */
gboolean
rf_read_copyright (GExiv2Metadata *metadata, const char *tag, void *text)
{
    g_autoptr (GBytes) raw = has_tag (metadata, tag) ? gexiv2_metadata_get_tag_raw (metadata, tag, NULL) : NULL;
    gsize length, first;

    if (!raw)
        return FALSE;
    const char *bytes = g_bytes_get_data (raw, &length);
    for (first = 0; first < length && bytes[first]; first++)
        ;
    g_autofree char *photographer = rf_text_clean (bytes, (gssize)first);
    g_autofree char *editor = NULL;
    if (first + 1 < length)
        editor = rf_text_clean (bytes + first + 1, (gssize)strnlen (bytes + first + 1, length - first - 1));
    if (photographer && editor)
        return take (text, g_strconcat (photographer, ", ", editor, NULL));
    return take (text, photographer ? g_steal_pointer (&photographer) : g_steal_pointer (&editor));
}

/* XMP has texts in several languages, each after its name: lang="x-default" Sunset. */
gboolean
rf_read_alternative (GExiv2Metadata *metadata, const char *tag, void *text)
{
    static const char mark[] = "lang=\"", standard[] = "lang=\"x-default\"";
    g_auto (GStrv) raws = has_tag (metadata, tag) ? gexiv2_metadata_get_tag_multiple (metadata, tag, NULL) : NULL;
    const char *chosen = raws ? raws[0] : NULL;

    for (char **raw = raws; raw && *raw; raw++)
        if (g_str_has_prefix (*raw, standard))
            chosen = *raw;
    if (!chosen)
        return FALSE;
    if (g_str_has_prefix (chosen, mark)) {
        const char *end = strchr (chosen + strlen (mark), '"');
        chosen = end ? end + 1 : chosen;
    }
    return take (text, rf_text_clean (chosen, -1));
}

/* Comments begin with their encoding. Of Unicode exiv2 has made UTF-8. */
static char *
decode_comment (const char *raw)
{
    static const char mark[] = "charset=", japanese[] = "Jis";

    if (!g_str_has_prefix (raw, mark))
        return rf_text_clean (raw, -1);
    const char *name = raw + strlen (mark) + (raw[strlen (mark)] == '"'), *text = strchr (name, ' ');
    if (!text)
        return NULL;
    g_autofree char *utf8 =
        g_str_has_prefix (name, japanese) ? g_convert (text + 1, -1, "UTF-8", "ISO-2022-JP", NULL, NULL, NULL) : NULL;
    return rf_text_clean (utf8 ? utf8 : text + 1, -1);
}

/* Telephones and programs keep their own data in comments. */
gboolean
rf_read_caption (GExiv2Metadata *metadata, const char *tag, void *text)
{
    g_autofree char *raw = rf_tag_string (metadata, tag), *clean = raw ? decode_comment (raw) : NULL;

    if (!clean || strchr ("{[<", *clean) || g_str_has_prefix (clean, "binary comment"))
        return FALSE;
    return take (text, g_steal_pointer (&clean));
}

gboolean
rf_read_time (GExiv2Metadata *metadata, const char *tag, void *time)
{
    /* Tags that complete one: of the second's fraction, of the time zone, of the time where it stands alone. */
    static const struct {
        const char *tag, *fraction, *offset, *clock;
    } parts[] = {
        {"Exif.Photo.DateTimeOriginal", "Exif.Photo.SubSecTimeOriginal", "Exif.Photo.OffsetTimeOriginal", NULL},
        {"Exif.Photo.DateTimeDigitized", "Exif.Photo.SubSecTimeDigitized", "Exif.Photo.OffsetTimeDigitized", NULL},
        {"Exif.Image.DateTime", "Exif.Photo.SubSecTime", "Exif.Photo.OffsetTime", NULL},
        {"Iptc.Application2.DateCreated", NULL, NULL, "Iptc.Application2.TimeCreated"},
        {"Iptc.Application2.DigitizationDate", NULL, NULL, "Iptc.Application2.DigitizationTime"},
    };
    RfMoment *moment = &((RfTime *)time)->value;
    g_autofree char *raw = rf_tag_string (metadata, tag);

    if (!raw)
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
        if (strcmp (parts[i].tag, tag) != 0)
            continue;
        g_autofree char *clock = parts[i].clock ? rf_tag_string (metadata, parts[i].clock) : NULL;
        if (clock) {
            g_autofree char *both = g_strconcat (raw, " ", clock, NULL);
            return rf_moment_parse (both, moment);
        }
        if (!rf_moment_parse (raw, moment))
            return FALSE;
        g_autofree char *fraction = parts[i].fraction ? rf_tag_string (metadata, parts[i].fraction) : NULL;
        g_autofree char *offset = parts[i].offset ? rf_tag_string (metadata, parts[i].offset) : NULL;
        if (fraction && moment->second >= 0 && !*moment->fraction)
            g_strlcpy (moment->fraction, fraction, MIN (strspn (fraction, "0123456789") + 1, sizeof moment->fraction));
        if (offset && moment->hour >= 0 && !moment->has_offset)
            rf_moment_parse_offset (offset, moment);
        return TRUE;
    }
    return rf_moment_parse (raw, moment);
}
