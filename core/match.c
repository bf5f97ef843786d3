/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Fitting a look to pictures: what hosts call. */
#include "match.h"

#include "i18n.h"

#include <math.h>
#include <string.h>

RfMatch *
rf_match_new (void)
{
    RfMatch *match = g_new0 (RfMatch, 1);

    match->pixels = g_array_new (FALSE, FALSE, sizeof (RfMatchColour));
    match->held_out = g_array_new (FALSE, FALSE, sizeof (RfMatchColour));
    return match;
}

void
rf_match_free (RfMatch *match)
{
    if (!match)
        return;
    g_array_unref (match->pixels);
    g_array_unref (match->held_out);
    g_free (match);
}

/* ---- Is there anything to be learnt? ---- */

static gboolean
fail (GError **error, const char *message)
{
    g_set_error_literal (error, RF_ERROR, RF_ERROR_VALUE, message);
    return FALSE;
}

/* Mean and deviation of the lightness of both, and how they go together: 1 one rises with the other, -1 it falls. */
typedef struct {
    double range, agreement;
} Lightness;

static Lightness
compare_lightness (const GArray *colours)
{
    double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;

    for (guint i = 0; i < colours->len; i++) {
        const RfMatchColour *colour = &g_array_index (colours, RfMatchColour, i);
        double before[3], after = colour->after[0], w = colour->weight;
        rf_match_lab_before (colour, before);
        n += w;
        x += w * before[0];
        y += w * after;
        xx += w * before[0] * before[0];
        yy += w * after * after;
        xy += w * before[0] * after;
    }
    double deviation_x = sqrt (fmax (xx / n - x / n * x / n, 0)), deviation_y = sqrt (fmax (yy / n - y / n * y / n, 0));
    return (Lightness){deviation_x,
                       deviation_x * deviation_y > 0 ? (xy / n - x / n * y / n) / (deviation_x * deviation_y) : 0};
}

static gboolean
check_colours (const RfMatch *match, const GArray *colours, GError **error)
{
    if (match->seen == 0)
        return fail (error, _ ("nothing to match: a pair of pictures or a LUT is wanted"));
    if (match->pixels->len < 200 || match->held_out->len < 50)
        return fail (error,
                     _ ("hardly a pixel is left to match: the pictures are too small, clipped, or nothing but edges"));
    Lightness lightness = compare_lightness (colours);
    if (colours->len < 12 || lightness.range < 6)
        return fail (error,
                     _ ("the pictures have too few colours to tell a look from; take a scene with more of them, or a "
                        "colour chart"));
    if (lightness.agreement < -0.5)
        return fail (error, _ ("what is light before is dark after: a negative, which no look can be"));
    if (lightness.agreement < 0.5)
        return fail (error,
                     _ ("light and dark do not lie in the same places: the two pictures have to show the same scene, "
                        "one exactly over the other"));
    return TRUE;
}

/* ---- Fitting ---- */

static RfMatchKind
choose_kind (const GArray *colours)
{
    double before, after;

    rf_match_scatter (colours, &before, &after);
    if (before < 2)
        return RF_MATCH_GREY;
    return after < 0.6 + 0.05 * before ? RF_MATCH_MONO : RF_MATCH_COLOUR;
}

/* The look's own texts belong to whoever asked. */
static void
name_look (RfLook *look, const char *title)
{
    look->title = (char *)title;
    look->group = (char *)(look->mono.enabled ? "monochrome" : "camera");
}

/* How much is asked of the colours before a number leaves where it likely lies: 0.002 of a squared CIEDE2000 for one spread. */
static const double stiffness = 0.002;

/* What bands or folds gets a part of its chroma and hues only, less in every round. */
#define ROUNDS 8

static void
fit (RfMatchModel *model, const GArray *colours)
{
    for (int stage = 0; stage < RF_MATCH_STAGES; stage++)
        rf_match_solve (model, colours, stage, stiffness);
}

static void
ease (RfMatchModel *model, const GArray *colours)
{
    rf_match_model_ease (model, 0.75);
    rf_match_solve (model, colours, RF_MATCH_STAGES - 2, stiffness);
}

/* Beyond this mean difference a look is not the one that was asked for; a remainder above `rough` has to be much less than what
 * there was; and more outliers than that are not what moved. All but the outliers count. */
static const double rough = 2, hopeless = 5, worth = 0.7, most_outliers = 0.35;

static gboolean
check_result (const RfMatchReport *report, gboolean smooth, GError **error)
{
    double left = report->after_near.mean;

    if (left > hopeless || (left > rough && left > worth * report->before.mean) || report->outliers > most_outliers) {
        g_set_error (
            error, RF_ERROR, RF_ERROR_VALUE,
            _ ("no look does that: colours would still be off by %.1f (CIEDE2000, mean; %.1f without a look); are "
               "the pictures of one scene, one exactly over the other, the one before first?"),
            report->after.mean, report->before.mean);
        return FALSE;
    }
    if (!smooth)
        g_set_error (
            error, RF_ERROR, RF_ERROR_VALUE,
            _ ("no smooth look does that: it would band or fold (smoothness %.3f, folded %.2f %%, clipped %.1f %%)"),
            report->smoothness, report->folded_pct, report->clipped_pct);
    return smooth;
}

/* ---- The file ---- */

static char *
describe (const RfMatchReport *report)
{
    GString *text = g_string_new (_ ("Fitted by rangefinder match, not made by hand."));

    g_string_append_printf (text, "\n");
    g_string_append_printf (text,
                            _ ("What is left of the differences (CIEDE2000, colours that were held out): mean %.2f, "
                               "95 %% below %.2f, 99 %% below %.2f."),
                            report->after.mean, report->after.p95, report->after.p99);
    g_string_append_printf (text, "\n");
    g_string_append_printf (text, _ ("Without the look: mean %.2f, 95 %% below %.2f, 99 %% below %.2f."),
                            report->before.mean, report->before.p95, report->before.p99);
    if (report->after_near.mean > rough)
        g_string_append_printf (text, "\n%s",
                                _ ("That is far from the pictures: they hold something that no look can do."));
    if (report->outliers > 0.01) {
        g_string_append_printf (text, "\n");
        g_string_append_printf (text, _ ("%.0f %% of them are far off, such as what moved; of the others: mean %.2f."),
                                100 * report->outliers, report->after_near.mean);
    }
    g_string_append_printf (text, "\n%s", _ ("Grain is not sought: add a group [grain] by hand."));
    if (!report->vignette_known)
        g_string_append_printf (text, "\n%s",
                                _ ("A vignette could not be told from the colours: add [vignette] by hand."));
    return g_string_free (text, FALSE);
}

static char *
comment_on (const RfLook *look, const char *group, gconstpointer data)
{
    if (strcmp (group, "look") == 0)
        return describe (data);
    if (strcmp (group, "tone") == 0)
        return g_strdup_printf (
            _ ("Middle grey comes out %+.2f stops off, with a contrast of %.2f; a neutral camera has 1.22."),
            look->tone.mid_grey_ev, look->tone.slope);
    if (strcmp (group, "tint") == 0)
        return g_strdup (_ ("The colour of greys, from the shadows to the highlights."));
    if (strcmp (group, "mono") == 0)
        return g_strdup (_ ("How much of red, green and blue light the film sees."));
    return NULL;
}

/* What is measured is what the file says. */
static char *
make_text (RfMatchModel *model, const RfMatch *match, const char *title, RfMatchReport *report, gboolean *smooth)
{
    name_look (&model->look, title);
    rf_match_measure (&model->look, match->held_out, report);
    *smooth = rf_match_check (&model->look, report);
    return rf_look_format (&model->look, comment_on, report);
}

char *
rf_match_fit (const RfMatch *match, const char *title, RfMatchReport *report, GError **error)
{
    RfMatchReport own;
    g_autofree char *text = NULL;
    gboolean smooth = FALSE;

    report = report ? report : &own;
    *report = (RfMatchReport){.left_out = match->seen ? (double)match->left_out / (double)match->seen : 0};
    g_autoptr (GArray) colours = rf_match_gather (match);
    if (!check_colours (match, colours, error))
        return NULL;

    RfMatchModel model;
    RfMatchKind kind = choose_kind (colours);
    report->fitted = colours->len;
    report->held_out = match->held_out->len;
    report->monochrome = kind == RF_MATCH_MONO;
    report->colourless = kind == RF_MATCH_GREY;
    report->vignette_known = match->has_places && rf_match_shows_corners (colours);
    rf_match_measure (NULL, match->held_out, report);
    if (report->before.mean < 0.1) {
        fail (error, _ ("before and after are the same: there is nothing to match"));
        return NULL;
    }
    rf_match_model_init (&model, kind, report->vignette_known);
    fit (&model, colours);
    for (int round = 0; round < ROUNDS && !smooth; round++) {
        if (round > 0)
            ease (&model, colours);
        RfMatchModel settled = model;
        rf_match_model_settle (&settled);
        g_free (text);
        text = make_text (&settled, match, title, report, &smooth);
        report->vignette_ev = settled.look.vignette.corner_ev;
    }
    return check_result (report, smooth, error) ? g_steal_pointer (&text) : NULL;
}
