/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * LUT files as looks: a file dropped into the user's folder of looks develops like the others. */
#ifndef RF_LUT_LOOK_H
#define RF_LUT_LOOK_H

#include "look.h"
#include "lut.h"
#include "space.h"

/* A look whose colours come from the LUT of that file. Only the file's head is read: a folder may hold hundreds of megabytes.
 * A broken file is an error when the look is planned. Its id is the file's name in lower case with dashes. */
RfLook *rf_lut_look_new (const char *path, GError **error);

/* What such a look does to one colour. */
typedef struct {
    RfLut *lut;                  /* NULL: not such a look */
    RfMatrix to_srgb, from_srgb; /* linear RGB of the image <-> linear sRGB */
    double tone, colour;         /* strength of both, [0, 1] */
} RfLutStage;

gboolean rf_lut_stage_init (RfLutStage *stage, const RfLook *look, double tone, double colour,
                            const RfColorimetry *colorimetry, GError **error);
void rf_lut_stage_clear (RfLutStage *stage);

/* Linear picture light in the cube of the image's primaries -> the same. */
void rf_lut_stage_apply (const RfLutStage *stage, const RfColorimetry *colorimetry, const double in[3], double out[3]);

#endif
