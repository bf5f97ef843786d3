/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The LUT files read last, broken ones with their error: hosts ask for the same one dozens of times while they draw. */
#include "lut.h"

#include <glib/gstdio.h>
#include <string.h>

#define ENTRIES   8
#define MAX_BYTES (256 << 20) /* of cells kept; the one in use always is */

/* One state of one file. */
typedef struct {
    char *path;
    guint64 inode, size;
    gint64 seconds, nanoseconds; /* of the last change */
} FileState;

typedef struct {
    FileState file;
    RfLut *lut;    /* or */
    GError *error; /* why there is none */
} Entry;

static Entry entries[ENTRIES]; /* the most recent first */
static GMutex lock;

static FileState
look_at (const char *path)
{
    FileState file = {.path = (char *)path};
    GStatBuf status;

    if (g_stat (path, &status) == 0) {
        file.inode = (guint64)status.st_ino;
        file.size = (guint64)status.st_size;
        file.seconds = (gint64)status.st_mtim.tv_sec;
        file.nanoseconds = (gint64)status.st_mtim.tv_nsec;
    }
    return file;
}

static gboolean
same_state (const FileState *a, const FileState *b)
{
    return g_strcmp0 (a->path, b->path) == 0 && a->inode == b->inode && a->size == b->size &&
           a->seconds == b->seconds && a->nanoseconds == b->nanoseconds;
}

static void
move_to_front (int place)
{
    Entry entry = entries[place];

    memmove (&entries[1], &entries[0], (size_t)place * sizeof entries[0]);
    entries[0] = entry;
}

static void
clear_entry (Entry *entry)
{
    g_free (entry->file.path);
    rf_lut_unref (entry->lut);
    g_clear_error (&entry->error);
    *entry = (Entry){0};
}

static guint64
bytes_of (const RfLut *lut)
{
    return lut ? 16 * (guint64)lut->size * (guint64)lut->size * (guint64)lut->size : 0;
}

static void
forget_old (void)
{
    guint64 bytes = bytes_of (entries[0].lut);

    for (int i = 1; i < ENTRIES; i++) {
        bytes += bytes_of (entries[i].lut);
        if (bytes > MAX_BYTES)
            clear_entry (&entries[i]);
    }
}

/* Makes the entry of `file` the first one, reading the file if need be. */
static void
bring_to_front (const FileState *file)
{
    for (int i = 0; i < ENTRIES; i++)
        if (entries[i].file.path && same_state (&entries[i].file, file)) {
            move_to_front (i);
            return;
        }
    move_to_front (ENTRIES - 1);
    clear_entry (&entries[0]);
    entries[0].file = *file;
    entries[0].file.path = g_strdup (file->path);
    entries[0].lut = rf_lut_read (file->path, &entries[0].error);
    forget_old ();
}

/* The lock is held while a file is read, so that two threads that want the same one do not both read it. */
RfLut *
rf_lut_load (const char *path, GError **error)
{
    FileState file = look_at (path);
    RfLut *lut = NULL;

    g_mutex_lock (&lock);
    bring_to_front (&file);
    if (entries[0].lut)
        lut = rf_lut_ref (entries[0].lut);
    else if (error)
        *error = g_error_copy (entries[0].error);
    g_mutex_unlock (&lock);
    return lut;
}
