/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reduced copies of photographs that GIMP has. GIMP sends all pixels, threads beside the window's reduce them, in linear
 * light: 50 megapixels take some tenths of a second, in which the window goes on. All this belongs to the main thread; of the
 * threads nothing is left when it returns or has called `take` for the last time.
 */
#ifndef RF_GIMP_PROXY_LOAD_H
#define RF_GIMP_PROXY_LOAD_H

#include "gimp-proxy-source.h"
#include "gimp-proxy.h"

typedef struct {
    RfProxyWanted wanted;
    int longest_px;  /* see rf_proxy_fit */
    int orientation; /* that the image lies in, 2 to 8: it is turned upright. 0, 1: it stays as it is */
} RfProxyRequest;

/* The image and its undo steps stay as they are. Free with rf_proxy_unref; NULL: see the error. */
RfProxy *rf_proxy_new (const RfProxyRequest *request, GError **error);

/* The same while the main loop runs. A first glance from GIMP's own pictures comes soon, smaller than what was asked for
 * perhaps and less exact; `whole` tells the last one. With an error there is no proxy, and nothing follows. */
typedef struct RfProxyLoad RfProxyLoad;
typedef void (*RfProxyTake) (RfProxy *proxy, gboolean whole, const GError *error, gpointer data);

RfProxyLoad *rf_proxy_load_new (const RfProxyRequest *request, RfProxyTake take, gpointer data);
void rf_proxy_load_free (RfProxyLoad *load); /* nothing is taken any more; NULL is fine; not for `take` to call */

#endif
