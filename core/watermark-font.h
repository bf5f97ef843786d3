/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Fonts: from the five kinds a format knows to what the machine has. */
#ifndef RF_WATERMARK_FONT_H
#define RF_WATERMARK_FONT_H

#include <pango/pangocairo.h>

/* What letters look like, but for their size. */
typedef struct {
    const char *
        family; /* "sans", "serif", "mono", "script", or "segments": digits as on a display, see watermark-segments.h */
    const char *chosen; /* the user's family in its place, or NULL */
    double weight;      /* 100 to 900 */
    gboolean italic, capitals;
    double tracking_em;
} RfTypeface;

/* Of the calling thread, which keeps it: without hinting and rounding, so that what is measured at one size holds at all. */
PangoContext *rf_font_context (void);

/* The fonts for a text, in the order they are tried for each letter; fontconfig's own fallback comes last. Without size. */
PangoFontDescription *rf_font_describe (const RfTypeface *face, const char *text);

/* The language whose shapes Han characters get: that of other letters in the text, else of the locale, else Chinese.
 * English for text without them, so that the locale changes nothing else. */
const char *rf_font_language (const char *text);

gboolean rf_font_exists (const char *family);

#endif
