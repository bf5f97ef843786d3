/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Looks as LUTs. */
#include "i18n.h"
#include "lut.h"
#include "parallel.h"
#include "plan.h"

#include <math.h>
#include <string.h>

/* ---- Many colours on all processors ---- */

#define CHUNK 4096

typedef struct {
    const RfRender *render;
    const double *in;
    double *out;
    size_t n;
} Evaluation;

static void
evaluate_chunk (int chunk, void *data)
{
    const Evaluation *e = data;
    size_t first = (size_t)chunk * CHUNK;

    rf_render_pixels (e->render, e->in + 3 * first, e->out + 3 * first, MIN (e->n - first, CHUNK));
}

gboolean
rf_look_evaluate (const RfLook *look, const RfSettings *settings, const RfSpace *space, const double *in, double *out,
                  size_t n, GError **error)
{
    RfRender render = {0};
    Evaluation e = {&render, in, out, n};

    if (!rf_settings_check (settings, space, error) || !rf_render_init (&render, look, settings, space, error))
        return FALSE;
    if (settings->strength == 0)
        memmove (out, in, 3 * n * sizeof (double));
    else
        rf_parallel_run ((int)((n + CHUNK - 1) / CHUNK), evaluate_chunk, &e);
    rf_render_clear (&render);
    return TRUE;
}

/* ---- The LUT ---- */

/* Four times as many steps would not bring the LUT closer to the look; at a quarter of them it shows in the shadows. */
#define LOG_STEPS 16384

static void
add_log_curve (RfLut *lut)
{
    double span = log2 (1 + RF_SHAPER_TOP / RF_SHAPER_TOE);

    rf_lut_alloc_curve (lut, LOG_STEPS);
    for (int i = 0; i < 3 * LOG_STEPS; i++) {
        double light = RF_SHAPER_TOP * (i % LOG_STEPS) / (LOG_STEPS - 1);
        lut->curve[i] = (float)(log2 (1 + light / RF_SHAPER_TOE) / span);
    }
    for (int c = 0; c < 3; c++)
        lut->high[c] = RF_SHAPER_TOP;
}

static char *
describe (const RfLook *look, const RfSettings *settings)
{
    GString *note = g_string_new (NULL);

    g_string_append_printf (note, "Rangefinder look %s", rf_look_id (look));
    const struct {
        const char *name, *unit;
        double value, standard;
    } changes[] = {{"strength", " %", 100 * settings->strength, 100},
                   {"tone", " %", 100 * settings->tone, 100},
                   {"colour", " %", 100 * settings->colour, 100},
                   {"exposure", " EV", settings->exposure_ev, 0}};
    for (int i = 0; i < (int)G_N_ELEMENTS (changes); i++)
        if (changes[i].value != changes[i].standard) {
            char number[G_ASCII_DTOSTR_BUF_SIZE];
            g_ascii_formatd (number, sizeof number, "%g", changes[i].value);
            g_string_append_printf (note, ", %s %s%s", changes[i].name, number, changes[i].unit);
        }
    if (settings->input == RF_INPUT_SCENE)
        g_string_append (note, "\nInput: scene-linear light of the sRGB primaries, 0.1845 is middle grey"
                               "\nOutput: sRGB (IEC 61966-2-1), display-referred"
                               "\nThe 1D part is log2 (1 + 128 x / 0.1845) / log2 (16385), for x from 0 to 23.616");
    else
        g_string_append (note, "\nInput: sRGB (IEC 61966-2-1), display-referred"
                               "\nOutput: sRGB (IEC 61966-2-1), display-referred");
    return g_string_free (note, FALSE);
}

/* The colours at the steps of the cube, as the look takes them. */
static double *
make_grid (gboolean scene, int size)
{
    size_t n = (size_t)size * (size_t)size * (size_t)size;
    double *grid = g_new (double, 3 * n);

    for (size_t i = 0; i < n; i++) {
        size_t steps[3] = {i % (size_t)size, i / (size_t)size % (size_t)size, i / (size_t)size / (size_t)size};
        for (int c = 0; c < 3; c++) {
            double at = (double)steps[c] / (size - 1);
            grid[3 * i + (size_t)c] = scene ? rf_shaper_light (RF_SHAPER_LOG, at) : at;
        }
    }
    return grid;
}

RfLut *
rf_lut_bake (const RfLook *look, const RfSettings *settings, int size, GError **error)
{
    gboolean scene = settings->input == RF_INPUT_SCENE;
    RfSpace space;

    if (size < 2 || size > RF_LUT_MAX_SIZE) {
        g_set_error (error, RF_ERROR, RF_ERROR_VALUE, _ ("%s: %g is outside %g … %g"), _ ("size"), (double)size, 2.0,
                     (double)RF_LUT_MAX_SIZE);
        return NULL;
    }
    rf_space_init (&space, "srgb", scene ? RF_ENCODING_LINEAR : RF_ENCODING_PERCEPTUAL);
    size_t n = (size_t)size * (size_t)size * (size_t)size;
    g_autofree double *grid = make_grid (scene, size);
    if (!rf_look_evaluate (look, settings, &space, grid, grid, n, error))
        return NULL;

    RfLut *lut = rf_lut_new ();
    lut->title = g_strdup (rf_look_title (look));
    lut->note = describe (look, settings);
    lut->input = settings->input;
    if (scene)
        add_log_curve (lut);
    rf_lut_alloc_cells (lut, size);
    for (size_t i = 0; i < n; i++)
        for (size_t c = 0; c < 3; c++)
            lut->cells[4 * i + c] = (float)(scene ? rf_encode (grid[3 * i + c]) : grid[3 * i + c]);
    return lut;
}
