/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What libpng says while it reads or writes: the text of an error is kept and libpng left, warnings mean nothing to us.
 * The pointer that libpng gets for its errors is an RfPngError. */
#ifndef RF_CODEC_PNG_ERROR_H
#define RF_CODEC_PNG_ERROR_H

#include <glib.h>
#include <png.h>

typedef struct {
    char text[256];
} RfPngError;

static inline void
rf_png_escape (png_structp png, png_const_charp text)
{
    RfPngError *error = png_get_error_ptr (png);

    g_strlcpy (error->text, text, sizeof error->text);
    png_longjmp (png, 1);
}

static inline void
rf_png_ignore (png_structp png, png_const_charp text)
{
}

#endif
