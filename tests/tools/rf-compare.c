/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Compares two pictures of any format that GEGL reads: prints the mean, the 95th and 99th percentile and the maximum of
 * the colour differences (CIEDE2000, Lab relative to D50). A difference in alpha counts 1 for each percent; what is
 * transparent in both pictures has no colour. A pixel that is not a number in one picture only differs without bound.
 * Exit code: 0 within the limits, 1 beyond them, 2 cannot be compared. */
#include <gegl.h>
#include <glib/gstdio.h>
#include <lcms2.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static double max_p99 = INFINITY, max_max = INFINITY;
static gboolean exact;

static const GOptionEntry options[] = {
    {"max-p99", 0, 0, G_OPTION_ARG_DOUBLE, &max_p99, "Fail if the 99th percentile is greater", "DE"},
    {"max", 0, 0, G_OPTION_ARG_DOUBLE, &max_max, "Fail if any pixel differs more", "DE"},
    {"exact", 0, 0, G_OPTION_ARG_NONE, &exact, "Fail unless formats and all bits are the same, alpha included", NULL},
    {NULL},
};

__attribute__ ((noreturn, format (printf, 1, 2))) static void
give_up (const char *text, ...)
{
    va_list arguments;

    va_start (arguments, text);
    g_printerr ("rf-compare: %s\n", g_strdup_vprintf (text, arguments));
    va_end (arguments);
    exit (2);
}

/* GEGL reports a broken file by a warning only, and then may try other ways to read it without end. */
static void
end_at_warning (const char *domain, GLogLevelFlags log_level, const char *message, gpointer data)
{
    if (log_level <= G_LOG_LEVEL_WARNING) /* the greater, the less serious */
        give_up ("%s", message);
}

static GeglBuffer *
load (const char *path)
{
    GeglBuffer *buffer = NULL;
    GeglNode *graph = gegl_node_new ();
    GeglNode *source = gegl_node_new_child (graph, "operation", "gegl:load", "path", path, NULL);
    GeglNode *sink = gegl_node_new_child (graph, "operation", "gegl:buffer-sink", "buffer", &buffer, NULL);

    if (g_access (path, R_OK) != 0) /* GEGL would draw the error message as a picture */
        give_up ("%s: cannot be read", path);
    gegl_node_link (source, sink);
    gegl_node_process (sink);
    g_object_unref (graph);
    if (!buffer || gegl_buffer_get_width (buffer) < 1 || gegl_buffer_get_height (buffer) < 1)
        give_up ("%s: not a picture that GEGL reads", path);
    return buffer;
}

/* All pixels, row by row, in `format`. */
static void *
pixels (GeglBuffer *buffer, const Babl *format)
{
    const GeglRectangle *extent = gegl_buffer_get_extent (buffer);
    gsize row = (gsize)extent->width * (gsize)babl_format_get_bytes_per_pixel (format);
    void *data = g_malloc (row * (gsize)extent->height);

    gegl_buffer_get (buffer, extent, 1.0, format, data, (int)row, GEGL_ABYSS_NONE);
    return data;
}

static int
compare_bits (GeglBuffer *a, GeglBuffer *b)
{
    const Babl *format = gegl_buffer_get_format (a);
    gsize n = (gsize)gegl_buffer_get_width (a) * (gsize)gegl_buffer_get_height (a), different = 0, first = 0;
    gsize size = (gsize)babl_format_get_bytes_per_pixel (format);

    if (format != gegl_buffer_get_format (b)) {
        g_print ("formats differ: %s and %s\n", babl_get_name (format), babl_get_name (gegl_buffer_get_format (b)));
        return 1;
    }
    const char *x = pixels (a, format), *y = pixels (b, format);
    for (gsize i = n; i-- > 0;)
        if (memcmp (x + i * size, y + i * size, size) != 0) {
            different++;
            first = i;
        }
    if (different)
        g_print ("%zu of %zu pixels differ, the first at %zu,%zu\n", different, n,
                 first % (gsize)gegl_buffer_get_width (a), first / (gsize)gegl_buffer_get_width (a));
    else
        g_print ("identical, %s\n", babl_get_name (format));
    return different != 0;
}

static double
difference (const float a[4], const float b[4])
{
    cmsCIELab x = {a[0], a[1], a[2]}, y = {b[0], b[1], b[2]};
    double alpha = 100 * fabs (a[3] - b[3]), colour;

    if (memcmp (a, b, 4 * sizeof (float)) == 0 || (a[3] == 0 && b[3] == 0))
        return 0;
    colour = cmsCIE2000DeltaE (&x, &y, 1, 1, 1);
    return isnan (colour) || isnan (alpha) ? INFINITY : MAX (colour, alpha);
}

static int
by_size (const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;

    return (x > y) - (x < y);
}

static int
compare_colours (GeglBuffer *a, GeglBuffer *b)
{
    const Babl *lab = babl_format ("CIE Lab alpha float");
    const float *x = pixels (a, lab), *y = pixels (b, lab);
    gsize n = (gsize)gegl_buffer_get_width (a) * (gsize)gegl_buffer_get_height (a);
    float *distance = g_new (float, n);
    double sum = 0;

    for (gsize i = 0; i < n; i++)
        sum += distance[i] = (float)difference (x + i * 4, y + i * 4);
    qsort (distance, n, sizeof (float), by_size);

    double mean = sum / (double)n, p95 = distance[(n - 1) * 95 / 100], p99 = distance[(n - 1) * 99 / 100];
    double worst = distance[n - 1];
    g_print ("%.4f %.4f %.4f %.4f\n", mean, p95, p99, worst);
    return p99 > max_p99 || worst > max_max;
}

int
main (int argc, char **argv)
{
    g_autoptr (GOptionContext) context = g_option_context_new ("A B");
    g_autoptr (GError) error = NULL;

    g_option_context_set_summary (context, "Prints mean, p95, p99 and maximum of the CIEDE2000 differences.");
    g_option_context_add_main_entries (context, options, NULL);
    if (!g_option_context_parse (context, &argc, &argv, &error))
        give_up ("%s", error->message);
    if (argc != 3)
        give_up ("two pictures expected");

    g_setenv ("GEGL_PATH", RF_GEGL_PLUGINS, TRUE); /* GEGL's own operations, none under test */
    gegl_init (NULL, NULL);
    g_log_set_default_handler (end_at_warning, NULL);
    GeglBuffer *a = load (argv[1]), *b = load (argv[2]);
    if (gegl_buffer_get_width (a) != gegl_buffer_get_width (b) ||
        gegl_buffer_get_height (a) != gegl_buffer_get_height (b))
        give_up ("%s is %dx%d, %s is %dx%d", argv[1], gegl_buffer_get_width (a), gegl_buffer_get_height (a), argv[2],
                 gegl_buffer_get_width (b), gegl_buffer_get_height (b));

    /* What was loaded is left to the end of the process. */
    return exact ? compare_bits (a, b) : compare_colours (a, b);
}
