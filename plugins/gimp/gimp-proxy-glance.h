/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A first glance at a photograph, from what GIMP has reduced for its own windows: soon there, and small.
 */
#ifndef RF_GIMP_PROXY_GLANCE_H
#define RF_GIMP_PROXY_GLANCE_H

#include "gimp-proxy-load.h"

/* At most 1024 pixels. Of a layer whose filters or mask only GIMP could draw, it has the pixels without them; of an image
 * with a watermark it may have some of that. NULL where there is no such picture, or no need of it. */
RfProxy *rf_proxy_glance (const RfProxyRequest *request);

#endif
