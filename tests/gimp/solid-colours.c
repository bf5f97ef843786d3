/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * solid-colours REFERENCE PICTURE ICC X,Y,W,H #rrggbb...: the colours of the areas of one colour in REFERENCE, an 8-bit
 * sRGB picture, must be the colours of PICTURE there, as lcms reads its numbers through the profile ICC. In that rectangle a
 * pixel counts as solid when it and its eight neighbours have the same colour. Prints how many such pixels and colours
 * there are and the greatest CIEDE2000 difference. Exit code: 1 beyond 0.5, or when one of the colours given is not among
 * them; 2 cannot be compared. Of a grey picture only the lightness is compared. */
#include <gegl.h>
#include <lcms2.h>
#include <math.h>
#include <stdlib.h>

#define LIMIT 0.5

typedef struct {
    int width, height, channels;
    float *numbers; /* as in the file, R'G'B' or grey */
} Picture;

static Picture
load (const char *path)
{
    GeglBuffer *buffer = NULL;
    GeglNode *graph = gegl_node_new ();
    GeglNode *source = gegl_node_new_child (graph, "operation", "gegl:load", "path", path, NULL);
    GeglNode *sink = gegl_node_new_child (graph, "operation", "gegl:buffer-sink", "buffer", &buffer, NULL);

    gegl_node_link (source, sink);
    gegl_node_process (sink);
    if (!g_file_test (path, G_FILE_TEST_EXISTS) || !buffer || gegl_buffer_get_width (buffer) < 3) {
        g_printerr ("solid-colours: %s: cannot be read\n", path);
        exit (2);
    }
    const Babl *own = gegl_buffer_get_format (buffer);
    gboolean is_gray = g_str_has_prefix (babl_get_name (own), "Y");
    const Babl *format = babl_format_with_space (is_gray ? "Y' float" : "R'G'B' float", babl_format_get_space (own));
    Picture picture = {gegl_buffer_get_width (buffer), gegl_buffer_get_height (buffer), is_gray ? 1 : 3, NULL};
    picture.numbers = g_new (float, (gsize)picture.channels *picture.width *picture.height);
    gegl_buffer_get (buffer, NULL, 1.0, format, picture.numbers, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
    g_object_unref (buffer);
    g_object_unref (graph);
    return picture;
}

/* 0xrrggbb */
static guint32
colour_at (const Picture *reference, int x, int y)
{
    const float *rgb = reference->numbers + 3 * ((gsize)y * reference->width + x);
    guint32 colour = 0;

    for (int c = 0; c < 3; c++)
        colour = colour << 8 | (guint32)lroundf (255 * rgb[c]);
    return colour;
}

static gboolean
is_solid (const Picture *reference, int x, int y)
{
    for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++)
            if (colour_at (reference, x + dx, y + dy) != colour_at (reference, x, y))
                return FALSE;
    return TRUE;
}

static cmsHTRANSFORM
to_lab (cmsHPROFILE profile, int channels)
{
    cmsHPROFILE lab = cmsCreateLab4Profile (NULL);
    cmsHTRANSFORM transform = profile && lab
                                  ? cmsCreateTransform (profile, channels == 1 ? TYPE_GRAY_FLT : TYPE_RGB_FLT, lab,
                                                        TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_NOOPTIMIZE)
                                  : NULL;
    if (!transform) {
        g_printerr ("solid-colours: this profile cannot be used\n");
        exit (2);
    }
    return transform;
}

int
main (int argc, char **argv)
{
    int x0, y0, width, height;

    if (argc < 5 || sscanf (argv[4], "%d,%d,%d,%d", &x0, &y0, &width, &height) != 4) {
        g_printerr ("solid-colours REFERENCE PICTURE ICC X,Y,W,H #rrggbb...\n");
        return 2;
    }
    gegl_init (NULL, NULL);
    Picture reference = load (argv[1]), picture = load (argv[2]);
    if (reference.width != picture.width || reference.height != picture.height || reference.channels != 3 || x0 < 0 ||
        y0 < 0 || x0 + width > reference.width || y0 + height > reference.height) {
        g_printerr ("solid-colours: %s and %s do not have the same size, or not that rectangle\n", argv[1], argv[2]);
        return 2;
    }
    cmsHTRANSFORM from_srgb = to_lab (cmsCreate_sRGBProfile (), 3);
    cmsHTRANSFORM from_own = to_lab (cmsOpenProfileFromFile (argv[3], "r"), picture.channels);
    g_autoptr (GHashTable) colours = g_hash_table_new (NULL, NULL);
    double worst = 0;
    int n = 0, worst_x = 0, worst_y = 0;

    for (int y = y0 + 1; y < y0 + height - 1; y++)
        for (int x = x0 + 1; x < x0 + width - 1; x++) {
            if (!is_solid (&reference, x, y))
                continue;
            cmsCIELab wanted, found;
            gsize at = (gsize)y * picture.width + x;
            cmsDoTransform (from_srgb, reference.numbers + 3 * at, &wanted, 1);
            cmsDoTransform (from_own, picture.numbers + picture.channels * at, &found, 1);
            if (picture.channels == 1)
                wanted.a = wanted.b = found.a = found.b = 0;
            double difference = cmsCIE2000DeltaE (&wanted, &found, 1, 1, 1);
            if (!(difference <= worst)) {
                worst = difference;
                worst_x = x;
                worst_y = y;
            }
            g_hash_table_add (colours, GUINT_TO_POINTER (colour_at (&reference, x, y)));
            n++;
        }
    g_print ("%d pixels of %u colours, CIEDE2000 up to %.3f (at %d,%d)\n", n, g_hash_table_size (colours), worst,
             worst_x, worst_y);
    int status = n && worst <= LIMIT ? 0 : 1;
    for (int i = 5; i < argc; i++)
        if (!g_hash_table_contains (colours, GUINT_TO_POINTER (strtoul (argv[i] + 1, NULL, 16)))) {
            g_print ("%s is not among the colours\n", argv[i]);
            status = 1;
        }
    return status;
}
