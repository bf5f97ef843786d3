/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-develop.h"

#include "../i18n.h"
#include "gimp-intact.h"
#include "gimp-photos.h"
#include "gimp-upright.h"
#include "gimp-watermark-apply.h"

#define MAX_FAILURES_TOLD 20 /* a message box has to fit on the screen; every one is on the standard output */

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

static gboolean
set_watermark (GimpImage *image, const RfPhoto *photo, const char *format, GError **error)
{
    RfImprint imprint = RF_IMPRINT_DEFAULT (format);
    g_autofree char *notes = NULL;

    imprint.merge = TRUE;
    gboolean done = rf_imprint_apply (image, &imprint, &notes, error) != NULL;
    if (notes) {
        g_autofree char *source = rf_photos_display (photo->source);
        g_autofree char *name = g_path_get_basename (source);
        g_print ("%s: %s\n", name, notes);
    }
    return done;
}

static gboolean
develop_image (GimpImage *image, const RfPhoto *photo, const RfDevelopSettings *settings, GError **error)
{
    GimpLayer *picture = make_picture (image, settings->type->keeps_alpha, error);
    GimpDrawable *drawables[] = {(GimpDrawable *)picture, NULL};

    return picture && rf_filter_apply (drawables, &settings->look, TRUE, error) &&
           (!*settings->watermark || set_watermark (image, photo, settings->watermark, error)) &&
           rf_export (image, photo->target, settings->type, settings->quality, settings->overwrite, error);
}

static gboolean
develop_photo (const RfPhoto *photo, const RfDevelopSettings *settings, GError **error)
{
    /* Said before the work is done; the renaming makes sure of it afterwards. */
    if (!settings->overwrite && g_file_test (photo->target, G_FILE_TEST_EXISTS)) {
        g_autofree char *target = rf_photos_display (photo->target);
        g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST, _ ("%s exists already and overwrite is off"), target);
        return FALSE;
    }
    GimpImage *image = load_upright (photo->source, error);
    if (!image)
        return FALSE;
    gboolean done = develop_image (image, photo, settings, error);
    gimp_image_delete (image);
    return done;
}

static void
note_failure (RfDevelopReport *report, guint failed, const char *name, const char *reason)
{
    if (failed <= MAX_FAILURES_TOLD)
        g_string_append_printf (report->failures, "%s%s: %s", failed > 1 ? "; " : "", name, reason);
    else if (failed == MAX_FAILURES_TOLD + 1)
        g_string_append (report->failures, "; …");
}

/* Not by printf's %f: scripts read these lines, and GIMP has set the user's locale. */
static char *
format_seconds (double seconds)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    return g_strdup (g_ascii_formatd (text, sizeof text, "%.2f", seconds));
}

static void
print_summary (const RfDevelopReport *report)
{
    g_autofree char *seconds = format_seconds (report->seconds);
    g_autofree char *each = format_seconds (report->seconds / report->total);
    g_print (_ ("%u of %u photographs developed in %s s (%s s per photograph)\n"), report->written, report->total,
             seconds, each);
}

void
rf_develop (const GPtrArray *photos, const RfDevelopSettings *settings, RfDevelopReport *report)
{
    g_autoptr (GTimer) all = g_timer_new ();

    *report = (RfDevelopReport){.total = photos->len, .failures = g_string_new (NULL)};
    gimp_progress_init (_ ("Developing photographs"));
    for (guint i = 0; i < photos->len; i++) {
        const RfPhoto *photo = photos->pdata[i];
        g_autoptr (GTimer) timer = g_timer_new ();
        g_autoptr (GError) error = NULL;
        g_autofree char *source = rf_photos_display (photo->source);
        g_autofree char *target = rf_photos_display (photo->target);
        g_autofree char *name = g_path_get_basename (source);

        gimp_progress_set_text_printf (_ ("%u of %u: %s"), i + 1, photos->len, name);
        if (develop_photo (photo, settings, &error)) {
            g_autofree char *seconds = format_seconds (g_timer_elapsed (timer, NULL));
            report->written += 1;
            g_print ("%s -> %s %s s\n", name, target, seconds);
        } else {
            note_failure (report, i + 1 - report->written, name, error->message);
            g_print (_ ("%s failed: %s\n"), name, error->message);
        }
        gimp_progress_update ((i + 1.0) / photos->len);
    }
    gimp_progress_end ();
    report->seconds = g_timer_elapsed (all, NULL);
    print_summary (report);
}

void
rf_develop_report_clear (RfDevelopReport *report)
{
    if (report->failures)
        g_string_free (report->failures, TRUE);
    report->failures = NULL;
}
