/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rangefinder:lut as hosts see it: its properties, and what it says of files it cannot use. */
#include "../tap.h"
#include "node.h"

#include <glib/gstdio.h>

static const char cube[] = "LUT_3D_SIZE 2\n0 0 0\n0 0 1\n0 1 0\n0 1 1\n1 0 0\n1 0 1\n1 1 0\n1 1 1\n"; /* red <-> blue */
static char *path;
static int warnings;
static char last_warning[500];

static void
note_warning (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
    warnings++;
    g_strlcpy (last_warning, message, sizeof last_warning);
}

static void
write_file (const char *content)
{
    REQUIRE (g_file_set_contents (path, content, -1, NULL), "%s", path);
}

static char *
get_text (GeglNode *node, const char *name)
{
    char *text = NULL;
    gegl_node_get (node, name, &text, NULL);
    return text;
}

TEST (the_operation_is_there_with_its_menu)
{
    static const char *const keys[][2] = {{"gimp:menu-path", "<Image>/Filters/Rangefinder"},
                                          {"gimp:menu-label", "Apply LU_T…"},
                                          {"categories", "color"},
                                          {"title", "Apply LUT"}};

    REQUIRE (gegl_has_operation ("rangefinder:lut"), "see GEGL_PATH: %s", g_getenv ("GEGL_PATH"));
    for (size_t i = 0; i < G_N_ELEMENTS (keys); i++) {
        const char *value = gegl_operation_get_key ("rangefinder:lut", keys[i][0]);
        REQUIRE (g_strcmp0 (value, keys[i][1]) == 0, "%s: «%s», not «%s»", keys[i][0], value, keys[i][1]);
    }
    REQUIRE (gegl_operation_get_key ("rangefinder:lut", "op-version") == NULL, "GIMP drops filters with op-version");
}

/* libgimp 3.0 loses a property for files and all that follow. */
TEST (the_file_is_the_last_property_and_has_a_hidden_twin)
{
    static const char *const order[] = {"lut", "encoding", "interpolation", "strength", "failed", "error", "file"};
    guint n;
    g_autofree GParamSpec **properties = gegl_operation_list_properties ("rangefinder:lut", &n);

    REQUIRE_CMP (n, ==, (guint)G_N_ELEMENTS (order), "%u", "properties");
    for (guint i = 0; i < n; i++)
        REQUIRE (strcmp (properties[i]->name, order[i]) == 0, "property %u is %s, not %s", i, properties[i]->name,
                 order[i]);
    REQUIRE (g_strcmp0 (gegl_operation_get_property_key ("rangefinder:lut", "lut", "visible"), "0") == 0,
             "lut is shown");
    REQUIRE (g_strcmp0 (gegl_operation_get_property_key ("rangefinder:lut", "error", "visible"), "failed") == 0 &&
                 g_strcmp0 (gegl_operation_get_property_key ("rangefinder:lut", "failed", "visible"), "0") == 0,
             "a message is shown without an error");
}

TEST (both_file_properties_work_and_the_twin_counts)
{
    GeglBuffer *picture = new_colours (babl_format ("R'G'B'A float"));
    write_file (cube);
    GeglBuffer *by_file = develop (picture, "rangefinder:lut", "file", path, NULL);
    GeglBuffer *by_twin = develop (picture, "rangefinder:lut", "lut", path, "file", "/nonexistent.cube", NULL);
    g_autofree float *before = read_pixels (picture, babl_format ("R'G'B'A float"));
    g_autofree float *after = read_pixels (by_file, babl_format ("R'G'B'A float"));

    for (int i = 0; i < 200 * 150; i++) {
        REQUIRE_CMP (fabsf (before[4 * i] - after[4 * i + 2]), <, 1e-6f, "%g", "pixel %d: red is not blue", i);
        REQUIRE_CMP (fabsf (before[4 * i + 1] - after[4 * i + 1]), <, 1e-6f, "%g", "pixel %d: green", i);
        REQUIRE_CMP (before[4 * i + 3], ==, after[4 * i + 3], "%g", "pixel %d: alpha", i);
    }
    REQUIRE (same_bits (by_file, by_twin), "the two differ");
    g_object_unref (by_file);
    g_object_unref (by_twin);
    g_object_unref (picture);
}

TEST (without_a_file_nothing_happens_and_nothing_is_said)
{
    GeglBuffer *picture = new_colours (babl_format ("R'G'B' u8"));
    warnings = 0;
    GeglBuffer *result = develop (picture, "rangefinder:lut", NULL);

    REQUIRE (same_bits (picture, result), "changed");
    REQUIRE_CMP (warnings, ==, 0, "%d", "%s", last_warning);
    g_object_unref (result);
    g_object_unref (picture);
}

TEST (a_broken_file_is_told_with_its_line_and_the_picture_stays)
{
    static const char *const formats[] = {"R'G'B' u8", "R'G'B'A u16", "RGBA float", "Y' u8"};

    for (size_t i = 0; i < G_N_ELEMENTS (formats); i++) {
        GeglBuffer *picture = new_colours (babl_format (formats[i]));
        write_file ("LUT_3D_SIZE 2\n0 0 0\n1 0\n");
        warnings = 0;
        Chain *chain = new_chain (picture, "rangefinder:lut");
        gegl_node_set (chain->node, "file", path, NULL);
        GeglBuffer *result = run (chain);
        REQUIRE (gegl_buffer_get_format (result) == gegl_buffer_get_format (picture), "%s: another format", formats[i]);
        REQUIRE (same_bits (picture, result), "%s: changed", formats[i]);
        g_autofree char *error = get_text (chain->node, "error");
        REQUIRE_TEXT (error, "line 3: two numbers, three expected", "%s", formats[i]);
        REQUIRE_TEXT (last_warning, "line 3: two numbers, three expected", "%s", formats[i]);
        run (chain);
        REQUIRE_CMP (warnings, ==, 1, "%d", "%s: told more than once", formats[i]);
        free_chain (chain);
        g_object_unref (picture);
    }
}

static gboolean
has_failed (GeglNode *node)
{
    gboolean failed;

    gegl_node_get (node, "failed", &failed, NULL);
    return failed;
}

TEST (a_repaired_file_works_and_takes_the_message_away)
{
    GeglBuffer *picture = new_colours (babl_format ("R'G'B' u8"));
    Chain *chain = new_chain (picture, "rangefinder:lut");

    write_file ("LUT_3D_SIZE 2\n");
    gegl_node_set (chain->node, "file", path, NULL);
    run (chain);
    g_autofree char *broken = get_text (chain->node, "error");
    REQUIRE_TEXT (broken, "the file ends before the first colour", "broken");
    REQUIRE (has_failed (chain->node), "the dialog shows no error");
    write_file (cube);
    gegl_node_set (chain->node, "strength", 99.0, NULL);
    gegl_node_set (chain->node, "strength", 100.0, NULL);
    GeglBuffer *result = run (chain);
    g_autofree char *repaired = get_text (chain->node, "error");
    REQUIRE (g_strcmp0 (repaired, "") == 0 && !has_failed (chain->node), "still says «%s»", repaired);
    REQUIRE (!same_bits (picture, result), "the LUT does nothing");
    free_chain (chain);
    g_object_unref (picture);
}

TEST (what_is_no_file_is_told)
{
    GeglBuffer *picture = new_colours (babl_format ("R'G'B' u8"));

    for (const char *const *name = (const char *const[]){"/nonexistent/a.cube", "/", "/dev/zero", "/etc/passwd", NULL};
         *name; name++) {
        Chain *chain = new_chain (picture, "rangefinder:lut");
        gegl_node_set (chain->node, "lut", *name, NULL);
        REQUIRE (same_bits (picture, run (chain)), "%s: changed", *name);
        g_autofree char *error = get_text (chain->node, "error");
        REQUIRE (error && *error, "%s: no message", *name);
        free_chain (chain);
    }
    g_object_unref (picture);
}

int
main (int argc, char **argv)
{
    gegl_init (NULL, NULL);
    g_log_set_handler (NULL, G_LOG_LEVEL_WARNING, note_warning, NULL);
    int file = g_file_open_tmp ("rf-XXXXXX.cube", &path, NULL);
    g_close (file, NULL);
    int result = tap_main ();
    g_remove (path);
    g_free (path);
    gegl_exit ();
    return result;
}
