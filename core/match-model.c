/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "curve.h"
#include "kernel.h"
#include "match.h"

#include <math.h>

#define OFFSET(field)   G_STRUCT_OFFSET (RfLook, field)
#define BAND(i, field)  (OFFSET (bands) + (size_t)(i) * sizeof (RfBandKeys) + G_STRUCT_OFFSET (RfBandKeys, field))
#define KNOT(i, field)  (OFFSET (tint.curve.knots) + (size_t)(i) * sizeof (RfKnot) + G_STRUCT_OFFSET (RfKnot, field))
#define ADD(model, ...) add_number (model, (RfMatchNumber){__VA_ARGS__})
#define DEGREES         (G_PI / 180)

/* Of every look. */
static const RfMatchNumber tone[] = {
    {OFFSET (tone.mid_grey_ev), -2, 2, 0, 0.4, 0.005, 0}, {OFFSET (tone.slope), 0.5, 1.55, 1.22325, 0.15, 0.005, 0},
    {OFFSET (tone.toe), 0.4, 3, 1, 0.5, 0.01, 0},         {OFFSET (tone.shoulder), 0.4, 3, 1, 0.4, 0.01, 0},
    {OFFSET (tone.black_l), 0, 25, 0, 3, 0.1, 0},         {OFFSET (tone.white_l), 75, 100, 100, 2, 0.1, 0},
};

static const RfMatchNumber colour[] = {
    {OFFSET (colour.chroma), 0, 2, 1, 0.2, 0.005, 2},         {OFFSET (colour.vibrance), -1, 1, 0, 0.1, 0.005, 2},
    {OFFSET (colour.shadow_chroma), 0, 2, 1, 0.2, 0.01, 2},   {OFFSET (colour.highlight_chroma), 0, 2, 1, 0.2, 0.01, 2},
    {OFFSET (colour.skin_protection), 0, 1, 0, 0.3, 0.01, 2},
};

static const RfMatchNumber mono[] = {
    {OFFSET (mono.red), -1, 2, 0.28, 0.3, 0.005, 0},
    {OFFSET (mono.green), -1, 2, 0.58, 0.3, 0.005, 0},
};

static const RfMatchNumber vignette = {OFFSET (vignette.corner_ev), -3, 1, 0, 0.4, 0.01, 0};

/* Hues of Oklab that people have names for, each as wide as its neighbours are near. */
static const struct {
    const char *name;
    double hue_deg, width_deg;
} bands[RF_MATCH_BANDS] = {
    {"red", 27, 20},   {"orange", 55, 18}, {"yellow", 90, 22}, {"green", 130, 24},  {"teal", 165, 24},
    {"cyan", 200, 24}, {"sky", 240, 22},   {"blue", 268, 20},  {"violet", 305, 26}, {"magenta", 350, 26},
};

/* L* that tints are given for. */
static const double knots[] = {12, 30, 50, 70, 90};

static void
add_number (RfMatchModel *model, RfMatchNumber number)
{
    *rf_match_number (&model->look, &number) = number.likely;
    model->numbers[model->n++] = number;
}

static void
add_numbers (RfMatchModel *model, const RfMatchNumber *numbers, gsize n)
{
    for (gsize i = 0; i < n; i++)
        add_number (model, numbers[i]);
}

static void
add_bands (RfMatchModel *model)
{
    for (int i = 0; i < RF_MATCH_BANDS; i++) {
        model->look.bands[i] =
            (RfBandKeys){.name = (char *)bands[i].name, .hue_deg = bands[i].hue_deg, .width_deg = bands[i].width_deg};
        ADD (model, BAND (i, shift_deg), -40, 40, 0, 5, 0.1, 2);
        ADD (model, BAND (i, chroma), 0, 2, 1, 0.12, 0.01, 2);
        ADD (model, BAND (i, lightness), -0.1, 0.1, 0, 0.012, 0.001, 2);
    }
    model->look.n_bands = RF_MATCH_BANDS;
}

static void
add_tint (RfMatchModel *model, double spread)
{
    RfTintCurve *curve = &model->look.tint.curve;

    for (gsize i = 0; i < G_N_ELEMENTS (knots); i++) {
        curve->knots[i].lightness = knots[i];
        ADD (model, KNOT (i, a), -60, 60, 0, spread, 0.1, 1);
        ADD (model, KNOT (i, b), -60, 60, 0, spread, 0.1, 1);
    }
    curve->n = G_N_ELEMENTS (knots);
}

void
rf_match_model_init (RfMatchModel *model, RfMatchKind kind, gboolean corners)
{
    *model = (RfMatchModel){.n = 0};
    for (size_t i = 0; i < rf_look_schema.n; i++) {
        const RfKey *key = &rf_look_schema.keys[i];
        if (key->kind == RF_KEY_NUMBER && !rf_key_in_group (key, "band"))
            rf_key_set_default (&rf_look_schema, key, &model->look);
    }
    add_numbers (model, tone, G_N_ELEMENTS (tone));
    if (corners)
        add_number (model, vignette);
    if (kind == RF_MATCH_MONO)
        add_numbers (model, mono, G_N_ELEMENTS (mono));
    if (kind == RF_MATCH_COLOUR) {
        add_numbers (model, colour, G_N_ELEMENTS (colour));
        add_bands (model);
    }
    add_tint (model, kind == RF_MATCH_COLOUR ? 3 : 8);
    model->look.mono.enabled = kind == RF_MATCH_MONO;
}

void
rf_match_model_ease (RfMatchModel *model, double share)
{
    for (int i = 0; i < model->n; i++) {
        double *value = rf_match_number (&model->look, &model->numbers[i]);
        if (model->numbers[i].stage == RF_MATCH_STAGES - 1)
            *value = rf_mix (model->numbers[i].likely, *value, share);
    }
}

double *
rf_match_number (RfLook *look, const RfMatchNumber *number)
{
    return (double *)((char *)look + number->offset);
}

/* What is left to see of a band. */
static gboolean
matters (const RfBandKeys *band)
{
    return fabs (band->shift_deg) >= 0.4 || fabs (band->chroma - 1) >= 0.015 || fabs (band->lightness) >= 0.0015;
}

void
rf_match_model_settle (RfMatchModel *model)
{
    RfLook *look = &model->look;
    double tint = 0;
    int n = 0;

    for (int i = 0; i < model->n; i++) {
        double *value = rf_match_number (look, &model->numbers[i]), step = model->numbers[i].step;
        *value = rf_clamp (step * round (*value / step), model->numbers[i].min, model->numbers[i].max) + 0; /* no -0 */
    }
    for (int i = 0; i < look->n_bands; i++)
        if (matters (&look->bands[i]))
            look->bands[n++] = look->bands[i];
    look->n_bands = n;
    for (int i = 0; i < look->tint.curve.n; i++)
        tint = fmax (tint, hypot (look->tint.curve.knots[i].a, look->tint.curve.knots[i].b));
    if (tint < 0.3)
        look->tint.curve.n = 0;
    if (look->tone.black_l < 0.5)
        look->tone.black_l = 0;
    if (look->tone.white_l > 99.5)
        look->tone.white_l = 100;
    if (fabs (look->vignette.corner_ev) < 0.05)
        look->vignette.corner_ev = 0;
    look->mono.blue = 1 - look->mono.red - look->mono.green;
}

/* What kernel.c does to a picture's light before the look, in full precision. */
static void
fall_off (const RfFalloff *falloff, double radius2, double light[3])
{
    double q = 1 + falloff->fall * fmin (radius2, 1), loss = q * q * q;
    double luminance = 0, highest = fmax (light[0], fmax (light[1], light[2]));

    for (int c = 0; c < 3; c++)
        luminance += (double)falloff->luma[c] * light[c];
    double white = loss < 1 ? highest : luminance;
    for (int c = 0; c < 3; c++)
        light[c] = fmin (light[c] / (white + loss * (1 - white)), 1);
}

void
rf_match_develop (const RfLook *look, const RfMatchColour *colours, gsize n, double *lab)
{
    RfSettings settings = RF_SETTINGS_DEFAULT;
    RfLook own = *look;
    RfRender render = {0};
    RfFalloff falloff;
    RfSpace space;

    own.mono.blue = 1 - own.mono.red - own.mono.green;
    rf_space_init (&space, "srgb", RF_ENCODING_LINEAR);
    rf_render_init (&render, &own, &settings, &space, NULL);
    rf_falloff_init (&falloff, own.vignette.corner_ev, &space);
    g_autofree double *light = g_new (double, 3 * n);
    for (gsize i = 0; i < n; i++) {
        for (int c = 0; c < 3; c++)
            light[3 * i + (gsize)c] = rf_decode (colours[i].before[c]);
        if (falloff.fall != 0)
            fall_off (&falloff, colours[i].radius2, light + 3 * i);
    }
    rf_render_pixels (&render, light, light, n);
    for (gsize i = 0; i < 3 * n; i += 3)
        rf_to_cielab (rf_colorimetry_srgb (), light + i, lab + i);
    rf_render_clear (&render);
}

/* The weights of CIEDE2000 (CIE 142, 2001) at the colour that is aimed at; its rotation of blue is left out, which only has
 * weight where differences are large. */
static void
difference (const double aim[3], double lab[3])
{
    double chroma = hypot (aim[1], aim[2]), c7 = pow (chroma, 7);
    double stretch = 1 + 0.5 * (1 - sqrt (c7 / (c7 + 6103515625.0)));
    double l = (aim[0] - 50) * (aim[0] - 50), a = stretch * aim[1], c = hypot (a, aim[2]), hue = atan2 (aim[2], a);
    double t = 1 - 0.17 * cos (hue - 30 * DEGREES) + 0.24 * cos (2 * hue) + 0.32 * cos (3 * hue + 6 * DEGREES) -
               0.20 * cos (4 * hue - 63 * DEGREES);
    double d_l = lab[0] - aim[0], d_a = stretch * (lab[1] - aim[1]), d_b = lab[2] - aim[2];

    lab[0] = d_l / (1 + 0.015 * l / sqrt (20 + l));
    lab[1] = (d_a * cos (hue) + d_b * sin (hue)) / (1 + 0.045 * c);
    lab[2] = (d_b * cos (hue) - d_a * sin (hue)) / (1 + 0.015 * c * t);
}

void
rf_match_differences (const RfMatchColour *colours, gsize n, double *lab)
{
    for (gsize i = 0; i < n; i++)
        difference (colours[i].after, lab + 3 * i);
}
