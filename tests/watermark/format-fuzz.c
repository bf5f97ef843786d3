/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Damaged formats. */
#include "format-text.h"
#include "format.h"

#include "../key-fuzz.h"

static const char *const kinds[] = {"row", "column", "text", "logo", "signature", "disc", "divider", "palette"};

static void
require_lengths_in_range (const char *group, const void *record, const char *text)
{
    for (size_t i = 0; i < rf_format_schema.n; i++) {
        const RfKey *key = &rf_format_schema.keys[i];
        if (key->kind != RF_KEY_LENGTH || !rf_key_in_group (key, group))
            continue;
        const RfLength *length = (const RfLength *)(const void *)((const char *)record + key->offset);
        double u = length->u + 10.8 * length->pct;
        REQUIRE (u + length->px >= key->min && u <= key->max && length->px >= 0 && length->px <= 64,
                 "[%s] %s is %gu and %gpx in «%s»", group, key->key, u, length->px, text);
    }
}

static void
require_box (const RfFormat *format, const RfBox *box, const char *text)
{
    int steps = 0;

    require_numbers_in_range (&rf_format_schema, kinds[box->kind], box, text);
    require_lengths_in_range (kinds[box->kind], box, text);
    REQUIRE (box->name && *box->name && box->in && *box->in && box->at, "a box of «%s»", text);
    for (const RfBox *above = box; above->parent >= 0; steps++) {
        REQUIRE (above->parent < (int)format->boxes->len && steps < RF_MAX_BOXES, "%s of «%s»", box->name, text);
        above = &g_array_index (format->boxes, RfBox, above->parent);
        REQUIRE (above->kind == RF_BOX_ROW || above->kind == RF_BOX_COLUMN, "%s of «%s»", above->name, text);
    }
    if (box->kind == RF_BOX_TEXT || box->kind == RF_BOX_SIGNATURE) {
        RfTemplate *words = rf_template_parse (box->text, NULL);
        REQUIRE (words, "«%s» of «%s»", box->text, text);
        rf_template_free (words);
    }
}

static void
check (void *file, const char *text)
{
    RfFormat *format = file;

    REQUIRE (format->title && *format->title && format->description && format->drop, "texts of «%s»", text);
    require_numbers_in_range (&rf_format_schema, "format", format, text);
    require_numbers_in_range (&rf_format_schema, "photo", format, text);
    require_lengths_in_range ("canvas", format, text);
    require_lengths_in_range ("photo", format, text);
    for (guint i = 0; i < format->boxes->len; i++)
        require_box (format, &g_array_index (format->boxes, RfBox, i), text);
    rf_format_free (format);
}

static void *
parse (const char *text, gsize length, const char *path, GError **error)
{
    return rf_format_parse (text, length, path, error);
}

TEST (a_damaged_format_is_a_format_or_an_error)
{
    static const Damaged formats = {&rf_format_schema, "core/formats", ".format", parse, check};
    require_files_or_errors (&formats);
}

int
main (void)
{
    return tap_main ();
}
