/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rangefinder:look, the looks as a GEGL operation. GIMP makes its menu entry, dialog, preview, undo and XCF storage from
 * the first block. gegl-op.h includes this file many times: its macros read that block, the rest is compiled once. */
#include "../i18n.h"

/* clang-format off */
#ifdef GEGL_PROPERTIES

/* Images store these numbers: never change one, add new ones at the end. */
enum_start (rangefinder_vignette)
    enum_value (RANGEFINDER_VIGNETTE_LOOK,  "look",  N_("As in the look"))
    enum_value (RANGEFINDER_VIGNETTE_OFF,   "off",   N_("Off"))
    enum_value (RANGEFINDER_VIGNETTE_VALUE, "value", N_("Own value"))
enum_end (RangefinderVignette)

enum_start (rangefinder_input)
    enum_value (RANGEFINDER_INPUT_DISPLAY, "display-referred", N_("A finished picture"))
    enum_value (RANGEFINDER_INPUT_SCENE,   "scene-linear",     N_("Scene-linear light"))
enum_end (RangefinderInput)

property_enum (look, _("Look"), gint, rangefinder_look, default_look ())
    description (_("Which tones, colours, vignette and grain the picture gets"))

property_double (strength, _("Strength"), 100.0)
    description (_("How much of the look you see, in percent: 0 leaves the picture as it is, 100 is the whole look"))
    value_range (0.0, 100.0) ui_steps (1.0, 10.0) ui_digits (1)

property_double (tone, _("Tone"), 100.0)
    description (_("How much of the look's contrast, in percent: 0 keeps the tones of the picture as they are"))
    value_range (0.0, 100.0) ui_steps (1.0, 10.0) ui_digits (1)

property_double (colour, _("Colour"), 100.0)
    description (_("How much of the look's colours, in percent: 0 keeps the colours of the picture as they are"))
    value_range (0.0, 100.0) ui_steps (1.0, 10.0) ui_digits (1)

property_double (exposure, _("Exposure"), 0.0)
    description (_("Brightens or darkens the picture before it gets the look, in stops: +1 is twice the light"))
    value_range (-5.0, 5.0) ui_range (-3.0, 3.0) ui_steps (0.05, 0.5) ui_digits (2)

property_enum (vignette, _("Vignette"), RangefinderVignette, rangefinder_vignette, RANGEFINDER_VIGNETTE_LOOK)
    description (_("Darker corners: as the look has them, none, or as dark as you like"))

property_double (vignette_ev, _("Vignette at the corners"), 0.0)
    description (_("Exposure of the corners in stops: below 0 they get darker, above 0 brighter"))
    value_range (-3.0, 1.0) ui_steps (0.05, 0.5) ui_digits (2)
    ui_meta     ("visible", "vignette {value}")

property_double (grain, _("Grain"), 100.0)
    description (_("How much of the look's film grain, in percent: 0 is none, 200 twice as much"))
    value_range (0.0, 200.0) ui_steps (1.0, 10.0) ui_digits (1)

/* Not called "input": GIMP keeps that name for the pad and would leave the setting out of its dialog. */
property_enum (picture, _("Picture"), RangefinderInput, rangefinder_input, RANGEFINDER_INPUT_DISPLAY)
    description (_("What the picture is: a finished one, such as a camera's JPEG, or undeveloped light, such as a RAW "
                   "file's, where 0.18 is middle grey and white has no limit"))

#else
/* clang-format on */

#include "gegl-host.h"

#include <rangefinder.h>

/* The looks are known when GEGL starts, so their enum is made at run time. */
static GType rangefinder_look_get_type (void);
static gint default_look (void);

#define GEGL_OP_POINT_FILTER
#define GEGL_OP_NAME rangefinder_look
#undef GEGL_OP_C_SOURCE
#define GEGL_OP_C_FILE "gegl-look.c"
#include <gegl-op.h>

G_STATIC_ASSERT ((int)RANGEFINDER_VIGNETTE_OFF == (int)RF_VIGNETTE_OFF);
G_STATIC_ASSERT ((int)RANGEFINDER_VIGNETTE_VALUE == (int)RF_VIGNETTE_VALUE);
G_STATIC_ASSERT ((int)RANGEFINDER_INPUT_SCENE == (int)RF_INPUT_SCENE);

/* What prepare found and process needs. GIMP calls prepare often without drawing anything, so the plan is made when the
 * first pixels are asked for. A thread may prepare the node while another one draws with the settings of before: process
 * takes plan and format together, under the lock, and keeps its own reference for as long as it draws. */
typedef struct {
    GMutex lock;
    gint look;
    RfSettings settings;
    RfSpace space;
    RfHostPixels in, out; /* what the plan develops, and makes */
    RfPlan *plans[2];     /* the full one and the draft; NULL: not made yet, or impossible */
    gboolean tried[2];    /* since prepare */
    char *last_warning;   /* so that one mistake is told once, not at every redraw */
} Preparation;

typedef struct {
    const RfPlan *plan;
    const RfFrame *frame; /* NULL: no vignette */
    RfHostPixels in, out;
    GeglBuffer *input, *output;
    gint level;
} Drawing;

__attribute__ ((constructor)) static void
bind_texts (void)
{
    rf_texts_bind ();
}

static GType
rangefinder_look_get_type (void)
{
    static GType type = 0;

    if (g_once_init_enter (&type)) {
        size_t n, n_retired;
        const RfLook *const *looks = rf_looks (&n), *const *retired = rf_looks_retired (&n_retired);
        GEnumValue *values = g_new0 (GEnumValue, n + n_retired + 2); /* lives as long as its type: for ever */

        for (const char *const *problem = rf_registry_problems (); *problem; problem++)
            g_warning ("rangefinder:look: %s", *problem);
        for (size_t i = 0; i < n; i++)
            values[i] = (GEnumValue){(gint)rf_look_code (looks[i]), rf_look_title (looks[i]), rf_look_id (looks[i])};
        /* Images saved with a look that was retired since must still show it: those come last. */
        for (size_t i = 0; i < n_retired; i++)
            values[n + i] =
                (GEnumValue){(gint)rf_look_code (retired[i]), rf_look_title (retired[i]), rf_look_id (retired[i])};
        if (n == 0) /* GEGL cannot make an enum of nothing */
            values[0] = (GEnumValue){0, _ ("No looks are installed"), "none"};
        g_once_init_leave (&type, g_enum_register_static ("RangefinderLook", values));
    }
    return type;
}

static gint
default_look (void)
{
    GEnumClass *looks = g_type_class_ref (rangefinder_look_get_type ()); /* kept: make_plan peeks */
    const GEnumValue *authentic = g_enum_get_value_by_nick (looks, "authentic");

    return (authentic ? authentic : looks->values)->value;
}

static void
prepare (GeglOperation *operation)
{
    GeglProperties *o = GEGL_PROPERTIES (operation);
    Preparation *p = o->user_data;
    const Babl *source = gegl_operation_get_source_format (operation, "input");
    const Babl *space = gegl_operation_get_source_space (operation, "input");
    const Babl *format, *in, *out;

    g_mutex_lock (&p->lock);
    p->look = o->look;
    p->settings = (RfSettings)RF_SETTINGS_DEFAULT;
    p->settings.strength = o->strength / 100;
    p->settings.tone = o->tone / 100;
    p->settings.colour = o->colour / 100;
    p->settings.exposure_ev = o->exposure;
    p->settings.vignette = (RfVignette)o->vignette;
    p->settings.vignette_ev = o->vignette_ev;
    p->settings.grain = o->grain / 100;
    p->settings.input = (RfInput)o->picture;
    format = rf_choose_format (source, space, p->settings.input, &p->space);
    rf_mirror_format (source, format, p->space.encoding, &p->in, &p->out);
    in = p->in.format;
    out = p->out.format;
    for (int draft = 0; draft < 2; draft++) {
        g_clear_pointer (&p->plans[draft], rf_plan_unref);
        p->tried[draft] = FALSE;
    }
    g_mutex_unlock (&p->lock);

    if (o->strength == 0 && source) /* the pixels will be handed on as they are */
        in = out = source;
    gegl_operation_set_format (operation, "input", in);
    gegl_operation_set_format (operation, "output", out);
}

static RfPlan *
make_plan (const Preparation *p, gboolean draft, GError **error)
{
    GEnumClass *looks = g_type_class_peek (rangefinder_look_get_type ());
    const GEnumValue *value = g_enum_get_value (looks, p->look);
    const RfLook *look = rf_look_require (value ? value->value_nick : NULL, error);

    if (!look)
        return NULL;
    return (draft ? rf_plan_new_draft : rf_plan_new) (look, &p->settings, &p->space, error);
}

/* A reference to the plan, and what pixels it is for; NULL if there can be none. */
static RfPlan *
take_plan (Preparation *p, gboolean draft, Drawing *d)
{
    RfPlan *plan;

    g_mutex_lock (&p->lock);
    if (!p->tried[draft]) {
        g_autoptr (GError) error = NULL;
        p->plans[draft] = make_plan (p, draft, &error);
        p->tried[draft] = TRUE;
        if (error && g_strcmp0 (error->message, p->last_warning) != 0) {
            g_warning ("rangefinder:look: the picture is left as it is: %s", error->message);
            g_free (p->last_warning);
            p->last_warning = g_strdup (error->message);
        }
    }
    d->in = p->in;
    d->out = p->out;
    plan = p->plans[draft] ? rf_plan_ref (p->plans[draft]) : NULL;
    g_mutex_unlock (&p->lock);
    return plan;
}

static void
draw_area (const GeglRectangle *area, gpointer data)
{
    const Drawing *d = data;
    GeglBufferIterator *i =
        gegl_buffer_iterator_new (d->output, area, d->level, d->out.format, GEGL_ACCESS_WRITE, GEGL_ABYSS_NONE, 2);
    gint read = gegl_buffer_iterator_add (i, d->input, area, d->level, d->in.format, GEGL_ACCESS_READ, GEGL_ABYSS_NONE);
    ptrdiff_t in_size = babl_format_get_bytes_per_pixel (d->in.format),
              out_size = babl_format_get_bytes_per_pixel (d->out.format);

    while (gegl_buffer_iterator_next (i)) {
        const GeglRectangle *roi = &i->items[0].roi;
        RfTile in = {i->items[read].data, roi->width * in_size, roi->x, roi->y, roi->width, roi->height};
        RfTile out = {i->items[0].data, roi->width * out_size, roi->x, roi->y, roi->width, roi->height};

        rf_plan_apply_pixels (d->plan, d->in.pixels, d->out.pixels, d->frame, &in, &out);
    }
}

/* In place of the base class's, which asks for the format of the pads again at each step: here plan and format stay one
 * pair through the whole drawing, and a plan that changes nothing hands the input on, bit for bit. */
static gboolean
operation_process (GeglOperation *operation, GeglOperationContext *context, const gchar *pad,
                   const GeglRectangle *result, gint level)
{
    GeglProperties *o = GEGL_PROPERTIES (operation);
    GeglRectangle area = {result->x >> level, result->y >> level, result->width >> level, result->height >> level};
    GObject *input = gegl_operation_context_get_object (context, "input");
    Drawing d = {.level = level};
    RfFrame frame;

    if (!input || area.width <= 0 || area.height <= 0) /* the base class says so and makes an empty output */
        return GEGL_OPERATION_CLASS (gegl_op_parent_class)->process (operation, context, pad, result, level);

    /* Reduced pictures are only looked at, in the time it takes to draw them. */
    RfPlan *plan = take_plan (o->user_data, level > 0, &d);
    if (!plan || rf_plan_is_identity (plan)) {
        gegl_operation_context_take_object (context, "output", g_object_ref (input));
        rf_plan_unref (plan);
        return TRUE;
    }
    d.plan = plan;
    d.frame = rf_find_frame (operation, level, &frame) ? &frame : NULL;
    d.input = GEGL_BUFFER (g_object_ref (input));
    d.output = gegl_operation_context_get_output_maybe_in_place (operation, context, d.input, &area);
    if (gegl_operation_use_threading (operation, &area))
        gegl_parallel_distribute_area (&area, gegl_operation_get_pixels_per_thread (operation),
                                       GEGL_SPLIT_STRATEGY_AUTO, draw_area, &d);
    else
        draw_area (&area, &d);
    g_object_unref (input);
    rf_plan_unref (plan);
    return TRUE;
}

static void
constructed (GObject *object)
{
    Preparation *p = g_new0 (Preparation, 1);

    g_mutex_init (&p->lock);
    GEGL_PROPERTIES (object)->user_data = p;
    G_OBJECT_CLASS (gegl_op_parent_class)->constructed (object);
}

static void
finalize (GObject *object)
{
    Preparation *p = GEGL_PROPERTIES (object)->user_data;

    for (int draft = 0; draft < 2; draft++)
        rf_plan_unref (p->plans[draft]);
    g_free (p->last_warning);
    g_mutex_clear (&p->lock);
    g_free (p);
    G_OBJECT_CLASS (gegl_op_parent_class)->finalize (object);
}

static void
gegl_op_class_init (GeglOpClass *klass)
{
    GeglOperationClass *operation_class = GEGL_OPERATION_CLASS (klass);

    G_OBJECT_CLASS (klass)->constructed = constructed;
    G_OBJECT_CLASS (klass)->finalize = finalize;
    operation_class->prepare = prepare;
    operation_class->process = operation_process;

    /* Never an "op-version": GIMP throws a stored filter away when it differs. */
    gegl_operation_class_set_keys (
        operation_class, "name", "rangefinder:look", "title", _ ("Rangefinder Look"), "categories", "color",
        "description", _ ("Develops the picture as a rangefinder camera would: tone, colours and vignette in one look"),
        "gimp:menu-path", "<Image>/Filters/Rangefinder", "gimp:menu-label", _ ("Look on _Canvas…"), NULL);
}

#endif
