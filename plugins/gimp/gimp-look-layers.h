/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What happens to layers when a look is applied by hand: the filter that is there is changed, or a copy gets it. All within
 * the caller's undo group.
 */
#ifndef RF_GIMP_LOOK_LAYERS_H
#define RF_GIMP_LOOK_LAYERS_H

#include "gimp-filter.h"

/* The topmost filter of ours; NULL if there is none. GIMP owns it. */
GimpDrawableFilter *rf_look_layers_find (GimpDrawable *drawable);

/* As rf_filter_apply without merge, but in place of the look that a layer has. */
gboolean rf_look_layers_change (GimpDrawable **drawables, const RfFilterSettings *settings, GError **error);

/* A copy above each, named after the look; the copies are what is chosen then. NULL with an error if one of them is no layer.
 * Free the array, which has NULL at the end, with g_free. */
GimpDrawable **rf_look_layers_copy (GimpDrawable **drawables, const char *look, GError **error);
void rf_look_layers_remove (GimpDrawable **copies); /* if the look cannot be applied to them */

#endif
