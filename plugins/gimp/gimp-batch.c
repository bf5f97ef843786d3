/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-batch.h"

#include "../i18n.h"
#include "gimp-develop.h"
#include "gimp-dialog.h"
#include "gimp-help.h"
#include "gimp-photos.h"
#include "gimp-watermark-dialog.h"
#include "rangefinder.h"

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
    gimp_procedure_add_string_argument (procedure, "look", _ ("Loo_k"), _ ("Id of the look, such as “authentic”"),
                                        "authentic", G_PARAM_READWRITE);
    gimp_procedure_add_double_argument (procedure, "strength", _ ("Stren_gth"),
                                        _ ("How much of the look, in percent; 0 leaves the picture as it is"), 0, 100,
                                        100, G_PARAM_READWRITE);
    gimp_procedure_add_string_argument (procedure, "watermark", _ ("W_atermark"),
                                        _ ("Id of the format of a watermark, such as “bar”; none if empty"), "",
                                        G_PARAM_READWRITE);
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
    gimp_procedure_add_int_return_value (procedure, "written", _ ("Written"), _ ("Number of photographs written"), 0,
                                         G_MAXINT, 0, G_PARAM_READWRITE);
}

static void
sync_sensitivity (GObject *config, GParamSpec *property, GtkWidget *scale)
{
    g_autofree char *format = NULL;
    g_object_get (config, "format", &format, NULL);
    gtk_widget_set_sensitive (scale, g_strcmp0 (format, "jpeg") == 0);
}

static gboolean
run_dialog (GimpProcedure *procedure, GimpProcedureConfig *config)
{
    size_t n;
    const RfFileType *types = rf_file_types (&n);
    g_autofree RfDialogChoice *choices = g_new0 (RfDialogChoice, n);
    for (size_t i = 0; i < n; i++)
        choices[i] = (RfDialogChoice){types[i].id, types[i].title};

    gimp_ui_init ("rangefinder");
    GtkWidget *widget = gimp_procedure_dialog_new (procedure, config, _ ("Develop a Folder"));
    GimpProcedureDialog *dialog = GIMP_PROCEDURE_DIALOG (widget);

    gimp_procedure_dialog_get_spin_scale (dialog, "strength", 1.0);
    gimp_procedure_dialog_get_spin_scale (dialog, "quality", 1.0);
    GtkWidget *box = gimp_procedure_dialog_fill_box (dialog, "controls", "strength", "quality", "overwrite", NULL);
    gtk_box_set_spacing (GTK_BOX (box), 6);
    rf_dialog_insert_row (box, rf_dialog_folder_row (config, "input", _ ("The folder with the photographs")), 0);
    rf_dialog_insert_row (box, rf_dialog_look_row (config, "look"), 1);
    rf_dialog_insert_row (box, rf_watermark_format_row (config, "watermark", _ ("None")), 3);
    rf_dialog_insert_row (box, rf_dialog_folder_row (config, "output", _ ("The folder for the developed photographs")),
                          4);
    rf_dialog_insert_row (box, rf_dialog_choice_row (config, "format", choices, n), 5);

    GtkWidget *quality = gimp_procedure_dialog_get_widget (dialog, "quality", G_TYPE_NONE);
    g_signal_connect_object (config, "notify::format", G_CALLBACK (sync_sensitivity), quality, 0);
    sync_sensitivity (G_OBJECT (config), NULL, quality);

    rf_help_attach (widget, "batch");
    gimp_procedure_dialog_set_ok_label (dialog, _ ("_Develop"));
    gimp_procedure_dialog_fill (dialog, "controls", NULL);
    gboolean ok = gimp_procedure_dialog_run (dialog);
    gtk_widget_destroy (widget);
    return ok;
}

/* Everything about the arguments that can be wrong, before the first photograph is read. */
static GPtrArray *
plan (const char *input, const char *output, const char *format, RfDevelopSettings *settings, GError **error)
{
    settings->type = rf_file_type_require (format, error);
    if (!settings->type || !rf_look_require (settings->look.look, error) ||
        (*settings->watermark && !rf_format_require (settings->watermark, error)))
        return NULL;

    g_autoptr (GPtrArray) photos = rf_photos_find (input, error);
    if (!photos)
        return NULL;
    g_autofree char *folder = rf_photos_folder (photos, output);
    if (!rf_export_prepare (folder, error))
        return NULL;
    rf_photos_name_targets (photos, folder, settings->type->extensions);
    return g_steal_pointer (&photos);
}

static GError *
make_failure (const RfDevelopReport *report)
{
    guint failed = report->total - report->written;
    return g_error_new (GIMP_PLUG_IN_ERROR, 0,
                        g_dngettext (GETTEXT_PACKAGE, "%u of %u photograph could not be developed: %s",
                                     "%u of %u photographs could not be developed: %s", report->total),
                        failed, report->total, report->failures->str);
}

static GimpValueArray *
run (GimpProcedure *procedure, GimpProcedureConfig *config, gpointer data)
{
    g_autofree char *input = NULL, *look = NULL, *watermark = NULL, *output = NULL, *format = NULL;
    RfDevelopSettings settings = {.look = RF_FILTER_SETTINGS_DEFAULT (NULL)};
    RfDevelopReport report = {0};
    GimpRunMode run_mode;
    GError *error = NULL;

    g_object_get (config, "run-mode", &run_mode, NULL);
    if (run_mode == GIMP_RUN_INTERACTIVE && !run_dialog (procedure, config))
        return gimp_procedure_new_return_values (procedure, GIMP_PDB_CANCEL, NULL);

    g_object_get (config, "input", &input, "look", &look, "strength", &settings.look.strength_pct, "watermark",
                  &watermark, "output", &output, "format", &format, "quality", &settings.quality, "overwrite",
                  &settings.overwrite, NULL);
    settings.look.look = look ? look : "";
    settings.watermark = watermark ? watermark : "";

    g_autoptr (GPtrArray) photos =
        plan (input ? input : "", output ? output : "", format ? format : "", &settings, &error);
    if (!photos)
        return gimp_procedure_new_return_values (procedure, GIMP_PDB_EXECUTION_ERROR, error);

    rf_develop (photos, &settings, &report);
    if (report.written < report.total)
        error = make_failure (&report);

    /* On screen a partial success is told, and the dialog's values are kept for the next time. */
    if (run_mode == GIMP_RUN_INTERACTIVE && report.written > 0) {
        const RfPhoto *first = photos->pdata[0];
        g_autofree char *folder = g_path_get_dirname (first->target);
        g_autofree char *text = rf_photos_display (folder);
        g_message (g_dngettext (GETTEXT_PACKAGE, "%u photograph developed to %s in %.1f s.",
                                "%u photographs developed to %s in %.1f s.", report.written),
                   report.written, text, report.seconds);
        if (error)
            g_message ("%s", error->message);
        g_clear_error (&error);
    }
    gboolean done = error == NULL;
    GimpValueArray *values =
        gimp_procedure_new_return_values (procedure, done ? GIMP_PDB_SUCCESS : GIMP_PDB_EXECUTION_ERROR, error);
    if (done)
        GIMP_VALUES_SET_INT (values, 1, report.written);
    rf_develop_report_clear (&report);
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
        _ ("Loads each photograph, turns it upright as its EXIF data says, develops it and writes it with its EXIF, "
           "XMP, "
           "IPTC and colour profile. Grey and indexed pictures become RGB. A photograph that fails does not stop the "
           "others; all failures are listed at the end. The originals are only replaced when the output is their own "
           "folder and overwrite is on."),
        name);
    gimp_procedure_set_attribution (procedure, "The Rangefinder authors", "The Rangefinder authors", "2026");
    add_arguments (procedure);
    return procedure;
}
