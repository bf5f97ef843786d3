/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Names of makers and models as people write them, what cameras write where they have nothing to say, and the user's own
 * default texts. All of it is data: the files *.names of $RANGEFINDER_DATA/names or of the installation, then those of
 * $XDG_DATA_HOME/rangefinder/names, whose lines count more; $XDG_DATA_HOME/rangefinder/logos/aliases and
 * $XDG_DATA_HOME/rangefinder/defaults. Loaded once per process. names/README.md tells how the files look. */
#ifndef RF_NAMES_H
#define RF_NAMES_H

#include <glib.h>

/* Maker and model of a camera; any argument may be NULL. `phone` is the name a telephone is sold under. The maker's name is
 * not repeated in the model. Results are NULL where there is nothing to say; free with g_free. */
void rf_names_camera (const char *make, const char *model, const char *phone, char **maker, char **name);

/* TRUE if the text is one that cameras write into that field ("lens", "caption" ...) without meaning anything. */
gboolean rf_names_is_filler (const char *field, const char *text);

/* The name, without ending, of the file that holds the logo of a maker, such as "leica"; that of its alias if there is one.
 * NULL without a maker. Free with g_free. */
char *rf_names_logo (const char *maker);

/* The user's default text of a field; NULL if there is none. */
const char *rf_names_default (const char *field);

/* What was wrong with these files: a NULL-terminated array of sentences. */
const char *const *rf_names_problems (void);

/* ---- The tables, for names-camera.c -------------------------------------------------------------------------------- */

/* The maker whose entry `make` begins with, whole words and any case; the longest entry counts. `length` receives its length.
 * NULL: none. */
const char *rf_names_find_maker (const char *make, size_t *length);

/* The same for brands that a model's name may begin with, whoever its maker is. */
const char *rf_names_find_brand (const char *model, size_t *length);

/* What is written for a maker's model; NULL: no entry. Free with g_free. */
char *rf_names_find_model (const char *maker, const char *model);

#endif
