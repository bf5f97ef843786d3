/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures.h"

#include "look.h"
#include "space.h"

#include <math.h>
#include <string.h>

#define ANY                                                                                                            \
    (Range)                                                                                                            \
    {                                                                                                                  \
        -INFINITY, INFINITY                                                                                            \
    }

static Range
at_most (double high)
{
    return (Range){-INFINITY, high};
}

static Range
at_least (double low)
{
    return (Range){low, INFINITY};
}

static Range
within (double centre, double distance)
{
    return (Range){centre - distance, centre + distance};
}

static Range
exactly (double value)
{
    return (Range){value, value};
}

/* The figures of one look while they are collected. */
typedef struct {
    const RfLook *look;
    const Target *target;
    RfPlan *scene, *display; /* whole strength */
    GArray *figures;
    const char *property; /* of those that follow */
} Sheet;

__attribute__ ((format (printf, 4, 5))) static void
add (Sheet *sheet, Range target, double measured, const char *format, ...)
{
    if (isinf (target.low) && isinf (target.high))
        return; /* nobody asked */
    Figure figure = {.property = sheet->property, .target = target, .measured = measured};
    va_list arguments;

    va_start (arguments, format);
    figure.measure = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    g_array_append_val (sheet->figures, figure);
}

static double
code_of_light (double light)
{
    return 255 * rf_encode (light);
}

/* Toe and shoulder, with the exposure that brings middle grey back. */
static void
add_codes (Sheet *sheet)
{
    static const int stops[8] = {-4, -3, -2, -1, 1, 2, 3, 4};
    RfPlan *plan = plan_for (sheet->look, RF_INPUT_SCENE, 1, measure_grey_match_ev (sheet->look, RF_INPUT_SCENE));

    for (int i = 0; i < 8; i++)
        add (sheet, within (sheet->target->codes[i], 4), code_of_light (measure_grey (plan, stops[i])),
             "8-bit code at %+d EV, grey matched", stops[i]);
    rf_plan_unref (plan);
}

static void
add_tone (Sheet *sheet)
{
    const RfToneKeys *tone = &sheet->look->tone;
    double black[3] = {0, 0, 0}, white[3] = {1, 1, 1}, h = 0.05;

    sheet->property = "tone";
    add (sheet, sheet->target->grey_ev, log2 (measure_grey (sheet->scene, 0) / 0.1845), "middle grey lands at, EV");
    add (sheet, sheet->target->slope, log2 (measure_grey (sheet->scene, h) / measure_grey (sheet->scene, -h)) / (2 * h),
         "slope at middle grey");
    rf_plan_evaluate (sheet->display, black, black, 1);
    rf_plan_evaluate (sheet->display, white, white, 1);
    add (sheet, within (tone->black_l, 0.05), lab_of_srgb (black).L, "black, L*");
    add (sheet, within (tone->white_l, 0.05), lab_of_srgb (white).L, "white, L*");
    for (int s = 1; s <= 4; s++) {
        RfPlan *plan = plan_for (sheet->look, RF_INPUT_DISPLAY, s / 4.0, 0);
        add (sheet, exactly (0), measure_levels_not_rising (plan), "greys of 4096 not rising, strength %d %%", 25 * s);
        rf_plan_unref (plan);
    }
    add (sheet, at_most (0.03), measure_corner (sheet->scene), "sharpest corner, slope per 0.01 EV");
    add (sheet, exactly (0), measure_stops_not_rising (sheet->scene), "quarter stops of 14 EV not rising");
    add (sheet, at_least (1),
         code_of_light (measure_grey (sheet->scene, 4.5)) - code_of_light (measure_grey (sheet->scene, 3.5)),
         "8-bit codes from +3.5 to +4.5 EV");
    if (sheet->target->codes[0] > 0)
        add_codes (sheet);
}

static void
add_greys (Sheet *sheet)
{
    static const double lightness[5] = {7, 20, 37, 72, 92};
    const Target *target = sheet->target;
    double low = INFINITY, high = -INFINITY, b = 0;

    sheet->property = "greys";
    for (int l = 1; l < 100; l++) {
        Lab grey = measure_neutral (sheet->display, l);
        low = fmin (low, grey.a);
        high = fmax (high, grey.a);
        b = fmax (b, fabs (grey.b));
    }
    add (sheet, at_least (target->neutral_a.low), low, "greys, least a*");
    add (sheet, at_most (target->neutral_a.high), high, "greys, most a*");
    if (target->neutral_b[5] == 0)
        add (sheet, target->free_greys ? ANY : at_most (0.3), b, "greys, largest b* either way");
    else
        for (int i = 0; i < 5; i++)
            add (sheet, within (target->neutral_b[i], target->neutral_b[5]),
                 measure_neutral (sheet->display, lightness[i]).b, "greys, b* at L* %.0f", lightness[i]);
}

static int
patch_index (const char *name)
{
    for (int i = 0; i < N_PATCHES; i++)
        if (strcmp (patches[i].name, name) == 0)
            return i;
    g_error ("no patch is called %s", name);
}

static Range
widen (Range range, double by)
{
    return (Range){range.low - by, range.high + by};
}

static void
add_patches (Sheet *sheet, RfInput input, const char *label, double tolerance)
{
    const Target *target = sheet->target;
    PatchShift shifts[N_PATCHES];
    double mean = 0;

    measure_patches (sheet->look, input, shifts);
    for (int i = 0; i < N_PATCHES; i++)
        mean += shifts[i].chroma / N_PATCHES;
    add (sheet, widen (target->mean_chroma, tolerance), mean, "%s: mean chroma of patches", label);
    for (int i = 0; i < MAX_PATCH_TARGETS && target->patches[i].patch; i++) {
        const PatchTarget *patch = &target->patches[i];
        const PatchShift *shift = &shifts[patch_index (patch->patch)];
        add (sheet, widen (patch->chroma, tolerance), shift->chroma, "%s: %s, chroma", label, patch->patch);
        add (sheet, patch->hue_deg, shift->hue_deg, "%s: %s, hue shift deg", label, patch->patch);
    }
}

static void
add_path_to_white (Sheet *sheet)
{
    static const char *const names[] = {"blue", "purplish blue", "dark skin", "light skin", "orange", "red"};
    RfPlan *plan = plan_for (sheet->look, RF_INPUT_SCENE, 1, measure_grey_match_ev (sheet->look, RF_INPUT_SCENE));
    double cold = 0, warm = INFINITY;

    sheet->property = "path to white";
    for (int i = 0; i < (int)G_N_ELEMENTS (names); i++) {
        int patch = patch_index (names[i]);
        double kept = measure_chroma_kept (plan, patch, 2);
        if (i < 2) {
            cold = fmax (cold, kept);
            add (sheet, (Range){0.35, 0.55}, kept, "chroma kept at +2 EV, %s", names[i]);
            continue;
        }
        warm = fmin (warm, kept);
        /* A look that makes red dense at middle grey, as its patches ask for, starts from more chroma than sRGB has for a
         * red of +2 EV. There it has to come within a tenth of the surface, on which colours would run together. */
        double most = 0.9 * measure_chroma_room (plan, patch, 2);
        add (sheet, (Range){fmin (0.70, most), 0.95}, kept, "chroma kept at +2 EV, %s", names[i]);
    }
    add (sheet, at_least (0), warm - cold, "chroma kept at +2 EV, least warm less most blue");
    rf_plan_unref (plan);
    sheet->property = "skin";
    add (sheet, at_most (5), measure_skin_drift_deg (sheet->scene), "skin hue drift from -2 to +4 EV, deg");
}

static void
add_smoothness (Sheet *sheet)
{
    sheet->property = "smoothness";
    for (int s = 1; s <= 4; s++) {
        RfPlan *plan = plan_for (sheet->look, RF_INPUT_DISPLAY, s / 4.0, 0);
        double folded, clipped;
        measure_cube (plan, &folded, &clipped);
        add (sheet, at_most (sheet->target->smoothness), measure_smoothness (plan), "smoothness RMS, strength %d %%",
             25 * s);
        /* Monochrome has no volume to fold. */
        if (!sheet->look->mono.enabled)
            add (sheet, exactly (0), folded, "folded cells %%, strength %d %%", 25 * s);
        add (sheet, at_most (sheet->target->clipped_pct), clipped, "clipped cells %%, strength %d %%", 25 * s);
        rf_plan_unref (plan);
    }
}

static void
add_strength (Sheet *sheet)
{
    sheet->property = "strength";
    add (sheet, exactly (0), measure_strength_0 (sheet->look), "strength 0, channels that change");
    add (sheet, at_most (0.01), measure_jump (sheet->look), "strength 0.0001 %%, 8-bit codes moved");
    add (sheet, at_most (0.10), measure_half_way (sheet->look), "strength 50 %% off the straight way");
}

static void
add_luts (Sheet *sheet)
{
    LutSamples *all = NULL, *dark = NULL;
    double coarse = 0;

    sheet->property = "LUT";
    for (size_t i = 0; i < N_LUT_TARGETS; i++) {
        const LutTarget *target = &lut_targets[i];
        const char *label = target->input == RF_INPUT_SCENE ? " log" : "";
        RfSettings settings = RF_SETTINGS_DEFAULT;
        settings.input = target->input;
        if (!all || all->input != target->input) {
            g_clear_pointer (&all, lut_samples_free);
            g_clear_pointer (&dark, lut_samples_free);
            all = lut_samples_new (sheet->look, target->input, FALSE);
            dark = lut_samples_new (sheet->look, target->input, TRUE);
        }
        RfLut *lut = rf_lut_bake (sheet->look, &settings, target->size, NULL);
        Differences d = measure_lut (all, lut);
        add (sheet, at_most (target->mean), d.mean, "cube %d%s error, mean", target->size, label);
        add (sheet, at_most (target->p99), d.p99, "cube %d%s error, p99", target->size, label);
        add (sheet, at_most (target->max), d.max, "cube %d%s error, max", target->size, label);
        add (sheet, at_most (target->dark_p99), measure_lut (dark, lut).p99, "cube %d%s error, dark colours, p99",
             target->size, label);
        /* What lies beside a kink is missed by half as much with half the steps, what is smooth by a quarter; a step
         * would stay. */
        if (target->size == 33)
            coarse = d.p99;
        else if (target->size == 65 && target->input == RF_INPUT_DISPLAY)
            add (sheet, at_most (0.6), d.p99 / coarse, "p99 of cube 65 as a part of that of cube 33");
        rf_lut_unref (lut);
    }
    lut_samples_free (all);
    lut_samples_free (dark);
}

static void
clear_figure (gpointer figure)
{
    g_free (((Figure *)figure)->measure);
}

GArray *
measure_figures (const RfLook *look)
{
    Sheet sheet = {look,
                   target_of (look),
                   plan_for (look, RF_INPUT_SCENE, 1, 0),
                   plan_for (look, RF_INPUT_DISPLAY, 1, 0),
                   g_array_new (FALSE, FALSE, sizeof (Figure)),
                   NULL};

    g_array_set_clear_func (sheet.figures, clear_figure);
    add_tone (&sheet);
    add_greys (&sheet);
    sheet.property = "patches";
    /* The targets were measured on scene light. In a picture strong colours already touch the gamut: a little less is
     * gained. */
    add_patches (&sheet, RF_INPUT_SCENE, "scene light", 0);
    add_patches (&sheet, RF_INPUT_DISPLAY, "picture", 0.05);
    if (!look->mono.enabled) {
        sheet.property = "hue";
        add (&sheet, at_most (3), measure_hue_lightness (look), "lightness moved by hue alone, L*");
        add_path_to_white (&sheet);
    }
    add_smoothness (&sheet);
    add_strength (&sheet);
    sheet.property = "spaces";
    add (&sheet, at_most (0.3), measure_spaces (look), "colours of sRGB in wide spaces, p99");
    add_luts (&sheet);
    rf_plan_unref (sheet.scene);
    rf_plan_unref (sheet.display);
    return sheet.figures;
}

gboolean
figure_passes (const Figure *figure)
{
    return figure->measured >= figure->target.low && figure->measured <= figure->target.high;
}

static char *
target_text (Range range)
{
    if (range.low == range.high)
        return g_strdup_printf ("%.4g", range.low);
    if (isinf (range.low))
        return g_strdup_printf ("<= %.4g", range.high);
    if (isinf (range.high))
        return g_strdup_printf (">= %.4g", range.low);
    return g_strdup_printf ("%.4g ... %.4g", range.low, range.high);
}

static char *
row (gboolean tabs, const char *look, const char *measure, const char *target, const char *measured, const char *pass)
{
    if (tabs)
        return g_strjoin ("\t", look, measure, target, measured, pass, NULL);
    return g_strdup_printf ("%-14s %-45s %-16s %-9s %s", look, measure, target, measured, pass);
}

char *
figure_row (const RfLook *look, const Figure *figure, gboolean tabs)
{
    if (!figure)
        return row (tabs, "look", "measure", "target", "measured", "pass");

    g_autofree char *target = target_text (figure->target);
    /* No -0, and no digits that mean nothing. */
    g_autofree char *measured = g_strdup_printf ("%.4g", fabs (figure->measured) < 5e-5 ? 0 : figure->measured);
    return row (tabs, rf_look_id (look), figure->measure, target, measured, figure_passes (figure) ? "yes" : "no");
}
