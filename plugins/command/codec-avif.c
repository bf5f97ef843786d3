/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * AVIF, by libavif: 8, 10 or 12 bits, as a whole. */
#include "../i18n.h"
#include "codec-own.h"

#include <avif/avif.h>
#include <lcms2.h>

#define DEFAULT_QUALITY 85 /* about what 95 is of a JPEG */
#define SPEED           8  /* of 10: 6 takes twice as long for 0.3 dB in a file of the same size */
#define MAX_THREADS     8
#define LARGE           12e6 /* pixels */

/* ---- Reading ---- */

/* As EXIF has it: turned counter-clockwise by quarters first, then mirrored (MIAF, 7.3.6.7). */
static int
find_orientation (const avifImage *image)
{
    static const int turned[4] = {1, 8, 3, 6}, top_down[4] = {4, 5, 2, 7}, left_right[4] = {2, 7, 4, 5};
    int angle = image->transformFlags & AVIF_TRANSFORM_IROT ? image->irot.angle & 3 : 0;

    if (!(image->transformFlags & AVIF_TRANSFORM_IMIR))
        return turned[angle];
    return image->imir.axis == 0 ? top_down[angle] : left_right[angle];
}

/* Those primaries (red, green, blue, white: x, y) with the curve of sRGB. */
static GBytes *
make_profile (const float p[8])
{
    cmsCIExyY white = {(double)p[6], (double)p[7], 1};
    cmsCIExyYTRIPLE primaries = {
        {(double)p[0], (double)p[1], 1}, {(double)p[2], (double)p[3], 1}, {(double)p[4], (double)p[5], 1}};
    cmsToneCurve *curve =
        cmsBuildParametricToneCurve (NULL, 4, (double[]){2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045});
    cmsHPROFILE profile = cmsCreateRGBProfile (&white, &primaries, (cmsToneCurve *[3]){curve, curve, curve});
    cmsUInt32Number length = 0;

    cmsSaveProfileToMem (profile, NULL, &length);
    guint8 *bytes = g_malloc0 (MAX (length, 1));
    cmsSaveProfileToMem (profile, bytes, &length);
    cmsCloseProfile (profile);
    cmsFreeToneCurve (curve);
    return g_bytes_new_take (bytes, length);
}

/* Primaries without a profile: one is made, unless they are those of sRGB. */
static gboolean
read_colours (RfPictureInfo *info, const avifImage *image, GError **error)
{
    float p[8];

    if (image->icc.size > 0) {
        info->profile = g_bytes_new (image->icc.data, image->icc.size);
        return TRUE;
    }
    if (image->transferCharacteristics == AVIF_TRANSFER_CHARACTERISTICS_PQ ||
        image->transferCharacteristics == AVIF_TRANSFER_CHARACTERISTICS_HLG)
        return rf_codec_fail (error,
                              _ ("its light is encoded as PQ or HLG (HDR), which looks are not made for; convert it to "
                                 "sRGB or Display P3 first"));
    if (image->colorPrimaries == AVIF_COLOR_PRIMARIES_UNSPECIFIED ||
        image->colorPrimaries == AVIF_COLOR_PRIMARIES_BT709)
        return TRUE;
    avifColorPrimariesGetValues (image->colorPrimaries, p);
    info->profile = make_profile (p);
    info->cicp[0] = image->colorPrimaries;
    info->cicp[1] = image->transferCharacteristics;
    return TRUE;
}

static gboolean
decode (RfReader *reader, avifDecoder *decoder, GBytes *file, GError **error)
{
    RfPictureInfo *info = &reader->info;
    avifRGBImage rgb;
    gsize length;
    const guint8 *data = g_bytes_get_data (file, &length);

    decoder->strictFlags = AVIF_STRICT_DISABLED;
    avifResult result = avifDecoderSetIOMemory (decoder, data, length);
    if (result == AVIF_RESULT_OK)
        result = avifDecoderParse (decoder);
    if (result == AVIF_RESULT_OK)
        result = avifDecoderNextImage (decoder);
    if (result == AVIF_RESULT_TRUNCATED_DATA)
        return rf_codec_fail (error, _ ("the file is damaged: its end is missing"));
    if (result != AVIF_RESULT_OK)
        return rf_codec_fail (error, _ ("the file is damaged (%s)"), avifResultToString (result));
    const avifImage *image = decoder->image;
    if (decoder->imageCount > 1)
        rf_picture_note (info, g_strdup (_ ("only the first of its pictures is developed")));
    info->kind = RF_FILE_AVIF;
    info->width = (int)image->width;
    info->height = (int)image->height;
    info->depth = (int)image->depth;
    info->sample = image->depth > 8 ? RF_SAMPLE_U16 : RF_SAMPLE_U8;
    info->model = RF_MODEL_RGB;
    info->has_alpha = decoder->alphaPresent;
    info->chroma = (int)image->yuvFormat;
    info->orientation = find_orientation (image);
    if (!read_colours (info, image, error) || !rf_reader_hold (reader, error))
        return FALSE;
    avifRGBImageSetDefaults (&rgb, image);
    rgb.depth = info->sample == RF_SAMPLE_U16 ? 16 : 8;
    rgb.format = info->has_alpha ? AVIF_RGB_FORMAT_RGBA : AVIF_RGB_FORMAT_RGB;
    rgb.pixels = reader->picture;
    rgb.rowBytes = (guint32)((gsize)info->width * rf_picture_pixel_bytes (info));
    return avifImageYUVToRGB (image, &rgb) == AVIF_RESULT_OK ||
           rf_codec_fail (error, _ ("the file is damaged (%s)"), decoder->diag.error);
}

gboolean
rf_avif_open (RfReader *reader, GError **error)
{
    GBytes *file = rf_reader_load (reader, error);
    avifDecoder *decoder = file ? avifDecoderCreate () : NULL;
    gboolean ok = decoder && decode (reader, decoder, file, error);

    if (decoder)
        avifDecoderDestroy (decoder);
    g_clear_pointer (&file, g_bytes_unref);
    return ok;
}

/* ---- Writing ---- */

static int
choose_depth (const RfWriterSpec *spec)
{
    int depth = spec->source->depth;

    if (spec->sample == RF_SAMPLE_U8)
        return 8;
    return depth > 8 && depth < 12 ? 10 : 12;
}

static avifImage *
make_image (const RfWriter *writer)
{
    const RfWriterSpec *spec = &writer->spec;
    const RfPictureInfo *source = spec->source;
    gboolean lossless = rf_writer_is_lossless (spec), from_avif = source->kind == RF_FILE_AVIF && source->chroma > 0;
    int format = from_avif && !lossless && source->chroma != AVIF_PIXEL_FORMAT_YUV400 ? source->chroma
                                                                                      : AVIF_PIXEL_FORMAT_YUV444;
    avifImage *image = avifImageCreate ((guint32)spec->width, (guint32)spec->height, (guint32)choose_depth (spec),
                                        (avifPixelFormat)format);
    avifResult result = AVIF_RESULT_OK;
    gsize length;

    if (!image)
        return NULL;
    image->colorPrimaries = AVIF_COLOR_PRIMARIES_BT709;
    image->transferCharacteristics = AVIF_TRANSFER_CHARACTERISTICS_SRGB;
    image->matrixCoefficients = lossless ? AVIF_MATRIX_COEFFICIENTS_IDENTITY : AVIF_MATRIX_COEFFICIENTS_BT601;
    if (source->cicp[0] && spec->profile == source->profile) {
        image->colorPrimaries = (avifColorPrimaries)source->cicp[0];
        image->transferCharacteristics = (avifTransferCharacteristics)source->cicp[1];
    } else if (spec->profile) {
        const void *data = g_bytes_get_data (spec->profile, &length);
        image->colorPrimaries = AVIF_COLOR_PRIMARIES_UNSPECIFIED;
        image->transferCharacteristics = AVIF_TRANSFER_CHARACTERISTICS_UNSPECIFIED;
        result = avifImageSetProfileICC (image, data, length);
    }
    if (result == AVIF_RESULT_OK && spec->exif) {
        const void *data = g_bytes_get_data (spec->exif, &length);
        result = avifImageSetMetadataExif (image, data, length);
    }
    if (result == AVIF_RESULT_OK && spec->xmp) {
        const void *data = g_bytes_get_data (spec->xmp, &length);
        result = avifImageSetMetadataXMP (image, data, length);
    }
    if (result == AVIF_RESULT_OK) {
        avifRGBImage rgb;
        avifRGBImageSetDefaults (&rgb, image);
        rgb.depth = spec->sample == RF_SAMPLE_U16 ? 16 : 8;
        rgb.format = spec->has_alpha ? AVIF_RGB_FORMAT_RGBA : AVIF_RGB_FORMAT_RGB;
        rgb.pixels = writer->picture;
        rgb.rowBytes = (guint32)rf_writer_row_bytes (spec);
        result = avifImageRGBToYUV (image, &rgb);
    }
    if (result != AVIF_RESULT_OK)
        g_clear_pointer (&image, avifImageDestroy);
    return image;
}

/* Tiles are coded side by side, and AV1 wants them below 9 megapixels. By the picture's size alone, so that the file is the
 * same whoever codes it. */
static void
choose_tiles (avifEncoder *encoder, const RfWriterSpec *spec)
{
    int width = spec->width, height = spec->height;

    while ((double)width * height > 6e6 && encoder->tileColsLog2 + encoder->tileRowsLog2 < 6) {
        if (width >= height) {
            width /= 2;
            encoder->tileColsLog2++;
        } else {
            height /= 2;
            encoder->tileRowsLog2++;
        }
    }
}

/* A large picture takes 25 bytes a pixel: one at a time, on all processors. At least two threads, also where there is one
 * processor, since with one alone libavif codes otherwise. */
static avifResult
encode (avifEncoder *encoder, avifImage *image, avifRWData *file)
{
    static GMutex one;
    gboolean is_large = (double)image->width * image->height > LARGE;

    encoder->maxThreads = is_large ? CLAMP ((int)g_get_num_processors (), 2, MAX_THREADS) : 2;
    if (is_large)
        g_mutex_lock (&one);
    avifResult result = avifEncoderWrite (encoder, image, file);
    if (is_large)
        g_mutex_unlock (&one);
    return result;
}

static gboolean
finish (RfWriter *writer, GError **error)
{
    avifImage *image = make_image (writer);
    g_clear_pointer (&writer->picture, g_free); /* the encoder needs the room */
    avifEncoder *encoder = image ? avifEncoderCreate () : NULL;
    avifRWData file = AVIF_DATA_EMPTY;
    gboolean ok = FALSE;

    if (encoder) {
        int quality = writer->spec.quality ? writer->spec.quality : DEFAULT_QUALITY;
        encoder->quality = encoder->qualityAlpha = rf_writer_is_lossless (&writer->spec) ? 100 : quality;
        encoder->speed = SPEED;
        choose_tiles (encoder, &writer->spec);
        ok = encode (encoder, image, &file) == AVIF_RESULT_OK;
        avifEncoderDestroy (encoder);
    }
    g_clear_pointer (&image, avifImageDestroy);
    ok = ok ? rf_writer_put (writer, file.data, file.size, error)
            : rf_codec_fail (error, _ ("it could not be compressed; is there enough memory?"));
    avifRWDataFree (&file);
    return ok;
}

gboolean
rf_avif_create (RfWriter *writer, GError **error)
{
    if (writer->spec.width > 65535 || writer->spec.height > 65535)
        return rf_codec_fail (error, _ ("%d × %d pixels are more than an AVIF can have; choose --format png or tiff"),
                              writer->spec.width, writer->spec.height);
    writer->finish = finish;
    return rf_writer_hold (writer, error);
}
