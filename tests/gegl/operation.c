/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What hosts read of rangefinder:look before any pixel: keys, properties, the enum of looks. */
#include "../tap.h"
#include "graph.h"

#include <gegl-paramspecs.h>

static GParamSpec *
property (const char *name)
{
    GParamSpec *found = gegl_operation_find_property ("rangefinder:look", name);

    REQUIRE (found != NULL, "the operation has no property %s", name);
    return found;
}

TEST (the_operation_is_there_with_its_menu)
{
    static const char *const keys[][2] = {{"gimp:menu-path", "<Image>/Filters/Rangefinder"},
                                          {"gimp:menu-label", "Look on _Canvas…"},
                                          {"categories", "color"},
                                          {"title", "Rangefinder Look"}};

    REQUIRE (gegl_has_operation ("rangefinder:look"), "see GEGL_PATH: %s", g_getenv ("GEGL_PATH"));
    for (size_t i = 0; i < G_N_ELEMENTS (keys); i++) {
        const char *value = gegl_operation_get_key ("rangefinder:look", keys[i][0]);
        REQUIRE (g_strcmp0 (value, keys[i][1]) == 0, "%s: «%s», not «%s»", keys[i][0], value, keys[i][1]);
    }
    REQUIRE (gegl_operation_get_key ("rangefinder:look", "description") != NULL, "no description");
}

TEST (no_version_key_makes_gimp_drop_stored_filters)
{
    REQUIRE (gegl_operation_get_key ("rangefinder:look", "op-version") == NULL, "op-version is set");
}

TEST (the_operations_of_gegl_itself_are_still_there)
{
    static const char *const others[] = {"gegl:exposure", "gegl:vignette", "gegl:saturation", "gegl:color-enhance"};

    for (size_t i = 0; i < G_N_ELEMENTS (others); i++)
        REQUIRE (gegl_has_operation (others[i]), "%s has gone", others[i]);
}

/* The order is that of the dialog: what one sets first comes first. */
TEST (properties_stand_in_their_order_with_help)
{
    static const char *const order[] = {"look", "strength", "tone", "colour", "exposure", "vignette", "vignette-ev"};
    guint n;
    g_autofree GParamSpec **properties = gegl_operation_list_properties ("rangefinder:look", &n);

    REQUIRE_CMP (n, >=, (guint)G_N_ELEMENTS (order), "%u", "properties");
    for (guint i = 0; i < n; i++) {
        const char *blurb = g_param_spec_get_blurb (properties[i]);
        REQUIRE (i >= G_N_ELEMENTS (order) || strcmp (properties[i]->name, order[i]) == 0, "property %u is %s, not %s",
                 i, properties[i]->name, order[i]);
        REQUIRE (blurb && strlen (blurb) > 20, "%s has no help", properties[i]->name);
    }
}

TEST (numbers_have_the_ranges_of_the_core)
{
    static const struct {
        const char *name;
        double minimum, maximum, initial;
    } numbers[] = {{"strength", 0, 100, 100}, {"tone", 0, 100, 100},     {"colour", 0, 100, 100},
                   {"exposure", -5, 5, 0},    {"vignette-ev", -3, 1, 0}, {"grain", 0, 200, 100}};

    for (size_t i = 0; i < G_N_ELEMENTS (numbers); i++) {
        GParamSpecDouble *number = G_PARAM_SPEC_DOUBLE (property (numbers[i].name));
        GeglParamSpecDouble *shown = GEGL_PARAM_SPEC_DOUBLE (number);
        REQUIRE_CMP (number->minimum, ==, numbers[i].minimum, "%g", "%s", numbers[i].name);
        REQUIRE_CMP (number->maximum, ==, numbers[i].maximum, "%g", "%s", numbers[i].name);
        REQUIRE_CMP (number->default_value, ==, numbers[i].initial, "%g", "%s", numbers[i].name);
        REQUIRE_CMP (shown->ui_minimum, >=, number->minimum, "%g", "%s", numbers[i].name);
        REQUIRE_CMP (shown->ui_maximum, <=, number->maximum, "%g", "%s", numbers[i].name);
    }
}

static const GEnumValue *
choice (const char *name, const char *nick)
{
    GParamSpecEnum *choices = G_PARAM_SPEC_ENUM (property (name));

    return g_enum_get_value_by_nick (choices->enum_class, nick);
}

TEST (the_enum_has_every_look_by_its_code)
{
    GParamSpecEnum *property_look = G_PARAM_SPEC_ENUM (property ("look"));
    size_t n;
    const RfLook *const *looks = rf_looks (&n);

    REQUIRE_CMP (n, >=, (size_t)5, "%zu", "looks");
    for (size_t i = 0; i < n; i++) {
        const GEnumValue *value = choice ("look", rf_look_id (looks[i]));
        REQUIRE (value != NULL, "%s is missing", rf_look_id (looks[i]));
        REQUIRE_CMP (value->value, ==, (int)rf_look_code (looks[i]), "%d", "%s", rf_look_id (looks[i]));
        REQUIRE (strcmp (value->value_name, rf_look_title (looks[i])) == 0, "%s is called %s", rf_look_id (looks[i]),
                 value->value_name);
    }
    REQUIRE (choice ("look", "authentic")->value == property_look->default_value, "the default is not authentic");
}

/* Images store these numbers. */
TEST (stored_numbers_never_change)
{
    static const struct {
        const char *name, *nick;
        int value;
    } stored[] = {{"look", "authentic", 2018158388}, {"look", "mono-contrast", 577068403},
                  {"vignette", "look", 0},           {"vignette", "off", 1},
                  {"vignette", "value", 2},          {"picture", "display-referred", 0},
                  {"picture", "scene-linear", 1}};

    for (size_t i = 0; i < G_N_ELEMENTS (stored); i++) {
        const GEnumValue *value = choice (stored[i].name, stored[i].nick);
        REQUIRE (value != NULL, "%s has no %s", stored[i].name, stored[i].nick);
        REQUIRE_CMP (value->value, ==, stored[i].value, "%d", "%s %s", stored[i].name, stored[i].nick);
    }
}

TEST (an_unknown_look_is_not_taken)
{
    GeglNode *node = gegl_node_new ();
    int before, after;

    gegl_node_set (node, "operation", "rangefinder:look", NULL);
    gegl_node_get (node, "look", &before, NULL);
    gegl_node_set (node, "look", 12345, NULL); /* GLib says so on the standard error output */
    gegl_node_get (node, "look", &after, NULL);
    g_object_unref (node);
    REQUIRE_CMP (before, ==, choice ("look", "authentic")->value, "%d", "a new filter");
    REQUIRE_CMP (after, ==, before, "%d", "after look 12345");
}

TEST (a_filter_born_with_an_unknown_look_leaves_the_picture_as_it_is)
{
    GeglRectangle extent = {0, 0, 20, 20};
    g_autoptr (GeglBuffer) picture = new_picture (babl_format ("R'G'B' u8"), extent, 1);
    GeglBuffer *result = NULL;
    GeglNode *graph = gegl_node_new ();
    GeglNode *source = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", picture, NULL);
    GeglNode *look = gegl_node_new_child (graph, "operation", "rangefinder:look", "look", 12345, NULL);
    GeglNode *sink = gegl_node_new_child (graph, "operation", "gegl:buffer-sink", "buffer", &result, NULL);

    gegl_node_link_many (source, look, sink, NULL);
    gegl_node_process (sink);
    g_object_unref (graph);
    REQUIRE (result != NULL, "no picture came out");
    REQUIRE_CMP (first_difference (picture, result, babl_format ("R'G'B' u8")), ==, -1, "%d",
                 "first pixel that differs");
    g_object_unref (result);
}

int
main (void)
{
    gegl_init (NULL, NULL);
    int result = tap_main ();
    gegl_exit ();
    return result;
}
