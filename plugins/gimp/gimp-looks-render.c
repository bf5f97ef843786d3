/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-looks-render.h"

struct RfRenderSlot {
    RfRenderPriority priority;
    RfRenderDone done;
    gpointer data;
    gint wanted; /* the number of the last job; read by the threads */
    gint shown;  /* of the last that is finished */
    gboolean closed;
};

typedef struct {
    RfRenderSlot *slot;
    gint number;
    guint turn;
    RfProxy *proxy;
    const RfLook *look;
    RfSettings settings;
    int scale;
    cairo_surface_t *surface;
    GError *error;
} Job;

/* Strips of a picture, for several threads; each goes through a buffer that fits into a processor's cache. */
#define STRIP_ROWS 8

typedef struct {
    const RfProxy *proxy;
    const RfPlan *plan;
    const Babl *to_light, *to_code; /* NULL: encoded numbers are what the plan wants */
    guchar *data;                   /* of the surface */
    int stride;
} Strips;

static void
convert (const Babl *fish, const RfTile *from, const RfTile *to)
{
    for (int y = 0; fish && y < to->height; y++)
        babl_process (fish, (const char *)from->data + from->stride * y, (char *)to->data + to->stride * y, to->width);
}

static void
develop_strips (gsize offset, gsize n, gpointer data)
{
    const Strips *strips = data;
    const RfTile *all = &strips->proxy->tile;
    RfFrame frame = rf_proxy_frame (strips->proxy);
    g_autofree float *pixels = g_new (float, (gsize)4 * all->width * STRIP_ROWS);

    for (gsize i = offset; i < offset + n; i++) {
        int y = (int)i * STRIP_ROWS;
        RfTile in = {(char *)all->data + all->stride * y, all->stride, 0, y, all->width,
                     MIN (STRIP_ROWS, all->height - y)};
        RfTile out = {pixels, (ptrdiff_t)(4 * sizeof (float)) * all->width, 0, y, all->width, in.height};
        convert (strips->to_light, &in, &out);
        rf_plan_apply (strips->plan, &frame, strips->to_light ? &out : &in, &out);
        convert (strips->to_code, &out, &out);
        if (strips->proxy->is_gray)
            rf_pixels_make_gray (&out);
        rf_pixels_pack (&out, strips->data + (gsize)strips->stride * y, strips->stride);
    }
}

cairo_surface_t *
rf_render_look (const RfProxy *proxy, const RfLook *look, const RfSettings *settings, int scale, GError **error)
{
    const Babl *light = babl_format ("RGBA float"), *code = babl_format ("R'G'B'A float");
    gboolean is_scene = settings->input == RF_INPUT_SCENE;
    const RfTile *tile = &proxy->tile;
    RfSpace space;

    if (!look)
        return rf_pixels_to_surface (tile, scale);
    rf_space_init (&space, "srgb", is_scene ? RF_ENCODING_LINEAR : RF_ENCODING_PERCEPTUAL);
    RfPlan *plan = rf_plan_new_draft (look, settings, &space, error); /* nobody waits for a full one on screen */
    if (!plan)
        return NULL;

    cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, tile->width, tile->height);
    Strips strips = {.proxy = proxy,
                     .plan = plan,
                     .to_light = is_scene ? babl_fish (code, light) : NULL,
                     .to_code = is_scene ? babl_fish (light, code) : NULL,
                     .data = cairo_image_surface_get_data (surface),
                     .stride = cairo_image_surface_get_stride (surface)};
    if (strips.data)
        gegl_parallel_distribute_range ((gsize)(tile->height + STRIP_ROWS - 1) / STRIP_ROWS, 0, develop_strips,
                                        &strips);
    cairo_surface_mark_dirty (surface);
    cairo_surface_set_device_scale (surface, scale, scale);
    rf_plan_unref (plan);
    return surface;
}

static void
release_slot (RfRenderSlot *slot)
{
    g_atomic_rc_box_release (slot);
}

static gboolean
finish (gpointer data)
{
    Job *job = data;
    RfRenderSlot *slot = job->slot;

    /* Of a slider that moves, what was asked a moment ago is better than nothing; but never backwards. */
    if (!slot->closed && job->number > slot->shown && (job->surface || job->error)) {
        slot->shown = job->number;
        slot->done (job->surface, job->error, slot->data);
    }
    g_clear_pointer (&job->surface, cairo_surface_destroy);
    g_clear_error (&job->error);
    rf_proxy_unref (job->proxy);
    release_slot (slot);
    g_free (job);
    return G_SOURCE_REMOVE;
}

static void
work (gpointer data, gpointer unused)
{
    Job *job = data;

    if (g_atomic_int_get (&job->slot->wanted) == job->number)
        job->surface = rf_render_look (job->proxy, job->look, &job->settings, job->scale, &job->error);
    g_idle_add_full (G_PRIORITY_DEFAULT, finish, job, NULL);
}

static int
compare_jobs (gconstpointer a, gconstpointer b, gpointer unused)
{
    const Job *x = a, *y = b;

    if (x->slot->priority != y->slot->priority)
        return (int)x->slot->priority - (int)y->slot->priority;
    return x->turn < y->turn ? -1 : 1;
}

static GThreadPool *
get_pool (void)
{
    static GThreadPool *pool = NULL;

    if (!pool) {
        pool = g_thread_pool_new (work, NULL, CLAMP ((int)g_get_num_processors () - 1, 1, 4), FALSE, NULL);
        g_thread_pool_set_sort_function (pool, compare_jobs, NULL);
    }
    return pool;
}

RfRenderSlot *
rf_render_slot_new (RfRenderPriority priority, RfRenderDone done, gpointer data)
{
    RfRenderSlot *slot = g_atomic_rc_box_new0 (RfRenderSlot);

    slot->priority = priority;
    slot->done = done;
    slot->data = data;
    return slot;
}

void
rf_render_slot_free (RfRenderSlot *slot)
{
    if (!slot)
        return;
    slot->closed = TRUE;
    g_atomic_int_inc (&slot->wanted);
    release_slot (slot);
}

void
rf_render_slot_ask (RfRenderSlot *slot, RfProxy *proxy, const RfLook *look, const RfSettings *settings, int scale)
{
    static guint turn = 0;
    Job *job = g_new0 (Job, 1);

    g_atomic_int_inc (&slot->wanted);
    job->slot = g_atomic_rc_box_acquire (slot);
    job->number = slot->wanted;
    job->turn = turn++;
    job->proxy = rf_proxy_ref (proxy);
    job->look = look;
    job->settings = *settings;
    job->scale = scale;
    g_thread_pool_push (get_pool (), job, NULL);
}

void
rf_render_settings_init (RfSettings *settings, const RfFilterSettings *from)
{
    *settings = (RfSettings)RF_SETTINGS_DEFAULT;
    settings->strength = from->strength_pct / 100;
    settings->tone = from->tone_pct / 100;
    settings->colour = from->colour_pct / 100;
    settings->exposure_ev = from->exposure_ev;
    settings->grain = from->grain_pct / 100;
    settings->vignette_ev = from->vignette_ev;
    if (g_strcmp0 (from->vignette, "off") == 0)
        settings->vignette = RF_VIGNETTE_OFF;
    else if (g_strcmp0 (from->vignette, "value") == 0)
        settings->vignette = RF_VIGNETTE_VALUE;
    if (g_strcmp0 (from->input, "scene-linear") == 0)
        settings->input = RF_INPUT_SCENE;
}
