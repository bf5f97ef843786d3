/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A look as a style of darktable: its colours through lut3d and our cube, its vignette and grain through darktable's own
 * modules. These are others than ours, so their parameters are fitted to what the look does to grey. */
#include "bake.h"

#include "../i18n.h"
#include "bake-darktable.h"

#include <math.h>

/* ---- lut3d, version 3 ---- */

/* darktable joins its folder of LUTs with the name in the style, an absolute one too. So many steps up lead to the root from
 * wherever the user has that folder. */
#define TO_THE_ROOT "../../../../../../../.."

static gboolean
add_lut (RfStyle *style, const RfLook *look, const RfBakeOptions *options, int size, GError **error)
{
    RfBlob blob = rf_blob_new ();
    g_autofree char *name = rf_bake_file_name (rf_bake_format_find ("cube"), look, size);
    g_autofree char *cube = g_build_filename (TO_THE_ROOT, options->cubes, name, NULL);

    if (!rf_blob_add_text (&blob, cube, 512)) {
        g_autofree char *shown = g_filename_display_name (options->cubes);
        rf_blob_clear (&blob);
        g_set_error (error, RF_ERROR, RF_ERROR_VALUE, _ ("%s: darktable takes no names longer than 511 bytes"), shown);
        return FALSE;
    }
    rf_blob_add_int (&blob, 0);          /* the cube's colours: sRGB */
    rf_blob_add_int (&blob, 0);          /* interpolation: tetrahedral */
    rf_blob_add_int (&blob, 0);          /* keypoints, of LUTs that are stored here: none */
    rf_blob_add_text (&blob, "", 12288); /* these */
    rf_blob_add_text (&blob, "", 128);   /* their name */
    rf_style_add (style, "lut3d", 3, &blob, TRUE);
    return TRUE;
}

/* ---- What a look does to grey: measured, so that it holds for whatever a look file says ---- */

static const double grey = 0.1845;

/* n pixels of that light, from x, y to the right, in a frame of side x side; encoded as sRGB where `encoding` says so. */
static gboolean
develop (const RfLook *look, const RfSettings *settings, RfEncoding encoding, int side, int x, int y, float *pixels,
         int n, GError **error)
{
    RfSpace space;
    RfFrame frame = {0, 0, side, side};
    RfTile tile = {pixels, 4 * (ptrdiff_t)sizeof *pixels * n, x, y, n, 1};

    rf_space_init (&space, "srgb", encoding);
    RfPlan *plan = rf_plan_new (look, settings, &space, error);
    if (!plan)
        return FALSE;
    rf_plan_apply (plan, &frame, &tile, &tile);
    rf_plan_unref (plan);
    return TRUE;
}

static void
fill (float *pixels, int n, double value)
{
    for (int i = 0; i < 4 * n; i++)
        pixels[i] = i % 4 == 3 ? 1 : (float)value;
}

static double
luminance (const float *pixel)
{
    return 0.2126 * pixel[0] + 0.7152 * pixel[1] + 0.0722 * pixel[2];
}

/* ---- vignette, version 4 ---- */

#define RADII 65 /* samples from the middle to a corner */

/* What is left of grey's light at radii that rise from 0 in the middle to 1 in a corner. */
static gboolean
measure_vignette (const RfLook *look, const RfBakeOptions *options, double left[RADII], GError **error)
{
    RfSettings settings = options->settings;
    const int side = 2048;

    settings.grain = 0;
    for (int i = 0; i < RADII; i++) {
        float pixel[4];
        int at = (int)lrint (side / 2 + (side / 2 - 1) * (double)i / (RADII - 1));
        fill (pixel, 1, grey);
        if (!develop (look, &settings, RF_ENCODING_LINEAR, side, at, at, pixel, 1, error))
            return FALSE;
        left[i] = luminance (pixel);
    }
    for (int i = RADII - 1; i >= 0; i--)
        left[i] /= left[0];
    return TRUE;
}

/* darktable's light falls in a straight line from `start` on, until it has lost `loss` after `length`, both in halves of the
 * frame's sides, of which a corner is sqrt (2) away. Least squares over the frame's area; ours curves, so no line fits to the last bit;
 * the tests allow 6 % of grey's light. */
static void
fit_vignette (const double left[RADII], double *start, double *length, double *loss)
{
    double best = INFINITY;

    for (double s = 0; s < 1.2; s += 0.02) {
        double weighed = 0, squares = 0, error = 0;
        for (int i = 0; i < RADII; i++) {
            double r = (double)i / (RADII - 1), x = fmax (G_SQRT2 * r - s, 0) / (G_SQRT2 - s);
            weighed += r * x * (1 - left[i]);
            squares += r * x * x;
        }
        for (int i = 0; i < RADII; i++) {
            double r = (double)i / (RADII - 1), x = fmax (G_SQRT2 * r - s, 0) / (G_SQRT2 - s);
            error += r * pow (1 - weighed / squares * x - left[i], 2);
        }
        if (error < best) {
            best = error;
            *start = s;
            *length = G_SQRT2 - s;
            *loss = weighed / squares;
        }
    }
}

static gboolean
add_vignette (RfStyle *style, const RfLook *look, const RfBakeOptions *options, GError **error)
{
    RfBlob blob = rf_blob_new ();
    double left[RADII], start = 0.8, length = 0.5, loss = 0;

    if (!measure_vignette (look, options, left, error)) {
        rf_blob_clear (&blob);
        return FALSE;
    }
    /* Corners that gain light cannot be told to darktable, which would add the same light to black. */
    if (left[RADII - 1] < 1 - 1e-4)
        fit_vignette (left, &start, &length, &loss);
    rf_blob_add_float (&blob, 100 * start);     /* from the middle, in percent of half a side */
    rf_blob_add_float (&blob, 100 * length);    /* the same */
    rf_blob_add_float (&blob, -fmin (loss, 1)); /* brightness */
    rf_blob_add_float (&blob, 0);               /* saturation */
    rf_blob_add_float (&blob, 0);               /* centre, x */
    rf_blob_add_float (&blob, 0);               /* and y */
    rf_blob_add_int (&blob, TRUE);              /* an ellipse as wide and high as the frame */
    rf_blob_add_float (&blob, 1);               /* ratio of its axes, not used then */
    rf_blob_add_float (&blob, 1);               /* its shape: round */
    rf_blob_add_int (&blob, 0);                 /* dithering: off */
    rf_blob_add_int (&blob, TRUE);              /* light above white stays */
    rf_style_add (style, "vignette", 4, &blob, loss != 0);
    return TRUE;
}

/* ---- grain, version 2 ---- */

#define LEVELS 8

/* L* of a pixel that is encoded as sRGB. */
static double
find_lightness (const float *pixel)
{
    float linear[3];

    for (int c = 0; c < 3; c++)
        linear[c] = pixel[c] <= 0.04045f ? pixel[c] / 12.92f : powf ((pixel[c] + 0.055f) / 1.055f, 2.4f);
    double y = luminance (linear);
    return y > 216 / 24389.0 ? 116 * cbrt (y) - 16 : y * 24389 / 27;
}

/* How far apart two pixels of a row are, in pixels, whose noise has half in common. */
static double
find_half_width (const double *noise, int n)
{
    double before = 1, whole = 0;

    for (int i = 0; i < n; i++)
        whole += noise[i] * noise[i];
    for (int distance = 1; distance < n / 8; distance++) {
        double product = 0;
        for (int i = 0; i < n - distance; i++)
            product += noise[i] * noise[i + distance];
        product /= whole;
        if (product < 0.5)
            return distance - 1 + (before - 0.5) / (before - product);
        before = product;
    }
    return 0;
}

/* The look's grain at several levels: what lightness they have in the result, and its deviation from that. `width` is its half
 * width in parts of the frame's height. */
static gboolean
measure_grain (const RfLook *look, const RfBakeOptions *options, double lightness[LEVELS], double deviation[LEVELS],
               double *width, GError **error)
{
    enum { side = 4000, rows = 4 };
    g_autofree float *with = g_new (float, 4 * side), *without = g_new (float, 4 * side);
    g_autofree double *noise = g_new (double, side);
    RfSettings settings = options->settings, bare = settings;

    settings.vignette = bare.vignette = RF_VIGNETTE_OFF;
    bare.grain = 0;
    for (int level = 0; level < LEVELS; level++) {
        double squares = 0, sum = 0;
        for (int row = 0; row < rows; row++) {
            fill (with, side, (level + 0.5) / LEVELS);
            fill (without, side, (level + 0.5) / LEVELS);
            if (!develop (look, &settings, RF_ENCODING_PERCEPTUAL, side, 0, row * side / rows, with, side, error) ||
                !develop (look, &bare, RF_ENCODING_PERCEPTUAL, side, 0, row * side / rows, without, side, error))
                return FALSE;
            for (int i = 0; i < side; i++) {
                double plain = find_lightness (without + 4 * i);
                noise[i] = find_lightness (with + 4 * i) - plain;
                sum += plain;
                squares += noise[i] * noise[i];
            }
        }
        lightness[level] = sum / (rows * side);
        deviation[level] = sqrt (squares / (rows * side));
        if (level == LEVELS / 2)
            *width = find_half_width (noise, side) / side;
    }
    return TRUE;
}

/* darktable's grain: at strength 1 it has a deviation of 0.094 L* in the midtones (measured), which shadows and lights share as
 * the slope of a logistic curve does; the bias to midtones says how much of that curve is between black and white. */
static double
find_share (double lightness, double bias)
{
    double delta = 2 * pow (0.5e-4, bias / 100), x = (lightness / 100 + delta) / (1 + 2 * delta);
    return 4 * x * (1 - x);
}

static void
fit_grain (const double lightness[LEVELS], const double deviation[LEVELS], double *strength, double *bias)
{
    const double unit = 0.094;
    double best = INFINITY;

    for (double b = 0; b <= 100; b += 2) {
        double product = 0, squares = 0, error = 0;
        for (int i = 0; i < LEVELS; i++) {
            double share = unit * find_share (lightness[i], b);
            product += share * deviation[i];
            squares += share * share;
        }
        for (int i = 0; i < LEVELS; i++)
            error += pow (product / squares * unit * find_share (lightness[i], b) - deviation[i], 2);
        if (error < best) {
            best = error;
            *strength = fmin (product / squares, 100);
            *bias = b;
        }
    }
}

static gboolean
add_grain (RfStyle *style, const RfLook *look, const RfBakeOptions *options, GError **error)
{
    RfBlob blob = rf_blob_new ();
    double lightness[LEVELS], deviation[LEVELS], width = 0, strength = 0, bias = 100, coarseness = 7.5;

    if (!measure_grain (look, options, lightness, deviation, &width, error)) {
        rf_blob_clear (&blob);
        return FALSE;
    }
    if (deviation[LEVELS / 2] > 0.01) {
        /* Its half width is 0.192 of its own unit (measured), which is 1 + 0.08 coarseness in 800ths of the short side. */
        coarseness = CLAMP ((800 * width / 0.192 - 1) / 0.08, 0.1, 30);
        fit_grain (lightness, deviation, &strength, &bias);
    }
    rf_blob_add_int (&blob, 2); /* of lightness */
    rf_blob_add_float (&blob, coarseness);
    rf_blob_add_float (&blob, strength);
    rf_blob_add_float (&blob, bias);
    rf_style_add (style, "grain", 2, &blob, strength > 0);
    return TRUE;
}

/* Look files say nothing of local contrast, so no style has darktable's module for it. */
gboolean
rf_bake_style (const RfLook *look, const RfBakeOptions *options, int size, const char *path, GError **error)
{
    g_autofree char *name = g_strconcat ("Rangefinder|", rf_look_title (look), NULL);
    RfStyle style = rf_style_new (name, rf_look_description (look));

    if (!add_lut (&style, look, options, size, error) || !add_vignette (&style, look, options, error) ||
        !add_grain (&style, look, options, error)) {
        rf_style_cancel (&style);
        return FALSE;
    }
    return rf_style_finish (&style, path, error);
}
