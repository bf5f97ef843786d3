/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looks on single colours: the same bits on every processor, however many are developed together. */
#include "render.h"
#include "../tap.h"
#include "kernel.h"
#include "unit.h"

#include <string.h>

static const char colour_look[] =
    "[look]\ntitle=T\n[tone]\nslope=1.3\ntoe=1.5\nblack_l=4\n[colour]\nchroma=1.2\n"
    "vibrance=0.3\nskin_protection=0.5\nhighlight_chroma=0.8\n[band a]\nhue_deg=130\n"
    "shift_deg=-38\nchroma=1.5\nlightness=0.05\nto_white=0.3\n[tint]\ncurve=20:0,1; 72:0,4\n";
static const char mono_look[] = "[look]\ntitle=T\n[mono]\nred=1.6\ngreen=-0.4\nblue=-0.2\n[tint]\ncurve=50:3,9\n";

#define COLOURS 1000

/* With strength to mix, and light far beyond the range among the colours. */
static void
init_render (RfRender *render, const char *text, const char *primaries, int kind)
{
    RfSettings settings = RF_SETTINGS_DEFAULT;
    RfLook *look = look_of (text);
    RfSpace space;

    settings.exposure_ev = 0.7;
    settings.colour = 0.8;
    settings.input = kind == 2 ? RF_INPUT_SCENE : RF_INPUT_DISPLAY;
    rf_space_init (&space, primaries, kind == 0 ? RF_ENCODING_PERCEPTUAL : RF_ENCODING_LINEAR);
    g_assert (rf_render_init (render, look, &settings, &space, NULL));
    rf_look_free (look);
}

TEST (every_processor_gives_the_same_bits_for_any_number_of_colours)
{
    static const char *const texts[] = {colour_look, mono_look}, *const primaries[] = {"srgb", "prophoto"};
    static double in[3 * COLOURS], whole[3 * COLOURS], out[3 * COLOURS];
    size_t n_levels;
    const RfCpuLevel *levels = rf_cpu_levels (&n_levels);
    guint64 state = 23;

    for (int i = 0; i < 3 * COLOURS; i++)
        in[i] = i < 300 ? exp2 (random_between (&state, -30, 30)) : random_between (&state, -0.1, 1.1);
    memcpy (in, (double[]){0, 0, 0, 1, 1, 1, INFINITY, 0, -INFINITY, NAN, 0.5, 0.5, 1e-300, 0, -0.0}, 15 * sizeof *in);
    for (int round = 0; round < 12; round++) {
        RfRender render;
        init_render (&render, texts[round % 2], primaries[round / 2 % 2], round / 4);
        render.develop = levels[0].render;
        rf_render_pixels (&render, in, whole, COLOURS);
        for (size_t level = 0; level < n_levels; level++) {
            render.develop = levels[level].render;
            for (size_t first = 0, n; first < COLOURS; first += n) {
                n = 1 + (size_t)random_below (&state, 150);
                n = MIN (n, COLOURS - first);
                rf_render_pixels (&render, in + 3 * first, out + 3 * first, n);
            }
            for (int i = 0; i < 3 * COLOURS; i++)
                REQUIRE (memcmp (out + i, whole + i, sizeof *out) == 0 || (isnan (out[i]) && isnan (whole[i])),
                         "round %d, %s: number %d is %.17g, %.17g expected", round, levels[level].name, i, out[i],
                         whole[i]);
        }
        rf_render_clear (&render);
    }
}

int
main (void)
{
    return tap_main ();
}
