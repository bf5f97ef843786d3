/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libjpeg's errors as ours. */
#ifndef RF_CODEC_JPEG_H
#define RF_CODEC_JPEG_H

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

/* Begins with libjpeg's own, so that a pointer to the one is a pointer to the other. */
typedef struct {
    struct jpeg_error_mgr base;
    jmp_buf escape;
    char said[JMSG_LENGTH_MAX];
    int damage; /* the first warning that means a damaged picture; 0: none */
} RfJpegErrors;

struct jpeg_error_mgr *rf_jpeg_errors (RfJpegErrors *errors);

#endif
