/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A gallery: a folder with a page that shows every look on every photograph, its curves, and what it measures.
 *
 *     index.html  pictures/<number>[-<look>].jpg  sheets/<number>.jpg  plots/{tone,wheel}-<look>.svg  measures.tsv
 *
 * Names of files are made of numbers and ids of looks (a to z, 0 to 9, dashes), so that links need no escaping; what people
 * called their photographs and looks stands only in text, and is escaped there. */
#ifndef RF_GALLERY_H
#define RF_GALLERY_H

#include <rangefinder.h>

typedef struct {
    char *name;        /* for people */
    const char *file;  /* upright, with its colour profile */
    int width, height; /* pixels; these and the sheet's are known when the pictures have been written */
    int sheet_width, sheet_height;
} Photograph;

/* A row of rf-measure's table. */
typedef struct {
    const char *look, *measure, *target, *measured, *pass;
} Measure;

typedef struct {
    const char *folder;
    const RfLook *const *looks;
    size_t n_looks;
    Photograph *photographs;
    size_t n_photographs;
    Measure *measures;
    size_t n_measures;
    GString *page;
} Gallery;

/* ---- What the page is made of ---------------------------------------------------------------------------------- */

/* A section writes its contents; its heading is there already. A new one is a function here and a row in page.c. */
void write_looks (Gallery *gallery);
void write_photographs (Gallery *gallery);
void write_measures (Gallery *gallery);

/* Adds to the page; every %s is escaped. */
void html (Gallery *gallery, const char *format, ...) G_GNUC_PRINTF (2, 3);

gboolean page_write (Gallery *gallery, GError **error);

/* ---- What the page refers to ----------------------------------------------------------------------------------- */

gboolean measures_read (Gallery *gallery, const char *path, GError **error);
gboolean measure_is_missed (const Measure *measure);

/* All pictures and contact sheets; fills in the sizes. FALSE if one could not be made, which has been told. */
gboolean pictures_write (Gallery *gallery);

gboolean tone_plot_write (const Gallery *gallery, const RfLook *look, GError **error);
gboolean wheel_plot_write (const Gallery *gallery, const RfLook *look, GError **error);

/* Text for people from bytes of any kind: UTF-8 without the characters that no page may hold. */
char *text_for_people (const char *bytes);

/* "gallery: ..." to the terminal's error side. */
void complain (const char *format, ...) G_GNUC_PRINTF (1, 2);

#endif
