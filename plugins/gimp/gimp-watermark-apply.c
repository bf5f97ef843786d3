/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-watermark-apply.h"

#include "../i18n.h"
#include "gimp-filter.h"
#include "gimp-upright.h"
#include "gimp-watermark-draw.h"
#include "gimp-watermark-fields.h"
#include "gimp-watermark-group.h"
#include "gimp-watermark-layers.h"
#include "gimp-watermark-merge.h"
#include "gimp-watermark-subject.h"
#include "gimp-watermark-text.h"

/* All that is known before the image is touched. */
typedef struct {
    RfSubject subject;
    RfWatermark *watermark;
    GimpFont **fonts;
} Plan;

static void
clear_plan (Plan *plan)
{
    rf_subject_clear (&plan->subject);
    rf_watermark_free (plan->watermark);
    g_free (plan->fonts);
}

static gboolean
needs_photo (const RfFormat *format, const RfWatermarkOptions *options)
{
    return rf_format_needs_photo (format) || g_strcmp0 (options->ground, "blur") == 0;
}

static gboolean
make_plan (GimpImage *image, const RfImprint *imprint, Plan *plan, GError **error)
{
    const RfFormat *format = rf_format_require (imprint->format, error);
    g_autoptr (RfProxy) photo = NULL;

    if (!format || !rf_subject_init (&plan->subject, image, error))
        return FALSE;
    rf_caption_set_style (plan->subject.caption, &imprint->style);
    if (!rf_fields_set (plan->subject.caption, imprint, error))
        return FALSE;

    if (needs_photo (format, &imprint->options)) {
        RfProxyRequest request = rf_subject_request (&plan->subject, image, RF_PHOTO_SIDE);
        if (!(photo = rf_proxy_new (&request, error)))
            return FALSE;
    }
    plan->watermark = rf_watermark_new (format, plan->subject.caption, &imprint->options, plan->subject.photo.width,
                                        plan->subject.photo.height, photo ? &photo->tile : NULL, error);
    if (!plan->watermark)
        return FALSE;
    gboolean sets_text = imprint->text_layers && !imprint->merge;
    if (sets_text)
        plan->fonts = rf_text_find_fonts (plan->watermark, error);
    return plan->fonts || !sets_text;
}

/* All at once, so that nothing in a part of the canvas that stays is ever outside of it. */
static gboolean
fit_canvas (GimpImage *image, const Plan *plan, GeglRectangle *photo, GError **error)
{
    int width, height;
    RfFrame frame;

    rf_watermark_canvas (plan->watermark, &width, &height, &frame);
    *photo = (GeglRectangle){frame.x, frame.y, frame.width, frame.height};
    int x = frame.x - plan->subject.photo.x, y = frame.y - plan->subject.photo.y;
    if (x == 0 && y == 0 && width == gimp_image_get_width (image) && height == gimp_image_get_height (image))
        return TRUE;
    if (!gimp_image_resize (image, width, height, x, y)) {
        rf_filter_take_error (error, _ ("GIMP could not resize the canvas."));
        return FALSE;
    }
    return TRUE;
}

/* The layers that were chosen, if there still are any: new ones have taken their place. */
static void
choose_again (GimpImage *image, GimpLayer **chosen, GimpLayer *made)
{
    GimpLayer *instead[] = {made, NULL};
    size_t n = 0;

    for (size_t i = 0; chosen && chosen[i]; i++)
        if (gimp_item_is_valid (GIMP_ITEM (chosen[i])))
            chosen[n++] = chosen[i];
    if (n)
        chosen[n] = NULL;
    gimp_image_set_selected_layers (image, (const GimpLayer **)(n ? chosen : instead));
}

static GimpLayer *
set_group (GimpImage *image, const Plan *plan, GError **error)
{
    GeglRectangle photo;
    GimpLayer *group = NULL;

    if (fit_canvas (image, plan, &photo, error))
        group = rf_group_new (image, plan->subject.groups, &photo, error);
    return group && rf_layers_make (image, group, plan->watermark, plan->fonts, error) ? group : NULL;
}

static GimpLayer *
set_merged (GimpImage *image, const Plan *plan, GError **error)
{
    GeglRectangle photo;

    rf_group_remove (image, plan->subject.groups);
    GimpLayer *layer = rf_merge_visible (image, &plan->subject.photo, error);
    if (!layer || !fit_canvas (image, plan, &photo, error) || !rf_merge_fit (image, layer, error))
        return NULL;
    rf_draw_over (layer, plan->watermark);
    return layer;
}

GimpLayer *
rf_imprint_apply (GimpImage *image, const RfImprint *imprint, char **notes, GError **error)
{
    Plan plan = {0};
    GimpLayer *made = NULL;

    *notes = NULL;
    if (make_plan (image, imprint, &plan, error)) {
        const char *const *sentences = rf_watermark_notes (plan.watermark);
        if (*sentences)
            *notes = g_strjoinv ("\n", (char **)sentences);

        gimp_image_undo_group_start (image);
        g_autofree GimpLayer **chosen = gimp_image_get_selected_layers (image);
        if (plan.subject.turn)
            rf_upright (image);
        made = imprint->merge ? set_merged (image, &plan, error) : set_group (image, &plan, error);
        if (made)
            choose_again (image, chosen, made);
        gimp_image_undo_group_end (image);
    }
    clear_plan (&plan);
    return made;
}

gboolean
rf_imprint_check (GimpImage *image, const RfImprint *imprint, GError **error)
{
    Plan plan = {0};
    gboolean possible = make_plan (image, imprint, &plan, error);

    clear_plan (&plan);
    return possible;
}
