/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Format files as a whole: how boxes belong together, what is wrong with bad ones in one sentence, and what every shipped
 * one keeps to. */
#include "format.h"
#include "../tap.h"
#include "../unit/unit.h"
#include "format-text.h"

#define GOOD "[format]\ntitle=Good\n"

#define FOR_BOXES(format, box)                                                                                         \
    for (const RfBox *box = (const RfBox *)(void *)(format)->boxes->data, *end_##box = box + (format)->boxes->len;     \
         box < end_##box; box++)

static RfFormat *
parse (const char *text, GError **error)
{
    return rf_format_parse (text, strlen (text), "/some/where/test.format", error);
}

static RfFormat *
require_format (const char *text)
{
    g_autoptr (GError) error = NULL;
    RfFormat *format = parse (text, &error);

    REQUIRE (format, "«%s»: %s", text, error->message);
    return format;
}

static void
require_refused (const char *text, RfError code, const char *sentence)
{
    g_autoptr (GError) error = NULL;
    RfFormat *format = parse (text, &error);

    REQUIRE (!format, "accepted: «%s»", text);
    REQUIRE (g_error_matches (error, RF_ERROR, (int)code), "«%s»: error %d: %s", text, error->code, error->message);
    REQUIRE (g_str_equal (error->message, sentence) ||
                 (g_str_has_suffix (sentence, "…") &&
                  strncmp (error->message, sentence, strlen (sentence) - strlen ("…")) == 0),
             "«%s»: «%s», not «%s»", text, error->message, sentence);
}

TEST (boxes_know_their_row_or_column)
{
    RfFormat *format = require_format (GOOD "[canvas]\nbottom=9u\n"
                                            "[text a]\nin=inner\ntext=A\n"
                                            "[row outer]\nin=bottom\nat=right\nmargin_x=50u\n"
                                            "[column inner]\nin=outer\n"
                                            "[disc d]\nin=photo\n");
    static const int parents[] = {2, -1, 1, -1};
    static const RfBoxKind kinds[] = {RF_BOX_TEXT, RF_BOX_ROW, RF_BOX_COLUMN, RF_BOX_DISC};

    REQUIRE_CMP (format->boxes->len, ==, 4u, "%u", "boxes");
    for (int i = 0; i < 4; i++) {
        const RfBox *box = &g_array_index (format->boxes, RfBox, i);
        REQUIRE_CMP (box->parent, ==, parents[i], "%d", "parent of %s", box->name);
        REQUIRE_CMP ((int)box->kind, ==, (int)kinds[i], "%d", "kind of %s", box->name);
    }
    REQUIRE (g_str_equal (g_array_index (format->boxes, RfBox, 1).at, "right"), "at");
    rf_format_free (format);
}

TEST (a_format_may_be_a_frame_without_words)
{
    rf_format_free (require_format (GOOD "[canvas]\ntop=9u\nright=9u\nbottom=9u\nleft=9u\n"));
    rf_format_free (require_format (GOOD));
}

TEST (the_example_of_the_manual_is_a_format)
{
    g_autofree char *path = g_build_filename (g_getenv ("RF_SOURCE"), "core", "formats", "README.md", NULL),
                    *text = NULL;

    REQUIRE (g_file_get_contents (path, &text, NULL, NULL), "%s", path);
    char *begin = strstr (text, "```ini\n"), *end = begin ? strstr (begin + 3, "```\n") : NULL;
    REQUIRE (begin && end, "%s has no example", path);
    *end = '\0';
    RfFormat *format = require_format (begin + strlen ("```ini\n"));
    REQUIRE_CMP (format->boxes->len, >, 2u, "%u", "boxes");
    rf_format_free (format);
}

TEST (an_error_reads_as_in_the_manual)
{
    require_refused (GOOD "[canvas]\nbottom=9000u\n", RF_ERROR_VALUE,
                     "test.format: [canvas] bottom: 9000u is outside 0u … 1080u");
    require_refused (GOOD "[text a]\nin=photo\ntext=${modell}\n", RF_ERROR_VALUE,
                     "test.format: [text a] text: character 3: there is no field “modell”; there are: make, model, …");
}

TEST (what_a_format_may_not_hold_is_named)
{
    require_refused ("[canvas]\nbottom=9u\n", RF_ERROR_KEY, "test.format: [format]: is missing");
    require_refused ("[format]\norder=1\n", RF_ERROR_KEY, "test.format: [format] title: is missing");
    require_refused (GOOD "[canvass]\nbottom=9u\n", RF_ERROR_KEY, "test.format: [canvass]: there is no such group");
    require_refused (GOOD "[text]\nin=photo\n", RF_ERROR_KEY, "test.format: [text]: there is no such group");
    require_refused (GOOD "[words a]\nin=photo\n", RF_ERROR_KEY, "test.format: [words a]: there is no such group");
    require_refused (GOOD "[format a]\n", RF_ERROR_KEY, "test.format: [format a]: there is no such group");
    require_refused (GOOD "[canvas]\nbottem=9u\n", RF_ERROR_KEY, "test.format: [canvas] bottem: there is no such key");
    require_refused (GOOD "[disc a]\nin=photo\ntext=A\n", RF_ERROR_KEY,
                     "test.format: [disc a] text: there is no such key");
    require_refused (GOOD "[disc a]\nsize=9u\n", RF_ERROR_KEY, "test.format: [disc a] in: is missing");
    require_refused (GOOD "[text a]\nin=photo\n", RF_ERROR_KEY, "test.format: [text a] text: is missing");
    require_refused (GOOD "[disc a]\nin=photo\nsize[de]=9u\n", RF_ERROR_KEY,
                     "test.format: [disc a] size[de]: there is no such key");
    require_refused (GOOD "[disc a]\nin=photo\nin=photo\n", RF_ERROR_KEY, "test.format: [disc a] in: is there twice");
}

TEST (names_of_boxes_are_their_own)
{
    static const char *const bad[] = {"", " ", "A", "a b", "a_b", "ä", "a.b"};

    require_refused (GOOD "[disc a]\nin=photo\n[text a]\nin=photo\ntext=A\n", RF_ERROR_KEY,
                     "test.format: [text a]: there is a box “a” already, choose another name");
    require_refused (GOOD "[disc a]\nin=photo\n[disc a]\nin=photo\n", RF_ERROR_KEY,
                     "test.format: [disc a]: is there twice");
    require_refused (GOOD "[disc photo]\nin=photo\n", RF_ERROR_KEY,
                     "test.format: [disc photo]: “photo” is a place already, choose another name");
    for (size_t i = 0; i < G_N_ELEMENTS (bad); i++) {
        g_autofree char *text = g_strdup_printf (GOOD "[disc %s]\nin=photo\n", bad[i]);
        g_autofree char *sentence = g_strdup_printf (
            "test.format: [disc %s]: the name of a box may hold only a to z, 0 to 9 and dashes", bad[i]);
        require_refused (text, RF_ERROR_KEY, sentence);
    }
}

TEST (boxes_stand_where_there_is_a_place)
{
    require_refused (GOOD "[disc a]\nin=b\n", RF_ERROR_VALUE,
                     "test.format: [disc a] in: “b” is neither a row nor a column of this file, nor one of …");
    require_refused (GOOD "[disc a]\nin=b\n[disc b]\nin=photo\n", RF_ERROR_VALUE,
                     "test.format: [disc a] in: “b” is neither a row nor a column");
    require_refused (GOOD "[disc a]\nin=a\n", RF_ERROR_VALUE,
                     "test.format: [disc a] in: “a” is neither a row nor a column");
    require_refused (GOOD "[row a]\nin=a\n", RF_ERROR_VALUE, "test.format: [row a] in: “a” stands in itself");
    require_refused (GOOD "[row a]\nin=b\n[column b]\nin=c\n[row c]\nin=a\n", RF_ERROR_VALUE,
                     "test.format: [row a] in: “b” stands in itself");
    require_refused (GOOD "[disc d]\nin=a\n[row a]\nin=b\n[row b]\nin=a\n", RF_ERROR_VALUE,
                     "test.format: [disc d] in: “a” stands in itself");
    require_refused (GOOD "[row a]\nin=photo\n", RF_ERROR_KEY, "test.format: [row a]: there is no box in it");
    require_refused (GOOD "[row a]\nin=photo\n[disc b]\nin=a\nat=left\n", RF_ERROR_KEY,
                     "test.format: [disc b] at: “a” places this box already");
    require_refused (GOOD "[row a]\nin=photo\n[disc b]\nin=a\nmargin_x=0u\n", RF_ERROR_KEY,
                     "test.format: [disc b] margin_x: “a” places this box already");
    require_refused (GOOD "[row a]\nin=photo\n[disc b]\nin=a\nmargin_y=5u\n", RF_ERROR_KEY,
                     "test.format: [disc b] margin_y: “a” places this box already");
}

TEST (a_box_in_a_mat_wants_one_there)
{
    static const char *const sides[] = {"top", "right", "bottom", "left"};

    for (int i = 0; i < 4; i++) {
        g_autofree char *without =
            g_strdup_printf (GOOD "[canvas]\n%s=9u\n[disc a]\nin=%s\n", sides[(i + 1) % 4], sides[i]);
        g_autofree char *with = g_strdup_printf (GOOD "[canvas]\n%s=1px\n[disc a]\nin=%s\n", sides[i], sides[i]);
        g_autofree char *sentence =
            g_strdup_printf ("test.format: [disc a] in: there is no mat at this side, see “%s” of [canvas]", sides[i]);
        require_refused (without, RF_ERROR_VALUE, sentence);
        rf_format_free (require_format (with));
    }
}

TEST (boxes_are_counted)
{
    g_autoptr (GString) text = g_string_new (GOOD);

    for (int i = 0; i < RF_MAX_BOXES; i++)
        g_string_append_printf (text, "[disc d%d]\nin=photo\n", i);
    rf_format_free (require_format (text->str));
    g_string_append (text, "[disc one-too-many]\nin=photo\n");
    require_refused (text->str, RF_ERROR_KEY, "test.format: [disc one-too-many]: more than 64 boxes");
}

TEST (the_file_name_is_the_id)
{
    static const char *const bad[] = {"a", ".format", "A.format", "a b.format", "-a.format", "a.look", "ä.format"};
    RfFormat *format = rf_format_parse (GOOD, strlen (GOOD), "/a/b/bar-2.format", NULL);

    REQUIRE (format && g_str_equal (rf_format_id (format), "bar-2"), "id");
    rf_format_free (format);
    for (size_t i = 0; i < G_N_ELEMENTS (bad); i++) {
        g_autoptr (GError) error = NULL;
        REQUIRE (!rf_format_parse (GOOD, strlen (GOOD), bad[i], &error), "«%s» was accepted", bad[i]);
        REQUIRE (g_error_matches (error, RF_ERROR, RF_ERROR_FILE), "«%s»: error %d", bad[i], error->code);
        REQUIRE_TEXT (error->message, "ends in .format", "«%s»", bad[i]);
    }
}

TEST (the_photograph_is_needed_for_its_colours)
{
    static const struct {
        const char *text;
        gboolean needed;
    } cases[] = {
        {GOOD "[canvas]\nbottom=9u\n[text a]\nin=bottom\ntext=A\n", FALSE},
        {GOOD "[text a]\nin=photo\ntext=A\n", TRUE},
        {GOOD "[text a]\nin=canvas\ntext=A\n", TRUE},
        {GOOD "[text a]\nin=photo\ntext=A\ncolor=#ffffff\ncolor_dark=#ffffff\n", FALSE},
        {GOOD "[text a]\nin=photo\ntext=A\ncolor=#ffffff\n", TRUE},
        {GOOD "[row r]\nin=photo\n[column c]\nin=r\n[text a]\nin=c\ntext=A\n", TRUE},
        {GOOD "[canvas]\nbottom=9u\n[palette p]\nin=bottom\n", TRUE},
        {GOOD "[canvas]\nground=blur\n", TRUE},
        {GOOD "[disc d]\nin=photo\n", FALSE},
    };

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        RfFormat *format = require_format (cases[i].text);
        REQUIRE (rf_format_needs_photo (format) == cases[i].needed, "«%s»", cases[i].text);
        rf_format_free (format);
    }
}

/* ---- The shipped ones ------------------------------------------------------------------------------------------ */

static const char *const shipped[] = {
    "bar",        "bar-line",   "bar-center", "bar-dark", "engraved", "overlay",   "overlay-center", "mat",
    "film-frame", "film-strip", "glass",      "polaroid", "palette",  "signature", "datestamp",      "social"};

TEST (the_sixteen_formats_are_there_and_sound)
{
    size_t n;
    const RfFormat *const *formats = rf_formats (&n);

    REQUIRE (!*rf_format_problems (), "%s", *rf_format_problems ());
    for (size_t i = 0; i < G_N_ELEMENTS (shipped); i++)
        REQUIRE (rf_format_find (shipped[i]), "%s is missing", shipped[i]);
    REQUIRE_CMP (n, >=, G_N_ELEMENTS (shipped), "%zu", "formats");
    for (size_t i = 0; i < n; i++)
        REQUIRE (*rf_format_description (formats[i]), "%s has no description", rf_format_id (formats[i]));
}

TEST (every_shipped_title_is_in_german_too)
{
    size_t n;
    const RfFormat *const *formats = rf_formats (&n);

    for (size_t i = 0; i < n; i++) {
        g_autoptr (GKeyFile) file = g_key_file_new ();
        REQUIRE (g_key_file_load_from_file (file, formats[i]->path, G_KEY_FILE_KEEP_TRANSLATIONS, NULL), "%s",
                 formats[i]->path);
        REQUIRE (g_key_file_has_key (file, "format", "title[de]", NULL) &&
                     g_key_file_has_key (file, "format", "description[de]", NULL),
                 "%s", rf_format_id (formats[i]));
    }
}

TEST (every_shipped_format_has_a_place_of_its_own_in_menus)
{
    size_t n;
    const RfFormat *const *formats = rf_formats (&n);

    for (size_t i = 1; i < n; i++)
        REQUIRE_CMP (formats[i - 1]->order, <, formats[i]->order, "%g", "%s and %s", rf_format_id (formats[i - 1]),
                     rf_format_id (formats[i]));
}

/* How many of the format's texts show what is typed for the field of a photograph that tells nothing else. */
static int
count_showing (const RfFormat *format, const char *field)
{
    RfCaption *caption = rf_caption_new ();
    int n = 0;

    REQUIRE (rf_caption_set (caption, field, "typed words", NULL), "%s", field);
    FOR_BOXES (format, box)
    {
        RfTemplate *words = box->text ? rf_template_parse (box->text, NULL) : NULL;
        g_autofree char *text = words ? rf_template_expand (words, caption, NULL) : NULL;
        n += text && strstr (text, "typed words");
        rf_template_free (words);
    }
    rf_caption_free (caption);
    return n;
}

/* Whatever single thing the user types is said by every format, so that a photograph without metadata gets a caption. */
TEST (every_shipped_format_says_what_is_typed)
{
    static const char *const typed[] = {"model", "title", "caption", "artist", "copyright"};
    size_t n;
    const RfFormat *const *formats = rf_formats (&n);

    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < G_N_ELEMENTS (typed); k++)
            REQUIRE (count_showing (formats[i], typed[k]), "%s says nothing of the %s", rf_format_id (formats[i]),
                     typed[k]);
}

/* What is worth saying is said once. */
TEST (no_shipped_format_says_a_thing_twice)
{
    size_t n, n_fields;
    const RfFormat *const *formats = rf_formats (&n);
    const RfField *fields = rf_fields (&n_fields);

    for (size_t i = 0; i < n; i++)
        for (size_t f = 0; f < n_fields; f++)
            REQUIRE_CMP (count_showing (formats[i], fields[f].id), <=, 1, "%d", "%s says the %s",
                         rf_format_id (formats[i]), fields[f].id);
}

static gboolean
has_logo (const RfFormat *format)
{
    FOR_BOXES (format, box)
    if (box->kind == RF_BOX_LOGO)
        return TRUE;
    return FALSE;
}

TEST (every_shipped_format_says_just_the_fields_that_it_comes_to_show)
{
    size_t n, n_fields;
    const RfFormat *const *formats = rf_formats (&n);
    const RfField *fields = rf_fields (&n_fields);

    for (size_t i = 0; i < n; i++)
        for (size_t f = 0; f < n_fields; f++) {
            gboolean shown = count_showing (formats[i], fields[f].id) > 0;
            gboolean chooses_logo = strcmp (fields[f].id, "make") == 0 && has_logo (formats[i]);
            REQUIRE (rf_format_says (formats[i], fields[f].id, NULL) == (shown || chooses_logo), "%s: %s is %s",
                     rf_format_id (formats[i]), fields[f].id, shown ? "shown" : "not shown");
        }
}

TEST (a_format_tells_the_pattern_of_a_field)
{
    RfFormat *format = require_format (GOOD "[canvas]\nbottom=9%\n[text a]\nin=bottom\n"
                                            "text=${model} ${date:%d.%m.}{ }${date:%Y}\n");
    g_autofree char *date = NULL, *model = NULL, *iso = NULL;

    REQUIRE (rf_format_says (format, "date", &date) && g_strcmp0 (date, "%d.%m.") == 0, "the date's is %s", date);
    REQUIRE (rf_format_says (format, "model", &model) && !model, "the model's is %s", model);
    REQUIRE (!rf_format_says (format, "iso", &iso) && !iso, "the format says ISO, by %s", iso);
    rf_format_free (format);
}

/* In the order of what is least missed; and nothing is dropped that the format does not say. */
TEST (every_shipped_format_drops_only_what_it_says)
{
    size_t n;
    const RfFormat *const *formats = rf_formats (&n);

    for (size_t i = 0; i < n; i++) {
        g_auto (GStrv) names = g_strsplit (formats[i]->drop, ";", -1);
        for (char **name = names; *name; name++) {
            REQUIRE (rf_format_says (formats[i], *name, NULL), "%s drops the %s, which it does not say",
                     rf_format_id (formats[i]), *name);
        }
    }
}

int
main (void)
{
    return tap_main ();
}
