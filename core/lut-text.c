/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "lut-text.h"

#include "i18n.h"

#include <math.h>
#include <string.h>

static gboolean
is_blank (char c)
{
    return c == ' ' || c == '\t';
}

gboolean
rf_lut_text_init (RfLutText *text, char *content, gsize length, const char *name, GError **error)
{
    static const char mark[] = "\xef\xbb\xbf";

    *text = (RfLutText){.name = name, .next = content, .end = content + length};
    if (memchr (content, 0, length)) {
        g_set_error (error, RF_ERROR, RF_ERROR_SYNTAX, _ ("%s: is not a text file"), name);
        return FALSE;
    }
    if (strncmp (content, mark, strlen (mark)) == 0)
        text->next += strlen (mark);
    return TRUE;
}

static gboolean
read_line (RfLutText *text)
{
    if (text->next >= text->end)
        return FALSE;

    char *line = text->next, *end = line + strcspn (line, "\r\n");
    text->next = end + (end[0] == '\r' && end[1] == '\n' ? 2 : 1);
    text->number++;
    while (is_blank (*line))
        line++;
    while (end > line && is_blank (end[-1]))
        end--;
    *end = '\0';
    text->line = line;
    return TRUE;
}

gboolean
rf_lut_text_next (RfLutText *text)
{
    do
        if (!read_line (text)) {
            text->line = NULL;
            return FALSE;
        }
    while (*text->line == '\0');
    return TRUE;
}

void
rf_lut_text_error (const RfLutText *text, GError **error, const char *format, ...)
{
    va_list args;

    va_start (args, format);
    g_autofree char *what = g_strdup_vprintf (format, args);
    va_end (args);
    g_set_error (error, RF_ERROR, RF_ERROR_SYNTAX, _ ("%s: line %d: %s"), text->name, text->number, what);
}

char *
rf_lut_text_quote (const char *at)
{
    char *word = g_strndup (at, MIN (strcspn (at, " \t"), 24)), *valid;

    for (char *c = word; *c; c++)
        if (g_ascii_iscntrl (*c))
            *c = '?';
    valid = g_utf8_make_valid (word, -1);
    g_free (word);
    return valid;
}

/* Numbers that are not three, one or two as expected; in full sentences, so that they can be translated: languages disagree on how numbers and nouns go together. */
static void
set_count_error (const RfLutText *text, int found, int wanted, GError **error)
{
    static const char *const of_three[] = {N_ ("no number, three expected"), N_ ("one number, three expected"),
                                           N_ ("two numbers, three expected"),
                                           N_ ("more than three numbers, three expected")};

    if (wanted == 3)
        rf_lut_text_error (text, error, "%s", _ (of_three[MIN (found, 3)]));
    else
        rf_lut_text_error (text, error, "%s", wanted == 1 ? _ ("one number expected") : _ ("two numbers expected"));
}

gboolean
rf_lut_text_numbers (const RfLutText *text, const char *line, double *numbers, int n, GError **error)
{
    const char *at = line;

    for (int i = 0; i <= n; i++) {
        char *end;

        while (is_blank (*at))
            at++;
        if ((*at == '\0') != (i == n)) {
            /* Numbers that are too many are counted only as such. */
            set_count_error (text, i == n ? n + 1 : i, n, error);
            return FALSE;
        }
        if (i == n)
            break;
        numbers[i] = g_ascii_strtod (at, &end);
        if (end == at || (*end != '\0' && !is_blank (*end)) || !isfinite (numbers[i])) {
            g_autofree char *word = rf_lut_text_quote (at);
            rf_lut_text_error (text, error, _ ("“%s” is not a number"), word);
            return FALSE;
        }
        if (fabs (numbers[i]) > 1e6) {
            g_autofree char *word = rf_lut_text_quote (at);
            rf_lut_text_error (text, error, _ ("%s is outside %g … %g"), word, -1e6, 1e6);
            return FALSE;
        }
        at = end;
    }
    return TRUE;
}

gboolean
rf_lut_text_size (const RfLutText *text, const char *line, int min, int max, int *size, GError **error)
{
    double number;

    if (!rf_lut_text_numbers (text, line, &number, 1, error))
        return FALSE;
    if (number != floor (number) || number < min || number > max) {
        g_autofree char *word = rf_lut_text_quote (line);
        rf_lut_text_error (text, error, _ ("a whole number from %d to %d expected, not %s"), min, max, word);
        return FALSE;
    }
    *size = (int)number;
    return TRUE;
}

const char *
rf_lut_text_after (const char *line, const char *keyword)
{
    size_t length = strlen (keyword);

    if (g_ascii_strncasecmp (line, keyword, length) != 0 || (line[length] != '\0' && !is_blank (line[length])))
        return NULL;
    line += length;
    while (is_blank (*line))
        line++;
    return line;
}
