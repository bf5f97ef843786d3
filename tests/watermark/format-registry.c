/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The registry of formats: shipped ones, the user's own, and broken ones. */
#include "format.h"

#include "../data-folders.h"

static const char *const data_kind = "formats";

#define FORMAT(title, more) "[format]\ntitle=" title "\n" more

static int
count_problems (void)
{
    return (int)g_strv_length ((char **)rf_format_problems ());
}

static void
require_ids (const char *expected)
{
    size_t n;
    const RfFormat *const *formats = rf_formats (&n);
    g_autoptr (GString) ids = g_string_new (NULL);

    for (size_t i = 0; i < n; i++)
        g_string_append_printf (ids, "%s%s", i ? " " : "", rf_format_id (formats[i]));
    REQUIRE (strcmp (ids->str, expected) == 0, "«%s» instead of «%s»", ids->str, expected);
    REQUIRE (!formats[n], "the list of %zu does not end in NULL", n);
}

static void
prepare_both (void)
{
    ship ("zinc.format", FORMAT ("Zinc", "order=1\n"));
    ship ("amber.format", FORMAT ("Amber", "order=2\n"));
    ship ("bronze.format", FORMAT ("Bronze", "order=2\n"));
    ship ("old.format", FORMAT ("Old", "hidden=true\n"));
    ship ("README.md", "not a format\n");
    ship (".draft.format", FORMAT ("Draft", ""));
    own_file ("amber.format", FORMAT ("Zzz, my amber", "order=2\n"));
    own_file ("mine.format", FORMAT ("Mine", ""));
    own_file ("mine.look", "[look]\ntitle=A look\n");
}

static void
check_both (void)
{
    require_ids ("zinc bronze amber mine"); /* by order, then title */
    REQUIRE (strcmp (rf_format_title (rf_format_find ("amber")), "Zzz, my amber") == 0, "%s",
             rf_format_title (rf_format_find ("amber")));
    REQUIRE (!rf_format_find ("draft") && !rf_format_find ("") && !rf_format_find (NULL), "a format that is none");
    REQUIRE (rf_format_find ("old") && rf_format_require ("old", NULL) == rf_format_find ("old"),
             "a hidden format cannot be found");
    REQUIRE_CMP (count_problems (), ==, 0, "%d", "%s", *rf_format_problems ());
}

TEST (own_formats_join_and_replace_the_shipped_ones_in_the_order_of_menus)
{
    with_folders (prepare_both, check_both);
}

static void
check_require (void)
{
    g_autoptr (GError) error = NULL;

    REQUIRE (!rf_format_require ("amberr", &error), "a format that is none");
    REQUIRE (g_error_matches (error, RF_ERROR, RF_ERROR_LOOK), "%s", error->message);
    REQUIRE_TEXT (error->message, "amberr", "what was asked");
    REQUIRE_TEXT (error->message, "zinc, bronze, amber, mine", "what there is");
    g_clear_error (&error);
    REQUIRE (!rf_format_require (NULL, &error), "a format that is none");
    REQUIRE (g_error_matches (error, RF_ERROR, RF_ERROR_LOOK), "%s", error->message);
}

TEST (an_unknown_id_is_answered_with_those_there_are)
{
    with_folders (prepare_both, check_require);
}

static void
prepare_broken (void)
{
    g_autofree char *link = g_build_filename (own, "link.format", NULL);
    g_autofree char *dir = g_build_filename (own, "dir.format", NULL);

    ship ("good.format", FORMAT ("Good", ""));
    ship ("broken.format", FORMAT ("Broken", "[canvas]\nbottom=9000u\n"));
    own_file ("cycle.format", FORMAT ("Cycle", "[row a]\nin=b\n[row b]\nin=a\n"));
    own_file ("good.format", FORMAT ("Mine", "[text a]\nin=photo\ntext=${modell}\n"));
    own_file ("Upper Case.format", FORMAT ("Upper", ""));
    own_file ("fine.format", FORMAT ("Fine", ""));
    REQUIRE (symlink ("nowhere", link) == 0, "no link");
    g_mkdir (dir, 0700);
}

static void
check_broken (void)
{
    static const char *const parts[] = {"broken.format: [canvas] bottom: 9000u",
                                        "Upper Case.format",
                                        "cycle.format: [row a] in: “b” stands in itself",
                                        "dir.format",
                                        "good.format: [text a] text: character 3: there is no field “modell”",
                                        "link.format"};
    const char *const *problems = rf_format_problems ();

    require_ids ("fine good");
    REQUIRE (strcmp (rf_format_title (rf_format_find ("good")), "Good") == 0,
             "a broken file took the shipped format's place");
    REQUIRE_CMP (count_problems (), ==, (int)G_N_ELEMENTS (parts), "%d", "a sentence for each");
    for (size_t i = 0; i < G_N_ELEMENTS (parts); i++)
        REQUIRE_TEXT (problems[i], parts[i], "sentence %zu", i);
}

TEST (broken_files_are_reported_and_hide_no_other)
{
    with_folders (prepare_broken, check_broken);
}

static void
remove_all (void)
{
    g_rmdir (shipped);
    g_rmdir (own);
}

static void
check_nothing (void)
{
    g_autoptr (GError) error = NULL;

    require_ids ("");
    REQUIRE_CMP (count_problems (), ==, 1, "%d", "only the shipped folder has to be there");
    REQUIRE_TEXT (*rf_format_problems (), shipped, "the folder");
    REQUIRE (!rf_format_require ("bar", &error), "a format out of nothing");
    REQUIRE_TEXT (error->message, shipped, "where formats should be");
}

TEST (without_a_folder_of_formats_the_error_says_where_it_should_be)
{
    with_folders (remove_all, check_nothing);
}

int
main (void)
{
    return tap_main ();
}
