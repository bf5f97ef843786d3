/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "watermark-ground.h"

#include "space.h"

#include <string.h>

/* Of the grid on the canvas' longer side, and of the blur in its cells. */
#define CELLS       96
#define BLUR_CELLS  4.5
#define BLUR_RADIUS 14

/* Cells beyond each edge, for the spline. */
#define EDGE 2

#define LIGHT_STEPS 1024

/* The shadow lies a little lower than the photograph, by this part of its reach. */
#define SHADOW_DROP 0.2

/* ---- Blur ---------------------------------------------------------------------------------------------------- */

/* The photograph as large as covers the canvas, centred: where a point of the canvas lies in it, and what one pixel of the
 * canvas is there. */
typedef struct {
    double x, y, scale;
} Cover;

static Cover
find_cover (const RfCanvas *canvas, const RfTile *photo)
{
    double scale = MIN ((double)photo->width / canvas->width, (double)photo->height / canvas->height);

    return (Cover){(photo->width - canvas->width * scale) / 2, (photo->height - canvas->height * scale) / 2, scale};
}

/* Light of an encoded value: a power for each pixel would take longer than everything else here. */
typedef struct {
    float light[LIGHT_STEPS + 2];
} LightTable;

static void
fill_table (LightTable *table)
{
    for (int i = 0; i < LIGHT_STEPS + 2; i++)
        table->light[i] = (float)rf_decode ((double)i / LIGHT_STEPS);
}

static float
look_up (const LightTable *table, float encoded)
{
    if (!(encoded >= 0 && encoded <= 1))
        return isfinite (encoded) ? (float)rf_decode (encoded) : 0;
    int step = (int)(encoded * LIGHT_STEPS);
    float part = encoded * LIGHT_STEPS - (float)step;

    return table->light[step] + (table->light[step + 1] - table->light[step]) * part;
}

/* How much of a pixel lies within two bounds, along one axis. */
static double
find_share (int pixel, double begin, double end)
{
    return MAX (0, MIN (pixel + 1, end) - MAX (pixel, begin));
}

/* The mean light of a rectangle of the photograph, which has to touch it. */
static void
average (const RfTile *photo, const LightTable *table, const double begin[2], const double end[2], float mean[3])
{
    int x0 = CLAMP ((int)begin[0], 0, photo->width - 1), x1 = CLAMP ((int)ceil (end[0]), x0 + 1, photo->width);
    int y0 = CLAMP ((int)begin[1], 0, photo->height - 1), y1 = CLAMP ((int)ceil (end[1]), y0 + 1, photo->height);
    double sum[3] = {0, 0, 0}, total = 0;

    for (int y = y0; y < y1; y++) {
        const float *pixel = (const float *)((const char *)photo->data + y * photo->stride) + 4 * x0;
        for (int x = x0; x < x1; x++, pixel += 4) {
            double share = find_share (x, begin[0], end[0]) * find_share (y, begin[1], end[1]) + 1e-9;
            for (int c = 0; c < 3; c++)
                sum[c] += share * look_up (table, pixel[c]);
            total += share;
        }
    }
    for (int c = 0; c < 3; c++)
        mean[c] = (float)(sum[c] / total);
}

/* The picture goes on mirrored beyond its edges. */
static int
mirror (int i, int n)
{
    while (i < 0 || i >= n)
        i = i < 0 ? -1 - i : 2 * n - 1 - i;
    return i;
}

/* One pass of the blur, `step` floats from cell to cell; over the `n` cells of the canvas. */
static void
blur_line (float *line, int n, ptrdiff_t step, float *copy)
{
    float weights[BLUR_RADIUS + 1];

    for (int k = 0; k <= BLUR_RADIUS; k++)
        weights[k] = (float)exp (-k * k / (2 * BLUR_CELLS * BLUR_CELLS));
    for (int i = 0; i < n; i++)
        copy[i] = line[i * step];
    for (int i = 0; i < n; i++) {
        float sum = 0, total = 0;
        for (int k = -BLUR_RADIUS; k <= BLUR_RADIUS; k++) {
            float weight = weights[ABS (k)];
            sum += weight * copy[mirror (i + k, n)];
            total += weight;
        }
        line[i * step] = sum / total;
    }
}

void
rf_ground_set_blur (RfGround *ground, const RfTile *photo)
{
    const RfCanvas *canvas = &ground->canvas;
    double cell = MAX (canvas->width, canvas->height) / (double)CELLS;
    Cover cover = find_cover (canvas, photo);

    ground->columns = CLAMP ((int)ceil (canvas->width / cell), 1, CELLS);
    ground->rows = CLAMP ((int)ceil (canvas->height / cell), 1, CELLS);
    int width = ground->columns + 2 * EDGE, height = ground->rows + 2 * EDGE;
    float *copy = g_new (float, MAX (width, height)), *first = g_new (float, 3 * width * height);
    LightTable table;

    fill_table (&table);
    ground->blur = first;
    first += 3 * (EDGE * width + EDGE);
    for (int j = 0; j < ground->rows; j++)
        for (int i = 0; i < ground->columns; i++) {
            double begin[2] = {cover.x + i * cell * cover.scale, cover.y + j * cell * cover.scale};
            double end[2] = {begin[0] + cell * cover.scale, begin[1] + cell * cover.scale};
            average (photo, &table, begin, end, first + 3 * (j * width + i));
        }
    for (int c = 0; c < 3; c++) {
        for (int j = 0; j < ground->rows; j++)
            blur_line (first + 3 * j * width + c, ground->columns, 3, copy);
        for (int i = 0; i < ground->columns; i++)
            blur_line (first + 3 * i + c, ground->rows, 3 * width, copy);
    }
    for (int j = -EDGE; j < ground->rows + EDGE; j++)
        for (int i = -EDGE; i < ground->columns + EDGE; i++)
            memmove (first + 3 * (j * width + i),
                     first + 3 * (mirror (j, ground->rows) * width + mirror (i, ground->columns)), 3 * sizeof *first);
    /* Encoded here: between cells this smooth it makes no difference, and saves a power for each pixel. */
    for (int i = 0; i < 3 * width * height; i++)
        ground->blur[i] = (float)rf_encode (ground->blur[i]);
    g_free (copy);
}

void
rf_ground_clear (RfGround *ground)
{
    g_clear_pointer (&ground->blur, g_free);
}

/* The first pixel, along one axis, whose place in the grid lies in that cell or behind it. */
static int
find_start (int cell, double pixels)
{
    return (int)ceil ((cell + 0.5) * pixels - 0.5);
}

/* The cell from whose middle to the next one's a pixel's centre lies; may be -1. */
static int
find_cell (int pixel, double pixels)
{
    int cell = (int)floor ((pixel + 0.5) / pixels - 0.5);

    /* Rounding must not make a pixel's cell depend on where a run begins. */
    while (pixel < find_start (cell, pixels))
        cell--;
    while (pixel >= find_start (cell + 1, pixels))
        cell++;
    return cell;
}

/* The cubic B-spline between the middle two of four values as a polynomial: smooth in its second derivative, so that there are
 * no creases. */
static void
find_polynomial (const float p[4], float c[4])
{
    c[0] = (p[0] + 4 * p[1] + p[2]) / 6;
    c[1] = (p[2] - p[0]) / 2;
    c[2] = (p[0] - 2 * p[1] + p[2]) / 2;
    c[3] = (p[3] - 3 * p[2] + 3 * p[1] - p[0]) / 6;
}

static float
evaluate (const float c[4], float t)
{
    return ((c[3] * t + c[2]) * t + c[1]) * t + c[0];
}

/* Pixels of one cell, from its pixel `first` on. */
static void
fill_cell (const float c[3][4], float start, float step, int first, int n, float *restrict rgba)
{
    for (int i = 0; i < n; i++) {
        float t = start + (float)(first + i) * step;
        rgba[4 * i] = evaluate (c[0], t);
        rgba[4 * i + 1] = evaluate (c[1], t);
        rgba[4 * i + 2] = evaluate (c[2], t);
        rgba[4 * i + 3] = 1;
    }
}

static void
fill_blurred (const RfGround *ground, int y, int x0, int x1, float *rgba)
{
    double pixels = MAX (ground->canvas.width, ground->canvas.height) / (double)CELLS;
    int row = find_cell (y, pixels), width = ground->columns + 2 * EDGE;
    float down = (float)((y + 0.5) / pixels - 0.5 - row), step = (float)(1 / pixels), tint = ground->color[3];
    const float *above = ground->blur + 3 * (row - 1 + EDGE) * width;

    for (int x = x0, cell = find_cell (x0, pixels); x < x1; cell++) {
        int begin = find_start (cell, pixels), end = MIN (x1, find_start (cell + 1, pixels));
        float c[3][4];
        for (int channel = 0; channel < 3; channel++) {
            float values[4], column[4], vertical[4];
            for (int i = 0; i < 4; i++) {
                const float *at = above + 3 * (cell - 1 + EDGE + i) + channel;
                for (int j = 0; j < 4; j++)
                    column[j] = at[3 * j * width];
                find_polynomial (column, vertical);
                values[i] = evaluate (vertical, down);
                values[i] += (ground->color[channel] - values[i]) * tint;
            }
            find_polynomial (values, c[channel]);
        }
        /* Each cell from its beginning, wherever the run does: the same pixel, the same value. */
        float start = (float)((begin + 0.5) / pixels - 0.5 - cell);
        fill_cell ((const float (*)[4])c, start, step, x - begin, end - x, rgba + 4 * (x - x0));
        x = end;
    }
}

/* ---- The photograph's corners and shadow ----------------------------------------------------------------------- */

/* Distance of a pixel's centre from a rectangle with round corners; below 0 inside. */
static double
find_distance (const RfFrame *frame, double corner, double x, double y)
{
    double qx = fabs (x + 0.5 - frame->x - frame->width / 2.0) - frame->width / 2.0 + corner;
    double qy = fabs (y + 0.5 - frame->y - frame->height / 2.0) - frame->height / 2.0 + corner;
    double ax = MAX (qx, 0), ay = MAX (qy, 0);

    return sqrt (ax * ax + ay * ay) + MIN (MAX (qx, qy), 0) - corner;
}

/* How much of a pixel the photograph covers. */
static float
find_coverage (const RfGround *ground, int x, int y)
{
    return (float)CLAMP (0.5 - find_distance (&ground->canvas.photo, ground->corner, x, y), 0, 1);
}

static float
find_shadow (const RfGround *ground, int x, int y)
{
    double reach = ground->shadow;
    double d = find_distance (&ground->canvas.photo, ground->corner + reach / 2, x, y - reach * SHADOW_DROP);
    double t = CLAMP (0.5 - d / (2 * reach), 0, 1);

    return (float)(ground->shadow_opacity * t * t * t * (t * (6 * t - 15) + 10));
}

/* Darkens n pixels; above and below the photograph, between its corners, all alike. */
static void
cast_shadow (const RfGround *ground, int y, int x0, int x1, float *rgba)
{
    const RfFrame *photo = &ground->canvas.photo;
    int in = (int)ceil (ground->corner + ground->shadow / 2) + 1;
    gboolean alike =
        (y < photo->y || y >= photo->y + photo->height) && x0 >= photo->x + in && x1 <= photo->x + photo->width - in;
    float light = 1 - find_shadow (ground, x0, y);

    for (int x = x0; x < x1; x++, rgba += 4) {
        if (!alike)
            light = 1 - find_shadow (ground, x, y);
        for (int c = 0; c < 3; c++)
            rgba[c] *= light;
    }
}

/* Takes away what the photograph covers. */
static void
uncover_photo (const RfGround *ground, int y, int x0, int x1, float *rgba)
{
    for (int x = x0; x < x1; x++, rgba += 4) {
        rgba[3] *= 1 - find_coverage (ground, x, y);
        if (rgba[3] <= 0)
            memset (rgba, 0, 4 * sizeof *rgba);
    }
}

static gboolean
is_in_photo (const RfGround *ground, int y, int x0, int x1)
{
    const RfFrame *photo = &ground->canvas.photo;

    return y >= photo->y && y < photo->y + photo->height && x0 >= photo->x && x1 <= photo->x + photo->width;
}

static gboolean
is_beside_photo (const RfGround *ground, int y, int x0, int x1)
{
    const RfFrame *photo = &ground->canvas.photo;

    return y < photo->y || y >= photo->y + photo->height || x1 <= photo->x || x0 >= photo->x + photo->width;
}

/* TRUE where the photograph's corners or shadow may show. Its edges between the corners are straight, and on the grid. */
static gboolean
is_near_edge (const RfGround *ground, int y, int x0, int x1)
{
    const RfFrame *photo = &ground->canvas.photo;
    int out = (int)ceil (ground->shadow * (1 + SHADOW_DROP)), in = (int)ceil (ground->corner);
    gboolean at_corner = y < photo->y + in || y >= photo->y + photo->height - in;

    if (y < photo->y - out || y >= photo->y + photo->height + out || x1 <= photo->x - out ||
        x0 >= photo->x + photo->width + out)
        return FALSE;
    if (is_in_photo (ground, y, x0, x1))
        return at_corner && (x0 < photo->x + in || x1 > photo->x + photo->width - in);
    return out > 0 || !is_beside_photo (ground, y, x0, x1);
}

gboolean
rf_ground_is_plain (const RfGround *ground, int y, int x0, int x1, float rgba[4])
{
    if (is_near_edge (ground, y, x0, x1))
        return FALSE;
    if (is_in_photo (ground, y, x0, x1)) {
        memset (rgba, 0, 4 * sizeof *rgba);
        return TRUE;
    }
    if (ground->blur || !is_beside_photo (ground, y, x0, x1))
        return FALSE;
    memcpy (rgba, ground->color, 4 * sizeof *rgba);
    return TRUE;
}

void
rf_ground_row (const RfGround *ground, int y, int x0, int x1, float *rgba)
{
    float plain[4];

    if (rf_ground_is_plain (ground, y, x0, x1, plain)) {
        for (int x = x0; x < x1; x++)
            memcpy (rgba + 4 * (x - x0), plain, sizeof plain);
        return;
    }
    if (ground->blur)
        fill_blurred (ground, y, x0, x1, rgba);
    else
        for (int x = x0; x < x1; x++)
            memcpy (rgba + 4 * (x - x0), ground->color, sizeof ground->color);
    if (ground->shadow > 0 && is_near_edge (ground, y, x0, x1))
        cast_shadow (ground, y, x0, x1, rgba);
    if (!is_beside_photo (ground, y, x0, x1))
        uncover_photo (ground, y, x0, x1, rgba);
}

RfFrame
rf_ground_extent (const RfGround *ground)
{
    const RfCanvas *canvas = &ground->canvas;
    const RfFrame *photo = &canvas->photo;
    int right = canvas->width - photo->x - photo->width, bottom = canvas->height - photo->y - photo->height;
    gboolean across = photo->x > 0 || right > 0, down = photo->y > 0 || bottom > 0;

    if (ground->corner > 0 || (across && down) || (photo->x > 0 && right > 0) || (photo->y > 0 && bottom > 0))
        return (RfFrame){0, 0, canvas->width, canvas->height};
    if (down)
        return (RfFrame){0, photo->y > 0 ? 0 : photo->height, canvas->width, MAX (photo->y, bottom)};
    if (across)
        return (RfFrame){photo->x > 0 ? 0 : photo->width, 0, MAX (photo->x, right), canvas->height};
    return (RfFrame){0, 0, 0, 0};
}
