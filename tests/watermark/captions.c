/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The fit rule against the world's names: 10 000 random captions over all formats and all shapes of photographs. */
#include "../tap.h"
#include "plans.h"

#ifdef __SANITIZE_ADDRESS__
#define ROUNDS 2000 /* every line is run all the same */
#else
#define ROUNDS 10000
#endif

/* Every so many a plan is drawn too. */
#define DRAWN_EVERY 40

/* Pieces that names are made of; each in turn is what somebody's camera, lens or cat is called. */
static const char *const latin[] = {
    "Leica", "Q3 43", "Apo-Summicron-M", "50",      "f/1.2", "Ångström", "Zeiß",     "ASPH.", "(2024)", "W",
    "iiii",  "fffi",  "Qyjpg",           "Mark IV", "–",     "“Noct”",   "1:2.8/90", "ŠŤÍŘ"};
static const char *const cjk[] = {"徕卡", "小米", "14", "Ultra", "ライカ", "カメラ", "삼성", "갤럭시",
                                  "哈蘇", "鏡頭", "：", "「",    "」",     "國",     "驫",   "々"};
static const char *const emoji[] = {
    "📷", "👨‍👩‍👧‍👦", "🇩🇪", "❤️", "👍🏽", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "★", "☕", "a", "🦊"};
static const char *const arabic[] = {"كاميرا", "لايكا", "عدسة", "٥٠", "ﷺ", "שלום", "(", ")", "M11", "مُحَمَّد"};
static const char *const indic[] = {"कैमरा", "निकॉन", "กล้อง", "น้ำ", "தமிழ்", "བཀྲ་ཤིས", "ကင်မရာ", "ᚠᚢ", "🜁", "ꧏ"};
static const char *const odd[] = {"Z̸͖̈́a̴̛̩l̵̰̿g̷̣̾o̶̗͑",
                                  "e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81",
                                  "\xe2\x80\x8b",
                                  "\xe2\x80\x8d",
                                  "\xe2\x80\xae",
                                  "\xe2\x80\xac",
                                  "\xef\xbb\xbf",
                                  "\t",
                                  "\n",
                                  "   ",
                                  "…",
                                  "$",
                                  "{}",
                                  "\xf3\xb0\x80\x80" /* of private use */,
                                  "x",
                                  "\xe2\x81\xa6",
                                  "\xe2\x80\x82",
                                  "|"};

static const struct {
    const char *name;
    const char *const *pieces;
    int n;
} scripts[] = {
    {"Latin", latin, G_N_ELEMENTS (latin)}, {"CJK", cjk, G_N_ELEMENTS (cjk)},
    {"emoji", emoji, G_N_ELEMENTS (emoji)}, {"Arabic", arabic, G_N_ELEMENTS (arabic)},
    {"Indic", indic, G_N_ELEMENTS (indic)}, {"odd", odd, G_N_ELEMENTS (odd)},
};

/* At most `letters` of them, and now and then a blank. */
static char *
make_name (guint64 *random, int letters)
{
    GString *name = g_string_new (NULL);
    int script = random_below (random, 3) ? 0 : random_below (random, G_N_ELEMENTS (scripts));
    gboolean mixed = random_below (random, 4) == 0;

    while (g_utf8_strlen (name->str, -1) < letters) {
        if (mixed)
            script = random_below (random, G_N_ELEMENTS (scripts));
        g_string_append (name, scripts[script].pieces[random_below (random, scripts[script].n)]);
        if (random_below (random, 3) == 0)
            g_string_append_c (name, ' ');
    }
    const char *end = g_utf8_offset_to_pointer (name->str, MIN (letters, g_utf8_strlen (name->str, -1)));
    g_string_truncate (name, (gsize)(end - name->str));
    return g_string_free (name, FALSE);
}

/* Short names are common, 120 letters are possible. */
static int
choose_length (guint64 *random)
{
    int most = random_below (random, 3) ? 30 : 120;

    return random_below (random, most + 1);
}

static RfCaption *
make_caption (guint64 *random)
{
    size_t n;
    const RfField *fields = rf_fields (&n);
    RfCaption *caption = random_below (random, 3) ? rf_caption_sample () : rf_caption_new ();

    for (size_t i = 0; i < n; i++) {
        if (random_below (random, 2))
            continue;
        g_autofree char *name = make_name (random, choose_length (random));
        rf_caption_set (caption, fields[i].id, name, NULL);
    }
    return caption;
}

typedef struct {
    int round;
    const RfFormat *format;
    const RfWatermark *watermark;
    RfCanvas canvas;
} Judged;

#define SAY "round %d, %s, %d × %d: %s «%s» at %d, %d, %d × %d"
#define SAID(j, item)                                                                                                  \
    (j)->round, (j)->format->id, (j)->canvas.photo.width, (j)->canvas.photo.height, (item)->name,                      \
        (item)->text ? (item)->text : "", (item)->ink.x, (item)->ink.y, (item)->ink.width, (item)->ink.height

static gboolean
overlap (const RfFrame *a, const RfFrame *b)
{
    return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

static const RfBox *
find_box (const RfFormat *format, const char *name)
{
    for (guint i = 0; i < format->boxes->len; i++)
        if (strcmp (g_array_index (format->boxes, RfBox, i).name, name) == 0)
            return &g_array_index (format->boxes, RfBox, i);
    return NULL;
}

/* Every item in its own area, which the photograph belongs to only where the format says so. */
static void
require_place (const Judged *judged, const RfWatermarkItem *item)
{
    const RfBox *box = find_box (judged->format, item->name), *root = box;
    RfFrame ink = item->ink;

    while (root->parent >= 0)
        root = &g_array_index (judged->format->boxes, RfBox, root->parent);
    RfRect area = rf_canvas_region (&judged->canvas, root->in);
    REQUIRE (ink.width > 0 && ink.height > 0, SAY, SAID (judged, item));
    REQUIRE (ink.x >= area.x && ink.y >= area.y && ink.x + ink.width <= area.x + area.width &&
                 ink.y + ink.height <= area.y + area.height,
             SAY " leaves «%s»", SAID (judged, item), root->in);
    if (strcmp (root->in, "photo") != 0 && strcmp (root->in, "canvas") != 0)
        REQUIRE (!overlap (&ink, &judged->canvas.photo), SAY " touches the photograph", SAID (judged, item));
    if (!item->text)
        return;
    double em =
        rf_length_px (&box->size, &(RfScale){MIN (judged->canvas.photo.width, judged->canvas.photo.height) / 1080.0,
                                             MIN (judged->canvas.photo.width, judged->canvas.photo.height), 1});
    REQUIRE_CMP (item->size_px, >=, em * 0.7 * 0.9999, "%g", SAY, SAID (judged, item));
    REQUIRE_CMP (item->size_px, <=, em * 1.0001, "%g", SAY, SAID (judged, item));
}

/* What is drawn by itself, with room round it, stays within what the plan says. */
static void
require_unclipped (const Judged *judged, const RfArt *art, const RfWatermarkItem *item)
{
    enum { ROOM = 6 };
    int width = art->ink.width + 2 * ROOM, height = art->ink.height + 2 * ROOM;
    cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
    cairo_t *cr = cairo_create (surface);

    cairo_translate (cr, ROOM - art->ink.x, ROOM - art->ink.y);
    cairo_transform (cr, &art->placed);
    cairo_append_path (cr, art->outline);
    cairo_fill (cr);
    cairo_destroy (cr);
    cairo_surface_flush (surface);
    int outside = 0, inside = 0;
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            int value = cairo_image_surface_get_data (surface)[y * cairo_image_surface_get_stride (surface) + x];
            if (x < ROOM || y < ROOM || x >= width - ROOM || y >= height - ROOM)
                outside += value;
            else
                inside += value;
        }
    cairo_surface_destroy (surface);
    REQUIRE_CMP (outside, ==, 0, "%d", SAY, SAID (judged, item));
    REQUIRE (inside > 0 || art->picture, SAY " has nothing to see", SAID (judged, item));
}

/* Between the inks nothing is drawn, and in each of them something. */
static void
require_pixels (const Judged *judged)
{
    size_t n;
    const RfWatermarkItem *items = rf_watermark_items (judged->watermark, &n);
    RfFrame area;

    rf_watermark_extent (judged->watermark, RF_PART_LOGO | RF_PART_TEXT, &area);
    if (n == 0 || (gint64)area.width * area.height > 6000000)
        return;
    guchar *pixels = draw_area (judged->watermark, RF_PART_LOGO | RF_PART_TEXT, RF_PIXELS_U8, area);
    g_autofree gboolean *seen = g_new0 (gboolean, n);
    for (int y = 0; y < area.height; y++)
        for (int x = 0; x < area.width; x++) {
            if (pixels[4 * ((gsize)y * (gsize)area.width + (gsize)x) + 3] == 0)
                continue;
            gboolean inside = FALSE;
            RfFrame point = {area.x + x, area.y + y, 1, 1};
            for (size_t i = 0; i < n; i++) {
                RfFrame reach = rf_art_reach (&g_array_index (judged->watermark->arts, RfArt, i));
                inside |= overlap (&point, &reach);
                seen[i] |= overlap (&point, &items[i].ink);
            }
            REQUIRE (inside, "round %d, %s: something at %d, %d", judged->round, judged->format->id, point.x, point.y);
        }
    g_free (pixels);
    for (size_t i = 0; i < n; i++) {
        REQUIRE (seen[i], SAY " was not drawn", SAID (judged, &items[i]));
        if (g_array_index (judged->watermark->arts, RfArt, i).outline)
            require_unclipped (judged, &g_array_index (judged->watermark->arts, RfArt, i), &items[i]);
    }
}

/* Without a note every word is there. */
static void
require_words (const Judged *judged, const RfCaption *caption)
{
    for (guint i = 0; i < judged->format->boxes->len; i++) {
        const RfBox *box = &g_array_index (judged->format->boxes, RfBox, i);
        if (!box->text)
            continue;
        RfTypeface face = {box->family, NULL, box->weight, box->italic, box->capitals, box->tracking_em};
        RfTemplate *words = rf_template_parse (box->text, NULL);
        g_autofree char *wanted = rf_template_expand (words, caption, NULL);
        g_autoptr (RfShape) shape = wanted ? rf_shape_new (&face, wanted) : NULL;
        const RfWatermarkItem *item = find_item (judged->watermark, box->name);
        rf_template_free (words);
        REQUIRE ((item != NULL) == (shape != NULL), "round %d, %s: %s: «%s» and no note", judged->round,
                 judged->format->id, box->name, wanted ? wanted : "");
        REQUIRE (!item || strcmp (item->text, shape->text) == 0, SAY " is not «%s», and no note", SAID (judged, item),
                 shape->text);
    }
}

static void
judge (const Judged *judged, const RfCaption *caption)
{
    size_t n;
    const RfWatermarkItem *items = rf_watermark_items (judged->watermark, &n);

    for (size_t i = 0; i < n; i++) {
        require_place (judged, &items[i]);
        for (size_t k = 0; k < i; k++)
            REQUIRE (!overlap (&items[i].ink, &items[k].ink), SAY " overlaps %s «%s»", SAID (judged, &items[i]),
                     items[k].name, items[k].text ? items[k].text : "");
    }
    if (!rf_watermark_notes (judged->watermark)[0])
        require_words (judged, caption);
    if (judged->round % DRAWN_EVERY == 0)
        require_pixels (judged);
}

TEST (no_caption_overlaps_leaves_its_place_or_is_clipped)
{
    guint64 random = 20240601;
    int n_formats, with_notes = 0, planned = 0;
    RfFormat *const *formats = shipped_formats (&n_formats);

    REQUIRE_CMP (n_formats, >=, 16, "%d", "shipped formats");
    for (int round = 0; round < ROUNDS; round++) {
        const RfFormat *format = formats[random_below (&random, n_formats)];
        double aspect = exp (random_between (&random, log (0.3), log (3.5)));
        double pixels = exp (random_between (&random, log (0.3e6), log (200e6)));
        int width = (int)(sqrt (pixels * aspect)), height = (int)(sqrt (pixels / aspect));
        RfCaption *caption = make_caption (&random);
        RfWatermarkOptions options = RF_WATERMARK_OPTIONS_DEFAULT;
        g_autoptr (GError) error = NULL;
        RfWatermark *watermark = rf_watermark_new (format, caption, &options, width, height, restless_photo (), &error);
        if (watermark) {
            Judged judged = {round, format, watermark, watermark->ground.canvas};
            judge (&judged, caption);
            with_notes += rf_watermark_notes (watermark)[0] != NULL;
            planned++;
        } else {
            REQUIRE (g_error_matches (error, RF_ERROR, RF_ERROR_VALUE), "round %d, %s: %s", round, format->id,
                     error->message);
        }
        rf_watermark_free (watermark);
        rf_caption_free (caption);
    }
    printf ("# %d plans, %d of them with something shortened or left out\n", planned, with_notes);
    REQUIRE_CMP (planned, >, ROUNDS * 9 / 10, "%d", "captions that say something");
    REQUIRE_CMP (with_notes, >, ROUNDS / 10, "%d", "captions that are too long");
}

int
main (void)
{
    return tap_main ();
}
