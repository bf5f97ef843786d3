/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables of names, logos' aliases and default texts: the shipped ones, the user's own, and broken ones. */

#include "../data-folders.h"
#include "fields.h"
#include "names.h"

static const char *const data_kind = "names";

/* A file of the user's that lies beside the folder of names. */
static void
own_file_beside (const char *name, const char *text)
{
    g_autofree char *path = g_build_filename (folder, "home", "rangefinder", name, NULL);
    g_autofree char *dir = g_path_get_dirname (path);

    g_mkdir_with_parents (dir, 0700);
    write_file (dir, strrchr (path, '/') + 1, text, -1);
}

static void
require_text (const char *tags, const char *field, const char *expected)
{
    RfCaption *caption = caption_of (tags);
    g_autofree char *text = rf_caption_text (caption, field, NULL);

    REQUIRE (g_strcmp0 (text, expected) == 0, "%s of «%s»: «%s» instead of «%s»", field, tags, text ? text : "nothing",
             expected ? expected : "nothing");
    rf_caption_free (caption);
}

static int
count_problems (void)
{
    return (int)g_strv_length ((char **)rf_caption_problems ());
}

/* ---- Names ----------------------------------------------------------------------------------------------------- */

static void
prepare_both (void)
{
    ship ("makers.names", "[makers]\nfoo=Foo\nfoo bar=Foobar\nacme=Acme\n[brands]\nzip=Zip\n");
    ship ("models.names", "[models Foo]\nX1=X One\nX-*=Extra *\nX-9=Nine\n[models]\nX1=Any X\nALL=Everybody's\n");
    ship ("notes.txt", "[makers]\nacme=Notes\n");
    own_file ("mine.names", "[makers]\nACME=My Acme\n[models Foo]\nY1=Y One\n[fillers]\nlens=my filler;other\n"
                            "[logos]\nFoo=foo-mark\n");
    own_file_beside ("logos/aliases", "[aliases]\nMy Acme=dot\n");
}

static void
check_both (void)
{
    static const char *const rows[][3] = {
        {"Exif.Image.Make=FOO Ltd.\nExif.Image.Model=X1", "body", "Foo X One"},
        {"Exif.Image.Make=foo\nExif.Image.Model=X-7b", "body", "Foo Extra 7b"},
        {"Exif.Image.Make=foo\nExif.Image.Model=X-9", "body", "Foo Nine"},
        {"Exif.Image.Make=foo\nExif.Image.Model=y1", "body", "Foo Y One"},
        {"Exif.Image.Make=Foo Bar Inc\nExif.Image.Model=X1", "body", "Foobar Any X"},
        {"Exif.Image.Make=Foobaz\nExif.Image.Model=all", "body", "Foobaz Everybody's"},
        {"Exif.Image.Make=acme corporation\nExif.Image.Model=Zip 3", "body", "Zip 3"},
        {"Exif.Image.Make=acme corporation\nExif.Image.Model=Zipper", "body", "My Acme Zipper"},
        {"Exif.Photo.LensModel=My Filler", "lens", NULL},
        {"Exif.Photo.LensModel=My Fillers", "lens", "My Fillers"},
    };
    static const char *const logos[][2] = {{"My Acme", "dot"},   {"Foo", "foo-mark"},
                                           {"Foobar", "foobar"}, {"Konica Minolta", "konica-minolta"},
                                           {"a/../b", "a-..-b"}, {NULL, NULL}};

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
        require_text (rows[i][0], rows[i][1], rows[i][2]);
    for (gsize i = 0; i < G_N_ELEMENTS (logos); i++) {
        g_autofree char *logo = rf_names_logo (logos[i][0]);
        REQUIRE (g_strcmp0 (logo, logos[i][1]) == 0, "%s: %s", logos[i][0], logo);
    }
    REQUIRE_CMP (count_problems (), ==, 0, "%d", "%s", rf_caption_problems ()[0]);
}

TEST (own_names_join_and_replace_the_shipped_ones)
{
    with_folders (prepare_both, check_both);
}

static void
prepare_broken (void)
{
    ship ("good.names", "[makers]\nacme=Acme\n");
    own_file ("empty.names", "[makers]\nfoo=\nbar=Bar\n");
    own_file ("field.names", "[fillers]\nlense=x\nlens=filler\n");
    own_file ("group.names", "[maker]\nfoo=Foo\n[brands]\nzip=Zip\n");
    own_file ("latin.names", "[makers]\nm\xfcller=M\xfcller\n");
    own_file ("syntax.names", "[makers]\nfoo Foo\n");
    own_file ("twice.names", "[makers]\nfoo=Foo\nfoo=Fu\n");
    own_file_beside ("logos/aliases", "[alias]\nFoo=foo\n");
    own_file_beside ("defaults", "[fields]\nartist=Anna\nauthor=Anna\n");
}

static void
check_broken (void)
{
    static const char *const parts[] = {"empty.names: [makers] foo: is empty",
                                        "field.names: [fillers] lense: there is no such field",
                                        "group.names: [maker]:",
                                        "latin.names: is not UTF-8",
                                        "syntax.names: ",
                                        "twice.names: [makers] foo: is there twice",
                                        "aliases: [alias]:",
                                        "defaults: [fields] author: there is no such field; there are: make, model"};
    const char *const *problems = rf_caption_problems ();

    REQUIRE_CMP (count_problems (), ==, (int)G_N_ELEMENTS (parts), "%d", "a sentence for each; the last is %s",
                 problems[MAX (count_problems () - 1, 0)]);
    for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
        REQUIRE_TEXT (problems[i], parts[i], "sentence %zu", i);
    require_text ("Exif.Image.Make=ACME Inc.", "make", "Acme");
    require_text ("Exif.Image.Make=Bar Inc.", "make", "Bar");
    require_text ("Exif.Image.Model=Zip 3", "make", "Zip");
    require_text ("Exif.Photo.LensModel=Filler", "lens", NULL);
    require_text ("Exif.Image.Model=Zip 3", "artist", "Anna");
}

TEST (a_broken_line_is_told_with_its_place_and_hides_no_other)
{
    with_folders (prepare_broken, check_broken);
}

static void
prepare_nothing (void)
{
    g_rmdir (shipped);
    g_rmdir (own);
}

static void
check_nothing (void)
{
    REQUIRE_CMP (count_problems (), ==, 1, "%d", "only the shipped folder has to be there");
    REQUIRE_TEXT (rf_caption_problems ()[0], shipped, "the folder");
    require_text ("Exif.Image.Make=NIKON CORPORATION\nExif.Image.Model=NIKON D70", "body", "NIKON D70");
}

TEST (without_tables_names_are_as_cameras_spell_them)
{
    with_folders (prepare_nothing, check_nothing);
}

static void
link_shipped (void)
{
    g_autofree char *names = g_build_filename (g_getenv ("RF_SOURCE"), "core", "names", NULL);

    g_rmdir (shipped);
    REQUIRE (symlink (names, shipped) == 0, "no link");
}

static void
check_shipped (void)
{
    REQUIRE_CMP (count_problems (), ==, 0, "%d", "%s", rf_caption_problems ()[0]);
    require_text ("Exif.Image.Make=NIKON CORPORATION\nExif.Image.Model=NIKON D70", "body", "Nikon D70");
}

TEST (the_shipped_tables_load_without_a_problem)
{
    with_folders (link_shipped, check_shipped);
}

/* ---- Default texts --------------------------------------------------------------------------------------------- */

static void
prepare_defaults (void)
{
    link_shipped ();
    own_file_beside ("defaults",
                     "[fields]\nartist=Anna Muster\ncopyright=© Anna Muster\nlens=A lens without contacts\n");
}

static void
check_defaults (void)
{
    RfCaption *caption = caption_of ("Exif.Image.Copyright=© Ben\nExif.Image.Artist=unknown");
    RfCaptionStyle style = RF_CAPTION_STYLE_DEFAULT;
    static const char *const rows[][3] = {{"artist", "Anna Muster", "defaults"},
                                          {"copyright", "© Ben", "Exif.Image.Copyright"},
                                          {"lens", "A lens without contacts", "defaults"},
                                          {"title", NULL, NULL}};

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *text = rf_caption_text (caption, rows[i][0], NULL);
        REQUIRE (g_strcmp0 (text, rows[i][1]) == 0, "%s: %s", rows[i][0], text);
        REQUIRE (g_strcmp0 (rf_caption_source (caption, rows[i][0]), rows[i][2]) == 0, "%s comes from %s", rows[i][0],
                 rf_caption_source (caption, rows[i][0]));
    }
    style.anonymous = TRUE;
    rf_caption_set_style (caption, &style);
    REQUIRE (!rf_caption_source (caption, "artist"), "an anonymous caption tells the default author");
    REQUIRE (rf_caption_source (caption, "lens"), "an anonymous caption does not tell the lens");
    rf_caption_set (caption, "lens", "", NULL);
    REQUIRE (!rf_caption_source (caption, "lens"), "a field left out has its default");
    rf_caption_free (caption);

    caption = rf_caption_new ();
    g_autofree char *text = rf_caption_text (caption, "artist", NULL);
    REQUIRE (g_strcmp0 (text, "Anna Muster") == 0, "%s", text);
    rf_caption_free (caption);
    caption = rf_caption_sample ();
    REQUIRE (!rf_caption_source (caption, "title"), "a sample comes from somewhere");
    rf_caption_free (caption);
}

TEST (default_texts_stand_where_the_photograph_says_nothing)
{
    with_folders (prepare_defaults, check_defaults);
}

/* ---- Threads --------------------------------------------------------------------------------------------------- */

static gint waiting = 8;

static gpointer
first_use (gpointer unused)
{
    GExiv2Metadata *metadata =
        metadata_of ("Exif.Image.Make=NIKON CORPORATION\nExif.Image.Model=NIKON D70\nXmp.dc.creator=Anna");

    g_atomic_int_add (&waiting, -1);
    while (g_atomic_int_get (&waiting) > 0)
        g_thread_yield ();
    gboolean same = TRUE;
    for (int i = 0; i < 20; i++) {
        RfCaption *caption = rf_caption_read (metadata);
        g_autofree char *body = rf_caption_text (caption, "body", NULL),
                        *artist = rf_caption_text (caption, "artist", NULL);
        same = same && g_strcmp0 (body, "Nikon D70") == 0 && g_strcmp0 (artist, "Anna") == 0;
        rf_caption_free (caption);
    }
    g_object_unref (metadata);
    return GINT_TO_POINTER (same);
}

static void
check_threads (void)
{
    GThread *threads[8];
    int alike = 0;

    gexiv2_initialize ();
    for (int i = 0; i < 8; i++)
        threads[i] = g_thread_new ("first-use", first_use, NULL);
    for (int i = 0; i < 8; i++)
        alike += GPOINTER_TO_INT (g_thread_join (threads[i]));
    REQUIRE_CMP (alike, ==, 8, "%d", "threads that read the same");
}

TEST (eight_threads_may_read_first)
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
