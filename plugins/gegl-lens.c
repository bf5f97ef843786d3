/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rangefinder:lens, the lens characters as a GEGL operation. gegl-op.h includes this file many times: its macros read the
 * first block, the rest is compiled once. */
#include "i18n.h"

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

/* Pixels a side that are worked on together where each needs its surroundings: few of these are read twice. */
enum { BLOCK = 512 };

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

typedef struct {
    const RfLensPlan *plan;
    const RfLensLight *light;
    const Babl *format;
    GeglBuffer *input, *output;
    GeglRectangle picture; /* where the input has pixels, at this level */
    gint level;
} Drawing;

__attribute__ ((constructor)) static void
bind_texts (void)
{
    RF_BIND_TEXTS ();
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

/* What an area depends on, and what depends on it: the whole picture where its light counts. */
static GeglRectangle
widen (GeglOperation *operation, const GeglRectangle *area, gboolean only_light)
{
    const GeglRectangle *picture = gegl_operation_source_get_bounding_box (operation, "input");
    GeglRectangle wide = *area;
    RfLensPlan *plan = make_plan (operation, 0, NULL);

    if (plan && picture && rf_lens_plan_needs_light (plan)) {
        wide = *picture;
    } else if (plan && !only_light) {
        int margin = rf_lens_plan_margin (plan);
        wide = (GeglRectangle){wide.x - margin, wide.y - margin, wide.width + 2 * margin, wide.height + 2 * margin};
    }
    rf_lens_plan_unref (plan);
    return wide;
}

static GeglRectangle
get_required_for_output (GeglOperation *operation, const gchar *pad, const GeglRectangle *area)
{
    return widen (operation, area, FALSE);
}

static GeglRectangle
get_invalidated_by_change (GeglOperation *operation, const gchar *pad, const GeglRectangle *area)
{
    return widen (operation, area, FALSE);
}

/* The light of the picture is gathered once for all of it. */
static GeglRectangle
get_cached_region (GeglOperation *operation, const GeglRectangle *area)
{
    return widen (operation, area, TRUE);
}

static void
read_pixels (void *source, const RfTile *tile)
{
    const Drawing *d = source;
    GeglRectangle area = {tile->x, tile->y, tile->width, tile->height};

    gegl_buffer_get (d->input, &area, 1.0 / (1 << d->level), d->format, tile->data, (gint)tile->stride,
                     GEGL_ABYSS_NONE);
}

static void
draw_block (const Drawing *d, const GeglRectangle *block)
{
    int margin = rf_lens_plan_margin (d->plan);
    GeglRectangle around = {block->x - margin, block->y - margin, block->width + 2 * margin,
                            block->height + 2 * margin};

    gegl_rectangle_intersect (&around, &around, &d->picture);
    if (!gegl_rectangle_contains (&around, block)) /* nothing is asked for outside the picture */
        return;
    RfTile in = {
        .stride = around.width * (ptrdiff_t)(4 * sizeof (float)), around.x, around.y, around.width, around.height};
    RfTile out = {
        .stride = block->width * (ptrdiff_t)(4 * sizeof (float)), block->x, block->y, block->width, block->height};
    in.data = g_malloc ((gsize)in.stride * (gsize)in.height);
    out.data = g_malloc ((gsize)out.stride * (gsize)out.height);
    read_pixels ((void *)d, &in);
    rf_lens_apply (d->plan, d->light, &in, &out);
    gegl_buffer_set (d->output, block, d->level, d->format, out.data, (gint)out.stride);
    g_free (in.data);
    g_free (out.data);
}

static void
draw_blocks (const GeglRectangle *area, gpointer data)
{
    for (int y = 0; y < area->height; y += BLOCK)
        for (int x = 0; x < area->width; x += BLOCK)
            draw_block (data, GEGL_RECTANGLE (area->x + x, area->y + y, MIN (BLOCK, area->width - x),
                                              MIN (BLOCK, area->height - y)));
}

/* Where pixels need no surroundings: tile by tile, without copies. */
static void
draw_tiles (const GeglRectangle *area, gpointer data)
{
    const Drawing *d = data;
    GeglBufferIterator *i =
        gegl_buffer_iterator_new (d->output, area, d->level, d->format, GEGL_ACCESS_WRITE, GEGL_ABYSS_NONE, 2);
    gint read = gegl_buffer_iterator_add (i, d->input, area, d->level, d->format, GEGL_ACCESS_READ, GEGL_ABYSS_NONE);

    while (gegl_buffer_iterator_next (i)) {
        const GeglRectangle *roi = &i->items[0].roi;
        ptrdiff_t stride = roi->width * (ptrdiff_t)(4 * sizeof (float));
        RfTile in = {i->items[read].data, stride, roi->x, roi->y, roi->width, roi->height};
        RfTile out = in;

        out.data = i->items[0].data;
        rf_lens_apply (d->plan, d->light, &in, &out);
    }
}

static void
draw (GeglOperation *operation, Drawing *d, const GeglRectangle *area)
{
    GeglParallelDistributeAreaFunc work = rf_lens_plan_margin (d->plan) > 0 ? draw_blocks : draw_tiles;
    RfFrame whole = {d->picture.x, d->picture.y, d->picture.width, d->picture.height};
    RfLensLight *light = rf_lens_light_new (d->plan, &whole, read_pixels, d);

    d->light = light;
    if (gegl_operation_use_threading (operation, area))
        gegl_parallel_distribute_area (area, gegl_operation_get_pixels_per_thread (operation), GEGL_SPLIT_STRATEGY_AUTO,
                                       work, d);
    else
        work (area, d);
    rf_lens_light_free (light);
}

/* In place of the base class's, for the same reasons as rangefinder:look's. */
static gboolean
operation_process (GeglOperation *operation, GeglOperationContext *context, const gchar *pad,
                   const GeglRectangle *result, gint level)
{
    GeglRectangle area = {result->x >> level, result->y >> level, result->width >> level, result->height >> level};
    const GeglRectangle *picture = gegl_operation_source_get_bounding_box (operation, "input");
    GObject *input = gegl_operation_context_get_object (context, "input");
    Drawing d = {.level = level};

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
    draw (operation, &d, &area);
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
    operation_class->get_required_for_output = get_required_for_output;
    operation_class->get_invalidated_by_change = get_invalidated_by_change;
    operation_class->get_cached_region = get_cached_region;

    /* Never an "op-version": GIMP throws a stored filter away when it differs. */
    gegl_operation_class_set_keys (
        operation_class, "name", "rangefinder:lens", "title", _ ("Rangefinder Lens Character"), "categories", "light",
        "description",
        _ ("Gives the picture what a lens or film would: swirl, glow, soft focus, halation, darker corners"),
        "gimp:menu-path", "<Image>/Filters/Rangefinder", "gimp:menu-label", _ ("Lens _Character..."), NULL);
}

#endif
