/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For codecs that only take and give a picture as a whole. */
#include "../i18n.h"
#include "codec-own.h"

#include <errno.h>
#include <string.h>

static gboolean
fail_memory (gsize size, GError **error)
{
    g_autofree char *text = g_format_size (size);

    return rf_codec_fail (error, _ ("a picture of this size and kind needs %s of memory"), text);
}

GBytes *
rf_reader_load (RfReader *reader, GError **error)
{
    long length = fseek (reader->file, 0, SEEK_END) == 0 ? ftell (reader->file) : -1;
    guint8 *data = length > 0 ? g_try_malloc ((gsize)length) : NULL;

    rewind (reader->file);
    if (data && fread (data, 1, (gsize)length, reader->file) == (gsize)length)
        return g_bytes_new_take (data, (gsize)length);
    rf_codec_fail (error, _ ("it cannot be read (%s)"), g_strerror (errno));
    g_free (data);
    return NULL;
}

static gboolean
read_held (RfReader *reader, void *rows, int n, GError **error)
{
    gsize stride = (gsize)reader->info.width * rf_picture_pixel_bytes (&reader->info);

    memcpy (rows, reader->picture + (gsize)reader->next * stride, (gsize)n * stride);
    reader->next += n;
    return TRUE;
}

gboolean
rf_reader_hold (RfReader *reader, GError **error)
{
    gsize size = (gsize)reader->info.width * (gsize)reader->info.height * rf_picture_pixel_bytes (&reader->info);

    reader->read = read_held;
    reader->picture = g_try_malloc (size);
    return reader->picture || fail_memory (size, error);
}

gsize
rf_writer_row_bytes (const RfWriterSpec *spec)
{
    static const gsize bytes[] = {[RF_SAMPLE_U8] = 1, [RF_SAMPLE_U16] = 2, [RF_SAMPLE_FLOAT] = 4};

    return (gsize)spec->width * (spec->has_alpha ? 4 : 3) * bytes[spec->sample];
}

gboolean
rf_writer_is_lossless (const RfWriterSpec *spec)
{
    return spec->quality == 100 ||
           (spec->quality == 0 && spec->source->kind == spec->kind && spec->source->is_lossless);
}

static gboolean
write_held (RfWriter *writer, const void *rows, int n, GError **error)
{
    gsize stride = rf_writer_row_bytes (&writer->spec);

    memcpy (writer->picture + (gsize)writer->next * stride, rows, (gsize)n * stride);
    writer->next += n;
    return TRUE;
}

gboolean
rf_writer_hold (RfWriter *writer, GError **error)
{
    gsize size = rf_writer_row_bytes (&writer->spec) * (gsize)writer->spec.height;

    writer->write = write_held;
    writer->picture = g_try_malloc (size);
    return writer->picture || fail_memory (size, error);
}

gboolean
rf_writer_put (RfWriter *writer, const void *data, gsize length, GError **error)
{
    errno = 0;
    return fwrite (data, 1, length, writer->file) == length || rf_codec_fail_write (error, errno, _ ("the disk"));
}
