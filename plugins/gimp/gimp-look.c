/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-look.h"

#include "../i18n.h"
#include "gimp-look-arguments.h"
#include "gimp-look-layers.h"
#include "gimp-looks-dialog.h"
#include "gimp-looks-memory.h"
#include "gimp-shutter.h"
#include "rangefinder.h"

/* On the chosen layers, or on copies of them. */
static gboolean
apply (GimpRunMode run_mode, GimpDrawable **drawables, const RfLookArguments *arguments, GError **error)
{
    g_autofree GimpDrawable **copies = NULL;
    gboolean done;

    if (strcmp (arguments->result, "new-layer") == 0) {
        drawables = copies = rf_look_layers_copy (drawables, arguments->settings.look, error);
        if (!copies)
            return FALSE;
    }
    /* By hand a look replaces the one that is there; a script that asks for a filter gets one. */
    if (run_mode != GIMP_RUN_NONINTERACTIVE && !arguments->merge)
        done = rf_look_layers_change (drawables, &arguments->settings, error);
    else
        done = rf_filter_apply (drawables, &arguments->settings, arguments->merge, error);
    if (!done && copies)
        rf_look_layers_remove (copies);
    return done;
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
    if (run_mode == GIMP_RUN_INTERACTIVE && !rf_looks_run_dialog (procedure, config, image, drawables))
        return gimp_procedure_new_return_values (procedure, GIMP_PDB_CANCEL, NULL);

    if (!gimp_image_is_valid (image)) {
        error =
            g_error_new_literal (GIMP_PLUG_IN_ERROR, 0, _ ("The image was closed before the look could be applied."));
        return gimp_procedure_new_return_values (procedure, GIMP_PDB_EXECUTION_ERROR, error);
    }

    RfLookArguments arguments;
    rf_look_arguments_get (config, &arguments);
    if (!rf_look_arguments_check (&arguments, &error)) {
        rf_look_arguments_clear (&arguments);
        return gimp_procedure_new_return_values (procedure, GIMP_PDB_CALLING_ERROR, error);
    }

    gimp_image_undo_group_start (image);
    gboolean done = apply (run_mode, drawables, &arguments, &error);
    gimp_image_undo_group_end (image);
    if (done && run_mode != GIMP_RUN_NONINTERACTIVE) {
        rf_looks_note_use (arguments.settings.look);
        rf_shutter_play ();
    }
    rf_look_arguments_clear (&arguments);

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
    gimp_procedure_set_menu_label (procedure, _ ("_Looks…"));
    gimp_procedure_add_menu_path (procedure, "<Image>/Filters/Rangefinder");
    gimp_procedure_set_documentation (
        procedure, _ ("Shows the photograph in every look, and gives one to the chosen layers"),
        _ ("Puts the filter rangefinder:look on each of the drawables, as an effect that can be edited later or, with "
           "merge, into the pixels, or on copies of them. It is one step of undo. An unknown look is an error that "
           "lists the ids there are. "
           "The result has the image's own mode: on a greyscale image a look changes tones only."),
        name);
    gimp_procedure_set_attribution (procedure, "The Rangefinder authors", "The Rangefinder authors", "2026");
    rf_look_arguments_add (procedure);
    return procedure;
}
