/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Local contrast, veil, glow, vignette: in this order, on rows of linear light. Blocks of pixels, channel by channel, in
 * loops of fixed length that compilers turn into vector code. */
#include "lens.h"

#include <math.h>
#include <string.h>

#define BLOCK   64
#define COLUMNS (BLOCK + 5) /* cells under a block: a cell is a pixel or more */

typedef float Plane[BLOCK];

/* Light as a picture holds it, and what lies below black and above white. */
typedef struct {
    Plane light[3], excess[3];
} Block;

/* The cubic B-spline's weights of four cells for a place `way` beyond the second. */
static inline void
find_weights (float way, float weights[4])
{
    float back = 1 - way;

    weights[0] = back * back * back / 6;
    weights[1] = 2 / 3.f - way * way * (2 - way) / 2;
    weights[2] = 2 / 3.f - back * back * (2 - back) / 2;
    weights[3] = way * way * way / 6;
}

/* The first of the four cells round a pixel; `way` as above. */
static inline int32_t
find_cell (double pixel, double scale, int origin, float *way)
{
    double at = (pixel + 0.5) * scale - origin + 0.5; /* one cell more than it is, so that it is never below 0 */
    int32_t whole = (int32_t)at;

    *way = (float)(at - whole);
    return whole - 2;
}

typedef struct {
    int32_t first[BLOCK];
    Plane weights[4];
} Places;

/* Places from `count` on repeat the last one. */
static void
find_places (double pixel, double scale, int origin, int count, Places *places)
{
    Plane ways;

    for (int i = 0; i < BLOCK; i++)
        places->first[i] = find_cell (pixel + (i < count ? i : count - 1), scale, origin, &ways[i]);
    for (int i = 0; i < BLOCK; i++) {
        float weights[4];
        find_weights (ways[i], weights);
        for (int k = 0; k < 4; k++)
            places->weights[k][i] = weights[k];
    }
}

/* Where a row of pixels lies among the cells, in both directions. */
typedef struct {
    const RfLensLight *light;
    int32_t first; /* of four rows of cells */
    float weights[4];
    Places places;
} Row;

/* The map under the row: `n` columns from `first` on. */
static void
sum_columns (const Row *row, const RfFloat4 *map, int first, int n, RfFloat4 *columns)
{
    int width = row->light->width, height = row->light->height;

    for (int i = 0; i < n; i++)
        columns[i] = (RfFloat4){0, 0, 0, 0};
    for (int k = 0; k < 4; k++) {
        const RfFloat4 *cells = map + (size_t)CLAMP (row->first + k, 0, height - 1) * (size_t)width;
        for (int i = 0; i < n; i++)
            columns[i] += cells[CLAMP (first + i, 0, width - 1)] * row->weights[k];
    }
}

static void
read_map (const Row *row, const RfFloat4 *map, Plane values[3])
{
    const Places *places = &row->places;
    RfFloat4 columns[COLUMNS];
    int first = places->first[0];

    sum_columns (row, map, first, places->first[BLOCK - 1] + 4 - first, columns);
    for (int i = 0; i < BLOCK; i++) {
        const RfFloat4 *column = columns + places->first[i] - first;
        RfFloat4 sum = column[0] * places->weights[0][i];
        for (int k = 1; k < 4; k++)
            sum += column[k] * places->weights[k][i];
        values[0][i] = sum[0];
        values[1][i] = sum[1];
        values[2][i] = sum[2];
    }
}

/* Moves light that a picture cannot hold to the excess. */
static void
settle (Block *block)
{
    for (int c = 0; c < 3; c++) {
        Plane inside;
        for (int i = 0; i < BLOCK; i++)
            inside[i] = block->light[c][i] > 0 ? block->light[c][i] : 0; /* also for NaN, which the excess carries on */
        for (int i = 0; i < BLOCK; i++)
            inside[i] = inside[i] < 1 ? inside[i] : 1;
        for (int i = 0; i < BLOCK; i++)
            block->excess[c][i] += block->light[c][i] - inside[i];
        memcpy (block->light[c], inside, sizeof inside);
    }
}

static void
change_contrast (const RfLensPlan *plan, const Row *row, Block *block)
{
    const float *luminance = plan->luminance;
    Plane base[3], root, gain;

    read_map (row, row->light->base, base);
    for (int i = 0; i < BLOCK; i++)
        root[i] =
            block->light[0][i] * luminance[0] + block->light[1][i] * luminance[1] + block->light[2][i] * luminance[2];
    for (int i = 0; i < BLOCK; i++)
        root[i] = sqrtf (root[i]);
    for (int i = 0; i < BLOCK; i++) {
        float detail = root[i] - (base[0][i] * root[i] + base[1][i]);
        gain[i] = 1 + 4 * plan->contrast * detail * (1 - root[i]); /* of the root: nothing at black and white */
    }
    for (int i = 0; i < BLOCK; i++)
        gain[i] = gain[i] > 0.25f ? gain[i] : 0.25f;
    for (int c = 0; c < 3; c++)
        for (int i = 0; i < BLOCK; i++)
            block->light[c][i] *= gain[i] * gain[i];
}

static void
add_veil (const RfLensPlan *plan, const Row *row, Block *block)
{
    Plane veil[3];

    read_map (row, row->light->veil, veil);
    for (int c = 0; c < 3; c++)
        for (int i = 0; i < BLOCK; i++)
            block->light[c][i] += plan->veil * (veil[c][i] - block->light[c][i]);
}

/* rf_lens_highlight for a block. */
static void
find_highlights (const RfLensHighlights *highlights, const Block *block, Plane shares)
{
    const float *red = block->light[0], *green = block->light[1], *blue = block->light[2],
                *measure = highlights->measure;
    float scale = 1 / (highlights->high - highlights->low);

    if (highlights->least) {
        for (int i = 0; i < BLOCK; i++)
            shares[i] = red[i] < green[i] ? red[i] : green[i];
        for (int i = 0; i < BLOCK; i++)
            shares[i] = blue[i] < shares[i] ? blue[i] : shares[i];
    } else {
        for (int i = 0; i < BLOCK; i++)
            shares[i] = red[i] * measure[0] + green[i] * measure[1] + blue[i] * measure[2];
    }
    for (int i = 0; i < BLOCK; i++)
        shares[i] = (shares[i] - highlights->low) * scale;
    for (int i = 0; i < BLOCK; i++)
        shares[i] = shares[i] > 0 ? shares[i] : 0;
    for (int i = 0; i < BLOCK; i++)
        shares[i] = shares[i] < 1 ? shares[i] : 1;
    for (int i = 0; i < BLOCK; i++)
        shares[i] *= shares[i] * (3 - 2 * shares[i]);
}

/* Light added to what is not white yet. What a highlight would give of itself it keeps, and takes only more than that. */
static void
add_glow (const RfLensPlan *plan, const Row *row, Block *block)
{
    Plane glow[3], shares;

    read_map (row, row->light->glow, glow);
    find_highlights (&plan->highlights, block, shares);
    for (int c = 0; c < 3; c++) {
        float loss = plan->highlights.loss[c], *light = block->light[c], *gain = glow[c];
        for (int i = 0; i < BLOCK; i++)
            gain[i] -= loss * shares[i] * light[i];
        for (int i = 0; i < BLOCK; i++)
            gain[i] = gain[i] > 0 ? gain[i] : 0;
        for (int i = 0; i < BLOCK; i++)
            light[i] += gain[i] / (1 + gain[i]) * (1 - light[i]);
    }
}

/* As a neutral camera would have shown it: white stays white. x is the first pixel's from the frame's centre. */
static void
darken (const RfLensPlan *plan, float x, float dy2, Block *block)
{
    float scale = (float)(G_SQRT2 / plan->frame.width);
    Plane gain;

    for (int i = 0; i < BLOCK; i++) {
        float dx = (x + (float)i) * scale, q = 1 + plan->fall * (dx * dx + dy2);
        gain[i] = 1 / (q * q * q);
    }
    for (int c = 0; c < 3; c++)
        for (int i = 0; i < BLOCK; i++)
            block->light[c][i] = gain[i] * block->light[c][i] / (1 + (gain[i] - 1) * block->light[c][i]);
}

static void
develop (const RfLensPlan *plan, const Row *row, float x, float dy2, float *pixels, int n)
{
    Block block = {0};

    for (int c = 0; c < 3; c++)
        for (int i = 0; i < n; i++)
            block.light[c][i] = pixels[4 * i + c];
    settle (&block);
    if (row->light && row->light->base) {
        change_contrast (plan, row, &block);
        settle (&block);
    }
    if (row->light && row->light->veil) {
        add_veil (plan, row, &block);
        settle (&block);
    }
    if (row->light && row->light->glow)
        add_glow (plan, row, &block);
    if (plan->fall != 0)
        darken (plan, x, dy2, &block);
    for (int c = 0; c < 3; c++)
        for (int i = 0; i < n; i++)
            pixels[4 * i + c] = block.light[c][i] + block.excess[c][i];
}

void
rf_lens_row (const RfLensPlan *plan, const RfLensLight *light, int x, int y, float *pixels, int n)
{
    const RfFrame *frame = &plan->frame;
    double dy = (y + 0.5 - frame->y - frame->height / 2.0) / (frame->height / 2.0);
    double scale = light ? 1 / light->cell : 0;
    Row row = {.light = light};

    if (light) {
        float way;
        row.first = find_cell (y - frame->y, scale, light->y, &way);
        find_weights (way, row.weights);
    }
    for (int done = 0; done < n; done += BLOCK) {
        int count = MIN (n - done, BLOCK);
        if (light)
            find_places (x + done - frame->x, scale, light->x, count, &row.places);
        develop (plan, &row, (float)(x + done + 0.5 - frame->x - frame->width / 2.0), (float)(dy * dy / 2),
                 pixels + 4 * done, count);
    }
}
