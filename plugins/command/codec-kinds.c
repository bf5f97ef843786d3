/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The kinds of files: a row each. A new one is a codec-NAME.c, a row here, and one in meson.build. */
#include "../i18n.h"
#include "codec-own.h"

#include <string.h>

#define IS(at, word) (length >= (at) + sizeof (word) - 1 && memcmp (head + (at), word, sizeof (word) - 1) == 0)

static gboolean
is_jpeg (const guint8 *head, gsize length)
{
    return IS (0, "\xff\xd8\xff");
}

static gboolean
is_png (const guint8 *head, gsize length)
{
    return IS (0, "\x89PNG\r\n\x1a\n");
}

static gboolean
is_tiff (const guint8 *head, gsize length)
{
    return length >= 4 && (memcmp (head, "II*\0", 4) == 0 || memcmp (head, "MM\0*", 4) == 0 ||
                           memcmp (head, "II+\0", 4) == 0 || memcmp (head, "MM\0+", 4) == 0);
}

static gboolean
is_webp (const guint8 *head, gsize length)
{
    return IS (0, "RIFF") && IS (8, "WEBP");
}

static gboolean
is_avif (const guint8 *head, gsize length)
{
    return IS (4, "ftypavi");
}

static gboolean
is_jxl (const guint8 *head, gsize length)
{
    return IS (0, "\xff\x0a") || IS (4, "JXL \r\n\x87\n");
}

#ifdef RF_WITH_WEBP
#define WEBP rf_webp_open, rf_webp_create
#else
#define WEBP NULL, NULL
#endif
#ifdef RF_WITH_AVIF
#define AVIF rf_avif_open, rf_avif_create
#else
#define AVIF NULL, NULL
#endif
#ifdef RF_WITH_JXL
#define JXL rf_jxl_open, rf_jxl_create
#else
#define JXL NULL, NULL
#endif

static const RfCodec codecs[RF_FILE_KINDS] = {
    [RF_FILE_JPEG] =
        {"jpeg", "JPEG", {"jpg", "jpeg", "jpe"}, RF_SAMPLE_U8, TRUE, FALSE, is_jpeg, rf_jpeg_open, rf_jpeg_create},
    [RF_FILE_PNG] = {"png", "PNG", {"png"}, RF_SAMPLE_U16, FALSE, FALSE, is_png, rf_png_open, rf_png_create},
    [RF_FILE_TIFF] =
        {"tiff", "TIFF", {"tif", "tiff"}, RF_SAMPLE_FLOAT, FALSE, FALSE, is_tiff, rf_tiff_open, rf_tiff_create},
    [RF_FILE_WEBP] = {"webp", "WebP", {"webp"}, RF_SAMPLE_U8, TRUE, TRUE, is_webp, WEBP},
    [RF_FILE_AVIF] = {"avif", "AVIF", {"avif"}, RF_SAMPLE_U16, TRUE, TRUE, is_avif, AVIF},
    [RF_FILE_JXL] = {"jxl", "JPEG XL", {"jxl"}, RF_SAMPLE_FLOAT, TRUE, TRUE, is_jxl, JXL},
};

const RfCodec *
rf_codec_of (RfFileKind kind)
{
    return &codecs[kind];
}

const char *
rf_file_kind_id (RfFileKind kind)
{
    return codecs[kind].id;
}

const char *
rf_file_kind_extension (RfFileKind kind)
{
    return codecs[kind].extensions[0];
}

int
rf_file_kind_of_name (const char *path)
{
    const char *dot = strrchr (path, '.');

    for (int kind = 0; dot && !strchr (dot, '/') && kind < RF_FILE_KINDS; kind++)
        for (const char *const *extension = codecs[kind].extensions; *extension; extension++)
            if (g_ascii_strcasecmp (dot + 1, *extension) == 0)
                return kind;
    return -1;
}

RfSample
rf_file_kind_sample (RfFileKind kind, RfSample of)
{
    return MIN (of, codecs[kind].best);
}

gboolean
rf_file_kind_takes_quality (RfFileKind kind)
{
    return codecs[kind].takes_quality;
}

gboolean
rf_file_kind_takes_packets (RfFileKind kind)
{
    return codecs[kind].takes_packets;
}

gboolean
rf_file_kind_check (RfFileKind kind, GError **error)
{
    return codecs[kind].open || rf_codec_fail (error,
                                               _ ("this rangefinder was built without %s; convert it to TIFF or PNG "
                                                  "first, or build it with the library"),
                                               codecs[kind].name);
}

/* ---- Which it is ---- */

static gboolean
fail_unknown (GError **error, const guint8 *head, gsize length)
{
    g_autoptr (GString) start = g_string_new (NULL);

    if (length == 0)
        return rf_codec_fail (error, _ ("the file is empty"));
    if (IS (4, "ftyphei") || IS (4, "ftypmif1") || IS (4, "ftyphev"))
        return rf_codec_fail (error, _ ("HEIF pictures are not read here; convert it to TIFF or PNG first"));
    for (gsize i = 0; i < MIN (length, 6) && g_ascii_isprint (head[i]); i++)
        g_string_append_c (start, (char)head[i]);
    if (start->len < 2)
        return rf_codec_fail (error, _ ("not a JPEG, PNG, TIFF, WebP, AVIF or JPEG XL file"));
    return rf_codec_fail (error, _ ("not a JPEG, PNG, TIFF, WebP, AVIF or JPEG XL file (it begins with “%s”)"),
                          start->str);
}

const RfCodec *
rf_codec_find (const guint8 *head, gsize length, GError **error)
{
    for (int kind = 0; kind < RF_FILE_KINDS; kind++)
        if (codecs[kind].is (head, length))
            return rf_file_kind_check ((RfFileKind)kind, error) ? &codecs[kind] : NULL;
    fail_unknown (error, head, length);
    return NULL;
}
