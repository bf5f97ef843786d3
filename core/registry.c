/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * All looks there are, loaded once. */
#include "data-folder.h"
#include "i18n.h"
#include "lut-look.h"

#include <string.h>

static struct {
    GPtrArray *all;      /* every look, hidden ones too */
    GPtrArray *shown;    /* those for menus, sorted, NULL-terminated */
    GPtrArray *retired;  /* the others, NULL-terminated */
    GPtrArray *problems; /* sentences, NULL-terminated */
} registry;

/* Groups in the order menus show them; the key table spells the same names. */
static int
group_rank (const RfLook *look)
{
    static const char *const order[] = {"base", "monochrome", "filter", "camera"};

    for (int i = 0; i < (int)G_N_ELEMENTS (order); i++)
        if (strcmp (order[i], look->group) == 0)
            return i;
    return G_N_ELEMENTS (order);
}

static int
compare_looks (gconstpointer a, gconstpointer b)
{
    const RfLook *const *x = a, *const *y = b;
    int difference = group_rank (*x) - group_rank (*y);

    return difference ? difference : g_utf8_collate ((*x)->title, (*y)->title);
}

static RfLook *
find_in (GPtrArray *looks, const char *id, guint *place)
{
    for (guint i = 0; i < looks->len; i++) {
        RfLook *look = g_ptr_array_index (looks, i);
        if (strcmp (look->id, id) == 0) {
            *place = i;
            return look;
        }
    }
    return NULL;
}

/* A second look of one code would be confused with the first in saved images. */
static gboolean
has_code (GPtrArray *looks, const RfLook *look)
{
    for (guint i = 0; i < looks->len; i++)
        if (rf_look_code (g_ptr_array_index (looks, i)) == rf_look_code (look))
            return TRUE;
    return FALSE;
}

static void
add_file (const char *path, gboolean shipped)
{
    g_autoptr (GError) error = NULL;
    /* What takes no other's place is not parsed before somebody uses it. */
    RfLook *look = (shipped ? rf_look_load_head : rf_look_load) (path, &error);
    guint place;

    if (!look) {
        g_ptr_array_add (registry.problems, g_strdup (error->message));
    } else if (look->lut && find_in (registry.all, look->id, &place)) {
        /* LUTs get their names from all over the world: none takes a look's place by accident. */
        g_ptr_array_add (registry.problems,
                         g_strdup_printf (_ ("%s: there is a look “%s” already, choose another name"), path, look->id));
        rf_look_free (look);
    } else if (find_in (registry.all, look->id, &place)) {
        rf_look_free (registry.all->pdata[place]);
        registry.all->pdata[place] = look;
    } else if (has_code (registry.all, look)) {
        g_ptr_array_add (
            registry.problems,
            g_strdup_printf (_ ("%s: the code of this name belongs to another look, choose another name"), path));
        rf_look_free (look);
    } else {
        g_ptr_array_add (registry.all, look);
    }
}

/* The user's folder may hold LUTs too; without its file a shipped look is a broken installation. */
static gboolean
is_look (const char *name, gboolean shipped)
{
    return g_str_has_suffix (name, ".look") || (!shipped && rf_lut_has_suffix (name));
}

static void
load_registry (void)
{
    guint n_shipped;

    registry.all = g_ptr_array_new ();
    registry.shown = g_ptr_array_new ();
    registry.retired = g_ptr_array_new ();
    registry.problems = g_ptr_array_new ();
    g_autoptr (GPtrArray) paths = rf_data_files ("looks", is_look, registry.problems, &n_shipped);
    for (guint i = 0; i < paths->len; i++)
        add_file (paths->pdata[i], i < n_shipped);

    for (guint i = 0; i < registry.all->len; i++) {
        RfLook *look = g_ptr_array_index (registry.all, i);
        g_ptr_array_add (look->hidden ? registry.retired : registry.shown, look);
    }
    g_ptr_array_sort (registry.shown, compare_looks);
    g_ptr_array_add (registry.shown, NULL);
    g_ptr_array_add (registry.retired, NULL);
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

const RfLook *const *
rf_looks (size_t *n)
{
    ensure_registry ();
    *n = registry.shown->len - 1;
    return (const RfLook *const *)registry.shown->pdata;
}

const RfLook *const *
rf_looks_retired (size_t *n)
{
    ensure_registry ();
    *n = registry.retired->len - 1;
    return (const RfLook *const *)registry.retired->pdata;
}

const char *const *
rf_registry_problems (void)
{
    ensure_registry ();
    return (const char *const *)registry.problems->pdata;
}

const RfLook *
rf_look_find (const char *id)
{
    guint place;

    ensure_registry ();
    return id ? find_in (registry.all, id, &place) : NULL;
}

const RfLook *
rf_look_require (const char *id, GError **error)
{
    const RfLook *look = rf_look_find (id);
    size_t n;
    const RfLook *const *looks = rf_looks (&n);

    if (look)
        return look;

    g_autoptr (GString) ids = g_string_new (NULL);
    for (size_t i = 0; i < n; i++)
        g_string_append_printf (ids, "%s%s", i ? ", " : "", looks[i]->id);
    if (n == 0)
        g_set_error (error, RF_ERROR, RF_ERROR_LOOK, _ ("No looks are installed: %s"),
                     registry.problems->len > 1 ? (const char *)registry.problems->pdata[0] : RF_SHARE_DIR);
    else
        g_set_error (error, RF_ERROR, RF_ERROR_LOOK, _ ("There is no look “%s”; there are: %s"), id ? id : "",
                     ids->str);
    return NULL;
}
