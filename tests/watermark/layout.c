/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where things go: mats, rows, columns, dividers, the grid of pixels; every length by its formula. */
#include "../tap.h"
#include "plans.h"

#define HEAD "[format]\ntitle=Test\n"

/* A photograph of 1080 pixels on its short side: a u is a pixel. */
#define WIDTH  1620
#define HEIGHT 1080

static const struct {
    int width, height;
} sizes[] = {{640, 480},   {480, 640},     {1080, 1080},   {3000, 1000}, {1000, 3000}, {4032, 3024}, {6000, 4000},
             {8165, 6124}, {16384, 12288}, {12288, 16384}, {641, 487},   {5472, 3078}, {9999, 3333}};

static void
require_near (double value, double wanted, double tolerance, const char *what, const char *id, int width, int height)
{
    REQUIRE (fabs (value - wanted) <= tolerance, "%s, %d × %d: %s is %g, not %g", id, width, height, what, value,
             wanted);
}

/* Of a format without an aspect. */
static double
by_formula (RfLength length, int width, int height, double size)
{
    double side = MIN (width, height);

    return (length.u * side / 1080 + length.pct * side / 100) * size + length.px;
}

TEST (mats_have_their_lengths_at_every_size)
{
    int n;
    RfFormat *const *formats = shipped_formats (&n);
    RfCaption *caption = rf_caption_sample ();
    double size = 1;

    for (int i = 0; i < n; i++)
        for (size_t k = 0; k < G_N_ELEMENTS (sizes); k++) {
            const RfFormat *f = formats[i];
            int width = sizes[k].width, height = sizes[k].height, full_width, full_height;
            RfWatermarkOptions options = RF_WATERMARK_OPTIONS_DEFAULT;
            RfFrame photo;
            size = k % 3 ? 1 : 1.37;
            options.size = size;
            options.aspect = "free";
            RfWatermark *watermark = plan_with (f, caption, &options, width, height);
            rf_watermark_canvas (watermark, &full_width, &full_height, &photo);
            REQUIRE_CMP (photo.width, ==, width, "%d", "%s", f->id);
            REQUIRE_CMP (photo.height, ==, height, "%d", "%s", f->id);
            require_near (photo.x, by_formula (f->canvas.left, width, height, size), 0.5, "left", f->id, width, height);
            require_near (photo.y, by_formula (f->canvas.top, width, height, size), 0.5, "top", f->id, width, height);
            require_near (full_width - photo.x - width, by_formula (f->canvas.right, width, height, size), 0.5, "right",
                          f->id, width, height);
            require_near (full_height - photo.y - height, by_formula (f->canvas.bottom, width, height, size), 0.5,
                          "bottom", f->id, width, height);
            rf_watermark_free (watermark);
        }
    rf_caption_free (caption);
}

/* The table of the classic bar, within a pixel. */
TEST (the_classic_bar_is_as_documented)
{
    RfCaption *caption = caption_of ("model", "Q3 43", "make", "Leica", "focal", "43mm", "aperture", "f/2", "exposure",
                                     "1/250s", "iso", "ISO100", "gps", "33°N 7°W", "date", "2024.06.01", NULL);

    for (size_t k = 0; k < G_N_ELEMENTS (sizes); k++) {
        int width = sizes[k].width, height = sizes[k].height, full_width, full_height;
        double u = MIN (width, height) / 1080.0;
        RfFrame photo;
        RfWatermark *watermark = plan_with (shipped_format ("bar"), caption, NULL, width, height);
        rf_watermark_canvas (watermark, &full_width, &full_height, &photo);
        const RfWatermarkItem *camera = require_item (watermark, "camera"), *date = require_item (watermark, "date"),
                              *mark = require_item (watermark, "mark"), *line = require_item (watermark, "line"),
                              *exposure = require_item (watermark, "exposure");
        require_near (full_height - height, 168 * u, 1, "height of the bar", "bar", width, height);
        require_near (camera->ink.x, 50 * u, 1, "left margin", "bar", width, height);
        require_near (date->ink.x, 50 * u, 1, "left margin of the second line", "bar", width, height);
        require_near (full_width - exposure->ink.x - exposure->ink.width, 50 * u, 1, "right margin", "bar", width,
                      height);
        require_near (camera->size_px, 30 * u, 0.01, "main text", "bar", width, height);
        require_near (date->size_px, 22 * u, 0.01, "secondary text", "bar", width, height);
        require_near (mark->ink.width, 64 * u, 1, "width of the disc", "bar", width, height);
        require_near (mark->ink.height, 64 * u, 1, "height of the disc", "bar", width, height);
        require_near (line->ink.height, 64 * u, 1, "divider's length", "bar", width, height);
        require_near (line->ink.width, MAX (1, 2 * u), 0.51, "divider's width", "bar", width, height);
        require_near (line->ink.x - mark->ink.x - mark->ink.width, 22 * u, 1, "from disc to divider", "bar", width,
                      height);
        require_near (exposure->ink.x - line->ink.x - line->ink.width, 22 * u, 2, "from divider to text", "bar", width,
                      height);
        require_near (mark->ink.y + mark->ink.height / 2.0, height + 84 * u, 1, "middle of the disc", "bar", width,
                      height);
        /* From the first line's foot to the heads of the capitals of the second. */
        const RfContent measured = {.face = {"sans", NULL, 300, FALSE, FALSE, 0}};
        g_autoptr (RfShape) shape = rf_shape_new (&measured.face, "H");
        double capital = shape->capital / RF_SHAPE_EM;
        require_near (date->baseline_y - camera->baseline_y, (20 + 22 * capital) * u, 1, "distance of the lines", "bar",
                      width, height);
        /* Both lines together stand in the bar's middle. */
        double top = camera->baseline_y - 30 * capital * u;
        require_near ((top + date->baseline_y) / 2, height + 84 * u, 1.5, "middle of the words", "bar", width, height);
        rf_watermark_free (watermark);
    }
    rf_caption_free (caption);
}

TEST (a_size_scales_every_length_but_the_photograph)
{
    RfCaption *caption = caption_of ("model", "Q3", "focal", "43mm", NULL);
    RfWatermarkOptions options = RF_WATERMARK_OPTIONS_DEFAULT;

    options.size = 1.5;
    RfWatermark *watermark = plan_with (shipped_format ("bar"), caption, &options, WIDTH, HEIGHT);
    REQUIRE_CMP (whole_canvas (watermark).height, ==, HEIGHT + 252, "%d", "the bar");
    REQUIRE_CMP (require_item (watermark, "camera")->ink.x, ==, 75, "%d", "the margin");
    REQUIRE_CMP (require_item (watermark, "camera")->size_px, ==, 45.0, "%g", "the letters");
    REQUIRE_CMP (require_item (watermark, "mark")->ink.width, ==, 96, "%d", "the disc");
    rf_watermark_free (watermark);
    rf_caption_free (caption);
}

TEST (an_aspect_is_reached_by_growing_opposite_mats_alike)
{
    static const struct {
        const char *aspect;
        double ratio;
    } aspects[] = {{"1:1", 1}, {"4:5", 0.8}, {"9:16", 0.5625}, {"16:9", 16.0 / 9}, {"2.39:1", 2.39}};
    int n;
    RfFormat *const *formats = shipped_formats (&n);
    RfCaption *caption = rf_caption_sample ();

    for (int i = 0; i < n; i++)
        for (size_t a = 0; a < G_N_ELEMENTS (aspects); a++)
            for (int portrait = 0; portrait < 2; portrait++) {
                int width = portrait ? 1000 : 1501, height = portrait ? 1501 : 1000;
                RfWatermarkOptions options = RF_WATERMARK_OPTIONS_DEFAULT;
                RfFrame photo, free_photo;
                options.aspect = "free";
                RfWatermark *watermark = plan_with (formats[i], caption, &options, width, height);
                RfFrame free_canvas = whole_canvas (watermark);
                free_photo = watermark->ground.canvas.photo;
                rf_watermark_free (watermark);
                options.aspect = aspects[a].aspect;
                watermark = plan_with (formats[i], caption, &options, width, height);
                RfFrame canvas = whole_canvas (watermark);
                photo = watermark->ground.canvas.photo;
                require_near (canvas.width, canvas.height * aspects[a].ratio, 1, "width", formats[i]->id, width,
                              height);
                int left = photo.x - free_photo.x, top = photo.y - free_photo.y;
                int right = canvas.width - free_canvas.width - left, bottom = canvas.height - free_canvas.height - top;
                REQUIRE (abs (left - right) <= 1 && abs (top - bottom) <= 1 && left >= 0 && top >= 0,
                         "%s %s: mats grow by %d, %d, %d, %d", formats[i]->id, aspects[a].aspect, left, right, top,
                         bottom);
                rf_watermark_free (watermark);
            }
    rf_caption_free (caption);
}

#define ROW HEAD "drop=\n[canvas]\nbottom=200u\n[row r]\nin=bottom\nat=left\nmargin_x=50u\ngap=10u\n"

static RfWatermark *
plan_text (const char *text, const RfCaption *caption)
{
    RfFormat *format = format_of (text);
    RfWatermark *watermark = plan_with (format, caption, NULL, WIDTH, HEIGHT);

    rf_format_free (format);
    return watermark;
}

TEST (dividers_go_with_their_neighbours)
{
    static const struct {
        const char *a, *b, *c;
        gboolean first, second;
    } cases[] = {
        {"A", "B", "C", TRUE, TRUE}, {"A", "B", "", TRUE, FALSE}, {"A", "", "C", TRUE, FALSE},
        {"", "B", "C", FALSE, TRUE}, {"A", "", "", FALSE, FALSE}, {"", "B", "", FALSE, FALSE},
        {"", "", "C", FALSE, FALSE},
    };
    RfFormat *format =
        format_of (ROW "[text a]\nin=r\ntext=${model}\n[divider one]\nin=r\n[text b]\nin=r\ntext=${lens}\n"
                       "[divider two]\nin=r\n[text c]\nin=r\ntext=${iso}\n");

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        RfCaption *caption = caption_of ("model", cases[i].a, "lens", cases[i].b, "iso", cases[i].c, NULL);
        RfWatermark *watermark = plan_with (format, caption, NULL, WIDTH, HEIGHT);
        size_t n, dividers = 0;
        const RfWatermarkItem *items = rf_watermark_items (watermark, &n);
        for (size_t k = 0; k < n; k++)
            dividers += !items[k].text;
        REQUIRE_CMP (dividers, ==, (size_t)(cases[i].first + cases[i].second), "%zu", "case %zu", i);
        REQUIRE_CMP (items[0].ink.x, ==, 50, "%d", "case %zu: nothing stands before the first", i);
        if (dividers == 1) {
            REQUIRE (!items[1].text, "case %zu: the divider is between the two", i);
            REQUIRE_CMP (items[1].ink.x - items[0].ink.x - items[0].ink.width, <=, 11, "%d", "case %zu: one gap", i);
            REQUIRE_CMP (items[2].ink.x - items[1].ink.x - items[1].ink.width, <=, 11, "%d", "case %zu: one gap", i);
        }
        rf_watermark_free (watermark);
        rf_caption_free (caption);
    }
    rf_format_free (format);
}

TEST (rows_and_columns_without_content_take_no_room)
{
    RfCaption *caption = caption_of ("model", "H", "iso", "H", NULL);
    RfWatermark *watermark =
        plan_text (ROW "[text a]\nin=r\ntext=${model}\n[column empty]\nin=r\n[text b]\nin=empty\ntext=${lens}\n"
                       "[row deeper]\nin=empty\n[text d]\nin=deeper\ntext=${gps}\n[divider x]\nin=deeper\n"
                       "[text c]\nin=r\ntext=${iso}\n",
                   caption);
    const RfWatermarkItem *a = require_item (watermark, "a"), *c = require_item (watermark, "c");

    REQUIRE_CMP (rf_watermark_items (watermark, &(size_t){0}) != NULL, ==, TRUE, "%d", "items");
    REQUIRE (!find_item (watermark, "x"), "a divider stands alone");
    REQUIRE_CMP (abs (c->ink.x - a->ink.x - a->ink.width - 10), <=, 1, "%d", "one gap between a and c");
    rf_watermark_free (watermark);
    rf_caption_free (caption);
}

TEST (dividers_without_length_are_as_long_as_what_they_stand_by)
{
    RfCaption *caption = caption_of ("model", "H", NULL);
    RfWatermark *watermark = plan_text (HEAD "[canvas]\nbottom=200u\n[divider rule]\nin=bottom\nat=top\nmargin_x=60u\n"
                                             "size=0u\nwidth=3u\n"
                                             "[row r]\nin=bottom\n[disc a]\nin=r\nsize=90u\n"
                                             "[divider upright]\nin=r\nsize=0u\n"
                                             "[column c]\nin=r\n[disc b]\nin=c\nsize=40u\n[divider level]\nin=c\n"
                                             "size=0u\n[disc d]\nin=c\nsize=30u\n[text w]\nin=photo\ntext=${model}\n",
                                        caption);

    REQUIRE_CMP (require_item (watermark, "rule")->ink.width, ==, WIDTH - 120, "%d", "along the bar");
    REQUIRE_CMP (require_item (watermark, "rule")->ink.height, ==, 3, "%d", "its thickness");
    REQUIRE_CMP (require_item (watermark, "rule")->ink.y, ==, HEIGHT, "%d", "at its top");
    REQUIRE_CMP (require_item (watermark, "upright")->ink.height, ==, 112, "%d",
                 "as high as the column, 40 + 20 + 2 + 20 + 30");
    REQUIRE_CMP (require_item (watermark, "level")->ink.width, ==, 40, "%d", "as wide as the column");
    rf_watermark_free (watermark);
    rf_caption_free (caption);
}

TEST (boxes_stand_where_their_row_says)
{
    static const struct {
        const char *align;
        double y; /* of the small disc's middle, from the row's top, which is 100 high */
    } cases[] = {{"start", 10}, {"center", 50}, {"end", 90}};

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        RfCaption *caption = rf_caption_sample ();
        g_autofree char *text = g_strdup_printf (HEAD "[canvas]\nbottom=200u\nleft=40u\n[row r]\nin=bottom\nalign=%s\n"
                                                      "[disc big]\nin=r\nsize=100u\n[disc small]\nin=r\nsize=20u\n",
                                                 cases[i].align);
        RfWatermark *watermark = plan_text (text, caption);
        const RfWatermarkItem *big = require_item (watermark, "big"), *small = require_item (watermark, "small");
        REQUIRE_CMP (big->ink.y, ==, HEIGHT + 50, "%d", "%s: the row is centred", cases[i].align);
        REQUIRE_CMP (small->ink.y + 10.0 - big->ink.y, ==, cases[i].y, "%g", "%s", cases[i].align);
        rf_watermark_free (watermark);
        rf_caption_free (caption);
    }
}

TEST (letters_of_a_row_stand_on_one_line_where_it_says_baseline)
{
    RfCaption *caption = caption_of ("model", "Hxp", "lens", "Ég", "iso", "二", NULL);
    RfWatermark *watermark = plan_text (HEAD "[canvas]\nbottom=200u\n[row r]\nin=bottom\nalign=baseline\n"
                                             "[text a]\nin=r\ntext=${model}\nsize=60u\n[text b]\nin=r\ntext=${lens}\n"
                                             "size=20u\n[text c]\nin=r\ntext=${iso}\n[disc d]\nin=r\nsize=20u\n",
                                        caption);
    const RfWatermarkItem *a = require_item (watermark, "a"), *d = require_item (watermark, "d");

    REQUIRE_CMP (require_item (watermark, "b")->baseline_y, ==, a->baseline_y, "%g", "small letters");
    REQUIRE_CMP (require_item (watermark, "c")->baseline_y, ==, a->baseline_y, "%g", "Han");
    double capitals_middle = a->baseline_y - 0.727 * 60 / 2;
    REQUIRE (fabs (d->ink.y + 10 - capitals_middle) < 2, "the disc is at %g, the capitals' middle at %g",
             d->ink.y + 10.0, capitals_middle);
    rf_watermark_free (watermark);
    rf_caption_free (caption);
}

TEST (texts_of_a_column_are_aligned_by_their_ink)
{
    static const char *const aligns[] = {"start", "center", "end"};
    RfCaption *caption = caption_of ("model", "jTA “quoted” f", "lens", "WWWW iiii", "iso", "Ågy", NULL);

    for (int i = 0; i < 3; i++) {
        g_autofree char *text = g_strdup_printf (
            HEAD "[canvas]\nbottom=300u\n[column c]\nin=bottom\nat=left\nmargin_x=80u\nalign=%s\n"
                 "[text a]\nin=c\ntext=${model}\nsize=31u\n[text b]\nin=c\ntext=${lens}\nsize=25u\nitalic=true\n"
                 "[text d]\nin=c\ntext=${iso}\nsize=47u\n",
            aligns[i]);
        RfWatermark *watermark = plan_text (text, caption);
        double first = NAN;
        for (const char *name = "abd"; *name; name++) {
            const RfFrame *ink = &require_item (watermark, (char[]){*name, '\0'})->ink;
            double edge = ink->x + ink->width * i / 2.0;
            if (*name == 'a')
                first = edge;
            REQUIRE (fabs (edge - first) <= 1, "%s: %c is at %g, a at %g", aligns[i], *name, edge, first);
        }
        rf_watermark_free (watermark);
    }
    rf_caption_free (caption);
}

TEST (quotes_and_points_hang_into_the_margin)
{
    RfCaption *quoted = caption_of ("model", "“Harbour.”", "lens", "Harbour", NULL);
    static const char *const places[] = {"left", "right"};

    for (int i = 0; i < 2; i++) {
        g_autofree char *text = g_strdup_printf (
            HEAD "[canvas]\nbottom=300u\n[column c]\nin=bottom\nat=%s\nmargin_x=80u\nalign=%s\n"
                 "[text a]\nin=c\ntext=${model}\nsize=40u\n[text b]\nin=c\ntext=${lens}\nsize=40u\n"
                 "[text lone]\nin=photo\nat=%s\nmargin_x=80u\ntext=${model}\nsize=40u\n"
                 "[row r]\nin=photo\nat=top\nmargin_y=60u\n[column d]\nin=r\nalign=start\n[text e]\nin=d\n"
                 "text=${model}\n[text f]\nin=d\ntext=${lens}\n",
            places[i], i ? "end" : "start", places[i]);
        RfWatermark *watermark = plan_text (text, quoted);
        const RfFrame *a = &require_item (watermark, "a")->ink, *b = &require_item (watermark, "b")->ink;
        const RfFrame *lone = &require_item (watermark, "lone")->ink;
        double plain = i ? b->x + b->width : b->x, hanging = i ? a->x + a->width : a->x;
        double margin = i ? WIDTH - 80 : 80, out = i ? hanging - plain : plain - hanging;
        REQUIRE (fabs (plain - margin) <= 1, "%s: the plain word is at %g", places[i], plain);
        REQUIRE (out > 8 && out < 40, "%s: the quote is %g beyond it", places[i], out);
        REQUIRE (abs (lone->x - a->x) <= 1 && abs (lone->width - a->width) <= 1, "%s: one alone hangs as well",
                 places[i]);
        /* In a row there is a neighbour and no margin. */
        REQUIRE (abs (require_item (watermark, "e")->ink.x - require_item (watermark, "f")->ink.x) <= 1, "in a row");
        rf_watermark_free (watermark);
    }
    rf_caption_free (quoted);
}

/* Fonts' own boxes are all different; capitals are not. */
TEST (different_fonts_stand_in_the_same_middle)
{
    static const char *const families[] = {"sans", "serif", "mono", "segments"};
    RfCaption *caption = caption_of ("model", "H88H", NULL);

    for (size_t i = 0; i < G_N_ELEMENTS (families); i++) {
        g_autofree char *text = g_strdup_printf (
            HEAD "[canvas]\nbottom=200u\n[text a]\nin=bottom\ntext=${model}\nsize=100u\nfamily=%s\n", families[i]);
        RfWatermark *watermark = plan_text (text, caption);
        const RfFrame *ink = &require_item (watermark, "a")->ink;
        double middle = ink->y + ink->height / 2.0;
        REQUIRE (fabs (middle - HEIGHT - 100) <= 2.5, "%s: its middle is at %g of 200", families[i], middle - HEIGHT);
        rf_watermark_free (watermark);
    }
    rf_caption_free (caption);
}

TEST (hairlines_are_never_thinner_than_a_pixel)
{
    RfCaption *caption = rf_caption_sample ();
    int n;
    RfFormat *const *formats = shipped_formats (&n);

    for (int i = 0; i < n; i++)
        for (int width = 300; width <= 1200; width += 90) {
            RfWatermark *watermark = plan_with (formats[i], caption, NULL, width, width);
            for (guint k = 0; k < formats[i]->boxes->len; k++) {
                const RfBox *box = &g_array_index (formats[i]->boxes, RfBox, k);
                const RfWatermarkItem *item = box->kind == RF_BOX_DIVIDER ? find_item (watermark, box->name) : NULL;
                if (!item)
                    continue;
                REQUIRE_CMP (MIN (item->ink.width, item->ink.height), >=, 1, "%d", "%s, %d", formats[i]->id, width);
                /* Whole pixels of one value: no line is smeared over two rows. */
                float *pixels = draw_area (watermark, RF_PART_LOGO, RF_PIXELS_FLOAT, item->ink);
                for (int p = 0; p < item->ink.width * item->ink.height; p++)
                    REQUIRE_CMP (pixels[4 * p + 3], ==, item->color[3], "%g", "%s, %d: pixel %d", formats[i]->id, width,
                                 p);
                g_free (pixels);
            }
            rf_watermark_free (watermark);
        }
    rf_caption_free (caption);
}

TEST (lines_of_words_stand_on_the_grid)
{
    int n;
    RfFormat *const *formats = shipped_formats (&n);
    RfCaption *caption = rf_caption_sample ();

    for (int i = 0; i < n; i++)
        for (size_t k = 0; k < G_N_ELEMENTS (sizes); k++) {
            RfWatermark *watermark = plan_with (formats[i], caption, NULL, sizes[k].width, sizes[k].height);
            size_t n_items;
            const RfWatermarkItem *items = rf_watermark_items (watermark, &n_items);
            REQUIRE_CMP (n_items, >, (size_t)0, "%zu", "%s", formats[i]->id);
            for (size_t m = 0; m < n_items; m++)
                if (items[m].text)
                    REQUIRE (fabs (items[m].baseline_y - round (items[m].baseline_y)) < 1e-6, "%s, %d × %d: %s at %.9g",
                             formats[i]->id, sizes[k].width, sizes[k].height, items[m].name, items[m].baseline_y);
            rf_watermark_free (watermark);
        }
    rf_caption_free (caption);
}

/* Far up and down they may reach, but not into each other. */
TEST (accents_and_marks_keep_clear_of_the_lines_round_them)
{
    static const char *const tall[] = {"ÅÄÖÜ jgpqy", "e\xcc\x81\xcc\x88\xcc\x84 \xe1\xba\xae", "ཧཱུྃ་གྷྲྀ", "ﷺ جيم", "นี้กู้",
                                       "驫鸞"};
    RfFormat *format = format_of (HEAD "[canvas]\nbottom=400u\n[column c]\nin=bottom\ngap=0u\n"
                                       "[text a]\nin=c\ntext=${model}\n[text b]\nin=c\ntext=${lens}\n");

    for (size_t i = 0; i < G_N_ELEMENTS (tall); i++)
        for (size_t k = 0; k < G_N_ELEMENTS (tall); k++) {
            RfCaption *caption = caption_of ("model", tall[i], "lens", tall[k], NULL);
            RfWatermark *watermark = plan_with (format, caption, NULL, WIDTH, HEIGHT);
            const RfFrame *a = &require_item (watermark, "a")->ink, *b = &require_item (watermark, "b")->ink;
            REQUIRE_CMP (a->y + a->height, <=, b->y, "%d", "«%s» over «%s»", tall[i], tall[k]);
            rf_watermark_free (watermark);
            rf_caption_free (caption);
        }
    rf_format_free (format);
}

TEST (what_cannot_be_is_refused_in_one_sentence)
{
    static const struct {
        RfWatermarkOptions options;
        int width, height;
        const char *sentence;
    } cases[] = {
        {{.size = 0.4}, 100, 100, "size: 0.4 is outside 0.5"},
        {{.size = NAN}, 100, 100, "size: nan is outside"},
        {{.size = 1, .font = "No Such Family 7"}, 100, 100, "font: there is no family “No Such Family 7”"},
        {{.size = 1, .ground = "#12345"}, 100, 100, "ground: “#12345” is neither"},
        {{.size = 1, .ground = "auto"}, 100, 100, "ground: “auto” is neither"},
        {{.size = 1, .aspect = "4x5"}, 100, 100, "aspect: “4x5” is neither"},
        {{.size = 1, .aspect = "0:5"}, 100, 100, "aspect: “0:5” is neither"},
        {{.size = 1}, 0, 100, "0 × 100 pixels"},
        {{.size = 1}, 100, -5, "100 × -5 pixels"},
        {{.size = 1}, 600000, 10, "600000 × 10 pixels"},
        {{.size = 1, .aspect = "1:10"}, 500000, 500000, "the frame would be"},
    };
    RfCaption *caption = rf_caption_sample ();

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GError) error = NULL;
        RfWatermark *watermark = rf_watermark_new (shipped_format ("bar"), caption, &cases[i].options, cases[i].width,
                                                   cases[i].height, NULL, &error);
        REQUIRE (!watermark, "%s was accepted", cases[i].sentence);
        REQUIRE (g_error_matches (error, RF_ERROR, RF_ERROR_VALUE), "%s: %s", cases[i].sentence, error->message);
        REQUIRE_TEXT (error->message, cases[i].sentence, "case %zu", i);
    }
    rf_caption_free (caption);
}

TEST (a_caption_with_nothing_to_say_is_refused_unless_there_is_a_frame)
{
    static const char *const frames[] = {"mat", "film-frame", "glass", "polaroid", "palette", "social"};
    RfCaption *caption = rf_caption_new ();
    int n;
    RfFormat *const *formats = shipped_formats (&n);
    size_t n_fields;
    const RfField *fields = rf_fields (&n_fields);

    for (size_t i = 0; i < n_fields; i++)
        rf_caption_set (caption, fields[i].id, "", NULL);
    for (int i = 0; i < n; i++) {
        g_autoptr (GError) error = NULL;
        RfWatermarkOptions options = RF_WATERMARK_OPTIONS_DEFAULT;
        RfWatermark *watermark =
            rf_watermark_new (formats[i], caption, &options, WIDTH, HEIGHT, restless_photo (), &error);
        gboolean frame = FALSE;
        for (size_t k = 0; k < G_N_ELEMENTS (frames); k++)
            frame |= strcmp (formats[i]->id, frames[k]) == 0;
        REQUIRE ((watermark != NULL) == frame, "%s: %s", formats[i]->id, error ? error->message : "accepted");
        if (!watermark)
            REQUIRE_TEXT (error->message, "tells nothing", "%s", formats[i]->id);
        rf_watermark_free (watermark);
    }
    rf_caption_free (caption);
}

TEST (a_missing_photograph_is_told)
{
    int n;
    RfFormat *const *formats = shipped_formats (&n);
    RfCaption *caption = rf_caption_sample ();
    RfWatermarkOptions options = RF_WATERMARK_OPTIONS_DEFAULT;

    for (int i = 0; i < n; i++) {
        g_autoptr (GError) error = NULL;
        RfWatermark *watermark = rf_watermark_new (formats[i], caption, &options, WIDTH, HEIGHT, NULL, &error);
        REQUIRE ((watermark == NULL) == rf_format_needs_photo (formats[i]), "%s: %s", formats[i]->id,
                 error ? error->message : "accepted");
        rf_watermark_free (watermark);
    }
    rf_caption_free (caption);
}

int
main (void)
{
    return tap_main ();
}
