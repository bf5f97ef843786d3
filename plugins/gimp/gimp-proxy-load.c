/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-proxy-load.h"

#include "../i18n.h"
#include "gimp-proxy-read.h"

#define STEP_US   15000 /* of reading, before the window has its turn */
#define SCREEN_PX 1024  /* the most that GIMP gives of its own picture */

struct RfProxyLoad {
    RfProxyRequest request;
    RfProxyTake take;
    gpointer data;
    RfProxySource source;
    gboolean glanced;
    RfProxyRead *read; /* NULL: not yet */
    guint idle;
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

/* What GIMP calls the pixels of such a picture: as those of the layer, and always with alpha. */
static const Babl *
find_screen_format (GimpDrawable *drawable)
{
    static const char *const types[] = {"u8", "u16", "u32", NULL, "half", "float", "double"}; /* 100, 200, ... */
    int precision = gimp_image_get_precision (gimp_item_get_image (GIMP_ITEM (drawable)));
    const char *type = precision >= 100 && precision < 800 ? types[precision / 100 - 1] : NULL;
    const char *mark = precision % 100 >= 75 ? "~" : precision % 100 >= 50 ? "'" : "";
    g_autofree char *name = NULL;

    if (!type)
        return NULL;
    name = gimp_drawable_is_gray (drawable) ? g_strdup_printf ("Y%sA %s", mark, type)
                                            : g_strdup_printf ("R%sG%sB%sA %s", mark, mark, mark, type);
    return babl_format_with_space (name, babl_format_get_space (gimp_drawable_get_format (drawable)));
}

/* What the screen has of the image; NULL where that would not be what is wanted. */
static RfProxy *
glance (const RfProxyRequest *request)
{
    gboolean is_there = gimp_image_is_valid (request->wanted.image);
    GimpDrawable *single = is_there ? rf_proxy_source_find_single (&request->wanted) : NULL;
    const Babl *format = single ? find_screen_format (single) : NULL;
    int whole_width = single ? gimp_drawable_get_width (single) : 0;
    int whole_height = single ? gimp_drawable_get_height (single) : 0;
    int width, height, bpp = 0;

    if (!format || MAX (whole_width, whole_height) <= SCREEN_PX)
        return NULL; /* all of it comes as quickly */
    width = height = MIN (request->longest_px, SCREEN_PX);
    g_autoptr (GBytes) bytes = gimp_image_get_thumbnail_data (request->wanted.image, &width, &height, &bpp);
    if (!bytes || width < 1 || height < 1 || babl_format_get_bytes_per_pixel (format) != bpp ||
        g_bytes_get_size (bytes) < (gsize)width * height * bpp)
        return NULL;

    RfProxy *proxy = rf_proxy_alloc (whole_width, whole_height, width, height);
    rf_proxy_read_convert (single, format, g_bytes_get_data (bytes, NULL), proxy);
    return turn (proxy, request);
}

static void
take (RfProxyLoad *load, RfProxy *proxy, gboolean whole, const GError *error)
{
    if (proxy || error)
        load->take (proxy, whole, error, load->data);
    rf_proxy_unref (proxy);
}

/* One step after the other, each from the main loop. */
static gboolean
go_on (gpointer data)
{
    RfProxyLoad *load = data;
    g_autoptr (GError) error = NULL;

    if (!load->glanced) {
        load->glanced = TRUE;
        take (load, glance (&load->request), FALSE, NULL);
        return G_SOURCE_CONTINUE;
    }
    if (!load->read && rf_proxy_source_open (&load->source, &load->request.wanted, &error)) {
        load->read = rf_proxy_read_new (load->source.drawable, load->request.longest_px);
        return G_SOURCE_CONTINUE;
    }
    if (load->read && !rf_proxy_read_on (load->read, STEP_US))
        return G_SOURCE_CONTINUE;

    RfProxy *proxy = load->read ? turn (rf_proxy_read_end (g_steal_pointer (&load->read)), &load->request) : NULL;
    rf_proxy_source_close (&load->source);
    load->idle = 0;
    take (load, proxy, TRUE, error);
    return G_SOURCE_REMOVE;
}

RfProxyLoad *
rf_proxy_load_new (const RfProxyRequest *request, RfProxyTake taker, gpointer data)
{
    RfProxyLoad *load = g_new0 (RfProxyLoad, 1);

    load->request = *request;
    load->take = taker;
    load->data = data;
    load->idle = g_idle_add (go_on, load);
    return load;
}

void
rf_proxy_load_free (RfProxyLoad *load)
{
    if (!load)
        return;
    g_clear_handle_id (&load->idle, g_source_remove);
    if (load->read)
        rf_proxy_unref (rf_proxy_read_end (load->read));
    rf_proxy_source_close (&load->source);
    g_free (load);
}
