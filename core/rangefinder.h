/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * librangefinder: photographic looks and watermarks, from a readable file to pixels.
 *
 * The way through is file -> plan -> pixels. A look (`RfLook`) is what the file says; a plan (`RfPlan`) is that look
 * baked for one kind of image; applying a plan cannot fail. Everything that can fail is in loading and planning, and
 * returns a GError that names the file, the group, the key and the value.
 *
 * Threads: every function may be called from any thread. Looks and plans are immutable and shared.
 * Ownership: `const` results belong to the library; what a `_new`, `_load` or `_ref` returns is the caller's.
 * Texts: UTF-8, translated into the language of the locale where they are meant for people.
 */
#ifndef RANGEFINDER_H
#define RANGEFINDER_H

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

G_BEGIN_DECLS

#if defined(__GNUC__)
#define RF_API __attribute__ ((visibility ("default")))
#else
#define RF_API
#endif

/* ---- Errors ------------------------------------------------------------------------------------------------- */

#define RF_ERROR (rf_error_quark ())

typedef enum {
    RF_ERROR_FILE,   /* cannot be read */
    RF_ERROR_SYNTAX, /* not a key-file, or not a LUT */
    RF_ERROR_KEY,    /* an unknown group or key, or one that is missing */
    RF_ERROR_VALUE,  /* a value out of its range, or not of its kind */
    RF_ERROR_LOOK,   /* no look of that id */
} RfError;

RF_API GQuark rf_error_quark (void);

/* ---- Texts -------------------------------------------------------------------------------------------------- */

/* Tells gettext where translations are: in the folder $RANGEFINDER_LOCALE where that variable is set (a build that is not
 * installed), else in the installation. The library does so before it reads its first file; a host calls it before its
 * own first text, if that is of this domain ("rangefinder") too. */
RF_API void rf_texts_bind (void);

/* ---- Looks -------------------------------------------------------------------------------------------------- */

typedef struct RfLook RfLook; /* immutable to whoever looks from outside */

/* All looks that are not hidden, sorted by group and title, loaded once per process: the shipped ones
 * (from $RANGEFINDER_DATA/looks where that variable is set, else from the installation), then the user's own from
 * $XDG_DATA_HOME/rangefinder/looks, which replace shipped ones of the same id. There LUT files (.cube, .3dl, Hald images)
 * are looks too: pictures, sRGB to sRGB, of the group "user"; their id is the file's name in lower case with dashes. `n`
 * receives the number of looks. */
RF_API const RfLook *const *rf_looks (size_t *n);

/* The hidden ones, in no order: hosts that store numbers must still know theirs. */
RF_API const RfLook *const *rf_looks_retired (size_t *n);

/* What was wrong while the looks were loaded: a NULL-terminated array of sentences, empty when all went well.
 * A broken file does not hide the others. Of shipped files only the head is known by then: see rf_look_check. */
RF_API const char *const *rf_registry_problems (void);

/* FALSE and an RF_ERROR_* if the look's file is broken. Of a shipped look's file only what menus show is read before
 * somebody asks this, or makes a plan, which does the same by itself. Any thread. */
RF_API gboolean rf_look_check (const RfLook *look, GError **error);

/* The look of that id, hidden ones included; NULL if there is none. */
RF_API const RfLook *rf_look_find (const char *id);

/* The same, with an RF_ERROR_LOOK that lists the ids there are. */
RF_API const RfLook *rf_look_require (const char *id, GError **error);

/* Reads one look file; its id is the file's name without ".look". A LUT file becomes a look as above, and is read when it
 * is planned. Free with rf_look_free. */
RF_API RfLook *rf_look_load (const char *path, GError **error);
RF_API void rf_look_free (RfLook *look);

/* FALSE where a look cannot be in a file of that name: RF_ERROR_FILE tells what it may be. */
RF_API gboolean rf_look_name_check (const char *path, GError **error);

RF_API const char *rf_look_id (const RfLook *look);          /* "mono-contrast": for files and scripts, never changes */
RF_API const char *rf_look_title (const RfLook *look);       /* "Monochrome High Contrast": for people */
RF_API const char *rf_look_description (const RfLook *look); /* one sentence for people; may be "" */
RF_API gboolean rf_look_is_monochrome (const RfLook *look);
RF_API const char *rf_look_group (const RfLook *look); /* "base", "monochrome", "filter", "camera" or "user" */
RF_API const char *rf_look_path (const RfLook *look);  /* the file it was read from */
RF_API uint32_t rf_look_code (const RfLook *look);     /* FNV-1a of the id & 0x7fffffff, for hosts that store enums */

/* ---- Settings: what the user may change about a look --------------------------------------------------------- */

typedef enum {
    RF_INPUT_DISPLAY, /* a finished picture, such as a camera's JPEG: 1.0 is white */
    RF_INPUT_SCENE,   /* scene-linear light, such as undeveloped RAW: 0.1845 is middle grey, white has no bound */
} RfInput;

typedef enum {
    RF_VIGNETTE_LOOK,  /* as the look has it */
    RF_VIGNETTE_OFF,   /* none */
    RF_VIGNETTE_VALUE, /* `vignette_ev` */
} RfVignette;

/* Start from RF_SETTINGS_DEFAULT. A value out of its range is an RF_ERROR_VALUE when planning. */
typedef struct {
    double strength;     /* [0, 1], default 1: how much of the whole; 0 leaves every bit of the picture as it is */
    double tone;         /* [0, 1], default 1: how much of the look's tone curve */
    double colour;       /* [0, 1], default 1: how much of the look's hue, chroma, tint and monochrome */
    double exposure_ev;  /* [-5, 5] stops, default 0: exposure before the look, with soft highlights */
    RfVignette vignette; /* default RF_VIGNETTE_LOOK */
    double vignette_ev;  /* [-3, 1] stops at the corner, default 0; only read with RF_VIGNETTE_VALUE */
    RfInput input;       /* default RF_INPUT_DISPLAY */
    double grain;        /* [0, 2], default 1: factor on the look's film grain; 0 is none */
} RfSettings;

#define RF_SETTINGS_DEFAULT {1.0, 1.0, 1.0, 0.0, RF_VIGNETTE_LOOK, 0.0, RF_INPUT_DISPLAY, 1.0}

/* ---- Spaces: what the numbers of an image mean ---------------------------------------------------------------- */

typedef enum {
    RF_ENCODING_LINEAR,     /* proportional to light */
    RF_ENCODING_PERCEPTUAL, /* the sRGB transfer curve, IEC 61966-2-1, on whatever primaries (babl's R~G~B~) */
} RfEncoding;

typedef struct {
    double to_xyz[9]; /* linear RGB -> CIE XYZ relative to D50 (the ICC connection space), row by row; (1,1,1) gives
                             D50 with Y = 1 */
    RfEncoding encoding;
} RfSpace;

/* The primaries called "srgb", "display-p3", "adobe-rgb", "rec2020" or "prophoto", adapted to D50 by Bradford, with the
 * encoding given. FALSE for another name. */
RF_API gboolean rf_space_init (RfSpace *space, const char *name, RfEncoding encoding);

/* ---- Plans: a look baked for one kind of image ---------------------------------------------------------------- */

typedef struct RfPlan RfPlan; /* immutable, reference counted */

/* Bakes `look` for images of `space`. Slow (some 50 ms), may fail. Recent plans are kept, so that asking again for the
 * same look, settings and space costs a microsecond. With RF_INPUT_SCENE the space must be linear (RF_ERROR_VALUE). */
RF_API RfPlan *rf_plan_new (const RfLook *look, const RfSettings *settings, const RfSpace *space, GError **error);

/* The same with a table of 33 steps a channel in place of 65, baked in an eighth of the time: for thumbnails and for a picture
 * that moves with a slider. Nearly all colours come within 0.5 CIEDE2000 of the full plan's. */
RF_API RfPlan *rf_plan_new_draft (const RfLook *look, const RfSettings *settings, const RfSpace *space, GError **error);

RF_API RfPlan *rf_plan_ref (RfPlan *plan);
RF_API void rf_plan_unref (RfPlan *plan); /* NULL is fine */

/* TRUE if applying the plan leaves every bit as it is. */
RF_API gboolean rf_plan_is_identity (const RfPlan *plan);

/* Pixels lie side by side, their channels too; alpha is straight. Integers stand for n / 255 and n / 65535. */
typedef enum {
    RF_PIXELS_FLOAT,     /* RGBA float */
    RF_PIXELS_U8,        /* RGBA, 8 bit each */
    RF_PIXELS_U16,       /* RGBA, 16 bit each, in the machine's byte order */
    RF_PIXELS_RGB_FLOAT, /* RGB float */
    RF_PIXELS_RGB_U8,    /* RGB, 8 bit each */
    RF_PIXELS_RGB_U16,   /* RGB, 16 bit each */
} RfPixels;

/* A rectangle of pixels, RGBA float where a function does not take another kind; rows are `stride` bytes apart (may be
 * negative). No address has to be aligned beyond what C asks of a number. */
typedef struct {
    void *data;        /* first pixel of the first row */
    ptrdiff_t stride;  /* bytes from row to row */
    int x, y;          /* where the first pixel lies, in the coordinates of the frame */
    int width, height; /* pixels */
} RfTile;

/* The whole picture that tiles are parts of: the vignette is centred on it and reaches its corners, grain is sized by its
 * height and placed from its corner. */
typedef struct {
    int x, y, width, height; /* pixels */
} RfFrame;

/* Develops one tile of RGBA float. Never fails, allocates nothing; the same pixel gets the same bits whatever the tiling.
 * `out` has the size and place of `in`; they may be the same pixels. `frame` NULL: without vignette and grain. Alpha is
 * copied untouched. Values below 0 and above 1 are allowed and survive; NaN comes out as NaN. */
RF_API void rf_plan_apply (const RfPlan *plan, const RfFrame *frame, const RfTile *in, const RfTile *out);

/* The same for any kinds of pixels: `in` is of the kind `from`, `out` of the kind `to`; both have alpha or neither has.
 * Integers become what the float result rounds to. They may be the same pixels where the kinds are the same. */
RF_API void rf_plan_apply_pixels (const RfPlan *plan, RfPixels from, RfPixels to, const RfFrame *frame,
                                  const RfTile *in, const RfTile *out);

/* The look itself, without the table that rf_plan_apply reads: `n` RGB triples, encoded as the plan's space says, without
 * vignette and grain. For measuring and for baking LUTs; a microsecond per triple. `in` and `out` may be the same. */
RF_API void rf_plan_evaluate (const RfPlan *plan, const double *in, double *out, size_t n);

/* ---- Sizes: which part of a picture, and how large ------------------------------------------------------------- */

/* The largest part of a picture of that many pixels whose width is `ratio` times its height; all of it if the ratio is not
 * above 0, or the picture has it already, to the pixel. What is cut off is cut off on two opposite sides: `position` [0, 1]
 * says how much of it at the left or the top; 0.5: the middle stays. */
RF_API void rf_crop_find (double ratio, double position, int width, int height, RfFrame *crop);

typedef enum {
    RF_SIZE_KEEP,
    RF_SIZE_LONG_SIDE,  /* pixels */
    RF_SIZE_SHORT_SIDE, /* pixels */
    RF_SIZE_PERCENT,    /* of each side */
    RF_SIZE_MEGAPIXELS, /* millions of pixels */
} RfSizeRule;

/* The size that a picture gets by the rule; the proportions stay, a side has one pixel at least. Never larger than it is:
 * nothing is gained by pixels that nobody has seen. A value that is not above 0 keeps the size. */
RF_API void rf_size_find (RfSizeRule rule, double value, int width, int height, int *new_width, int *new_height);

/* ---- Lenses: what optics and film do to light round a point ---------------------------------------------------- */

typedef struct RfLens RfLens; /* a character; immutable */

/* All characters, in the order of menus. */
RF_API const RfLens *const *rf_lenses (size_t *n);
RF_API const RfLens *rf_lens_find (const char *id); /* NULL if there is none */

RF_API const char *rf_lens_id (const RfLens *lens);          /* "swirl-50": for scripts, never changes */
RF_API const char *rf_lens_title (const RfLens *lens);       /* for people */
RF_API const char *rf_lens_description (const RfLens *lens); /* one sentence for people */
RF_API uint32_t rf_lens_code (const RfLens *lens);           /* made from the id as a look's code is */

#define RF_FOCAL_OF_LENS (-1.0)

/* Start from RF_LENS_SETTINGS_DEFAULT. A value out of its range is an RF_ERROR_VALUE when planning. */
typedef struct {
    double strength; /* [0, 1], default 1: how much of the whole; 0 leaves every bit of the picture as it is */
    double focal_mm; /* [8, 1000] on 24 x 36 mm: corners darken by its cos^4 law; 0: they do not; default
                        RF_FOCAL_OF_LENS: the character's own */
    double contrast; /* [-1, 1], default 0: local contrast; below 0 softens. Edges stay where they are */
} RfLensSettings;

#define RF_LENS_SETTINGS_DEFAULT {1.0, RF_FOCAL_OF_LENS, 0.0}

typedef struct RfLensPlan RfLensPlan; /* immutable, reference counted */

/* A character for one picture, whose pixels are linear light (`space`, or RF_ERROR_VALUE) and which fills `frame`. Quick. */
RF_API RfLensPlan *rf_lens_plan_new (const RfLens *lens, const RfLensSettings *settings, const RfSpace *space,
                                     const RfFrame *frame, GError **error);
RF_API RfLensPlan *rf_lens_plan_ref (RfLensPlan *plan);
RF_API void rf_lens_plan_unref (RfLensPlan *plan); /* NULL is fine */

RF_API gboolean rf_lens_plan_is_identity (const RfLensPlan *plan); /* applying it leaves every bit as it is */
RF_API gboolean rf_lens_plan_needs_light (const RfLensPlan *plan); /* pixels depend on the light of the whole picture */
RF_API int rf_lens_plan_margin (const RfLensPlan *plan); /* pixels depend on those so far away, beside that; 0: none */

/* Fills `tile`, whose place and size are set, with the picture's pixels. Called from several threads at once. */
typedef void (*RfReadPixels) (void *source, const RfTile *tile);

/* The light of a whole picture, which fills `area` of the frame: reads it once, on all processors. NULL where the plan needs
 * none. Memory: some 50 MB, however large the picture is. */
typedef struct RfLensLight RfLensLight; /* immutable */
RF_API RfLensLight *rf_lens_light_new (const RfLensPlan *plan, const RfFrame *area, RfReadPixels read, void *source);
RF_API void rf_lens_light_free (RfLensLight *light); /* NULL is fine */

/* Develops the pixels of `out`. `in` holds them and what lies within the margin of them, as far as the picture goes; where
 * the margin is 0, both may be the same pixels. Alpha is copied; colours are mixed by it, so that what is transparent does
 * not bleed into what is not. The same pixel gets the same bits whatever the tiling. NaN comes out as NaN and does not
 * spread. */
RF_API void rf_lens_apply (const RfLensPlan *plan, const RfLensLight *light, const RfTile *in, const RfTile *out);

/* ---- Sizes ------------------------------------------------------------------------------------------------------- */

/* A picture made larger or smaller row by row; used by one thread at a time. Rows are RGBA float of linear light, straight
 * alpha; they are mixed by alpha, so that what is transparent does not bleed. Memory: some rows of the new width. */
typedef struct RfResample RfResample;

RF_API RfResample *rf_resample_new (int width, int height, int to_width, int to_height);
RF_API void rf_resample_free (RfResample *resample); /* NULL is fine */

/* How many rows have to be pushed, from the top on, before the next one can be pulled; 0 behind the last. */
RF_API int rf_resample_wants (const RfResample *resample);
RF_API void rf_resample_push (RfResample *resample, const float *row);
RF_API void rf_resample_pull (RfResample *resample, float *row);

/* ---- LUT files ------------------------------------------------------------------------------------------------ */

/* A table of colours: a curve per channel, a cube of colours, or the one before the other. Immutable, reference counted. */
typedef struct RfLut RfLut;

/* Reads a .cube (Adobe, Resolve), a .3dl (Lustre, Flame) or a Hald image (.png, 8 or 16 bit). Errors name file and line.
 * The files used last are kept, so that asking again for one that has not changed costs a microsecond. */
RF_API RfLut *rf_lut_load (const char *path, GError **error);
RF_API RfLut *rf_lut_ref (RfLut *lut);
RF_API void rf_lut_unref (RfLut *lut); /* NULL is fine */

RF_API const char *rf_lut_title (const RfLut *lut); /* as the file says; "" if it says nothing */

/* What the LUT takes, as the file says. RF_INPUT_DISPLAY, which is what a file means that says nothing: pictures, sRGB to
 * sRGB. RF_INPUT_SCENE, which files baked here say: linear light of the sRGB primaries to pictures encoded as sRGB. */
RF_API RfInput rf_lut_input (const RfLut *lut);

typedef enum {
    RF_LUT_TETRAHEDRAL, /* four corners of a cell: greys stay grey, edges stay crisp */
    RF_LUT_TRILINEAR,   /* all eight */
} RfLutInterpolation;

/* What stands between the pixels and the LUT. */
typedef enum {
    RF_LUT_AS_IS,    /* nothing: it takes and gives the pixels' own numbers */
    RF_LUT_GAMMA_22, /* pixels are linear light x; the LUT takes and gives x^(1/2.2) */
    RF_LUT_GAMMA_24, /* the same with 2.4 */
    RF_LUT_SCENE,    /* pixels are linear light; the LUT takes that and gives sRGB-encoded numbers, which are decoded */
    RF_LUT_LOG,      /* the same, but the LUT takes log2 (1 + 128 x / 0.1845) / log2 (16385) of the light x */
} RfLutPassage;

typedef struct {
    RfLutInterpolation interpolation;
    RfLutPassage passage;
    double
        strength; /* [0, 1]: 0 keeps the pixel, 1 is all the LUT's; gamma is mixed as it is encoded, the rest as pixels */
} RfLutUse;

/* n RGBA pixels; `in` and `out` may be the same. Alpha is copied, NaN comes out as NaN. Colours beyond what the LUT takes go
 * on straight along their line from grey, so that wide-gamut pictures keep what they have. The second function is the same
 * for RGB triples, in full precision. */
RF_API void rf_lut_apply (const RfLut *lut, const RfLutUse *use, const float *in, float *out, size_t n);
RF_API void rf_lut_evaluate (const RfLut *lut, const RfLutUse *use, const double *in, double *out, size_t n);

/* The colour part of a look as a cube of `size` steps, [2, 144], sRGB to sRGB. With RF_INPUT_SCENE it takes linear light
 * from 0 to 23.616, seven stops above middle grey, through a curve of the logarithm above. Slow, may fail. */
RF_API RfLut *rf_lut_bake (const RfLook *look, const RfSettings *settings, int size, GError **error);

/* Writes a .cube or, where the size is a square, a Hald image (.png), by the name's ending. The file is there whole or not
 * at all, and the same LUT gives the same bytes everywhere. A LUT with a curve and a cube gets the form of Resolve. */
RF_API gboolean rf_lut_save (const RfLut *lut, const char *path, GError **error);

/* `n` colours developed exactly, as rf_plan_evaluate does, but without baking a plan and on all processors. */
RF_API gboolean rf_look_evaluate (const RfLook *look, const RfSettings *settings, const RfSpace *space,
                                  const double *in, double *out, size_t n, GError **error);

/* ---- Keys: what the files of looks and formats may say ------------------------------------------------------------ */

/* One key of such a file. */
typedef struct {
    const char *group; /* "tone"; "band" stands for every group "band NAME"; "text|disc" is a key of both */
    const char *key;   /* "slope" */
    const char *kind; /* "number", "boolean", "text", "choice", "curve", "length" (such as "30u"), "colour", "template",
                             "fields", "name" or "aspect" */
    double min, max;  /* of a number or a length, else both 0 */
    const char *standard; /* the default, as a file spells it; NULL: the key is required */
    const char *choices;  /* "base|filter": of a choice; of a name those that are none of the file's own; else NULL */
    gboolean required;    /* there has to be one */
    const char *help;     /* for people */
} RfKeyInfo;

/* All keys, in the order of the tables that the files are read by. */
RF_API const RfKeyInfo *rf_look_keys (size_t *n);
RF_API const RfKeyInfo *rf_format_keys (size_t *n);

/* ---- Matching: a look from what another camera or program does ------------------------------------------------------ */

/* Pictures before and after, and LUTs. Not to be used by two threads at once. */
typedef struct RfMatch RfMatch;
RF_API RfMatch *rf_match_new (void);
RF_API void rf_match_free (RfMatch *match); /* NULL is fine */

/* The same scene twice, one picture exactly over the other, in the same size (else RF_ERROR_VALUE): sRGB-encoded, the whole
 * picture. A few hundred thousand pixels are enough. What is clipped, transparent or an edge is left out. */
RF_API gboolean rf_match_add_pair (RfMatch *match, const RfTile *before, const RfTile *after, GError **error);

/* A LUT that takes pictures (else RF_ERROR_VALUE). */
RF_API gboolean rf_match_add_lut (RfMatch *match, const RfLut *lut, GError **error);

typedef struct {
    double mean, p95, p99; /* CIEDE2000; 95 and 99 percent are below */
} RfMatchFigures;

typedef struct {
    size_t fitted;                              /* colours, after pixels of like colour were joined */
    size_t held_out;                            /* pixels that were only measured: one of five, in blocks */
    double left_out;                            /* [0, 1] part of all pixels: clipped, transparent, edges */
    RfMatchFigures before, after;               /* of the pixels held out: without a look, and with it */
    double outliers;                            /* [0, 1] part of them that is far off, such as what moved */
    RfMatchFigures after_near;                  /* of the others, with the look */
    gboolean monochrome;                        /* the look is */
    gboolean colourless;                        /* what was before had no colours: only tone and tint were sought */
    gboolean vignette_known;                    /* the same colours were found near the centre and far from it */
    double vignette_ev;                         /* in the corners; 0: none, or unknown */
    double smoothness, folded_pct, clipped_pct; /* of the look at its worst strength, as luts/README.md has them */
} RfMatchReport;

/* Seeks the look, and returns the text of its file, to be freed with g_free. Some seconds. Tone, tint, chroma, hues or weights,
 * and the vignette are sought; grain is not. `report` may be NULL; it is filled on failure too, as far as it got. Fails with
 * RF_ERROR_VALUE where there is too little to learn from, where no look does what the pictures show, and where one that did
 * would band, fold or clip. */
RF_API char *rf_match_fit (const RfMatch *match, const char *title, RfMatchReport *report, GError **error);

/* ---- Captions: what a photograph says about itself --------------------------------------------------------------- */

/* One thing a caption can tell: "model", "exposure", "date" ... */
typedef struct {
    const char *id;          /* for formats and scripts, never changes */
    const char *title;       /* for people */
    const char *description; /* one sentence for people */
    const char *sample;      /* such as "1/250s" */
} RfField;

/* All fields, in the order of tables and dialogs. */
RF_API const RfField *rf_fields (size_t *n);

/* The tags that a field comes from, the first that counts most, separated by blanks; "" for a field that is made of others. */
RF_API const char *rf_field_sources (const char *field);

typedef enum {
    RF_FOCAL_EQUIVALENT, /* as on 24 x 36 mm, where it is known, else the real one */
    RF_FOCAL_REAL,
    RF_FOCAL_BOTH, /* "6.9mm (23mm)" */
} RfFocal;

typedef enum {
    RF_GPS_DMS,     /* 33°35'16"N  7°36'50"W */
    RF_GPS_DECIMAL, /* 33.58778, -7.61389 */
    RF_GPS_PRIVATE, /* decimal, rounded to a tenth of a degree: some ten kilometres */
    RF_GPS_OFF,
} RfGps;

/* Start from RF_CAPTION_STYLE_DEFAULT. */
typedef struct {
    RfFocal focal; /* default RF_FOCAL_EQUIVALENT */
    RfGps gps;     /* default RF_GPS_DMS */
    const char
        *date_pattern;   /* as strftime has them, numbers only unless `local_date`; default NULL: as the format says */
    gboolean local_date; /* names of months and days in the user's language; default FALSE: in English */
    gboolean anonymous;  /* leaves out place, author, copyright, title and caption of the photograph and of the user's
                            default texts; what rf_caption_set set stays; default FALSE */
} RfCaptionStyle;

#define RF_CAPTION_STYLE_DEFAULT {RF_FOCAL_EQUIVALENT, RF_GPS_DMS, NULL, FALSE, FALSE}

/* The fields of one photograph, and what the user wants instead. Not to be changed by two threads at once. */
typedef struct RfCaption RfCaption;

/* FALSE if a date pattern has a conversion that there is not, or none at all; RF_ERROR_VALUE lists those there are. Captions
 * take such patterns as they are. */
RF_API gboolean rf_date_pattern_check (const char *pattern, GError **error);

/* What was wrong with the tables of names, shipped and the user's own ($XDG_DATA_HOME/rangefinder/names/ *.names,
 * logos/aliases), and with the user's default texts ($XDG_DATA_HOME/rangefinder/defaults): as rf_registry_problems. */
RF_API const char *const *rf_caption_problems (void);

struct _GExiv2Metadata;
RF_API RfCaption *rf_caption_new (void); /* nothing is known but the user's default texts */
RF_API RfCaption *rf_caption_read (struct _GExiv2Metadata *metadata);
RF_API RfCaption *rf_caption_load (const char *path,
                                   GError **error); /* a photograph's file; one without metadata is fine */
RF_API RfCaption *rf_caption_sample (void);         /* every field has its sample: for previews */
RF_API void rf_caption_free (RfCaption *caption);   /* NULL is fine */

RF_API void rf_caption_set_style (RfCaption *caption, const RfCaptionStyle *style); /* copied */

/* The user's own text for a field: "" leaves the field out, NULL takes the photograph's again. RF_ERROR_KEY lists the fields
 * there are. */
RF_API gboolean rf_caption_set (RfCaption *caption, const char *field, const char *text, GError **error);

/* The text of a field, NULL where there is none: never "", never a placeholder. `pattern` is for dates: used unless the style
 * has one; NULL is "%Y.%m.%d". Free with g_free. */
RF_API char *rf_caption_text (const RfCaption *caption, const char *field, const char *pattern);

/* Where that text comes from: a tag such as "Exif.Photo.LensModel", "user", "defaults", or NULL. */
RF_API const char *rf_caption_source (const RfCaption *caption, const char *field);

/* The file of the maker's logo in the user's folder of logos, which watermarks take by themselves; NULL if there is none. Free
 * with g_free. */
RF_API char *rf_caption_logo (const RfCaption *caption);

RF_API int rf_caption_orientation (const RfCaption *caption); /* Exif, 1 to 8; 1 where it says nothing */

/* ---- Watermarks: a caption set round or on a photograph ---------------------------------------------------------- */

typedef struct RfFormat RfFormat; /* immutable */

/* All formats that are not hidden, in the order of menus: the shipped ones (from $RANGEFINDER_DATA/formats where that
 * variable is set, else from the installation), then the user's own from $XDG_DATA_HOME/rangefinder/formats, which replace
 * shipped ones of the same id. Loaded once per process. */
RF_API const RfFormat *const *rf_formats (size_t *n);
RF_API const char *const *rf_format_problems (void); /* as rf_registry_problems */
RF_API const RfFormat *rf_format_find (const char *id);
RF_API const RfFormat *rf_format_require (const char *id, GError **error); /* RF_ERROR_LOOK lists the ids there are */
RF_API RfFormat *rf_format_load (const char *path, GError **error);
RF_API void rf_format_free (RfFormat *format);

RF_API const char *rf_format_id (const RfFormat *format);
RF_API const char *rf_format_title (const RfFormat *format);
RF_API const char *rf_format_description (const RfFormat *format); /* may be "" */
RF_API const char *rf_format_path (const RfFormat *format);        /* the file it was read from */

/* TRUE if the format's colours or ground come from the photograph: then planning wants a copy of it. */
RF_API gboolean rf_format_needs_photo (const RfFormat *format);

/* TRUE if the field is among the format's words or one that those are made of, as make and model are of body, or chooses its
 * logo, as make does. `pattern` may be NULL; it receives the pattern of the field's first use, or NULL. Free it with g_free. */
RF_API gboolean rf_format_says (const RfFormat *format, const char *field, char **pattern);

typedef enum {
    RF_THEME_FORMAT, /* as the format has it */
    RF_THEME_LIGHT,
    RF_THEME_DARK,
} RfTheme;

/* Start from RF_WATERMARK_OPTIONS_DEFAULT. A value that cannot be is an RF_ERROR_VALUE or RF_ERROR_FILE when planning. */
typedef struct {
    RfTheme theme;    /* default RF_THEME_FORMAT */
    const char *logo; /* an SVG or PNG file; default NULL: the maker's from the user's folder of logos, else the disc;
                              "": the disc */
    const char *signature; /* an SVG or PNG file in place of the author's name; default NULL: none */
    const char *font;      /* a family; default NULL: the format's */
    const char
        *ground; /* "#rrggbb", or "blur" for the photograph's own blurred enlargement; default NULL: the format's. Words
                    take the colours of the light or dark theme by it, on a blur black or white */
    const char *aspect; /* "4:5": pads the canvas to that; default NULL: the format's */
    double size;        /* [0.5, 2], default 1: factor on all lengths but the photograph's */
} RfWatermarkOptions;

#define RF_WATERMARK_OPTIONS_DEFAULT {RF_THEME_FORMAT, NULL, NULL, NULL, NULL, NULL, 1.0}

typedef struct RfWatermark RfWatermark; /* a plan: where everything goes; immutable */

/* Plans the watermark of an upright photograph of that size, in pixels. `photo` is a reduced copy of it (some 512 pixels on
 * its longer side; sRGB-encoded, values beyond [0, 1] allowed), wanted where rf_format_needs_photo or the ground is "blur";
 * NULL otherwise. A caption that has nothing to say is an RF_ERROR_VALUE, unless the format has more than words. */
RF_API RfWatermark *rf_watermark_new (const RfFormat *format, const RfCaption *caption,
                                      const RfWatermarkOptions *options, int width, int height, const RfTile *photo,
                                      GError **error);
RF_API void rf_watermark_free (RfWatermark *watermark); /* NULL is fine */

/* The canvas, whose corner is at 0, 0, and where on it the photograph lies, unscaled. */
RF_API void rf_watermark_canvas (const RfWatermark *watermark, int *width, int *height, RfFrame *photo);

/* What had to be shortened or left out so that nothing overlaps: a NULL-terminated array of sentences for people. */
RF_API const char *const *rf_watermark_notes (const RfWatermark *watermark);

typedef enum {
    RF_PART_GROUND = 1, /* mats, blurred ground, shadow; what covers the photograph's corners */
    RF_PART_LOGO = 2,   /* disc, logo, dividers, rules, palette */
    RF_PART_TEXT = 4,   /* letters, with the soft shadow or glow that makes them readable on a photograph */
    RF_PART_ALL = 7,
    RF_PART_HALO = 8, /* that shadow or glow alone, for hosts that set the letters themselves */
} RfWatermarkPart;

/* One thing that is drawn on the ground. */
typedef struct {
    const char *name;     /* of its box in the format */
    RfWatermarkPart part; /* RF_PART_LOGO or RF_PART_TEXT */
    RfFrame ink;      /* what it covers, in pixels of the canvas; nothing of it is drawn outside but a soft shadow or
                         glow, which rf_watermark_extent counts */
    const char *text; /* the words of a text, else NULL */
    const char *font; /* of a text: a Pango font description without size; NULL where its letters are shapes of our own,
                         such as the segments of a date stamp */
    double size_px;   /* of a text: em in pixels */
    double tracking_em;   /* of a text: added between letters */
    double x, baseline_y; /* of a text: origin of its first letter */
    float color[4];       /* sRGB-encoded, straight alpha */
} RfWatermarkItem;

RF_API const RfWatermarkItem *rf_watermark_items (const RfWatermark *watermark, size_t *n);

/* What a part covers at most, in pixels of the canvas; empty where the format has none. */
RF_API void rf_watermark_extent (const RfWatermark *watermark, unsigned parts, RfFrame *extent);

/* Draws parts (RfWatermarkPart, or-ed) on transparent pixels, sRGB-encoded with straight alpha; the tile's x and y are in the
 * canvas; `pixels` is RF_PIXELS_FLOAT or RF_PIXELS_U8. Over the photograph's inside nothing is opaque but what the format puts there. Converting to the picture's own
 * profile is the host's work, who has a colour engine. Never fails; the same pixel gets the same value whatever the tiling. */
RF_API void rf_watermark_draw (const RfWatermark *watermark, unsigned parts, RfPixels pixels, const RfTile *out);

G_END_DECLS

#endif
