/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The characters, and what they become for one picture. */
#include "lens.h"

#include "i18n.h"
#include "look.h"
#include "space.h"

#include <math.h>
#include <string.h>

/* Ids are for ever: images store their code. Titles and descriptions are for people. */
static const RfLens lenses[] = {
    {
        .id = "none",
        .title = N_ ("None"),
        .description = N_ ("No character: only the vignette and the local contrast that are set here"),
    },
    {
        .id = "documentary-35",
        .title = N_ ("35 mm documentary"),
        .description = N_ ("Darker corners that hold the eye; film grain and black and white come from the look"),
        .focal_mm = 35,
    },
    {
        .id = "swirl-50",
        .title = N_ ("50 mm swirl"),
        .description = N_ ("A fast old lens: the picture turns round a sharp centre, lights become cat's eyes"),
        .focal_mm = 50,
        .swirl = {.reach = 0.010, .start = 0.25},
    },
    {
        .id = "portrait-75",
        .title = N_ ("75 mm portrait"),
        .description = N_ ("A mild glow round bright light; skin stays as it is"),
        .focal_mm = 75,
        .glow = {RF_HIGHLIGHT_LEAST, 0.35, 0.95, {{0.004, 0.30, 1, 1, 1}, {0.014, 0.15, 1, 1, 1}}},
    },
    {
        .id = "soft-90",
        .title = N_ ("90 mm soft focus"),
        .description = N_ ("Spherical aberration: a halo round the lights over a sharp core"),
        .focal_mm = 90,
        .veil = {0.004, 0.30},
        .glow = {RF_HIGHLIGHT_LUMINANCE, 0.25, 0.90, {{0.006, 0.45, 1, 1, 1}, {0.018, 0.25, 1, 1, 1}}},
    },
    {
        .id = "halation",
        .title = N_ ("Halation"),
        .description = N_ ("Film without a backing: bright light glows red and orange into the dark round it"),
        .glow = {RF_HIGHLIGHT_LUMINANCE, 0.45, 0.95, {{0.0028, 1.00, 1, 0.28, 0.05}, {0.0085, 0.55, 1, 0.10, 0}}},
    },
};

static const double full_frame_half_diagonal_mm = 21.633; /* of 24 x 36 mm */

const RfLens *const *
rf_lenses (size_t *n)
{
    static const RfLens *list[G_N_ELEMENTS (lenses)];
    static gsize filled;

    if (g_once_init_enter (&filled)) {
        for (size_t i = 0; i < G_N_ELEMENTS (lenses); i++)
            list[i] = &lenses[i];
        g_once_init_leave (&filled, 1);
    }
    *n = G_N_ELEMENTS (lenses);
    return list;
}

const RfLens *
rf_lens_find (const char *id)
{
    for (size_t i = 0; i < G_N_ELEMENTS (lenses); i++)
        if (g_strcmp0 (lenses[i].id, id) == 0)
            return &lenses[i];
    return NULL;
}

const char *
rf_lens_id (const RfLens *lens)
{
    return lens->id;
}

const char *
rf_lens_title (const RfLens *lens)
{
    return _ (lens->title);
}

const char *
rf_lens_description (const RfLens *lens)
{
    return _ (lens->description);
}

uint32_t
rf_lens_code (const RfLens *lens)
{
    return rf_code_of_id (lens->id);
}

static gboolean
check_number (const char *name, double value, double min, double max, GError **error)
{
    if (value >= min && value <= max)
        return TRUE;
    g_set_error (error, RF_ERROR, RF_ERROR_VALUE, _ ("%s: %g is outside %g … %g"), name, value, min, max);
    return FALSE;
}

static gboolean
check_settings (const RfLensSettings *settings, const RfSpace *space, GError **error)
{
    double focal = settings->focal_mm;

    if (!check_number ("strength", settings->strength, 0, 1, error) ||
        !check_number ("contrast", settings->contrast, -1, 1, error))
        return FALSE;
    if (focal != 0 && focal != RF_FOCAL_OF_LENS && !check_number ("focal length", focal, 8, 1000, error))
        return FALSE;
    if (space->encoding != RF_ENCODING_LINEAR) {
        g_set_error (error, RF_ERROR, RF_ERROR_VALUE, _ ("A lens character needs pixels in linear light"));
        return FALSE;
    }
    return TRUE;
}

/* cos^4 of the angle to the corner, its stops times the strength. */
static float
fall_off (double focal_mm, double strength)
{
    double tangent = focal_mm > 0 ? full_frame_half_diagonal_mm / focal_mm : 0;

    return (float)(pow (1 + tangent * tangent, strength) - 1);
}

static void
plan_glow (RfLensPlan *plan, const RfColorimetry *colorimetry, double strength)
{
    const RfLens *lens = plan->lens;
    RfSpace srgb;
    RfMatrix to_xyz;

    rf_space_init (&srgb, "srgb", RF_ENCODING_LINEAR);
    memcpy (to_xyz.m, srgb.to_xyz, sizeof srgb.to_xyz);
    RfMatrix from_srgb = rf_matrix_product (&colorimetry->from_xyz, &to_xyz);

    plan->highlights.low = (float)lens->glow.low;
    plan->highlights.high = (float)lens->glow.high;
    plan->highlights.least = lens->glow.measure == RF_HIGHLIGHT_LEAST;
    memcpy (plan->highlights.measure, plan->luminance, sizeof plan->luminance);
    for (int i = 0; i < RF_LENS_GLOWS; i++) {
        const RfLensGlow *layer = &lens->glow.layers[i];
        double colour[3] = {layer->red, layer->green, layer->blue};
        rf_matrix_apply (&from_srgb, colour, colour);
        for (int c = 0; c < 3; c++) {
            plan->glow[i][c] = (float)(strength * layer->amount * fmax (colour[c], 0));
            plan->highlights.loss[c] += plan->glow[i][c];
        }
        plan->glows |= strength * layer->amount > 0;
    }
}

RfLensPlan *
rf_lens_plan_new (const RfLens *lens, const RfLensSettings *settings, const RfSpace *space, const RfFrame *frame,
                  GError **error)
{
    RfColorimetry colorimetry;
    double strength = settings->strength;

    if (!check_settings (settings, space, error) || !rf_colorimetry_init (&colorimetry, space, error))
        return NULL;

    RfLensPlan *plan = g_new0 (RfLensPlan, 1);
    plan->references = 1;
    plan->lens = lens;
    plan->frame = *frame;
    plan->diagonal = fmax (hypot (frame->width, frame->height), 1);
    for (int c = 0; c < 3; c++)
        plan->luminance[c] = (float)space->to_xyz[3 + c];
    plan->fall =
        fall_off (settings->focal_mm == RF_FOCAL_OF_LENS ? lens->focal_mm : settings->focal_mm, settings->strength);
    plan->contrast = (float)(settings->contrast * strength);
    plan->veil = (float)(lens->veil.amount * strength);
    plan_glow (plan, &colorimetry, strength);
    plan->reach = lens->swirl.reach * strength * plan->diagonal;
    plan->levels = rf_lens_swirl_levels (plan->reach);
    plan->identity = plan->fall == 0 && plan->contrast == 0 && plan->veil == 0 && !plan->glows && plan->reach == 0;
    return plan;
}

RfLensPlan *
rf_lens_plan_ref (RfLensPlan *plan)
{
    g_atomic_int_inc (&plan->references);
    return plan;
}

void
rf_lens_plan_unref (RfLensPlan *plan)
{
    if (plan && g_atomic_int_dec_and_test (&plan->references))
        g_free (plan);
}

gboolean
rf_lens_plan_is_identity (const RfLensPlan *plan)
{
    return plan->identity;
}

gboolean
rf_lens_plan_needs_light (const RfLensPlan *plan)
{
    return plan->veil > 0 || plan->glows || plan->contrast != 0;
}

int
rf_lens_plan_margin (const RfLensPlan *plan)
{
    return plan->reach > 0 ? rf_lens_swirl_margin (plan) : 0;
}

void
rf_lens_apply (const RfLensPlan *plan, const RfLensLight *light, const RfTile *in, const RfTile *out)
{
    if (plan->reach > 0 && !plan->identity) {
        rf_lens_swirl (plan, in, out);
    } else {
        for (int y = 0; y < out->height; y++) {
            const char *from = (const char *)in->data + (out->y + y - in->y) * in->stride +
                               (out->x - in->x) * (ptrdiff_t)sizeof (RfFloat4);
            char *to = (char *)out->data + y * out->stride;
            if (from != to)
                memmove (to, from, (size_t)out->width * sizeof (RfFloat4));
        }
    }
    if (plan->identity)
        return;
    for (int y = 0; y < out->height; y++)
        rf_lens_row (plan, light, out->x, out->y + y, (float *)((char *)out->data + y * out->stride), out->width);
}
