/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pictures are found by walking them from marker to marker, beginning where the list (MPF) says, and where the last one
 * ended: of both some files have but one. */
#include "codec-jpeg-parts.h"

#include "../i18n.h"
#include "codec-own.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define ISO_NAME "urn:iso:std:iso:ts:21496:-1"
#define MAX_LIST 16 /* pictures in a list */

/* ---- Markers ---- */

typedef struct {
    const guint8 *data;
    gsize size;
} Span;

/* Calls for every segment up to the picture's end and returns where that is; 0: it is not a whole JPEG. */
typedef void (*SegmentFunc) (int marker, const guint8 *body, gsize length, void *data);

static gsize
walk (Span file, gsize at, SegmentFunc call, void *data)
{
    const guint8 *bytes = file.data;

    if (at + 4 > file.size || bytes[at] != 0xff || bytes[at + 1] != 0xd8)
        return 0;
    for (at += 2; at + 2 <= file.size;) {
        int marker = bytes[at + 1];
        if (bytes[at] != 0xff)
            return 0;
        if (marker == 0xff) { /* filling */
            at++;
            continue;
        }
        if (marker == 0xd9)
            return at + 2;
        if (at + 4 > file.size)
            return 0;
        gsize length = ((gsize)bytes[at + 2] << 8) + bytes[at + 3];
        if (length < 2 || at + 2 + length > file.size)
            return 0;
        if (call)
            call (marker, bytes + at + 4, length - 2, data);
        at += 2 + length;
        if (marker != 0xda)
            continue;
        for (;; at++) { /* coded: up to a marker that is neither a stuffed byte nor one to begin again at */
            const guint8 *next = at < file.size ? memchr (bytes + at, 0xff, file.size - at) : NULL;
            if (!next || (gsize)(next - bytes) + 1 >= file.size)
                return 0;
            at = (gsize)(next - bytes);
            if (next[1] != 0 && (next[1] < 0xd0 || next[1] > 0xd7))
                break;
        }
    }
    return 0;
}

static gboolean
begins (const guint8 *body, gsize length, const char *word, gsize word_length)
{
    return length >= word_length && memcmp (body, word, word_length) == 0;
}

#define BEGINS(word) begins (body, length, word, sizeof word) /* with the 0 at its end */

/* ---- What there is ---- */

static gboolean
speaks_of_gain (const guint8 *body, gsize length)
{
    static const char *const words[] = {"ns.adobe.com/hdr-gain-map", "apple.com/HDRGainMap", "aux:hdrgainmap"};

    for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
        if (memmem (body, length, words[i], strlen (words[i])))
            return TRUE;
    return FALSE;
}

typedef struct {
    gboolean speaks_of_gain;
    const guint8 *list; /* from its byte order on; NULL: none */
    gsize list_length;
} Found;

static void
note_segment (int marker, const guint8 *body, gsize length, void *data)
{
    Found *found = data;

    if (marker == 0xe1 && BEGINS ("http://ns.adobe.com/xap/1.0/"))
        found->speaks_of_gain |= speaks_of_gain (body, length);
    if (marker == 0xe2 && BEGINS (ISO_NAME))
        found->speaks_of_gain = TRUE;
    if (marker == 0xe2 && BEGINS ("MPF")) {
        found->list = body + 4;
        found->list_length = length - 4;
    }
}

static guint32
read_number (const guint8 *at, int bytes, gboolean big)
{
    guint32 number = 0;

    for (int i = 0; i < bytes; i++)
        number |= (guint32)at[big ? bytes - 1 - i : i] << (8 * i);
    return number;
}

/* Where the list says that further pictures begin. */
static int
read_list (Span file, const Found *found, gsize starts[MAX_LIST])
{
    const guint8 *list = found->list;
    gboolean big = list && list[0] == 'M';
    int n = 0;

    if (!list || found->list_length < 14)
        return 0;
    gsize at = read_number (list + 4, 4, big);
    if (at + 2 > found->list_length)
        return 0;
    gsize tags = read_number (list + at, 2, big);
    for (gsize tag = at + 2; tags > 0 && tag + 12 <= found->list_length; tag += 12, tags--) {
        if (read_number (list + tag, 2, big) != 0xb002)
            continue;
        gsize length = read_number (list + tag + 4, 4, big), entry = read_number (list + tag + 8, 4, big);
        for (; length >= 16 && entry + 16 <= found->list_length && n < MAX_LIST; entry += 16, length -= 16) {
            gsize offset = read_number (list + entry + 8, 4, big);
            gsize start = (gsize)(list - file.data) + offset;
            if (offset != 0 && start < file.size)
                starts[n++] = start;
        }
    }
    return n;
}

/* Takes the picture that begins there; returns its end, 0 if there is none. */
static gsize
take_picture (RfJpegParts *parts, GBytes *bytes, Span file, gsize start)
{
    Found found = {FALSE};
    gsize end = walk (file, start, note_segment, &found);

    if (end == 0)
        return 0;
    if (found.speaks_of_gain && !parts->gain_map)
        parts->gain_map = g_bytes_new_from_bytes (bytes, start, end - start);
    else
        parts->has_more = TRUE;
    return end;
}

static void
find_parts (RfJpegParts *parts, GBytes *bytes)
{
    Span file;
    Found found = {FALSE};
    gsize starts[MAX_LIST], end;

    file.data = g_bytes_get_data (bytes, &file.size);
    gsize last = walk (file, 0, note_segment, &found);
    if (last == 0)
        return;
    parts->is_announced = found.speaks_of_gain;
    int n = read_list (file, &found, starts);
    for (int i = 0; i < n; i++)
        if (starts[i] >= last && (end = take_picture (parts, bytes, file, starts[i])) != 0)
            last = end;
    while ((end = take_picture (parts, bytes, file, last)) != 0)
        last = end;

    gsize left = file.size - last;
    if (left < 64)
        return;
    if (memmem (file.data + last, 64, "ftyp", 4))
        parts->film = g_bytes_new_from_bytes (bytes, last, left);
    else
        parts->unknown = left;
}

RfJpegParts *
rf_jpeg_parts_find (const char *path)
{
    RfJpegParts *parts = g_new0 (RfJpegParts, 1);
    GMappedFile *mapped = g_mapped_file_new (path, FALSE, NULL);

    if (!mapped)
        return parts;
    GBytes *bytes = g_mapped_file_get_bytes (mapped);
    find_parts (parts, bytes);
    g_bytes_unref (bytes);
    g_mapped_file_unref (mapped);
    return parts;
}

void
rf_jpeg_parts_free (RfJpegParts *parts)
{
    if (!parts)
        return;
    g_clear_pointer (&parts->gain_map, g_bytes_unref);
    g_clear_pointer (&parts->film, g_bytes_unref);
    g_free (parts);
}

/* ---- The list of pictures ---- */

#define LIST_LENGTH   86
#define FIRST_LENGTH  (4 + 50 + 4) /* where the first picture's length stands */
#define SECOND_LENGTH (4 + 50 + 16 + 4)
#define SECOND_OFFSET (SECOND_LENGTH + 4)

static const guint8 empty_list[LIST_LENGTH] = {
    'M',  'P', 'F', 0, 'M', 'M', 0, '*', 0,   0,   0,   8,   /* offsets count from the first M on */
    0,    3,                                                 /* tags: */
    0xb0, 0,   0,   7, 0,   0,   0, 4,   '0', '1', '0', '0', /* version */
    0xb0, 1,   0,   4, 0,   0,   0, 1,   0,   0,   0,   2,   /* pictures */
    0xb0, 2,   0,   7, 0,   0,   0, 32,  0,   0,   0,   50,  /* a list of 16 bytes each */
    0,    0,   0,   0,                                       /* no further tags */
    0,    3,                                                 /* the first: "baseline primary", its length, offset 0 */
};

GBytes *
rf_jpeg_parts_segment (void)
{
    return g_bytes_new_static (empty_list, sizeof empty_list);
}

static void
store_number (guint8 *at, gsize number)
{
    for (int i = 3; i >= 0; i--, number >>= 8)
        at[i] = (guint8)number;
}

typedef struct {
    const guint8 *place;
} ListPlace;

static void
note_list (int marker, const guint8 *body, gsize length, void *data)
{
    if (marker == 0xe2 && length == LIST_LENGTH && BEGINS ("MPF"))
        ((ListPlace *)data)->place = body;
}

/* What the picture is made of comes behind them. */
static void
take_segment (int marker, const guint8 *body, gsize length, void *data)
{
    if ((marker >= 0xe0 && marker <= 0xef) || marker == 0xfe)
        rf_jpeg_segments_add (data, marker, body, length);
}

GPtrArray *
rf_jpeg_header (const char *path)
{
    GMappedFile *mapped = g_mapped_file_new (path, FALSE, NULL);
    GPtrArray *segments = rf_jpeg_segments_new ();

    if (mapped) {
        Span file = {(const guint8 *)g_mapped_file_get_contents (mapped), g_mapped_file_get_length (mapped)};
        if (walk (file, 0, take_segment, segments) == 0)
            g_clear_pointer (&segments, g_ptr_array_unref);
        g_mapped_file_unref (mapped);
    }
    return segments;
}

/* Fills the list in; FALSE: the file has none, or is not whole. */
static gboolean
fill_list (const char *path, gsize map_length, guint8 list[LIST_LENGTH], gsize *place)
{
    GMappedFile *mapped = g_mapped_file_new (path, FALSE, NULL);
    ListPlace found = {NULL};

    if (!mapped)
        return FALSE;
    Span file = {(const guint8 *)g_mapped_file_get_contents (mapped), g_mapped_file_get_length (mapped)};
    gsize end = walk (file, 0, note_list, &found);
    gboolean ok = found.place && end == file.size && end + map_length < G_MAXUINT32;
    if (ok) {
        *place = (gsize)(found.place - file.data);
        memcpy (list, empty_list, LIST_LENGTH);
        store_number (list + FIRST_LENGTH, end);
        store_number (list + SECOND_LENGTH, map_length);
        store_number (list + SECOND_OFFSET, end - *place - 4);
    }
    g_mapped_file_unref (mapped);
    return ok;
}

static gboolean
write_all (int file, const void *data, gsize length)
{
    for (const guint8 *at = data; length > 0;) {
        gssize written = write (file, at, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return FALSE;
        at += written;
        length -= (gsize)written;
    }
    return TRUE;
}

static gboolean
write_bytes (int file, GBytes *bytes)
{
    gsize length = 0;
    const void *data = bytes ? g_bytes_get_data (bytes, &length) : NULL;

    return write_all (file, data, length);
}

gboolean
rf_jpeg_parts_append (const char *path, GBytes *gain_map, GBytes *film, GError **error)
{
    guint8 list[LIST_LENGTH];
    gsize place = 0;

    if (gain_map && !fill_list (path, g_bytes_get_size (gain_map), list, &place))
        return rf_codec_fail_write (error, 0, _ ("no room for the list of pictures"));
    int file = open (path, O_WRONLY | O_CLOEXEC);
    gboolean ok = file >= 0;
    if (ok && gain_map)
        ok = pwrite (file, list, LIST_LENGTH, (off_t)place) == LIST_LENGTH;
    ok = ok && lseek (file, 0, SEEK_END) >= 0 && write_bytes (file, gain_map) && write_bytes (file, film);
    int failure = errno;
    if (file >= 0 && close (file) != 0 && ok) {
        failure = errno;
        ok = FALSE;
    }
    return ok || rf_codec_fail_write (error, failure, NULL);
}
