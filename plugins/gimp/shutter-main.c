/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rangefinder-shutter: plays the sound once and ends. A program of its own because a plug-in ends as soon as its work is
 * done, and a sound that it plays would end with it; and so that no trouble with sound is ever the plug-in's.
 */
#include "shutter-sound.h"

#include <canberra.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#define PATIENCE_US (4 * G_USEC_PER_SEC) /* with sound servers that accept a sound and never tell its end */

static GMutex lock;
static GCond ended;
static gboolean is_over;

static void
note_end (ca_context *context, uint32_t id, int code, void *data)
{
    g_mutex_lock (&lock);
    is_over = TRUE;
    g_cond_signal (&ended);
    g_mutex_unlock (&lock);
}

/* libcanberra reads files; this one is only in memory. */
static char *
make_file (void)
{
    GByteArray *wav = rf_shutter_wav_new ();
    int file = memfd_create ("rangefinder-shutter", 0);
    gboolean done = file >= 0 && write (file, wav->data, wav->len) == (gssize)wav->len;

    g_byte_array_unref (wav);
    return done ? g_strdup_printf ("/proc/self/fd/%d", file) : NULL;
}

int
main (void)
{
    g_autofree char *path = make_file ();
    ca_context *context = NULL;
    ca_proplist *properties = NULL;

    if (!path || ca_context_create (&context) != CA_SUCCESS || ca_proplist_create (&properties) != CA_SUCCESS)
        return 1;
    ca_context_change_props (context, CA_PROP_APPLICATION_NAME, "Rangefinder", CA_PROP_APPLICATION_ID, "rangefinder",
                             NULL);
    ca_proplist_sets (properties, CA_PROP_MEDIA_FILENAME, path);
    ca_proplist_sets (properties, CA_PROP_MEDIA_ROLE, "event");
    ca_proplist_sets (properties, CA_PROP_EVENT_ID, "camera-shutter");

    gboolean plays = ca_context_play_full (context, 0, properties, note_end, NULL) == CA_SUCCESS;
    gint64 until = g_get_monotonic_time () + PATIENCE_US;
    g_mutex_lock (&lock);
    while (plays && !is_over && g_cond_wait_until (&ended, &lock, until))
        continue;
    g_mutex_unlock (&lock);
    ca_proplist_destroy (properties);
    ca_context_destroy (context);
    return plays ? 0 : 1;
}
