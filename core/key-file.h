/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * GLib key-files read by a table of their keys: what looks and formats have in common. */
#ifndef RF_KEY_FILE_H
#define RF_KEY_FILE_H

#include "rangefinder.h"

typedef enum {
    RF_KEY_NUMBER,  /* double, within `min` and `max` */
    RF_KEY_BOOLEAN, /* gboolean; FALSE by default */
    RF_KEY_TEXT,    /* char *, for people: the only kind that can be translated; "" by default */
    RF_KEY_CHOICE,  /* char *, one of `choices`; the first by default */

    /* The others are read by the schema's own function. */
    RF_KEY_CURVE,    /* RfTintCurve of looks */
    RF_KEY_LENGTH,   /* RfLength of formats */
    RF_KEY_COLOR,    /* RfColor of formats */
    RF_KEY_TEMPLATE, /* char *, words with fields in them */
    RF_KEY_FIELDS,   /* char *, names of fields */
    RF_KEY_NAME,     /* char *, of another group of the file, or one of `choices` */
    RF_KEY_ASPECT,   /* char *, "free" or "4:5" */
} RfKeyKind;

/* One key of a file. Default, range check, error text and documentation come from here. */
typedef struct {
    const char *group; /* "band" stands for every group "band NAME"; "text|disc" is a key of both */
    const char *key;
    RfKeyKind kind;
    size_t offset;             /* in the record that the group is read into */
    double min, max, standard; /* of a number; `standard` is its default */
    const char *choices;       /* of a choice: "base|filter" */
    gboolean required;
    const char *help;
    const char *preset; /* default of the schema's own kinds, as a file would spell it; NULL: all bytes 0 */
} RfKey;

/* Where in which file, for error texts; from the end on, parts may be NULL. */
typedef struct {
    const char *path, *group, *key;
} RfPlace;

typedef struct {
    const RfKey *keys;
    size_t n;
    /* Reads a value of the schema's own kinds into its field and frees what that held. */
    gboolean (*parse) (const RfPlace *place, const RfKey *key, char *text, void *field, GError **error);
} RfSchema;

/* "authentic.look: [tone] slope: what". */
void rf_place_error (const RfPlace *place, GError **error, RfError code, const char *format, ...) G_GNUC_PRINTF (4, 5);

/* The whole of `text` as a finite decimal number, whatever the locale. */
gboolean rf_read_number (const char *text, double *number);

/* Frees the string `value` points to and puts a copy of `text` in its place. */
void rf_replace_text (char **value, const char *text);

/* ---- Rows ---------------------------------------------------------------------------------------------------- */

/* TRUE if the row is a key of groups of that kind: "tone", or "band" for every "band NAME". */
gboolean rf_key_in_group (const RfKey *key, const char *group);
gboolean rf_schema_has_group (const RfSchema *schema, const char *group);

void rf_key_set_default (const RfSchema *schema, const RfKey *key, void *record);
void rf_key_clear (const RfKey *key, void *record); /* frees what the field holds */

/* Reads `text`, whose surrounding blanks it cuts off, into the row's field of `record`. */
gboolean rf_key_parse (const RfSchema *schema, const RfPlace *place, const RfKey *key, char *text, void *record,
                       GError **error);

/* ---- Files --------------------------------------------------------------------------------------------------- */

/* The id that a file's name gives it: the name without `ending`, such as ".look". Ids go into scripts, file names and menus of
 * every host: lower case, digits and dashes, at most 64. Free with g_free. */
char *rf_key_file_id (const char *path, const char *ending, GError **error);

/* Reads UTF-8 text, with or without a byte order mark. A group or key that is there twice is an error. */
GKeyFile *rf_key_file_read (const char *text, gsize length, const char *path, GError **error);

/* Reads one group of the file into `record`; its rows are those of `kind`. Keys that are missing keep what `record` has. */
gboolean rf_key_file_parse_group (GKeyFile *file, const RfSchema *schema, const char *path, const char *group,
                                  const char *kind, void *record, GError **error);

#endif
