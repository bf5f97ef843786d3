/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-look.h"

#include "../i18n.h"
#include "gimp-dialog.h"
#include "gimp-filter.h"
#include "gimp-help.h"
#include "rangefinder.h"

static const RfDialogChoice vignettes[] = {
    {"look", N_ ("As in the look")},
    {"off", N_ ("Off")},
    {"value", N_ ("By the value below")},
};

static const RfDialogChoice inputs[] = {
    {"display-referred", N_ ("A finished picture (JPEG)")},
    {"scene-linear", N_ ("Scene-linear light (undeveloped RAW)")},
};

static void
add_arguments (GimpProcedure *procedure)
{
    gimp_procedure_add_string_argument (procedure, "look", _ ("Loo_k"), _ ("Id of the look, such as “authentic”"),
                                        "authentic", G_PARAM_READWRITE);
    gimp_procedure_add_double_argument (procedure, "strength", _ ("Stren_gth"),
                                        _ ("How much of the look, in percent; 0 leaves the picture as it is"), 0, 100,
                                        100, G_PARAM_READWRITE);
    gimp_procedure_add_double_argument (procedure, "tone", _ ("_Tone"),
                                        _ ("How much of the look's tone curve, in percent"), 0, 100, 100,
                                        G_PARAM_READWRITE);
    gimp_procedure_add_double_argument (procedure, "colour", _ ("Colo_ur"),
                                        _ ("How much of the look's colours, in percent"), 0, 100, 100,
                                        G_PARAM_READWRITE);
    gimp_procedure_add_double_argument (procedure, "exposure", _ ("_Exposure"),
                                        _ ("Exposure before the look, in stops (EV)"), -5, 5, 0, G_PARAM_READWRITE);
    gimp_procedure_add_string_argument (
        procedure, "vignette", _ ("_Vignette"),
        _ ("Darker corners: as in the look (“look”), none (“off”) or by the value below (“value”)"), "look",
        G_PARAM_READWRITE);
    gimp_procedure_add_double_argument (procedure, "vignette-ev", _ ("Vignette at the cor_ners"),
                                        _ ("Exposure of the corners, in stops (EV), when the vignette is by value"), -3,
                                        1, 0, G_PARAM_READWRITE);
    gimp_procedure_add_double_argument (procedure, "grain", _ ("Gra_in"),
                                        _ ("How much of the look's film grain, in percent"), 0, 200, 100,
                                        G_PARAM_READWRITE);
    gimp_procedure_add_string_argument (procedure, "picture", _ ("_Picture is"),
                                        _ ("A finished picture such as a camera's JPEG (“display-referred”) or "
                                           "scene-linear light such as undeveloped RAW (“scene-linear”)"),
                                        "display-referred", G_PARAM_READWRITE);
    gimp_procedure_add_boolean_argument (
        procedure, "merge", _ ("_Merge into the layer"),
        _ ("Change the pixels. Otherwise the look stays an effect of the layer, which can "
           "be edited, hidden and removed later"),
        FALSE, G_PARAM_READWRITE);
}

static void
sync_sensitivity (GObject *config, GParamSpec *property, GtkWidget *scale)
{
    g_autofree char *vignette = NULL;
    g_object_get (config, "vignette", &vignette, NULL);
    gtk_widget_set_sensitive (scale, g_strcmp0 (vignette, "value") == 0);
}

static gboolean
run_dialog (GimpProcedure *procedure, GimpProcedureConfig *config)
{
    gimp_ui_init ("rangefinder");

    GtkWidget *widget = gimp_procedure_dialog_new (procedure, config, _ ("Apply Look to Layers"));
    GimpProcedureDialog *dialog = GIMP_PROCEDURE_DIALOG (widget);

    const char *percentages[] = {"strength", "tone", "colour", "exposure", "vignette-ev", "grain"};
    for (size_t i = 0; i < G_N_ELEMENTS (percentages); i++)
        gimp_procedure_dialog_get_spin_scale (dialog, percentages[i], 1.0);
    gimp_procedure_dialog_get_label (dialog, "hint",
                                     _ ("One look for all the chosen layers. For a live preview on one layer\n"
                                        "use Filters > Rangefinder > Look on Canvas…"),
                                     FALSE, FALSE);
    GtkWidget *box = gimp_procedure_dialog_fill_box (dialog, "controls", "hint", "strength", "tone", "colour",
                                                     "exposure", "vignette-ev", "grain", "merge", NULL);
    gtk_box_set_spacing (GTK_BOX (box), 6);

    GtkWidget *looks = rf_dialog_look_row (config, "look");
    GtkWidget *vignette = rf_dialog_choice_row (config, "vignette", vignettes, G_N_ELEMENTS (vignettes));
    GtkWidget *input = rf_dialog_choice_row (config, "picture", inputs, G_N_ELEMENTS (inputs));
    rf_dialog_insert_row (box, looks, 1);
    rf_dialog_insert_row (box, vignette, 6);
    rf_dialog_insert_row (box, input, 9);

    GtkWidget *amount = gimp_procedure_dialog_get_widget (dialog, "vignette-ev", G_TYPE_NONE);
    g_signal_connect_object (config, "notify::vignette", G_CALLBACK (sync_sensitivity), amount, 0);
    sync_sensitivity (G_OBJECT (config), NULL, amount);

    rf_help_attach (widget, "looks");
    gimp_procedure_dialog_set_ok_label (dialog, _ ("_Apply"));
    gimp_procedure_dialog_fill (dialog, "controls", NULL);
    gboolean ok = gimp_procedure_dialog_run (dialog);
    gtk_widget_destroy (widget);
    return ok;
}

/* The arguments that are words: GIMP cannot check them, an unknown one would pass for the default. */
static gboolean
check_words (const RfFilterSettings *settings, GError **error)
{
    return rf_dialog_choice_require ("vignette", settings->vignette, vignettes, G_N_ELEMENTS (vignettes), error) &&
           rf_dialog_choice_require ("picture", settings->input, inputs, G_N_ELEMENTS (inputs), error) &&
           rf_look_require (settings->look, error) != NULL;
}

static GimpValueArray *
run (GimpProcedure *procedure, GimpRunMode run_mode, GimpImage *image, GimpDrawable **drawables,
     GimpProcedureConfig *config, gpointer data)
{
    GError *error = NULL;

    if (!drawables[0]) {
        error = g_error_new_literal (GIMP_PLUG_IN_ERROR, 0, _ ("No layer is chosen: a look needs at least one."));
        return gimp_procedure_new_return_values (procedure, GIMP_PDB_CALLING_ERROR, error);
    }
    if (run_mode == GIMP_RUN_INTERACTIVE && !run_dialog (procedure, config))
        return gimp_procedure_new_return_values (procedure, GIMP_PDB_CANCEL, NULL);

    g_autofree char *look = NULL, *vignette = NULL, *input = NULL;
    RfFilterSettings settings = {0};
    gboolean merge;
    g_object_get (config, "look", &look, "strength", &settings.strength_pct, "tone", &settings.tone_pct, "colour",
                  &settings.colour_pct, "exposure", &settings.exposure_ev, "vignette", &vignette, "vignette-ev",
                  &settings.vignette_ev, "grain", &settings.grain_pct, "picture", &input, "merge", &merge, NULL);
    settings.look = look ? look : "";
    settings.vignette = vignette ? vignette : "";
    settings.input = input ? input : "";

    if (!check_words (&settings, &error))
        return gimp_procedure_new_return_values (procedure, GIMP_PDB_CALLING_ERROR, error);

    gimp_image_undo_group_start (image);
    gboolean done = rf_filter_apply (drawables, &settings, merge, &error);
    gimp_image_undo_group_end (image);

    if (run_mode != GIMP_RUN_NONINTERACTIVE)
        gimp_displays_flush ();
    return gimp_procedure_new_return_values (procedure, done ? GIMP_PDB_SUCCESS : GIMP_PDB_EXECUTION_ERROR, error);
}

GimpProcedure *
rf_gimp_look_create (GimpPlugIn *plug_in, const char *name)
{
    GimpProcedure *procedure = gimp_image_procedure_new (plug_in, name, GIMP_PDB_PROC_TYPE_PLUGIN, run, NULL, NULL);

    /* Not INDEXED: its palette cannot hold a look. A script that tries gets the message of rf_filter_apply. */
    gimp_procedure_set_image_types (procedure, "RGB*, GRAY*");
    gimp_procedure_set_sensitivity_mask (procedure,
                                         GIMP_PROCEDURE_SENSITIVE_DRAWABLE | GIMP_PROCEDURE_SENSITIVE_DRAWABLES);
    gimp_procedure_set_menu_label (procedure, _ ("_Apply Look to Layers…"));
    gimp_procedure_add_menu_path (procedure, "<Image>/Filters/Rangefinder");
    gimp_procedure_set_documentation (
        procedure, _ ("Gives one photographic look to all the chosen layers"),
        _ ("Puts the filter rangefinder:look on each of the drawables, as an effect that can be edited later or, with "
           "merge, into the pixels. It is one step of undo. An unknown look is an error that lists the ids there are. "
           "The result has the image's own mode: on a greyscale image a look changes tones only."),
        name);
    gimp_procedure_set_attribution (procedure, "The Rangefinder authors", "The Rangefinder authors", "2026");
    add_arguments (procedure);
    return procedure;
}
