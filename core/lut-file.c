/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * LUT files of every kind, by the ending of their names. */
#include "data-folder.h"
#include "i18n.h"
#include "lut-text.h"
#include "lut.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

static const struct {
    const char *suffix;
    RfLut *(*parse_text) (char *text, gsize length, const char *name, GError **error);
} kinds[] = {
    {".cube", rf_lut_parse_cube},
    {".3dl", rf_lut_parse_3dl},
    {".png", NULL},
};

static int
find_kind (const char *path)
{
    size_t length = strlen (path);

    for (int i = 0; i < (int)G_N_ELEMENTS (kinds); i++) {
        size_t end = strlen (kinds[i].suffix);
        if (length > end && g_ascii_strcasecmp (path + length - end, kinds[i].suffix) == 0)
            return i;
    }
    return -1;
}

gboolean
rf_lut_has_suffix (const char *path)
{
    return find_kind (path) >= 0;
}

RfLut *
rf_lut_parse (char *data, gsize length, const char *path, GError **error)
{
    g_autofree char *name = g_filename_display_basename (path);
    int kind = find_kind (path);

    if (kind < 0) {
        g_set_error (error, RF_ERROR, RF_ERROR_FILE, _ ("%s: not a LUT; .cube, .3dl or a Hald image as .png expected"),
                     name);
        return NULL;
    }
    return kinds[kind].parse_text ? kinds[kind].parse_text (data, length, name, error)
                                  : rf_lut_parse_hald (data, length, name, error);
}

/* Neither a pipe, which would be waited for, nor a file that fills the memory. */
static gboolean
check_file (const char *path, GError **error)
{
    g_autofree char *name = g_filename_display_basename (path);
    GStatBuf status;

    if (!rf_data_file_stat (path, &status, error))
        return FALSE;
    if (status.st_size > RF_LUT_MAX_BYTES) {
        g_set_error (error, RF_ERROR, RF_ERROR_FILE, _ ("%s: larger than %d MB, too large for a LUT"), name,
                     RF_LUT_MAX_BYTES >> 20);
        return FALSE;
    }
    return TRUE;
}

RfLut *
rf_lut_read (const char *path, GError **error)
{
    g_autofree char *data = NULL;
    g_autoptr (GError) reason = NULL;
    gsize length;

    if (!check_file (path, error))
        return NULL;
    if (!g_file_get_contents (path, &data, &length, &reason)) {
        g_set_error_literal (error, RF_ERROR, RF_ERROR_FILE, reason->message);
        return NULL;
    }
    return rf_lut_parse (data, length, path, error);
}

static gboolean
read_head (const char *path, char *head, gsize *length, GError **error)
{
    g_autofree char *name = g_filename_display_basename (path);
    FILE *file;

    if (!check_file (path, error))
        return FALSE;
    if (!(file = g_fopen (path, "rb"))) {
        int reason = errno;
        g_set_error (error, RF_ERROR, RF_ERROR_FILE, "%s: %s", name, g_strerror (reason));
        return FALSE;
    }
    *length = fread (head, 1, *length, file);
    fclose (file);
    return TRUE;
}

gboolean
rf_lut_peek (const char *path, char **title, RfInput *input, GError **error)
{
    g_autofree char *name = g_filename_display_basename (path);
    g_autofree char *found = NULL;
    char head[4097];
    gsize length = sizeof head - 1;
    int kind = find_kind (path);
    RfLutText text;

    *input = RF_INPUT_DISPLAY;
    if (!read_head (path, head, &length, error))
        return FALSE;
    head[length] = '\0';
    if (kind >= 0 && kinds[kind].parse_text) {
        if (!rf_lut_text_init (&text, head, length, name, error))
            return FALSE;
        while (rf_lut_text_next (&text)) {
            rf_lut_input_of_line (text.line, input);
            if (!found)
                found = rf_lut_title_of_line (text.line);
        }
    } else if (!rf_lut_is_hald_head ((const guchar *)head, length)) {
        g_set_error (error, RF_ERROR, RF_ERROR_SYNTAX, _ ("%s: a picture, but not a Hald image"), name);
        return FALSE;
    }
    *title = found ? g_steal_pointer (&found) : g_strdup ("");
    return TRUE;
}

gboolean
rf_lut_save (const RfLut *lut, const char *path, GError **error)
{
    g_autoptr (GError) reason = NULL;
    g_autoptr (GByteArray) image = NULL;
    g_autofree char *text = NULL;
    gsize length;

    if (g_str_has_suffix (path, ".png")) {
        if (!(image = rf_lut_format_hald (lut, error)))
            return FALSE;
        length = image->len;
    } else if (g_str_has_suffix (path, ".cube")) {
        GString *cube = rf_lut_format_cube (lut);
        length = cube->len;
        text = g_string_free (cube, FALSE);
    } else {
        g_autofree char *name = g_filename_display_name (path);
        g_set_error (error, RF_ERROR, RF_ERROR_FILE, _ ("%s: a name that ends in .cube or .png expected"), name);
        return FALSE;
    }
    /* Beside the old file first, then in its place. */
    if (!g_file_set_contents_full (path, text ? text : (const char *)image->data, (gssize)length,
                                   G_FILE_SET_CONTENTS_CONSISTENT, 0666, &reason)) {
        g_set_error_literal (error, RF_ERROR, RF_ERROR_FILE, reason->message);
        return FALSE;
    }
    return TRUE;
}
