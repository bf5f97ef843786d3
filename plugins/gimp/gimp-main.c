/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rangefinder's plug-in for GIMP: one program, one row per procedure.
 */
#include "../i18n.h"
#include "gimp-batch.h"
#include "gimp-develop.h"
#include "gimp-help.h"
#include "gimp-look.h"
#include "gimp-watermark.h"
#include "rangefinder.h"

#include <libgimp/gimp.h>

static const struct {
    const char *name;
    GimpProcedure *(*create) (GimpPlugIn *plug_in, const char *name);
} procedures[] = {
    {"plug-in-rangefinder-batch", rf_gimp_batch_create},
    {"plug-in-rangefinder-develop", rf_gimp_develop_create},
    {"plug-in-rangefinder-look", rf_gimp_look_create},
    {"plug-in-rangefinder-watermark", rf_gimp_watermark_create},
};

#define RF_TYPE_PLUG_IN (rf_plug_in_get_type ())
G_DECLARE_FINAL_TYPE (RfPlugIn, rf_plug_in, RF, PLUG_IN, GimpPlugIn)

struct _RfPlugIn {
    GimpPlugIn parent;
};

G_DEFINE_TYPE (RfPlugIn, rf_plug_in, GIMP_TYPE_PLUG_IN)

static GList *
list_procedures (GimpPlugIn *plug_in)
{
    GList *names = NULL;

    rf_help_register (plug_in);
    for (size_t i = 0; i < G_N_ELEMENTS (procedures); i++)
        names = g_list_append (names, g_strdup (procedures[i].name));
    return names;
}

static GimpProcedure *
create_procedure (GimpPlugIn *plug_in, const char *name)
{
    /* Failures of GIMP's own procedures come back to us: we say which photograph they are about. */
    gimp_plug_in_set_pdb_error_handler (plug_in, GIMP_PDB_ERROR_HANDLER_PLUGIN);

    for (size_t i = 0; i < G_N_ELEMENTS (procedures); i++)
        if (strcmp (name, procedures[i].name) == 0) {
            GimpProcedure *procedure = procedures[i].create (plug_in, name);
            g_autofree char *icon = g_strdup_printf ("rangefinder%s-symbolic", strrchr (name, '-'));

            gimp_procedure_set_icon_name (procedure, icon);
            return procedure;
        }
    return NULL;
}

/* The catalogues are where the build put them. FALSE: libgimp shall not look for a folder beside this program. */
static gboolean
set_language (GimpPlugIn *plug_in, const char *procedure, char **domain, char **folder)
{
    rf_texts_bind ();
    return FALSE;
}

static void
rf_plug_in_class_init (RfPlugInClass *class)
{
    GimpPlugInClass *plug_in = GIMP_PLUG_IN_CLASS (class);
    plug_in->query_procedures = list_procedures;
    plug_in->create_procedure = create_procedure;
    plug_in->set_i18n = set_language;
}

static void
rf_plug_in_init (RfPlugIn *self)
{
}

GIMP_MAIN (RF_TYPE_PLUG_IN)
