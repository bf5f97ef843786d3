/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-watermark-draft.h"

#include "gimp-watermark-arguments.h"
#include "gimp-watermark-fields.h"
#include "gimp-watermark-subject.h"

#define LARGE_SIDE 2048 /* of the photograph on screen */

static void
set_photo (RfDraft *draft, int width, int height, const RfProxy *proxy)
{
    g_autoptr (RfProxy) small = rf_proxy_reduce (proxy, RF_PHOTO_SIDE);
    RfTile tile = small->tile;

    tile.data = g_memdup2 (tile.data, (gsize)tile.stride * (gsize)tile.height);
    rf_reduced_clear (&draft->photo);
    rf_reduced_init (&draft->photo, width, height, &proxy->tile, &tile);
}

/* Grey, until there is the photograph. */
static void
set_blank (RfDraft *draft, int width, int height)
{
    g_autoptr (RfProxy) blank = rf_proxy_alloc (1, 1, 1, 1);
    static const float grey[] = {0.5, 0.5, 0.5, 1};

    memcpy (blank->tile.data, grey, sizeof grey);
    set_photo (draft, width, height, blank);
}

static void
take_photo (RfProxy *photo, gboolean whole, const GError *error, gpointer data)
{
    RfDraft *draft = data;

    if (photo)
        set_photo (draft, draft->photo.width, draft->photo.height, photo);
    else
        draft->trouble = g_strdup (error->message);
    draft->changed (draft->data);
}

RfDraft *
rf_draft_new (GimpImage *image, GimpProcedureConfig *config, void (*changed) (gpointer data), gpointer data,
              GError **error)
{
    RfDraft *draft = g_new0 (RfDraft, 1);
    RfSubject subject, again;

    draft->config = config;
    draft->changed = changed;
    draft->data = data;
    draft->texts = g_ptr_array_new_with_free_func (g_free);
    if (rf_subject_init (&subject, image, error) && rf_subject_init (&again, image, error)) {
        RfProxyRequest request = rf_subject_request (&subject, image, LARGE_SIDE);
        set_blank (draft, subject.photo.width, subject.photo.height);
        draft->load = rf_proxy_load_new (&request, take_photo, draft);
        draft->caption = g_steal_pointer (&subject.caption);
        draft->own = g_steal_pointer (&again.caption);
        rf_draft_update (draft);
    } else {
        g_clear_pointer (&draft, rf_draft_free);
    }
    rf_subject_clear (&subject);
    rf_subject_clear (&again);
    return draft;
}

void
rf_draft_free (RfDraft *draft)
{
    rf_proxy_load_free (draft->load);
    rf_reduced_clear (&draft->photo);
    rf_caption_free (draft->own);
    rf_caption_free (draft->caption);
    rf_caption_free (draft->sample);
    g_ptr_array_unref (draft->texts);
    g_free (draft->trouble);
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

void
rf_draft_update (RfDraft *draft)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
    RfImprint imprint;
    GError *error = NULL;
    size_t n;

    g_free (draft->problem);
    draft->problem = g_strdup (draft->trouble);
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
render_without_files (RfDraft *draft, const RfFormat *format, const RfCaption *caption, int width, int height,
                      double *scale)
{
    cairo_surface_t *surface = NULL;

    for (int without = 1; without < 4 && !surface; without++) {
        RfWatermarkOptions options = draft->imprint.options;
        if (without & 1)
            options.logo = "";
        if (without & 2)
            options.signature = NULL;
        surface = rf_watermark_render (&draft->photo, format, caption, &options, width, height, scale, NULL);
    }
    return surface;
}

/* NULL with an error, or an error and a picture without the files that cannot be read. */
static cairo_surface_t *
render (RfDraft *draft, const RfFormat *format, const RfCaption *caption, int width, int height, double *scale,
        GError **error)
{
    GError *reason = NULL;
    cairo_surface_t *surface =
        rf_watermark_render (&draft->photo, format, caption, &draft->imprint.options, width, height, scale, &reason);

    if (!surface && g_error_matches (reason, RF_ERROR, RF_ERROR_FILE))
        surface = render_without_files (draft, format, caption, width, height, scale);
    if (reason)
        g_propagate_error (error, reason);
    return surface;
}

cairo_surface_t *
rf_draft_render (RfDraft *draft, int width, int height)
{
    GError *error = NULL;
    cairo_surface_t *surface = render (draft, draft->format, draft->caption, width, height, &draft->scale, &error);

    take_problem (draft, error);
    return surface ? surface : rf_reduced_render (&draft->photo, width, height);
}

cairo_surface_t *
rf_draft_render_format (RfDraft *draft, const RfFormat *format, int width, int height)
{
    double scale = 0;
    g_autoptr (GError) error = NULL;
    cairo_surface_t *surface = render (draft, format, draft->caption, width, height, &scale, &error);

    if (!surface && g_error_matches (error, RF_ERROR, RF_ERROR_VALUE)) {
        if (!draft->sample)
            draft->sample = rf_caption_sample ();
        surface = render (draft, format, draft->sample, width, height, &scale, NULL);
    }
    return surface ? surface : rf_reduced_render (&draft->photo, width, height);
}
