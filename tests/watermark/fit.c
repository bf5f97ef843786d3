/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What happens, and in which order, when words need more room than there is. */
#include "../tap.h"
#include "plans.h"

#define LONG_NAME "A Camera Whose Maker Thought That A Long Name Would Sell It Better Than A Short One Mark IV"

/* Two texts that share a bar, and two fields that may go. */
static RfFormat *
bar (void)
{
    return format_of ("[format]\ntitle=Test\ndrop=gps;lens\n[canvas]\nbottom=168u\n"
                      "[column who]\nin=bottom\nat=left\nmargin_x=50u\n[text a]\nin=who\ntext=${model}\n"
                      "[text b]\nin=who\ntext=${gps}\nsize=20u\n"
                      "[column how]\nin=bottom\nat=right\nmargin_x=50u\n"
                      "[text c]\nin=how\ntext=${iso}{  }${lens}\n");
}

static int
count_notes (const RfWatermark *watermark)
{
    int n = 0;

    while (rf_watermark_notes (watermark)[n])
        n++;
    return n;
}

/* n letters, each of the same width. */
static char *
letters (int n)
{
    char *text = g_malloc ((gsize)n + 1);

    memset (text, 'n', (gsize)n);
    text[n] = '\0';
    return text;
}

TEST (letters_shrink_before_anything_goes_and_never_below_70_percent)
{
    RfFormat *format = bar ();
    double previous = 30;
    gboolean full = FALSE, smaller = FALSE;

    for (int n = 10; n < 80; n++) {
        g_autofree char *model = letters (n);
        RfCaption *caption = caption_of ("model", model, "iso", "ISO100", "gps", "33°N", "lens", "Summicron", NULL);
        RfWatermark *watermark = plan_with (format, caption, NULL, 1080, 1080);
        double size = require_item (watermark, "a")->size_px;
        if (count_notes (watermark) == 0) {
            REQUIRE_CMP (size, <=, previous, "%g", "%d letters", n);
            REQUIRE_CMP (size, >=, 21.0, "%g", "%d letters", n);
            REQUIRE_CMP (require_item (watermark, "c")->size_px, ==, size, "%g", "%d letters: all shrink alike", n);
            REQUIRE (find_item (watermark, "b"), "%d letters: the place is there", n);
            full |= size == 30;
            smaller |= size < 24;
            previous = size;
        }
        rf_watermark_free (watermark);
        rf_caption_free (caption);
    }
    REQUIRE (full && smaller, "letters of full size and of little more than 70 %% were seen: %d, %d", full, smaller);
    rf_format_free (format);
}

TEST (letters_are_as_large_as_fits)
{
    RfFormat *format = bar ();
    RfCaption *caption =
        caption_of ("model", "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn", "iso", "nnnnnnnnnnnnnnnnnnnn", NULL);
    RfWatermark *watermark = plan_with (format, caption, NULL, 1080, 1080);
    const RfWatermarkItem *a = require_item (watermark, "a"), *c = require_item (watermark, "c");
    int between = c->ink.x - a->ink.x - a->ink.width;

    REQUIRE_CMP (a->size_px, <, 30.0, "%g", "they shrink");
    REQUIRE (between >= 36 && between <= 48, "between the two are %d pixels", between);
    rf_watermark_free (watermark);
    rf_caption_free (caption);
    rf_format_free (format);
}

/* The lens stands in the way, the place does not; in the file the place is to go first. */
TEST (fields_go_that_are_in_the_way_and_the_others_stay)
{
    RfFormat *format = bar ();
    RfCaption *caption = caption_of ("model", "A camera with a name", "iso", "ISO100", "gps", "33°N", "lens",
                                     "A lens that has got a rather long name as well as a long tube 70-210/4", NULL);
    RfWatermark *watermark = plan_with (format, caption, NULL, 1080, 1080);

    REQUIRE_TEXT (require_item (watermark, "c")->text, "ISO100", "the exposure");
    REQUIRE (!strstr (require_item (watermark, "c")->text, "lens"), "the lens went: «%s»",
             require_item (watermark, "c")->text);
    REQUIRE (g_str_has_suffix (require_item (watermark, "c")->text, "100"), "and its separator with it: «%s»",
             require_item (watermark, "c")->text);
    REQUIRE (find_item (watermark, "b"), "the place stays");
    REQUIRE_CMP (require_item (watermark, "a")->size_px, ==, 30.0, "%g", "what is left has room");
    REQUIRE_CMP (count_notes (watermark), ==, 1, "%d", "notes");
    REQUIRE_TEXT (rf_watermark_notes (watermark)[0], "Lens", "the note names the field");
    rf_watermark_free (watermark);
    rf_caption_free (caption);
    rf_format_free (format);
}

TEST (fields_go_in_the_order_of_the_format)
{
    static const char *const orders[] = {"gps;lens;iso", "lens;iso;gps", "iso;gps;lens"};

    for (size_t i = 0; i < G_N_ELEMENTS (orders); i++) {
        g_autofree char *text =
            g_strdup_printf ("[format]\ntitle=Test\ndrop=%s\n[canvas]\nbottom=100u\n[text a]\nin=bottom\nmargin_x=50u\n"
                             "text=${model}{ }${gps}{ }${lens}{ }${iso}\n",
                             orders[i]);
        RfFormat *format = format_of (text);
        /* Room for two of three. */
        RfCaption *caption =
            caption_of ("model", "M", "gps", "ggggggggggggggggggggggggggggggggggg", "lens",
                        "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "iso", "ooooooooooooooooooooooooooooooooooo", NULL);
        RfWatermark *watermark = plan_with (format, caption, NULL, 1080, 1080);
        const char *shown = require_item (watermark, "a")->text;
        for (const char *letter = "gbo"; *letter; letter++) {
            gboolean first = orders[i][0] == *letter || (orders[i][0] == 'l' && *letter == 'b') ||
                             (orders[i][0] == 'i' && *letter == 'o');
            REQUIRE ((strchr (shown, *letter) == NULL) == first, "%s: «%s»", orders[i], shown);
        }
        REQUIRE_TEXT (shown, "M", "%s", orders[i]);
        rf_watermark_free (watermark);
        rf_caption_free (caption);
        rf_format_free (format);
    }
}

TEST (at_last_the_longest_text_ends_in_an_ellipsis)
{
    RfFormat *format = bar ();
    RfCaption *caption = caption_of ("model", LONG_NAME, "iso", "ISO100", "gps", "33°N", "lens", "Summicron", NULL);
    RfWatermark *watermark = plan_with (format, caption, NULL, 1080, 1080);
    const RfWatermarkItem *a = require_item (watermark, "a"), *c = require_item (watermark, "c");

    REQUIRE_CMP (a->size_px, ==, 21.0, "%g", "at 70 %%");
    REQUIRE (g_str_has_suffix (a->text, "…") && g_str_has_prefix (a->text, "A Camera"), "«%s»", a->text);
    REQUIRE (g_str_has_prefix (LONG_NAME, "A Camera"), "of the name");
    REQUIRE (strncmp (a->text, LONG_NAME, strlen (a->text) - strlen ("…")) == 0, "«%s» is the name's beginning",
             a->text);
    REQUIRE (!strstr (a->text, " …"), "no blank before the ellipsis: «%s»", a->text);
    REQUIRE_CMP (c->ink.x - a->ink.x - a->ink.width, <, 60, "%d", "as much of it as there is room for");
    REQUIRE_TEXT (c->text, "ISO100", "what is short stays");
    gboolean noted = FALSE;
    for (int i = 0; i < count_notes (watermark); i++)
        noted |= strstr (rf_watermark_notes (watermark)[i], LONG_NAME) != NULL;
    REQUIRE (noted, "a note names it");
    rf_watermark_free (watermark);
    rf_caption_free (caption);
    rf_format_free (format);
}

/* Tall letters in a low bar: they shrink, and where that is not enough they go; on the photograph they never are. */
TEST (letters_never_rise_above_their_mat)
{
    static const char *const names[] = {"Hn", "\xc3\x85\xcc\x81jgp\xcc\xa7", "\xef\xb7\xba",
                                        "H\xcc\x81\xcc\x88\xcc\x84q"};
    gboolean gone = FALSE, there = FALSE;

    for (int height = 14; height < 60; height += 3)
        for (size_t i = 0; i < G_N_ELEMENTS (names); i++) {
            g_autofree char *text =
                g_strdup_printf ("[format]\ntitle=Test\n[canvas]\nbottom=%du\n[column c]\nin=bottom\n"
                                 "[text a]\nin=c\ntext=${model}\n[text b]\nin=c\ntext=${iso}\n"
                                 "[text z]\nin=photo\ntext=${lens}\n",
                                 height);
            RfFormat *format = format_of (text);
            RfCaption *caption = caption_of ("model", names[i], "iso", "100", "lens", "L", NULL);
            RfWatermark *watermark = plan_with (format, caption, NULL, 1080, 1080);
            for (const char *name = "ab"; *name; name++) {
                const RfWatermarkItem *item = find_item (watermark, (char[]){*name, '\0'});
                there |= item != NULL;
                gone |= item == NULL;
                REQUIRE (item || count_notes (watermark) > 0, "%d u, «%s»: %c went without a note", height, names[i],
                         *name);
                REQUIRE (!item || (item->ink.y >= 1080 && item->ink.y + item->ink.height <= 1080 + height),
                         "%d u, «%s»: %c from %d to %d", height, names[i], *name, item->ink.y - 1080,
                         item->ink.y + item->ink.height - 1080);
            }
            rf_watermark_free (watermark);
            rf_caption_free (caption);
            rf_format_free (format);
        }
    REQUIRE (gone && there, "both were seen");
}

/* Letters as readers count them: no half families, no accents without their letter. */
TEST (ellipses_cut_between_letters_as_readers_see_them)
{
    static const char *const units[] = {"👨‍👩‍👧‍👦", "🇩🇪", "e\xcc\x81", "한", "क्षि"};
    RfTypeface face = {"sans", NULL, 400, FALSE, FALSE, 0};

    for (size_t i = 0; i < G_N_ELEMENTS (units); i++) {
        g_autoptr (GString) text = g_string_new (NULL);
        for (int k = 0; k < 20; k++)
            g_string_append (text, units[i]);
        g_autoptr (RfShape) whole = rf_shape_new (&face, text->str);
        for (double part = 0.3; part < 1; part += 0.13) {
            g_autoptr (RfShape) cut = rf_shape_shorten (&face, text->str, whole->ink.width * part);
            REQUIRE (cut, "«%s» at %g", units[i], part);
            REQUIRE_CMP (cut->ink.width, <=, whole->ink.width * part, "%g", "«%s»", cut->text);
            size_t length = strlen (cut->text) - strlen ("…");
            REQUIRE_CMP (length % strlen (units[i]), ==, (size_t)0, "%zu", "«%s» is cut within a letter", cut->text);
        }
    }
}

TEST (a_text_of_which_nothing_readable_would_be_left_goes)
{
    RfTypeface face = {"sans", NULL, 400, FALSE, FALSE, 0};

    REQUIRE (!rf_shape_shorten (&face, "Summicron", 100), "a tenth of an em is no room");
    REQUIRE (!rf_shape_shorten (&face, "Summicron", 0), "neither is none");
}

/* Measured once, in em: what holds at one size holds at all. */
TEST (words_scale_with_the_picture)
{
    RfCaption *caption = rf_caption_sample ();
    RfWatermark *small = plan_with (shipped_format ("bar"), caption, NULL, 4000, 3000),
                *large = plan_with (shipped_format ("bar"), caption, NULL, 16000, 12000);
    size_t n, m;
    const RfWatermarkItem *a = rf_watermark_items (small, &n), *b = rf_watermark_items (large, &m);

    REQUIRE_CMP (n, ==, m, "%zu", "items");
    for (size_t i = 0; i < n; i++) {
        REQUIRE (abs (b[i].ink.x - 4 * a[i].ink.x) <= 8 && abs (b[i].ink.width - 4 * a[i].ink.width) <= 8,
                 "%s: %d + %d, %d + %d", a[i].name, a[i].ink.x, a[i].ink.width, b[i].ink.x, b[i].ink.width);
        REQUIRE (g_strcmp0 (a[i].text, b[i].text) == 0, "%s", a[i].name);
    }
    rf_watermark_free (small);
    rf_watermark_free (large);
    rf_caption_free (caption);
}

TEST (what_is_not_to_be_seen_is_not_there)
{
    static const char *const blanks[] = {
        "\xe2\x80\x8b", "\xe2\x80\x8d\xe2\x80\x8d", " \xc2\xa0 ", "\xe2\x80\xae", "\xef\xbb\xbf", "\xe3\x80\x80"};
    RfTypeface face = {"sans", NULL, 400, FALSE, FALSE, 0.05};

    for (size_t i = 0; i < G_N_ELEMENTS (blanks); i++) {
        g_autoptr (RfShape) shape = rf_shape_new (&face, blanks[i]);
        REQUIRE (!shape, "case %zu", i);
    }
}

TEST (letters_that_join_are_not_torn_apart_by_tracking)
{
    RfTypeface wide = {"sans", NULL, 400, FALSE, FALSE, 0.3}, plain = {"sans", NULL, 400, FALSE, FALSE, 0};
    g_autoptr (RfShape) torn = rf_shape_new (&wide, "كاميرا"), whole = rf_shape_new (&plain, "كاميرا");
    g_autoptr (RfShape) latin = rf_shape_new (&wide, "camera"), latin_plain = rf_shape_new (&plain, "camera");

    REQUIRE_CMP (torn->ink.width, ==, whole->ink.width, "%g", "Arabic");
    REQUIRE_CMP (torn->tracking_em, ==, 0.0, "%g", "what is told of it");
    double added = (latin->ink.width - latin_plain->ink.width) / RF_SHAPE_EM;
    REQUIRE (fabs (added - 5 * 0.3) < 0.01, "between six letters are five spaces: %g em", added);
}

TEST (marks_on_one_letter_are_few)
{
    g_autoptr (GString) tower = g_string_new ("e");
    RfTypeface face = {"sans", NULL, 400, FALSE, FALSE, 0};

    for (int i = 0; i < 60; i++)
        g_string_append (tower, "\xcc\x81");
    g_autoptr (RfShape) shape = rf_shape_new (&face, tower->str);
    REQUIRE_CMP (g_utf8_strlen (shape->text, -1), <=, 4L, "%ld", "letter and marks");
    REQUIRE_CMP (shape->ink.height, <, 2 * RF_SHAPE_EM, "%g", "their height");
}

int
main (void)
{
    return tap_main ();
}
