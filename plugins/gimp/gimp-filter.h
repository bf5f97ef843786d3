/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Puts the operation rangefinder:look on drawables, for every procedure of the plug-in.
 */
#ifndef RF_GIMP_FILTER_H
#define RF_GIMP_FILTER_H

#include <libgimp/gimp.h>

#define RF_FILTER_OPERATION "rangefinder:look"

/* What the operation's properties of the same names are set to. */
typedef struct {
    const char *look;     /* id */
    double strength_pct;  /* [0, 100] */
    double tone_pct;      /* [0, 100] */
    double colour_pct;    /* [0, 100] */
    double exposure_ev;   /* [-5, 5] */
    const char *vignette; /* "look", "off" or "value" */
    double vignette_ev;   /* [-3, 1]; read with "value" */
    double grain_pct;     /* [0, 200] */
    const char *input;    /* "display-referred" or "scene-linear" */
} RfFilterSettings;

#define RF_FILTER_SETTINGS_DEFAULT(id) {(id), 100.0, 100.0, 100.0, 0.0, "look", 0.0, 100.0, "display-referred"}

/* Develops each of the drawables (NULL at the end): with `merge` its pixels are changed, else the filter stays with the
 * layer and can be edited later. Everything that can be known to fail is checked before the first drawable is touched. */
gboolean rf_filter_apply (GimpDrawable **drawables, const RfFilterSettings *settings, gboolean merge, GError **error);

/* Takes over what GIMP says about the call that just failed; `text` where GIMP says nothing. */
void rf_filter_take_error (GError **error, const char *text);

#endif
