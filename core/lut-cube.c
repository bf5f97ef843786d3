/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Reading .cube files: Adobe's Cube LUT Specification 1.0, Resolve's two ranges, and the two parts of Resolve in one file. */
#include "i18n.h"
#include "lut-text.h"
#include "lut.h"

#include <math.h>
#include <string.h>

typedef struct {
    RfLutText text;
    RfLut *lut;
    gboolean domain;           /* DOMAIN_MIN or DOMAIN_MAX was there */
    double curve_range[2];     /* LUT_1D_INPUT_RANGE */
    double cube_range[2];      /* LUT_3D_INPUT_RANGE */
    int curve_size, cube_size; /* as stated; 0: not */
    gsize expected, n;         /* colours */
    GArray *colours;           /* three floats each */
} Cube;

char *
rf_lut_title_of_line (const char *line)
{
    const char *title = rf_lut_text_after (line, "TITLE");

    if (!title) {
        /* Our own files with a curve: Resolve's readers do not know TITLE. */
        if (!(line = rf_lut_text_after (line, "#")) || !(title = rf_lut_text_after (line, "Title:")))
            return NULL;
    }
    gsize length = strlen (title);
    if (length > 1 && title[0] == '"' && title[length - 1] == '"')
        return g_utf8_make_valid (title + 1, (gssize)length - 2);
    return g_utf8_make_valid (title, (gssize)length);
}

void
rf_lut_input_of_line (const char *line, RfInput *input)
{
    const char *rest = rf_lut_text_after (line, "#");

    if (rest && (rest = rf_lut_text_after (rest, "Input:")))
        *input = g_str_has_prefix (rest, "scene-linear") ? RF_INPUT_SCENE : RF_INPUT_DISPLAY;
}

static gboolean
read_size (Cube *cube, const char *text, int max, int *size, GError **error)
{
    if (*size) {
        rf_lut_text_error (&cube->text, error, _ ("the size is stated twice"));
        return FALSE;
    }
    return rf_lut_text_size (&cube->text, text, 2, max, size, error);
}

static gboolean
read_range (Cube *cube, const char *text, double range[2], GError **error)
{
    if (!rf_lut_text_numbers (&cube->text, text, range, 2, error))
        return FALSE;
    if (range[0] < range[1])
        return TRUE;
    rf_lut_text_error (&cube->text, error, _ ("the range must rise"));
    return FALSE;
}

/* A line of the header; sets `known` to FALSE if it is none. */
static gboolean
read_keyword (Cube *cube, gboolean *known, GError **error)
{
    const char *line = cube->text.line, *rest;

    *known = TRUE;
    if (rf_lut_text_after (line, "TITLE"))
        return TRUE;
    if ((rest = rf_lut_text_after (line, "LUT_3D_SIZE")))
        return read_size (cube, rest, RF_LUT_MAX_SIZE, &cube->cube_size, error);
    if ((rest = rf_lut_text_after (line, "LUT_1D_SIZE")))
        return read_size (cube, rest, RF_LUT_MAX_CURVE, &cube->curve_size, error);
    if ((rest = rf_lut_text_after (line, "LUT_3D_INPUT_RANGE")))
        return read_range (cube, rest, cube->cube_range, error);
    if ((rest = rf_lut_text_after (line, "LUT_1D_INPUT_RANGE")))
        return read_range (cube, rest, cube->curve_range, error);
    if ((rest = rf_lut_text_after (line, "DOMAIN_MIN"))) {
        cube->domain = TRUE;
        return rf_lut_text_numbers (&cube->text, rest, cube->lut->low, 3, error);
    }
    if ((rest = rf_lut_text_after (line, "DOMAIN_MAX"))) {
        cube->domain = TRUE;
        return rf_lut_text_numbers (&cube->text, rest, cube->lut->high, 3, error);
    }
    if (rf_lut_text_after (line, "LUT_IN_VIDEO_RANGE") || rf_lut_text_after (line, "LUT_OUT_VIDEO_RANGE")) {
        rf_lut_text_error (&cube->text, error, _ ("LUTs for video range are not for photographs"));
        return FALSE;
    }
    *known = FALSE;
    return TRUE;
}

/* The header is over: how many colours follow. No more memory than the rest of the file can fill. */
static gboolean
begin_colours (Cube *cube, GError **error)
{
    gsize size = (gsize)cube->cube_size, room = (gsize)(cube->text.end - cube->text.line) / strlen ("0 0 0\n") + 1;

    cube->expected = (gsize)cube->curve_size + size * size * size;
    if (cube->expected == 0) {
        rf_lut_text_error (&cube->text, error, _ ("LUT_3D_SIZE or LUT_1D_SIZE expected before the first colour"));
        return FALSE;
    }
    for (int c = 0; c < 3; c++)
        if (!(cube->lut->low[c] < cube->lut->high[c])) {
            rf_lut_text_error (&cube->text, error, _ ("DOMAIN_MIN must be below DOMAIN_MAX"));
            return FALSE;
        }
    cube->colours = g_array_sized_new (FALSE, FALSE, 3 * sizeof (float), (guint)MIN (cube->expected, room));
    return TRUE;
}

static gboolean
read_colour (Cube *cube, GError **error)
{
    double numbers[3];
    float colour[3];

    if (cube->n == cube->expected) {
        rf_lut_text_error (&cube->text, error, _ ("more than %d colours"), (int)cube->expected);
        return FALSE;
    }
    if (!rf_lut_text_numbers (&cube->text, cube->text.line, numbers, 3, error))
        return FALSE;
    for (int c = 0; c < 3; c++)
        colour[c] = (float)numbers[c];
    g_array_append_vals (cube->colours, colour, 1);
    cube->n++;
    return TRUE;
}

static gboolean
is_keyword (const char *line)
{
    return g_ascii_isalpha (*line) && !rf_lut_text_after (line, "nan") && !rf_lut_text_after (line, "inf");
}

static gboolean
read_line (Cube *cube, GError **error)
{
    gboolean known = FALSE;

    if (!cube->lut->title)
        cube->lut->title = rf_lut_title_of_line (cube->text.line);
    if (*cube->text.line == '#') {
        rf_lut_input_of_line (cube->text.line, &cube->lut->input);
        return TRUE;
    }
    if (is_keyword (cube->text.line)) {
        if (cube->colours) {
            rf_lut_text_error (&cube->text, error, _ ("a keyword among the colours"));
            return FALSE;
        }
        if (!read_keyword (cube, &known, error))
            return FALSE;
        if (!known) {
            g_autofree char *word = rf_lut_text_quote (cube->text.line);
            rf_lut_text_error (&cube->text, error, _ ("“%s” is not a keyword of .cube files"), word);
        }
        return known;
    }
    if (!cube->colours && !begin_colours (cube, error))
        return FALSE;
    return read_colour (cube, error);
}

/* Colours as read into curve and cells. */
static void
fill_lut (Cube *cube)
{
    RfLut *lut = cube->lut;
    const float *colour = (const float *)(gpointer)cube->colours->data;
    gsize cells = cube->expected - (gsize)cube->curve_size;

    if (!cube->domain) {
        const double *range = cube->curve_size ? cube->curve_range : cube->cube_range;
        for (int c = 0; c < 3; c++) {
            lut->low[c] = range[0];
            lut->high[c] = range[1];
        }
    }
    if (cube->curve_size) {
        double low = cells ? cube->cube_range[0] : 0, high = cells ? cube->cube_range[1] : 1;
        rf_lut_alloc_curve (lut, cube->curve_size);
        for (int i = 0; i < cube->curve_size; i++, colour += 3)
            for (int c = 0; c < 3; c++)
                lut->curve[c * cube->curve_size + i] = (float)(((double)colour[c] - low) / (high - low));
    }
    if (cells) {
        rf_lut_alloc_cells (lut, cube->cube_size);
        for (gsize i = 0; i < cells; i++, colour += 3)
            memcpy (lut->cells + 4 * i, colour, 3 * sizeof (float));
    }
}

RfLut *
rf_lut_parse_cube (char *text, gsize length, const char *name, GError **error)
{
    Cube cube = {.lut = rf_lut_new (), .curve_range = {0, 1}, .cube_range = {0, 1}};
    gboolean ok = rf_lut_text_init (&cube.text, text, length, name, error);

    while (ok && rf_lut_text_next (&cube.text))
        ok = read_line (&cube, error);
    if (ok && cube.n < cube.expected)
        rf_lut_text_error (&cube.text, error, _ ("the file ends after %d of %d colours"), (int)cube.n,
                           (int)cube.expected);
    else if (ok && !cube.colours)
        rf_lut_text_error (&cube.text, error, _ ("the file ends before the first colour"));
    ok = ok && cube.colours && cube.n == cube.expected;
    if (ok)
        fill_lut (&cube);
    if (cube.colours)
        g_array_unref (cube.colours);
    if (!ok)
        g_clear_pointer (&cube.lut, rf_lut_unref);
    return cube.lut;
}
