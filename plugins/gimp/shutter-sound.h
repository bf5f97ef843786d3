/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sound of a mechanical shutter, made by computation: no recording is behind it.
 */
#ifndef RF_SHUTTER_SOUND_H
#define RF_SHUTTER_SOUND_H

#include <glib.h>

#define RF_SHUTTER_RATE 44100 /* samples a second, one channel */

/* The whole sound, some tenths of a second, the same at every call. It begins and ends at 0 and has no mean. `n` receives
 * the number of samples; free with g_free. */
gint16 *rf_shutter_sound_new (gsize *n);

/* The same as a WAV file; free with g_byte_array_unref. */
GByteArray *rf_shutter_wav_new (void);

#endif
