/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The watermark in a developed file is, pixel by pixel, what the library draws. argv[1] is the command. */
#include "tap.h"

#include <glib/gstdio.h>
#include <math.h>
#include <png.h>
#include <rangefinder.h>

enum { WIDTH = 300, HEIGHT = 200 };

static const char *command;
static char *folder;

typedef struct {
    int width, height;
    guint8 *pixels; /* RGB */
} Picture;

static guint8
level (int x, int y, int c)
{
    return (guint8)((x * 3 + y * (c + 2) + 40 * c) % 256);
}

static void
write_photo (const char *path)
{
    png_image png = {.version = PNG_IMAGE_VERSION, .width = WIDTH, .height = HEIGHT, .format = PNG_FORMAT_RGB};
    g_autofree guint8 *pixels = g_malloc (3 * WIDTH * HEIGHT);

    for (int i = 0; i < 3 * WIDTH * HEIGHT; i++)
        pixels[i] = level (i / 3 % WIDTH, i / 3 / WIDTH, i % 3);
    REQUIRE (png_image_write_to_file (&png, path, 0, pixels, 0, NULL), "%s", png.message);
}

static Picture
read_picture (const char *path)
{
    png_image png = {.version = PNG_IMAGE_VERSION};
    Picture picture;

    REQUIRE (png_image_begin_read_from_file (&png, path), "%s: %s", path, png.message);
    REQUIRE (png.format == PNG_FORMAT_RGB, "%s: RGB of 8 bits expected", path);
    picture = (Picture){(int)png.width, (int)png.height, g_malloc (PNG_IMAGE_SIZE (png))};
    REQUIRE (png_image_finish_read (&png, NULL, picture.pixels, 0, NULL), "%s: %s", path, png.message);
    return picture;
}

static void
run (const char *format, const char *photo, const char *result)
{
    const char *argv[] = {
        command, "develop",         "--quiet", "--force",          "--watermark", format, "--set", "model=Model One",
        "--set", "exposure=1/250s", "--set",   "artist=A. Nobody", "--output",    result, photo,   NULL};
    g_autofree char *said = NULL;
    int status = 0;

    REQUIRE (g_spawn_sync (NULL, (char **)argv, NULL, 0, NULL, NULL, NULL, &said, &status, NULL), "cannot run");
    REQUIRE (status == 0, "%s: %s", format, said);
}

static RfWatermark *
plan (const RfFormat *format)
{
    RfWatermarkOptions options = RF_WATERMARK_OPTIONS_DEFAULT;
    RfCaption *caption = rf_caption_new ();

    rf_caption_set (caption, "model", "Model One", NULL);
    rf_caption_set (caption, "exposure", "1/250s", NULL);
    rf_caption_set (caption, "artist", "A. Nobody", NULL);
    RfWatermark *watermark = rf_watermark_new (format, caption, &options, WIDTH, HEIGHT, NULL, NULL);
    rf_caption_free (caption);
    REQUIRE (watermark, "%s: no plan", rf_format_id (format));
    return watermark;
}

/* What the library draws, on the photograph and on white. */
static void
require_drawn (const RfFormat *format, const Picture *picture)
{
    RfWatermark *watermark = plan (format);
    RfFrame photo;
    int width, height;

    rf_watermark_canvas (watermark, &width, &height, &photo);
    REQUIRE (picture->width == width && picture->height == height, "%s: %d × %d, not %d × %d", rf_format_id (format),
             picture->width, picture->height, width, height);
    g_autofree float *ink = g_new0 (float, 4 * (gsize)width * (gsize)height);
    RfTile tile = {ink, width * (ptrdiff_t)(4 * sizeof (float)), 0, 0, width, height};
    rf_watermark_draw (watermark, RF_PART_ALL, RF_PIXELS_FLOAT, &tile);
    rf_watermark_free (watermark);
    for (int i = 0; i < 3 * width * height; i++) {
        int x = i / 3 % width, y = i / 3 / width, c = i % 3;
        const float *over = ink + 4 * (i / 3);
        gboolean inside = x >= photo.x && x < photo.x + photo.width && y >= photo.y && y < photo.y + photo.height;
        double under = inside ? level (x - photo.x, y - photo.y, c) / 255.0 : 1;
        double wanted = 255 * CLAMP (over[c] * over[3] + under * (1 - over[3]), 0, 1);
        REQUIRE_CMP (fabs (picture->pixels[i] - wanted), <=, 0.51, "%g", "%s at %d, %d", rf_format_id (format), x, y);
    }
}

TEST (watermarks_are_what_the_library_draws)
{
    g_autofree char *photo = g_build_filename (folder, "photo.png", NULL);
    g_autofree char *result = g_build_filename (folder, "result.png", NULL);
    size_t n;
    const RfFormat *const *formats = rf_formats (&n);
    int compared = 0;

    write_photo (photo);
    for (size_t i = 0; i < n; i++) {
        if (rf_format_needs_photo (formats[i]))
            continue; /* their colours are of a reduced copy that only the command has */
        run (rf_format_id (formats[i]), photo, result);
        Picture picture = read_picture (result);
        require_drawn (formats[i], &picture);
        g_free (picture.pixels);
        compared += 1;
    }
    REQUIRE_CMP (compared, >=, 5, "%d", "too few formats");
}

/* Those too that take their colours from it. */
TEST (every_format_leaves_the_photograph_where_it_says)
{
    g_autofree char *photo = g_build_filename (folder, "photo.png", NULL);
    g_autofree char *result = g_build_filename (folder, "result.png", NULL);
    size_t n;
    const RfFormat *const *formats = rf_formats (&n);

    write_photo (photo);
    for (size_t i = 0; i < n; i++) {
        if (!rf_format_needs_photo (formats[i]))
            continue;
        run (rf_format_id (formats[i]), photo, result);
        Picture picture = read_picture (result);
        REQUIRE (picture.width >= WIDTH && picture.height >= HEIGHT, "%s: smaller than the photograph",
                 rf_format_id (formats[i]));
        int differing = 0;
        for (int k = 0; k < 3 * picture.width * picture.height; k++)
            differing += picture.pixels[k] != level (k / 3 % picture.width, k / 3 / picture.width, k % 3);
        REQUIRE_CMP (differing, >, 20, "%d", "%s: nothing was drawn", rf_format_id (formats[i]));
        g_free (picture.pixels);
    }
}

int
main (int argc, char **argv)
{
    command = argc > 1 ? argv[1] : "rangefinder";
    folder = g_dir_make_tmp ("rangefinder-cli-XXXXXX", NULL);
    int failed = tap_main ();
    for (int i = 0; i < 2; i++) {
        g_autofree char *path = g_build_filename (folder, i ? "result.png" : "photo.png", NULL);
        g_unlink (path);
    }
    g_rmdir (folder);
    return failed;
}
