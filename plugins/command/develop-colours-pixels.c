/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "develop-colours-own.h"

#include <math.h>
#include <string.h>

#define BLOCK 1024 /* pixels between lcms2 and ours */

static const gsize sample_bytes[] = {[RF_SAMPLE_U8] = 1, [RF_SAMPLE_U16] = 2, [RF_SAMPLE_FLOAT] = 4};

/* ---- From the file ---- */

static float
take_alpha (const guint8 *sample, RfSample type)
{
    guint16 number;
    float value;

    switch (type) {
    case RF_SAMPLE_U8:
        return (float)*sample / 255;
    case RF_SAMPLE_U16:
        memcpy (&number, sample, sizeof number);
        return (float)number / 65535;
    default:
        memcpy (&value, sample, sizeof value);
        return value;
    }
}

static float
take_sample (const RfFileCurve *curve, const guint8 *sample, RfSample type)
{
    guint16 number;

    switch (type) {
    case RF_SAMPLE_U8:
        return rf_file_curve_take_u8 (curve, *sample);
    case RF_SAMPLE_U16:
        memcpy (&number, sample, sizeof number);
        return rf_file_curve_take_u16 (curve, number);
    default:
        return rf_file_curve_take_float (curve, take_alpha (sample, type));
    }
}

/* Colours that were multiplied by alpha, as they are encoded. */
static void
divide_by_alpha (float *rgba, gsize n)
{
    for (; n > 0; n--, rgba += 4)
        for (int c = 0; c < 3 && rgba[3] > 0; c++)
            rgba[c] /= rgba[3];
}

/* The common case, three bytes a pixel. */
static void
take_rgb8 (const RfPictureColours *colours, const guint8 *pixel, float *rgba, gsize n)
{
    float table[3][256];

    for (int c = 0; c < 3; c++)
        for (int i = 0; i < 256; i++)
            table[c][i] = rf_file_curve_take_u8 (colours->curves[c], (guint8)i);
    for (; n > 0; n--, pixel += 3, rgba += 4) {
        rgba[0] = table[0][pixel[0]];
        rgba[1] = table[1][pixel[1]];
        rgba[2] = table[2][pixel[2]];
        rgba[3] = 1;
    }
}

static void
take_by_tables (const RfPictureColours *colours, const guint8 *pixel, gsize size, float *rgba, gsize n)
{
    float rgb[3 * BLOCK];
    guint8 own[16 * BLOCK];
    gsize used = sample_bytes[colours->info.sample] * (colours->info.model == RF_MODEL_CMYK ? 4 : 3);

    for (gsize done = 0; done < n; done += BLOCK) {
        gsize count = MIN (BLOCK, n - done);
        for (gsize i = 0; i < count; i++)
            memcpy (own + i * used, pixel + (done + i) * size, used);
        cmsDoTransform (colours->take, own, rgb, (cmsUInt32Number)count);
        for (gsize i = 0; i < count; i++)
            memcpy (rgba + 4 * (done + i), rgb + 3 * i, 3 * sizeof (float));
    }
}

gboolean
rf_picture_colours_are_plain (const RfPictureColours *colours, RfSample sample, gboolean has_alpha)
{
    gboolean plain = !colours->take && !colours->give && colours->space.encoding == RF_ENCODING_PERCEPTUAL &&
                     rf_picture_pixel_bytes (&colours->info) == 3 && sample == RF_SAMPLE_U8 && !has_alpha;

    for (int c = 0; c < 3; c++)
        plain = plain && rf_file_curve_is_plain (colours->curves[c]) && rf_file_curve_is_plain (colours->own_curves[c]);
    return plain;
}

void
rf_picture_colours_take (const RfPictureColours *colours, const void *pixels, float *rgba, gsize n)
{
    const RfPictureInfo *info = &colours->info;
    gsize bytes = sample_bytes[info->sample], size = rf_picture_pixel_bytes (info);
    gsize channels = info->model == RF_MODEL_GRAY ? 1 : info->model == RF_MODEL_RGB ? 3 : 4;
    const guint8 *pixel = pixels;

    if (!colours->take && size == 3) {
        take_rgb8 (colours, pixel, rgba, n);
        return;
    }
    if (colours->take)
        take_by_tables (colours, pixel, size, rgba, n);
    for (gsize i = 0; i < n; i++, pixel += size) {
        float *out = rgba + 4 * i;
        for (gsize c = 0; c < 3 && !colours->take; c++)
            out[c] = take_sample (colours->curves[c], pixel + MIN (c, channels - 1) * bytes, info->sample);
        out[3] = info->has_alpha ? take_alpha (pixel + channels * bytes, info->sample) : 1;
    }
    if (info->is_premultiplied)
        divide_by_alpha (rgba, n);
}

/* ---- To the file ---- */

static void
give_sample (const RfFileCurve *curve, float value, guint8 *sample, RfSample type)
{
    guint16 number;

    switch (type) {
    case RF_SAMPLE_U8:
        *sample = (guint8)rf_file_curve_give (curve, value, 255);
        break;
    case RF_SAMPLE_U16:
        number = (guint16)rf_file_curve_give (curve, value, 65535);
        memcpy (sample, &number, sizeof number);
        break;
    default:
        value = rf_file_curve_give_float (curve, value);
        memcpy (sample, &value, sizeof value);
    }
}

static void
give_alpha (float value, guint8 *sample, RfSample type)
{
    guint16 number = 0;

    if (type == RF_SAMPLE_FLOAT) {
        memcpy (sample, &value, sizeof value);
        return;
    }
    int max = type == RF_SAMPLE_U8 ? 255 : 65535;
    number = value > 0 ? (guint16)(MIN (value, 1) * (float)max + 0.5F) : 0;
    if (type == RF_SAMPLE_U8)
        *sample = (guint8)number;
    else
        memcpy (sample, &number, sizeof number);
}

typedef float Float4 __attribute__ ((vector_size (16), aligned (4), may_alias));
typedef gint32 Int4 __attribute__ ((vector_size (16)));

/* The common case, without a curve and without alpha: a pixel at once. What is no number becomes 0. */
static void
give_rgb8 (const float *rgba, guint8 *pixel, gsize n)
{
    const Float4 white = {1, 1, 1, 1};

    for (; n > 0; n--, rgba += 4, pixel += 3) {
        Float4 value = *(const Float4 *)rgba;
        value = (Float4)((Int4)value & (value > 0));
        Int4 above = value > white;
        value = (Float4)(((Int4)value & ~above) | ((Int4)white & above));
        Int4 bytes = __builtin_convertvector (value * 255 + 0.5F, Int4);
        for (int c = 0; c < 3; c++)
            pixel[c] = (guint8)bytes[c];
    }
}

void
rf_picture_colours_give (const RfPictureColours *colours, const float *rgba, void *pixels, gsize n, RfSample sample,
                         gboolean has_alpha)
{
    gsize bytes = sample_bytes[sample], size = bytes * (has_alpha ? 4 : 3);
    /* Light in a file of whole numbers without a profile would be taken for encoded. */
    gboolean encodes = colours->space.encoding == RF_ENCODING_LINEAR && sample != RF_SAMPLE_FLOAT && !colours->profile;
    gboolean on_white = colours->info.has_alpha && !has_alpha;
    guint8 *pixel = pixels;

    if (size == 3 && !colours->give && !encodes && !on_white && rf_file_curve_is_plain (colours->own_curves[0])) {
        give_rgb8 (rgba, pixel, n);
        return;
    }
    for (; n > 0; n--, rgba += 4, pixel += size) {
        float rgb[3] = {rgba[0], rgba[1], rgba[2]};
        for (int c = 0; c < 3; c++) {
            if (encodes)
                rgb[c] = (float)rf_srgb_encode (rgb[c]);
            if (on_white)
                rgb[c] = 1 + (rgb[c] - 1) * CLAMP (rgba[3], 0, 1);
        }
        if (colours->give)
            cmsDoTransform (colours->give, rgb, rgb, 1);
        for (gsize c = 0; c < 3; c++)
            give_sample (colours->own_curves[c], rgb[c], pixel + c * bytes, sample);
        if (has_alpha)
            give_alpha (rgba[3], pixel + 3 * bytes, sample);
    }
}

/* ---- Between the space and sRGB ---- */

static void
apply (const double *m, const double in[3], double out[3])
{
    for (int row = 0; row < 3; row++)
        out[row] = m[3 * row] * in[0] + m[3 * row + 1] * in[1] + m[3 * row + 2] * in[2];
}

void
rf_picture_colours_to_srgb (const RfPictureColours *colours, const float *in, float *out, gsize n)
{
    gboolean is_light = colours->space.encoding == RF_ENCODING_LINEAR;

    if (colours->is_srgb) {
        memmove (out, in, n * 4 * sizeof (float));
        return;
    }
    for (; n > 0; n--, in += 4, out += 4) {
        double rgb[3], srgb[3];
        for (int c = 0; c < 3; c++)
            rgb[c] = is_light ? in[c] : rf_srgb_decode (in[c]);
        apply (colours->to_srgb, rgb, srgb);
        for (int c = 0; c < 3; c++)
            out[c] = (float)rf_srgb_encode (srgb[c]);
        out[3] = in[3];
    }
}

/* A colour of sRGB as the space encodes it perceptually. */
static void
from_srgb (const RfPictureColours *colours, const float srgb[3], float out[3])
{
    double light[3], own[3];

    for (int c = 0; c < 3; c++)
        light[c] = rf_srgb_decode (srgb[c]);
    apply (colours->from_srgb, light, own);
    for (int c = 0; c < 3; c++)
        out[c] = (float)rf_srgb_encode (own[c]);
}

void
rf_picture_colours_lay (const RfPictureColours *colours, const float *srgb, float *rgba, gsize n)
{
    gboolean is_light = colours->space.encoding == RF_ENCODING_LINEAR;
    float seen[3] = {NAN, NAN, NAN}, own[3] = {0}; /* most pixels of a mat are of one colour */

    for (; n > 0; n--, srgb += 4, rgba += 4) {
        float cover = srgb[3], below = rgba[3] * (1 - cover), alpha = cover + below;
        if (!(cover > 0))
            continue;
        if (colours->is_srgb && cover == 1) { /* most of them */
            memcpy (rgba, srgb, 4 * sizeof *rgba);
            continue;
        }
        if (colours->is_srgb) {
            memcpy (own, srgb, sizeof own);
        } else if (memcmp (seen, srgb, sizeof seen) != 0) {
            memcpy (seen, srgb, sizeof seen);
            from_srgb (colours, srgb, own);
        }
        for (int c = 0; c < 3; c++) {
            float under = is_light ? (float)rf_srgb_encode (rgba[c]) : rgba[c];
            float mixed = below > 0 ? (own[c] * cover + under * below) / alpha : own[c];
            rgba[c] = is_light ? (float)rf_srgb_decode (mixed) : mixed;
        }
        rgba[3] = alpha;
    }
}
