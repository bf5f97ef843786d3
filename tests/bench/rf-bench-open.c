/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A GIMP plug-in: how long the dialogs wait for GIMP before they have a photograph of 50 megapixels to show, next to copying
 * its pixels in memory. Each time is of a new image, of which GIMP has reduced nothing yet. Medians; only the ratios carry
 * over to another machine or another hour. */
#include "../../plugins/gimp/gimp-filter.h"
#include "../../plugins/gimp/gimp-watermark-draft.h"
#include "../../plugins/gimp/gimp-watermark-subject.h"
#include "../../plugins/gimp/gimp-watermark.h"
#include "../plug-in.h"
#include "bench.h"

#include <stdio.h>
#include <string.h>

#define NAME   "plug-in-rangefinder-bench-open"
#define ROUNDS 3
#define WIDTH  8660
#define HEIGHT 5773
#define ROWS   64

typedef enum { ONE_LAYER, EFFECT, LOOK, MANY_LAYERS, WATERMARK } Contents;

static void
set_watermark (GimpImage *image)
{
    RfImprint imprint = RF_IMPRINT_DEFAULT ("bar");
    g_autofree char *notes = NULL;
    g_autoptr (GError) error = NULL;

    imprint.fields = "model=A camera";
    if (!rf_imprint_apply (image, &imprint, &notes, &error))
        g_error ("%s", error->message);
}

static void
add_contents (GimpImage *image, GimpLayer *layer, Contents contents)
{
    if (contents == EFFECT)
        put_filter (GIMP_DRAWABLE (layer), "gegl:exposure");
    if (contents == LOOK)
        put_filter (GIMP_DRAWABLE (layer), "rangefinder:look");
    for (int i = 1; contents == MANY_LAYERS && i < 8; i++) {
        GimpLayer *copy = gimp_layer_copy (layer);
        gimp_image_insert_layer (image, copy, NULL, 0);
        gimp_layer_set_opacity (copy, 50);
    }
    if (contents == WATERMARK)
        set_watermark (image);
}

/* A layer of soft colours with some noise, and what else there is. */
static GimpImage *
make_image (GimpPrecision precision, Contents contents)
{
    GimpImage *image = gimp_image_new_with_precision (WIDTH, HEIGHT, GIMP_RGB, precision);
    GimpLayer *layer = gimp_layer_new (image, "photo", WIDTH, HEIGHT, GIMP_RGB_IMAGE, 100, GIMP_LAYER_MODE_NORMAL);
    g_autofree guchar *rows = g_malloc ((gsize)3 * WIDTH * ROWS);
    guint32 seed = 1;

    gimp_image_undo_disable (image);
    gimp_image_insert_layer (image, layer, NULL, 0);
    g_autoptr (GeglBuffer) buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (layer));
    for (int y = 0; y < HEIGHT; y += ROWS) {
        guchar *at = rows;
        for (int row = y; row < y + ROWS; row++)
            for (int x = 0; x < WIDTH; x++, at += 3) {
                seed = seed * 1664525 + 1013904223;
                at[0] = (guchar)(x * 200 / WIDTH + (seed >> 28));
                at[1] = (guchar)(row * 200 / (HEIGHT + ROWS) + (seed >> 28));
                at[2] = (guchar)((x + row) * 200 / (WIDTH + HEIGHT + ROWS) + (seed >> 28));
            }
        GeglRectangle strip = {0, y, WIDTH, MIN (ROWS, HEIGHT - y)};
        gegl_buffer_set (buffer, &strip, 0, babl_format ("R'G'B' u8"), rows, GEGL_AUTO_ROWSTRIDE);
    }
    g_clear_object (&buffer);
    add_contents (image, layer, contents);
    return image;
}

static double
copy_ms (void)
{
    gsize bytes = (gsize)3 * WIDTH * HEIGHT;
    g_autofree char *from = g_malloc0 (bytes), *to = g_malloc0 (bytes);
    gint64 start = g_get_monotonic_time ();

    memset (from, 1, bytes);
    memset (to, 2, bytes);
    start = g_get_monotonic_time ();
    memcpy (to, from, bytes);
    volatile char last = to[bytes - 1];
    (void)last;
    return ms_since (start);
}

typedef struct {
    gint64 start, turn; /* when it began; when the window had its last turn */
    double first, whole, block;
} Times;

static void
take_photo (RfProxy *proxy, gboolean whole, const GError *error, gpointer data)
{
    Times *times = data;

    if (!proxy)
        g_error ("%s", error->message);
    if (times->first == 0)
        times->first = ms_since (times->start);
    if (whole)
        times->whole = ms_since (times->start);
}

/* One round of the main loop, in which a window would have to wait. */
static void
let_go_on (Times *times)
{
    while (!g_main_context_pending (NULL))
        g_usleep (500);
    gint64 start = g_get_monotonic_time ();
    g_main_context_iteration (NULL, FALSE);
    times->block = MAX (times->block, ms_since (start));
}

/* As if its window had drawn it. */
static void
show_image (GimpImage *image)
{
    int width = 512, height = 512, bpp;
    g_autoptr (GBytes) bytes = gimp_image_get_thumbnail_data (image, &width, &height, &bpp);
}

/* As the look browser asks for the lowest layer, or the watermark dialog for all that is seen. */
static Times
time_load (GimpImage *image, Contents contents)
{
    static const char *const replaced[] = {RF_FILTER_OPERATION, NULL};
    g_autofree GimpLayer **layers = gimp_image_get_layers (image);
    RfProxyRequest request = {.wanted = {.image = image, .drawables = (GimpDrawable **)layers, .replaced = replaced},
                              .longest_px = 1600};
    RfSubject subject = {0};

    if (contents == MANY_LAYERS || contents == WATERMARK) {
        if (!rf_subject_init (&subject, image, NULL))
            g_error ("there is no photograph");
        request = rf_subject_request (&subject, image, 1600);
    }
    Times times = {.start = g_get_monotonic_time ()};
    RfProxyLoad *load = rf_proxy_load_new (&request, take_photo, &times);

    while (times.whole == 0)
        let_go_on (&times);
    rf_proxy_load_free (load);
    rf_subject_clear (&subject);
    return times;
}

static void
ignore_change (gpointer data)
{
}

/* Until the dialog could be shown. */
static double
draft_ms (GimpImage *image, GimpProcedureConfig *config)
{
    g_autoptr (GError) error = NULL;
    gint64 start = g_get_monotonic_time ();
    RfDraft *draft = rf_draft_new (image, config, ignore_change, NULL, &error);

    if (!draft)
        g_error ("%s", error->message);
    double ms = ms_since (start);
    rf_draft_free (draft);
    return ms;
}

static void
report (const char *title, const char *what, double *values, double copy)
{
    double ms = median (values, ROUNDS);
    g_autofree char *name = g_strdup_printf ("open_%s_%s", title, what);

    printf ("%-16s %-28s %8.1f ms %8.1f x copy\n", title, what, ms, ms / copy);
    report_ratio (g_strdelimit (name, " ", '_'), ms / copy);
}

static GimpValueArray *
run (GimpProcedure *procedure, GimpProcedureConfig *unused, gpointer data)
{
    static const struct {
        const char *title;
        GimpPrecision precision;
        Contents contents;
    } kinds[] = {
        {"8 bit", GIMP_PRECISION_U8_NON_LINEAR, ONE_LAYER},
        {"16 bit", GIMP_PRECISION_U16_NON_LINEAR, ONE_LAYER},
        {"floating point", GIMP_PRECISION_FLOAT_LINEAR, ONE_LAYER},
        {"an effect", GIMP_PRECISION_U8_NON_LINEAR, EFFECT},
        {"a look", GIMP_PRECISION_U8_NON_LINEAR, LOOK},
        {"8 layers", GIMP_PRECISION_U8_NON_LINEAR, MANY_LAYERS},
        {"a watermark", GIMP_PRECISION_U8_NON_LINEAR, WATERMARK},
    };
    g_autoptr (GimpProcedure) watermark =
        rf_gimp_watermark_create (gimp_procedure_get_plug_in (procedure), "plug-in-rangefinder-watermark");
    g_autoptr (GimpProcedureConfig) config = gimp_procedure_create_config (watermark);
    double copies[ROUNDS];

    gegl_init (NULL, NULL);
    for (int round = 0; round < ROUNDS; round++)
        copies[round] = copy_ms ();
    double copy = median (copies, ROUNDS);
    printf ("%-45s %8.1f ms\n", "copying 50 megapixels (RGB, 8 bit)", copy);
    for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++) {
        double first[ROUNDS], whole[ROUNDS], block[ROUNDS], draft[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            GimpImage *image = make_image (kinds[i].precision, kinds[i].contents);
            show_image (image);
            Times times = time_load (image, kinds[i].contents);
            first[round] = times.first;
            whole[round] = times.whole;
            block[round] = times.block;
            draft[round] = draft_ms (image, config);
            gimp_image_delete (image);
        }
        report (kinds[i].title, "first picture", first, copy);
        report (kinds[i].title, "whole picture", whole, copy);
        report (kinds[i].title, "longest wait meanwhile", block, copy);
        report (kinds[i].title, "watermark opens", draft, copy);
        fflush (stdout);
    }
    return gimp_procedure_new_return_values (procedure, GIMP_PDB_SUCCESS, NULL);
}

PLUG_IN (NAME, run)
