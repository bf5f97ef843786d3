/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rangefinder:lens, the lens characters as a GEGL operation. gegl-op.h includes this file many times: its macros read the
 * first block, the rest is compiled once. */
#include "../i18n.h"

/* clang-format off */
#ifdef GEGL_PROPERTIES

/* Images store these numbers: never change one, add new ones at the end, here and in focal_lengths. */
enum_start (rangefinder_lens_vignette)
    enum_value (RANGEFINDER_LENS_VIGNETTE_LENS, "lens", N_("As the lens has it"))
    enum_value (RANGEFINDER_LENS_VIGNETTE_OFF,  "off",  N_("Off"))
    enum_value (RANGEFINDER_LENS_VIGNETTE_23,   "23mm", N_("23 mm"))
    enum_value (RANGEFINDER_LENS_VIGNETTE_28,   "28mm", N_("28 mm"))
    enum_value (RANGEFINDER_LENS_VIGNETTE_35,   "35mm", N_("35 mm"))
    enum_value (RANGEFINDER_LENS_VIGNETTE_50,   "50mm", N_("50 mm"))
    enum_value (RANGEFINDER_LENS_VIGNETTE_75,   "75mm", N_("75 mm"))
    enum_value (RANGEFINDER_LENS_VIGNETTE_90,   "90mm", N_("90 mm"))
enum_end (RangefinderLensVignette)

property_enum (character, _("Character"), gint, rangefinder_lens_character, default_character ())
    description (_("What the lens or the film does to the picture"))

property_double (strength, _("Strength"), 100.0)
    description (_("How much of all that is set here you see, in percent: 0 leaves the picture as it is"))
    value_range (0.0, 100.0) ui_steps (1.0, 10.0) ui_digits (1)

property_enum (vignette, _("Vignette"), RangefinderLensVignette, rangefinder_lens_vignette,
               RANGEFINDER_LENS_VIGNETTE_LENS)
    description (_("Darker corners, as a lens of that focal length has them: the shorter, the darker"))

property_double (local_contrast, _("Local contrast"), 0.0)
    description (_("Contrast of neighbouring parts of the picture, in percent: above 0 they stand out, below 0 they "
                   "soften; edges and the picture's black and white stay as they are"))
    value_range (-100.0, 100.0) ui_steps (1.0, 10.0) ui_digits (1)

#else
/* clang-format on */

#include "gegl-host.h"
#include "gegl-lens-draw.h"

#include <rangefinder.h>

static GType rangefinder_lens_character_get_type (void);
static gint default_character (void);

#define GEGL_OP_FILTER
#define GEGL_OP_NAME rangefinder_lens
#undef GEGL_OP_C_SOURCE
#define GEGL_OP_C_FILE "gegl-lens.c"
#include <gegl-op.h>

static const double focal_lengths[] = {RF_FOCAL_OF_LENS, 0, 23, 28, 35, 50, 75, 90};

G_STATIC_ASSERT (G_N_ELEMENTS (focal_lengths) == RANGEFINDER_LENS_VIGNETTE_90 + 1);

/* What prepare found. A thread may prepare the node while another one draws: process takes a copy under the lock. */
typedef struct {
    const RfLens *lens;
    RfLensSettings settings;
    RfSpace space;
    const Babl *format; /* of the pixels in linear light */
} Setup;

typedef struct {
    GMutex lock;
    Setup setup;
} Preparation;

__attribute__ ((constructor)) static void
bind_texts (void)
{
    rf_texts_bind ();
}

static GType
rangefinder_lens_character_get_type (void)
{
    static GType type = 0;

    if (g_once_init_enter (&type)) {
        size_t n;
        const RfLens *const *lenses = rf_lenses (&n);
        GEnumValue *values = g_new0 (GEnumValue, n + 1); /* lives as long as its type: for ever */

        for (size_t i = 0; i < n; i++)
            values[i] = (GEnumValue){(gint)rf_lens_code (lenses[i]), rf_lens_title (lenses[i]), rf_lens_id (lenses[i])};
        g_once_init_leave (&type, g_enum_register_static ("RangefinderLensCharacter", values));
    }
    return type;
}

static gint
default_character (void)
{
    return (gint)rf_lens_code (rf_lens_find ("portrait-75"));
}

static const RfLens *
find_lens (gint code)
{
    size_t n;
    const RfLens *const *lenses = rf_lenses (&n);

    for (size_t i = 0; i < n; i++)
        if ((gint)rf_lens_code (lenses[i]) == code)
            return lenses[i];
    return rf_lens_find ("none");
}

static void
prepare (GeglOperation *operation)
{
    GeglProperties *o = GEGL_PROPERTIES (operation);
    Preparation *p = o->user_data;
    const Babl *source = gegl_operation_get_source_format (operation, "input"), *format;
    const RfFrame any = {0, 0, 3, 2};

    g_mutex_lock (&p->lock);
    Setup *setup = &p->setup;
    setup->lens = find_lens (o->character);
    setup->settings = (RfLensSettings){o->strength / 100, focal_lengths[o->vignette], o->local_contrast / 100};
    format = setup->format =
        rf_choose_format (source, gegl_operation_get_source_space (operation, "input"), RF_INPUT_SCENE, &setup->space);
    RfLensPlan *plan = rf_lens_plan_new (setup->lens, &setup->settings, &setup->space, &any, NULL);
    g_mutex_unlock (&p->lock);

    if (source && (!plan || rf_lens_plan_is_identity (plan))) /* the pixels will be handed on as they are */
        format = source;
    rf_lens_plan_unref (plan);
    gegl_operation_set_format (operation, "input", format);
    gegl_operation_set_format (operation, "output", format);
}

/* The plan for the picture at that level; NULL if the picture has no end, or a colour space without volume. */
static RfLensPlan *
make_plan (GeglOperation *operation, gint level, const Babl **format)
{
    Preparation *p = GEGL_PROPERTIES (operation)->user_data;
    RfFrame frame;

    g_mutex_lock (&p->lock);
    Setup setup = p->setup;
    g_mutex_unlock (&p->lock);
    if (format)
        *format = setup.format;
    if (!setup.lens || !rf_find_frame (operation, level, &frame))
        return NULL;
    return rf_lens_plan_new (setup.lens, &setup.settings, &setup.space, &frame, NULL);
}

/* The whole picture where its light counts. */
static gboolean
needs_all (GeglOperation *operation, const RfLensPlan *plan, GeglRectangle *area)
{
    const GeglRectangle *picture = gegl_operation_source_get_bounding_box (operation, "input");

    if (!plan || !picture || !rf_lens_plan_needs_light (plan))
        return FALSE;
    *area = *picture;
    return TRUE;
}

/* What an area depends on, and what depends on it. */
static GeglRectangle
get_surroundings (GeglOperation *operation, const gchar *pad, const GeglRectangle *area)
{
    RfLensPlan *plan = make_plan (operation, 0, NULL);
    int margin = plan ? rf_lens_plan_margin (plan) : 0;
    GeglRectangle wide = {area->x - margin, area->y - margin, area->width + 2 * margin, area->height + 2 * margin};

    needs_all (operation, plan, &wide);
    rf_lens_plan_unref (plan);
    return wide;
}

/* The light of the picture is gathered once for all of it. */
static GeglRectangle
get_cached_region (GeglOperation *operation, const GeglRectangle *area)
{
    RfLensPlan *plan = make_plan (operation, 0, NULL);
    GeglRectangle wide = *area;

    needs_all (operation, plan, &wide);
    rf_lens_plan_unref (plan);
    return wide;
}

/* In place of the base class's, for the same reasons as rangefinder:look's. */
static gboolean
operation_process (GeglOperation *operation, GeglOperationContext *context, const gchar *pad,
                   const GeglRectangle *result, gint level)
{
    GeglRectangle area = {result->x >> level, result->y >> level, result->width >> level, result->height >> level};
    const GeglRectangle *picture = gegl_operation_source_get_bounding_box (operation, "input");
    GObject *input = gegl_operation_context_get_object (context, "input");
    RfLensDrawing d = {.level = level};

    if (!input || !picture || area.width <= 0 ||
        area.height <= 0) /* the base class says so and makes an empty output */
        return GEGL_OPERATION_CLASS (gegl_op_parent_class)->process (operation, context, pad, result, level);

    RfLensPlan *plan = make_plan (operation, level, &d.format);
    if (!plan || rf_lens_plan_is_identity (plan)) {
        gegl_operation_context_take_object (context, "output", g_object_ref (input));
        rf_lens_plan_unref (plan);
        return TRUE;
    }
    d.plan = plan;
    d.picture = (GeglRectangle){picture->x >> level, picture->y >> level, MAX (picture->width >> level, 1),
                                MAX (picture->height >> level, 1)};
    d.input = GEGL_BUFFER (g_object_ref (input));
    d.output = gegl_operation_context_get_target (context, pad);
    rf_lens_draw (operation, &d, &area);
    g_object_unref (input);
    rf_lens_plan_unref (plan);
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
    operation_class->threaded = TRUE;
    operation_class->prepare = prepare;
    operation_class->process = operation_process;
    operation_class->get_required_for_output = get_surroundings;
    operation_class->get_invalidated_by_change = get_surroundings;
    operation_class->get_cached_region = get_cached_region;

    /* Never an "op-version": GIMP throws a stored filter away when it differs. */
    gegl_operation_class_set_keys (
        operation_class, "name", "rangefinder:lens", "title", _ ("Rangefinder Lens Character"), "categories", "light",
        "description",
        _ ("Gives the picture what a lens or film would: swirl, glow, soft focus, halation, darker corners"),
        "gimp:menu-path", "<Image>/Filters/Rangefinder", "gimp:menu-label", _ ("Le_ns Character…"), NULL);
}

#endif
