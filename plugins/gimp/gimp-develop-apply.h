/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Does what a recipe says to an image, for every procedure of the plug-in.
 */
#ifndef RF_GIMP_DEVELOP_APPLY_H
#define RF_GIMP_DEVELOP_APPLY_H

#include "gimp-recipe.h"

/* Crops the image, gives the drawables (NULL at the end) lens character and look, and sets the watermark, in this order: all
 * of it suits the picture as it will be seen. Filters and a watermark that an earlier run has set are replaced. One step of
 * undo. Whatever can be known to fail is checked before the image is touched, unless the image keeps no undo, which says
 * that nobody needs it as it was. `notes` receives sentences about what did not fit into the watermark, or NULL; g_free. */
gboolean rf_develop_image (GimpImage *image, GimpDrawable **drawables, const RfRecipe *recipe, char **notes,
                           GError **error);

#endif
