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

static gboolean
set_piece (RfCaption *caption, char *piece, GError **error)
{
    char *equals = strchr (piece, '=');

    if (!equals) {
        g_set_error (error, GIMP_PLUG_IN_ERROR, 0,
                     _ ("fields: “%s” is not of the form field=text; such as “model=M; lens=35mm f/1.4”."), piece);
        return FALSE;
    }
    *equals = '\0';
    return rf_caption_set (caption, g_strstrip (piece), g_strstrip (equals + 1), error);
}

gboolean
rf_fields_set (RfCaption *caption, const RfImprint *imprint, GError **error)
{
    const struct {
        const char *field, *text;
    } own[] = {{"caption", imprint->caption}, {"artist", imprint->artist}, {"copyright", imprint->copyright}};

    for (size_t i = 0; i < G_N_ELEMENTS (own); i++)
        if (*own[i].text && !rf_caption_set (caption, own[i].field, own[i].text, error))
            return FALSE;

    for (const char *rest = imprint->fields; *rest;) {
        g_autofree char *piece = take_piece (&rest);
        if (*piece && !set_piece (caption, piece, error))
            return FALSE;
    }
    return TRUE;
}
