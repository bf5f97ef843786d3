/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-look-arguments.h"

#include "../i18n.h"
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

static const RfDialogChoice results[] = {
    {"layer", N_ ("The chosen layer")},
    {"new-layer", N_ ("A new layer above it")},
};

void
rf_look_arguments_add_first (GimpProcedure *procedure)
{
    gimp_procedure_add_string_argument (procedure, "look", _ ("Loo_k"), _ ("Id of the look, such as “authentic”"),
                                        "authentic", G_PARAM_READWRITE);
    gimp_procedure_add_double_argument (procedure, "strength", _ ("Stren_gth"),
                                        _ ("How much of the look, in percent; 0 leaves the picture as it is"), 0, 100,
                                        100, G_PARAM_READWRITE);
}

void
rf_look_arguments_add (GimpProcedure *procedure)
{
    rf_look_arguments_add_first (procedure);
    gimp_procedure_add_double_argument (procedure, "tone", _ ("_Tone"),
                                        _ ("How much of the look's tone curve, in percent"), 0, 100, 100,
                                        G_PARAM_READWRITE);
    gimp_procedure_add_double_argument (procedure, "colour", _ ("Colo_ur"),
                                        _ ("How much of the look's colours, in percent"), 0, 100, 100,
                                        G_PARAM_READWRITE);
    gimp_procedure_add_double_argument (procedure, "exposure", _ ("E_xposure"),
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
    gimp_procedure_add_string_argument (procedure, "result", _ ("La_yer"),
                                        _ ("What gets the look: the chosen layer (“layer”) or a copy of it, above it, "
                                           "so that both can be compared (“new-layer”)"),
                                        "layer", G_PARAM_READWRITE);
}

void
rf_look_arguments_get (GimpProcedureConfig *config, RfLookArguments *arguments)
{
    RfFilterSettings *settings = &arguments->settings;
    char *look = NULL, *vignette = NULL, *input = NULL, *result = NULL;

    g_object_get (config, "look", &look, "strength", &settings->strength_pct, "tone", &settings->tone_pct, "colour",
                  &settings->colour_pct, "exposure", &settings->exposure_ev, "vignette", &vignette, "vignette-ev",
                  &settings->vignette_ev, "grain", &settings->grain_pct, "picture", &input, "merge", &arguments->merge,
                  "result", &result, NULL);
    settings->look = look ? look : g_strdup ("");
    settings->vignette = vignette ? vignette : g_strdup ("");
    settings->input = input ? input : g_strdup ("");
    arguments->result = result ? result : g_strdup ("");
}

void
rf_look_arguments_clear (RfLookArguments *arguments)
{
    g_free ((char *)arguments->settings.look);
    g_free ((char *)arguments->settings.vignette);
    g_free ((char *)arguments->settings.input);
    g_free (arguments->result);
}

void
rf_look_arguments_take (GimpProcedureConfig *config, GimpDrawableFilter *filter)
{
    static const char *const names[] = {"look",     "strength",    "tone",  "colour", "exposure",
                                        "vignette", "vignette-ev", "grain", "picture"};
    GObject *from = G_OBJECT (gimp_drawable_filter_get_config (filter));

    for (size_t i = 0; i < G_N_ELEMENTS (names); i++) {
        GParamSpec *spec = g_object_class_find_property (G_OBJECT_GET_CLASS (config), names[i]);
        g_auto (GValue) value = G_VALUE_INIT;
        if (!g_object_class_find_property (G_OBJECT_GET_CLASS (from), names[i]))
            continue; /* of another version of Rangefinder */
        g_value_init (&value, G_PARAM_SPEC_VALUE_TYPE (spec));
        g_object_get_property (from, names[i], &value);
        g_object_set_property (G_OBJECT (config), names[i], &value);
    }
}

gboolean
rf_look_arguments_check (const RfLookArguments *arguments, GError **error)
{
    const RfFilterSettings *settings = &arguments->settings;

    return rf_dialog_choice_require ("vignette", settings->vignette, vignettes, G_N_ELEMENTS (vignettes), error) &&
           rf_dialog_choice_require ("picture", settings->input, inputs, G_N_ELEMENTS (inputs), error) &&
           rf_dialog_choice_require ("result", arguments->result, results, G_N_ELEMENTS (results), error) &&
           rf_look_require (settings->look, error) != NULL;
}

GtkWidget *
rf_look_vignette_row (GimpProcedureConfig *config)
{
    return rf_dialog_choice_row (config, "vignette", vignettes, G_N_ELEMENTS (vignettes));
}

GtkWidget *
rf_look_picture_row (GimpProcedureConfig *config)
{
    return rf_dialog_choice_row (config, "picture", inputs, G_N_ELEMENTS (inputs));
}

GtkWidget *
rf_look_result_row (GimpProcedureConfig *config)
{
    return rf_dialog_choice_row (config, "result", results, G_N_ELEMENTS (results));
}
