/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-filter.h"

#include "../i18n.h"
#include "rangefinder.h"

void
rf_filter_take_error (GError **error, const char *text)
{
    const char *reason = gimp_pdb_get_last_error (gimp_get_pdb ());

    /* What libgimp says when GIMP gave no reason. */
    if (reason && strcmp (reason, g_dgettext ("gimp30-libgimp", "execution error")) == 0)
        reason = NULL;
    g_set_error_literal (error, GIMP_PLUG_IN_ERROR, 0, reason && *reason ? reason : text);
}

/* GIMP answers an id it does not know with a warning and the default look, so we ask first. */
static gboolean
set_choice (GObject *config, const char *operation, const char *property, const char *id, GError **error)
{
    GParamSpec *spec = g_object_class_find_property (G_OBJECT_GET_CLASS (config), property);

    if (!GIMP_IS_PARAM_SPEC_CHOICE (spec)) {
        g_set_error (
            error, GIMP_PLUG_IN_ERROR, 0,
            _ ("The operation %s has no choice “%s”: it is of another version of Rangefinder than this plug-in."),
            operation, property);
        return FALSE;
    }
    if (!gimp_choice_is_valid (gimp_param_spec_choice_get_choice (spec), id)) {
        g_set_error (error, GIMP_PLUG_IN_ERROR, 0,
                     _ ("The operation %s does not know the %s “%s”: restart GIMP if it was added since GIMP started."),
                     operation, property, id);
        return FALSE;
    }
    g_object_set (config, property, id, NULL);
    return TRUE;
}

static gboolean
set_number (GObject *config, const char *operation, const char *property, double value, GError **error)
{
    GParamSpec *spec = g_object_class_find_property (G_OBJECT_GET_CLASS (config), property);

    if (!G_IS_PARAM_SPEC_DOUBLE (spec)) {
        g_set_error (
            error, GIMP_PLUG_IN_ERROR, 0,
            _ ("The operation %s has no number “%s”: it is of another version of Rangefinder than this plug-in."),
            operation, property);
        return FALSE;
    }
    if (!(value >= G_PARAM_SPEC_DOUBLE (spec)->minimum && value <= G_PARAM_SPEC_DOUBLE (spec)->maximum)) {
        g_set_error (error, GIMP_PLUG_IN_ERROR, 0, _ ("%s: %g is outside %g ... %g."), property, value,
                     G_PARAM_SPEC_DOUBLE (spec)->minimum, G_PARAM_SPEC_DOUBLE (spec)->maximum);
        return FALSE;
    }
    g_object_set (config, property, value, NULL);
    return TRUE;
}

/* gimp_drawable_filter_update, which sends these to GIMP, is not asked whether it worked: GIMP 3.0 answers the contrary of
 * the truth. Nothing can go wrong there that is not checked here. */
static gboolean
set_all (GimpDrawableFilter *filter, const RfFilterKind *kind, GError **error)
{
    GObject *config = G_OBJECT (gimp_drawable_filter_get_config (filter));

    for (size_t i = 0; i < kind->n; i++) {
        const RfFilterValue *value = &kind->values[i];
        if (value->word ? !set_choice (config, kind->operation, value->property, value->word, error)
                        : !set_number (config, kind->operation, value->property, value->number, error))
            return FALSE;
    }
    return TRUE;
}

/* What GIMP would refuse half-way, or do badly, is refused before anything is touched. */
static gboolean
check_drawable (GimpDrawable *drawable, gboolean merge, GError **error)
{
    GimpItem *item = GIMP_ITEM (drawable);
    g_autofree char *name = gimp_item_get_name (item);

    if (gimp_drawable_is_indexed (drawable)) {
        g_set_error (error, GIMP_PLUG_IN_ERROR, 0,
                     _ ("“%s” is indexed: a look needs more colours than its palette has. "
                        "Convert the image first, by Image > Mode > RGB."),
                     name);
        return FALSE;
    }
    if (merge && gimp_item_is_group (item)) {
        g_set_error (error, GIMP_PLUG_IN_ERROR, 0,
                     _ ("“%s” is a layer group and has no pixels of its own to merge a look into: "
                        "choose the layers in it, or apply the look without merging."),
                     name);
        return FALSE;
    }
    if (!merge && !gimp_item_is_layer (item)) {
        g_set_error (error, GIMP_PLUG_IN_ERROR, 0,
                     _ ("“%s” is not a layer, and only layers can keep a filter: apply the look with merging."), name);
        return FALSE;
    }
    if (merge && gimp_item_get_lock_content (item)) {
        g_set_error (error, GIMP_PLUG_IN_ERROR, 0, _ ("The pixels of “%s” are locked: unlock them first."), name);
        return FALSE;
    }
    return TRUE;
}

static GimpDrawableFilter *
make_filter (GimpDrawable *drawable, const RfFilterKind *kind, GError **error)
{
    GimpDrawableFilter *filter = gimp_drawable_filter_new (drawable, kind->operation, NULL);

    if (!filter) {
        g_set_error (error, GIMP_PLUG_IN_ERROR, 0,
                     _ ("GIMP does not find the operation %s: install it among GEGL's plug-ins and restart GIMP."),
                     kind->operation);
        return NULL;
    }
    if (!set_all (filter, kind, error)) {
        gimp_drawable_filter_delete (filter);
        return NULL;
    }
    return filter;
}

static void
delete_filters (GPtrArray *filters)
{
    for (guint i = 0; i < filters->len; i++)
        gimp_drawable_filter_delete (filters->pdata[i]);
    g_ptr_array_unref (filters);
}

/* One for each drawable, not in use yet; NULL with an error if one of them is not possible. */
static GPtrArray *
make_filters (GimpDrawable **drawables, const RfFilterKind *kind, gboolean merge, GError **error)
{
    for (size_t i = 0; drawables[i]; i++)
        if (!check_drawable (drawables[i], merge, error))
            return NULL;

    GPtrArray *filters = g_ptr_array_new ();
    for (size_t i = 0; drawables[i]; i++) {
        GimpDrawableFilter *filter = make_filter (drawables[i], kind, error);
        if (!filter) {
            delete_filters (filters);
            return NULL;
        }
        g_ptr_array_add (filters, filter);
    }
    return filters;
}

gboolean
rf_filter_check (GimpDrawable **drawables, const RfFilterKind *kind, gboolean merge, GError **error)
{
    GPtrArray *filters = make_filters (drawables, kind, merge, error);

    if (filters)
        delete_filters (filters);
    return filters != NULL;
}

gboolean
rf_filter_put (GimpDrawable **drawables, const RfFilterKind *kind, gboolean merge, GError **error)
{
    /* All filters are made before the first is used: what can fail comes first. */
    g_autoptr (GPtrArray) filters = make_filters (drawables, kind, merge, error);
    gboolean done = filters != NULL;

    for (size_t i = 0; filters && drawables[i]; i++) {
        if (!done) {
            gimp_drawable_filter_delete (filters->pdata[i]);
            continue;
        }
        if (merge)
            gimp_drawable_merge_filter (drawables[i], filters->pdata[i]);
        else
            gimp_drawable_append_filter (drawables[i], filters->pdata[i]);
        if (gimp_pdb_get_last_status (gimp_get_pdb ()) != GIMP_PDB_SUCCESS) {
            rf_filter_take_error (error, _ ("GIMP refused the filter."));
            gimp_drawable_filter_delete (filters->pdata[i]);
            done = FALSE;
        }
    }
    return done;
}

void
rf_filter_remove (GimpDrawable **drawables, const char *operation)
{
    for (size_t i = 0; drawables[i]; i++) {
        g_autofree GimpDrawableFilter **filters = gimp_drawable_get_filters (drawables[i]);
        for (size_t f = 0; filters && filters[f]; f++) {
            g_autofree char *name = gimp_drawable_filter_get_operation_name (filters[f]);
            if (g_strcmp0 (name, operation) == 0)
                gimp_drawable_filter_delete (filters[f]);
        }
    }
}

RfFilterKind
rf_filter_of_look (const RfFilterSettings *settings)
{
    return (RfFilterKind){
        RF_FILTER_OPERATION,
        {
            {"look", settings->look},
            {"strength", NULL, settings->strength_pct},
            {"tone", NULL, settings->tone_pct},
            {"colour", NULL, settings->colour_pct},
            {"exposure", NULL, settings->exposure_ev},
            {"vignette", settings->vignette},
            {"vignette-ev", NULL, settings->vignette_ev},
            {"grain", NULL, settings->grain_pct},
            {"picture", settings->input},
        },
        9,
    };
}

RfFilterKind
rf_filter_of_lens (const char *lens, double strength_pct)
{
    return (RfFilterKind){RF_LENS_OPERATION, {{"character", lens}, {"strength", NULL, strength_pct}}, 2};
}

gboolean
rf_filter_apply (GimpDrawable **drawables, const RfFilterSettings *settings, gboolean merge, GError **error)
{
    RfFilterKind kind = rf_filter_of_look (settings);

    return rf_look_require (settings->look, error) && rf_filter_put (drawables, &kind, merge, error);
}
