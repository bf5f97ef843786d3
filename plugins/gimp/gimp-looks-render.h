/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures of a photograph in a look, made by threads beside the window's. A slot is one picture on the screen: what is
 * asked of it last is what counts, and what waits in vain is never made.
 */
#ifndef RF_GIMP_LOOKS_RENDER_H
#define RF_GIMP_LOOKS_RENDER_H

#include "gimp-filter.h"
#include "gimp-proxy.h"

typedef enum {
    RF_RENDER_PREVIEW, /* before all that waits */
    RF_RENDER_THUMBNAIL,
} RfRenderPriority;

/* On the main thread. `surface` NULL: see the error. Both belong to the caller. */
typedef void (*RfRenderDone) (cairo_surface_t *surface, const GError *error, gpointer data);

typedef struct RfRenderSlot RfRenderSlot;

/* These are for the main thread. */
RfRenderSlot *rf_render_slot_new (RfRenderPriority priority, RfRenderDone done, gpointer data);
void rf_render_slot_free (RfRenderSlot *slot); /* `done` is not called any more; NULL is fine */

/* `look` NULL: the photograph as it is. `scale`: see rf_pixels_to_surface. */
void rf_render_slot_ask (RfRenderSlot *slot, RfProxy *proxy, const RfLook *look, const RfSettings *settings, int scale);

/* The same maths as rangefinder:look with these settings, on the calling thread and those of GEGL; free with cairo_surface_destroy. What
 * differs from the result: the copy's pixels are means of the photograph's; colours that sRGB does not hold
 * are developed as sRGB's; where pixels are means, grain is a little coarser than the mean of fine grain. */
cairo_surface_t *rf_render_look (const RfProxy *proxy, const RfLook *look, const RfSettings *settings, int scale,
                                 GError **error);

/* What the words and percentages of a procedure mean for a plan. */
void rf_render_settings_init (RfSettings *settings, const RfFilterSettings *from);

#endif
