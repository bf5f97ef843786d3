/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * JPEG, written by libjpeg-turbo row by row. Of a JPEG the copy has the tables, so its quality and its size on the disk. */
#include "codec-jpeg.h"

#include "../i18n.h"
#include "codec-own.h"

#include <errno.h>
#include <string.h>

#define DEFAULT_QUALITY 95

typedef struct {
    struct jpeg_compress_struct jpeg;
    RfJpegErrors errors;
} Encoder;

static gboolean
fail (const Encoder *encoder, int failure, GError **error)
{
    return rf_codec_fail_write (error, failure, encoder->errors.said);
}

/* The source's tables and the resolution of its colours; of a grey one its only table serves for colour too. */
static void
copy_traits (struct jpeg_compress_struct *jpeg, const RfJpegTraits *traits, gboolean own_quality)
{
    gboolean same_model = jpeg->num_components == traits->n;

    for (int i = 0; i < jpeg->num_components; i++) {
        int from = same_model ? i : 0, table = traits->table_of[from];
        jpeg->comp_info[i].h_samp_factor = same_model ? traits->h[i] : 1;
        jpeg->comp_info[i].v_samp_factor = same_model ? traits->v[i] : 1;
        if (own_quality || !traits->has_table[table])
            continue;
        unsigned values[64];
        for (int k = 0; k < 64; k++)
            values[k] = traits->tables[table][k];
        jpeg_add_quant_table (jpeg, table, values, 100, FALSE);
        jpeg->comp_info[i].quant_tbl_no = table;
    }
}

static void
set_up (struct jpeg_compress_struct *jpeg, const RfWriterSpec *spec)
{
    const RfPictureInfo *source = spec->source;
    gboolean from_jpeg = source->kind == RF_FILE_JPEG && source->model != RF_MODEL_CMYK;

    jpeg->image_width = (JDIMENSION)spec->width;
    jpeg->image_height = (JDIMENSION)spec->height;
    jpeg->input_components = spec->is_grey ? 1 : 3;
    jpeg->in_color_space = spec->is_grey ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults (jpeg);
    if (from_jpeg && source->jpeg.is_rgb)
        jpeg_set_colorspace (jpeg, JCS_RGB);
    jpeg_set_quality (jpeg, spec->quality ? spec->quality : DEFAULT_QUALITY, TRUE);
    for (int i = 0; i < jpeg->num_components; i++)
        jpeg->comp_info[i].h_samp_factor = jpeg->comp_info[i].v_samp_factor = 1;
    if (from_jpeg)
        copy_traits (jpeg, &source->jpeg, spec->quality != 0);
    if (source->density[0] > 0) {
        jpeg->density_unit = (UINT8)source->density_unit;
        jpeg->X_density = (UINT16)CLAMP (source->density[0] + 0.5, 1, 65535);
        jpeg->Y_density = (UINT16)CLAMP (source->density[1] + 0.5, 1, 65535);
    }
    if (source->kind == RF_FILE_JPEG && !source->jpeg.has_jfif)
        jpeg->write_JFIF_header = FALSE;
}

/* ISO 21496-1; Adobe's words are in the XMP. */
static gboolean
speaks_of_gain (const RfSegment *segment)
{
    static const char name[] = "urn:iso:std:iso:ts:21496:-1";
    gsize length;
    const void *data = g_bytes_get_data (segment->bytes, &length);

    return segment->marker == JPEG_APP0 + 2 && length >= sizeof name && memcmp (data, name, sizeof name) == 0;
}

static void
write_segments (struct jpeg_compress_struct *jpeg, const RfWriterSpec *spec)
{
    const GPtrArray *segments = spec->header ? spec->header : spec->source->jpeg.segments;

    for (guint i = 0; i < segments->len; i++) {
        const RfSegment *segment = segments->pdata[i];
        gsize length;
        const void *data = g_bytes_get_data (segment->bytes, &length);
        if (!spec->header && ((spec->without_tags && segment->marker == JPEG_APP0 + 1) ||
                              (!spec->keeps_gain && speaks_of_gain (segment))))
            continue;
        jpeg_write_marker (jpeg, segment->marker, data, (unsigned)length);
    }
    if (spec->header)
        return;
    if (spec->profile) {
        gsize length;
        const void *data = g_bytes_get_data (spec->profile, &length);
        jpeg_write_icc_profile (jpeg, data, (unsigned)length);
    }
    if (spec->list) {
        gsize length;
        const void *data = g_bytes_get_data (spec->list, &length);
        jpeg_write_marker (jpeg, JPEG_APP0 + 2, data, (unsigned)length);
    }
}

static gboolean
write_rows (RfWriter *writer, const void *rows, int n, GError **error)
{
    Encoder *encoder = writer->codec;

    errno = 0;
    if (setjmp (encoder->errors.escape))
        return fail (encoder, errno, error);
    for (int done = 0; done < n; done++) {
        JSAMPROW row = (JSAMPROW)rows + (gsize)done * (gsize)encoder->jpeg.input_components * (gsize)writer->spec.width;
        jpeg_write_scanlines (&encoder->jpeg, &row, 1);
    }
    return TRUE;
}

static gboolean
finish (RfWriter *writer, GError **error)
{
    Encoder *encoder = writer->codec;

    errno = 0;
    if (setjmp (encoder->errors.escape))
        return fail (encoder, errno, error);
    jpeg_finish_compress (&encoder->jpeg);
    return TRUE;
}

static void
close_encoder (RfWriter *writer)
{
    Encoder *encoder = writer->codec;

    jpeg_destroy_compress (&encoder->jpeg);
    g_free (encoder);
}

gboolean
rf_jpeg_create (RfWriter *writer, GError **error)
{
    const RfWriterSpec *spec = &writer->spec;

    if (spec->width > JPEG_MAX_DIMENSION || spec->height > JPEG_MAX_DIMENSION)
        return rf_codec_fail (error, _ ("%d × %d pixels are more than a JPEG can have; choose --format png or tiff"),
                              spec->width, spec->height);
    Encoder *encoder = g_new0 (Encoder, 1);
    encoder->jpeg.err = rf_jpeg_errors (&encoder->errors);
    writer->codec = encoder;
    writer->write = write_rows;
    writer->finish = finish;
    writer->close = close_encoder;
    errno = 0;
    if (setjmp (encoder->errors.escape))
        return fail (encoder, errno, error);
    jpeg_create_compress (&encoder->jpeg);
    jpeg_stdio_dest (&encoder->jpeg, writer->file);
    set_up (&encoder->jpeg, spec);
    if (spec->header)
        encoder->jpeg.write_JFIF_header = encoder->jpeg.write_Adobe_marker = FALSE;
    jpeg_start_compress (&encoder->jpeg, TRUE);
    write_segments (&encoder->jpeg, spec);
    return TRUE;
}
