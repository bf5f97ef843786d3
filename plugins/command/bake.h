/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rangefinder bake, in parts: command-bake.c reads the words of the command, bake-looks.c finds the looks, bake-formats.c knows
 * how each kind of file is written, bake-files.c writes them; bake-svg.c turns watermarks into SVG files. */
#ifndef RF_PLUGIN_BAKE_H
#define RF_PLUGIN_BAKE_H

#include <rangefinder.h>

/* What is not of the look. */
typedef struct {
    RfSettings settings;
    char *cubes; /* of styles for darktable: the folder in which it finds the .cube files */
} RfBakeOptions;

/* Files are called prefix, id, infix, size or level, suffix: names that other programs' settings hold, never to be changed. */
typedef struct {
    const char *name, *prefix, *infix, *suffix;
    gboolean by_level; /* of a Hald image; else by the steps of a cube */
    gboolean (*write) (const RfLook *look, const RfBakeOptions *options, int size, const char *path, GError **error);
} RfBakeFormat;

const RfBakeFormat *rf_bake_formats (gsize *n);
const RfBakeFormat *rf_bake_format_find (const char *name); /* NULL if there is none */
char *rf_bake_file_name (const RfBakeFormat *format, const RfLook *look, int size);

/* The look in a style of darktable: lut3d with a cube of that size, vignette, grain. */
gboolean rf_bake_style (const RfLook *look, const RfBakeOptions *options, int size, const char *path, GError **error);

typedef struct {
    gboolean all; /* looks, or formats of watermarks; else those named */
    char **names;
    char *from;   /* the folder of looks; NULL: the installed ones */
    char *output; /* folder or file; NULL: the folder we are in */
    gboolean prune, quiet;
    RfBakeOptions options;
    GPtrArray *looks;   /* const RfLook */
    GPtrArray *loaded;  /* RfLook: those of them that are ours to free */
    GPtrArray *sources; /* file names, of `loaded` */
    GArray *formats;    /* const RfBakeFormat * */
    GArray *sizes, *levels;
    GPtrArray *written; /* file names */
} RfBakeJob;

/* What is wrong is told; FALSE then. */
gboolean rf_bake_looks_collect (RfBakeJob *job);
gboolean rf_bake_files (RfBakeJob *job);
gboolean rf_bake_watermarks (RfBakeJob *job);       /* SVG files for darktable */
gboolean rf_bake_watermark_styles (RfBakeJob *job); /* the styles that set them */
gboolean rf_bake_make_folder (const char *folder);
gboolean rf_bake_depfile (const RfBakeJob *job, const char *path);

#endif
