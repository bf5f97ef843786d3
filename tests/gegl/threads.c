/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Settings that change, and several threads: every picture is wholly of one settings, and the right one. */
#include "../tap.h"
#include "graph.h"

#include <gegl-plugin.h>

static const GeglRectangle extent = {0, 0, 400, 300};

/* A graph that stays: a picture, the operation, and what comes out. */
typedef struct {
    GeglNode *graph, *source, *look;
} Chain;

static Chain
new_chain (GeglBuffer *picture)
{
    Chain chain = {.graph = gegl_node_new ()};

    chain.source = gegl_node_new_child (chain.graph, "operation", "gegl:buffer-source", "buffer", picture, NULL);
    chain.look = gegl_node_new_child (chain.graph, "operation", "rangefinder:look", NULL);
    gegl_node_link (chain.source, chain.look);
    return chain;
}

static GeglBuffer *
draw (Chain *chain)
{
    GeglBuffer *result = gegl_buffer_new (&extent, babl_format ("R'G'B'A float"));

    gegl_node_blit_buffer (chain->look, result, &extent, 0, GEGL_ABYSS_NONE);
    return result;
}

/* Looks and settings to go through; the third one takes linear pixels. */
static void
set (GeglNode *node, int step)
{
    size_t n;
    const RfLook *const *looks = rf_looks (&n);

    gegl_node_set (node, "look", (int)rf_look_code (looks[(size_t)(step % 3) * (n - 1) / 2]), "strength",
                   step % 3 == 1 ? 50.0 : 100.0, "vignette", 2, "vignette-ev", -0.5 * (step % 3), "picture",
                   step % 3 == 2, NULL);
}

static GeglBuffer *expected[3];
static GeglBuffer *picture;

static void
draw_expected (void)
{
    picture = new_picture (babl_format ("R'G'B'A u8"), extent, 1);
    for (int step = 0; step < 3; step++) {
        Chain chain = new_chain (picture);
        set (chain.look, step);
        expected[step] = draw (&chain);
        g_object_unref (chain.graph);
    }
}

/* Which of the three results it is, or -1. To 1e-5: what babl's conversions round depends on how many pixels it is given. */
static int
recognise (GeglBuffer *result)
{
    const Babl *format = babl_format ("R'G'B'A float");
    g_autofree float *drawn = read_pixels (result, format);

    for (int step = 0; step < 3; step++) {
        g_autofree float *wanted = read_pixels (expected[step], format);
        int i = 0, n = extent.width * extent.height * 4;
        while (i < n && fabsf (drawn[i] - wanted[i]) <= 1e-5f)
            i++;
        if (i == n)
            return step;
    }
    return -1;
}

TEST (a_property_that_changes_shows_in_the_next_picture)
{
    Chain chain = new_chain (picture);

    REQUIRE (recognise (expected[1]) == 1 && recognise (expected[2]) == 2, "the settings look alike");
    for (int step = 0; step < 60; step++) {
        set (chain.look, step);
        g_autoptr (GeglBuffer) result = draw (&chain);
        REQUIRE_CMP (recognise (result), ==, step % 3, "%d", "at step %d", step);
    }
    g_object_unref (chain.graph);
}

static void *
draw_many (void *first_step)
{
    Chain chain = new_chain (picture);
    int right = 0;

    for (int step = GPOINTER_TO_INT (first_step); step < GPOINTER_TO_INT (first_step) + 30; step++) {
        set (chain.look, step);
        g_autoptr (GeglBuffer) result = draw (&chain);
        right += recognise (result) == step % 3;
    }
    g_object_unref (chain.graph);
    return GINT_TO_POINTER (right);
}

TEST (two_threads_draw_at_once)
{
    GThread *threads[2];
    int right[2];

    for (int t = 0; t < 2; t++)
        threads[t] = g_thread_new ("draw", draw_many, GINT_TO_POINTER (t));
    for (int t = 0; t < 2; t++)
        right[t] = GPOINTER_TO_INT (g_thread_join (threads[t]));
    REQUIRE_CMP (right[0], ==, 30, "%d", "right pictures of the first thread");
    REQUIRE_CMP (right[1], ==, 30, "%d", "right pictures of the second thread");
}

/* Sets the operation itself, without the node's knowing, and prepares it: what a host does that edits a filter while
 * another thread draws it. GEGL does not allow the node's own functions for that. */
static gint stop;

static void *
prepare_again_and_again (void *node)
{
    GeglOperation *operation = gegl_node_get_gegl_operation (node);
    int count = 0;

    g_object_freeze_notify (G_OBJECT (operation));
    while (!g_atomic_int_get (&stop)) {
        size_t n;
        const RfLook *const *looks = rf_looks (&n);
        int step = ++count % 2 ? 0 : 2;
        g_object_set (operation, "look", (int)rf_look_code (looks[(size_t)step * (n - 1) / 2]), "vignette-ev",
                      -0.5 * step, "picture", step == 2, NULL);
        gegl_operation_prepare (operation);
        g_usleep (50);
    }
    return GINT_TO_POINTER (count);
}

TEST (a_picture_is_never_of_two_settings)
{
    Chain chain = new_chain (picture);
    int seen[3] = {0};

    set (chain.look, 0);
    g_object_unref (draw (&chain)); /* GEGL has prepared the graph by now and does not again */
    g_atomic_int_set (&stop, 0);
    GThread *thread = g_thread_new ("prepare", prepare_again_and_again, chain.look);
    int mixed = 0;
    for (int i = 0; i < 200; i++) {
        g_autoptr (GeglBuffer) result = draw (&chain);
        int step = recognise (result);
        if (step == -1)
            mixed++;
        else
            seen[step]++;
    }
    g_atomic_int_set (&stop, 1);
    int count = GPOINTER_TO_INT (g_thread_join (thread));
    g_object_unref (chain.graph);
    REQUIRE_CMP (count, >, 100, "%d", "changes while 200 pictures were drawn");
    REQUIRE_CMP (mixed, ==, 0, "%d", "pictures of no settings, %d and %d of the two", seen[0], seen[2]);
    REQUIRE (seen[0] > 0 && seen[2] > 0, "%d and %d pictures of the two settings: nothing was tested", seen[0],
             seen[2]);
}

int
main (void)
{
    gegl_init (NULL, NULL);
    draw_expected ();
    int result = tap_main ();
    for (int step = 0; step < 3; step++)
        g_object_unref (expected[step]);
    g_object_unref (picture);
    gegl_exit ();
    return result;
}
