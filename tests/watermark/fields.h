/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables of cases for fields: tags in, text out, through exiv2 as with a photograph. */
#ifndef RF_TEST_FIELDS_H
#define RF_TEST_FIELDS_H

#include "../tap.h"
#include "photo-data-gexiv2.h"
#include "rangefinder.h"

#if !GEXIV2_CHECK_VERSION(0, 15, 0)
#define gexiv2_metadata_set_tag_string   gexiv2_metadata_try_set_tag_string
#define gexiv2_metadata_set_tag_multiple gexiv2_metadata_try_set_tag_multiple
#endif

/* `tags` are lines such as "Exif.Photo.FNumber=18/10"; a tag that is there more than once has several values. NULL: the field
 * has no text. */
typedef struct {
    const char *tags;
    const char *expected;
} Case;

/* Nothing but a header: metadata need a file to belong to. */
static const guint8 empty_png[] = {0x89, 'P',  'N', 'G', '\r', '\n', 0x1a, '\n', 0,   0,   0,   13,   'I',  'H',  'D',
                                   'R',  0,    0,   0,   1,    0,    0,    0,    1,   8,   0,   0,    0,    0,    0x3a,
                                   0x7e, 0x9b, 'U', 0,   0,    0,    0,    'I',  'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82};

static inline GExiv2Metadata *
metadata_of (const char *tags)
{
    g_autoptr (GError) error = NULL;
    GExiv2Metadata *metadata = gexiv2_metadata_new ();
    g_auto (GStrv) lines = g_strsplit (tags, "\n", -1);

    if (!gexiv2_metadata_open_buf (metadata, empty_png, sizeof empty_png, &error))
        g_error ("%s", error->message);
    for (char **line = lines; *line; line++) {
        char *value = strchr (*line, '=');
        if (!value)
            continue;
        *value++ = '\0';
        g_autoptr (GPtrArray) values = g_ptr_array_new ();
        g_ptr_array_add (values, value);
        gsize tag_length = strlen (*line);
        while (line[1] && strncmp (line[1], *line, tag_length) == 0 && line[1][tag_length] == '=')
            g_ptr_array_add (values, *++line + tag_length + 1);
        g_ptr_array_add (values, NULL);
        const char *tag = *line;
        g_autofree char *name = g_strndup (tag, tag_length);
        gboolean ok = values->len == 2
                          ? gexiv2_metadata_set_tag_string (metadata, name, value, &error)
                          : gexiv2_metadata_set_tag_multiple (metadata, name, (const char **)values->pdata, &error);
        if (!ok)
            g_error ("%s: %s", name, error ? error->message : "cannot be set");
    }
    return metadata;
}

static inline RfCaption *
caption_of (const char *tags)
{
    g_autoptr (GExiv2Metadata) metadata = metadata_of (tags);

    return rf_caption_read (metadata);
}

/* What no caption may ever say. */
static inline void
require_sound (const char *text, const char *what)
{
    static const char *const nonsense[] = {"None", "NaN", "nan",  "inf", "(null)", "---",
                                           "1/0s", "f/0", "ISO0", "  ,", ", ,"};

    if (!text)
        return;
    REQUIRE (*text, "%s: an empty text", what);
    REQUIRE (g_utf8_validate (text, -1, NULL), "%s: not UTF-8", what);
    REQUIRE (!g_ascii_isspace (*text) && !g_ascii_isspace (text[strlen (text) - 1]), "%s: blanks around «%s»", what,
             text);
    for (const char *c = text; *c; c = g_utf8_next_char (c))
        REQUIRE (!g_unichar_iscntrl (g_utf8_get_char (c)), "%s: control characters in «%s»", what, text);
    for (gsize i = 0; i < G_N_ELEMENTS (nonsense); i++) {
        const char *found = strstr (text, nonsense[i]);
        const char *end = found ? found + strlen (nonsense[i]) : NULL;
        /* "f/0.95" is a lens, "Nanotech" a maker. */
        REQUIRE (!found || *end == '.' || g_ascii_isalnum (*end) || (found > text && g_ascii_isalnum (found[-1])),
                 "%s: «%s»", what, text);
    }
    REQUIRE (strcmp (text, "0mm") != 0 && strcmp (text, "0s") != 0, "%s: «%s»", what, text);
}

static inline void
run_cases_with (const char *field, const RfCaptionStyle *style, const char *pattern, const Case *cases, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        RfCaption *caption = caption_of (cases[i].tags);
        if (style)
            rf_caption_set_style (caption, style);
        g_autofree char *text = rf_caption_text (caption, field, pattern);
        const char *source = rf_caption_source (caption, field);
        g_autofree char *what = g_strdup_printf ("%s of «%s»", field, cases[i].tags);

        REQUIRE (g_strcmp0 (text, cases[i].expected) == 0, "%s: «%s» instead of «%s»", what, text ? text : "nothing",
                 cases[i].expected ? cases[i].expected : "nothing");
        require_sound (text, what);
        REQUIRE (pattern || !text == !source, "%s: the source is «%s»", what, source ? source : "nothing");
        REQUIRE (!source || strstr (cases[i].tags, source), "%s: comes from «%s», which is not there", what, source);
        rf_caption_free (caption);
    }
}

#define RUN(field, cases)                      run_cases_with (field, NULL, NULL, cases, G_N_ELEMENTS (cases))
#define RUN_WITH(field, style, pattern, cases) run_cases_with (field, style, pattern, cases, G_N_ELEMENTS (cases))

#endif
