/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libtiff's messages as ours: each file keeps its own, so that files of several threads do not mix. */
#ifndef RF_CODEC_TIFF_H
#define RF_CODEC_TIFF_H

#include <tiffio.h>

typedef struct {
    char text[256]; /* "": nothing was said */
} RfTiffSaid;

/* On a copy of the file's descriptor, which the TIFF closes; NULL: `said` tells why. */
TIFF *rf_tiff_open_said (int file, const char *mode, RfTiffSaid *said);

#endif
