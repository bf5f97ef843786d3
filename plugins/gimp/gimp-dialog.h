/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What libgimp's own dialogs lack: rows for arguments that are words or folders and are strings in the procedure, so that
 * a script that errs gets our message. Each row is bound to the procedure's config and follows its Reset button.
 */
#ifndef RF_GIMP_DIALOG_H
#define RF_GIMP_DIALOG_H

#include <libgimp/gimpui.h>

typedef struct {
    const char *id;    /* for scripts */
    const char *title; /* for people; marked N_ () */
} RfDialogChoice;

/* FALSE with an error that names the argument and lists the ids, unless `id` is one of them. */
gboolean rf_dialog_choice_require (const char *argument, const char *id, const RfDialogChoice *choices, size_t n,
                                   GError **error);

/* An argument that is words, "" at least. They belong to `texts`, an array that frees them. */
const char *rf_dialog_get_text (GimpProcedureConfig *config, const char *name, GPtrArray *texts);

/* A row has the argument's own label, with its mnemonic, and its description as the tooltip. */
GtkWidget *rf_dialog_choice_row (GimpProcedureConfig *config, const char *property, const RfDialogChoice *choices,
                                 size_t n);
GtkWidget *rf_dialog_look_row (GimpProcedureConfig *config,
                               const char *property); /* every look, a line between groups */
GtkWidget *rf_dialog_folder_row (GimpProcedureConfig *config, const char *property, const char *title);
GtkWidget *rf_dialog_file_row (GimpProcedureConfig *config, const char *property, const char *title); /* may be none */

/* Words to type; `hint` is shown where there are none. With `suggestions` (NULL at the end) a list to take them from. */
GtkWidget *rf_dialog_text_row (GimpProcedureConfig *config, const char *property, const char *hint,
                               const char *const *suggestions);

/* A row with any other field. */
GtkWidget *rf_dialog_row (GimpProcedureConfig *config, const char *property, GtkWidget *field);

/* Puts the row at that place of a box filled by libgimp; the rows' labels and fields line up. */
void rf_dialog_insert_row (GtkWidget *box, GtkWidget *row, int position);

#endif
