/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes a developed photograph with everything that belongs to it, completely or not at all.
 */
#ifndef RF_GIMP_EXPORT_H
#define RF_GIMP_EXPORT_H

#include <libgimp/gimp.h>

typedef struct {
    const char *id;            /* for scripts */
    const char *title;         /* for people */
    const char *procedure;     /* GIMP's exporter */
    const char *extensions[3]; /* NULL at the end; the first is the one given to new names */
    gboolean keeps_alpha;
} RfFileType;

const RfFileType *rf_file_types (size_t *n);

/* The file type of that id; NULL with an error that lists the ids. */
const RfFileType *rf_file_type_require (const char *id, GError **error);

/* Makes `folder` if it is missing, checks that it can be written to, and removes what an interrupted batch of this
 * machine left in it. */
gboolean rf_export_prepare (const char *folder, GError **error);

/* Writes `image` to `path` with EXIF, XMP, IPTC and colour profile. The file appears under its name only when it is
 * complete. An existing one is replaced if `overwrite`, else it stays and that is an error. `quality` [1, 100] is for JPEG. */
gboolean rf_export (GimpImage *image, const char *path, const RfFileType *type, int quality, gboolean overwrite,
                    GError **error);

#endif
