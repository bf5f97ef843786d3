/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The lens: its name, the number of it in the MakerNote, or what it can do. */
#include "photo-data-tag.h"

#include "field.h"
#include "photo-data-gexiv2.h"

#include <math.h>
#include <string.h>

/* "24", "5.1": millimetres as engraved. */
static char *
focal_number (double mm)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];

    return g_strdup (g_ascii_formatd (text, sizeof text, "%.3g", mm));
}

/* "24-70mm f/2.8" of the shortest and longest focal length and the f-number at each; NULL: no lens has these. */
static char *
spell_specification (const double parts[4])
{
    if (!(parts[0] >= 1 && parts[0] <= 3000))
        return NULL;
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
    return g_string_free (name, FALSE);
}

/* "18", "18-55", "18.0 - 55.0" at the start of `text`. */
static const char *
read_range (const char *text, double range[2])
{
    char *end;

    range[0] = range[1] = g_ascii_strtod (text, &end);
    if (end == text || !g_ascii_isdigit (*text))
        return NULL;
    const char *dash = end + strspn (end, " ");
    if (*dash != '-')
        return end;
    dash += 1 + strspn (dash + 1, " ");
    range[1] = g_ascii_strtod (dash, &end);
    return end == dash || !g_ascii_isdigit (*dash) ? NULL : end;
}

/* TRUE if a name says only what the lens can do: "18.0-55.0 mm f/3.5-5.6". */
static gboolean
parse_specification (const char *name, double parts[4])
{
    const char *c = read_range (name, parts);

    parts[2] = parts[3] = NAN;
    if (!c || !g_str_has_prefix (c += strspn (c, " "), "mm"))
        return FALSE;
    c += strlen ("mm");
    c += strspn (c, " ");
    if (*c == '\0')
        return TRUE;
    if ((*c != 'f' && *c != 'F') || !(c = read_range (c + 1 + (c[1] == '/'), parts + 2)))
        return FALSE;
    return c[strspn (c, " ")] == '\0';
}

gboolean
rf_read_lens (GExiv2Metadata *metadata, const char *tag, void *text)
{
    RfText *lens = text;
    double parts[4];

    if (!rf_read_text (metadata, tag, lens))
        return FALSE;
    if (parse_specification (lens->value, parts)) {
        g_free (lens->value);
        lens->value = spell_specification (parts);
    }
    return lens->value != NULL;
}

gboolean
rf_read_lens_name (GExiv2Metadata *metadata, const char *tag, void *text)
{
    RfText *lens = text;
    double parts[4];

    if (!rf_read_text (metadata, tag, lens))
        return FALSE;
    if (!parse_specification (lens->value, parts))
        return TRUE;
    g_clear_pointer (&lens->value, g_free);
    return FALSE;
}

/* exiv2 knows names for the makers' numbers; it leaves those it does not know as numbers, and names all lenses that have the
 * same one. */
static gboolean
is_one_name (const char *name)
{
    if (strstr (name, " or ") || strstr (name, " OR ") || strchr (name, '|') || strchr (name, '?') ||
        g_ascii_strncasecmp (name, "unknown", 7) == 0)
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

gboolean
rf_read_lens_specification (GExiv2Metadata *metadata, const char *tag, void *text)
{
    double parts[4] = {NAN, NAN, NAN, NAN};

    rf_tag_numbers (metadata, tag, parts, 4);
    ((RfText *)text)->value = spell_specification (parts);
    return ((RfText *)text)->value != NULL;
}
