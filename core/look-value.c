/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The one kind of value that only look files have: curves of tint. */
#include "i18n.h"
#include "look.h"

#include <math.h>

static gboolean
parse_knot (const char *text, RfKnot *knot)
{
    g_auto (GStrv) sides = g_strsplit (text, ":", -1);
    if (g_strv_length (sides) != 2)
        return FALSE;
    g_auto (GStrv) ab = g_strsplit (sides[1], ",", -1);
    if (g_strv_length (ab) != 2)
        return FALSE;
    return rf_read_number (g_strstrip (sides[0]), &knot->lightness) && rf_read_number (g_strstrip (ab[0]), &knot->a) &&
           rf_read_number (g_strstrip (ab[1]), &knot->b);
}

gboolean
rf_look_value_parse (const RfPlace *place, const RfKey *key, char *text, void *field, GError **error)
{
    RfTintCurve *curve = field;
    g_auto (GStrv) knots = g_strsplit (text, ";", -1);
    double previous = 0;

    curve->n = 0;
    for (char **k = knots; *k; k++) {
        RfKnot knot;
        if (*g_strstrip (*k) == '\0')
            continue;
        if (curve->n == RF_MAX_KNOTS) {
            rf_place_error (place, error, RF_ERROR_VALUE, _ ("more than %d knots"), RF_MAX_KNOTS);
            return FALSE;
        }
        if (!parse_knot (*k, &knot)) {
            rf_place_error (place, error, RF_ERROR_VALUE, _ ("“%s” is not of the form L:a,b"), *k);
            return FALSE;
        }
        if (knot.lightness <= previous || knot.lightness >= 100) {
            rf_place_error (place, error, RF_ERROR_VALUE, _ ("“%s”: lightness must rise between 0 and 100"), *k);
            return FALSE;
        }
        if (fabs (knot.a) > 60 || fabs (knot.b) > 60) {
            rf_place_error (place, error, RF_ERROR_VALUE, _ ("“%s”: a and b must be within -60 … 60"), *k);
            return FALSE;
        }
        previous = knot.lightness;
        curve->knots[curve->n++] = knot;
    }
    return TRUE;
}
