/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The soft light of a whole picture: pixels averaged into cells, cells blurred. Sums are weighted by alpha and divided by
 * their weights, so neither transparent pixels nor the picture's border darken anything. */
#include "lens.h"

#include "parallel.h"

#include <math.h>

/* Cells along the diagonal; larger cells than a pixel only. The narrowest glow is a few of them wide. */
static const double cells_on_diagonal = 1024;

/* Local contrast: its radius in parts of the diagonal, and the contrast of the root of light that counts as an edge. */
static const double base_radius = 0.02, base_edge = 0.05;

#define BLOCK 32 /* cells read at once, each way */

static size_t
count_cells (const RfLensLight *light)
{
    return (size_t)light->width * (size_t)light->height;
}

/* ---- Pixels to cells ---- */

typedef struct {
    const RfLensPlan *plan;
    const RfFrame *area;
    RfReadPixels read;
    void *source;
    RfLensLight *light;
    RfFloat4 *cells;
    int blocks; /* a row */
} Gathering;

/* The pixels, from the frame's corner, that cells first ... first + n - 1 touch, as far as there are any. */
static void
find_pixels (double cell, int first, int n, int low, int high, int *from, int *to)
{
    *from = MAX ((int)floor (first * cell), low);
    *to = MIN ((int)ceil ((first + n) * cell), high);
}

/* How much of a pixel lies in the cell that begins at `low`. */
static float
find_share (int pixel, double low, double high)
{
    return (float)(fmin (pixel + 1, high) - fmax (pixel, low));
}

static void
gather_cell (const Gathering *g, const RfTile *tile, int x, int y)
{
    const RfLensLight *light = g->light;
    double cell = light->cell, left = x * cell, top = y * cell;
    int x0 = tile->x - g->plan->frame.x, y0 = tile->y - g->plan->frame.y, from_x, to_x, from_y, to_y;
    RfFloat4 sum = {0, 0, 0, 0};

    find_pixels (cell, x, 1, x0, x0 + tile->width, &from_x, &to_x);
    find_pixels (cell, y, 1, y0, y0 + tile->height, &from_y, &to_y);
    if (from_x >= to_x || from_y >= to_y)
        return;
    float left_share = find_share (from_x, left, left + cell), right_share = find_share (to_x - 1, left, left + cell);
    for (int py = from_y; py < to_y; py++) {
        const float *row = (const float *)((const char *)tile->data + (py - y0) * tile->stride) - 4 * (ptrdiff_t)x0;
        RfFloat4 line = rf_lens_weigh (row + 4 * (ptrdiff_t)from_x) * left_share;
        for (int px = from_x + 1; px < to_x - 1; px++)
            line += rf_lens_weigh (row + 4 * (ptrdiff_t)px);
        if (to_x - from_x > 1)
            line += rf_lens_weigh (row + 4 * (ptrdiff_t)(to_x - 1)) * right_share;
        sum += line * find_share (py, top, top + cell);
    }
    g->cells[(size_t)(y - light->y) * (size_t)light->width + (size_t)(x - light->x)] = sum * (float)(1 / (cell * cell));
}

static void
gather_block (int i, void *data)
{
    const Gathering *g = data;
    const RfLensLight *light = g->light;
    const RfFrame *frame = &g->plan->frame, *area = g->area;
    int x = light->x + i % g->blocks * BLOCK, y = light->y + i / g->blocks * BLOCK;
    int width = MIN (BLOCK, light->x + light->width - x), height = MIN (BLOCK, light->y + light->height - y);
    int from_x, to_x, from_y, to_y;

    find_pixels (light->cell, x, width, area->x - frame->x, area->x - frame->x + area->width, &from_x, &to_x);
    find_pixels (light->cell, y, height, area->y - frame->y, area->y - frame->y + area->height, &from_y, &to_y);
    RfTile tile = {.stride = (to_x - from_x) * (ptrdiff_t)sizeof (RfFloat4),
                   .x = from_x + frame->x,
                   .y = from_y + frame->y,
                   .width = to_x - from_x,
                   .height = to_y - from_y};
    tile.data = g_malloc ((size_t)tile.stride * (size_t)tile.height);
    g->read (g->source, &tile);
    for (int cy = y; cy < y + height; cy++)
        for (int cx = x; cx < x + width; cx++)
            gather_cell (g, &tile, cx, cy);
    g_free (tile.data);
}

/* Light far above white, as a sun in a float image, would drown everything round it: no film holds that. */
static void
limit_light (const RfLensLight *light, RfFloat4 *cells)
{
    const float brightest = 4;

    for (size_t i = 0; i < count_cells (light); i++)
        for (int c = 0; c < 3; c++)
            cells[i][c] = MIN (cells[i][c], brightest * cells[i][3]);
}

/* ---- Blurring ---- */

typedef struct {
    const RfFloat4 *from;
    RfFloat4 *to;
    int width, height, radius;
    float *weights; /* [0] of the middle */
} Blur;

static void
blur_along_row (int y, void *data)
{
    const Blur *b = data;
    const RfFloat4 *from = b->from + (size_t)y * (size_t)b->width;
    RfFloat4 *to = b->to + (size_t)y * (size_t)b->width;

    for (int x = 0; x < b->width; x++) {
        RfFloat4 sum = from[x] * b->weights[0];
        int left = MIN (b->radius, x), right = MIN (b->radius, b->width - 1 - x);
        for (int k = 1; k <= left; k++)
            sum += from[x - k] * b->weights[k];
        for (int k = 1; k <= right; k++)
            sum += from[x + k] * b->weights[k];
        to[x] = sum;
    }
}

static void
blur_along_columns (int y, void *data)
{
    const Blur *b = data;
    size_t width = (size_t)b->width;
    RfFloat4 *to = b->to + (size_t)y * width;

    for (size_t x = 0; x < width; x++)
        to[x] = (RfFloat4){0, 0, 0, 0};
    for (int k = -MIN (b->radius, y); k <= MIN (b->radius, b->height - 1 - y); k++) {
        const RfFloat4 *from = b->from + (size_t)(y + k) * width;
        float weight = b->weights[ABS (k)];
        for (size_t x = 0; x < width; x++)
            to[x] += from[x] * weight;
    }
}

/* A Gaussian of that deviation, in cells, what reading the cells smoothly will add being left out. */
static void
blur (const RfLensLight *light, RfFloat4 *cells, double deviation)
{
    const double spline = 1.0 / 3, box = 1.0 / 12;
    double variance = fmax (deviation * deviation - spline - box, 0), sum = 0;
    Blur b = {cells, g_new (RfFloat4, count_cells (light)), light->width, light->height,
              (int)(3 * sqrt (variance)) + 1};

    b.weights = g_new (float, b.radius + 1);
    for (int k = -b.radius; k <= b.radius; k++)
        sum += variance > 0 ? exp (-k * k / (2 * variance)) : k == 0;
    for (int k = 0; k <= b.radius; k++)
        b.weights[k] = (float)((variance > 0 ? exp (-k * k / (2 * variance)) : k == 0) / sum);
    rf_parallel_run (b.height, blur_along_row, &b);
    b.from = b.to;
    b.to = cells;
    rf_parallel_run (b.height, blur_along_columns, &b);
    g_free ((void *)b.from);
    g_free (b.weights);
}

/* What was weighed, with the weight 1; nothing where there was none. */
static RfFloat4
unweigh (RfFloat4 weighed)
{
    float weight = weighed[3];

    if (weight > 1e-6f)
        return weighed / weight;
    return (RfFloat4){0, 0, 0, 0};
}

static void
divide_by_weights (const RfLensLight *light, RfFloat4 *cells)
{
    for (size_t i = 0; i < count_cells (light); i++)
        cells[i] = unweigh (cells[i]);
}

/* ---- What becomes of the cells ---- */

static RfFloat4 *
copy_cells (const RfLensLight *light, const RfFloat4 *cells)
{
    return g_memdup2 (cells, count_cells (light) * sizeof *cells);
}

static RfFloat4 *
make_veil (const RfLensPlan *plan, const RfLensLight *light, const RfFloat4 *cells)
{
    RfFloat4 *veil = copy_cells (light, cells);

    blur (light, veil, plan->lens->veil.radius * plan->diagonal / light->cell);
    divide_by_weights (light, veil);
    return veil;
}

static RfFloat4 *
make_glow (const RfLensPlan *plan, const RfLensLight *light, const RfFloat4 *cells)
{
    size_t n = count_cells (light);
    RfFloat4 *glow = g_new0 (RfFloat4, n), *source = copy_cells (light, cells), *layer;

    for (size_t i = 0; i < n; i++) {
        float share = rf_lens_highlight (&plan->highlights, unweigh (source[i]));
        for (int c = 0; c < 3; c++)
            source[i][c] *= source[i][c] > 0 ? share : 0;
    }
    for (int l = 0; l < RF_LENS_GLOWS; l++) {
        const RfLensGlow *of = &plan->lens->glow.layers[l];
        const float *colour = plan->glow[l];
        layer = copy_cells (light, source);
        blur (light, layer, of->radius * plan->diagonal / light->cell);
        divide_by_weights (light, layer);
        for (size_t i = 0; i < n; i++)
            glow[i] += layer[i] * (RfFloat4){colour[0], colour[1], colour[2], 0};
        g_free (layer);
    }
    g_free (source);
    return glow;
}

/* The guided filter (K. He, J. Sun, X. Tang, 2010) of the root of luminance by itself: where the root varies by more than an
 * edge the base follows it, where by less it is its mean. */
static RfFloat4 *
make_base (const RfLensPlan *plan, const RfLensLight *light, const RfFloat4 *cells)
{
    size_t n = count_cells (light);
    RfFloat4 *base = g_new (RfFloat4, n);
    double radius = base_radius * plan->diagonal / light->cell;

    for (size_t i = 0; i < n; i++) {
        float weight = cells[i][3], luminance = 0;
        for (int c = 0; c < 3; c++)
            luminance += plan->luminance[c] * cells[i][c];
        luminance = weight > 0 && luminance > 0 ? luminance / weight : 0;
        base[i] = (RfFloat4){sqrtf (luminance) * weight, luminance * weight, 0, weight};
    }
    blur (light, base, radius);
    divide_by_weights (light, base);
    for (size_t i = 0; i < n; i++) {
        float mean = base[i][0], variance = base[i][1] - mean * mean, weight = cells[i][3];
        variance = variance > 0 ? variance : 0;
        float follow = variance / (variance + (float)(base_edge * base_edge));
        base[i] = (RfFloat4){follow * weight, (1 - follow) * mean * weight, 0, weight};
    }
    blur (light, base, radius);
    divide_by_weights (light, base);
    return base;
}

RfLensLight *
rf_lens_light_new (const RfLensPlan *plan, const RfFrame *area, RfReadPixels read, void *source)
{
    if (!rf_lens_plan_needs_light (plan) || area->width < 1 || area->height < 1)
        return NULL;

    RfLensLight *light = g_new0 (RfLensLight, 1);
    Gathering g = {plan, area, read, source, light};
    light->cell = fmax (plan->diagonal / cells_on_diagonal, 1);
    int left = area->x - plan->frame.x, top = area->y - plan->frame.y;
    light->x = (int)floor (left / light->cell);
    light->y = (int)floor (top / light->cell);
    light->width = (int)ceil ((left + area->width) / light->cell) - light->x;
    light->height = (int)ceil ((top + area->height) / light->cell) - light->y;

    g.cells = g_new0 (RfFloat4, count_cells (light));
    g.blocks = (light->width + BLOCK - 1) / BLOCK;
    rf_parallel_run (g.blocks * ((light->height + BLOCK - 1) / BLOCK), gather_block, &g);
    limit_light (light, g.cells);
    if (plan->veil > 0)
        light->veil = make_veil (plan, light, g.cells);
    if (plan->glows)
        light->glow = make_glow (plan, light, g.cells);
    if (plan->contrast != 0)
        light->base = make_base (plan, light, g.cells);
    g_free (g.cells);
    return light;
}

void
rf_lens_light_free (RfLensLight *light)
{
    if (!light)
        return;
    g_free (light->veil);
    g_free (light->glow);
    g_free (light->base);
    g_free (light);
}
