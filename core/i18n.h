/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Texts of the library, in its own domain whatever the host's. */
#ifndef RF_I18N_H
#define RF_I18N_H

#include <glib.h>

#define _(text)  g_dgettext (GETTEXT_PACKAGE, text)
#define N_(text) text

#endif
