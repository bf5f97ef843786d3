/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Baking a look for one kind of image, and applying it. */
#include "plan.h"

#include "i18n.h"

#include <math.h>
#include <string.h>

static gboolean
check_number (const char *name, double value, double min, double max, GError **error)
{
    if (value >= min && value <= max)
        return TRUE;
    g_set_error (error, RF_ERROR, RF_ERROR_VALUE, _ ("%s: %g is outside %g … %g"), name, value, min, max);
    return FALSE;
}

gboolean
rf_settings_check (const RfSettings *settings, const RfSpace *space, GError **error)
{
    if (!check_number ("strength", settings->strength, 0, 1, error) ||
        !check_number ("tone", settings->tone, 0, 1, error) ||
        !check_number ("colour", settings->colour, 0, 1, error) ||
        !check_number ("exposure", settings->exposure_ev, -5, 5, error) ||
        !check_number ("vignette mode", settings->vignette, RF_VIGNETTE_LOOK, RF_VIGNETTE_VALUE, error) ||
        !check_number ("input", settings->input, RF_INPUT_DISPLAY, RF_INPUT_SCENE, error) ||
        !check_number ("grain", settings->grain, 0, 2, error))
        return FALSE;
    if (settings->vignette == RF_VIGNETTE_VALUE && !check_number ("vignette", settings->vignette_ev, -3, 1, error))
        return FALSE;
    if (settings->input == RF_INPUT_SCENE && space->encoding != RF_ENCODING_LINEAR) {
        g_set_error (error, RF_ERROR, RF_ERROR_VALUE, _ ("Scene-linear input needs pixels in linear light"));
        return FALSE;
    }
    return TRUE;
}

static double
corner_ev (const RfLook *look, const RfSettings *settings)
{
    double ev = settings->vignette == RF_VIGNETTE_LOOK    ? look->vignette.corner_ev
                : settings->vignette == RF_VIGNETTE_VALUE ? settings->vignette_ev
                                                          : 0;
    return settings->input == RF_INPUT_SCENE ? ev : ev * settings->strength;
}

/* What applying needs, once the colours are known. */
static void
init_kernel (RfPlan *plan, const RfLook *look, const RfPlanKey *key)
{
    const RfSettings *settings = &plan->settings;
    RfKernel *kernel = &plan->kernel;

    rf_falloff_init (&kernel->falloff, corner_ev (look, settings), &key->space);
    kernel->encoding = key->space.encoding;
    kernel->strength = (float)settings->strength;
    kernel->mono_strength = (float)plan->render.mono_strength;
    /* What the kernel keeps of scene light it keeps after the grain, which has its strength from that. */
    double strength = settings->input == RF_INPUT_SCENE ? 1 : settings->strength;
    rf_grain_init (&kernel->grain, &look->grain, strength * settings->grain, rf_look_code (look), key->space.encoding);
    kernel->table = rf_plan_cache_find_table (key);
    if (!kernel->table.cells)
        rf_table_bake (&kernel->table, &plan->render, &kernel->grain, key->size);
}

static RfPlan *
make_plan (const RfLook *look, const RfSettings *settings, const RfSpace *space, int size, GError **error)
{
    RfLut *lut = NULL;

    if (!rf_settings_check (settings, space, error) || (look->lut && !(lut = rf_lut_load (look->path, error))))
        return NULL;

    RfPlanKey key = {look->serial, lut, *settings, *space, size};
    if (settings->vignette != RF_VIGNETTE_VALUE)
        key.settings.vignette_ev = 0; /* which is not read then: one plan whatever it is */
    RfPlan *plan = rf_plan_cache_find (&key);
    rf_lut_unref (lut);
    if (plan)
        return plan;

    plan = g_new0 (RfPlan, 1);
    plan->references = 1;
    plan->settings = *settings;
    plan->identity = settings->strength == 0;
    plan->kernel.level = rf_cpu_level_choose ();
    if (!rf_render_init (&plan->render, look, settings, space, error)) {
        g_free (plan);
        return NULL;
    }
    key.lut = plan->render.lut.lut; /* which the plan keeps, so that no other one can come to lie there */
    if (!plan->identity)
        init_kernel (plan, look, &key);
    return rf_plan_cache_add (&key, plan);
}

RfPlan *
rf_plan_new (const RfLook *look, const RfSettings *settings, const RfSpace *space, GError **error)
{
    return make_plan (look, settings, space, RF_TABLE_SIZE, error);
}

RfPlan *
rf_plan_new_draft (const RfLook *look, const RfSettings *settings, const RfSpace *space, GError **error)
{
    return make_plan (look, settings, space, RF_TABLE_DRAFT_SIZE, error);
}

RfPlan *
rf_plan_ref (RfPlan *plan)
{
    g_atomic_int_inc (&plan->references);
    return plan;
}

void
rf_plan_unref (RfPlan *plan)
{
    if (!plan || !g_atomic_int_dec_and_test (&plan->references))
        return;
    rf_table_clear (&plan->kernel.table);
    rf_render_clear (&plan->render);
    g_free (plan);
}

gboolean
rf_plan_is_identity (const RfPlan *plan)
{
    return plan->identity;
}

/* What stays the same through a picture. */
typedef struct {
    const RfPlan *plan;
    RfPixels from, to;
    const RfFrame *frame; /* NULL: nothing depends on the place */
    RfGrainRows *grain;   /* of the columns; NULL: none */
} Passage;

/* Whole numbers need not become floats in memory where there is nothing but the table. */
static gboolean
stays_whole (const Passage *p)
{
    const RfKernel *kernel = &p->plan->kernel;
    gboolean is_float = p->from == RF_PIXELS_FLOAT || p->from == RF_PIXELS_RGB_FLOAT;

    return kernel->level->develop_whole && !is_float && p->to == p->from && kernel->table.shaper != RF_SHAPER_LOG &&
           !p->frame;
}

/* Grain comes piece by piece. */
static gboolean
takes_rgb (const Passage *p)
{
    return p->plan->kernel.level->develop_rgb && p->from == RF_PIXELS_RGB_FLOAT && p->to == p->from && !p->grain;
}

/* n pixels of the row y of the frame, the first at x. */
static void
apply_to_row (const Passage *p, int x, int y, const char *in, char *out, int n)
{
    const RfKernel *kernel = &p->plan->kernel;
    const RfFrame *frame = p->frame;
    gboolean loads = p->from != RF_PIXELS_FLOAT, stores = p->to != RF_PIXELS_FLOAT;
    float buffer[4 * RF_PIECE], noise[3][RF_PIECE];
    RfRow row = {0};

    if (stays_whole (p)) {
        kernel->level->develop_whole (kernel, p->from, in, out, n);
        return;
    }
    if (frame) {
        /* An ellipse through the corners: each axis by its own half length, r^2 = 1 where both are. */
        double dy = (y + 0.5 - frame->y - frame->height / 2.0) / (frame->height / 2.0);
        row = (RfRow){x, frame->x + frame->width / 2.0, G_SQRT2 / frame->width, dy * dy / 2, {NULL}};
    }
    if (takes_rgb (p)) {
        kernel->level->develop_rgb (kernel, frame ? &row : NULL, (const float *)in, (float *)out, n);
        return;
    }
    if (p->grain)
        rf_grain_rows_turn (p->grain, frame, y);
    int piece = loads || stores || p->grain ? RF_PIECE : n;
    for (int done = 0; done < n; done += piece, row.x += piece) {
        int count = MIN (piece, n - done);
        const float *pixels = loads ? buffer : (const float *)in;
        float *developed = stores ? buffer : (float *)out;
        if (loads)
            kernel->level->load (p->from, in, buffer, count);
        if (p->grain)
            rf_grain_rows_read (p->grain, done, count, noise, row.noise);
        kernel->level->develop (kernel, frame ? &row : NULL, pixels, developed, count);
        if (stores)
            kernel->level->store (p->to, buffer, out, count);
        in += (size_t)count * rf_pixels_size (p->from);
        out += (size_t)count * rf_pixels_size (p->to);
    }
}

/* The same where a plan changes nothing. */
static void
convert_row (const Passage *p, const char *in, char *out, int n)
{
    const RfCpuLevel *level = p->plan->kernel.level;
    float buffer[4 * RF_PIECE];

    if (p->from == p->to) {
        if (in != out)
            memmove (out, in, (size_t)n * rf_pixels_size (p->from));
        return;
    }
    for (int done = 0; done < n; done += RF_PIECE) {
        int count = MIN (RF_PIECE, n - done);
        level->load (p->from, in + (size_t)done * rf_pixels_size (p->from), buffer, count);
        level->store (p->to, buffer, out + (size_t)done * rf_pixels_size (p->to), count);
    }
}

/* Columns of a tile. */
static void
apply_to_strip (const Passage *p, const RfTile *in, const RfTile *out, int first, int n)
{
    for (int y = 0; y < in->height; y++) {
        const char *row = (const char *)in->data + y * in->stride + (size_t)first * rf_pixels_size (p->from);
        char *developed = (char *)out->data + y * out->stride + (size_t)first * rf_pixels_size (p->to);

        if (p->plan->identity)
            convert_row (p, row, developed, n);
        else
            apply_to_row (p, in->x + first, in->y + y, row, developed, n);
    }
}

/* Pixels that a row may come to, so that its numbers can be counted. */
#define LONG_ROW (1 << 20)

/* A tile whose rows follow one another without gaps, as a single row. */
static RfTile
join_rows (const RfTile *tile, gsize pixel)
{
    gboolean joins = tile->stride == (ptrdiff_t)((gsize)tile->width * pixel);

    return joins ? (RfTile){tile->data, tile->stride * tile->height, tile->x, tile->y, tile->width * tile->height, 1}
                 : *tile;
}

void
rf_plan_apply_pixels (const RfPlan *plan, RfPixels from, RfPixels to, const RfFrame *frame, const RfTile *in,
                      const RfTile *out)
{
    const RfGrain *grain = &plan->kernel.grain;
    gboolean depends_on_place = frame && (plan->kernel.falloff.fall != 0 || grain->size > 0);
    Passage passage = {plan, from, to, depends_on_place ? frame : NULL, NULL};
    RfTile in_row, out_row;

    if (!depends_on_place && (gsize)in->width * (gsize)in->height <= LONG_ROW) {
        in_row = join_rows (in, rf_pixels_size (from));
        out_row = join_rows (out, rf_pixels_size (to));
        if (in_row.height == out_row.height)
            in = &in_row, out = &out_row;
    }
    for (int first = 0, n; first < in->width; first += n) {
        n = in->width - first;
        if (depends_on_place && grain->size > 0) {
            n = MIN (n, RF_GRAIN_COLUMNS);
            passage.grain = rf_grain_rows (grain, frame, in->x + first, n);
        }
        apply_to_strip (&passage, in, out, first, n);
    }
}

void
rf_plan_apply (const RfPlan *plan, const RfFrame *frame, const RfTile *in, const RfTile *out)
{
    rf_plan_apply_pixels (plan, RF_PIXELS_FLOAT, RF_PIXELS_FLOAT, frame, in, out);
}

void
rf_plan_evaluate (const RfPlan *plan, const double *in, double *out, size_t n)
{
    if (plan->identity)
        memmove (out, in, 3 * n * sizeof (double));
    else
        rf_render_pixels (&plan->render, in, out, n);
}
