/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-develop-dialog.h"

#include "../i18n.h"
#include "gimp-develop-preview.h"
#include "gimp-help.h"
#include "gimp-recipe.h"
#include "gimp-shutter.h"

/* A group with a title: a row of ours, and below it what libgimp calls `below`: an argument's scale, or a label. */
static void
fill_group (GimpProcedureDialog *dialog, const char *id, const char *title, GtkWidget *row, const char *below)
{
    g_autofree char *box_id = g_strconcat (id, "-box", NULL), *title_id = g_strconcat (id, "-title", NULL);
    GtkWidget *box = gimp_procedure_dialog_fill_box (dialog, box_id, below, NULL);

    gtk_box_set_spacing (GTK_BOX (box), 6);
    rf_dialog_insert_row (box, row, 0);
    gimp_procedure_dialog_get_label (dialog, title_id, title, FALSE, FALSE);
    gimp_procedure_dialog_fill_frame (dialog, id, title_id, FALSE, box_id);
}

/* All rows' labels line up, across the groups. */
static void
align_labels (GtkWidget **rows, size_t n)
{
    GtkSizeGroup *labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

    for (size_t i = 0; i < n; i++)
        gtk_size_group_add_widget (labels, g_object_get_data (G_OBJECT (rows[i]), "rf-label"));
    g_object_unref (labels);
}

static void
fill_controls (GimpProcedureDialog *dialog, GimpProcedureConfig *config, GimpImage *image)
{
    GtkWidget *rows[] = {
        rf_dialog_look_row (config, "look"),
        rf_recipe_lens_row (config),
        rf_recipe_watermark_row (config, image),
        rf_recipe_crop_row (config),
    };
    static const char *const scales[] = {"strength", "lens-strength", "crop-position"};

    for (size_t i = 0; i < G_N_ELEMENTS (scales); i++)
        gimp_procedure_dialog_get_spin_scale (dialog, scales[i], 1.0);
    align_labels (rows, G_N_ELEMENTS (rows));
    fill_group (dialog, "look-group", _ ("Look"), rows[0], "strength");
    fill_group (dialog, "lens-group", _ ("Lens"), rows[1], "lens-strength");
    gimp_procedure_dialog_get_label (dialog, "watermark-hint", _ ("More: Filters > Rangefinder > Watermark…"), FALSE,
                                     FALSE);
    fill_group (dialog, "watermark-group", _ ("Watermark"), rows[2], "watermark-hint");
    fill_group (dialog, "crop-group", _ ("Crop"), rows[3], "crop-position");
    rf_recipe_sync_fields (dialog, config);

    GtkWidget *box = gimp_procedure_dialog_fill_box (dialog, "controls", "look-group", "lens-group", "watermark-group",
                                                     "crop-group", "merge", NULL);
    gtk_box_set_spacing (GTK_BOX (box), 12);
    GtkWidget *shutter = rf_shutter_switch_new ();
    if (shutter)
        gtk_box_pack_end (GTK_BOX (box), shutter, FALSE, FALSE, 0);
}

gboolean
rf_develop_run_dialog (GimpProcedure *procedure, GimpProcedureConfig *config, GimpImage *image,
                       GimpDrawable **drawables)
{
    gimp_ui_init ("rangefinder");

    GtkWidget *widget = gimp_procedure_dialog_new (procedure, config, _ ("Develop"));
    GimpProcedureDialog *dialog = GIMP_PROCEDURE_DIALOG (widget);

    fill_controls (dialog, config, image);
    GtkWidget *box = gimp_procedure_dialog_fill_box (dialog, "all", "controls", NULL);
    gtk_orientable_set_orientation (GTK_ORIENTABLE (box), GTK_ORIENTATION_HORIZONTAL);
    gtk_box_set_spacing (GTK_BOX (box), 18);
    GtkWidget *preview = rf_develop_preview_new (config, image, drawables);
    gtk_box_pack_start (GTK_BOX (box), preview, TRUE, TRUE, 0);
    gtk_box_reorder_child (GTK_BOX (box), preview, 0);

    rf_help_attach (widget, "develop");
    gimp_procedure_dialog_set_ok_label (dialog, _ ("_Develop"));
    gimp_procedure_dialog_fill (dialog, "all", NULL);
    gboolean ok = gimp_procedure_dialog_run (dialog);
    gtk_widget_destroy (widget);
    return ok;
}
