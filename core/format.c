/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Format files: reading by the key table, how their boxes belong together, and what hosts may ask of a format. */
#include "format.h"

#include "data-folder.h"
#include "i18n.h"

#include <string.h>

/* As groups spell them: "[text model]". */
static const char *const kinds[] = {
    [RF_BOX_ROW] = "row",         [RF_BOX_COLUMN] = "column",       [RF_BOX_TEXT] = "text",
    [RF_BOX_LOGO] = "logo",       [RF_BOX_SIGNATURE] = "signature", [RF_BOX_DISC] = "disc",
    [RF_BOX_DIVIDER] = "divider", [RF_BOX_PALETTE] = "palette",
};

#define BOX(format, i) g_array_index ((format)->boxes, RfBox, i)

static void
clear_box (gpointer record)
{
    RfBox *box = record;

    for (size_t i = 0; i < rf_format_schema.n; i++)
        if (rf_key_is_of_box (&rf_format_schema.keys[i]))
            rf_key_clear (&rf_format_schema.keys[i], box);
    g_free (box->name);
}

/* "text" of "[text model]"; -1 if the group is no box. `name` receives "model". */
static int
find_kind (const char *group, const char **name)
{
    for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++) {
        size_t length = strlen (kinds[i]);
        if (strncmp (group, kinds[i], length) == 0 && group[length] == ' ') {
            *name = group + length + 1;
            return (int)i;
        }
    }
    return -1;
}

static int
find_box (const RfFormat *format, const char *name)
{
    for (guint i = 0; i < format->boxes->len; i++)
        if (strcmp (BOX (format, i).name, name) == 0)
            return (int)i;
    return -1;
}

/* Where a box may stand that is in no other: a choice of the row "in". */
static gboolean
is_place (const char *name)
{
    static const char *const places[] = {"top", "right", "bottom", "left", "photo", "canvas", NULL};
    return g_strv_contains (places, name);
}

static gboolean
check_name (const RfFormat *format, const RfPlace *place, const char *name, GError **error)
{
    size_t length = strlen (name);

    if (format->boxes->len == RF_MAX_BOXES)
        rf_place_error (place, error, RF_ERROR_KEY, _ ("more than %d boxes"), RF_MAX_BOXES);
    else if (length == 0 || length > 64 || strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-") != length)
        rf_place_error (place, error, RF_ERROR_KEY, _ ("the name of a box may hold only a to z, 0 to 9 and dashes"));
    else if (is_place (name))
        rf_place_error (place, error, RF_ERROR_KEY, _ ("“%s” is a place already, choose another name"), name);
    else if (find_box (format, name) >= 0)
        rf_place_error (place, error, RF_ERROR_KEY, _ ("there is a box “%s” already, choose another name"), name);
    else
        return TRUE;
    return FALSE;
}

static gboolean
parse_box (RfFormat *format, GKeyFile *file, const char *group, RfBoxKind kind, const char *name, GError **error)
{
    RfPlace place = {format->path, group, NULL};

    if (!check_name (format, &place, name, error))
        return FALSE;
    g_array_set_size (format->boxes, format->boxes->len + 1);
    RfBox *box = &BOX (format, format->boxes->len - 1);
    box->kind = kind;
    box->name = g_strdup (name);
    for (size_t i = 0; i < rf_format_schema.n; i++)
        if (rf_key_in_group (&rf_format_schema.keys[i], kinds[kind]))
            rf_key_set_default (&rf_format_schema, &rf_format_schema.keys[i], box);
    return rf_key_file_parse_group (file, &rf_format_schema, format->path, group, kinds[kind], box, error);
}

/* ---- How the boxes belong together ----------------------------------------------------------------------------- */

static gboolean
resolve_parent (RfFormat *format, const RfPlace *place, RfBox *box, GError **error)
{
    box->parent = is_place (box->in) ? -1 : find_box (format, box->in);
    if (box->parent >= 0 && BOX (format, box->parent).kind > RF_BOX_COLUMN)
        rf_place_error (place, error, RF_ERROR_VALUE, _ ("“%s” is neither a row nor a column"), box->in);
    else if (box->parent < 0 && !is_place (box->in))
        rf_place_error (place, error, RF_ERROR_VALUE,
                        _ ("“%s” is neither a row nor a column of this file, nor one of %s"), box->in,
                        "top, right, bottom, left, photo, canvas");
    else
        return TRUE;
    return FALSE;
}

static gboolean
check_cycle (const RfFormat *format, const RfPlace *place, const RfBox *box, GError **error)
{
    const RfBox *above = box;

    for (guint steps = 0; above->parent >= 0; steps++) {
        if (steps == format->boxes->len) {
            rf_place_error (place, error, RF_ERROR_VALUE, _ ("“%s” stands in itself"), box->in);
            return FALSE;
        }
        above = &BOX (format, above->parent);
    }
    return TRUE;
}

/* A box in a row or column stands where that puts it. */
static gboolean
check_placing (GKeyFile *file, const RfPlace *box_place, const RfBox *box, GError **error)
{
    static const char *const keys[] = {"at", "margin_x", "margin_y"};

    for (size_t i = 0; i < G_N_ELEMENTS (keys); i++)
        if (box->parent >= 0 && g_key_file_has_key (file, box_place->group, keys[i], NULL)) {
            RfPlace place = {box_place->path, box_place->group, keys[i]};
            rf_place_error (&place, error, RF_ERROR_KEY, _ ("“%s” places this box already"), box->in);
            return FALSE;
        }
    return TRUE;
}

static gboolean
check_mat (const RfFormat *format, const RfPlace *place, const char *side, GError **error)
{
    const struct {
        const char *side;
        const RfLength *length;
    } mats[] = {{"top", &format->canvas.top},
                {"right", &format->canvas.right},
                {"bottom", &format->canvas.bottom},
                {"left", &format->canvas.left}};

    for (size_t i = 0; i < G_N_ELEMENTS (mats); i++) {
        const RfLength *length = mats[i].length;
        if (strcmp (mats[i].side, side) == 0 && length->u + length->pct + length->px <= 0) {
            rf_place_error (place, error, RF_ERROR_VALUE, _ ("there is no mat at this side, see “%s” of [canvas]"),
                            side);
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
has_boxes (const RfFormat *format, int parent)
{
    for (guint i = 0; i < format->boxes->len; i++)
        if (BOX (format, i).parent == parent)
            return TRUE;
    return FALSE;
}

static gboolean
check_box (const RfFormat *format, GKeyFile *file, guint i, GError **error)
{
    const RfBox *box = &BOX (format, i);
    g_autofree char *group = g_strdup_printf ("%s %s", kinds[box->kind], box->name);
    RfPlace place = {format->path, group, NULL}, in = {format->path, group, "in"};

    if (!check_cycle (format, &in, box, error) || !check_placing (file, &place, box, error) ||
        !check_mat (format, &in, box->in, error))
        return FALSE;
    if (box->kind <= RF_BOX_COLUMN && !has_boxes (format, (int)i)) {
        rf_place_error (&place, error, RF_ERROR_KEY, _ ("there is no box in it"));
        return FALSE;
    }
    return TRUE;
}

static gboolean
connect_boxes (RfFormat *format, GKeyFile *file, GError **error)
{
    for (guint i = 0; i < format->boxes->len; i++) {
        RfBox *box = &BOX (format, i);
        g_autofree char *group = g_strdup_printf ("%s %s", kinds[box->kind], box->name);
        RfPlace place = {format->path, group, "in"};
        if (!resolve_parent (format, &place, box, error))
            return FALSE;
    }
    for (guint i = 0; i < format->boxes->len; i++)
        if (!check_box (format, file, i, error))
            return FALSE;
    return TRUE;
}

/* ---- The whole file -------------------------------------------------------------------------------------------- */

static gboolean
parse_file (RfFormat *format, GKeyFile *file, GError **error)
{
    g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
    RfPlace place = {format->path, "format", NULL};

    if (!g_key_file_has_group (file, "format")) {
        rf_place_error (&place, error, RF_ERROR_KEY, _ ("is missing"));
        return FALSE;
    }
    for (char **group = groups; *group; group++) {
        const char *name;
        int kind = find_kind (*group, &name);
        gboolean of_format =
            strcmp (*group, "format") == 0 || strcmp (*group, "canvas") == 0 || strcmp (*group, "photo") == 0;
        if (kind < 0 && !of_format) {
            place.group = *group;
            rf_place_error (&place, error, RF_ERROR_KEY, _ ("there is no such group"));
            return FALSE;
        }
        if (kind >= 0 ? !parse_box (format, file, *group, (RfBoxKind)kind, name, error)
                      : !rf_key_file_parse_group (file, &rf_format_schema, format->path, *group, *group, format, error))
            return FALSE;
    }
    return connect_boxes (format, file, error);
}

RfFormat *
rf_format_parse (const char *text, gsize length, const char *path, GError **error)
{
    g_autofree char *id = rf_key_file_id (path, ".format", error);
    g_autoptr (GKeyFile) file = id ? rf_key_file_read (text, length, path, error) : NULL;

    if (!file)
        return NULL;

    RfFormat *format = g_new0 (RfFormat, 1);
    format->id = g_steal_pointer (&id);
    format->path = g_strdup (path);
    format->boxes = g_array_new (FALSE, TRUE, sizeof (RfBox));
    g_array_set_clear_func (format->boxes, clear_box);
    for (size_t i = 0; i < rf_format_schema.n; i++)
        if (!rf_key_is_of_box (&rf_format_schema.keys[i]))
            rf_key_set_default (&rf_format_schema, &rf_format_schema.keys[i], format);
    if (!parse_file (format, file, error)) {
        rf_format_free (format);
        return NULL;
    }
    return format;
}

RfFormat *
rf_format_load (const char *path, GError **error)
{
    g_autofree char *text = NULL;
    gsize length;

    return rf_data_file_read (path, &text, &length, error) ? rf_format_parse (text, length, path, error) : NULL;
}

void
rf_format_free (RfFormat *format)
{
    if (!format)
        return;
    for (size_t i = 0; i < rf_format_schema.n; i++)
        if (!rf_key_is_of_box (&rf_format_schema.keys[i]))
            rf_key_clear (&rf_format_schema.keys[i], format);
    g_array_unref (format->boxes);
    g_free (format->id);
    g_free (format->path);
    g_free (format);
}

const char *
rf_format_id (const RfFormat *format)
{
    return format->id;
}

const char *
rf_format_title (const RfFormat *format)
{
    return format->title;
}

const char *
rf_format_description (const RfFormat *format)
{
    return format->description;
}

const char *
rf_format_path (const RfFormat *format)
{
    return format->path;
}

/* Its colours come from the photograph where the ground is made of it, where there is a palette, and where an automatic
 * colour stands on it. */
gboolean
rf_format_needs_photo (const RfFormat *format)
{
    if (strcmp (format->canvas.ground, "blur") == 0)
        return TRUE;
    for (guint i = 0; i < format->boxes->len; i++) {
        const RfBox *box = &BOX (format, i), *root = box;
        while (root->parent >= 0)
            root = &BOX (format, root->parent);
        gboolean words = box->kind == RF_BOX_TEXT || box->kind == RF_BOX_SIGNATURE;
        gboolean on_photo = strcmp (root->in, "photo") == 0 || strcmp (root->in, "canvas") == 0;
        if (box->kind == RF_BOX_PALETTE || (words && on_photo && (box->color.automatic || box->color_dark.automatic)))
            return TRUE;
    }
    return FALSE;
}
