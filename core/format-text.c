/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "format-text.h"

#include "i18n.h"

#include <string.h>

/* One of the fields between "${" and "}". */
typedef struct {
    char *field;   /* NULL: plain words */
    char *pattern; /* of a date, or NULL */
    char *words;
} Alternative;

typedef enum {
    PIECE_WORDS,
    PIECE_BLANK, /* between words or fields; never at an end, never two */
    PIECE_FIELD,
    PIECE_SEPARATOR,
} PieceKind;

typedef struct {
    PieceKind kind;
    char *words;          /* of all but a field */
    GArray *alternatives; /* of a field */
} Piece;

struct RfTemplate {
    GArray *pieces;
};

#define PIECE(parsed, i)      g_array_index ((parsed)->pieces, Piece, i)
#define ALTERNATIVE(piece, i) g_array_index ((piece)->alternatives, Alternative, i)

/* What is being read: `at` moves on. */
typedef struct {
    const char *text, *at;
    GArray *pieces;
    GError **error;
} Reader;

static void
clear_alternative (gpointer record)
{
    Alternative *alternative = record;

    g_free (alternative->field);
    g_free (alternative->pattern);
    g_free (alternative->words);
}

static void
clear_piece (gpointer record)
{
    Piece *piece = record;

    g_free (piece->words);
    g_clear_pointer (&piece->alternatives, g_array_unref);
}

G_GNUC_PRINTF (3, 4)
static gboolean
refuse (Reader *reader, const char *at, const char *format, ...)
{
    va_list args;

    va_start (args, format);
    g_autofree char *what = g_strdup_vprintf (format, args);
    va_end (args);
    g_set_error (reader->error, RF_ERROR, RF_ERROR_VALUE, _ ("character %ld: %s"),
                 g_utf8_pointer_to_offset (reader->text, at) + 1, what);
    return FALSE;
}

gboolean
rf_template_check_field (const char *id, GError **error)
{
    size_t n;
    const RfField *fields = rf_fields (&n);
    g_autoptr (GString) known = g_string_new (NULL);

    for (size_t i = 0; i < n; i++) {
        if (strcmp (fields[i].id, id) == 0)
            return TRUE;
        g_string_append_printf (known, "%s%s", i ? ", " : "", fields[i].id);
    }
    g_set_error (error, RF_ERROR, RF_ERROR_KEY, _ ("there is no field “%s”; there are: %s"), id, known->str);
    return FALSE;
}

/* ---- Reading --------------------------------------------------------------------------------------------------- */

/* Words up to one of the characters of `ends`, which is not read; NULL if a backslash stands for nothing. */
static char *
read_words (Reader *reader, const char *ends)
{
    g_autoptr (GString) words = g_string_new (NULL);

    for (; *reader->at && !strchr (ends, *reader->at); reader->at++) {
        if (*reader->at == '\\') {
            if (!reader->at[1] || !strchr ("${}|\"\\", reader->at[1])) {
                refuse (reader, reader->at, "%s", _ ("a backslash stands before one of $ { } | \" \\ only"));
                return NULL;
            }
            reader->at++;
        }
        g_string_append_c (words, *reader->at);
    }
    return g_string_free (g_steal_pointer (&words), FALSE);
}

static gboolean
read_quoted (Reader *reader, Alternative *alternative)
{
    const char *start = reader->at++;

    alternative->words = read_words (reader, "\"");
    if (!alternative->words)
        return FALSE;
    if (*reader->at != '"')
        return refuse (reader, start, "%s", _ ("the quotation is not closed"));
    reader->at++;
    if (*g_strstrip (alternative->words) == '\0')
        return refuse (reader, start, "%s", _ ("the quotation is empty"));
    if (*reader->at == '|')
        return refuse (reader, start, "%s", _ ("words in quotes are always there: put them last"));
    return TRUE;
}

static gboolean
read_alternative (Reader *reader, Alternative *alternative)
{
    const char *start = reader->at;
    g_autoptr (GError) reason = NULL;

    if (*start == '"')
        return read_quoted (reader, alternative);
    reader->at += strcspn (start, ":|}\"");
    alternative->field = g_strstrip (g_strndup (start, (gsize)(reader->at - start)));
    if (!rf_template_check_field (alternative->field, &reason))
        return refuse (reader, start, "%s", reason->message);
    if (*reader->at != ':')
        return TRUE;
    if (strcmp (alternative->field, "date") != 0 && strcmp (alternative->field, "time") != 0)
        return refuse (reader, reader->at, "%s", _ ("only date and time have a pattern"));
    reader->at++;
    alternative->pattern = read_words (reader, "|}");
    if (!alternative->pattern)
        return FALSE;
    return rf_date_pattern_check (alternative->pattern, &reason) || refuse (reader, start, "%s", reason->message);
}

static gboolean
read_field (Reader *reader)
{
    const char *start = reader->at;
    Piece piece = {PIECE_FIELD, NULL, g_array_new (FALSE, TRUE, sizeof (Alternative))};

    g_array_set_clear_func (piece.alternatives, clear_alternative);
    g_array_append_val (reader->pieces, piece);
    reader->at += strlen ("${");
    for (;;) {
        g_array_set_size (piece.alternatives, piece.alternatives->len + 1);
        if (!read_alternative (reader, &ALTERNATIVE (&piece, piece.alternatives->len - 1)))
            return FALSE;
        if (*reader->at != '|')
            break;
        reader->at++;
    }
    if (*reader->at != '}')
        return refuse (reader, start, "%s", _ ("“${” is not closed by “}”"));
    reader->at++;
    return TRUE;
}

static gboolean
read_separator (Reader *reader)
{
    const char *start = reader->at++;
    Piece piece = {PIECE_SEPARATOR, read_words (reader, "{}"), NULL};

    if (!piece.words)
        return FALSE;
    g_array_append_val (reader->pieces, piece);
    if (*reader->at != '}')
        return refuse (reader, start, "%s", _ ("“{” is not closed by “}”"));
    if (*piece.words == '\0')
        return refuse (reader, start, "%s", _ ("the separator is empty"));
    reader->at++;
    return TRUE;
}

static void
add_words (Reader *reader, PieceKind kind, const char *start, const char *end)
{
    Piece piece = {kind, g_strndup (start, (gsize)(end - start)), NULL};

    if (start == end)
        g_free (piece.words);
    else
        g_array_append_val (reader->pieces, piece);
}

/* Blanks at both ends of words are pieces of their own: they go when nothing stands beside them. */
static gboolean
read_plain (Reader *reader)
{
    g_autofree char *words = read_words (reader, "${}");

    if (!words)
        return FALSE;
    char *start = words, *end = words + strlen (words);
    while (*start && g_unichar_isspace (g_utf8_get_char (start)))
        start = g_utf8_next_char (start);
    while (end > start && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
        end = g_utf8_prev_char (end);
    add_words (reader, PIECE_BLANK, words, start);
    add_words (reader, PIECE_WORDS, start, end);
    if (start < end)
        add_words (reader, PIECE_BLANK, end, words + strlen (words));
    return TRUE;
}

static gboolean
read_piece (Reader *reader)
{
    switch (*reader->at) {
    case '$':
        if (reader->at[1] == '{')
            return read_field (reader);
        return refuse (reader, reader->at, "%s",
                       _ ("“$” begins a field such as ${model}; \\$ is the character itself"));
    case '{':
        return read_separator (reader);
    case '}':
        return refuse (reader, reader->at, "%s", _ ("“}” closes nothing; \\} is the character itself"));
    default:
        return read_plain (reader);
    }
}

/* Blanks beside a separator are part of it. */
static void
join_blanks (GArray *pieces)
{
    for (guint i = 0; i + 1 < pieces->len;) {
        Piece *left = &g_array_index (pieces, Piece, i), *right = left + 1;
        gboolean join = (left->kind == PIECE_BLANK && right->kind == PIECE_SEPARATOR) ||
                        (left->kind == PIECE_SEPARATOR && right->kind == PIECE_BLANK);
        if (join) {
            char *joined = g_strconcat (left->words, right->words, NULL);
            g_free (left->words);
            left->words = joined;
            left->kind = PIECE_SEPARATOR;
            g_array_remove_index (pieces, i + 1);
        } else {
            i++;
        }
    }
}

RfTemplate *
rf_template_parse (const char *text, GError **error)
{
    RfTemplate *parsed = g_new0 (RfTemplate, 1);
    Reader reader = {text, text, parsed->pieces = g_array_new (FALSE, TRUE, sizeof (Piece)), error};
    gboolean ok = TRUE;

    g_array_set_clear_func (parsed->pieces, clear_piece);
    while (ok && *reader.at)
        ok = read_piece (&reader);
    join_blanks (parsed->pieces);
    for (guint i = 0; ok && i < parsed->pieces->len; i++)
        if (PIECE (parsed, i).kind == PIECE_WORDS || PIECE (parsed, i).kind == PIECE_FIELD)
            return parsed;
    if (ok)
        g_set_error_literal (error, RF_ERROR, RF_ERROR_VALUE, _ ("is empty"));
    rf_template_free (parsed);
    return NULL;
}

void
rf_template_free (RfTemplate *parsed)
{
    if (!parsed)
        return;
    g_array_unref (parsed->pieces);
    g_free (parsed);
}

gboolean
rf_template_has (const RfTemplate *parsed, const char *field, const char **pattern)
{
    if (pattern)
        *pattern = NULL;
    for (guint i = 0; i < parsed->pieces->len; i++) {
        const Piece *piece = &PIECE (parsed, i);
        for (guint k = 0; piece->kind == PIECE_FIELD && k < piece->alternatives->len; k++) {
            if (g_strcmp0 (ALTERNATIVE (piece, k).field, field) != 0)
                continue;
            if (pattern)
                *pattern = ALTERNATIVE (piece, k).pattern;
            return TRUE;
        }
    }
    return FALSE;
}

/* ---- Words of a caption ---------------------------------------------------------------------------------------- */

static char *
expand_field (const Piece *piece, const RfCaption *caption, const char *const *dropped)
{
    for (guint i = 0; i < piece->alternatives->len; i++) {
        const Alternative *alternative = &ALTERNATIVE (piece, i);
        if (!alternative->field)
            return g_strdup (alternative->words);
        if (dropped && g_strv_contains (dropped, alternative->field))
            continue;
        char *text = rf_caption_text (caption, alternative->field, alternative->pattern);
        if (text)
            return text;
    }
    return NULL;
}

/* What is waiting to stand between two things; of several, the widest does. */
static void
widen (const char **waiting, const char *words)
{
    if (!*waiting || g_utf8_strlen (words, -1) > g_utf8_strlen (*waiting, -1))
        *waiting = words;
}

static void
append (GString *text, const char **waiting, const char *words)
{
    if (text->len && *waiting)
        g_string_append (text, *waiting);
    *waiting = NULL;
    g_string_append (text, words);
}

/* The pieces from `*i` to the next separator. `text` stays empty if they have fields and none has a text. */
static void
expand_segment (const RfTemplate *parsed, guint *i, const RfCaption *caption, const char *const *dropped, GString *text,
                gboolean *has_fields)
{
    const char *blank = NULL;
    guint fields = 0, filled = 0;

    g_string_truncate (text, 0);
    for (; *i < parsed->pieces->len && PIECE (parsed, *i).kind != PIECE_SEPARATOR; (*i)++) {
        const Piece *piece = &PIECE (parsed, *i);
        if (piece->kind == PIECE_BLANK) {
            widen (&blank, piece->words);
        } else if (piece->kind == PIECE_WORDS) {
            append (text, &blank, piece->words);
        } else {
            g_autofree char *value = expand_field (piece, caption, dropped);
            fields++;
            filled += value != NULL;
            if (value)
                append (text, &blank, value);
        }
    }
    if (fields > 0 && filled == 0)
        g_string_truncate (text, 0);
    *has_fields = fields > 0;
}

char *
rf_template_expand (const RfTemplate *parsed, const RfCaption *caption, const char *const *dropped)
{
    g_autoptr (GString) text = g_string_new (NULL), segment = g_string_new (NULL);
    const char *separator = NULL;
    gboolean any_field = FALSE, any_filled = FALSE;

    for (guint i = 0; i < parsed->pieces->len; i++) {
        gboolean has_fields;
        expand_segment (parsed, &i, caption, dropped, segment, &has_fields);
        any_field |= has_fields;
        any_filled |= has_fields && segment->len;
        if (segment->len)
            append (text, &separator, segment->str);
        if (i < parsed->pieces->len)
            widen (&separator, PIECE (parsed, i).words);
    }
    if (text->len == 0 || (any_field && !any_filled))
        return NULL;
    return g_string_free (g_steal_pointer (&text), FALSE);
}
