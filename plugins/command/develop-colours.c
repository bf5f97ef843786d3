/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Profiles of primaries and curves are the picture's own space, only with the curve of sRGB; floating point that is
 * proportional to light stays so. Profiles with tables, and CMYK, go through sRGB by lcms2. */
#include "develop-colours-own.h"

#include "../i18n.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

/* ---- Matrices, row by row ---- */

static void
multiply (const double *a, const double *b, double *out)
{
    for (int row = 0; row < 3; row++)
        for (int column = 0; column < 3; column++) {
            double sum = 0;
            for (int k = 0; k < 3; k++)
                sum += a[3 * row + k] * b[3 * k + column];
            out[3 * row + column] = sum;
        }
}

static gboolean
invert (const double *m, double *out)
{
    double determinant = 0;

    for (int row = 0; row < 3; row++)
        for (int column = 0; column < 3; column++) {
            int r1 = (row + 1) % 3, r2 = (row + 2) % 3, c1 = (column + 1) % 3, c2 = (column + 2) % 3;
            out[3 * column + row] = m[3 * r1 + c1] * m[3 * r2 + c2] - m[3 * r1 + c2] * m[3 * r2 + c1];
        }
    for (int k = 0; k < 3; k++)
        determinant += m[k] * out[3 * k];
    for (int k = 0; k < 9; k++)
        out[k] /= determinant;
    return fabs (determinant) > 1e-9;
}

static gboolean
set_matrices (RfPictureColours *colours)
{
    RfSpace srgb;
    double inverse[9];

    rf_space_init (&srgb, "srgb", RF_ENCODING_LINEAR);
    if (!invert (colours->space.to_xyz, inverse))
        return FALSE;
    multiply (inverse, srgb.to_xyz, colours->from_srgb);
    invert (srgb.to_xyz, inverse);
    multiply (inverse, colours->space.to_xyz, colours->to_srgb);
    colours->is_srgb = colours->space.encoding == RF_ENCODING_PERCEPTUAL;
    for (int k = 0; k < 9; k++)
        colours->is_srgb = colours->is_srgb && fabs (colours->to_srgb[k] - (k % 4 == 0)) < 1e-3;
    return TRUE;
}

/* ---- Profiles ---- */

static void
use_srgb (RfPictureColours *colours, gboolean with_profile)
{
    rf_space_init (&colours->space, "srgb", RF_ENCODING_PERCEPTUAL);
    g_clear_pointer (&colours->profile, g_bytes_unref);
    if (!with_profile)
        return;
    cmsHPROFILE srgb = cmsCreate_sRGBProfile ();
    cmsUInt32Number length = 0;
    cmsSaveProfileToMem (srgb, NULL, &length);
    guint8 *bytes = g_malloc0 (MAX (length, 1));
    cmsSaveProfileToMem (srgb, bytes, &length);
    cmsCloseProfile (srgb);
    colours->profile = g_bytes_new_take (bytes, length);
}

static void
free_curves (RfPictureColours *colours)
{
    for (int c = 0; c < 3; c++) {
        g_clear_pointer (&colours->curves[c], rf_file_curve_free);
        g_clear_pointer (&colours->own_curves[c], rf_file_curve_free);
    }
}

static void
set_curves (RfPictureColours *colours, const cmsToneCurve *const to_light[3])
{
    for (int c = 0; c < 3; c++) {
        colours->curves[c] = rf_file_curve_new (to_light[c], colours->info.sample);
        colours->own_curves[c] =
            rf_file_curve_new (colours->info.model == RF_MODEL_RGB ? to_light[c] : NULL, colours->info.sample);
    }
}

/* FALSE: the profile is not one of primaries and curves. */
static gboolean
read_primaries (RfPictureColours *colours, cmsHPROFILE profile)
{
    static const cmsTagSignature columns[] = {cmsSigRedColorantTag, cmsSigGreenColorantTag, cmsSigBlueColorantTag};
    static const cmsTagSignature rows[] = {cmsSigRedTRCTag, cmsSigGreenTRCTag, cmsSigBlueTRCTag};
    const cmsToneCurve *curves[3];
    gboolean is_linear = TRUE, is_srgb = TRUE;

    if (cmsGetColorSpace (profile) != cmsSigRgbData || !cmsIsMatrixShaper (profile) ||
        cmsIsTag (profile, cmsSigAToB0Tag))
        return FALSE;
    for (int c = 0; c < 3; c++) {
        const cmsCIEXYZ *column = cmsReadTag (profile, columns[c]);
        curves[c] = cmsReadTag (profile, rows[c]);
        if (!column || !curves[c])
            return FALSE;
        colours->space.to_xyz[c] = column->X;
        colours->space.to_xyz[3 + c] = column->Y;
        colours->space.to_xyz[6 + c] = column->Z;
        is_linear = is_linear && cmsIsToneCurveLinear (curves[c]);
        is_srgb = is_srgb && rf_tone_curve_is_srgb (curves[c]);
    }
    /* The columns are rounded to 16 bits: white has to be white exactly. */
    const cmsCIEXYZ *white = cmsD50_XYZ ();
    for (int row = 0; row < 3; row++) {
        double *m = colours->space.to_xyz + 3 * row, sum = m[0] + m[1] + m[2];
        double wanted = row == 0 ? white->X : row == 1 ? white->Y : white->Z;
        if (fabs (sum - wanted) > 0.02)
            return FALSE;
        for (int c = 0; c < 3; c++)
            m[c] *= wanted / sum;
    }
    gboolean as_light = is_linear && colours->info.sample == RF_SAMPLE_FLOAT;
    colours->space.encoding = as_light ? RF_ENCODING_LINEAR : RF_ENCODING_PERCEPTUAL;
    for (int c = 0; c < 3; c++)
        if (as_light || is_srgb)
            curves[c] = NULL;
    set_curves (colours, curves);
    return set_matrices (colours);
}

static gboolean
read_tables (RfPictureColours *colours, cmsHPROFILE profile, GError **error)
{
    static const cmsUInt32Number bytes[] = {[RF_SAMPLE_U8] = 1, [RF_SAMPLE_U16] = 2, [RF_SAMPLE_FLOAT] = 4};
    gboolean is_cmyk = colours->info.model == RF_MODEL_CMYK, is_float = colours->info.sample == RF_SAMPLE_FLOAT;
    cmsUInt32Number own = COLORSPACE_SH (is_cmyk ? PT_CMYK : PT_RGB) | CHANNELS_SH (is_cmyk ? 4 : 3) |
                          BYTES_SH (bytes[colours->info.sample]) | FLOAT_SH (is_float);
    cmsHPROFILE srgb = cmsCreate_sRGBProfile ();

    colours->take = cmsCreateTransform (profile, own, srgb, TYPE_RGB_FLT, INTENT_RELATIVE_COLORIMETRIC,
                                        cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOCACHE);
    if (!is_cmyk)
        colours->give = cmsCreateTransform (srgb, TYPE_RGB_FLT, profile, TYPE_RGB_FLT, INTENT_RELATIVE_COLORIMETRIC,
                                            cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOCACHE);
    cmsCloseProfile (srgb);
    if (!colours->take || (!is_cmyk && !colours->give)) {
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                             _ ("its colour profile cannot be used; convert the picture to sRGB first"));
        return FALSE;
    }
    GBytes *kept = is_cmyk ? NULL : g_bytes_ref (colours->profile);
    use_srgb (colours, is_cmyk);
    if (kept)
        colours->profile = kept;
    set_curves (colours, (const cmsToneCurve *const[3]){NULL});
    return set_matrices (colours);
}

/* Looks may tone grey: it is RGB from then on. */
static void
read_gray (RfPictureColours *colours, cmsHPROFILE profile)
{
    const cmsToneCurve *curve =
        profile && cmsGetColorSpace (profile) == cmsSigGrayData ? cmsReadTag (profile, cmsSigGrayTRCTag) : NULL;
    cmsToneCurve *identity = NULL;

    if (colours->info.is_linear && !curve)
        curve = identity = cmsBuildGamma (NULL, 1.0);
    else if (colours->info.gamma > 0 && !curve)
        curve = identity = cmsBuildGamma (NULL, 1 / colours->info.gamma);
    if (curve && rf_tone_curve_is_srgb (curve))
        curve = NULL;
    use_srgb (colours, profile != NULL || colours->info.is_linear);
    set_curves (colours, (const cmsToneCurve *const[3]){curve, curve, curve});
    g_clear_pointer (&identity, cmsFreeToneCurve);
    set_matrices (colours);
}

/* A PNG's own words for primaries and a curve. */
static cmsHPROFILE
make_profile (const RfPictureInfo *info)
{
    const double *p = info->primaries;
    cmsCIExyY white = {info->white[0], info->white[1], 1};
    cmsCIExyYTRIPLE primaries = {{p[0], p[1], 1}, {p[2], p[3], 1}, {p[4], p[5], 1}};
    cmsToneCurve *curve = cmsBuildGamma (NULL, 1 / info->gamma);
    cmsHPROFILE profile = cmsCreateRGBProfile (&white, &primaries, (cmsToneCurve *[3]){curve, curve, curve});

    cmsFreeToneCurve (curve);
    return profile;
}

RfPictureColours *
rf_picture_colours_new (const RfPictureInfo *info, GError **error)
{
    RfPictureColours *colours = g_new0 (RfPictureColours, 1);
    cmsHPROFILE profile = NULL;
    gboolean ok = TRUE;

    colours->info = *info;
    if (info->profile) {
        gsize length;
        const void *bytes = g_bytes_get_data (info->profile, &length);
        profile = cmsOpenProfileFromMem (bytes, (cmsUInt32Number)length);
        colours->profile = g_bytes_ref (info->profile);
    } else if (info->gamma > 0 && info->model == RF_MODEL_RGB) {
        profile = make_profile (info);
    }
    if (info->model == RF_MODEL_CMYK && (!profile || cmsGetColorSpace (profile) != cmsSigCmykData)) {
        g_set_error_literal (
            error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
            _ ("it is CMYK without a colour profile, so nobody knows its colours; convert it to RGB first"));
        ok = FALSE;
    } else if (info->model == RF_MODEL_GRAY) {
        read_gray (colours, profile);
    } else if (!profile || (info->model == RF_MODEL_RGB && cmsGetColorSpace (profile) != cmsSigRgbData)) {
        /* No profile, or none for such a picture: sRGB is what everybody takes it for. */
        GBytes *kept = g_steal_pointer (&colours->profile);
        use_srgb (colours, FALSE);
        colours->profile = kept;
        if (info->is_linear && !kept)
            colours->space.encoding = RF_ENCODING_LINEAR;
        set_curves (colours, (const cmsToneCurve *const[3]){NULL});
        set_matrices (colours);
    } else if (info->model == RF_MODEL_CMYK || !read_primaries (colours, profile)) {
        free_curves (colours);
        ok = read_tables (colours, profile, error);
    }
    if (profile)
        cmsCloseProfile (profile);
    if (!ok)
        g_clear_pointer (&colours, rf_picture_colours_free);
    return colours;
}

void
rf_picture_colours_free (RfPictureColours *colours)
{
    if (!colours)
        return;
    free_curves (colours);
    g_clear_pointer (&colours->take, cmsDeleteTransform);
    g_clear_pointer (&colours->give, cmsDeleteTransform);
    g_clear_pointer (&colours->profile, g_bytes_unref);
    g_free (colours);
}

const RfSpace *
rf_picture_colours_space (const RfPictureColours *colours)
{
    return &colours->space;
}

GBytes *
rf_picture_colours_profile (const RfPictureColours *colours)
{
    return colours->profile;
}
