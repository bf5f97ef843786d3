/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * PNG, read by libpng row by row; an interlaced one as a whole. */
#include "../i18n.h"
#include "codec-own.h"
#include "codec-png-error.h"

#include <math.h>
#include <string.h>

typedef struct {
    png_structp png;
    png_infop info;
    RfPngError said;
    guint8 *picture; /* an interlaced one */
    int next;
} Decoder;

static gboolean
fail_damaged (const Decoder *decoder, GError **error)
{
    if (strcmp (decoder->said.text, "Read Error") == 0 || strcmp (decoder->said.text, "Not enough image data") == 0)
        return rf_codec_fail (error, _ ("the file is damaged: its end is missing"));
    return rf_codec_fail (error, _ ("the file is damaged (%s)"), decoder->said.text);
}

/* To 8 or 16 bits, and no palette. */
static void
expand (Decoder *decoder, RfPictureInfo *info)
{
    int depth = png_get_bit_depth (decoder->png, decoder->info);

    png_set_expand (decoder->png);
    if (depth == 16 && G_BYTE_ORDER == G_LITTLE_ENDIAN)
        png_set_swap (decoder->png);
    info->sample = depth == 16 ? RF_SAMPLE_U16 : RF_SAMPLE_U8;
}

static void
read_colours (Decoder *decoder, RfPictureInfo *info)
{
    png_charp name;
    png_bytep profile;
    png_uint_32 length;
    int compression, intent;
    double gamma, *white = info->white, *p = info->primaries;

    if (png_get_iCCP (decoder->png, decoder->info, &name, &compression, &profile, &length)) {
        info->profile = g_bytes_new (profile, length);
    } else if (!png_get_sRGB (decoder->png, decoder->info, &intent) &&
               png_get_gAMA (decoder->png, decoder->info, &gamma) && gamma > 0.05 && gamma < 20) {
        static const double bt709[] = {0.64, 0.33, 0.30, 0.60, 0.15, 0.06};
        if (!png_get_cHRM (decoder->png, decoder->info, white, white + 1, p, p + 1, p + 2, p + 3, p + 4, p + 5)) {
            white[0] = 0.3127;
            white[1] = 0.3290;
            memcpy (p, bt709, sizeof bt709);
        }
        gboolean is_srgb = fabs (gamma - 1 / 2.2) < 0.005;
        for (int i = 0; i < 6; i++)
            is_srgb = is_srgb && fabs (p[i] - bt709[i]) < 0.002;
        info->gamma = is_srgb ? 0 : gamma;
    }
}

static void
read_comments (Decoder *decoder, RfPictureInfo *info)
{
    png_textp texts;
    int n = 0;

    png_get_text (decoder->png, decoder->info, &texts, &n);
    for (int i = 0; i < n; i++)
        if (texts[i].text && !g_str_has_prefix (texts[i].key, "Raw profile type ") &&
            strcmp (texts[i].key, "XML:com.adobe.xmp") != 0 && g_utf8_validate (texts[i].text, -1, NULL))
            rf_picture_add_comment (info, texts[i].key, texts[i].text);
}

static void
read_density (Decoder *decoder, RfPictureInfo *info)
{
    png_uint_32 x, y;
    int unit;

    if (!png_get_pHYs (decoder->png, decoder->info, &x, &y, &unit) || !x || !y)
        return;
    gboolean in_metres = unit == PNG_RESOLUTION_METER;
    info->density_unit = in_metres ? 1 : 0;
    info->density[0] = in_metres ? x * 0.0254 : x;
    info->density[1] = in_metres ? y * 0.0254 : y;
}

static gboolean
read_rows (RfReader *reader, void *rows, int n, GError **error)
{
    Decoder *decoder = reader->codec;
    gsize stride = (gsize)reader->info.width * rf_picture_pixel_bytes (&reader->info);

    if (decoder->picture) {
        memcpy (rows, decoder->picture + (gsize)decoder->next * stride, (gsize)n * stride);
        decoder->next += n;
        return TRUE;
    }
    if (setjmp (png_jmpbuf (decoder->png)))
        return fail_damaged (decoder, error);
    for (int done = 0; done < n; done++)
        png_read_row (decoder->png, (png_bytep)rows + (gsize)done * stride, NULL);
    return TRUE;
}

/* All passes before the first row can be given. */
static gboolean
read_interlaced (RfReader *reader, int passes, GError **error)
{
    Decoder *decoder = reader->codec;
    gsize stride = (gsize)reader->info.width * rf_picture_pixel_bytes (&reader->info);
    gsize size = stride * (gsize)reader->info.height;

    decoder->picture = g_try_malloc0 (size);
    if (!decoder->picture) {
        g_autofree char *text = g_format_size (size);
        return rf_codec_fail (error, _ ("an interlaced PNG of this size needs %s of memory"), text);
    }
    for (int pass = 0; pass < passes; pass++)
        for (gsize y = 0; y < (gsize)reader->info.height; y++)
            png_read_row (decoder->png, decoder->picture + y * stride, NULL);
    return TRUE;
}

static gboolean
finish (RfReader *reader, GError **error)
{
    Decoder *decoder = reader->codec;

    if (setjmp (png_jmpbuf (decoder->png)))
        return fail_damaged (decoder, error);
    png_read_end (decoder->png, NULL);
    return TRUE;
}

static void
close_decoder (RfReader *reader)
{
    Decoder *decoder = reader->codec;

    png_destroy_read_struct (&decoder->png, &decoder->info, NULL);
    g_free (decoder->picture);
    g_free (decoder);
}

gboolean
rf_png_open (RfReader *reader, GError **error)
{
    Decoder *decoder = g_new0 (Decoder, 1);
    RfPictureInfo *info = &reader->info;

    decoder->png = png_create_read_struct (PNG_LIBPNG_VER_STRING, &decoder->said, rf_png_escape, rf_png_ignore);
    decoder->info = decoder->png ? png_create_info_struct (decoder->png) : NULL;
    g_assert (decoder->info); /* else no memory, as g_malloc has it */
    reader->codec = decoder;
    reader->read = read_rows;
    reader->finish = finish;
    reader->close = close_decoder;
    if (setjmp (png_jmpbuf (decoder->png)))
        return fail_damaged (decoder, error);
    png_init_io (decoder->png, reader->file);
    png_set_user_limits (decoder->png, 1000000, 1000000);
    png_set_chunk_malloc_max (decoder->png, 64 << 20);
    png_read_info (decoder->png, decoder->info);
    expand (decoder, info);
    int passes = png_set_interlace_handling (decoder->png);
    png_read_update_info (decoder->png, decoder->info);

    int colours = png_get_color_type (decoder->png, decoder->info);
    info->kind = RF_FILE_PNG;
    info->width = (int)png_get_image_width (decoder->png, decoder->info);
    info->height = (int)png_get_image_height (decoder->png, decoder->info);
    info->model = colours & PNG_COLOR_MASK_COLOR ? RF_MODEL_RGB : RF_MODEL_GRAY;
    info->has_alpha = (colours & PNG_COLOR_MASK_ALPHA) != 0;
    read_colours (decoder, info);
    read_comments (decoder, info);
    read_density (decoder, info);
    return passes == 1 || read_interlaced (reader, passes, error);
}
