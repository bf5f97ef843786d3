/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-batch-dialog.h"

#include "../i18n.h"
#include "gimp-export.h"
#include "gimp-help.h"
#include "gimp-recipe.h"
#include "gimp-shutter.h"

const RfDialogChoice rf_batch_sizes[RF_N_SIZES] = {
    {"none", N_ ("As it is")},      {"long", N_ ("Long side, in pixels")}, {"short", N_ ("Short side, in pixels")},
    {"percent", N_ ("In percent")}, {"megapixels", N_ ("In megapixels")},
};

/* What the number means depends on the rule; a new rule starts from a number that makes sense with it. */
static const struct {
    double value, max, step;
    int digits;
} numbers[RF_N_SIZES] = {
    {2048, 100000, 16, 0}, {2048, 100000, 16, 0}, {1080, 100000, 16, 0}, {50, 100, 1, 1}, {12, 1000, 0.5, 1},
};

static size_t
find_size (const char *id)
{
    for (size_t i = 0; i < RF_N_SIZES; i++)
        if (g_strcmp0 (id, rf_batch_sizes[i].id) == 0)
            return i;
    return 0;
}

static void
show_number (GObject *config, GtkWidget *spin)
{
    g_autofree char *rule = NULL;
    g_object_get (config, "resize", &rule, NULL);
    size_t i = find_size (rule);

    gtk_widget_set_sensitive (spin, i > 0);
    gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), numbers[i].digits);
    gtk_spin_button_set_increments (GTK_SPIN_BUTTON (spin), numbers[i].step, 10 * numbers[i].step);
}

static void
take_rule (GObject *config, GParamSpec *spec, GtkWidget *spin)
{
    g_autofree char *rule = NULL;
    double value;
    g_object_get (config, "resize", &rule, "resize-to", &value, NULL);
    size_t i = find_size (rule);

    /* Nobody wants 2048 percent, or 50 pixels. */
    if (i > 0 && (value > numbers[i].max || (numbers[i].digits == 0 && value <= 100)))
        g_object_set (config, "resize-to", numbers[i].value, NULL);
    show_number (config, spin);
}

static GtkWidget *
make_number_row (GimpProcedureConfig *config)
{
    GtkWidget *spin = gtk_spin_button_new_with_range (0.1, 100000, 1);

    gtk_entry_set_activates_default (GTK_ENTRY (spin), TRUE);
    show_number (G_OBJECT (config), spin);
    g_object_bind_property (config, "resize-to", spin, "value", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
    g_signal_connect_object (config, "notify::resize", G_CALLBACK (take_rule), spin, 0);
    return rf_dialog_row (config, "resize-to", spin);
}

static void
sync_quality (GObject *config, GParamSpec *spec, GtkWidget *scale)
{
    g_autofree char *format = NULL;
    g_object_get (config, "format", &format, NULL);
    gtk_widget_set_sensitive (scale, g_strcmp0 (format, "jpeg") == 0);
}

static GtkWidget *
make_format_row (GimpProcedureConfig *config)
{
    size_t n;
    const RfFileType *types = rf_file_types (&n);
    g_autofree RfDialogChoice *choices = g_new0 (RfDialogChoice, n);

    for (size_t i = 0; i < n; i++)
        choices[i] = (RfDialogChoice){types[i].id, types[i].title};
    return rf_dialog_choice_row (config, "format", choices, n);
}

static void
fill_files (GimpProcedureDialog *dialog, GimpProcedureConfig *config)
{
    GtkWidget *box = gimp_procedure_dialog_fill_box (dialog, "files-box", "quality", "overwrite", NULL);
    GtkWidget *rows[] = {
        rf_dialog_folder_row (config, "input", _ ("The folder with the photographs")),
        rf_dialog_text_row (config, "files", _ ("All photographs"), NULL),
        rf_dialog_folder_row (config, "output", _ ("The folder for the developed photographs")),
        make_format_row (config),
    };

    gtk_box_set_spacing (GTK_BOX (box), 6);
    for (size_t i = 0; i < G_N_ELEMENTS (rows); i++)
        rf_dialog_insert_row (box, rows[i], (int)i);
    rf_dialog_insert_row (box, rf_dialog_choice_row (config, "resize", rf_batch_sizes, RF_N_SIZES), 5);
    rf_dialog_insert_row (box, make_number_row (config), 6);

    GtkWidget *quality = gimp_procedure_dialog_get_widget (dialog, "quality", G_TYPE_NONE);
    g_signal_connect_object (config, "notify::format", G_CALLBACK (sync_quality), quality, 0);
    sync_quality (G_OBJECT (config), NULL, quality);
}

static void
fill_recipe (GimpProcedureDialog *dialog, GimpProcedureConfig *config)
{
    GtkWidget *box =
        gimp_procedure_dialog_fill_box (dialog, "recipe-box", "strength", "lens-strength", "crop-position", NULL);

    gtk_box_set_spacing (GTK_BOX (box), 6);
    rf_dialog_insert_row (box, rf_dialog_look_row (config, "look"), 0);
    rf_dialog_insert_row (box, rf_recipe_lens_row (config), 2);
    rf_dialog_insert_row (box, rf_recipe_watermark_row (config, NULL), 4);
    rf_dialog_insert_row (box, rf_recipe_crop_row (config), 5);
    rf_recipe_sync_fields (dialog, config);
    GtkWidget *shutter = rf_shutter_switch_new ();
    if (shutter)
        gtk_box_pack_end (GTK_BOX (box), shutter, FALSE, FALSE, 0);
}

gboolean
rf_batch_run_dialog (GimpProcedure *procedure, GimpProcedureConfig *config)
{
    static const char *const scales[] = {"strength", "lens-strength", "crop-position", "quality"};
    GtkWidget *widget = gimp_procedure_dialog_new (procedure, config, _ ("Develop a Folder"));
    GimpProcedureDialog *dialog = GIMP_PROCEDURE_DIALOG (widget);

    for (size_t i = 0; i < G_N_ELEMENTS (scales); i++)
        gimp_procedure_dialog_get_spin_scale (dialog, scales[i], 1.0);
    fill_files (dialog, config);
    fill_recipe (dialog, config);
    gimp_procedure_dialog_get_label (dialog, "files-title", _ ("Files"), FALSE, FALSE);
    gimp_procedure_dialog_fill_frame (dialog, "files-group", "files-title", FALSE, "files-box");
    gimp_procedure_dialog_get_label (dialog, "recipe-title", _ ("Photographs"), FALSE, FALSE);
    gimp_procedure_dialog_fill_frame (dialog, "recipe-group", "recipe-title", FALSE, "recipe-box");

    GtkWidget *all = gimp_procedure_dialog_fill_box (dialog, "all", "files-group", "recipe-group", NULL);
    gtk_box_set_spacing (GTK_BOX (all), 18);
    gtk_orientable_set_orientation (GTK_ORIENTABLE (all), GTK_ORIENTATION_HORIZONTAL);
    rf_help_attach (widget, "batch");
    gimp_procedure_dialog_set_ok_label (dialog, _ ("_Develop"));
    gimp_procedure_dialog_fill (dialog, "all", NULL);
    gboolean ok = gimp_procedure_dialog_run (dialog);
    gtk_widget_destroy (widget);
    return ok;
}
