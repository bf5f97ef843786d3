/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * PNG, written by libpng row by row. */
#include "../i18n.h"
#include "codec-own.h"
#include "codec-png-error.h"

#include <errno.h>
#include <string.h>

typedef struct {
    png_structp png;
    png_infop info;
    RfPngError said;
} Encoder;

static gboolean
fail (const Encoder *encoder, int failure, GError **error)
{
    return rf_codec_fail_write (error, failure, encoder->said.text);
}

static void
write_colours (Encoder *encoder, const RfWriterSpec *spec)
{
    const RfPictureInfo *source = spec->source;
    gsize length;

    if (spec->profile) {
        png_const_bytep bytes = g_bytes_get_data (spec->profile, &length);
        png_set_iCCP (encoder->png, encoder->info, "icc", PNG_COMPRESSION_TYPE_BASE, bytes, (png_uint_32)length);
    } else if (source->gamma > 0 && source->model == RF_MODEL_RGB) {
        const double *white = source->white, *p = source->primaries;
        png_set_gAMA (encoder->png, encoder->info, source->gamma);
        png_set_cHRM (encoder->png, encoder->info, white[0], white[1], p[0], p[1], p[2], p[3], p[4], p[5]);
    } else {
        png_set_sRGB (encoder->png, encoder->info, PNG_sRGB_INTENT_PERCEPTUAL);
    }
}

static void
write_comments (Encoder *encoder, const GPtrArray *comments)
{
    for (guint i = 0; i < comments->len; i++) {
        RfComment *comment = comments->pdata[i];
        png_text text = {.compression = PNG_ITXT_COMPRESSION_NONE,
                         .key = comment->key,
                         .text = comment->text,
                         .itxt_length = strlen (comment->text),
                         .lang = (char *)"",
                         .lang_key = (char *)""};
        gboolean plain = TRUE;
        for (const char *c = comment->text; *c; c++)
            plain = plain && (guchar)*c < 0x80;
        if (plain) {
            text.compression = PNG_TEXT_COMPRESSION_NONE;
            text.text_length = text.itxt_length;
            text.itxt_length = 0;
        }
        png_set_text (encoder->png, encoder->info, &text, 1);
    }
}

static void
write_density (Encoder *encoder, const RfPictureInfo *source)
{
    double per_metre = source->density_unit == 2 ? 100 : 1 / 0.0254;

    if (source->density[0] <= 0)
        return;
    if (source->density_unit == 0)
        per_metre = 1;
    png_set_pHYs (encoder->png, encoder->info, (png_uint_32)(source->density[0] * per_metre + 0.5),
                  (png_uint_32)(source->density[1] * per_metre + 0.5),
                  source->density_unit ? PNG_RESOLUTION_METER : PNG_RESOLUTION_UNKNOWN);
}

static gboolean
write_rows (RfWriter *writer, const void *rows, int n, GError **error)
{
    Encoder *encoder = writer->codec;
    gsize stride = rf_writer_row_bytes (&writer->spec);

    errno = 0;
    if (setjmp (png_jmpbuf (encoder->png)))
        return fail (encoder, errno, error);
    for (int done = 0; done < n; done++)
        png_write_row (encoder->png, (png_const_bytep)rows + (gsize)done * stride);
    return TRUE;
}

static gboolean
finish (RfWriter *writer, GError **error)
{
    Encoder *encoder = writer->codec;

    errno = 0;
    if (setjmp (png_jmpbuf (encoder->png)))
        return fail (encoder, errno, error);
    png_write_end (encoder->png, NULL);
    return TRUE;
}

static void
close_encoder (RfWriter *writer)
{
    Encoder *encoder = writer->codec;

    png_destroy_write_struct (&encoder->png, &encoder->info);
    g_free (encoder);
}

gboolean
rf_png_create (RfWriter *writer, GError **error)
{
    const RfWriterSpec *spec = &writer->spec;
    Encoder *encoder = g_new0 (Encoder, 1);

    encoder->png = png_create_write_struct (PNG_LIBPNG_VER_STRING, &encoder->said, rf_png_escape, rf_png_ignore);
    encoder->info = encoder->png ? png_create_info_struct (encoder->png) : NULL;
    g_assert (encoder->info); /* else no memory, as g_malloc has it */
    writer->codec = encoder;
    writer->write = write_rows;
    writer->finish = finish;
    writer->close = close_encoder;
    errno = 0;
    if (setjmp (png_jmpbuf (encoder->png)))
        return fail (encoder, errno, error);
    png_init_io (encoder->png, writer->file);
    png_set_benign_errors (encoder->png, 1); /* a profile that libpng finds odd is still the picture's own */
    png_set_user_limits (encoder->png, 1000000, 1000000);
    png_set_IHDR (encoder->png, encoder->info, (png_uint_32)spec->width, (png_uint_32)spec->height,
                  spec->sample == RF_SAMPLE_U16 ? 16 : 8,
                  spec->has_alpha ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                  PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    write_colours (encoder, spec);
    write_comments (encoder, spec->source->comments);
    write_density (encoder, spec->source);
    png_write_info (encoder->png, encoder->info);
    if (spec->sample == RF_SAMPLE_U16 && G_BYTE_ORDER == G_LITTLE_ENDIAN)
        png_set_swap (encoder->png);
    return TRUE;
}
