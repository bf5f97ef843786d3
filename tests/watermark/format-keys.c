/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every row of the table of formats. */
#include "format.h"

#include "../key-rows.h"

static const char *const boxes[] = {"row", "column", "text", "logo", "signature", "disc", "divider", "palette"};

static gboolean
is_box (const char *group)
{
    return strcmp (group, "format") != 0 && strcmp (group, "canvas") != 0 && strcmp (group, "photo") != 0;
}

/* A format in which the group tried is as small as can be: a box stands on the photograph, for which nothing else has to be
 * there; but in a row or column there is a box. */
static GString *
text_without (const Row *row, const char **group)
{
    GString *text = g_string_new ("[format]\n");
    gboolean box = is_box (row->group);
    g_autofree char *named = g_strdup_printf ("%s x", row->group);

    *group = box ? g_intern_string (named) : row->group;
    if (strcmp (row->key->key, "title") != 0)
        g_string_append (text, "title=T\n");
    if (strcmp (row->group, "format") != 0)
        g_string_append_printf (text, "[%s]\n", *group);
    if (box && strcmp (row->key->key, "in") != 0)
        g_string_append (text, "in=photo\n");
    if (strcmp (row->group, "text") == 0 && strcmp (row->key->key, "text") != 0)
        g_string_append (text, "text=T\n");
    if (strcmp (row->group, "row") == 0 || strcmp (row->group, "column") == 0)
        g_string_append (text, "[disc y]\nin=x\n");
    return text;
}

static const void *
record_of (const void *file, const Row *row)
{
    const RfFormat *format = file;

    if (!is_box (row->group))
        return format;
    for (guint i = 0; i < format->boxes->len; i++)
        if (g_str_equal (g_array_index (format->boxes, RfBox, i).name, "x"))
            return &g_array_index (format->boxes, RfBox, i);
    return NULL;
}

static void *
parse (const char *text, gsize length, const char *path, GError **error)
{
    return rf_format_parse (text, length, path, error);
}

static void
free_format (void *format)
{
    rf_format_free (format);
}

SUBJECT = {&rf_format_schema, "/unit/test.format", parse, free_format, text_without, record_of};

TEST (every_box_has_the_keys_that_place_it)
{
    static const char *const keys[] = {"in", "at", "margin_x", "margin_y"};

    for (size_t b = 0; b < G_N_ELEMENTS (boxes); b++)
        for (size_t k = 0; k < G_N_ELEMENTS (keys); k++) {
            gboolean found = FALSE;
            for (size_t i = 0; i < rf_format_schema.n; i++)
                found |= rf_key_in_group (&rf_format_schema.keys[i], boxes[b]) &&
                         g_str_equal (rf_format_schema.keys[i].key, keys[k]);
            REQUIRE (found, "[%s] has no key %s", boxes[b], keys[k]);
        }
}

static void
require_length (const Row *row, const char *text, double u, double pct, double px)
{
    RfFormat *format = require_accepted (row, text);
    const RfLength *length = field_of (format, row);

    REQUIRE_CMP (length->u, ==, u, "%.17g", "u of [%s] %s=%s", row->group, row->key->key, text);
    REQUIRE_CMP (length->pct, ==, pct, "%.17g", "%% of [%s] %s=%s", row->group, row->key->key, text);
    REQUIRE_CMP (length->px, ==, px, "%.17g", "px of [%s] %s=%s", row->group, row->key->key, text);
    rf_format_free (format);
}

TEST (a_length_is_a_sum_in_three_units)
{
    FOR_ROWS (RF_KEY_LENGTH, row)
    {
        double u = floor (row->key->max / 2);
        char text[64];

        g_snprintf (text, sizeof text, "%du", (int)u);
        require_length (row, text, u, 0, 0);
        g_snprintf (text, sizeof text, " %d u + 1px ", (int)u);
        require_length (row, text, u, 0, 1);
        g_snprintf (text, sizeof text, "%du+%du+0.25%%", (int)u - 1, 1);
        require_length (row, text, u, 0.25, 0);
        require_length (row, "8px", 0, 0, 8);
        require_length (row, "1.5%", 0, 1.5, 0);
    }
}

TEST (an_absent_length_has_its_default_and_that_is_within_its_range)
{
    FOR_ROWS (RF_KEY_LENGTH, row)
    {
        RfLength standard;
        RfFormat *format = require_accepted (row, NULL);
        const RfLength *length = field_of (format, row);
        REQUIRE (row->key->preset && rf_length_read (row->key->preset, &standard), "[%s] %s: no default", row->group,
                 row->key->key);
        REQUIRE (length->u == standard.u && length->pct == standard.pct && length->px == standard.px, "[%s] %s",
                 row->group, row->key->key);
        REQUIRE (length->u >= row->key->min && length->u <= row->key->max, "[%s] %s: %gu", row->group, row->key->key,
                 length->u);
        rf_format_free (format);
    }
}

TEST (a_length_out_of_its_range_is_refused_with_the_range)
{
    FOR_ROWS (RF_KEY_LENGTH, row)
    {
        char number[G_ASCII_DTOSTR_BUF_SIZE], text[64];
        g_autofree char *sentence = g_strdup_printf ("is outside %gu … %gu", row->key->min, row->key->max);

        g_ascii_dtostr (number, sizeof number, nextafter (row->key->max, INFINITY));
        g_snprintf (text, sizeof text, "%su", number);
        require_refused (row, text, RF_ERROR_VALUE, sentence);
        g_snprintf (text, sizeof text, "%gu+0.1%%", row->key->max);
        require_refused (row, text, RF_ERROR_VALUE, sentence);
        if (row->key->min > 0) {
            g_snprintf (text, sizeof text, "%gu", row->key->min / 2);
            require_refused (row, text, RF_ERROR_VALUE, sentence);
            require_refused (row, "0u", RF_ERROR_VALUE, sentence);
        }
        require_refused (row, "65px", RF_ERROR_VALUE, "more than 64px");
    }
}

TEST (what_is_no_length_is_refused)
{
    static const char *const values[] = {"",     "20",      "u",    "20 em",  "20U",     "-1u",   "20u-1px",
                                         "20u+", "+20u",    "nanu", "infu",   "1e99u",   "0x4u",  "20u 1px",
                                         "1,5u", "20u+nan", "20uu", "20px%",  "20p",     "20pct", "٢٠u",
                                         "½u",   "20u;",    "auto", "1e999u", "20u # x", "20%u"};

    FOR_ROWS (RF_KEY_LENGTH, row)
    for (size_t k = 0; k < G_N_ELEMENTS (values); k++)
        if (!g_str_equal (values[k], "1e99u")) {
            g_autofree char *sentence = g_strdup_printf ("“%s” is not a length", values[k]);
            require_refused (row, values[k], RF_ERROR_VALUE, sentence);
        } else {
            require_refused (row, values[k], RF_ERROR_VALUE, "is outside");
        }
}

TEST (colours_are_hexadecimal_accent_or_automatic)
{
    static const struct {
        const char *text;
        RfColor color;
    } good[] = {
        {"#000000", {{0, 0, 0, 1}, FALSE}},
        {"#ffFFff", {{1, 1, 1, 1}, FALSE}},
        {"#ce9238", {{206 / 255.0f, 146 / 255.0f, 56 / 255.0f, 1}, FALSE}},
        {"#00000033", {{0, 0, 0, 51 / 255.0f}, FALSE}},
        {"#12345600", {{18 / 255.0f, 52 / 255.0f, 86 / 255.0f, 0}, FALSE}},
        {"auto", {{0, 0, 0, 1}, TRUE}},
    };
    static const char *const wrong[] = {"",           "#fff",     "ffffff",    "#gggggg", "#ffffff0",
                                        "#ffffff000", "# ffffff", "#ff ffff ", "white",   "Auto",
                                        "rgb(0,0,0)", "#١١١١١١",  "#+1-1ff"};

    FOR_ROWS (RF_KEY_COLOR, row)
    {
        for (size_t k = 0; k < G_N_ELEMENTS (good); k++) {
            RfFormat *format = require_accepted (row, good[k].text);
            const RfColor *color = field_of (format, row);
            REQUIRE (memcmp (color->rgba, good[k].color.rgba, sizeof color->rgba) == 0, "[%s] %s=%s", row->group,
                     row->key->key, good[k].text);
            REQUIRE (color->automatic == good[k].color.automatic, "[%s] %s=%s", row->group, row->key->key,
                     good[k].text);
            rf_format_free (format);
        }
        RfFormat *format = require_accepted (row, "accent");
        const RfColor *accent = field_of (format, row);
        REQUIRE (!accent->automatic && accent->rgba[3] == 1 && accent->rgba[0] > accent->rgba[2],
                 "[%s] %s: the accent is no warm colour", row->group, row->key->key);
        rf_format_free (format);
        for (size_t k = 0; k < G_N_ELEMENTS (wrong); k++)
            require_refused (row, wrong[k], RF_ERROR_VALUE, "is neither #rrggbb, #rrggbbaa, accent nor auto");
    }
}

TEST (an_absent_colour_has_its_default)
{
    FOR_ROWS (RF_KEY_COLOR, row)
    {
        RfColor standard;
        RfFormat *format = require_accepted (row, NULL);
        REQUIRE (row->key->preset && rf_color_read (row->key->preset, &standard), "[%s] %s: no default", row->group,
                 row->key->key);
        REQUIRE (memcmp (field_of (format, row), &standard, sizeof standard) == 0, "[%s] %s", row->group,
                 row->key->key);
        rf_format_free (format);
    }
}

TEST (templates_are_kept_as_they_are_spelt)
{
    static const char *const good[] = {"${model}",      "${lens|model|\"none\"}", "${focal}{  ·  }${aperture}",
                                       "\\$\\{\\}",     "${date:%Y\\|%m}",        "words",
                                       "写真 ${artist}"};

    FOR_ROWS (RF_KEY_TEMPLATE, row)
    {
        for (size_t k = 0; k < G_N_ELEMENTS (good); k++) {
            RfFormat *format = require_accepted (row, good[k]);
            REQUIRE (g_str_equal (*(char *const *)field_of (format, row), good[k]), "«%s», not «%s»",
                     *(char *const *)field_of (format, row), good[k]);
            rf_format_free (format);
        }
        require_refused (row, "", RF_ERROR_VALUE, "is empty");
        require_refused (row, "${modell}", RF_ERROR_VALUE, "there is no field “modell”; there are: make, model");
        require_refused (row, "ab ${model", RF_ERROR_VALUE, "character 4: ");
        if (!row->key->required) {
            RfFormat *format = require_accepted (row, NULL);
            REQUIRE (g_str_equal (*(char *const *)field_of (format, row), row->key->preset), "[%s] %s", row->group,
                     row->key->key);
            rf_format_free (format);
        }
    }
}

TEST (fields_are_a_list)
{
    static const char *const pairs[][2] = {
        {"gps", "gps"}, {" gps ; date;lens ", "gps;date;lens"}, {";;gps;", "gps"}, {"", ""}, {" ; ", ""}};

    FOR_ROWS (RF_KEY_FIELDS, row)
    {
        for (size_t k = 0; k < G_N_ELEMENTS (pairs); k++) {
            RfFormat *format = require_accepted (row, pairs[k][0]);
            REQUIRE (g_str_equal (*(char *const *)field_of (format, row), pairs[k][1]), "«%s» became «%s»", pairs[k][0],
                     *(char *const *)field_of (format, row));
            rf_format_free (format);
        }
        require_refused (row, "gps;gsp", RF_ERROR_VALUE, "there is no field “gsp”; there are: make, model");
        require_refused (row, "gps,date", RF_ERROR_VALUE, "there is no field “gps,date”");
        RfFormat *format = require_accepted (row, NULL);
        REQUIRE (g_str_equal (*(char *const *)field_of (format, row), ""), "[%s] %s", row->group, row->key->key);
        rf_format_free (format);
    }
}

TEST (aspects_are_width_to_height)
{
    static const struct {
        const char *text;
        double ratio;
    } good[] = {{"free", 0},      {"1:1", 1},   {"4:5", 0.8}, {"16:9", 16.0 / 9},
                {"2.35:1", 2.35}, {"10:1", 10}, {"1:10", 0.1}};
    static const char *const wrong[] = {"",    "4",     "4/5",   "4:",      ":5",   "4:5:6", "0:1",
                                        "1:0", "-4:-5", "nan:1", "inf:inf", "11:1", "1:11",  "Free"};

    FOR_ROWS (RF_KEY_ASPECT, row)
    {
        for (size_t k = 0; k < G_N_ELEMENTS (good); k++) {
            double ratio;
            RfFormat *format = require_accepted (row, good[k].text);
            const char *kept = *(char *const *)field_of (format, row);
            REQUIRE (g_str_equal (kept, good[k].text), "«%s» became «%s»", good[k].text, kept);
            REQUIRE (rf_aspect_read (kept, &ratio), "«%s» is no aspect", kept);
            REQUIRE_CMP (ratio, ==, good[k].ratio, "%.17g", "%s", kept);
            rf_format_free (format);
        }
        for (size_t k = 0; k < G_N_ELEMENTS (wrong); k++)
            require_refused (row, wrong[k], RF_ERROR_VALUE, "is neither free nor width to height");
    }
}

TEST (places_are_those_of_the_row)
{
    FOR_ROWS (RF_KEY_NAME, row)
    {
        g_auto (GStrv) places = g_strsplit (row->key->choices, "|", -1);
        for (char **place = places; *place; place++) {
            g_autoptr (GError) error = NULL;
            const char *group;
            g_autoptr (GString) text = text_without (row, &group);
            g_autofree char *whole = g_strdup_printf ("[canvas]\ntop=9u\nright=9u\nbottom=9u\nleft=9u\n%s", text->str);
            g_autofree char *line = g_strdup_printf ("[%s]\nin=%s\n", group, *place);
            g_auto (GStrv) halves = g_strsplit (whole, "[", -1);
            g_autoptr (GString) joined = g_string_new (NULL);
            for (char **half = halves + 1; *half; half++)
                if (g_str_has_prefix (*half, group))
                    g_string_append_printf (joined, "%s%s", line, strchr (*half, '\n') + 1);
                else
                    g_string_append_printf (joined, "[%s", *half);
            RfFormat *format = rf_format_parse (joined->str, joined->len, subject.path, &error);
            REQUIRE (format, "[%s] in=%s: %s", row->group, *place, error->message);
            rf_format_free (format);
        }
        require_refused (row, "", RF_ERROR_VALUE, "is empty");
        require_refused (row, "nowhere", RF_ERROR_VALUE, "“nowhere” is neither a row nor a column of this file");
    }
}

int
main (void)
{
    return tap_main ();
}
