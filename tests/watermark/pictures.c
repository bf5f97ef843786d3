/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The user's logos and signatures: found, drawn as they are, and harmless whatever is in them. */
#include "../tap.h"
#include "plans.h"
#include "watermark-picture.h"

#include <sys/stat.h>

#define SVG "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "

static char *folder; /* $XDG_DATA_HOME */

static char *
put (const char *name, const char *text, gssize length)
{
    char *path = g_build_filename (folder, "rangefinder", "logos", name, NULL);

    if (!g_file_set_contents (path, text, length, NULL))
        g_error ("%s cannot be written", path);
    return path;
}

static void
take_away (char *path)
{
    g_unlink (path);
    g_free (path);
}

/* width x height pixels of one colour; only the middle half of its height is opaque. */
static char *
put_png (const char *name, int width, int height, double red, double green, double blue)
{
    cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
    cairo_t *cr = cairo_create (surface);
    char *path = g_build_filename (folder, "rangefinder", "logos", name, NULL);

    cairo_set_source_rgb (cr, red, green, blue);
    cairo_rectangle (cr, 0, height / 4, width, height / 2);
    cairo_fill (cr);
    cairo_destroy (cr);
    cairo_surface_write_to_png (surface, path);
    cairo_surface_destroy (surface);
    return path;
}

static RfWatermark *
plan_logo (const char *format, const char *make, const RfWatermarkOptions *options, GError **error)
{
    static const RfWatermarkOptions standard = RF_WATERMARK_OPTIONS_DEFAULT;
    RfCaption *caption = caption_of ("make", make, "model", "M11", "iso", "ISO100", "artist", "Jane Doe", NULL);
    RfWatermark *watermark = rf_watermark_new (shipped_format (format), caption, options ? options : &standard, 2160,
                                               2160, restless_photo (), error);

    rf_caption_free (caption);
    return watermark;
}

/* Its middle pixel, over nothing. */
static void
look_at_middle (const RfWatermark *watermark, const char *name, float rgba[4])
{
    RfFrame ink = require_item (watermark, name)->ink;
    float *pixel = draw_area (watermark, RF_PART_LOGO, RF_PIXELS_FLOAT,
                              (RfFrame){ink.x + ink.width / 2, ink.y + ink.height / 2, 1, 1});

    memcpy (rgba, pixel, 4 * sizeof *rgba);
    g_free (pixel);
}

TEST (a_maker_without_logo_gets_the_disc)
{
    RfWatermark *watermark = plan_logo ("bar", "Nosuch", NULL, NULL);
    const RfWatermarkItem *mark = require_item (watermark, "mark");

    REQUIRE_CMP (mark->ink.width, ==, 128, "%d", "as wide as the format says");
    REQUIRE_CMP (mark->ink.height, ==, 128, "%d", "as high");
    REQUIRE_CMP (mark->color[0], >, mark->color[2] + 0.3f, "%g", "in the accent colour");
    REQUIRE (!rf_watermark_notes (watermark)[0], "without a word");
    rf_watermark_free (watermark);
}

TEST (a_maker_gets_the_users_logo)
{
    char *path =
        put ("acme.svg", SVG "width='200' height='100'><rect width='200' height='100' fill='#0000ff'/></svg>", -1);
    RfWatermark *watermark = plan_logo ("bar", "Acme", NULL, NULL);
    const RfWatermarkItem *mark = require_item (watermark, "mark");
    float pixel[4];

    REQUIRE_CMP (mark->ink.height, ==, 128, "%d", "height of the logo");
    REQUIRE_CMP (mark->ink.width, ==, 256, "%d", "its width keeps its shape");
    look_at_middle (watermark, "mark", pixel);
    REQUIRE (pixel[0] == 0 && pixel[1] == 0 && pixel[2] == 1 && pixel[3] == 1, "blue, %g %g %g %g", pixel[0], pixel[1],
             pixel[2], pixel[3]);
    rf_watermark_free (watermark);

    RfWatermarkOptions options = RF_WATERMARK_OPTIONS_DEFAULT;
    options.logo = "";
    watermark = plan_logo ("bar", "Acme", &options, NULL);
    REQUIRE_CMP (require_item (watermark, "mark")->ink.width, ==, 128, "%d", "the disc if it is asked for");
    rf_watermark_free (watermark);
    take_away (path);
}

TEST (png_logos_are_scaled_and_keep_their_transparency)
{
    char *path = put_png ("acme.png", 1000, 400, 0, 0.5, 0);
    RfWatermark *watermark = plan_logo ("bar", "Acme", NULL, NULL);
    RfFrame ink = require_item (watermark, "mark")->ink;
    float *pixels = draw_area (watermark, RF_PART_LOGO, RF_PIXELS_FLOAT, ink);
    const float *top = pixels + 4 * (ink.width / 2),
                *middle = pixels + 4 * (ink.height / 2 * ink.width + ink.width / 2);

    REQUIRE_CMP (ink.width, ==, 320, "%d", "width for a height of %d", ink.height);
    REQUIRE_CMP (top[3], ==, 0.0f, "%g", "transparent above");
    REQUIRE (middle[3] == 1 && fabsf (middle[1] - 0.5f) < 0.01f && middle[0] == 0, "green in the middle");
    g_free (pixels);
    rf_watermark_free (watermark);
    take_away (path);
}

TEST (wide_logos_stay_within_the_formats_width)
{
    char *path = put ("acme.svg", SVG "viewBox='0 0 4000 100'><rect width='4000' height='100' fill='red'/></svg>", -1);
    RfWatermark *watermark = plan_logo ("bar", "Acme", NULL, NULL);
    RfFrame ink = require_item (watermark, "mark")->ink;

    REQUIRE_CMP (ink.width, ==, 600, "%d", "300 u");
    REQUIRE_CMP (ink.height, ==, 15, "%d", "its shape");
    rf_watermark_free (watermark);
    take_away (path);
}

/* A black mark would be lost on a dark bar; a coloured one keeps its colours. */
TEST (marks_of_one_colour_can_be_seen_in_every_theme)
{
    static const struct {
        double red, green, blue;
        RfTheme theme;
        float wanted;
    } cases[] = {{0, 0, 0, RF_THEME_LIGHT, 0},
                 {0, 0, 0, RF_THEME_DARK, 1},
                 {1, 1, 1, RF_THEME_LIGHT, 0},
                 {1, 1, 1, RF_THEME_DARK, 1},
                 {1, 0, 0, RF_THEME_DARK, -1}};

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        char *path = put_png ("acme.png", 100, 100, cases[i].red, cases[i].green, cases[i].blue);
        RfWatermarkOptions options = RF_WATERMARK_OPTIONS_DEFAULT;
        float pixel[4];
        options.theme = cases[i].theme;
        RfWatermark *watermark = plan_logo ("bar", "Acme", &options, NULL);
        look_at_middle (watermark, "mark", pixel);
        if (cases[i].wanted < 0)
            REQUIRE (pixel[0] == 1 && pixel[1] == 0, "case %zu: red stays red", i);
        else
            REQUIRE_CMP (pixel[1], ==, cases[i].wanted, "%g", "case %zu", i);
        rf_watermark_free (watermark);
        take_away (path);
    }
}

TEST (a_signature_takes_the_place_of_the_name)
{
    char *path = put_png ("signature.png", 900, 300, 0, 0, 0.4);
    RfWatermarkOptions options = RF_WATERMARK_OPTIONS_DEFAULT;
    RfWatermark *watermark = plan_logo ("signature", "Acme", &options, NULL);

    REQUIRE_TEXT (require_item (watermark, "name")->text, "Jane Doe", "words without a picture");
    rf_watermark_free (watermark);
    options.signature = path;
    watermark = plan_logo ("signature", "Acme", &options, NULL);
    const RfWatermarkItem *name = require_item (watermark, "name");
    REQUIRE (!name->text && name->part == RF_PART_LOGO, "the picture");
    REQUIRE (abs (name->ink.width - 3 * name->ink.height) <= 3, "%d × %d", name->ink.width, name->ink.height);
    rf_watermark_free (watermark);
    take_away (path);
}

/* ---- What is broken, or means harm ------------------------------------------------------------------------------------ */

static const char billion[] =
    "<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
    "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>"
    "<!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'><!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'>"
    "<!ENTITY g '&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;'><!ENTITY h '&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;'>]>" SVG
    "width='9' height='9'><text>&h;</text></svg>";

/* Each level uses the one before ten times. */
static char *
make_nest (int levels)
{
    GString *svg = g_string_new (SVG "width='100' height='100'><defs><rect id='n0' width='9' height='9'/>");

    for (int i = 1; i <= levels; i++) {
        g_string_append_printf (svg, "<g id='n%d'>", i);
        for (int k = 0; k < 10; k++)
            g_string_append_printf (svg, "<use xlink:href='#n%d' x='%d'/>", i - 1, k);
        g_string_append (svg, "</g>");
    }
    g_string_append_printf (svg, "</defs><use xlink:href='#n%d'/></svg>", levels);
    return g_string_free (svg, FALSE);
}

/* Signature and header only; the pixels are said to be many. */
static GBytes *
make_huge_png (guint32 width, guint32 height)
{
    GByteArray *png = g_byte_array_new ();
    guint32 side[2] = {GUINT32_TO_BE (width), GUINT32_TO_BE (height)};

    g_byte_array_append (png, (const guint8 *)"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
    g_byte_array_append (png, (const guint8 *)side, 8);
    g_byte_array_append (png, (const guint8 *)"\x08\x06\0\0\0\0\0\0\0", 9);
    return g_byte_array_free_to_bytes (png);
}

static void
require_refused (const char *name, const char *text, gssize length, const char *reason)
{
    char *path = put (name, text, length);
    RfWatermarkOptions options = RF_WATERMARK_OPTIONS_DEFAULT;
    g_autoptr (GError) error = NULL;

    options.logo = path;
    RfWatermark *watermark = plan_logo ("bar", "Acme", &options, &error);
    REQUIRE (!watermark, "%s was accepted: %s", name, reason);
    REQUIRE (g_error_matches (error, RF_ERROR, RF_ERROR_FILE), "%s: %s", name, error->message);
    REQUIRE (g_str_has_prefix (error->message, name), "the file is named: %s", error->message);
    REQUIRE_TEXT (error->message, reason, "%s", name);
    REQUIRE (!strchr (error->message, '\n'), "one line: %s", error->message);
    take_away (path);

    /* Found in the folder it only costs a note. */
    path = put (g_str_has_suffix (name, "png") ? "acme.png" : "acme.svg", text, length);
    watermark = plan_logo ("bar", "Acme", NULL, NULL);
    REQUIRE (watermark, "%s stops everything", name);
    REQUIRE_CMP (require_item (watermark, "mark")->ink.width, ==, 128, "%d", "%s: the disc instead", name);
    REQUIRE_TEXT (rf_watermark_notes (watermark)[0], reason, "%s", name);
    rf_watermark_free (watermark);
    take_away (path);
}

TEST (broken_pictures_are_refused_in_one_sentence)
{
    g_autofree char *nest = make_nest (12);
    g_autoptr (GBytes) huge = make_huge_png (60000, 60000), wide = make_huge_png (8000, 8000);
    g_autofree char *large = g_strnfill (17 << 20, ' ');

    require_refused ("empty.svg", "", 0, "not an SVG or PNG");
    require_refused ("words.svg", "this is no picture", -1, "not an SVG or PNG");
    require_refused ("half.svg", SVG "width='9' height='9'><rect", -1, "not an SVG or PNG");
    require_refused ("jpeg.png", "\xff\xd8\xff\xe0 a JPEG in truth", -1, "not an SVG or PNG");
    require_refused ("billion.svg", billion, -1, "not an SVG or PNG");
    require_refused ("nest.svg", nest, -1, "cannot be drawn");
    require_refused ("nothing.svg", SVG "width='0' height='9'></svg>", -1, "no usable size");
    require_refused ("line.svg", SVG "width='99999' height='1'></svg>", -1, "no usable size");
    require_refused ("large.svg", large, 17 << 20, "larger than 16 MB");
    require_refused ("cut.png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", 18, "damaged PNG");
    require_refused ("stub.png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x06\0\0\0", 29, "damaged PNG");
    gsize length;
    const char *bytes = g_bytes_get_data (huge, &length);
    require_refused ("huge.png", bytes, (gssize)length, "60000 × 60000 pixels");
    bytes = g_bytes_get_data (wide, &length);
    require_refused ("wide.png", bytes, (gssize)length, "8000 × 8000 pixels");
}

TEST (what_is_no_file_is_refused_at_once)
{
    g_autofree char *pipe = g_build_filename (folder, "pipe.svg", NULL);
    g_autofree char *missing = g_build_filename (folder, "missing.svg", NULL);
    const struct {
        const char *path, *reason;
    } cases[] = {{pipe, "not a file"}, {missing, "No such file"}, {folder, "not a file"}};

    REQUIRE_CMP (mkfifo (pipe, 0600), ==, 0, "%d", "a pipe");
    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GError) error = NULL;
        RfPicture *picture = rf_picture_load (cases[i].path, &error);
        REQUIRE (!picture, "%s was accepted", cases[i].path);
        REQUIRE_TEXT (error->message, cases[i].reason, "case %zu", i);
    }
}

/* Neither pictures nor style sheets nor entities from elsewhere. */
TEST (an_svg_loads_nothing_from_elsewhere)
{
    char *red = put_png ("red.png", 10, 10, 1, 0, 0);
    static const char *const forms[] = {
        SVG "width='100' height='100'><image width='100' height='100' xlink:href='%s'/></svg>",
        SVG "width='100' height='100'><image width='100' height='100' xlink:href='file://%s'/></svg>",
        SVG "width='100' height='100'><image width='100' height='100' href='red.png'/></svg>",
        SVG "width='100' height='100'><style>@import url('%s');</style></svg>",
    };

    for (size_t i = 0; i < G_N_ELEMENTS (forms); i++) {
        GString *svg = g_string_new (forms[i]);
        g_string_replace (svg, "%s", red, 0);
        char *path = put ("loader.svg", svg->str, -1);
        g_autoptr (RfPicture) picture = rf_picture_load (path, NULL);
        REQUIRE (picture, "form %zu", i);
        cairo_surface_t *surface = rf_picture_draw (picture, 100, 100, NULL);
        REQUIRE (surface, "form %zu", i);
        for (int p = 0; p < 4 * 100 * 100; p++)
            REQUIRE_CMP ((int)cairo_image_surface_get_data (surface)[p], ==, 0, "%d", "form %zu, byte %d", i, p);
        cairo_surface_destroy (surface);
        take_away (path);
        g_string_free (svg, TRUE);
    }
    take_away (red);
}

TEST (an_entity_brings_no_file_in)
{
    char *secret = put ("secret.txt", "SECRET", -1);
    g_autofree char *svg = g_strdup_printf ("<!DOCTYPE svg [<!ENTITY x SYSTEM 'file://%s'>]>" SVG
                                            "width='100' height='20'><text y='15' fill='red'>&x;</text></svg>",
                                            secret);
    char *path = put ("entity.svg", svg, -1);
    g_autoptr (GError) error = NULL;
    g_autoptr (RfPicture) picture = rf_picture_load (path, &error);

    if (picture) {
        cairo_surface_t *surface = rf_picture_draw (picture, 100, 20, NULL);
        for (int p = 0; surface && p < 4 * 100 * 20; p++)
            REQUIRE_CMP ((int)cairo_image_surface_get_data (surface)[p], ==, 0, "%d", "byte %d", p);
        cairo_surface_destroy (surface);
    } else {
        REQUIRE_TEXT (error->message, "entity.svg", "the file is named");
    }
    take_away (path);
    take_away (secret);
}

/* Any byte may be damaged. */
TEST (damaged_pictures_are_drawn_or_refused)
{
    guint64 random = 77;
    char *png = put_png ("good.png", 40, 40, 1, 0, 0);
    char *svg = put ("good.svg", SVG "width='40' height='40'><path d='M0 0L40 40L0 40z' fill='#123'/></svg>", -1);
    const char *const paths[] = {png, svg};
    int drawn = 0, refused = 0;

    for (int round = 0; round < 600; round++) {
        g_autofree char *data = NULL;
        gsize length;
        g_file_get_contents (paths[round & 1], &data, &length, NULL);
        for (int k = 0; k < 1 + round % 4; k++)
            data[random_below (&random, (int)length)] = (char)random_below (&random, 256);
        char *path =
            put ("damaged.svg", data, (gssize)(round % 3 ? length : (gsize)random_below (&random, (int)length)));
        g_autoptr (GError) error = NULL;
        g_autoptr (RfPicture) picture = rf_picture_load (path, &error);
        cairo_surface_t *surface = picture ? rf_picture_draw (picture, 20, 20, &error) : NULL;
        REQUIRE ((surface != NULL) == (error == NULL), "round %d: %s", round, error ? error->message : "no reason");
        drawn += surface != NULL;
        refused += surface == NULL;
        g_clear_pointer (&surface, cairo_surface_destroy);
        take_away (path);
    }
    REQUIRE (drawn >= 5 && refused > 100, "%d were drawn, %d refused", drawn, refused);
    take_away (png);
    take_away (svg);
}

int
main (void)
{
    folder = make_folder ();
    g_autofree char *logos = g_build_filename (folder, "rangefinder", "logos", NULL);

    g_mkdir_with_parents (logos, 0700);
    g_setenv ("XDG_DATA_HOME", folder, TRUE);
    int result = tap_main ();
    delete_folder (folder);
    g_free (folder);
    return result;
}
