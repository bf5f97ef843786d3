/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Puts our operations on drawables, for every procedure of the plug-in.
 */
#ifndef RF_GIMP_FILTER_H
#define RF_GIMP_FILTER_H

#include <libgimp/gimp.h>

#define RF_FILTER_OPERATION "rangefinder:look"
#define RF_LENS_OPERATION   "rangefinder:lens"

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

/* One property of an operation. */
typedef struct {
    const char *property;
    const char *word; /* of a choice; NULL: a number */
    double number;
} RfFilterValue;

/* An operation and what its properties are set to. The words belong to the caller. */
typedef struct {
    const char *operation;
    RfFilterValue values[10];
    size_t n;
} RfFilterKind;

RfFilterKind rf_filter_of_look (const RfFilterSettings *settings);
RfFilterKind rf_filter_of_lens (const char *lens, double strength_pct);

/* What rf_filter_apply does, for any operation; the check alone touches nothing. */
gboolean rf_filter_check (GimpDrawable **drawables, const RfFilterKind *kind, gboolean merge, GError **error);
gboolean rf_filter_put (GimpDrawable **drawables, const RfFilterKind *kind, gboolean merge, GError **error);

/* Removes the filters of that operation that the drawables have. */
void rf_filter_remove (GimpDrawable **drawables, const char *operation);

/* Takes over what GIMP says about the call that just failed; `text` where GIMP says nothing. */
void rf_filter_take_error (GError **error, const char *text);

#endif
