/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rangefinder:lut, LUT files as a GEGL operation. gegl-op.h includes this file many times: its macros read the first block,
 * the rest is compiled once. */
#include "../i18n.h"

/* clang-format off */
#ifdef GEGL_PROPERTIES

/* Images store these numbers: never change one, add new ones at the end. */
enum_start (rangefinder_lut_encoding)
    enum_value (RANGEFINDER_LUT_ENCODING_FILE,     "file",      N_("As the file says, else sRGB"))
    enum_value (RANGEFINDER_LUT_ENCODING_SRGB,     "srgb",      N_("sRGB"))
    enum_value (RANGEFINDER_LUT_ENCODING_GAMMA_22, "gamma-2.2", N_("Gamma 2.2"))
    enum_value (RANGEFINDER_LUT_ENCODING_GAMMA_24, "gamma-2.4", N_("Gamma 2.4"))
    enum_value (RANGEFINDER_LUT_ENCODING_LINEAR,   "linear",    N_("Linear light"))
    enum_value (RANGEFINDER_LUT_ENCODING_LOG,      "log",       N_("Logarithm of scene light, to sRGB"))
enum_end (RangefinderLutEncoding)

enum_start (rangefinder_lut_interpolation)
    enum_value (RANGEFINDER_LUT_INTERPOLATION_TETRAHEDRAL, "tetrahedral", N_("Tetrahedral"))
    enum_value (RANGEFINDER_LUT_INTERPOLATION_TRILINEAR,   "trilinear",   N_("Trilinear"))
enum_end (RangefinderLutInterpolation)

/* For scripts: libgimp before 3.2 knows neither properties for files nor any that follow one. */
property_string (lut, _("LUT file"), "")
    description (_("The same as the file below, for scripts; counts if it is not empty"))
    ui_meta     ("visible", "0")

property_enum (encoding, _("Encoding"), RangefinderLutEncoding, rangefinder_lut_encoding,
               RANGEFINDER_LUT_ENCODING_FILE)
    description (_("What the LUT's numbers mean; the picture is converted to it and back"))

property_enum (interpolation, _("Interpolation"), RangefinderLutInterpolation, rangefinder_lut_interpolation,
               RANGEFINDER_LUT_INTERPOLATION_TETRAHEDRAL)
    description (_("Between the LUT's colours: tetrahedral keeps greys cleaner, some programs only know trilinear"))

property_double (strength, _("Strength"), 100.0)
    description (_("How much of the LUT you see, in percent: 0 leaves the picture as it is"))
    value_range (0.0, 100.0) ui_steps (1.0, 10.0) ui_digits (1)

/* Shown while there is one. Not in the box that GIMP has for errors: it is there without an error too, and leaves the text
 * out of those there are (3.0.4). */
property_boolean (failed, _("Error"), FALSE)
    description (_("Whether something is wrong with the file; set by the operation"))
    ui_meta     ("visible", "0")

property_string (error, _("Error"), "")
    description (_("What is wrong with the file; set by the operation"))
    ui_meta     ("visible", "failed")

property_file_path (file, _("LUT file"), "")
    description (_("A .cube, a .3dl, or a Hald image as .png"))

#else
/* clang-format on */

#include <gegl-plugin.h>
#include <rangefinder.h>

#define GEGL_OP_POINT_FILTER
#define GEGL_OP_NAME rangefinder_lut
#undef GEGL_OP_C_SOURCE
#define GEGL_OP_C_FILE "gegl-lut.c"
#include <gegl-op.h>

G_STATIC_ASSERT ((int)RANGEFINDER_LUT_INTERPOLATION_TRILINEAR == (int)RF_LUT_TRILINEAR);

/* What prepare found. A thread may prepare the node while another one draws with the settings of before: process takes all
 * of it together, under the lock, with a reference of its own. */
typedef struct {
    RfLut *lut; /* NULL: none, the picture is handed on */
    RfLutUse use;
    const Babl *format; /* of the pixels that the LUT takes */
} Setup;

typedef struct {
    GMutex lock;
    Setup setup;
} Preparation;

typedef struct {
    const Setup *setup;
    GeglBuffer *input, *output;
    gint level;
} Drawing;

__attribute__ ((constructor)) static void
bind_texts (void)
{
    rf_texts_bind ();
}

/* ---- What the LUT takes ---- */

/* babl has two names for sRGB's curve, which differ below black, and takes 20 ns a pixel for the way from one to the other.
 * R~G~B~ has it odd about zero, as LUTs here want colours that sRGB has not got; the other where there are none. */
static const Babl *
srgb_format (const Babl *source)
{
    BablModelFlag flags = source ? babl_get_model_flags (source) : 0;

    if (source && babl_format_get_space (source) == babl_space ("sRGB") && flags & BABL_MODEL_FLAG_NONLINEAR)
        return babl_format ("R'G'B'A float");
    return babl_format_with_space ("R~G~B~A float", babl_space ("sRGB"));
}

static const Babl *
choose_format (RangefinderLutEncoding encoding, const RfLut *lut, const Babl *source, RfLutPassage *passage)
{
    static const RfLutPassage passages[] = {
        [RANGEFINDER_LUT_ENCODING_SRGB] = RF_LUT_AS_IS,        [RANGEFINDER_LUT_ENCODING_GAMMA_22] = RF_LUT_GAMMA_22,
        [RANGEFINDER_LUT_ENCODING_GAMMA_24] = RF_LUT_GAMMA_24, [RANGEFINDER_LUT_ENCODING_LINEAR] = RF_LUT_AS_IS,
        [RANGEFINDER_LUT_ENCODING_LOG] = RF_LUT_LOG,
    };

    *passage = passages[encoding];
    if (encoding == RANGEFINDER_LUT_ENCODING_FILE && rf_lut_input (lut) == RF_INPUT_SCENE)
        *passage = RF_LUT_SCENE;
    else if (encoding == RANGEFINDER_LUT_ENCODING_FILE || encoding == RANGEFINDER_LUT_ENCODING_SRGB)
        return srgb_format (source);
    return babl_format ("RGBA float"); /* of sRGB's primaries, in linear light */
}

/* ---- Preparing ---- */

static RfLut *
load_lut (GeglProperties *o, GError **error)
{
    const char *path = o->lut && *o->lut ? o->lut : o->file;

    return path && *path ? rf_lut_load (path, error) : NULL;
}

static gboolean
notify_error (gpointer data)
{
    g_autoptr (GObject) operation = g_weak_ref_get (data);

    if (operation) {
        g_object_notify (operation, "error");
        g_object_notify (operation, "failed");
    }
    return G_SOURCE_REMOVE;
}

static void
free_weak_ref (gpointer data)
{
    g_weak_ref_clear (data);
    g_free (data);
}

/* In the dialog, and once on the terminal. Whoever listens to the property is told later, in the main loop: GEGL holds the
 * node's lock while it prepares, and wants it when a property changes. */
static void
tell (GeglOperation *operation, const char *message)
{
    GeglProperties *o = GEGL_PROPERTIES (operation);
    GWeakRef *later;

    if (g_strcmp0 (message, o->error ? o->error : "") == 0)
        return;
    g_free (o->error);
    o->error = g_strdup (message);
    o->failed = *message != '\0';
    if (*message)
        g_warning ("rangefinder:lut: the picture is left as it is: %s", message);

    later = g_new0 (GWeakRef, 1);
    g_weak_ref_init (later, operation);
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, notify_error, later, free_weak_ref);
}

static void
prepare (GeglOperation *operation)
{
    GeglProperties *o = GEGL_PROPERTIES (operation);
    Preparation *p = o->user_data;
    const Babl *source = gegl_operation_get_source_format (operation, "input");
    const Babl *format = source ? source : babl_format ("RGBA float");
    g_autoptr (GError) error = NULL;
    RfLutPassage passage = RF_LUT_AS_IS;
    RfLut *lut = NULL;

    /* GIMP prepares often without a picture, while it makes its menus: no file is read for that. */
    if (source && o->strength > 0)
        lut = load_lut (o, &error);
    if (lut)
        format = choose_format (o->encoding, lut, source, &passage);

    g_mutex_lock (&p->lock);
    rf_lut_unref (p->setup.lut);
    p->setup.lut = lut;
    p->setup.format = format;
    p->setup.use = (RfLutUse){(RfLutInterpolation)o->interpolation, passage, o->strength / 100};
    g_mutex_unlock (&p->lock);

    gegl_operation_set_format (operation, "input", format);
    gegl_operation_set_format (operation, "output", format);
    if (source)
        tell (operation, error ? error->message : "");
}

/* ---- Drawing ---- */

static void
draw_area (const GeglRectangle *area, gpointer data)
{
    const Drawing *d = data;
    const Setup *setup = d->setup;
    GeglBufferIterator *i =
        gegl_buffer_iterator_new (d->output, area, d->level, setup->format, GEGL_ACCESS_WRITE, GEGL_ABYSS_NONE, 2);
    gint read =
        gegl_buffer_iterator_add (i, d->input, area, d->level, setup->format, GEGL_ACCESS_READ, GEGL_ABYSS_NONE);

    while (gegl_buffer_iterator_next (i))
        rf_lut_apply (setup->lut, &setup->use, i->items[read].data, i->items[0].data, (size_t)i->length);
}

/* In place of the base class's, which asks for the format of the pads again at each step: here LUT and format stay one pair
 * through the whole drawing, and without a LUT the input is handed on, bit for bit. */
static gboolean
operation_process (GeglOperation *operation, GeglOperationContext *context, const gchar *pad,
                   const GeglRectangle *result, gint level)
{
    Preparation *p = GEGL_PROPERTIES (operation)->user_data;
    GeglRectangle area = {result->x >> level, result->y >> level, result->width >> level, result->height >> level};
    GObject *input = gegl_operation_context_get_object (context, "input");

    if (!input || area.width <= 0 || area.height <= 0) /* the base class says so and makes an empty output */
        return GEGL_OPERATION_CLASS (gegl_op_parent_class)->process (operation, context, pad, result, level);

    g_mutex_lock (&p->lock);
    Setup setup = p->setup;
    if (setup.lut)
        rf_lut_ref (setup.lut);
    g_mutex_unlock (&p->lock);
    if (!setup.lut) {
        gegl_operation_context_take_object (context, "output", g_object_ref (input));
        return TRUE;
    }

    Drawing d = {.setup = &setup, .input = GEGL_BUFFER (g_object_ref (input)), .level = level};
    d.output = gegl_operation_context_get_output_maybe_in_place (operation, context, d.input, &area);
    if (gegl_operation_use_threading (operation, &area))
        gegl_parallel_distribute_area (&area, gegl_operation_get_pixels_per_thread (operation),
                                       GEGL_SPLIT_STRATEGY_AUTO, draw_area, &d);
    else
        draw_area (&area, &d);
    g_object_unref (input);
    rf_lut_unref (setup.lut);
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

    rf_lut_unref (p->setup.lut);
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
    gegl_operation_class_set_keys (operation_class, "name", "rangefinder:lut", "title", _ ("Apply LUT"), "categories",
                                   "color", "description", _ ("Gives the picture the colours of a LUT file"),
                                   "gimp:menu-path", "<Image>/Filters/Rangefinder", "gimp:menu-label",
                                   _ ("Apply LU_T…"), NULL);
}

#endif
