/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is changed, and nothing else: the orientation (the pixels are upright now), the size in pixels, the small preview
 * (of the picture as it was), what tells of pictures and films that are left out, and the key. */
#include "develop-tags.h"

#include "../i18n.h"
#include "codec-png.h"

#include <gexiv2/gexiv2.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

/* 0.16 took the names of the old functions for the new ones, which return a GError. */
#if !GEXIV2_CHECK_VERSION(0, 15, 0)
#define gexiv2_metadata_has_tag                gexiv2_metadata_try_has_tag
#define gexiv2_metadata_get_tag_string         gexiv2_metadata_try_get_tag_string
#define gexiv2_metadata_get_tag_raw            gexiv2_metadata_try_get_tag_raw
#define gexiv2_metadata_set_tag_string         gexiv2_metadata_try_set_tag_string
#define gexiv2_metadata_clear_tag              gexiv2_metadata_try_clear_tag
#define gexiv2_metadata_erase_exif_thumbnail   gexiv2_metadata_try_erase_exif_thumbnail
#define gexiv2_metadata_register_xmp_namespace gexiv2_metadata_try_register_xmp_namespace
#define gexiv2_metadata_get_exif_tag_rational  gexiv2_metadata_try_get_exif_tag_rational
#define gexiv2_metadata_set_exif_tag_rational  gexiv2_metadata_try_set_exif_tag_rational
#define gexiv2_metadata_generate_xmp_packet    gexiv2_metadata_try_generate_xmp_packet
#endif

#define KEY "Xmp.rangefinder.MadeFrom"

struct RfPhotoTags {
    GExiv2Metadata *metadata; /* NULL: there are none */
};

/* exiv2 keeps tables of names that all files share. */
static GMutex mutex;

void
rf_photo_tags_init (void)
{
    gexiv2_initialize ();
    gexiv2_log_set_level (GEXIV2_LOG_LEVEL_MUTE); /* odd tags are not the user's concern */
    gexiv2_metadata_register_xmp_namespace ("http://ns.rangefinder.invalid/1.0/", "rangefinder", NULL);
}

static GExiv2Metadata *
open_metadata (const char *path, GError **error)
{
    GExiv2Metadata *metadata = gexiv2_metadata_new ();

    if (!gexiv2_metadata_open_path (metadata, path, error))
        g_clear_object (&metadata);
    return metadata;
}

RfPhotoTags *
rf_photo_tags_read (const char *path, GPtrArray *notes)
{
    RfPhotoTags *tags = g_new0 (RfPhotoTags, 1);
    g_autoptr (GError) error = NULL;

    g_mutex_lock (&mutex);
    tags->metadata = open_metadata (path, &error);
    g_mutex_unlock (&mutex);
    if (!tags->metadata)
        g_ptr_array_add (
            notes, g_strdup_printf (_ ("its EXIF, XMP and IPTC cannot be read and are left out (%s)"), error->message));
    return tags;
}

gboolean
rf_photo_tags_are_readable (const RfPhotoTags *tags)
{
    return tags->metadata != NULL;
}

void
rf_photo_tags_free (RfPhotoTags *tags)
{
    if (!tags)
        return;
    g_mutex_lock (&mutex);
    g_clear_object (&tags->metadata);
    g_mutex_unlock (&mutex);
    g_free (tags);
}

RfCaption *
rf_photo_tags_caption (const RfPhotoTags *tags)
{
    g_mutex_lock (&mutex);
    RfCaption *caption = tags->metadata ? rf_caption_read (tags->metadata) : rf_caption_new ();
    g_mutex_unlock (&mutex);
    return caption;
}

/* ---- Changes ---- */

static void
renew (GExiv2Metadata *metadata, const char *tag, int value)
{
    char text[16];

    g_snprintf (text, sizeof text, "%d", value);
    if (gexiv2_metadata_has_tag (metadata, tag, NULL))
        gexiv2_metadata_set_tag_string (metadata, tag, text, NULL);
}

/* With the structures that it is a part of, and the list that these are in if nothing of it is to stay: gexiv2 does not tell
 * of them, and removes only what has a text. */
static void
remove_tag (GExiv2Metadata *metadata, const char *tag, gboolean with_list)
{
    g_autofree char *name = g_strdup (tag);

    for (char *end = name + strlen (name); end; end = strrchr (name, '/')) {
        *end = 0;
        gexiv2_metadata_set_tag_string (metadata, name, "-", NULL);
        gexiv2_metadata_clear_tag (metadata, name, NULL);
    }
    char *place = strchr (name, '[');
    if (!place || !with_list)
        return;
    *place = 0;
    gexiv2_metadata_set_tag_string (metadata, name, "-", NULL);
    gexiv2_metadata_clear_tag (metadata, name, NULL);
}

static gboolean
begins_with_any (const char *tag, const char *const *beginnings)
{
    for (; *beginnings; beginnings++)
        if (g_str_has_prefix (tag, *beginnings))
            return TRUE;
    return FALSE;
}

/* What speaks of a gain map or a film that the developed file has no more. */
static gboolean
tells_of_lost_parts (const char *tag, const RfTagChanges *changes)
{
    static const char *const of_both[] = {"Xmp.GContainer.", "Xmp.Container.", NULL};
    static const char *const of_gain[] = {"Xmp.hdrgm.", "Xmp.HDRGainMap.", "Xmp.apdi.AuxiliaryImageType", NULL};
    static const char *const of_film[] = {"Xmp.GCamera.MotionPhoto", "Xmp.GCamera.MicroVideo", NULL};

    return (begins_with_any (tag, of_both) && !changes->gain_map_length && !changes->has_film) ||
           (begins_with_any (tag, of_gain) && !changes->gain_map_length) ||
           (begins_with_any (tag, of_film) && !changes->has_film);
}

/* The list of what the file consists of, an item each: "Xmp.Container.Directory[2]/Container:Item/Item:Semantic". */
static void
change_item (GExiv2Metadata *metadata, const char *tag, const RfTagChanges *changes, char **all)
{
    g_autofree char *meaning = gexiv2_metadata_get_tag_string (metadata, tag, NULL);
    gboolean is_map = g_strcmp0 (meaning, "GainMap") == 0, is_film = g_strcmp0 (meaning, "MotionPhoto") == 0;

    if (is_map && changes->gain_map_length) {
        g_autofree char *stem = g_strndup (tag, strlen (tag) - strlen ("Semantic"));
        g_autofree char *length_tag = g_strconcat (stem, "Length", NULL);
        g_autofree char *length = g_strdup_printf ("%" G_GSIZE_FORMAT, changes->gain_map_length);
        gexiv2_metadata_set_tag_string (metadata, length_tag, length, NULL);
    } else if (is_map || (is_film && !changes->has_film)) {
        g_autofree char *item = g_strndup (tag, strcspn (tag, "]") + 1);
        for (; *all; all++)
            if (g_str_has_prefix (*all, item))
                remove_tag (metadata, *all, FALSE);
    }
}

static void
change_parts (GExiv2Metadata *metadata, const RfTagChanges *changes)
{
    g_auto (GStrv) tags = gexiv2_metadata_get_xmp_tags (metadata);

    for (char **tag = tags; tag && *tag; tag++)
        if (tells_of_lost_parts (*tag, changes) || g_str_has_prefix (*tag, "Xmp.xmp.Thumbnails"))
            remove_tag (metadata, *tag, TRUE);
        else if (strstr (*tag, "Container.Directory[") && g_str_has_suffix (*tag, ":Semantic"))
            change_item (metadata, *tag, changes, tags);
}

/* Pixels a unit of the sensor: fields such as the equivalent focal length are reckoned from it. */
static void
scale_sensor (GExiv2Metadata *metadata, double scale)
{
    static const char *const tags[] = {"Exif.Photo.FocalPlaneXResolution", "Exif.Photo.FocalPlaneYResolution"};
    int top, bottom;

    for (gsize i = 0; fabs (scale - 1) > 1e-6 && i < G_N_ELEMENTS (tags); i++)
        if (gexiv2_metadata_get_exif_tag_rational (metadata, tags[i], &top, &bottom, NULL) && bottom > 0 && top > 0)
            gexiv2_metadata_set_exif_tag_rational (metadata, tags[i], (int)(1000.0 * top / bottom * scale + 0.5), 1000,
                                                   NULL);
}

/* Of the sensor's pixels, of how to develop them, and of previews: readers of a JPEG that says DNGVersion take it for RAW. The
 * first directory of RAW files is full of that, so those tags are named that are of the photograph. */
static gboolean
tells_of_raw (const char *tag)
{
    static const char *const kept[] = {
        "ImageDescription", "Make",         "Model",          "Orientation", "XResolution", "YResolution", "Software",
        "Artist",           "HostComputer", "ResolutionUnit", "Copyright",   "Rating",      "Date",        "XP"};

    if (!g_str_has_prefix (tag, "Exif.Image."))
        return g_str_has_prefix (tag, "Exif.Image") || g_str_has_prefix (tag, "Exif.Sub") ||
               g_str_has_prefix (tag, "Exif.PanasonicRaw.");
    for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
        if (g_str_has_prefix (tag + strlen ("Exif.Image."), kept[i]))
            return FALSE;
    return TRUE;
}

static void
forget_raw (GExiv2Metadata *metadata)
{
    g_auto (GStrv) tags = gexiv2_metadata_get_exif_tags (metadata);

    for (char **tag = tags; tag && *tag; tag++)
        if (tells_of_raw (*tag))
            gexiv2_metadata_clear_tag (metadata, *tag, NULL);
}

static void
change (GExiv2Metadata *metadata, const RfTagChanges *changes)
{
    if (changes->was_raw)
        forget_raw (metadata);
    renew (metadata, "Exif.Image.Orientation", 1);
    renew (metadata, "Xmp.tiff.Orientation", 1);
    renew (metadata, "Exif.Photo.PixelXDimension", changes->width);
    renew (metadata, "Exif.Photo.PixelYDimension", changes->height);
    renew (metadata, "Xmp.exif.PixelXDimension", changes->width);
    renew (metadata, "Xmp.exif.PixelYDimension", changes->height);
    renew (metadata, "Xmp.tiff.ImageWidth", changes->width);
    renew (metadata, "Xmp.tiff.ImageLength", changes->height);
    scale_sensor (metadata, changes->scale);
    gexiv2_metadata_erase_exif_thumbnail (metadata, NULL);
    change_parts (metadata, changes);
    gexiv2_metadata_set_tag_string (metadata, KEY, changes->key, NULL);
}

/* More than a segment of a JPEG can hold: exiv2 leaves out the largest then, and says nothing. */
static gboolean
is_too_large (GExiv2Metadata *metadata)
{
    static const char *const groups[] = {"Exif.Image.", "Exif.Photo.", "Exif.GPSInfo.", "Exif.Iop."};
    g_auto (GStrv) tags = gexiv2_metadata_get_exif_tags (metadata);
    gsize sum = 0;

    for (char **tag = tags; tag && *tag; tag++)
        for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
            if (g_str_has_prefix (*tag, groups[i])) {
                g_autoptr (GBytes) raw = gexiv2_metadata_get_tag_raw (metadata, *tag, NULL);
                sum += 12 + (raw ? g_bytes_get_size (raw) : 0);
            }
    return sum > 65500;
}

/* ---- As packets ---- */

/* The entries of a TIFF's first directory that tell of its own picture, or are in packets of their own. */
static gboolean
is_of_tiff (guint tag)
{
    static const guint16 tags[] = {254, 256, 257, 258, 259, 262, 273, 277, 278, 279, 284, 700, 33723, 34675};

    for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
        if (tags[i] == tag)
            return TRUE;
    return FALSE;
}

/* Takes them out of a little-endian TIFF: an EXIF block is left. */
static GBytes *
strip_tiff (guint8 *data, gsize length)
{
    gsize at = length >= 8 ? GUINT32_FROM_LE (*(guint32 *)(void *)(data + 4)) : length;
    guint8 *entries = data + at + 2;
    guint kept = 0;

    if (at + 2 > length || data[0] != 'I')
        return NULL;
    guint n = data[at] + 256U * data[at + 1];
    if (at + 2 + 12 * (gsize)n + 4 > length)
        return NULL;
    for (guint i = 0; i < n; i++)
        if (!is_of_tiff (entries[12 * i] + 256U * entries[12 * i + 1]))
            memmove (entries + 12 * (gsize)kept++, entries + 12 * (gsize)i, 12);
    memset (entries + 12 * (gsize)kept, 0, 4); /* no further directory */
    data[at] = (guint8)kept;
    data[at + 1] = (guint8)(kept >> 8);
    return g_bytes_new (data, length);
}

/* exiv2 makes EXIF blocks that fit into a JPEG, and leaves out the largest tags without a word. It does not in a TIFF, which
 * is such a block and something more. Leaves EXIF alone in `metadata`. */
static GBytes *
encode_large (GExiv2Metadata *metadata)
{
    static const guint8 pixel[] = {'I', 'I', '*', 0,  8, 0, 0, 0,  7, 0, 0, 1, 4, 0, 1, 0, 0, 0, 1, 0, 0,  0, 1, 1, 4,
                                   0,   1,   0,   0,  0, 1, 0, 0,  0, 2, 1, 3, 0, 1, 0, 0, 0, 8, 0, 0, 0,  3, 1, 3, 0,
                                   1,   0,   0,   0,  1, 0, 0, 0,  6, 1, 3, 0, 1, 0, 0, 0, 1, 0, 0, 0, 17, 1, 4, 0, 1,
                                   0,   0,   0,   98, 0, 0, 0, 23, 1, 4, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0,  0, 0, 0, 0};
    g_autofree char *path = NULL;
    g_autofree char *data = NULL;
    gsize length = 0;
    int file = g_file_open_tmp ("rangefinder-XXXXXX.tif", &path, NULL);
    GBytes *block = NULL;

    if (file < 0)
        return NULL;
    gexiv2_metadata_clear_xmp (metadata);
    gexiv2_metadata_clear_iptc (metadata);
    if (write (file, pixel, sizeof pixel) == sizeof pixel && gexiv2_metadata_save_file (metadata, path, NULL) &&
        g_file_get_contents (path, &data, &length, NULL))
        block = strip_tiff ((guint8 *)data, length);
    close (file);
    g_unlink (path);
    return block;
}

/* Spends XMP and IPTC where the block is large. */
static GBytes *
encode_exif (GExiv2Metadata *metadata)
{
    if (!gexiv2_metadata_has_exif (metadata))
        return NULL;
    GBytes *block = is_too_large (metadata) ? encode_large (metadata) : NULL;
    return block ? block : gexiv2_metadata_get_exif_data (metadata, GEXIV2_BYTE_ORDER_LITTLE, NULL);
}

void
rf_photo_tags_packets (RfPhotoTags *tags, const RfTagChanges *changes, GPtrArray *notes, GBytes **exif, GBytes **xmp)
{
    *exif = *xmp = NULL;
    g_mutex_lock (&mutex);
    if (!tags->metadata)
        tags->metadata = gexiv2_metadata_new ();
    if (tags->metadata) {
        if (gexiv2_metadata_has_iptc (tags->metadata))
            g_ptr_array_add (notes, g_strdup (_ ("its IPTC data are left out; such files have no place for them")));
        change (tags->metadata, changes);
        char *packet = gexiv2_metadata_generate_xmp_packet (
            tags->metadata, GEXIV2_OMIT_ALL_FORMATTING | GEXIV2_USE_COMPACT_FORMAT, 0, NULL);
        if (packet)
            *xmp = g_bytes_new_take (packet, strlen (packet));
        *exif = encode_exif (tags->metadata);
    }
    g_mutex_unlock (&mutex);
}

/* ---- Into a file ---- */

static gboolean
save (RfPhotoTags *tags, const char *path, RfFileKind kind, GPtrArray *notes, GError **error)
{
    if (kind == RF_FILE_JPEG && is_too_large (tags->metadata))
        g_ptr_array_add (notes,
                         g_strdup (_ ("its EXIF data are larger than the 64 KB that a JPEG can hold; the largest "
                                      "are left out")));
    if (gexiv2_metadata_save_file (tags->metadata, path, error)) {
        GBytes *block = kind == RF_FILE_PNG && is_too_large (tags->metadata) ? encode_large (tags->metadata) : NULL;
        gboolean ok = !block || rf_png_set_exif (path, block, error);
        g_clear_pointer (&block, g_bytes_unref);
        return ok;
    }
    g_prefix_error (error, "%s: ", _ ("its EXIF, XMP and IPTC could not be written"));
    return FALSE;
}

gboolean
rf_photo_tags_write (RfPhotoTags *tags, const char *path, RfFileKind kind, const RfTagChanges *changes,
                     GPtrArray *notes, GError **error)
{
    g_mutex_lock (&mutex);
    if (!tags->metadata)
        tags->metadata = open_metadata (path, error);
    gboolean done = tags->metadata != NULL;
    if (done) {
        change (tags->metadata, changes);
        done = save (tags, path, kind, notes, error);
    }
    g_mutex_unlock (&mutex);
    return done;
}

char *
rf_photo_tags_key (const char *path)
{
    g_mutex_lock (&mutex);
    GExiv2Metadata *metadata = open_metadata (path, NULL);
    char *key = metadata ? gexiv2_metadata_get_tag_string (metadata, KEY, NULL) : NULL;
    g_clear_object (&metadata);
    g_mutex_unlock (&mutex);
    return key;
}
