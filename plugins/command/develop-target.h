/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a developed photograph goes: whether a file stands there already, and whether it is the very one that would be made. */
#ifndef RF_DEVELOP_TARGET_H
#define RF_DEVELOP_TARGET_H

#include "develop-photo.h"

/* What a developed file is made from: a sum of every byte of the source, and of what was asked for. NULL: the source cannot be
 * read. Free with g_free. */
char *rf_target_key (const char *source, const char *target, const RfDevelopOptions *options);

/* RF_PHOTO_WRITTEN: nothing stands in the way. `key` is made where it is needed. */
RfPhotoResult rf_target_check (const char *source, const char *target, const RfDevelopOptions *options, char **key,
                               GError **error);

#endif
