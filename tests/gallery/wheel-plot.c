/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a look does to hue and chroma: colours of sRGB round the wheel of CIELAB, before and after, at equal lightness, which
 * is how the table states them too. A colour's dot is painted as it comes out of the look, its own lightness included. */
#include "gallery.h"
#include "measure.h"
#include "plot.h"
#include "space.h"

#include <math.h>

#define HUES    24
#define LEVELS  3
#define SAMPLES (HUES * LEVELS)
#define REACH   80 /* of the axes, CIELAB units */

static const double levels[LEVELS] = {20, 40, 60};
static const double lightnesses[2] = {40, 70};

typedef struct {
    Lab before, after; /* `after` at the lightness of `before` */
    char colour[8];    /* "#rrggbb" as it comes out */
} Sample;

static gboolean
in_gamut (const double rgb[3])
{
    for (int c = 0; c < 3; c++)
        if (rgb[c] < 0 || rgb[c] > 1)
            return FALSE;
    return TRUE;
}

/* The colours of the wheel that sRGB has: how many. */
static size_t
choose (Sample samples[SAMPLES], double rgb[3 * SAMPLES], double lightness)
{
    size_t n = 0;

    for (int i = 0; i < SAMPLES; i++) {
        double hue = 2 * G_PI * (i / LEVELS) / HUES, chroma = levels[i % LEVELS];
        Lab lab = {lightness, chroma * cos (hue), chroma * sin (hue)};
        srgb_of_lab (lab, FALSE, rgb + 3 * n);
        if (in_gamut (rgb + 3 * n))
            samples[n++].before = lab;
    }
    return n;
}

/* The same colour with the luminance of `before`. */
static Lab
at_equal_lightness (const double after[3], const double before[3])
{
    double light[2][3], encoded[3];

    for (int c = 0; c < 3; c++) {
        light[0][c] = rf_decode (before[c]);
        light[1][c] = rf_decode (after[c]);
    }
    double scale = luminance_of_linear (light[0]) / fmax (luminance_of_linear (light[1]), 1e-6);
    for (int c = 0; c < 3; c++)
        encoded[c] = rf_encode (light[1][c] * scale);
    return lab_of_srgb (encoded);
}

static gboolean
sample (Sample samples[SAMPLES], size_t *n, const RfLook *look, double lightness, GError **error)
{
    const RfSettings settings = RF_SETTINGS_DEFAULT;
    double before[3 * SAMPLES], after[3 * SAMPLES];
    RfSpace space;

    rf_space_init (&space, "srgb", RF_ENCODING_PERCEPTUAL);
    *n = choose (samples, before, lightness);
    if (!rf_look_evaluate (look, &settings, &space, before, after, *n, error))
        return FALSE;
    for (size_t i = 0; i < *n; i++) {
        const double *rgb = after + 3 * i;
        int code[3];
        samples[i].after = at_equal_lightness (rgb, before + 3 * i);
        for (int c = 0; c < 3; c++)
            code[c] = (int)lrint (255 * CLAMP (rgb[c], 0, 1));
        g_snprintf (samples[i].colour, sizeof samples[i].colour, "#%02x%02x%02x", (guint)code[0] & 0xff,
                    (guint)code[1] & 0xff, (guint)code[2] & 0xff);
    }
    return TRUE;
}

static void
draw_rings (GString *plot, const Panel *panel)
{
    for (int i = 0; i < LEVELS; i++)
        plot_add (plot, "<circle class=\"grid\" cx=\"%.2f\" cy=\"%.2f\" r=\"%.2f\"/>\n", panel_x (panel, 0),
                  panel_y (panel, 0), panel_x (panel, levels[i]) - panel_x (panel, 0));
}

/* From ring to dot; with a head where there is room for one. */
static void
draw_arrow (GString *plot, double x, double y, double to_x, double to_y)
{
    const double ring = 3.5, dot = 4.5, head = 6;
    double length = hypot (to_x - x, to_y - y);

    if (length <= ring + dot)
        return;
    double u = (to_x - x) / length, v = (to_y - y) / length, tip_x = to_x - u * dot, tip_y = to_y - v * dot;
    plot_add (plot, "<path class=\"arrow\" d=\"M%.2f %.2fL%.2f %.2f\"/>", x + u * ring, y + v * ring, tip_x, tip_y);
    if (length > ring + dot + head) {
        double foot_x = tip_x - u * head, foot_y = tip_y - v * head;
        plot_add (plot, "<path class=\"head\" d=\"M%.2f %.2fL%.2f %.2fL%.2f %.2fZ\"/>", tip_x, tip_y, foot_x - v * 3,
                  foot_y + u * 3, foot_x + v * 3, foot_y - u * 3);
    }
}

static void
draw (GString *plot, const Panel *panel, const Sample *samples, size_t n)
{
    plot_panel (plot, panel);
    draw_rings (plot, panel);
    for (size_t i = 0; i < n; i++) {
        const Lab *before = &samples[i].before, *after = &samples[i].after;
        double x = panel_x (panel, before->a), y = panel_y (panel, before->b);
        double to_x = panel_x (panel, after->a), to_y = panel_y (panel, after->b);
        plot_add (plot, "<circle class=\"before\" cx=\"%.2f\" cy=\"%.2f\" r=\"3.5\"/>", x, y);
        draw_arrow (plot, x, y, to_x, to_y);
        plot_add (plot, "<circle class=\"after\" cx=\"%.2f\" cy=\"%.2f\" r=\"4.5\" fill=\"%s\"/>\n", to_x, to_y,
                  samples[i].colour);
    }
}

gboolean
wheel_plot_write (const Gallery *gallery, const RfLook *look, GError **error)
{
    g_autofree char *title = g_strdup_printf ("Hue and chroma of %s", rf_look_title (look));
    GString *plot = plot_new (900, 516, title,
                              "Colours of sRGB at chroma 20, 40 and 60, every 15 degrees of hue, before and after the "
                              "look, in CIELAB relative to D50 and at equal lightness.");

    for (int i = 0; i < 2; i++) {
        g_autofree char *heading = g_strdup_printf ("Colours of L* %.0f", lightnesses[i]);
        Panel panel = {.title = heading,
                       .left = 70 + 440 * i,
                       .top = 42,
                       .width = 360,
                       .height = 360,
                       .x = {"a* (green to red), CIELAB", -REACH, REACH, 20},
                       .y = {"b* (blue to yellow), CIELAB", -REACH, REACH, 20}};
        Sample samples[SAMPLES];
        size_t n;
        if (!sample (samples, &n, look, lightnesses[i], error)) {
            g_string_free (plot, TRUE);
            return FALSE;
        }
        draw (plot, &panel, samples, n);
    }
    plot_add (plot, "<circle class=\"before\" cx=\"74\" cy=\"476\" r=\"3.5\"/>");
    plot_add (plot, "<text class=\"key\" x=\"86\" y=\"476\" dy=\"0.35em\">before</text>\n");
    plot_add (plot, "<circle class=\"after\" cx=\"154\" cy=\"476\" r=\"4.5\" fill=\"#c33\"/>");
    plot_add (plot, "<text class=\"key\" x=\"166\" y=\"476\" dy=\"0.35em\">after, at equal lightness, in the colour "
                    "that comes out; rings: chroma 20, 40, 60</text>\n");
    return plot_save (plot, gallery->folder, "wheel", rf_look_id (look), error);
}
