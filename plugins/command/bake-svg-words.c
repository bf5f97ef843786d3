/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bake-svg-words.h"

#include <string.h>

/* What darktable calls our fields. `empty` is a variable that is empty where the photograph says nothing of it. Numbers never are:
 * darktable writes zeros and the file's own date; a camera that gave its name gave a date, too, and words are not shown whose
 * `number` is zero. A field that is not here has no words in darktable. */
static const struct {
    const char *field, *words, *empty, *number;
} variables[] = {
    {"make", "$(EXIF.MAKER)", "EXIF.MAKER"},
    {"model", "$(EXIF.MODEL)", "EXIF.MODEL"},
    {"body", "$(EXIF.MAKER) $(EXIF.MODEL)", "EXIF.MODEL"},
    {"lens", "$(EXIF.LENS)", "EXIF.LENS"},
    {"focal", "$(EXIF.FOCAL.LENGTH%.0)mm", "EXIF.MODEL", "EXIF.FOCAL.LENGTH"},
    {"aperture", "f/$(EXIF.APERTURE%.0)", "EXIF.MODEL", "EXIF.APERTURE"},
    {"exposure", "$(EXIF.EXPOSURE)s", "EXIF.MODEL", "EXIF.EXPOSURE"},
    {"iso", "ISO$(EXIF.ISO)", "EXIF.MODEL", "EXIF.ISO"},
    {"gps", "$(GPS.LATITUDE)  $(GPS.LONGITUDE)", "GPS.LATITUDE"},
    {"artist", "$(Xmp.dc.creator)", "Xmp.dc.creator"},
    {"title", "$(Xmp.dc.title)", "Xmp.dc.title"},
    {"caption", "$(Xmp.dc.description)", "Xmp.dc.description"},
    {"copyright", "$(Xmp.dc.rights)", "Xmp.dc.rights"},
};

/* The parts of the sample's date, which is 2022:07:04 12:17:10, as they stand in what a pattern made of it. */
static const struct {
    const char *sample, *words;
} date_parts[] = {
    {"2022", "$(EXIF.YEAR)"}, {"22", "$(EXIF.YEAR.SHORT)"}, {"07", "$(EXIF.MONTH)"},  {"04", "$(EXIF.DAY)"},
    {"12", "$(EXIF.HOUR)"},   {"17", "$(EXIF.MINUTE)"},     {"10", "$(EXIF.SECOND)"},
};

/* A character for private use stands for variable i while the format is laid out, and an x, which turns into X where the format
 * wants capitals. */
#define FIRST_MARK 0xe000

RfCaption *
rf_svg_caption (void)
{
    RfCaption *caption = rf_caption_sample ();
    size_t n;
    const RfField *fields = rf_fields (&n);

    for (size_t i = 0; i < n; i++) {
        gboolean is_date = strcmp (fields[i].id, "date") == 0 || strcmp (fields[i].id, "time") == 0;
        char mark[8] = "";
        for (gsize k = 0; k < G_N_ELEMENTS (variables); k++)
            if (strcmp (variables[k].field, fields[i].id) == 0)
                strcpy (mark + g_unichar_to_utf8 ((gunichar)(FIRST_MARK + k), mark), "x");
        if (!is_date)
            rf_caption_set (caption, fields[i].id, mark, NULL);
    }
    return caption;
}

/* The part of the sample's date that the text begins with; NULL if none. */
static const char *
find_date_part (const char *text, gsize *length)
{
    for (gsize part = 0; part < G_N_ELEMENTS (date_parts); part++)
        if (g_str_has_prefix (text, date_parts[part].sample)) {
            *length = strlen (date_parts[part].sample);
            return date_parts[part].words;
        }
    return NULL;
}

/* Words between fields, with the date in them. Blanks side by side would become one. They stand in a CDATA section, because
 * darktable puts in what it finds as it is: a lens called "A & B" would break the file. */
static char *
read_plain (const char *text, gsize length)
{
    GString *words = g_string_new (NULL);
    const char *end = text + length;

    while (text < end) {
        gsize date_length;
        const char *date = find_date_part (text, &date_length);
        if (date) {
            g_string_append (words, date);
            text += date_length;
            continue;
        }
        const char *next = g_utf8_next_char (text);
        if (*text == ' ')
            g_string_append (words, "\xc2\xa0");
        else
            g_string_append_len (words, text, next - text);
        text = next;
    }
    return g_string_free (words, FALSE);
}

/* darktable's "^^" makes capitals of a variable. */
static void
append_variable (GString *words, const char *variable, gboolean capitals)
{
    for (; *variable; variable++) {
        if (capitals && *variable == ')')
            g_string_append (words, "^^");
        g_string_append_c (words, *variable);
    }
}

static gboolean
is_mark (const char *text)
{
    gunichar mark = g_utf8_get_char (text);

    return mark >= FIRST_MARK && mark < FIRST_MARK + G_N_ELEMENTS (variables);
}

/* From a mark on: the field and the separator behind it, which is shown where the field is. Returns where the next words begin. */
static const char *
append_field (GString *words, const char *text)
{
    gsize i = g_utf8_get_char (text) - FIRST_MARK, unused;
    const char *letter = g_utf8_next_char (text), *end = letter + 1;

    while (*end && !is_mark (end) && !find_date_part (end, &unused))
        end = g_utf8_next_char (end);
    g_autofree char *separator = read_plain (letter + 1, (gsize)(end - letter - 1));
    if (variables[i].number)
        g_string_append_printf (words, "]]><tspan class=\"n$(%s)\"><![CDATA[", variables[i].number);
    g_string_append_printf (words, "$(%s+", variables[i].empty);
    append_variable (words, variables[i].words, *letter == 'X');
    g_string_append_printf (words, "%s)", separator);
    if (variables[i].number)
        g_string_append (words, "]]></tspan><![CDATA[");
    return end;
}

char *
rf_svg_words (const char *text)
{
    GString *words = g_string_new (NULL);

    while (*text) {
        const char *end = text;
        while (*end && !is_mark (end))
            end = g_utf8_next_char (end);
        g_autofree char *plain = read_plain (text, (gsize)(end - text));
        g_string_append_printf (words, strstr (plain, "$(EXIF.") ? "$(EXIF.MODEL+%s)" : "%s", plain);
        text = *end ? append_field (words, end) : end;
    }
    return g_string_free (words, FALSE);
}
