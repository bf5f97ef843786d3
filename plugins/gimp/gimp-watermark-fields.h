/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the user wants a caption to say instead of what the photograph does.
 */
#ifndef RF_GIMP_WATERMARK_FIELDS_H
#define RF_GIMP_WATERMARK_FIELDS_H

#include "gimp-watermark-apply.h"

/* Gives the caption these texts of the user's and no others: caption, artist and copyright, then the fields, which read
 * "model=M; lens=35mm f/1.4": separated by semicolons or line ends, a semicolon in a text as "\;". "lens=" leaves the lens
 * out. */
gboolean rf_fields_set (RfCaption *caption, const RfImprint *imprint, GError **error);

/* The same for a list of fields alone; and whether it is one. */
gboolean rf_fields_set_list (RfCaption *caption, const char *fields, GError **error);
gboolean rf_fields_check (const char *fields, GError **error);

/* What such a list of fields says of one: "" where it leaves it out, NULL where it says nothing. Free with g_free. */
char *rf_fields_get (const char *fields, const char *field);

/* The list with another text for a field, NULL for none. What else is in it stays. Free with g_free. */
char *rf_fields_replace (const char *fields, const char *field, const char *text);

/* The user's own text of a field, in the arguments of a procedure: its "fields", and "caption", "artist" and "copyright"
 * where it has them, of which "fields" counts more. "" where it is left out, NULL where the photograph's counts. Free with
 * g_free. */
char *rf_fields_read (GimpProcedureConfig *config, const char *field);

/* Changes the arguments so; NULL takes the photograph's again. */
void rf_fields_write (GimpProcedureConfig *config, const char *field, const char *text);

#endif
