/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes a gallery of all looks: rf-gallery --measures TSV --out FOLDER [NAME PICTURE]...
 * PICTURE is an upright PNG that GEGL reads, NAME what people call it. Exit code: 0 written, 1 written but for what was
 * told, 2 nothing to show. */
#include "gallery.h"

#include <errno.h>
#include <gegl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>

enum { WRITTEN, WITH_FAILURES, NOTHING };

static char *folder, *measures;
static gboolean failed;

static const GOptionEntry options[] = {
    {"measures", 0, 0, G_OPTION_ARG_FILENAME, &measures, "What rf-measure --tsv printed", "FILE"},
    {"out", 0, 0, G_OPTION_ARG_FILENAME, &folder, "The folder to write; it must be new", "FOLDER"},
    {NULL},
};

void
complain (const char *format, ...)
{
    va_list arguments;

    va_start (arguments, format);
    g_autofree char *text = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    g_printerr ("gallery: %s\n", text);
    failed = TRUE;
}

/* GEGL only warns, also when a disk is full or a look of the user's is broken. */
static void
complain_of_warning (const char *domain, GLogLevelFlags log_level, const char *message, gpointer data)
{
    if ((log_level & G_LOG_LEVEL_MASK) <= G_LOG_LEVEL_WARNING) /* the greater, the less serious */
        complain ("%s", message);
}

char *
text_for_people (const char *bytes)
{
    g_autofree char *valid = g_filename_display_name (bytes);
    GString *text = g_string_new (NULL);

    for (const char *c = valid; *c; c = g_utf8_next_char (c)) {
        gunichar code = g_utf8_get_char (c);
        /* XML has neither control characters nor U+FFFE and U+FFFF. */
        g_string_append_unichar (text, g_unichar_iscntrl (code) || (code & ~1u) == 0xfffe ? 0xfffd : code);
    }
    return g_string_free (text, FALSE);
}

static gboolean
make_folders (GError **error)
{
    static const char *const parts[] = {"", "pictures", "sheets", "plots"};

    for (size_t i = 0; i < G_N_ELEMENTS (parts); i++) {
        g_autofree char *path = g_build_filename (folder, parts[i], NULL);
        if (g_mkdir (path, 0777) != 0) {
            int reason = errno;
            g_set_error (error, G_FILE_ERROR, (int)g_file_error_from_errno (reason), "%s: %s", path,
                         g_strerror (reason));
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
write_gallery (Gallery *gallery, GError **error)
{
    if (!make_folders (error) || !measures_read (gallery, measures, error))
        return FALSE;
    pictures_write (gallery);
    for (size_t i = 0; i < gallery->n_looks; i++)
        if (!tone_plot_write (gallery, gallery->looks[i], error) ||
            !wheel_plot_write (gallery, gallery->looks[i], error))
            return FALSE;
    return page_write (gallery, error);
}

int
main (int argc, char **argv)
{
    g_autoptr (GOptionContext) context = g_option_context_new ("[NAME PICTURE]...");
    g_autoptr (GError) error = NULL;
    Gallery gallery = {0};

    setlocale (LC_CTYPE, ""); /* for what is told; numbers stay as files want them */
    g_option_context_add_main_entries (context, options, NULL);
    if (!g_option_context_parse (context, &argc, &argv, &error) || !folder || !measures || argc % 2 == 0) {
        complain ("%s", error ? error->message : "--measures FILE --out FOLDER [NAME PICTURE]... expected");
        return NOTHING;
    }
    g_log_set_default_handler (complain_of_warning, NULL);
    gegl_init (NULL, NULL);
    gallery.folder = folder;
    gallery.looks = rf_looks (&gallery.n_looks);
    gallery.n_photographs = (size_t)(argc - 1) / 2;
    gallery.photographs = g_new0 (Photograph, gallery.n_photographs);
    gallery.page = g_string_new (NULL);
    for (size_t i = 0; i < gallery.n_photographs; i++)
        gallery.photographs[i] = (Photograph){.name = text_for_people (argv[1 + 2 * i]), .file = argv[2 + 2 * i]};
    if (!gegl_has_operation ("rangefinder:look") || gallery.n_looks == 0) {
        complain ("%s", gallery.n_looks ? "GEGL does not find rangefinder:look" : rf_registry_problems ()[0]);
        return NOTHING;
    }
    if (!write_gallery (&gallery, &error)) {
        complain ("%s", error->message);
        return NOTHING;
    }
    return failed ? WITH_FAILURES : WRITTEN;
}
