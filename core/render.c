/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Exposure, tone, hue and chroma, gamut, tint, black and white: in this order, on display-referred light of the sRGB
 * primaries, whatever those of the image are: the result must not depend on what a photograph is kept in. Scene light comes
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
    rf_matrix_invert (&render->to_srgb, &render->from_srgb);
    rf_matrix_invert (&srgb->to_working, &render->from_working);
    return TRUE;
}

gboolean
rf_render_init (RfRender *render, const RfLook *look, const RfSettings *settings, const RfSpace *space, GError **error)
{
    double colour = settings->strength * settings->colour;
    RfTone tone;

    if (!init_primaries (render, space, error))
        return FALSE;
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

/* What black-and-white film with the look's filter sees. A filter's weights may ask for less than no light of one colour and
 * more than white of another: what they add to the eye's own light, or take, nears the end of the range softly. */
static double
mono_light (const RfRender *render, const double rgb[3])
{
    static const double eye[3] = {0.2627, 0.6780, 0.0593};
    double working[3], light = 0, change = 0;

    rf_matrix_apply (&rf_colorimetry_srgb ()->to_working, rgb, working);
    for (int i = 0; i < 3; i++) {
        light += eye[i] * working[i];
        change += (render->mono[i] - eye[i]) * working[i];
    }
    double room = change > 0 ? 1 - light : light;
    if (room <= 0)
        return rf_clamp (light, 0, 1);
    double part = fabs (change) / room;
    return light + change / rf_cbrt (1 + part * part * part);
}

/* The curve on one channel's light. */
static double
apply_tone (const RfRender *render, double light)
{
    double at = rf_cbrt (rf_clamp (light, 0, 1)) * RF_CURVE_STEPS;
    int step = (int)at;
    double root = rf_mix (render->curve[step], render->curve[step + 1], at - step);
    return root * root * root;
}

/* hypot guards against overflow, which no colour comes near, and takes five times as long. */
static double
chroma_of (const double lab[3])
{
    return sqrt (lab[1] * lab[1] + lab[2] * lab[2]);
}

/* Turns `lab` to the hue of `model`; greys stay grey. */
static void
take_hue (double lab[3], const double model[3])
{
    double chroma = chroma_of (model);

    if (chroma > 0) {
        double scale = chroma_of (lab) / chroma;
        lab[1] = scale * model[1];
        lab[2] = scale * model[2];
    }
}

/* The look on a colour of the sRGB cube. */
static void
apply_look (const RfRender *render, const double in[3], double out[3])
{
    const RfColorimetry *srgb = rf_colorimetry_srgb ();
    double exposed[3], toned[3], before[3], lab[3];

    for (int i = 0; i < 3; i++)
        exposed[i] = rf_neutral_expose (in[i], render->gain);
    if (render->lut.lut) {
        rf_lut_stage_apply (&render->lut, srgb, exposed, out);
        return;
    }
    rf_to_oklab (srgb, exposed, before);

    /* Channel by channel, as film and sensors respond: no colour leaves the cube, strong light washes out. The hue is put
     * back. */
    for (int i = 0; i < 3; i++)
        toned[i] = apply_tone (render, exposed[i]);
    rf_to_oklab (srgb, toned, lab);
    double reach = rf_gamut_reach (toned, rf_gamut_focus (lab));
    take_hue (lab, before);

    if (render->mono_strength > 0) {
        double grey = rf_cbrt (apply_tone (render, mono_light (render, exposed)));
        lab[0] = rf_mix (lab[0], grey, render->mono_strength);
        lab[1] *= 1 - render->mono_strength;
        lab[2] *= 1 - render->mono_strength;
    }
    rf_hue_apply (&render->hue, reach, lab);
    rf_gamut_fit (srgb, lab, reach, render->gamut_strength, out);
    rf_tint_apply (&render->tint, out);
    for (int i = 0; i < 3; i++)
        out[i] = rf_mix (render->black, render->white, out[i]);
}

/* From sRGB back to the image's primaries, whose cube a colour that was `reach_before` on its way out must not leave. */
static void
return_to_image (const RfRender *render, const double srgb[3], double reach_before, double out[3])
{
    double lab[3];

    rf_matrix_apply (&render->from_srgb, srgb, out);
    rf_to_oklab (&render->image, out, lab);
    rf_gamut_hold (rf_gamut_focus (lab), reach_before, out);
}

void
rf_render_picture (const RfRender *render, const double in[3], double out[3])
{
    double srgb[3], grey[3], lab[3];

    if (!render->wide) {
        apply_look (render, in, out);
        return;
    }
    rf_to_oklab (&render->image, in, lab);
    double focus = rf_gamut_focus (lab), reach_before = rf_gamut_reach (in, focus);
    rf_matrix_apply (&render->to_srgb, in, srgb);
    double beyond = fmax (rf_gamut_reach (srgb, focus), 1);

    /* A colour beyond sRGB goes as the one on sRGB's surface on its way to grey, and as much further. */
    for (int i = 0; i < 3; i++) {
        grey[i] = focus;
        srgb[i] = rf_clamp (focus + (srgb[i] - focus) / beyond, 0, 1);
    }
    apply_look (render, srgb, srgb);
    if (beyond > 1) {
        apply_look (render, grey, grey);
        for (int i = 0; i < 3; i++)
            srgb[i] = grey[i] + beyond * (srgb[i] - grey[i]);
    }
    return_to_image (render, srgb, reach_before, out);
}

/* Beyond is nothing but white, and nowhere is infinity divided by infinity. */
static const double brightest_scene = 1e12;

void
rf_render_scene (const RfRender *render, const double in[3], double out[3])
{
    const RfColorimetry *srgb = rf_colorimetry_srgb ();
    double scene[3], working[3], lab[3], hue[3];

    for (int i = 0; i < 3; i++)
        out[i] = scene[i] = rf_clamp (in[i], 0, brightest_scene) * render->exposure;
    if (render->wide)
        rf_matrix_apply (&render->to_srgb, out, scene);
    rf_to_oklab (srgb, scene, hue);

    /* How far out the colour is, by its purity alone: scene light has no upper bound to measure by. */
    double grey = hue[0] * hue[0] * hue[0];
    double purity = grey > 0 ? 1 - fmin (scene[0], fmin (scene[1], scene[2])) / grey : 0;
    double purity_in_image = grey > 0 ? 1 - fmin (out[0], fmin (out[1], out[2])) / grey : 0;

    /* Channel by channel in wide primaries: strong light washes out as on film; then the hue is put back. */
    rf_matrix_apply (&srgb->to_working, scene, working);
    for (int i = 0; i < 3; i++)
        working[i] = rf_neutral (working[i]);
    rf_matrix_apply (&render->from_working, working, out);
    rf_to_oklab (srgb, out, lab);

    /* Contrast channel by channel makes dark colours denser than the scene's and light ones paler, as cameras do. Below the
     * highlights a part of that is taken back, so that a look changes RAW and picture by nearly the same. */
    double chroma = chroma_of (lab);
    double saturated = hue[0] > 0 ? chroma_of (hue) / hue[0] * lab[0] : 0;
    double share = 0.65 * (1 - rf_smooth_step (lab[0], 0.5, 1));
    double kept = chroma > 0 ? rf_mix (chroma, fmin (saturated, 2 * chroma), share) / chroma : 1;
    take_hue (lab, hue);
    lab[1] *= kept;
    lab[2] *= kept;

    rf_gamut_fit (srgb, lab, fmin (purity, 1), 1, out);
    if (render->wide) {
        double focus = rf_gamut_focus (lab);
        for (int i = 0; i < 3; i++)
            scene[i] = focus + fmax (purity, 1) * (out[i] - focus);
        return_to_image (render, scene, purity_in_image, out);
    }
}

void
rf_render_light (const RfRender *render, const double in[3], double out[3])
{
    double picture[3] = {in[0], in[1], in[2]};

    if (render->input == RF_INPUT_SCENE)
        rf_render_scene (render, in, picture);
    rf_render_picture (render, picture, out);
}

/* A pixel as the image encodes it, inside the range that tables cover, wholly developed. */
static void
develop (const RfRender *render, const double in[3], double out[3])
{
    gboolean perceptual = render->encoding == RF_ENCODING_PERCEPTUAL;
    double light[3];

    for (int i = 0; i < 3; i++)
        light[i] = perceptual ? rf_decode (in[i]) : in[i];
    rf_render_light (render, light, light);
    for (int i = 0; i < 3; i++)
        out[i] = perceptual ? rf_encode (light[i]) : light[i];
}

void
rf_render_pixel (const RfRender *render, const double in[3], double out[3])
{
    double before[3] = {in[0], in[1], in[2]}, inside[3], keep = 1 - render->strength;
    float excess[3];

    if (render->input == RF_INPUT_SCENE) {
        develop (render, before, out);
        for (int i = 0; i < 3; i++)
            /* Nothing of a light without bound is left where the look is whole. */
            out[i] = render->strength * out[i] + (keep > 0 || isnan (before[i]) ? keep * before[i] : 0);
        return;
    }
    for (int i = 0; i < 3; i++) {
        inside[i] = rf_clamp (before[i], 0, 1);
        excess[i] = (float)(before[i] - inside[i]);
    }
    develop (render, inside, out);
    rf_excess_fold (excess, (float)render->strength, (float)render->mono_strength);
    for (int i = 0; i < 3; i++)
        out[i] += excess[i];
}
