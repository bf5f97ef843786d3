/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The arguments of plug-in-rangefinder-look.
 */
#ifndef RF_GIMP_LOOK_ARGUMENTS_H
#define RF_GIMP_LOOK_ARGUMENTS_H

#include "gimp-dialog.h"
#include "gimp-filter.h"

typedef struct {
    RfFilterSettings settings; /* its texts belong to us */
    char *result;              /* "layer" or "new-layer" */
    gboolean merge;
} RfLookArguments;

void rf_look_arguments_add (GimpProcedure *procedure);
void rf_look_arguments_add_first (GimpProcedure *procedure); /* only look and strength, for other procedures */
void rf_look_arguments_get (GimpProcedureConfig *config, RfLookArguments *arguments);
void rf_look_arguments_clear (RfLookArguments *arguments);

/* Sets the procedure's arguments to what a filter has: its dialog then goes on from there. */
void rf_look_arguments_take (GimpProcedureConfig *config, GimpDrawableFilter *filter);

/* Those that are words: GIMP cannot check them, an unknown one would pass for the default. */
gboolean rf_look_arguments_check (const RfLookArguments *arguments, GError **error);

/* Rows for a dialog. */
GtkWidget *rf_look_vignette_row (GimpProcedureConfig *config);
GtkWidget *rf_look_picture_row (GimpProcedureConfig *config);
GtkWidget *rf_look_result_row (GimpProcedureConfig *config);

#endif
