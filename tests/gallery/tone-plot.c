/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tone curve of a look: what it makes of greys, of a scene's light and of a finished picture. */
#include "gallery.h"
#include "measure.h"
#include "plot.h"
#include "space.h"

#include <math.h>

#define SCENE_STEPS   280 /* a twentieth of a stop */
#define PICTURE_STEPS 255 /* a code */
#define MAX_SAMPLES   (SCENE_STEPS + 1)

/* A curve, [n][0] what goes in, in the units of the panel, [n][1] the 8-bit code of the luminance, and of each channel. */
typedef struct {
    size_t n;
    double luminance[MAX_SAMPLES][2], channels[3][MAX_SAMPLES][2];
} Curve;

static const Panel scene_panel = {.title = "A scene's light, undeveloped",
                                  .left = 70,
                                  .top = 42,
                                  .width = 420,
                                  .height = 300,
                                  .x = {"exposure from middle grey, EV", -7, 7, 1},
                                  .y = {"display, 8-bit sRGB code", 0, 255, 51}};
static const Panel picture_panel = {.title = "A finished picture",
                                    .left = 570,
                                    .top = 42,
                                    .width = 300,
                                    .height = 300,
                                    .x = {"in, 8-bit sRGB code", 0, 255, 51},
                                    .y = {"out, 8-bit sRGB code", 0, 255, 51}};

/* Greys through the look; `share` of it: 0 is the neutral camera, for a scene's light. */
static gboolean
sample (Curve *curve, const RfLook *look, RfInput input, double share, GError **error)
{
    RfSettings settings = RF_SETTINGS_DEFAULT;
    g_autofree double *rgb = g_new (double, 3 * MAX_SAMPLES);
    gboolean scene = input == RF_INPUT_SCENE;
    RfSpace space;

    rf_space_init (&space, "srgb", scene ? RF_ENCODING_LINEAR : RF_ENCODING_PERCEPTUAL);
    settings.input = input;
    settings.tone = settings.colour = share;
    curve->n = 1 + (scene ? SCENE_STEPS : PICTURE_STEPS);
    for (size_t i = 0; i < curve->n; i++) {
        double at = scene ? -7 + 14.0 * (double)i / SCENE_STEPS : (double)i;
        for (int c = 0; c < 3; c++)
            rgb[3 * i + (size_t)c] = scene ? 0.1845 * exp2 (at) : at / 255;
        curve->luminance[i][0] = curve->channels[0][i][0] = curve->channels[1][i][0] = curve->channels[2][i][0] = at;
    }
    if (!rf_look_evaluate (look, &settings, &space, rgb, rgb, curve->n, error))
        return FALSE;
    for (size_t i = 0; i < curve->n; i++) {
        double *linear = rgb + 3 * i;
        for (int c = 0; c < 3; c++) {
            if (!scene)
                linear[c] = rf_decode (linear[c]);
            curve->channels[c][i][1] = 255 * rf_encode (linear[c]);
        }
        curve->luminance[i][1] = 255 * rf_encode (luminance_of_linear (linear));
    }
    return TRUE;
}

static gboolean
is_tinted (const Curve *curve)
{
    for (size_t i = 0; i < curve->n; i++)
        for (int c = 0; c < 3; c++)
            if (fabs (curve->channels[c][i][1] - curve->luminance[i][1]) > 0.5)
                return TRUE;
    return FALSE;
}

static void
draw (GString *plot, const Panel *panel, const Curve *neutral, const Curve *look)
{
    static const char *const names[3] = {"red", "green", "blue"};

    plot_panel (plot, panel);
    plot_line (plot, panel, "neutral", neutral->luminance, neutral->n);
    for (int c = 0; c < 3 && is_tinted (look); c++)
        plot_line (plot, panel, names[c], look->channels[c], look->n);
    plot_line (plot, panel, "look", look->luminance, look->n);
}

/* Where middle grey lands, with its code. */
static void
mark_grey (GString *plot, const Panel *panel, const double point[2])
{
    double x = panel_x (panel, point[0]), y = panel_y (panel, point[1]);

    plot_add (plot, "<circle class=\"grey\" cx=\"%.2f\" cy=\"%.2f\" r=\"5\"/>", x, y);
    plot_add (plot, "<text x=\"%.2f\" y=\"%.2f\">%.0f</text>\n", x + 9, y + 14, point[1]);
}

gboolean
tone_plot_write (const Gallery *gallery, const RfLook *look, GError **error)
{
    static const char *const keys[][2] = {{"neutral", "without the look: a neutral camera"}, {"look", "with the look"}};
    g_autofree Curve *curves = g_new (Curve, 4);
    Curve *neutral = curves, *scene = curves + 1, *same = curves + 2, *picture = curves + 3;

    if (!sample (neutral, look, RF_INPUT_SCENE, 0, error) || !sample (scene, look, RF_INPUT_SCENE, 1, error) ||
        !sample (same, look, RF_INPUT_DISPLAY, 0, error) || !sample (picture, look, RF_INPUT_DISPLAY, 1, error))
        return FALSE;
    const double *grey = scene->luminance[SCENE_STEPS / 2];
    g_autofree char *title = g_strdup_printf ("Tone curves of %s", rf_look_title (look));
    g_autofree char *description = g_strdup_printf (
        "Greys. Middle grey of a scene becomes code %.1f, without the look %.1f. In a finished picture black becomes "
        "%.1f and white %.1f.",
        grey[1], neutral->luminance[SCENE_STEPS / 2][1], picture->luminance[0][1],
        picture->luminance[PICTURE_STEPS][1]);
    GString *plot = plot_new (900, 420, title, description);

    draw (plot, &scene_panel, neutral, scene);
    mark_grey (plot, &scene_panel, grey);
    draw (plot, &picture_panel, same, picture);
    for (int i = 0; i < 2; i++)
        plot_key (plot, 70 + 300 * i, 404, keys[i][0], keys[i][1]);
    if (is_tinted (picture))
        plot_add (plot, "<text class=\"key\" x=\"560\" y=\"404\" dy=\"0.35em\">coloured: the three channels</text>\n");
    return plot_save (plot, gallery->folder, "tone", rf_look_id (look), error);
}
