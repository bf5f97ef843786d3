/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How fast looks are applied, next to what the machine's memory can do: every row is run in turn, again and again, in this
 * one process, and medians are printed. Only the ratios carry over to another machine or another hour.
 *
 * rf-bench [MEGAPIXELS]: 24 of them, or 6 where memory is small. $RF_SOURCE is the checkout. */
#include "plan.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS      9
#define BAKE_ROUNDS 9
#define MAX_CASES   64

typedef struct {
    int width, height;
    size_t row_floats;
    float *picture, *noise, *out; /* smooth content; random colours: the worst there is for a table */
} Images;

typedef struct Case Case;
typedef void (*Pass) (const Case *pass, int first_row, int n_rows);

struct Case {
    const char *name, *level;
    Pass pass;
    const Images *images;
    const float *in;
    RfPlan plan; /* a copy whose kernel is that of the level */
    gboolean vignette;
    int threads;
    double ns[ROUNDS]; /* per pixel */
};

static Case cases[MAX_CASES];
static int n_cases;

static void
pass_memcpy (const Case *c, int first_row, int n_rows)
{
    size_t start = (size_t)first_row * c->images->row_floats;
    memcpy (c->images->out + start, c->in + start, (size_t)n_rows * c->images->row_floats * sizeof (float));
}

__attribute__ ((optimize ("O3"))) static void
pass_multiply (const Case *c, int first_row, int n_rows)
{
    size_t start = (size_t)first_row * c->images->row_floats, n = (size_t)n_rows * c->images->row_floats;
    const float *from = c->in + start;
    float *restrict to = c->images->out + start;

    for (size_t i = 0; i < n; i++)
        to[i] = from[i] * 0.7f;
}

static void
pass_look (const Case *c, int first_row, int n_rows)
{
    const Images *images = c->images;
    size_t start = (size_t)first_row * images->row_floats;
    ptrdiff_t stride = (ptrdiff_t)(images->row_floats * sizeof (float));
    RfFrame frame = {0, 0, images->width, images->height};
    RfTile in = {(void *)(c->in + start), stride, 0, first_row, images->width, n_rows}, out = in;

    out.data = images->out + start;
    rf_plan_apply (&c->plan, c->vignette ? &frame : NULL, &in, &out);
}

static gpointer
second_half (gpointer data)
{
    const Case *c = data;
    int half = c->images->height / 2;

    c->pass (c, half, c->images->height - half);
    return NULL;
}

static void
run_case (Case *c, int round)
{
    gint64 start = g_get_monotonic_time ();

    if (c->threads == 2) {
        GThread *thread = g_thread_new ("second half", second_half, c);
        c->pass (c, 0, c->images->height / 2);
        g_thread_join (thread);
    } else {
        c->pass (c, 0, c->images->height);
    }
    double pixels = (double)c->images->width * c->images->height;
    c->ns[round] = (double)(g_get_monotonic_time () - start) * 1000 / pixels;
}

static int
compare_numbers (const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double
median (double *values, int n)
{
    qsort (values, (size_t)n, sizeof *values, compare_numbers);
    return values[n / 2];
}

/* Both with one thread and with two. */
static void
add_case (const Images *images, const float *in, const char *name, const char *level, Pass pass, const RfPlan *plan,
          RfRowFunction develop, gboolean vignette)
{
    for (int threads = 1; threads <= 2; threads++) {
        Case *c = &cases[n_cases++];
        *c = (Case){name, level, pass, images, in, .vignette = vignette, .threads = threads};
        if (plan) {
            c->plan = *plan;
            c->plan.kernel.develop = develop;
        }
    }
}

static RfLook *
load_look (const char *id)
{
    const char *source = g_getenv ("RF_SOURCE");
    g_autofree char *path = g_strdup_printf ("%s/luts/%s.look", source ? source : ".", id);
    g_autoptr (GError) error = NULL;
    RfLook *look = rf_look_load (path, &error);

    if (!look)
        g_error ("%s", error->message);
    return look;
}

static RfPlan *
make_plan (const RfLook *look, RfInput input, RfEncoding encoding, double exposure_ev)
{
    RfSettings settings = RF_SETTINGS_DEFAULT;
    RfSpace space;

    settings.input = input;
    settings.exposure_ev = exposure_ev;
    rf_space_init (&space, "srgb", encoding);
    RfPlan *plan = rf_plan_new (look, &settings, &space, NULL);
    g_assert (plan);
    return plan;
}

/* Available memory in bytes; 0 where the system does not tell. */
static double
available_memory (void)
{
    g_autofree char *text = NULL;
    const char *line;

    if (!g_file_get_contents ("/proc/meminfo", &text, NULL, NULL) || !(line = strstr (text, "MemAvailable:")))
        return 0;
    return g_ascii_strtod (line + strlen ("MemAvailable:"), NULL) * 1024;
}

static Images
make_images (int megapixels)
{
    Images images = {.width = (int)(sqrt (megapixels * 1.5e6)), .height = (int)(sqrt (megapixels / 1.5e-6))};
    guint64 state = 88172645463325252u;

    images.row_floats = (size_t)images.width * 4;
    size_t n = images.row_floats * (size_t)images.height;
    images.picture = g_new (float, n);
    images.noise = g_new (float, n);
    images.out = g_new0 (float, n);
    for (int y = 0; y < images.height; y++)
        for (int x = 0; x < images.width; x++)
            for (int c = 0; c < 4; c++) {
                size_t i = (size_t)y * images.row_floats + (size_t)x * 4 + (size_t)c;
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                float random = (float)(state >> 40) / 16777216.0f;
                float wave = sinf ((float)x * (0.002f + 0.0007f * (float)c) + sinf ((float)y * 0.0031f) * 2 + (float)c);
                images.noise[i] = random;
                images.picture[i] = c == 3 ? 1 : 0.5f + 0.45f * wave + 0.04f * (random - 0.5f);
            }
    return images;
}

static void
free_images (Images *images)
{
    g_free (images->picture);
    g_free (images->noise);
    g_free (images->out);
}

static void
print_cases (void)
{
    double first[3] = {0};

    printf ("%-28s %-6s %19s %19s %19s\n", "", "", "1 thread", "best of it", "2 threads");
    printf ("%-28s %-6s", "", "level");
    for (int i = 0; i < 3; i++)
        printf (" %9s %9s", "ns/px", "x memcpy");
    putchar ('\n');
    for (int i = 0; i < n_cases; i += 2) {
        double ns[3] = {median (cases[i].ns, ROUNDS), cases[i].ns[0] /* sorted now */,
                        median (cases[i + 1].ns, ROUNDS)};
        if (i == 0)
            memcpy (first, ns, sizeof ns);
        printf ("%-28s %-6s", cases[i].name, cases[i].level);
        for (int k = 0; k < 3; k++)
            printf (" %9.2f %9.2f", ns[k], ns[k] / first[k]);
        putchar ('\n');
    }
}

/* Milliseconds to make a plan that is not kept yet, and nanoseconds to evaluate one colour. */
static void
print_bake (const char *name, const RfLook *look, RfInput input, RfEncoding encoding)
{
    double ms[BAKE_ROUNDS], ns[BAKE_ROUNDS];
    static double colours[3 * 4096];

    for (int round = 0; round < BAKE_ROUNDS; round++) {
        gint64 start = g_get_monotonic_time ();
        RfPlan *plan = make_plan (look, input, encoding, 0.001 * (1 + round));
        ms[round] = (double)(g_get_monotonic_time () - start) / 1000;

        for (int i = 0; i < 3 * 4096; i++)
            colours[i] = fmod (i * 0.618033988749895, 1);
        start = g_get_monotonic_time ();
        rf_plan_evaluate (plan, colours, colours, 4096);
        ns[round] = (double)(g_get_monotonic_time () - start) * 1000 / 4096;
        rf_plan_unref (plan);
    }
    printf ("%-28s %12.1f ms %12.0f ns\n", name, median (ms, BAKE_ROUNDS), median (ns, BAKE_ROUNDS));
}

int
main (int argc, char **argv)
{
    int megapixels = argc > 1 ? atoi (argv[1]) : available_memory () > 2.5e9 ? 24 : 6;
    if (megapixels < 1 || megapixels > 200) {
        fprintf (stderr, "rf-bench: %s: 1 to 200 megapixels\n", argv[1]);
        return 2;
    }
    Images images = make_images (megapixels);
    RfLook *look = load_look ("authentic"), *plain = load_look ("natural"), *mono = load_look ("mono-contrast");
    RfPlan *perceptual = make_plan (plain, RF_INPUT_DISPLAY, RF_ENCODING_PERCEPTUAL, 0);
    RfPlan *vignetted = make_plan (look, RF_INPUT_DISPLAY, RF_ENCODING_PERCEPTUAL, 0);
    RfPlan *linear = make_plan (look, RF_INPUT_DISPLAY, RF_ENCODING_LINEAR, 0);
    RfPlan *scene = make_plan (look, RF_INPUT_SCENE, RF_ENCODING_LINEAR, 0);
    const float *picture = images.picture;
    size_t n_levels;
    const RfCpuLevel *levels = rf_cpu_levels (&n_levels);

    add_case (&images, picture, "memcpy", "", pass_memcpy, NULL, NULL, FALSE);
    add_case (&images, picture, "load, multiply, store", "", pass_multiply, NULL, NULL, FALSE);
    for (size_t i = n_levels; i-- > 0;) {
        const char *level = levels[i].name;
        RfRowFunction develop = levels[i].develop;
        add_case (&images, picture, "perceptual", level, pass_look, perceptual, develop, FALSE);
        add_case (&images, picture, "perceptual, vignette", level, pass_look, vignetted, develop, TRUE);
        add_case (&images, picture, "linear", level, pass_look, linear, develop, FALSE);
        add_case (&images, picture, "linear, vignette", level, pass_look, linear, develop, TRUE);
        add_case (&images, picture, "scene-linear", level, pass_look, scene, develop, FALSE);
        add_case (&images, picture, "scene-linear, vignette", level, pass_look, scene, develop, TRUE);
        add_case (&images, images.noise, "perceptual, random colours", level, pass_look, perceptual, develop, FALSE);
    }

    printf ("%d x %d pixels, RGBA float, %d^3 table, medians of %d runs in turn\n\n", images.width, images.height,
            RF_TABLE_SIZE, ROUNDS);
    for (int i = 0; i < n_cases; i++)
        run_case (&cases[i], 0); /* the first touch of memory and table is not measured */
    for (int round = 0; round < ROUNDS; round++)
        for (int i = 0; i < n_cases; i++)
            run_case (&cases[i], round);
    print_cases ();

    printf ("\n%-28s %15s %15s\n", "", "a new plan", "one colour");
    print_bake ("authentic, perceptual", look, RF_INPUT_DISPLAY, RF_ENCODING_PERCEPTUAL);
    print_bake ("authentic, linear", look, RF_INPUT_DISPLAY, RF_ENCODING_LINEAR);
    print_bake ("authentic, scene-linear", look, RF_INPUT_SCENE, RF_ENCODING_LINEAR);
    print_bake ("mono-contrast, perceptual", mono, RF_INPUT_DISPLAY, RF_ENCODING_PERCEPTUAL);

    rf_plan_unref (perceptual);
    rf_plan_unref (vignetted);
    rf_plan_unref (linear);
    rf_plan_unref (scene);
    rf_look_free (look);
    rf_look_free (plain);
    rf_look_free (mono);
    free_images (&images);
    return 0;
}
