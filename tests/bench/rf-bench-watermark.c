/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How fast watermarks are planned and drawn, and what memory that takes, next to what the machine's memory can do and to a
 * plain script with Pillow that draws the same bar. Everything is run in turn, again and again, and medians are printed.
 * Only the ratios carry over to another machine or another hour.
 *
 * rf-bench-watermark SCRIPT [MEGAPIXELS]: 50 of them. $RF_SOURCE is the checkout. */
#include "../watermark/shipped.h"
#include "bench.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <time.h>

#define ROUNDS 7

static const RfWatermarkOptions standard = RF_WATERMARK_OPTIONS_DEFAULT;

typedef struct {
    const char *id;
    RfPixels pixels;
    double plan_ms[ROUNDS], draw_ms[ROUNDS], copy_ms[ROUNDS], draw_cpu_ms[ROUNDS];
    RfFrame extent;
    double extra_mb; /* at the most, beyond the pixels drawn */
} Case;

/* A line of /proc/self/status, in bytes; 0 where there is none. */
static double
read_status (const char *name)
{
    g_autofree char *text = NULL;
    const char *line;

    if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL) || !(line = strstr (text, name)))
        return 0;
    return g_ascii_strtod (line + strlen (name), NULL) * 1024;
}

/* The peak begins anew; FALSE where the kernel does not let us. */
static gboolean
forget_peak (void)
{
    FILE *file = fopen ("/proc/self/clear_refs", "w");
    gboolean done = file && fputs ("5", file) >= 0;

    return file && fclose (file) == 0 && done;
}

static void
run_case (Case *c, int round, const RfCaption *caption, int width, int height)
{
    gboolean known = forget_peak ();
    double before = read_status ("VmHWM:");
    gint64 start = g_get_monotonic_time ();
    RfWatermark *watermark =
        rf_watermark_new (shipped_format (c->id), caption, &standard, width, height, restless_photo (), NULL);

    c->plan_ms[round] = ms_since (start);
    rf_watermark_extent (watermark, RF_PART_ALL, &c->extent);
    gsize row = (gsize)c->extent.width * (c->pixels == RF_PIXELS_U8 ? 4 : 16), bytes = row * (gsize)c->extent.height;
    char *pixels = g_malloc (bytes);
    RfTile tile = {pixels, (ptrdiff_t)row, c->extent.x, c->extent.y, c->extent.width, c->extent.height};
    /* Once untimed in the first round: pages that nobody has touched yet are the system's time. */
    if (round == 0)
        memset (pixels, 1, bytes);
    clock_t cpu = clock ();
    start = g_get_monotonic_time ();
    rf_watermark_draw (watermark, RF_PART_ALL, c->pixels, &tile);
    c->draw_ms[round] = ms_since (start);
    c->draw_cpu_ms[round] = (double)(clock () - cpu) * 1000 / CLOCKS_PER_SEC;
    if (known && round > 0) /* the first time brings fonts and tables that stay */
        c->extra_mb = MAX (c->extra_mb, (read_status ("VmHWM:") - before - (double)bytes) / 1e6);
    rf_watermark_free (watermark);

    char *copy = g_malloc (bytes);
    start = g_get_monotonic_time ();
    memcpy (copy, pixels, bytes);
    c->copy_ms[round] = ms_since (start);
    g_free (copy);
    g_free (pixels);
}

static void
run_peer (const char *script, int width, int height)
{
    g_autofree char *w = g_strdup_printf ("%d", width), *h = g_strdup_printf ("%d", height);
    const char *const command[] = {"python3", script, w, h, NULL};
    g_autoptr (GError) error = NULL;
    g_autofree char *said = NULL;
    int status;

    if (!g_spawn_sync (NULL, (char **)command, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                       &said, NULL, &status, &error))
        printf ("Pillow: not measured, %s\n", error->message);
    else if (status != 0)
        printf ("Pillow: missing (python3-pil) or failing, so there is no peer\n");
    else
        printf ("%s", said);
}

int
main (int argc, char **argv)
{
    Case cases[] = {{"bar", RF_PIXELS_U8},      {"bar", RF_PIXELS_FLOAT},   {"mat", RF_PIXELS_U8},
                    {"glass", RF_PIXELS_U8},    {"glass", RF_PIXELS_FLOAT}, {"overlay", RF_PIXELS_U8},
                    {"datestamp", RF_PIXELS_U8}};
    int megapixels = argc > 2 ? atoi (argv[2]) : 50;

    if (argc < 2 || megapixels < 1 || megapixels > 200) {
        fprintf (stderr, "rf-bench-watermark SCRIPT [MEGAPIXELS]: 1 to 200 of them\n");
        return 2;
    }
    int width = (int)sqrt (megapixels * 4e6 / 3), height = width * 3 / 4;
    RfCaption *caption = rf_caption_sample ();
    gint64 start = g_get_monotonic_time ();
    rf_watermark_free (rf_watermark_new (shipped_format ("bar"), caption, &standard, width, height, NULL, NULL));
    printf ("A photograph of %d × %d, medians of %d runs in turn; the first plan of a process takes %.0f ms\n\n", width,
            height, ROUNDS, ms_since (start));
    for (int round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
            run_case (&cases[i], round, caption, width, height);

    printf ("%-10s %-7s %9s %9s %9s %9s %11s %9s %9s\n", "", "pixels", "drawn", "plan", "draw", "its CPU", "x memcpy",
            "extra", "of it");
    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        Case *c = &cases[i];
        gboolean u8 = c->pixels == RF_PIXELS_U8;
        double drawn = (double)c->extent.width * c->extent.height * (u8 ? 4 : 16) / 1e6,
               draw = median (c->draw_ms, ROUNDS);
        printf ("%-10s %-7s %6.1f MB %6.1f ms %6.1f ms %6.1f ms %11.2f %6.1f MB %7.1f %%\n", c->id,
                u8 ? "8 bit" : "float", drawn, median (c->plan_ms, ROUNDS), draw, median (c->draw_cpu_ms, ROUNDS),
                draw / median (c->copy_ms, ROUNDS), c->extra_mb, c->extra_mb / drawn * 100);
    }
    printf ("\n");
    fflush (stdout);
    run_peer (argv[1], width, height);
    rf_caption_free (caption);
    return 0;
}
