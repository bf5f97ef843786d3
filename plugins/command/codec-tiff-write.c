/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * TIFF, written by libtiff row by row. */
#include "codec-tiff.h"

#include "../i18n.h"
#include "codec-own.h"

#include <errno.h>
#include <string.h>

typedef struct {
    TIFF *tiff;
    RfTiffSaid said;
    guint8 *row; /* the predictor works in place */
    int next;
} Encoder;

static gboolean
fail (const Encoder *encoder, int failure, GError **error)
{
    return rf_codec_fail_write (error, failure, encoder->said.text);
}

/* The source's way of packing if it loses nothing, else deflate. */
static int
choose_compression (const RfPictureInfo *source)
{
    static const int lossless[] = {COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE, COMPRESSION_DEFLATE,
                                   COMPRESSION_ZSTD};

    for (gsize i = 0; source->kind == RF_FILE_TIFF && i < G_N_ELEMENTS (lossless); i++)
        if (source->compression == lossless[i] && TIFFIsCODECConfigured ((guint16)lossless[i]))
            return lossless[i];
    return COMPRESSION_ADOBE_DEFLATE;
}

static void
set_up (TIFF *tiff, const RfWriterSpec *spec)
{
    static const int bits[] = {[RF_SAMPLE_U8] = 8, [RF_SAMPLE_U16] = 16, [RF_SAMPLE_FLOAT] = 32};
    const RfPictureInfo *source = spec->source;
    int compression = choose_compression (source);
    gboolean is_float = spec->sample == RF_SAMPLE_FLOAT;
    guint16 alpha = EXTRASAMPLE_UNASSALPHA;
    gsize length;

    TIFFSetField (tiff, TIFFTAG_IMAGEWIDTH, (guint32)spec->width);
    TIFFSetField (tiff, TIFFTAG_IMAGELENGTH, (guint32)spec->height);
    TIFFSetField (tiff, TIFFTAG_BITSPERSAMPLE, bits[spec->sample]);
    TIFFSetField (tiff, TIFFTAG_SAMPLESPERPIXEL, spec->has_alpha ? 4 : 3);
    if (spec->has_alpha)
        TIFFSetField (tiff, TIFFTAG_EXTRASAMPLES, 1, &alpha);
    TIFFSetField (tiff, TIFFTAG_SAMPLEFORMAT, is_float ? SAMPLEFORMAT_IEEEFP : SAMPLEFORMAT_UINT);
    TIFFSetField (tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB);
    TIFFSetField (tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField (tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
    TIFFSetField (tiff, TIFFTAG_COMPRESSION, compression);
    if (compression != COMPRESSION_NONE)
        TIFFSetField (tiff, TIFFTAG_PREDICTOR, is_float ? PREDICTOR_FLOATINGPOINT : PREDICTOR_HORIZONTAL);
    TIFFSetField (tiff, TIFFTAG_ROWSPERSTRIP, TIFFDefaultStripSize (tiff, 0));
    if (source->density[0] > 0) {
        TIFFSetField (tiff, TIFFTAG_XRESOLUTION, source->density[0]);
        TIFFSetField (tiff, TIFFTAG_YRESOLUTION, source->density[1]);
        TIFFSetField (tiff, TIFFTAG_RESOLUTIONUNIT, source->density_unit + 1);
    }
    if (spec->profile) {
        const void *data = g_bytes_get_data (spec->profile, &length);
        TIFFSetField (tiff, TIFFTAG_ICCPROFILE, (guint32)length, data);
    }
}

static gboolean
write_rows (RfWriter *writer, const void *rows, int n, GError **error)
{
    Encoder *encoder = writer->codec;
    gsize stride = rf_writer_row_bytes (&writer->spec);

    errno = 0;
    for (int done = 0; done < n; done++) {
        memcpy (encoder->row, (const guint8 *)rows + (gsize)done * stride, stride);
        if (TIFFWriteScanline (encoder->tiff, encoder->row, (guint32)encoder->next++, 0) < 0)
            return fail (encoder, errno, error);
    }
    return TRUE;
}

static gboolean
finish (RfWriter *writer, GError **error)
{
    Encoder *encoder = writer->codec;

    errno = 0;
    return (TIFFWriteDirectory (encoder->tiff) && TIFFFlush (encoder->tiff) && !*encoder->said.text) ||
           fail (encoder, errno, error);
}

static void
close_encoder (RfWriter *writer)
{
    Encoder *encoder = writer->codec;

    TIFFClose (encoder->tiff);
    g_free (encoder->row);
    g_free (encoder);
}

gboolean
rf_tiff_create (RfWriter *writer, GError **error)
{
    const RfWriterSpec *spec = &writer->spec;
    gboolean is_big = (double)rf_writer_row_bytes (spec) * spec->height > 3.9e9;
    Encoder *encoder = g_new0 (Encoder, 1);

    errno = 0;
    encoder->tiff = rf_tiff_open_said (fileno (writer->file), is_big ? "w8" : "w", &encoder->said);
    if (!encoder->tiff) {
        fail (encoder, errno, error);
        g_free (encoder);
        return FALSE;
    }
    encoder->row = g_malloc (rf_writer_row_bytes (spec));
    writer->codec = encoder;
    writer->write = write_rows;
    writer->finish = finish;
    writer->close = close_encoder;
    set_up (encoder->tiff, spec);
    return TRUE;
}
