/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The kernel, at every CPU level, against its specification: one pixel after the other, in double precision. */
#include "kernel.h"
#include "../tap.h"
#include "unit.h"

#include "curve.h"

#include <float.h>
#include <math.h>
#include <sys/mman.h>
#include <unistd.h>

#define N      RF_TABLE_SIZE
#define DRAFT  RF_TABLE_DRAFT_SIZE
#define PIXELS 4096

static const RfRow no_row = {0};

/* How near the fitted parts of a vignette in perceptual numbers come: a twentieth of an 8-bit step. */
static const double fit = 1.0 / 4096;

/* ---- The specification ---------------------------------------------------------------------------------------- */

/* How far a pixel lies from the centre, squared, 1 in the corner. */
static double
radius2_at (const RfRow *row, int i)
{
    double dx = (row->x + i + 0.5 - row->centre_x) * row->scale_x;
    return fmin (dx * dx + row->dy2, 1);
}

/* Light that a picture of a neutral camera would have had with `exposure` times the light: all channels by the factor that
 * its luminance gets, or, where light is gained, its highest channel. */
static void
expose (const RfKernel *kernel, double light[3], double exposure)
{
    const float *luma = kernel->falloff.luma;
    double gain = pow (exposure, 1.5), white = fmax (light[0], fmax (light[1], light[2]));

    if (exposure < 1)
        white = (double)luma[0] * light[0] + (double)luma[1] * light[1] + (double)luma[2] * light[2];
    for (int c = 0; c < 3; c++)
        light[c] *= gain / (1 + (gain - 1) * white);
}

/* A colour inside the table's range as its place there. */
static void
place_of (const RfKernel *kernel, double v[3], double exposure)
{
    RfShaper shaper = kernel->table.shaper;

    if (shaper == RF_SHAPER_NONE && exposure == 1)
        return;
    if (shaper == RF_SHAPER_LOG) {
        for (int c = 0; c < 3; c++)
            v[c] = fmin (log2 (1 + v[c] * exposure / RF_SHAPER_TOE) / log2 (1 + RF_SHAPER_TOP / RF_SHAPER_TOE), 1);
        return;
    }
    if (shaper == RF_SHAPER_NONE) {
        for (int c = 0; c < 3; c++)
            v[c] = rf_decode (v[c]);
        expose (kernel, v, exposure);
        for (int c = 0; c < 3; c++)
            v[c] = fmin (rf_encode (v[c]), 1);
        return;
    }
    if (exposure != 1)
        expose (kernel, v, exposure);
    for (int c = 0; c < 3; c++)
        v[c] = fmin (sqrt (v[c]), 1);
}

/* Tetrahedral interpolation: from the lowest corner of the cell along the axes, the largest fraction first. */
static void
interpolate (const RfTable *table, const double place[3], double out[4])
{
    const size_t size = (size_t)table->size, steps[3] = {4, 4 * size, 4 * size * size};
    const float *cells = table->cells;
    double fraction[3];
    size_t corner = 0;
    gboolean done[3] = {FALSE};

    for (int c = 0; c < 3; c++) {
        int cell = MIN ((int)(place[c] * (table->size - 1)), table->size - 2);
        fraction[c] = place[c] * (table->size - 1) - cell;
        corner += (size_t)cell * steps[c];
    }
    for (int k = 0; k < 4; k++)
        out[k] = cells[corner + (size_t)k];
    for (int step = 0; step < 3; step++) {
        int axis = -1;
        for (int c = 0; c < 3; c++)
            if (!done[c] && (axis < 0 || fraction[c] > fraction[axis]))
                axis = c;
        done[axis] = TRUE;
        for (size_t k = 0; k < 4; k++)
            out[k] += fraction[axis] * ((double)cells[corner + steps[axis] + k] - (double)cells[corner + k]);
        corner += steps[axis];
    }
}

static void
specify (const RfKernel *kernel, const RfRow *row, int i, const float in[4], double colour[3])
{
    double exposure = row ? pow (1 + kernel->falloff.fall * radius2_at (row, i), -2) : 1;
    double place[3], out[4], excess[3], mean = 0, strength = kernel->strength;
    gboolean scene = kernel->table.shaper == RF_SHAPER_LOG;

    for (int c = 0; c < 3; c++) {
        place[c] = fmin (fmax (in[c], 0), scene ? INFINITY : 1);
        double e = fmin (fmax (in[c] - place[c], -65504), 65504);
        excess[c] = e > 0 ? rf_mix (e, e / (1 + e), strength) : e;
        mean += excess[c] / 3;
    }
    place_of (kernel, place, exposure);
    interpolate (&kernel->table, place, out);
    for (int c = 0; c < 3; c++) {
        if (row && row->noise[0])
            out[c] += out[c] * (1 - out[c]) * fmin (fmax (out[3] * (double)row->noise[c][i], -1), 1);
        if (kernel->table.root)
            out[c] *= out[c];
        if (scene)
            out[c] = strength * out[c] + (strength < 1 ? (1 - strength) * in[c] : 0);
        else
            out[c] += rf_mix (excess[c], mean, kernel->mono_strength);
        colour[c] = out[c];
    }
}

/* ---- Kernels and pixels to try --------------------------------------------------------------------------------- */

/* Smooth enough to be compared closely, rough enough that no two tetrahedra agree. */
static void
fill_cells (float *cells, int size)
{
    guint64 state = 11;

    for (int i = 0; i < size * size * size; i++, cells += 4) {
        double at[3] = {i % size, i / size % size, i / size / size};
        for (int c = 0; c < 3; c++)
            cells[c] =
                (float)((0.8 * at[c] + 0.2 * at[(c + 1) % 3]) / (size - 1) + random_between (&state, -0.005, 0.005));
        /* Of grain, up to what would leave the range. */
        cells[3] = (float)(0.05 + 0.4 * at[0] / (size - 1) + random_between (&state, -0.002, 0.002));
    }
}

/* Those of the whole table, then those of the draft. */
static float *
make_cells (void)
{
    float *cells = g_new0 (float, rf_table_room (N) + rf_table_room (DRAFT));

    fill_cells (cells, N);
    fill_cells (cells + rf_table_room (N), DRAFT);
    return cells;
}

#define MAX_KERNELS 32

static int
make_kernels (RfKernel kernels[MAX_KERNELS], float *cells)
{
    static const struct {
        RfShaper shaper;
        gboolean root;
        double corner_ev;
    } shapes[] = {
        {RF_SHAPER_NONE, FALSE, 0},     {RF_SHAPER_ROOT, TRUE, 0},   {RF_SHAPER_ROOT, TRUE, -3},
        {RF_SHAPER_NONE, FALSE, -0.55}, {RF_SHAPER_NONE, FALSE, -3}, {RF_SHAPER_NONE, FALSE, 1},
        {RF_SHAPER_LOG, TRUE, 0},       {RF_SHAPER_LOG, TRUE, -2},
    };
    static const float strengths[] = {1, 0.375f}, monos[] = {0, 1};
    RfSpace space;
    int n = 0;

    rf_space_init (&space, "srgb", RF_ENCODING_LINEAR);

    for (size_t shape = 0; shape < G_N_ELEMENTS (shapes); shape++)
        for (int s = 0; s < 2; s++)
            for (int m = 0; m < 2; m++) {
                RfKernel *kernel = &kernels[n++];
                gboolean draft = s == m;
                *kernel = (RfKernel){.table = {shapes[shape].shaper, shapes[shape].root, draft ? DRAFT : N,
                                               draft ? cells + rf_table_room (N) : cells},
                                     .strength = strengths[s],
                                     .mono_strength = monos[m] * strengths[s]};
                rf_falloff_init (&kernel->falloff, shapes[shape].corner_ev, &space);
            }
    return n;
}

static const float specials[] = {
    0,      -0.0f,  1,        0.5f,       0.015625f, 0.25f,   -1,  2,     -0.001f, 1.0000001f, 0.99999994f,
    1e-45f, 1e-30f, 0.04045f, 0.0404500f, 0.003130f, 23.616f, 100, 65504, -65504,  3e38f,      -3e38f,
};

/* Colours inside and out, greys, lattice points, and every special number beside every other. */
static void
fill_pixels (float *pixels, int n, double top)
{
    guint64 state = 5;
    int k = G_N_ELEMENTS (specials);

    for (int i = 0; i < n; i++) {
        float *p = pixels + 4 * i, *grey = p;
        for (int c = 0; c < 3; c++)
            switch (i % 8) {
            case 0:
                p[c] = (float)random_between (&state, -1, top + 1);
                break;
            case 1:
                p[c] = specials[(i / 8 * (c == 0 ? 1 : c == 1 ? 7 : 31)) % k];
                break;
            case 2:
                p[c] = c == 0 ? (float)random_between (&state, 0, top) : grey[0];
                break;
            case 3:
                p[c] = (float)random_below (&state, N) / (N - 1);
                break;
            case 4:
                p[c] = (float)pow (2, random_between (&state, -20, log2 (top)));
                break;
            default:
                p[c] = (float)random_between (&state, 0, top);
            }
        p[3] = (float)random_between (&state, 0, 1);
    }
}

/* Somewhere in a frame of 6000 x 4000: in turn without grain, with grain for all channels, and with grain of each. */
static const RfRow *
falling_row (int k)
{
    static float noise[3][PIXELS];
    static RfRow rows[3];
    guint64 state = 7;

    for (int c = 0; c < 3 && !rows[0].x; c++)
        for (int i = 0; i < PIXELS; i++)
            noise[c][i] = (float)random_between (&state, -4, 4);
    rows[0] = rows[1] = rows[2] = (RfRow){17, 3000, G_SQRT2 / 6000, 0.31, {NULL}};
    for (int c = 0; c < 3; c++) {
        rows[1].noise[c] = noise[0];
        rows[2].noise[c] = noise[c];
    }
    return &rows[k % 3];
}

/* Every kernel at every level. */
typedef struct {
    RfKernel kernels[MAX_KERNELS];
    float *cells;
    const RfCpuLevel *levels;
    size_t n, n_levels, next;

    const RfKernel *kernel; /* the one in turn, with where it is tried and what to call it */
    const RfCpuLevel *level;
    const RfRow *row;
    char what[256];
} Trial;

static void
begin_trials (Trial *trial)
{
    trial->cells = make_cells ();
    trial->n = (size_t)make_kernels (trial->kernels, trial->cells);
    trial->levels = rf_cpu_levels (&trial->n_levels);
    trial->next = 0;
}

/* FALSE after the last one. */
static gboolean
next_trial (Trial *trial)
{
    size_t k = trial->next / trial->n_levels;

    if (k == trial->n) {
        g_free (trial->cells);
        return FALSE;
    }
    trial->kernel = &trial->kernels[k];
    trial->level = &trial->levels[trial->next++ % trial->n_levels];
    trial->row = trial->kernel->falloff.fall != 0 ? falling_row ((int)k) : NULL;
    g_snprintf (trial->what, sizeof trial->what, "%s: %d^3, shaper %d, fall %g, strength %g, mono %g",
                trial->level->name, trial->kernel->table.size, trial->kernel->table.shaper, trial->kernel->falloff.fall,
                trial->kernel->strength, trial->kernel->mono_strength);
    return TRUE;
}

/* ---- Properties ------------------------------------------------------------------------------------------------ */

TEST (every_level_gives_what_the_specification_says)
{
    Trial t;
    float *in = g_new (float, 4 * PIXELS), *out = g_new (float, 4 * PIXELS);

    begin_trials (&t);
    while (next_trial (&t)) {
        double bound = t.row ? 2e-6 : 1e-6; /* the cube of the falloff triples its rounding */
        if (t.row && t.kernel->table.shaper == RF_SHAPER_NONE)
            bound = 2 * fit; /* which the tables here make steeper */
        if (t.row && t.row->noise[0])
            bound *= 2; /* where grain is strong its colours run steeper */
        fill_pixels (in, PIXELS, t.kernel->table.shaper == RF_SHAPER_LOG ? 40 : 1);
        t.level->develop (t.kernel, t.row, in, out, PIXELS);
        for (int i = 0; i < PIXELS; i++) {
            double expected[3];
            specify (t.kernel, t.row, i, in + 4 * i, expected);
            for (int c = 0; c < 3; c++) {
                double difference = fabs (out[4 * i + c] - expected[c]) / fmax (1, fabs (expected[c]));
                REQUIRE_CMP (difference, <=, bound, "%g", "%s; pixel %d (%.9g %.9g %.9g) channel %d: %.9g, not %.9g",
                             t.what, i, in[4 * i], in[4 * i + 1], in[4 * i + 2], c, out[4 * i + c], expected[c]);
            }
        }
    }
    g_free (in);
    g_free (out);
}

TEST (every_level_gives_the_same_bits)
{
    Trial t;
    float *in = g_new (float, 4 * PIXELS);
    float *out[2] = {g_new (float, 4 * PIXELS), g_new (float, 4 * PIXELS)};

    begin_trials (&t);
    while (next_trial (&t)) {
        fill_pixels (in, PIXELS, t.kernel->table.shaper == RF_SHAPER_LOG ? 40 : 1);
        in[400] = NAN;
        in[801] = INFINITY;
        in[1202] = -INFINITY;
        if (t.level == t.levels) {
            t.level->develop (t.kernel, t.row, in, out[0], PIXELS);
            continue;
        }
        t.level->develop (t.kernel, t.row, in, out[1], PIXELS);
        for (int i = 0; i < 4 * PIXELS; i++)
            REQUIRE (memcmp (&out[0][i], &out[1][i], sizeof (float)) == 0 || (isnan (out[0][i]) && isnan (out[1][i])),
                     "%s; pixel %d channel %d: %.9g, not %.9g as in the plain kernel", t.what, i / 4, i % 4, out[1][i],
                     out[0][i]);
    }
    g_free (in);
    g_free (out[0]);
    g_free (out[1]);
}

TEST (the_environment_chooses_the_level)
{
    size_t n;
    const RfCpuLevel *levels = rf_cpu_levels (&n);
    g_autofree char *before = g_strdup (g_getenv ("RANGEFINDER_CPU"));

    for (size_t i = 0; i < n; i++) {
        g_setenv ("RANGEFINDER_CPU", levels[i].name, TRUE);
        REQUIRE (rf_cpu_level_choose () == &levels[i], "RANGEFINDER_CPU=%s", levels[i].name);
    }
    g_unsetenv ("RANGEFINDER_CPU");
    REQUIRE (rf_cpu_level_choose () == &levels[n - 1], "without RANGEFINDER_CPU");
    if (before)
        g_setenv ("RANGEFINDER_CPU", before, TRUE);
}

/* Rows of every width, at addresses that are multiples of 4 only: like pixel by pixel, and not a byte beside. */
TEST (rows_of_any_width_and_place_give_the_same_bits_and_touch_nothing_else)
{
    enum { WIDEST = 130, GUARD = 8 };
    Trial t;
    float in[4 * WIDEST], one[4 * WIDEST], space[4 * WIDEST + 2 * GUARD + 4];

    begin_trials (&t);
    while (next_trial (&t)) {
        fill_pixels (in, WIDEST, 1);
        for (int i = 0; i < WIDEST; i++) {
            RfRow pixel = t.row ? *t.row : no_row;
            pixel.x += i;
            for (int c = 0; c < 3 && pixel.noise[0]; c++)
                pixel.noise[c] = t.row->noise[c] + i;
            t.level->develop (t.kernel, t.row ? &pixel : NULL, in + 4 * i, one + 4 * i, 1);
        }
        for (int width = 0; width <= WIDEST; width++) {
            float *out = space + GUARD + width % 4;
            memset (space, 0xa5, sizeof space);
            t.level->develop (t.kernel, t.row, in, out, width);
            REQUIRE (memcmp (out, one, 16 * (size_t)width) == 0, "%s; width %d differs from single pixels", t.what,
                     width);
            for (const unsigned char *byte = (const unsigned char *)space;
                 byte < (const unsigned char *)(space + G_N_ELEMENTS (space)); byte++)
                if (byte < (const unsigned char *)out || byte >= (const unsigned char *)(out + 4 * width))
                    REQUIRE (*byte == 0xa5, "%s; width %d: byte %td from the row's start was written", t.what, width,
                             byte - (const unsigned char *)out);
            memcpy (out, in, 16 * (size_t)width);
            t.level->develop (t.kernel, t.row, out, out, width);
            REQUIRE (memcmp (out, one, 16 * (size_t)width) == 0, "%s; width %d differs in place", t.what, width);
        }
    }
}

/* Memory that ends where the process may no longer look. */
static char *
end_of_memory (size_t bytes)
{
    size_t page = (size_t)sysconf (_SC_PAGESIZE), pages = bytes / page + 1;
    char *start = mmap (NULL, (pages + 1) * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (start == MAP_FAILED || mprotect (start + pages * page, page, PROT_NONE) != 0)
        g_error ("no memory with an end");
    return start + pages * page;
}

/* Rows of every width that end where memory does: as the plain kernel makes RGBA, and not a byte beside is read or
 * written. */
TEST (rgb_gets_the_bits_that_rgba_gets)
{
    enum { WIDEST = 130, GUARD = 16 };
    Trial t;
    float rgba[4 * WIDEST], developed[4 * WIDEST], in[3 * WIDEST], expected[3 * WIDEST];
    char *ends[2] = {end_of_memory (sizeof in + GUARD), end_of_memory (sizeof in + GUARD)};

    begin_trials (&t);
    while (next_trial (&t)) {
        if (!t.level->develop_rgb)
            continue;
        fill_pixels (rgba, WIDEST, t.kernel->table.shaper == RF_SHAPER_LOG ? 40 : 1);
        rgba[4 * 9 + 1] = NAN;
        rgba[4 * 40] = INFINITY;
        rgba[4 * 80 + 2] = -INFINITY;
        t.levels[0].develop (t.kernel, t.row, rgba, developed, WIDEST);
        for (int i = 0; i < 3 * WIDEST; i++) {
            in[i] = rgba[i / 3 * 4 + i % 3];
            expected[i] = developed[i / 3 * 4 + i % 3];
        }
        for (int width = 0; width <= WIDEST; width++)
            for (int in_place = 0; in_place < 2; in_place++) {
                size_t bytes = 3 * sizeof (float) * (size_t)width;
                char *from = ends[0] - bytes, *to = ends[in_place ? 0 : 1] - bytes;
                memset (to - GUARD, 0xa5, GUARD);
                memcpy (from, in, bytes);
                t.level->develop_rgb (t.kernel, t.row, (float *)from, (float *)to, width);
                for (int i = 0; i < 3 * width; i++) {
                    float found;
                    memcpy (&found, to + sizeof found * (size_t)i, sizeof found);
                    REQUIRE (memcmp (&found, &expected[i], sizeof found) == 0 || (isnan (found) && isnan (expected[i])),
                             "%s; width %d, pixel %d channel %d: %.9g, not %.9g", t.what, width, i / 3, i % 3, found,
                             expected[i]);
                }
                for (int i = 1; i <= GUARD; i++)
                    REQUIRE (to[-i] == (char)0xa5, "%s; width %d: byte %d before the row was written", t.what, width,
                             i);
            }
    }
}

/* The same for whole numbers: as they become floats, are developed, and are rounded. */
TEST (whole_numbers_get_what_floats_of_them_round_to)
{
    enum { WIDEST = 130, GUARD = 16 };
    static const RfPixels kinds[] = {RF_PIXELS_U8, RF_PIXELS_U16, RF_PIXELS_RGB_U8, RF_PIXELS_RGB_U16};
    Trial t;
    guint8 in[8 * WIDEST], expected[8 * WIDEST];
    float rgba[4 * WIDEST];
    guint64 state = 23;
    char *ends[2] = {end_of_memory (sizeof in + GUARD), end_of_memory (sizeof in + GUARD)};

    for (size_t i = 0; i < sizeof in; i++)
        in[i] = i < 24 ? 255 : (guint8)random_bits (&state); /* white first */
    begin_trials (&t);
    while (next_trial (&t)) {
        if (!t.level->develop_whole || t.row || t.kernel->table.shaper == RF_SHAPER_LOG)
            continue;
        for (size_t k = 0; k < G_N_ELEMENTS (kinds); k++) {
            t.levels[0].load (kinds[k], in, rgba, WIDEST);
            t.levels[0].develop (t.kernel, NULL, rgba, rgba, WIDEST);
            t.levels[0].store (kinds[k], rgba, expected, WIDEST);
            for (int width = 0; width <= WIDEST; width++)
                for (int in_place = 0; in_place < 2; in_place++) {
                    size_t bytes = rf_pixels_size (kinds[k]) * (size_t)width;
                    char *from = ends[0] - bytes, *to = ends[in_place ? 0 : 1] - bytes;
                    memset (to - GUARD, 0xa5, GUARD);
                    memcpy (from, in, bytes);
                    t.level->develop_whole (t.kernel, kinds[k], from, to, width);
                    REQUIRE (memcmp (to, expected, bytes) == 0, "%s; kind %d, width %d%s", t.what, kinds[k], width,
                             in_place ? ", in place" : "");
                    for (int i = 1; i <= GUARD; i++)
                        REQUIRE (to[-i] == (char)0xa5, "%s; kind %d, width %d: byte %d before the row was written",
                                 t.what, kinds[k], width, i);
                }
        }
    }
}

TEST (alpha_keeps_its_bits)
{
    Trial t;
    float in[4 * 100], out[4 * 100];
    guint64 state = 3;

    begin_trials (&t);
    while (next_trial (&t)) {
        fill_pixels (in, 100, 1);
        for (int i = 0; i < 100; i++) {
            uint32_t bits = i == 0 ? 0x7fa00001u /* a signalling NaN */ : (uint32_t)random_bits (&state);
            memcpy (&in[4 * i + 3], &bits, sizeof bits);
        }
        t.level->develop (t.kernel, NULL, in, out, 100);
        for (int i = 0; i < 100; i++)
            REQUIRE (memcmp (&in[4 * i + 3], &out[4 * i + 3], sizeof (float)) == 0, "%s: pixel %d", t.level->name, i);
    }
}

TEST (nan_stays_in_its_pixel_and_infinity_does_not_stay)
{
    Trial t;
    float in[4 * 100], clean[4 * 100], out[4 * 100];

    begin_trials (&t);
    while (next_trial (&t))
        for (int c = 0; c < 3; c++) {
            fill_pixels (in, 100, 1);
            t.level->develop (t.kernel, NULL, in, clean, 100);
            in[4 * 50 + c] = NAN;
            in[4 * 70 + c] = INFINITY;
            t.level->develop (t.kernel, NULL, in, out, 100);
            REQUIRE (isnan (out[4 * 50 + c]), "%s: NaN in channel %d became %g", t.what, c, out[4 * 50 + c]);
            /* A share of infinite scene light is infinite. */
            if (t.kernel->table.shaper != RF_SHAPER_LOG || t.kernel->strength == 1)
                for (int i = 0; i < 3; i++)
                    REQUIRE (isfinite (out[4 * 70 + i]), "%s: infinity in channel %d, %g in %d", t.what, c,
                             out[4 * 70 + i], i);
            for (int i = 0; i < 100; i++)
                if (i != 50 && i != 70)
                    REQUIRE (memcmp (out + 4 * i, clean + 4 * i, 16) == 0, "%s: pixel %d changed", t.what, i);
        }
}

TEST (vignette_keeps_white_and_black_and_has_its_value_in_the_corner)
{
    Trial t;
    RfRow corner = {0, 0.5, 0, 1}, outside = {0, 0.5, 0, 25}, centre = {0, 0.5, 0, 0};

    begin_trials (&t);
    while (next_trial (&t)) {
        double ev = -2 * log2 (1 + t.kernel->falloff.fall), lost[3];
        float grey[4] = {0.3f, 0.4f, 0.5f, 1}, white[4] = {1, 1, 1, 1}, black[4] = {0, 0, 0, 1};
        float a[4], b[4];
        if (t.kernel->falloff.fall == 0 || t.kernel->strength < 1)
            continue;
        /* A pixel with that much less light, without a vignette, is what the corner shows. */
        gboolean encoded = t.kernel->table.shaper == RF_SHAPER_NONE;
        for (int c = 0; c < 3; c++)
            lost[c] = encoded ? rf_decode (grey[c]) : grey[c];
        if (t.kernel->table.shaper != RF_SHAPER_LOG)
            expose (t.kernel, lost, exp2 (ev));
        for (int c = 0; c < 3; c++)
            lost[c] = encoded                                   ? rf_encode (lost[c])
                      : t.kernel->table.shaper == RF_SHAPER_LOG ? lost[c] * exp2 (ev)
                                                                : lost[c];
        float darker[4] = {(float)lost[0], (float)lost[1], (float)lost[2], 1};
        t.level->develop (t.kernel, &corner, grey, a, 1);
        t.level->develop (t.kernel, NULL, darker, b, 1);
        for (int c = 0; c < 3; c++)
            REQUIRE_CMP (fabsf (a[c] - b[c]), <=, encoded ? fit : 1e-6, "%g", "corner of %g EV, shaper %d, channel %d",
                         ev, t.kernel->table.shaper, c);
        t.level->develop (t.kernel, &outside, grey, b, 1);
        REQUIRE (memcmp (a, b, sizeof a) == 0, "beyond the corner, %g EV", ev);
        t.level->develop (t.kernel, &centre, grey, a, 1);
        t.level->develop (t.kernel, NULL, grey, b, 1);
        REQUIRE (memcmp (a, b, sizeof a) == 0, "centre, %g EV", ev);
        t.level->develop (t.kernel, &corner, black, a, 1);
        t.level->develop (t.kernel, NULL, black, b, 1);
        REQUIRE (memcmp (a, b, sizeof a) == 0, "black, %g EV", ev);
        t.level->develop (t.kernel, &corner, white, a, 1);
        t.level->develop (t.kernel, NULL, white, b, 1);
        if (t.kernel->table.shaper != RF_SHAPER_LOG)
            for (int c = 0; c < 3; c++)
                REQUIRE_CMP (fabsf (a[c] - b[c]), <=, 2e-7f, "%g", "white, %g EV, shaper %d", ev,
                             t.kernel->table.shaper);
    }
}

int
main (void)
{
    return tap_main ();
}
