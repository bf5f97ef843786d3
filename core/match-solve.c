/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Least squares by the method of Levenberg (1944) and Marquardt (1963), with Tukey's biweight (Beaton and Tukey, 1974) for what
 * does not belong: moving things, edges that do not meet. Every number is measured in spreads from where it likely lies, and
 * held there by a spring. */
#include "curve.h"
#include "match.h"
#include "parallel.h"

#include <math.h>
#include <string.h>

#define MAX_ROUNDS 24
#define MAX_TRIES  6

typedef struct {
    RfMatchModel *model;
    const RfMatchColour *colours;
    gsize n;
    double stiffness;
    int sought[RF_MATCH_NUMBERS], n_sought; /* places in the model's numbers */
    double *differences;                    /* of the model as it is */
    double *slopes;                         /* of these, by each number sought: [number][difference] */
    double *weights;                        /* of colours, in sum 1 */
} Search;

/* A number's distance from its likely place, in spreads. */
static double
place_of (const RfMatchModel *model, int i)
{
    const RfMatchNumber *number = &model->numbers[i];
    return (*rf_match_number ((RfLook *)&model->look, number) - number->likely) / number->spread;
}

static void
measure (const Search *search, RfLook *look, double *differences)
{
    rf_match_develop (look, search->colours, search->n, differences);
    rf_match_differences (search->colours, search->n, differences);
}

double
rf_match_reach (double median)
{
    return 5 * fmax (median, 0.5);
}

/* By how far each colour is off. */
static void
weigh (Search *search)
{
    gsize n = search->n;
    g_autofree double *sizes = g_new (double, n);
    double total = 0, kept = 0, below = 0, typical = 0;

    for (gsize i = 0; i < n; i++) {
        const double *d = search->differences + 3 * i;
        sizes[i] = sqrt (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
        total += search->colours[i].weight;
    }
    /* The weighted median, from a histogram in hundredths. */
    double histogram[4096] = {0};
    for (gsize i = 0; i < n; i++)
        histogram[(int)rf_clamp (100 * sizes[i], 0, 4095)] += search->colours[i].weight;
    for (int step = 0; step < 4096 && below < total / 2; step++) {
        below += histogram[step];
        typical = (step + 1) / 100.0;
    }
    double reach = rf_match_reach (typical);
    for (gsize i = 0; i < n; i++) {
        double part = sizes[i] / reach, keep = part < 1 ? (1 - part * part) * (1 - part * part) : 0;
        search->weights[i] = search->colours[i].weight * keep;
        kept += search->weights[i];
    }
    for (gsize i = 0; i < n; i++)
        search->weights[i] /= kept;
}

static double
cost_of (const Search *search, const RfMatchModel *model, const double *differences)
{
    double cost = 0;

    for (gsize i = 0; i < search->n; i++) {
        const double *d = differences + 3 * i;
        cost += search->weights[i] * (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
    }
    for (int k = 0; k < search->n_sought; k++) {
        double place = place_of (model, search->sought[k]);
        cost += search->stiffness * place * place;
    }
    return cost;
}

static void
find_slopes (int k, void *data)
{
    Search *search = data;
    const RfMatchNumber *number = &search->model->numbers[search->sought[k]];
    RfLook look = search->model->look;
    double *value = rf_match_number (&look, number), *slopes = search->slopes + 3 * search->n * (gsize)k;
    double step = 0.02 * (*value + 0.02 * number->spread > number->max ? -1 : 1);

    *value += step * number->spread;
    measure (search, &look, slopes);
    for (gsize i = 0; i < 3 * search->n; i++)
        slopes[i] = (slopes[i] - search->differences[i]) / step;
}

/* The normal equations. */
static void
sum_up (const Search *search, double *matrix, double *right)
{
    int m = search->n_sought;

    for (int a = 0; a < m; a++) {
        const double *slopes_a = search->slopes + 3 * search->n * (gsize)a;
        for (int b = 0; b <= a; b++) {
            const double *slopes_b = search->slopes + 3 * search->n * (gsize)b;
            double sum = 0;
            for (gsize i = 0; i < 3 * search->n; i++)
                sum += search->weights[i / 3] * slopes_a[i] * slopes_b[i];
            matrix[a * m + b] = matrix[b * m + a] = sum + (a == b) * search->stiffness;
        }
        right[a] = -search->stiffness * place_of (search->model, search->sought[a]);
        for (gsize i = 0; i < 3 * search->n; i++)
            right[a] -= search->weights[i / 3] * slopes_a[i] * search->differences[i];
    }
}

/* Solves by Cholesky's method, in place; the matrix is positive by its springs. */
static void
solve (double *matrix, double *x, int m)
{
    for (int a = 0; a < m; a++)
        for (int b = 0; b <= a; b++) {
            double sum = matrix[a * m + b];
            for (int k = 0; k < b; k++)
                sum -= matrix[a * m + k] * matrix[b * m + k];
            matrix[a * m + b] = a == b ? sqrt (fmax (sum, 1e-12)) : sum / matrix[b * m + b];
        }
    for (int a = 0; a < m; a++) {
        for (int k = 0; k < a; k++)
            x[a] -= matrix[a * m + k] * x[k];
        x[a] /= matrix[a * m + a];
    }
    for (int a = m - 1; a >= 0; a--) {
        for (int k = a + 1; k < m; k++)
            x[a] -= matrix[k * m + a] * x[k];
        x[a] /= matrix[a * m + a];
    }
}

/* One step, as bold as makes things better. FALSE: none does. */
static gboolean
advance (Search *search, double *caution, double *cost)
{
    int m = search->n_sought;
    g_autofree double *matrix = g_new (double, m *m), *damped = g_new (double, m *m);
    g_autofree double *right = g_new (double, m), *way = g_new (double, m);
    g_autofree double *differences = g_new (double, 3 * search->n);

    rf_parallel_run (m, find_slopes, search);
    sum_up (search, matrix, right);
    for (int try = 0; try < MAX_TRIES; try++, *caution *= 5) {
        RfMatchModel next = *search->model;
        memcpy (damped, matrix, (size_t)(m * m) * sizeof *damped);
        memcpy (way, right, (size_t)m * sizeof *way);
        for (int a = 0; a < m; a++)
            damped[a * m + a] += *caution * (matrix[a * m + a] + 1e-6);
        solve (damped, way, m);
        for (int a = 0; a < m; a++) {
            const RfMatchNumber *number = &next.numbers[search->sought[a]];
            double *value = rf_match_number (&next.look, number);
            *value = rf_clamp (*value + rf_clamp (way[a], -3, 3) * number->spread, number->min, number->max);
        }
        measure (search, &next.look, differences);
        double next_cost = cost_of (search, &next, differences);
        if (next_cost < *cost) {
            gboolean matters = next_cost < *cost * 0.999 - 1e-7;
            search->model->look = next.look;
            memcpy (search->differences, differences, 3 * search->n * sizeof *differences);
            *cost = next_cost;
            *caution = fmax (*caution / 5, 1e-6);
            return matters;
        }
    }
    return FALSE;
}

void
rf_match_solve (RfMatchModel *model, const GArray *colours, int stage, double stiffness)
{
    Search search = {
        .model = model, .colours = (const RfMatchColour *)colours->data, .n = colours->len, .stiffness = stiffness};
    double caution = 1e-2;

    for (int i = 0; i < model->n; i++)
        if (model->numbers[i].stage <= stage)
            search.sought[search.n_sought++] = i;
    search.differences = g_new (double, 3 * search.n);
    search.weights = g_new (double, search.n);
    search.slopes = g_new (double, 3 * search.n * (gsize)search.n_sought);
    measure (&search, &model->look, search.differences);
    for (int round = 0; round < MAX_ROUNDS; round++) {
        weigh (&search);
        double cost = cost_of (&search, model, search.differences);
        if (!advance (&search, &caution, &cost))
            break;
    }
    g_free (search.differences);
    g_free (search.weights);
    g_free (search.slopes);
}
