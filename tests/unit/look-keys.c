/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every row of the table of looks. */
#include "unit.h"

#include "../key-rows.h"

/* What a look needs before a row can be tried alone: the required keys, and weights whose sum stays positive. */
static GString *
text_without (const Row *row, const char **group)
{
    GString *text = g_string_new ("[look]\n");

    *group = strcmp (row->group, "band") == 0 ? "band x" : row->group;
    if (strcmp (row->group, "look") != 0)
        g_string_append_printf (text, "title=T\n[%s]\n", *group);
    for (size_t i = 0; i < rf_look_schema.n; i++) {
        const RfKey *key = &rf_look_schema.keys[i];
        if (key == row->key || strcmp (key->group, row->group) != 0)
            continue;
        if (strcmp (key->group, "mono") == 0)
            g_string_append_printf (text, "%s=2\n", key->key);
        else if (key->required)
            g_string_append_printf (text, "%s=%s\n", key->key, key->kind == RF_KEY_NUMBER ? "1" : "T");
    }
    return text;
}

static const void *
record_of (const void *file, const Row *row)
{
    const RfLook *look = file;
    return strcmp (row->group, "band") == 0 ? (const void *)&look->bands[0] : look;
}

static void *
parse (const char *text, gsize length, const char *path, GError **error)
{
    return rf_look_parse (text, length, path, error);
}

static void
free_look (void *look)
{
    rf_look_free (look);
}

SUBJECT = {&rf_look_schema, "/unit/test.look", parse, free_look, text_without, record_of};

TEST (an_absent_group_has_the_defaults)
{
    RfLook *look = look_of ("[look]\ntitle=T\n");

    FOR_ROWS (RF_KEY_NUMBER, row)
    if (strcmp (row->group, "band") != 0)
        REQUIRE_CMP (*(const double *)field_of (look, row), ==, row->key->standard, "%g", "[%s] %s", row->group,
                     row->key->key);
    REQUIRE (look->n_bands == 0 && !look->mono.enabled, "bands or monochrome from nowhere");
    FOR_ROWS (RF_KEY_CURVE, curve)
    REQUIRE (((const RfTintCurve *)field_of (look, curve))->n == 0, "[%s] %s", curve->group, curve->key->key);
    rf_look_free (look);
}

TEST (curves_are_knots_at_rising_lightness)
{
    static const struct {
        const char *text, *part;
    } wrong[] = {
        {"20", "“20” is not of the form L:a,b"},
        {"20:1", "“20:1” is not of the form L:a,b"},
        {"20:1,2,3", "is not of the form L:a,b"},
        {"20:1,2:3", "is not of the form L:a,b"},
        {"20:1,nan", "is not of the form L:a,b"},
        {"20:1,0x2", "is not of the form L:a,b"},
        {"20:1,2; 20:1,2", "lightness must rise between 0 and 100"},
        {"20:1,2; 10:1,2", "“10:1,2”: lightness must rise between 0 and 100"},
        {"0:1,2", "lightness must rise between 0 and 100"},
        {"100:1,2", "lightness must rise between 0 and 100"},
        {"50:61,0", "a and b must be within -60 … 60"},
        {"50:0,-60.1", "a and b must be within -60 … 60"},
    };

    FOR_ROWS (RF_KEY_CURVE, row)
    {
        RfLook *look = require_accepted (row, " 20 : 1 , -2.5 ; 37.5:-60,60;");
        const RfTintCurve *curve = field_of (look, row);
        REQUIRE (curve->n == 2, "%d knots", curve->n);
        REQUIRE (curve->knots[0].lightness == 20 && curve->knots[0].a == 1 && curve->knots[0].b == -2.5, "first knot");
        REQUIRE (curve->knots[1].lightness == 37.5 && curve->knots[1].a == -60 && curve->knots[1].b == 60,
                 "second knot");
        rf_look_free (look);
        for (size_t k = 0; k < G_N_ELEMENTS (wrong); k++)
            require_refused (row, wrong[k].text, RF_ERROR_VALUE, wrong[k].part);

        g_autoptr (GString) many = g_string_new (NULL);
        for (int knot = 1; knot <= RF_MAX_KNOTS; knot++)
            g_string_append_printf (many, "%d:0,0;", knot);
        rf_look_free (require_accepted (row, many->str));
        g_string_append (many, "99:0,0");
        require_refused (row, many->str, RF_ERROR_VALUE, "more than 16 knots");
    }
}

int
main (void)
{
    return tap_main ();
}
