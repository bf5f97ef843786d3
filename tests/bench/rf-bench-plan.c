/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long it takes from a changed setting to the first pixel of 24 megapixels, vignette and grain included: a plan that is
 * not kept yet, whole and draft, on all processors; one that is kept; and one colour by the function that tables are baked
 * from. $RF_SOURCE is the checkout. */
#include "bench.h"

#include <math.h>
#include <rangefinder.h>
#include <string.h>

#define ROUNDS 15

typedef RfPlan *(*NewPlan) (const RfLook *look, const RfSettings *settings, const RfSpace *space, GError **error);

static double
time_plan (NewPlan new_plan, const RfLook *look, const RfSettings *settings, const RfSpace *space)
{
    float pixel[4] = {0.2f, 0.4f, 0.6f, 1};
    RfFrame frame = {0, 0, 6000, 4000};
    RfTile tile = {pixel, sizeof pixel, 0, 0, 1, 1};
    g_autoptr (GError) error = NULL;
    gint64 start = g_get_monotonic_time ();
    RfPlan *plan = new_plan (look, settings, space, &error);

    if (!plan)
        g_error ("%s", error->message);
    rf_plan_apply (plan, &frame, &tile, &tile);
    double ms = (double)(g_get_monotonic_time () - start) / 1000;
    rf_plan_unref (plan);
    return ms;
}

static double
time_colour (const RfLook *look, const RfSettings *settings, const RfSpace *space)
{
    static double colours[3 * 4096];
    RfPlan *plan = rf_plan_new_draft (look, settings, space, NULL);

    for (int i = 0; i < 3 * 4096; i++)
        colours[i] = fmod (i * 0.618033988749895, 1);
    gint64 start = g_get_monotonic_time ();
    rf_plan_evaluate (plan, colours, colours, 4096);
    double ns = (double)(g_get_monotonic_time () - start) * 1000 / 4096;
    rf_plan_unref (plan);
    return ns;
}

static void
measure (const char *id, RfInput input, RfEncoding encoding)
{
    g_autofree char *path = g_strdup_printf ("%s/luts/%s.look", g_getenv ("RF_SOURCE"), id);
    const char *kind = input == RF_INPUT_SCENE ? "scene" : encoding == RF_ENCODING_LINEAR ? "linear" : "perceptual";
    double draft[ROUNDS], whole[ROUNDS], kept[ROUNDS], colour[ROUNDS];
    RfSettings settings = RF_SETTINGS_DEFAULT;
    RfSpace space;
    RfLook *look = rf_look_load (path, NULL);

    g_assert (look);
    settings.input = input;
    rf_space_init (&space, "srgb", encoding);
    for (int i = 0; i < ROUNDS; i++) {
        settings.exposure_ev = 0.001 * (i + 1);
        draft[i] = time_plan (rf_plan_new_draft, look, &settings, &space);
        whole[i] = time_plan (rf_plan_new, look, &settings, &space);
        kept[i] = time_plan (rf_plan_new, look, &settings, &space);
        colour[i] = time_colour (look, &settings, &space);
    }
    double draft_ms = median (draft, ROUNDS), whole_ms = median (whole, ROUNDS), kept_ms = median (kept, ROUNDS);
    printf ("%-14s %-12s %9.1f ms %9.1f ms %9.4f ms %9.0f ns\n", id, kind, draft_ms, whole_ms, kept_ms,
            median (colour, ROUNDS));
    const struct {
        const char *name;
        double value;
    } ratios[] = {{"33_ms", draft_ms}, {"65_ms", whole_ms}, {"kept_ms", kept_ms}};
    for (size_t i = 0; i < G_N_ELEMENTS (ratios); i++) {
        g_autofree char *name = g_strdup_printf ("plan_%s_%s_%s", id, kind, ratios[i].name);
        report_ratio (name, ratios[i].value);
    }
    rf_look_free (look);
}

int
main (void)
{
    printf ("First pixel after a changed setting, %u threads, medians of %d runs in turn\n\n", g_get_num_processors (),
            ROUNDS);
    printf ("%-27s %12s %12s %12s %12s\n", "", "33^3", "65^3", "kept", "one colour");
    measure ("authentic", RF_INPUT_DISPLAY, RF_ENCODING_PERCEPTUAL);
    measure ("authentic", RF_INPUT_DISPLAY, RF_ENCODING_LINEAR);
    measure ("authentic", RF_INPUT_SCENE, RF_ENCODING_LINEAR);
    measure ("mono-contrast", RF_INPUT_DISPLAY, RF_ENCODING_PERCEPTUAL);
    measure ("monopan", RF_INPUT_DISPLAY, RF_ENCODING_PERCEPTUAL); /* with grain */
    measure ("monopan", RF_INPUT_SCENE, RF_ENCODING_LINEAR);
    return 0;
}
