/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Maps are small (a quarter of the picture's width, or less), so this one is held as a whole. */
#include "develop-gain.h"

#include "codec-jpeg-parts.h"
#include "codec-own.h"
#include "develop-rows.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    int width, height, channels;
    guint8 *pixels;
} Map;

static gboolean
read_upright (RfReader *reader, int orientation, Map *map, GError **error)
{
    RfRows *rows = rf_rows_new (reader, orientation, error);

    if (!rows)
        return FALSE;
    rf_rows_size (rows, &map->width, &map->height);
    map->channels = (int)rf_picture_pixel_bytes (rf_reader_info (reader));
    map->pixels = g_malloc ((gsize)map->width * (gsize)map->height * (gsize)map->channels);
    gboolean ok = rf_rows_read (rows, map->pixels, map->height, error);
    rf_rows_free (rows);
    return ok;
}

/* Between the four that are nearest to x, y, where whole numbers are the middles of pixels. */
static double
sample (const Map *map, double x, double y, int c)
{
    int left = (int)floor (x), top = (int)floor (y);
    double values[2][2], across = x - left, down = y - top;

    for (int row = 0; row < 2; row++)
        for (int column = 0; column < 2; column++) {
            gsize px = (gsize)CLAMP (left + column, 0, map->width - 1);
            gsize py = (gsize)CLAMP (top + row, 0, map->height - 1);
            values[row][column] = map->pixels[(py * (gsize)map->width + px) * (gsize)map->channels + (gsize)c];
        }
    return (values[0][0] * (1 - across) + values[0][1] * across) * (1 - down) +
           (values[1][0] * (1 - across) + values[1][1] * across) * down;
}

/* The canvas's size is rounded to whole pixels of the map, so each of them is looked up where it lies on the photograph. */
static Map
place (const Map *map, int width, int height, const RfFrame *photo, const RfGainRange *range)
{
    double scale_x = (double)map->width / photo->width, scale_y = (double)map->height / photo->height;
    Map out = {MAX ((int)lround (width * scale_x), 1), MAX ((int)lround (height * scale_y), 1), map->channels, NULL};

    out.pixels = g_malloc ((gsize)out.width * (gsize)out.height * (gsize)out.channels);
    for (int y = 0; y < out.height; y++)
        for (int x = 0; x < out.width; x++) {
            double at_x = (x + 0.5) * width / out.width - photo->x, at_y = (y + 0.5) * height / out.height - photo->y;
            gboolean inside = at_x >= 0 && at_y >= 0 && at_x <= photo->width && at_y <= photo->height;
            guint8 *pixel = out.pixels + ((gsize)y * (gsize)out.width + (gsize)x) * (gsize)out.channels;
            for (int c = 0; c < out.channels; c++)
                pixel[c] = (guint8)lround (inside ? sample (map, at_x * scale_x - 0.5, at_y * scale_y - 0.5, c)
                                                  : 255 * rf_gain_encode (range, c, 0));
        }
    return out;
}

/* To the gain of the luminance that a white pixel would have. What each pixel's own colour was is not asked. */
static void
make_grey (const Map *map, const RfGainRange *range, double grey)
{
    static const double luma[] = {0.2126, 0.7152, 0.0722};
    guint8 *pixel = map->pixels;

    for (gsize i = 0; i < (gsize)map->width * (gsize)map->height; i++, pixel += 3) {
        double stops[3], light = 0;
        for (int c = 0; c < 3; c++) {
            stops[c] = rf_gain_decode (range, c, pixel[c] / 255.0);
            light += luma[c] * exp2 (stops[c]);
        }
        for (int c = 0; c < 3; c++)
            pixel[c] = (guint8)lround (255 * rf_gain_encode (range, c, stops[c] + grey * (log2 (light) - stops[c])));
    }
}

static GBytes *
read_back (int file, GError **error)
{
    struct stat status;

    if (fstat (file, &status) != 0 || status.st_size <= 0)
        return NULL;
    guint8 *bytes = g_malloc ((gsize)status.st_size);
    if (pread (file, bytes, (gsize)status.st_size, 0) != status.st_size)
        g_clear_pointer (&bytes, g_free);
    return bytes ? g_bytes_new_take (bytes, (gsize)status.st_size) : NULL;
}

static GBytes *
compress (const Map *map, const RfPictureInfo *source, GError **error)
{
    RfWriterSpec spec = {
        .kind = RF_FILE_JPEG,
        .width = map->width,
        .height = map->height,
        .is_grey = map->channels == 1,
        .profile = source->profile,
        .keeps_gain = TRUE, /* it is one */
        .source = source,
    };
    int file = memfd_create ("rangefinder-gain", MFD_CLOEXEC);
    RfWriter *writer = file < 0 ? NULL : rf_writer_new (file, &spec, error);
    GBytes *bytes = NULL;

    if (writer && rf_writer_write (writer, map->pixels, map->height, error) && rf_writer_finish (writer, error))
        bytes = read_back (file, error);
    rf_writer_free (writer);
    if (file >= 0)
        close (file);
    return bytes;
}

GBytes *
rf_gain_map_fit (GBytes *gain_map, int orientation, int width, int height, const RfFrame *photo, double grey,
                 GError **error)
{
    gboolean fits = orientation <= 1 && photo->width == width && photo->height == height;
    Map upright = {0}, placed = {0};
    RfGainRange range;
    GBytes *bytes = NULL;

    if (fits && grey <= 0)
        return g_bytes_ref (gain_map);
    rf_gain_range_read (&range, gain_map);
    RfReader *reader = rf_reader_open_bytes (gain_map, error);
    const RfPictureInfo *info = reader ? rf_reader_info (reader) : NULL;
    if (info && info->model == RF_MODEL_CMYK)
        rf_codec_fail (error, "CMYK");
    else if (info && fits && info->model == RF_MODEL_GRAY)
        bytes = g_bytes_ref (gain_map);
    else if (info && read_upright (reader, orientation, &upright, error)) {
        placed = place (&upright, width, height, photo, &range);
        if (grey > 0 && placed.channels == 3)
            make_grey (&placed, &range, grey);
        bytes = compress (&placed, info, error);
    }
    rf_reader_free (reader);
    g_free (upright.pixels);
    g_free (placed.pixels);
    return bytes;
}
