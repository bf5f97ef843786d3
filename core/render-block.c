/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Exposure, tone, hue and chroma, gamut, tint, black and white: in this order, on display-referred light of the sRGB
 * primaries, whatever those of the image are: the result must not depend on what a photograph is kept in. Scene light comes
 * through the neutral camera first, so that RAW and the camera's JPEG of one scene come out alike.
 *
 * A block of colours at a time, channel by channel, in loops that compilers turn into vector code: each reads as what is
 * done to one colour. Without fused operations and without libm, all processors get the same bits. What keeps compilers from
 * it, and costs a factor of two to three: a branch, a call, an inner loop that stays one (hence the pragmas), and writing
 * where something that is read might lie (hence the local arrays). */
#include "for-cpu.h"
#include "gamut.h"
#include "render.h"

#include <string.h>

static inline void
get (const RfColours *colours, int i, double rgb[3])
{
    rgb[0] = colours->v[0][i];
    rgb[1] = colours->v[1][i];
    rgb[2] = colours->v[2][i];
}

/* Makes their number a multiple of 8, so that vectors are full. */
static inline int
pad (RfColours *colours, int n)
{
    int padded = 8 * ((n + 7) / 8);

    for (int c = 0; c < 3; c++)
        for (int i = n; i < padded; i++)
            colours->v[c][i] = 0;
    return padded;
}

static inline void
put (RfColours *colours, int i, const double rgb[3])
{
    colours->v[0][i] = rgb[0];
    colours->v[1][i] = rgb[1];
    colours->v[2][i] = rgb[2];
}

/* What black-and-white film with the look's filter sees. A filter's weights may ask for less than no light of one colour and
 * more than white of another: what they add to the eye's own light, or take, nears the end of the range softly. */
static inline double
mono_light (const RfRender *render, const RfMatrix *to_working, const double rgb[3])
{
    static const double eye[3] = {0.2627, 0.6780, 0.0593};
    double working[3], light = 0, change = 0;

    rf_matrix_apply (to_working, rgb, working);
    for (int i = 0; i < 3; i++) {
        light += eye[i] * working[i];
        change += (render->mono[i] - eye[i]) * working[i];
    }
    double room = change > 0 ? 1 - light : light;
    double part = fabs (change) / room;
    return room > 0 ? light + change / rf_cbrt (1 + part * part * part) : rf_clamp (light, 0, 1);
}

/* The curve on one channel's light: the cube root of the result. */
static inline double
tone_root (const RfRender *render, double light)
{
    double at = rf_cbrt (rf_clamp (light, 0, 1)) * RF_CURVE_STEPS;
    int step = (int)at;
    return rf_mix (render->curve[step], render->curve[step + 1], at - step);
}

static inline double
cube (double root)
{
    return root * root * root;
}

/* hypot guards against overflow, which no colour comes near, and takes five times as long. */
static inline double
chroma_of (const double lab[3])
{
    return sqrt (lab[1] * lab[1] + lab[2] * lab[2]);
}

/* Turns `lab` to the hue of `model`; greys stay grey. */
static inline void
take_hue (double lab[3], const double model[3])
{
    double chroma = chroma_of (model);
    double scale = chroma_of (lab) / chroma;

    lab[1] = chroma > 0 ? scale * model[1] : lab[1];
    lab[2] = chroma > 0 ? scale * model[2] : lab[2];
}

/* The look on colours of the sRGB cube. `n` is a multiple of 4, here and below. */
static inline void
apply_look (const RfRender *render, const RfColorimetry *srgb, RfColours *colours, int n)
{
    double reach[2 * RF_COLOURS];
    RfColours labs;

    for (int i = 0; i < n; i++)
        for (int c = 0; c < 3; c++)
            colours->v[c][i] = rf_neutral_expose (colours->v[c][i], render->gain);
    if (render->lut.lut) {
        for (int i = 0; i < n; i++) {
            double rgb[3];
            get (colours, i, rgb);
            rf_lut_stage_apply (&render->lut, srgb, rgb, rgb);
            put (colours, i, rgb);
        }
        return;
    }

    /* Channel by channel, as film and sensors respond: no colour leaves the cube, strong light washes out. The hue is put
     * back. */
    for (int i = 0; i < n; i++) {
        double rgb[3], before[3], lab[3];
        get (colours, i, rgb);
        rf_to_oklab (srgb, rgb, before);
        for (int c = 0; c < 3; c++)
            rgb[c] = cube (tone_root (render, rgb[c]));
        rf_to_oklab (srgb, rgb, lab);
        reach[i] = rf_gamut_reach (rgb, rf_gamut_focus (lab));
        take_hue (lab, before);
        put (&labs, i, lab);
    }
    if (render->mono_strength > 0)
        for (int i = 0; i < n; i++) {
            double rgb[3], lab[3];
            get (colours, i, rgb);
            get (&labs, i, lab);
            double grey = tone_root (render, mono_light (render, &srgb->to_working, rgb));
            lab[0] = rf_mix (lab[0], grey, render->mono_strength);
            lab[1] *= 1 - render->mono_strength;
            lab[2] *= 1 - render->mono_strength;
            put (&labs, i, lab);
        }
    for (int i = 0; i < n; i++) {
        double rgb[3], lab[3];
        get (&labs, i, lab);
        rf_hue_apply (&render->hue, reach[i], lab);
        rf_gamut_fit (srgb, lab, reach[i], render->gamut_strength, rgb);
        put (colours, i, rgb);
    }
    for (int i = 0; i < n; i++) {
        double rgb[3];
        get (colours, i, rgb);
        rf_tint_apply (&render->tint, rgb);
        for (int c = 0; c < 3; c++)
            rgb[c] = rf_mix (render->black, render->white, rgb[c]);
        put (colours, i, rgb);
    }
}

/* To the image's primaries, whose cube a colour that was `reach_before` on its way out must not leave. */
static inline void
return_to_image (const RfRender *render, const double srgb[3], double reach_before, double out[3])
{
    double lab[3];

    rf_matrix_apply (&render->from_srgb, srgb, out);
    rf_to_oklab (&render->image, out, lab);
    rf_gamut_hold (rf_gamut_focus (lab), reach_before, out);
}

/* Of a picture in wider primaries than sRGB's. */
typedef struct {
    double focus[RF_COLOURS], reach[RF_COLOURS], beyond[RF_COLOURS]; /* beyond: how far out for sRGB, at least 1 */
    int places[RF_COLOURS], n_greys;                                 /* the colours that are further out */
} Wide;

/* To sRGB: a colour beyond it goes as the one on its surface on the way to grey. Those greys are put behind the colours, to be
 * developed too; returns with them how many colours there are. */
static inline int
enter_srgb (const RfRender *render, RfColours *colours, Wide *wide, int n)
{
    for (int i = 0; i < n; i++) {
        double rgb[3], lab[3];
        get (colours, i, rgb);
        rf_to_oklab (&render->image, rgb, lab);
        double focus = rf_gamut_focus (lab);
        wide->reach[i] = rf_gamut_reach (rgb, focus);
        rf_matrix_apply (&render->to_srgb, rgb, rgb);
        double reach = rf_gamut_reach (rgb, focus), beyond = reach > 1 ? reach : 1;
        wide->focus[i] = focus;
        wide->beyond[i] = beyond;
#pragma GCC unroll 3
        for (int c = 0; c < 3; c++)
            rgb[c] = rf_clamp (focus + (rgb[c] - focus) / beyond, 0, 1);
        put (colours, i, rgb);
    }
    for (int i = 0; i < n; i++)
        if (wide->beyond[i] > 1)
            wide->places[wide->n_greys++] = i;
    for (int i = 0; i < wide->n_greys; i++) {
        double focus = wide->focus[wide->places[i]];
        put (colours, n + i, (double[]){focus, focus, focus});
    }
    return pad (colours, n + wide->n_greys);
}

/* Back to the image's primaries. What sRGB has comes out as in an sRGB image; what it has not keeps its lead over sRGB's
 * surface. No colour may leave the cube that was in it. */
static inline void
leave_srgb (const RfRender *render, RfColours *colours, const Wide *wide, int n)
{
    for (int i = 0; i < wide->n_greys; i++)
        for (int c = 0; c < 3; c++) {
            int place = wide->places[i];
            double *value = &colours->v[c][place], grey = colours->v[c][n + i];
            *value = grey + wide->beyond[place] * (*value - grey);
        }
    for (int i = 0; i < n; i++) {
        double rgb[3];
        get (colours, i, rgb);
        return_to_image (render, rgb, wide->reach[i], rgb);
        put (colours, i, rgb);
    }
}

/* Beyond is nothing but white, and nowhere is infinity divided by infinity. */
static const double brightest_scene = 1e12;

/* How far out a colour of the scene is, by its purity alone: scene light has no upper bound to measure by. */
static inline double
purity_of (const double rgb[3], double grey)
{
    double lowest = rgb[0] < rgb[1] ? rgb[0] : rgb[1];
    lowest = lowest < rgb[2] ? lowest : rgb[2];
    return grey > 0 ? 1 - lowest / grey : 0;
}

/* Scene light (bounded below by 0) of the image's primaries -> the neutral picture in their cube. */
static inline void
develop_scene (const RfRender *render, const RfColorimetry *srgb, RfColours *colours, int n)
{
    for (int i = 0; i < n; i++) {
        double rgb[3], scene[3], working[3], lab[3], hue[3];
        get (colours, i, rgb);
#pragma GCC unroll 3
        for (int c = 0; c < 3; c++)
            rgb[c] = rf_clamp (rgb[c], 0, brightest_scene) * render->exposure;
        rf_matrix_apply (&render->to_srgb, rgb, scene);
        rf_to_oklab (srgb, scene, hue);
        double grey = cube (hue[0]), purity = purity_of (scene, grey), purity_in_image = purity_of (rgb, grey);

        /* Channel by channel in wide primaries: strong light washes out as on film; then the hue is put back. */
        rf_matrix_apply (&srgb->to_working, scene, working);
#pragma GCC unroll 3
        for (int c = 0; c < 3; c++)
            working[c] = rf_neutral (working[c]);
        rf_matrix_apply (&render->from_working, working, rgb);
        rf_to_oklab (srgb, rgb, lab);

        /* Contrast channel by channel makes dark colours denser than the scene's and light ones paler, as cameras do. Below
         * the highlights a part of that is taken back, so that a look changes RAW and picture by nearly the same. */
        double chroma = chroma_of (lab), whole = hue[0] > 0 ? chroma_of (hue) / hue[0] * lab[0] : 0;
        double saturated = whole < 2 * chroma ? whole : 2 * chroma;
        double share = 0.65 * (1 - rf_smooth_step (lab[0], 0.5, 1));
        double kept = chroma > 0 ? rf_mix (chroma, saturated, share) / chroma : 1;
        take_hue (lab, hue);
        lab[1] *= kept;
        lab[2] *= kept;

        rf_gamut_fit (srgb, lab, purity < 1 ? purity : 1, 1, rgb);
        if (render->wide) {
            double focus = rf_gamut_focus (lab), lead = purity > 1 ? purity : 1;
#pragma GCC unroll 3
            for (int c = 0; c < 3; c++)
                scene[c] = focus + lead * (rgb[c] - focus);
            return_to_image (render, scene, purity_in_image, rgb);
        }
        put (colours, i, rgb);
    }
}

static inline void
develop_light (const RfRender *render, RfColours *given, int n)
{
    const RfColorimetry *srgb = rf_colorimetry_srgb ();
    RfColours colours; /* one's own: nothing else that a loop reads can lie there */
    Wide wide;

    wide.n_greys = 0;
    for (int c = 0; c < 3; c++)
        memcpy (colours.v[c], given->v[c], (size_t)n * sizeof (double));
    int padded = pad (&colours, n), all = padded;
    if (render->input == RF_INPUT_SCENE)
        develop_scene (render, srgb, &colours, padded);
    if (render->wide)
        all = enter_srgb (render, &colours, &wide, padded);
    apply_look (render, srgb, &colours, all);
    if (render->wide)
        leave_srgb (render, &colours, &wide, padded);
    for (int c = 0; c < 3; c++)
        for (int i = 0; i < padded; i++)
            given->v[c][i] = render->encoding == RF_ENCODING_PERCEPTUAL ? rf_encode (colours.v[c][i]) : colours.v[c][i];
}

RF_FOR_BASE void
rf_render_block_base (const RfRender *render, RfColours *colours, int n)
{
    develop_light (render, colours, n);
}

#ifdef __x86_64__
RF_FOR_AVX2 void
rf_render_block_avx2 (const RfRender *render, RfColours *colours, int n)
{
    develop_light (render, colours, n);
}

RF_FOR_AVX512 void
rf_render_block_avx512 (const RfRender *render, RfColours *colours, int n)
{
    develop_light (render, colours, n);
}
#endif
