/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-develop.h"

#include "../i18n.h"
#include "gimp-develop-apply.h"
#include "gimp-develop-dialog.h"
#include "gimp-shutter.h"

static GimpValueArray *
run (GimpProcedure *procedure, GimpRunMode run_mode, GimpImage *image, GimpDrawable **drawables,
     GimpProcedureConfig *config, gpointer data)
{
    g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *notes = NULL;
    RfRecipe recipe;
    GError *error = NULL;

    if (!drawables[0]) {
        error = g_error_new_literal (GIMP_PLUG_IN_ERROR, 0, _ ("No layer is chosen: a look needs at least one."));
        return gimp_procedure_new_return_values (procedure, GIMP_PDB_CALLING_ERROR, error);
    }
    if (run_mode == GIMP_RUN_INTERACTIVE && !rf_develop_run_dialog (procedure, config, image, drawables))
        return gimp_procedure_new_return_values (procedure, GIMP_PDB_CANCEL, NULL);
    if (!gimp_image_is_valid (image)) /* closed behind the dialog */
        return gimp_procedure_new_return_values (procedure, GIMP_PDB_CANCEL, NULL);
    if (!rf_recipe_read (config, &recipe, texts, &error))
        return gimp_procedure_new_return_values (procedure, GIMP_PDB_CALLING_ERROR, error);
    g_object_get (config, "merge", &recipe.merge, NULL);

    gboolean done = rf_develop_image (image, drawables, &recipe, &notes, &error);
    if (notes)
        gimp_message (notes);
    if (run_mode != GIMP_RUN_NONINTERACTIVE) {
        gimp_displays_flush ();
        if (done)
            rf_shutter_play ();
    }
    return gimp_procedure_new_return_values (procedure, done ? GIMP_PDB_SUCCESS : GIMP_PDB_EXECUTION_ERROR, error);
}

GimpProcedure *
rf_gimp_develop_create (GimpPlugIn *plug_in, const char *name)
{
    GimpProcedure *procedure = gimp_image_procedure_new (plug_in, name, GIMP_PDB_PROC_TYPE_PLUGIN, run, NULL, NULL);

    /* Not INDEXED: its palette cannot hold a look. A script that tries gets the message of rf_develop_image. */
    gimp_procedure_set_image_types (procedure, "RGB*, GRAY*");
    gimp_procedure_set_sensitivity_mask (procedure,
                                         GIMP_PROCEDURE_SENSITIVE_DRAWABLE | GIMP_PROCEDURE_SENSITIVE_DRAWABLES);
    gimp_procedure_set_menu_label (procedure, _ ("_Develop…"));
    gimp_procedure_add_menu_path (procedure, "<Image>/Filters/Rangefinder");
    gimp_procedure_set_documentation (
        procedure, _ ("Crops the photograph, gives it a lens character and a look, and sets a watermark, in one go"),
        _ ("Crop first, then lens character, look and watermark: they suit the picture as it will be seen. Lens and "
           "look "
           "are filters of the chosen layers and the watermark is a layer group, all of which can be changed later; "
           "with "
           "merge they go into the pixels. What an earlier run has set is replaced. A photograph whose orientation has "
           "not been applied is turned upright. It is one step of undo; after an error the image is as it was."),
        name);
    gimp_procedure_set_attribution (procedure, "The Rangefinder authors", "The Rangefinder authors", "2026");
    rf_recipe_add_look (procedure);
    rf_recipe_add_lens (procedure);
    gimp_procedure_add_boolean_argument (procedure, "merge", _ ("_Merge into the pixels"),
                                         _ ("One layer with everything in it. Otherwise lens and look stay effects of "
                                            "the layers, and the watermark a layer "
                                            "group, which can be edited, hidden and removed later"),
                                         FALSE, G_PARAM_READWRITE);
    rf_recipe_add_texts (procedure);
    return procedure;
}
