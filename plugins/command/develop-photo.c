/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "develop-photo.h"

#include "../i18n.h"
#include "codec-jpeg-parts.h"
#include "codec-own.h"
#include "develop-colours.h"
#include "develop-gain.h"
#include "develop-output.h"
#include "develop-pixels.h"
#include "develop-raw.h"
#include "develop-reduce.h"
#include "develop-rows.h"
#include "develop-tags.h"
#include "develop-target.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
    const char *source;
    char *pixels; /* the file that the pixels are read from: the source, or a TIFF made from it */
    const RfDevelopOptions *options;
    RfReader *reader;
    RfPictureColours *colours;
    RfPhotoTags *tags;
    RfRows *rows;
    RfSource *pixels_in; /* the rows as looks take them */
    int own_width;       /* before it got another size */
    RfJpegParts *parts;  /* behind the picture; NULL: it is no JPEG */
    GBytes *gain_map;    /* for the developed one; NULL: none */
    GBytes *film;        /* likewise */
    int orientation;
    RfPlan *plan;   /* NULL: no look */
    GThread *baker; /* who makes it; NULL: nobody does */
    GError *plan_error;
    RfWatermark *watermark; /* NULL: none */
    int width, height;      /* of the canvas */
    RfFrame photo;          /* on it */
    RfWriterSpec spec;
} Work;

/* ---- The plan ---- */

/* One at a time: it takes all processors, and of the same look the next photograph finds it made. */
static void *
bake (void *data)
{
    static GMutex one;
    Work *work = data;
    const RfDevelopOptions *options = work->options;

    g_mutex_lock (&one);
    work->plan =
        rf_plan_new (options->look, &options->settings, rf_picture_colours_space (work->colours), &work->plan_error);
    g_mutex_unlock (&one);
    return NULL;
}

/* While the rest is found out: some of that is done by one thread alone. */
static void
begin_plan (Work *work)
{
    if (!work->options->look)
        return;
    work->baker = g_thread_try_new ("plan", bake, work, NULL);
    if (!work->baker)
        bake (work);
}

static gboolean
wait_for_plan (Work *work, GError **error)
{
    if (work->baker)
        g_thread_join (g_steal_pointer (&work->baker));
    if (!work->plan_error)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&work->plan_error));
    return FALSE;
}

static void
clear_work (Work *work)
{
    wait_for_plan (work, NULL);
    rf_watermark_free (work->watermark);
    rf_plan_unref (work->plan);
    rf_source_free (work->pixels_in);
    rf_rows_free (work->rows);
    g_clear_pointer (&work->gain_map, g_bytes_unref);
    g_clear_pointer (&work->film, g_bytes_unref);
    g_clear_pointer (&work->spec.list, g_bytes_unref);
    g_clear_pointer (&work->spec.exif, g_bytes_unref);
    g_clear_pointer (&work->spec.xmp, g_bytes_unref);
    g_clear_pointer (&work->spec.header, g_ptr_array_unref);
    rf_jpeg_parts_free (work->parts);
    rf_photo_tags_free (work->tags);
    rf_picture_colours_free (work->colours);
    rf_reader_free (work->reader);
    if (work->pixels && strcmp (work->pixels, work->source) != 0)
        g_unlink (work->pixels);
    g_free (work->pixels);
}

/* ---- What is to be done ---- */

static RfCaption *
make_caption (const Work *work, GError **error)
{
    RfCaption *caption = rf_photo_tags_caption (work->tags);

    for (const char *const *text = work->options->texts; text && *text; text += 2)
        if (!rf_caption_set (caption, text[0], text[1], error)) {
            rf_caption_free (caption);
            return NULL;
        }
    return caption;
}

static gboolean
plan_watermark (Work *work, GPtrArray *notes, GError **error)
{
    RfWatermarkOptions options = RF_WATERMARK_OPTIONS_DEFAULT;
    const RfDevelopOptions *wanted = work->options;
    RfCaption *caption = make_caption (work, error);
    RfTile copy = {NULL};

    if (!caption)
        return FALSE;
    gboolean needs = rf_format_needs_photo (wanted->format);
    if (!needs || (wait_for_plan (work, error) && rf_photo_reduce (work->pixels, work->width, work->height,
                                                                   work->orientation, work->plan, &copy, error)))
        work->watermark = rf_watermark_new (wanted->format, caption, &options, work->width, work->height,
                                            needs ? &copy : NULL, error);
    g_free (copy.data);
    rf_caption_free (caption);
    if (!work->watermark)
        return FALSE;
    for (const char *const *note = rf_watermark_notes (work->watermark); *note; note++)
        g_ptr_array_add (notes, g_strdup (*note));
    rf_watermark_canvas (work->watermark, &work->width, &work->height, &work->photo);
    return TRUE;
}

static void
specify (Work *work, const char *target)
{
    const RfPictureInfo *info = rf_reader_info (work->reader);
    int kind = work->options->kind;

    if (kind < 0)
        kind = rf_file_kind_of_name (target);
    if (kind < 0)
        kind = rf_raw_is (work->source) ? RF_FILE_JPEG : (int)info->kind;
    work->spec = (RfWriterSpec){
        .kind = (RfFileKind)kind,
        .width = work->width,
        .height = work->height,
        .sample = rf_file_kind_sample ((RfFileKind)kind, info->sample),
        .has_alpha = info->has_alpha && kind != RF_FILE_JPEG,
        .profile = rf_picture_colours_profile (work->colours),
        .quality = work->options->quality,
        .without_tags = !rf_photo_tags_are_readable (work->tags),
        .source = info,
    };
}

/* What is behind a JPEG's picture goes into a JPEG again. */
static void
plan_parts (Work *work, GPtrArray *notes)
{
    gboolean to_jpeg = work->spec.kind == RF_FILE_JPEG;
    const RfDevelopOptions *options = work->options;
    double grey = options->look && rf_look_is_monochrome (options->look) ? options->settings.strength : 0;

    if (work->spec.source->kind != RF_FILE_JPEG)
        return;
    const RfJpegParts *parts = work->parts = rf_jpeg_parts_find (work->source);
    if (parts->gain_map && to_jpeg)
        work->gain_map =
            rf_gain_map_fit (parts->gain_map, work->orientation, work->width, work->height, &work->photo, grey, NULL);
    if (work->gain_map)
        work->spec.list = rf_jpeg_parts_segment ();
    else if (parts->is_announced || parts->gain_map)
        g_ptr_array_add (notes, g_strdup (to_jpeg ? _ ("its HDR gain map is damaged and is left out")
                                                  : _ ("its HDR gain map is left out; only a JPEG can hold it")));
    work->spec.keeps_gain = work->gain_map != NULL;
    if (parts->film && to_jpeg && !work->options->drops_film)
        work->film = g_bytes_ref (parts->film);
    else if (parts->film && !work->options->drops_film)
        g_ptr_array_add (notes,
                         g_strdup (_ ("the film behind it (motion photo) is left out; only a JPEG can hold it")));
    if (parts->has_more)
        g_ptr_array_add (notes, g_strdup (_ ("the further pictures in it (such as previews) are left out")));
    if (parts->unknown) {
        g_autofree char *size = g_format_size (parts->unknown);
        g_ptr_array_add (notes, g_strdup_printf (_ ("%s behind the picture are left out"), size));
    }
}

static gboolean
choose_pixels (Work *work, const char *target, GError **error)
{
    work->pixels = rf_raw_is (work->source) ? rf_output_name_beside (target, ".tif") : g_strdup (work->source);
    return !rf_raw_is (work->source) || rf_raw_develop (work->source, work->pixels, error);
}

static gboolean
open_photo (Work *work, const char *target, GPtrArray *notes, GError **error)
{
    if (!choose_pixels (work, target, error))
        return FALSE;
    work->reader = rf_reader_open (work->pixels, 1, error);
    if (!work->reader)
        return FALSE;
    work->colours = rf_picture_colours_new (rf_reader_info (work->reader), error);
    if (!work->colours)
        return FALSE;
    work->tags = rf_photo_tags_read (work->source, notes);
    RfCaption *caption = rf_photo_tags_caption (work->tags);
    int orientation = rf_reader_info (work->reader)->orientation;
    if (rf_raw_is (work->source))
        orientation = 1; /* the TIFF is upright */
    work->orientation = orientation ? orientation : rf_caption_orientation (caption);
    rf_caption_free (caption);
    work->rows = rf_rows_new (work->reader, work->orientation, error);
    if (!work->rows)
        return FALSE;
    rf_rows_size (work->rows, &work->width, &work->height);
    work->own_width = work->width;
    rf_size_wish_apply (&work->options->size_wish, &work->width, &work->height);
    work->photo = (RfFrame){0, 0, work->width, work->height};
    return TRUE;
}

static RfTagChanges
find_changes (const Work *work, const char *key)
{
    return (RfTagChanges){
        .width = work->width,
        .height = work->height,
        .scale = (double)work->photo.width / work->own_width,
        .gain_map_length = work->gain_map ? g_bytes_get_size (work->gain_map) : 0,
        .has_film = work->film != NULL,
        .was_raw = rf_raw_is (work->source),
        .key = key,
    };
}

static gboolean
plan_photo (Work *work, const char *target, char **key, GPtrArray *notes, GError **error)
{
    const RfDevelopOptions *options = work->options;

    if (!open_photo (work, target, notes, error))
        return FALSE;
    begin_plan (work);
    if (!*key)
        *key = rf_target_key (work->source, target, options);
    if (options->format && !plan_watermark (work, notes, error))
        return FALSE;
    specify (work, target);
    plan_parts (work, notes);
    if (rf_file_kind_takes_packets (work->spec.kind)) {
        RfTagChanges changes = find_changes (work, *key);
        rf_photo_tags_packets (work->tags, &changes, notes, &work->spec.exif, &work->spec.xmp);
    }
    return TRUE;
}

/* ---- Pixels ---- */

static gboolean
write_pixels (Work *work, RfOutput *output, GError **error)
{
    const RfDevelopOptions *options = work->options;

    work->pixels_in =
        rf_source_new (work->rows, work->colours, work->photo.width, work->photo.height,
                       rf_picture_pixel_bytes (work->spec.source), options->lens, &options->lens_settings, error);
    RfWriter *writer = work->pixels_in ? rf_writer_new (output->file, &work->spec, error) : NULL;
    if (!writer)
        return FALSE;
    RfPixelsWork pixels = {work->rows,  work->pixels_in, work->colours, work->plan, work->watermark,
                           work->width, work->height,    work->photo,   &work->spec};
    gboolean done = rf_pixels_develop (&pixels, writer, options->stopped, error) &&
                    rf_reader_finish (work->reader, error) && rf_writer_finish (writer, error);
    rf_writer_free (writer);
    return done;
}

/* ---- One photograph ---- */

static gboolean
write_tags (Work *work, const char *path, const char *key, GPtrArray *notes, GError **error)
{
    RfTagChanges changes = find_changes (work, key);

    return rf_file_kind_takes_packets (work->spec.kind) ||
           rf_photo_tags_write (work->tags, path, work->spec.kind, &changes, notes, error);
}

/* exiv2 writes a file as a whole: one of a single pixel is quickly done, and its header is the large one's. */
static gboolean
write_header (Work *work, RfOutput *output, const char *key, GPtrArray *notes, GError **error)
{
    static const guint8 pixel[3];
    RfWriterSpec small = work->spec;

    small.width = small.height = 1;
    RfWriter *writer = rf_writer_new (output->file, &small, error);
    gboolean done = writer && rf_writer_write (writer, pixel, 1, error) && rf_writer_finish (writer, error);
    rf_writer_free (writer);
    if (!done || !write_tags (work, output->temporary, key, notes, error))
        return FALSE;
    work->spec.header = rf_jpeg_header (output->temporary);
    return work->spec.header ? rf_output_restart (output, error)
                             : rf_codec_fail_write (error, 0, _ ("its EXIF, XMP and IPTC could not be written"));
}

static gboolean
develop (Work *work, const char *target, char **key, GPtrArray *notes, GError **error)
{
    if (!plan_photo (work, target, key, notes, error))
        return FALSE;
    RfOutput *output = rf_output_new (target, work->options->forces, error);
    gboolean is_jpeg = work->spec.kind == RF_FILE_JPEG;
    gboolean done = output && (!is_jpeg || write_header (work, output, *key, notes, error)) &&
                    wait_for_plan (work, error) && write_pixels (work, output, error) &&
                    (is_jpeg || write_tags (work, output->temporary, *key, notes, error)) &&
                    ((!work->gain_map && !work->film) ||
                     rf_jpeg_parts_append (output->temporary, work->gain_map, work->film, error)) &&
                    rf_output_commit (output, error);
    rf_output_free (output);
    for (guint i = 0; done && i < work->spec.source->notes->len; i++)
        g_ptr_array_add (notes, g_strdup (work->spec.source->notes->pdata[i]));
    return done;
}

RfPhotoResult
rf_develop_photo (const char *source, const char *target, const RfDevelopOptions *options, GPtrArray *notes,
                  GError **error)
{
    g_autofree char *key = NULL;
    RfPhotoResult result = rf_target_check (source, target, options, &key, error);
    Work work = {.source = source, .options = options};

    if (result != RF_PHOTO_WRITTEN)
        return result;
    if (!develop (&work, target, &key, notes, error))
        result = RF_PHOTO_FAILED;
    clear_work (&work);
    return result;
}
