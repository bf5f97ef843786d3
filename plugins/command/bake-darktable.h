/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Styles of darktable (.dtstyle): modules with their parameters, in the bytes that darktable 5.0 to 5.4 hold in memory. The
 * structures stand in the sources of darktable 5.0.1, src/iop/NAME.c, as NAME_params_t. */
#ifndef RF_PLUGIN_BAKE_DARKTABLE_H
#define RF_PLUGIN_BAKE_DARKTABLE_H

#include <glib.h>

/* Parameters, filled in the order of the structure. */
typedef struct {
    GByteArray *bytes;
} RfBlob;

RfBlob rf_blob_new (void);
void rf_blob_add_int (RfBlob *blob, gint32 value);
void rf_blob_add_float (RfBlob *blob, double value);
/* `size` bytes, zeros behind the text. FALSE: it does not fit with a zero at its end. */
gboolean rf_blob_add_text (RfBlob *blob, const char *text, gsize size);
void rf_blob_clear (RfBlob *blob);

typedef struct {
    GString *xml;
    int n;
} RfStyle;

/* `name` is what darktable lists, with "|" between a menu and what is in it. */
RfStyle rf_style_new (const char *name, const char *description);

/* Adds a module, whose blob is freed. It is an instance with a name of our own, so that a style replaces what our other styles
 * set and leaves what the user set; `enabled` FALSE switches that off. */
void rf_style_add (RfStyle *style, const char *operation, int version, RfBlob *blob, gboolean enabled);

/* Writes and frees the style. */
gboolean rf_style_finish (RfStyle *style, const char *path, GError **error);
void rf_style_cancel (RfStyle *style); /* frees it */

#endif
