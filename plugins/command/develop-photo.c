/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "develop-photo.h"

#include "../i18n.h"
#include "codec-jpeg-parts.h"
#include "codec-own.h"
#include "develop-colours.h"
#include "develop-gain.h"
#include "develop-output.h"
#include "develop-raw.h"
#include "develop-reduce.h"
#include "develop-rows.h"
#include "develop-tags.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define STRIP 16 /* rows: a multiple of what JPEG codes at once */

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
    RfPlan *plan;           /* NULL: no look */
    RfWatermark *watermark; /* NULL: none */
    int width, height;      /* of the canvas */
    RfFrame photo;          /* on it */
    RfWriterSpec spec;
} Work;

static void
clear_work (Work *work)
{
    rf_watermark_free (work->watermark);
    rf_plan_unref (work->plan);
    rf_source_free (work->pixels_in);
    rf_rows_free (work->rows);
    g_clear_pointer (&work->gain_map, g_bytes_unref);
    g_clear_pointer (&work->film, g_bytes_unref);
    g_clear_pointer (&work->spec.list, g_bytes_unref);
    g_clear_pointer (&work->spec.exif, g_bytes_unref);
    g_clear_pointer (&work->spec.xmp, g_bytes_unref);
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
    if (!needs || rf_photo_reduce (work->pixels, work->width, work->height, work->orientation, wanted->look,
                                   &wanted->settings, &copy, error))
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

    if (work->spec.source->kind != RF_FILE_JPEG)
        return;
    const RfJpegParts *parts = work->parts = rf_jpeg_parts_find (work->source);
    if (parts->gain_map && to_jpeg)
        work->gain_map =
            rf_gain_map_fit (parts->gain_map, work->orientation, work->width, work->height, &work->photo, NULL);
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
        .key = key,
    };
}

static gboolean
plan_photo (Work *work, const char *target, const char *key, GPtrArray *notes, GError **error)
{
    const RfDevelopOptions *options = work->options;

    if (!open_photo (work, target, notes, error))
        return FALSE;
    if (options->look) {
        work->plan = rf_plan_new (options->look, &options->settings, rf_picture_colours_space (work->colours), error);
        if (!work->plan)
            return FALSE;
    }
    if (options->format && !plan_watermark (work, notes, error))
        return FALSE;
    specify (work, target);
    plan_parts (work, notes);
    if (rf_file_kind_takes_packets (work->spec.kind)) {
        RfTagChanges changes = find_changes (work, key);
        rf_photo_tags_packets (work->tags, &changes, notes, &work->spec.exif, &work->spec.xmp);
    }
    return TRUE;
}

/* ---- Pixels ---- */

/* Rows of the canvas and what is needed to fill them. */
typedef struct {
    float *canvas, *ink;
    guint8 *written;
} Strip;

static void
clear_strip (Strip *strip)
{
    g_free (strip->canvas);
    g_free (strip->ink);
    g_free (strip->written);
}

static float *
canvas_at (const Work *work, const Strip *strip, int row, int x)
{
    return strip->canvas + 4 * ((gsize)row * (gsize)work->width + (gsize)x);
}

static gboolean
place_photo (Work *work, Strip *strip, int y, int n, GError **error)
{
    int top = MAX (y, work->photo.y), bottom = MIN (y + n, work->photo.y + work->photo.height);

    if (top >= bottom)
        return TRUE;
    for (int row = top; row < bottom; row++)
        if (!rf_source_read (work->pixels_in, canvas_at (work, strip, row - y, work->photo.x), error))
            return FALSE;
    RfFrame frame = {0, 0, work->photo.width, work->photo.height};
    RfTile tile = {
        .data = canvas_at (work, strip, top - y, work->photo.x),
        .stride = work->width * (ptrdiff_t)(4 * sizeof (float)),
        .y = top - work->photo.y,
        .width = work->photo.width,
        .height = bottom - top,
    };
    if (work->plan)
        rf_plan_apply (work->plan, &frame, &tile, &tile);
    return TRUE;
}

static void
draw_watermark (const Work *work, Strip *strip, int y, int n)
{
    RfFrame area;

    rf_watermark_extent (work->watermark, RF_PART_ALL, &area);
    int top = MAX (y, area.y), bottom = MIN (y + n, area.y + area.height);
    int left = MAX (0, area.x), right = MIN (work->width, area.x + area.width);
    if (top >= bottom || left >= right)
        return;
    gsize width = (gsize)(right - left);
    RfTile tile = {strip->ink, (ptrdiff_t)(width * 4 * sizeof (float)), left, top, right - left, bottom - top};
    rf_watermark_draw (work->watermark, RF_PART_ALL, RF_PIXELS_FLOAT, &tile);
    for (int row = top; row < bottom; row++)
        rf_picture_colours_lay (work->colours, strip->ink + (gsize)(row - top) * width * 4,
                                canvas_at (work, strip, row - y, left), width);
}

/* TRUE if n rows from y on are nothing but photograph, whose bytes can be developed as they are. */
static gboolean
is_photo_alone (const Work *work, int y, int n)
{
    const RfFrame *photo = &work->photo;
    RfFrame ink = {0};

    if (work->watermark)
        rf_watermark_extent (work->watermark, RF_PART_ALL, &ink);
    return rf_source_is_plain (work->pixels_in) &&
           rf_picture_colours_are_plain (work->colours, work->spec.sample, work->spec.has_alpha) && photo->x == 0 &&
           photo->width == work->width && y >= photo->y && y + n <= photo->y + photo->height &&
           (ink.height <= 0 || y >= ink.y + ink.height || y + n <= ink.y);
}

/* Without floats, which would weigh five times as much. */
static gboolean
develop_bytes (Work *work, Strip *strip, int y, int n, GError **error)
{
    RfFrame frame = {0, 0, work->photo.width, work->photo.height};
    RfTile tile = {strip->written, 3 * (ptrdiff_t)work->width, 0, y - work->photo.y, work->width, n};

    if (!rf_rows_read (work->rows, strip->written, n, error))
        return FALSE;
    if (work->plan)
        rf_plan_apply_pixels (work->plan, RF_PIXELS_RGB_U8, RF_PIXELS_RGB_U8, &frame, &tile, &tile);
    return TRUE;
}

/* Where there is neither photograph nor watermark: nothing, or white. */
static void
clear_canvas (const Work *work, Strip *strip, int n)
{
    float value = work->spec.has_alpha ? 0 : 1;

    for (gsize i = 0; i < 4 * (gsize)work->width * (gsize)n; i++)
        strip->canvas[i] = value;
}

static gboolean
compose (Work *work, Strip *strip, int y, int n, GError **error)
{
    if (work->watermark)
        clear_canvas (work, strip, n);
    if (!place_photo (work, strip, y, n, error))
        return FALSE;
    if (work->watermark)
        draw_watermark (work, strip, y, n);
    rf_picture_colours_give (work->colours, strip->canvas, strip->written, (gsize)n * (gsize)work->width,
                             work->spec.sample, work->spec.has_alpha);
    return TRUE;
}

static gboolean
write_canvas (Work *work, Strip *strip, RfWriter *writer, GError **error)
{
    for (int y = 0; y < work->height; y += STRIP) {
        int n = MIN (STRIP, work->height - y);
        if (g_atomic_int_get (work->options->stopped)) {
            g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("stopped"));
            return FALSE;
        }
        if (!(is_photo_alone (work, y, n) ? develop_bytes : compose) (work, strip, y, n, error))
            return FALSE;
        if (!rf_writer_write (writer, strip->written, n, error))
            return FALSE;
    }
    return rf_reader_finish (work->reader, error) && rf_writer_finish (writer, error);
}

static gboolean
write_pixels (Work *work, RfOutput *output, GError **error)
{
    gsize pixels = STRIP * (gsize)work->width;
    work->pixels_in = rf_source_new (work->rows, work->colours, work->photo.width, work->photo.height,
                                     rf_picture_pixel_bytes (work->spec.source), work->options->lens,
                                     &work->options->lens_settings, error);
    RfWriter *writer = work->pixels_in ? rf_writer_new (output->file, &work->spec, error) : NULL;

    if (!writer)
        return FALSE;
    Strip strip = {
        .canvas = g_new (float, 4 * pixels),
        .ink = work->watermark ? g_new (float, 4 * pixels) : NULL,
        .written = g_malloc (pixels * 4 * sizeof (float)),
    };
    gboolean done = write_canvas (work, &strip, writer, error);
    clear_strip (&strip);
    rf_writer_free (writer);
    return done;
}

/* ---- The key ---- */

/* What a developed file is made from: every byte of the source, and what was asked for. */
static char *
make_key (const char *source, const char *target, const RfDevelopOptions *options)
{
    g_autoptr (GString) words = g_string_new ("rangefinder 2");
    g_autofree char *name = g_path_get_basename (target);
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    FILE *file = fopen (source, "rb");

    if (!file)
        return NULL; /* which is told when it is read */
    g_string_append_printf (words, "\n%s\n%d\n%s\n%s\n%s\n%d\n%d", options->recipe, options->drops_film,
                            options->look ? rf_look_id (options->look) : "",
                            g_ascii_dtostr (number, sizeof number, options->settings.strength),
                            options->format ? rf_format_id (options->format) : "",
                            options->kind >= 0 ? options->kind : rf_file_kind_of_name (target), options->quality);
    g_string_append_printf (words, "\n%s\n%s", options->size ? options->size : "",
                            options->lens ? rf_lens_id (options->lens) : "");
    g_string_append_printf (words, "\n%s", g_ascii_dtostr (number, sizeof number, options->lens_settings.strength));
    for (const char *const *text = options->texts; text && *text; text++)
        g_string_append_printf (words, "\n%s", *text);
    GChecksum *sum = g_checksum_new (G_CHECKSUM_MD5);
    g_checksum_update (sum, (const guchar *)words->str, (gssize)words->len);
    g_autofree guchar *block = g_malloc (1 << 16);
    for (gsize n; (n = fread (block, 1, 1 << 16, file)) > 0;)
        g_checksum_update (sum, block, (gssize)n);
    fclose (file);
    char *key = g_strdup (g_checksum_get_string (sum));
    g_checksum_free (sum);
    return key;
}

/* ---- One photograph ---- */

static gboolean
is_same_file (const char *a, const char *b)
{
    struct stat first, second;

    return stat (a, &first) == 0 && stat (b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

/* RF_PHOTO_WRITTEN: nothing stands in the way. */
static RfPhotoResult
check_target (const char *source, const char *target, const char *key, const RfDevelopOptions *options, GError **error)
{
    g_autofree char *shown = g_filename_display_name (target);

    if (!g_file_test (target, G_FILE_TEST_EXISTS))
        return RF_PHOTO_WRITTEN;
    if (is_same_file (source, target)) {
        rf_codec_fail (error, _ ("%s is the photograph itself, which is never overwritten"), shown);
        return RF_PHOTO_FAILED;
    }
    if (options->resumes) {
        g_autofree char *made_from = rf_photo_tags_key (target);
        if (key && g_strcmp0 (made_from, key) == 0)
            return RF_PHOTO_SKIPPED;
    }
    if (options->forces)
        return RF_PHOTO_WRITTEN;
    if (options->resumes)
        rf_codec_fail (error, _ ("%s exists already and was made otherwise; --force replaces it"), shown);
    else
        rf_codec_fail (error, _ ("%s exists already; --force replaces it"), shown);
    return RF_PHOTO_FAILED;
}

static gboolean
write_tags (Work *work, const char *path, const char *key, GPtrArray *notes, GError **error)
{
    RfTagChanges changes = find_changes (work, key);

    return rf_file_kind_takes_packets (work->spec.kind) ||
           rf_photo_tags_write (work->tags, path, work->spec.kind, &changes, notes, error);
}

static gboolean
develop (Work *work, const char *target, const char *key, GPtrArray *notes, GError **error)
{
    if (!plan_photo (work, target, key, notes, error))
        return FALSE;
    RfOutput *output = rf_output_new (target, work->options->forces, error);
    gboolean done = output && write_pixels (work, output, error) &&
                    write_tags (work, output->temporary, key, notes, error) &&
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
    g_autofree char *key = make_key (source, target, options);
    RfPhotoResult result = check_target (source, target, key, options, error);
    Work work = {.source = source, .options = options};

    if (result != RF_PHOTO_WRITTEN)
        return result;
    if (!develop (&work, target, key ? key : "", notes, error))
        result = RF_PHOTO_FAILED;
    clear_work (&work);
    return result;
}
