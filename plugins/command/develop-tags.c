/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is changed, and nothing else: the orientation (the pixels are upright now), the size in pixels, the small preview
 * (of the picture as it was), what tells of pictures and films that are left out, and the key. */
#include "develop-tags.h"

#include "../i18n.h"

#include <gexiv2/gexiv2.h>
#include <string.h>

/* 0.16 took the names of the old functions for the new ones, which return a GError. */
#if !GEXIV2_CHECK_VERSION(0, 15, 0)
#define gexiv2_metadata_has_tag                gexiv2_metadata_try_has_tag
#define gexiv2_metadata_get_tag_string         gexiv2_metadata_try_get_tag_string
#define gexiv2_metadata_get_tag_raw            gexiv2_metadata_try_get_tag_raw
#define gexiv2_metadata_set_tag_string         gexiv2_metadata_try_set_tag_string
#define gexiv2_metadata_clear_tag              gexiv2_metadata_try_clear_tag
#define gexiv2_metadata_erase_exif_thumbnail   gexiv2_metadata_try_erase_exif_thumbnail
#define gexiv2_metadata_register_xmp_namespace gexiv2_metadata_try_register_xmp_namespace
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

static gboolean
tells_of_lost_parts (const char *tag)
{
    static const char *const groups[] = {"Xmp.hdrgm.",
                                         "Xmp.HDRGainMap.",
                                         "Xmp.GContainer.",
                                         "Xmp.Container.",
                                         "Xmp.GCamera.MotionPhoto",
                                         "Xmp.GCamera.MicroVideo",
                                         "Xmp.apdi.AuxiliaryImageType"};

    for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
        if (g_str_has_prefix (tag, groups[i]))
            return TRUE;
    return FALSE;
}

static void
change (GExiv2Metadata *metadata, int width, int height, const char *key)
{
    g_auto (GStrv) tags = gexiv2_metadata_get_xmp_tags (metadata);

    renew (metadata, "Exif.Image.Orientation", 1);
    renew (metadata, "Xmp.tiff.Orientation", 1);
    renew (metadata, "Exif.Photo.PixelXDimension", width);
    renew (metadata, "Exif.Photo.PixelYDimension", height);
    renew (metadata, "Xmp.exif.PixelXDimension", width);
    renew (metadata, "Xmp.exif.PixelYDimension", height);
    renew (metadata, "Xmp.tiff.ImageWidth", width);
    renew (metadata, "Xmp.tiff.ImageLength", height);
    gexiv2_metadata_erase_exif_thumbnail (metadata, NULL);
    for (char **tag = tags; tag && *tag; tag++)
        if (tells_of_lost_parts (*tag) || g_str_has_prefix (*tag, "Xmp.xmp.Thumbnails"))
            gexiv2_metadata_clear_tag (metadata, *tag, NULL);
    gexiv2_metadata_set_tag_string (metadata, KEY, key, NULL);
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

static gboolean
save (RfPhotoTags *tags, const char *path, RfFileKind kind, GPtrArray *notes, GError **error)
{
    if (kind == RF_FILE_JPEG && is_too_large (tags->metadata))
        g_ptr_array_add (notes,
                         g_strdup (_ ("its EXIF data are larger than the 64 KB that a JPEG can hold; the largest "
                                      "are left out")));
    if (gexiv2_metadata_save_file (tags->metadata, path, error))
        return TRUE;
    g_prefix_error (error, "%s: ", _ ("its EXIF, XMP and IPTC could not be written"));
    return FALSE;
}

gboolean
rf_photo_tags_write (RfPhotoTags *tags, const char *path, RfFileKind kind, int width, int height, const char *key,
                     GPtrArray *notes, GError **error)
{
    g_mutex_lock (&mutex);
    if (!tags->metadata)
        tags->metadata = open_metadata (path, error);
    gboolean done = tags->metadata != NULL;
    if (done) {
        change (tags->metadata, width, height, key);
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
