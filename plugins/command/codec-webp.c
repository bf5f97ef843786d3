/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * WebP, by libwebp: 8 bits, at most 16383 pixels a side, as a whole. */
#include "../i18n.h"
#include "codec-own.h"

#include <string.h>

#include <webp/decode.h>
#include <webp/encode.h>
#include <webp/mux.h>

#define DEFAULT_QUALITY 90

/* ---- Reading ---- */

static void
read_profile (RfPictureInfo *info, const WebPData *file)
{
    WebPMux *mux = WebPMuxCreate (file, 0);
    WebPData chunk;

    if (mux && WebPMuxGetChunk (mux, "ICCP", &chunk) == WEBP_MUX_OK)
        info->profile = g_bytes_new (chunk.bytes, chunk.size);
    WebPMuxDelete (mux);
}

static gboolean
decode (RfReader *reader, const guint8 *data, gsize length, GError **error)
{
    WebPBitstreamFeatures features;
    RfPictureInfo *info = &reader->info;

    if (WebPGetFeatures (data, length, &features) != VP8_STATUS_OK)
        return rf_codec_fail (error, _ ("the file is damaged: its end is missing"));
    if (features.has_animation)
        return rf_codec_fail (error, _ ("it is an animation; give its pictures one by one"));
    info->kind = RF_FILE_WEBP;
    info->width = features.width;
    info->height = features.height;
    info->sample = RF_SAMPLE_U8;
    info->depth = 8;
    info->model = RF_MODEL_RGB;
    info->has_alpha = features.has_alpha != 0;
    info->is_lossless = features.format == 2;
    read_profile (info, &(WebPData){data, length});
    if (!rf_reader_hold (reader, error))
        return FALSE;
    gsize stride = (gsize)info->width * rf_picture_pixel_bytes (info), size = stride * (gsize)info->height;
    const guint8 *done = info->has_alpha ? WebPDecodeRGBAInto (data, length, reader->picture, size, (int)stride)
                                         : WebPDecodeRGBInto (data, length, reader->picture, size, (int)stride);
    return done || rf_codec_fail (error, _ ("the file is damaged: its end is missing"));
}

gboolean
rf_webp_open (RfReader *reader, GError **error)
{
    GBytes *file = rf_reader_load (reader, error);

    if (!file)
        return FALSE;
    gsize length;
    const guint8 *data = g_bytes_get_data (file, &length);
    gboolean ok = decode (reader, data, length, error);
    g_bytes_unref (file);
    return ok;
}

/* ---- Writing ---- */

static gboolean
encode (const RfWriter *writer, WebPMemoryWriter *memory)
{
    const RfWriterSpec *spec = &writer->spec;
    WebPConfig config;
    WebPPicture picture;

    if (!WebPConfigInit (&config) || !WebPPictureInit (&picture))
        return FALSE;
    if (rf_writer_is_lossless (spec)) {
        config.lossless = config.exact = 1;
        config.quality = 50; /* how hard it tries */
    } else {
        config.quality = (float)(spec->quality ? spec->quality : DEFAULT_QUALITY);
    }
    picture.use_argb = 1;
    picture.width = spec->width;
    picture.height = spec->height;
    picture.writer = WebPMemoryWrite;
    picture.custom_ptr = memory;
    gboolean ok = spec->has_alpha ? WebPPictureImportRGBA (&picture, writer->picture, 4 * spec->width)
                                  : WebPPictureImportRGB (&picture, writer->picture, 3 * spec->width);
    ok = ok && WebPEncode (&config, &picture);
    WebPPictureFree (&picture);
    return ok;
}

static gboolean
add_chunk (WebPMux *mux, const char *name, GBytes *bytes)
{
    WebPData data;

    if (!bytes)
        return TRUE;
    data.bytes = g_bytes_get_data (bytes, &data.size);
    return WebPMuxSetChunk (mux, name, &data, 1) == WEBP_MUX_OK;
}

static gboolean
finish (RfWriter *writer, GError **error)
{
    const RfWriterSpec *spec = &writer->spec;
    WebPMemoryWriter memory;
    WebPData picture, file = {NULL, 0};
    WebPMux *mux = WebPMuxNew ();

    WebPMemoryWriterInit (&memory);
    gboolean ok = encode (writer, &memory);
    picture = (WebPData){memory.mem, memory.size};
    ok = ok && WebPMuxSetImage (mux, &picture, 0) == WEBP_MUX_OK && add_chunk (mux, "ICCP", spec->profile) &&
         add_chunk (mux, "EXIF", spec->exif) && add_chunk (mux, "XMP ", spec->xmp) &&
         WebPMuxAssemble (mux, &file) == WEBP_MUX_OK;
    WebPMemoryWriterClear (&memory);
    WebPMuxDelete (mux);
    ok = ok ? rf_writer_put (writer, file.bytes, file.size, error)
            : rf_codec_fail (error, _ ("it could not be compressed; is there enough memory?"));
    WebPDataClear (&file);
    return ok;
}

gboolean
rf_webp_create (RfWriter *writer, GError **error)
{
    const RfWriterSpec *spec = &writer->spec;

    if (spec->width > WEBP_MAX_DIMENSION || spec->height > WEBP_MAX_DIMENSION)
        return rf_codec_fail (error, _ ("%d × %d pixels are more than a WebP can have; choose --format png or tiff"),
                              spec->width, spec->height);
    writer->finish = finish;
    return rf_writer_hold (writer, error);
}
