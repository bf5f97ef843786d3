/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing what is baked, and telling build systems what it depends on. */
#include "bake.h"

#include "command.h"

#include <errno.h>
#include <glib/gstdio.h>

static gboolean
bake_file (RfBakeJob *job, const RfLook *look, const RfBakeFormat *format, int size, const char *path)
{
    g_autoptr (GError) error = NULL;

    if (!format->write (look, &job->options, size, path, &error)) {
        rf_command_fail ("%s: %s", rf_look_id (look), error->message);
        return FALSE;
    }
    if (!job->quiet) {
        g_autofree char *shown = g_filename_display_name (path);
        g_print ("%s\n", shown);
    }
    g_ptr_array_add (job->written, g_strdup (path));
    return TRUE;
}

static const RfBakeFormat *
nth_format (const RfBakeJob *job, guint i)
{
    return g_array_index (job->formats, const RfBakeFormat *, i);
}

static const GArray *
sizes_of (const RfBakeJob *job, const RfBakeFormat *format)
{
    return format->by_level ? job->levels : job->sizes;
}

static gboolean
bake_look (RfBakeJob *job, const RfLook *look, const char *folder)
{
    gboolean ok = TRUE;

    for (guint i = 0; i < job->formats->len; i++) {
        const RfBakeFormat *format = nth_format (job, i);
        const GArray *sizes = sizes_of (job, format);
        for (guint k = 0; k < sizes->len; k++) {
            int size = g_array_index (sizes, int, k);
            g_autofree char *name = rf_bake_file_name (format, look, size);
            g_autofree char *path = g_build_filename (folder, name, NULL);
            ok &= bake_file (job, look, format, size, path);
        }
    }
    return ok;
}

/* One file is wanted, and the output's name is that of such a file. */
static gboolean
wants_file (const RfBakeJob *job)
{
    return job->output && job->looks->len == 1 && !job->all && job->formats->len == 1 &&
           sizes_of (job, nth_format (job, 0))->len == 1 &&
           g_str_has_suffix (job->output, nth_format (job, 0)->suffix) &&
           !g_file_test (job->output, G_FILE_TEST_IS_DIR);
}

/* What a former run wrote and this one did not. */
static void
delete_others (const RfBakeJob *job, const char *folder)
{
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
    const char *name;
    gsize n_formats;
    const RfBakeFormat *formats = rf_bake_formats (&n_formats);

    while (dir && (name = g_dir_read_name (dir))) {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        gboolean ours = FALSE;
        for (gsize i = 0; i < n_formats; i++)
            ours |= g_str_has_suffix (name, formats[i].suffix);
        if (ours && !g_ptr_array_find_with_equal_func (job->written, path, g_str_equal, NULL))
            g_remove (path);
    }
}

gboolean
rf_bake_make_folder (const char *folder)
{
    if (g_mkdir_with_parents (folder, 0777) == 0)
        return TRUE;
    int reason = errno;
    g_autofree char *shown = g_filename_display_name (folder);
    rf_command_fail ("%s: %s", shown, g_strerror (reason));
    return FALSE;
}

gboolean
rf_bake_files (RfBakeJob *job)
{
    const char *folder = job->output ? job->output : ".";
    gboolean ok = TRUE;

    if (wants_file (job)) {
        const RfBakeFormat *format = nth_format (job, 0);
        return bake_file (job, job->looks->pdata[0], format, g_array_index (sizes_of (job, format), int, 0),
                          job->output);
    }
    if (!rf_bake_make_folder (folder))
        return FALSE;
    for (guint i = 0; i < job->looks->len; i++)
        ok &= bake_look (job, job->looks->pdata[i], folder);
    /* All styles are those of watermarks, too. */
    if (job->all)
        for (guint i = 0; i < job->formats->len; i++)
            if (nth_format (job, i) == rf_bake_format_find ("dtstyle"))
                ok &= rf_bake_watermark_styles (job);
    if (ok && job->prune)
        delete_others (job, folder);
    return ok;
}

/* Of a Makefile. */
static void
append_name (GString *rule, const char *name)
{
    for (const char *c = name; *c; c++) {
        if (*c == ' ' || *c == '#' || *c == '\\')
            g_string_append_c (rule, '\\');
        else if (*c == '$')
            g_string_append_c (rule, '$');
        g_string_append_c (rule, *c);
    }
}

/* The output depends on the looks' files and, so that new ones are seen, on the folder they are in. */
gboolean
rf_bake_depfile (const RfBakeJob *job, const char *path)
{
    g_autoptr (GString) rule = g_string_new (NULL);
    g_autoptr (GError) error = NULL;

    append_name (rule, job->output ? job->output : ".");
    g_string_append_c (rule, ':');
    if (job->from) {
        g_string_append_c (rule, ' ');
        append_name (rule, job->from);
    }
    for (guint i = 0; i < job->sources->len; i++) {
        g_string_append (rule, " \\\n  ");
        append_name (rule, job->sources->pdata[i]);
    }
    g_string_append_c (rule, '\n');
    if (g_file_set_contents (path, rule->str, (gssize)rule->len, &error))
        return TRUE;
    rf_command_fail ("%s", error->message);
    return FALSE;
}
