/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * TIFF, read by libtiff strip by strip, or by rows of tiles. */
#include "codec-tiff.h"

#include "../i18n.h"
#include "codec-own.h"

#include <string.h>
#include <unistd.h>

typedef struct {
    TIFF *tiff;
    RfTiffSaid said;
    int next; /* row */
    int tile_width, tile_height;
    guint8 *tile, *band;
    gsize sample_bytes, samples; /* as stored, of which `used` are given on */
    gsize used;
    guint8 *row;
    gboolean inverted; /* 0 is white */
} Decoder;

static int
note_error (TIFF *tiff, void *data, const char *module, const char *format, va_list arguments)
{
    RfTiffSaid *said = data;

    if (!*said->text)
        g_vsnprintf (said->text, sizeof said->text, format, arguments);
    return 1;
}

static int
say_nothing (TIFF *tiff, void *data, const char *module, const char *format, va_list arguments)
{
    return 1;
}

TIFF *
rf_tiff_open_said (int file, const char *mode, RfTiffSaid *said)
{
    TIFFOpenOptions *options = TIFFOpenOptionsAlloc ();
    int copy = dup (file);

    TIFFOpenOptionsSetErrorHandlerExtR (options, note_error, said);
    TIFFOpenOptionsSetWarningHandlerExtR (options, say_nothing, NULL);
    TIFF *tiff = copy < 0 ? NULL : TIFFFdOpenExt (copy, "rangefinder", mode, options);
    TIFFOpenOptionsFree (options);
    if (!tiff && copy >= 0)
        close (copy);
    return tiff;
}

static gboolean
fail_damaged (const Decoder *decoder, GError **error)
{
    if (strstr (decoder->said.text, "Read error") || strstr (decoder->said.text, "got 0 bytes"))
        return rf_codec_fail (error, _ ("the file is damaged: its end is missing"));
    return rf_codec_fail (error, _ ("the file is damaged (%s)"), decoder->said.text);
}

/* ---- What is in it ---- */

static gboolean
read_model (Decoder *decoder, RfPictureInfo *info, GError **error)
{
    guint16 bits = 1, samples = 1, format = SAMPLEFORMAT_UINT, photometric = PHOTOMETRIC_MINISBLACK, planes = 1;
    guint16 n_extra = 0, *extra = NULL, compression = COMPRESSION_NONE;

    TIFFGetFieldDefaulted (decoder->tiff, TIFFTAG_BITSPERSAMPLE, &bits);
    TIFFGetFieldDefaulted (decoder->tiff, TIFFTAG_SAMPLESPERPIXEL, &samples);
    TIFFGetFieldDefaulted (decoder->tiff, TIFFTAG_SAMPLEFORMAT, &format);
    TIFFGetFieldDefaulted (decoder->tiff, TIFFTAG_PLANARCONFIG, &planes);
    TIFFGetFieldDefaulted (decoder->tiff, TIFFTAG_COMPRESSION, &compression);
    TIFFGetFieldDefaulted (decoder->tiff, TIFFTAG_EXTRASAMPLES, &n_extra, &extra);
    TIFFGetField (decoder->tiff, TIFFTAG_PHOTOMETRIC, &photometric);
    info->compression = compression;
    if (photometric == PHOTOMETRIC_YCBCR && compression == COMPRESSION_JPEG) {
        TIFFSetField (decoder->tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
        photometric = PHOTOMETRIC_RGB;
    }
    if (format == SAMPLEFORMAT_IEEEFP && bits == 32)
        info->sample = RF_SAMPLE_FLOAT;
    else if (format == SAMPLEFORMAT_UINT && (bits == 8 || bits == 16))
        info->sample = bits == 16 ? RF_SAMPLE_U16 : RF_SAMPLE_U8;
    else
        return rf_codec_fail (error,
                              _ ("a TIFF of %d bits of this kind is not read; save it with 8 or 16 bits, or as "
                                 "32-bit floating point"),
                              bits);
    if (photometric == PHOTOMETRIC_RGB && samples >= 3)
        info->model = RF_MODEL_RGB;
    else if ((photometric == PHOTOMETRIC_MINISBLACK || photometric == PHOTOMETRIC_MINISWHITE) && samples >= 1)
        info->model = RF_MODEL_GRAY;
    else
        return rf_codec_fail (error, _ ("a TIFF whose colours are neither grey nor RGB is not read; save it as RGB"));
    if (planes == PLANARCONFIG_SEPARATE && samples > 1)
        return rf_codec_fail (error,
                              _ ("a TIFF with its channels apart is not read; save it with interleaved channels"));
    gsize colours = info->model == RF_MODEL_RGB ? 3 : 1;
    info->has_alpha = n_extra > 0 && samples > colours && extra[0] != EXTRASAMPLE_UNSPECIFIED;
    info->is_premultiplied = info->has_alpha && extra[0] == EXTRASAMPLE_ASSOCALPHA;
    info->is_linear = info->sample == RF_SAMPLE_FLOAT;
    decoder->inverted = photometric == PHOTOMETRIC_MINISWHITE;
    decoder->samples = samples;
    decoder->used = colours + (info->has_alpha ? 1 : 0);
    decoder->sample_bytes = (gsize)bits / 8;
    return TRUE;
}

static void
read_rest (Decoder *decoder, RfPictureInfo *info)
{
    guint32 length = 0;
    void *profile = NULL;
    float x = 0, y = 0;
    guint16 unit = RESUNIT_INCH;

    if (TIFFGetField (decoder->tiff, TIFFTAG_ICCPROFILE, &length, &profile) && length)
        info->profile = g_bytes_new (profile, length);
    TIFFGetFieldDefaulted (decoder->tiff, TIFFTAG_RESOLUTIONUNIT, &unit);
    if (TIFFGetField (decoder->tiff, TIFFTAG_XRESOLUTION, &x) &&
        TIFFGetField (decoder->tiff, TIFFTAG_YRESOLUTION, &y) && x > 0 && y > 0) {
        info->density[0] = x;
        info->density[1] = y;
        info->density_unit = unit == RESUNIT_INCH ? 1 : unit == RESUNIT_CENTIMETER ? 2 : 0;
    }
    if (TIFFNumberOfDirectories (decoder->tiff) > 1)
        rf_picture_note (info, g_strdup (_ ("only the first of its pictures is developed")));
    TIFFSetDirectory (decoder->tiff, 0);
}

/* ---- Rows ---- */

/* The samples that are wanted, 0 as black. */
static void
give_row (const Decoder *decoder, int width, const guint8 *stored, guint8 *row)
{
    gsize from = decoder->samples * decoder->sample_bytes, to = decoder->used * decoder->sample_bytes;

    if (from == to)
        memcpy (row, stored, (gsize)width * to);
    else
        for (gsize x = 0; x < (gsize)width; x++)
            memcpy (row + x * to, stored + x * from, to);
    if (!decoder->inverted)
        return;
    for (gsize x = 0; x < (gsize)width; x++) {
        guint8 *pixel = row + x * to;
        float value;
        if (decoder->sample_bytes == 4) {
            memcpy (&value, pixel, sizeof value);
            value = 1 - value;
            memcpy (pixel, &value, sizeof value);
        } else {
            for (gsize i = 0; i < decoder->sample_bytes; i++)
                pixel[i] = (guint8)~pixel[i];
        }
    }
}

/* A row of tiles, side by side as rows of the picture. */
static gboolean
read_band (Decoder *decoder, int width, int y)
{
    gsize pixel = decoder->samples * decoder->sample_bytes;
    gsize tile_row = (gsize)decoder->tile_width * pixel, band_row = (gsize)width * pixel;

    for (int x = 0; x < width; x += decoder->tile_width) {
        if (TIFFReadTile (decoder->tiff, decoder->tile, (guint32)x, (guint32)y, 0, 0) < 0)
            return FALSE;
        gsize length = (gsize)MIN (decoder->tile_width, width - x) * pixel;
        for (gsize row = 0; row < (gsize)decoder->tile_height; row++)
            memcpy (decoder->band + row * band_row + (gsize)x * pixel, decoder->tile + row * tile_row, length);
    }
    return TRUE;
}

static gboolean
read_rows (RfReader *reader, void *rows, int n, GError **error)
{
    Decoder *decoder = reader->codec;
    int width = reader->info.width;
    gsize stride = (gsize)width * rf_picture_pixel_bytes (&reader->info);
    gsize stored = (gsize)width * decoder->samples * decoder->sample_bytes;

    for (int done = 0; done < n; done++, decoder->next++) {
        const guint8 *row = decoder->row;
        gboolean ok;
        if (decoder->tile) {
            int within = decoder->next % decoder->tile_height;
            ok = within > 0 || read_band (decoder, width, decoder->next);
            row = decoder->band + (gsize)within * stored;
        } else {
            ok = TIFFReadScanline (decoder->tiff, decoder->row, (guint32)decoder->next, 0) >= 0;
        }
        if (!ok)
            return fail_damaged (decoder, error);
        give_row (decoder, width, row, (guint8 *)rows + (gsize)done * stride);
    }
    return TRUE;
}

static void
close_decoder (RfReader *reader)
{
    Decoder *decoder = reader->codec;

    if (decoder->tiff)
        TIFFClose (decoder->tiff);
    g_free (decoder->tile);
    g_free (decoder->band);
    g_free (decoder->row);
    g_free (decoder);
}

static gboolean
make_room (Decoder *decoder, int width, GError **error)
{
    gsize stored = (gsize)width * decoder->samples * decoder->sample_bytes;

    if (TIFFIsTiled (decoder->tiff)) {
        guint32 tile_width = 0, tile_height = 0;
        TIFFGetField (decoder->tiff, TIFFTAG_TILEWIDTH, &tile_width);
        TIFFGetField (decoder->tiff, TIFFTAG_TILELENGTH, &tile_height);
        if (tile_width < 1 || tile_height < 1 || tile_width > 65536 || tile_height > 65536)
            return rf_codec_fail (error, _ ("the file is damaged (%s)"), _ ("tiles of an impossible size"));
        decoder->tile_width = (int)tile_width;
        decoder->tile_height = (int)tile_height;
        decoder->tile = g_try_malloc ((gsize)TIFFTileSize (decoder->tiff));
        decoder->band = g_try_malloc (stored * tile_height);
    } else {
        decoder->row = g_try_malloc (MAX (stored, (gsize)TIFFScanlineSize (decoder->tiff)));
    }
    return decoder->row || (decoder->tile && decoder->band) ||
           rf_codec_fail (error, _ ("its rows need more memory than there is"));
}

gboolean
rf_tiff_open (RfReader *reader, GError **error)
{
    Decoder *decoder = g_new0 (Decoder, 1);
    RfPictureInfo *info = &reader->info;
    guint32 width = 0, height = 0;

    reader->codec = decoder;
    reader->read = read_rows;
    reader->close = close_decoder;
    decoder->tiff = rf_tiff_open_said (fileno (reader->file), "rm", &decoder->said);
    if (!decoder->tiff)
        return fail_damaged (decoder, error);
    TIFFGetField (decoder->tiff, TIFFTAG_IMAGEWIDTH, &width);
    TIFFGetField (decoder->tiff, TIFFTAG_IMAGELENGTH, &height);
    if (width < 1 || height < 1 || width > 1000000 || height > 1000000)
        return rf_codec_fail (error, _ ("the file is damaged (%s)"), _ ("it has no size"));
    info->kind = RF_FILE_TIFF;
    info->width = (int)width;
    info->height = (int)height;
    read_rest (decoder, info);
    return read_model (decoder, info, error) && make_room (decoder, info->width, error);
}
