/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * A look as the text of its file. */
#include "match.h"

#include <string.h>

static void
append_number (GString *text, double value)
{
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append (text, g_ascii_formatd (number, sizeof number, "%.6g", value));
}

/* As key-files spell it. */
static void
append_text (GString *text, const char *value)
{
    g_autoptr (GKeyFile) file = g_key_file_new ();

    g_key_file_set_string (file, "g", "k", value);
    g_autofree char *spelt = g_key_file_get_value (file, "g", "k", NULL);
    g_string_append (text, spelt);
}

/* FALSE: the key says what it says by default. */
static gboolean
append_value (GString *text, const RfKey *key, const void *field)
{
    const char *word = key->kind == RF_KEY_TEXT || key->kind == RF_KEY_CHOICE ? *(char *const *)field : NULL;
    const RfTintCurve *curve = field;

    switch (key->kind) {
    case RF_KEY_NUMBER:
        if (*(const double *)field == key->standard && !key->required)
            return FALSE;
        append_number (text, *(const double *)field);
        return TRUE;
    case RF_KEY_BOOLEAN:
        g_string_append (text, "true");
        return *(const gboolean *)field;
    case RF_KEY_TEXT:
    case RF_KEY_CHOICE:
        if (word)
            append_text (text, word);
        return word && *word;
    default:
        for (int i = 0; i < curve->n; i++) {
            const double values[] = {curve->knots[i].lightness, curve->knots[i].a, curve->knots[i].b};
            for (int v = 0; v < 3; v++) {
                g_string_append (text, v == 1 ? ":" : v == 2 ? "," : i ? "; " : "");
                append_number (text, values[v]);
            }
        }
        return curve->n > 0;
    }
}

static void
append_comment (GString *text, const char *comment)
{
    g_auto (GStrv) lines = g_strsplit (comment, "\n", -1);

    for (char **line = lines; *line; line++)
        g_string_append_printf (text, "# %s\n", *line);
}

typedef struct {
    const RfLook *look;
    RfLookComment comment;
    gconstpointer data;
    GString *text;
} Writer;

/* `always`: the group means something by being there. */
static void
append_group (Writer *writer, const char *kind, const char *name, gboolean always, const void *record)
{
    g_autoptr (GString) lines = g_string_new (NULL);

    for (size_t i = 0; i < rf_look_schema.n; i++) {
        const RfKey *key = &rf_look_schema.keys[i];
        g_autoptr (GString) line = g_string_new (key->key);
        if (!rf_key_in_group (key, kind))
            continue;
        g_string_append_c (line, '=');
        if (append_value (line, key, (const char *)record + key->offset))
            g_string_append_printf (lines, "%s\n", line->str);
    }
    if (lines->len == 0 && !always)
        return;
    g_autofree char *comment = writer->comment ? writer->comment (writer->look, name, writer->data) : NULL;
    g_string_append_printf (writer->text, "%s[%s]\n", writer->text->len ? "\n" : "", name);
    if (comment)
        append_comment (writer->text, comment);
    g_string_append (writer->text, lines->str);
}

char *
rf_look_format (const RfLook *look, RfLookComment comment, gconstpointer data)
{
    Writer writer = {look, comment, data, g_string_new (NULL)};
    const char *previous = NULL;

    for (size_t i = 0; i < rf_look_schema.n; i++) {
        const char *group = rf_look_schema.keys[i].group;
        if (previous && strcmp (group, previous) == 0)
            continue;
        previous = group;
        if (strcmp (group, "band") != 0) {
            gboolean is_mono = strcmp (group, "mono") == 0;
            if (!is_mono || look->mono.enabled)
                append_group (&writer, group, group, is_mono || strcmp (group, "look") == 0, look);
            continue;
        }
        for (int b = 0; b < look->n_bands; b++) {
            g_autofree char *name = g_strconcat ("band ", look->bands[b].name, NULL);
            append_group (&writer, group, name, TRUE, &look->bands[b]);
        }
    }
    return g_string_free (writer.text, FALSE);
}
