/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Templates of captions: words with fields in them.
 *
 *   ${model}             the field's text
 *   ${date:%Y.%m.%d}     with a pattern of its own
 *   ${lens|model}        the first that has a text; a last alternative in quotes is plain words: ${artist|"unknown"}
 *   {  ·  }              a separator: goes when nothing stands on one of its sides
 *   \$ \{ \} \| \" \\    the characters themselves
 *
 * Words stand outside of fields and separators. They stay with the fields they stand with: where a separator ends, so do
 * they, and if all fields there are empty, the words go too; so "{ · }by ${artist}" vanishes as a whole. Words without any
 * field beside them stay, but a template whose fields are all empty has no text at all. Where several separators meet because
 * nothing is left between them, the widest one stays. */
#ifndef RF_FORMAT_TEXT_H
#define RF_FORMAT_TEXT_H

#include "rangefinder.h"

typedef struct RfTemplate RfTemplate; /* immutable */

/* RF_ERROR_VALUE says what is wrong and at which character: a field that does not exist, a brace that is not closed ... */
RfTemplate *rf_template_parse (const char *text, GError **error);
void rf_template_free (RfTemplate *parsed);

/* RF_ERROR_KEY lists the fields there are. */
gboolean rf_template_check_field (const char *id, GError **error);

/* TRUE if the template names the field. `pattern` may be NULL; it receives that of its first use, the template's own, or NULL. */
gboolean rf_template_has (const RfTemplate *parsed, const char *field, const char **pattern);

/* The words for a caption, without the fields for which `dropped` (a NULL-terminated array of names, or NULL) says so; NULL
 * if nothing is to be said. */
char *rf_template_expand (const RfTemplate *parsed, const RfCaption *caption, const char *const *dropped);

#endif
