/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The blur of a lens whose aperture is cut off towards the corners: each point becomes a cat's eye along the circle round
 * the centre, the longer the farther out.
 *
 * A long blur is read from averaged pixels and worked out at a coarse grid only: what it makes is smooth. Both come in
 * halvings that lie fixed in the frame, and neighbouring halvings are mixed, so neither tiles nor rings show. */
#include "lens.h"

#include <math.h>
#include <string.h>

#define SAMPLES    32
#define FEW        16 /* samples of short blurs */
#define MAX_LEVELS 12

/* The eye: what two discs of radius 1 have in common, their centres one apart. Its half length, and the size of the means that
 * are read there: the distance between samples, many or few, and a quarter. */
static const float eye_length = 0.866f, eye_spacing = 0.24f, few_spacing = 0.34f;

/* A grid point for this part of the blur's length, or up to twice as much. */
static const float grid_spacing = 1 / 4.f;

/* Blurs shorter than this many pixels are none. */
static const float shortest = 0.05f;

typedef struct {
    float along[SAMPLES], across[SAMPLES]; /* the circle; in units of the blur's length */
} Eye;

/* Points of a sunflower, evenly over the disc and each with its opposite, pressed into the eye. */
static void
fill_eye (Eye *eye, int samples)
{
    const double golden = 2.399963229728653;

    for (int i = 0; i < samples / 2; i++) {
        double radius = sqrt ((i + 0.5) / (samples / 2)), angle = i * golden;
        double x = radius * cos (angle), y = radius * sin (angle), cut = sqrt (1 - x * x * 0.75) - 0.5;
        eye->along[2 * i] = (float)(x * sqrt (0.75));
        eye->across[2 * i] = (float)(y * cut / sqrt (1 - x * x));
        eye->along[2 * i + 1] = -eye->along[2 * i];
        eye->across[2 * i + 1] = -eye->across[2 * i];
    }
}

/* [0] of few samples, [1] of all. */
static const Eye *
find_eyes (void)
{
    static Eye eyes[2];
    static gsize filled;

    if (g_once_init_enter (&filled)) {
        fill_eye (&eyes[0], FEW);
        fill_eye (&eyes[1], SAMPLES);
        g_once_init_leave (&filled, 1);
    }
    return eyes;
}

int
rf_lens_swirl_levels (double reach)
{
    int levels = 0;

    while (levels < MAX_LEVELS - 1 && 1.5 * (1 << levels) < reach * eye_spacing)
        levels++;
    return levels;
}

int
rf_lens_swirl_margin (const RfLensPlan *plan)
{
    /* The blur, from a point of the coarsest grid beside the pixel, into the means round its end. */
    return (int)(plan->reach * eye_length) + 1 + 3 * (1 << plan->levels);
}

/* A picture of 2^level pixels a cell; its cells lie at multiples of that from the frame's corner. */
typedef struct {
    int level;
    int x, y, width, height; /* cells */
    RfFloat4 *cells;
} Grid;

static RfFloat4 *
cell_at (const Grid *grid, int x, int y)
{
    return &grid->cells[(ptrdiff_t)(y - grid->y) * grid->width + (x - grid->x)];
}

static Grid
make_grid (int level, int left, int top, int right, int bottom)
{
    /* Shifts round down, below zero too. */
    Grid grid = {level, left >> level, top >> level};

    grid.width = ((right - 1) >> level) + 1 - grid.x;
    grid.height = ((bottom - 1) >> level) + 1 - grid.y;
    grid.cells = g_new (RfFloat4, (size_t)grid.width * grid.height);
    return grid;
}

/* Lights count for more than their clipped value says, or their eyes would be dull. */
static RfFloat4
weigh_light (const RfLensPlan *plan, const float *pixel)
{
    RfFloat4 weighed = rf_lens_weigh (pixel);
    float light = plan->luminance[0] * pixel[0] + plan->luminance[1] * pixel[1] + plan->luminance[2] * pixel[2];
    float bright = light > 0.5f ? light < 1 ? 2 * light - 1 : 1 : 0;

    return weighed * (1 + 1.5f * bright * bright);
}

/* Level 0: the pixels of `tile`, nothing where it does not reach. */
static void
fill_pixels (const RfLensPlan *plan, const RfTile *tile, Grid *grid)
{
    int left = tile->x - plan->frame.x, top = tile->y - plan->frame.y;
    RfFloat4 *cell = grid->cells;

    for (int y = grid->y; y < grid->y + grid->height; y++) {
        const float *row = (const float *)((const char *)tile->data + (y - top) * tile->stride) - 4 * (ptrdiff_t)left;
        for (int x = grid->x; x < grid->x + grid->width; x++, cell++) {
            gboolean there = y >= top && y < top + tile->height && x >= left && x < left + tile->width;
            *cell = there ? weigh_light (plan, row + 4 * (ptrdiff_t)x) : (RfFloat4){0, 0, 0, 0};
        }
    }
}

static void
halve (const Grid *from, Grid *to)
{
    RfFloat4 *cell = to->cells;

    for (int y = to->y; y < to->y + to->height; y++)
        for (int x = to->x; x < to->x + to->width; x++, cell++) {
            const RfFloat4 *upper = cell_at (from, 2 * x, 2 * y), *lower = cell_at (from, 2 * x, 2 * y + 1);
            *cell = (upper[0] + upper[1] + lower[0] + lower[1]) * 0.25f;
        }
}

/* A place between the centres of four cells, in one direction: the lower one and how far beyond it. Worked out from the
 * frame's corner, not the grid's: so it has the same bits in every tile. */
typedef struct {
    int32_t cell[SAMPLES];
    float way[SAMPLES];
} Places;

static inline void
find_cells (const float *places, int level, Places *found)
{
    float scale = 1 / (float)(1 << level);

    for (int i = 0; i < SAMPLES; i++) {
        float at = places[i] * scale - 0.5f;
        int32_t cell = (int32_t)at;
        cell -= (float)cell > at;
        found->cell[i] = cell;
        found->way[i] = at - (float)cell;
    }
}

static inline RfFloat4
read_cells (const Grid *grid, const Places *x, const Places *y, int i)
{
    /* Grids are large enough: the bounds are for places that are not numbers. */
    int column = CLAMP (x->cell[i] - grid->x, 0, grid->width - 2),
        row = CLAMP (y->cell[i] - grid->y, 0, grid->height - 2);
    const RfFloat4 *upper = &grid->cells[(ptrdiff_t)row * grid->width + column], *lower = upper + grid->width;
    RfFloat4 a = upper[0] + x->way[i] * (upper[1] - upper[0]), b = lower[0] + x->way[i] * (lower[1] - lower[0]);

    return a + y->way[i] * (b - a);
}

/* Where a place lies in the swirl. */
typedef struct {
    float x, y;   /* from the centre, in pixels */
    float radius; /* the same as a distance */
    float length; /* of the blur there */
} Place;

static Place
find_place (const RfLensPlan *plan, float x, float y)
{
    Place place = {x - (float)plan->frame.width / 2, y - (float)plan->frame.height / 2};
    float start = (float)plan->lens->swirl.start;

    place.radius = sqrtf (place.x * place.x + place.y * place.y);
    float way = (place.radius * (float)(2 / plan->diagonal) - start) / (1 - start);
    way = way < 1 ? way : 1;
    place.length = way > 0 ? (float)plan->reach * way * way : 0;
    return place;
}

/* log2 of x, straight between powers of two, within 0 ... most: what the bits of a float say. */
static inline float
halvings (float x, int most)
{
    union {
        float f;
        int32_t i;
    } bits = {x};
    float level = (float)(bits.i - 0x3f800000) * (1 / 8388608.f);

    return level > 0 ? level < (float)most ? level : (float)most : 0;
}

/* The mean of what lies at places in pixels from the frame's corner. */
static inline RfFloat4
average (const Grid *grid, const float *x, const float *y, int samples)
{
    RfFloat4 sum = {0, 0, 0, 0};
    Places columns, rows;

    find_cells (x, grid->level, &columns);
    find_cells (y, grid->level, &rows);
    for (int i = 0; i < samples; i++)
        sum += read_cells (grid, &columns, &rows, i);
    return sum * (1.f / (float)samples);
}

static RfFloat4
blur_place (const RfLensPlan *plan, const Grid *means, const Eye *eye, int samples, const Place *place)
{
    float centre_x = (float)plan->frame.width / 2, centre_y = (float)plan->frame.height / 2;
    float level = halvings (place->length * (samples == FEW ? few_spacing : eye_spacing), plan->levels);
    float share = level - (float)(int)level, length = place->length / place->radius;
    float x[SAMPLES], y[SAMPLES];

    for (int i = 0; i < SAMPLES; i++) {
        float angle = length * eye->along[i], stretch = 1 + length * eye->across[i];
        float cosine = (1 - angle * angle / 2) * stretch, sine = angle * (1 - angle * angle / 6) * stretch;
        x[i] = centre_x + place->x * cosine - place->y * sine;
        y[i] = centre_y + place->x * sine + place->y * cosine;
    }
    RfFloat4 sum = average (&means[(int)level], x, y, samples);
    if (share > 0)
        sum += share * (average (&means[(int)level + 1], x, y, samples) - sum);
    return sum;
}

/* The halving of the grid that a blur is worked out at. */
static inline float
level_of_grid (const RfLensPlan *plan, const Place *place)
{
    return halvings (place->length * grid_spacing, plan->levels);
}

static void
blur_grid (const RfLensPlan *plan, const Grid *means, Grid *grid)
{
    const Eye *eyes = find_eyes ();
    float size = (float)(1 << grid->level);
    RfFloat4 *cell = grid->cells;

    for (int y = grid->y; y < grid->y + grid->height; y++)
        for (int x = grid->x; x < grid->x + grid->width; x++, cell++) {
            Place place = find_place (plan, ((float)x + 0.5f) * size, ((float)y + 0.5f) * size);
            float away = level_of_grid (plan, &place) - (float)grid->level;
            *cell = (RfFloat4){0, 0, 0, 0};
            if (place.length > 0 && away > -1.1f && away < 1.1f) /* read by a pixel near by */
                *cell = grid->level == 0 ? blur_place (plan, means, &eyes[0], FEW, &place)
                                         : blur_place (plan, means, &eyes[1], SAMPLES, &place);
        }
}

/* The pixels that `out` takes part in: `means` of what is round it, at every level. */
static void
make_means (const RfLensPlan *plan, const RfTile *in, const RfTile *out, Grid *means)
{
    int margin = rf_lens_swirl_margin (plan), top = plan->levels;
    int left = out->x - plan->frame.x, upper = out->y - plan->frame.y;

    for (int level = 0; level <= top; level++) {
        /* Bounds at the coarsest cells, so that all levels cover the same. */
        int x = (left - margin) >> top, y = (upper - margin) >> top;
        int right = ((left + out->width + margin - 1) >> top) + 1,
            bottom = ((upper + out->height + margin - 1) >> top) + 1;
        means[level] = make_grid (level, x << top, y << top, right << top, bottom << top);
        if (level == 0)
            fill_pixels (plan, in, &means[0]);
        else
            halve (&means[level - 1], &means[level]);
    }
}

/* The levels of the grid that the pixels of `out` read: those of its least and its greatest blur. */
static void
find_levels (const RfLensPlan *plan, const RfTile *out, int *first, int *last)
{
    float left = (float)(out->x - plan->frame.x), top = (float)(out->y - plan->frame.y);
    float right = left + (float)out->width, bottom = top + (float)out->height;
    float middle_x = (float)plan->frame.width / 2, middle_y = (float)plan->frame.height / 2;
    Place nearest = find_place (plan, CLAMP (middle_x, left, right), CLAMP (middle_y, top, bottom));
    Place farthest = find_place (plan, middle_x - left > right - middle_x ? left : right,
                                 middle_y - top > bottom - middle_y ? top : bottom);

    *first = (int)level_of_grid (plan, &nearest);
    *last = farthest.length > shortest ? MIN ((int)level_of_grid (plan, &farthest) + 1, plan->levels) : -1;
}

/* What a pixel's place has in a grid whose cells are its size or larger. */
static RfFloat4
read_grid (const Grid *grid, float x, float y)
{
    float scale = 1 / (float)(1 << grid->level), u = x * scale - 0.5f, v = y * scale - 0.5f;
    int column = (int)u, row = (int)v;

    column -= (float)column > u;
    row -= (float)row > v;
    float right = u - (float)column, below = v - (float)row;
    const RfFloat4 *upper = cell_at (grid, column, row), *lower = upper + grid->width;
    RfFloat4 a = upper[0] + right * (upper[1] - upper[0]), b = lower[0] + right * (lower[1] - lower[0]);
    return a + below * (b - a);
}

static void
write_pixel (const RfLensPlan *plan, const Grid *grids, int x, int y, const float *from, float *to)
{
    Place place = find_place (plan, (float)x + 0.5f, (float)y + 0.5f);
    RfFloat4 own = rf_lens_weigh (from), value = {0, 0, 0, 0};

    if (place.length > shortest && own[3] > 0) {
        float level = level_of_grid (plan, &place), share = level - (float)(int)level;
        const Grid *grid = &grids[(int)level];
        value = grid->level == 0 ? *cell_at (grid, x, y) : read_grid (grid, (float)x + 0.5f, (float)y + 0.5f);
        if (share > 0)
            value += share * (read_grid (grid + 1, (float)x + 0.5f, (float)y + 0.5f) - value);
    }
    if (value[3] > 0) {
        value /= value[3];
        value[3] = from[3];
        *(RfFloat4 *)to = value;
    } else {
        memmove (to, from, 4 * sizeof (float));
    }
}

void
rf_lens_swirl (const RfLensPlan *plan, const RfTile *in, const RfTile *out)
{
    Grid means[MAX_LEVELS], grids[MAX_LEVELS + 1];
    int first, last;
    int left = out->x - plan->frame.x, top = out->y - plan->frame.y;

    find_levels (plan, out, &first, &last);
    if (last >= 0)
        make_means (plan, in, out, means);
    for (int level = first; level <= last; level++) {
        int size = 1 << level; /* a cell more on each side to be straight to */
        grids[level] = make_grid (level, left - size, top - size, left + out->width + size, top + out->height + size);
        blur_grid (plan, means, &grids[level]);
    }
    for (int y = 0; y < out->height; y++) {
        const float *from = (const float *)((const char *)in->data + (out->y + y - in->y) * in->stride) +
                            4 * (ptrdiff_t)(out->x - in->x);
        float *to = (float *)((char *)out->data + y * out->stride);
        for (int x = 0; x < out->width; x++)
            write_pixel (plan, grids, left + x, top + y, from + 4 * x, to + 4 * x);
    }
    for (int level = first; level <= last; level++)
        g_free (grids[level].cells);
    for (int level = 0; level <= plan->levels && last >= 0; level++)
        g_free (means[level].cells);
}
