/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files that are read and written, whichever their kind. */
#include "codec-own.h"

#include "../i18n.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

gboolean
rf_codec_fail (GError **error, const char *format, ...)
{
    va_list arguments;

    va_start (arguments, format);
    g_autofree char *text = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, text);
    return FALSE;
}

gboolean
rf_codec_fail_write (GError **error, int failure, const char *said)
{
    if (failure == ENOSPC || failure == EDQUOT)
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, _ ("no space left on the disk"));
    else
        g_set_error (error, G_IO_ERROR, failure ? g_io_error_from_errno (failure) : G_IO_ERROR_FAILED,
                     _ ("it could not be written (%s)"), failure ? g_strerror (failure) : said);
    return FALSE;
}

/* ---- Readers ---- */

static gboolean
choose_codec (RfReader *reader, GError **error)
{
    guint8 head[16] = {0};
    gsize length = fread (head, 1, sizeof head, reader->file);

    if (ferror (reader->file))
        return rf_codec_fail (error, _ ("it cannot be read (%s)"), g_strerror (errno));
    rewind (reader->file);
    const RfCodec *codec = rf_codec_find (head, length, error);
    return codec && codec->open (reader, error);
}

static void
free_segment (void *data)
{
    RfSegment *segment = data;

    g_bytes_unref (segment->bytes);
    g_free (segment);
}

static void
free_comment (void *data)
{
    RfComment *comment = data;

    g_free (comment->key);
    g_free (comment->text);
    g_free (comment);
}

GPtrArray *
rf_jpeg_segments_new (void)
{
    return g_ptr_array_new_with_free_func (free_segment);
}

void
rf_jpeg_segments_add (GPtrArray *segments, int marker, const void *data, gsize length)
{
    RfSegment *segment = g_new (RfSegment, 1);

    *segment = (RfSegment){marker, g_bytes_new (data, length)};
    g_ptr_array_add (segments, segment);
}

void
rf_picture_add_comment (RfPictureInfo *info, const char *key, const char *text)
{
    RfComment *comment = g_new (RfComment, 1);

    *comment = (RfComment){g_strdup (key), g_strdup (text)};
    g_ptr_array_add (info->comments, comment);
}

void
rf_picture_note (RfPictureInfo *info, char *note)
{
    g_ptr_array_add (info->notes, note);
}

/* Takes the file. */
static RfReader *
open_reader (FILE *file, int shrink, GError **error)
{
    RfReader *reader = g_new0 (RfReader, 1);

    reader->file = file;
    reader->shrink = shrink;
    reader->info.jpeg.segments = rf_jpeg_segments_new ();
    reader->info.comments = g_ptr_array_new_with_free_func (free_comment);
    reader->info.notes = g_ptr_array_new_with_free_func (g_free);
    if (!choose_codec (reader, error))
        g_clear_pointer (&reader, rf_reader_free);
    return reader;
}

RfReader *
rf_reader_open (const char *path, int shrink, GError **error)
{
    FILE *file = g_fopen (path, "rb");
    int failure = errno;
    struct stat status;

    if (!file) {
        rf_codec_fail (error, _ ("it cannot be read (%s)"), g_strerror (failure));
        return NULL;
    }
    if (fstat (fileno (file), &status) == 0 && S_ISDIR (status.st_mode)) {
        fclose (file);
        rf_codec_fail (error, _ ("it is a folder; give the photographs in it"));
        return NULL;
    }
    return open_reader (file, shrink, error);
}

RfReader *
rf_reader_open_bytes (GBytes *bytes, GError **error)
{
    gsize length;
    const void *data = g_bytes_get_data (bytes, &length);
    FILE *file = fmemopen ((void *)data, length, "rb"); /* only read */

    if (!file) {
        rf_codec_fail (error, _ ("it cannot be read (%s)"), g_strerror (errno));
        return NULL;
    }
    return open_reader (file, 1, error);
}

const RfPictureInfo *
rf_reader_info (const RfReader *reader)
{
    return &reader->info;
}

gboolean
rf_reader_read (RfReader *reader, void *rows, int n, GError **error)
{
    return reader->read (reader, rows, n, error);
}

gboolean
rf_reader_finish (RfReader *reader, GError **error)
{
    g_clear_pointer (&reader->picture, g_free); /* before a writer that holds its own needs the room to compress it */
    return !reader->finish || reader->finish (reader, error);
}

void
rf_reader_free (RfReader *reader)
{
    if (!reader)
        return;
    if (reader->codec)
        reader->close (reader);
    g_free (reader->picture);
    if (reader->file)
        fclose (reader->file);
    g_clear_pointer (&reader->info.profile, g_bytes_unref);
    g_ptr_array_unref (reader->info.jpeg.segments);
    g_ptr_array_unref (reader->info.comments);
    g_ptr_array_unref (reader->info.notes);
    g_free (reader);
}

gsize
rf_picture_pixel_bytes (const RfPictureInfo *info)
{
    static const gsize channels[] = {[RF_MODEL_GRAY] = 1, [RF_MODEL_RGB] = 3, [RF_MODEL_CMYK] = 4};
    static const gsize bytes[] = {[RF_SAMPLE_U8] = 1, [RF_SAMPLE_U16] = 2, [RF_SAMPLE_FLOAT] = 4};

    return (channels[info->model] + (info->has_alpha ? 1 : 0)) * bytes[info->sample];
}

/* ---- Writers ---- */

RfWriter *
rf_writer_new (int file, const RfWriterSpec *spec, GError **error)
{
    RfWriter *writer = g_new0 (RfWriter, 1);
    int copy = dup (file);

    writer->spec = *spec;
    writer->file = copy < 0 ? NULL : fdopen (copy, "w+b");
    if (!writer->file) {
        rf_codec_fail_write (error, errno, NULL);
        g_free (writer);
        return NULL;
    }
    if (!rf_file_kind_check (spec->kind, error) || !rf_codec_of (spec->kind)->create (writer, error))
        g_clear_pointer (&writer, rf_writer_free);
    return writer;
}

gboolean
rf_writer_write (RfWriter *writer, const void *rows, int n, GError **error)
{
    return writer->write (writer, rows, n, error);
}

gboolean
rf_writer_finish (RfWriter *writer, GError **error)
{
    if (!writer->finish (writer, error))
        return FALSE;
    return fflush (writer->file) == 0 || rf_codec_fail_write (error, errno, NULL);
}

void
rf_writer_free (RfWriter *writer)
{
    if (!writer)
        return;
    if (writer->codec)
        writer->close (writer);
    g_free (writer->picture);
    if (writer->file)
        fclose (writer->file);
    g_free (writer);
}
