/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-recipe.h"

#include "../i18n.h"
#include "gimp-look-arguments.h"
#include "gimp-recipe-texts.h"
#include "gimp-watermark-arguments.h"
#include "gimp-watermark-dialog.h"
#include "gimp-watermark-fields.h"
#include "rangefinder.h"

const RfDialogChoice rf_recipe_crops[RF_N_CROPS] = {
    {"none", N_ ("The whole picture")}, {"1:1", N_ ("1:1, square")}, {"4:5", N_ ("4:5, portrait")},
    {"9:16", N_ ("9:16, story")},       {"16:9", N_ ("16:9, wide")},
};
static const double ratios[RF_N_CROPS] = {0, 1, 4.0 / 5, 9.0 / 16, 16.0 / 9};

/* Look and format are strings, for a script that errs shall get our message and not GIMP's. */
void
rf_recipe_add_look (GimpProcedure *procedure)
{
    rf_look_arguments_add_first (procedure);
    gimp_procedure_add_string_argument (procedure, "watermark", _ ("W_atermark"),
                                        _ ("Id of the format of a watermark, such as “bar”; none if empty"), "",
                                        G_PARAM_READWRITE);
}

void
rf_recipe_add_lens (GimpProcedure *procedure)
{
    gimp_procedure_add_string_argument (procedure, "lens", _ ("Le_ns"),
                                        _ ("Id of the character of a lens or film, such as “swirl-50”; “none”"), "none",
                                        G_PARAM_READWRITE);
    gimp_procedure_add_double_argument (procedure, "lens-strength", _ ("L_ens strength"),
                                        _ ("How much of the lens character, in percent"), 0, 100, 100,
                                        G_PARAM_READWRITE);
    gimp_procedure_add_string_argument (procedure, "crop", _ ("Crop _to"),
                                        _ ("The largest part of the picture in the proportions “1:1”, “4:5”, “9:16” or "
                                           "“16:9”; “none”: all of it. Lens, "
                                           "look and watermark are for what is left"),
                                        "none", G_PARAM_READWRITE);
    gimp_procedure_add_double_argument (procedure, "crop-position", _ ("Crop pos_ition"),
                                        _ ("Which part: 0 is the left or upper end, 50 the middle, 100 the right or "
                                           "lower end"),
                                        0, 100, 50, G_PARAM_READWRITE);
}

void
rf_recipe_add_texts (GimpProcedure *procedure)
{
    rf_imprint_add_fields (procedure);
}

/* All characters, as choices; free with g_free. */
static RfDialogChoice *
list_lenses (size_t *n)
{
    const RfLens *const *lenses = rf_lenses (n);
    RfDialogChoice *choices = g_new (RfDialogChoice, *n);

    for (size_t i = 0; i < *n; i++)
        choices[i] = (RfDialogChoice){rf_lens_id (lenses[i]), rf_lens_title (lenses[i])};
    return choices;
}

gboolean
rf_recipe_read (GimpProcedureConfig *config, RfRecipe *recipe, GPtrArray *texts, GError **error)
{
    size_t n;
    g_autofree RfDialogChoice *lenses = list_lenses (&n);
    const char *crop = rf_dialog_get_text (config, "crop", texts);

    *recipe = (RfRecipe){.look = RF_FILTER_SETTINGS_DEFAULT (rf_dialog_get_text (config, "look", texts))};
    recipe->lens = rf_dialog_get_text (config, "lens", texts);
    recipe->watermark = rf_dialog_get_text (config, "watermark", texts);
    recipe->fields = rf_dialog_get_text (config, "fields", texts);
    g_object_get (config, "strength", &recipe->look.strength_pct, "lens-strength", &recipe->lens_strength_pct,
                  "crop-position", &recipe->crop_position, NULL);
    recipe->crop_position /= 100;
    for (size_t i = 0; i < RF_N_CROPS; i++)
        if (strcmp (crop, rf_recipe_crops[i].id) == 0)
            recipe->crop_ratio = ratios[i];
    return rf_look_require (recipe->look.look, error) &&
           (!*recipe->watermark || rf_format_require (recipe->watermark, error)) &&
           rf_fields_check (recipe->fields, error) &&
           rf_dialog_choice_require ("lens", recipe->lens, lenses, n, error) &&
           rf_dialog_choice_require ("crop", crop, rf_recipe_crops, RF_N_CROPS, error);
}

GtkWidget *
rf_recipe_lens_row (GimpProcedureConfig *config)
{
    size_t n;
    g_autofree RfDialogChoice *lenses = list_lenses (&n);

    return rf_dialog_choice_row (config, "lens", lenses, n);
}

GtkWidget *
rf_recipe_crop_row (GimpProcedureConfig *config)
{
    return rf_dialog_choice_row (config, "crop", rf_recipe_crops, RF_N_CROPS);
}

GtkWidget *
rf_recipe_watermark_row (GimpProcedureConfig *config, GimpImage *image)
{
    GtkWidget *row = rf_watermark_format_row (config, "watermark", _ ("None"));
    GtkWidget *button = rf_recipe_texts_button (config, image);

    gtk_box_pack_start (GTK_BOX (row), button, FALSE, FALSE, 0);
    gtk_widget_show (button);
    return row;
}

/* Sensitive unless the argument is that word. */
static void
sync_field (GObject *config, GParamSpec *spec, GtkWidget *field)
{
    g_autofree char *word = NULL;

    g_object_get (config, g_object_get_data (G_OBJECT (field), "rf-decided-by"), &word, NULL);
    gtk_widget_set_sensitive (field, g_strcmp0 (word, "none") != 0);
}

static void
bind_field (GimpProcedureDialog *dialog, GimpProcedureConfig *config, const char *name, const char *decided_by)
{
    GtkWidget *field = gimp_procedure_dialog_get_widget (dialog, name, G_TYPE_NONE);
    g_autofree char *signal = g_strconcat ("notify::", decided_by, NULL);

    g_object_set_data_full (G_OBJECT (field), "rf-decided-by", g_strdup (decided_by), g_free);
    g_signal_connect_object (config, signal, G_CALLBACK (sync_field), field, 0);
    sync_field (G_OBJECT (config), NULL, field);
}

void
rf_recipe_sync_fields (GimpProcedureDialog *dialog, GimpProcedureConfig *config)
{
    bind_field (dialog, config, "lens-strength", "lens");
    bind_field (dialog, config, "crop-position", "crop");
}
