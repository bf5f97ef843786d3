/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Prints what looks measure: all of the registry, or the look files named. */
#include "measure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static double
code_of_light (double light)
{
    return 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * pow (light, 1 / 2.4) - 0.055);
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
    for (const int *size = (const int[]){33, 65, 0}; *size; size++) {
        Differences d = measure_table_error (display, *size, 50000);
        printf ("  table %d: mean %.3f p99 %.3f max %.3f\n", *size, d.mean, d.p99, d.max);
    }
    rf_plan_unref (display);
    rf_plan_unref (scene);
}

int
main (int argc, char **argv)
{
    if (argc == 1) {
        size_t n;
        const RfLook *const *looks = rf_looks (&n);
        for (size_t i = 0; i < n; i++)
            print_look (looks[i]);
    }
    for (int i = 1; i < argc; i++) {
        g_autoptr (GError) error = NULL;
        RfLook *look = rf_look_load (argv[i], &error);
        if (!look) {
            fprintf (stderr, "%s\n", error->message);
            return EXIT_FAILURE;
        }
        print_look (look);
        rf_look_free (look);
    }
    return EXIT_SUCCESS;
}
