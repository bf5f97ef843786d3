/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looks as ICC profiles of the class "abstract" (ICC.1:2022, 8.9): from the connection space to itself, between the profiles
 * of any camera and any screen. */
#include "command.h"

#include "../i18n.h"

#include <lcms2.h>
#include <string.h>

/* The corners of the cube, in the order of lcms2's samplers: L* slowest. */
typedef struct {
    const double *lab; /* what comes out, three a step */
    gsize next;
} Steps;

static cmsInt32Number
take_step (const cmsUInt16Number in[], cmsUInt16Number out[], void *data)
{
    Steps *steps = data;
    const double *lab = steps->lab + 3 * steps->next++;
    cmsCIELab colour = {lab[0], lab[1], lab[2]};

    cmsFloat2LabEncoded (out, &colour);
    return TRUE;
}

/* From the connection space's D50 XYZ, relative, to linear sRGB or back. */
typedef struct {
    double m[9];
} Matrix;

static void
apply (const Matrix *matrix, const double in[3], double out[3])
{
    double x = in[0], y = in[1], z = in[2];

    for (int row = 0; row < 3; row++)
        out[row] = matrix->m[3 * row] * x + matrix->m[3 * row + 1] * y + matrix->m[3 * row + 2] * z;
}

static Matrix
invert (const Matrix *matrix)
{
    const double *m = matrix->m;
    Matrix result;
    double determinant = 0;

    for (int row = 0; row < 3; row++)
        for (int column = 0; column < 3; column++) {
            int r1 = (row + 1) % 3, r2 = (row + 2) % 3, c1 = (column + 1) % 3, c2 = (column + 2) % 3;
            result.m[3 * column + row] = m[3 * r1 + c1] * m[3 * r2 + c2] - m[3 * r1 + c2] * m[3 * r2 + c1];
        }
    for (int k = 0; k < 3; k++)
        determinant += m[k] * result.m[3 * k];
    for (int k = 0; k < 9; k++)
        result.m[k] /= determinant;
    return result;
}

/* What the look makes of Lab colours, `n` of them, in place. */
static gboolean
develop_lab (const RfLook *look, const RfSettings *settings, double *lab, gsize n, GError **error)
{
    const cmsCIEXYZ *white = cmsD50_XYZ ();
    RfSpace space;
    Matrix to_xyz;

    rf_space_init (&space, "srgb", RF_ENCODING_LINEAR);
    memcpy (to_xyz.m, space.to_xyz, sizeof space.to_xyz);
    Matrix from_xyz = invert (&to_xyz);
    for (gsize i = 0; i < n; i++) {
        cmsCIELab colour = {lab[3 * i], lab[3 * i + 1], lab[3 * i + 2]};
        cmsCIEXYZ xyz;
        cmsLab2XYZ (white, &xyz, &colour);
        apply (&from_xyz, (double[]){xyz.X, xyz.Y, xyz.Z}, lab + 3 * i);
    }
    if (!rf_look_evaluate (look, settings, &space, lab, lab, n, error))
        return FALSE;
    for (gsize i = 0; i < n; i++) {
        double out[3];
        cmsCIELab colour;
        apply (&to_xyz, lab + 3 * i, out);
        cmsCIEXYZ xyz = {out[0], out[1], out[2]};
        cmsXYZ2Lab (white, &colour, &xyz);
        lab[3 * i] = colour.L;
        lab[3 * i + 1] = colour.a;
        lab[3 * i + 2] = colour.b;
    }
    return TRUE;
}

static cmsPipeline *
make_pipeline (const RfLook *look, const RfSettings *settings, int size, GError **error)
{
    gsize n = (gsize)size * (gsize)size * (gsize)size;
    g_autofree double *lab = g_new (double, 3 * n);
    Steps steps = {lab, 0};

    for (gsize i = 0; i < n; i++) {
        gsize step[3] = {i / (gsize)size / (gsize)size, i / (gsize)size % (gsize)size, i % (gsize)size};
        lab[3 * i] = 100 * (double)step[0] / (size - 1);
        for (int c = 1; c < 3; c++)
            lab[3 * i + (gsize)c] = 255 * (double)step[c] / (size - 1) - 128;
    }
    if (!develop_lab (look, settings, lab, n, error))
        return NULL;

    cmsPipeline *pipeline = cmsPipelineAlloc (NULL, 3, 3);
    cmsStage *cube = cmsStageAllocCLut16bit (NULL, (cmsUInt32Number)size, 3, 3, NULL);
    cmsStageSampleCLut16bit (cube, take_step, &steps, 0);
    /* The tag's type wants curves on both sides; none bends anything. */
    cmsPipelineInsertStage (pipeline, cmsAT_END, cmsStageAllocToneCurves (NULL, 3, NULL));
    cmsPipelineInsertStage (pipeline, cmsAT_END, cube);
    cmsPipelineInsertStage (pipeline, cmsAT_END, cmsStageAllocToneCurves (NULL, 3, NULL));
    return pipeline;
}

static void
write_text (cmsHPROFILE profile, cmsTagSignature tag, const char *text)
{
    cmsMLU *texts = cmsMLUalloc (NULL, 1);
    g_autofree gunichar *wide = g_utf8_to_ucs4_fast (text, -1, NULL);

    G_STATIC_ASSERT (sizeof (wchar_t) == sizeof (gunichar));
    cmsMLUsetWide (texts, "en", "US", (const wchar_t *)wide);
    cmsWriteTag (profile, tag, texts);
    cmsMLUfree (texts);
}

static cmsHPROFILE
make_profile (const RfLook *look, cmsPipeline *pipeline)
{
    cmsHPROFILE profile = cmsCreateProfilePlaceholder (NULL);

    cmsSetProfileVersion (profile, 4.3);
    cmsSetDeviceClass (profile, cmsSigAbstractClass);
    cmsSetColorSpace (profile, cmsSigLabData);
    cmsSetPCS (profile, cmsSigLabData);
    cmsSetHeaderRenderingIntent (profile, INTENT_PERCEPTUAL);
    write_text (profile, cmsSigProfileDescriptionTag, rf_look_title (look));
    write_text (profile, cmsSigCopyrightTag, "CC0-1.0");
    cmsWriteTag (profile, cmsSigMediaWhitePointTag, cmsD50_XYZ ());
    cmsWriteTag (profile, cmsSigAToB0Tag, pipeline);
    return profile;
}

/* lcms2 writes today's date; the same look has to give the same bytes tomorrow. So a fixed one, and then the id, which is the
 * MD5 of the profile with the fields of flags, intent and id empty. */
static void
make_timeless (guchar *bytes, gsize length)
{
    static const guchar date[12] = {0x07, 0xe8, 0, 1, 0, 1}; /* 2024-01-01 00:00 */
    guchar id[16];
    gsize id_length = sizeof id;
    guchar kept[8];

    memcpy (bytes + 24, date, sizeof date);
    memcpy (kept, bytes + 44, 4);
    memcpy (kept + 4, bytes + 64, 4);
    memset (bytes + 44, 0, 4);
    memset (bytes + 64, 0, 4);
    memset (bytes + 84, 0, 16);
    GChecksum *md5 = g_checksum_new (G_CHECKSUM_MD5);
    g_checksum_update (md5, bytes, (gssize)length);
    g_checksum_get_digest (md5, id, &id_length);
    g_checksum_free (md5);
    memcpy (bytes + 44, kept, 4);
    memcpy (bytes + 64, kept + 4, 4);
    memcpy (bytes + 84, id, sizeof id);
}

gboolean
rf_icc_write (const RfLook *look, const RfSettings *settings, int size, const char *path, GError **error)
{
    cmsPipeline *pipeline = make_pipeline (look, settings, size, error);
    cmsUInt32Number length = 0;

    if (!pipeline)
        return FALSE;
    cmsHPROFILE profile = make_profile (look, pipeline);
    cmsSaveProfileToMem (profile, NULL, &length);
    g_autofree guchar *bytes = g_malloc0 (MAX (length, 128));
    gboolean ok = length > 128 && cmsSaveProfileToMem (profile, bytes, &length);
    cmsCloseProfile (profile);
    cmsPipelineFree (pipeline);
    if (!ok) {
        g_set_error (error, RF_ERROR, RF_ERROR_FILE, _ ("The profile cannot be made"));
        return FALSE;
    }
    make_timeless (bytes, length);
    return g_file_set_contents_full (path, (const char *)bytes, (gssize)length, G_FILE_SET_CONTENTS_CONSISTENT, 0666,
                                     error);
}
