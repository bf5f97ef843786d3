/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One photograph, from its file to the developed one, strip by strip. */
#ifndef RF_DEVELOP_PHOTO_H
#define RF_DEVELOP_PHOTO_H

#include "codec.h"
#include "develop-source.h"

#include <rangefinder.h>

typedef struct {
    const RfLook *look; /* NULL: none */
    RfSettings settings;
    const RfFormat *format;   /* of the watermark; NULL: none */
    const char *const *texts; /* field, text, field, text ... NULL: the user's own */
    int kind;                 /* RfFileKind; -1: by the target's ending, else the source's */
    int quality;              /* of JPEG, [1, 100]; 0: the source's */
    gboolean drops_film;      /* of a motion photo */
    const char *size;         /* as it was asked for; NULL: the photograph's own */
    RfSizeWish size_wish;
    const RfLens *lens; /* NULL: none */
    RfLensSettings lens_settings;
    const char *recipe; /* what the look's and the format's files say, or a sum of it: for the key */
    gboolean resumes, forces;
    const int *stopped; /* not 0: give up, atomically read */
} RfDevelopOptions;

typedef enum { RF_PHOTO_FAILED, RF_PHOTO_WRITTEN, RF_PHOTO_SKIPPED } RfPhotoResult;

/* `notes` receives sentences for people. Errors do not name the photograph. May be called from several threads. */
RfPhotoResult rf_develop_photo (const char *source, const char *target, const RfDevelopOptions *options,
                                GPtrArray *notes, GError **error);

#endif
