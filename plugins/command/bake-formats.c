/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The kinds of files that looks are baked into. */
#include "bake.h"

#include "command.h"

#include <string.h>

static gboolean
write_lut (const RfLook *look, const RfBakeOptions *options, RfInput input, int size, const char *path, GError **error)
{
    RfSettings own = options->settings;

    own.input = input;
    RfLut *lut = rf_lut_bake (look, &own, size, error);
    gboolean ok = lut && rf_lut_save (lut, path, error);
    rf_lut_unref (lut);
    return ok;
}

static gboolean
write_cube (const RfLook *look, const RfBakeOptions *options, int size, const char *path, GError **error)
{
    return write_lut (look, options, RF_INPUT_DISPLAY, size, path, error);
}

static gboolean
write_log_cube (const RfLook *look, const RfBakeOptions *options, int size, const char *path, GError **error)
{
    return write_lut (look, options, RF_INPUT_SCENE, size, path, error);
}

static gboolean
write_hald (const RfLook *look, const RfBakeOptions *options, int level, const char *path, GError **error)
{
    return write_lut (look, options, RF_INPUT_DISPLAY, level * level, path, error);
}

static gboolean
write_icc (const RfLook *look, const RfBakeOptions *options, int size, const char *path, GError **error)
{
    return rf_icc_write (look, &options->settings, size, path, error);
}

static const RfBakeFormat formats[] = {
    {"cube", "", "-", ".cube", FALSE, write_cube},
    {"cube-log", "", "-log-", ".cube", FALSE, write_log_cube},
    {"hald", "", "-hald-", ".png", TRUE, write_hald},
    {"icc", "", "-", ".icc", FALSE, write_icc},
    {"dtstyle", "rangefinder-", "-", ".dtstyle", FALSE, rf_bake_style},
};

const RfBakeFormat *
rf_bake_formats (gsize *n)
{
    *n = G_N_ELEMENTS (formats);
    return formats;
}

const RfBakeFormat *
rf_bake_format_find (const char *name)
{
    for (const RfBakeFormat *format = formats; format < formats + G_N_ELEMENTS (formats); format++)
        if (strcmp (format->name, name) == 0)
            return format;
    return NULL;
}

char *
rf_bake_file_name (const RfBakeFormat *format, const RfLook *look, int size)
{
    return g_strdup_printf ("%s%s%s%d%s", format->prefix, rf_look_id (look), format->infix, size, format->suffix);
}
