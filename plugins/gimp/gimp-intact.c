/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-intact.h"

#include "../i18n.h"

#include <errno.h>
#include <string.h>

typedef struct {
    const guint8 *data;
    guint64 size;
    gboolean big_endian; /* of the numbers of a TIFF file */
} File;

static guint64
read_number (const File *file, guint64 at, int bytes)
{
    guint64 number = 0;
    for (int i = 0; i < bytes; i++)
        number = number << 8 | file->data[at + (file->big_endian ? i : bytes - 1 - i)];
    return number;
}

static gboolean
fits (const File *file, guint64 at, guint64 length)
{
    return at <= file->size && length <= file->size - at;
}

/* Segments with a length up to the first scan, then compressed data, in which FF is followed by 00 or a restart mark, up to
 * the mark of the end. What comes after that is other programs' business. */
static gboolean
is_whole_jpeg (const File *file)
{
    guint64 at = 2;

    while (fits (file, at, 2)) {
        const guint8 *mark = memchr (file->data + at, 0xff, file->size - at - 1);
        if (!mark)
            return FALSE;
        at = mark - file->data;
        guint8 kind = file->data[at + 1];
        if (kind == 0xd9)
            return TRUE;
        if (kind == 0xff) {
            at += 1;
        } else if (kind <= 0x01 || (kind >= 0xd0 && kind <= 0xd8)) {
            at += 2;
        } else {
            if (!fits (file, at, 4))
                return FALSE;
            at += 2 + read_number (file, at + 2, 2);
        }
    }
    return FALSE;
}

static gboolean
is_whole_png (const File *file)
{
    for (guint64 at = 8; fits (file, at, 12);) {
        guint64 length = read_number (file, at, 4);
        if (!fits (file, at, length + 12))
            return FALSE;
        if (memcmp (file->data + at + 4, "IEND", 4) == 0)
            return TRUE;
        at += length + 12;
    }
    return FALSE;
}

static gboolean
is_whole_webp (const File *file)
{
    return fits (file, 8, read_number (file, 4, 4));
}

/* One of the two lists, offsets and byte counts, of a picture's strips or tiles. */
typedef struct {
    guint64 at, count;
    int bytes;
} List;

static gboolean
read_list (const File *file, guint64 entry, int offset_bytes, List *list)
{
    int type = read_number (file, entry + 2, 2);
    guint64 count = read_number (file, entry + 4, offset_bytes);

    list->bytes = type == 3 ? 2 : type == 4 ? 4 : 8;
    list->count = count;
    list->at = entry + 4 + offset_bytes;
    if (count > file->size)
        return FALSE;
    if (count * list->bytes > (guint64)offset_bytes)
        list->at = read_number (file, list->at, offset_bytes);
    return fits (file, list->at, count * list->bytes);
}

/* The first picture's directory, and every strip or tile it names, must lie in the file. */
static gboolean
is_whole_tiff (const File *file, gboolean big)
{
    int offset_bytes = big ? 8 : 4, count_bytes = big ? 8 : 2, entry_bytes = big ? 20 : 12;
    guint64 directory = fits (file, 0, 16) ? read_number (file, offset_bytes, offset_bytes) : file->size;
    List offsets = {0}, counts = {0};

    if (!fits (file, directory, count_bytes))
        return FALSE;
    guint64 n = read_number (file, directory, count_bytes);
    if (n > file->size || !fits (file, directory + count_bytes, n * entry_bytes))
        return FALSE;
    for (guint64 i = 0; i < n; i++) {
        guint64 entry = directory + count_bytes + i * entry_bytes;
        int tag = read_number (file, entry, 2);
        if ((tag == 273 || tag == 324) && !read_list (file, entry, offset_bytes, &offsets))
            return FALSE;
        if ((tag == 279 || tag == 325) && !read_list (file, entry, offset_bytes, &counts))
            return FALSE;
    }
    for (guint64 i = 0; i < MIN (offsets.count, counts.count); i++)
        if (!fits (file, read_number (file, offsets.at + i * offsets.bytes, offsets.bytes),
                   read_number (file, counts.at + i * counts.bytes, counts.bytes)))
            return FALSE;
    return offsets.count > 0;
}

static gboolean
is_whole (File *file)
{
    const guint8 *data = file->data;

    if (file->size < 12)
        return FALSE;
    if (memcmp (data, "\xff\xd8\xff", 3) == 0) {
        file->big_endian = TRUE;
        return is_whole_jpeg (file);
    }
    if (memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0) {
        file->big_endian = TRUE;
        return is_whole_png (file);
    }
    if (memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
        return is_whole_webp (file);
    if (memcmp (data, "II*\0", 4) == 0 || memcmp (data, "II+\0", 4) == 0)
        return is_whole_tiff (file, data[2] == '+');
    if (memcmp (data, "MM\0*", 4) == 0 || memcmp (data, "MM\0+", 4) == 0) {
        file->big_endian = TRUE;
        return is_whole_tiff (file, data[3] == '+');
    }
    return TRUE;
}

gboolean
rf_intact_check (const char *path, GError **error)
{
    g_autoptr (GMappedFile) map = g_mapped_file_new (path, FALSE, NULL);
    int failure = errno;

    if (!map) {
        g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (failure), _ ("it cannot be read (%s)"),
                     g_strerror (failure));
        return FALSE;
    }
    File file = {(const guint8 *)g_mapped_file_get_contents (map), g_mapped_file_get_length (map), FALSE};
    if (!file.size) {
        g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _ ("the file is empty"));
        return FALSE;
    }
    if (!is_whole (&file)) {
        g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _ ("the file is damaged: its end is missing"));
        return FALSE;
    }
    return TRUE;
}
