/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plans that are kept: the same wish gives the same plan, from any thread, and never one of another wish. */
#include "../tap.h"
#include "plan.h"
#include "unit.h"

#include <math.h>

static const char some_look[] = "[look]\ntitle=T\n";

/* No table is baked for them, so that plans by the dozen cost nothing. */
static const RfSettings idle = {0, 1, 1, 0, RF_VIGNETTE_LOOK, 0, RF_INPUT_DISPLAY, 1};

static RfSpace
space_of (const char *name, RfEncoding encoding)
{
    RfSpace space;

    rf_space_init (&space, name, encoding);
    return space;
}

TEST (the_same_wish_gives_the_same_plan_and_another_another)
{
    enum { WISHES = 12 };
    RfLook *a = look_of (some_look), *b = look_of (some_look);
    RfSettings settings[WISHES];
    RfSpace spaces[WISHES];
    const RfLook *looks[WISHES];
    RfPlan *first = plan_of (a, &idle, RF_ENCODING_LINEAR);

    /* A new setting belongs into this test and into the key of the cache. */
    REQUIRE_CMP (sizeof (RfSettings), ==, (size_t)64, "%zu", "RfSettings has changed");
    for (int i = 0; i < WISHES; i++) {
        settings[i] = idle;
        settings[i].vignette = RF_VIGNETTE_VALUE;
        spaces[i] = space_of ("srgb", RF_ENCODING_LINEAR);
        looks[i] = a;
    }
    settings[1].tone = 0.5;
    settings[2].colour = 0.5;
    settings[3].exposure_ev = 1;
    settings[4].vignette = RF_VIGNETTE_OFF;
    settings[5].vignette_ev = -1;
    settings[6].input = RF_INPUT_SCENE;
    settings[7].grain = 0.5;
    spaces[8] = space_of ("rec2020", RF_ENCODING_LINEAR);
    spaces[9] = space_of ("srgb", RF_ENCODING_PERCEPTUAL);
    spaces[10].to_xyz[4] = nextafter (spaces[10].to_xyz[4], 1);
    looks[11] = b;
    for (int i = 0; i < WISHES; i++) {
        RfPlan *base = rf_plan_new (looks[0], &settings[0], &spaces[0], NULL);
        RfPlan *plan = rf_plan_new (looks[i], &settings[i], &spaces[i], NULL);
        RfPlan *again = rf_plan_new (looks[i], &settings[i], &spaces[i], NULL);
        REQUIRE (plan && again == plan, "wish %d: two plans for one wish", i);
        REQUIRE ((plan == base) == (i == 0), "wish %d has the plan of wish 0", i);
        rf_plan_unref (base);
        rf_plan_unref (plan);
        rf_plan_unref (again);
    }
    rf_plan_unref (first);
    rf_look_free (a);
    rf_look_free (b);
}

TEST (a_vignette_value_that_is_not_read_does_not_matter)
{
    RfLook *look = look_of (some_look);
    RfSettings a = idle, b = idle;

    b.vignette_ev = NAN;
    RfPlan *plans[] = {plan_of (look, &a, RF_ENCODING_LINEAR), plan_of (look, &b, RF_ENCODING_LINEAR)};
    REQUIRE (plans[0] == plans[1], "two plans");
    rf_plan_unref (plans[0]);
    rf_plan_unref (plans[1]);
    rf_look_free (look);
}

/* A table is slow to bake: vignette and grain, which it does not depend on, do not make another one. */
TEST (plans_that_differ_in_vignette_and_grain_share_their_table)
{
    RfLook *look = look_of (some_look), *other = look_of (some_look);
    RfSettings settings[10];

    for (int i = 0; i < (int)G_N_ELEMENTS (settings); i++) {
        settings[i] = (RfSettings)RF_SETTINGS_DEFAULT;
        settings[i].vignette = RF_VIGNETTE_VALUE;
        settings[i].vignette_ev = -1;
    }
    settings[1].vignette_ev = -2;
    settings[2].grain = 0.5;
    settings[3].vignette = RF_VIGNETTE_OFF;
    settings[9].vignette = RF_VIGNETTE_OFF;
    settings[5].strength = 0.5;
    settings[6].exposure_ev = 1;
    RfPlan *plans[] = {
        plan_of (look, &settings[0], RF_ENCODING_LINEAR),     plan_of (look, &settings[1], RF_ENCODING_LINEAR),
        plan_of (look, &settings[2], RF_ENCODING_LINEAR),     plan_of (look, &settings[3], RF_ENCODING_LINEAR),
        plan_of (look, &settings[4], RF_ENCODING_PERCEPTUAL), plan_of (look, &settings[5], RF_ENCODING_LINEAR),
        plan_of (look, &settings[6], RF_ENCODING_LINEAR),     plan_of (other, &settings[7], RF_ENCODING_LINEAR),
        plan_of (look, &settings[8], RF_ENCODING_PERCEPTUAL), plan_of (look, &settings[9], RF_ENCODING_PERCEPTUAL)};
    for (int i = 1; i < (int)G_N_ELEMENTS (plans); i++) {
        REQUIRE (plans[i] != plans[0], "plan %d is plan 0", i);
        REQUIRE ((plans[i]->kernel.table.cells == plans[0]->kernel.table.cells) == (i < 4), "the table of plan %d", i);
    }

    REQUIRE (plans[8]->kernel.table.cells == plans[9]->kernel.table.cells,
             "perceptual numbers with and without vignette");

    /* It lives as long as one of its plans. */
    float last = plans[0]->kernel.table.cells[40000];
    for (int i = 0; i < (int)G_N_ELEMENTS (plans); i++)
        if (i != 2)
            rf_plan_unref (plans[i]);
    for (int i = 0; i < 20; i++) { /* the cache forgets them all */
        RfSettings pushing = idle;
        pushing.exposure_ev = 2 + i / 10.0;
        rf_plan_unref (plan_of (look, &pushing, RF_ENCODING_LINEAR));
    }
    REQUIRE_CMP (plans[2]->kernel.table.cells[40000], ==, last, "%g", "the table was freed");
    rf_plan_unref (plans[2]);
    rf_look_free (look);
    rf_look_free (other);
}

/* Plans that are in use live on when the cache forgets them; the cache forgets the least recent one. */
TEST (more_plans_than_the_cache_keeps_stay_usable)
{
    enum { PLANS = 50 };
    RfLook *look = look_of (some_look);
    RfPlan *plans[PLANS];
    float pixel[4] = {0.1f, 0.2f, 0.3f, 0.4f};

    for (int i = 0; i < PLANS; i++) {
        RfSettings settings = idle;
        settings.exposure_ev = i / 10.0;
        plans[i] = plan_of (look, &settings, RF_ENCODING_LINEAR);
        /* The first one is asked for all the time: it stays. */
        RfPlan *first = plan_of (look, &idle, RF_ENCODING_LINEAR);
        REQUIRE (first == plans[0], "the plan used last was forgotten after %d others", i);
        rf_plan_unref (first);
    }
    for (int i = 0; i < PLANS; i++) {
        RfTile tile = {pixel, 16, 0, 0, 1, 1};
        REQUIRE_CMP (plans[i]->settings.exposure_ev, ==, i / 10.0, "%g", "plan %d", i);
        rf_plan_apply (rf_plan_ref (plans[i]), NULL, &tile, &tile);
        rf_plan_unref (plans[i]);
        rf_plan_unref (plans[i]);
    }
    rf_plan_unref (NULL);
    rf_look_free (look);
}

/* A look loaded where a freed one lay must not get that one's plans. */
TEST (a_look_that_is_freed_leaves_no_plan_behind)
{
    char text[128];

    for (int i = 0; i < 100; i++) {
        g_snprintf (text, sizeof text, "[look]\ntitle=T\n[vignette]\ncorner_ev=%d.%02d\n", -i / 50, i);
        RfLook *look = look_of (text);
        RfPlan *plan = plan_of (look, &idle, RF_ENCODING_LINEAR);
        static RfPlan *seen[100];
        for (int k = 0; k < i; k++)
            REQUIRE (plan != seen[k], "look %d has the plan of look %d", i, k);
        seen[i] = plan; /* kept until the end, so that no address comes twice */
        rf_look_free (look);
        if (i == 99)
            for (int k = 0; k < 100; k++)
                rf_plan_unref (seen[k]);
    }
}

typedef struct {
    const RfLook *look;
    guint64 seed;
    int wrong;
} Visitor;

static RfSettings
wish_of (int i)
{
    RfSettings settings = idle;

    settings.exposure_ev = i / 10.0;
    return settings;
}

static gpointer
visit (gpointer data)
{
    Visitor *visitor = data;

    for (int i = 0; i < 800; i++) {
        int wish = random_below (&visitor->seed, 20);
        RfSettings settings = wish_of (wish);
        RfPlan *plan = plan_of (visitor->look, &settings, RF_ENCODING_LINEAR);
        float pixel[4] = {0.1f, 0.2f, 0.3f, 0.4f};
        RfTile tile = {pixel, 16, 0, 0, 1, 1};
        rf_plan_apply (plan, NULL, &tile, &tile);
        visitor->wrong += plan->settings.exposure_ev != settings.exposure_ev || pixel[1] != 0.2f;
        rf_plan_unref (plan);
    }
    return NULL;
}

TEST (many_threads_plan_at_once)
{
    enum { THREADS = 8 };
    RfLook *look = look_of (some_look);
    Visitor visitors[THREADS];
    GThread *threads[THREADS];

    for (int i = 0; i < THREADS; i++) {
        visitors[i] = (Visitor){look, 77 + (guint64)i, 0};
        threads[i] = g_thread_new ("visitor", visit, &visitors[i]);
    }
    for (int i = 0; i < THREADS; i++)
        g_thread_join (threads[i]);
    for (int i = 0; i < THREADS; i++)
        REQUIRE (visitors[i].wrong == 0, "thread %d got %d wrong plans", i, visitors[i].wrong);
    rf_look_free (look);
}

static gpointer
ask (gpointer look)
{
    return plan_of (look, &idle, RF_ENCODING_LINEAR);
}

TEST (threads_that_ask_for_one_plan_get_one)
{
    enum { THREADS = 8 };
    GThread *threads[THREADS];
    RfPlan *plans[THREADS];

    for (int round = 0; round < 50; round++) {
        RfLook *look = look_of (some_look);
        for (int i = 0; i < THREADS; i++)
            threads[i] = g_thread_new ("asker", ask, look);
        for (int i = 0; i < THREADS; i++)
            plans[i] = g_thread_join (threads[i]);
        for (int i = 0; i < THREADS; i++) {
            REQUIRE (plans[i] == plans[0], "round %d: thread %d has a plan of its own", round, i);
            rf_plan_unref (plans[i]);
        }
        rf_look_free (look);
    }
}

int
main (void)
{
    return tap_main ();
}
