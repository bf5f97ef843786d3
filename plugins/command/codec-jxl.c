/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * JPEG XL, by libjxl: 8 to 16 bits or floating point, as a whole. */
#include "../i18n.h"
#include "codec-own.h"

#include <errno.h>
#include <jxl/cms.h>
#include <jxl/decode.h>
#include <jxl/encode.h>
#include <string.h>

#define DEFAULT_QUALITY 95
#define EFFORT          5 /* of 9: further ones take long for little */

static JxlPixelFormat
describe_pixels (RfSample sample, gboolean has_alpha)
{
    static const JxlDataType types[] = {
        [RF_SAMPLE_U8] = JXL_TYPE_UINT8, [RF_SAMPLE_U16] = JXL_TYPE_UINT16, [RF_SAMPLE_FLOAT] = JXL_TYPE_FLOAT};

    return (JxlPixelFormat){has_alpha ? 4 : 3, types[sample], JXL_NATIVE_ENDIAN, 0};
}

/* ---- Reading ---- */

static gboolean
read_info (RfReader *reader, JxlDecoder *decoder, GError **error)
{
    RfPictureInfo *info = &reader->info;
    JxlBasicInfo basic;

    if (JxlDecoderGetBasicInfo (decoder, &basic) != JXL_DEC_SUCCESS)
        return rf_codec_fail (error, _ ("the file is damaged: its end is missing"));
    if (basic.have_animation)
        return rf_codec_fail (error, _ ("it is an animation; give its pictures one by one"));
    info->kind = RF_FILE_JXL;
    info->width = (int)basic.xsize;
    info->height = (int)basic.ysize;
    if (basic.orientation >= 5) { /* it comes upright, and this is the size as it lies */
        info->width = (int)basic.ysize;
        info->height = (int)basic.xsize;
    }
    info->orientation = 1;
    info->depth = (int)basic.bits_per_sample;
    info->sample = basic.exponent_bits_per_sample > 0 || basic.bits_per_sample > 16 ? RF_SAMPLE_FLOAT
                   : basic.bits_per_sample > 8                                      ? RF_SAMPLE_U16
                                                                                    : RF_SAMPLE_U8;
    info->model = RF_MODEL_RGB;
    info->has_alpha = basic.alpha_bits > 0;
    info->is_premultiplied = info->has_alpha && basic.alpha_premultiplied;
    info->is_lossless = basic.uses_original_profile;
    return TRUE;
}

/* What the file says its colours are is what the pixels come in; where that is sRGB nothing needs to be said. */
static gboolean
read_colours (RfReader *reader, JxlDecoder *decoder, GError **error)
{
    const JxlColorProfileTarget original = JXL_COLOR_PROFILE_TARGET_ORIGINAL;
    JxlColorEncoding encoding;
    size_t length;
    gboolean is_named = JxlDecoderGetColorAsEncodedProfile (decoder, original, &encoding) == JXL_DEC_SUCCESS;

    if (is_named && (encoding.transfer_function == JXL_TRANSFER_FUNCTION_PQ ||
                     encoding.transfer_function == JXL_TRANSFER_FUNCTION_HLG))
        return rf_codec_fail (error,
                              _ ("its light is encoded as PQ or HLG (HDR), which looks are not made for; convert it to "
                                 "sRGB or Display P3 first"));
    gboolean is_srgb = is_named && encoding.transfer_function == JXL_TRANSFER_FUNCTION_SRGB &&
                       encoding.primaries == JXL_PRIMARIES_SRGB && encoding.white_point == JXL_WHITE_POINT_D65 &&
                       encoding.color_space == JXL_COLOR_SPACE_RGB;
    if (is_named && encoding.color_space == JXL_COLOR_SPACE_GRAY)
        JxlColorEncodingSetToSRGB (&encoding, JXL_FALSE); /* RGB of equal channels is asked for */
    if (is_named && encoding.color_space == JXL_COLOR_SPACE_RGB && !reader->info.is_lossless)
        JxlDecoderSetOutputColorProfile (decoder, &encoding, NULL, 0);
    if (is_srgb || JxlDecoderGetICCProfileSize (decoder, original, &length) != JXL_DEC_SUCCESS)
        return TRUE;
    guint8 *profile = g_malloc (MAX (length, 1));
    if (JxlDecoderGetColorAsICCProfile (decoder, original, profile, length) == JXL_DEC_SUCCESS) {
        if (!is_named && !reader->info.is_lossless)
            JxlDecoderSetOutputColorProfile (decoder, NULL, profile, length);
        reader->info.profile = g_bytes_new_take (g_steal_pointer (&profile), length);
    }
    g_free (profile);
    return TRUE;
}

static gboolean
hold_pixels (RfReader *reader, JxlDecoder *decoder, GError **error)
{
    const RfPictureInfo *info = &reader->info;
    JxlPixelFormat format = describe_pixels (info->sample, info->has_alpha);
    gsize size = (gsize)info->width * (gsize)info->height * rf_picture_pixel_bytes (info);

    return rf_reader_hold (reader, error) &&
           (JxlDecoderSetImageOutBuffer (decoder, &format, reader->picture, size) == JXL_DEC_SUCCESS ||
            rf_codec_fail (error, _ ("the file is damaged: its end is missing")));
}

static gboolean
decode (RfReader *reader, JxlDecoder *decoder, GError **error)
{
    for (;;)
        switch (JxlDecoderProcessInput (decoder)) {
        case JXL_DEC_BASIC_INFO:
            if (!read_info (reader, decoder, error))
                return FALSE;
            break;
        case JXL_DEC_COLOR_ENCODING:
            if (!read_colours (reader, decoder, error))
                return FALSE;
            break;
        case JXL_DEC_NEED_IMAGE_OUT_BUFFER:
            if (!hold_pixels (reader, decoder, error))
                return FALSE;
            break;
        case JXL_DEC_FULL_IMAGE:
            return TRUE;
        case JXL_DEC_NEED_MORE_INPUT:
        case JXL_DEC_SUCCESS:
            return rf_codec_fail (error, _ ("the file is damaged: its end is missing"));
        default:
            return rf_codec_fail (error, _ ("the file is damaged (%s)"), "JPEG XL");
        }
}

gboolean
rf_jxl_open (RfReader *reader, GError **error)
{
    GBytes *file = rf_reader_load (reader, error);

    if (!file)
        return FALSE;
    JxlDecoder *decoder = JxlDecoderCreate (NULL);
    gsize length;
    const guint8 *data = g_bytes_get_data (file, &length);
    JxlDecoderSetCms (decoder, *JxlGetDefaultCms ());
    JxlDecoderSubscribeEvents (decoder, JXL_DEC_BASIC_INFO | JXL_DEC_COLOR_ENCODING | JXL_DEC_FULL_IMAGE);
    JxlDecoderSetInput (decoder, data, length);
    JxlDecoderCloseInput (decoder);
    gboolean ok = decode (reader, decoder, error);
    JxlDecoderDestroy (decoder);
    g_bytes_unref (file);
    return ok;
}

/* ---- Writing ---- */

static gboolean
add_colours (JxlEncoder *encoder, const RfWriterSpec *spec)
{
    JxlColorEncoding encoding;

    if (spec->profile) {
        gsize length;
        const void *data = g_bytes_get_data (spec->profile, &length);
        return JxlEncoderSetICCProfile (encoder, data, length) == JXL_ENC_SUCCESS;
    }
    if (spec->sample == RF_SAMPLE_FLOAT)
        JxlColorEncodingSetToLinearSRGB (&encoding, JXL_FALSE);
    else
        JxlColorEncodingSetToSRGB (&encoding, JXL_FALSE);
    return JxlEncoderSetColorEncoding (encoder, &encoding) == JXL_ENC_SUCCESS;
}

static gboolean
add_box (JxlEncoder *encoder, const char *type, const char *before, gsize before_length, GBytes *bytes)
{
    gsize length;
    g_autoptr (GByteArray) box = g_byte_array_new ();

    if (!bytes)
        return TRUE;
    const guint8 *data = g_bytes_get_data (bytes, &length);
    g_byte_array_append (box, (const guint8 *)before, (guint)before_length);
    g_byte_array_append (box, data, (guint)length);
    return JxlEncoderAddBox (encoder, type, box->data, box->len, JXL_FALSE) == JXL_ENC_SUCCESS;
}

static gboolean
set_up (JxlEncoder *encoder, JxlEncoderFrameSettings *frame, const RfWriterSpec *spec)
{
    gboolean lossless = rf_writer_is_lossless (spec);
    int depth = spec->source->depth;
    JxlBasicInfo basic;

    JxlEncoderInitBasicInfo (&basic);
    basic.xsize = (guint32)spec->width;
    basic.ysize = (guint32)spec->height;
    basic.bits_per_sample = spec->sample == RF_SAMPLE_U8 ? 8 : spec->sample == RF_SAMPLE_FLOAT ? 32 : 16;
    if (spec->sample == RF_SAMPLE_U16 && depth > 8 && depth < 16)
        basic.bits_per_sample = (guint32)depth;
    basic.exponent_bits_per_sample = spec->sample == RF_SAMPLE_FLOAT ? 8 : 0;
    basic.uses_original_profile = lossless;
    if (spec->has_alpha) {
        basic.num_extra_channels = 1;
        basic.alpha_bits = basic.bits_per_sample;
        basic.alpha_exponent_bits = basic.exponent_bits_per_sample;
    }
    int quality = spec->quality ? spec->quality : DEFAULT_QUALITY;
    JxlEncoderSetCms (encoder, *JxlGetDefaultCms ());
    return JxlEncoderUseBoxes (encoder) == JXL_ENC_SUCCESS &&
           JxlEncoderSetBasicInfo (encoder, &basic) == JXL_ENC_SUCCESS && add_colours (encoder, spec) &&
           JxlEncoderFrameSettingsSetOption (frame, JXL_ENC_FRAME_SETTING_EFFORT, EFFORT) == JXL_ENC_SUCCESS &&
           JxlEncoderSetFrameLossless (frame, lossless) == JXL_ENC_SUCCESS &&
           (lossless ||
            JxlEncoderSetFrameDistance (frame, JxlEncoderDistanceFromQuality ((float)quality)) == JXL_ENC_SUCCESS) &&
           add_box (encoder, "Exif", "\0\0\0\0", 4, spec->exif) && add_box (encoder, "xml ", "", 0, spec->xmp);
}

/* ---- Piece by piece, in and out: the encoder needs no copy of the picture ---- */

typedef struct {
    RfWriter *writer;
    guint8 *block;
    GError *error; /* of writing */
} Output;

#define BLOCK (1 << 18)

static void *
give_block (void *data, size_t *size)
{
    Output *output = data;

    *size = output->error ? 0 : BLOCK; /* 0: give up */
    return output->error ? NULL : output->block;
}

static void
write_block (void *data, size_t n)
{
    Output *output = data;

    if (!output->error)
        rf_writer_put (output->writer, output->block, n, &output->error);
}

static void
go_to (void *data, uint64_t position)
{
    Output *output = data;

    if (!output->error && fseeko (output->writer->file, (off_t)position, SEEK_SET) != 0)
        rf_codec_fail_write (&output->error, errno, NULL);
}

static void
note_final (void *data, uint64_t position)
{
}

static void
tell_format (void *data, JxlPixelFormat *format)
{
    const RfWriterSpec *spec = &((RfWriter *)data)->spec;

    *format = describe_pixels (spec->sample, spec->has_alpha);
}

static const void *
find_pixels (void *data, size_t x, size_t y, size_t width, size_t height, size_t *stride)
{
    const RfWriter *writer = data;

    *stride = rf_writer_row_bytes (&writer->spec);
    return writer->picture + y * *stride + x * (*stride / (size_t)writer->spec.width);
}

/* Alpha is among the colours: these are never asked for. */
static void
tell_extra_format (void *data, size_t channel, JxlPixelFormat *format)
{
    tell_format (data, format);
}

static const void *
find_extra (void *data, size_t channel, size_t x, size_t y, size_t width, size_t height, size_t *stride)
{
    return find_pixels (data, x, y, width, height, stride);
}

static void
release (void *data, const void *pixels)
{
}

static gboolean
finish (RfWriter *writer, GError **error)
{
    const RfWriterSpec *spec = &writer->spec;
    Output output = {writer, g_malloc (BLOCK), NULL};
    JxlEncoder *encoder = JxlEncoderCreate (NULL);
    JxlEncoderFrameSettings *frame = JxlEncoderFrameSettingsCreate (encoder, NULL);
    struct JxlEncoderOutputProcessor processor = {&output, give_block, write_block, go_to, note_final};
    struct JxlChunkedFrameInputSource source = {writer,     tell_format, find_pixels, tell_extra_format,
                                                find_extra, release};

    gboolean ok = JxlEncoderSetOutputProcessor (encoder, processor) == JXL_ENC_SUCCESS &&
                  set_up (encoder, frame, spec) &&
                  JxlEncoderAddChunkedFrame (frame, JXL_TRUE, source) == JXL_ENC_SUCCESS;
    JxlEncoderCloseInput (encoder);
    ok = ok && JxlEncoderFlushInput (encoder) == JXL_ENC_SUCCESS;
    JxlEncoderDestroy (encoder);
    g_free (output.block);
    if (output.error)
        g_propagate_error (error, output.error);
    else if (!ok)
        rf_codec_fail (error, _ ("it could not be compressed; is there enough memory?"));
    return ok && !output.error;
}

gboolean
rf_jxl_create (RfWriter *writer, GError **error)
{
    writer->finish = finish;
    return rf_writer_hold (writer, error);
}
