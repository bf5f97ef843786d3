/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Look files as a whole: their form, their names, their translations, and what is wrong with bad ones in one sentence. */
#include "../tap.h"
#include "unit.h"

#include <locale.h>

#define GOOD "[look]\ntitle=Good\n"

static RfLook *
parse (const char *text, gssize length, GError **error)
{
    return rf_look_parse (text, length < 0 ? strlen (text) : (gsize)length, "/some/where/test.look", error);
}

static void
require_refused (const char *text, gssize length, RfError code, const char *sentence)
{
    g_autoptr (GError) error = NULL;
    RfLook *look = parse (text, length, &error);

    REQUIRE (!look, "accepted: «%.60s»", text);
    REQUIRE (g_error_matches (error, RF_ERROR, (int)code), "«%.60s»: error %d: %s", text, error->code, error->message);
    REQUIRE (g_str_has_prefix (error->message, "test.look: "), "«%.60s»: «%s»", text, error->message);
    REQUIRE_TEXT (error->message, sentence, "«%.60s»", text);
    REQUIRE (g_utf8_validate (error->message, -1, NULL), "«%.60s»: the error is not UTF-8", text);
}

static void
require_accepted (const char *text, gssize length, const char *title)
{
    g_autoptr (GError) error = NULL;
    RfLook *look = parse (text, length, &error);

    REQUIRE (look, "«%.60s»: %s", text, error->message);
    REQUIRE (g_str_equal (rf_look_title (look), title), "«%s», not «%s»", rf_look_title (look), title);
    rf_look_free (look);
}

TEST (an_error_reads_as_in_the_manual)
{
    g_autoptr (GError) error = NULL;
    const char *text = GOOD "[tone]\nslope=9\n";

    REQUIRE (!rf_look_parse (text, strlen (text), "/a/b/authentic.look", &error), "slope=9 was accepted");
    REQUIRE (g_str_equal (error->message, "authentic.look: [tone] slope: 9 is outside 0.5 … 1.55"), "%s",
             error->message);
}

TEST (what_a_look_may_not_hold_is_named)
{
    require_refused (GOOD "[tome]\nslope=1\n", -1, RF_ERROR_KEY, "test.look: [tome]: there is no such group");
    require_refused (GOOD "[band]\nhue_deg=1\n", -1, RF_ERROR_KEY, "test.look: [band]: there is no such group");
    require_refused (GOOD "[Tone]\nslope=1\n", -1, RF_ERROR_KEY, "test.look: [Tone]: there is no such group");
    require_refused (GOOD "[tone]\nslop=1\n", -1, RF_ERROR_KEY, "test.look: [tone] slop: there is no such key");
    require_refused (GOOD "[tone]\nhue_deg=1\n", -1, RF_ERROR_KEY, "test.look: [tone] hue_deg: there is no such key");
    require_refused (GOOD "[band a]\nhue_deg=1\nslope=1\n", -1, RF_ERROR_KEY, "[band a] slope: there is no such key");
    require_refused ("[tone]\nslope=1\n", -1, RF_ERROR_KEY, "test.look: [look]: is missing");
    require_refused ("[look]\n", -1, RF_ERROR_KEY, "test.look: [look] title: is missing");
    require_refused (GOOD "[mono]\nred=-1\ngreen=0\nblue=0\n", -1, RF_ERROR_VALUE,
                     "[mono]: the weights must add up to");
}

TEST (what_is_there_twice_is_named)
{
    require_refused (GOOD "[tone]\nslope=1\n[colour]\n[tone]\n", -1, RF_ERROR_KEY, "test.look: [tone]: is there twice");
    require_refused (GOOD "[band a]\nhue_deg=1\n[band a]\nhue_deg=2\n", -1, RF_ERROR_KEY, "[band a]: is there twice");
    require_refused (GOOD "[tone]\nslope=1\ntoe=1\n slope = 1.2\n", -1, RF_ERROR_KEY, "[tone] slope: is there twice");
    require_refused (GOOD "title[de]=A\ntitle[de]=B\n", -1, RF_ERROR_KEY, "[look] title[de]: is there twice");
    require_accepted (GOOD "[band a]\nhue_deg=1\nchroma=1\n[band b]\nhue_deg=1\nchroma=1\n[colour]\nchroma=1\n", -1,
                      "Good");
}

TEST (what_is_no_look_file_is_refused)
{
    g_autofree char *junk = g_malloc (1 << 20), *letters = g_malloc (1 << 20), *long_line = g_malloc (1 << 20);
    guint64 state = 9;

    for (int i = 0; i < 1 << 20; i++) {
        junk[i] = (char)random_bits (&state);
        letters[i] = "abc[]=#\n"[random_below (&state, 8)];
        long_line[i] = 'x';
    }
    memcpy (letters, "junk\n", 5);
    require_refused ("", 0, RF_ERROR_KEY, "[look]: is missing");
    require_refused ("\n\n# only a comment\n", -1, RF_ERROR_KEY, "[look]: is missing");
    require_refused (junk, 1 << 20, RF_ERROR_SYNTAX, "is not UTF-8 text");
    require_refused (letters, 1 << 20, RF_ERROR_SYNTAX, "test.look: ");
    require_refused (long_line, 1 << 20, RF_ERROR_SYNTAX, "test.look: ");
    require_refused (GOOD "\0", sizeof GOOD, RF_ERROR_SYNTAX, "is not UTF-8 text");
    require_refused ("[look]\ntitle=Gr\xfcn\n", -1, RF_ERROR_SYNTAX, "is not UTF-8 text");
    require_refused ("\xff\xfe[\0l\0o\0o\0k\0]\0", 14, RF_ERROR_SYNTAX, "is not UTF-8 text");
    require_refused ("\x89PNG\r\n\x1a\n", 8, RF_ERROR_SYNTAX, "is not UTF-8 text");
    require_refused ("<?xml version=\"1.0\"?>\n", -1, RF_ERROR_SYNTAX, "test.look: ");
    require_refused ("title=Before any group\n" GOOD, -1, RF_ERROR_SYNTAX, "test.look: ");
    require_refused (GOOD "[tone\nslope=1\n", -1, RF_ERROR_SYNTAX, "test.look: ");
    require_refused (GOOD "slope\n", -1, RF_ERROR_SYNTAX, "slope");
}

TEST (editors_of_every_system_write_looks)
{
    require_accepted ("[look]\r\ntitle=Good\r\n[tone]\r\nslope=1.2\r\n", -1, "Good");
    require_accepted ("\xef\xbb\xbf" GOOD, -1, "Good");
    require_accepted ("\xef\xbb\xbf# comment\r\n[look]\r\ntitle=Good", -1, "Good");
    require_accepted ("  [look]\n  title =  Good  \n\n", -1, "Good");
    require_accepted ("[tone]\nslope=1.2\n" GOOD, -1, "Good");
}

TEST (a_large_file_is_read)
{
    g_autoptr (GString) text = g_string_new (GOOD);

    while (text->len < 1 << 20)
        g_string_append (text, "# A comment as people write them, of some eighty characters to the line, so to say.\n");
    require_accepted (text->str, (gssize)text->len, "Good");
}

TEST (bands_are_counted)
{
    g_autoptr (GString) text = g_string_new (GOOD);

    for (int i = 0; i < RF_MAX_BANDS; i++)
        g_string_append_printf (text, "[band %d]\nhue_deg=%d\n", i, i * 10);
    RfLook *look = look_of (text->str);
    REQUIRE (look->n_bands == RF_MAX_BANDS, "%d bands", look->n_bands);
    REQUIRE (look->bands[3].hue_deg == 30 && g_str_equal (look->bands[3].name, "3"), "band 3 at %g",
             look->bands[3].hue_deg);
    rf_look_free (look);
    g_string_append (text, "[band one too many]\nhue_deg=1\n");
    require_refused (text->str, -1, RF_ERROR_KEY, "[band one too many]: more than 16 bands");
}

TEST (the_file_name_is_the_id)
{
    static const struct {
        const char *path, *id; /* NULL: refused */
    } names[] = {
        {"/a/b/mono-contrast.look", "mono-contrast"},
        {"50mm.look", "50mm"},
        {"a.look", "a"},
        {"/a.b/c.look/d.look", "d"},
        {"0123456789012345678901234567890123456789012345678901234567890123.look",
         "0123456789012345678901234567890123456789012345678901234567890123"},
        {"01234567890123456789012345678901234567890123456789012345678901234.look", NULL},
        {".look", NULL},
        {"look", NULL},
        {"a", NULL},
        {"a.LOOK", NULL},
        {"a.look.bak", NULL},
        {"A.look", NULL},
        {"a b.look", NULL},
        {"a_b.look", NULL},
        {"a.b.look", NULL},
        {"grün.look", NULL},
        {"a\n.look", NULL},
        {"%s.look", NULL},
        {"-a.look", NULL},
        {"--help.look", NULL},
        {"a-.look", "a-"},
        {"", NULL},
    };

    for (size_t i = 0; i < G_N_ELEMENTS (names); i++) {
        g_autoptr (GError) error = NULL;
        RfLook *look = rf_look_parse (GOOD, strlen (GOOD), names[i].path, &error);
        if (names[i].id) {
            REQUIRE (look, "%s: %s", names[i].path, error->message);
            REQUIRE (g_str_equal (rf_look_id (look), names[i].id), "%s: «%s»", names[i].path, rf_look_id (look));
            rf_look_free (look);
        } else {
            REQUIRE (!look, "«%s» was accepted", names[i].path);
            REQUIRE (g_error_matches (error, RF_ERROR, RF_ERROR_FILE), "«%s»: error %d", names[i].path, error->code);
            REQUIRE_TEXT (error->message, "ends in .look", "«%s»", names[i].path);
        }
    }
}

TEST (a_file_that_cannot_be_read_is_named)
{
    g_autofree char *folder = make_folder ();
    g_autofree char *file = g_build_filename (folder, "a.look", NULL);
    g_autoptr (GError) missing = NULL, is_folder = NULL;

    REQUIRE (!rf_look_load (file, &missing), "a file that does not exist");
    REQUIRE (g_error_matches (missing, RF_ERROR, RF_ERROR_FILE), "error %d", missing->code);
    REQUIRE_TEXT (missing->message, "a.look: ", "missing file");
    g_mkdir (file, 0700);
    REQUIRE (!rf_look_load (file, &is_folder), "a folder");
    REQUIRE (g_error_matches (is_folder, RF_ERROR, RF_ERROR_FILE), "error %d", is_folder->code);
    REQUIRE_TEXT (is_folder->message, "a.look: not a file", "folder");
    delete_folder (folder);
}

TEST (every_load_has_a_serial_of_its_own)
{
    RfLook *a = look_of (GOOD), *b = look_of (GOOD);

    REQUIRE (a->serial != b->serial && a->serial != 0, "%u and %u", a->serial, b->serial);
    rf_look_free (a);
    rf_look_free (b);
}

TEST (titles_and_descriptions_are_translated)
{
    static const struct {
        const char *language, *title, *description;
    } languages[] = {
        {"de", "Gut", "Ein Satz"},    {"de_AT:de", "Guat", "Ein Satz"}, {"fr", "Good", "A sentence"},
        {"fr:de", "Gut", "Ein Satz"}, {"C", "Good", "A sentence"},
    };
    const char *text = "[look]\ntitle=Good\ntitle[de]=Gut\ntitle[de_AT]=Guat\n"
                       "description[de]=Ein Satz\ndescription=A sentence\n";
    g_autofree char *before = g_strdup (g_getenv ("LANGUAGE"));

    for (size_t i = 0; i < G_N_ELEMENTS (languages); i++) {
        g_setenv ("LANGUAGE", languages[i].language, TRUE);
        RfLook *look = look_of (text);
        REQUIRE (g_str_equal (rf_look_title (look), languages[i].title), "%s: «%s»", languages[i].language,
                 rf_look_title (look));
        REQUIRE (g_str_equal (rf_look_description (look), languages[i].description), "%s: «%s»", languages[i].language,
                 rf_look_description (look));
        rf_look_free (look);
    }
    if (before)
        g_setenv ("LANGUAGE", before, TRUE);
    else
        g_unsetenv ("LANGUAGE");
}

/* What is wrong is wrong for everybody. */
TEST (errors_do_not_depend_on_the_language)
{
    static const char *const languages[] = {"de", "C"};
    g_autofree char *before = g_strdup (g_getenv ("LANGUAGE"));

    for (size_t i = 0; i < G_N_ELEMENTS (languages); i++) {
        g_setenv ("LANGUAGE", languages[i], TRUE);
        require_refused ("[look]\ntitle[de]=Gut\n", -1, RF_ERROR_KEY, "[look] title: is missing");
        require_refused (GOOD "description[de]=Satz\n", -1, RF_ERROR_KEY, "[look] description: is missing");
        require_refused (GOOD "title[de]=\n", -1, RF_ERROR_VALUE, "[look] title[de]: is empty");
        require_refused (GOOD "title[de]=a\\qb\n", -1, RF_ERROR_VALUE, "[look] title[de]: ");
        require_refused (GOOD "titel[de]=Gut\n", -1, RF_ERROR_KEY, "[look] titel[de]: there is no such key");
        require_refused (GOOD "[tone]\nslope[de]=1\n", -1, RF_ERROR_KEY, "[tone] slope[de]: there is no such key");
    }
    if (before)
        g_setenv ("LANGUAGE", before, TRUE);
    else
        g_unsetenv ("LANGUAGE");
}

TEST (a_decimal_comma_in_the_locale_changes_nothing)
{
    static const char *const locales[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "es_ES.UTF-8", "it_IT.UTF-8", "pt_BR.UTF-8",
                                          "ru_RU.UTF-8", "nl_NL.UTF-8", "sv_SE.UTF-8", "pl_PL.UTF-8", "de_AT.UTF-8"};
    g_autofree char *before = g_strdup (setlocale (LC_ALL, NULL));
    gboolean found = FALSE;

    for (size_t i = 0; i < G_N_ELEMENTS (locales) && !found; i++)
        found = setlocale (LC_ALL, locales[i]) && *localeconv ()->decimal_point == ',';
    if (!found)
        SKIP ("no locale with a decimal comma is installed");

    g_autoptr (GError) low = NULL, comma = NULL;
    RfLook *look = parse (GOOD "[tone]\nslope=1.25\n", -1, NULL);
    gboolean refused_low = !parse (GOOD "[tone]\nslope=0.25\n", -1, &low);
    gboolean refused_comma = !parse (GOOD "[tone]\nslope=1,25\n", -1, &comma);
    setlocale (LC_ALL, before); /* before anything can end the test */
    REQUIRE (look && look->tone.slope == 1.25, "1.25 was not read");
    REQUIRE (refused_low && refused_comma, "a wrong number was accepted");
    REQUIRE_TEXT (low->message, "0.25 is outside 0.5 … 1.55", "range");
    REQUIRE_TEXT (comma->message, "“1,25” is not a number", "comma");
    rf_look_free (look);
}

int
main (void)
{
    return tap_main ();
}
