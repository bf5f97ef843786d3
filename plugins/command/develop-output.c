/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "develop-output.h"

#include "../i18n.h"
#include "codec-own.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <unistd.h>

char *
rf_output_name_beside (const char *path, const char *ending)
{
    static int count;
    g_autofree char *folder = g_path_get_dirname (path);
    g_autofree char *name = g_strdup_printf (".rangefinder-%s-%ld-%d%s", g_get_host_name (), (long)getpid (),
                                             g_atomic_int_add (&count, 1), ending);

    return g_build_filename (folder, name, NULL);
}

static void
open_file (RfOutput *output)
{
    output->file = open (output->temporary, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
}

RfOutput *
rf_output_new (const char *path, gboolean replaces, GError **error)
{
    RfOutput *output = g_new0 (RfOutput, 1);

    output->path = g_strdup (path);
    output->temporary = rf_output_name_beside (path, "");
    output->replaces = replaces;
    open_file (output);
    if (output->file < 0) {
        int failure = errno;
        g_autofree char *folder = g_path_get_dirname (path);
        g_autofree char *shown = g_filename_display_name (folder);
        if (failure == ENOSPC || failure == EDQUOT)
            rf_codec_fail_write (error, failure, NULL);
        else
            rf_codec_fail (error, _ ("the folder %s cannot be written to (%s)"), shown, g_strerror (failure));
        g_clear_pointer (&output->temporary, g_free);
        g_clear_pointer (&output, rf_output_free);
    }
    return output;
}

gboolean
rf_output_restart (RfOutput *output, GError **error)
{
    close (output->file);
    open_file (output);
    return output->file >= 0 || rf_codec_fail_write (error, errno, NULL);
}

/* A name must not be on the disk before its contents: --resume, and whoever replaces an only copy, trust it. */
static int
sync_file (const char *path)
{
    int file = open (path, O_RDONLY | O_CLOEXEC);

    if (file < 0)
        return errno;
    int failure = fsync (file) == 0 ? 0 : errno;
    close (file);
    return failure;
}

/* Gives the complete file its name without ever replacing another. */
static int
rename_new (const char *temporary, const char *path)
{
    if (renameat2 (AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;

    /* A file system without that: a second name is refused as well where there is such a file. */
    if (link (temporary, path) != 0)
        return errno;
    g_unlink (temporary);
    return 0;
}

gboolean
rf_output_commit (RfOutput *output, GError **error)
{
    int failure = close (output->file) == 0 ? 0 : errno;

    output->file = -1;
    if (!failure)
        failure = sync_file (output->temporary);
    if (!failure && !output->replaces)
        failure = rename_new (output->temporary, output->path);
    else if (!failure && g_rename (output->temporary, output->path) != 0)
        failure = errno;
    if (!failure) {
        g_clear_pointer (&output->temporary, g_free);
        return TRUE;
    }
    if (failure == EEXIST) {
        g_autofree char *shown = g_filename_display_name (output->path);
        return rf_codec_fail (error, _ ("%s exists already; --force replaces it"), shown);
    }
    return rf_codec_fail_write (error, failure, NULL);
}

void
rf_output_free (RfOutput *output)
{
    if (!output)
        return;
    if (output->file >= 0)
        close (output->file);
    if (output->temporary)
        g_unlink (output->temporary);
    g_free (output->temporary);
    g_free (output->path);
    g_free (output);
}
