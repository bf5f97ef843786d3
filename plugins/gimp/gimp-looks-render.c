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
    int longest_px, scale;
    cairo_surface_t *surface;
    GError *error;
} Job;

static void
convert (const RfTile *tile, const char *from, const char *to)
{
    const Babl *fish = babl_fish (babl_format (from), babl_format (to));
    for (int y = 0; y < tile->height; y++) {
        char *row = (char *)tile->data + tile->stride * y;
        babl_process (fish, row, row, tile->width);
    }
}

static gboolean
develop (const RfProxy *proxy, const RfLook *look, const RfSettings *settings, const RfTile *out, GError **error)
{
    static const char light[] = "RGBA float", encoded[] = "R'G'B'A float";
    gboolean is_scene = settings->input == RF_INPUT_SCENE;
    RfFrame frame = rf_proxy_frame (proxy);
    RfSpace space;

    rf_space_init (&space, "srgb", is_scene ? RF_ENCODING_LINEAR : RF_ENCODING_PERCEPTUAL);
    RfPlan *plan = rf_plan_new_draft (look, settings, &space, error); /* nobody waits for a full one on screen */
    if (!plan)
        return FALSE;
    if (is_scene)
        convert (out, encoded, light);
    rf_plan_apply (plan, &frame, out, out);
    if (is_scene)
        convert (out, light, encoded);
    rf_plan_unref (plan);
    if (proxy->is_gray)
        rf_pixels_make_gray (out);
    return TRUE;
}

cairo_surface_t *
rf_render_look (const RfProxy *proxy, const RfLook *look, const RfSettings *settings, int scale, GError **error)
{
    RfTile tile = proxy->tile;

    if (!look)
        return rf_pixels_to_surface (&tile, scale);
    g_autofree void *pixels = tile.data = g_memdup2 (tile.data, (gsize)tile.stride * tile.height);
    return develop (proxy, look, settings, &tile, error) ? rf_pixels_to_surface (&tile, scale) : NULL;
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

    if (g_atomic_int_get (&job->slot->wanted) == job->number) {
        const RfTile *tile = &job->proxy->tile;
        gboolean fits = job->longest_px >= MAX (tile->width, tile->height);
        RfProxy *level = fits ? rf_proxy_ref (job->proxy) : rf_proxy_reduce (job->proxy, job->longest_px);
        job->surface = rf_render_look (level, job->look, &job->settings, job->scale, &job->error);
        rf_proxy_unref (level);
    }
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
rf_render_slot_ask (RfRenderSlot *slot, RfProxy *proxy, const RfLook *look, const RfSettings *settings, int longest_px,
                    int scale)
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
    job->longest_px = longest_px;
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
