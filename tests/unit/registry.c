/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The registry of looks. It loads once a process, so every test is a child process with folders of its own. */
#include "look.h"

#include "../data-folders.h"

static const char *const data_kind = "looks";

#define LOOK(title, more) "[look]\ntitle=" title "\n" more

static int
count_problems (void)
{
    return (int)g_strv_length ((char **)rf_registry_problems ());
}

static void
require_ids (const RfLook *const *looks, size_t n, const char *expected)
{
    g_autoptr (GString) ids = g_string_new (NULL);

    for (size_t i = 0; i < n; i++)
        g_string_append_printf (ids, "%s%s", i ? " " : "", rf_look_id (looks[i]));
    REQUIRE (strcmp (ids->str, expected) == 0, "«%s» instead of «%s»", ids->str, expected);
    REQUIRE (!looks[n], "the list of %zu does not end in NULL", n);
}

/* ---- Both folders ---------------------------------------------------------------------------------------------- */

static void
prepare_both (void)
{
    ship ("zinc.look", LOOK ("Aaa", "group=base\n"));
    ship ("amber.look", LOOK ("Bbb", "group=base\n"));
    ship ("camera.look", LOOK ("Aaa of cameras", "group=camera\n"));
    ship ("grey.look", LOOK ("Grey", "group=monochrome\n"));
    ship ("old.look", LOOK ("Old", "hidden=true\n"));
    ship ("README.md", "not a look\n");
    ship (".draft.look", LOOK ("Draft", ""));
    ship ("amber.cube", "LUT_3D_SIZE 2\n");
    own_file ("amber.look", LOOK ("My amber", "group=filter\n"));
    own_file ("mine.look", LOOK ("Mine", "group=filter\n"));
    own_file ("notes.txt", "not a look\n");
}

static void
check_both (void)
{
    size_t n;
    const RfLook *const *looks = rf_looks (&n);

    require_ids (looks, n, "zinc grey mine amber camera"); /* by group, then title */
    REQUIRE (strcmp (rf_look_title (rf_look_find ("amber")), "My amber") == 0, "%s",
             rf_look_title (rf_look_find ("amber")));
    for (size_t i = 0; i < n; i++)
        REQUIRE (rf_look_find (rf_look_id (looks[i])) == looks[i], "%s", rf_look_id (looks[i]));
    REQUIRE (!rf_look_find ("notes") && !rf_look_find ("draft") && !rf_look_find ("") && !rf_look_find (NULL),
             "a look that is none");
    REQUIRE_CMP (count_problems (), ==, 0, "%d", "%s", rf_registry_problems ()[0]);
}

TEST (own_looks_join_and_replace_the_shipped_ones_in_the_order_of_menus)
{
    with_folders (prepare_both, check_both);
}

static void
check_hidden (void)
{
    size_t n;
    const RfLook *const *retired = rf_looks_retired (&n);

    require_ids (retired, n, "old");
    REQUIRE (rf_look_find ("old") == retired[0], "a hidden look cannot be found");
    REQUIRE (rf_look_require ("old", NULL) == retired[0], "a hidden look cannot be required");
}

TEST (a_hidden_look_is_found_but_not_listed)
{
    with_folders (prepare_both, check_hidden);
}

static void
hide_shipped (void)
{
    prepare_both ();
    own_file ("zinc.look", LOOK ("Zinc", "hidden=true\n"));
    own_file ("old.look", LOOK ("Old", ""));
}

static void
check_turned (void)
{
    size_t n;
    const RfLook *const *looks = rf_looks (&n);
    require_ids (looks, n, "old grey mine amber camera");
    const RfLook *const *retired = rf_looks_retired (&n);
    require_ids (retired, n, "zinc");
}

TEST (own_looks_may_hide_and_show_shipped_ones)
{
    with_folders (hide_shipped, check_turned);
}

static void
check_require (void)
{
    g_autoptr (GError) error = NULL;

    REQUIRE (!rf_look_require ("amberr", &error), "a look that is none");
    REQUIRE (g_error_matches (error, RF_ERROR, RF_ERROR_LOOK), "%s", error->message);
    REQUIRE_TEXT (error->message, "amberr", "what was asked");
    REQUIRE_TEXT (error->message, "zinc, grey, mine, amber, camera", "what there is");
    g_clear_error (&error);
    REQUIRE (!rf_look_require (NULL, &error), "a look that is none");
    REQUIRE (g_error_matches (error, RF_ERROR, RF_ERROR_LOOK), "%s", error->message);
}

TEST (an_unknown_id_is_answered_with_those_there_are)
{
    with_folders (prepare_both, check_require);
}

/* ---- What is wrong --------------------------------------------------------------------------------------------- */

static void
prepare_broken (void)
{
    g_autofree char *link = g_build_filename (own, "link.look", NULL), *dir = g_build_filename (own, "dir.look", NULL);

    ship ("good.look", LOOK ("Good", ""));
    ship ("headless.look", LOOK ("Headless", "group=none\n[tone]\nslope=1\n"));
    own_file ("good.look", LOOK ("Mine", "[tone]\nslop=1\n"));
    own_file ("Upper Case.look", LOOK ("Upper", ""));
    own_file ("fine.look", LOOK ("Fine", ""));
    REQUIRE (symlink ("nowhere", link) == 0, "no link");
    g_mkdir (dir, 0700);
}

static void
check_broken (void)
{
    static const char *const parts[] = {"headless.look: [look] group", "Upper Case.look", "dir.look",
                                        "good.look: [tone] slop", "link.look"};
    const char *const *problems = rf_registry_problems ();
    size_t n;
    const RfLook *const *looks = rf_looks (&n);

    require_ids (looks, n, "fine good");
    REQUIRE (strcmp (rf_look_title (rf_look_find ("good")), "Good") == 0,
             "a broken file took the shipped look's place");
    REQUIRE_CMP (count_problems (), ==, (int)G_N_ELEMENTS (parts), "%d", "a sentence for each");
    for (size_t i = 0; i < G_N_ELEMENTS (parts); i++)
        REQUIRE_TEXT (problems[i], parts[i], "sentence %zu", i);
}

TEST (broken_files_are_reported_and_hide_no_other)
{
    with_folders (prepare_broken, check_broken);
}

static void
prepare_later (void)
{
    ship ("good.look", LOOK ("Good", "[tone]\nslope=1.3\n[band red]\nhue_deg=20\nwidth_deg=14\n"));
    ship ("turned.look", "# the head is not the first\n[tone]\nslope=1.3\n[look]\ntitle=Turned\n");
    ship ("broken.look", LOOK ("Broken", "[tone]\nslope=9\n"));
    ship ("twice.look", LOOK ("Twice", "[tone]\nslope=1\n[look]\ntitle=Again\n"));
    own_file ("own.look", LOOK ("Own", "[tone]\nslope=1.3\n"));
}

static void
check_later (void)
{
    g_autoptr (GError) error = NULL;
    RfSettings settings = RF_SETTINGS_DEFAULT;
    RfSpace space;
    size_t n;
    const RfLook *const *looks = rf_looks (&n);

    rf_space_init (&space, "srgb", RF_ENCODING_LINEAR);
    require_ids (looks, n, "broken good own turned twice");
    REQUIRE_CMP (count_problems (), ==, 0, "%d", "%s", rf_registry_problems ()[0]);
    REQUIRE (looks[1]->text && looks[1]->n_bands == 0, "good.look was parsed before it was needed");
    REQUIRE (!looks[2]->text, "own.look, which might have taken another's place, was not parsed");
    for (size_t i = 1; i < 4; i++) {
        REQUIRE (rf_look_check (looks[i], &error), "%s", error->message);
        REQUIRE (looks[i]->tone.slope == 1.3 && !looks[i]->text, "%s is not whole", rf_look_id (looks[i]));
    }
    REQUIRE (looks[1]->n_bands == 1 && strcmp (looks[1]->bands[0].name, "red") == 0, "the band of good.look");
    for (int turn = 0; turn < 2; turn++) {
        REQUIRE (!rf_look_check (looks[0], &error), "broken.look is taken for whole");
        REQUIRE_TEXT (error->message, "broken.look: [tone] slope: 9", "the sentence");
        g_clear_error (&error);
        REQUIRE (!rf_plan_new (looks[4], &settings, &space, &error), "a plan of what is there twice");
        REQUIRE_TEXT (error->message, "twice.look: [look]", "the sentence");
        g_clear_error (&error);
    }
}

TEST (shipped_looks_are_parsed_when_they_are_needed_and_then_named_if_broken)
{
    with_folders (prepare_later, check_later);
}

static gint waiting = 16;
static const RfLook *shared;

static gpointer
ask_first (gpointer unused)
{
    g_atomic_int_add (&waiting, -1);
    while (g_atomic_int_get (&waiting) > 0)
        g_thread_yield ();
    return rf_look_check (shared, NULL) && shared->tone.slope == 1.3 && shared->n_bands == 1 ? (gpointer)shared : NULL;
}

static void
check_first_use (void)
{
    GThread *threads[16];

    shared = rf_look_find ("good");
    for (int i = 0; i < 16; i++)
        threads[i] = g_thread_new ("first-use", ask_first, NULL);
    for (int i = 0; i < 16; i++)
        REQUIRE (g_thread_join (threads[i]) == shared, "a thread saw half a look");
}

TEST (sixteen_threads_may_need_one_look_first)
{
    with_folders (prepare_later, check_first_use);
}

static void
prepare_same_code (void)
{
    ship ("costarring.look", LOOK ("Costarring", ""));
    own_file ("liquid.look", LOOK ("Liquid", ""));
}

static void
check_same_code (void)
{
    REQUIRE (rf_look_find ("costarring") && !rf_look_find ("liquid"), "which of the two there is");
    REQUIRE_CMP (count_problems (), ==, 1, "%d", "problems");
    REQUIRE_TEXT (rf_registry_problems ()[0], "liquid.look", "the sentence");
}

TEST (of_two_looks_of_the_same_code_the_second_is_reported)
{
    with_folders (prepare_same_code, check_same_code);
}

static void
prepare_lut (void)
{
    static const char cube[] = "LUT_3D_SIZE 2\n0 0 0\n1 0 0\n0 1 0\n1 1 0\n0 0 1\n1 0 1\n0 1 1\n1 1 1\n";

    ship ("amber.look", LOOK ("Amber", "group=camera\n"));
    own_file ("Amber.cube", cube);
    own_file ("My Film_2.cube", cube);
}

static void
check_lut (void)
{
    size_t n;
    const RfLook *const *looks = rf_looks (&n);

    require_ids (looks, n, "amber my-film-2");
    REQUIRE (strcmp (rf_look_group (looks[1]), "user") == 0, "%s", rf_look_group (looks[1]));
    REQUIRE (strcmp (rf_look_title (looks[0]), "Amber") == 0, "%s", rf_look_title (looks[0]));
    REQUIRE_CMP (count_problems (), ==, 1, "%d", "problems");
    REQUIRE_TEXT (rf_registry_problems ()[0], "Amber.cube", "the sentence");
}

TEST (own_luts_are_looks_but_take_no_look_s_place)
{
    with_folders (prepare_lut, check_lut);
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
    size_t n;
    const RfLook *const *looks = rf_looks (&n);

    require_ids (looks, n, "");
    looks = rf_looks_retired (&n);
    require_ids (looks, n, "");
    REQUIRE_CMP (count_problems (), ==, 1, "%d", "only the shipped folder has to be there");
    REQUIRE_TEXT (rf_registry_problems ()[0], shipped, "the folder");
    REQUIRE (!rf_look_require ("amber", &error), "a look out of nothing");
    REQUIRE (g_error_matches (error, RF_ERROR, RF_ERROR_LOOK), "%s", error->message);
    REQUIRE_TEXT (error->message, shipped, "where looks should be");
}

TEST (without_a_folder_of_looks_the_error_says_where_it_should_be)
{
    with_folders (remove_all, check_nothing);
}

/* ---- Codes ----------------------------------------------------------------------------------------------------- */

/* Test vectors of FNV-1a's authors (Fowler, Noll, Vo), the highest bit taken off. */
TEST (a_code_is_fnv_1a_of_the_id)
{
    static const struct {
        const char *file;
        uint32_t code;
    } known[] = {
        {"a.look", 0x640c292c}, {"b.look", 0x670c2de5}, {"foob.look", 0x3f5076ef}, {"foobar.look", 0x3f9cf968}};

    for (size_t i = 0; i < G_N_ELEMENTS (known); i++) {
        RfLook *look = rf_look_parse (LOOK ("Known", ""), strlen (LOOK ("Known", "")), known[i].file, NULL);
        REQUIRE (look, "%s", known[i].file);
        REQUIRE_CMP (rf_look_code (look), ==, known[i].code, "%#x", "%s", known[i].file);
        rf_look_free (look);
    }
}

static void
link_shipped (void)
{
    g_autofree char *luts = g_build_filename (g_getenv ("RF_SOURCE"), "luts", NULL);
    g_rmdir (shipped);
    REQUIRE (symlink (luts, shipped) == 0, "no link");
}

static void
check_shipped (void)
{
    g_autoptr (GHashTable) codes = g_hash_table_new (NULL, NULL);
    size_t n, n_retired;
    const RfLook *const *looks = rf_looks (&n), *const *retired = rf_looks_retired (&n_retired);

    REQUIRE_CMP (count_problems (), ==, 0, "%d", "%s", rf_registry_problems ()[0]);
    REQUIRE_CMP (n, >=, (size_t)19, "%zu", "looks");
    for (size_t i = 0; i < n + n_retired; i++) {
        const RfLook *look = i < n ? looks[i] : retired[i - n];
        REQUIRE (rf_look_code (look) != 0 && rf_look_code (look) <= 0x7fffffff, "%s", rf_look_id (look));
        REQUIRE (g_hash_table_add (codes, GUINT_TO_POINTER (rf_look_code (look))), "%s: a second look of its code",
                 rf_look_id (look));
    }
}

TEST (the_shipped_looks_load_without_a_problem_and_have_codes_of_their_own)
{
    with_folders (link_shipped, check_shipped);
}

/* ---- Threads --------------------------------------------------------------------------------------------------- */

static gpointer
first_use (gpointer unused)
{
    size_t n;

    g_atomic_int_add (&waiting, -1);
    while (g_atomic_int_get (&waiting) > 0)
        g_thread_yield ();
    const RfLook *const *looks = rf_looks (&n);
    return n >= 19 && rf_look_find (rf_look_id (looks[n - 1])) == looks[n - 1] ? (gpointer)looks : NULL;
}

static void
check_threads (void)
{
    GThread *threads[16];
    gpointer first = NULL;
    int alike = 0;

    for (int i = 0; i < 16; i++)
        threads[i] = g_thread_new ("first-use", first_use, NULL);
    for (int i = 0; i < 16; i++) {
        gpointer looks = g_thread_join (threads[i]);
        if (i == 0)
            first = looks;
        alike += looks && looks == first;
    }
    REQUIRE_CMP (alike, ==, 16, "%d", "threads that saw the same whole registry");
}

TEST (sixteen_threads_may_ask_first)
{
    make_folders ();
    link_shipped ();
    for (int i = 0; i < 8; i++)
        in_child (check_threads);
    delete_folders ();
}

int
main (void)
{
    return tap_main ();
}
