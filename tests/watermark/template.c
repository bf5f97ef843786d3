/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Templates: what they say for captions that know much, little and nothing. */
#include "../tap.h"
#include "../unit/unit.h"
#include "format-text.h"

/* "focal=23mm,iso=ISO200": a caption that knows that and nothing else. */
static RfCaption *
caption_of (const char *fields)
{
    RfCaption *caption = rf_caption_new ();
    g_auto (GStrv) parts = g_strsplit (fields, ",", -1);
    size_t n;
    const RfField *all = rf_fields (&n);

    for (size_t i = 0; i < n; i++)
        rf_caption_set (caption, all[i].id, "", NULL);
    for (char **part = parts; *part && **part; part++) {
        char *value = strchr (*part, '=');
        *value = '\0';
        if (!rf_caption_set (caption, *part, value + 1, NULL))
            g_error ("there is no field %s", *part);
    }
    return caption;
}

static char *
expand (const char *template, const char *fields, const char *dropped)
{
    g_autoptr (GError) error = NULL;
    RfTemplate *parsed = rf_template_parse (template, &error);
    g_auto (GStrv) names = dropped ? g_strsplit (dropped, ",", -1) : NULL;

    REQUIRE (parsed, "%s: %s", template, error->message);
    RfCaption *caption = caption_of (fields);
    char *text = rf_template_expand (parsed, caption, (const char *const *)names);
    rf_caption_free (caption);
    rf_template_free (parsed);
    return text;
}

static void
require_words (const char *template, const char *fields, const char *expected)
{
    g_autofree char *text = expand (template, fields, NULL);
    REQUIRE (g_strcmp0 (text, expected) == 0, "%s with %s: «%s», not «%s»", template, fields, text ? text : "(nothing)",
             expected ? expected : "(nothing)");
}

TEST (fields_stand_among_words)
{
    require_words ("${model}", "model=M11", "M11");
    require_words ("Shot on ${model}, at ${iso}.", "model=M11,iso=ISO200", "Shot on M11, at ISO200.");
    require_words ("${make} ${model}", "make=Leica,model=M11", "Leica M11");
    require_words ("写真：${artist}", "artist=田中", "写真：田中");
    require_words ("${model}${model}", "model=a", "aa");
    require_words ("Rangefinder", "", "Rangefinder");
}

TEST (what_is_missing_takes_its_separator_with_it)
{
    const char *three = "${focal}{ · }${aperture}{ · }${iso}";

    require_words (three, "focal=23mm,aperture=f/2,iso=ISO200", "23mm · f/2 · ISO200");
    require_words (three, "aperture=f/2,iso=ISO200", "f/2 · ISO200");
    require_words (three, "focal=23mm,iso=ISO200", "23mm · ISO200");
    require_words (three, "focal=23mm,aperture=f/2", "23mm · f/2");
    require_words (three, "focal=23mm", "23mm");
    require_words (three, "aperture=f/2", "f/2");
    require_words (three, "iso=ISO200", "ISO200");
    require_words (three, "", NULL);
}

TEST (blanks_between_fields_are_separators_too)
{
    const char *three = "${focal}  ${aperture}  ${iso}";

    require_words (three, "focal=23mm,aperture=f/2,iso=ISO200", "23mm  f/2  ISO200");
    require_words (three, "focal=23mm,iso=ISO200", "23mm  ISO200");
    require_words (three, "aperture=f/2", "f/2");
    require_words (" ${make} ${model} ", "model=M11", "M11");
    require_words ("by ${make} ${model}", "model=M11", "by M11");
    require_words ("${make}\xc2\xa0${model}", "model=M11", "M11");
    require_words ("${make}\xc2\xa0${model}", "make=Leica,model=M11", "Leica\xc2\xa0M11");
}

TEST (where_separators_meet_the_widest_one_stays)
{
    const char *mixed = "${make}{ }${model}{  ·  }${lens}";

    require_words (mixed, "make=Leica,lens=35", "Leica  ·  35");
    require_words (mixed, "make=Leica,model=M11,lens=35", "Leica M11  ·  35");
    require_words (mixed, "model=M11,lens=35", "M11  ·  35");
    require_words ("${make}{, }${model}{ / }${lens}{, }${iso}", "make=a,iso=b", "a / b");
    require_words ("${make}{, }${model}{; }${lens}", "make=a,lens=b", "a, b"); /* of the same width the first */
}

TEST (blanks_beside_a_separator_are_part_of_it)
{
    require_words ("${make} {·} ${model}", "make=a,model=b", "a · b");
    require_words ("${make} {·} ${model}", "model=b", "b");
    require_words ("${make}  {/}{/} ${model}", "make=a,model=b", "a  /b");
}

TEST (words_go_with_the_fields_they_stand_with)
{
    require_words ("${focal}{ · }by ${artist}", "focal=23mm", "23mm");
    require_words ("${focal}{ · }by ${artist}", "focal=23mm,artist=Anna", "23mm · by Anna");
    require_words ("${focal}{ · }by ${artist}", "artist=Anna", "by Anna");
    require_words ("Rangefinder{ · }${artist}", "artist=Anna", "Rangefinder · Anna");
    require_words ("Rangefinder{ · }${artist}", "", NULL);
    require_words ("(${focal})", "", NULL);
    require_words ("(${focal})", "focal=23mm", "(23mm)");
}

TEST (the_first_alternative_with_a_text_is_said)
{
    require_words ("${lens|model}", "lens=35,model=M11", "35");
    require_words ("${lens|model}", "model=M11", "M11");
    require_words ("${ lens | model }", "model=M11", "M11");
    require_words ("${lens|model|\"unknown | {camera}\"}", "", "unknown | {camera}");
    require_words ("${lens|\"said \\\"so\\\"\"}", "", "said \"so\"");
    require_words ("${lens|\"words\"}", "lens=35", "35");
    require_words ("${lens|model}", "", NULL);
    require_words ("${\"words\"}", "", "words");
}

TEST (what_is_dropped_is_as_if_it_were_missing)
{
    static const char *const cases[][3] = {
        {"${focal}{ · }${iso}", "focal", "i"},
        {"${focal}{ · }${iso}", "iso", "f"},
        {"${focal|iso}", "focal", "i"},
        {"${focal}{ · }${iso}", "iso,lens,date", "f"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *text = expand (cases[i][0], "focal=f,iso=i", cases[i][1]);
        REQUIRE (g_strcmp0 (text, cases[i][2]) == 0, "%s without %s: «%s»", cases[i][0], cases[i][1], text);
    }
    g_autofree char *nothing = expand ("${focal}{ · }${iso}", "focal=f,iso=i", "iso,focal");
    REQUIRE (!nothing, "«%s»", nothing);
}

TEST (a_date_has_the_pattern_of_the_template)
{
    g_autoptr (GError) error = NULL;
    RfCaption *caption = rf_caption_sample ();
    static const char *const cases[][2] = {{"${date:%Y}", "2022"},         {"${date:%d.%m.%Y}", "04.07.2022"},
                                           {"${date:%Y\\|%m}", "2022|07"}, {"${date:%Y\\}}", "2022}"},
                                           {"${date}", "2022.07.04"},      {"${time:%H}", "12"}};

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        RfTemplate *parsed = rf_template_parse (cases[i][0], &error);
        REQUIRE (parsed, "%s: %s", cases[i][0], error->message);
        g_autofree char *text = rf_template_expand (parsed, caption, NULL);
        REQUIRE (g_strcmp0 (text, cases[i][1]) == 0, "%s: «%s»", cases[i][0], text);
        rf_template_free (parsed);
    }
    rf_caption_free (caption);
}

TEST (the_characters_of_templates_are_escaped)
{
    require_words ("\\$\\{\\}\\\\ \\| \\\" ${iso}", "iso=1", "${}\\ | \" 1");
    require_words ("${iso}{ \\} }${focal}", "iso=1,focal=2", "1 } 2");
    require_words ("a | b \" c ${iso}", "iso=1", "a | b \" c 1");
}

TEST (a_template_tells_which_fields_it_names)
{
    RfTemplate *parsed = rf_template_parse ("${lens|model|\"iso\"}{ · }${date:%Y} artist", NULL);

    REQUIRE (rf_template_has (parsed, "lens", NULL) && rf_template_has (parsed, "model", NULL) &&
                 rf_template_has (parsed, "date", NULL),
             "fields");
    REQUIRE (!rf_template_has (parsed, "iso", NULL) && !rf_template_has (parsed, "artist", NULL) &&
                 !rf_template_has (parsed, "", NULL),
             "words are no fields");
    rf_template_free (parsed);
}

TEST (what_is_wrong_is_told_with_its_place)
{
    static const char *const wrong[][2] = {
        {"", "is empty"},
        {"   ", "is empty"},
        {"{ · }", "is empty"},
        {"${model", "character 1: “${” is not closed by “}”"},
        {"ab${model", "character 3: "},
        {"über ${model|", "there is no field “”"},
        {"über ${modell}", "character 8: there is no field “modell”; there are: make, model, "},
        {"${}", "character 3: there is no field “”"},
        {"${model}}", "character 9: “}” closes nothing"},
        {"${model}{ · ", "character 9: “{” is not closed by “}”"},
        {"${model}{ {} }", "character 9: “{” is not closed by “}”"},
        {"${model}{}${iso}", "character 9: the separator is empty"},
        {"$model", "character 1: “$” begins a field"},
        {"5$", "character 2: “$” begins a field"},
        {"${model:%Y}", "character 8: only date and time have a pattern"},
        {"${date:}", "character 3: "},
        {"${date:%Q}", "character 3: "},
        {"${date:words}", "character 3: "},
        {"${date:%Y", "character 1: “${” is not closed"},
        {"${\"words\"|model}", "character 3: words in quotes are always there"},
        {"${model|\"words}", "character 9: the quotation is not closed"},
        {"${model|\"\"}", "character 9: the quotation is empty"},
        {"${model|\" \"}", "character 9: the quotation is empty"},
        {"${model|\"a\"b}", "character 1: “${” is not closed"},
        {"a\\b", "character 2: a backslash stands before one of"},
        {"ab\\", "character 3: a backslash stands before one of"},
        {"${date:%Y\\m}", "character 10: a backslash"},
        {"${model}{\\n}", "character 10: a backslash"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS (wrong); i++) {
        g_autoptr (GError) error = NULL;
        RfTemplate *parsed = rf_template_parse (wrong[i][0], &error);
        REQUIRE (!parsed, "«%s» was accepted", wrong[i][0]);
        REQUIRE (g_error_matches (error, RF_ERROR, RF_ERROR_VALUE), "«%s»: error %d", wrong[i][0], error->code);
        REQUIRE_TEXT (error->message, wrong[i][1], "«%s»", wrong[i][0]);
    }
}

/* Any fields there and not there: no separator at an end, none doubled, all that is there said once and in order. */
TEST (no_separator_dangles_or_doubles)
{
    static const char *const fields[] = {"make", "model", "lens", "focal", "aperture", "exposure", "iso"};
    const char *template = "${make}{ - }${model}{ - }${lens}{ - }${focal}{ - }${aperture}{ - }${exposure}{ - }${iso}";

    for (unsigned set = 0; set < 1u << G_N_ELEMENTS (fields); set++) {
        g_autoptr (GString) known = g_string_new (NULL), expected = g_string_new (NULL);
        for (size_t i = 0; i < G_N_ELEMENTS (fields); i++)
            if (set >> i & 1) {
                g_string_append_printf (known, "%s%s=%zu", known->len ? "," : "", fields[i], i);
                g_string_append_printf (expected, "%s%zu", expected->len ? " - " : "", i);
            }
        require_words (template, known->str, set ? expected->str : NULL);
    }
}

/* Bytes of the grammar in any order: a template or an error, never a crash; and what was accepted can be said. */
TEST (a_damaged_template_is_a_template_or_an_error)
{
    static const char *const words[] = {"${", "}", "{", "|",  "\"",   "\\", "$",      "model", "date", ":",
                                        "%Y", " ", "·", "写", "lens", "x",  "${iso}", "{ }",   "time", "\\}"};
    guint64 state = 4711;
    int accepted = 0;
    RfCaption *caption = rf_caption_sample ();

    for (int i = 0; i < 20000; i++) {
        g_autoptr (GString) text = g_string_new (NULL);
        g_autoptr (GError) error = NULL;
        for (int n = random_below (&state, 8); n >= 0; n--)
            g_string_append (text, words[random_below (&state, G_N_ELEMENTS (words))]);
        g_autofree char *exact = g_strdup (text->str);
        RfTemplate *parsed = rf_template_parse (exact, &error);
        REQUIRE ((parsed == NULL) == (error != NULL), "«%s»: neither template nor error, or both", exact);
        if (parsed) {
            g_autofree char *said = rf_template_expand (parsed, caption, NULL);
            REQUIRE (!said || (*said && g_utf8_validate (said, -1, NULL)), "«%s» says «%s»", exact, said);
            accepted++;
        } else {
            REQUIRE (g_error_matches (error, RF_ERROR, RF_ERROR_VALUE), "«%s»: error %d", exact, error->code);
        }
        rf_template_free (parsed);
    }
    rf_caption_free (caption);
    REQUIRE_CMP (accepted, >, 400, "%d", "accepted");
    REQUIRE_CMP (accepted, <, 19000, "%d", "accepted");
}

int
main (void)
{
    return tap_main ();
}
