/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "develop-raw.h"

#include "../i18n.h"
#include "codec-own.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

gboolean
rf_raw_is (const char *path)
{
    static const char *const endings[] = {".dng", ".nef", ".nrw", ".cr2", ".cr3", ".crw", ".arw", ".srf", ".sr2",
                                          ".pef", ".orf", ".rw2", ".raf", ".srw", ".3fr", ".iiq", ".rwl", ".raw"};
    g_autofree char *lower = g_ascii_strdown (path, -1);

    for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
        if (g_str_has_suffix (lower, endings[i]))
            return TRUE;
    return FALSE;
}

/* The last line that has words in it: programs print what is wrong at the end. Only darktable goes on and tries to read RAW as
 * a picture of every other kind; what it said of RAW is more to the point, behind names of its functions. */
static char *
find_reason (const char *said)
{
    g_auto (GStrv) lines = g_strsplit (said, "\n", -1);
    const char *last = NULL;

    for (guint i = g_strv_length (lines); i > 0; i--) {
        const char *of_raw = strstr (lines[i - 1], "[rawspeed]");
        const char *reason = of_raw ? g_strrstr (of_raw, ": ") : NULL;
        if (reason)
            return g_strndup (reason + 2, 200);
        if (*g_strstrip (lines[i - 1]) && !last)
            last = lines[i - 1];
    }
    return g_strndup (last ? last : "?", 200);
}

static gboolean
run (const char *const *words, const char *target, GError **error)
{
    g_autofree char *said = NULL, *complaints = NULL;
    g_autoptr (GError) reason = NULL;
    int status = 0;
    gboolean ran = g_spawn_sync (NULL, (char **)words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &said, &complaints,
                                 &status, &reason);

    if (ran && g_spawn_check_wait_status (status, NULL) && g_file_test (target, G_FILE_TEST_EXISTS))
        return TRUE;
    g_autofree char *all = g_strconcat (said ? said : "", "\n", complaints, NULL);
    g_autofree char *line = reason ? g_strdup (reason->message) : find_reason (all);
    return rf_codec_fail (error, _ ("%s could not develop this RAW file (%s)"), words[0], line);
}

/* With settings of its own in a folder that is deleted: a darktable that is open keeps its library locked. */
static gboolean
run_darktable (const char *path, const char *target, GError **error)
{
    g_autofree char *folder = g_dir_make_tmp ("rangefinder-XXXXXX", error);

    if (!folder)
        return FALSE;
    const char *words[] = {"darktable-cli",
                           path,
                           target,
                           "--icc-type",
                           "SRGB",
                           "--core",
                           "--configdir",
                           folder,
                           "--library",
                           ":memory:",
                           "--conf",
                           "plugins/imageio/format/tiff/bpp=16",
                           NULL};
    gboolean ok = run (words, target, error);
    const char *removal[] = {"rm", "-rf", "--", folder, NULL};
    g_spawn_sync (NULL, (char **)removal, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
    return ok;
}

/* 16 bits, the camera's white balance, sRGB with its curve. */
static gboolean
run_libraw (const char *path, const char *target, GError **error)
{
    const char *words[] = {"dcraw_emu", "-T", "-6", "-w", "-o", "1", "-g", "2.4", "12.92", "-Z", target, path, NULL};

    return run (words, target, error);
}

gboolean
rf_raw_develop (const char *path, const char *target, GError **error)
{
    g_autofree char *darktable = g_find_program_in_path ("darktable-cli");
    g_autofree char *libraw = g_find_program_in_path ("dcraw_emu");
    g_autofree char *absolute = g_canonicalize_filename (path, NULL); /* whose name is no option */
    g_autofree char *absolute_target = g_canonicalize_filename (target, NULL);

    if (darktable)
        return run_darktable (absolute, absolute_target, error);
    if (libraw)
        return run_libraw (absolute, absolute_target, error);
    return rf_codec_fail (
        error, _ ("it is undeveloped RAW; install darktable or LibRaw's dcraw_emu, or develop it to a 16-bit "
                  "TIFF first, and give that"));
}
