/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Look files: reading by the key table, and what hosts may ask of a look. */
#include "look.h"

#include "data-folder.h"
#include "i18n.h"
#include "lut-look.h"

#include <string.h>

/* Of the rows of bands, or of all the others. */
static void
set_defaults (gboolean bands, void *record)
{
    for (size_t i = 0; i < rf_look_schema.n; i++)
        if (rf_key_in_group (&rf_look_schema.keys[i], "band") == bands)
            rf_key_set_default (&rf_look_schema, &rf_look_schema.keys[i], record);
}

static gboolean
parse_band (RfLook *look, GKeyFile *file, const char *group, GError **error)
{
    RfPlace place = {look->path, group, NULL};

    if (look->n_bands == RF_MAX_BANDS) {
        rf_place_error (&place, error, RF_ERROR_KEY, _ ("more than %d bands"), RF_MAX_BANDS);
        return FALSE;
    }
    RfBandKeys *band = &look->bands[look->n_bands++];
    set_defaults (TRUE, band);
    band->name = g_strdup (group + strlen ("band "));
    return rf_key_file_parse_group (file, &rf_look_schema, look->path, group, "band", band, error);
}

static gboolean
parse_file (RfLook *look, GKeyFile *file, GError **error)
{
    g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
    RfPlace place = {look->path, "look", NULL};

    if (!g_key_file_has_group (file, "look")) {
        rf_place_error (&place, error, RF_ERROR_KEY, _ ("is missing"));
        return FALSE;
    }
    for (char **group = groups; *group; group++) {
        gboolean ok;
        if (g_str_has_prefix (*group, "band ")) {
            ok = parse_band (look, file, *group, error);
        } else if (strcmp (*group, "band") != 0 && rf_schema_has_group (&rf_look_schema, *group)) {
            ok = rf_key_file_parse_group (file, &rf_look_schema, look->path, *group, *group, look, error);
        } else {
            place.group = *group;
            rf_place_error (&place, error, RF_ERROR_KEY, _ ("there is no such group"));
            ok = FALSE;
        }
        if (!ok)
            return FALSE;
    }

    look->mono.enabled = g_key_file_has_group (file, "mono");
    if (look->mono.red + look->mono.green + look->mono.blue <= 0.1) {
        place.group = "mono";
        rf_place_error (&place, error, RF_ERROR_VALUE, _ ("the weights must add up to more than 0.1"));
        return FALSE;
    }
    return TRUE;
}

RfLook *
rf_look_parse (const char *text, gsize length, const char *path, GError **error)
{
    static int serials;
    g_autofree char *id = rf_key_file_id (path, ".look", error);
    g_autoptr (GKeyFile) file = id ? rf_key_file_read (text, length, path, error) : NULL;

    if (!file)
        return NULL;

    RfLook *look = g_new0 (RfLook, 1);
    look->id = g_steal_pointer (&id);
    look->path = g_strdup (path);
    look->serial = (guint)g_atomic_int_add (&serials, 1) + 1;
    set_defaults (FALSE, look);
    if (!parse_file (look, file, error)) {
        rf_look_free (look);
        return NULL;
    }
    return look;
}

RfLook *
rf_look_load (const char *path, GError **error)
{
    g_autofree char *text = NULL;
    gsize length;

    if (rf_lut_has_suffix (path))
        return rf_lut_look_new (path, error);
    return rf_data_file_read (path, &text, &length, error) ? rf_look_parse (text, length, path, error) : NULL;
}

/* Up to the second group. */
static gsize
measure_head (const char *text)
{
    const char *group = g_str_has_prefix (text, "[") ? text : strstr (text, "\n[");
    const char *next = group ? strstr (group + 1, "\n[") : NULL;

    return next ? (gsize)(next + 1 - text) : strlen (text);
}

RfLook *
rf_look_load_head (const char *path, GError **error)
{
    g_autofree char *text = NULL;
    gsize length;

    if (!rf_data_file_read (path, &text, &length, error))
        return NULL;
    gsize head = measure_head (text);
    RfLook *look = head < length && strlen (text) == length ? rf_look_parse (text, head, path, NULL) : NULL;
    if (look)
        look->text = g_steal_pointer (&text);
    else /* a short file, another order of groups, or an error */
        look = rf_look_parse (text, length, path, error);
    return look;
}

static void
take_body (RfLook *look, RfLook *whole)
{
    look->tone = whole->tone;
    look->colour = whole->colour;
    memcpy (look->bands, whole->bands, sizeof look->bands);
    look->n_bands = whole->n_bands;
    whole->n_bands = 0; /* whose names are ours now */
    look->tint = whole->tint;
    look->mono = whole->mono;
    look->vignette = whole->vignette;
    look->grain = whole->grain;
}

gboolean
rf_look_check (const RfLook *look, GError **error)
{
    static GMutex lock;
    RfLook *known = (RfLook *)look; /* nobody reads what is written here before he came by here */
    RfLook *whole = NULL;

    g_mutex_lock (&lock);
    if (known->text && (whole = rf_look_parse (known->text, strlen (known->text), known->path, error))) {
        take_body (known, whole);
        rf_look_free (whole);
        g_clear_pointer (&known->text, g_free);
    }
    gboolean is_whole = !known->text;
    g_mutex_unlock (&lock);
    return is_whole;
}

void
rf_look_free (RfLook *look)
{
    if (!look)
        return;
    for (int i = 0; i < look->n_bands; i++)
        g_free (look->bands[i].name);
    for (size_t i = 0; i < rf_look_schema.n; i++)
        if (!rf_key_in_group (&rf_look_schema.keys[i], "band"))
            rf_key_clear (&rf_look_schema.keys[i], look);
    g_free (look->id);
    g_free (look->path);
    g_free (look->text);
    g_free (look);
}

gboolean
rf_look_name_check (const char *path, GError **error)
{
    g_autofree char *id = rf_key_file_id (path, ".look", error);
    return id != NULL;
}

const char *
rf_look_id (const RfLook *look)
{
    return look->id;
}

const char *
rf_look_title (const RfLook *look)
{
    return look->title;
}

const char *
rf_look_description (const RfLook *look)
{
    return look->description;
}

gboolean
rf_look_is_monochrome (const RfLook *look)
{
    return rf_look_check (look, NULL) && look->mono.enabled;
}

const char *
rf_look_group (const RfLook *look)
{
    return look->group;
}

const char *
rf_look_path (const RfLook *look)
{
    return look->path;
}

uint32_t
rf_code_of_id (const char *id)
{
    uint32_t hash = 2166136261u; /* FNV-1a, 32 bit */

    for (const char *c = id; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 16777619u;
    return hash & 0x7fffffff;
}

uint32_t
rf_look_code (const RfLook *look)
{
    return rf_code_of_id (look->id);
}
