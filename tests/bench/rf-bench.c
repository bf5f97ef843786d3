/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How fast looks are applied, next to what the machine's memory can do and to OpenColorIO: every row is run in turn, again
 * and again, in this one process, and medians are printed. Only the ratios carry over to another machine or another hour.
 *
 * rf-bench [MEGAPIXELS]: 24 of them, or 6 where memory is small; rf-bench u8: nanoseconds a pixel of 8 bit, and no more.
 * $RF_SOURCE is the checkout. */
#include "bench.h"
#include "images.h"
#ifdef HAVE_OCIO
#include "ocio.h"
#endif
#include "plan.h"

#include <string.h>

#define ROUNDS    9
#define MAX_CASES 48

typedef struct Case Case;
typedef void (*Pass) (const Case *pass, int first_row, int n_rows);

struct Case {
    const char *name, *key; /* for people; for the ratios */
    Pass pass;
    const Images *images;
    gboolean u8, noise, with_frame; /* with vignette and grain */
    RfPlan plan;                    /* a copy whose kernel is that of the level */
    void *peer;
    int threads;
    int times;         /* over the same pixels; 0 is once */
    double ns[ROUNDS]; /* per pixel */
};

static Case cases[MAX_CASES];
static int n_cases;

static gsize
row_bytes (const Case *c)
{
    return (gsize)c->images->width * (c->u8 ? 4 : 16);
}

static const char *
input_of (const Case *c)
{
    const Images *images = c->images;

    if (c->u8)
        return (const char *)(c->noise ? images->noise_u8 : images->picture_u8);
    return (const char *)(c->noise ? images->noise : images->picture);
}

static char *
output_of (const Case *c)
{
    return c->u8 ? (char *)c->images->out_u8 : (char *)c->images->out;
}

static void
pass_memcpy (const Case *c, int first_row, int n_rows)
{
    gsize start = (gsize)first_row * row_bytes (c);

    memcpy (output_of (c) + start, input_of (c) + start, (gsize)n_rows * row_bytes (c));
}

static void
pass_look (const Case *c, int first_row, int n_rows)
{
    gsize start = (gsize)first_row * row_bytes (c);
    RfFrame frame = {0, 0, c->images->width, c->images->height};
    RfTile in = {(char *)input_of (c) + start, (ptrdiff_t)row_bytes (c), 0, first_row, c->images->width, n_rows};
    RfTile out = in;

    out.data = output_of (c) + start;
    RfPixels pixels = c->u8 ? RF_PIXELS_U8 : RF_PIXELS_FLOAT;
    rf_plan_apply_pixels (&c->plan, pixels, pixels, c->with_frame ? &frame : NULL, &in, &out);
}

#ifdef HAVE_OCIO
static void
pass_ocio (const Case *c, int first_row, int n_rows)
{
    gsize start = (gsize)first_row * row_bytes (c);

    ocio_apply (c->peer, input_of (c) + start, output_of (c) + start, c->images->width, n_rows);
}
#endif

static void
run_rows (const Case *c, int first_row, int n_rows)
{
    for (int i = 0; i < MAX (c->times, 1); i++)
        c->pass (c, first_row, n_rows);
}

static gpointer
run_second_half (gpointer data)
{
    const Case *c = data;
    int half = c->images->height / 2;

    run_rows (c, half, c->images->height - half);
    return NULL;
}

static double
run_case (Case *c)
{
    gint64 start = g_get_monotonic_time ();

    if (c->threads == 2) {
        GThread *thread = g_thread_new ("second half", run_second_half, c);
        run_rows (c, 0, c->images->height / 2);
        g_thread_join (thread);
    } else {
        run_rows (c, 0, c->images->height);
    }
    double pixels = (double)c->images->width * c->images->height * MAX (c->times, 1);
    return (double)(g_get_monotonic_time () - start) * 1000 / pixels;
}

/* Both with one thread and with two. */
static Case *
add_case (const Case *model)
{
    Case *first = &cases[n_cases];

    g_assert (n_cases + 2 <= MAX_CASES);
    for (int threads = 1; threads <= 2; threads++) {
        cases[n_cases] = *model;
        cases[n_cases++].threads = threads;
    }
    return first;
}

static Case *
add_look (const char *name, const char *key, const Images *images, const RfPlan *plan, const RfCpuLevel *level,
          gboolean u8, gboolean noise)
{
    Case model = {name, key, pass_look, images, u8, noise, TRUE, *plan, .threads = 0};

    model.plan.kernel.level = level;
    return add_case (&model);
}

/* A piece of the picture that stays in the second cache, again and again: what is computed, without the memory. */
static void
add_cases_in_cache (const Images *images, const RfPlan *draft, const RfCpuLevel *fast, void *ocio, void *ocio_u8)
{
    static Images piece;
    Case *added[4] = {NULL};

    piece = *images;
    piece.width = 128;
    piece.height = 64;
    added[0] = add_look ("float, 33^3, in cache", "kernel_f32_33_cache", &piece, draft, fast, FALSE, FALSE);
    added[1] = add_look ("8 bit, 33^3, in cache", "kernel_u8_33_cache", &piece, draft, fast, TRUE, FALSE);
#ifdef HAVE_OCIO
    added[2] =
        add_case (&(Case){"OpenColorIO, float, in cache", "ocio_cache", pass_ocio, &piece, .peer = ocio, .threads = 0});
    added[3] = add_case (
        &(Case){"OpenColorIO, 8 bit, in cache", "ocio_u8_cache", pass_ocio, &piece, .u8 = TRUE, .peer = ocio_u8});
#endif
    for (size_t i = 0; i < G_N_ELEMENTS (added) && added[i]; i++)
        added[i][0].times = added[i][1].times = 100;
}

static RfPlan *
make_plan (const char *id, int size, RfInput input, RfEncoding encoding)
{
    g_autofree char *path = g_strdup_printf ("%s/luts/%s.look", g_getenv ("RF_SOURCE"), id);
    RfSettings settings = RF_SETTINGS_DEFAULT;
    g_autoptr (GError) error = NULL;
    RfSpace space;
    RfLook *look = rf_look_load (path, &error);

    if (!look)
        g_error ("%s", error->message);
    settings.input = input;
    rf_space_init (&space, "srgb", encoding);
    RfPlan *plan = (size == RF_TABLE_SIZE ? rf_plan_new : rf_plan_new_draft) (look, &settings, &space, &error);
    if (!plan)
        g_error ("%s", error->message);
    rf_look_free (look);
    return plan;
}

static void
add_cases (const Images *images)
{
    size_t n;
    const RfCpuLevel *levels = rf_cpu_levels (&n), *fast = &levels[n - 1], *base = &levels[1], *plain = &levels[0];
    const RfInput picture = RF_INPUT_DISPLAY;
    RfPlan *draft = make_plan ("natural", RF_TABLE_DRAFT_SIZE, picture, RF_ENCODING_PERCEPTUAL);
    RfPlan *whole = make_plan ("natural", RF_TABLE_SIZE, picture, RF_ENCODING_PERCEPTUAL);
    RfPlan *linear = make_plan ("natural", RF_TABLE_SIZE, picture, RF_ENCODING_LINEAR);
    RfPlan *scene = make_plan ("authentic", RF_TABLE_SIZE, RF_INPUT_SCENE, RF_ENCODING_LINEAR);
    RfPlan *vignette = make_plan ("authentic", RF_TABLE_SIZE, picture, RF_ENCODING_PERCEPTUAL);
    RfPlan *grain = make_plan ("monopan", RF_TABLE_SIZE, picture, RF_ENCODING_PERCEPTUAL);
    RfPlan *draft_grain = make_plan ("monopan", RF_TABLE_DRAFT_SIZE, picture, RF_ENCODING_PERCEPTUAL);
    RfPlan *scene_grain = make_plan ("monopan", RF_TABLE_SIZE, RF_INPUT_SCENE, RF_ENCODING_LINEAR);

    add_case (&(Case){"memcpy, float", "memcpy", pass_memcpy, images, .threads = 0});
    add_case (&(Case){"memcpy, 8 bit", "memcpy_u8", pass_memcpy, images, .u8 = TRUE});
    add_look ("float, 33^3", "kernel_f32_33", images, draft, fast, FALSE, FALSE);
    add_look ("float, 65^3", "kernel_f32_65", images, whole, fast, FALSE, FALSE);
    add_look ("float, 33^3, random colours", "kernel_f32_33_random", images, draft, fast, FALSE, TRUE);
    add_look ("float, 65^3, random colours", "kernel_f32_65_random", images, whole, fast, FALSE, TRUE);
    add_look ("8 bit, 33^3", "kernel_u8_33", images, draft, fast, TRUE, FALSE);
    add_look ("8 bit, 65^3", "kernel_u8_65", images, whole, fast, TRUE, FALSE);
    add_look ("linear, 65^3", "kernel_linear_65", images, linear, fast, FALSE, FALSE);
    add_look ("with a vignette", "vignette_perceptual", images, vignette, fast, FALSE, FALSE);
    add_look ("with a vignette, scene-linear", "vignette_scene", images, scene, fast, FALSE, FALSE);
    add_look ("vignette and grain", "fused_perceptual", images, grain, fast, FALSE, FALSE);
    add_look ("vignette and grain, 33^3", "fused_perceptual_33", images, draft_grain, fast, FALSE, FALSE);
    add_look ("vignette and grain, scene-linear", "fused_scene", images, scene_grain, fast, FALSE, FALSE);
    for (const RfCpuLevel *level = base + 1; level < fast; level++) {
        const char *name = g_strdup_printf ("float, 33^3, %s level", level->name);
        add_look (name, g_strdup_printf ("kernel_f32_33_%s", level->name), images, draft, level, FALSE, FALSE);
    }
    add_look ("float, 33^3, base level", "kernel_f32_33_base", images, draft, base, FALSE, FALSE);
    add_look ("float, 33^3, plain kernel", "kernel_f32_33_plain", images, draft, plain, FALSE, FALSE);
    void *ocio = NULL, *ocio_u8 = NULL;
#ifdef HAVE_OCIO
    const float *cells = draft->kernel.table.cells;
    ocio = ocio_new (cells, RF_TABLE_DRAFT_SIZE, 32);
    ocio_u8 = ocio_new (cells, RF_TABLE_DRAFT_SIZE, 8);
    add_case (&(Case){"OpenColorIO, float, 33^3", "ocio", pass_ocio, images, .peer = ocio});
    add_case (&(Case){"OpenColorIO, 8 bit, 33^3", "ocio_u8", pass_ocio, images, .u8 = TRUE, .peer = ocio_u8});
#endif
    add_cases_in_cache (images, draft, fast, ocio, ocio_u8);
}

static double
ns_of (const char *key, int threads)
{
    for (int i = 0; i < n_cases; i++)
        if (strcmp (cases[i].key, key) == 0 && cases[i].threads == threads)
            return median (cases[i].ns, ROUNDS);
    return NAN;
}

static void
print_cases (void)
{
    printf ("%-34s %19s %9s %19s %8s\n", "", "1 thread", "best", "2 threads", "speed-up");
    printf ("%-34s %9s %9s %9s %9s %9s\n", "", "ns/px", "x memcpy", "x memcpy", "ns/px", "x memcpy");
    for (int i = 0; i < n_cases; i += 2) {
        const char *key = cases[i].key;
        double one = ns_of (key, 1), two = ns_of (key, 2), copy = ns_of ("memcpy", 1), copy_two = ns_of ("memcpy", 2);
        printf ("%-34s %9.2f %9.2f %9.2f %9.2f %9.2f %8.2f\n", cases[i].name, one, one / copy,
                cases[i].ns[0] / cases[0].ns[0] /* both sorted */, two, two / copy_two, one / two);
        const struct {
            const char *ending;
            double value;
        } ratios[] = {{"1t/memcpy", one / copy}, {"2t/memcpy", two / copy_two}, {"speedup_2t", one / two}};
        for (size_t k = i > 0 ? 0 : 2; k < G_N_ELEMENTS (ratios); k++) { /* of memcpy: what two threads can gain */
            g_autofree char *name = g_strdup_printf ("%s_%s", key, ratios[k].ending);
            report_ratio (name, ratios[k].value);
        }
    }
    double u8 = ns_of ("kernel_u8_33", 1), copies[2] = {ns_of ("memcpy", 1), ns_of ("memcpy_u8", 1)};
    report_ratio ("kernel_u8_33_1t/memcpy_u8", u8 / copies[1]);
    printf (
        "\n8 bit, 33^3 is %.2f x memcpy of as many floats, which the goals mean, and %.1f x memcpy of its own bytes\n",
        u8 / copies[0], u8 / copies[1]);
    printf ("Two threads copy %.2f times as fast as one: all that waiting for the memory alone can gain\n",
            copies[0] / ns_of ("memcpy", 2));
    report_ratio ("kernel_f32_33_base_1t/plain", ns_of ("kernel_f32_33_base", 1) / ns_of ("kernel_f32_33_plain", 1));
#ifdef HAVE_OCIO
    printf ("OpenColorIO is %s\n", ocio_version ());
    report_ratio ("kernel_f32_33_1t/ocio", ns_of ("kernel_f32_33", 1) / ns_of ("ocio", 1));
    report_ratio ("kernel_u8_33_1t/ocio", ns_of ("kernel_u8_33", 1) / ns_of ("ocio_u8", 1));
    report_ratio ("kernel_f32_33_cache/ocio", ns_of ("kernel_f32_33_cache", 1) / ns_of ("ocio_cache", 1));
    report_ratio ("kernel_u8_33_cache/ocio", ns_of ("kernel_u8_33_cache", 1) / ns_of ("ocio_u8_cache", 1));
    printf ("In cache OpenColorIO takes %.1f times as long for floats, %.1f times for 8 bit\n",
            ns_of ("ocio_cache", 1) / ns_of ("kernel_f32_33_cache", 1),
            ns_of ("ocio_u8_cache", 1) / ns_of ("kernel_u8_33_cache", 1));
#else
    printf ("OpenColorIO: missing when this was built (libopencolorio-dev, g++), so it is not compared\n");
    report_line ("kernel_f32_33_1t/ocio", "missing OpenColorIO");
#endif
}

/* For scripts that compare programs. */
static void
print_u8 (void)
{
    Images images = make_images (24);
    size_t n;
    const RfCpuLevel *levels = rf_cpu_levels (&n);
    double ns[3];

    add_look ("", "", &images, make_plan ("natural", RF_TABLE_DRAFT_SIZE, RF_INPUT_DISPLAY, RF_ENCODING_PERCEPTUAL),
              &levels[n - 1], TRUE, FALSE);
    run_case (&cases[0]);
    for (int i = 0; i < 3; i++)
        ns[i] = run_case (&cases[0]);
    printf ("%.3f\n", median (ns, 3));
    free_images (&images);
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

int
main (int argc, char **argv)
{
    if (argc > 1 && strcmp (argv[1], "u8") == 0) {
        print_u8 ();
        return 0;
    }
    int megapixels = argc > 1 ? atoi (argv[1]) : available_memory () > 3e9 ? 24 : 6;
    if (megapixels < 1 || megapixels > 200) {
        fprintf (stderr, "rf-bench: %s: 1 to 200 megapixels\n", argv[1]);
        return 2;
    }
    Images images = make_images (megapixels);

    add_cases (&images);
    printf ("%d x %d pixels, RGBA, medians of %d runs in turn; plans live as long as the process\n\n", images.width,
            images.height, ROUNDS);
    for (int round = 0; round < ROUNDS; round++)
        for (int i = 0; i < n_cases; i++) {
            run_case (&cases[i]); /* what ran before leaves memory and processor in a state of its own */
            cases[i].ns[round] = run_case (&cases[i]);
        }
    print_cases ();
    free_images (&images);
    return 0;
}
