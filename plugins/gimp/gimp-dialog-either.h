/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row for an argument that is one of a few words or something to choose: a list, and a button beside it that counts when
 * the list's last entry is chosen.
 */
#ifndef RF_GIMP_DIALOG_EITHER_H
#define RF_GIMP_DIALOG_EITHER_H

#include "gimp-dialog.h"

typedef struct {
    const RfDialogChoice
        *choices; /* the last one stands for what the button says; its id is no value of the argument */
    size_t n;
    GtkWidget *button;
    const char *changed;                                 /* the button's signal when the user has chosen */
    gboolean (*is_own) (const char *value);              /* not one of the words */
    void (*show) (GtkWidget *button, const char *value); /* such a one */
    char *(*read) (GtkWidget *button);                   /* it; free with g_free */
} RfEither;

GtkWidget *rf_dialog_either_row (GimpProcedureConfig *config, const char *property, const RfEither *either);

#endif
