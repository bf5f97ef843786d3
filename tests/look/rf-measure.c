/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rf-measure [--tsv] [LOOK...]: prints what looks measure, all of the registry or those named by id or file. With --tsv every
 * figure they are held to, a row each: look, measure, target, measured, pass. */
#include "figures.h"

#include "space.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double
code_of_light (double light)
{
    return 255 * rf_encode (light);
}

static void
print_patches (const RfLook *look, RfInput input, const char *label)
{
    PatchShift shifts[N_PATCHES];
    double chroma = 0;

    measure_patches (look, input, shifts);
    for (int i = 0; i < N_PATCHES; i++)
        chroma += shifts[i].chroma / N_PATCHES;
    printf ("  %s, chroma at equal luminance and hue shift, mean chroma %.2f:\n   ", label, chroma);
    for (int i = 0; i < N_PATCHES; i++)
        printf (" %s %.2f %+.0f%s", patches[i].name, shifts[i].chroma, shifts[i].hue_deg,
                i == N_PATCHES - 1 ? "\n"
                : i % 6 == 5       ? "\n   "
                                   : ",");
}

static void
print_look (const RfLook *look)
{
    RfPlan *display = plan_for (look, RF_INPUT_DISPLAY, 1, 0), *scene = plan_for (look, RF_INPUT_SCENE, 1, 0);
    double folded, clipped, step = 0.05;

    printf ("%s\n  tone, 8-bit codes from -6 to +6 EV:", rf_look_id (look));
    for (int ev = -6; ev <= 6; ev++)
        printf (" %.1f", code_of_light (measure_grey (scene, ev)));
    printf ("\n  middle grey %+.2f EV, slope there %.3f\n", log2 (measure_grey (scene, 0) / 0.1845),
            log2 (measure_grey (scene, step) / measure_grey (scene, -step)) / (2 * step));

    printf ("  greys, a* b* at L*");
    for (const double *l = (const double[]){7, 20, 37, 50, 72, 92, 97, 0}; *l; l++) {
        Lab lab = measure_neutral (display, *l);
        printf ("  %.0f: %.2f %.2f", *l, lab.a, lab.b);
    }
    putchar ('\n');
    print_patches (look, RF_INPUT_DISPLAY, "pictures");
    print_patches (look, RF_INPUT_SCENE, "scene light");

    printf ("  chroma kept at +2 EV:");
    for (int i = 0; i < N_PATCHES; i++)
        printf (" %s %.2f%s", patches[i].name, measure_chroma_kept (scene, i, 2), i == N_PATCHES - 1 ? "\n" : ",");
    printf ("  skin hue drift from -2 to +4 EV: %.1f deg\n", measure_skin_drift_deg (scene));

    measure_cube (display, &folded, &clipped);
    printf ("  smoothness %.4f, folded %.2f %%, clipped %.2f %%\n", measure_smoothness (display), folded, clipped);
    for (size_t i = 0; i < N_LUT_TARGETS; i++) {
        RfSettings settings = RF_SETTINGS_DEFAULT;
        settings.input = lut_targets[i].input;
        RfLut *lut = rf_lut_bake (look, &settings, lut_targets[i].size, NULL);
        LutSamples *samples = lut_samples_new (look, settings.input, FALSE);
        Differences d = measure_lut (samples, lut);
        lut_samples_free (samples);
        rf_lut_unref (lut);
        printf ("  cube %d%s: mean %.3f p99 %.3f max %.3f\n", lut_targets[i].size,
                settings.input == RF_INPUT_SCENE ? " log" : "", d.mean, d.p99, d.max);
    }
    rf_plan_unref (display);
    rf_plan_unref (scene);
}

/* A row a figure, between tabs. */
static void
print_figures (const RfLook *look)
{
    g_autoptr (GArray) figures = measure_figures (look);

    for (guint i = 0; i < figures->len; i++) {
        g_autofree char *line = figure_row (look, &g_array_index (figures, Figure, i), TRUE);
        puts (line);
    }
}

int
main (int argc, char **argv)
{
    void (*print) (const RfLook *look) = print_look;
    int first = 1;

    if (argc > 1 && strcmp (argv[1], "--tsv") == 0) {
        print = print_figures;
        first = 2;
        g_autofree char *names = figure_row (NULL, NULL, TRUE);
        puts (names);
    }
    if (argc == first) {
        size_t n;
        const RfLook *const *looks = rf_looks (&n);
        for (size_t i = 0; i < n; i++)
            print (looks[i]);
    }
    for (int i = first; i < argc; i++) {
        g_autoptr (GError) error = NULL;
        gboolean file = g_str_has_suffix (argv[i], ".look") || strchr (argv[i], '/');
        RfLook *loaded = file ? rf_look_load (argv[i], &error) : NULL;
        const RfLook *look = file ? loaded : rf_look_require (argv[i], &error);
        if (!look) {
            fprintf (stderr, "%s\n", error->message);
            return EXIT_FAILURE;
        }
        print (look);
        if (loaded)
            rf_look_free (loaded);
    }
    return EXIT_SUCCESS;
}
