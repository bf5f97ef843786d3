/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The look in GEGL, from buffer to buffer, next to an operation that only copies in the same formats and to gegl:exposure;
 * all in turn, and medians are printed. rf-bench-gegl [MEGAPIXELS]: 24. */
#include "bench.h"
#include "images.h"

#include <gegl-plugin.h>
#include <math.h>
#include <rangefinder.h>
#include <string.h>

#define ROUNDS 12 /* twice in every order */

/* ---- The operation that only copies ---- */

typedef struct {
    GeglOperationPointFilter parent;
} BenchCopy;

typedef struct {
    GeglOperationPointFilterClass parent;
} BenchCopyClass;

GType bench_copy_get_type (void);
G_DEFINE_TYPE (BenchCopy, bench_copy, GEGL_TYPE_OPERATION_POINT_FILTER)

static void
bench_copy_init (BenchCopy *self)
{
    (void)self;
}

/* The formats of the look: floats come out of 8 bits. */
static void
prepare (GeglOperation *operation)
{
    const Babl *format = gegl_operation_get_source_format (operation, "input");

    if (format && babl_format_get_type (format, 0) == babl_type ("u8"))
        format = babl_format (babl_format_has_alpha (format) ? "R'G'B'A float" : "R'G'B' float");
    gegl_operation_set_format (operation, "input", format);
    gegl_operation_set_format (operation, "output", format);
}

static gboolean
process (GeglOperation *operation, void *in, void *out, glong n, const GeglRectangle *roi, gint level)
{
    memcpy (out, in,
            (gsize)n * (gsize)babl_format_get_bytes_per_pixel (gegl_operation_get_format (operation, "input")));
    return TRUE;
}

static void
bench_copy_class_init (BenchCopyClass *klass)
{
    GeglOperationClass *operation_class = GEGL_OPERATION_CLASS (klass);

    operation_class->prepare = prepare;
    operation_class->opencl_support = FALSE;
    GEGL_OPERATION_POINT_FILTER_CLASS (klass)->process = process;
    gegl_operation_class_set_keys (operation_class, "name", "bench:copy", "title", "Copy", NULL);
}

/* ---- Measuring ---- */

static const char *const operations[] = {"bench:copy", "rangefinder:look", "gegl:exposure"};
enum { COPY, LOOK, EXPOSURE, N_OPERATIONS };

static double
run (GeglBuffer *picture, const char *operation)
{
    GeglBuffer *result = gegl_buffer_new (gegl_buffer_get_extent (picture), gegl_buffer_get_format (picture));
    GeglNode *graph = gegl_node_new ();
    GeglNode *source = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", picture, NULL);
    GeglNode *node = gegl_node_new_child (graph, "operation", operation, NULL);
    GeglNode *sink = gegl_node_new_child (graph, "operation", "gegl:write-buffer", "buffer", result, NULL);

    if (strcmp (operation, "rangefinder:look") == 0)
        gegl_node_set (node, "look", (int)rf_look_code (rf_look_find ("natural")), NULL);
    else if (strcmp (operation, "gegl:exposure") == 0)
        gegl_node_set (node, "exposure", 0.3, NULL);
    gegl_node_link_many (source, node, sink, NULL);
    gint64 start = g_get_monotonic_time ();
    gegl_node_process (sink);
    double ns = (double)(g_get_monotonic_time () - start) * 1000;
    g_object_unref (graph);
    g_object_unref (result);
    return ns / ((double)gegl_buffer_get_width (picture) * gegl_buffer_get_height (picture));
}

/* What comes before leaves memory in a state of its own: after exposure a copy takes a tenth longer than after a copy. */
static const int orders[6][N_OPERATIONS] = {
    {COPY, LOOK, EXPOSURE}, {LOOK, COPY, EXPOSURE}, {EXPOSURE, LOOK, COPY},
    {COPY, EXPOSURE, LOOK}, {EXPOSURE, COPY, LOOK}, {LOOK, EXPOSURE, COPY},
};

static void
measure (const Images *images, const char *format, const char *key, int threads)
{
    GeglBuffer *picture = gegl_buffer_new (GEGL_RECTANGLE (0, 0, images->width, images->height), babl_format (format));
    double ns[N_OPERATIONS][ROUNDS], middle[N_OPERATIONS];

    g_object_set (gegl_config (), "threads", threads, NULL);
    gegl_buffer_set (picture, NULL, 0, babl_format ("R'G'B'A float"), images->picture, GEGL_AUTO_ROWSTRIDE);
    for (int round = -1; round < ROUNDS; round++) /* the first one, which bakes, is not counted */
        for (int turn = 0; turn < N_OPERATIONS; turn++) {
            int i = orders[(round + 6) % 6][turn];
            double time = run (picture, operations[i]);
            if (round >= 0)
                ns[i][round] = time;
        }
    for (int i = 0; i < N_OPERATIONS; i++)
        middle[i] = median (ns[i], ROUNDS);
    printf ("%-16s %8d %10.2f %10.2f %10.2f %10.2f %10.2f\n", format, threads, middle[COPY], middle[LOOK],
            middle[EXPOSURE], middle[LOOK] / middle[COPY], middle[LOOK] / middle[EXPOSURE]);
    g_autofree char *copy = g_strdup_printf ("gegl_%s_%dt/copy", key, threads);
    g_autofree char *exposure = g_strdup_printf ("gegl_%s_%dt/exposure", key, threads);
    report_ratio (copy, middle[LOOK] / middle[COPY]);
    report_ratio (exposure, middle[LOOK] / middle[EXPOSURE]);
    g_object_unref (picture);
}

int
main (int argc, char **argv)
{
    static const struct {
        const char *format, *key;
    } kinds[] = {
        {"R'G'B'A u8", "u8_rgba"},
        {"R'G'B' u8", "u8_rgb"},
        {"R'G'B'A u16", "u16_rgba"},
        {"R'G'B'A float", "f32_perceptual_rgba"},
        {"R'G'B' float", "f32_perceptual_rgb"},
        {"RGBA float", "f32_linear_rgba"},
        {"RGB float", "f32_linear_rgb"},
    };
    int megapixels = argc > 1 ? atoi (argv[1]) : 24;

    gegl_init (NULL, NULL);
    g_object_set (gegl_config (), "tile-cache-size", (guint64)8 << 30, "use-opencl", FALSE, NULL);
    g_type_class_unref (g_type_class_ref (bench_copy_get_type ()));
    if (!gegl_has_operation ("rangefinder:look")) {
        printf ("GEGL does not find rangefinder:look\n");
        return 1;
    }
    Images images = make_images (MAX (megapixels, 1));
    printf ("%d x %d pixels, ns per pixel, medians of %d runs in turn\n\n", images.width, images.height, ROUNDS);
    printf ("%-16s %8s %10s %10s %10s %10s %10s\n", "", "threads", "copy", "look", "exposure", "x copy", "x exposure");
    for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++)
        for (int threads = 1; threads <= 2; threads++)
            measure (&images, kinds[i].format, kinds[i].key, threads);
    free_images (&images);
    gegl_exit ();
    return 0;
}
