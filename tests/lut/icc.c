/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looks as ICC profiles, used as any colour-managed program uses them: sRGB, the abstract profile, sRGB, through lcms2. */
#include "../../plugins/command/command.h"
#include "measure.h"
#include "tap.h"

#include <glib/gstdio.h>
#include <lcms2.h>
#include <math.h>
#include <stdlib.h>

#define SAMPLES 20000

static char *folder;

static char *
write_profile (const RfLook *look, int size)
{
    RfSettings settings = RF_SETTINGS_DEFAULT;
    char *path = g_strdup_printf ("%s/%s-%d.icc", folder, rf_look_id (look), size);
    g_autoptr (GError) error = NULL;

    REQUIRE (rf_icc_write (look, &settings, size, path, &error), "%s: %s", path, error->message);
    return path;
}

static double *
make_samples (void)
{
    g_autoptr (GRand) rand = g_rand_new_with_seed (9);
    double *samples = g_new (double, 3 * SAMPLES);

    for (int i = 0; i < 3 * SAMPLES; i++)
        samples[i] = g_rand_double (rand);
    return samples;
}

/* The samples through the profile; without the shortcut of one table for the whole chain. */
static void
transform (const char *path, const double *in, double *out)
{
    cmsHPROFILE srgb = cmsCreate_sRGBProfile (), look = cmsOpenProfileFromFile (path, "r");
    cmsHPROFILE chain[] = {srgb, look, srgb};

    REQUIRE (look != NULL, "%s: lcms2 cannot read it", path);
    cmsHTRANSFORM t =
        cmsCreateMultiprofileTransform (chain, 3, TYPE_RGB_DBL, TYPE_RGB_DBL, INTENT_PERCEPTUAL, cmsFLAGS_NOOPTIMIZE);
    REQUIRE (t != NULL, "%s: lcms2 cannot use it", path);
    cmsDoTransform (t, in, out, SAMPLES);
    cmsDeleteTransform (t);
    cmsCloseProfile (look);
    cmsCloseProfile (srgb);
}

static Differences
measure_profile (const RfLook *look, int size)
{
    g_autofree char *path = write_profile (look, size);
    g_autofree double *in = make_samples ();
    g_autofree double *exact = make_samples ();
    g_autofree double *out = g_new (double, 3 * SAMPLES);
    g_autofree double *differences = g_new (double, SAMPLES);
    RfPlan *plan = plan_for (look, RF_INPUT_DISPLAY, 1, 0);

    rf_plan_evaluate (plan, exact, exact, SAMPLES);
    rf_plan_unref (plan);
    transform (path, in, out);
    g_remove (path);
    for (int i = 0; i < SAMPLES; i++) {
        for (int c = 0; c < 3; c++) /* what a screen shows */
            out[3 * i + c] = CLAMP (out[3 * i + c], 0, 1);
        differences[i] = lab_difference (lab_of_srgb (exact + 3 * i), lab_of_srgb (out + 3 * i));
    }
    return summarise (differences, SAMPLES);
}

TEST (the_profile_does_what_the_look_does)
{
    size_t n;
    const RfLook *const *looks = rf_looks (&n);
    g_autoptr (GString) missed = g_string_new (NULL);

    REQUIRE (n > 0, "no looks");
    for (size_t i = 0; i < n; i++) {
        Differences d = measure_profile (looks[i], 33), fine = measure_profile (looks[i], 65);
        printf ("# %-16s 33: mean %.3f p99 %.3f max %.3f; 65: mean %.3f p99 %.3f max %.3f\n", rf_look_id (looks[i]),
                d.mean, d.p99, d.max, fine.mean, fine.p99, fine.max);
        if (d.mean > 0.2 || d.p99 > 1.2 || fine.mean > 0.07 || fine.p99 > 0.6)
            g_string_append_printf (missed, " %s", rf_look_id (looks[i]));
    }
    REQUIRE (missed->len == 0, "missed by:%s", missed->str);
}

TEST (the_profile_says_what_it_is)
{
    const RfLook *look = rf_look_find ("authentic");
    g_autofree char *path = write_profile (look, 9);
    cmsHPROFILE profile = cmsOpenProfileFromFile (path, "r");
    char text[100] = "";
    cmsUInt8Number stated[16], computed[16];

    REQUIRE (profile != NULL, "lcms2 cannot read it");
    REQUIRE (cmsGetDeviceClass (profile) == cmsSigAbstractClass, "not abstract");
    REQUIRE (cmsGetColorSpace (profile) == cmsSigLabData && cmsGetPCS (profile) == cmsSigLabData, "not Lab to Lab");
    cmsGetProfileInfoASCII (profile, cmsInfoDescription, "en", "US", text, sizeof text);
    REQUIRE (strcmp (text, rf_look_title (look)) == 0, "the description is «%s»", text);
    cmsGetHeaderProfileID (profile, stated);
    REQUIRE (cmsMD5computeID (profile), "no id");
    cmsGetHeaderProfileID (profile, computed);
    REQUIRE (memcmp (stated, computed, sizeof stated) == 0, "the id is not the profile's");
    cmsCloseProfile (profile);
    g_remove (path);
}

TEST (the_same_look_gives_the_same_bytes_later)
{
    const RfLook *look = rf_look_find ("authentic");
    g_autofree char *path = write_profile (look, 9), *first = NULL, *second = NULL, *again = NULL;
    gsize n = 0, m = 0;

    g_file_get_contents (path, &first, &n, NULL);
    g_usleep (1100000); /* headers count seconds */
    again = write_profile (look, 9);
    g_file_get_contents (again, &second, &m, NULL);
    REQUIRE (n == m && memcmp (first, second, n) == 0, "differ");
    g_remove (path);
}

int
main (void)
{
    folder = g_dir_make_tmp ("rf-icc-XXXXXX", NULL);
    int result = tap_main ();
    g_rmdir (folder);
    g_free (folder);
    return result;
}
