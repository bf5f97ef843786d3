/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-develop-apply.h"

#include "../i18n.h"
#include "gimp-upright.h"
#include "gimp-watermark-apply.h"
#include "gimp-watermark-group.h"

static gboolean
has_lens (const RfRecipe *recipe)
{
    return strcmp (recipe->lens, "none") != 0;
}

static RfImprint
make_imprint (const RfRecipe *recipe)
{
    RfImprint imprint = RF_IMPRINT_DEFAULT (recipe->watermark);

    imprint.fields = recipe->fields;
    imprint.merge = recipe->merge;
    return imprint;
}

/* What to do about a photograph without metadata is another thing here than in a watermark's own dialog. */
static gboolean
explain (gboolean done, GError **error)
{
    if (!done && error && g_error_matches (*error, RF_ERROR, RF_ERROR_VALUE)) {
        g_clear_error (error);
        g_set_error_literal (
            error, RF_ERROR, RF_ERROR_VALUE,
            _ ("The photograph has no metadata for a watermark: give it texts of your own (fields), or "
               "set no watermark."));
    }
    return done;
}

static gboolean
check (GimpImage *image, GimpDrawable **drawables, const RfRecipe *recipe, GError **error)
{
    RfFilterKind look = rf_filter_of_look (&recipe->look);
    RfFilterKind lens = rf_filter_of_lens (recipe->lens, recipe->lens_strength_pct);
    RfImprint imprint = make_imprint (recipe);

    return rf_look_require (recipe->look.look, error) && rf_filter_check (drawables, &look, recipe->merge, error) &&
           (!has_lens (recipe) || rf_filter_check (drawables, &lens, recipe->merge, error)) &&
           (!*recipe->watermark || explain (rf_imprint_check (image, &imprint, error), error));
}

/* What is left of the photograph, wherever an earlier watermark has put it on the canvas. That watermark would be cut
 * through: it goes, and a new one comes if the recipe has one. */
static gboolean
crop_image (GimpImage *image, const RfRecipe *recipe, GError **error)
{
    GList *groups = rf_group_find (image);
    GeglRectangle photo;
    RfFrame part;

    rf_group_locate_photo (image, groups, &photo);
    rf_crop_find (recipe->crop_ratio, recipe->crop_position, photo.width, photo.height, &part);
    gboolean whole = part.width == photo.width && part.height == photo.height;
    gboolean done = whole;
    if (!whole) {
        rf_group_remove (image, groups);
        done = gimp_image_crop (image, part.width, part.height, photo.x + part.x, photo.y + part.y);
    }
    g_list_free (groups);
    if (!done)
        rf_filter_take_error (error, _ ("GIMP could not crop the image."));
    return done;
}

static gboolean
put_filters (GimpDrawable **drawables, const RfRecipe *recipe, GError **error)
{
    RfFilterKind look = rf_filter_of_look (&recipe->look);
    RfFilterKind lens = rf_filter_of_lens (recipe->lens, recipe->lens_strength_pct);

    rf_filter_remove (drawables, RF_LENS_OPERATION);
    rf_filter_remove (drawables, RF_FILTER_OPERATION);
    return (!has_lens (recipe) || rf_filter_put (drawables, &lens, recipe->merge, error)) &&
           rf_filter_put (drawables, &look, recipe->merge, error);
}

static gboolean
set_watermark (GimpImage *image, const RfRecipe *recipe, char **notes, GError **error)
{
    RfImprint imprint = make_imprint (recipe);

    return !*recipe->watermark || explain (rf_imprint_apply (image, &imprint, notes, error) != NULL, error);
}

/* As rf_imprint_apply does: a watermark that is there already stands at the bottom, so the image is upright. */
static void
turn_upright (GimpImage *image)
{
    GList *groups = rf_group_find (image);

    if (!groups)
        rf_upright (image);
    g_list_free (groups);
}

gboolean
rf_develop_image (GimpImage *image, GimpDrawable **drawables, const RfRecipe *recipe, char **notes, GError **error)
{
    *notes = NULL;
    if (gimp_image_undo_is_enabled (image) && !check (image, drawables, recipe, error))
        return FALSE;

    gimp_image_undo_group_start (image);
    turn_upright (image);
    gboolean done = crop_image (image, recipe, error) && put_filters (drawables, recipe, error) &&
                    set_watermark (image, recipe, notes, error);
    gimp_image_undo_group_end (image);
    return done;
}
