/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Captions: the photograph's facts, the user's texts, and which of them counts. */
#include "field.h"
#include "i18n.h"
#include "names.h"
#include "photo-data-gexiv2.h"
#include "photo-data-tag.h"
#include "watermark-picture.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A user's text of "" leaves the field out. */
struct RfCaption {
    RfPhotoData *data;
    RfCaptionStyle style;
    gboolean sample;
    char **user; /* one a field; NULL: the photograph's */
};

static RfCaption *
caption_of (RfPhotoData *data)
{
    RfCaption *caption = g_new0 (RfCaption, 1);
    size_t n;

    rf_field_rows (&n);
    caption->data = data;
    caption->style = (RfCaptionStyle)RF_CAPTION_STYLE_DEFAULT;
    caption->user = g_new0 (char *, n);
    return caption;
}

RfCaption *
rf_caption_new (void)
{
    return caption_of (rf_photo_data_new ());
}

RfCaption *
rf_caption_sample (void)
{
    RfCaption *caption = caption_of (rf_field_sample_data ());

    caption->sample = TRUE;
    return caption;
}

/* exiv2's reader of XMP is not made for several threads. */
static GMutex reading;

RfCaption *
rf_caption_read (GExiv2Metadata *metadata)
{
    g_mutex_lock (&reading);
    RfPhotoData *data = rf_photo_data_read (metadata);
    g_mutex_unlock (&reading);
    return caption_of (data);
}

/* NULL: `reason` says why, in words of people: gexiv2's are those of its code. */
static RfPhotoData *
read_file (const char *path, char **reason)
{
    RfPhotoData *data = NULL;
    int file = g_open (path, O_RDONLY | O_CLOEXEC, 0);
    GStatBuf status;

    if (file < 0 || fstat (file, &status) != 0) {
        *reason = g_strdup (g_strerror (errno));
    } else if (!S_ISREG (status.st_mode)) {
        *reason = g_strdup (_ ("is no file"));
    } else {
        g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
        if (gexiv2_metadata_open_path (metadata, path, NULL)) {
            /* exiv2 makes Exif of a file of XMP, and universal time of its local times. */
            if (g_strcmp0 (gexiv2_metadata_get_mime_type (metadata), "application/rdf+xml") == 0)
                gexiv2_metadata_clear_exif (metadata);
            data = rf_photo_data_read (metadata);
        } else
            *reason = g_strdup (_ ("is damaged, or no photograph of a kind that is known here"));
    }
    if (file >= 0)
        close (file);
    return data;
}

RfCaption *
rf_caption_load (const char *path, GError **error)
{
    g_autofree char *reason = NULL;

    g_mutex_lock (&reading);
    /* What exiv2 finds odd in a file is no matter for the user's terminal. */
    GExiv2LogLevel level = gexiv2_log_get_level ();
    gexiv2_initialize ();
    gexiv2_log_set_level (GEXIV2_LOG_LEVEL_MUTE);
    RfPhotoData *data = read_file (path, &reason);
    gexiv2_log_set_level (level);
    g_mutex_unlock (&reading);
    if (data)
        return caption_of (data);

    g_autofree char *name = g_path_get_basename (path);
    g_autofree char *shown = g_filename_display_name (name);
    g_set_error (error, RF_ERROR, RF_ERROR_FILE, "%s: %s", shown, reason);
    return NULL;
}

void
rf_caption_free (RfCaption *caption)
{
    size_t n;

    if (!caption)
        return;
    rf_field_rows (&n);
    for (size_t i = 0; i < n; i++)
        g_free (caption->user[i]);
    g_free (caption->user);
    g_free ((char *)caption->style.date_pattern);
    rf_photo_data_free (caption->data);
    g_free (caption);
}

void
rf_caption_set_style (RfCaption *caption, const RfCaptionStyle *style)
{
    char *pattern = style->date_pattern && *style->date_pattern ? g_strdup (style->date_pattern) : NULL;

    g_free ((char *)caption->style.date_pattern);
    caption->style = *style;
    caption->style.date_pattern = pattern;
}

gboolean
rf_caption_set (RfCaption *caption, const char *field, const char *text, GError **error)
{
    int index = rf_field_index (field);
    size_t n;
    const RfFieldRow *rows = rf_field_rows (&n);

    if (index >= 0) {
        char *clean = text ? rf_text_clean (text, -1) : NULL;
        g_free (caption->user[index]);
        caption->user[index] = text && !clean ? g_strdup ("") : clean;
        return TRUE;
    }
    g_autoptr (GString) ids = g_string_new (NULL);
    for (size_t i = 0; i < n; i++)
        g_string_append_printf (ids, "%s%s", i ? ", " : "", rows[i].field.id);
    g_set_error (error, RF_ERROR, RF_ERROR_KEY, _ ("There is no field “%s”; there are: %s"), field ? field : "",
                 ids->str);
    return FALSE;
}

static char *text_of (const RfCaption *caption, int index, const char *pattern, const char **source);

static char *
join (const RfCaption *caption, const RfFieldRow *row, const char **source)
{
    const char *sources[2] = {NULL, NULL};
    g_autofree char *first = text_of (caption, rf_field_index (row->join[0]), NULL, &sources[0]);
    g_autofree char *second = text_of (caption, rf_field_index (row->join[1]), NULL, &sources[1]);

    *source = second ? sources[1] : sources[0];
    if (first && second)
        return g_strconcat (first, row->between, second, NULL);
    return first ? g_steal_pointer (&first) : g_steal_pointer (&second);
}

/* The user's text, else the photograph's, else the user's default. */
static char *
text_of (const RfCaption *caption, int index, const char *pattern, const char **source)
{
    size_t n;
    const RfFieldRow *row = &rf_field_rows (&n)[index];
    const char *user = caption->user[index];
    char *text = NULL;

    if (user) {
        *source = *user ? "user" : NULL;
        return *user ? g_strdup (user) : NULL;
    }
    *source = NULL;
    if (row->personal && caption->style.anonymous && !row->join[0])
        return NULL;
    text = row->join[0] ? join (caption, row, source) : row->format (caption->data, &caption->style, pattern, source);
    if (!text && !caption->sample) {
        text = g_strdup (rf_names_default (row->field.id));
        *source = text ? "defaults" : NULL;
    }
    if (!text)
        *source = NULL;
    return text;
}

char *
rf_caption_text (const RfCaption *caption, const char *field, const char *pattern)
{
    const char *source;
    int index = rf_field_index (field);

    return index < 0 ? NULL : text_of (caption, index, pattern, &source);
}

const char *
rf_caption_source (const RfCaption *caption, const char *field)
{
    const char *source = NULL;
    int index = rf_field_index (field);

    if (index >= 0)
        g_free (text_of (caption, index, NULL, &source));
    return source;
}

char *
rf_caption_logo (const RfCaption *caption)
{
    g_autofree char *make = rf_caption_text (caption, "make", NULL);

    return rf_picture_find_logo (make);
}

int
rf_caption_orientation (const RfCaption *caption)
{
    return caption->data->orientation;
}

const char *const *
rf_caption_problems (void)
{
    return rf_names_problems ();
}
