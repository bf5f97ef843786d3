/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The contact sheets of rf-sheet as far as they can be measured: every format, also tomorrow's, with every caption on every
 * shape of photograph. */
#include "../tap.h"
#include "contrast.h"
#include "scene.h"

#define SIDE 600

static const RfTheme themes[] = {RF_THEME_FORMAT, RF_THEME_LIGHT, RF_THEME_DARK};

static const RfBox *
find_box (const RfFormat *format, const char *name)
{
    for (guint i = 0; i < format->boxes->len; i++)
        if (strcmp (g_array_index (format->boxes, RfBox, i).name, name) == 0)
            return &g_array_index (format->boxes, RfBox, i);
    return NULL;
}

static const RfBox *
find_root (const RfFormat *format, const RfBox *box)
{
    while (box->parent >= 0)
        box = &g_array_index (format->boxes, RfBox, box->parent);
    return box;
}

static gboolean
overlap (RfFrame a, RfFrame b)
{
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/* On its mat or the photograph, and free of all others. */
static void
require_room (const RfFormat *format, const RfWatermark *watermark, const char *what)
{
    size_t n;
    const RfWatermarkItem *items = rf_watermark_items (watermark, &n);

    for (size_t i = 0; i < n; i++) {
        const RfBox *root = find_root (format, find_box (format, items[i].name));
        RfRect region = rf_canvas_region (&watermark->ground.canvas, root->in);
        RfFrame ink = items[i].ink;
        REQUIRE (ink.x >= region.x && ink.y >= region.y && ink.x + ink.width <= region.x + region.width &&
                     ink.y + ink.height <= region.y + region.height,
                 "%s, %s: %s leaves its place: «%s»", format->id, what, items[i].name,
                 items[i].text ? items[i].text : "");
        for (size_t k = 0; k < i; k++)
            REQUIRE (!overlap (ink, items[k].ink), "%s, %s: %s and %s overlap", format->id, what, items[i].name,
                     items[k].name);
    }
}

/* Letters in their own colours on a plain mat. */
static void
require_plain_contrast (const RfFormat *format, const RfWatermark *watermark, const char *what)
{
    size_t n;
    const RfWatermarkItem *items = rf_watermark_items (watermark, &n);

    for (size_t i = 0; i < n; i++) {
        const RfBox *box = find_box (format, items[i].name), *root = find_root (format, box);
        if (!items[i].text || watermark->ground.blur || strcmp (root->in, "photo") == 0)
            continue;
        RfFrame spot = {items[i].ink.x, items[i].ink.y, 1, 1};
        float *ground = draw_area (watermark, RF_PART_GROUND, RF_PIXELS_FLOAT, spot), letters[3];
        for (int c = 0; c < 3; c++)
            letters[c] = ground[c] + (items[i].color[c] - ground[c]) * items[i].color[3];
        double contrast = rf_contrast (rf_luminance (letters), rf_luminance (ground));
        REQUIRE (ground[3] == 1, "%s, %s: the ground under %s is not opaque", format->id, what, items[i].name);
        g_free (ground);
        REQUIRE_CMP (contrast, >=, RF_LEAST_CONTRAST, "%g", "%s, %s: %s", format->id, what, items[i].name);
    }
}

static void
check_cell (const RfFormat *format, const Shape *shape, const char *caption_id, RfTheme theme)
{
    g_autofree char *what = g_strdup_printf ("%s, %s, theme %d", shape->id, caption_id, (int)theme);
    RfWatermarkOptions options = RF_WATERMARK_OPTIONS_DEFAULT;
    RfCaption *caption = scene_caption (caption_id);
    g_autoptr (GError) error = NULL;
    int width, height;

    REQUIRE (caption, "no caption %s", caption_id);
    options.theme = theme;
    scene_shape_size (shape, SIDE, &width, &height);
    RfWatermark *watermark = rf_watermark_new (format, caption, &options, width, height, restless_photo (), &error);
    rf_caption_free (caption);
    if (!watermark) {
        REQUIRE (strcmp (caption_id, "nothing") == 0, "%s, %s: %s", format->id, what, error->message);
        REQUIRE_TEXT (error->message, format->title, "%s, %s", format->id, what);
        return;
    }
    require_room (format, watermark, what);
    require_plain_contrast (format, watermark, what);
    rf_watermark_free (watermark);
}

TEST (every_format_takes_every_caption_on_every_shape_in_every_theme)
{
    int n;
    RfFormat *const *formats = shipped_formats (&n);

    for (int f = 0; f < n; f++)
        for (const Shape *shape = scene_shapes; shape->id; shape++)
            for (const char *const *caption = scene_captions; *caption; caption++)
                for (size_t t = 0; t < G_N_ELEMENTS (themes); t++)
                    check_cell (formats[f], shape, *caption, themes[t]);
}

/* What the photograph knows is said in full where there is room: nothing of a usual caption is cut. */
TEST (usual_captions_fit_every_format_on_every_shape)
{
    static const char *const usual[] = {"full", "little", "typed", "chinese", "japanese", "korean", "arabic", "emoji"};
    int n;
    RfFormat *const *formats = shipped_formats (&n);

    for (int f = 0; f < n; f++)
        for (const Shape *shape = scene_shapes; shape->id; shape++)
            for (size_t c = 0; c < G_N_ELEMENTS (usual); c++) {
                RfCaption *caption = scene_caption (usual[c]);
                int width, height;
                scene_shape_size (shape, SIDE, &width, &height);
                RfWatermark *watermark = plan_with (formats[f], caption, NULL, width, height);
                REQUIRE (!*rf_watermark_notes (watermark), "%s, %s, %s: %s", formats[f]->id, shape->id, usual[c],
                         *rf_watermark_notes (watermark));
                rf_watermark_free (watermark);
                rf_caption_free (caption);
            }
}

TEST (a_field_that_another_stands_in_for_is_not_told_as_left_out)
{
    RfCaption *caption = scene_caption ("long");
    RfWatermark *watermark = plan_with (shipped_format ("bar"), caption, NULL, SIDE, SIDE);
    const char *const *notes = rf_watermark_notes (watermark);

    REQUIRE_TEXT (require_item (watermark, "place")->text, "33°", "coordinates are there");
    REQUIRE (*notes, "nothing had to give");
    for (; *notes; notes++)
        REQUIRE (!strstr (*notes, "Lens"), "%s", *notes);
    rf_watermark_free (watermark);
    rf_caption_free (caption);
}

/* ---- Real photographs ------------------------------------------------------------------------------------------ */

static void
add_photos (GPtrArray *paths, const char *folder, const char *ending)
{
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name (dir)))
        if (g_str_has_suffix (name, ending))
            g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
    return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Words whose colour is chosen by what lies under them. */
static int
require_legible_words (const RfFormat *format, RfTheme theme, cairo_surface_t *photo, const char *what)
{
    RfWatermarkOptions options = RF_WATERMARK_OPTIONS_DEFAULT;
    int width = cairo_image_surface_get_width (photo), height = cairo_image_surface_get_height (photo), judged = 0;
    RfTile reduced = scene_reduced (photo, 512), whole = scene_reduced (photo, MAX (width, height));
    RfCaption *caption = scene_caption ("full");
    g_autoptr (GError) error = NULL;

    options.theme = theme;
    RfWatermark *watermark = rf_watermark_new (format, caption, &options, width, height, &reduced, &error);
    REQUIRE (watermark, "%s, %s: %s", format->id, what, error->message);
    gboolean dark = theme == RF_THEME_DARK || (theme == RF_THEME_FORMAT && strcmp (format->theme, "dark") == 0);
    g_free (draw_area (watermark, RF_PART_TEXT, RF_PIXELS_U8, whole_canvas (watermark))); /* makes the masks */
    for (guint i = 0; i < watermark->arts->len; i++) {
        const RfArt *art = &g_array_index (watermark->arts, RfArt, i);
        const RfBox *box = find_box (format, g_array_index (watermark->items, RfWatermarkItem, i).name);
        if (art->part != RF_PART_TEXT || !(dark ? box->color_dark : box->color).automatic)
            continue;
        double contrast = measure_contrast (watermark, art, &whole);
        REQUIRE_CMP (contrast, >=, 4.45, "%g", "%s on %s, theme %d: %s", format->id, what, (int)theme, box->name);
        judged++;
    }
    rf_watermark_free (watermark);
    rf_caption_free (caption);
    g_free (reduced.data);
    g_free (whole.data);
    return judged;
}

TEST (letters_can_be_read_on_photographs)
{
    g_autofree char *shared = g_build_filename (g_getenv ("RF_SOURCE"), "..", "shared", "photos", NULL);
    g_autofree char *turned = g_build_filename (shared, "orientation", NULL);
    g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
    int n, judged = 0;
    RfFormat *const *formats = shipped_formats (&n);

    add_photos (paths, shared, ".png");
    add_photos (paths, turned, "_1.jpg");
    add_photos (paths, "/usr/share/backgrounds/budgie", ".jpg");
    if (paths->len == 0)
        SKIP ("there are no photographs: neither ../shared/photos nor those of the package budgie-backgrounds");
    g_ptr_array_sort (paths, compare_paths);
    for (guint p = 0; p < paths->len; p++) {
        g_autofree char *name = g_path_get_basename (paths->pdata[p]);
        int width, height;
        scene_shape_size (&scene_shapes[p % 4], SIDE, &width, &height);
        cairo_surface_t *photo = scene_load_photo (paths->pdata[p], width, height);
        for (int f = 0; f < n; f++)
            for (size_t t = 0; t < G_N_ELEMENTS (themes) && rf_format_needs_photo (formats[f]); t++)
                judged += require_legible_words (formats[f], themes[t], photo, name);
        cairo_surface_destroy (photo);
    }
    REQUIRE_CMP (judged, >, (int)paths->len, "%d", "texts");
}

int
main (void)
{
    return tap_main ();
}
