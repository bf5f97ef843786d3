/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What every look must hold, also one that is added tomorrow; and what the named ones must measure.
 * test-look [ID...]: of these looks only. */
#include "figures.h"

#include "parallel.h"
#include "space.h"
#include "tap.h"

#include <math.h>

static const RfLook *const *looks;
static size_t n_looks;
static GArray **figures; /* of each look */

#define EACH_LOOK(look) (size_t l_ = 0; l_ < n_looks; l_++) for (const RfLook *look = looks[l_]; look; look = NULL)

static void
measure_look (int i, void *data)
{
    figures[i] = measure_figures (looks[i]);
}

/* Every figure of that property, of every look; all that miss their target are told. */
static void
require_figures (const char *property)
{
    g_autoptr (GString) missed = g_string_new (NULL);
    guint n = 0;

    for (size_t l = 0; l < n_looks; l++)
        for (guint i = 0; i < figures[l]->len; i++) {
            const Figure *figure = &g_array_index (figures[l], Figure, i);
            if (strcmp (figure->property, property) != 0)
                continue;
            n++;
            if (!figure_passes (figure)) {
                g_autofree char *line = figure_row (looks[l], figure, FALSE);
                g_string_append_printf (missed, "\n# %s", line);
            }
        }
    REQUIRE_CMP (n, >, 0u, "%u", "nothing was measured of %s", property);
    REQUIRE (missed->len == 0, "%s", missed->str);
}

TEST (there_are_looks_and_none_is_broken)
{
    size_t n;

    rf_looks (&n);
    REQUIRE_CMP (n, >=, (size_t)5, "%zu", "looks");
    REQUIRE (rf_registry_problems ()[0] == NULL, "%s", rf_registry_problems ()[0]);
    for (size_t i = 0; i < n_looks; i++) {
        g_autoptr (GError) error = NULL;
        REQUIRE (rf_look_check (looks[i], &error), "%s", error->message);
    }
}

TEST (tone_rises_without_a_corner_from_black_to_white)
{
    require_figures ("tone");
}

TEST (greys_have_the_colour_they_should)
{
    require_figures ("greys");
}

TEST (patches_are_on_target)
{
    require_figures ("patches");
}

TEST (hue_alone_hardly_moves_lightness)
{
    require_figures ("hue");
}

TEST (blue_washes_out_before_warm_colours)
{
    require_figures ("path to white");
}

TEST (skin_keeps_its_hue_from_minus_two_to_plus_four_stops)
{
    require_figures ("skin");
}

TEST (ramps_are_smooth_and_nothing_folds_or_clips_at_any_strength)
{
    require_figures ("smoothness");
}

TEST (strength_begins_at_nothing_and_half_of_it_lies_half_way)
{
    require_figures ("strength");
}

TEST (baked_luts_are_close_to_the_look)
{
    require_figures ("LUT");
}

TEST (what_srgb_has_looks_alike_in_every_colour_space)
{
    require_figures ("spaces");
}

/* From grey to the surface of a wide space, past that of sRGB: no step is a jump, nothing leaves the space, and a look
 * without much desaturation leaves its strongest colours stronger than sRGB's. */
TEST (wide_spaces_keep_their_colours_and_meet_srgb_without_an_edge)
{
    static const char *const names[] = {"display-p3", "adobe-rgb", "rec2020", "prophoto"};
    enum { STEPS = 400 };

    for
        EACH_LOOK (look)
    for (size_t s = 0; s < G_N_ELEMENTS (names); s++) {
        RfSettings settings = RF_SETTINGS_DEFAULT;
        RfColorimetry wide;
        RfSpace space;
        RfPlan *plan = rf_plan_new (look, (settings.vignette = RF_VIGNETTE_OFF, &settings),
                                    (rf_space_init (&space, names[s], RF_ENCODING_PERCEPTUAL), &space), NULL);
        rf_colorimetry_init (&wide, &space, NULL);
        for (int corner = 1; corner < 7; corner++) {
            double previous[3];
            for (int step = 0; step <= STEPS; step++) {
                double at = (double)step / STEPS, rgb[3];
                for (int c = 0; c < 3; c++)
                    rgb[c] = 0.5 + at * ((corner >> c & 1) - 0.5);
                rf_plan_evaluate (plan, rgb, rgb, 1);
                for (int c = 0; c < 3; c++) {
                    REQUIRE (rgb[c] >= 0 && rgb[c] <= 1, "%s in %s, corner %d, %g of the way: %g", rf_look_id (look),
                             names[s], corner, at, rgb[c]);
                    REQUIRE_CMP (step ? fabs (rgb[c] - previous[c]) : 0, <=, 0.02, "%g",
                                 "%s in %s, corner %d, %g of the way, channel %d", rf_look_id (look), names[s], corner,
                                 at, c);
                    previous[c] = rgb[c];
                }
            }
        }
        if (strcmp (rf_look_id (look), "natural") == 0) {
            double green[3] = {0, 1, 0}, xyz[3], srgb[3];
            rf_plan_evaluate (plan, green, green, 1);
            for (int c = 0; c < 3; c++)
                green[c] = rf_decode (green[c]);
            rf_matrix_apply (&wide.to_xyz, green, xyz);
            rf_matrix_apply (&rf_colorimetry_srgb ()->from_xyz, xyz, srgb);
            REQUIRE_CMP (srgb[0], <, -0.05, "%g", "red of the green of %s", names[s]);
        }
        rf_plan_unref (plan);
    }
}

TEST (light_beyond_white_rolls_off_and_darkness_survives)
{
    for
        EACH_LOOK (look)
    for (int input = RF_INPUT_DISPLAY; input <= RF_INPUT_SCENE; input++) {
        RfPlan *plan = plan_for (look, input, 1, 0);
        double previous = -1;
        for (double v = 0; v < 40; v += 0.01) {
            double rgb[3] = {v, v, v};
            rf_plan_evaluate (plan, rgb, rgb, 1);
            REQUIRE_CMP (rgb[1], >=, previous, "%.9g", "%s at %.2f", rf_look_id (look), v);
            REQUIRE_CMP (rgb[1], <=, 2.0, "%g", "%s at %.2f", rf_look_id (look), v);
            previous = rgb[1];
        }
        for (double v = -2; v < 4; v += 0.37)
            for (double w = -2; w < 4; w += 0.41) {
                double rgb[3] = {v, w, 0.3};
                rf_plan_evaluate (plan, rgb, rgb, 1);
                for (int c = 0; c < 3; c++)
                    REQUIRE (isfinite (rgb[c]), "%s: %g %g 0.3 -> %g", rf_look_id (look), v, w, rgb[c]);
            }
        rf_plan_unref (plan);
    }
}

/* All figures; suites.py shows lines that begin so to whoever asked for this suite. */
static void
print_table (void)
{
    g_autofree char *names = figure_row (NULL, NULL, FALSE);
    guint n = 0, missed = 0;

    printf ("#| %s\n", names);
    for (size_t l = 0; l < n_looks; l++)
        for (guint i = 0; i < figures[l]->len; i++) {
            const Figure *figure = &g_array_index (figures[l], Figure, i);
            g_autofree char *line = figure_row (looks[l], figure, FALSE);
            printf ("#| %s\n", line);
            n++;
            missed += !figure_passes (figure);
        }
    printf ("#| %u figures of %zu looks, %u off their target\n", n, n_looks, missed);
}

/* Those asked for, or all. */
static void
choose_looks (char **ids)
{
    g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

    looks = rf_looks (&n_looks);
    for (; *ids; ids++) {
        g_autoptr (GError) error = NULL;
        const RfLook *look = rf_look_require (*ids, &error);
        if (!look)
            g_error ("%s", error->message);
        g_ptr_array_add (chosen, (gpointer)look);
    }
    if (chosen->len > 0) {
        n_looks = chosen->len;
        looks = (const RfLook *const *)g_ptr_array_steal (chosen, NULL);
    }
}

int
main (int argc, char **argv)
{
    choose_looks (argv + 1);
    figures = g_new0 (GArray *, n_looks);
    rf_parallel_run ((int)n_looks, measure_look, NULL);
    int result = tap_main ();
    print_table ();
    for (size_t i = 0; i < n_looks; i++)
        g_array_unref (figures[i]);
    g_free (figures);
    return result;
}
