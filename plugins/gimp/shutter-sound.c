/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shutter-sound.h"

#include <math.h>

#define SECONDS 0.34
#define PEAK    0.5 /* of full scale: a small sound beside others */
#define FADE_MS 4.0

/* Two poles: a body that rings at `hz` and whose ringing falls to 1/e in `decay_ms`. */
typedef struct {
    double hz, decay_ms, gain;
} Mode;

/* What happens in the camera: something strikes (a burst of noise that falls to 1/e in `burst_ms`), and bodies answer. */
typedef struct {
    double at_ms, burst_ms, gain;
    Mode modes[5];
} Event;

static const Event events[] = {
    /* the release button's catch */
    {6, 0.25, 0.22, {{3100, 2.5, 0.8}, {5200, 1.8, 0.6}}},
    /* the first curtain runs off: cloth, soft */
    {19, 0.45, 0.75, {{410, 9, 0.9}, {1150, 6, 1.0}, {2450, 4, 0.7}, {4700, 2, 0.35}}},
    /* rollers turn while the slit travels */
    {24, 9.0, 0.05, {{1900, 1.2, 1.0}, {3300, 0.9, 0.8}}},
    /* the second curtain is stopped: the loudest, with the body of the camera */
    {52, 0.6, 1.0, {{165, 22, 1.1}, {385, 13, 0.9}, {980, 8, 1.0}, {2150, 5, 0.8}, {4300, 2.5, 0.4}}},
    /* it bounces once */
    {66, 0.4, 0.28, {{1020, 6, 1.0}, {2300, 4, 0.9}}},
    /* springs go on humming */
    {54, 0.3, 0.10, {{2780, 55, 1.0}, {2893, 47, 0.8}, {3620, 34, 0.5}}},
};

/* White noise in [-1, 1) that is the same everywhere (Numerical Recipes' generator). */
static double
next_noise (guint32 *state)
{
    *state = *state * 1664525u + 1013904223u;
    return (gint32)*state / 2147483648.0;
}

static void
add_mode (double *sum, gsize n, const double *strike, const Mode *mode)
{
    double radius = exp (-1000.0 / (mode->decay_ms * RF_SHUTTER_RATE));
    double turn = 2 * radius * cos (2 * G_PI * mode->hz / RF_SHUTTER_RATE);
    double gain = mode->gain * sqrt (1 - radius * radius); /* long ringing is not louder */
    double last = 0, before = 0;

    for (gsize i = 0; i < n; i++) {
        double now = turn * last - radius * radius * before + strike[i];
        before = last;
        last = now;
        sum[i] += gain * now * sin (2 * G_PI * mode->hz / RF_SHUTTER_RATE);
    }
}

static void
add_event (double *sum, gsize n, const Event *event, guint32 seed)
{
    g_autofree double *strike = g_new0 (double, n);
    gsize first = (gsize)(event->at_ms * RF_SHUTTER_RATE / 1000);

    for (gsize i = first; i < n; i++) {
        double ms = (i - first) * 1000.0 / RF_SHUTTER_RATE;
        strike[i] = event->gain * exp (-ms / event->burst_ms) * next_noise (&seed);
        sum[i] += 0.15 * strike[i]; /* the bare knock, before any body answers */
    }
    for (gsize m = 0; m < G_N_ELEMENTS (event->modes) && event->modes[m].hz > 0; m++)
        add_mode (sum, n, strike, &event->modes[m]);
}

/* 0 at both ends, 1 between. */
static double
fade (gsize i, gsize n)
{
    double edge = FADE_MS * RF_SHUTTER_RATE / 1000;
    double share = MIN (1.0, MIN (i, n - 1 - i) / edge);
    return 0.5 - 0.5 * cos (G_PI * share);
}

/* Takes the mean out without giving the ends another value, and brings the loudest sample to PEAK. */
static void
finish (double *sum, gsize n)
{
    double total = 0, weight = 0, peak = 0;

    for (gsize i = 0; i < n; i++) {
        sum[i] *= fade (i, n);
        total += sum[i];
        weight += fade (i, n);
    }
    for (gsize i = 0; i < n; i++) {
        sum[i] -= total / weight * fade (i, n);
        peak = MAX (peak, fabs (sum[i]));
    }
    for (gsize i = 0; i < n; i++)
        sum[i] *= PEAK / peak;
}

gint16 *
rf_shutter_sound_new (gsize *n)
{
    *n = (gsize)(SECONDS * RF_SHUTTER_RATE);
    g_autofree double *sum = g_new0 (double, *n);

    for (gsize e = 0; e < G_N_ELEMENTS (events); e++)
        add_event (sum, *n, &events[e], 2463534242u + (guint32)e);
    finish (sum, *n);

    gint16 *samples = g_new (gint16, *n);
    for (gsize i = 0; i < *n; i++)
        samples[i] = (gint16)lrint (sum[i] * 32767);
    return samples;
}

static void
append_number (GByteArray *file, guint32 value, guint bytes)
{
    guint32 little = GUINT32_TO_LE (value);
    g_byte_array_append (file, (const guint8 *)&little, bytes);
}

/* "Multimedia Programming Interface and Data Specifications 1.0", IBM and Microsoft 1991: RIFF, fmt, data. */
GByteArray *
rf_shutter_wav_new (void)
{
    GByteArray *file = g_byte_array_new ();
    gsize n;
    g_autofree gint16 *samples = rf_shutter_sound_new (&n);

    g_byte_array_append (file, (const guint8 *)"RIFF", 4);
    append_number (file, (guint32)(36 + 2 * n), 4);
    g_byte_array_append (file, (const guint8 *)"WAVEfmt ", 8);
    append_number (file, 16, 4);
    append_number (file, 1, 2); /* PCM */
    append_number (file, 1, 2); /* channel */
    append_number (file, RF_SHUTTER_RATE, 4);
    append_number (file, RF_SHUTTER_RATE * 2, 4);
    append_number (file, 2, 2);
    append_number (file, 16, 2);
    g_byte_array_append (file, (const guint8 *)"data", 4);
    append_number (file, (guint32)(2 * n), 4);
    for (gsize i = 0; i < n; i++)
        append_number (file, (guint16)samples[i], 2);
    return file;
}
