/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A channel's numbers in a file, whatever their curve, to the curve of sRGB and back. */
#ifndef RF_DEVELOP_CURVE_H
#define RF_DEVELOP_CURVE_H

#include "codec.h"

#include <lcms2.h>

double rf_srgb_encode (double light); /* odd: negative light too */
double rf_srgb_decode (double value);

typedef struct RfFileCurve RfFileCurve;

/* From the file's numbers in [0, 1] to light; NULL is sRGB's own curve. The curve is not kept. */
RfFileCurve *rf_file_curve_new (const cmsToneCurve *to_light, RfSample sample);
void rf_file_curve_free (RfFileCurve *curve); /* NULL is fine */

gboolean rf_tone_curve_is_srgb (const cmsToneCurve *to_light);

gboolean rf_file_curve_is_plain (const RfFileCurve *curve); /* sRGB's own */

/* By the number as it is stored; a float by itself. */
float rf_file_curve_take_u8 (const RfFileCurve *curve, guint8 number);
float rf_file_curve_take_u16 (const RfFileCurve *curve, guint16 number);
float rf_file_curve_take_float (const RfFileCurve *curve, float number);

/* The nearest number; 0 for what is not a number. */
int rf_file_curve_give (const RfFileCurve *curve, float value, int max);
float rf_file_curve_give_float (const RfFileCurve *curve, float value);

#endif
