/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures to fit looks to: photographs where the machine has some, and drawn ones. sRGB-encoded RGBA float. */
#ifndef RF_TEST_SCENES_H
#define RF_TEST_SCENES_H

#include "rangefinder.h"

#define N_LEARNT 2
#define N_OTHERS 4

/* What looks are fitted to, and what they are then tried on. */
extern RfTile scenes_learnt[N_LEARNT], scenes_others[N_OTHERS];

/* Fills both: with photographs of /usr/share/backgrounds/budgie, reduced; TRUE. Where one is missing, with drawn pictures. */
gboolean scenes_load (void);

/* Soft patches of light and shade in muted and strong colours, another for each seed. */
void scene_draw (guint seed, int width, int height, RfTile *tile);

/* The picture as the look develops it, in a file of 8 bits: vignette and grain included. Free its data with g_free. */
RfTile scene_develop (const RfTile *tile, const RfLook *look);

/* Mean CIEDE2000 on one of the others between two looks, without grain, which is not sought. */
double scene_difference (int other, const RfLook *a, const RfLook *b);

#endif
