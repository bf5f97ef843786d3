/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-watermark-photo.h"

#include "../i18n.h"
#include "gimp-filter.h"
#include "gimp-upright.h"
#include "gimp-watermark-colour.h"
#include "gimp-watermark-group.h"

#include <math.h>

/* One layer with what is seen of the photograph; `image` is ours to spoil. */
static GimpLayer *
reduce (GimpImage *image, const RfSubject *subject, int side)
{
    GList *groups = rf_group_find (image);

    rf_group_remove (image, groups);
    g_list_free (groups);
    const GeglRectangle *area = &subject->photo;
    if (subject->turn)
        rf_upright (image);
    else
        gimp_image_crop (image, area->width, area->height, area->x, area->y);

    int width = gimp_image_get_width (image), height = gimp_image_get_height (image);
    double scale = MIN (1.0, (double)side / MAX (width, height));
    gimp_context_push ();
    gimp_context_set_interpolation (GIMP_INTERPOLATION_LINEAR);
    gimp_image_scale (image, (int)fmax (1, round (width * scale)), (int)fmax (1, round (height * scale)));
    gimp_context_pop ();

    GimpLayer *layer = gimp_layer_new_from_visible (image, image, NULL);
    if (layer)
        gimp_image_insert_layer (image, layer, NULL, 0);
    return layer;
}

gboolean
rf_photo_copy (GimpImage *image, const RfSubject *subject, int side, RfTile *tile, GError **error)
{
    GimpImage *copy = gimp_image_duplicate (image);
    GimpLayer *layer = NULL;

    if (copy) {
        gimp_image_undo_disable (copy);
        layer = reduce (copy, subject, side);
    }
    if (layer) {
        RfColours colours;
        rf_colours_init (&colours, GIMP_DRAWABLE (layer));
        GeglRectangle all = *gegl_buffer_get_extent (colours.buffer);
        int stride = 4 * (int)sizeof (float) * all.width;
        *tile = (RfTile){g_malloc ((gsize)stride * all.height), stride, 0, 0, all.width, all.height};
        rf_colours_read (&colours, &all, tile->data, stride);
        rf_colours_clear (&colours);
    } else {
        rf_filter_take_error (error, _ ("GIMP could not make a copy of the photograph."));
    }
    if (copy)
        gimp_image_delete (copy);
    return layer != NULL;
}
