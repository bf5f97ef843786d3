/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Texts as cameras, programs and people of three decades wrote them, as one line of UTF-8. */
#include "photo-data-tag.h"

#include <string.h>

/* Longer is no caption but data; laying it out would only take time. */
#define MOST_LETTERS 1000

/* What Windows-1252 has where Latin-1 has control characters; 0: nothing. */
static const gunichar windows[32] = {0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                     0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
                                     0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                     0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

static char *
from_windows (const char *bytes, gsize length)
{
    GString *text = g_string_sized_new (2 * length);

    for (gsize i = 0; i < length; i++) {
        guchar byte = (guchar)bytes[i];
        if (byte >= 0x80 && byte < 0xa0)
            g_string_append_unichar (text, windows[byte - 0x80] ? windows[byte - 0x80] : 0xfffd);
        else
            g_string_append_unichar (text, byte);
    }
    return g_string_free (text, FALSE);
}

/* Whether all bytes beyond ASCII stand in pairs of the plane that GB 2312 uses: two accented Latin letters side by side are
 * rare, and only such side by side everywhere are rarer. */
static gboolean
looks_chinese (const char *bytes, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        guchar byte = (guchar)bytes[i];
        if (byte < 0x80)
            continue;
        if (byte < 0xa1 || byte > 0xf7 || i + 1 == length || (guchar)bytes[i + 1] < 0xa1)
            return FALSE;
        i++;
    }
    return TRUE;
}

/* Kana in Shift JIS begin with 0x82 or 0x83, which Western texts hardly have. */
static gboolean
looks_japanese (const char *bytes, gsize length)
{
    for (gsize i = 0; i + 1 < length; i++) {
        guchar byte = (guchar)bytes[i];
        if (byte == 0x82 || byte == 0x83)
            return TRUE;
        if (byte >= 0x81 && byte <= 0x9f)
            i++;
    }
    return FALSE;
}

static char *
to_utf8 (const char *bytes, gsize length)
{
    const char *charset = NULL;

    if (g_utf8_validate (bytes, (gssize)length, NULL))
        return g_strndup (bytes, length);
    if (looks_chinese (bytes, length))
        charset = "GB18030";
    else if (looks_japanese (bytes, length))
        charset = "CP932";
    char *text = charset ? g_convert (bytes, (gssize)length, "UTF-8", charset, NULL, NULL, NULL) : NULL;
    return text ? text : from_windows (bytes, length);
}

static gboolean
is_blank (gunichar c)
{
    return g_unichar_isspace (c) || g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029 || c == 0x00a0 || c == 0x3000;
}

/* Byte order marks, fillers of fonts, halves of surrogates and what Unicode keeps for itself. */
static gboolean
is_nothing (gunichar c)
{
    return c == 0xfeff || c == 0xfffd || c == 0x200b || (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef) ||
           (c >= 0xfff0 && c <= 0xfffb);
}

char *
rf_text_clean (const char *bytes, gssize length)
{
    g_autofree char *text = to_utf8 (bytes, length < 0 ? strlen (bytes) : (gsize)length);
    GString *clean = g_string_new (NULL);
    gboolean blank = FALSE, meaning = FALSE;
    int letters = 0;

    for (const char *c = text; *c && letters < MOST_LETTERS; c = g_utf8_next_char (c)) {
        gunichar letter = g_utf8_get_char (c);
        if (is_blank (letter)) {
            blank = clean->len > 0;
            continue;
        }
        if (is_nothing (letter))
            continue;
        if (blank)
            g_string_append_c (clean, ' ');
        blank = FALSE;
        g_string_append_unichar (clean, letter);
        meaning = meaning || !strchr ("-_.,:;?*#/\\", (int)MIN (letter, 0xff));
        letters++;
    }
    if (letters == MOST_LETTERS)
        g_string_append (clean, "…");
    if (!meaning) {
        g_string_free (clean, TRUE);
        return NULL;
    }
    return g_string_free (clean, FALSE);
}
