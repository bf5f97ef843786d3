/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The lens: its name, the number of it in the MakerNote, or what it can do. */
#include "photo-data-tag.h"

#include "field.h"
#include "photo-data-gexiv2.h"

#include <math.h>
#include <string.h>

/* exiv2 knows names for the makers' numbers; it leaves those it does not know as numbers, and names all lenses that have the
 * same one. */
static gboolean
is_one_name (const char *name)
{
    if (strstr (name, " or ") || strstr (name, " OR ") || strchr (name, '|') || strchr (name, '?'))
        return FALSE;
    return strspn (name, "0123456789abcdefABCDEFx ().,-/") < strlen (name);
}

gboolean
rf_read_maker_lens (GExiv2Metadata *metadata, const char *tag, void *text)
{
    RfText *lens = text;

    if (!rf_read_interpreted (metadata, tag, lens))
        return FALSE;
    if (is_one_name (lens->value))
        return TRUE;
    g_clear_pointer (&lens->value, g_free);
    return FALSE;
}

/* "24", "5.1": millimetres as engraved. */
static char *
focal_number (double mm)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];

    return g_strdup (g_ascii_formatd (text, sizeof text, "%.3g", mm));
}

gboolean
rf_read_lens_specification (GExiv2Metadata *metadata, const char *tag, void *text)
{
    double parts[4] = {NAN, NAN, NAN, NAN};

    rf_tag_numbers (metadata, tag, parts, 4);
    if (!(parts[0] >= 1 && parts[0] <= 3000))
        return FALSE;
    gboolean zoom = parts[1] > parts[0] && parts[1] <= 3000;
    g_autofree char *shortest = focal_number (parts[0]);
    g_autofree char *longest = zoom ? focal_number (parts[1]) : NULL;
    g_autofree char *wide = rf_f_number_text (parts[2]);
    g_autofree char *tele = zoom ? rf_f_number_text (parts[3]) : NULL;

    GString *name = g_string_new (shortest);
    if (longest)
        g_string_append_printf (name, "-%s", longest);
    g_string_append (name, "mm");
    if (wide) {
        g_string_append_printf (name, " %s", wide);
        if (tele && strcmp (wide, tele) != 0)
            g_string_append_printf (name, "-%s", tele + strlen ("f/"));
    }
    ((RfText *)text)->value = g_string_free (name, FALSE);
    return TRUE;
}
