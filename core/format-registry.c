/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * All formats there are, loaded once. */
#include "data-folder.h"
#include "format.h"
#include "i18n.h"

#include <string.h>

static struct {
    GPtrArray *all;      /* every format, hidden ones too */
    GPtrArray *shown;    /* those for menus, sorted, NULL-terminated */
    GPtrArray *problems; /* sentences, NULL-terminated */
} registry;

static int
compare_formats (gconstpointer a, gconstpointer b)
{
    const RfFormat *const *x = a, *const *y = b;

    if ((*x)->order != (*y)->order)
        return (*x)->order < (*y)->order ? -1 : 1;
    return g_utf8_collate ((*x)->title, (*y)->title);
}

static gboolean
is_format (const char *name, gboolean shipped)
{
    return g_str_has_suffix (name, ".format");
}

/* The user's format of an id takes the place of the shipped one. */
static void
add_file (const char *path)
{
    g_autoptr (GError) error = NULL;
    RfFormat *format = rf_format_load (path, &error);

    if (!format) {
        g_ptr_array_add (registry.problems, g_strdup (error->message));
        return;
    }
    for (guint i = 0; i < registry.all->len; i++) {
        RfFormat *other = registry.all->pdata[i];
        if (strcmp (other->id, format->id) == 0) {
            rf_format_free (other);
            registry.all->pdata[i] = format;
            return;
        }
    }
    g_ptr_array_add (registry.all, format);
}

static void
load_registry (void)
{
    registry.all = g_ptr_array_new ();
    registry.shown = g_ptr_array_new ();
    registry.problems = g_ptr_array_new ();
    g_autoptr (GPtrArray) paths = rf_data_files ("formats", is_format, registry.problems, NULL);
    for (guint i = 0; i < paths->len; i++)
        add_file (paths->pdata[i]);

    for (guint i = 0; i < registry.all->len; i++) {
        RfFormat *format = registry.all->pdata[i];
        if (!format->hidden)
            g_ptr_array_add (registry.shown, format);
    }
    g_ptr_array_sort (registry.shown, compare_formats);
    g_ptr_array_add (registry.shown, NULL);
    g_ptr_array_add (registry.problems, NULL);
}

static void
ensure_registry (void)
{
    static gsize loaded;

    if (g_once_init_enter (&loaded)) {
        load_registry ();
        g_once_init_leave (&loaded, 1);
    }
}

const RfFormat *const *
rf_formats (size_t *n)
{
    ensure_registry ();
    *n = registry.shown->len - 1;
    return (const RfFormat *const *)registry.shown->pdata;
}

const char *const *
rf_format_problems (void)
{
    ensure_registry ();
    return (const char *const *)registry.problems->pdata;
}

const RfFormat *
rf_format_find (const char *id)
{
    ensure_registry ();
    for (guint i = 0; id && i < registry.all->len; i++) {
        const RfFormat *format = registry.all->pdata[i];
        if (strcmp (format->id, id) == 0)
            return format;
    }
    return NULL;
}

const RfFormat *
rf_format_require (const char *id, GError **error)
{
    const RfFormat *format = rf_format_find (id);
    size_t n;
    const RfFormat *const *formats = rf_formats (&n);

    if (format)
        return format;

    g_autoptr (GString) ids = g_string_new (NULL);
    for (size_t i = 0; i < n; i++)
        g_string_append_printf (ids, "%s%s", i ? ", " : "", formats[i]->id);
    if (n == 0)
        g_set_error (error, RF_ERROR, RF_ERROR_LOOK, _ ("No formats are installed: %s"),
                     registry.problems->len > 1 ? (const char *)registry.problems->pdata[0] : RF_SHARE_DIR);
    else
        g_set_error (error, RF_ERROR, RF_ERROR_LOOK, _ ("There is no format “%s”; there are: %s"), id ? id : "",
                     ids->str);
    return NULL;
}
