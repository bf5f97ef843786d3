/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which codec reads a file, by its first bytes, and what to do with those that none reads. */
#include "codec-own.h"

#include "../i18n.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct {
    const char *id;
    const char *extensions[3];
} kinds[RF_FILE_KINDS] = {
    [RF_FILE_JPEG] = {"jpeg", {"jpg", "jpeg"}},
    [RF_FILE_PNG] = {"png", {"png"}},
    [RF_FILE_TIFF] = {"tiff", {"tif", "tiff"}},
};

const char *
rf_file_kind_id (RfFileKind kind)
{
    return kinds[kind].id;
}

const char *
rf_file_kind_extension (RfFileKind kind)
{
    return kinds[kind].extensions[0];
}

int
rf_file_kind_of_name (const char *path)
{
    const char *dot = strrchr (path, '.');

    for (int kind = 0; dot && !strchr (dot, '/') && kind < RF_FILE_KINDS; kind++)
        for (const char *const *extension = kinds[kind].extensions; *extension; extension++)
            if (g_ascii_strcasecmp (dot + 1, *extension) == 0)
                return kind;
    return -1;
}

RfSample
rf_file_kind_sample (RfFileKind kind, RfSample of)
{
    if (kind == RF_FILE_JPEG)
        return RF_SAMPLE_U8;
    return kind == RF_FILE_PNG ? MIN (of, RF_SAMPLE_U16) : of;
}

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

/* ---- Which it is ---- */

/* Files that other programs turn into one of ours, and how. */
static gboolean
fail_foreign (GError **error, const char *what)
{
    return rf_codec_fail (error, _ ("%s pictures are not read here; convert it to TIFF or PNG first"), what);
}

static gboolean
is_raw (const char *path)
{
    static const char *const endings[] = {".dng", ".nef", ".nrw", ".cr2", ".cr3", ".crw", ".arw", ".srf", ".sr2",
                                          ".pef", ".orf", ".rw2", ".raf", ".srw", ".3fr", ".iiq", ".rwl", ".raw"};
    g_autofree char *lower = g_ascii_strdown (path, -1);

    for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
        if (g_str_has_suffix (lower, endings[i]))
            return TRUE;
    return FALSE;
}

static gboolean
fail_unknown (GError **error, const guint8 *head, gsize length)
{
    g_autoptr (GString) start = g_string_new (NULL);

    if (length == 0)
        return rf_codec_fail (error, _ ("the file is empty"));
    for (gsize i = 0; i < MIN (length, 6) && g_ascii_isprint (head[i]); i++)
        g_string_append_c (start, (char)head[i]);
    if (start->len < 2)
        return rf_codec_fail (error, _ ("not a JPEG, PNG or TIFF file"));
    return rf_codec_fail (error, _ ("not a JPEG, PNG or TIFF file (it begins with “%s”)"), start->str);
}

static gboolean
choose_codec (RfReader *reader, const char *path, int shrink, GError **error)
{
    guint8 head[16] = {0};
    gsize length = fread (head, 1, sizeof head, reader->file);

    if (ferror (reader->file))
        return rf_codec_fail (error, _ ("it cannot be read (%s)"), g_strerror (errno));
    rewind (reader->file);
    if (is_raw (path))
        return rf_codec_fail (error, _ ("it is undeveloped RAW; develop it to a 16-bit TIFF first, for example with "
                                        "darktable-cli, and give that"));
    if (memcmp (head, "\xff\xd8\xff", 3) == 0)
        return rf_jpeg_open (reader, shrink, error);
    if (memcmp (head, "\x89PNG\r\n\x1a\n", 8) == 0)
        return rf_png_open (reader, error);
    if (memcmp (head, "II*\0", 4) == 0 || memcmp (head, "MM\0*", 4) == 0 || memcmp (head, "II+\0", 4) == 0 ||
        memcmp (head, "MM\0+", 4) == 0)
        return rf_tiff_open (reader, error);
    if (memcmp (head, "RIFF", 4) == 0 && memcmp (head + 8, "WEBP", 4) == 0)
        return fail_foreign (error, "WebP");
    if (memcmp (head + 4, "ftypavi", 7) == 0)
        return fail_foreign (error, "AVIF");
    if (memcmp (head + 4, "ftyphei", 7) == 0 || memcmp (head + 4, "ftypmif1", 8) == 0)
        return fail_foreign (error, "HEIF");
    if (memcmp (head, "\xff\x0a", 2) == 0 || memcmp (head + 4, "JXL ", 4) == 0)
        return fail_foreign (error, "JPEG XL");
    return fail_unknown (error, head, length);
}

/* ---- Readers ---- */

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

void
rf_picture_add_segment (RfPictureInfo *info, int marker, const void *data, gsize length)
{
    RfSegment *segment = g_new (RfSegment, 1);

    *segment = (RfSegment){marker, g_bytes_new (data, length)};
    g_ptr_array_add (info->jpeg.segments, segment);
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
open_reader (FILE *file, const char *path, int shrink, GError **error)
{
    RfReader *reader = g_new0 (RfReader, 1);

    reader->file = file;
    reader->info.jpeg.segments = g_ptr_array_new_with_free_func (free_segment);
    reader->info.comments = g_ptr_array_new_with_free_func (free_comment);
    reader->info.notes = g_ptr_array_new_with_free_func (g_free);
    if (!choose_codec (reader, path, shrink, error))
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
    return open_reader (file, path, shrink, error);
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
    return open_reader (file, "", 1, error);
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
    return !reader->finish || reader->finish (reader, error);
}

void
rf_reader_free (RfReader *reader)
{
    if (!reader)
        return;
    if (reader->codec)
        reader->close (reader);
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
    static gboolean (*const creators[]) (RfWriter *, GError **) = {
        [RF_FILE_JPEG] = rf_jpeg_create, [RF_FILE_PNG] = rf_png_create, [RF_FILE_TIFF] = rf_tiff_create};
    RfWriter *writer = g_new0 (RfWriter, 1);
    int copy = dup (file);

    writer->spec = *spec;
    writer->file = copy < 0 ? NULL : fdopen (copy, "w+b");
    if (!writer->file) {
        rf_codec_fail_write (error, errno, NULL);
        g_free (writer);
        return NULL;
    }
    if (!creators[spec->kind](writer, error))
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
    if (writer->file)
        fclose (writer->file);
    g_free (writer);
}
