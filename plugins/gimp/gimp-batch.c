/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-batch.h"

#include "../i18n.h"
#include "gimp-batch-dialog.h"
#include "gimp-batch-progress.h"
#include "gimp-photos.h"
#include "gimp-shutter.h"
#include "rangefinder.h"

#define MAX_FAILURES_TOLD 20 /* in an error message; all are on the standard output, and in the summary on screen */

/* Folders, look and format are strings, for a script that errs shall get our message and not GIMP's. */
static void
add_arguments (GimpProcedure *procedure)
{
    gimp_procedure_add_enum_argument (procedure, "run-mode", _ ("Run mode"), _ ("The run mode"), GIMP_TYPE_RUN_MODE,
                                      GIMP_RUN_NONINTERACTIVE, G_PARAM_READWRITE);
    gimp_procedure_add_string_argument (
        procedure, "input", _ ("_Photographs in"),
        _ ("The folder with the photographs (JPEG, PNG, TIFF, WebP); scripts may also give "
           "one file or a pattern such as “photos/*.jpg”"),
        "", G_PARAM_READWRITE);
    rf_recipe_add_look (procedure);
    gimp_procedure_add_string_argument (
        procedure, "output", _ ("_Write to"),
        _ ("The folder for the developed photographs; it is made if it is missing. Without "
           "one: “rangefinder” beside the photographs"),
        "", G_PARAM_READWRITE);
    gimp_procedure_add_string_argument (procedure, "format", _ ("For_mat"),
                                        _ ("“jpeg”, “png” or “tiff”; PNG and TIFF keep 16 bits and transparency"),
                                        "jpeg", G_PARAM_READWRITE);
    gimp_procedure_add_int_argument (procedure, "quality", _ ("_Quality"), _ ("Quality of JPEG files"), 1, 100, 92,
                                     G_PARAM_READWRITE);
    gimp_procedure_add_boolean_argument (
        procedure, "overwrite", _ ("O_verwrite existing files"),
        _ ("Replace files of the same name in the output folder. Otherwise they stay, and "
           "their photographs count as failed"),
        FALSE, G_PARAM_READWRITE);
    rf_recipe_add_lens (procedure);
    gimp_procedure_add_string_argument (
        procedure, "files", _ ("Only _files like"),
        _ ("Of a folder's photographs those whose names match, such as “IMG_*.jpg”; all if empty"), "",
        G_PARAM_READWRITE);
    gimp_procedure_add_string_argument (
        procedure, "resize", _ ("Resi_ze"),
        _ ("Makes the finished pictures smaller: to that “long” or “short” side in pixels, to that many “percent” or "
           "“megapixels”; “none”: as they are. They never become larger"),
        "none", G_PARAM_READWRITE);
    gimp_procedure_add_double_argument (procedure, "resize-to", _ ("Ma_ximum"),
                                        _ ("Pixels, percent or megapixels, whichever resizing is about"), 0.1, 100000,
                                        2048, G_PARAM_READWRITE);
    rf_recipe_add_texts (procedure);
    gimp_procedure_add_int_return_value (procedure, "written", _ ("Written"), _ ("Number of photographs written"), 0,
                                         G_MAXINT, 0, G_PARAM_READWRITE);
}

/* Everything about the arguments that can be wrong, before the first photograph is read. */
static GPtrArray *
plan (GimpProcedureConfig *config, RfBatchSettings *settings, GPtrArray *texts, GError **error)
{
    const char *resize = rf_dialog_get_text (config, "resize", texts);

    settings->type = rf_file_type_require (rf_dialog_get_text (config, "format", texts), error);
    if (!settings->type || !rf_recipe_read (config, &settings->recipe, texts, error) ||
        !rf_dialog_choice_require ("resize", resize, rf_batch_sizes, RF_N_SIZES, error))
        return NULL;
    for (int i = 0; i < RF_N_SIZES; i++)
        if (strcmp (resize, rf_batch_sizes[i].id) == 0)
            settings->size_rule = i;
    settings->recipe.merge = TRUE;
    g_object_get (config, "resize-to", &settings->size, "quality", &settings->quality, "overwrite",
                  &settings->overwrite, NULL);

    g_autoptr (GPtrArray) photos = rf_photos_find (rf_dialog_get_text (config, "input", texts), error);
    if (!photos || !rf_photos_keep (photos, rf_dialog_get_text (config, "files", texts), error))
        return NULL;
    g_autofree char *folder = rf_photos_folder (photos, rf_dialog_get_text (config, "output", texts));
    if (!rf_export_prepare (folder, error))
        return NULL;
    rf_photos_name_targets (photos, folder, settings->type->extensions);
    return g_steal_pointer (&photos);
}

static GError *
make_failure (const RfBatchReport *report)
{
    g_autoptr (GString) list = g_string_new (NULL);
    guint failed = report->failures->len;

    for (guint i = 0; i < failed && i < MAX_FAILURES_TOLD; i++) {
        const RfBatchFailure *failure = report->failures->pdata[i];
        g_string_append_printf (list, "%s%s: %s", i ? "; " : "", failure->name, failure->reason);
    }
    if (failed > MAX_FAILURES_TOLD)
        g_string_append (list, "; …");
    return g_error_new (GIMP_PLUG_IN_ERROR, 0,
                        g_dngettext (GETTEXT_PACKAGE, "%u of %u photograph could not be developed: %s",
                                     "%u of %u photographs could not be developed: %s", report->total),
                        failed, report->total, list->str);
}

/* On screen a failure is told in the summary; that is no error of GIMP's, so the dialog's values are kept for the next time. */
static void
run_on_screen (const GPtrArray *photos, const RfBatchSettings *settings, RfBatchReport *report)
{
    RfBatchProgress *progress = rf_batch_progress_new ();
    const RfPhoto *first = photos->pdata[0];
    g_autofree char *folder = g_path_get_dirname (first->target);

    rf_batch_run (photos, settings, rf_batch_progress_watch, progress, report);
    rf_batch_progress_free (progress);
    if (report->written > 0)
        rf_shutter_play ();
    rf_batch_show_summary (report, folder);
}

static GimpValueArray *
run (GimpProcedure *procedure, GimpProcedureConfig *config, gpointer data)
{
    g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
    RfBatchSettings settings = {0};
    RfBatchReport report = {0};
    GimpRunMode run_mode;
    GError *error = NULL;

    g_object_get (config, "run-mode", &run_mode, NULL);
    gboolean on_screen = run_mode == GIMP_RUN_INTERACTIVE;
    if (on_screen)
        gimp_ui_init ("rangefinder");
    if (on_screen && !rf_batch_run_dialog (procedure, config))
        return gimp_procedure_new_return_values (procedure, GIMP_PDB_CANCEL, NULL);

    g_autoptr (GPtrArray) photos = plan (config, &settings, texts, &error);
    if (!photos)
        return gimp_procedure_new_return_values (procedure, GIMP_PDB_EXECUTION_ERROR, error);

    if (on_screen)
        run_on_screen (photos, &settings, &report);
    else
        rf_batch_run (photos, &settings, NULL, NULL, &report);
    if (!on_screen && report.failures->len)
        error = make_failure (&report);

    gboolean done = error == NULL;
    GimpValueArray *values =
        gimp_procedure_new_return_values (procedure, done ? GIMP_PDB_SUCCESS : GIMP_PDB_EXECUTION_ERROR, error);
    if (done)
        GIMP_VALUES_SET_INT (values, 1, report.written);
    rf_batch_report_clear (&report);
    return values;
}

GimpProcedure *
rf_gimp_batch_create (GimpPlugIn *plug_in, const char *name)
{
    GimpProcedure *procedure = gimp_procedure_new (plug_in, name, GIMP_PDB_PROC_TYPE_PLUGIN, run, NULL, NULL);

    gimp_procedure_set_sensitivity_mask (procedure, GIMP_PROCEDURE_SENSITIVE_ALWAYS);
    gimp_procedure_set_menu_label (procedure, _ ("Develop a _Folder…"));
    gimp_procedure_add_menu_path (procedure, "<Image>/Filters/Rangefinder");
    gimp_procedure_set_documentation (
        procedure, _ ("Gives every photograph of a folder a look and writes the results to another folder"),
        _ ("Loads each photograph, turns it upright as its EXIF data says, develops it (crop, lens, look, watermark, "
           "size) "
           "and writes it with its EXIF, XMP, IPTC and colour profile. Grey and indexed pictures become RGB. A "
           "photograph that fails does not stop the "
           "others; all failures are listed at the end. The originals are only replaced when the output is their own "
           "folder and overwrite is on."),
        name);
    gimp_procedure_set_attribution (procedure, "The Rangefinder authors", "The Rangefinder authors", "2026");
    add_arguments (procedure);
    return procedure;
}
