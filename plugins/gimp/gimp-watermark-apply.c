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
#include "gimp-watermark-photo.h"
#include "gimp-watermark-text.h"

/* All that is known before the image is touched. */
typedef struct {
    GList *groups;       /* watermarks that are there already */
    gboolean turn;       /* the photograph lies on its side */
    GeglRectangle photo; /* on the canvas as it is, or will be once it is upright */
    RfCaption *caption;
    RfWatermark *watermark;
    GimpFont **fonts;
} Plan;

static void
clear_plan (Plan *plan)
{
    g_list_free (plan->groups);
    rf_caption_free (plan->caption);
    rf_watermark_free (plan->watermark);
    g_free (plan->fonts);
}

/* What GIMP would refuse half-way, or do badly. */
static gboolean
check_image (GimpImage *image, GError **error)
{
    if (gimp_image_get_base_type (image) == GIMP_INDEXED) {
        g_set_error_literal (error, GIMP_PLUG_IN_ERROR, 0,
                             _ ("The image is indexed: a watermark needs more colours than its palette has. "
                                "Convert it first, by Image > Mode > RGB."));
        return FALSE;
    }
    if (gimp_image_get_floating_sel (image)) {
        g_set_error_literal (error, GIMP_PLUG_IN_ERROR, 0,
                             _ ("There is a floating selection: anchor it or make it a layer first."));
        return FALSE;
    }
    return TRUE;
}

static RfCaption *
read_caption (GimpImage *image, const RfImprint *imprint, GError **error)
{
    g_autoptr (GObject) metadata = (GObject *)gimp_image_get_metadata (image);
    RfCaption *caption = metadata ? rf_caption_read ((struct _GExiv2Metadata *)metadata) : rf_caption_new ();

    rf_caption_set_style (caption, &imprint->style);
    if (!rf_fields_set (caption, imprint, error))
        g_clear_pointer (&caption, rf_caption_free);
    return caption;
}

/* A watermark that is there stands at the bottom as the image is, so the image is held that way up, whatever its metadata
 * says. */
static void
find_photo (GimpImage *image, Plan *plan)
{
    int orientation = rf_caption_orientation (plan->caption);

    plan->groups = rf_group_find (image);
    rf_group_locate_photo (image, plan->groups, &plan->photo);
    plan->turn = !plan->groups && orientation > 1;
    if (plan->turn && orientation > 4)
        plan->photo = (GeglRectangle){0, 0, plan->photo.height, plan->photo.width};
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
    RfTile photo = {0};

    if (!format || !check_image (image, error))
        return FALSE;
    plan->caption = read_caption (image, imprint, error);
    if (!plan->caption)
        return FALSE;
    find_photo (image, plan);

    gboolean wanted = needs_photo (format, &imprint->options);
    if (wanted && !rf_photo_copy (image, &plan->photo, plan->turn, &photo, error))
        return FALSE;
    plan->watermark = rf_watermark_new (format, plan->caption, &imprint->options, plan->photo.width, plan->photo.height,
                                        wanted ? &photo : NULL, error);
    g_free (photo.data);
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
    int x = frame.x - plan->photo.x, y = frame.y - plan->photo.y;
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
        group = rf_group_new (image, plan->groups, &photo, error);
    return group && rf_layers_make (image, group, plan->watermark, plan->fonts, error) ? group : NULL;
}

static GimpLayer *
set_merged (GimpImage *image, const Plan *plan, GError **error)
{
    GeglRectangle photo;

    rf_group_remove (image, plan->groups);
    GimpLayer *layer = rf_merge_visible (image, &plan->photo, error);
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
        if (plan.turn)
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
