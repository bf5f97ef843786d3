/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A GIMP plug-in that tests what the dialogs show of an image: the right layer with the right filters, whatever the image is
 * made of, soon and at last; and that the image does not notice. */
#include "../../plugins/gimp/gimp-filter.h"
#include "../../plugins/gimp/gimp-proxy-glance.h"
#include "../../plugins/gimp/gimp-watermark-apply.h"
#include "../../plugins/gimp/gimp-watermark-group.h"
#include "../../plugins/gimp/gimp-watermark-subject.h"
#include "../plug-in.h"
#include "../tap.h"

#include <math.h>

#define NAME   "plug-in-rangefinder-test-proxy"
#define WIDTH  1100
#define HEIGHT 240
#define SIDE   550
#define FEW    100

static const char *const look[] = {RF_FILTER_OPERATION, NULL};
static const char *const look_and_lens[] = {RF_FILTER_OPERATION, RF_LENS_OPERATION, NULL};

/* Soft colours, the other way round with `turned`. */
static GimpLayer *
add_layer (GimpImage *image, GimpLayer *parent, int turned)
{
    GimpLayer *layer = gimp_layer_new (image, "photo", WIDTH, HEIGHT,
                                       gimp_image_get_base_type (image) == GIMP_GRAY ? GIMP_GRAY_IMAGE : GIMP_RGB_IMAGE,
                                       100, GIMP_LAYER_MODE_NORMAL);
    g_autofree float *pixels = g_new (float, (gsize)4 * WIDTH * HEIGHT);
    float *at = pixels;

    gimp_image_insert_layer (image, layer, parent, 0);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++, at += 4) {
            float across = (float)(turned ? WIDTH - x : x) / WIDTH;
            at[0] = 0.1f + 0.8f * across;
            at[1] = 0.2f + 0.6f * (float)y / HEIGHT;
            at[2] = 0.5f;
            at[3] = 1;
        }
    g_autoptr (GeglBuffer) buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (layer));
    gegl_buffer_set (buffer, NULL, 0, babl_format ("R'G'B'A float"), pixels, GEGL_AUTO_ROWSTRIDE);
    return layer;
}

static void
add_mask (GimpLayer *layer)
{
    GimpLayerMask *mask = gimp_layer_create_mask (layer, GIMP_ADD_MASK_COPY);

    gimp_layer_add_mask (layer, mask);
}

/* All that is seen of an image, reduced: by GIMP, and a mean of numbers. */
static RfProxy *
look_at (GimpImage *image)
{
    GimpLayer *seen = gimp_layer_new_from_visible (image, image, NULL);
    int width = gimp_drawable_get_width (GIMP_DRAWABLE (seen)),
        height = gimp_drawable_get_height (GIMP_DRAWABLE (seen));
    g_autoptr (RfProxy) all = rf_proxy_alloc (width, height, width, height);
    g_autoptr (GeglBuffer) buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (seen));

    gegl_buffer_get (buffer, NULL, 1.0, babl_format ("R'G'B'A float"), all->tile.data, GEGL_AUTO_ROWSTRIDE,
                     GEGL_ABYSS_NONE);
    g_clear_object (&buffer);
    gimp_item_delete (GIMP_ITEM (seen));
    return rf_proxy_reduce (all, SIDE);
}

/* The mean difference, of colours as they are seen: by their alpha. */
static double
compare (const RfProxy *a, const RfProxy *b)
{
    g_autoptr (RfProxy) few_of_a = rf_proxy_reduce (a, FEW), few_of_b = rf_proxy_reduce (b, FEW);
    const RfTile *p = &few_of_a->tile, *q = &few_of_b->tile;
    double sum = 0;

    if (a->width != b->width || a->height != b->height || p->width != q->width || ABS (p->height - q->height) > 1)
        return INFINITY;
    int height = MIN (p->height, q->height);
    for (int y = 0; y < height; y++) {
        const float *x1 = (const float *)((const char *)p->data + p->stride * y);
        const float *x2 = (const float *)((const char *)q->data + q->stride * y);
        for (int x = 0; x < p->width; x++, x1 += 4, x2 += 4)
            for (int c = 0; c < 4; c++)
                sum += fabs (c < 3 ? x1[c] * x1[3] - x2[c] * x2[3] : x1[c] - x2[c]);
    }
    return sum / (4.0 * p->width * height);
}

static int
count_images (void)
{
    g_autofree GimpImage **images = gimp_get_images ();
    int n = 0;

    while (images[n])
        n++;
    return n;
}

/* `expected`: an image that looks as what is wanted, which is deleted. */
static void
check (const char *name, GimpImage *image, const RfProxyRequest *request, GimpImage *expected, gboolean glance_is_right)
{
    g_autoptr (RfProxy) right = look_at (expected);
    g_autoptr (GError) error = NULL;

    gimp_image_delete (expected);
    gimp_image_clean_all (image);
    int images = count_images ();
    g_autoptr (RfProxy) glance = rf_proxy_glance (request);
    g_autoptr (RfProxy) whole = rf_proxy_new (request, &error);
    gboolean is_dirty = gimp_image_is_dirty (image);

    REQUIRE (!is_dirty, "%s: the image has changed", name);
    REQUIRE_CMP (count_images (), ==, images, "%d", "%s: images are left", name);
    REQUIRE (whole != NULL, "%s: %s", name, error ? error->message : "no error");
    REQUIRE_CMP (compare (whole, right), <, 0.004, "%g", "%s", name);
    REQUIRE (glance != NULL, "%s: no glance", name);
    if (glance_is_right)
        REQUIRE_CMP (compare (glance, right), <, 0.012, "%g", "%s, at a glance", name);
}

/* A copy of the image of which only the layer at `position` is seen, all of it, without `n` of its filters, from the top. */
static GimpImage *
isolate (GimpImage *image, int position, int n)
{
    GimpImage *copy = gimp_image_duplicate (image);
    g_autofree GimpLayer **layers = gimp_image_get_layers (copy);

    for (int i = 0; layers[i]; i++)
        gimp_item_set_visible (GIMP_ITEM (layers[i]), i == position);
    gimp_layer_set_opacity (layers[position], 100);
    g_autofree GimpDrawableFilter **filters = gimp_drawable_get_filters (GIMP_DRAWABLE (layers[position]));
    for (int i = 0; i < n; i++)
        gimp_drawable_filter_delete (filters[i]);
    return copy;
}

typedef struct {
    const char *name;
    GimpImageBaseType type;
    GimpPrecision precision;
    gboolean has_profile;
} Kind;

static const Kind kinds[] = {
    {"8 bit", GIMP_RGB, GIMP_PRECISION_U8_NON_LINEAR, FALSE},
    {"8 bit in a profile", GIMP_RGB, GIMP_PRECISION_U8_NON_LINEAR, TRUE},
    {"floating point", GIMP_RGB, GIMP_PRECISION_FLOAT_LINEAR, TRUE},
    {"grey", GIMP_GRAY, GIMP_PRECISION_U16_NON_LINEAR, FALSE},
};

static GimpImage *
make_image (const Kind *kind)
{
    GimpImage *image = gimp_image_new_with_precision (WIDTH, HEIGHT, kind->type, kind->precision);
    g_autoptr (GimpColorProfile) profile = gimp_color_profile_new_rgb_adobe ();

    if (kind->has_profile)
        gimp_image_set_color_profile (image, profile);
    add_layer (image, NULL, 0);
    return image;
}

static void
check_layer (const char *what, const Kind *kind, GimpImage *image, int position, const char *const *replaced, int n,
             gboolean glance_is_right)
{
    g_autofree GimpLayer **layers = gimp_image_get_layers (image);
    GimpDrawable *chosen[] = {GIMP_DRAWABLE (layers[position]), NULL};
    RfProxyRequest request = {{.image = image, .drawables = chosen, .replaced = replaced}, SIDE, 1};
    g_autofree char *name = g_strdup_printf ("%s, %s", kind->name, what);

    check (name, image, &request, isolate (image, position, n), glance_is_right);
}

static void
check_all (const char *what, const Kind *kind, GimpImage *image, gboolean glance_is_right)
{
    RfSubject subject;
    g_autofree char *name = g_strdup_printf ("%s, %s", kind->name, what);
    GimpImage *expected = gimp_image_duplicate (image);
    GList *groups = rf_group_find (expected);

    REQUIRE (rf_subject_init (&subject, image, NULL), "%s", name);
    rf_group_remove (expected, groups);
    gimp_image_crop (expected, WIDTH, HEIGHT, subject.photo.x, subject.photo.y);
    RfProxyRequest request = rf_subject_request (&subject, image, SIDE);
    check (name, image, &request, expected, glance_is_right);
    g_list_free (groups);
    rf_subject_clear (&subject);
}

TEST (a_layer_is_shown_with_the_filters_that_stay)
{
    for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++) {
        GimpImage *image = make_image (&kinds[i]);
        g_autofree GimpLayer **layers = gimp_image_get_layers (image);

        check_layer ("plain", &kinds[i], image, 0, look, 0, TRUE);
        put_filter (GIMP_DRAWABLE (layers[0]), RF_LENS_OPERATION);
        check_layer ("a lens that stays", &kinds[i], image, 0, look, 0, TRUE);
        put_filter (GIMP_DRAWABLE (layers[0]), RF_FILTER_OPERATION);
        check_layer ("a lens and a look", &kinds[i], image, 0, look, 1, FALSE);
        check_layer ("both to be replaced", &kinds[i], image, 0, look_and_lens, 2, TRUE);
        gimp_image_delete (image);
    }
}

TEST (a_layer_is_shown_alone_with_its_mask)
{
    GimpImage *image = make_image (kinds);
    GimpLayer *upper = add_layer (image, NULL, 1);

    gimp_layer_set_opacity (upper, 40);
    check_layer ("the lower of two", kinds, image, 1, look, 0, TRUE);
    check_layer ("the upper of two", kinds, image, 0, look, 0, TRUE);
    add_mask (upper);
    check_layer ("a layer with a mask", kinds, image, 0, look, 0, FALSE);
    put_filter (GIMP_DRAWABLE (upper), RF_FILTER_OPERATION);
    check_layer ("a layer with a mask and a look", kinds, image, 0, look, 1, FALSE);
    gimp_image_delete (image);
}

TEST (a_group_is_shown_as_it_looks)
{
    GimpImage *image = make_image (kinds);
    GimpLayer *group = GIMP_LAYER (gimp_group_layer_new (image, "group"));

    gimp_image_insert_layer (image, group, NULL, 0);
    put_filter (GIMP_DRAWABLE (add_layer (image, group, 1)), "gegl:invert-linear");
    check_layer ("a group", kinds, image, 0, look, 0, TRUE);
    put_filter (GIMP_DRAWABLE (group), RF_FILTER_OPERATION);
    check_layer ("a group with a look", kinds, image, 0, look, 1, FALSE);
    gimp_image_delete (image);
}

TEST (all_layers_are_shown_without_the_watermark)
{
    for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++) {
        GimpImage *image = make_image (&kinds[i]);
        g_autofree GimpLayer **layers = gimp_image_get_layers (image);
        RfImprint imprint = RF_IMPRINT_DEFAULT ("film-frame");
        g_autofree char *notes = NULL;

        check_all ("the whole", &kinds[i], image, TRUE);
        imprint.fields = "model=A camera";
        REQUIRE (rf_imprint_apply (image, &imprint, &notes, NULL), "%s: no watermark", kinds[i].name);
        check_all ("a watermark", &kinds[i], image, TRUE);
        put_filter (GIMP_DRAWABLE (layers[0]), RF_FILTER_OPERATION);
        check_all ("a watermark and a look", &kinds[i], image, TRUE);
        gimp_layer_set_opacity (layers[0], 50);
        check_all ("a watermark and a layer one sees through", &kinds[i], image, TRUE);
        gimp_image_delete (image);
    }
}

TEST_PLUG_IN (NAME)
