/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the unit tests share: numbers that are random but the same in every run, looks from text, plans in one line. */
#ifndef RF_UNIT_H
#define RF_UNIT_H

#include "look.h"

#include <glib/gstdio.h>

/* xorshift64* */
static inline guint64
random_bits (guint64 *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * 2685821657736338717u;
}

static inline double
random_between (guint64 *state, double low, double high)
{
    return low + (high - low) * (double)(random_bits (state) >> 11) / 9007199254740992.0;
}

/* [0, n) */
static inline int
random_below (guint64 *state, int n)
{
    return (int)((random_bits (state) >> 33) % (guint64)n);
}

/* A look that must be readable. */
static inline RfLook *
look_of (const char *text)
{
    g_autoptr (GError) error = NULL;
    RfLook *look = rf_look_parse (text, strlen (text), "/unit/test.look", &error);

    if (!look)
        g_error ("%s in «%s»", error->message, text);
    return look;
}

static inline RfLook *
shipped_look (const char *id)
{
    g_autofree char *path = g_strdup_printf ("%s/luts/%s.look", g_getenv ("RF_SOURCE"), id);
    g_autoptr (GError) error = NULL;
    RfLook *look = rf_look_load (path, &error);

    if (!look)
        g_error ("%s", error->message);
    return look;
}

/* A plan that must be possible, for sRGB primaries. */
static inline RfPlan *
plan_of (const RfLook *look, const RfSettings *settings, RfEncoding encoding)
{
    g_autoptr (GError) error = NULL;
    RfSpace space;

    rf_space_init (&space, "srgb", encoding);
    RfPlan *plan = rf_plan_new (look, settings, &space, &error);
    if (!plan)
        g_error ("%s", error->message);
    return plan;
}

/* A new folder; delete_folder deletes it with its files and folders. */
static inline char *
make_folder (void)
{
    g_autoptr (GError) error = NULL;
    char *folder = g_dir_make_tmp ("rf-unit-XXXXXX", &error);

    if (!folder)
        g_error ("%s", error->message);
    return folder;
}

static inline void
delete_folder (const char *folder)
{
    GDir *dir = g_dir_open (folder, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name (dir))) {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
            delete_folder (path);
        else
            g_unlink (path);
    }
    if (dir)
        g_dir_close (dir);
    g_rmdir (folder);
}

static inline void
write_file (const char *folder, const char *name, const char *text, gssize length)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (!g_file_set_contents (path, text, length, &error))
        g_error ("%s", error->message);
}

#endif
