/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * make-profile NAME FILE: an ICC profile of that kind for tests: display-p3, adobe-rgb, prophoto, grey, or table, which is
 * adobe-rgb told in the way that GEGL cannot read. */
#include <lcms2.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    const char *name;
    cmsCIExyY white;
    cmsCIExyYTRIPLE primaries;
    double gamma; /* 0: the curve of sRGB */
} Space;

static const Space spaces[] = {
    {"display-p3", {0.3127, 0.3290, 1}, {{0.680, 0.320, 1}, {0.265, 0.690, 1}, {0.150, 0.060, 1}}, 0},
    {"adobe-rgb", {0.3127, 0.3290, 1}, {{0.640, 0.330, 1}, {0.210, 0.710, 1}, {0.150, 0.060, 1}}, 2.19921875},
    {"prophoto", {0.3457, 0.3585, 1}, {{0.734699, 0.265301, 1}, {0.159597, 0.840403, 1}, {0.036598, 0.000105, 1}}, 1.8},
};

static cmsToneCurve *
make_curve (double gamma)
{
    static const double srgb[] = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
    return gamma > 0 ? cmsBuildGamma (NULL, gamma) : cmsBuildParametricToneCurve (NULL, 4, srgb);
}

static cmsHPROFILE
make_rgb (const Space *space)
{
    cmsToneCurve *curve = make_curve (space->gamma), *curves[] = {curve, curve, curve};
    return cmsCreateRGBProfile (&space->white, &space->primaries, curves);
}

static cmsInt32Number
keep (const cmsUInt16Number in[], cmsUInt16Number out[], void *data)
{
    memcpy (out, in, 3 * sizeof *out);
    return TRUE;
}

static cmsStage *
make_table (void)
{
    cmsStage *table = cmsStageAllocCLut16bit (NULL, 2, 3, 3, NULL);
    cmsStageSampleCLut16bit (table, keep, NULL, 0);
    return table;
}

static cmsStage *
make_curves (double gamma)
{
    cmsToneCurve *curve = cmsBuildGamma (NULL, gamma), *curves[] = {curve, curve, curve};
    return cmsStageAllocToneCurves (NULL, 3, curves);
}

/* In ICC's numbers for XYZ, 1 is 65535 / 32768. */
static void
fill_matrix (cmsHPROFILE matrix_profile, double matrix[9])
{
    static const cmsTagSignature tags[] = {cmsSigRedColorantTag, cmsSigGreenColorantTag, cmsSigBlueColorantTag};

    for (int c = 0; c < 3; c++) {
        const cmsCIEXYZ *colorant = cmsReadTag (matrix_profile, tags[c]);
        matrix[c] = colorant->X * 32768 / 65535;
        matrix[3 + c] = colorant->Y * 32768 / 65535;
        matrix[6 + c] = colorant->Z * 32768 / 65535;
    }
}

static void
invert (const double m[9], double out[9])
{
    double determinant =
        m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) + m[2] * (m[3] * m[7] - m[4] * m[6]);

    for (int row = 0; row < 3; row++)
        for (int column = 0; column < 3; column++) {
            int a = (column + 1) % 3, b = (column + 2) % 3, c = (row + 1) % 3, d = (row + 2) % 3;
            out[3 * row + column] = (m[3 * a + c] * m[3 * b + d] - m[3 * a + d] * m[3 * b + c]) / determinant;
        }
}

/* Both ways by curves, a matrix and a table that changes nothing, as the tags A2B0 and B2A0. */
static cmsHPROFILE
make_by_table (const Space *space)
{
    cmsHPROFILE simple = make_rgb (space), profile = cmsCreateProfilePlaceholder (NULL);
    cmsPipeline *forth = cmsPipelineAlloc (NULL, 3, 3), *back = cmsPipelineAlloc (NULL, 3, 3);
    double matrix[9], inverse[9];

    fill_matrix (simple, matrix);
    invert (matrix, inverse);
    cmsPipelineInsertStage (forth, cmsAT_END, make_curves (1));
    cmsPipelineInsertStage (forth, cmsAT_END, make_table ());
    cmsPipelineInsertStage (forth, cmsAT_END, make_curves (space->gamma));
    cmsPipelineInsertStage (forth, cmsAT_END, cmsStageAllocMatrix (NULL, 3, 3, matrix, NULL));
    cmsPipelineInsertStage (forth, cmsAT_END, make_curves (1));
    cmsPipelineInsertStage (back, cmsAT_END, make_curves (1));
    cmsPipelineInsertStage (back, cmsAT_END, cmsStageAllocMatrix (NULL, 3, 3, inverse, NULL));
    cmsPipelineInsertStage (back, cmsAT_END, make_curves (1 / space->gamma));
    cmsPipelineInsertStage (back, cmsAT_END, make_table ());
    cmsPipelineInsertStage (back, cmsAT_END, make_curves (1));

    cmsSetProfileVersion (profile, 4.3);
    cmsSetDeviceClass (profile, cmsSigDisplayClass);
    cmsSetColorSpace (profile, cmsSigRgbData);
    cmsSetPCS (profile, cmsSigXYZData);
    cmsWriteTag (profile, cmsSigMediaWhitePointTag, cmsD50_XYZ ());
    cmsWriteTag (profile, cmsSigProfileDescriptionTag, cmsReadTag (simple, cmsSigProfileDescriptionTag));
    if (!cmsWriteTag (profile, cmsSigAToB0Tag, forth) || !cmsWriteTag (profile, cmsSigBToA0Tag, back))
        return NULL;
    return profile;
}

int
main (int argc, char **argv)
{
    const char *name = argc == 3 ? argv[1] : "";
    cmsHPROFILE profile = NULL;

    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        if (strcmp (name, spaces[i].name) == 0)
            profile = make_rgb (&spaces[i]);
    if (strcmp (name, "table") == 0)
        profile = make_by_table (&spaces[1]);
    if (strcmp (name, "grey") == 0)
        profile = cmsCreateGrayProfile (cmsD50_xyY (), cmsBuildGamma (NULL, 2.2));
    if (!profile || !cmsSaveProfileToFile (profile, argv[2])) {
        fprintf (stderr, "make-profile display-p3|adobe-rgb|prophoto|grey|table FILE\n");
        return 1;
    }
    return 0;
}
