/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "curve.h"
#include "i18n.h"
#include "lut.h"
#include "match.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A picture gives no more pixels: larger ones are looked at here and there. */
#define MAX_PIXELS 300000

/* Most colours that are fitted to. */
#define MAX_COLOURS 1800

/* Blocks of so many pixels are held out together: neighbours are too much alike to prove anything. */
#define BLOCK 16

/* One of five is held out. */
static gboolean
is_held_out (guint x, guint y)
{
    guint hash = x * 0x9e3779b1u + y * 0x85ebca6bu;

    hash = (hash ^ hash >> 15) * 0x2c1b3c6du;
    return (hash ^ hash >> 13) % 5 == 0;
}

void
rf_match_lab_before (const RfMatchColour *colour, double lab[3])
{
    double light[3];

    for (int c = 0; c < 3; c++)
        light[c] = rf_decode (colour->before[c]);
    rf_to_cielab (rf_colorimetry_srgb (), light, lab);
}

static void
set_after (RfMatchColour *colour, const double encoded[3])
{
    double light[3];

    for (int c = 0; c < 3; c++)
        light[c] = rf_decode (encoded[c]);
    rf_to_cielab (rf_colorimetry_srgb (), light, colour->after);
}

/* ---- Photographs ---- */

static const float *
pixel_at (const RfTile *tile, int x, int y)
{
    return (const float *)(const void *)((const char *)tile->data + y * tile->stride) + 4 * x;
}

/* Nothing is to be learnt where a channel has no room left, and from what is transparent. */
static gboolean
is_clipped (const float *pixel)
{
    gboolean inside = pixel[3] >= 0.999f;

    for (int c = 0; c < 3; c++)
        inside &= pixel[c] >= -0.004f && pixel[c] <= 0.996f;
    return !inside;
}

/* An edge: where the two pictures hardly ever meet to the pixel. */
static gboolean
is_edge (const RfTile *tile, int x, int y)
{
    static const int ways[4][2] = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
    const float *pixel = pixel_at (tile, x, y);

    for (int i = 0; i < 4; i++) {
        int there_x = CLAMP (x + ways[i][0], 0, tile->width - 1), there_y = CLAMP (y + ways[i][1], 0, tile->height - 1);
        const float *there = pixel_at (tile, there_x, there_y);
        for (int c = 0; c < 3; c++)
            if (fabsf (there[c] - pixel[c]) > 0.08f)
                return TRUE;
    }
    return FALSE;
}

static gboolean
check_tiles (const RfTile *before, const RfTile *after, GError **error)
{
    if (before->width == after->width && before->height == after->height)
        return TRUE;
    g_set_error (
        error, RF_ERROR, RF_ERROR_VALUE,
        _ ("the one before is %d × %d pixels, the one after %d × %d; both have to show the same in the same size"),
        before->width, before->height, after->width, after->height);
    return FALSE;
}

static void
add_pixel (RfMatch *match, const RfTile *before, const RfTile *after, int x, int y)
{
    double dx = 2 * (x + 0.5) / before->width - 1, dy = 2 * (y + 0.5) / before->height - 1, encoded[3];
    RfMatchColour colour = {.radius2 = (dx * dx + dy * dy) / 2, .weight = 1};

    for (int c = 0; c < 3; c++) {
        colour.before[c] = rf_clamp (pixel_at (before, x, y)[c], 0, 1);
        encoded[c] = rf_clamp (pixel_at (after, x, y)[c], 0, 1);
    }
    set_after (&colour, encoded);
    g_array_append_val (is_held_out ((guint)(x / BLOCK), (guint)(y / BLOCK)) ? match->held_out : match->pixels, colour);
}

gboolean
rf_match_add_pair (RfMatch *match, const RfTile *before, const RfTile *after, GError **error)
{
    gsize n = (gsize)before->width * (gsize)before->height;
    gsize stride = n / MAX_PIXELS + 1;

    if (!check_tiles (before, after, error))
        return FALSE;
    match->has_places = TRUE;
    /* Another pixel in each row, so that no column is left out. */
    for (gsize i = 0; i < n; i += stride) {
        int x = (int)(i % (gsize)before->width), y = (int)(i / (gsize)before->width);
        match->seen++;
        if (is_clipped (pixel_at (before, x, y)) || is_clipped (pixel_at (after, x, y)) || is_edge (before, x, y) ||
            is_edge (after, x, y))
            match->left_out++;
        else
            add_pixel (match, before, after, x, y);
    }
    return TRUE;
}

/* ---- LUTs ---- */

#define LUT_STEPS 17

gboolean
rf_match_add_lut (RfMatch *match, const RfLut *lut, GError **error)
{
    static const RfLutUse use = {RF_LUT_TETRAHEDRAL, RF_LUT_AS_IS, 1};

    if (rf_lut_input (lut) != RF_INPUT_DISPLAY) {
        g_set_error_literal (
            error, RF_ERROR, RF_ERROR_VALUE,
            _ ("takes scene-linear light; a look is matched to what happens to pictures, sRGB to sRGB"));
        return FALSE;
    }
    for (guint i = 0; i < LUT_STEPS * LUT_STEPS * LUT_STEPS; i++) {
        guint steps[3] = {i % LUT_STEPS, i / LUT_STEPS % LUT_STEPS, i / LUT_STEPS / LUT_STEPS};
        RfMatchColour colour = {.weight = 1};
        double after[3];
        for (int c = 0; c < 3; c++)
            colour.before[c] = (double)steps[c] / (LUT_STEPS - 1);
        rf_lut_evaluate (lut, &use, colour.before, after, 1);
        for (int c = 0; c < 3; c++)
            after[c] = rf_clamp (after[c], 0, 1);
        set_after (&colour, after);
        match->seen++;
        g_array_append_val (is_held_out (i, 0) ? match->held_out : match->pixels, colour);
    }
    return TRUE;
}

/* ---- Pixels of like colour as one ---- */

typedef struct {
    guint cell; /* of colour and place */
    guint index;
} Entry;

static int
compare_entries (const void *a, const void *b)
{
    const Entry *x = a, *y = b;
    return x->cell != y->cell ? (x->cell > y->cell) - (x->cell < y->cell)
                              : (x->index > y->index) - (x->index < y->index);
}

#define RINGS 3

/* 0 near the centre, RINGS - 1 in the corners. */
static guint
ring_of (const RfMatchColour *colour)
{
    return colour->radius2 < 0.22 ? 0 : colour->radius2 < 0.5 ? 1 : 2;
}

static guint
cell_of (const RfMatchColour *colour, int steps)
{
    guint cell = ring_of (colour);

    for (int c = 0; c < 3; c++)
        cell = cell * (guint)steps + (guint)(colour->before[c] * (steps - 1e-6));
    return cell;
}

int
rf_match_compare_numbers (const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The median of what a cell's colours become. */
static void
find_middle (const RfMatchColour *pixels, const Entry *entries, gsize n, double *room, double middle[3])
{
    for (int c = 0; c < 3; c++) {
        for (gsize i = 0; i < n; i++)
            room[i] = pixels[entries[i].index].after[c];
        qsort (room, n, sizeof *room, rf_match_compare_numbers);
        middle[c] = room[n / 2];
    }
}

static double
distance (const double a[3], const double b[3])
{
    return sqrt ((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) + (a[2] - b[2]) * (a[2] - b[2]));
}

/* The mean of a cell, without what lies far from its middle. */
static RfMatchColour
join (const RfMatchColour *pixels, const Entry *entries, gsize n, double *room)
{
    RfMatchColour sum = {.weight = 0};
    double middle[3], reach;

    find_middle (pixels, entries, n, room, middle);
    for (gsize i = 0; i < n; i++)
        room[i] = distance (pixels[entries[i].index].after, middle);
    qsort (room, n, sizeof *room, rf_match_compare_numbers);
    reach = fmax (3 * room[n / 2], 1);
    for (gsize i = 0; i < n; i++) {
        const RfMatchColour *pixel = &pixels[entries[i].index];
        if (distance (pixel->after, middle) > reach)
            continue;
        for (int c = 0; c < 3; c++) {
            sum.before[c] += pixel->before[c];
            sum.after[c] += pixel->after[c];
        }
        sum.radius2 += pixel->radius2;
        sum.weight += pixel->weight;
    }
    for (int c = 0; c < 3; c++) {
        sum.before[c] /= sum.weight;
        sum.after[c] /= sum.weight;
    }
    sum.radius2 /= sum.weight;
    /* Common colours count for more, but not so that the others do not count. */
    sum.weight = sqrt (sum.weight);
    return sum;
}

static GArray *
gather (const RfMatch *match, int steps)
{
    const RfMatchColour *pixels = (const RfMatchColour *)match->pixels->data;
    gsize n = match->pixels->len;
    GArray *colours = g_array_new (FALSE, FALSE, sizeof (RfMatchColour));
    g_autofree Entry *entries = g_new (Entry, n);
    g_autofree double *room = g_new (double, n);

    for (gsize i = 0; i < n; i++)
        entries[i] = (Entry){cell_of (&pixels[i], steps), (guint)i};
    qsort (entries, n, sizeof *entries, compare_entries);
    for (gsize first = 0, end; first < n; first = end) {
        for (end = first + 1; end < n && entries[end].cell == entries[first].cell;)
            end++;
        RfMatchColour colour = join (pixels, entries + first, end - first, room);
        g_array_append_val (colours, colour);
    }
    return colours;
}

/* How many colours there would be. */
static gsize
count_cells (const RfMatch *match, int steps)
{
    const RfMatchColour *pixels = (const RfMatchColour *)match->pixels->data;
    g_autofree guint8 *filled = g_new0 (guint8, RINGS * steps * steps * steps);
    gsize n = 0;

    for (guint i = 0; i < match->pixels->len; i++) {
        guint8 *cell = &filled[cell_of (&pixels[i], steps)];
        n += !*cell;
        *cell = 1;
    }
    return n;
}

GArray *
rf_match_gather (const RfMatch *match)
{
    int steps = 32;

    while (count_cells (match, steps) > MAX_COLOURS)
        steps--;
    return gather (match, steps);
}

gboolean
rf_match_shows_corners (const GArray *colours)
{
    const RfMatchColour *colour = (const RfMatchColour *)colours->data;
    g_autoptr (GHashTable) inner = g_hash_table_new (NULL, NULL);
    double shared = 0, outer = 0;

    for (guint i = 0; i < colours->len; i++)
        if (ring_of (&colour[i]) == 0)
            g_hash_table_add (
                inner,
                GUINT_TO_POINTER (cell_of (
                    &(RfMatchColour){.before = {colour[i].before[0], colour[i].before[1], colour[i].before[2]}}, 12)));
    for (guint i = 0; i < colours->len; i++)
        if (ring_of (&colour[i]) == RINGS - 1) {
            RfMatchColour centred = colour[i];
            centred.radius2 = 0;
            outer += colour[i].weight;
            if (g_hash_table_contains (inner, GUINT_TO_POINTER (cell_of (&centred, 12))))
                shared += colour[i].weight;
        }
    return shared > 100 && shared > 0.2 * outer;
}

/* ---- Is there colour? ---- */

#define LIGHTNESSES 50

/* Mean distance of a*, b* from the mean of their lightness, which `lab` gives. */
static double
scatter_of (const RfMatchColour *colours, gsize n, const double *lab)
{
    double sum[LIGHTNESSES][3] = {{0}}, scatter = 0, total = 0;

    for (int pass = 0; pass < 2; pass++)
        for (gsize i = 0; i < n; i++) {
            double *mean = sum[(int)rf_clamp (lab[3 * i] / 2, 0, LIGHTNESSES - 1)], weight = colours[i].weight;
            if (pass == 0) {
                mean[0] += weight * lab[3 * i + 1];
                mean[1] += weight * lab[3 * i + 2];
                mean[2] += weight;
            } else {
                scatter += weight * hypot (lab[3 * i + 1] - mean[0] / mean[2], lab[3 * i + 2] - mean[1] / mean[2]);
                total += weight;
            }
        }
    return scatter / total;
}

void
rf_match_scatter (const GArray *colours, double *before, double *after)
{
    const RfMatchColour *colour = (const RfMatchColour *)colours->data;
    g_autofree double *lab = g_new (double, 3 * colours->len);

    for (guint i = 0; i < colours->len; i++)
        memcpy (lab + 3 * i, colour[i].after, sizeof colour[i].after);
    *after = scatter_of (colour, colours->len, lab);
    for (guint i = 0; i < colours->len; i++)
        rf_match_lab_before (&colour[i], lab + 3 * i);
    *before = scatter_of (colour, colours->len, lab);
}
