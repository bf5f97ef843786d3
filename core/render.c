/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The numbers of a look for one kind of image, and colours in and out of render-block.c. */
#include "render.h"

#include "curve.h"
#include "kernel.h"

#include <math.h>
#include <string.h>

/* Light of a CIELAB lightness. */
static double
luminance (double lightness)
{
    return lightness > 8 ? pow ((lightness + 16) / 116, 3) : lightness * 27 / 24389;
}

static void
fill_curve (RfRender *render, const RfTone *tone)
{
    for (int i = 0; i < RF_CURVE_STEPS + 2; i++) {
        double root = fmin ((double)i / RF_CURVE_STEPS, 1);
        double toned = rf_cbrt (rf_tone_apply (tone, root * root * root));
        render->curve[i] = (float)rf_mix (root, toned, render->tone_strength);
    }
}

/* Profiles that mean sRGB differ from each other by less. */
static const double same_primaries = 2e-3;

static gboolean
init_primaries (RfRender *render, const RfSpace *space, GError **error)
{
    const RfColorimetry *srgb = rf_colorimetry_srgb ();

    if (!rf_colorimetry_init (&render->image, space, error))
        return FALSE;
    render->to_srgb = rf_matrix_product (&srgb->from_xyz, &render->image.to_xyz);
    render->wide = FALSE;
    for (int row = 0; row < 3; row++) {
        double *r = &render->to_srgb.m[3 * row], sum = r[0] + r[1] + r[2];
        for (int c = 0; c < 3; c++) {
            r[c] /= sum; /* grey is grey to the last digit */
            render->wide |= fabs (r[c] - (row == c)) > same_primaries;
        }
    }
    if (!render->wide)
        render->to_srgb = (RfMatrix){{1, 0, 0, 0, 1, 0, 0, 0, 1}};
    rf_matrix_invert (&render->to_srgb, &render->from_srgb);
    rf_matrix_invert (&srgb->to_working, &render->from_working);
    return TRUE;
}

gboolean
rf_render_init (RfRender *render, const RfLook *look, const RfSettings *settings, const RfSpace *space, GError **error)
{
    double colour = settings->strength * settings->colour;
    RfTone tone;

    if (!rf_look_check (look, error) || !init_primaries (render, space, error))
        return FALSE;
    render->develop = rf_cpu_level_choose ()->render;
    render->encoding = space->encoding;
    render->input = settings->input;
    render->strength = settings->strength;
    /* A scene is developed whole and mixed afterwards: half of an unbounded range has no meaning to a curve. */
    if (settings->input == RF_INPUT_SCENE)
        colour = settings->colour;
    render->tone_strength = settings->tone * (settings->input == RF_INPUT_SCENE ? 1 : settings->strength);
    double ev = settings->exposure_ev * (settings->input == RF_INPUT_SCENE ? 1 : settings->strength);
    render->exposure = exp2 (ev);
    render->gain = rf_neutral_gain (ev);
    rf_tone_init (&tone, &look->tone);
    fill_curve (render, &tone);
    render->black = render->tone_strength * luminance (look->tone.black_l);
    render->white = rf_mix (1, luminance (look->tone.white_l), render->tone_strength);
    rf_hue_init (&render->hue, look, colour);
    rf_tint_init (&render->tint, &look->tint.curve, colour, rf_colorimetry_srgb ());

    double sum = look->mono.red + look->mono.green + look->mono.blue;
    render->mono[0] = look->mono.red / sum;
    render->mono[1] = look->mono.green / sum;
    render->mono[2] = look->mono.blue / sum;
    render->mono_strength = look->mono.enabled ? colour : 0;
    render->gamut_strength = 1 - (1 - render->tone_strength) * (1 - colour);
    return rf_lut_stage_init (&render->lut, look, render->tone_strength, colour, rf_colorimetry_srgb (), error);
}

void
rf_render_clear (RfRender *render)
{
    rf_lut_stage_clear (&render->lut);
}

/* ---- Pixels ---- */

/* A number inside the range that tables cover as light. */
static double
take_in (const RfRender *render, double number)
{
    if (render->input == RF_INPUT_SCENE)
        return number;
    double inside = rf_clamp (number, 0, 1);
    return render->encoding == RF_ENCODING_PERCEPTUAL ? rf_decode (inside) : inside;
}

static void
add_rest (const RfRender *render, const double before[3], double out[3])
{
    double keep = 1 - render->strength;
    float excess[3];

    if (render->input == RF_INPUT_SCENE) {
        for (int c = 0; c < 3; c++)
            /* Nothing of a light without bound is left where the look is whole. */
            out[c] = render->strength * out[c] + (keep > 0 || isnan (before[c]) ? keep * before[c] : 0);
        return;
    }
    for (int c = 0; c < 3; c++)
        excess[c] = (float)(before[c] - rf_clamp (before[c], 0, 1));
    rf_excess_fold (excess, (float)render->strength, (float)render->mono_strength);
    for (int c = 0; c < 3; c++)
        out[c] += excess[c];
}

void
rf_render_pixels (const RfRender *render, const double *in, double *out, size_t n)
{
    RfColours colours;

    for (size_t first = 0; first < n; first += RF_COLOURS, in += 3 * RF_COLOURS, out += 3 * RF_COLOURS) {
        int count = (int)MIN (n - first, RF_COLOURS);
        for (int i = 0; i < count; i++)
            for (int c = 0; c < 3; c++)
                colours.v[c][i] = take_in (render, in[3 * i + c]);
        render->develop (render, &colours, count);
        for (int i = 0; i < count; i++) {
            double developed[3] = {colours.v[0][i], colours.v[1][i], colours.v[2][i]};
            add_rest (render, in + 3 * i, developed);
            memcpy (out + 3 * i, developed, sizeof developed);
        }
    }
}
