/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "develop-curve.h"

#include <math.h>

#define GUESSES 4096

struct RfFileCurve {
    cmsToneCurve *to_light, *from_light; /* NULL: sRGB's own */
    float *table[2];                     /* of every number of 8 and 16 bits */
    float *edge[2];                      /* half way between a number and the next */
    guint16 *guess[2];                   /* from a value, times GUESSES, to a number not above it */
};

static const int max_of[] = {255, 65535};

double
rf_srgb_encode (double light)
{
    double x = fabs (light);

    return copysign (x <= 0.0031308 ? 12.92 * x : 1.055 * pow (x, 1 / 2.4) - 0.055, light);
}

double
rf_srgb_decode (double value)
{
    double x = fabs (value);

    return copysign (x <= 0.04045 ? x / 12.92 : pow ((x + 0.055) / 1.055, 2.4), value);
}

/* Tables of 1024 steps and of 16 bits are off by less than this, which no file of 16 bits shows. */
gboolean
rf_tone_curve_is_srgb (const cmsToneCurve *to_light)
{
    for (int i = 0; i <= 255; i++) {
        double light = cmsEvalToneCurveFloat (to_light, (float)(i / 255.0));
        if (fabs (rf_srgb_encode (light) - i / 255.0) > 1e-3 || fabs (light - rf_srgb_decode (i / 255.0)) > 1e-4)
            return FALSE;
    }
    return TRUE;
}

/* The inverse is found between the numbers themselves, so that every one comes back as it went in. */
static void
make_table (RfFileCurve *curve, int which)
{
    int max = max_of[which];
    float *table = g_new (float, (gsize)max + 1), *edge = g_new (float, (gsize)max + 1);
    guint16 *guess = g_new (guint16, GUESSES + 1);
    int number = 0;

    for (int i = 0; i <= max; i++) {
        table[i] = (float)rf_srgb_encode (cmsEvalToneCurveFloat (curve->to_light, (float)i / (float)max));
        edge[i] = (float)rf_srgb_encode (cmsEvalToneCurveFloat (curve->to_light, ((float)i + 0.5F) / (float)max));
    }
    for (int i = 0; i <= GUESSES; i++) {
        while (number < max && edge[number] <= (float)i / GUESSES)
            number++;
        guess[i] = (guint16)number;
    }
    curve->table[which] = table;
    curve->edge[which] = edge;
    curve->guess[which] = guess;
}

RfFileCurve *
rf_file_curve_new (const cmsToneCurve *to_light, RfSample sample)
{
    RfFileCurve *curve = g_new0 (RfFileCurve, 1);

    if (to_light) {
        curve->to_light = cmsDupToneCurve (to_light);
        curve->from_light = cmsReverseToneCurve (to_light);
        make_table (curve, 0);
        if (sample != RF_SAMPLE_U8)
            make_table (curve, 1);
    }
    return curve;
}

void
rf_file_curve_free (RfFileCurve *curve)
{
    if (!curve)
        return;
    for (int i = 0; i < 2; i++) {
        g_free (curve->table[i]);
        g_free (curve->edge[i]);
        g_free (curve->guess[i]);
    }
    g_clear_pointer (&curve->to_light, cmsFreeToneCurve);
    g_clear_pointer (&curve->from_light, cmsFreeToneCurve);
    g_free (curve);
}

gboolean
rf_file_curve_is_plain (const RfFileCurve *curve)
{
    return !curve->to_light;
}

float
rf_file_curve_take_u8 (const RfFileCurve *curve, guint8 number)
{
    return curve->to_light ? curve->table[0][number] : (float)number / 255;
}

float
rf_file_curve_take_u16 (const RfFileCurve *curve, guint16 number)
{
    return curve->to_light ? curve->table[1][number] : (float)number / 65535;
}

float
rf_file_curve_take_float (const RfFileCurve *curve, float number)
{
    if (!curve->to_light || isnan (number))
        return number;
    return (float)rf_srgb_encode (cmsEvalToneCurveFloat (curve->to_light, number));
}

int
rf_file_curve_give (const RfFileCurve *curve, float value, int max)
{
    if (!(value > 0))
        return 0;
    if (value >= 1)
        return max;
    if (!curve->to_light)
        return (int)(value * (float)max + 0.5F);
    const float *edge = curve->edge[max > 255];
    int number = curve->guess[max > 255][(int)(value * GUESSES)];
    while (number < max && edge[number] <= value)
        number++;
    return number;
}

float
rf_file_curve_give_float (const RfFileCurve *curve, float value)
{
    if (!curve->to_light || isnan (value))
        return value;
    return cmsEvalToneCurveFloat (curve->from_light, (float)rf_srgb_decode (value));
}
