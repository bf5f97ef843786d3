/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A look that is fitted to what another look does is that look. */
#include "match.h"
#include "look.h"
#include "measure.h"
#include "parallel.h"
#include "plan.h"
#include "quality.h"
#include "scenes.h"
#include "tap.h"

#include <math.h>
#include <string.h>

static const RfLook *const *looks;
static size_t n_looks;

/* What the looks' own measures allow the most colourful ones. */
static const double smooth = 0.060;

static RfLook *
parse (const char *text)
{
    g_autoptr (GError) error = NULL;
    RfLook *look = rf_look_parse (text, strlen (text), "fitted.look", &error);

    REQUIRE (look != NULL, "%s in\n%s", error->message, text);
    return look;
}

/* The look fitted to what was added; ends the test where there is none. Frees the match. */
static RfLook *
fit (RfMatch *match, const char *id, RfMatchReport *report)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *text = rf_match_fit (match, "Fitted", report, &error);

    rf_match_free (match);
    REQUIRE (text != NULL, "%s: %s", id, error->message);
    return parse (text);
}

static void
add_developed (RfMatch *match, const RfTile *tile, const RfLook *look)
{
    RfTile developed = scene_develop (tile, look);

    REQUIRE (rf_match_add_pair (match, tile, &developed, NULL), "%s", rf_look_id (look));
    g_free (developed.data);
}

static double
worst_difference (const RfLook *a, const RfLook *b)
{
    double worst = 0;

    for (int i = 0; i < N_OTHERS; i++)
        worst = fmax (worst, scene_difference (i, a, b));
    return worst;
}

static void
require_smooth (const RfLook *look, const char *id)
{
    RfSettings settings = RF_SETTINGS_DEFAULT;
    RfRender render = {0};
    RfSpace space;
    double folded, clipped;

    rf_space_init (&space, "srgb", RF_ENCODING_PERCEPTUAL);
    rf_render_init (&render, look, &settings, &space, NULL);
    rf_quality_cube (&render, &folded, &clipped);
    REQUIRE_CMP (rf_quality_smoothness (&render, 1000), <=, smooth, "%g", "%s, smoothness", id);
    REQUIRE_CMP (look->mono.enabled ? 0 : folded, ==, 0.0, "%g", "%s, folded cells", id);
    REQUIRE_CMP (clipped, <=, 2.0, "%g", "%s, clipped cells", id);
    rf_render_clear (&render);
}

/* A fit of each look: on all processors at once. */
typedef struct {
    RfMatch *match;
    RfMatchReport report;
    char *text;
    GError *error;
} Fit;

static void
run_fit (int i, void *data)
{
    Fit *f = (Fit *)data + i;

    f->text = rf_match_fit (f->match, "Fitted", &f->report, &f->error);
    rf_match_free (f->match);
}

TEST (every_look_is_recovered_from_two_pictures_and_holds_on_others)
{
    g_autofree Fit *fits = g_new0 (Fit, n_looks);

    for (size_t l = 0; l < n_looks; l++) {
        fits[l].match = rf_match_new ();
        for (int i = 0; i < N_LEARNT; i++)
            add_developed (fits[l].match, &scenes_learnt[i], looks[l]);
    }
    rf_parallel_run ((int)n_looks, run_fit, fits);
    printf ("#| %-14s %9s %9s %9s %9s %9s\n", "look fitted", "without", "held out", "others", "vignette", "smooth");
    for (size_t l = 0; l < n_looks; l++) {
        const RfLook *look = looks[l];
        RfMatchReport report = fits[l].report;
        REQUIRE (fits[l].text != NULL, "%s: %s", rf_look_id (look), fits[l].error->message);
        RfLook *fitted = parse (fits[l].text);
        g_free (fits[l].text);
        double others = worst_difference (look, fitted);
        printf ("#| %-14s %9.2f %9.2f %9.2f %9.2f %9.3f\n", rf_look_id (look), report.before.mean, report.after.mean,
                others, fitted->vignette.corner_ev, report.smoothness);
        REQUIRE_CMP (others, <=, 1.0, "%g", "%s: CIEDE2000, mean, on other pictures", rf_look_id (look));
        REQUIRE_CMP (fitted->mono.enabled, ==, look->mono.enabled, "%d", "%s", rf_look_id (look));
        REQUIRE_CMP (fabs (fitted->vignette.corner_ev - look->vignette.corner_ev), <=, 0.1, "%g", "%s: vignette",
                     rf_look_id (look));
        require_smooth (fitted, rf_look_id (look));
        rf_look_free (fitted);
    }
}

/* As every_look_..., where there are no photographs. */
TEST (drawn_pictures_teach_as_well)
{
    static const char *const ids[] = {"authentic", "teal", "mono-contrast"};

    for (size_t i = 0; i < G_N_ELEMENTS (ids); i++) {
        const RfLook *look = rf_look_find (ids[i]);
        RfMatch *match = rf_match_new ();
        for (guint seed = 1; seed <= 2; seed++) {
            RfTile drawn;
            scene_draw (seed, 360, 240, &drawn);
            add_developed (match, &drawn, look);
            g_free (drawn.data);
        }
        RfLook *fitted = fit (match, ids[i], NULL);
        REQUIRE_CMP (worst_difference (look, fitted), <=, 1.0, "%g", "%s", ids[i]);
        rf_look_free (fitted);
    }
}

/* Authentic fitted to pictures of which a quarter is something else, and which lie that many pixels aside. */
static void
require_rejection (size_t aside, double near)
{
    const RfLook *look = rf_look_find ("authentic");
    RfMatch *match = rf_match_new ();
    RfMatchReport report;

    for (int i = 0; i < N_LEARNT; i++) {
        RfTile after = scene_develop (&scenes_learnt[i], look), *before = &scenes_learnt[i];
        float *pixels = after.data;
        size_t width = (size_t)after.width, height = (size_t)after.height;
        memmove (pixels + 4 * aside, pixels, (width * height - aside) * 4 * sizeof *pixels);
        for (size_t y = height / 4; y < height * 3 / 4; y++)
            for (size_t x = width / 2; x < width; x++)
                for (size_t c = 0; c < 3; c++)
                    pixels[4 * (y * width + x) + c] = (float)(0.2 + 0.3 * (double)c + 0.1 * sin ((double)x / 9));
        rf_match_add_pair (match, before, &after, NULL);
        g_free (after.data);
    }
    RfLook *fitted = fit (match, "authentic", &report);
    REQUIRE_CMP (worst_difference (look, fitted), <=, 1.0, "%g", "%zu aside: CIEDE2000, mean", aside);
    REQUIRE_CMP (report.outliers, >=, 0.1, "%g", "%zu aside: part that was rejected", aside);
    REQUIRE_CMP (report.after_near.mean, <=, near, "%g", "%zu aside: CIEDE2000, mean, but outliers", aside);
    rf_look_free (fitted);
}

TEST (what_moved_is_rejected)
{
    require_rejection (0, 1.0);
}

/* Held-out pixels lie aside too: against their neighbours even the very look is that far off. What is fitted is not. */
TEST (edges_that_do_not_meet_do_no_harm)
{
    require_rejection (1, 2.0);
}

/* 24 patches on grey, as charts have them. */
static RfTile
draw_chart (void)
{
    enum { CELL = 40, COLUMNS = 6, ROWS = 4 };
    int width = COLUMNS * CELL, height = ROWS * CELL;
    float *pixels = g_new (float, 4 * width * height);

    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            int patch = y / CELL * COLUMNS + x / CELL;
            gboolean gap = x % CELL < 4 || y % CELL < 4;
            Lab grey = {gap ? 30 : 20 + 15.0 * (patch - N_PATCHES), 0, 0};
            double rgb[3];
            srgb_of_lab (!gap && patch < N_PATCHES ? patches[patch].lab : grey, FALSE, rgb);
            for (int c = 0; c < 3; c++)
                pixels[4 * (y * width + x) + c] = (float)CLAMP (rgb[c], 0, 0.99);
            pixels[4 * (y * width + x) + 3] = 1;
        }
    return (RfTile){pixels, width * (ptrdiff_t)(4 * sizeof (float)), 0, 0, width, height};
}

TEST (a_chart_of_24_patches_gives_a_look_for_photographs)
{
    static const char *const ids[] = {"natural", "chrome", "vibrant", "selenium"};
    RfTile chart = draw_chart ();

    for (size_t i = 0; i < G_N_ELEMENTS (ids); i++) {
        RfLook *look = g_memdup2 (rf_look_find (ids[i]), sizeof *look);
        RfMatch *match = rf_match_new ();
        RfMatchReport report;
        look->vignette.corner_ev = 0; /* charts are lit evenly */
        look->serial += 1000000;
        add_developed (match, &chart, look);
        RfLook *fitted = fit (match, ids[i], &report);
        REQUIRE_CMP (worst_difference (look, fitted), <=, 2.0, "%g", "%s: CIEDE2000, mean", ids[i]);
        REQUIRE (!report.vignette_known, "%s: each patch has one place only", ids[i]);
        require_smooth (fitted, ids[i]);
        rf_look_free (fitted);
        g_free (look);
    }
    g_free (chart.data);
}

TEST (a_LUT_gives_the_look_it_was_baked_from)
{
    static const char *const ids[] = {"brass", "sepia", "vivid"};

    for (size_t i = 0; i < G_N_ELEMENTS (ids); i++) {
        const RfLook *look = rf_look_find (ids[i]);
        RfSettings settings = RF_SETTINGS_DEFAULT;
        RfLut *lut = rf_lut_bake (look, &settings, 33, NULL);
        RfMatch *match = rf_match_new ();
        RfMatchReport report;
        REQUIRE (rf_match_add_lut (match, lut, NULL), "%s", ids[i]);
        rf_lut_unref (lut);
        RfLook *fitted = fit (match, ids[i], &report);
        REQUIRE_CMP (report.after.p99, <=, 1.5, "%g", "%s: CIEDE2000, 99 %% of the cube", ids[i]);
        for (int other = 0; other < N_OTHERS; other++)
            REQUIRE_CMP (scene_difference (other, look, fitted), <=, 1.0, "%g", "%s", ids[i]);
        rf_look_free (fitted);
    }
}

TEST (the_same_pictures_give_the_same_file)
{
    g_autofree char *texts[2] = {NULL};

    for (int i = 0; i < 2; i++) {
        RfMatch *match = rf_match_new ();
        add_developed (match, &scenes_learnt[0], rf_look_find ("mono-natural"));
        texts[i] = rf_match_fit (match, "Same", NULL, NULL);
        rf_match_free (match);
    }
    REQUIRE (texts[0] && strcmp (texts[0], texts[1]) == 0, "%s\n%s", texts[0], texts[1]);
    g_free (texts[1]);
}

TEST (a_look_that_is_written_reads_as_it_was)
{
    for (size_t l = 0; l < n_looks; l++) {
        const RfLook *look = looks[l];
        g_autofree char *text = rf_look_format (look, NULL, NULL);
        RfLook *copy = parse (text);
        REQUIRE (memcmp (&copy->tone, &look->tone, sizeof look->tone) == 0, "%s: tone in\n%s", rf_look_id (look), text);
        REQUIRE (memcmp (&copy->colour, &look->colour, sizeof look->colour) == 0, "%s in\n%s", rf_look_id (look), text);
        REQUIRE (memcmp (&copy->tint, &look->tint, sizeof look->tint) == 0, "%s: tint in\n%s", rf_look_id (look), text);
        REQUIRE (memcmp (&copy->mono, &look->mono, sizeof look->mono) == 0, "%s: mono in\n%s", rf_look_id (look), text);
        REQUIRE (memcmp (&copy->grain, &look->grain, sizeof look->grain) == 0, "%s in\n%s", rf_look_id (look), text);
        REQUIRE (copy->vignette.corner_ev == look->vignette.corner_ev, "%s: vignette in\n%s", rf_look_id (look), text);
        REQUIRE_CMP (copy->n_bands, ==, look->n_bands, "%d", "%s: bands in\n%s", rf_look_id (look), text);
        for (int b = 0; b < look->n_bands; b++)
            REQUIRE (memcmp (&copy->bands[b].hue_deg, &look->bands[b].hue_deg,
                             sizeof (RfBandKeys) - offsetof (RfBandKeys, hue_deg)) == 0 &&
                         strcmp (copy->bands[b].name, look->bands[b].name) == 0,
                     "%s: band %s in\n%s", rf_look_id (look), look->bands[b].name, text);
        REQUIRE (strcmp (copy->title, look->title) == 0 && strcmp (copy->group, look->group) == 0, "%s in\n%s",
                 rf_look_id (look), text);
        rf_look_free (copy);
    }
}

int
main (void)
{
    looks = rf_looks (&n_looks);
    for (size_t i = 0; i < n_looks; i++)
        rf_look_check (looks[i], NULL); /* here their numbers are wanted */
    printf (scenes_load () ? "# on photographs\n" : "# on drawn pictures: there is no /usr/share/backgrounds/budgie\n");
    return tap_main ();
}
