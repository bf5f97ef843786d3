/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The shipped formats, and photographs made by hand: for tests and benchmarks. */
#ifndef RF_SHIPPED_H
#define RF_SHIPPED_H

#include "watermark.h"

#include <string.h>

#define MAX_FORMATS 64

/* Every shipped format, sorted by its file's name. */
static inline RfFormat *const *
shipped_formats (int *n)
{
    static RfFormat *formats[MAX_FORMATS];
    static int n_formats;

    if (n_formats == 0) {
        g_autofree char *folder = g_build_filename (g_getenv ("RF_SOURCE"), "core", "formats", NULL);
        g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
        GDir *dir = g_dir_open (folder, 0, NULL);
        const char *name;
        while (dir && (name = g_dir_read_name (dir)))
            if (g_str_has_suffix (name, ".format"))
                g_ptr_array_add (names, g_build_filename (folder, name, NULL));
        if (dir)
            g_dir_close (dir);
        g_ptr_array_sort_values (names, (GCompareFunc)strcmp);
        for (guint i = 0; i < names->len && n_formats < MAX_FORMATS; i++) {
            g_autoptr (GError) error = NULL;
            formats[n_formats] = rf_format_load (names->pdata[i], &error);
            if (!formats[n_formats++])
                g_error ("%s", error->message);
        }
    }
    *n = n_formats;
    return formats;
}

static inline const RfFormat *
shipped_format (const char *id)
{
    int n;
    RfFormat *const *formats = shipped_formats (&n);

    for (int i = 0; i < n; i++)
        if (strcmp (formats[i]->id, id) == 0)
            return formats[i];
    g_error ("there is no format %s", id);
}

/* A reduced copy as hosts give it: `paint` says what colour a point has; both coordinates are in [0, 1]. */
typedef void (*Paint) (double x, double y, float rgb[3]);

#define PHOTO_SIDE 256

static inline RfTile
make_photo (Paint paint)
{
    float *pixels = g_new (float, 4 * PHOTO_SIDE * PHOTO_SIDE), *pixel = pixels;

    for (int y = 0; y < PHOTO_SIDE; y++)
        for (int x = 0; x < PHOTO_SIDE; x++, pixel += 4) {
            paint ((x + 0.5) / PHOTO_SIDE, (y + 0.5) / PHOTO_SIDE, pixel);
            pixel[3] = 1;
        }
    return (RfTile){pixels, 4 * sizeof (float) * PHOTO_SIDE, 0, 0, PHOTO_SIDE, PHOTO_SIDE};
}

/* Dark at the left, light at the right, restless everywhere. */
static inline void
paint_restless (double x, double y, float rgb[3])
{
    int check = ((int)(x * 32) + (int)(y * 32)) & 1;

    rgb[0] = (float)(0.1 + 0.8 * x);
    rgb[1] = check ? 0.85f : 0.2f;
    rgb[2] = (float)(0.9 - 0.7 * y);
}

static inline const RfTile *
restless_photo (void)
{
    static RfTile photo;

    if (!photo.data)
        photo = make_photo (paint_restless);
    return &photo;
}

#endif
