/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-shutter.h"

#include "../i18n.h"

#define PLAYER "rangefinder-shutter"
#define GROUP  "gimp"
#define KEY    "shutter-sound"

/* The program that plays, beside our own; NULL if it was not built or not installed. */
static char *
find_player (void)
{
    g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
    g_autofree char *folder = self ? g_path_get_dirname (self) : NULL;
    char *path = folder ? g_build_filename (folder, PLAYER, NULL) : NULL;

    if (path && !g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        g_clear_pointer (&path, g_free);
    return path;
}

static char *
settings_path (void)
{
    return g_build_filename (g_get_user_config_dir (), "rangefinder", "settings", NULL);
}

static GKeyFile *
read_settings (void)
{
    g_autofree char *path = settings_path ();
    GKeyFile *settings = g_key_file_new ();

    g_key_file_load_from_file (settings, path, G_KEY_FILE_KEEP_COMMENTS, NULL);
    return settings;
}

gboolean
rf_shutter_is_on (void)
{
    g_autoptr (GKeyFile) settings = read_settings ();
    return g_key_file_get_boolean (settings, GROUP, KEY, NULL);
}

void
rf_shutter_set_on (gboolean on)
{
    g_autoptr (GKeyFile) settings = read_settings ();
    g_autofree char *path = settings_path ();
    g_autofree char *folder = g_path_get_dirname (path);
    g_autoptr (GError) error = NULL;

    g_key_file_set_boolean (settings, GROUP, KEY, on);
    g_mkdir_with_parents (folder, 0777);
    if (!g_key_file_save_to_file (settings, path, &error))
        g_printerr ("rangefinder: %s\n", error->message);
}

void
rf_shutter_play (void)
{
    g_autofree char *player = rf_shutter_is_on () ? find_player () : NULL;
    char *arguments[] = {player, NULL};

    if (player)
        g_spawn_async (NULL, arguments, NULL, G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                       NULL);
}

/* Whoever switches it on wants to hear what it is. */
static void
take_switch (GtkToggleButton *button)
{
    rf_shutter_set_on (gtk_toggle_button_get_active (button));
    rf_shutter_play ();
}

GtkWidget *
rf_shutter_switch_new (void)
{
    g_autofree char *player = find_player ();
    if (!player)
        return NULL;

    GtkWidget *button = gtk_check_button_new_with_mnemonic (_ ("Shutter s_ound"));
    gtk_widget_set_tooltip_text (button, _ ("The sound of a mechanical shutter when it has been applied"));
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), rf_shutter_is_on ());
    g_signal_connect (button, "toggled", G_CALLBACK (take_switch), NULL);
    gtk_widget_show (button);
    return button;
}
