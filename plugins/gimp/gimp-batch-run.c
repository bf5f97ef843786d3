/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-batch-run.h"

#include "../i18n.h"
#include "gimp-develop-apply.h"
#include "gimp-intact.h"
#include "gimp-photos.h"
#include "gimp-upright.h"

/* A batch at work. */
typedef struct {
    const RfBatchSettings *settings;
    RfBatchWatch watch;
    gpointer data;
    GTimer *timer;
    RfBatchReport *report;
    guint number, total;
    const char *name; /* of the photograph at hand */
} Batch;

/* TRUE if the batch goes on. */
static gboolean
go_on (Batch *batch)
{
    RfBatchReport *report = batch->report;

    if (!report->stopped && batch->watch)
        report->stopped =
            !batch->watch (batch->number, batch->total, batch->name, g_timer_elapsed (batch->timer, NULL), batch->data);
    return !report->stopped;
}

static GimpImage *
load_upright (const char *path, GError **error)
{
    if (!rf_intact_check (path, error))
        return NULL;

    g_autoptr (GFile) file = g_file_new_for_path (path);
    GimpImage *image = gimp_file_load (GIMP_RUN_NONINTERACTIVE, file);
    if (!image) {
        rf_filter_take_error (error, _ ("it is not a picture that GIMP can read"));
        return NULL;
    }
    /* Nobody will undo; without this GIMP keeps a copy of every step. */
    gimp_image_undo_disable (image);
    rf_upright (image);
    return image;
}

/* All layers in one; on white, unless transparency is to be kept. */
static GimpLayer *
merge_layers (GimpImage *image, gboolean keeps_alpha, GError **error)
{
    g_autofree GimpLayer **layers = gimp_image_get_layers (image);
    GimpLayer *layer = layers[0];

    if (layers[1])
        layer = gimp_image_merge_visible_layers (image, GIMP_CLIP_TO_IMAGE);
    if (layer && !keeps_alpha && gimp_drawable_has_alpha (GIMP_DRAWABLE (layer))) {
        g_autoptr (GObject) white = G_OBJECT (gegl_color_new ("white"));
        gimp_context_push ();
        gimp_context_set_background (GEGL_COLOR (white));
        layer = gimp_image_flatten (image);
        gimp_context_pop ();
    }
    if (!layer)
        rf_filter_take_error (error, _ ("GIMP could not merge its layers"));
    return layer;
}

/* One layer in RGB: a palette cannot hold a look, and grey cannot hold a tone such as sepia. */
static GimpLayer *
make_picture (GimpImage *image, gboolean keeps_alpha, GError **error)
{
    g_autofree GimpLayer **layers = gimp_image_get_layers (image);

    if (!layers || !layers[0]) {
        g_set_error_literal (error, GIMP_PLUG_IN_ERROR, 0, _ ("there is no picture in it"));
        return NULL;
    }
    if (gimp_image_get_base_type (image) != GIMP_RGB)
        gimp_image_convert_rgb (image);
    return merge_layers (image, keeps_alpha, error);
}

/* The last thing, so that the file has the size that was asked for, whatever frame is round the photograph. */
static gboolean
resize (GimpImage *image, const RfBatchSettings *settings, GError **error)
{
    int width = gimp_image_get_width (image), height = gimp_image_get_height (image), new_width, new_height;

    rf_size_find (settings->size_rule, settings->size, width, height, &new_width, &new_height);
    if (new_width == width && new_height == height)
        return TRUE;
    gimp_context_push ();
    gimp_context_set_interpolation (GIMP_INTERPOLATION_NOHALO);
    gboolean done = gimp_image_scale (image, new_width, new_height);
    gimp_context_pop ();
    if (!done)
        rf_filter_take_error (error, _ ("GIMP could not scale it"));
    return done;
}

static gboolean
develop_picture (GimpImage *image, const Batch *batch, GError **error)
{
    GimpLayer *picture = make_picture (image, batch->settings->type->keeps_alpha, error);
    GimpDrawable *drawables[] = {(GimpDrawable *)picture, NULL};
    g_autofree char *notes = NULL;

    gboolean done = picture && rf_develop_image (image, drawables, &batch->settings->recipe, &notes, error) &&
                    resize (image, batch->settings, error);
    if (notes)
        g_print ("%s: %s\n", batch->name, notes);
    return done;
}

/* FALSE without an error: it was stopped. */
static gboolean
develop_photo (Batch *batch, const RfPhoto *photo, GError **error)
{
    const RfBatchSettings *settings = batch->settings;

    /* Said before the work is done; the renaming makes sure of it afterwards. */
    if (!settings->overwrite && g_file_test (photo->target, G_FILE_TEST_EXISTS)) {
        g_autofree char *target = rf_photos_display (photo->target);
        g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST, _ ("%s exists already and overwrite is off"), target);
        return FALSE;
    }
    GimpImage *image = load_upright (photo->source, error);
    if (!image)
        return FALSE;
    gboolean done = go_on (batch) && develop_picture (image, batch, error) && go_on (batch) &&
                    rf_export (image, photo->target, settings->type, settings->quality, settings->overwrite, error);
    gimp_image_delete (image);
    return done;
}

static void
free_failure (gpointer data)
{
    RfBatchFailure *failure = data;

    g_free (failure->name);
    g_free (failure->reason);
    g_free (failure);
}

static void
note_failure (RfBatchReport *report, const char *name, const char *reason)
{
    RfBatchFailure *failure = g_new (RfBatchFailure, 1);

    *failure = (RfBatchFailure){g_strdup (name), g_strdup (reason)};
    g_ptr_array_add (report->failures, failure);
    g_print (_ ("%s failed: %s\n"), name, reason);
}

/* Not by printf's %f: scripts read these lines, and GIMP has set the user's locale. */
static char *
format_seconds (double seconds)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    return g_strdup (g_ascii_formatd (text, sizeof text, "%.2f", seconds));
}

static void
print_summary (const RfBatchReport *report)
{
    g_autofree char *seconds = format_seconds (report->seconds);
    g_autofree char *each = format_seconds (report->seconds / report->total);
    g_print (_ ("%u of %u photographs developed in %s s (%s s per photograph)\n"), report->written, report->total,
             seconds, each);
}

static void
take_turn (Batch *batch, const RfPhoto *photo)
{
    double start = g_timer_elapsed (batch->timer, NULL);
    g_autoptr (GError) error = NULL;
    g_autofree char *target = rf_photos_display (photo->target);

    if (!batch->watch)
        gimp_progress_set_text_printf (_ ("%u of %u: %s"), batch->number, batch->total, batch->name);
    if (!go_on (batch))
        return;
    if (develop_photo (batch, photo, &error)) {
        g_autofree char *seconds = format_seconds (g_timer_elapsed (batch->timer, NULL) - start);
        batch->report->written += 1;
        g_print ("%s -> %s %s s\n", batch->name, target, seconds);
    } else if (error) {
        note_failure (batch->report, batch->name, error->message);
    }
    if (!batch->watch)
        gimp_progress_update ((double)batch->number / batch->total);
}

void
rf_batch_run (const GPtrArray *photos, const RfBatchSettings *settings, RfBatchWatch watch, gpointer data,
              RfBatchReport *report)
{
    g_autoptr (GTimer) timer = g_timer_new ();
    Batch batch = {settings, watch, data, timer, report, .total = photos->len};

    *report = (RfBatchReport){.total = photos->len, .failures = g_ptr_array_new_with_free_func (free_failure)};
    if (!watch)
        gimp_progress_init (_ ("Developing photographs"));
    for (guint i = 0; i < photos->len && !report->stopped; i++) {
        const RfPhoto *photo = photos->pdata[i];
        g_autofree char *source = rf_photos_display (photo->source);
        g_autofree char *name = g_path_get_basename (source);

        batch.number = i + 1;
        batch.name = name;
        take_turn (&batch, photo);
    }
    if (!watch)
        gimp_progress_end ();
    report->seconds = g_timer_elapsed (timer, NULL);
    print_summary (report);
}

void
rf_batch_report_clear (RfBatchReport *report)
{
    g_clear_pointer (&report->failures, g_ptr_array_unref);
}
