/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-watermark-fields.h"

#include "../i18n.h"

/* Up to the next separator, which `rest` is moved behind; "\;" is a semicolon. */
static char *
take_piece (const char **rest)
{
    g_autoptr (GString) piece = g_string_new (NULL);
    const char *at = *rest;

    for (; *at && *at != ';' && *at != '\n'; at++) {
        if (at[0] == '\\' && at[1] == ';')
            at++;
        g_string_append_c (piece, *at);
    }
    *rest = *at ? at + 1 : at;
    return g_strstrip (g_string_free (g_steal_pointer (&piece), FALSE));
}

/* The field that a piece is for, which is cut off it, and its text; NULL if it is for none. */
static char *
split_piece (char *piece)
{
    char *equals = strchr (piece, '=');

    if (!equals)
        return NULL;
    *equals = '\0';
    g_strchomp (piece);
    return g_strchug (equals + 1);
}

static gboolean
set_piece (RfCaption *caption, char *piece, GError **error)
{
    const char *text = split_piece (piece);

    if (!text) {
        g_set_error (error, GIMP_PLUG_IN_ERROR, 0,
                     _ ("fields: “%s” is not of the form field=text; such as “model=M; lens=35mm f/1.4”."), piece);
        return FALSE;
    }
    return rf_caption_set (caption, piece, text, error);
}

static void
forget_texts (RfCaption *caption)
{
    size_t n;
    const RfField *fields = rf_fields (&n);

    for (size_t i = 0; i < n; i++)
        rf_caption_set (caption, fields[i].id, NULL, NULL);
}

static gboolean
set_list (RfCaption *caption, const char *fields, GError **error)
{
    for (const char *rest = fields; *rest;) {
        g_autofree char *piece = take_piece (&rest);
        if (*piece && !set_piece (caption, piece, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
rf_fields_set (RfCaption *caption, const RfImprint *imprint, GError **error)
{
    const struct {
        const char *field, *text;
    } own[] = {{"caption", imprint->caption}, {"artist", imprint->artist}, {"copyright", imprint->copyright}};

    forget_texts (caption);
    for (size_t i = 0; i < G_N_ELEMENTS (own); i++)
        if (*own[i].text && !rf_caption_set (caption, own[i].field, own[i].text, error))
            return FALSE;
    return set_list (caption, imprint->fields, error);
}

gboolean
rf_fields_set_list (RfCaption *caption, const char *fields, GError **error)
{
    forget_texts (caption);
    return set_list (caption, fields, error);
}

gboolean
rf_fields_check (const char *fields, GError **error)
{
    RfCaption *caption = rf_caption_new ();
    gboolean is_list = set_list (caption, fields, error);

    rf_caption_free (caption);
    return is_list;
}

char *
rf_fields_get (const char *fields, const char *field)
{
    g_autofree char *found = NULL;

    for (const char *rest = fields; *rest;) {
        g_autofree char *piece = take_piece (&rest);
        const char *text = split_piece (piece);
        if (text && strcmp (piece, field) == 0) {
            g_free (found);
            found = g_strdup (text);
        }
    }
    return g_steal_pointer (&found);
}

/* A backslash before a separator would be taken for a part of it: there a line ends instead. */
static void
add_piece (GString *fields, const char *field, const char *text)
{
    if (fields->len)
        g_string_append (fields, fields->str[fields->len - 1] == '\\' ? "\n" : "; ");
    g_string_append (fields, field);
    if (!text)
        return;
    g_string_append_c (fields, '=');
    for (; *text; text++) {
        if (*text == ';')
            g_string_append_c (fields, '\\');
        g_string_append_c (fields, *text == '\n' ? ' ' : *text);
    }
}

char *
rf_fields_replace (const char *fields, const char *field, const char *text)
{
    GString *result = g_string_new (NULL);

    for (const char *rest = fields; *rest;) {
        g_autofree char *piece = take_piece (&rest);
        const char *old = split_piece (piece);
        if (*piece && strcmp (piece, field) != 0)
            add_piece (result, piece, old);
    }
    if (text)
        add_piece (result, field, text);
    return g_string_free (result, FALSE);
}

/* An argument of its own, too. */
static gboolean
is_argument (GimpProcedureConfig *config, const char *field)
{
    static const char *const plain[] = {"caption", "artist", "copyright", NULL};

    return g_strv_contains (plain, field) && g_object_class_find_property (G_OBJECT_GET_CLASS (config), field);
}

char *
rf_fields_read (GimpProcedureConfig *config, const char *field)
{
    g_autofree char *fields = NULL, *plain = NULL;

    g_object_get (config, "fields", &fields, NULL);
    char *text = rf_fields_get (fields ? fields : "", field);
    if (text || !is_argument (config, field))
        return text;
    g_object_get (config, field, &plain, NULL);
    return plain && *plain ? g_steal_pointer (&plain) : NULL;
}

void
rf_fields_write (GimpProcedureConfig *config, const char *field, const char *text)
{
    g_autofree char *before = NULL;

    g_object_get (config, "fields", &before, NULL);
    g_autofree char *after = rf_fields_replace (before ? before : "", field, text);
    if (is_argument (config, field))
        g_object_set (config, field, "", "fields", after, NULL);
    else
        g_object_set (config, "fields", after, NULL);
}
