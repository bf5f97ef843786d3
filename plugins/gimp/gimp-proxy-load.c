/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-proxy-load.h"

#include "gimp-proxy-glance.h"
#include "gimp-proxy-read.h"

#define STEP_US  15000 /* of reading, before the window has its turn */
#define PATIENCE 400   /* ms after a glance, for what is made of it, before GIMP has something slow to do */

struct RfProxyLoad {
    RfProxyRequest request;
    RfProxyTake take;
    gpointer data;
    RfProxySource source;
    RfProxyRead *read; /* NULL: not yet */
    guint next;        /* the source of the next step; 0: there is none */
};

static RfProxy *
turn (RfProxy *proxy, const RfProxyRequest *request)
{
    RfProxy *turned = rf_proxy_turn (proxy, request->orientation);

    rf_proxy_unref (proxy);
    return turned;
}

RfProxy *
rf_proxy_new (const RfProxyRequest *request, GError **error)
{
    RfProxySource source;

    if (!rf_proxy_source_open (&source, &request->wanted, error))
        return NULL;
    RfProxyRead *read = rf_proxy_read_new (source.drawable, request->longest_px);
    rf_proxy_read_on (read, G_MAXINT64);
    RfProxy *proxy = rf_proxy_read_end (read);
    rf_proxy_source_close (&source);
    return turn (proxy, request);
}

static void
take (RfProxyLoad *load, RfProxy *proxy, gboolean whole, const GError *error)
{
    if (proxy || error)
        load->take (proxy, whole, error, load->data);
    rf_proxy_unref (proxy);
}

static gboolean
is_slow (const RfProxyWanted *wanted)
{
    RfProxyPlace place;

    if (!gimp_image_is_valid (wanted->image))
        return FALSE;
    rf_proxy_source_find (wanted, &place);
    return rf_proxy_source_is_slow (&place);
}

/* One step after the other, each from the main loop. */
static gboolean
go_on (gpointer data)
{
    RfProxyLoad *load = data;
    g_autoptr (GError) error = NULL;

    if (!load->read && rf_proxy_source_open (&load->source, &load->request.wanted, &error)) {
        load->read = rf_proxy_read_new (load->source.drawable, load->request.longest_px);
        return G_SOURCE_CONTINUE;
    }
    if (load->read && !rf_proxy_read_on (load->read, STEP_US))
        return G_SOURCE_CONTINUE;

    RfProxy *proxy = load->read ? turn (rf_proxy_read_end (g_steal_pointer (&load->read)), &load->request) : NULL;
    rf_proxy_source_close (&load->source);
    load->next = 0;
    take (load, proxy, TRUE, error);
    return G_SOURCE_REMOVE;
}

static gboolean
begin (gpointer data)
{
    RfProxyLoad *load = data;

    load->next = g_idle_add (go_on, load);
    return G_SOURCE_REMOVE;
}

static gboolean
glance (gpointer data)
{
    RfProxyLoad *load = data;
    RfProxy *proxy = rf_proxy_glance (&load->request);
    guint wait = proxy && is_slow (&load->request.wanted) ? PATIENCE : 0;

    load->next = g_timeout_add_full (G_PRIORITY_LOW, wait, begin, load, NULL);
    take (load, proxy, FALSE, NULL);
    return G_SOURCE_REMOVE;
}

RfProxyLoad *
rf_proxy_load_new (const RfProxyRequest *request, RfProxyTake taker, gpointer data)
{
    RfProxyLoad *load = g_new0 (RfProxyLoad, 1);

    load->request = *request;
    load->take = taker;
    load->data = data;
    load->next = g_idle_add (glance, load);
    return load;
}

void
rf_proxy_load_free (RfProxyLoad *load)
{
    if (!load)
        return;
    g_clear_handle_id (&load->next, g_source_remove);
    if (load->read)
        rf_proxy_unref (rf_proxy_read_end (load->read));
    rf_proxy_source_close (&load->source);
    g_free (load);
}
