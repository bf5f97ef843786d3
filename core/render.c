/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Exposure, tone, hue and chroma, gamut, tint, black and white: in this order, on display-referred light. Scene light comes
 * through the neutral camera first, so that RAW and the camera's JPEG of one scene come out alike. */
#include "render.h"

#include "curve.h"
#include "gamut.h"
#include "kernel.h"

#include <math.h>

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
        double toned = cbrt (rf_tone_apply (tone, root * root * root));
        render->curve[i] = (float)rf_mix (root, toned, render->tone_strength);
    }
}

gboolean
rf_render_init (RfRender *render, const RfLook *look, const RfSettings *settings, const RfSpace *space, GError **error)
{
    double colour = settings->strength * settings->colour;
    RfTone tone;

    if (!rf_colorimetry_init (&render->colorimetry, space, error))
        return FALSE;
    rf_matrix_invert (&render->colorimetry.to_working, &render->from_working);
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
    rf_tint_init (&render->tint, &look->tint.curve, colour, &render->colorimetry);

    double sum = look->mono.red + look->mono.green + look->mono.blue;
    render->mono[0] = look->mono.red / sum;
    render->mono[1] = look->mono.green / sum;
    render->mono[2] = look->mono.blue / sum;
    render->mono_strength = look->mono.enabled ? colour : 0;
    render->gamut_strength = 1 - (1 - render->tone_strength) * (1 - colour);
    return rf_lut_stage_init (&render->lut, look, render->tone_strength, colour, &render->colorimetry, error);
}

void
rf_render_clear (RfRender *render)
{
    rf_lut_stage_clear (&render->lut);
}

/* What black-and-white film with the look's filter sees. A filter's weights may ask for less than no light of one colour and
 * more than white of another: what they add to the eye's own light, or take, nears the end of the range softly. */
static double
mono_light (const RfRender *render, const double rgb[3])
{
    static const double eye[3] = {0.2627, 0.6780, 0.0593}, knee = 3;
    double working[3], light = 0, change = 0;

    rf_matrix_apply (&render->colorimetry.to_working, rgb, working);
    for (int i = 0; i < 3; i++) {
        light += eye[i] * working[i];
        change += (render->mono[i] - eye[i]) * working[i];
    }
    double room = change > 0 ? 1 - light : light;
    if (room <= 0)
        return rf_clamp (light, 0, 1);
    return light + change * pow (1 + pow (fabs (change) / room, knee), -1 / knee);
}

/* The curve on one channel's light. */
static double
apply_tone (const RfRender *render, double light)
{
    double at = cbrt (rf_clamp (light, 0, 1)) * RF_CURVE_STEPS;
    int step = (int)at;
    double root = rf_mix (render->curve[step], render->curve[step + 1], at - step);
    return root * root * root;
}

/* Turns `lab` to the hue of `model`; greys stay grey. */
static void
take_hue (double lab[3], const double model[3])
{
    double chroma = hypot (model[1], model[2]);

    if (chroma > 0) {
        double scale = hypot (lab[1], lab[2]) / chroma;
        lab[1] = scale * model[1];
        lab[2] = scale * model[2];
    }
}

void
rf_render_picture (const RfRender *render, const double in[3], double out[3])
{
    const RfColorimetry *colorimetry = &render->colorimetry;
    double exposed[3], toned[3], before[3], lab[3];

    for (int i = 0; i < 3; i++)
        exposed[i] = rf_neutral_expose (in[i], render->gain);
    if (render->lut.lut) {
        rf_lut_stage_apply (&render->lut, colorimetry, exposed, out);
        return;
    }
    rf_to_oklab (colorimetry, exposed, before);

    /* Channel by channel, as film and sensors respond: no colour leaves the cube, strong light washes out. The hue is put
     * back. */
    for (int i = 0; i < 3; i++)
        toned[i] = apply_tone (render, exposed[i]);
    rf_to_oklab (colorimetry, toned, lab);
    double reach = rf_gamut_reach (toned, rf_gamut_focus (lab));
    take_hue (lab, before);

    if (render->mono_strength > 0) {
        double grey = cbrt (apply_tone (render, mono_light (render, exposed)));
        lab[0] = rf_mix (lab[0], grey, render->mono_strength);
        lab[1] *= 1 - render->mono_strength;
        lab[2] *= 1 - render->mono_strength;
    }
    rf_hue_apply (&render->hue, reach, lab);
    rf_gamut_fit (colorimetry, lab, reach, render->gamut_strength, out);
    rf_tint_apply (&render->tint, out);
    for (int i = 0; i < 3; i++)
        out[i] = rf_mix (render->black, render->white, out[i]);
}

void
rf_render_scene (const RfRender *render, const double in[3], double out[3])
{
    const RfColorimetry *colorimetry = &render->colorimetry;
    double scene[3], working[3], lab[3], hue[3];

    for (int i = 0; i < 3; i++)
        scene[i] = fmax (in[i], 0) * render->exposure;
    rf_to_oklab (colorimetry, scene, hue);

    /* Channel by channel in wide primaries: strong light washes out as on film; then the hue is put back. */
    rf_matrix_apply (&colorimetry->to_working, scene, working);
    for (int i = 0; i < 3; i++)
        working[i] = rf_neutral (working[i]);
    rf_matrix_apply (&render->from_working, working, out);
    rf_to_oklab (colorimetry, out, lab);

    /* Contrast channel by channel makes dark colours denser than the scene's and light ones paler, as cameras do. Below the
     * highlights a part of that is taken back, so that a look changes RAW and picture by nearly the same. */
    double chroma = hypot (lab[1], lab[2]);
    double saturated = hue[0] > 0 ? hypot (hue[1], hue[2]) / hue[0] * lab[0] : 0;
    double share = 0.65 * (1 - rf_smooth_step (lab[0], 0.5, 1));
    double kept = chroma > 0 ? rf_mix (chroma, fmin (saturated, 2 * chroma), share) / chroma : 1;
    take_hue (lab, hue);
    lab[1] *= kept;
    lab[2] *= kept;

    /* How far out the colour was, by its purity alone: scene light has no upper bound to measure by. */
    double grey = hue[0] * hue[0] * hue[0];
    double least = fmin (scene[0], fmin (scene[1], scene[2]));
    rf_gamut_fit (colorimetry, lab, grey > 0 ? 1 - least / grey : 0, 1, out);
}

void
rf_render_developed (const RfRender *render, const double in[3], double out[3])
{
    gboolean perceptual = render->encoding == RF_ENCODING_PERCEPTUAL;
    double rgb[3];

    if (render->input == RF_INPUT_SCENE)
        rf_render_scene (render, in, rgb);
    else
        for (int i = 0; i < 3; i++)
            rgb[i] = perceptual ? rf_decode (in[i]) : in[i];
    rf_render_picture (render, rgb, rgb);
    for (int i = 0; i < 3; i++)
        out[i] = perceptual ? rf_encode (rgb[i]) : rgb[i];
}

void
rf_render_pixel (const RfRender *render, const double in[3], double out[3])
{
    double inside[3];
    float excess[3];

    if (render->input == RF_INPUT_SCENE) {
        double before[3] = {in[0], in[1], in[2]};
        rf_render_developed (render, before, out);
        for (int i = 0; i < 3; i++)
            out[i] = rf_mix (before[i], out[i], render->strength);
        return;
    }
    for (int i = 0; i < 3; i++) {
        inside[i] = rf_clamp (in[i], 0, 1);
        excess[i] = (float)(in[i] - inside[i]);
    }
    rf_render_developed (render, inside, out);
    rf_excess_fold (excess, (float)render->strength, (float)render->mono_strength);
    for (int i = 0; i < 3; i++)
        out[i] += excess[i];
}
