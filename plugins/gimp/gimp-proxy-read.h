/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From all pixels of a drawable to a reduced copy: this thread gets them from GIMP, others reduce them meanwhile.
 */
#ifndef RF_GIMP_PROXY_READ_H
#define RF_GIMP_PROXY_READ_H

#include "gimp-proxy.h"

typedef struct RfProxyRead RfProxyRead;

RfProxyRead *rf_proxy_read_new (GimpDrawable *drawable, int longest_px);

/* For about that many microseconds; TRUE when there is nothing left to get. */
gboolean rf_proxy_read_on (RfProxyRead *read, gint64 us);

/* Waits for the threads, and gives what there is. */
RfProxy *rf_proxy_read_end (RfProxyRead *read);

/* Into a proxy of as many pixels: what is of the drawable's image already, in that format, row by row. */
void rf_proxy_read_convert (GimpDrawable *drawable, const Babl *format, const void *pixels, RfProxy *proxy);

#endif
