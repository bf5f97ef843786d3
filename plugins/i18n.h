/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts of the plug-ins: always in our own domain, whatever the host has chosen for itself. */
#ifndef RF_PLUGIN_I18N_H
#define RF_PLUGIN_I18N_H

#include <glib.h>
#include <libintl.h>

#define _(text)  g_dgettext (GETTEXT_PACKAGE, text)
#define N_(text) text

#endif
