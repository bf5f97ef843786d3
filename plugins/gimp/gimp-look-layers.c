/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-look-layers.h"

#include "../i18n.h"
#include "rangefinder.h"

GimpDrawableFilter *
rf_look_layers_find (GimpDrawable *drawable)
{
    g_autofree GimpDrawableFilter **filters = gimp_drawable_get_filters (drawable);

    for (int i = 0; filters && filters[i]; i++) { /* the topmost first */
        g_autofree char *name = gimp_drawable_filter_get_operation_name (filters[i]);
        if (g_strcmp0 (name, RF_FILTER_OPERATION) == 0)
            return filters[i];
    }
    return NULL;
}

gboolean
rf_look_layers_change (GimpDrawable **drawables, const RfFilterSettings *settings, GError **error)
{
    g_autoptr (GPtrArray) old = g_ptr_array_new ();

    for (size_t i = 0; drawables[i]; i++) {
        GimpDrawableFilter *filter = rf_look_layers_find (drawables[i]);
        if (filter)
            g_ptr_array_add (old, filter);
    }
    if (!rf_filter_apply (drawables, settings, FALSE, error))
        return FALSE;
    for (guint i = 0; i < old->len; i++)
        gimp_drawable_filter_delete (old->pdata[i]);
    return TRUE;
}

GimpDrawable **
rf_look_layers_copy (GimpDrawable **drawables, const char *look, GError **error)
{
    const RfLook *found = rf_look_require (look, error);
    GPtrArray *copies = found ? g_ptr_array_new () : NULL;

    for (size_t i = 0; copies && drawables[i]; i++) {
        GimpItem *item = GIMP_ITEM (drawables[i]);
        GimpImage *image = gimp_item_get_image (item);
        g_autofree char *name = gimp_item_get_name (item);
        g_autofree char *title = g_strdup_printf ("%s (%s)", name, rf_look_title (found));
        GimpLayer *copy = gimp_item_is_layer (item) ? gimp_layer_copy (GIMP_LAYER (item)) : NULL;
        if (!copy || !gimp_image_insert_layer (image, copy, GIMP_LAYER (gimp_item_get_parent (item)),
                                               gimp_image_get_item_position (image, item))) {
            if (gimp_item_is_layer (item))
                rf_filter_take_error (error, _ ("GIMP could not copy the layer."));
            else
                g_set_error (error, GIMP_PLUG_IN_ERROR, 0,
                             _ ("“%s” is not a layer, and only layers can be copied: apply the look to it itself."),
                             name);
            g_ptr_array_add (copies, NULL);
            rf_look_layers_remove ((GimpDrawable **)copies->pdata);
            g_clear_pointer (&copies, g_ptr_array_unref);
            break;
        }
        gimp_item_set_name (GIMP_ITEM (copy), title);
        g_ptr_array_add (copies, copy);
    }
    if (!copies)
        return NULL;
    g_ptr_array_add (copies, NULL);
    gimp_image_set_selected_layers (gimp_item_get_image (GIMP_ITEM (drawables[0])), (const GimpLayer **)copies->pdata);
    return (GimpDrawable **)g_ptr_array_free (copies, FALSE);
}

void
rf_look_layers_remove (GimpDrawable **copies)
{
    for (size_t i = 0; copies[i]; i++)
        gimp_image_remove_layer (gimp_item_get_image (GIMP_ITEM (copies[i])), GIMP_LAYER (copies[i]));
}
