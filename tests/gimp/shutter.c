/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The shutter: what the computed sound is, and that playing it holds nobody up. */
#include "../../plugins/gimp/gimp-shutter.h"
#include "../../plugins/gimp/shutter-sound.h"
#include "../tap.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>

static double
energy (const gint16 *samples, gsize from, gsize to)
{
    double sum = 0;
    for (gsize i = from; i < to; i++)
        sum += (double)samples[i] * samples[i];
    return sum / (double)(to - from);
}

TEST (the_sound_is_short_begins_and_ends_at_zero_and_has_no_mean)
{
    gsize n;
    g_autofree gint16 *samples = rf_shutter_sound_new (&n);
    double sum = 0;
    int peak = 0;

    REQUIRE_CMP (n, >, (gsize)(0.2 * RF_SHUTTER_RATE), "%zu", "samples");
    REQUIRE_CMP (n, <, (gsize)(0.5 * RF_SHUTTER_RATE), "%zu", "samples");
    REQUIRE (samples[0] == 0 && samples[n - 1] == 0, "%d and %d", samples[0], samples[n - 1]);
    for (gsize i = 0; i < n; i++) {
        sum += samples[i];
        peak = MAX (peak, abs (samples[i]));
    }
    REQUIRE_CMP (fabs (sum / (double)n), <, 0.5, "%g", "mean");
    REQUIRE_CMP (peak, >=, 16000, "%d", "peak");
    REQUIRE_CMP (peak, <=, 16400, "%d", "peak");
}

TEST (there_are_two_curtains_and_the_rest_is_quieter)
{
    gsize n, ms = RF_SHUTTER_RATE / 1000;
    g_autofree gint16 *samples = rf_shutter_sound_new (&n);
    double first = energy (samples, 19 * ms, 25 * ms), between = energy (samples, 42 * ms, 51 * ms);
    double second = energy (samples, 52 * ms, 58 * ms), end = energy (samples, n - 20 * ms, n);

    REQUIRE_CMP (first, >, 10 * between, "%g", "the first curtain");
    REQUIRE_CMP (second, >, 10 * between, "%g", "the second curtain");
    REQUIRE_CMP (second, >, 1000 * end, "%g", "the second curtain and the end");
}

TEST (every_call_makes_the_same_file_and_its_header_is_true)
{
    g_autoptr (GByteArray) wav = rf_shutter_wav_new ();
    g_autoptr (GByteArray) again = rf_shutter_wav_new ();
    guint32 sizes[2];

    REQUIRE (wav->len == again->len && memcmp (wav->data, again->data, wav->len) == 0, "%u bytes", wav->len);
    REQUIRE (memcmp (wav->data, "RIFF", 4) == 0 && memcmp (wav->data + 36, "data", 4) == 0, "no WAV");
    memcpy (&sizes[0], wav->data + 4, 4);
    memcpy (&sizes[1], wav->data + 40, 4);
    REQUIRE_CMP (GUINT32_FROM_LE (sizes[0]), ==, wav->len - 8, "%u", "size of the file");
    REQUIRE_CMP (GUINT32_FROM_LE (sizes[1]), ==, wav->len - 44, "%u", "size of the samples");
}

TEST (the_switch_is_off_until_it_is_set_and_is_remembered)
{
    REQUIRE (!rf_shutter_is_on (), "on in a new profile");
    rf_shutter_set_on (TRUE);
    REQUIRE (rf_shutter_is_on (), "not remembered");
    rf_shutter_set_on (FALSE);
    REQUIRE (!rf_shutter_is_on (), "not switched off");
}

/* In place of the player beside this program: one that does not end before it is told to. */
static char *
write_player (const char *folder)
{
    g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
    g_autofree char *beside = g_path_get_dirname (self);
    char *player = g_build_filename (beside, "rangefinder-shutter", NULL);
    g_autofree char *script = g_strdup_printf ("#!/bin/sh\ncd '%s' || exit\ntouch started\ni=0\n"
                                               "while [ ! -e go ] && [ $i -lt 600 ]; do sleep 0.1; i=$((i + 1)); done\n"
                                               "[ -e go ] && touch told || touch held-up\n",
                                               folder);
    g_file_set_contents (player, script, -1, NULL);
    g_chmod (player, 0755);
    return player;
}

static gboolean
appears (const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename (folder, name, NULL);
    for (int tries = 0; tries < 900 && !g_file_test (path, G_FILE_TEST_EXISTS); tries++)
        g_usleep (G_USEC_PER_SEC / 10);
    return g_file_test (path, G_FILE_TEST_EXISTS);
}

TEST (playing_returns_while_the_sound_goes_on)
{
    g_autofree char *folder = g_dir_make_tmp ("rangefinder-shutter-XXXXXX", NULL);
    g_autofree char *player = write_player (folder);
    g_autofree char *go = g_build_filename (folder, "go", NULL);
    g_autofree char *started = g_build_filename (folder, "started", NULL);
    g_autofree char *told = g_build_filename (folder, "told", NULL);

    rf_shutter_play ();
    rf_shutter_set_on (TRUE);
    REQUIRE (!g_file_test (started, G_FILE_TEST_EXISTS), "switched off, it plays");
    rf_shutter_play ();
    g_file_set_contents (go, "", 0, NULL); /* only now may the player end */
    REQUIRE (appears (folder, "started"), "switched on, it does not play");
    REQUIRE (appears (folder, "told"), "playing came back when the player had ended");

    g_unlink (player);
    rf_shutter_play (); /* without a player it is silent */
    g_unlink (go);
    g_unlink (started);
    g_unlink (told);
    g_rmdir (folder);
}

int
main (void)
{
    g_autofree char *home = g_dir_make_tmp ("rangefinder-shutter-home-XXXXXX", NULL);
    g_autofree char *folder = g_build_filename (home, "rangefinder", NULL);
    g_autofree char *settings = g_build_filename (folder, "settings", NULL);

    g_setenv ("XDG_CONFIG_HOME", home, TRUE);
    int status = tap_main ();
    g_unlink (settings);
    g_rmdir (folder);
    g_rmdir (home);
    return status;
}
