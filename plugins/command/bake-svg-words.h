/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A watermark's words in the language in which darktable's module fills them in. */
#ifndef RF_PLUGIN_BAKE_SVG_WORDS_H
#define RF_PLUGIN_BAKE_SVG_WORDS_H

#include <rangefinder.h>

/* A photograph whose fields are marks, which a format lays out as it does words. */
RfCaption *rf_svg_caption (void);

/* What darktable makes of such words, with its variables for the marks; to stand in a CDATA section. Free with g_free. */
char *rf_svg_words (const char *text);

#endif
