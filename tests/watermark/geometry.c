/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every length that a shipped format states, also tomorrow's, is found on the canvas within a pixel, from 0.3 to 200
 * megapixels. What is measured is ink, which is rounded outward to whole pixels: where words stand on both sides of a
 * distance, that is a pixel more. */
#include "../tap.h"
#include "plans.h"

static const struct {
    int width, height;
} sizes[] = {{640, 480},   {480, 640},   {1080, 1080}, {1920, 1080},
             {3500, 1000}, {4032, 3024}, {3024, 4032}, {16384, 12288}};

/* Short enough for every format at every size: nothing shrinks. */
static RfCaption *
short_caption (void)
{
    return caption_of ("model", "R35", "lens", "35mm", "focal", "35mm", "aperture", "f/2", "date", "24 06", "gps",
                       "33N 7W", "artist", "A. Muster", NULL);
}

static double
px_of (RfLength length, int width, int height)
{
    double side = MIN (width, height);

    return length.u * side / 1080 + length.pct * side / 100 + length.px;
}

typedef struct {
    const RfFormat *format;
    RfWatermark *watermark;
    int width, height; /* of the photograph */
} Scene;

#define REQUIRE_NEAR(scene, box, value, wanted, tolerance, what)                                                       \
    REQUIRE (fabs ((value) - (wanted)) <= (tolerance), "%s, %d × %d: %s of %s is %g, not %g", (scene)->format->id,     \
             (scene)->width, (scene)->height, what, (box)->name, (double)(value), (double)(wanted))

static const RfBox *
box_at (const RfFormat *format, int i)
{
    return &g_array_index (format->boxes, RfBox, i);
}

/* All ink of a box and of what stands in it; FALSE: there is none. */
static gboolean
find_ink (const Scene *scene, int box, RfFrame *ink)
{
    size_t n;
    const RfWatermarkItem *items = rf_watermark_items (scene->watermark, &n);
    int left = G_MAXINT, top = G_MAXINT, right = G_MININT, bottom = G_MININT;

    for (size_t i = 0; i < n; i++) {
        gboolean inside = FALSE;
        for (guint b = 0; b < scene->format->boxes->len; b++)
            if (strcmp (box_at (scene->format, (int)b)->name, items[i].name) == 0)
                for (int above = (int)b; above >= 0; above = box_at (scene->format, above)->parent)
                    inside |= above == box;
        if (!inside)
            continue;
        left = MIN (left, items[i].ink.x);
        top = MIN (top, items[i].ink.y);
        right = MAX (right, items[i].ink.x + items[i].ink.width);
        bottom = MAX (bottom, items[i].ink.y + items[i].ink.height);
    }
    *ink = (RfFrame){left, top, right - left, bottom - top};
    return right > left;
}

/* ---- Sizes ----------------------------------------------------------------------------------------------------- */

static void
require_size (const Scene *scene, int i)
{
    const RfBox *box = box_at (scene->format, i);
    const RfWatermarkItem *item = find_item (scene->watermark, box->name);
    double size = px_of (box->size, scene->width, scene->height),
           width = px_of (box->width, scene->width, scene->height);
    RfFrame ink;

    if (!find_ink (scene, i, &ink))
        return;
    switch (box->kind) {
    case RF_BOX_TEXT:
    case RF_BOX_SIGNATURE:
        REQUIRE_NEAR (scene, box, item->size_px, size, 0.01, "em");
        break;
    case RF_BOX_LOGO:
    case RF_BOX_DISC:
        REQUIRE_NEAR (scene, box, ink.width, size, 1, "width");
        REQUIRE_NEAR (scene, box, ink.height, size, 1, "height");
        break;
    case RF_BOX_DIVIDER:
        if (box->parent >= 0 && box_at (scene->format, box->parent)->kind == RF_BOX_ROW) {
            REQUIRE_NEAR (scene, box, ink.height, size, 1, "length");
            REQUIRE_NEAR (scene, box, ink.width, MAX (1, width), 0.5, "thickness");
        } else {
            REQUIRE_NEAR (scene, box, ink.width, size, 1, "length");
            REQUIRE_NEAR (scene, box, ink.height, MAX (1, width), 0.5, "thickness");
        }
        break;
    case RF_BOX_PALETTE:
        REQUIRE_NEAR (scene, box, ink.height, size, 1, "height");
        /* Five swatches and four gaps, each rounded for itself. */
        REQUIRE_NEAR (scene, box, ink.width, 5 * width + 4 * px_of (box->gap, scene->width, scene->height), 4.5,
                      "width");
        break;
    default:
        break;
    }
}

/* ---- Distances ------------------------------------------------------------------------------------------------- */

static void
require_margins (const Scene *scene, int i)
{
    const RfBox *box = box_at (scene->format, i);
    RfRect region = rf_canvas_region (&scene->watermark->ground.canvas, box->in);
    double margin = px_of (box->margin_x, scene->width, scene->height);
    RfFrame ink;

    if (box->parent >= 0 || !find_ink (scene, i, &ink))
        return;
    if (strstr (box->at, "left"))
        REQUIRE_NEAR (scene, box, ink.x - region.x, margin, 1, "left margin");
    else if (strstr (box->at, "right"))
        REQUIRE_NEAR (scene, box, region.x + region.width - ink.x - ink.width, margin, 1, "right margin");
    else
        REQUIRE_NEAR (scene, box, ink.x + ink.width / 2.0, region.x + region.width / 2, 1, "middle");
}

/* Words stand on a margin with their baseline. */
static void
require_foot (const Scene *scene, int i)
{
    const RfBox *box = box_at (scene->format, i);
    RfRect region = rf_canvas_region (&scene->watermark->ground.canvas, box->in);
    double lowest = 0;
    size_t n;
    const RfWatermarkItem *items = rf_watermark_items (scene->watermark, &n);

    if (box->parent >= 0 || !strstr (box->at, "bottom"))
        return;
    for (size_t k = 0; k < n; k++)
        for (guint b = 0; b < scene->format->boxes->len; b++) {
            const RfBox *leaf = box_at (scene->format, (int)b);
            if (strcmp (leaf->name, items[k].name) == 0 &&
                (leaf == box || (leaf->parent >= 0 && box_at (scene->format, leaf->parent) == box)))
                lowest = MAX (lowest, items[k].baseline_y);
        }
    REQUIRE_NEAR (scene, box, region.y + region.height - lowest, px_of (box->margin_y, scene->width, scene->height), 1,
                  "lower margin");
}

static gboolean
has_words (const Scene *scene, int box)
{
    for (guint b = 0; b < scene->format->boxes->len; b++)
        for (int above = (int)b; above >= 0; above = box_at (scene->format, above)->parent)
            if (above == box && box_at (scene->format, (int)b)->text)
                return TRUE;
    return FALSE;
}

static void
require_row_gaps (const Scene *scene, int i)
{
    const RfBox *row = box_at (scene->format, i);
    RfFrame before = {0, 0, 0, 0};
    gboolean words_before = FALSE;

    for (guint b = 0; row->kind == RF_BOX_ROW && b < scene->format->boxes->len; b++) {
        RfFrame ink;
        if (box_at (scene->format, (int)b)->parent != i || !find_ink (scene, (int)b, &ink))
            continue;
        gboolean words = has_words (scene, (int)b);
        if (before.width > 0)
            REQUIRE_NEAR (scene, box_at (scene->format, (int)b), ink.x - before.x - before.width,
                          px_of (row->gap, scene->width, scene->height), 1 + words + words_before, "gap before");
        before = ink;
        words_before = words;
    }
}

/* From a line's foot to the heads of the capitals of the next; accents and what hangs below may ask for more. */
static void
require_column_gaps (const Scene *scene, int i)
{
    const RfBox *column = box_at (scene->format, i), *before = NULL;
    double foot = 0;

    for (guint b = 0; column->kind == RF_BOX_COLUMN && b < scene->format->boxes->len; b++) {
        const RfBox *box = box_at (scene->format, (int)b);
        const RfWatermarkItem *item = box->parent == i ? find_item (scene->watermark, box->name) : NULL;
        if (!item)
            continue;
        if (before && before->kind == RF_BOX_TEXT && box->kind == RF_BOX_TEXT &&
            strcmp (before->family, "script") != 0) {
            RfTypeface face = {box->family, NULL, box->weight, FALSE, FALSE, 0};
            g_autoptr (RfShape) shape = rf_shape_new (&face, "H");
            double head = item->baseline_y - shape->capital / RF_SHAPE_EM * item->size_px;
            REQUIRE_NEAR (scene, box, head - foot, px_of (column->gap, scene->width, scene->height), 1, "gap above");
        }
        before = box;
        foot = item->text ? item->baseline_y : item->ink.y + item->ink.height;
    }
}

TEST (every_length_of_every_format_is_found_on_the_canvas)
{
    int n;
    RfFormat *const *formats = shipped_formats (&n);
    RfCaption *caption = short_caption ();

    REQUIRE_CMP (n, >=, 16, "%d", "formats");
    for (int f = 0; f < n; f++)
        for (size_t k = 0; k < G_N_ELEMENTS (sizes); k++) {
            Scene scene = {formats[f], plan_with (formats[f], caption, NULL, sizes[k].width, sizes[k].height),
                           sizes[k].width, sizes[k].height};
            REQUIRE (!*rf_watermark_notes (scene.watermark), "%s, %d × %d: %s", formats[f]->id, sizes[k].width,
                     sizes[k].height, *rf_watermark_notes (scene.watermark));
            for (int i = 0; i < (int)formats[f]->boxes->len; i++) {
                require_size (&scene, i);
                require_margins (&scene, i);
                require_foot (&scene, i);
                require_row_gaps (&scene, i);
                require_column_gaps (&scene, i);
            }
            rf_watermark_free (scene.watermark);
        }
    rf_caption_free (caption);
}

/* ---- What is documented ---------------------------------------------------------------------------------------- */

static void
require_px (const char *id, const char *what, int width, int height, double found, double u)
{
    double wanted = u * MIN (width, height) / 1080;

    REQUIRE (fabs (found - wanted) <= 1, "%s, %d × %d: %s is %g, not %g", id, width, height, what, found, wanted);
}

static void
require_color (const char *id, const RfWatermarkItem *item, double r, double g, double b, double alpha)
{
    const float *c = item->color;

    REQUIRE (fabs (c[0] - r) < 0.003 && fabs (c[1] - g) < 0.003 && fabs (c[2] - b) < 0.003 &&
                 fabs (c[3] - alpha) < 0.003,
             "%s: %s is %g, %g, %g, %g", id, item->name, c[0], c[1], c[2], c[3]);
}

/* The table of the classic bar: what differs between two lines and one, and the colours. */
TEST (the_bars_have_the_documented_lengths_and_colours)
{
    static const struct {
        const char *id;
        double height, mark, line;
    } bars[] = {{"bar", 168, 64, 64}, {"bar-dark", 168, 64, 64}, {"bar-line", 138, 58, 50}};
    RfCaption *caption = short_caption ();

    for (size_t b = 0; b < G_N_ELEMENTS (bars); b++)
        for (size_t k = 0; k < G_N_ELEMENTS (sizes); k++) {
            int width = sizes[k].width, height = sizes[k].height;
            double ink = strcmp (bars[b].id, "bar-dark") == 0 ? 1 : 0;
            RfWatermark *watermark = plan_with (shipped_format (bars[b].id), caption, NULL, width, height);
            const RfWatermarkItem *mark = require_item (watermark, "mark"), *line = require_item (watermark, "line");
            const RfWatermarkItem *camera = require_item (watermark, "camera");
            require_px (bars[b].id, "height", width, height, whole_canvas (watermark).height - height, bars[b].height);
            require_px (bars[b].id, "disc", width, height, mark->ink.height, bars[b].mark);
            require_px (bars[b].id, "divider", width, height, line->ink.height, bars[b].line);
            require_px (bars[b].id, "main text", width, height, camera->size_px, 30);
            require_color (bars[b].id, camera, ink, ink, ink, 1);
            require_color (bars[b].id, line, ink, ink, ink, 0.2);
            REQUIRE_TEXT (camera->font, "Medium", "%s: weight 500", bars[b].id);
            if (find_item (watermark, "date")) {
                const RfWatermarkItem *date = require_item (watermark, "date");
                require_px (bars[b].id, "secondary text", width, height, date->size_px, 22);
                require_color (bars[b].id, date, ink, ink, ink, 0.55);
                REQUIRE_CMP (date->tracking_em, ==, 0.05, "%g", "%s", bars[b].id);
                REQUIRE_TEXT (date->font, "Light", "%s: weight 300", bars[b].id);
            }
            rf_watermark_free (watermark);
        }
    rf_caption_free (caption);
}

TEST (the_films_have_the_documented_lengths_and_colours)
{
    static const struct {
        const char *id;
        double top, side, bottom;
    } films[] = {{"film-frame", 80, 80, 80}, {"film-strip", 0, 0, 64}};
    RfCaption *caption = short_caption ();

    for (size_t f = 0; f < G_N_ELEMENTS (films); f++)
        for (size_t k = 0; k < G_N_ELEMENTS (sizes); k++) {
            int width = sizes[k].width, height = sizes[k].height;
            RfWatermark *watermark = plan_with (shipped_format (films[f].id), caption, NULL, width, height);
            RfFrame canvas = whole_canvas (watermark), photo, corner = {canvas.width - 1, canvas.height - 1, 1, 1};
            rf_watermark_canvas (watermark, &canvas.width, &canvas.height, &photo);
            require_px (films[f].id, "top", width, height, photo.y, films[f].top);
            require_px (films[f].id, "left", width, height, photo.x, films[f].side);
            require_px (films[f].id, "right", width, height, canvas.width - photo.x - photo.width, films[f].side);
            require_px (films[f].id, "bottom", width, height, canvas.height - photo.y - photo.height, films[f].bottom);
            require_color (films[f].id, require_item (watermark, "camera"), 0xce / 255.0, 0x92 / 255.0, 0x38 / 255.0,
                           1);
            guchar *ground = draw_area (watermark, RF_PART_GROUND, RF_PIXELS_U8, corner);
            REQUIRE (ground[0] == 0x12 && ground[1] == 0x12 && ground[2] == 0x12 && ground[3] == 255,
                     "%s: its ground is #%02x%02x%02x", films[f].id, ground[0], ground[1], ground[2]);
            g_free (ground);
            rf_watermark_free (watermark);
        }
    rf_caption_free (caption);
}

int
main (void)
{
    return tap_main ();
}
