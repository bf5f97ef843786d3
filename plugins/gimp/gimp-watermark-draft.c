/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-watermark-draft.h"

#include "gimp-proxy.h"
#include "gimp-watermark-arguments.h"
#include "gimp-watermark-fields.h"
#include "gimp-watermark-photo.h"

#define LARGE_SIDE 2048 /* of the photograph on screen */

/* These are arguments of their own, too; what `fields` says of them counts more. */
static const char *const plain_fields[] = {"caption", "artist", "copyright", NULL};

/* What is seen of the photograph, for the screen. Free pixels->data with g_free. */
static gboolean
copy_photo (GimpImage *image, const RfSubject *subject, RfTile *pixels, GError **error)
{
    /* A watermark that is there has to go, and what lies on its side to be turned: that takes a copy of the image. */
    if (subject->groups || subject->turn)
        return rf_photo_copy (image, subject, LARGE_SIDE, pixels, error);
    g_autoptr (RfProxy) proxy = rf_proxy_new (image, NULL, LARGE_SIDE, error);
    if (!proxy)
        return FALSE;
    *pixels = proxy->tile;
    pixels->data = g_memdup2 (proxy->tile.data, (gsize)(proxy->tile.stride * proxy->tile.height));
    return TRUE;
}

RfDraft *
rf_draft_new (GimpImage *image, GimpProcedureConfig *config, GError **error)
{
    RfDraft *draft = g_new0 (RfDraft, 1);
    RfTile pixels = {0}, tile = {0};
    RfSubject subject, again;

    draft->config = config;
    draft->texts = g_ptr_array_new_with_free_func (g_free);
    gboolean done = rf_subject_init (&subject, image, error) && rf_subject_init (&again, image, error) &&
                    copy_photo (image, &subject, &pixels, error) &&
                    rf_photo_copy (image, &subject, RF_PHOTO_SIDE, &tile, error);
    if (done) {
        rf_reduced_init (&draft->photo, subject.photo.width, subject.photo.height, &pixels, &tile);
        draft->caption = g_steal_pointer (&subject.caption);
        draft->own = g_steal_pointer (&again.caption);
        rf_draft_update (draft);
    } else {
        g_clear_pointer (&draft, rf_draft_free);
    }
    g_free (pixels.data);
    g_free (tile.data);
    rf_subject_clear (&subject);
    rf_subject_clear (&again);
    return draft;
}

void
rf_draft_free (RfDraft *draft)
{
    rf_reduced_clear (&draft->photo);
    rf_caption_free (draft->own);
    rf_caption_free (draft->caption);
    g_ptr_array_unref (draft->texts);
    g_free (draft->problem);
    g_free (draft->notes);
    g_free (draft);
}

static void
take_problem (RfDraft *draft, GError *error)
{
    if (!error)
        return;
    if (!draft->problem)
        draft->problem = g_strdup (error->message);
    g_error_free (error);
}

static void
forget_texts (RfCaption *caption)
{
    size_t n;
    const RfField *fields = rf_fields (&n);

    for (size_t i = 0; i < n; i++)
        rf_caption_set (caption, fields[i].id, NULL, NULL);
}

void
rf_draft_update (RfDraft *draft)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
    RfImprint imprint;
    GError *error = NULL;
    size_t n;

    g_clear_pointer (&draft->problem, g_free);
    if (!rf_imprint_read_arguments (draft->config, &imprint, texts, &error)) {
        /* A word that is none: what was before is shown. */
        g_ptr_array_unref (texts);
        take_problem (draft, error);
        if (draft->format)
            return;
        draft->imprint = (RfImprint)RF_IMPRINT_DEFAULT ("");
    } else {
        g_ptr_array_unref (draft->texts);
        draft->texts = texts;
        draft->imprint = imprint;
    }
    draft->format = rf_format_require (draft->imprint.format, draft->problem ? NULL : &error);
    take_problem (draft, g_steal_pointer (&error));
    if (!draft->format)
        draft->format = rf_formats (&n)[0];
    forget_texts (draft->caption);
    rf_caption_set_style (draft->caption, &draft->imprint.style);
    rf_caption_set_style (draft->own, &draft->imprint.style);
    if (!rf_fields_set (draft->caption, &draft->imprint, &error))
        take_problem (draft, g_steal_pointer (&error));
}

/* A pattern that is none is no failure: it is written as it is. */
static void
check_date (RfDraft *draft)
{
    const char *pattern = draft->imprint.style.date_pattern;
    g_autoptr (GError) error = NULL;

    if (!pattern || rf_date_pattern_check (pattern, &error))
        return;
    char *notes = draft->notes ? g_strconcat (error->message, "\n", draft->notes, NULL) : g_strdup (error->message);
    g_free (draft->notes);
    draft->notes = notes;
}

void
rf_draft_check (RfDraft *draft)
{
    RfFrame photo;
    RfWatermark *watermark = rf_watermark_new (draft->format, draft->caption, &draft->imprint.options,
                                               draft->photo.width, draft->photo.height, &draft->photo.tile, NULL);

    g_clear_pointer (&draft->notes, g_free);
    draft->width = draft->height = 0;
    if (watermark) {
        const char *const *notes = rf_watermark_notes (watermark);
        if (*notes)
            draft->notes = g_strjoinv ("\n", (char **)notes);
        rf_watermark_canvas (watermark, &draft->width, &draft->height, &photo);
    }
    rf_watermark_free (watermark);
    check_date (draft);
}

/* Without the files that cannot be read, one or both. */
static cairo_surface_t *
render_without_files (RfDraft *draft, const RfFormat *format, int width, int height, double *scale)
{
    cairo_surface_t *surface = NULL;

    for (int without = 1; without < 4 && !surface; without++) {
        RfWatermarkOptions options = draft->imprint.options;
        if (without & 1)
            options.logo = "";
        if (without & 2)
            options.signature = NULL;
        surface = rf_watermark_render (&draft->photo, format, draft->caption, &options, width, height, scale, NULL);
    }
    return surface;
}

static cairo_surface_t *
render (RfDraft *draft, const RfFormat *format, int width, int height, double *scale, GError **error)
{
    GError *reason = NULL;
    cairo_surface_t *surface = rf_watermark_render (&draft->photo, format, draft->caption, &draft->imprint.options,
                                                    width, height, scale, &reason);

    if (!surface && g_error_matches (reason, RF_ERROR, RF_ERROR_FILE))
        surface = render_without_files (draft, format, width, height, scale);
    if (reason)
        g_propagate_error (error, reason);
    return surface ? surface : rf_reduced_render (&draft->photo, width, height);
}

cairo_surface_t *
rf_draft_render (RfDraft *draft, int width, int height)
{
    GError *error = NULL;
    cairo_surface_t *surface = render (draft, draft->format, width, height, &draft->scale, &error);

    take_problem (draft, error);
    return surface;
}

cairo_surface_t *
rf_draft_render_format (RfDraft *draft, const RfFormat *format, int width, int height)
{
    double scale = 0;

    return render (draft, format, width, height, &scale, NULL);
}

static gboolean
is_plain (const char *field)
{
    return g_strv_contains (plain_fields, field);
}

char *
rf_draft_get_text (const RfDraft *draft, const char *field)
{
    g_autofree char *fields = NULL, *plain = NULL;

    g_object_get (draft->config, "fields", &fields, NULL);
    char *text = rf_fields_get (fields ? fields : "", field);
    if (text || !is_plain (field))
        return text;
    g_object_get (draft->config, field, &plain, NULL);
    return plain && *plain ? g_steal_pointer (&plain) : NULL;
}

void
rf_draft_set_text (RfDraft *draft, const char *field, const char *text)
{
    g_autofree char *before = NULL;

    g_object_get (draft->config, "fields", &before, NULL);
    g_autofree char *after = rf_fields_replace (before ? before : "", field, text);
    if (is_plain (field))
        g_object_set (draft->config, field, "", "fields", after, NULL);
    else
        g_object_set (draft->config, "fields", after, NULL);
}
