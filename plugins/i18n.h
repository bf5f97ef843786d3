/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts of the plug-ins: always in our own domain, whatever the host has chosen for itself. */
#ifndef RF_PLUGIN_I18N_H
#define RF_PLUGIN_I18N_H

#include <glib.h>
#include <libintl.h>

#define _(text)  g_dgettext (GETTEXT_PACKAGE, text)
#define N_(text) text

/* Says where our translations are; to be called before the first text. */
#define RF_BIND_TEXTS()                                                                                                \
    do {                                                                                                               \
        bindtextdomain (GETTEXT_PACKAGE, RF_LOCALE_DIR);                                                               \
        bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");                                                            \
    } while (0)

#endif
