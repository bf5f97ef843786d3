/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The layer group that a watermark is in an image: how the next one finds it, and where the photograph is meanwhile.
 */
#ifndef RF_GIMP_WATERMARK_GROUP_H
#define RF_GIMP_WATERMARK_GROUP_H

#include <libgimp/gimp.h>

/* The groups made by rf_group_new, wherever the user has moved them and whatever they are called now: the topmost first.
 * Normally one or none. Free with g_list_free. */
GList *rf_group_find (GimpImage *image);

/* Where on the canvas the photograph lies: all of it, or what a watermark has left. Cropping, scaling, turning since then is
 * taken into account. */
void rf_group_locate_photo (GimpImage *image, GList *groups, GeglRectangle *photo);

/* An empty group in the place of those `groups`, which are removed; layers that the user has put into them are kept. NULL
 * with an error if GIMP refuses. `photo` is where the photograph lies on the canvas, which has its final size. */
GimpLayer *rf_group_new (GimpImage *image, GList *groups, const GeglRectangle *photo, GError **error);

/* Puts a layer on top of those in the group and marks it as made here. */
gboolean rf_group_add (GimpImage *image, GimpLayer *group, GimpLayer *layer, GError **error);

/* Letters and lines are planned for pixels that are mixed as sRGB encodes them; GIMP's own way is by their light. */
void rf_group_blend_as_planned (GimpLayer *layer);

/* Removes the groups and what was made here. */
void rf_group_remove (GimpImage *image, GList *groups);

#endif
