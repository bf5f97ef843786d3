/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-watermark.h"

#include "../i18n.h"
#include "gimp-watermark-arguments.h"
#include "gimp-watermark-dialog.h"

static GimpValueArray *
run (GimpProcedure *procedure, GimpRunMode run_mode, GimpImage *image, GimpDrawable **drawables,
     GimpProcedureConfig *config, gpointer data)
{
    g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
    RfImprint imprint;
    g_autofree char *notes = NULL, *told = NULL;
    GError *error = NULL;

    if (run_mode == GIMP_RUN_INTERACTIVE && !rf_watermark_run_dialog (image, config, &told, &error))
        return gimp_procedure_new_return_values (procedure, error ? GIMP_PDB_EXECUTION_ERROR : GIMP_PDB_CANCEL, error);
    if (!gimp_image_is_valid (image)) {
        error = g_error_new_literal (GIMP_PLUG_IN_ERROR, 0, _ ("The image has been closed meanwhile."));
        return gimp_procedure_new_return_values (procedure, GIMP_PDB_EXECUTION_ERROR, error);
    }
    if (!rf_imprint_read_arguments (config, &imprint, texts, &error))
        return gimp_procedure_new_return_values (procedure, GIMP_PDB_CALLING_ERROR, error);

    GimpLayer *group = rf_imprint_apply (image, &imprint, &notes, &error);
    if (notes && g_strcmp0 (notes, told) != 0)
        gimp_message (notes);
    if (run_mode != GIMP_RUN_NONINTERACTIVE)
        gimp_displays_flush ();

    GimpValueArray *values =
        gimp_procedure_new_return_values (procedure, group ? GIMP_PDB_SUCCESS : GIMP_PDB_EXECUTION_ERROR, error);
    if (group)
        GIMP_VALUES_SET_LAYER (values, 1, group);
    return values;
}

GimpProcedure *
rf_gimp_watermark_create (GimpPlugIn *plug_in, const char *name)
{
    GimpProcedure *procedure = gimp_image_procedure_new (plug_in, name, GIMP_PDB_PROC_TYPE_PLUGIN, run, NULL, NULL);

    /* Not INDEXED: its palette has no place for the colours. A script that tries gets the message of rf_imprint_apply. */
    gimp_procedure_set_image_types (procedure, "RGB*, GRAY*");
    gimp_procedure_set_sensitivity_mask (procedure, GIMP_PROCEDURE_SENSITIVE_DRAWABLE |
                                                        GIMP_PROCEDURE_SENSITIVE_DRAWABLES |
                                                        GIMP_PROCEDURE_SENSITIVE_NO_DRAWABLES);
    gimp_procedure_set_menu_label (procedure, _ ("_Watermark…"));
    gimp_procedure_add_menu_path (procedure, "<Image>/Filters/Rangefinder");
    gimp_procedure_set_documentation (
        procedure, _ ("Sets a caption with camera, exposure, date and place round or on the photograph"),
        _ ("Takes what the caption says from the image's metadata, and from the arguments what they give. The canvas "
           "grows, all that is in the image moves with it, and a layer group on top receives ground, logo and text. "
           "The pixels of the photograph stay as they are. Another watermark set before is replaced. A photograph "
           "whose "
           "orientation has not been applied is turned upright. It is one step of undo; after an error the image is "
           "as it was."),
        name);
    gimp_procedure_set_attribution (procedure, "The Rangefinder authors", "The Rangefinder authors", "2026");
    rf_imprint_add_arguments (procedure);
    gimp_procedure_add_layer_return_value (procedure, "watermark", _ ("Watermark"),
                                           _ ("The layer group, or the one layer"), TRUE, G_PARAM_READWRITE);
    return procedure;
}
