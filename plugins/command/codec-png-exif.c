/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * EXIF of a PNG, chunk by chunk (PNG 1.5 extensions, eXIf). */
#include "codec-png.h"

#include "codec-own.h"

#include <string.h>
#include <zlib.h>

static void
append_number (GByteArray *file, gsize number)
{
    guint32 big = GUINT32_TO_BE ((guint32)number);

    g_byte_array_append (file, (const guint8 *)&big, sizeof big);
}

static void
append_exif (GByteArray *file, GBytes *exif)
{
    gsize length;
    const guint8 *data = g_bytes_get_data (exif, &length);

    append_number (file, length);
    g_byte_array_append (file, (const guint8 *)"eXIf", 4);
    g_byte_array_append (file, data, (guint)length);
    append_number (file, crc32 (crc32 (0, (const guint8 *)"eXIf", 4), data, (guint)length));
}

gboolean
rf_png_set_exif (const char *path, GBytes *exif, GError **error)
{
    g_autofree char *text = NULL;
    g_autoptr (GByteArray) file = g_byte_array_new ();
    gsize length, at = 8;

    if (!g_file_get_contents (path, &text, &length, error))
        return FALSE;
    const guint8 *data = (const guint8 *)text;
    g_byte_array_append (file, data, 8);
    while (at + 12 <= length) {
        gsize size = ((gsize)data[at] << 24) + ((gsize)data[at + 1] << 16) + ((gsize)data[at + 2] << 8) + data[at + 3];
        if (size > length - at - 12)
            break;
        if (memcmp (data + at + 4, "eXIf", 4) != 0)
            g_byte_array_append (file, data + at, (guint)size + 12);
        if (memcmp (data + at + 4, "IHDR", 4) == 0)
            append_exif (file, exif);
        at += size + 12;
    }
    return g_file_set_contents_full (path, (const char *)file->data, (gssize)file->len, G_FILE_SET_CONTENTS_NONE, 0666,
                                     error);
}
