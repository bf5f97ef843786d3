/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All that can be done to a photograph in one go: its crop, lens character, look and watermark. The arguments for that are the
 * same in every procedure that takes a recipe.
 */
#ifndef RF_GIMP_RECIPE_H
#define RF_GIMP_RECIPE_H

#include "gimp-dialog.h"
#include "gimp-filter.h"

typedef struct {
    RfFilterSettings look;
    const char *lens; /* id; "none" */
    double lens_strength_pct;
    const char *watermark; /* id of a format; "": none */
    const char *fields;    /* the user's texts for it, see rf_fields_set */
    double crop_ratio;     /* width by height; 0: none */
    double crop_position;  /* [0, 1], see rf_crop_find */
    gboolean merge;        /* into pixels and one layer; else filters and a group, which can be changed later */
} RfRecipe;

/* The shapes of pictures: "none", "1:1" and so on. */
#define RF_N_CROPS 5
extern const RfDialogChoice rf_recipe_crops[RF_N_CROPS];

/* Adds look, strength and watermark; or lens, lens-strength, crop and crop-position, which all are neutral by default. */
void rf_recipe_add_look (GimpProcedure *procedure);
void rf_recipe_add_lens (GimpProcedure *procedure);
void rf_recipe_add_texts (GimpProcedure *procedure); /* "fields" */

/* Reads these arguments. FALSE with an error that says what there is when one is an unknown word. The words belong to
 * `texts`, an array that frees them. */
gboolean rf_recipe_read (GimpProcedureConfig *config, RfRecipe *recipe, GPtrArray *texts, GError **error);

/* Rows for dialogs. */
GtkWidget *rf_recipe_lens_row (GimpProcedureConfig *config);
GtkWidget *rf_recipe_crop_row (GimpProcedureConfig *config);

/* The formats of watermarks, and a button that opens a window to type texts for it in; `image` is NULL where there are many. */
GtkWidget *rf_recipe_watermark_row (GimpProcedureConfig *config, GimpImage *image);

/* Keeps the fields insensitive that mean nothing at the moment. */
void rf_recipe_sync_fields (GimpProcedureDialog *dialog, GimpProcedureConfig *config);

#endif
