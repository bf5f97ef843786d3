/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A GIMP plug-in that tests what previews know of a selection: as much of each place is selected as GIMP says, in the layer
 * that is shown and in the small image that GIMP puts filters into. */
#include "../../plugins/gimp/gimp-selection.h"
#include "../plug-in.h"
#include "../tap.h"

#define NAME      "plug-in-rangefinder-test-selection"
#define TOLERANCE 0.02f /* masks have 8 bits */
#define STEP      7     /* pixels between the places that are looked at */
#define SMALL     160   /* pixels: the longer side of the small image */

typedef struct {
    float *values; /* 0 to 1 */
    int width, height;
} Field;

typedef struct {
    const char *name;
    GimpImageBaseType type;
    GimpPrecision precision;
    gboolean has_profile;
} Kind;

static const Kind kinds[] = {
    {"8 bit", GIMP_RGB, GIMP_PRECISION_U8_NON_LINEAR, FALSE},
    {"8 bit in a profile", GIMP_RGB, GIMP_PRECISION_U8_NON_LINEAR, TRUE},
    {"8 bit, linear", GIMP_RGB, GIMP_PRECISION_U8_LINEAR, FALSE},
    {"16 bit", GIMP_RGB, GIMP_PRECISION_U16_NON_LINEAR, TRUE},
    {"floating point", GIMP_RGB, GIMP_PRECISION_FLOAT_LINEAR, TRUE},
    {"grey", GIMP_GRAY, GIMP_PRECISION_U8_NON_LINEAR, FALSE},
    {"grey, 16 bit", GIMP_GRAY, GIMP_PRECISION_U16_NON_LINEAR, FALSE},
};

/* Of the image's width and height: where a layer lies. */
static const struct {
    const char *name;
    double x, y, width, height;
} layers[] = {
    {"a layer as large as the image", 0, 0, 1, 1},
    {"a layer within the image", 0.2, 0.3, 0.5, 0.6},
    {"a layer beyond the image", -0.1, -0.2, 1.3, 1.5},
};

static void
select_rectangle (GimpImage *image, int width, int height)
{
    gimp_image_select_rectangle (image, GIMP_CHANNEL_OP_REPLACE, width / 4, height / 3, width / 3, height / 3);
}

static void
select_soft_ellipse (GimpImage *image, int width, int height)
{
    gimp_image_select_ellipse (image, GIMP_CHANNEL_OP_REPLACE, width / 4, height / 4, width / 2, height / 2);
    gimp_selection_feather (image, height / 4.0);
}

static void
select_beyond (GimpImage *image, int width, int height)
{
    gimp_image_select_rectangle (image, GIMP_CHANNEL_OP_REPLACE, width / 8, height / 8, width, height);
}

static void
select_corner (GimpImage *image, int width, int height)
{
    gimp_image_select_rectangle (image, GIMP_CHANNEL_OP_REPLACE, 0, 0, width / 10, height / 10);
}

static const struct {
    const char *name;
    void (*select) (GimpImage *image, int width, int height);
} selections[] = {
    {"a rectangle", select_rectangle},
    {"a soft ellipse", select_soft_ellipse},
    {"a selection beyond the layer", select_beyond},
    {"a corner, outside some layers", select_corner},
};

static GimpImage *
make_image (const Kind *kind, int width, int height)
{
    GimpImage *image = gimp_image_new_with_precision (width, height, kind->type, kind->precision);
    g_autoptr (GimpColorProfile) profile = gimp_color_profile_new_rgb_adobe ();

    if (kind->has_profile)
        gimp_image_set_color_profile (image, profile);
    return image;
}

static GimpLayer *
add_layer (GimpImage *image, int x, int y, int width, int height)
{
    gboolean is_gray = gimp_image_get_base_type (image) == GIMP_GRAY;
    GimpLayer *layer = gimp_layer_new (image, "photo", width, height, is_gray ? GIMP_GRAY_IMAGE : GIMP_RGB_IMAGE, 100,
                                       GIMP_LAYER_MODE_NORMAL);

    gimp_image_insert_layer (image, layer, NULL, 0);
    gimp_layer_set_offsets (layer, x, y);
    return layer;
}

/* What GIMP says of that part of the image; nothing is selected outside. */
static Field
ask_gimp (GimpImage *image, int x, int y, int width, int height)
{
    Field field = {g_new (float, (gsize)width *(gsize)height), width, height};
    g_autoptr (GeglBuffer) buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (gimp_image_get_selection (image)));

    gegl_buffer_get (buffer, GEGL_RECTANGLE (x, y, width, height), 1.0, babl_format ("Y float"), field.values,
                     GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
    return field;
}

static Field
read_mask (cairo_surface_t *mask)
{
    int width = cairo_image_surface_get_width (mask), height = cairo_image_surface_get_height (mask);
    Field field = {g_new (float, (gsize)width *(gsize)height), width, height};
    const guchar *row = cairo_image_surface_get_data (mask);

    for (int y = 0; y < height; y++, row += cairo_image_surface_get_stride (mask))
        for (int x = 0; x < width; x++)
            field.values[y * width + x] = (float)row[x] / 255;
    return field;
}

/* A pixel of the reduced one is a mean of some that lie there, whatever the filter. */
static void
check_reduced (const char *name, Field small, Field large)
{
    double across = (double)large.width / small.width, down = (double)large.height / small.height;
    int reach = 2 + (int)(2 * MAX (across, down));

    REQUIRE_CMP (MAX (across, down), >=, 1.0, "%g", "%s: enlarged", name);
    for (int y = 0; y < small.height; y += STEP)
        for (int x = 0; x < small.width; x += STEP) {
            int middle_x = (int)((x + 0.5) * across), middle_y = (int)((y + 0.5) * down);
            float least = 1, most = 0, value = small.values[y * small.width + x];
            for (int v = MAX (middle_y - reach, 0); v <= MIN (middle_y + reach, large.height - 1); v++)
                for (int u = MAX (middle_x - reach, 0); u <= MIN (middle_x + reach, large.width - 1); u++) {
                    least = MIN (least, large.values[v * large.width + u]);
                    most = MAX (most, large.values[v * large.width + u]);
                }
            REQUIRE_CMP (value, >=, least - TOLERANCE, "%g", "%s: too little at %d, %d", name, x, y);
            REQUIRE_CMP (value, <=, most + TOLERANCE, "%g", "%s: too much at %d, %d", name, x, y);
        }
}

/* What is selected of a layer lies in a rectangle; all of the layer, where nothing is. */
static void
check_part (const char *name, GimpImage *image, const GeglRectangle *layer, const GeglRectangle *part)
{
    int width = gimp_image_get_width (image), height = gimp_image_get_height (image);
    int left = width, top = height, right = 0, bottom = 0;
    Field all = ask_gimp (image, 0, 0, width, height);
    GeglRectangle expected;

    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            if (all.values[y * width + x] > 0) {
                left = MIN (left, x);
                right = MAX (right, x + 1);
                top = MIN (top, y);
                bottom = MAX (bottom, y + 1);
            }
    g_free (all.values);
    if (gegl_rectangle_intersect (&expected, GEGL_RECTANGLE (left, top, right - left, bottom - top), layer)) {
        expected.x -= layer->x;
        expected.y -= layer->y;
    } else
        expected = (GeglRectangle){0, 0, layer->width, layer->height};
    REQUIRE (gegl_rectangle_equal (part, &expected), "%s: %d, %d, %d x %d, and it is %d, %d, %d x %d", name, part->x,
             part->y, part->width, part->height, expected.x, expected.y, expected.width, expected.height);
}

/* In an image as small as the preview's; neither its layers nor its channels are others afterwards. */
static void
check_set (const char *name, const Kind *kind, const RfSelection *selection, const GeglRectangle *layer, Field right)
{
    int longest = MAX (layer->width, layer->height);
    int width = layer->width * SMALL / longest, height = layer->height * SMALL / longest;
    GimpImage *image = make_image (kind, width, height);
    GimpLayer *photo = add_layer (image, 0, 0, width, height);

    rf_selection_set (selection, image);
    g_autofree GimpLayer **selected = gimp_image_get_selected_layers (image);
    g_autofree GimpChannel **channels = gimp_image_get_channels (image);
    gboolean is_same = selected[0] == photo && !selected[1] && !channels[0];
    Field small = ask_gimp (image, 0, 0, width, height);
    gimp_image_delete (image);
    REQUIRE (is_same, "%s: a channel is left, or the layer is not selected any more", name);
    check_reduced (name, small, right);
    g_free (small.values);
}

static void
check_layer (const char *name, const Kind *kind, GimpImage *image, const GeglRectangle *area)
{
    GimpLayer *layer = add_layer (image, area->x, area->y, area->width, area->height);
    GimpDrawable *chosen[] = {GIMP_DRAWABLE (layer), NULL};
    RfProxyWanted wanted = {.image = image, .drawables = chosen};
    g_autofree char *copied = g_strdup_printf ("%s, copied", name);
    RfSelection selection;

    rf_selection_read (&wanted, &selection);
    REQUIRE (selection.mask != NULL, "%s: nothing is selected", name);
    check_part (name, image, area, &selection.part);
    Field mask = read_mask (selection.mask), right = ask_gimp (image, area->x, area->y, area->width, area->height);
    check_reduced (name, mask, right);
    check_set (copied, kind, &selection, area, right);
    g_free (mask.values);
    g_free (right.values);
    rf_selection_clear (&selection);
    gimp_image_remove_layer (image, layer);
}

static void
check_image (const Kind *kind, int width, int height)
{
    GimpImage *image = make_image (kind, width, height);

    for (size_t s = 0; s < G_N_ELEMENTS (selections); s++) {
        selections[s].select (image, width, height);
        for (size_t l = 0; l < G_N_ELEMENTS (layers); l++) {
            g_autofree char *name = g_strdup_printf ("%s of %d x %d, %s, %s", kind->name, width, height,
                                                     selections[s].name, layers[l].name);
            GeglRectangle area = {(int)(layers[l].x * width), (int)(layers[l].y * height),
                                  (int)(layers[l].width * width), (int)(layers[l].height * height)};
            check_layer (name, kind, image, &area);
        }
    }
    gimp_image_delete (image);
}

TEST (each_place_is_selected_as_GIMP_says)
{
    for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++)
        check_image (&kinds[i], 400, 300);
}

TEST (a_large_image_has_the_same_selection_reduced)
{
    for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++)
        check_image (&kinds[i], 900, 1300);
}

TEST (no_selection_selects_nothing)
{
    for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++) {
        GimpImage *image = make_image (&kinds[i], 400, 300);
        GimpDrawable *chosen[] = {GIMP_DRAWABLE (add_layer (image, 0, 0, 400, 300)), NULL};
        RfProxyWanted wanted = {.image = image, .drawables = chosen};
        RfSelection selection;

        rf_selection_read (&wanted, &selection);
        REQUIRE (selection.mask == NULL, "%s: there is a mask", kinds[i].name);
        rf_selection_set (&selection, image);
        REQUIRE (gimp_selection_is_empty (image), "%s: something is selected", kinds[i].name);
        gimp_image_delete (image);
    }
}

TEST_PLUG_IN (NAME)
