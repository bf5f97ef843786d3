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

/* The mean light of a rectangle of the photograph. */
static void
average (const RfTile *photo, double left, double top, double right, double bottom, float mean[3])
{
    int x0 = CLAMP ((int)left, 0, photo->width - 1), x1 = CLAMP ((int)ceil (right), x0 + 1, photo->width);
    int y0 = CLAMP ((int)top, 0, photo->height - 1), y1 = CLAMP ((int)ceil (bottom), y0 + 1, photo->height);
    double sum[3] = {0, 0, 0};

    for (int y = y0; y < y1; y++) {
        const float *pixel = (const float *)((const char *)photo->data + y * photo->stride) + 4 * x0;
        for (int x = x0; x < x1; x++, pixel += 4)
            for (int c = 0; c < 3; c++)
                sum[c] += isfinite (pixel[c]) ? rf_decode (pixel[c]) : 0;
    }
    for (int c = 0; c < 3; c++)
        mean[c] = (float)(sum[c] / ((double)(x1 - x0) * (y1 - y0)));
}

/* One pass of the blur, `step` floats from cell to cell; the light beyond the ends is that of the ends. */
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
            sum += weight * copy[CLAMP (i + k, 0, n - 1)];
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
    float *copy = g_new (float, MAX (width, height));
    ground->blur = g_new (float, 3 * width * height);
    for (int j = 0; j < height; j++)
        for (int i = 0; i < width; i++) {
            int column = CLAMP (i - EDGE, 0, ground->columns - 1), row = CLAMP (j - EDGE, 0, ground->rows - 1);
            double left = cover.x + column * cell * cover.scale, top = cover.y + row * cell * cover.scale;
            average (photo, left, top, left + cell * cover.scale, top + cell * cover.scale,
                     ground->blur + 3 * (j * width + i));
        }
    for (int c = 0; c < 3; c++) {
        for (int j = 0; j < height; j++)
            blur_line (ground->blur + 3 * j * width + c, width, 3, copy);
        for (int i = 0; i < width; i++)
            blur_line (ground->blur + 3 * i + c, height, 3 * width, copy);
    }
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

/* Weights of the cubic B-spline, which is smooth in its second derivative: no bands, no creases. Returns the first of the
 * four cells. */
static int
weigh (double place, float weights[4])
{
    double cell = floor (place), t = place - cell, s = 1 - t;

    weights[0] = (float)(s * s * s / 6);
    weights[1] = (float)((3 * t * t * t - 6 * t * t + 4) / 6);
    weights[2] = (float)((3 * s * s * s - 6 * s * s + 4) / 6);
    weights[3] = (float)(t * t * t / 6);
    return (int)cell - 1;
}

static void
fill_blurred (const RfGround *ground, int y, int x0, int x1, float *rgba)
{
    const RfCanvas *canvas = &ground->canvas;
    float across[4], down[4], line[3 * (CELLS + 2 * EDGE)];
    double cell = MAX (canvas->width, canvas->height) / (double)CELLS;
    int width = ground->columns + 2 * EDGE;
    int first = weigh ((y + 0.5) / cell - 0.5 + EDGE, down);
    int left = weigh ((x0 + 0.5) / cell - 0.5 + EDGE, across);
    int right = MIN (width, weigh ((x1 - 0.5) / cell - 0.5 + EDGE, across) + 4);
    float tint = ground->color[3];

    for (int i = 3 * left; i < 3 * right; i++) {
        const float *column = ground->blur + 3 * first * width + i;
        line[i] = down[0] * column[0] + down[1] * column[3 * width] + down[2] * column[6 * width] +
                  down[3] * column[9 * width];
    }
    for (int x = x0; x < x1; x++, rgba += 4) {
        const float *at = line + 3 * weigh ((x + 0.5) / cell - 0.5 + EDGE, across);
        for (int c = 0; c < 3; c++) {
            float value = across[0] * at[c] + across[1] * at[c + 3] + across[2] * at[c + 6] + across[3] * at[c + 9];
            rgba[c] = value + (ground->color[c] - value) * tint;
        }
        rgba[3] = 1;
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
    if (ground->blur && is_beside_photo (ground, y, x0, x1) && !is_near_edge (ground, y, x0, x1))
        return;
    for (int x = x0; x < x1; x++, rgba += 4) {
        float covered = find_coverage (ground, x, y);
        if (!ground->blur)
            memcpy (rgba, ground->color, sizeof ground->color);
        if (covered < 1 && ground->shadow > 0) {
            float dark = find_shadow (ground, x, y);
            for (int c = 0; c < 3; c++)
                rgba[c] -= rgba[c] * dark;
        }
        rgba[3] *= 1 - covered;
        if (rgba[3] <= 0)
            memset (rgba, 0, 4 * sizeof *rgba);
    }
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
