/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What plug-ins that test or measure share. PLUG_IN (NAME, RUN) is the rest of a GIMP plug-in of one procedure without
 * arguments, main and all; RUN is what gimp_procedure_new takes. TEST_PLUG_IN (NAME) is one that runs the tests of tap.h.
 * Once in a program. */
#ifndef RANGEFINDER_TEST_PLUG_IN_H
#define RANGEFINDER_TEST_PLUG_IN_H

#include <libgimp/gimp.h>

/* On top of those that the drawable has. Without the operation there is nothing to test: the program ends. */
static inline void
put_filter (GimpDrawable *drawable, const char *operation)
{
    GimpDrawableFilter *filter = gimp_drawable_filter_new (drawable, operation, NULL);

    if (!filter)
        g_error ("GIMP has no %s", operation);
    gimp_drawable_append_filter (drawable, filter);
}

#define PLUG_IN(name_, run_)                                                                                           \
    G_DECLARE_FINAL_TYPE (RfTester, rf_tester, RF, TESTER, GimpPlugIn)                                                 \
    struct _RfTester {                                                                                                 \
        GimpPlugIn parent;                                                                                             \
    };                                                                                                                 \
    G_DEFINE_TYPE (RfTester, rf_tester, GIMP_TYPE_PLUG_IN)                                                             \
    static GList *list_procedures (GimpPlugIn *plug_in)                                                                \
    {                                                                                                                  \
        return g_list_append (NULL, g_strdup (name_));                                                                 \
    }                                                                                                                  \
    static GimpProcedure *create_procedure (GimpPlugIn *plug_in, const char *name)                                     \
    {                                                                                                                  \
        return gimp_procedure_new (plug_in, name, GIMP_PDB_PROC_TYPE_PLUGIN, run_, NULL, NULL);                        \
    }                                                                                                                  \
    static void rf_tester_class_init (RfTesterClass *class)                                                            \
    {                                                                                                                  \
        GIMP_PLUG_IN_CLASS (class)->query_procedures = list_procedures;                                                \
        GIMP_PLUG_IN_CLASS (class)->create_procedure = create_procedure;                                               \
    }                                                                                                                  \
    static void rf_tester_init (RfTester *self)                                                                        \
    {                                                                                                                  \
    }                                                                                                                  \
    GIMP_MAIN (rf_tester_get_type ())

#define TEST_PLUG_IN(name_)                                                                                            \
    static GimpValueArray *run_tests (GimpProcedure *procedure, GimpProcedureConfig *config, gpointer data)            \
    {                                                                                                                  \
        gegl_init (NULL, NULL);                                                                                        \
        tap_main ();                                                                                                   \
        fflush (stdout);                                                                                               \
        return gimp_procedure_new_return_values (procedure, GIMP_PDB_SUCCESS, NULL);                                   \
    }                                                                                                                  \
    PLUG_IN (name_, run_tests)

#endif
