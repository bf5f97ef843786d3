/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long the look browser lets people wait: for the first thumbnail, for all of them, and for the preview after a slider
 * has moved, next to copying the preview's pixels in memory. Medians; only the ratios carry over to another machine or
 * another hour. What GIMP takes to reduce the photograph comes before all that and is not in it.
 *
 * rf-bench-ui: needs a display of at least 1700 x 1200. */
#include "../../plugins/gimp/gimp-looks-grid.h"
#include "../../plugins/gimp/gimp-looks-preview.h"
#include "bench.h"

#include <stdio.h>
#include <string.h>

#define ROUNDS 9
#define WIDTH  1600
#define HEIGHT 1067

static void
ignore_choice (const RfLook *look, gpointer data)
{
}

static void
ignore_taking (gpointer data)
{
}

/* Soft colours with some noise: what a photograph is made of. */
static RfProxy *
make_photo (void)
{
    RfProxy *proxy = g_atomic_rc_box_new0 (RfProxy);
    float *pixel = g_new (float, (gsize)4 * WIDTH * HEIGHT);
    guint32 seed = 1;

    *proxy = (RfProxy){{pixel, 4 * sizeof (float) * WIDTH, 0, 0, WIDTH, HEIGHT},
                       5 * WIDTH,
                       5 * HEIGHT,
                       {0, 0, 5 * WIDTH, 5 * HEIGHT},
                       FALSE};
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++, pixel += 4) {
            seed = seed * 1664525 + 1013904223;
            float noise = (float)(seed >> 24) / 2560;
            pixel[0] = (float)x / WIDTH * 0.9f + noise;
            pixel[1] = (float)y / HEIGHT * 0.9f + noise;
            pixel[2] = (float)(x + y) / (WIDTH + HEIGHT) * 0.9f + noise;
            pixel[3] = 1;
        }
    return proxy;
}

static double
copy_ms (const RfProxy *photo)
{
    gsize bytes = (gsize)photo->tile.stride * photo->tile.height;
    g_autofree void *copy = g_malloc0 (bytes);
    gint64 start = g_get_monotonic_time ();

    memcpy (copy, photo->tile.data, bytes);
    volatile char last = ((char *)copy)[bytes - 1];
    (void)last;
    return ms_since (start);
}

static void
report (const char *name, double *values, double copy)
{
    double ms = median (values, ROUNDS);
    printf ("%-44s %8.1f ms %8.1f x copy\n", name, ms, ms / copy);
}

int
main (int argc, char **argv)
{
    double first[ROUNDS], all[ROUNDS], slider[ROUNDS], copy[ROUNDS];
    RfLooksGridEvents events = {ignore_choice, ignore_taking, NULL};
    RfSettings settings = RF_SETTINGS_DEFAULT;
    guint n, of = 0;

    if (!gtk_init_check (&argc, &argv)) {
        fputs ("rf-bench-ui: no display\n", stderr);
        return 77;
    }
    gegl_init (NULL, NULL);
    GtkWidget *window = gtk_window_new (GTK_WINDOW_TOPLEVEL), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
    RfLooksPreview *preview = rf_looks_preview_new ();
    RfLooksGrid *grid = rf_looks_grid_new (&events);
    RfProxy *photo = make_photo (), *small = rf_proxy_reduce (photo, 512);

    gtk_widget_set_size_request (rf_looks_preview_widget (preview), WIDTH, HEIGHT);
    gtk_container_add (GTK_CONTAINER (window), box);
    gtk_box_pack_start (GTK_BOX (box), rf_looks_grid_widget (grid), FALSE, FALSE, 0);
    gtk_box_pack_start (GTK_BOX (box), rf_looks_preview_widget (preview), TRUE, TRUE, 0);
    gtk_widget_show_all (window);
    while (gtk_events_pending ())
        gtk_main_iteration ();

    for (int round = 0; round < ROUNDS; round++) {
        settings.exposure_ev = round * 0.01; /* another plan each time */
        gint64 start = g_get_monotonic_time ();
        rf_looks_grid_show (grid, small, &settings);
        first[round] = 0;
        while ((n = rf_looks_grid_count (grid, &of)) < of) {
            if (n > 0 && first[round] == 0)
                first[round] = ms_since (start);
            gtk_main_iteration ();
        }
        all[round] = ms_since (start);
    }

    rf_looks_preview_set_photo (preview, photo, &(RfSelection){NULL});
    for (int round = 0; round < ROUNDS; round++) {
        settings.strength = 0.5 + round * 0.01;
        guint before = rf_looks_preview_count (preview);
        gint64 start = g_get_monotonic_time ();
        rf_looks_preview_set_look (preview, rf_look_find ("authentic"), &settings);
        while (rf_looks_preview_count (preview) == before)
            gtk_main_iteration ();
        while (gtk_events_pending ())
            gtk_main_iteration ();
        slider[round] = ms_since (start);
        copy[round] = copy_ms (photo);
    }

    double copied = median (copy, ROUNDS);
    g_autofree char *title = g_strdup_printf ("all %u thumbnails", of);
    printf ("%-44s %8.1f ms\n", "copying 1600 x 1067 pixels (RGBA float)", copied);
    report ("first thumbnail", first, copied);
    report (title, all, copied);
    report ("preview 1600 px wide after a slider has moved", slider, copied);
    gtk_widget_destroy (window);
    rf_proxy_unref (photo);
    rf_proxy_unref (small);
    return 0;
}
