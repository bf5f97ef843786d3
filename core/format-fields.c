/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * What a format can say. */
#include "field.h"
#include "format-text.h"
#include "format.h"

#include <string.h>

static gboolean
box_says (const RfBox *box, const char *field, char **pattern)
{
    const char *own;

    if (box->kind == RF_BOX_LOGO)
        return strcmp (field, "make") == 0;
    if (box->kind != RF_BOX_TEXT && box->kind != RF_BOX_SIGNATURE)
        return FALSE;
    RfTemplate *words = rf_template_parse (box->text, NULL); /* which was checked when the format was read */
    gboolean says = rf_template_has (words, field, &own);
    if (says && pattern && !*pattern)
        *pattern = g_strdup (own);
    rf_template_free (words);
    return says;
}

static gboolean
joins (const RfFieldRow *row, const char *field)
{
    return row->join[0] && (strcmp (row->join[0], field) == 0 || strcmp (row->join[1], field) == 0);
}

gboolean
rf_format_says (const RfFormat *format, const char *field, char **pattern)
{
    size_t n;
    const RfFieldRow *rows = rf_field_rows (&n);

    if (pattern)
        *pattern = NULL;
    for (guint i = 0; i < format->boxes->len; i++)
        if (box_says (&g_array_index (format->boxes, RfBox, i), field, pattern))
            return TRUE;
    for (size_t i = 0; i < n; i++)
        if (joins (&rows[i], field) && rf_format_says (format, rows[i].field.id, NULL))
            return TRUE;
    return FALSE;
}
