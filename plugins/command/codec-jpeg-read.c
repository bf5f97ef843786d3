/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * JPEG, read by libjpeg-turbo row by row. */
#include "codec-jpeg.h"

#include "../i18n.h"
#include "codec-own.h"

#include <string.h>

#include <jerror.h>

typedef struct {
    struct jpeg_decompress_struct jpeg;
    RfJpegErrors errors;
} Decoder;

static void
escape (j_common_ptr jpeg)
{
    RfJpegErrors *errors = (RfJpegErrors *)jpeg->err;

    jpeg->err->format_message (jpeg, errors->said);
    longjmp (errors->escape, 1);
}

/* Level -1 is a warning. Most mean that part of the picture is missing; the others are nobody's loss. */
static void
note_warning (j_common_ptr jpeg, int level)
{
    RfJpegErrors *errors = (RfJpegErrors *)jpeg->err;
    int code = jpeg->err->msg_code;

    if (level >= 0 || code == JWRN_EXTRANEOUS_DATA || code == JWRN_ADOBE_XFORM || code == JWRN_JFIF_MAJOR ||
        code == JWRN_BOGUS_ICC)
        return;
    if (!errors->damage) {
        errors->damage = code;
        jpeg->err->format_message (jpeg, errors->said);
    }
}

static void
say_nothing (j_common_ptr jpeg)
{
}

struct jpeg_error_mgr *
rf_jpeg_errors (RfJpegErrors *errors)
{
    jpeg_std_error (&errors->base);
    errors->base.error_exit = escape;
    errors->base.emit_message = note_warning;
    errors->base.output_message = say_nothing;
    return &errors->base;
}

static gboolean
fail_damaged (const Decoder *decoder, GError **error)
{
    if (decoder->errors.damage == JWRN_JPEG_EOF || decoder->errors.damage == JWRN_HIT_MARKER)
        return rf_codec_fail (error, _ ("the file is damaged: its end is missing"));
    return rf_codec_fail (error, _ ("the file is damaged (%s)"), decoder->errors.said);
}

/* ---- Segments ---- */

static gboolean
begins (const struct jpeg_marker_struct *marker, const char *word, gsize length)
{
    return marker->data_length >= length && memcmp (marker->data, word, length) == 0;
}

#define BEGINS(marker, word) begins (marker, word, sizeof word) /* with the 0 at its end */

/* JFIF, Adobe's, the profile's segments and the list of further pictures are written anew; of EXIF in several segments only
 * the first can be read by others. */
static gboolean
is_carried (const struct jpeg_marker_struct *marker)
{
    switch (marker->marker) {
    case JPEG_APP0:
    case JPEG_APP0 + 14:
        return FALSE;
    case JPEG_APP0 + 2:
        return !BEGINS (marker, "ICC_PROFILE") && !BEGINS (marker, "MPF");
    default:
        return TRUE;
    }
}

static void
read_segments (RfPictureInfo *info, const struct jpeg_decompress_struct *jpeg)
{
    int exif = 0;

    for (jpeg_saved_marker_ptr marker = jpeg->marker_list; marker; marker = marker->next) {
        gboolean is_exif = marker->marker == JPEG_APP0 + 1 && BEGINS (marker, "Exif\0");
        if (is_carried (marker) && !(is_exif && exif > 0))
            rf_jpeg_segments_add (info->jpeg.segments, marker->marker, marker->data, marker->data_length);
        exif += is_exif;
    }
    if (exif > 1)
        rf_picture_note (info, g_strdup (_ ("its EXIF data are larger than 64 KB; only the first part is kept")));
}

static void
read_traits (RfPictureInfo *info, const struct jpeg_decompress_struct *jpeg)
{
    RfJpegTraits *traits = &info->jpeg;

    traits->has_jfif = jpeg->saw_JFIF_marker;
    traits->is_ycc = jpeg->jpeg_color_space == JCS_YCbCr;
    traits->is_rgb = jpeg->jpeg_color_space == JCS_RGB;
    traits->n = MIN (jpeg->num_components, 4);
    for (int i = 0; i < traits->n; i++) {
        traits->table_of[i] = jpeg->comp_info[i].quant_tbl_no;
        traits->h[i] = jpeg->comp_info[i].h_samp_factor;
        traits->v[i] = jpeg->comp_info[i].v_samp_factor;
    }
    if (jpeg->saw_JFIF_marker) {
        info->density[0] = jpeg->X_density;
        info->density[1] = jpeg->Y_density;
        info->density_unit = jpeg->density_unit;
    }
}

/* A file may bring its tables after the first segments: complete only when the first row can be read. */
static void
read_tables (RfPictureInfo *info, const struct jpeg_decompress_struct *jpeg)
{
    for (int i = 0; i < 4; i++)
        if (jpeg->quant_tbl_ptrs[i]) {
            info->jpeg.has_table[i] = TRUE;
            memcpy (info->jpeg.tables[i], jpeg->quant_tbl_ptrs[i]->quantval, sizeof info->jpeg.tables[i]);
        }
}

static gboolean
read_model (RfPictureInfo *info, struct jpeg_decompress_struct *jpeg, GError **error)
{
    switch (jpeg->jpeg_color_space) {
    case JCS_GRAYSCALE:
        info->model = RF_MODEL_GRAY;
        return TRUE;
    case JCS_YCbCr:
    case JCS_RGB:
        info->model = RF_MODEL_RGB;
        jpeg->out_color_space = JCS_RGB;
        return TRUE;
    case JCS_CMYK:
    case JCS_YCCK:
        info->model = RF_MODEL_CMYK;
        jpeg->out_color_space = JCS_CMYK;
        return TRUE;
    default:
        return rf_codec_fail (error, _ ("its colours are neither grey, RGB nor CMYK; save it anew in one of these"));
    }
}

/* ---- Reading ---- */

static gboolean
read_rows (RfReader *reader, void *rows, int n, GError **error)
{
    Decoder *decoder = reader->codec;
    gsize stride = (gsize)reader->info.width * rf_picture_pixel_bytes (&reader->info);

    if (setjmp (decoder->errors.escape))
        return rf_codec_fail (error, _ ("the file is damaged (%s)"), decoder->errors.said);
    for (int done = 0; done < n; done++) {
        JSAMPROW row = (JSAMPROW)rows + (gsize)done * stride;
        jpeg_read_scanlines (&decoder->jpeg, &row, 1);
        /* Adobe's programs write how much ink is missing, and say who they are. */
        for (gsize i = 0; reader->info.model == RF_MODEL_CMYK && decoder->jpeg.saw_Adobe_marker && i < stride; i++)
            row[i] = (JSAMPLE)~row[i];
    }
    return !decoder->errors.damage || fail_damaged (decoder, error);
}

static gboolean
finish (RfReader *reader, GError **error)
{
    Decoder *decoder = reader->codec;

    if (setjmp (decoder->errors.escape))
        return rf_codec_fail (error, _ ("the file is damaged (%s)"), decoder->errors.said);
    jpeg_finish_decompress (&decoder->jpeg);
    return !decoder->errors.damage || fail_damaged (decoder, error);
}

static void
close_decoder (RfReader *reader)
{
    Decoder *decoder = reader->codec;

    jpeg_destroy_decompress (&decoder->jpeg);
    g_free (decoder);
}

gboolean
rf_jpeg_open (RfReader *reader, GError **error)
{
    Decoder *decoder = g_new0 (Decoder, 1);
    RfPictureInfo *info = &reader->info;
    JOCTET *profile;
    unsigned length;

    decoder->jpeg.err = rf_jpeg_errors (&decoder->errors);
    reader->codec = decoder;
    reader->read = read_rows;
    reader->finish = finish;
    reader->close = close_decoder;
    if (setjmp (decoder->errors.escape))
        return decoder->jpeg.err->msg_code == JERR_BAD_PRECISION
                   ? rf_codec_fail (error, _ ("it is a JPEG of more than 8 bits; convert it to TIFF or PNG first"))
                   : rf_codec_fail (error, _ ("not a JPEG that can be read (%s)"), decoder->errors.said);
    jpeg_create_decompress (&decoder->jpeg);
    jpeg_stdio_src (&decoder->jpeg, reader->file);
    jpeg_save_markers (&decoder->jpeg, JPEG_COM, 0xffff);
    for (int i = 0; i < 16; i++)
        jpeg_save_markers (&decoder->jpeg, JPEG_APP0 + i, 0xffff);
    jpeg_read_header (&decoder->jpeg, TRUE);
    if (!read_model (info, &decoder->jpeg, error))
        return FALSE;
    info->kind = RF_FILE_JPEG;
    info->sample = RF_SAMPLE_U8;
    read_segments (info, &decoder->jpeg);
    read_traits (info, &decoder->jpeg);
    if (jpeg_read_icc_profile (&decoder->jpeg, &profile, &length))
        info->profile = g_bytes_new_with_free_func (profile, length, free, profile);
    decoder->jpeg.scale_num = 1;
    decoder->jpeg.scale_denom = (unsigned)reader->shrink;
    jpeg_start_decompress (&decoder->jpeg);
    read_tables (info, &decoder->jpeg);
    info->width = (int)decoder->jpeg.output_width;
    info->height = (int)decoder->jpeg.output_height;
    return !decoder->errors.damage || fail_damaged (decoder, error);
}
