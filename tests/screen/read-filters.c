/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A GIMP plug-in for the tests: plug-in-rangefinder-test-filters writes what filters the layers of an image carry, one
 * line each: the layer's number from the top, the operation, visible or hidden, opacity, and every setting as
 * name=value. Script-Fu can list filters but not their settings. */
#include <libgimp/gimp.h>

#define NAME "plug-in-rangefinder-test-filters"

#define RF_TYPE_READER (rf_reader_get_type ())
G_DECLARE_FINAL_TYPE (RfReader, rf_reader, RF, READER, GimpPlugIn)

struct _RfReader {
    GimpPlugIn parent;
};

G_DEFINE_TYPE (RfReader, rf_reader, GIMP_TYPE_PLUG_IN)

static void
append_settings (GString *text, GObject *config)
{
    guint n;
    g_autofree GParamSpec **specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (config), &n);

    for (guint i = 0; i < n; i++) {
        g_auto (GValue) value = G_VALUE_INIT;

        g_object_get_property (config, specs[i]->name, g_value_init (&value, specs[i]->value_type));
        if (G_VALUE_HOLDS_DOUBLE (&value))
            g_string_append_printf (text, " %s=%.6g", specs[i]->name, g_value_get_double (&value));
        else if (G_VALUE_HOLDS_STRING (&value))
            g_string_append_printf (text, " %s=%s", specs[i]->name, g_value_get_string (&value));
    }
}

static void
append_filters (GString *text, int number, GimpDrawable *layer)
{
    GimpDrawableFilter **filters = gimp_drawable_get_filters (layer);

    for (gsize i = 0; filters[i]; i++) {
        g_autofree char *operation = gimp_drawable_filter_get_operation_name (filters[i]);

        g_string_append_printf (text, "%d %s %s opacity=%g", number, operation,
                                gimp_drawable_filter_get_visible (filters[i]) ? "visible" : "hidden",
                                gimp_drawable_filter_get_opacity (filters[i]));
        append_settings (text, G_OBJECT (gimp_drawable_filter_get_config (filters[i])));
        g_string_append_c (text, '\n');
    }
    g_free (filters);
}

static GimpValueArray *
run (GimpProcedure *procedure, GimpRunMode run_mode, GimpImage *image, GimpDrawable **drawables,
     GimpProcedureConfig *config, gpointer data)
{
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *path = NULL;
    g_autofree GimpLayer **layers = gimp_image_get_layers (image);
    GError *error = NULL;

    for (int i = 0; layers[i]; i++)
        append_filters (text, i, GIMP_DRAWABLE (layers[i]));
    g_object_get (config, "path", &path, NULL);
    gboolean written = g_file_set_contents (path, text->str, -1, &error);
    return gimp_procedure_new_return_values (procedure, written ? GIMP_PDB_SUCCESS : GIMP_PDB_EXECUTION_ERROR, error);
}

static GList *
list_procedures (GimpPlugIn *plug_in)
{
    return g_list_append (NULL, g_strdup (NAME));
}

static GimpProcedure *
create_procedure (GimpPlugIn *plug_in, const char *name)
{
    GimpProcedure *procedure = gimp_image_procedure_new (plug_in, name, GIMP_PDB_PROC_TYPE_PLUGIN, run, NULL, NULL);

    gimp_procedure_set_sensitivity_mask (procedure, GIMP_PROCEDURE_SENSITIVE_ALWAYS);
    gimp_procedure_add_string_argument (procedure, "path", "Path", "The text file to write", "", G_PARAM_READWRITE);
    return procedure;
}

static gboolean
set_language (GimpPlugIn *plug_in, const char *procedure, char **domain, char **folder)
{
    return FALSE;
}

static void
rf_reader_class_init (RfReaderClass *class)
{
    GimpPlugInClass *plug_in = GIMP_PLUG_IN_CLASS (class);

    plug_in->query_procedures = list_procedures;
    plug_in->create_procedure = create_procedure;
    plug_in->set_i18n = set_language;
}

static void
rf_reader_init (RfReader *self)
{
}

GIMP_MAIN (RF_TYPE_READER)
